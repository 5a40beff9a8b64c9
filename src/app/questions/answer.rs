//! The shape of an answer: data, not text. Every channel renders the same one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::statement::Line;
use crate::domain::{Decimal, Filed, Key, Language, Span, Unit, access::Secret};

/// How a question ended. The value, no data and not permitted are never mixed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Here is what was asked.
    Answer,
    /// A name could be several things.
    Clarify,
    /// Nothing is known of it.
    NoData,
    /// The asker may not see it.
    Refuse,
    /// Nothing for this assistant.
    OutOfScope,
}

/// A figure that the answer states.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Value {
    /// What it is of.
    pub subject: Key,
    /// The figure.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
}

/// The words that a statement rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Citation {
    /// The report.
    pub id: Uuid,
    /// The id the report came with.
    pub report: String,
    /// Who wrote it.
    pub author: Key,
    /// The day it was sent.
    pub day: NaiveDate,
    /// Where the words stand in it.
    pub span: Span,
    /// The words.
    pub quote: String,
}

impl From<&Filed> for Citation {
    fn from(filed: &Filed) -> Self {
        Citation {
            id: filed.report,
            report: filed.external_id.clone(),
            author: filed.author.clone(),
            day: filed.sent_on,
            span: filed.claim.span,
            quote: filed.claim.quote.clone(),
        }
    }
}

/// A question that may come next.
#[derive(Clone, Debug, PartialEq)]
pub enum Suggestion {
    /// Why it is so.
    Why(Key),
    /// How far it is.
    State(Key),
    /// What is at risk.
    Risks,
    /// How a KPI moved.
    Trend(Key),
    /// One reading of an ambiguous name.
    Candidate(Key),
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How it ended.
    pub outcome: Outcome,
    /// The language it is told in.
    pub language: Language,
    /// What it is about, in order.
    pub subjects: Vec<Key>,
    /// Every figure asked for.
    pub values: Vec<Value>,
    /// What it says.
    pub body: Vec<Line>,
    /// The words it rests on.
    pub citations: Vec<Citation>,
    /// What may be asked next.
    pub suggestions: Vec<Suggestion>,
}

/// Why a question is not answered. Unknown and unseen are one and the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Secret by its class.
    Secret(Secret),
    /// Not visible to the asker, or not there at all.
    Unseen,
}
