//! Goals and their attainment in English.

use super::{card::figure, finding};
use crate::{
    app::questions::{OfGoal, Part},
    domain::{Decimal, Key, Org, Unit, attainment::NotComputable, figure::shown, org::TargetForm},
    wording::effect::{Moved, share},
};

/// To somebody all of whose KPIs measure what came out.
pub(super) const ONLY_RESULTS: &str = "Hint: all your KPIs measure results. One or two that measure what you do for \
    them, such as visits a week, show trouble earlier.";

/// A statement of goals.
pub(super) fn says(org: &Org, says: &OfGoal) -> String {
    match says {
        OfGoal::RelativeTarget { percent, form } => relative_target(*percent, *form),
        OfGoal::Summed { kpi, value, unit, counted, missing } => {
            let rest = if *missing > 0 { format!("; {missing} have no data") } else { String::new() };
            format!(
                "{}: {} (not reported by itself; the sum of {counted} below{rest})",
                org.name(kpi),
                finding::figure(*value, unit)
            )
        }
        OfGoal::MoreGoals { count } => format!("… and {count} more; ask for a department or a person"),
        OfGoal::Together { of, share, counted, silent } => together(org, of, *share, *counted, *silent),
        OfGoal::Attained { kpi, share, weight } => attained(org, kpi, *share, *weight),
        OfGoal::NotAttained { kpi, why } => not_attained(org, kpi, *why),
        OfGoal::RolledUp { parts, hidden, missing, missing_hidden } => {
            rolled_up(org, parts, *hidden, missing, *missing_hidden)
        }
        OfGoal::Withheld { kpi } => format!(
            "How far {} is, is not told here: all but one of its parts are yours to see, and it would give that one away",
            org.name(kpi)
        ),
        OfGoal::OnlyResults => ONLY_RESULTS.to_owned(),
    }
}

/// Target: 15% less than a year ago.
fn relative_target(percent: Decimal, form: TargetForm) -> String {
    let against = match form {
        TargetForm::Absolute => "before",
        TargetForm::LastYear => "a year ago",
        TargetForm::LastMonth => "last month",
    };
    let way = if percent.is_sign_negative() { "less" } else { "more" };
    format!("Target: {} {way} than {against}", figure(percent.abs(), &Unit::percent()))
}

/// What an owner's goals come to together.
fn together(org: &Org, of: &Key, total: Decimal, counted: usize, silent: usize) -> String {
    let quiet = if silent > 0 { format!("; {silent} without an attainment are left out") } else { String::new() };
    format!("{}: {} attained in all, by weight over {counted} goals{quiet}", org.name(of), share(total))
}

/// How far a KPI is.
fn attained(org: &Org, kpi: &Key, reached: Decimal, weight: Option<Decimal>) -> String {
    let weight = weight.map_or(String::new(), |w| format!(", weight {}", shown(w)));
    format!("{}: {} attained{weight}", org.name(kpi), share(reached))
}

/// Why nobody can say how far a KPI is.
fn not_attained(org: &Org, kpi: &Key, why: NotComputable) -> String {
    let why = match why {
        NotComputable::NoFigure => "no figure for this period yet",
        NotComputable::NoTarget => "no target is set",
        NotComputable::ZeroTarget => "the target is zero",
        NotComputable::NegativeTarget => "the target is below zero",
        NotComputable::NoBaseline => "no baseline is set",
        NotComputable::TargetIsBaseline => "the target is the baseline",
        NotComputable::NoReference => "no figure of the period it is compared with",
        NotComputable::ReferenceNotPositive => "the figure it is compared with is not above zero",
        NotComputable::NoFalloff => "no width to fall off over is set",
        NotComputable::TiersOutOfOrder => "threshold, target and stretch are out of order",
        NotComputable::TooLarge => "a figure is too large",
        NotComputable::NothingBelow => "nothing below it has an attainment",
    };
    format!("{}: attainment cannot be computed: {why}", org.name(kpi))
}

/// What a roll-up rests on.
fn rolled_up(org: &Org, parts: &[Part], hidden: usize, missing: &[Key], missing_hidden: usize) -> String {
    let part = |p: &Part| {
        let weight = p.weight.map_or(String::new(), |w| format!(" (weight {})", shown(w)));
        format!("{} {}{weight}", org.name(&p.kpi), share(p.share))
    };
    let mut told: Vec<String> = parts.iter().map(part).collect();
    if hidden > 0 {
        told.push(format!("{hidden} more that you may not see"));
    }
    let mut silent: Vec<String> = missing.iter().map(|k| org.name(k).to_owned()).collect();
    if missing_hidden > 0 {
        silent.push(format!("{missing_hidden} more"));
    }
    let from = if told.is_empty() { String::new() } else { format!("· weighted from {}", told.join(", ")) };
    match (from.is_empty(), silent.is_empty()) {
        (_, true) => from,
        (true, false) => format!("· no attainment yet below it: {}", silent.join(", ")),
        (false, false) => format!("{from}; left out, without an attainment: {}", silent.join(", ")),
    }
}

/// What a report moved above its KPI.
pub(in crate::wording) static MOVED: Moved =
    Moved { head: "Attained: ", was: " (was ", now: " (now ", gone: "has no figure any more" };
