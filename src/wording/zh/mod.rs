//! Chinese.

pub(super) mod answer;
pub mod card;
mod finding;
pub(super) mod request;
pub(super) mod review;
pub mod talk;
pub mod web;
pub(super) mod work;
