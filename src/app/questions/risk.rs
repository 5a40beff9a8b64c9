//! Which projects may be late, and why.

use super::{
    Desk,
    answer::{Citation, Outcome, Suggestion},
    draft::Draft,
    line::Says,
    work::{belongs, state_line},
};
use crate::{
    domain::{Key, org::Project},
    insight::risk::{self, Risk, Signal},
};

/// How many projects are told as at risk.
const TOLD: usize = 3;

/// Projects at risk, likeliest first; of one thing, its project's signals and its own state.
pub(super) fn risks(desk: &Desk<'_>, of: Option<&Key>, single: bool) -> Draft {
    if let Some(key) = of
        && let Some(project) = desk.org.project_of(key)
    {
        return of_one(desk, key, project);
    }
    let mut draft = Draft::ended(Outcome::Answer);
    let meant = desk.org.projects.iter().filter(|p| of.is_none_or(|o| belongs(desk, &p.id, o)));
    let ranked = risk::ranked(&desk.snapshot, meant);
    for (at, risk) in ranked.iter().take(TOLD).enumerate() {
        draft.about(&risk.project);
        tell(&mut draft, at + 1, risk);
        draft.suggest(Suggestion::Why(risk.project.clone()));
        if single && at == 0 && ranked.get(1).is_none_or(|next| next.score < risk.score * 0.6) {
            break;
        }
    }
    if ranked.is_empty() {
        draft.say(Says::NoRisk { of: of.cloned() }.alone());
    }
    draft
}

/// Some projects, the likeliest to be late first; those that nothing speaks against as well.
pub(super) fn compared(desk: &Desk<'_>, among: &[Key]) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let projects = among.iter().filter_map(|key| desk.org.project(key));
    let mut risks: Vec<(&Project, Option<Risk<'_>>)> =
        projects.map(|project| (project, risk::assess(&desk.snapshot, project))).collect();
    let score = |risk: &Option<Risk<'_>>| risk.as_ref().map_or(0.0, |r| r.score);
    risks.sort_by(|(_, a), (_, b)| score(b).total_cmp(&score(a)));
    for (at, (project, risk)) in risks.iter().enumerate() {
        draft.about(&project.id);
        match risk.as_ref().filter(|r| !r.signals.is_empty()) {
            Some(risk) => tell(&mut draft, at + 1, risk),
            None => draft.say(Says::NoRisk { of: Some(project.id.clone()) }.alone()),
        }
    }
    draft
}

fn of_one(desk: &Desk<'_>, key: &Key, project: &Project) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    draft.about(&project.id);
    draft.about(key);
    if let Some((percent, _)) = desk.snapshot.progress(key) {
        draft.state(key, percent, &crate::domain::Unit::percent());
    }
    draft.say(state_line(desk, key));
    if key != &project.id {
        tell_own(desk, &mut draft, key);
    }
    match risk::assess(&desk.snapshot, project) {
        Some(risk) if !risk.signals.is_empty() => tell(&mut draft, 1, &risk),
        Some(_) | None => draft.say(Says::NoRisk { of: Some(key.clone()) }.alone()),
    }
    draft
}

fn tell_own(desk: &Desk<'_>, draft: &mut Draft, key: &Key) {
    if let Some(day) = desk.snapshot.due(key) {
        let planned = desk.snapshot.work(key).and_then(|w| w.due).and(desk.org.due(key));
        let overdue = day < desk.snapshot.today && !desk.snapshot.is_over(key);
        let slips = desk.snapshot.slips(key);
        draft.say(Says::Due { subject: key.clone(), day, planned, slips, overdue }.alone());
    }
    for blocker in desk.snapshot.blockers(key) {
        let says = Says::Blocked { subject: key.clone(), on: blocker.waiting_on.clone(), since: blocker.since };
        draft.say(says.citing(desk.snapshot.claim(blocker.claim).map(Citation::from)));
    }
}

fn tell(draft: &mut Draft, place: usize, risk: &Risk<'_>) {
    draft.say(Says::Risk { place, project: risk.project.clone(), due: risk.due }.alone());
    for signal in &risk.signals {
        tell_signal(draft, signal);
    }
}

/// What a signal found, with the words it rests on.
pub(super) fn tell_signal(draft: &mut Draft, signal: &Signal<'_>) {
    let evidence: Vec<Citation> = signal.claims.iter().map(|c| Citation::from(*c)).collect();
    draft.say(Says::Signal(signal.finding.clone()).citing(evidence));
}
