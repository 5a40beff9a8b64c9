//! Chinese.

pub(super) mod answer;
pub mod card;
mod field;
mod finding;
pub(super) mod goals;
pub(super) mod request;
pub(super) mod review;
mod smart;
pub mod talk;
pub(super) mod trace;
pub mod web;
pub(super) mod work;
