//! A card in English.

use chrono::NaiveDate;

use crate::{
    domain::{Claim, Decimal, Doubt, Fact, Key, Language, Org, Standing, Unit, WorkStatus, figure::shown},
    wording::{card::Words, held},
};

pub(in crate::wording) static WORDS: Words = Words {
    heading: "Noted. This is what I understood:",
    nothing: "Noted. I found no progress, figure, plan or blocker in it; if I missed one, just add a line.",
    claim,
    quote: |words| format!("  ← “{words}”"),
    was: |old| format!(" (was: {old})"),
    standing,
    choose: |quote, names| {
        let list: Vec<String> = names.iter().enumerate().map(|(i, n)| format!("{}. {n}", i + 1)).collect();
        format!(
            "Which one is “{quote}” about?\n{}\nReply with the number; until then this line does not count.",
            list.join("\n")
        )
    },
    check: |claim, doubt, doubted| match doubt {
        Doubt::Repeated => {
            format!("“{claim}”: you gave the same figure before today. Count it again? Reply yes or no.")
        }
        Doubt::Besides { said } => {
            format!(
                "“{claim}”: you gave {} for that day before. Add this to it? Reply yes or no.",
                besides(*said, doubted)
            )
        }
        Doubt::Jump { usual } => {
            format!("“{claim}” is far from what it has been (about {}). Is it right? Reply yes or no.", shown(*usual))
        }
        Doubt::Ambiguous { .. } => String::new(),
    },
    footer: "[confirm] [edit] [not a report]  If something is wrong, just reply, e.g. “not 80%, it's 75%”",
    confirmed: "✓ confirmed",
    withdrawn: "Withdrawn; none of this counts any more:",
};

/// A figure that a claim comes on top of, in the claim's unit.
fn besides(said: Decimal, claim: &Claim) -> String {
    match claim.fact.figure() {
        Some((_, unit)) if !unit.as_str().is_empty() => figure(said, &unit),
        Some(_) | None => shown(said),
    }
}

/// A figure with its unit: 85%, 6.5 h, 12000 CNY.
pub(in crate::wording) fn figure(value: Decimal, unit: &Unit) -> String {
    let value = shown(value);
    match unit.as_str() {
        "%" => format!("{value}%"),
        other => format!("{value} {other}"),
    }
}

/// A day: Nov 20.
pub(in crate::wording) fn day(date: NaiveDate) -> String {
    date.format("%b %-d").to_string()
}

fn claim(org: &Org, claim: &Claim) -> String {
    let subject = claim.subject.as_ref();
    let name = |key: Option<&Key>| key.map(|k| org.name(k).to_string());
    let about = name(subject).unwrap_or_else(|| "(nothing named)".into());
    let rough = if claim.approximate { "about " } else { "" };
    match &claim.fact {
        Fact::Measurement { value, unit, .. } => format!("{about}: {rough}{}", figure(*value, unit)),
        Fact::Increment { value, unit, .. } => format!("{about}: +{rough}{}", figure(*value, unit)),
        Fact::Progress { percent } => format!("{about}: {rough}{}% done", shown(*percent)),
        Fact::Status { state } => format!("{about}: {}", status(*state)),
        Fact::Effort { hours } => match name(subject) {
            Some(about) => format!("{about}: {rough}{} h spent", shown(*hours)),
            None => format!("{rough}{} h spent", shown(*hours)),
        },
        Fact::Cost { amount, currency, cumulative } => {
            let total = if *cumulative { " in total" } else { "" };
            format!("{about}: {rough}{} spent{total}", figure(*amount, currency))
        }
        Fact::Blocker { waiting_on } => match waiting_on {
            Some(who) => format!("{about}: blocked, waiting for {}", org.name(who)),
            None => format!("{about}: blocked or at risk"),
        },
        Fact::Plan { date } => match (date, subject) {
            (Some(date), Some(_)) => format!("{about}: planned for {}", day(*date)),
            (Some(date), None) => format!("planned for {}", day(*date)),
            (None, _) => format!("{about}: planned, no date"),
        },
        Fact::DueChange { date } => format!("{about}: moved to {}", day(*date)),
        Fact::Field { content, unit, .. } => {
            let field = subject.and_then(|key| org.fields.field(key));
            let about = field.map_or(about, |f| f.called(Language::En).to_owned());
            format!("{about}: {rough}{}", held(content, unit.as_ref(), Language::En))
        }
    }
}

/// A state in words.
pub(in crate::wording) fn status(state: WorkStatus) -> &'static str {
    match state {
        WorkStatus::Started => "started",
        WorkStatus::Done => "done",
        WorkStatus::Paused => "paused",
        WorkStatus::Cancelled => "cancelled",
    }
}

fn standing(standing: &Standing, doubt: Option<&Doubt>) -> Option<&'static str> {
    match standing {
        Standing::Counted => None,
        Standing::Pending => Some(match doubt {
            Some(Doubt::Ambiguous { .. }) => " (pending: which one is meant?)",
            Some(Doubt::Repeated) => " (pending: the same figure was given before today)",
            Some(Doubt::Jump { .. }) => " (pending: far from what it has been)",
            Some(Doubt::Besides { .. }) => " (pending: a figure was given for the same day before)",
            None => " (pending)",
        }),
        Standing::Unendorsed => Some(" (not your KPI: counts once its owner endorses it)"),
        Standing::Superseded => Some(" (corrected)"),
        Standing::Withdrawn => Some(" (withdrawn)"),
    }
}
