//! The job of reading a report again: asked for in the transaction that files the report, done once.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    app::Error,
    models::{Fault, breaker::LONGEST_PAUSE},
    store::{
        self, MAX_ATTEMPTS, Tx,
        jobs::{self, Job},
    },
};

/// Reading a report that somebody has just written.
pub const READ: &str = "read";

/// Reading a report of a history that was filed: done when nobody has written anything.
pub const READ_HISTORY: &str = "read_history";

/// The channel of filed histories: nobody waits there for a reply.
pub const HISTORY: &str = "file";

/// How often the model is asked about one report: once, and once more where that may help.
const MOST_CALLS: u32 = 2;

/// How long to wait before asking again.
const PAUSE: Duration = Duration::seconds(20);

/// How long a report waits for a model that is left alone. What comes later than this is of no use to its writer.
const PATIENCE: Duration = Duration::hours(1);

/// What is over sooner than this is not worth a word to the writer.
const A_WHILE: Duration = Duration::minutes(1);

/// What such a job needs to know.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Read {
    /// The report.
    pub report: Uuid,
    /// The revision of its text: once that is edited, the job is stale.
    pub revision: i32,
    /// Whether it was spoken.
    pub voice: bool,
    /// When the job was asked for.
    pub since: DateTime<Utc>,
    /// How often the model was asked.
    pub calls: u32,
    /// How often the job was put off in good order: it was taken that often without anything being wrong with it.
    pub waits: i32,
    /// Whether its writer was told that the model has not read it.
    pub told: bool,
}

/// What becomes of a job whose question was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is done again from then on.
    Later(DateTime<Utc>),
    /// It ends; the rules' reading stands.
    Never,
}

impl Read {
    /// What a job carries; `None` for one that is no longer understood.
    pub fn of(job: &Job) -> Option<Read> {
        serde_json::from_value(job.body.clone()).ok()
    }

    /// Whether its workers died of it.
    pub fn is_deadly(&self, job: &Job) -> bool {
        job.lease.attempts.saturating_sub(self.waits) > MAX_ATTEMPTS
    }

    /// What becomes of the job after a fault. `tomorrow` is when the next day's tokens can be used.
    pub fn after(&self, fault: Fault, is_history: bool, now: DateTime<Utc>, tomorrow: DateTime<Utc>) -> Next {
        match fault {
            // A history has time; what was written today is old tomorrow.
            Fault::BudgetSpent if is_history => Next::Later(tomorrow),
            Fault::BudgetSpent => Next::Never,
            Fault::Resting { pause } if is_history || now < self.since + PATIENCE => Next::Later(now + span(pause)),
            Fault::Resting { .. } => Next::Never,
            fault if !fault.is_passing() || self.calls >= MOST_CALLS => Next::Never,
            Fault::Busy { retry_after: Some(wait) } => Next::Later(now + span(wait.min(LONGEST_PAUSE)).max(PAUSE)),
            Fault::Busy { retry_after: None }
            | Fault::Unreachable
            | Fault::TimedOut
            | Fault::Refused(_)
            | Fault::TooLarge
            | Fault::NotUnderstood
            | Fault::Cut { .. } => Next::Later(now + PAUSE),
        }
    }

    /// Whether the writer is to be told now: at the end, or at once where it will be a while. What may pass in a moment
    /// is nobody's business.
    pub fn is_worth_telling(&self, next: Next, now: DateTime<Utc>) -> bool {
        let soon = match next {
            Next::Later(then) => then <= now + A_WHILE,
            Next::Never => false,
        };
        !self.told && !soon
    }
}

fn span(wait: std::time::Duration) -> Duration {
    Duration::from_std(wait).unwrap_or(PATIENCE)
}

/// Asks for a report to be read by the model, in the transaction that files or edits it.
pub async fn put(
    tx: &mut Tx,
    company: Uuid,
    channel: &str,
    (report, revision, voice): (Uuid, i32, bool),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let read = Read { report, revision, voice, since: now, calls: 0, waits: 0, told: false };
    let body = serde_json::to_value(&read).map_err(super::super::error::unwritable)?;
    let kind = if channel == HISTORY { READ_HISTORY } else { READ };
    jobs::put(tx, company, kind, &format!("{report}:{revision}"), &body, now, now).await?;
    Ok(())
}

/// Takes the next thing to ask the model: a question first, for its asker may still be there, then reports just written.
pub async fn take(
    store: &store::Store,
    company: Uuid,
    now: DateTime<Utc>,
    lease: Duration,
) -> Result<Option<Job>, Error> {
    for kind in [super::question::ASK, READ, READ_HISTORY] {
        if let Some(job) = jobs::take_of(store, company, Some(kind), now, lease).await? {
            return Ok(Some(job));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(calls: u32) -> Read {
        let since = "2026-11-24T01:00:00Z".parse().expect("a time");
        Read { report: Uuid::nil(), revision: 0, voice: false, since, calls, waits: 0, told: false }
    }

    #[test]
    fn a_passing_fault_is_tried_once_more_and_told_at_the_end() {
        let (first, second) = (read(1), read(2));
        let now = first.since;
        let tomorrow = now + Duration::days(1);
        for fault in [Fault::Unreachable, Fault::TimedOut, Fault::Refused(500), Fault::Busy { retry_after: None }] {
            assert_eq!(first.after(fault, false, now, tomorrow), Next::Later(now + PAUSE), "{fault}");
            assert!(!first.is_worth_telling(Next::Later(now + PAUSE), now));
            assert_eq!(second.after(fault, false, now, tomorrow), Next::Never, "{fault}");
            assert!(second.is_worth_telling(Next::Never, now));
        }
        for fault in [Fault::Refused(401), Fault::NotUnderstood, Fault::TooLarge, Fault::BudgetSpent] {
            assert_eq!(first.after(fault, false, now, tomorrow), Next::Never, "{fault}");
        }
    }

    #[test]
    fn a_model_left_alone_is_waited_for_but_not_for_ever() {
        let read = read(0);
        let fault = Fault::Resting { pause: std::time::Duration::from_secs(120) };
        let (now, late) = (read.since, read.since + Duration::hours(2));
        let next = read.after(fault, false, now, now);
        assert_eq!(next, Next::Later(now + Duration::seconds(120)));
        assert!(read.is_worth_telling(next, now));
        assert!(!Read { told: true, ..read.clone() }.is_worth_telling(next, now));
        assert_eq!(read.after(fault, false, late, late), Next::Never);
        assert_eq!(read.after(Fault::BudgetSpent, true, now, late), Next::Later(late), "a history has time");
    }

    #[test]
    fn waits_in_good_order_are_no_deaths() {
        let job = |attempts| Job {
            lease: store::Lease { company: Uuid::nil(), id: Uuid::nil(), attempts },
            kind: READ.into(),
            key: String::new(),
            body: serde_json::Value::Null,
            due_at: read(0).since,
        };
        assert!(read(0).is_deadly(&job(MAX_ATTEMPTS + 1)));
        assert!(!Read { waits: 40, ..read(0) }.is_deadly(&job(41)));
    }
}
