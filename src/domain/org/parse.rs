//! `org.json`, in and out: strict, whole, every fault with its place.

use std::{collections::HashMap, fmt};

use chrono_tz::Tz;
use serde_json::Number;

use super::{
    Company, Department, Direction, Key, Kind, Kpi, Level, Milestone, Org, Person, Place, Project, Target, Task,
    raw::{RawOrg, RawTarget, to_raw},
};
use crate::domain::{Decimal, Unit};

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

fn decimal(number: &Number, place: &str, field: &'static str) -> Result<Decimal, OrgFault> {
    let text = number.to_string();
    text.parse().or_else(|_| Decimal::from_scientific(&text)).map_err(|_| OrgFault {
        place: place.to_string(),
        field,
        problem: Problem::Value(format!("{text} is no figure that can be kept exactly")),
    })
}

impl Org {
    /// Reads an `org.json`. All faults that can be seen together are returned together.
    pub fn parse(json: &str) -> Result<Org, Vec<OrgFault>> {
        let raw: RawOrg = serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|e| {
            vec![OrgFault {
                place: format!("line {}, column {}", e.line(), e.column()),
                field: "",
                problem: Problem::Shape(e.to_string()),
            }]
        })?;
        let mut faults = Vec::new();
        let org = build(raw, &mut faults);
        match org {
            Some(org) if faults.is_empty() => {
                let mut faults = check_references(&org);
                if faults.is_empty() {
                    faults = check_cycles(&org);
                }
                if faults.is_empty() { Ok(org) } else { Err(faults) }
            }
            _ => Err(faults),
        }
    }

    /// Puts a company together from its parts, checked as [`Org::parse`] does.
    pub fn assemble(
        company: Company,
        departments: Vec<Department>,
        people: Vec<Person>,
        projects: Vec<Project>,
        kpis: Vec<Kpi>,
    ) -> Result<Org, Vec<OrgFault>> {
        let mut org = Org { company, departments, people, projects, kpis, places: HashMap::default() };
        let mut faults = Vec::new();
        index(&mut org, &mut faults);
        if faults.is_empty() {
            faults = check_references(&org);
        }
        if faults.is_empty() {
            faults = check_cycles(&org);
        }
        if faults.is_empty() { Ok(org) } else { Err(faults) }
    }

    /// The company as `org.json`; [`Org::parse`] of it gives the same company.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&to_raw(self)).expect("every field has a JSON form")
    }
}

fn build(raw: RawOrg, faults: &mut Vec<OrgFault>) -> Option<Org> {
    fn keep<T>(result: Result<T, OrgFault>, faults: &mut Vec<OrgFault>) -> Option<T> {
        result.map_err(|fault| faults.push(fault)).ok()
    }
    let timezone = keep(
        raw.company.timezone.parse::<Tz>().map_err(|_| OrgFault {
            place: "company".into(),
            field: "timezone",
            problem: Problem::Value(format!("{:?} is no time zone", raw.company.timezone)),
        }),
        faults,
    );
    if !(1..=12).contains(&raw.company.fiscal_year_start_month) {
        faults.push(OrgFault {
            place: "company".into(),
            field: "fiscal_year_start_month",
            problem: Problem::Value("a month is 1 to 12".into()),
        });
    }
    let mut org = Org {
        company: Company {
            id: raw.company.id.into(),
            name: raw.company.name,
            timezone: timezone?,
            fiscal_year_start_month: raw.company.fiscal_year_start_month,
        },
        departments: raw
            .departments
            .into_iter()
            .map(|d| Department {
                id: d.id.into(),
                name: d.name,
                aliases: d.aliases,
                parent: d.parent.map(Key::from),
                head: d.head.map(Key::from),
            })
            .collect(),
        people: raw
            .people
            .into_iter()
            .map(|p| Person {
                id: p.id.into(),
                name: p.name,
                aliases: p.aliases,
                department: p.department.into(),
                position: p.position,
                manager: p.manager.map(Key::from),
                roles: p.roles,
                left: p.left,
                leave: p.leave,
            })
            .collect(),
        projects: Vec::new(),
        kpis: Vec::new(),
        places: HashMap::default(),
    };
    for (i, j) in raw.projects.into_iter().enumerate() {
        let place = format!("projects[{i}] ({})", j.id);
        let budget = j.budget.as_ref().and_then(|n| keep(decimal(n, &place, "budget"), faults));
        let planned_hours = j.planned_hours.as_ref().and_then(|n| keep(decimal(n, &place, "planned_hours"), faults));
        org.projects.push(Project {
            id: j.id.into(),
            name: j.name,
            aliases: j.aliases,
            owner: j.owner.into(),
            members: j.members.into_iter().map(Key::from).collect(),
            start: j.start,
            due: j.due,
            budget,
            currency: Unit::new(j.currency.unwrap_or_else(|| "CNY".into())),
            planned_hours,
            milestones: j
                .milestones
                .into_iter()
                .map(|m| Milestone { id: m.id.into(), name: m.name, aliases: m.aliases, due: m.due })
                .collect(),
            tasks: j
                .tasks
                .into_iter()
                .map(|t| Task {
                    id: t.id.into(),
                    name: t.name,
                    aliases: t.aliases,
                    assignee: t.assignee.map(Key::from),
                    due: t.due,
                })
                .collect(),
        });
    }
    for (i, k) in raw.kpis.into_iter().enumerate() {
        let place = format!("kpis[{i}] ({})", k.id);
        let target = match &k.target {
            None => None,
            Some(RawTarget::One(n)) => keep(decimal(n, &place, "target"), faults).map(Target::Bound),
            Some(RawTarget::Range([low, high])) => {
                let low = keep(decimal(low, &place, "target"), faults);
                let high = keep(decimal(high, &place, "target"), faults);
                low.zip(high).map(|(low, high)| Target::Within(low..=high))
            }
        };
        let baseline = k.baseline.as_ref().and_then(|n| keep(decimal(n, &place, "baseline"), faults));
        let weight = k.weight.as_ref().and_then(|n| keep(decimal(n, &place, "weight"), faults));
        org.kpis.push(Kpi {
            id: k.id.into(),
            name: k.name,
            aliases: k.aliases,
            level: k.level,
            owner: k.owner.into(),
            unit: Unit::new(k.unit),
            direction: k.direction,
            aggregation: k.aggregation,
            period: k.period,
            target,
            baseline,
            start: k.start,
            end: k.end,
            category: k.category,
            weight,
            parent: k.parent.map(Key::from),
        });
    }
    index(&mut org, faults);
    Some(org)
}

fn index(org: &mut Org, faults: &mut Vec<OrgFault>) {
    let mut places = HashMap::default();
    let mut add = |key: &Key, name: &str, kind, outer, inner, place: String| {
        if key.as_str().trim().is_empty() {
            faults.push(OrgFault { place: place.clone(), field: "id", problem: Problem::Value("is empty".into()) });
        }
        if name.trim().is_empty() {
            faults.push(OrgFault { place: place.clone(), field: "name", problem: Problem::Value("is empty".into()) });
        }
        if places.insert(key.clone(), Place { kind, outer, inner }).is_some() {
            faults.push(OrgFault { place, field: "id", problem: Problem::Duplicate(key.to_string()) });
        }
    };
    add(&org.company.id, &org.company.name, Kind::Company, 0, 0, "company".into());
    for (i, d) in org.departments.iter().enumerate() {
        add(&d.id, &d.name, Kind::Department, i, 0, format!("departments[{i}] ({})", d.id));
    }
    for (i, p) in org.people.iter().enumerate() {
        add(&p.id, &p.name, Kind::Person, i, 0, format!("people[{i}] ({})", p.id));
    }
    for (i, j) in org.projects.iter().enumerate() {
        add(&j.id, &j.name, Kind::Project, i, 0, format!("projects[{i}] ({})", j.id));
        for (n, m) in j.milestones.iter().enumerate() {
            add(&m.id, &m.name, Kind::Milestone, i, n, format!("projects[{i}].milestones[{n}] ({})", m.id));
        }
        for (n, t) in j.tasks.iter().enumerate() {
            add(&t.id, &t.name, Kind::Task, i, n, format!("projects[{i}].tasks[{n}] ({})", t.id));
        }
    }
    for (i, k) in org.kpis.iter().enumerate() {
        add(&k.id, &k.name, Kind::Kpi, i, 0, format!("kpis[{i}] ({})", k.id));
    }
    org.places = places;
}

fn check_references(org: &Org) -> Vec<OrgFault> {
    let mut faults = Vec::new();
    let mut need = |key: Option<&Key>, kind: Kind, place: String, field: &'static str| {
        if let Some(key) = key
            && org.kind(key) != Some(kind)
        {
            faults.push(OrgFault { place, field, problem: Problem::Unknown(key.to_string()) });
        }
    };
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
            Level::Company => Kind::Company,
            Level::Department => Kind::Department,
            Level::Person => Kind::Person,
        };
        need(Some(&k.owner), owner, place.clone(), "owner");
        need(k.parent.as_ref(), Kind::Kpi, place, "parent");
    }
    for (i, p) in org.people.iter().enumerate().filter(|(_, p)| p.leave.iter().any(|l| l.from > l.to)) {
        let place = format!("people[{i}] ({})", p.id);
        faults.push(OrgFault { place, field: "leave", problem: Problem::Value("ends before it begins".into()) });
    }
    for (i, k) in org.kpis.iter().enumerate() {
        let place = format!("kpis[{i}] ({})", k.id);
        let wrong = match (k.direction, &k.target) {
            (Direction::Range, Some(Target::Bound(_))) => Some("a range KPI has a target of two figures, [low, high]"),
            (Direction::Higher | Direction::Lower, Some(Target::Within(_))) => Some("only a range KPI has two figures"),
            (Direction::Range, Some(Target::Within(range))) if range.start() > range.end() => {
                Some("the low end is above the high end")
            }
            _ => None,
        };
        if let Some(why) = wrong {
            faults.push(OrgFault { place, field: "target", problem: Problem::Value(why.into()) });
        }
    }
    faults
}

/// Follows `up` from every thing; a thing met twice on the way is a cycle, reported once.
fn check_cycles(org: &Org) -> Vec<OrgFault> {
    let mut faults = Vec::new();
    let mut check = |keys: Vec<&Key>, what: &str, field: &'static str, up: &dyn Fn(&Key) -> Option<Key>| {
        let mut clear: std::collections::HashSet<Key> = Default::default();
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
    faults
}
