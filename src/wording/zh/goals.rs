//! Goals and their attainment in Chinese.

use super::{card::figure, finding};
use crate::{
    app::questions::{OfGoal, Part},
    domain::{Decimal, Key, Org, Unit, attainment::NotComputable, figure::shown, org::TargetForm},
    wording::effect::{Moved, share},
};

/// To somebody all of whose KPIs measure what came out.
pub(super) const ONLY_RESULTS: &str =
    "提示:你的指标全是结果类。加一两项过程类的(例如每周拜访客户数),出问题时能更早看到。";

/// A statement of goals.
pub(super) fn says(org: &Org, says: &OfGoal) -> String {
    match says {
        OfGoal::RelativeTarget { percent, form } => relative_target(*percent, *form),
        OfGoal::Summed { kpi, value, unit, counted, missing } => {
            let rest = if *missing > 0 { format!(",另有{missing}项没有数据") } else { String::new() };
            format!("{}:{}(没有单独报过,由下级{counted}项相加{rest})", org.name(kpi), finding::figure(*value, unit))
        }
        OfGoal::MoreGoals { count } => format!("……另有{count}项,请指明部门或人再问"),
        OfGoal::Together { of, share, counted, silent } => together(org, of, *share, *counted, *silent),
        OfGoal::Attained { kpi, share, weight } => attained(org, kpi, *share, *weight),
        OfGoal::NotAttained { kpi, why } => not_attained(org, kpi, *why),
        OfGoal::RolledUp { parts, hidden, missing, missing_hidden } => {
            rolled_up(org, parts, *hidden, missing, *missing_hidden)
        }
        OfGoal::Withheld { kpi } => {
            format!("{}的完成率这里不说:其中只有一项你看不到,说了就等于说出那一项", org.name(kpi))
        }
        OfGoal::OnlyResults => ONLY_RESULTS.to_owned(),
    }
}

/// 目标比去年同期 -15%.
fn relative_target(percent: Decimal, form: TargetForm) -> String {
    let against = match form {
        TargetForm::Absolute => "",
        TargetForm::LastYear => "比去年同期",
        TargetForm::LastMonth => "比上月",
    };
    let way = if percent.is_sign_negative() { "下降" } else { "增长" };
    format!("目标:{against}{way}{}", figure(percent.abs(), &Unit::percent()))
}

/// What an owner's goals come to together.
fn together(org: &Org, of: &Key, total: Decimal, counted: usize, silent: usize) -> String {
    let quiet = if silent > 0 { format!(",{silent}项没有完成率,未计入") } else { String::new() };
    format!("{}合计完成率{}(按权重,{counted}项{quiet})", org.name(of), share(total))
}

/// How far a KPI is.
fn attained(org: &Org, kpi: &Key, reached: Decimal, weight: Option<Decimal>) -> String {
    let weight = weight.map_or(String::new(), |w| format!(",权重{}", shown(w)));
    format!("{}完成率{}{weight}", org.name(kpi), share(reached))
}

/// Why nobody can say how far a KPI is.
fn not_attained(org: &Org, kpi: &Key, why: NotComputable) -> String {
    let why = match why {
        NotComputable::NoFigure => "这个周期还没有数据",
        NotComputable::NoTarget => "没有设目标",
        NotComputable::ZeroTarget => "目标是0,不能作除数",
        NotComputable::NegativeTarget => "目标是负数,不能按比例算",
        NotComputable::NoBaseline => "没有基线值",
        NotComputable::TargetIsBaseline => "目标和基线相同",
        NotComputable::NoReference => "没有可比周期的数据",
        NotComputable::ReferenceNotPositive => "可比周期的数不大于0",
        NotComputable::NoFalloff => "没有设区间外的衰减宽度",
        NotComputable::TiersOutOfOrder => "门槛、目标、挑战值的顺序不对",
        NotComputable::TooLarge => "数太大",
        NotComputable::NothingBelow => "下级指标都没有完成率",
    };
    format!("{}算不出完成率:{why}", org.name(kpi))
}

/// What a roll-up rests on.
fn rolled_up(org: &Org, parts: &[Part], hidden: usize, missing: &[Key], missing_hidden: usize) -> String {
    let part = |p: &Part| {
        let weight = p.weight.map_or(String::new(), |w| format!("(权重{})", shown(w)));
        format!("{} {}{weight}", org.name(&p.kpi), share(p.share))
    };
    let mut told: Vec<String> = parts.iter().map(part).collect();
    if hidden > 0 {
        told.push(format!("另{hidden}项你没有权限查看"));
    }
    let mut silent: Vec<String> = missing.iter().map(|k| org.name(k).to_owned()).collect();
    if missing_hidden > 0 {
        silent.push(format!("另{missing_hidden}项"));
    }
    let from = if told.is_empty() { String::new() } else { format!("· 由下级加权得出:{}", told.join("、")) };
    match (from.is_empty(), silent.is_empty()) {
        (_, true) => from,
        (true, false) => format!("· 下级还没有完成率:{}", silent.join("、")),
        (false, false) => format!("{from};没有完成率、未计入:{}", silent.join("、")),
    }
}

/// What a report moved above its KPI.
pub(in crate::wording) static MOVED: Moved =
    Moved { head: "完成率:", was: "(原", now: "(现", gone: "没有数了" };
