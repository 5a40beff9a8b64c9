//! Claims: the facts that a report states, each with the words it came from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Decimal, Key, Unit, org::Content};

/// A place in a text: a half-open range of Unicode scalar values of the text as received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl Span {
    /// The words at this place of `text`; `None` where the text is shorter.
    pub fn of(self, text: &str) -> Option<&str> {
        let mut at = text.char_indices().map(|(i, _)| i).chain(std::iter::once(text.len()));
        let start = at.nth(self.start)?;
        if self.end <= self.start {
            return (self.end == self.start).then_some("");
        }
        let end = at.nth(self.end - self.start - 1)?;
        text.get(start..end)
    }

    /// Whether the two places share a character.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Who read a claim out of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reader {
    /// The rules of `understanding`.
    Rules,
    /// A language model, grounded in the text.
    Model,
    /// A person, by confirming or correcting.
    Person,
}

/// The state of a project, milestone or task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WorkStatus {
    /// 已开始: work goes on.
    Started,
    /// 已完成.
    Done,
    /// 已暂停.
    Paused,
    /// 已取消.
    Cancelled,
}

/// What a claim states. Kinds and meaning are those of the corpus contract.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// A KPI's figure as it stands on a day; with `sum`, the running total of the period.
    Measurement {
        /// In the KPI's unit.
        value: Decimal,
        /// The KPI's unit.
        unit: Unit,
        /// The day it is for.
        on: NaiveDate,
    },
    /// Something that adds to a KPI: two more deals signed.
    Increment {
        /// In the KPI's unit.
        value: Decimal,
        /// The KPI's unit.
        unit: Unit,
        /// The day it is for.
        on: NaiveDate,
    },
    /// How far a project, milestone or task is, in per cent.
    Progress {
        /// 0–100, may pass 100.
        percent: Decimal,
    },
    /// A project, milestone or task changed state.
    Status {
        /// The state it is in now.
        state: WorkStatus,
    },
    /// Working time spent; a day is eight hours.
    Effort {
        /// Hours.
        hours: Decimal,
    },
    /// Money spent.
    Cost {
        /// In whole units of `currency`.
        amount: Decimal,
        /// `CNY`, `USD`, …
        currency: Unit,
        /// Whether it is the running total (总共花了).
        cumulative: bool,
    },
    /// An obstacle or risk that holds the subject up.
    Blocker {
        /// The person or department waited for.
        waiting_on: Option<Key>,
    },
    /// What the writer will do next on the subject.
    Plan {
        /// The day, if the words state one.
        date: Option<NaiveDate>,
    },
    /// The subject will now be finished on another date.
    DueChange {
        /// The new date.
        date: NaiveDate,
    },
    /// What the report says of a field of the company's own, which is the subject: 拜访客户数 5 家.
    Field {
        /// What it says.
        content: Content,
        /// The unit of a figure, where the field has one.
        unit: Option<Unit>,
        /// The day it is for.
        on: NaiveDate,
    },
}

impl Fact {
    /// The kind as the contracts name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Fact::Measurement { .. } => "measurement",
            Fact::Increment { .. } => "increment",
            Fact::Progress { .. } => "progress",
            Fact::Status { .. } => "status",
            Fact::Effort { .. } => "effort",
            Fact::Cost { .. } => "cost",
            Fact::Blocker { .. } => "blocker",
            Fact::Plan { .. } => "plan",
            Fact::DueChange { .. } => "due_change",
            Fact::Field { .. } => "field",
        }
    }

    /// A KPI's figure and the day it is for; `None` for facts about work.
    pub fn kpi_figure(&self) -> Option<(Decimal, NaiveDate)> {
        match self {
            Fact::Measurement { value, on, .. } | Fact::Increment { value, on, .. } => Some((*value, *on)),
            Fact::Progress { .. }
            | Fact::Status { .. }
            | Fact::Effort { .. }
            | Fact::Cost { .. }
            | Fact::Blocker { .. }
            | Fact::Plan { .. }
            | Fact::DueChange { .. }
            | Fact::Field { .. } => None,
        }
    }

    /// The figure it states and its unit, for the kinds that state one.
    pub fn figure(&self) -> Option<(Decimal, Unit)> {
        match self {
            Fact::Measurement { value, unit, .. } | Fact::Increment { value, unit, .. } => Some((*value, unit.clone())),
            Fact::Progress { percent } => Some((*percent, Unit::percent())),
            Fact::Effort { hours } => Some((*hours, Unit::hours())),
            Fact::Cost { amount, currency, .. } => Some((*amount, currency.clone())),
            Fact::Field { content: Content::Number(value), unit, .. } => {
                Some((*value, unit.clone().unwrap_or_else(|| Unit::new(""))))
            }
            Fact::Field { content: Content::Words(_) | Content::Date(_), .. } => None,
            Fact::Status { .. } | Fact::Blocker { .. } | Fact::Plan { .. } | Fact::DueChange { .. } => None,
        }
    }
}

/// Why a claim waits for its writer before it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "doubt", rename_all = "snake_case")]
pub enum Doubt {
    /// The words could name any of these.
    Ambiguous {
        /// The things they could name, likeliest first.
        candidates: Vec<Key>,
    },
    /// The same writer gave the same KPI the same value for the same day before.
    Repeated,
    /// Far from everything the KPI has been.
    Jump {
        /// What it usually is.
        usual: Decimal,
    },
    /// The same writer gave the same field another figure for the same day before; both may count.
    Besides {
        /// That figure.
        said: Decimal,
    },
}

/// Whether a filed claim counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It counts.
    Counted,
    /// A doubt hangs on it; it waits for its writer.
    Pending,
    /// Said by one who may not move that KPI; it waits for the owner.
    Unendorsed,
    /// A correction took its place; kept.
    Superseded,
    /// Its report was withdrawn; kept.
    Withdrawn,
}

impl Standing {
    /// The word stored.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Counted => "counted",
            Standing::Pending => "pending",
            Standing::Unendorsed => "unendorsed",
            Standing::Superseded => "superseded",
            Standing::Withdrawn => "withdrawn",
        }
    }

    /// The standing of a stored word; `None` for one that is not known.
    pub fn from_code(code: &str) -> Option<Standing> {
        [Standing::Counted, Standing::Pending, Standing::Unendorsed, Standing::Superseded, Standing::Withdrawn]
            .into_iter()
            .find(|s| s.code() == code)
    }
}

/// One fact that a report states, with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What is stated.
    #[serde(flatten)]
    pub fact: Fact,
    /// The thing it is about: the most specific one that the words name.
    pub subject: Option<Key>,
    /// Where the words stand.
    pub span: Span,
    /// The words.
    pub quote: String,
    /// Who read it.
    pub by: Reader,
    /// Said as rough: 大概, 差不多, roughly.
    pub approximate: bool,
    /// Why it waits for its writer, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubt>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_counts_characters() {
        let text = "登录接口80%😀完";
        assert_eq!(Span { start: 0, end: 4 }.of(text), Some("登录接口"));
        assert_eq!(Span { start: 4, end: 7 }.of(text), Some("80%"));
        assert_eq!(Span { start: 7, end: 9 }.of(text), Some("😀完"));
        assert_eq!(Span { start: 8, end: 10 }.of(text), None);
        assert_eq!(Span { start: 9, end: 9 }.of(text), Some(""));
    }
}
