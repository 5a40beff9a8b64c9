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
        let mut warnings = self.weights();
        warnings.extend(self.unweighted());
        let mut own: HashMap<&Key, Vec<&Kpi>> = HashMap::new();
        for kpi in self.kpis.iter().filter(|k| matches!(k.level, Level::Person | Level::Position)) {
            own.entry(&kpi.owner).or_default().push(kpi);
        }
        let mut only_results = Vec::new();
        for person in &self.people {
            // A position's name may be a person's key: the level tells whose a KPI is.
            let by_name = own.get(&person.id).into_iter().flatten().filter(|k| k.level == Level::Person);
            let by_position = own.get(&Key::from(person.position.as_str())).into_iter().flatten();
            let kpis: Vec<&Kpi> = by_name.chain(by_position.filter(|k| k.level == Level::Position)).copied().collect();
            let count = kpis.iter().filter(|k| k.rank == Some(Rank::Primary)).count();
            if count > FOCUS {
                warnings.push(Warning::TooManyPrimary { person: person.id.clone(), count });
            }
            if has_only_results(&kpis) {
                only_results.push(person.id.clone());
            }
        }
        if !only_results.is_empty() {
            warnings.push(Warning::OnlyResults { people: only_results });
        }
        warnings
    }

    /// Groups whose weights are not 100: those of an owner, and apart from them the key results of an objective.
    fn weights(&self) -> Vec<Warning> {
        let mut groups: BTreeMap<&Key, Vec<Decimal>> = BTreeMap::new();
        for kpi in &self.kpis {
            let of = if kpi.form == Form::KeyResult { kpi.parent.as_ref() } else { Some(&kpi.owner) };
            if let (Some(of), Some(weight)) = (of, kpi.weight) {
                groups.entry(of).or_default().push(weight);
            }
        }
        let amiss = |(of, weights): (&Key, Vec<Decimal>)| {
            Some(Warning::Weights { of: of.clone(), sum: weights_amiss(weights)? })
        };
        groups.into_iter().filter_map(amiss).collect()
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

/// Whether there are KPIs and none of them is a process.
pub fn has_only_results(kpis: &[&Kpi]) -> bool {
    !kpis.is_empty() && kpis.iter().all(|k| k.category == Category::Result)
}
