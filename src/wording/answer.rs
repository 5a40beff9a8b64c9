//! An answer as text: one line a statement, each with the reports it rests on.

use super::{en, zh};
use crate::{
    app::questions::{Answer, Line, Suggestion},
    domain::{Language, Org},
};

/// How many reports a line names; the rest are counted.
pub(super) const NAMED: usize = 4;

/// An answer in a language.
pub fn text(org: &Org, answer: &Answer, language: Language) -> String {
    let line = |line: &Line| match language {
        Language::Zh => zh::answer::line(org, line),
        Language::En => en::answer::line(org, line),
    };
    answer.body.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A question that may come next, as one would ask it.
pub fn suggestion(org: &Org, suggestion: &Suggestion, language: Language) -> String {
    match language {
        Language::Zh => zh::answer::suggestion(org, suggestion),
        Language::En => en::answer::suggestion(org, suggestion),
    }
}
