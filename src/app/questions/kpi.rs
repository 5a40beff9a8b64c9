//! Answers about KPIs.

use super::{
    Desk,
    answer::{Citation, Outcome, Suggestion},
    draft::Draft,
    goals,
    line::{Basis, Says},
    of_goal::OfGoal,
    work::tell_fields,
};
use crate::{
    domain::{
        Decimal, Filed, Key, Unit,
        access::{Resource, may_see},
        org::{Aggregation, Direction, Form, Kpi, Target, TargetForm},
        period::DateRange,
    },
    insight::kpi::{self as figures_of, Figure},
    understanding::question::When,
};

/// How many figures of a KPI's course are told.
const COURSE: usize = 6;

/// The newest claims a figure rests on: those that a reader can take in. Of a ratio's parts, only what the asker may see.
fn cite(desk: &Desk<'_>, figure: &Figure<'_>) -> Vec<Citation> {
    let from = figure.claims.len().saturating_sub(COURSE);
    figure.claims[from..].iter().filter(|c| may_cite(desk, c)).map(|c| Citation::from(*c)).collect()
}

/// Whether the asker may see the KPI that a claim is about.
pub(super) fn may_cite(desk: &Desk<'_>, claim: &Filed) -> bool {
    let kpi = claim.claim.subject.as_ref().and_then(|k| desk.org.kpi(k));
    kpi.is_some_and(|k| may_see(desk.org, desk.asker, Resource::Kpi(k)).allows())
}

/// Figures against their targets.
pub(super) fn figures(desk: &Desk<'_>, kpis: &[Key], when: When, gap: bool) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    for kpi in kpis.iter().filter_map(|k| desk.org.kpi(k)) {
        draft.about(&kpi.id);
        match of(desk, kpi, when) {
            Some(figure) => tell(desk, &mut draft, kpi, &figure, when, gap),
            None if kpi.rollup => goals::one(desk, &mut draft, kpi, when),
            None if tell_sum(desk, &mut draft, kpi, when) => {}
            None => tell_missing(desk, &mut draft, kpi, when),
        }
        tell_fields(desk, &mut draft, &kpi.id);
    }
    if !draft.has_values() {
        draft.end(Outcome::NoData);
    }
    draft
}

/// What the KPIs right below one come to, where they add up, all may be seen and some have a figure.
fn tell_sum(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, when: When) -> bool {
    let below: Vec<&Kpi> = desk.org.kpis.iter().filter(|k| k.parent.as_ref() == Some(&kpi.id)).collect();
    let adds = |k: &Kpi| k.unit == kpi.unit && k.aggregation == Aggregation::Sum;
    let seen = |k: &Kpi| may_see(desk.org, desk.asker, Resource::Kpi(k)).allows();
    if kpi.aggregation != Aggregation::Sum || !below.iter().all(|k| adds(k) && seen(k)) {
        return false;
    }
    let figures: Vec<(&Kpi, Figure<'_>)> = below.iter().filter_map(|k| Some((*k, of(desk, k, when)?))).collect();
    if figures.is_empty() {
        return false;
    }
    let value: Decimal = figures.iter().map(|(_, figure)| figure.value).sum();
    let missing = below.len() - figures.len();
    draft.state(&kpi.id, value, &kpi.unit);
    let unit = kpi.unit.clone();
    draft.say(Says::Goal(OfGoal::Summed { kpi: kpi.id.clone(), value, unit, counted: figures.len(), missing }).alone());
    for (part, figure) in &figures {
        tell_figure(desk, draft, part, figure);
    }
    true
}

/// KPIs of one kind, ranked by their figures; those without one are named last.
pub(super) fn standings(desk: &Desk<'_>, kpis: &[Key], when: When, ascending: bool) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let known = kpis.iter().filter_map(|k| desk.org.kpi(k));
    let (mut ranked, mut silent) = (Vec::new(), Vec::new());
    for kpi in known {
        match of(desk, kpi, when) {
            Some(figure) => ranked.push((kpi, figure)),
            None => silent.push(kpi),
        }
    }
    ranked.sort_by(|(_, a), (_, b)| if ascending { a.value.cmp(&b.value) } else { b.value.cmp(&a.value) });
    for (kpi, figure) in &ranked {
        draft.about(&kpi.id);
        tell_figure(desk, &mut draft, kpi, figure);
    }
    for kpi in silent {
        tell_missing(desk, &mut draft, kpi, when);
    }
    if ranked.is_empty() {
        kpis.iter().for_each(|k| draft.about(k));
        draft.end(Outcome::NoData);
    }
    draft
}

fn of<'a>(desk: &Desk<'a>, kpi: &Kpi, when: When) -> Option<Figure<'a>> {
    match when {
        When::Now => figures_of::now(&desk.snapshot, kpi),
        When::Latest => figures_of::latest(&desk.snapshot, kpi),
        When::On(day) => figures_of::on(&desk.snapshot, kpi, day),
        When::During(range) => figures_of::during(&desk.snapshot, kpi, range),
    }
}

fn tell(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, figure: &Figure<'_>, when: When, gap: bool) {
    tell_figure(desk, draft, kpi, figure);
    let beside = match when {
        When::Now | When::Latest => figures_of::running_mean(&desk.snapshot, kpi),
        When::During(range) => in_range(desk, kpi, range),
        When::On(_) => None,
    };
    if let Some(beside) = beside.filter(|b| b.value != figure.value) {
        tell_figure(desk, draft, kpi, &beside);
    }
    if is_of_period(desk, kpi, figure) {
        tell_against(desk, draft, kpi, Some(figure), gap);
    } else {
        tell_target_of_period(desk, draft, kpi, figure);
    }
    draft.suggest(Suggestion::Trend(kpi.id.clone()));
}

/// Whether a figure is one that the target is for: a sum over the target's period or its beginning, or no sum.
fn is_of_period(desk: &Desk<'_>, kpi: &Kpi, figure: &Figure<'_>) -> bool {
    let figures_of::Basis::Total(range) = figure.basis else { return true };
    let period = figures_of::period(&desk.snapshot, kpi, figure.day);
    range.first == period.first && range.last <= period.last && range.last >= figure.day && range.first < range.last
}

/// The target beside a sum of other days than it is for: they are not held against each other.
fn tell_target_of_period(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, figure: &Figure<'_>) {
    let Some(target) = figures_of::target(&desk.snapshot, kpi, figure.day) else { return };
    let lower = kpi.direction == Direction::Lower;
    let (reached, gap, per) = (None, Decimal::ZERO, Some(kpi.period));
    draft.say(Says::Against { kpi: kpi.id.clone(), target, lower, reached, per, gap, unit: kpi.unit.clone() }.alone());
}

/// What was said last in the days asked for, beside their mean.
fn in_range<'a>(desk: &Desk<'a>, kpi: &Kpi, range: DateRange) -> Option<Figure<'a>> {
    if kpi.aggregation != Aggregation::Average {
        return None;
    }
    let last = *figures_of::claims(&desk.snapshot, kpi).iter().rfind(|c| range.contains(c.day()))?;
    let (value, _) = last.claim.fact.figure()?;
    Some(Figure { value, day: last.day(), basis: figures_of::Basis::Said, claims: vec![last] })
}

/// How a figure came about, for telling.
pub(super) fn basis(figure: &Figure<'_>) -> Basis {
    match figure.basis {
        figures_of::Basis::Said => Basis::Said(figure.day),
        figures_of::Basis::Total(range) => Basis::Total(range),
        figures_of::Basis::Mean(range) => Basis::Mean(range),
        figures_of::Basis::Quotient(range) => Basis::Quotient(range),
    }
}

fn tell_figure(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, figure: &Figure<'_>) {
    draft.state(&kpi.id, figure.value, &kpi.unit);
    let basis = basis(figure);
    let says = Says::Figure { kpi: kpi.id.clone(), value: figure.value, unit: kpi.unit.clone(), basis };
    draft.say(says.citing(cite(desk, figure)));
}

/// The target, whether it is reached, and how far it is.
pub(super) fn tell_against(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, figure: Option<&Figure<'_>>, gap: bool) {
    match (&kpi.target, kpi.target_form) {
        // An objective has no target of its own.
        (None, _) if kpi.form == Form::Objective => return,
        (None, _) => {
            draft.say(Says::NoTarget { kpi: kpi.id.clone() }.alone());
            return;
        }
        (Some(Target::Bound(percent)), TargetForm::LastYear | TargetForm::LastMonth) => {
            draft.say(Says::Goal(OfGoal::RelativeTarget { percent: *percent, form: kpi.target_form }).alone());
        }
        (Some(_), _) => {}
    }
    let day = figure.map_or(desk.snapshot.today, |f| f.day);
    let Some(target) = figures_of::target(&desk.snapshot, kpi, day) else { return };
    match &target {
        Target::Bound(bound) => draft.state(&kpi.id, *bound, &kpi.unit),
        Target::Within(range) => {
            draft.state(&kpi.id, *range.start(), &kpi.unit);
            draft.state(&kpi.id, *range.end(), &kpi.unit);
        }
    }
    let attained = figure.map(|f| figures_of::against(kpi, &target, f.value));
    if let Some(attained) = attained.filter(|_| gap) {
        draft.state(&kpi.id, attained.gap, &kpi.unit);
    }
    let says = Says::Against {
        kpi: kpi.id.clone(),
        target,
        lower: kpi.direction == Direction::Lower,
        reached: attained.map(|a| a.reached),
        per: None,
        gap: attained.map_or_else(Default::default, |a| a.gap),
        unit: kpi.unit.clone(),
    };
    draft.say(says.alone());
}

fn tell_missing(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, when: When) {
    let period = match when {
        When::Now | When::Latest => None,
        When::On(day) => Some(DateRange::day(day)),
        When::During(range) => Some(range),
    };
    draft.say(Says::NoFigure { kpi: kpi.id.clone(), period }.alone());
    if let Some(figure) = figures_of::latest(&desk.snapshot, kpi) {
        let says = match basis(&figure) {
            Basis::Said(day) => Says::Nearest { value: figure.value, unit: kpi.unit.clone(), day },
            basis @ (Basis::Total(_) | Basis::Mean(_) | Basis::Quotient(_)) => {
                Says::Figure { kpi: kpi.id.clone(), value: figure.value, unit: kpi.unit.clone(), basis }
            }
        };
        draft.say(says.citing(cite(desk, &figure)));
    }
}

/// How a KPI moved between two days, or over its course.
pub(super) fn change(desk: &Desk<'_>, key: &Key, from: Option<DateRange>, to: Option<DateRange>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    draft.about(key);
    let Some(kpi) = desk.org.kpi(key) else { return draft };
    let after = match to {
        Some(range) => figures_of::standing(&desk.snapshot, kpi, range),
        None => figures_of::latest(&desk.snapshot, kpi),
    };
    let before = after.as_ref().and_then(|after| reference(desk, kpi, from, after));
    match (before, after) {
        (Some(before), Some(after)) => tell_move(desk, &mut draft, kpi, &before, &after),
        (None, Some(after)) => {
            if from.is_some() {
                draft.say(Says::NoFigure { kpi: key.clone(), period: from }.alone());
            }
            tell_figure(desk, &mut draft, kpi, &after);
        }
        (Some(_) | None, None) => {
            draft.say(Says::NoFigure { kpi: key.clone(), period: to }.alone());
            draft.end(Outcome::NoData);
            return draft;
        }
    }
    // Two figures have been told as the move.
    if from.is_none() && figures_of::claims(&desk.snapshot, kpi).len() > 2 {
        tell_course(desk, &mut draft, key);
    }
    let now = figures_of::now(&desk.snapshot, kpi);
    tell_against(desk, &mut draft, kpi, now.as_ref(), false);
    draft.suggest(Suggestion::Why(key.clone()));
    draft
}

/// What a figure is compared with: that of the days named, or the one before it.
fn reference<'a>(desk: &Desk<'a>, kpi: &Kpi, from: Option<DateRange>, after: &Figure<'a>) -> Option<Figure<'a>> {
    let Some(range) = from else { return before(desk, kpi, after) };
    let then = figures_of::standing(&desk.snapshot, kpi, range).filter(|f| !is_after(f, range))?;
    // 比上周, where this week has nothing yet: last week's figure against the one before it.
    let same = then.day == after.day && range.first < range.last;
    if same { before(desk, kpi, after).or(Some(then)) } else { Some(then) }
}

/// Whether a figure is later than a month or week that it is compared with. What follows a single day stands for it.
fn is_after(figure: &Figure<'_>, range: DateRange) -> bool {
    range.first < range.last && figure.day > range.last
}

/// The figure before another one.
fn before<'a>(desk: &Desk<'a>, kpi: &Kpi, after: &Figure<'a>) -> Option<Figure<'a>> {
    let day = after.day.pred_opt()?;
    figures_of::claims(&desk.snapshot, kpi).first().filter(|c| c.day() <= day)?;
    figures_of::standing(&desk.snapshot, kpi, DateRange::day(day))
}

fn tell_move(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, before: &Figure<'_>, after: &Figure<'_>) {
    for value in [(after.value - before.value).abs(), after.value, before.value] {
        draft.state(&kpi.id, value, &kpi.unit);
    }
    let says = Says::Moved {
        kpi: kpi.id.clone(),
        from: (before.value, before.day),
        to: (after.value, after.day),
        unit: kpi.unit.clone(),
    };
    let mut evidence = cite(desk, before);
    evidence.extend(cite(desk, after));
    draft.say(says.citing(evidence));
}

/// The last figures of a KPI, oldest first.
pub(super) fn tell_course(desk: &Desk<'_>, draft: &mut Draft, key: &Key) {
    let Some(kpi) = desk.org.kpi(key) else { return };
    let said: Vec<&Filed> = figures_of::claims(&desk.snapshot, kpi);
    for claim in &said[said.len().saturating_sub(COURSE)..] {
        if let Some((value, unit)) = claim.claim.fact.figure() {
            point(draft, claim, value, unit);
        }
    }
}

fn point(draft: &mut Draft, claim: &Filed, value: crate::domain::Decimal, unit: Unit) {
    draft.say(Says::Point { value, unit, day: claim.day() }.citing([Citation::from(claim)]));
}
