//! Goals: the attainment of every KPI, and what the tree above makes of it.
//!
//! A KPI's own attainment is computed from its states ([`own`]); whether those were kept in a database or folded from
//! claims ([`fold`]) makes no difference. A roll-up without a figure of its own takes Σ(weight × child) / Σ weight over
//! the children that have an attainment ([`Tree::attain`]). Figures themselves never add up the tree, so units do not
//! mix.

mod effect;
mod own;
mod tree;

use crate::domain::{Decimal, Key, attainment::NotComputable};

pub use self::{
    effect::{Rise, rises},
    own::{Own, States, When, fold, own, own_of, touched},
    tree::Tree,
};

/// How far one KPI is.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// The figure it has of its own, in its unit.
    pub figure: Option<Decimal>,
    /// Its share of the target, 0..1.2, not rounded.
    pub attained: Result<Decimal, NotComputable>,
    /// What it was taken from, where that is what stands below it.
    pub below: Option<Below>,
}

impl Goal {
    fn by_itself(own: &Own) -> Goal {
        Goal { figure: own.figure, attained: own.attained, below: None }
    }
}

/// What a roll-up rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Below {
    /// Children that count, in the order of the file.
    pub counted: Vec<Key>,
    /// Children that do not: without an attainment, or without a weight where others have one.
    pub missing: Vec<Key>,
}
