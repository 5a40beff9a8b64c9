//! What a report moves above the KPIs it speaks of.

use super::{Goal, Tree, own::touched};
use crate::domain::{Decimal, Key, Org};

/// How a KPI's attainment moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Rise {
    /// The KPI.
    pub kpi: Key,
    /// Before; `None` where there was none.
    pub before: Option<Decimal>,
    /// After; `None` where there is none any more.
    pub after: Option<Decimal>,
    /// Whether how far it is may be told, and not only by how much it moved.
    pub has_level: bool,
}

/// How a KPI that claims moved, and the roll-ups above it, moved from one state of all goals to another: one line of
/// them a moved KPI, nearest first. A line ends where nothing moves any more; one of a single KPI says nothing.
pub fn rises(org: &Org, tree: &Tree<'_>, moved: &[Key], before: &[Goal], after: &[Goal]) -> Vec<Vec<Rise>> {
    let rise = |key: &Key| {
        let at = tree.place(key)?;
        let (before, after) = (before.get(at)?.attained.ok(), after.get(at)?.attained.ok());
        before.or(after).map(|_| Rise { kpi: key.clone(), before, after, has_level: true })
    };
    let line = |key: &Key| {
        let mut line = vec![rise(key)?];
        let above = tree.rollups_above(key).into_iter().filter_map(|k| rise(&k.id));
        line.extend(above.take_while(|r| r.before != r.after));
        (line.len() > 1).then_some(line)
    };
    touched(org, moved).into_iter().filter_map(|kpi| line(&kpi.id)).collect()
}
