//! Which projects may be late, and why: one file a signal.
//!
//! A project's risk is the sum of its signals' weights. It is an order, not a probability: it says what to look at first,
//! and each signal names the claims it rests on.

mod behind;
mod blocked;
mod moved;
mod outrun;
mod overdue;
mod stalled;
mod tight;

use chrono::NaiveDate;

use super::Snapshot;
use crate::domain::{Decimal, Filed, Key, org::Project};

/// Something that speaks for a delay.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// Parts past their date and not done.
    Overdue {
        /// Which, with the day each was due.
        parts: Vec<(Key, NaiveDate)>,
    },
    /// Dates that were moved.
    Moved {
        /// Which, how often, and to which day last.
        parts: Vec<(Key, u32, NaiveDate)>,
    },
    /// Plans for days after the date.
    Outrun {
        /// Which, for when, and when it is due.
        parts: Vec<(Key, NaiveDate, NaiveDate)>,
    },
    /// What is held up, and by whom.
    Blocked {
        /// Which, and who is waited for, each once.
        parts: Vec<(Key, Vec<Key>)>,
    },
    /// Less done than the time that has passed.
    Behind {
        /// How far it is, in per cent.
        done: Decimal,
        /// How much of its time is gone, in per cent.
        gone: Decimal,
        /// Whether nobody told the whole's progress, so that it is the mean of its parts.
        averaged: bool,
    },
    /// Parts due on the project's last days or after them.
    Tight {
        /// Which, and when.
        parts: Vec<(Key, NaiveDate)>,
        /// The project's own date.
        due: NaiveDate,
    },
    /// Nobody has spoken of it for long.
    Stalled {
        /// The last day anybody did.
        since: Option<NaiveDate>,
    },
}

/// A signal with its weight and its claims.
#[derive(Clone, Debug)]
pub struct Signal<'a> {
    /// What was found.
    pub finding: Finding,
    /// How heavily it weighs.
    pub weight: f64,
    /// What it rests on.
    pub claims: Vec<&'a Filed>,
}

/// A project's risk.
#[derive(Clone, Debug)]
pub struct Risk<'a> {
    /// The project.
    pub project: Key,
    /// The day it is due.
    pub due: Option<NaiveDate>,
    /// The sum of the signals' weights.
    pub score: f64,
    /// Why, heaviest first.
    pub signals: Vec<Signal<'a>>,
}

type Look = for<'a> fn(&Snapshot<'a>, &Project) -> Option<Signal<'a>>;

/// Every signal there is.
const SIGNALS: [Look; 7] =
    [overdue::look, moved::look, outrun::look, blocked::look, behind::look, tight::look, stalled::look];

/// Below this score a project is not said to be at risk.
pub const NOTABLE: f64 = 1.5;

/// A project's risk; `None` for one that is over or paused.
pub fn assess<'a>(snapshot: &Snapshot<'a>, project: &Project) -> Option<Risk<'a>> {
    if snapshot.is_over(&project.id) || snapshot.is_paused(&project.id) || finished(snapshot, project) {
        return None;
    }
    let mut signals: Vec<Signal<'a>> = SIGNALS.iter().filter_map(|look| look(snapshot, project)).collect();
    signals.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let due = snapshot.due(&project.id);
    let score = signals.iter().map(|s| s.weight).sum::<f64>() * urgency(snapshot.today, due);
    Some(Risk { project: project.id.clone(), due, score, signals })
}

/// The projects that may be late, likeliest first.
pub fn ranked<'a>(snapshot: &Snapshot<'a>, projects: impl IntoIterator<Item = &'a Project>) -> Vec<Risk<'a>> {
    let mut risks: Vec<Risk<'a>> =
        projects.into_iter().filter_map(|p| assess(snapshot, p)).filter(|r| r.score >= NOTABLE).collect();
    risks.sort_by(|a, b| b.score.total_cmp(&a.score));
    risks
}

/// Whether every part of a project is over.
fn finished(snapshot: &Snapshot<'_>, project: &Project) -> bool {
    let mut parts = super::snapshot::parts(project).peekable();
    parts.peek().is_some() && parts.all(|k| snapshot.is_over(k))
}

/// The nearer the date, the less can be made up: twice as heavy on the day as two months before it.
fn urgency(today: NaiveDate, due: Option<NaiveDate>) -> f64 {
    let Some(due) = due else { return 1.0 };
    let days = (due - today).num_days().clamp(0, 60) as f64;
    1.0 + 0.5 * (1.0 - days / 60.0)
}
