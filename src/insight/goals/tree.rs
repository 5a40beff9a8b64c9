//! The tree of KPIs: what stands below a roll-up, weighted.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::{Below, Goal, Own};
use crate::domain::{
    Decimal, Key, Org,
    attainment::{CAP, NotComputable, weighted},
    org::Kpi,
};

/// A company's KPIs with what stands below each.
pub struct Tree<'a> {
    org: &'a Org,
    places: HashMap<&'a Key, usize, RandomState>,
    above: Vec<Option<usize>>,
    below: Vec<Vec<usize>>,
}

impl<'a> Tree<'a> {
    /// The tree of a company.
    pub fn new(org: &'a Org) -> Self {
        let places: HashMap<&Key, usize, RandomState> = org.kpis.iter().enumerate().map(|(i, k)| (&k.id, i)).collect();
        let above: Vec<Option<usize>> =
            org.kpis.iter().map(|k| k.parent.as_ref().and_then(|p| places.get(p).copied())).collect();
        let mut below = vec![Vec::new(); org.kpis.len()];
        for (at, parent) in above.iter().enumerate() {
            if let Some(parent) = parent {
                below[*parent].push(at);
            }
        }
        Tree { org, places, above, below }
    }

    /// The place of a KPI in the company's list.
    pub fn place(&self, key: &Key) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// The KPIs right below one.
    pub fn children(&self, key: &Key) -> impl Iterator<Item = &'a Kpi> {
        self.place(key).into_iter().flat_map(|at| &self.below[at]).map(|at| &self.org.kpis[*at])
    }

    /// The roll-ups above a KPI, nearest first: up to the first that is none.
    pub fn rollups_above(&self, key: &Key) -> Vec<&'a Kpi> {
        let mut line = Vec::new();
        let mut at = self.place(key);
        while let Some(above) = at.and_then(|at| self.above[at]).filter(|a| self.org.kpis[*a].rollup) {
            line.push(&self.org.kpis[above]);
            at = Some(above);
        }
        line
    }

    /// A KPI with everything that its attainment may rest on: what stands below it while that rolls up, and the parts
    /// of ratios.
    pub fn needs(&self, key: &Key) -> Vec<&'a Key> {
        let mut found: Vec<&Key> = Vec::new();
        let mut open: Vec<usize> = self.place(key).into_iter().collect();
        while let Some(at) = open.pop() {
            let kpi = &self.org.kpis[at];
            found.push(&kpi.id);
            found.extend(kpi.ratio.iter().flat_map(|r| [&r.numerator, &r.denominator]));
            if kpi.rollup {
                open.extend(&self.below[at]);
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// How far every KPI is, in the order of the company's KPIs, from what each attains by itself.
    pub fn attain(&self, own: &[Own]) -> Vec<Goal> {
        let mut goals: Vec<Goal> = own.iter().map(Goal::by_itself).collect();
        for at in self.upwards() {
            self.settle(at, &mut goals);
        }
        goals
    }

    /// How far every KPI is once some attain something else by themselves: those and what is above them is reckoned
    /// anew, all others are as they were.
    pub fn renew(&self, goals: &mut [Goal], own: impl IntoIterator<Item = (&'a Key, Own)>) {
        let mut anew: Vec<(usize, usize)> = Vec::new();
        for (at, own) in own.into_iter().filter_map(|(key, own)| Some((self.place(key)?, own))) {
            goals[at] = Goal::by_itself(&own);
            let line: Vec<usize> = std::iter::successors(Some(at), |at| self.above[*at]).collect();
            anew.extend(line.iter().rev().enumerate().map(|(depth, at)| (depth, *at)));
        }
        // The lowest first, each once.
        anew.sort_unstable_by(|a, b| b.cmp(a));
        anew.dedup();
        for (_, at) in anew {
            self.settle(at, goals);
        }
    }

    /// Makes a roll-up go by what stands below it, unless it has a figure of its own and something to hold it against.
    fn settle(&self, at: usize, goals: &mut [Goal]) {
        let by_own = match (&goals[at].below, goals[at].attained) {
            (None, Err(NotComputable::NoFigure | NotComputable::NoTarget)) | (Some(_), _) => false,
            (None, Ok(_) | Err(_)) => true,
        };
        if self.org.kpis[at].rollup && !by_own {
            let (attained, below) = self.roll_up(at, goals);
            goals[at].attained = attained;
            goals[at].below = Some(below);
        }
    }

    /// Σ(weight × child) / Σ weight of the children with an attainment. Where no child has a weight, all weigh alike.
    fn roll_up(&self, at: usize, goals: &[Goal]) -> (Result<Decimal, NotComputable>, Below) {
        let kpi = |child: &usize| &self.org.kpis[*child];
        let alike = self.below[at].iter().all(|c| kpi(c).weight.is_none());
        let weight = |child: &usize| if alike { Some(Decimal::ONE) } else { kpi(child).weight };
        let (mut counted, mut missing, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for child in &self.below[at] {
            match (weight(child), &goals[*child].attained) {
                (Some(weight), Ok(share)) => {
                    counted.push(kpi(child).id.clone());
                    parts.push((weight, (*share).min(CAP)));
                }
                (_, _) => missing.push(kpi(child).id.clone()),
            }
        }
        (weighted(parts).ok_or(NotComputable::NothingBelow), Below { counted, missing })
    }

    /// Places so that what stands below comes first.
    fn upwards(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.above.len()).filter(|at| self.above[*at].is_none()).collect();
        let mut next = 0;
        while let Some(at) = order.get(next) {
            order.extend(&self.below[*at]);
            next += 1;
        }
        order.reverse();
        order
    }
}
