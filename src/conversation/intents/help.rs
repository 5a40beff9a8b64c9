//! 帮助 and /start.

use crate::{
    conversation::{Step, heard::Heard, reply::Reply},
    wording::Say,
};

/// Says what it can do.
pub fn help(heard: &Heard<'_>) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Help)))
}

/// Greets a person by name.
pub fn welcome(heard: &Heard<'_>) -> Step {
    let name = heard.org().name(heard.person()).to_string();
    Step::say(heard, Reply::notice(heard.say(&Say::Welcome { name })))
}
