//! English.

pub(super) mod answer;
pub mod card;
mod finding;
pub(super) mod goals;
mod smart;
pub mod talk;
pub mod web;
