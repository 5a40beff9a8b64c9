//! What a risk signal found, and what a claim states, in English.

use chrono::NaiveDate;

use crate::{
    domain::{Decimal, Fact, Key, Language, Org, Unit, WorkStatus, figure::shown, period::DateRange},
    insight::risk::Finding,
    wording::held,
};

/// Nov 20.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%b %-d").to_string()
}

/// Nov 16 to Nov 22, November 2026.
pub(super) fn period(range: DateRange) -> String {
    if range.first == range.last {
        return day(range.first);
    }
    if range == DateRange::month(range.first) {
        return range.first.format("%B %Y").to_string();
    }
    format!("{} to {}", day(range.first), day(range.last))
}

/// 84.5%, CNY 5120000, 29 h, 5 单.
pub(super) fn figure(value: Decimal, unit: &Unit) -> String {
    match unit.as_str() {
        "%" => format!("{}%", shown(value)),
        "CNY" | "USD" => format!("{unit} {}", shown(value)),
        other => format!("{} {other}", shown(value)),
    }
}

/// done.
pub(super) fn status(status: WorkStatus) -> &'static str {
    match status {
        WorkStatus::Started => "in progress",
        WorkStatus::Done => "done",
        WorkStatus::Paused => "paused",
        WorkStatus::Cancelled => "cancelled",
    }
}

fn each<T>(items: &[T], tell: impl Fn(&T) -> String) -> String {
    items.iter().map(tell).collect::<Vec<_>>().join(", ")
}

/// Zhang Wei, Li Hao.
pub(super) fn names(org: &Org, keys: &[Key]) -> String {
    each(keys, |k| org.name(k).to_owned())
}

/// What a risk signal found.
pub(super) fn finding(org: &Org, finding: &Finding) -> String {
    match finding {
        Finding::Overdue { parts } => {
            format!("overdue: {}", each(parts, |(k, due)| format!("{} (due {})", org.name(k), day(*due))))
        }
        Finding::Moved { parts } => format!(
            "moved: {}",
            each(parts, |(k, times, to)| format!("{} ({times} times, now {})", org.name(k), day(*to)))
        ),
        Finding::Outrun { parts } => format!(
            "planned past the date: {}",
            each(parts, |(k, to, due)| format!("{} ({}, due {})", org.name(k), day(*to), day(*due)))
        ),
        Finding::Blocked { parts } => format!(
            "blocked: {}",
            each(parts, |(k, on)| match on.as_slice() {
                [] => org.name(k).to_owned(),
                on => format!("{} (waiting for {})", org.name(k), names(org, on)),
            })
        ),
        Finding::Behind { done, gone, averaged } => {
            let how = if *averaged { "done on the mean of its tasks" } else { "done" };
            format!("behind: {}% {how} with {}% of the time gone", shown(*done), shown(*gone))
        }
        Finding::Tight { parts, due } => format!(
            "no room left: {}, and the project is due {}",
            each(parts, |(k, to)| format!("{} on {}", org.name(k), day(*to))),
            day(*due)
        ),
        Finding::Stalled { since: Some(since) } => format!("nobody has reported on it since {}", day(*since)),
        Finding::Stalled { since: None } => "nobody has reported on it".to_owned(),
    }
}

/// What a claim states.
pub(super) fn fact(org: &Org, fact: &Fact) -> String {
    match fact {
        Fact::Measurement { value, unit, .. } => figure(*value, unit),
        Fact::Increment { value, unit, .. } => format!("{} more", figure(*value, unit)),
        Fact::Progress { percent } => format!("{}% done", shown(*percent)),
        Fact::Status { state } => match state {
            WorkStatus::Started => "started".to_owned(),
            WorkStatus::Done | WorkStatus::Paused | WorkStatus::Cancelled => status(*state).to_owned(),
        },
        Fact::Effort { hours } => format!("{} hours", shown(*hours)),
        Fact::Cost { amount, currency, .. } => format!("spent {}", figure(*amount, currency)),
        Fact::Blocker { waiting_on: Some(who) } => format!("blocked, waiting for {}", org.name(who)),
        Fact::Blocker { waiting_on: None } => "blocked".to_owned(),
        Fact::Plan { date: Some(date) } => format!("planned for {}", day(*date)),
        Fact::Plan { date: None } => "planned".to_owned(),
        Fact::Field { content, unit, .. } => held(content, unit.as_ref(), Language::En),
        Fact::DueChange { date } => format!("moved to {}", day(*date)),
    }
}
