//! Answers about projects, milestones and tasks.

use super::{
    Desk,
    answer::{Citation, Outcome, Suggestion},
    draft::Draft,
    line::Says,
    of_work::OfWork,
    statement::Line,
};
use crate::{
    domain::{Decimal, Fact, Filed, Key, Unit, WorkStatus, org::Kind, period::DateRange},
    insight::snapshot::parts,
};

/// How many parts of a project are told with it.
const PARTS_TOLD: usize = 6;

fn cite(claim: Option<&Filed>) -> Vec<Citation> {
    claim.map(Citation::from).into_iter().collect()
}

/// How far things are, what holds them up, and when they are due.
pub(super) fn state(desk: &Desk<'_>, subjects: &[Key]) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    for subject in subjects {
        draft.about(subject);
        tell_state(desk, &mut draft, subject);
        tell_owner(desk, &mut draft, subject);
        if !desk.snapshot.is_over(subject) {
            tell_due(desk, &mut draft, subject);
            tell_plan(desk, &mut draft, subject);
        }
        tell_fields(desk, &mut draft, subject);
        tell_blockers(desk, &mut draft, subject);
        if let (Some(project), 1) = (desk.org.project(subject), subjects.len()) {
            for part in desk.snapshot.open_parts(project).iter().take(PARTS_TOLD) {
                draft.say(state_line(desk, part));
                tell_blockers(desk, &mut draft, part);
            }
        }
    }
    if let [subject] = subjects {
        draft.suggest(Suggestion::Why(subject.clone()));
    }
    draft
}

/// What stands in the company's own fields on a thing, where anything does.
pub(super) fn tell_fields(desk: &Desk<'_>, draft: &mut Draft, subject: &Key) {
    if desk.org.fields.on(subject).next().is_some() {
        draft.say(Says::Fields { subject: subject.clone() }.alone());
    }
}

fn tell_owner(desk: &Desk<'_>, draft: &mut Draft, subject: &Key) {
    let assignee = desk.org.task(subject).and_then(|t| t.assignee.as_ref());
    let owner = || desk.org.project(subject).map(|p| &p.owner);
    if let Some(person) = assignee.or_else(owner) {
        draft.say(Says::Owner { subject: subject.clone(), person: person.clone() }.alone());
    }
}

fn tell_state(desk: &Desk<'_>, draft: &mut Draft, subject: &Key) {
    if let Some((percent, _)) = desk.snapshot.progress(subject) {
        draft.state(subject, percent, &Unit::percent());
    }
    draft.say(state_line(desk, subject));
}

/// How far a thing is and in which state, with the words that say so.
pub(super) fn state_line(desk: &Desk<'_>, subject: &Key) -> Line {
    let progress = desk.snapshot.progress(subject);
    let work = desk.snapshot.work(subject);
    if work.is_none() && progress.is_none() {
        return Says::Unspoken { subject: subject.clone() }.alone();
    }
    let status = work.and_then(|w| w.status);
    let mut evidence = cite(progress.and_then(|(_, claim)| claim));
    let told = work.filter(|w| w.status.is_some_and(|s| s != WorkStatus::Started)).and_then(|w| w.status_from);
    evidence.extend(cite(told.and_then(|id| desk.snapshot.claim(id))));
    evidence.dedup();
    // What was said last of a thing shows no mean of its tasks.
    if evidence.is_empty() && progress.is_none() {
        let last = desk.snapshot.about(subject).next_back();
        evidence = cite(last);
    }
    let percent = progress.map(|(percent, _)| percent).filter(|_| status != Some(WorkStatus::Done));
    let estimated = progress.is_some_and(|(_, claim)| claim.is_none());
    Says::Work { subject: subject.clone(), percent, status, estimated }.citing(evidence)
}

pub(super) fn tell_due(desk: &Desk<'_>, draft: &mut Draft, subject: &Key) {
    let Some(day) = desk.snapshot.due(subject) else {
        draft.say(Says::NoDue { subject: subject.clone() }.alone());
        return;
    };
    let work = desk.snapshot.work(subject);
    let moved = work.and_then(|w| w.due).is_some();
    let overdue = day < desk.snapshot.today && !desk.snapshot.is_over(subject);
    let slips = desk.snapshot.slips(subject);
    let moves = desk.snapshot.about(subject).filter(|c| matches!(c.claim.fact, Fact::DueChange { .. }));
    let evidence: Vec<Citation> = moves.map(Citation::from).collect();
    let planned = if moved { desk.org.due(subject) } else { None };
    draft.say(Says::Due { subject: subject.clone(), day, planned, slips, overdue }.citing(evidence));
}

/// The last day that somebody set themselves for a thing still open, where it is ahead and not the day it is due.
fn tell_plan(desk: &Desk<'_>, draft: &mut Draft, subject: &Key) {
    let open = !desk.snapshot.is_over(subject);
    let Some((day, claim)) = desk.snapshot.planned(subject).filter(|_| open) else { return };
    if day >= desk.snapshot.today && desk.snapshot.due(subject) != Some(day) {
        let says = OfWork::Planned { subject: subject.clone(), by: claim.author.clone(), day };
        draft.say(Says::OfWork(says).citing([Citation::from(claim)]));
    }
}

fn tell_blockers(desk: &Desk<'_>, draft: &mut Draft, subject: &Key) {
    for blocker in desk.snapshot.blockers(subject) {
        let says = Says::Blocked { subject: subject.clone(), on: blocker.waiting_on.clone(), since: blocker.since };
        draft.say(says.citing(cite(desk.snapshot.claim(blocker.claim))));
    }
}

/// Which day a thing is due, where it was moved, and what is planned for it.
pub(super) fn due(desk: &Desk<'_>, subject: &Key) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    draft.about(subject);
    tell_due(desk, &mut draft, subject);
    tell_plan(desk, &mut draft, subject);
    draft.say(state_line(desk, subject));
    tell_blockers(desk, &mut draft, subject);
    if desk.snapshot.due(subject).is_none() && desk.snapshot.work(subject).is_none() {
        draft.end(Outcome::NoData);
    }
    draft.suggest(Suggestion::Why(subject.clone()));
    draft
}

/// What is held up, in a project, in a department, of a person, or anywhere.
pub(super) fn blocked(desk: &Desk<'_>, within: Option<&Key>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let mut any = false;
    for key in works(desk).into_iter().filter(|k| within.is_none_or(|w| belongs(desk, k, w))) {
        if !desk.snapshot.blockers(&key).is_empty() {
            any = true;
            draft.about(&key);
            tell_blockers(desk, &mut draft, &key);
        }
    }
    if !any {
        if let Some(within) = within {
            draft.about(within);
        }
        draft.say(Says::NothingBlocked.alone());
    }
    draft
}

/// Every project, milestone and task.
pub(super) fn works(desk: &Desk<'_>) -> Vec<Key> {
    desk.org.projects.iter().flat_map(|p| std::iter::once(&p.id).chain(parts(p))).cloned().collect()
}

/// Whether a piece of work belongs to a project, a department or a person.
pub(super) fn belongs(desk: &Desk<'_>, work: &Key, within: &Key) -> bool {
    let Some(project) = desk.org.project_of(work) else { return false };
    let doer = desk.org.task(work).and_then(|t| t.assignee.as_ref()).unwrap_or(&project.owner);
    match desk.org.kind(within) {
        Some(Kind::Project) => &project.id == within,
        Some(Kind::Milestone | Kind::Task) => work == within,
        Some(Kind::Person) => doer == within,
        Some(Kind::Department) => desk.org.person(doer).is_some_and(|p| desk.org.is_within(&p.department, within)),
        Some(Kind::Company) => true,
        Some(Kind::Kpi | Kind::Field) | None => false,
    }
}

/// What waits for a person or department: what is held up by them, and what they have promised to others' tasks.
pub(super) fn waiting(desk: &Desk<'_>, on: &Key) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let mut any = false;
    // Who waits for one of a department's people waits for the department.
    let within = |who: &Key| who == on || desk.org.person(who).is_some_and(|p| desk.org.is_within(&p.department, on));
    for key in works(desk) {
        for blocker in desk.snapshot.blockers(&key).iter().filter(|b| b.waiting_on.as_ref().is_some_and(within)) {
            any = true;
            draft.about(&key);
            let says = Says::Blocked { subject: key.clone(), on: blocker.waiting_on.clone(), since: blocker.since };
            draft.say(says.citing(cite(desk.snapshot.claim(blocker.claim))));
        }
    }
    for promise in promises(desk, on) {
        if let (Some(subject), Fact::Plan { date }) = (promise.claim.subject.as_ref(), &promise.claim.fact) {
            any = true;
            draft.about(subject);
            let says = Says::Promised { subject: subject.clone(), by: on.clone(), day: *date };
            draft.say(says.citing([Citation::from(promise)]));
        }
    }
    if !any {
        draft.about(on);
        draft.say(Says::NothingWaits { on: on.clone() }.alone());
    }
    draft
}

/// What a person said last that they would do for a task of somebody else that is still open, and not long ago.
fn promises<'a>(desk: &Desk<'a>, by: &Key) -> Vec<&'a Filed> {
    let today = desk.snapshot.today;
    let recent = |c: &&&Filed| {
        let Fact::Plan { date } = &c.claim.fact else { return false };
        date.unwrap_or(c.sent_on) + chrono::Days::new(7) >= today
    };
    let others_task = |key: &Key| desk.org.task(key).is_some_and(|t| t.assignee.as_ref().is_some_and(|a| a != by));
    desk.snapshot
        .claims
        .iter()
        .filter(|c| &c.author == by)
        .filter(recent)
        .filter(|c| c.claim.subject.as_ref().is_some_and(|s| others_task(s) && !desk.snapshot.is_over(s)))
        .copied()
        .collect()
}

/// Work ranked by progress, the first few where only they are asked for; what nobody spoke of stands at nought.
pub(super) fn ranking(desk: &Desk<'_>, among: &[Key], ascending: bool, most: Option<usize>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let keys: Vec<Key> =
        if among.is_empty() { desk.org.projects.iter().map(|p| p.id.clone()).collect() } else { among.to_vec() };
    let mut ranked: Vec<(Decimal, Key)> =
        keys.into_iter().map(|k| (desk.snapshot.progress(&k).map_or(Decimal::ZERO, |(p, _)| p), k)).collect();
    ranked.sort_by(|a, b| if ascending { a.0.cmp(&b.0) } else { b.0.cmp(&a.0) });
    for (_, key) in ranked.iter().take(most.unwrap_or(usize::MAX)) {
        draft.about(key);
        tell_state(desk, &mut draft, key);
    }
    draft
}

/// What somebody has still to do, soonest first.
pub(super) fn open_tasks(desk: &Desk<'_>, of: &Key, next: bool) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let today = desk.snapshot.today;
    let mut open = desk.snapshot.open_tasks(of);
    let coming = |k: &Key| desk.snapshot.due(k).is_some_and(|d| d >= today);
    if next {
        open.sort_by_key(|k| (!coming(k), desk.snapshot.due(k)));
        open.truncate(2);
    }
    for key in &open {
        draft.about(key);
        tell_state(desk, &mut draft, key);
        tell_due(desk, &mut draft, key);
        tell_blockers(desk, &mut draft, key);
    }
    if open.is_empty() {
        draft.about(of);
        draft.say(Says::OfWork(OfWork::NothingOpen { of: of.clone() }).alone());
    }
    draft
}

/// How many moved dates are told.
const MOVED_TOLD: usize = 10;

/// What was put off, the latest told first.
pub(super) fn slipped(desk: &Desk<'_>, of: Option<&Key>, period: Option<DateRange>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let within = |c: &&Filed| period.is_none_or(|p| p.contains(c.sent_on));
    let moved_on = |key: &Key| {
        let mut moves = desk.snapshot.about(key).filter(|c| matches!(c.claim.fact, Fact::DueChange { .. }));
        moves.rfind(within).map(Filed::order)
    };
    let meant = works(desk).into_iter().filter(|k| of.is_none_or(|o| belongs(desk, k, o)));
    let mut moved: Vec<_> = meant.filter_map(|key| Some((moved_on(&key)?, key))).collect();
    moved.sort_by_key(|(order, _)| std::cmp::Reverse(*order));
    for (_, key) in moved.iter().take(MOVED_TOLD) {
        draft.about(key);
        tell_due(desk, &mut draft, key);
    }
    if moved.len() > MOVED_TOLD {
        draft.say(Says::More { count: moved.len() - MOVED_TOLD }.alone());
    }
    if moved.is_empty() {
        of.into_iter().for_each(|key| draft.about(key));
        draft.say(Says::OfWork(OfWork::NothingMoved { of: of.cloned() }).alone());
    }
    draft
}

/// What is due next, in a project, of a person, or anywhere; over some days where they are named.
pub(super) fn deadlines(desk: &Desk<'_>, of: Option<&Key>, period: Option<DateRange>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let today = desk.snapshot.today;
    let within = |day: chrono::NaiveDate| period.map_or(day >= today, |p| p.contains(day));
    let mut coming: Vec<(chrono::NaiveDate, Key)> = works(desk)
        .into_iter()
        .filter(|k| Some(k) != of && !desk.snapshot.is_over(k) && of.is_none_or(|o| belongs(desk, k, o)))
        .filter_map(|k| Some((desk.snapshot.due(&k).filter(|d| within(*d))?, k)))
        .collect();
    coming.sort();
    let most = if period.is_some() { coming.len() } else { 3 };
    for (_, key) in coming.iter().take(most) {
        draft.about(key);
        tell_due(desk, &mut draft, key);
    }
    if coming.is_empty() {
        draft.say(Says::OfWork(OfWork::NothingDue { of: of.cloned(), period }).alone());
        if let Some(of) = of {
            draft.about(of);
        }
    }
    draft
}
