//! A card in Chinese.

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{Claim, Decimal, Doubt, Fact, Key, Language, Org, Standing, Unit, WorkStatus, figure::shown},
    wording::{card::Words, held},
};

pub(in crate::wording) static WORDS: Words = Words {
    heading: "已记下,我的理解是:",
    nothing: "已记下。没有读到进度、指标、计划或卡点;如果漏了,直接补一句就行。",
    claim,
    quote: |words| format!("  ←「{words}」"),
    was: |old| format!("(原为:{old})"),
    standing,
    choose: |quote, names| {
        let list: Vec<String> = names.iter().enumerate().map(|(i, n)| format!("{}. {n}", i + 1)).collect();
        format!("「{quote}」说的是哪一个?\n{}\n回复数字即可;没选之前这一条不计入。", list.join("\n"))
    },
    check: |claim, doubt, doubted| match doubt {
        Doubt::Repeated => format!("“{claim}”今天已经报过同样的数,要再算一次吗?回复 是 或 不算。"),
        Doubt::Besides { said } => {
            format!("“{claim}”那天已经报过 {},这次的也要加进去吗?回复 是 或 不算。", besides(*said, doubted))
        }
        Doubt::Jump { usual } => format!("“{claim}”和以往(约 {})差得很多,数没写错吧?回复 是 或 不算。", shown(*usual)),
        Doubt::Ambiguous { .. } => String::new(),
    },
    footer: "[确认] [修改] [不是日报]  哪里不对直接回复,例如:不是80%,是75%",
    confirmed: "✓ 已确认",
    withdrawn: "已撤回,下面的内容不再计入:",
};

/// A figure that a claim comes on top of, in the claim's unit.
fn besides(said: Decimal, claim: &Claim) -> String {
    match claim.fact.figure() {
        Some((_, unit)) if !unit.as_str().is_empty() => figure(said, &unit),
        Some(_) | None => shown(said),
    }
}

/// A figure with its unit as people write it: 85%, 6.5 小时, 12000 元, 2 个.
pub(in crate::wording) fn figure(value: Decimal, unit: &Unit) -> String {
    let value = shown(value);
    match unit.as_str() {
        "%" => format!("{value}%"),
        "h" => format!("{value} 小时"),
        "CNY" => format!("{value} 元"),
        "USD" => format!("{value} 美元"),
        other => format!("{value} {other}"),
    }
}

/// A day as people write it: 11月20日; with its year where that is not `near`'s.
pub(in crate::wording) fn day(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

fn claim(org: &Org, claim: &Claim) -> String {
    let subject = claim.subject.as_ref();
    let name = |key: Option<&Key>| key.map(|k| org.name(k).to_string());
    let about = name(subject).unwrap_or_else(|| "(未指明事项)".into());
    let rough = if claim.approximate { "约 " } else { "" };
    match &claim.fact {
        Fact::Measurement { value, unit, .. } => format!("{about}:{rough}{}", figure(*value, unit)),
        Fact::Increment { value, unit, .. } => format!("{about}:+{rough}{}", figure(*value, unit)),
        Fact::Progress { percent } => format!("{about}:进度 {rough}{}%", shown(*percent)),
        Fact::Status { state } => format!("{about}:{}", status(*state)),
        Fact::Effort { hours } => match name(subject) {
            Some(about) => format!("{about}:工时 {rough}{} 小时", shown(*hours)),
            None => format!("工时 {rough}{} 小时", shown(*hours)),
        },
        Fact::Cost { amount, currency, cumulative } => {
            let total = if *cumulative { "累计花费" } else { "花费" };
            format!("{about}:{total} {rough}{}", figure(*amount, currency))
        }
        Fact::Blocker { waiting_on } => match waiting_on {
            Some(who) => format!("{about}:受阻,等{}", org.name(who)),
            None => format!("{about}:受阻或有风险"),
        },
        Fact::Plan { date } => match (date, subject) {
            (Some(date), Some(_)) => format!("{about}:计划 {}", day(*date)),
            (Some(date), None) => format!("计划 {}", day(*date)),
            (None, _) => format!("{about}:计划(未定日期)"),
        },
        Fact::DueChange { date } => format!("{about}:改到 {}", day(*date)),
        Fact::Field { content, unit, .. } => {
            format!("{about}:{rough}{}", held(content, unit.as_ref(), Language::Zh))
        }
    }
}

/// A state in words.
pub(in crate::wording) fn status(state: WorkStatus) -> &'static str {
    match state {
        WorkStatus::Started => "已开始",
        WorkStatus::Done => "已完成",
        WorkStatus::Paused => "已暂停",
        WorkStatus::Cancelled => "已取消",
    }
}

fn standing(standing: &Standing, doubt: Option<&Doubt>) -> Option<&'static str> {
    match standing {
        Standing::Counted => None,
        Standing::Pending => Some(match doubt {
            Some(Doubt::Ambiguous { .. }) => "(待定:不确定说的是哪一个)",
            Some(Doubt::Repeated) => "(待定:今天报过同样的数)",
            Some(Doubt::Jump { .. }) => "(待定:和以往差得很多)",
            Some(Doubt::Besides { .. }) => "(待定:同一天已经报过一个数)",
            None => "(待定)",
        }),
        Standing::Unendorsed => Some("(不是你负责的指标,等负责人认可后才计入)"),
        Standing::Superseded => Some("(已被更正)"),
        Standing::Withdrawn => Some("(已撤回)"),
    }
}
