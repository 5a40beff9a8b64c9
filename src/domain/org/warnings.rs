//! What is odd in a company's goals and yet works: told at import, never refused.

use std::collections::{BTreeMap, HashMap};

use super::{Category, Form, Key, Kpi, Level, Org, Rank};
use crate::domain::{Decimal, attainment::weights_amiss};

/// The most primary KPIs that a person can keep in sight.
pub const FOCUS: usize = 5;

/// Something odd in a company's goals.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// The weights of an owner's KPIs, or of an objective's key results, are not 100 together. They are normalised
    /// when used.
    Weights {
        /// The owner, or the objective.
        of: Key,
        /// What they come to.
        sum: Decimal,
    },
    /// A KPI below a roll-up has no weight while others beside it have one: it counts for nothing there.
    Unweighted {
        /// The KPI.
        kpi: Key,
        /// The roll-up above it.
        above: Key,
    },
    /// A person has more than [`FOCUS`] primary KPIs.
    TooManyPrimary {
        /// The person.
        person: Key,
        /// How many.
        count: usize,
    },
    /// People all of whose KPIs measure what came out, none what is done for it.
    OnlyResults {
        /// Who, in the order of the file.
        people: Vec<Key>,
    },
}

impl Org {
    /// What is odd in the goals.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut groups = self.shared();
        let mut of_people = Vec::new();
        let mut only_results = Vec::new();
        let mut own: HashMap<(&Key, Level), Vec<&Kpi>> = HashMap::new();
        for kpi in self.kpis.iter().filter(|k| matches!(k.level, Level::Person | Level::Position)) {
            own.entry((&kpi.owner, kpi.level)).or_default().push(kpi);
        }
        for person in &self.people {
            let position = Key::from(person.position.as_str());
            let of = |key, level| own.get(&(key, level)).map_or(&[][..], Vec::as_slice);
            let (by_name, by_position) = (of(&person.id, Level::Person), of(&position, Level::Position));
            let kpis: Vec<&Kpi> = by_name.iter().chain(by_position).copied().collect();
            // Holders without KPIs of their own share the weights of their position.
            let whose = if by_name.is_empty() { position } else { person.id.clone() };
            groups.entry(whose).or_insert_with(|| weights_of(&kpis));
            let count = kpis.iter().filter(|k| k.rank == Some(Rank::Primary)).count();
            if count > FOCUS {
                of_people.push(Warning::TooManyPrimary { person: person.id.clone(), count });
            }
            if has_only_results(&kpis) {
                only_results.push(person.id.clone());
            }
        }
        let amiss = |(of, weights): (Key, Vec<Decimal>)| {
            let sum = if weights.is_empty() { None } else { weights_amiss(weights) };
            Some(Warning::Weights { of, sum: sum? })
        };
        let mut warnings: Vec<Warning> = groups.into_iter().filter_map(amiss).collect();
        warnings.extend(self.unweighted());
        warnings.extend(of_people);
        if !only_results.is_empty() {
            warnings.push(Warning::OnlyResults { people: only_results });
        }
        warnings
    }

    /// The weights of the company's and of departments' KPIs by owner, and of key results by their objective.
    fn shared(&self) -> BTreeMap<Key, Vec<Decimal>> {
        let mut groups: BTreeMap<Key, Vec<Decimal>> = BTreeMap::new();
        for kpi in self.kpis.iter().filter(|k| !self.is_weighed_above(k)) {
            let of = match (kpi.form, kpi.level) {
                (Form::KeyResult, _) => kpi.parent.as_ref(),
                (Form::Objective | Form::Kpi, Level::Company | Level::Department) => Some(&kpi.owner),
                (Form::Objective | Form::Kpi, Level::Person | Level::Position) => None,
            };
            if let (Some(of), Some(weight)) = (of, kpi.weight) {
                groups.entry(of.clone()).or_default().push(weight);
            }
        }
        groups
    }

    /// Whether a KPI is a roll-up below a roll-up: it is weighed there, and not among its owner's, whose KPIs it sums up.
    fn is_weighed_above(&self, kpi: &Kpi) -> bool {
        kpi.rollup && kpi.parent.as_ref().and_then(|p| self.kpi(p)).is_some_and(|p| p.rollup)
    }

    fn unweighted(&self) -> Vec<Warning> {
        let mut below: BTreeMap<&Key, Vec<&Kpi>> = BTreeMap::new();
        for kpi in &self.kpis {
            if let Some(parent) = kpi.parent.as_ref().and_then(|p| self.kpi(p)).filter(|p| p.rollup) {
                below.entry(&parent.id).or_default().push(kpi);
            }
        }
        let mixed = below.into_iter().filter(|(_, kpis)| kpis.iter().any(|k| k.weight.is_some()));
        let bare = |(above, kpis): (&Key, Vec<&Kpi>)| {
            let bare = kpis.into_iter().filter(|k| k.weight.is_none());
            bare.map(|k| Warning::Unweighted { kpi: k.id.clone(), above: above.clone() }).collect::<Vec<_>>()
        };
        mixed.flat_map(bare).collect()
    }
}

fn weights_of(kpis: &[&Kpi]) -> Vec<Decimal> {
    kpis.iter().filter(|k| k.form != Form::KeyResult).filter_map(|k| k.weight).collect()
}

/// Whether there are KPIs and none of them is a process.
pub fn has_only_results(kpis: &[&Kpi]) -> bool {
    !kpis.is_empty() && kpis.iter().all(|k| k.category == Category::Result)
}
