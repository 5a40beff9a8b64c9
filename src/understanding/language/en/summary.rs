//! The summary of a report in English.

use crate::domain::{Claim, Fact, Key, Org, WorkStatus, figure::shown, org::Content};

/// One phrase a claim, those of one subject together.
pub fn tell(org: &Org, claims: &[Claim]) -> String {
    let mut groups: Vec<(Option<&Key>, Vec<String>)> = Vec::new();
    for claim in claims {
        let phrase = phrase(org, claim);
        match groups.iter_mut().find(|(key, _)| key.is_some() && *key == claim.subject.as_ref()) {
            Some((_, phrases)) => phrases.push(phrase),
            None => groups.push((claim.subject.as_ref(), vec![phrase])),
        }
    }
    let told: Vec<String> = groups
        .iter()
        .map(|(key, phrases)| match key {
            Some(key) => format!("{} {}", name(org, key), phrases.join(", ")),
            None => phrases.join(", "),
        })
        .collect();
    told.join("; ")
}

/// An English name of a thing, where it has one.
fn name<'a>(org: &'a Org, key: &'a Key) -> &'a str {
    let mut names = org.names().filter(|(_, of)| *of == key).map(|(n, _)| n);
    names.find(|n| n.is_ascii()).unwrap_or(org.name(key))
}

fn phrase(org: &Org, claim: &Claim) -> String {
    let about = if claim.approximate { "about " } else { "" };
    let unit = |u: &str| if u == "%" { "%".to_string() } else { format!(" {u}") };
    let day = |d: &chrono::NaiveDate| d.format("%b %-d").to_string();
    match &claim.fact {
        Fact::Measurement { value, unit: u, .. } => format!("{about}{}{}", shown(*value), unit(u.as_str())),
        Fact::Increment { value, unit: u, .. } => format!("+{}{}", shown(*value), unit(u.as_str())),
        Fact::Progress { percent } => format!("{about}{}%", shown(*percent)),
        Fact::Status { state } => match state {
            WorkStatus::Started => "started",
            WorkStatus::Done => "done",
            WorkStatus::Paused => "paused",
            WorkStatus::Cancelled => "cancelled",
        }
        .to_string(),
        Fact::Effort { hours } => format!("{about}{} h", shown(*hours)),
        Fact::Cost { amount, currency, .. } => format!("spent {about}{}{}", shown(*amount), unit(currency.as_str())),
        Fact::Blocker { waiting_on: Some(who) } => format!("waiting on {}", org.name(who)),
        Fact::Blocker { waiting_on: None } => "blocked".to_string(),
        Fact::Plan { date: Some(d) } => format!("planned {}", day(d)),
        Fact::Plan { date: None } => "next".to_string(),
        Fact::DueChange { date } => format!("moved to {}", day(date)),
        Fact::Field { content: Content::Number(value), unit: u, .. } => {
            format!("{about}{}{}", shown(*value), u.as_ref().map_or(String::new(), |u| unit(u.as_str())))
        }
        Fact::Field { content: Content::Words(words), .. } => words.clone(),
        Fact::Field { content: Content::Date(date), .. } => day(date),
    }
}
