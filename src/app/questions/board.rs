//! The board: tasks and milestones by the state they are in, with how long they have been there.

use chrono::NaiveDate;

use super::{
    Desk,
    answer::{Citation, Outcome},
    draft::Draft,
    line::Says,
    work::{belongs, works},
};
use crate::domain::{Key, WorkStatus, calendar::local_day, org::Kind, work};

/// How many things of a column are told.
const TOLD: usize = 20;

/// How many days something done stays on the board.
const DONE_DAYS: i64 = 14;

/// A column of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// 待办: nobody has begun.
    Todo,
    /// 进行中.
    Doing,
    /// 受阻: held up, or paused.
    Blocked,
    /// 完成.
    Done,
}

/// One thing on the board.
struct Ticket {
    key: Key,
    column: Column,
    since: Option<NaiveDate>,
    waits_for: Vec<Key>,
    evidence: Vec<Citation>,
}

/// The tasks and milestones of a project, a department, a person, or all.
pub(super) fn board(desk: &Desk<'_>, of: Option<&Key>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let parts = works(desk).into_iter().filter(|k| matches!(desk.org.kind(k), Some(Kind::Task | Kind::Milestone)));
    let own = |key: &Key| of.is_none_or(|of| belongs(desk, key, of) && is_theirs(desk, key, of));
    let tickets: Vec<Ticket> = parts.filter(own).filter_map(|key| ticket(desk, key)).collect();
    if let Some(of) = of {
        draft.about(of);
    }
    for column in [Column::Todo, Column::Doing, Column::Blocked, Column::Done] {
        let mut there: Vec<&Ticket> = tickets.iter().filter(|t| t.column == column).collect();
        there.sort_by_key(|t| desk.snapshot.due(&t.key).unwrap_or(NaiveDate::MAX));
        draft.say(Says::Column { column, count: there.len() }.alone());
        for ticket in there.iter().take(TOLD) {
            draft.about(&ticket.key);
            draft.say(told(desk, ticket).citing(ticket.evidence.clone()));
        }
        if there.len() > TOLD {
            draft.say(Says::More { count: there.len() - TOLD }.alone());
        }
    }
    draft
}

/// A milestone is its project's, not the owner's own task.
fn is_theirs(desk: &Desk<'_>, key: &Key, of: &Key) -> bool {
    desk.org.kind(of) != Some(Kind::Person) || desk.org.kind(key) == Some(Kind::Task)
}

fn told(desk: &Desk<'_>, ticket: &Ticket) -> Says {
    let key = &ticket.key;
    let due = desk.snapshot.due(key);
    let late = ticket.column != Column::Done && due.is_some_and(|day| day < desk.snapshot.today);
    Says::Ticket {
        subject: key.clone(),
        project: desk.org.project_of(key).map(|project| project.id.clone()),
        assignee: desk.org.task(key).and_then(|task| task.assignee.clone()),
        due,
        late,
        days: ticket.since.map(|since| (desk.snapshot.today - since).num_days().max(0)),
        waits_for: ticket.waits_for.clone(),
    }
}

/// Where a thing stands; `None` where it is off the board: cancelled, or done long ago.
fn ticket(desk: &Desk<'_>, key: Key) -> Option<Ticket> {
    let state = desk.snapshot.work(&key);
    let day_of = |claim: Option<uuid::Uuid>| claim.and_then(|id| desk.snapshot.claim(id)).map(|c| c.sent_on);
    let status = state.and_then(|w| w.status);
    let on = |column, since| Ticket { key: key.clone(), column, since, waits_for: Vec::new(), evidence: Vec::new() };
    if status == Some(WorkStatus::Cancelled) {
        return None;
    }
    if desk.snapshot.is_over(&key) {
        let since = state.and_then(|w| day_of(w.status_from.filter(|_| w.is_over()).or(w.progress_from)));
        let old = since.is_some_and(|day| (desk.snapshot.today - day).num_days() > DONE_DAYS);
        return (!old).then(|| on(Column::Done, since));
    }
    let blockers = desk.snapshot.blockers(&key);
    if let Some(since) = blockers.iter().map(|b| b.since).min() {
        let mut waits_for: Vec<Key> = blockers.iter().filter_map(|b| b.waiting_on.clone()).collect();
        waits_for.dedup();
        let evidence = blockers.iter().filter_map(|b| desk.snapshot.claim(b.claim)).map(Citation::from).collect();
        return Some(Ticket { waits_for, evidence, ..on(Column::Blocked, Some(since)) });
    }
    if desk.snapshot.is_paused(&key) {
        return Some(on(Column::Blocked, state.and_then(|w| day_of(w.status_from))));
    }
    let begun = state.is_some_and(|w| w.status == Some(WorkStatus::Started) || w.progress.is_some());
    if begun {
        let since = state.and_then(|w| day_of(w.status_from.or(w.progress_from)));
        return Some(on(Column::Doing, since));
    }
    let made = work::made_at(&key).map(|at| local_day(at, desk.org.company.timezone));
    let start = made.or_else(|| desk.org.project_of(&key).and_then(|project| project.start));
    Some(on(Column::Todo, start.filter(|day| *day <= desk.snapshot.today)))
}
