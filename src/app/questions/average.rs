//! Means over people: told where no one of them can be worked out, refused like anything unknown otherwise.

use std::collections::HashMap;

use super::{Desk, Refusal, answer::Outcome, draft::Draft, line::Says, permit::people_of};
use crate::{
    domain::{
        Decimal, Key, Unit,
        access::{Resource, may_see},
        attainment::{score, weighted},
        org::{Form, Kpi, Level},
        period::DateRange,
    },
    insight::{
        effort,
        goals::{Goal, Tree},
    },
    understanding::question::Averaged,
};

/// A mean over people.
#[derive(Clone, Debug, PartialEq)]
pub struct Mean {
    /// Of whom: a department or the company.
    pub of: Key,
    /// Of what.
    pub what: Averaged,
    /// The mean, rounded to two places: hours, or per cent.
    pub value: Decimal,
    /// Over how many people.
    pub people: usize,
    /// When.
    pub period: Option<DateRange>,
}

/// The mean of those in a department or the company who have a figure.
pub(super) fn average(desk: &Desk<'_>, of: &Key, what: Averaged, period: Option<DateRange>) -> Draft {
    let figures: Vec<(Key, Decimal)> = match what {
        Averaged::Hours => {
            effort::hours(&desk.snapshot, Some(&people_of(desk.org, of)), None, period).by.into_iter().collect()
        }
        Averaged::Attainment => attained(desk, of, period),
    };
    let over: Vec<Key> = figures.iter().map(|(person, _)| person.clone()).collect();
    if !may_see(desk.org, desk.asker, Resource::Average { of, over: &over }).allows() {
        let mut draft = Draft::ended(Outcome::Refuse);
        draft.say(Says::Refused(Refusal::Unseen).alone());
        return draft;
    }
    let mut draft = Draft::ended(Outcome::Answer);
    let (sum, people) = (figures.iter().map(|(_, figure)| *figure).sum::<Decimal>(), figures.len());
    let mean = (sum / Decimal::from(people)).round_dp(2).normalize();
    let unit = match what {
        Averaged::Hours => Unit::hours(),
        Averaged::Attainment => Unit::percent(),
    };
    draft.about(of);
    draft.state(of, mean, &unit);
    draft.say(Says::Average(Mean { of: of.clone(), what, value: mean, people, period }).alone());
    draft
}

/// How far each person is with their own goals, by their weights, in per cent; those of whom nothing is known are left out.
fn attained(desk: &Desk<'_>, of: &Key, period: Option<DateRange>) -> Vec<(Key, Decimal)> {
    let tree = Tree::new(desk.org);
    let goals = super::goals::attained(desk, &tree, period);
    let mut owned: HashMap<&Key, Vec<&Kpi>> = HashMap::new();
    for kpi in desk.org.kpis.iter().filter(|k| k.level == Level::Person && k.form != Form::Objective) {
        owned.entry(&kpi.owner).or_default().push(kpi);
    }
    let one = |person: Key| {
        let kpis = owned.get(&person)?;
        let alike = kpis.iter().all(|k| k.weight.is_none());
        let part = |kpi: &&Kpi| -> Option<(Decimal, Decimal)> {
            let goal: &Goal = goals.get(tree.place(&kpi.id)?)?;
            Some((if alike { Decimal::ONE } else { kpi.weight? }, goal.attained.ok()?))
        };
        let share = weighted(kpis.iter().filter_map(part))?;
        Some((person, score(share)))
    };
    people_of(desk.org, of).into_iter().filter_map(one).collect()
}
