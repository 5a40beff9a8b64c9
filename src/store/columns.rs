//! A claim as columns, and back.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Error, Result,
    tx::{row, stored_time},
};
use crate::domain::{
    Claim, Decimal, Doubt, Fact, Filed, Key, Span, Standing, Unit,
    figure::{from_millionths, to_millionths},
    org::Content,
};

/// The word that serde writes for an enum without fields.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        // Only enums without fields are given.
        other => unreachable!("an enum without fields is written as a word, not {other:?}"),
    }
}

/// The value of a stored word.
pub(super) fn from_word<T: DeserializeOwned>(word: &str, what: &'static str) -> Result<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).map_err(|_| Error::unknown(what))
}

/// A figure for a column that must hold it exactly.
pub(super) fn millionths(value: Decimal) -> Result<i64> {
    to_millionths(value).ok_or(Error::Unstorable("a figure beyond nine million million"))
}

/// What a fact is in columns. Those that its kind does not have are empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FactColumns {
    pub kind: String,
    pub value: Option<i64>,
    pub unit: Option<String>,
    pub on_day: Option<NaiveDate>,
    pub state: Option<String>,
    pub date: Option<NaiveDate>,
    pub waiting_on: Option<String>,
    pub cumulative: Option<bool>,
}

impl FactColumns {
    /// A fact as columns.
    pub fn of(fact: &Fact) -> Result<FactColumns> {
        let mut columns = FactColumns { kind: fact.kind().to_owned(), ..FactColumns::default() };
        if let Some((value, unit)) = fact.figure() {
            columns.value = Some(millionths(value)?);
            columns.unit = Some(unit.to_string());
        }
        match fact {
            Fact::Measurement { on, .. } | Fact::Increment { on, .. } => columns.on_day = Some(*on),
            Fact::Progress { .. } | Fact::Effort { .. } => {}
            Fact::Status { state } => columns.state = Some(word(state)),
            Fact::Cost { cumulative, .. } => columns.cumulative = Some(*cumulative),
            Fact::Blocker { waiting_on } => columns.waiting_on = waiting_on.as_ref().map(Key::to_string),
            Fact::Plan { date } => columns.date = *date,
            Fact::DueChange { date } => columns.date = Some(*date),
            Fact::Field { content, on, .. } => {
                columns.on_day = Some(*on);
                match content {
                    Content::Number(_) => {}
                    Content::Words(words) => columns.state = Some(words.clone()),
                    Content::Date(date) => columns.date = Some(*date),
                }
            }
        }
        Ok(columns)
    }

    /// The fact that columns stand for.
    pub fn fact(self) -> Result<Fact> {
        fn need<T>(column: Option<T>) -> Result<T> {
            column.ok_or(Error::unknown("a claim lacks a column of its kind"))
        }
        let value = self.value.map(from_millionths);
        let unit = self.unit.map(Unit::new);
        Ok(match self.kind.as_str() {
            "measurement" => Fact::Measurement { value: need(value)?, unit: need(unit)?, on: need(self.on_day)? },
            "increment" => Fact::Increment { value: need(value)?, unit: need(unit)?, on: need(self.on_day)? },
            "progress" => Fact::Progress { percent: need(value)? },
            "status" => Fact::Status { state: from_word(&need(self.state)?, "a claim's state is unknown")? },
            "effort" => Fact::Effort { hours: need(value)? },
            "cost" => Fact::Cost { amount: need(value)?, currency: need(unit)?, cumulative: need(self.cumulative)? },
            "blocker" => Fact::Blocker { waiting_on: self.waiting_on.map(Key::from) },
            "plan" => Fact::Plan { date: self.date },
            "due_change" => Fact::DueChange { date: need(self.date)? },
            "field" => {
                let words = self.state.map(Content::Words).or(self.date.map(Content::Date));
                let content = need(value.map(Content::Number).or(words))?;
                Fact::Field { content, unit: unit.filter(|u| !u.as_str().is_empty()), on: need(self.on_day)? }
            }
            _ => return Err(Error::unknown("a claim's kind is unknown")),
        })
    }
}

/// A claim as it will be read back: figures and moments to the last place that is stored.
///
/// States are folded over these, so that applying a claim that was just filed and folding it after a rebuild agree.
pub(super) fn as_stored(filed: &Filed) -> Result<Filed> {
    let mut filed = filed.clone();
    filed.sent_at = stored_time(filed.sent_at);
    filed.claim.fact = FactColumns::of(&filed.claim.fact)?.fact()?;
    Ok(filed)
}

row! {
    /// A claim with its report's id on its channel.
    pub(super) struct ClaimRow {
        id: Uuid,
        report_id: Uuid,
        external_id: String,
        kind: String,
        subject: Option<String>,
        value: Option<i64>,
        unit: Option<String>,
        on_day: Option<NaiveDate>,
        state: Option<String>,
        date: Option<NaiveDate>,
        waiting_on: Option<String>,
        approximate: bool,
        cumulative: Option<bool>,
        span_start: i32,
        span_end: i32,
        quote: String,
        by_reader: String,
        standing: String,
        doubt: Option<Json<Doubt>>,
        sent_at: DateTime<Utc>,
        sent_on: NaiveDate,
        author: String,
        said_in: Option<String>,
    }
}

impl ClaimRow {
    /// The claim that a row stands for.
    pub fn filed(self) -> Result<Filed> {
        let place = |at: i32| usize::try_from(at).map_err(|_| Error::unknown("a claim's place is negative"));
        let columns = FactColumns {
            kind: self.kind,
            value: self.value,
            unit: self.unit,
            on_day: self.on_day,
            state: self.state,
            date: self.date,
            waiting_on: self.waiting_on,
            cumulative: self.cumulative,
        };
        Ok(Filed {
            id: self.id,
            report: self.report_id,
            external_id: self.external_id,
            author: self.author.into(),
            sent_at: self.sent_at,
            sent_on: self.sent_on,
            said_in: self.said_in,
            standing: Standing::from_code(&self.standing).ok_or(Error::unknown("a claim's standing is unknown"))?,
            claim: Claim {
                fact: columns.fact()?,
                subject: self.subject.map(Key::from),
                span: Span { start: place(self.span_start)?, end: place(self.span_end)? },
                quote: self.quote,
                by: from_word(&self.by_reader, "a claim's reader is unknown")?,
                approximate: self.approximate,
                doubt: self.doubt.map(|d| d.0),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::WorkStatus;

    fn figure() -> impl Strategy<Value = Decimal> {
        any::<i64>().prop_map(from_millionths)
    }

    fn day() -> impl Strategy<Value = NaiveDate> {
        (0..40_000_i32).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(720_000 + n).expect("a day"))
    }

    fn key() -> impl Strategy<Value = Option<Key>> {
        proptest::option::of("[a-z-]{1,8}").prop_map(|k| k.map(Key::from))
    }

    fn state() -> impl Strategy<Value = WorkStatus> {
        prop_oneof![
            Just(WorkStatus::Started),
            Just(WorkStatus::Done),
            Just(WorkStatus::Paused),
            Just(WorkStatus::Cancelled)
        ]
    }

    fn fact() -> impl Strategy<Value = Fact> {
        let unit = || "[%单条A-Z]{1,3}".prop_map(Unit::new);
        prop_oneof![
            (figure(), unit(), day()).prop_map(|(value, unit, on)| Fact::Measurement { value, unit, on }),
            (figure(), unit(), day()).prop_map(|(value, unit, on)| Fact::Increment { value, unit, on }),
            figure().prop_map(|percent| Fact::Progress { percent }),
            state().prop_map(|state| Fact::Status { state }),
            figure().prop_map(|hours| Fact::Effort { hours }),
            (figure(), unit(), any::<bool>()).prop_map(|(amount, currency, cumulative)| Fact::Cost {
                amount,
                currency,
                cumulative
            }),
            key().prop_map(|waiting_on| Fact::Blocker { waiting_on }),
            proptest::option::of(day()).prop_map(|date| Fact::Plan { date }),
            day().prop_map(|date| Fact::DueChange { date }),
        ]
    }

    proptest! {
        #[test]
        fn a_fact_survives_its_columns(fact in fact()) {
            let columns = FactColumns::of(&fact).expect("it fits");
            prop_assert_eq!(columns.fact().expect("it reads"), fact);
        }
    }

    #[test]
    fn a_figure_that_does_not_fit_is_refused() {
        assert!(matches!(FactColumns::of(&Fact::Effort { hours: Decimal::MAX }), Err(Error::Unstorable(_))));
    }
}
