//! What an answer says of the tree of goals.

use crate::domain::{Decimal, Key, Unit, attainment::NotComputable, org::TargetForm};

/// A child of a roll-up.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The KPI.
    pub kpi: Key,
    /// Its share of its target.
    pub share: Decimal,
    /// Its weight; `None` where all weigh alike.
    pub weight: Option<Decimal>,
}

/// A statement of goals and their attainment.
#[derive(Clone, Debug, PartialEq)]
pub enum OfGoal {
    /// The target is a change against an earlier period.
    RelativeTarget {
        /// How many per cent more; below zero is less.
        percent: Decimal,
        /// Against which period.
        form: TargetForm,
    },
    /// What the KPIs right below one come to, which has no figure of its own.
    Summed {
        /// The one above.
        kpi: Key,
        /// The sum.
        value: Decimal,
        /// Its unit.
        unit: Unit,
        /// How many have a figure.
        counted: usize,
        /// How many have none.
        missing: usize,
    },
    /// Further goals that are not told one by one.
    MoreGoals {
        /// How many.
        count: usize,
    },
    /// What an owner's goals come to together, by their weights.
    Together {
        /// Whose.
        of: Key,
        /// The weighted mean.
        share: Decimal,
        /// How many count in it.
        counted: usize,
        /// How many have no attainment.
        silent: usize,
    },
    /// How far a KPI is.
    Attained {
        /// The KPI.
        kpi: Key,
        /// Its share of the target, not rounded.
        share: Decimal,
        /// Its weight among its owner's.
        weight: Option<Decimal>,
    },
    /// Why nobody can say how far a KPI is.
    NotAttained {
        /// The KPI.
        kpi: Key,
        /// Why.
        why: NotComputable,
    },
    /// What the attainment just told rests on.
    RolledUp {
        /// What counts of what the asker may see.
        parts: Vec<Part>,
        /// How many more count.
        hidden: usize,
        /// What has no figure of what the asker may see.
        missing: Vec<Key>,
        /// How many more have none.
        missing_hidden: usize,
    },
    /// What a roll-up comes to is not told: it would give away the one part of it that not all who hear it may see.
    Withheld {
        /// The roll-up.
        kpi: Key,
    },
    /// All of the asker's KPIs measure what came out.
    OnlyResults,
}
