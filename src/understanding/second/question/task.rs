//! What a model is asked about a question.

use chrono::{DateTime, Utc};

use super::Task;
use crate::{
    domain::{Key, Org},
    understanding::question::{Context, Question},
};

/// What to ask about a question that the rules did not understand; `None` where they did, where it is about a secret,
/// or where it names somebody unknown.
pub fn task(
    _org: &Org,
    _text: &str,
    _asker: &Key,
    _now: DateTime<Utc>,
    _understood: &Question,
    _previous: Option<&Context>,
) -> Option<Task> {
    None
}
