//! The summary of a report in Chinese.

use chrono::Datelike;

use crate::domain::{Claim, Fact, Key, Org, WorkStatus, figure::shown, org::Content};

/// One phrase a claim, those of one subject together.
pub fn tell(org: &Org, claims: &[Claim]) -> String {
    let mut groups: Vec<(Option<&Key>, Vec<String>)> = Vec::new();
    for claim in claims {
        let phrase = phrase(org, claim);
        match groups.iter_mut().find(|(key, _)| key.is_some() && *key == claim.subject.as_ref()) {
            Some((_, phrases)) => {
                if !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
            None => groups.push((claim.subject.as_ref(), vec![phrase])),
        }
    }
    groups
        .iter()
        .map(|(key, phrases)| match key {
            Some(key) => format!("{}{}", org.name(key), phrases.join(",")),
            None => phrases.join(","),
        })
        .collect::<Vec<_>>()
        .join(";")
}

fn phrase(org: &Org, claim: &Claim) -> String {
    let day = |d: &chrono::NaiveDate| format!("{}月{}日", d.month(), d.day());
    let about = if claim.approximate { "约" } else { "" };
    let unit = |u: &str| match u {
        "CNY" => "元".to_string(),
        "USD" => "美元".to_string(),
        "h" => "小时".to_string(),
        other => other.to_string(),
    };
    match &claim.fact {
        Fact::Measurement { value, unit: u, .. } => format!("{about}{}{}", shown(*value), unit(u.as_str())),
        Fact::Increment { value, unit: u, .. } => format!("+{}{}", shown(*value), unit(u.as_str())),
        Fact::Progress { percent } => format!("{about}{}%", shown(*percent)),
        Fact::Status { state } => match state {
            WorkStatus::Started => "开工",
            WorkStatus::Done => "完成",
            WorkStatus::Paused => "暂停",
            WorkStatus::Cancelled => "取消",
        }
        .to_string(),
        Fact::Effort { hours } => format!("{about}{}h", shown(*hours)),
        Fact::Cost { amount, currency, .. } => format!("花费{about}{}{}", shown(*amount), unit(currency.as_str())),
        Fact::Blocker { waiting_on: Some(who) } => format!("等{}", org.name(who)),
        Fact::Blocker { waiting_on: None } => "有风险".to_string(),
        Fact::Plan { date: Some(d) } => format!("计划{}", day(d)),
        Fact::Plan { date: None } => "待续".to_string(),
        Fact::DueChange { date } => format!("改到{}", day(date)),
        Fact::Field { content: Content::Number(value), unit: u, .. } => {
            format!("{about}{}{}", shown(*value), u.as_ref().map_or(String::new(), |u| unit(u.as_str())))
        }
        Fact::Field { content: Content::Words(words), .. } => words.clone(),
        Fact::Field { content: Content::Date(date), .. } => day(date),
    }
}
