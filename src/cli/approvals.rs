//! `zhixing approvals [--set KIND=WHO:DAYS]`: who decides on what is asked for in chat.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Done, Failure, args::Approvals, open::Open};
use crate::{
    app::requests,
    domain::approval::{Decider, Kind, Rule},
};

/// The most working days that somebody has to decide.
const MOST_DAYS: u32 = 60;

/// Sets what is to be set, and prints all rules.
pub async fn run(open: &Open, args: &Approvals) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let rules: Vec<(Kind, Rule)> = args.set.iter().map(|text| parse(text)).collect::<Result<_, _>>()?;
    for (kind, rule) in rules {
        requests::set_rule(&app, &company, kind, rule).await?;
    }
    for kind in Kind::ALL {
        let rule = requests::rule(&app, &company, kind).await?;
        println!("{}={}:{}", word(&json!(kind)), word(&json!(rule.decider)), rule.days);
    }
    Ok(Done::Whole)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn parse(text: &str) -> Result<(Kind, Rule), Failure> {
    let wrong = || Failure::Usage(format!("--set {text:?}: give KIND=WHO:DAYS, such as new_kpi=department_head:5"));
    let (kind, rest) = text.split_once('=').ok_or_else(wrong)?;
    let (decider, days) = rest.split_once(':').ok_or_else(wrong)?;
    let kind: Kind = from_word(kind).ok_or_else(wrong)?;
    let decider: Decider = from_word(decider).ok_or_else(wrong)?;
    let days = days.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days)).ok_or_else(wrong)?;
    Ok((kind, Rule { decider, days }))
}

fn from_word<T: DeserializeOwned>(word: &str) -> Option<T> {
    serde_json::from_value(json!(word.trim())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read() {
        let (kind, rule) = parse("new_kpi=department_head:5").unwrap_or_else(|_| panic!("it is right"));
        assert_eq!((kind, rule), (Kind::NewKpi, Rule { decider: Decider::DepartmentHead, days: 5 }));
        for wrong in ["new_kpi", "new_kpi=boss:5", "salary=hr:5", "new_kpi=hr", "new_kpi=hr:0", "new_kpi=hr:ever"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
