//! 语言: which language to answer in.

use crate::{
    conversation::{Step, dialogue::Expecting, heard::Heard, reply::Reply},
    domain::Language,
    wording::{self, Say, say},
};

/// Sets the language, or asks which.
pub fn set(heard: &Heard<'_>, language: Option<Language>) -> Step {
    let Some(language) = language else {
        let reply = Reply::notice(heard.say(&Say::WhichLanguage))
            .with_buttons([Language::Zh, Language::En].map(|l| wording::language_name(l).to_string()));
        return Step { dialogue: heard.dialogue.waiting(Expecting::Language), ..Step::say(heard, reply) };
    };
    let mut step = Step::say(heard, Reply::notice(say(&Say::LanguageSet, language)));
    step.dialogue.language = Some(language);
    step
}
