//! How the goals stand: each with its attainment, what a roll-up rests on, and what an owner's come to together.

use super::{
    Desk,
    answer::{Citation, Outcome},
    draft::Draft,
    kpi::{basis, may_cite, tell_against},
    line::Says,
    of_goal::{OfGoal, Part},
};
use crate::{
    domain::{
        Decimal, Filed, Key, Unit,
        access::{Resource, may_see, may_see_total},
        attainment::{NotComputable, score, weighted},
        org::{Form, Kind, Kpi, Level, has_only_results},
        period::DateRange,
    },
    insight::{
        goals::{Goal, States, Tree, When, fold, own},
        kpi::{self as figures_of, Figure},
    },
    understanding::question::When as Asked,
};

/// How many goals are told one by one.
const TOLD: usize = 40;

/// The KPIs meant: of an owner, or what the asker may see of the company's and their own department's.
fn meant<'a>(desk: &Desk<'a>, of: Option<&Key>) -> Vec<&'a Kpi> {
    let visible = desk.org.kpis.iter().filter(|k| sees(desk, k));
    match of {
        Some(owner) if desk.org.kind(owner) != Some(Kind::Company) => {
            visible.filter(|k| &k.owner == owner || desk.org.owns(owner, k)).collect()
        }
        Some(_) | None => {
            let all: Vec<&Kpi> = visible.collect();
            let company: Vec<&Kpi> = all.iter().copied().filter(|k| k.level == Level::Company).collect();
            if of.is_some() && !company.is_empty() { company } else { all }
        }
    }
}

fn sees(desk: &Desk<'_>, kpi: &Kpi) -> bool {
    may_see(desk.org, desk.asker, Resource::Kpi(kpi)).allows()
}

/// How far every KPI of the company is, as far as its claims were loaded.
pub(super) fn attained(desk: &Desk<'_>, tree: &Tree<'_>, period: Option<DateRange>) -> Vec<Goal> {
    let today = period.map_or(desk.snapshot.today, |p| p.last.min(desk.snapshot.today));
    let until: Vec<&Filed> = desk.snapshot.claims.iter().copied().filter(|c| c.day() <= today).collect();
    let said = if period.is_some() { &until } else { &desk.snapshot.claims };
    let states = fold(desk.org, said.iter().copied());
    tree.attain(&own(desk.org, &States::of(&states), When { today, within: period }))
}

/// One goal to be told.
struct Told<'a> {
    kpi: &'a Kpi,
    figure: Option<Figure<'a>>,
    goal: Option<Goal>,
    reached: Option<bool>,
    /// Whether what it comes to would give away the one part that somebody who hears it may not see.
    withheld: bool,
}

/// How the goals stand: those reached, those not, those nobody spoke of; `only` those that are reached, or are not.
pub(super) fn goals(desk: &Desk<'_>, of: Option<&Key>, period: Option<DateRange>, only: Option<bool>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let tree = Tree::new(desk.org);
    let attained = attained(desk, &tree, period);
    let goal_of = |key: &Key| tree.place(key).map(|at| &attained[at]);
    let mut told: Vec<Told<'_>> = meant(desk, of)
        .into_iter()
        .map(|kpi| {
            let figure = match period {
                Some(range) => figures_of::during(&desk.snapshot, kpi, range),
                // An average is held against its target by the mean, not by what was said last.
                None => figures_of::running_mean(&desk.snapshot, kpi).or_else(|| figures_of::now(&desk.snapshot, kpi)),
            };
            let withheld = !tells_total(desk, &kpi.id, &goal_of);
            let goal = goal_of(&kpi.id).filter(|_| !withheld).cloned();
            let reached = if withheld { None } else { reached(desk, kpi, figure.as_ref(), goal.as_ref()) };
            Told { kpi, reached, figure, goal, withheld }
        })
        .collect();
    // What is behind comes first: it is what one asks for. A roll-up comes before what it rests on.
    told.sort_by_key(|t| (t.kpi.level != Level::Company && !t.kpi.rollup, reached_order(t.reached)));
    let known = told.iter().filter(|t| t.reached.is_some()).count();
    let reached = told.iter().filter(|t| t.reached == Some(true)).count();
    let silent = told.iter().filter(|t| t.reached.is_none() && !t.withheld).count();
    if told.is_empty() || told.iter().any(|t| !t.withheld) {
        draft.say(Says::GoalCount { reached, known, silent }.alone());
    }
    if let Some(of) = of {
        tell_together(&mut draft, of, &told);
    }
    let meant: Vec<&Told<'_>> = told.iter().filter(|t| only.is_none() || t.reached == only).collect();
    for one in meant.iter().take(TOLD) {
        tell(desk, &mut draft, one, &goal_of);
    }
    if meant.len() > TOLD {
        draft.say(Says::Goal(OfGoal::MoreGoals { count: meant.len() - TOLD }).alone());
    }
    if of == Some(desk.asker.asker()) && has_only_results(&told.iter().map(|t| t.kpi).collect::<Vec<_>>()) {
        draft.say(Says::Goal(OfGoal::OnlyResults).alone());
    }
    if known == 0 {
        draft.end(Outcome::NoData);
    }
    draft
}

/// A roll-up without a figure of its own, by what stands below it.
pub(super) fn one(desk: &Desk<'_>, draft: &mut Draft, kpi: &Kpi, when: Asked) {
    let period = match when {
        Asked::Now | Asked::Latest => None,
        Asked::On(day) => Some(DateRange::day(day)),
        Asked::During(range) => Some(range),
    };
    let tree = Tree::new(desk.org);
    let attained = attained(desk, &tree, period);
    let goal_of = |key: &Key| tree.place(key).map(|at| &attained[at]);
    let withheld = !tells_total(desk, &kpi.id, &goal_of);
    let goal = goal_of(&kpi.id).filter(|_| !withheld).cloned();
    let told = Told { kpi, figure: None, goal, reached: None, withheld };
    tell(desk, draft, &told, &goal_of);
}

/// Whether what a roll-up comes to may be told, and with it what it rests on; anything else may.
fn tells_total<'g>(desk: &Desk<'_>, kpi: &Key, goal_of: &dyn Fn(&Key) -> Option<&'g Goal>) -> bool {
    let counted = |key: &Key| goal_of(key).and_then(|g| g.below.as_ref()).map(|b| b.counted.clone());
    may_see_total(desk.org, desk.asker, kpi, &|key| counted(key).unwrap_or_default())
}

/// Whether it is reached: by its figure, or where it has none by what stands below it.
fn reached(desk: &Desk<'_>, kpi: &Kpi, figure: Option<&Figure<'_>>, goal: Option<&Goal>) -> Option<bool> {
    if let Some(goal) = goal.filter(|g| g.below.is_some()) {
        return goal.attained.ok().map(|share| share >= Decimal::ONE);
    }
    let figure = figure?;
    let target = figures_of::target(&desk.snapshot, kpi, figure.day)?;
    Some(figures_of::against(kpi, &target, figure.value).reached)
}

fn reached_order(reached: Option<bool>) -> u8 {
    match reached {
        Some(false) => 0,
        Some(true) => 1,
        None => 2,
    }
}

/// What an owner's goals come to together, by their weights: told where two or more have one and a figure. What stands
/// below a roll-up or an objective of the same owner counts within that.
fn tell_together(draft: &mut Draft, of: &Key, told: &[Told<'_>]) {
    let weighing = told.iter().filter(|t| &t.kpi.owner == of && !is_within(told, t.kpi));
    let weighing: Vec<(Decimal, Option<Decimal>)> = weighing
        .filter_map(|t| Some((t.kpi.weight.filter(|w| *w > Decimal::ZERO)?, t.goal.as_ref()?.attained.ok())))
        .collect();
    let parts: Vec<(Decimal, Decimal)> = weighing.iter().filter_map(|(w, share)| Some((*w, (*share)?))).collect();
    let (counted, silent) = (parts.len(), weighing.len() - parts.len());
    if counted < 2 {
        return;
    }
    if let Some(share) = weighted(parts) {
        draft.state(of, score(share), &Unit::percent());
        draft.say(Says::Goal(OfGoal::Together { of: of.clone(), share, counted, silent }).alone());
    }
}

/// Whether a goal stands below another that is told and of the same owner.
fn is_within(told: &[Told<'_>], kpi: &Kpi) -> bool {
    let above = kpi.parent.as_ref().and_then(|p| told.iter().find(|t| &t.kpi.id == p));
    above.is_some_and(|a| a.kpi.owner == kpi.owner && (a.kpi.rollup || a.kpi.form == Form::Objective))
}

fn tell<'g>(desk: &Desk<'_>, draft: &mut Draft, one: &Told<'_>, goal_of: &dyn Fn(&Key) -> Option<&'g Goal>) {
    let kpi = one.kpi;
    if one.withheld {
        draft.about(&kpi.id);
        draft.say(Says::Goal(OfGoal::Withheld { kpi: kpi.id.clone() }).alone());
        return;
    }
    let below = one.goal.as_ref().and_then(|g| g.below.as_ref());
    match &one.figure {
        Some(figure) => {
            draft.about(&kpi.id);
            draft.state(&kpi.id, figure.value, &kpi.unit);
            let seen = figure.claims.iter().rev().find(|c| may_cite(desk, c));
            let evidence: Vec<Citation> = seen.map(|c| Citation::from(*c)).into_iter().collect();
            let basis = basis(figure);
            let says = Says::Figure { kpi: kpi.id.clone(), value: figure.value, unit: kpi.unit.clone(), basis };
            draft.say(says.citing(evidence));
            tell_against(desk, draft, kpi, Some(figure), true);
        }
        None if below.is_some_and(|b| !b.counted.is_empty()) => draft.about(&kpi.id),
        None => {
            draft.say(Says::NoFigure { kpi: kpi.id.clone(), period: None }.alone());
            return;
        }
    }
    let Some(goal) = &one.goal else { return };
    match goal.attained {
        Ok(share) => {
            draft.state(&kpi.id, score(share), &Unit::percent());
            draft.say(Says::Goal(OfGoal::Attained { kpi: kpi.id.clone(), share, weight: kpi.weight }).alone());
        }
        // That there is no target was said with the figure.
        Err(NotComputable::NoTarget) => {}
        Err(why) => draft.say(Says::Goal(OfGoal::NotAttained { kpi: kpi.id.clone(), why }).alone()),
    }
    if let Some(below) = below {
        let seen = |key: &&Key| tells_total(desk, key, goal_of);
        let part = |key: &Key| {
            let child = desk.org.kpi(key)?;
            Some(Part { kpi: key.clone(), share: goal_of(key)?.attained.ok()?, weight: child.weight })
        };
        let parts: Vec<Part> = below.counted.iter().filter(seen).filter_map(part).collect();
        let missing: Vec<Key> = below.missing.iter().filter(seen).cloned().collect();
        let hidden = below.counted.len() - parts.len();
        let missing_hidden = below.missing.len() - missing.len();
        draft.say(Says::Goal(OfGoal::RolledUp { parts, hidden, missing, missing_hidden }).alone());
    }
}
