//! Progress behind time.

use super::{Finding, Signal};
use crate::{
    domain::{Decimal, figure::to_f64, org::Project},
    insight::Snapshot,
};

/// What it looks for: a share of work done that is smaller than the share of time gone.
///
/// Why it matters: the rest would have to go faster than everything so far.
///
/// Example: 62 % done when 65 % of the days are gone weighs nothing yet; 30 % done would.
pub(super) fn look<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Signal<'a>> {
    let (start, due) = (project.start?, snapshot.due(&project.id)?);
    let whole = (due - start).num_days();
    let passed = (snapshot.today - start).num_days().clamp(0, whole.max(0));
    if whole <= 0 {
        return None;
    }
    let (done, claim) = snapshot.progress(&project.id)?;
    let gone = Decimal::from(passed * 100 / whole);
    let lag = to_f64(gone - done);
    if lag < 5.0 {
        return None;
    }
    Some(Signal {
        finding: Finding::Behind { done, gone, averaged: claim.is_none() },
        weight: (lag / 20.0).min(2.0),
        claims: claim.into_iter().collect(),
    })
}
