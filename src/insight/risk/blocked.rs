//! Open blockers.

use super::{Finding, Signal};
use crate::{
    domain::{Key, org::Project},
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
    let mut parts: Vec<(Key, Vec<Key>)> = Vec::new();
    for (key, blocker) in open {
        let at = parts.iter().position(|(held, _)| held == key).unwrap_or_else(|| {
            parts.push((key.clone(), Vec::new()));
            parts.len() - 1
        });
        let waited_for = &mut parts[at].1;
        if let Some(who) = &blocker.waiting_on
            && !waited_for.contains(who)
        {
            waited_for.push(who.clone());
        }
    }
    Some(Signal { finding: Finding::Blocked { parts }, weight, claims })
}
