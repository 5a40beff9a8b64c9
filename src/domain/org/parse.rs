//! `org.json`, in and out: strict, whole, every fault with its place.

use std::collections::{BTreeSet, HashMap};

use chrono_tz::Tz;
use serde_json::{Number, Value};

use super::{
    Bearer, Company, Department, Field, Fields, Holds, Key, Kind, Kpi, Milestone, Org, OrgFault, Person, Place,
    Problem, Project, Ratio, Scoring, Target, Task,
    check::check,
    raw::{RawField, RawFormula, RawKind, RawKpi, RawOrg, RawScoring, RawTarget, RawValues, to_raw},
};
use crate::domain::{Decimal, Unit};

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
                let faults = check(&org);
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
        fields: Vec<Field>,
    ) -> Result<Org, Vec<OrgFault>> {
        let mut org = Org {
            company,
            departments,
            people,
            projects,
            kpis,
            fields: Fields::of(fields),
            places: HashMap::default(),
            restricted: BTreeSet::new(),
        };
        let mut faults = Vec::new();
        index(&mut org, &mut faults);
        if faults.is_empty() {
            faults = check(&org);
        }
        if faults.is_empty() { Ok(org) } else { Err(faults) }
    }

    /// The company as `org.json`; [`Org::parse`] of it gives the same company.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&to_raw(self)).expect("every field has a JSON form")
    }
}

fn keep<T>(result: Result<T, OrgFault>, faults: &mut Vec<OrgFault>) -> Option<T> {
    result.map_err(|fault| faults.push(fault)).ok()
}

fn build(raw: RawOrg, faults: &mut Vec<OrgFault>) -> Option<Org> {
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
            records_views: raw.company.records_views,
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
        fields: Fields::of(raw.fields.into_iter().enumerate().map(|(i, f)| field(f, i, faults)).collect()),
        places: HashMap::default(),
        restricted: BTreeSet::new(),
    };
    for (i, j) in raw.projects.into_iter().enumerate() {
        let place = format!("projects[{i}] ({})", j.id);
        let budget = j.budget.as_ref().and_then(|n| keep(decimal(n, &place, "budget"), faults));
        let planned_hours = j.planned_hours.as_ref().and_then(|n| keep(decimal(n, &place, "planned_hours"), faults));
        let id = Key::from(j.id);
        fill(&mut org.fields, (&id, Bearer::Project), j.fields, &place, faults);
        org.projects.push(Project {
            id,
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
    for (i, mut k) in raw.kpis.into_iter().enumerate() {
        let place = format!("kpis[{i}] ({})", k.id);
        let values = std::mem::take(&mut k.fields);
        fill(&mut org.fields, (&k.id.as_str().into(), Bearer::Kpi), values, &place, faults);
        org.kpis.push(kpi(k, &place, faults));
    }
    index(&mut org, faults);
    Some(org)
}

fn field(f: RawField, at: usize, faults: &mut Vec<OrgFault>) -> Field {
    let mut amiss = |field: &'static str, why: &str| {
        let place = format!("fields[{at}] ({})", f.id);
        faults.push(OrgFault { place, field, problem: Problem::Value(why.into()) });
    };
    let unit = f.unit.filter(|u| !u.is_empty());
    if unit.is_some() && !matches!(f.kind, RawKind::Number) {
        amiss("unit", "only a number has a unit");
    }
    if !f.choices.is_empty() && !matches!(f.kind, RawKind::Choice) {
        amiss("choices", "only a choice has choices");
    }
    let holds = match f.kind {
        RawKind::Text => Holds::Text,
        RawKind::Number => Holds::Number(unit.map(Unit::new)),
        RawKind::Date => Holds::Date,
        RawKind::Choice => Holds::Choice(f.choices),
    };
    let within = f.department.filter(|d| !d.is_empty()).map(Key::from);
    Field { id: f.id.into(), name: f.name, aliases: f.aliases, of: f.of, holds, within, class: f.class }
}

/// Puts values into the fields of a thing.
fn fill(fields: &mut Fields, of: (&Key, Bearer), values: RawValues, place: &str, faults: &mut Vec<OrgFault>) {
    for (field, value) in values {
        let put = match &value {
            Value::String(text) => fields.put(of.0, of.1, &field.into(), text),
            Value::Number(number) => fields.put(of.0, of.1, &field.into(), &number.to_string()),
            _ => Err(Problem::Value(format!("{field}: a text or a figure stands in a field"))),
        };
        faults.extend(put.err().map(|problem| OrgFault { place: place.into(), field: "fields", problem }));
    }
}

fn kpi(k: RawKpi, place: &str, faults: &mut Vec<OrgFault>) -> Kpi {
    let mut figure = |number: &Number, field| keep(decimal(number, place, field), faults);
    let target = match &k.target {
        None => None,
        Some(RawTarget::One(n)) => figure(n, "target").map(Target::Bound),
        Some(RawTarget::Range([low, high])) => {
            let (low, high) = (figure(low, "target"), figure(high, "target"));
            low.zip(high).map(|(low, high)| Target::Within(low..=high))
        }
    };
    let baseline = k.baseline.as_ref().and_then(|n| figure(n, "baseline"));
    let weight = k.weight.as_ref().and_then(|n| figure(n, "weight"));
    let scoring = k.scoring.as_ref().and_then(|s| keep(scoring(s, place), faults));
    let ratio = match (k.numerator, k.denominator) {
        (None, None) => None,
        (Some(numerator), Some(denominator)) => {
            Some(Ratio { numerator: numerator.into(), denominator: denominator.into() })
        }
        (given, _) => {
            let field = if given.is_some() { "denominator" } else { "numerator" };
            let problem = Problem::Value("a ratio has a numerator and a denominator".into());
            faults.push(OrgFault { place: place.into(), field, problem });
            None
        }
    };
    Kpi {
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
        form: k.form,
        rollup: k.rollup,
        rank: k.rank,
        supports: k.supports.into_iter().map(Key::from).collect(),
        scoring,
        target_form: k.target_form,
        ratio,
    }
}

/// A formula with the figures that it needs and no others.
fn scoring(raw: &RawScoring, place: &str) -> Result<Scoring, OrgFault> {
    let amiss = |why: String| OrgFault { place: place.into(), field: "scoring", problem: Problem::Value(why) };
    let given = [
        ("falloff", &raw.falloff),
        ("threshold", &raw.threshold),
        ("stretch", &raw.stretch),
        ("per_day", &raw.per_day),
    ];
    let takes: &[&str] = match raw.formula {
        RawFormula::Linear | RawFormula::Reciprocal | RawFormula::Change => &[],
        RawFormula::Range => &["falloff"],
        RawFormula::Tiers => &["threshold", "stretch"],
        RawFormula::Milestone => &["per_day"],
    };
    if let Some((name, _)) = given.iter().find(|(name, figure)| figure.is_some() && !takes.contains(name)) {
        return Err(amiss(format!("this formula has no {name}")));
    }
    let need = |name: &str| match given.iter().find(|(given, _)| *given == name).and_then(|(_, f)| f.as_ref()) {
        Some(figure) => decimal(figure, place, "scoring"),
        None => Err(amiss(format!("this formula needs {name}"))),
    };
    Ok(match raw.formula {
        RawFormula::Linear => Scoring::Linear,
        RawFormula::Reciprocal => Scoring::Reciprocal,
        RawFormula::Change => Scoring::Change,
        RawFormula::Range => Scoring::Range { falloff: need("falloff")? },
        RawFormula::Tiers => Scoring::Tiers { threshold: need("threshold")?, stretch: need("stretch")? },
        RawFormula::Milestone => Scoring::Milestone { per_day: need("per_day")? },
    })
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
    for (i, f) in org.fields.list.iter().enumerate() {
        add(&f.id, &f.name, Kind::Field, i, 0, format!("fields[{i}] ({})", f.id));
    }
    org.places = places;
}
