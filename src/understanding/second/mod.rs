//! The model as second reader: what it is asked, and what of its answer holds.
//!
//! Rules read first. Where they are unsure, [`task`] says about what; [`prompt`], [`user_turn`] and [`schema`] are what a
//! model is sent; [`accept`] takes of its answer the claims that the words themselves state; [`merge`] puts them beside
//! those of the rules. Nothing here calls a model, and nothing fails, whatever a model says: a figure that is not in the
//! words never gets in.

mod accept;
mod answer;
mod candidates;
mod figures;
mod merge;
mod place;
mod prompt;
pub mod question;
mod schema;
mod states;
mod subject;
mod task;
mod work;

#[cfg(test)]
mod tests;

use chrono_tz::Tz;

use crate::domain::{Claim, Doubt, Key, Language, Span, Unit};

pub use self::{
    accept::accept,
    merge::merge,
    prompt::{Prompt, Shot, prompt, user_turn},
    question::prompt as question_prompt,
    schema::schema,
    task::task,
};

/// The most claims that are taken from one answer.
pub const MOST_CLAIMS: usize = 12;

/// The longest words of one claim, in characters.
pub const LONGEST_QUOTE: usize = 80;

/// The longest answer that is looked at, in bytes.
pub const LONGEST_ANSWER: usize = 64 * 1024;

/// When a model is asked at all; “never” is the caller's to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Where the rules were unsure.
    WhereInDoubt,
    /// About every report that says something.
    Always,
}

/// What a model is asked about one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// The words, as received; of a very long report the lines that hold the pieces.
    pub text: String,
    /// The language of the report.
    pub language: Language,
    /// What its claims may be about.
    pub candidates: Vec<Candidate>,
    /// People and departments it names, who may be waited for.
    pub people: Vec<Candidate>,
    /// What of the report the rules were unsure about: places in the text as received, in its order.
    pub pieces: Vec<Span>,
    /// The words at those places, which alone are asked about; empty where the whole report is.
    pub words: Vec<String>,
    /// The company's time zone, in which its days begin.
    pub timezone: Tz,
}

/// A thing a model may name.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its key, the only form in which a model names it.
    pub key: Key,
    /// `project`, `milestone`, `task`, `kpi`, `person` or `department`.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// The unit of a KPI.
    pub unit: Option<Unit>,
}

/// What of an answer holds, and what does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accepted {
    /// The claims that hold, in the order of their words, each read by the model.
    pub claims: Vec<Claim>,
    /// The rest: one for each claim refused, or one for an answer that cannot be read.
    pub refused: Vec<Refused>,
}

/// A claim of an answer that does not hold. It keeps none of the words, so that it can be logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which claim of the answer, from 0.
    pub at: usize,
    /// Why.
    pub why: Why,
}

/// Why a claim of an answer does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The answer is not the JSON that was asked for.
    Unreadable,
    /// More than was asked for.
    TooMany,
    /// A field is missing, unknown, or no value of its kind.
    Shape,
    /// The words do not stand in the text, are too long, or run over more than one sentence.
    Quote,
    /// The subject was not on the list, or is no thing of which such a claim can be made.
    Subject,
    /// The words name another thing, or nothing that leads to the subject.
    Elsewhere,
    /// The figure is not in the words.
    Figure,
    /// The figure is one that compares, that is aimed at, past, taken back or passed over.
    Passing,
    /// The words do not say that it is working time, money spent, a state, an obstacle or a plan.
    Unsaid,
    /// The words deny it.
    Denied,
    /// The words are hearsay, a question, a wish, or private.
    Unvouched,
    /// The words look ahead, or do not.
    Tense,
    /// The words do not mean the date.
    Date,
    /// The same claim stands in the answer already.
    Twice,
}

impl Why {
    /// The word logged and counted.
    pub fn code(self) -> &'static str {
        match self {
            Why::Unreadable => "unreadable",
            Why::TooMany => "too_many",
            Why::Shape => "shape",
            Why::Quote => "quote",
            Why::Subject => "subject",
            Why::Elsewhere => "elsewhere",
            Why::Figure => "figure",
            Why::Passing => "passing",
            Why::Unsaid => "unsaid",
            Why::Denied => "denied",
            Why::Unvouched => "unvouched",
            Why::Tense => "tense",
            Why::Date => "date",
            Why::Twice => "twice",
        }
    }
}

/// What a model's claims change in the reading of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Claims that the rules do not have.
    pub added: Vec<Claim>,
    /// Claims of the rules, by index, that are to wait for their writer, and why.
    pub doubted: Vec<(usize, Doubt)>,
}
