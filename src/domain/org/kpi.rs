//! KPIs and all that describes one.

use std::ops::RangeInclusive;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::{Decimal, Key, Unit};

/// Whose a KPI is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The company's.
    Company,
    /// A department's.
    Department,
    /// A position's: everybody who holds it. The owner is the position's name.
    Position,
    /// A person's.
    Person,
}

/// Which way a KPI is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// Within the target's range is good.
    Range,
}

/// How the values of one period make the period's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aggregation {
    /// They add up.
    Sum,
    /// The newest stands.
    Latest,
    /// Their mean.
    Average,
    /// One KPI's figure of the period over another's: in per cent where the unit is `%`, else the plain quotient.
    Ratio,
}

/// How often a KPI starts anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cadence {
    /// Each week, from Monday.
    Week,
    /// Each month.
    Month,
    /// Each quarter of the fiscal year.
    Quarter,
    /// Each half of the fiscal year.
    #[serde(rename = "half_year")]
    HalfYear,
    /// Each fiscal year.
    Year,
}

/// Whether a KPI measures what came out or what was done for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// 结果类.
    Result,
    /// 过程类.
    Process,
}

/// What a KPI is to reach. As JSON, a figure or the two ends of a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Figures", into = "Figures")]
pub enum Target {
    /// At least, or at most, by the KPI's direction.
    Bound(Decimal),
    /// Within, ends included.
    Within(RangeInclusive<Decimal>),
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Figures {
    One(Decimal),
    Two([Decimal; 2]),
}

impl From<Figures> for Target {
    fn from(figures: Figures) -> Target {
        match figures {
            Figures::One(value) => Target::Bound(value),
            Figures::Two([low, high]) => Target::Within(low..=high),
        }
    }
}

impl From<Target> for Figures {
    fn from(target: Target) -> Figures {
        match target {
            Target::Bound(value) => Figures::One(value),
            Target::Within(range) => Figures::Two(range.into_inner().into()),
        }
    }
}

/// What kind of goal it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// 目标: what is wanted, measured by the key results below it.
    Objective,
    /// 关键结果 of an objective; its attainment is 1 at most.
    KeyResult,
    /// 指标.
    #[default]
    Kpi,
}

/// How much it matters among its owner's KPIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// 关键指标: one of the few that decide.
    Primary,
    /// 辅助指标.
    Supporting,
}

/// What a target is given as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetForm {
    /// A figure in the KPI's unit.
    #[default]
    Absolute,
    /// A change in per cent against the same period of last year.
    LastYear,
    /// A change in per cent against last month.
    LastMonth,
}

impl TargetForm {
    /// A day of the period that a target for the period of `day` is a change of; `None` for an absolute one.
    pub fn reference(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            TargetForm::Absolute => None,
            TargetForm::LastYear => day.checked_sub_months(Months::new(12)),
            TargetForm::LastMonth => day.checked_sub_months(Months::new(1)),
        }
    }
}

/// How attainment is computed where it is not plainly by the direction; see [`attainment`](crate::domain::attainment).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "formula")]
pub enum Scoring {
    /// By the direction, also where a baseline or a relative target would make it a change.
    Linear,
    /// Target over actual, for a KPI that is better lower.
    Reciprocal,
    /// The way from the baseline, or from the figure that the target is a change of.
    Change,
    /// A range that falls off over this width.
    Range {
        /// In the KPI's unit.
        falloff: Decimal,
    },
    /// Three marks; the middle one is the target.
    Tiers {
        /// Below it nothing counts.
        threshold: Decimal,
        /// From it on no more is to be had.
        stretch: Decimal,
    },
    /// The figure is how many days late it came.
    Milestone {
        /// Points of a hundred lost a day.
        per_day: Decimal,
    },
}

/// The two KPIs of a ratio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// What is divided.
    pub numerator: Key,
    /// By what.
    pub denominator: Key,
}

/// A KPI.
#[derive(Clone, Debug, PartialEq)]
pub struct Kpi {
    /// Its key.
    pub id: Key,
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// Whose level it is on.
    pub level: Level,
    /// The key of the company, department or person that owns it, or the name of the position.
    pub owner: Key,
    /// Its unit.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// How values make the period's figure.
    pub aggregation: Aggregation,
    /// How often it starts anew.
    pub period: Cadence,
    /// What it is to reach.
    pub target: Option<Target>,
    /// Where it started.
    pub baseline: Option<Decimal>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Result or process.
    pub category: Category,
    /// Its weight among its owner's KPIs, in per cent.
    pub weight: Option<Decimal>,
    /// The KPI above it.
    pub parent: Option<Key>,
    /// Objective, key result or KPI.
    pub form: Form,
    /// Whether it takes the weighted attainment of those below it where it has no figure of its own.
    pub rollup: bool,
    /// Primary or supporting; `None` where the company does not say.
    pub rank: Option<Rank>,
    /// Other KPIs that it is aligned with.
    pub supports: Vec<Key>,
    /// How attainment is computed; `None` is by the direction.
    pub scoring: Option<Scoring>,
    /// What the target is given as.
    pub target_form: TargetForm,
    /// The two KPIs it is made of, where it is a ratio.
    pub ratio: Option<Ratio>,
}
