//! What must hold of a company, and how a fault is told.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use super::{Aggregation, Cadence, Direction, Form, Key, Kind, Kpi, Level, Org, Scoring, Target, TargetForm};
use crate::domain::Decimal;

/// Something wrong in an `org.json`: where, which field, what.
#[derive(Clone, Debug, PartialEq)]
pub struct OrgFault {
    /// The thing: `people[3] (p-zhang)`, or a line and column where it is not JSON of the right shape.
    pub place: String,
    /// The field in it; empty where the whole thing is meant.
    pub field: &'static str,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong in an `org.json`.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Not JSON, or a field is missing or of the wrong type; the reader's own words.
    Shape(String),
    /// The id stands elsewhere too.
    Duplicate(String),
    /// Nothing of the right kind has this id.
    Unknown(String),
    /// Following this field comes back to where it began; the ids passed.
    Cycle(Vec<String>),
    /// The value cannot be: why.
    Value(String),
}

impl fmt::Display for OrgFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place)?;
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        match &self.problem {
            Problem::Shape(why) => write!(f, ": {why}"),
            Problem::Duplicate(id) => write!(f, ": the id {id:?} is used twice"),
            Problem::Unknown(id) => write!(f, ": nothing of the right kind has the id {id:?}"),
            Problem::Cycle(ids) => write!(f, ": goes round in a circle: {}", ids.join(" → ")),
            Problem::Value(why) => write!(f, ": {why}"),
        }
    }
}

/// Everything that must hold, once ids are known to be unique.
pub(super) fn check(org: &Org) -> Vec<OrgFault> {
    let mut faults = references(org);
    faults.extend(super::field::check(org));
    if faults.is_empty() {
        faults = goals(org);
    }
    if faults.is_empty() {
        faults = cycles(org);
    }
    faults
}

fn references(org: &Org) -> Vec<OrgFault> {
    let mut faults = Vec::new();
    let mut need = |key: Option<&Key>, kind: Kind, place: String, field: &'static str| {
        if let Some(key) = key
            && org.kind(key) != Some(kind)
        {
            faults.push(OrgFault { place, field, problem: Problem::Unknown(key.to_string()) });
        }
    };
    for (i, f) in org.fields.list.iter().enumerate() {
        need(f.within.as_ref(), Kind::Department, format!("fields[{i}] ({})", f.id), "department");
    }
    for (i, d) in org.departments.iter().enumerate() {
        let place = format!("departments[{i}] ({})", d.id);
        need(d.parent.as_ref(), Kind::Department, place.clone(), "parent");
        need(d.head.as_ref(), Kind::Person, place, "head");
    }
    for (i, p) in org.people.iter().enumerate() {
        let place = format!("people[{i}] ({})", p.id);
        need(Some(&p.department), Kind::Department, place.clone(), "department");
        need(p.manager.as_ref(), Kind::Person, place, "manager");
    }
    for (i, j) in org.projects.iter().enumerate() {
        let place = format!("projects[{i}] ({})", j.id);
        need(Some(&j.owner), Kind::Person, place.clone(), "owner");
        for member in &j.members {
            need(Some(member), Kind::Person, place.clone(), "members");
        }
        for (n, t) in j.tasks.iter().enumerate() {
            need(t.assignee.as_ref(), Kind::Person, format!("projects[{i}].tasks[{n}] ({})", t.id), "assignee");
        }
    }
    for (i, k) in org.kpis.iter().enumerate() {
        let place = format!("kpis[{i}] ({})", k.id);
        let owner = match k.level {
            Level::Company => Some(Kind::Company),
            Level::Department => Some(Kind::Department),
            Level::Person => Some(Kind::Person),
            Level::Position => None,
        };
        if let Some(owner) = owner {
            need(Some(&k.owner), owner, place.clone(), "owner");
        }
        for part in k.ratio.iter().flat_map(|r| [(&r.numerator, "numerator"), (&r.denominator, "denominator")]) {
            need(Some(part.0), Kind::Kpi, place.clone(), part.1);
        }
        for other in &k.supports {
            need(Some(other), Kind::Kpi, place.clone(), "supports");
        }
        need(k.parent.as_ref(), Kind::Kpi, place, "parent");
    }
    faults
}

/// What fits together in a KPI, and with the KPIs that it names.
fn goals(org: &Org) -> Vec<OrgFault> {
    let parents: HashSet<&Key> = org.kpis.iter().filter_map(|k| k.parent.as_ref()).collect();
    let positions: HashSet<&str> = org.people.iter().map(|p| p.position.as_str()).collect();
    let mut faults = Vec::new();
    for (i, p) in org.people.iter().enumerate().filter(|(_, p)| p.leave.iter().any(|l| l.from > l.to)) {
        let place = format!("people[{i}] ({})", p.id);
        faults.push(OrgFault { place, field: "leave", problem: Problem::Value("ends before it begins".into()) });
    }
    for (i, k) in org.kpis.iter().enumerate() {
        let mut wrong = |field: &'static str, why: &str| {
            let place = format!("kpis[{i}] ({})", k.id);
            faults.push(OrgFault { place, field, problem: Problem::Value(why.into()) });
        };
        target(k).into_iter().for_each(|(field, why)| wrong(field, why));
        scoring(k).into_iter().for_each(|why| wrong("scoring", why));
        ratio(org, k).into_iter().for_each(|(field, why)| wrong(field, why));
        if k.level == Level::Position && !positions.contains(k.owner.as_str()) {
            wrong("owner", "nobody has this position");
        }
        if k.rollup && !parents.contains(&k.id) {
            wrong("rollup", "no KPI names this one as its parent");
        }
        if k.weight.is_some_and(|w| w < Decimal::ZERO) {
            wrong("weight", "a weight is not below zero");
        }
        match k.form {
            Form::Objective if k.target.is_some() => {
                wrong("target", "an objective has none of its own; its key results have");
            }
            Form::Objective if k.scoring.is_some() => wrong("scoring", "an objective is measured by its key results"),
            Form::KeyResult => {
                let above = k.parent.as_ref().and_then(|p| org.kpi(p));
                if above.is_none_or(|above| above.form != Form::Objective) {
                    wrong("parent", "a key result has an objective above it");
                }
            }
            Form::Objective | Form::Kpi => {}
        }
    }
    faults
}

fn target(k: &Kpi) -> Option<(&'static str, &'static str)> {
    match (k.direction, &k.target) {
        (Direction::Range, Some(Target::Bound(_))) => {
            return Some(("target", "a range KPI has a target of two figures, [low, high]"));
        }
        (Direction::Higher | Direction::Lower, Some(Target::Within(_))) => {
            return Some(("target", "only a range KPI has two figures"));
        }
        (Direction::Range, Some(Target::Within(range))) if range.start() > range.end() => {
            return Some(("target", "the low end is above the high end"));
        }
        (_, _) => {}
    }
    match (k.target_form, &k.target) {
        (TargetForm::Absolute, _) => None,
        (TargetForm::LastYear | TargetForm::LastMonth, None) => {
            Some(("target_form", "there is no target to be relative"))
        }
        (TargetForm::LastYear | TargetForm::LastMonth, Some(Target::Within(_))) => {
            Some(("target_form", "a range is given in figures"))
        }
        (TargetForm::LastMonth, Some(Target::Bound(_))) if k.period != Cadence::Month => {
            Some(("target_form", "only a KPI of the period month is held against last month"))
        }
        (TargetForm::LastYear | TargetForm::LastMonth, Some(Target::Bound(_))) => None,
    }
}

fn scoring(k: &Kpi) -> Option<&'static str> {
    let relative = k.target_form != TargetForm::Absolute;
    match k.scoring? {
        Scoring::Linear => None,
        Scoring::Reciprocal => (k.direction != Direction::Lower).then_some("reciprocal is for the direction lower"),
        Scoring::Change if k.direction == Direction::Range => Some("a range does not change from a baseline"),
        Scoring::Change => {
            (k.baseline.is_none() && !relative).then_some("change needs a baseline, or a target_form that is relative")
        }
        Scoring::Range { falloff } => match k.direction {
            Direction::Range => (falloff <= Decimal::ZERO).then_some("the falloff is a width above zero"),
            Direction::Higher | Direction::Lower => Some("range is for the direction range"),
        },
        Scoring::Tiers { .. } if relative => Some("tiers are given in figures, the target too"),
        Scoring::Tiers { threshold, stretch } => match (k.direction, &k.target) {
            (Direction::Higher, Some(Target::Bound(target))) => (threshold >= *target || *target >= stretch)
                .then_some("the threshold is below the target and the stretch above it"),
            (Direction::Lower, Some(Target::Bound(target))) => (threshold <= *target || *target <= stretch)
                .then_some("the threshold is above the target and the stretch below it"),
            (_, _) => Some("tiers need a target of one figure"),
        },
        Scoring::Milestone { per_day } => match k.direction {
            Direction::Lower => (per_day <= Decimal::ZERO).then_some("per_day is above zero"),
            Direction::Higher | Direction::Range => Some("a milestone counts days late: the direction is lower"),
        },
    }
}

fn ratio(org: &Org, k: &Kpi) -> Option<(&'static str, &'static str)> {
    let Some(ratio) = &k.ratio else {
        return (k.aggregation == Aggregation::Ratio)
            .then_some(("aggregation", "a ratio names its numerator and its denominator"));
    };
    if k.aggregation != Aggregation::Ratio {
        return Some(("numerator", "only the aggregation ratio has a numerator and a denominator"));
    }
    let of = |key: &Key| org.kpi(key).is_some_and(|part| part.aggregation == Aggregation::Ratio);
    if of(&ratio.numerator) {
        return Some(("numerator", "a ratio is not made of ratios"));
    }
    of(&ratio.denominator).then_some(("denominator", "a ratio is not made of ratios"))
}

/// Follows `up` from every thing; a thing met twice on the way is a cycle, reported once.
fn cycles(org: &Org) -> Vec<OrgFault> {
    let mut faults = Vec::new();
    let mut check = |keys: Vec<&Key>, what: &str, field: &'static str, up: &dyn Fn(&Key) -> Option<Key>| {
        let mut clear: HashSet<Key> = HashSet::new();
        for (i, start) in keys.iter().enumerate() {
            let mut path: Vec<Key> = Vec::new();
            let mut at = Some((*start).clone());
            while let Some(key) = at {
                if clear.contains(&key) {
                    break;
                }
                if let Some(from) = path.iter().position(|k| *k == key) {
                    let mut ids: Vec<String> = path[from..].iter().map(Key::to_string).collect();
                    ids.push(key.to_string());
                    let place = format!("{what}[{i}] ({start})");
                    faults.push(OrgFault { place, field, problem: Problem::Cycle(ids) });
                    break;
                }
                at = up(&key);
                path.push(key);
            }
            clear.extend(path);
        }
    };
    check(org.departments.iter().map(|d| &d.id).collect(), "departments", "parent", &|k| {
        org.department(k)?.parent.clone()
    });
    check(org.people.iter().map(|p| &p.id).collect(), "people", "manager", &|k| org.person(k)?.manager.clone());
    check(org.kpis.iter().map(|k| &k.id).collect(), "kpis", "parent", &|k| org.kpi(k)?.parent.clone());
    faults.extend(alignment(org));
    faults
}

/// Alignment that comes back to where it began; reported once.
fn alignment(org: &Org) -> Option<OrgFault> {
    let mut clear: HashMap<&Key, bool> = HashMap::new();
    for (i, start) in org.kpis.iter().enumerate() {
        // Each step of the way with how many of its supports were followed.
        let mut path: Vec<(&Kpi, usize)> = vec![(start, 0)];
        while let Some((kpi, followed)) = path.last_mut() {
            let kpi = *kpi;
            if clear.get(&kpi.id) == Some(&true) {
                path.pop();
                continue;
            }
            clear.insert(&kpi.id, false);
            let Some(next) = kpi.supports.get(*followed).and_then(|key| org.kpi(key)) else {
                clear.insert(&kpi.id, true);
                path.pop();
                continue;
            };
            *followed += 1;
            if clear.get(&next.id) == Some(&false) {
                let from = path.iter().position(|(k, _)| k.id == next.id).unwrap_or(0);
                let mut ids: Vec<String> = path[from..].iter().map(|(k, _)| k.id.to_string()).collect();
                ids.push(next.id.to_string());
                let place = format!("kpis[{i}] ({})", start.id);
                return Some(OrgFault { place, field: "supports", problem: Problem::Cycle(ids) });
            }
            path.push((next, 0));
        }
    }
    None
}
