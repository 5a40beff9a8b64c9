//! What a risk signal found, and what a claim states, in Chinese.

use chrono::{Datelike, NaiveDate};

use crate::{
    domain::{Decimal, Fact, Key, Language, Org, Unit, WorkStatus, figure::shown, period::DateRange},
    insight::risk::Finding,
    wording::held,
};

/// 11月20日.
pub(super) fn day(day: NaiveDate) -> String {
    format!("{}月{}日", day.month(), day.day())
}

/// 11月16日至22日, 11月.
pub(super) fn period(range: DateRange) -> String {
    if range.first == range.last {
        return day(range.first);
    }
    if range == DateRange::month(range.first) {
        return format!("{}年{}月", range.first.year(), range.first.month());
    }
    format!("{}至{}", day(range.first), day(range.last))
}

/// 84.5%, 512万元, 29小时, 5单.
pub(super) fn figure(value: Decimal, unit: &Unit) -> String {
    match unit.as_str() {
        "%" => format!("{}%", shown(value)),
        "h" => format!("{}小时", shown(value)),
        "CNY" => money(value, "元"),
        "USD" => money(value, "美元"),
        other => format!("{}{other}", shown(value)),
    }
}

fn money(value: Decimal, unit: &str) -> String {
    let wan = Decimal::from(10_000);
    if value.abs() >= wan {
        let in_wan = value / wan;
        if in_wan.round_dp(2) == in_wan {
            return format!("{}万{unit}", shown(in_wan));
        }
    }
    format!("{}{unit}", shown(value))
}

/// 已完成.
pub(super) fn status(status: WorkStatus) -> &'static str {
    match status {
        WorkStatus::Started => "进行中",
        WorkStatus::Done => "已完成",
        WorkStatus::Paused => "已暂停",
        WorkStatus::Cancelled => "已取消",
    }
}

fn each<T>(items: &[T], tell: impl Fn(&T) -> String) -> String {
    items.iter().map(tell).collect::<Vec<_>>().join("、")
}

/// 张伟、李浩.
pub(super) fn names(org: &Org, keys: &[Key]) -> String {
    each(keys, |k| org.name(k).to_owned())
}

/// What a risk signal found.
pub(super) fn finding(org: &Org, finding: &Finding) -> String {
    match finding {
        Finding::Overdue { parts } => {
            format!("已过期未完成:{}", each(parts, |(k, due)| format!("{}(应{}完成)", org.name(k), day(*due))))
        }
        Finding::Moved { parts } => {
            format!("改过期:{}", each(parts, |(k, times, to)| format!("{}({times}次,现为{})", org.name(k), day(*to))))
        }
        Finding::Outrun { parts } => format!(
            "排在到期日之后:{}",
            each(parts, |(k, to, due)| format!("{}(计划{},应{}完成)", org.name(k), day(*to), day(*due)))
        ),
        Finding::Blocked { parts } => format!(
            "受阻:{}",
            each(parts, |(k, on)| match on.as_slice() {
                [] => org.name(k).to_owned(),
                on => format!("{}(等{})", org.name(k), names(org, on)),
            })
        ),
        Finding::Behind { done, gone, averaged } => {
            let how = if *averaged { "各任务平均完成" } else { "完成" };
            format!("进度落后:{how}{}%,时间已过{}%", shown(*done), shown(*gone))
        }
        Finding::Tight { parts, due } => format!(
            "没有余量:{},而项目{}到期",
            each(parts, |(k, to)| format!("{}排到{}", org.name(k), day(*to))),
            day(*due)
        ),
        Finding::Stalled { since: Some(since) } => format!("{}之后没有人再报过进展", day(*since)),
        Finding::Stalled { since: None } => "一直没有人报过进展".to_owned(),
    }
}

/// What a claim states.
pub(super) fn fact(org: &Org, fact: &Fact) -> String {
    match fact {
        Fact::Measurement { value, unit, .. } => figure(*value, unit),
        Fact::Increment { value, unit, .. } => format!("新增{}", figure(*value, unit)),
        Fact::Progress { percent } => format!("进度{}%", shown(*percent)),
        Fact::Status { state } => match state {
            WorkStatus::Started => "开始".to_owned(),
            WorkStatus::Done | WorkStatus::Paused | WorkStatus::Cancelled => status(*state).to_owned(),
        },
        Fact::Effort { hours } => format!("用时{}小时", shown(*hours)),
        Fact::Cost { amount, currency, .. } => format!("花费{}", figure(*amount, currency)),
        Fact::Blocker { waiting_on: Some(who) } => format!("受阻,等{}", org.name(who)),
        Fact::Blocker { waiting_on: None } => "受阻".to_owned(),
        Fact::Plan { date: Some(date) } => format!("计划{}", day(*date)),
        Fact::Plan { date: None } => "列入计划".to_owned(),
        Fact::Field { content, unit, .. } => held(content, unit.as_ref(), Language::Zh),
        Fact::DueChange { date } => format!("改到{}完成", day(*date)),
    }
}
