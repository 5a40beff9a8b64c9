//! Open blockers.

use super::{Finding, Signal};
use crate::{
    domain::org::Project,
    insight::{Snapshot, snapshot::parts},
};

/// What it looks for: obstacles that no later report has seen to be gone.
///
/// Why it matters: the project cannot go faster than whoever is waited for; the longer it stands, the less can be made up.
///
/// Example: 卡在积分过期规则,林悦还没拍板.
pub(super) fn look<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Signal<'a>> {
    let open: Vec<_> = std::iter::once(&project.id)
        .chain(parts(project))
        .flat_map(|k| snapshot.blockers(k).iter().map(move |b| (k, b)))
        .collect();
    if open.is_empty() {
        return None;
    }
    let weight = open
        .iter()
        .map(|(_, b)| {
            let days = (snapshot.today - b.since).num_days() as f64;
            0.5 + (days / 14.0).min(0.5)
        })
        .sum::<f64>()
        .min(3.0);
    let claims = open.iter().filter_map(|(_, b)| snapshot.claim(b.claim)).collect();
    let parts = open.into_iter().map(|(k, b)| (k.clone(), b.waiting_on.clone())).collect();
    Some(Signal { finding: Finding::Blocked { parts }, weight, claims })
}
