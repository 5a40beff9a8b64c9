//! An answer taken apart: JSON of the form asked for, or nothing.
//!
//! Models wrap their JSON in prose, in ``` fences, or in what they thought before; what stands between the first brace
//! and the last is tried too. A field of another type than was asked for makes its claim refused, never the whole answer.

use std::str::FromStr;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::{LONGEST_ANSWER, MOST_CLAIMS, Why};
use crate::domain::{Decimal, WorkStatus};

/// The kinds of claim a model may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Measurement,
    Increment,
    Progress,
    Status,
    Effort,
    Cost,
    Blocker,
    Plan,
    DueChange,
}

/// One claim as a model wrote it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Written {
    pub kind: Kind,
    pub quote: String,
    pub subject: Option<String>,
    pub value: Option<Decimal>,
    pub state: Option<WorkStatus>,
    /// The day; `None` too for words that are no date.
    pub when: Option<NaiveDate>,
    pub waiting_on: Option<String>,
}

/// The JSON object of an answer.
pub(super) fn object(answer: &str) -> Result<Map<String, Value>, Why> {
    if answer.len() > LONGEST_ANSWER {
        return Err(Why::Unreadable);
    }
    let spoken = answer.rsplit("</think>").next().unwrap_or(answer).trim();
    let braced = || spoken.get(spoken.find('{')?..=spoken.rfind('}')?);
    [Some(spoken), braced()]
        .into_iter()
        .flatten()
        .find_map(|text| match serde_json::from_str(text) {
            Ok(Value::Object(object)) => Some(object),
            Ok(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) | Err(_) => None,
        })
        .ok_or(Why::Unreadable)
}

/// The claims of an answer, at most as many as were asked for.
pub(super) fn claims(answer: &str) -> Result<Vec<Result<Written, Why>>, Why> {
    let object = object(answer)?;
    let Some(Value::Array(claims)) = object.get("claims") else { return Err(Why::Unreadable) };
    let mut written: Vec<Result<Written, Why>> = claims.iter().take(MOST_CLAIMS).map(one).collect();
    if claims.len() > MOST_CLAIMS {
        written.push(Err(Why::TooMany));
    }
    Ok(written)
}

fn one(claim: &Value) -> Result<Written, Why> {
    let fields = claim.as_object().ok_or(Why::Shape)?;
    Ok(Written {
        kind: text(fields, "kind")?.as_deref().and_then(kind).ok_or(Why::Shape)?,
        quote: text(fields, "quote")?.ok_or(Why::Shape)?,
        subject: text(fields, "subject")?,
        value: figure(fields.get("value"))?,
        state: match text(fields, "state")? {
            Some(state) => Some(state_named(&state).ok_or(Why::Shape)?),
            None => None,
        },
        when: text(fields, "when")?.or(text(fields, "date")?).and_then(|day| day.parse().ok()),
        waiting_on: text(fields, "waiting_on")?,
    })
}

fn text(fields: &Map<String, Value>, name: &str) -> Result<Option<String>, Why> {
    match fields.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => Err(Why::Shape),
    }
}

/// A figure as a number, or as one written in quotes.
fn figure(value: Option<&Value>) -> Result<Option<Decimal>, Why> {
    let written = match value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => return Err(Why::Shape),
    };
    let exact = Decimal::from_str(&written).or_else(|_| Decimal::from_scientific(&written));
    exact.map(|value| Some(value.normalize())).map_err(|_| Why::Figure)
}

fn kind(word: &str) -> Option<Kind> {
    Some(match word {
        "measurement" => Kind::Measurement,
        "increment" => Kind::Increment,
        "progress" => Kind::Progress,
        "status" => Kind::Status,
        "effort" => Kind::Effort,
        "cost" => Kind::Cost,
        "blocker" => Kind::Blocker,
        "plan" => Kind::Plan,
        "due_change" => Kind::DueChange,
        _ => return None,
    })
}

fn state_named(word: &str) -> Option<WorkStatus> {
    Some(match word {
        "started" => WorkStatus::Started,
        "done" => WorkStatus::Done,
        "paused" => WorkStatus::Paused,
        "cancelled" => WorkStatus::Cancelled,
        _ => return None,
    })
}
