//! Working hours: of people, on work, over days.

use std::collections::BTreeMap;

use super::{Snapshot, snapshot::parts};
use crate::domain::{
    Decimal, Fact, Filed, Key,
    org::{Kind, Project},
    period::DateRange,
};

/// Hours with the claims that report them.
#[derive(Clone, Debug, Default)]
pub struct Hours<'a> {
    /// How many.
    pub total: Decimal,
    /// The claims.
    pub claims: Vec<&'a Filed>,
    /// How many on each thing.
    pub on: BTreeMap<Key, Decimal>,
    /// How many by each writer.
    pub by: BTreeMap<Key, Decimal>,
}

/// Hours reported by some people (all if none are named) on some work (anything if none is named), over some days.
pub fn hours<'a>(
    snapshot: &Snapshot<'a>,
    by: Option<&[Key]>,
    on: Option<&Key>,
    period: Option<DateRange>,
) -> Hours<'a> {
    let works = on.map(|k| work_and_parts(snapshot, k));
    let mut hours = Hours::default();
    for &filed in &snapshot.claims {
        let Fact::Effort { hours: spent } = filed.claim.fact else { continue };
        let subject = filed.claim.subject.as_ref();
        let meant = by.is_none_or(|people| people.contains(&filed.author))
            && works.as_ref().is_none_or(|w| subject.is_some_and(|s| w.contains(s)))
            && period.is_none_or(|p| p.contains(filed.day()));
        if !meant {
            continue;
        }
        hours.total += spent;
        hours.claims.push(filed);
        *hours.by.entry(filed.author.clone()).or_default() += spent;
        if let Some(subject) = subject {
            *hours.on.entry(subject.clone()).or_default() += spent;
        }
    }
    hours.total = hours.total.normalize();
    hours
}

/// A thing with everything in it.
pub fn work_and_parts(snapshot: &Snapshot<'_>, key: &Key) -> Vec<Key> {
    let mut keys = vec![key.clone()];
    if snapshot.org.kind(key) == Some(Kind::Project)
        && let Some(project) = snapshot.org.project(key)
    {
        keys.extend(parts(project).cloned());
    }
    keys
}

/// A project with everything in it.
pub fn project_keys(project: &Project) -> impl Iterator<Item = Key> {
    std::iter::once(&project.id).chain(parts(project)).cloned()
}
