//! What a request asks for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::{
    Decimal, Key, Unit,
    figure::UnitClass,
    org::{Aggregation, Cadence, Category, Direction, Form, Kpi, Level, Target, TargetForm},
};

/// A KPI as far as it is declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KpiDraft {
    /// The goal in the words of who declares it, with what they added when asked.
    #[serde(default)]
    pub said: String,
    /// What it is called.
    pub name: String,
    /// Whether what it is called was given as its measure.
    #[serde(default)]
    pub measured: bool,
    /// Whether the figure is a change, 降低15%, rather than what is to be reached.
    #[serde(default)]
    pub relative: bool,
    /// What it is to reach.
    pub target: Option<Decimal>,
    /// The unit of the figure.
    pub unit: Option<Unit>,
    /// Which way is better.
    pub direction: Direction,
    /// How often it starts anew.
    pub period: Option<Cadence>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wish {
    /// A KPI.
    Kpi(KpiDraft),
    /// Another target, where the KPI has that of before.
    Target {
        /// The KPI.
        kpi: Key,
        /// The target of before.
        from: Option<Target>,
        /// The target asked for.
        to: Target,
    },
    /// A report for a day that is over.
    Late {
        /// The report.
        report: Uuid,
        /// The day it is to count for.
        day: NaiveDate,
    },
}

impl KpiDraft {
    /// The KPI of a person that the draft stands for; `None` while something is missing.
    pub fn kpi(&self, id: Key, owner: Key) -> Option<Kpi> {
        if self.relative {
            return None;
        }
        let unit = self.unit.clone()?;
        // Rates and scores are levels; what is counted adds up.
        let adds_up = matches!(unit.class(), UnitClass::Count | UnitClass::Money)
            && self.direction == Direction::Higher
            && !["分", "score"].contains(&unit.as_str());
        Some(Kpi {
            id,
            name: self.name.clone(),
            aliases: Vec::new(),
            level: Level::Person,
            owner,
            unit,
            direction: self.direction,
            aggregation: if adds_up { Aggregation::Sum } else { Aggregation::Latest },
            period: self.period?,
            target: Some(Target::Bound(self.target?)),
            baseline: None,
            start: self.start,
            end: self.end,
            category: Category::Result,
            weight: None,
            parent: None,
            form: Form::default(),
            rollup: false,
            rank: None,
            supports: Vec::new(),
            scoring: None,
            target_form: TargetForm::Absolute,
            ratio: None,
        })
    }
}
