//! Why something is as it is: what speaks for a delay, and the obstacles that were told.

use super::{
    Desk,
    answer::{Citation, Outcome},
    draft::Draft,
    kpi,
    line::Says,
    of_work::OfWork,
    risk::tell_signal,
    work::{state_line, tell_due},
};
use crate::{
    domain::{
        Fact, Filed, Key, Unit,
        org::{Kind, Project},
        period::DateRange,
    },
    insight::{
        risk::{self, Finding},
        snapshot::parts,
    },
};

/// How many obstacles of one thing are told, newest first.
const CAUSES_TOLD: usize = 4;

/// What held or holds a thing up: its own obstacles, then those of the project it stands in; for a KPI, what its owners
/// wrote of it. Days narrow it to what was said in them, if anything was; without them only what holds still is told of a
/// project, of a part what held it up before where nothing does now.
pub(super) fn why(desk: &Desk<'_>, subject: &Key, period: Option<DateRange>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    draft.about(subject);
    if desk.org.kind(subject) == Some(Kind::Kpi) {
        kpi::tell_course(desk, &mut draft, subject);
    }
    if let Some(project) = desk.org.project(subject) {
        tell_signals(desk, &mut draft, project);
    }
    let mut told = tell_all(desk, &mut draft, subject, period);
    if told == 0 && period.is_some() {
        draft.say(Says::NoCause { subject: subject.clone(), period }.alone());
        told += tell_all(desk, &mut draft, subject, None);
    }
    if let Some(project) = desk.org.project_of(subject) {
        draft.about(&project.id);
        if let Some((percent, _)) = desk.snapshot.progress(subject) {
            draft.state(subject, percent, &Unit::percent());
        }
        tell_due(desk, &mut draft, subject);
        draft.say(state_line(desk, subject));
    }
    if told == 0 && period.is_none() {
        draft.say(Says::NoCause { subject: subject.clone(), period }.alone());
    }
    draft
}

/// What speaks for a delay of a project, beside the obstacles, which are told one by one.
fn tell_signals(desk: &Desk<'_>, draft: &mut Draft, project: &Project) {
    let Some(risk) = risk::assess(&desk.snapshot, project) else { return };
    for signal in risk.signals.iter().filter(|s| !matches!(s.finding, Finding::Blocked { .. })) {
        tell_signal(draft, signal);
    }
}

/// The obstacles of a thing, and of the parts of its project that are open or, for the whole, were held up.
fn tell_all(desk: &Desk<'_>, draft: &mut Draft, subject: &Key, period: Option<DateRange>) -> usize {
    let project = desk.org.project_of(subject);
    let whole = project.is_some_and(|p| &p.id == subject);
    let mut told = tell_causes(draft, subject, &causes(desk, subject, period, !whole));
    let Some(project) = project else { return told };
    let own = told;
    for part in std::iter::once(&project.id).chain(parts(project)).filter(|k| *k != subject) {
        let open = !desk.snapshot.blockers(part).is_empty();
        let meant = (open || whole || told == 0) && !desk.snapshot.is_over(part);
        let causes = if meant { causes(desk, part, period, false) } else { Vec::new() };
        if causes.is_empty() {
            continue;
        }
        if told == 0 && own == 0 && !whole {
            draft.say(Says::NoCause { subject: subject.clone(), period }.alone());
            draft.say(Says::OfWork(OfWork::Besides { project: project.id.clone() }).alone());
        }
        told += tell_causes(draft, part, &causes);
    }
    told
}

/// The obstacles told of a thing in some days; where no days are asked for, those that hold still, else, `or_past`, those
/// of before.
fn causes<'a>(desk: &Desk<'a>, subject: &Key, period: Option<DateRange>, or_past: bool) -> Vec<&'a Filed> {
    let within = |c: &&Filed| period.is_none_or(|p| p.contains(c.sent_on));
    let blocks = |c: &&Filed| matches!(c.claim.fact, Fact::Blocker { .. });
    let all: Vec<&Filed> = desk.snapshot.about(subject).filter(within).filter(blocks).collect();
    if period.is_some() || desk.org.project_of(subject).is_none() {
        return all;
    }
    let open = desk.snapshot.blockers(subject);
    let holding: Vec<&Filed> = all.iter().copied().filter(|c| open.iter().any(|b| b.claim == c.id)).collect();
    if holding.is_empty() && or_past { all } else { holding }
}

fn tell_causes(draft: &mut Draft, subject: &Key, causes: &[&Filed]) -> usize {
    for cause in causes.iter().rev().take(CAUSES_TOLD) {
        let Fact::Blocker { waiting_on: on } = &cause.claim.fact else { continue };
        let says = Says::Cause { subject: subject.clone(), day: cause.sent_on, on: on.clone() };
        draft.say(says.citing([Citation::from(*cause)]));
    }
    causes.len()
}
