//! The state of all work as of a moment.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::domain::{
    Decimal, Fact, Filed, History, Key, Org, Standing, WorkStatus,
    calendar::local_day,
    org::Project,
    state::{OpenBlocker, WorkState},
};

/// What a company knows at a moment, folded.
pub struct Snapshot<'a> {
    /// The company.
    pub org: &'a Org,
    /// The local day of the moment.
    pub today: NaiveDate,
    /// Claims that count and were sent by then, in their order.
    pub claims: Vec<&'a Filed>,
    by_subject: HashMap<&'a Key, Vec<&'a Filed>>,
    works: HashMap<Key, WorkState>,
}

impl<'a> Snapshot<'a> {
    /// Folds what was sent by `now`.
    pub fn new(org: &'a Org, history: &'a History, now: DateTime<Utc>) -> Self {
        let mut claims: Vec<&Filed> =
            history.claims.iter().filter(|c| c.sent_at <= now && c.standing == Standing::Counted).collect();
        claims.sort_by_key(|c| c.order());
        let mut by_subject: HashMap<&'a Key, Vec<&'a Filed>> = HashMap::new();
        for &claim in &claims {
            if let Some(subject) = claim.claim.subject.as_ref() {
                by_subject.entry(subject).or_default().push(claim);
            }
        }
        let works = by_subject
            .iter()
            .filter(|(key, _)| org.project_of(key).is_some())
            .filter_map(|(key, claims)| Some(((*key).clone(), WorkState::fold(key, claims.iter().copied())?)))
            .collect();
        Snapshot { org, today: local_day(now, org.company.timezone), claims, by_subject, works }
    }

    /// The state of a project, milestone or task; `None` where nobody has spoken of it.
    pub fn work(&self, key: &Key) -> Option<&WorkState> {
        self.works.get(key)
    }

    /// A claim by its id.
    pub fn claim(&self, id: Uuid) -> Option<&'a Filed> {
        self.claims.iter().copied().find(|c| c.id == id)
    }

    /// Claims about one thing, in their order.
    pub fn about(&self, key: &Key) -> impl DoubleEndedIterator<Item = &'a Filed> + use<'_, 'a> {
        self.by_subject.get(key).into_iter().flatten().copied()
    }

    /// The day a thing is due: where it was moved to, else where it was planned.
    pub fn due(&self, key: &Key) -> Option<NaiveDate> {
        self.work(key).and_then(|w| w.due).or_else(|| self.org.due(key))
    }

    /// The last day that somebody set themselves for a thing, with the claim that says so.
    pub fn planned(&self, key: &Key) -> Option<(NaiveDate, &'a Filed)> {
        self.about(key).rev().find_map(|claim| {
            let Fact::Plan { date } = claim.claim.fact else { return None };
            Some((date?, claim))
        })
    }

    /// Whether nothing more is expected of it: done, cancelled, or at its full measure.
    pub fn is_over(&self, key: &Key) -> bool {
        self.work(key).is_some_and(|w| w.is_over() || w.progress.is_some_and(|p| p >= Decimal::ONE_HUNDRED))
    }

    /// Whether it is paused, by itself or with its project.
    pub fn is_paused(&self, key: &Key) -> bool {
        let paused = |k: &Key| self.work(k).and_then(|w| w.status) == Some(WorkStatus::Paused);
        paused(key) || self.org.project_of(key).is_some_and(|p| paused(&p.id))
    }

    /// How often its date was moved, told by several or once: distinct new dates.
    pub fn slips(&self, key: &Key) -> u32 {
        self.work(key).map_or(0, |w| w.slips)
    }

    /// What holds a thing up now; nothing holds up what is over.
    pub fn blockers(&self, key: &Key) -> &[OpenBlocker] {
        if self.is_over(key) { &[] } else { self.work(key).map_or(&[], |w| &w.blockers) }
    }

    /// How far a thing is, with the claim that says so; what is done is at its full measure. A project of which nobody
    /// said how far it is stands at the mean of its tasks, without a claim.
    pub fn progress(&self, key: &Key) -> Option<(Decimal, Option<&'a Filed>)> {
        let said = self.work(key).and_then(|w| {
            if w.status == Some(WorkStatus::Done) {
                return Some((Decimal::ONE_HUNDRED, w.status_from));
            }
            w.progress.map(|p| (p, w.progress_from))
        });
        if let Some((percent, from)) = said {
            return Some((percent, from.and_then(|id| self.claim(id))));
        }
        self.org.project(key).and_then(|p| self.mean_of_tasks(p)).map(|percent| (percent, None))
    }

    fn mean_of_tasks(&self, project: &Project) -> Option<Decimal> {
        let parts: Vec<Option<Decimal>> =
            project.tasks.iter().map(|t| self.progress(&t.id).map(|(percent, _)| percent)).collect();
        if parts.iter().all(Option::is_none) {
            return None;
        }
        let sum: Decimal = parts.iter().map(|p| p.unwrap_or_default()).sum();
        Some((sum / Decimal::from(parts.len())).round_dp(1).normalize())
    }

    /// The tasks and milestones that are not over, soonest due first; those without a date last.
    pub fn open_parts(&self, project: &Project) -> Vec<Key> {
        let mut open: Vec<Key> = parts(project).filter(|k| !self.is_over(k)).cloned().collect();
        open.sort_by_key(|k| self.due(k).unwrap_or(NaiveDate::MAX));
        open
    }

    /// The tasks of a person that are not over, soonest due first.
    pub fn open_tasks(&self, person: &Key) -> Vec<Key> {
        let tasks = self.org.projects.iter().flat_map(|p| &p.tasks);
        let mut open: Vec<Key> = tasks
            .filter(|t| t.assignee.as_ref() == Some(person) && !self.is_over(&t.id))
            .map(|t| t.id.clone())
            .collect();
        open.sort_by_key(|k| self.due(k).unwrap_or(NaiveDate::MAX));
        open
    }
}

/// The milestones and tasks of a project.
pub fn parts(project: &Project) -> impl Iterator<Item = &Key> {
    project.milestones.iter().map(|m| &m.id).chain(project.tasks.iter().map(|t| &t.id))
}
