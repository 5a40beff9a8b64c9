//! What of a model's answer holds.

use super::{Accepted, Task};
use crate::understanding::{Lexicon, Message};

/// The claims of an answer that hold: each stands on words of the text that state it. Never fails.
pub fn accept(_lexicon: &Lexicon, _message: &Message<'_>, _task: &Task, _answer: &str) -> Accepted {
    Accepted::default()
}
