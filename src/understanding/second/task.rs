//! What of a report a model is asked about.

use super::{Asking, Task};
use crate::understanding::{Lexicon, Message, Reading};

/// What of a report the rules were unsure about; `None` where there is nothing to ask.
pub fn task(_lexicon: &Lexicon, _message: &Message<'_>, _reading: &Reading, _when: Asking) -> Option<Task> {
    None
}
