//! Tests of the whole, in one binary.

mod architecture;
mod evil;
mod fresh;
mod intents;
mod kill;
mod models;
mod phrases;
mod questions;
mod reading;
mod second;
mod store;
mod transcripts;
mod web;
