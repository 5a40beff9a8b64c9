//! Small talk, feelings, empty and overlong messages: answered, and nothing of them kept.

use crate::{
    conversation::{MOST_CHARACTERS, Step, heard::Heard, reply::Reply},
    wording::Say,
};

/// Back to a greeting or thanks.
pub fn pleasantry(heard: &Heard<'_>) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Pleasantry)))
}

/// Back to feelings.
pub fn sympathy(heard: &Heard<'_>) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Sympathy)))
}

/// Back to a message without words; one without any text at all is a picture, a voice message, a file.
pub fn empty(heard: &Heard<'_>) -> Step {
    let what = if heard.text.is_empty() { Say::OnlyText } else { Say::Empty };
    Step::say(heard, Reply::notice(heard.say(&what)))
}

/// Back to a message that is too long to take.
pub fn too_long(heard: &Heard<'_>) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::TooLong { most: MOST_CHARACTERS })))
}
