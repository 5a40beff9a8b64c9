//! zhixing 知行: a chat-first assistant for goals and daily work.
//!
//! The rooms and the direction in which they depend on each other are described in `docs/architecture.md`.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod app;
pub mod channels;
pub mod cli;
pub mod config;
pub mod conversation;
pub mod domain;
pub mod eval;
pub mod insight;
pub mod models;
pub mod sheets;
pub mod store;
pub mod understanding;
pub mod web;
pub mod wording;
