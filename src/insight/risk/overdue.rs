//! Overdue parts.

use super::{Finding, Signal};
use crate::{
    domain::org::Project,
    insight::{Snapshot, snapshot::parts},
};

/// What it looks for: the project, or tasks and milestones of it, past the day they are due and not over.
///
/// Why it matters: what should be finished still takes the hands that the rest needs.
///
/// Example: 规则引擎, due on the 22nd, stands at 85 % on the 23rd.
pub(super) fn look<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Signal<'a>> {
    let late: Vec<_> = std::iter::once(&project.id)
        .chain(parts(project))
        .filter(|k| !snapshot.is_over(k))
        .filter_map(|k| Some((k.clone(), snapshot.due(k).filter(|due| *due < snapshot.today)?)))
        .collect();
    if late.is_empty() {
        return None;
    }
    let weight = late
        .iter()
        .map(|(key, due)| {
            let days = (snapshot.today - *due).num_days() as f64;
            let spoken = snapshot.work(key).is_some();
            // A part nobody ever spoke of may have been done in silence.
            let sure = if spoken { 1.0 } else { 0.4 };
            sure * (0.7 + (days / 14.0).min(0.8))
        })
        .sum::<f64>()
        .min(3.0);
    let claims = late
        .iter()
        .filter_map(|(key, _)| {
            let work = snapshot.work(key)?;
            work.progress_from.or(work.due_from).or(work.status_from).and_then(|id| snapshot.claim(id))
        })
        .collect();
    Some(Signal { finding: Finding::Overdue { parts: late }, weight, claims })
}
