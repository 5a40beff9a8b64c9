//! From a model's answer to a typed question.

use super::Task;
use crate::{
    domain::Org,
    understanding::{question::Question, second::Why},
};

/// The question of an answer, made of enum names and keys on the list alone. Never fails.
pub fn accept(_org: &Org, _task: &Task, _answer: &str) -> Result<Question, Why> {
    Err(Why::Unreadable)
}
