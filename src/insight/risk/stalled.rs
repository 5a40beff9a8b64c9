//! Silence.

use super::{Finding, Signal};
use crate::{
    domain::org::Project,
    insight::{Snapshot, snapshot::parts},
};

/// Days without a word after which a running project is said to stall.
const SILENCE: i64 = 10;

/// What it looks for: a running project of which nobody has written for ten days.
///
/// Why it matters: work that nobody speaks of is seldom work that goes well.
///
/// Example: 数据看板, last mentioned on November 13.
pub(super) fn look<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Signal<'a>> {
    if project.start.is_some_and(|start| start > snapshot.today) {
        return None;
    }
    let last = std::iter::once(&project.id)
        .chain(parts(project))
        .flat_map(|k| snapshot.about(k).next_back())
        .max_by_key(|c| c.order());
    let since = last.map(|c| c.sent_on).or(project.start)?;
    let silent = (snapshot.today - since).num_days();
    if silent < SILENCE {
        return None;
    }
    Some(Signal {
        finding: Finding::Stalled { since: last.map(|c| c.sent_on) },
        weight: (silent as f64 / 20.0).min(1.0),
        claims: last.into_iter().collect(),
    })
}
