//! Moved dates.

use super::{Finding, Signal};
use crate::{
    domain::org::Project,
    insight::{Snapshot, snapshot::parts},
};

/// What it looks for: open tasks and milestones, or the project, whose date was moved; each time counts.
///
/// Why it matters: a date moved once is likely to be moved again, and what depends on it moves along.
///
/// Example: 接口联调 moved from the 13th to the 20th and then to the 24th.
pub(super) fn look<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Signal<'a>> {
    let moved: Vec<_> = std::iter::once(&project.id)
        .chain(parts(project))
        .filter(|k| !snapshot.is_over(k))
        .filter_map(|k| snapshot.work(k))
        .filter_map(|w| Some((w.subject.clone(), w.slips, w.due?)))
        .collect();
    if moved.is_empty() {
        return None;
    }
    let times: u32 = moved.iter().map(|(_, slips, _)| slips).sum();
    let claims =
        moved.iter().filter_map(|(key, _, _)| snapshot.work(key)?.due_from.and_then(|id| snapshot.claim(id))).collect();
    Some(Signal { finding: Finding::Moved { parts: moved }, weight: (0.6 * f64::from(times)).min(3.0), claims })
}
