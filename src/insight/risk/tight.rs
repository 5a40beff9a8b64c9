//! No room left before the end.

use super::{Finding, Signal};
use crate::{
    domain::org::Project,
    insight::{Snapshot, snapshot::parts},
};

/// What it looks for: parts moved to the project's last three days or beyond them.
///
/// Why it matters: the next delay of such a part is a delay of the whole.
///
/// Example: UAT moved to the 25th, cutover on the 28th, project due on the 30th.
pub(super) fn look<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Signal<'a>> {
    let due = snapshot.due(&project.id)?;
    let late: Vec<_> = parts(project)
        .filter(|k| !snapshot.is_over(k))
        .filter_map(|k| Some((k, snapshot.work(k)?.due?)))
        .filter(|(_, day)| (due - *day).num_days() <= 3)
        .map(|(k, day)| (k.clone(), day))
        .collect();
    if late.is_empty() {
        return None;
    }
    let weight = late.iter().map(|(_, day)| if *day > due { 1.2 } else { 0.5 }).sum::<f64>().min(2.0);
    let claims =
        late.iter().filter_map(|(key, _)| snapshot.work(key)?.due_from.and_then(|id| snapshot.claim(id))).collect();
    Some(Signal { finding: Finding::Tight { parts: late, due }, weight, claims })
}
