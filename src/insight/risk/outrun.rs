//! Plans that outrun their date.

use super::{Finding, Signal};
use crate::{
    domain::org::Project,
    insight::{Snapshot, snapshot::parts},
};

/// What it looks for: open parts, not overdue yet, for which somebody last set a day after the one they are due.
///
/// Why it matters: whoever plans past the date has given it up without saying so.
///
/// Example: 特检验收, due on December 8; on November 25 the inspectors are booked for December 10.
pub(super) fn look<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Signal<'a>> {
    let late: Vec<_> = std::iter::once(&project.id)
        .chain(parts(project))
        .filter(|k| !snapshot.is_over(k))
        .filter_map(|k| {
            let due = snapshot.due(k).filter(|due| *due >= snapshot.today)?;
            let (day, claim) = snapshot.planned(k)?;
            (day > due).then(|| ((k.clone(), day, due), claim))
        })
        .collect();
    if late.is_empty() {
        return None;
    }
    let weight = (0.8 * late.len() as f64).min(1.6);
    let (parts, claims) = late.into_iter().unzip();
    Some(Signal { finding: Finding::Outrun { parts }, weight, claims })
}
