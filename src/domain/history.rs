//! What has been filed: reports and their claims, in the order in which they count.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Claim, Fact, Key, Span, Standing};

/// The order in which claims count: effective day, time of sending, id.
///
/// Ids break ties only; claims of one report are told apart by their place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Order {
    /// The day the claim is for.
    pub day: NaiveDate,
    /// When its report was sent.
    pub sent_at: DateTime<Utc>,
    /// The claim's id.
    pub claim: Uuid,
}

/// A report as answers name it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportMeta {
    /// Its id inside.
    pub id: Uuid,
    /// The id it came with: the message's id on its channel.
    pub external_id: String,
    /// Who wrote it.
    pub author: Key,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// The working day whose duty it meets, by the company's cut-off.
    pub duty_day: NaiveDate,
    /// The text as received.
    pub text: String,
    /// The summary made on reading.
    pub summary: String,
}

/// A claim as filed, with the report it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// The claim's id.
    pub id: Uuid,
    /// Its report's id inside.
    pub report: Uuid,
    /// The id its report came with.
    pub external_id: String,
    /// Who wrote the report.
    pub author: Key,
    /// When the report was sent.
    pub sent_at: DateTime<Utc>,
    /// The calendar day of sending in the company's time zone.
    pub sent_on: NaiveDate,
    /// Whether it counts.
    pub standing: Standing,
    /// What it states.
    pub claim: Claim,
    /// The message that corrected it, where the claim's words stand; `None` where they stand in the report.
    pub said_in: Option<String>,
}

impl Filed {
    /// The day it is for: that of a KPI's figure, otherwise the day it was said.
    pub fn day(&self) -> NaiveDate {
        match self.claim.fact {
            Fact::Measurement { on, .. } | Fact::Increment { on, .. } | Fact::Field { on, .. } => on,
            _ => self.sent_on,
        }
    }

    /// Where it stands in the order of counting.
    pub fn order(&self) -> Order {
        Order { day: self.day(), sent_at: self.sent_at, claim: self.id }
    }

    /// Where its words stand.
    pub fn span(&self) -> Span {
        self.claim.span
    }
}

/// What is said of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewKind {
    /// 已阅: it was read.
    Seen,
    /// 点评.
    Comment,
    /// What its writer says back.
    Reply,
}

/// Something said of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The report.
    pub report: Uuid,
    /// Who said it.
    pub author: Key,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind it is.
    pub kind: ReviewKind,
    /// The words; empty where it only was read.
    pub text: String,
}

/// A slice of what a company has filed, as of some moment: what one question needs.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Reports that stand (not withdrawn), oldest first.
    pub reports: Vec<ReportMeta>,
    /// Claims that count, in their order.
    pub claims: Vec<Filed>,
    /// What was said of those reports, oldest first; only where their texts are asked for.
    pub reviews: Vec<Review>,
}

impl History {
    /// Takes out the words of some people: their reports, and what their claims quote. The claims still count.
    pub fn without_words_of(mut self, hidden: impl Fn(&Key) -> bool) -> Self {
        self.reports.retain(|report| !hidden(&report.author));
        for claim in self.claims.iter_mut().filter(|claim| hidden(&claim.author)) {
            claim.claim.quote.clear();
        }
        self
    }

    /// Puts reports and claims in their order.
    pub fn sorted(mut self) -> Self {
        self.reports.sort_by_key(|r| (r.sent_at, r.id));
        self.claims.sort_by_key(Filed::order);
        self
    }

    /// Claims about one thing, in their order.
    pub fn about<'a>(&'a self, subject: &'a Key) -> impl DoubleEndedIterator<Item = &'a Filed> {
        self.claims.iter().filter(move |c| c.claim.subject.as_ref() == Some(subject))
    }

    /// The report with this id.
    pub fn report(&self, id: Uuid) -> Option<&ReportMeta> {
        self.reports.iter().find(|r| r.id == id)
    }
}
