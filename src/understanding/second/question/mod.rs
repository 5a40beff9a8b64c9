//! The model as second reader of questions: it may fill the same typed [`Query`](crate::understanding::question::Query)
//! that rules fill, from names on a list, and nothing else.

mod accept;
mod schema;
mod task;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::Candidate;
use crate::{
    domain::{Key, Language, period::DateRange},
    understanding::second::Prompt,
};

pub use self::{
    accept::accept,
    schema::{schema, user_turn},
    task::task,
};

/// What a model is asked about one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The question.
    pub text: String,
    /// The language it is answered in.
    pub language: Language,
    /// Who asks.
    pub asker: Key,
    /// The asker's local day.
    pub today: NaiveDate,
    /// What it may be about: only what the asker may know of.
    pub candidates: Vec<Candidate>,
    /// The days that its words name, from the first to the last.
    pub named: Option<DateRange>,
}

/// The constant beginning for questions in a language.
pub fn prompt(language: Language) -> &'static Prompt {
    use std::sync::LazyLock;
    const VERSION: &str = include_str!("../../../../prompts/question/version");
    const SHOTS: &str = include_str!("../../../../prompts/question/shots.json");
    const SYSTEM: [&str; 2] = [
        include_str!("../../../../prompts/question/system.zh.txt"),
        include_str!("../../../../prompts/question/system.en.txt"),
    ];
    static ZH: LazyLock<Prompt> = LazyLock::new(|| Prompt::of(VERSION, SYSTEM[0], SHOTS, Language::Zh));
    static EN: LazyLock<Prompt> = LazyLock::new(|| Prompt::of(VERSION, SYSTEM[1], SHOTS, Language::En));
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}
