//! The shape of `org.json` on paper.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use std::collections::BTreeMap;

use super::{
    Aggregation, Bearer, Cadence, Category, Content, Direction, Field, FieldClass, Form, Holds, Key, Kpi, Leave, Level,
    Org, Project, Rank, Role, Scoring, Target, TargetForm,
};
use crate::domain::{Decimal, figure::to_f64};

#[derive(Serialize, Deserialize)]
pub(super) struct RawOrg {
    pub company: RawCompany,
    #[serde(default)]
    pub departments: Vec<RawDepartment>,
    #[serde(default)]
    pub people: Vec<RawPerson>,
    #[serde(default)]
    pub projects: Vec<RawProject>,
    #[serde(default)]
    pub kpis: Vec<RawKpi>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<RawField>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawKind {
    Text,
    Number,
    Date,
    Choice,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawField {
    pub id: String,
    pub name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    pub of: Bearer,
    pub kind: RawKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub class: FieldClass,
}

/// What stands in the fields of a thing, by field: a text or a figure.
pub(super) type RawValues = BTreeMap<String, Value>;

#[derive(Serialize, Deserialize)]
pub(super) struct RawCompany {
    pub id: String,
    pub name: String,
    #[serde(default = "shanghai")]
    pub timezone: String,
    #[serde(default = "january")]
    pub fiscal_year_start_month: u32,
    #[serde(default)]
    pub records_views: bool,
}

fn shanghai() -> String {
    "Asia/Shanghai".into()
}

fn january() -> u32 {
    1
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawDepartment {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub parent: Option<String>,
    pub head: Option<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawPerson {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub department: String,
    #[serde(default)]
    pub position: String,
    pub manager: Option<String>,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leave: Vec<Leave>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawMilestone {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub due: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawTask {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub assignee: Option<String>,
    pub due: Option<NaiveDate>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawProject {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub owner: String,
    #[serde(default)]
    pub members: Vec<String>,
    pub start: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub budget: Option<Number>,
    #[serde(default)]
    pub currency: Option<String>,
    pub planned_hours: Option<Number>,
    #[serde(default)]
    pub milestones: Vec<RawMilestone>,
    #[serde(default)]
    pub tasks: Vec<RawTask>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: RawValues,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum RawTarget {
    One(Number),
    Range([Number; 2]),
}

#[derive(Serialize, Deserialize)]
pub(super) struct RawKpi {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub level: Level,
    pub owner: String,
    pub unit: String,
    pub direction: Direction,
    pub aggregation: Aggregation,
    pub period: Cadence,
    pub target: Option<RawTarget>,
    pub baseline: Option<Number>,
    pub start: Option<NaiveDate>,
    pub end: Option<NaiveDate>,
    #[serde(default = "result")]
    pub category: Category,
    pub weight: Option<Number>,
    pub parent: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: Form,
    #[serde(default, skip_serializing_if = "is_default")]
    pub rollup: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Rank>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supports: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scoring: Option<RawScoring>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub target_form: TargetForm,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: RawValues,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RawFormula {
    Linear,
    Reciprocal,
    Change,
    Range,
    Tiers,
    Milestone,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScoring {
    pub formula: RawFormula,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub falloff: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stretch: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<Number>,
}

fn scoring_to_raw(scoring: Scoring) -> RawScoring {
    let bare = |formula| RawScoring { formula, falloff: None, threshold: None, stretch: None, per_day: None };
    match scoring {
        Scoring::Linear => bare(RawFormula::Linear),
        Scoring::Reciprocal => bare(RawFormula::Reciprocal),
        Scoring::Change => bare(RawFormula::Change),
        Scoring::Range { falloff } => RawScoring { falloff: Some(number(falloff)), ..bare(RawFormula::Range) },
        Scoring::Tiers { threshold, stretch } => {
            RawScoring { threshold: Some(number(threshold)), stretch: Some(number(stretch)), ..bare(RawFormula::Tiers) }
        }
        Scoring::Milestone { per_day } => RawScoring { per_day: Some(number(per_day)), ..bare(RawFormula::Milestone) },
    }
}

fn result() -> Category {
    Category::Result
}

/// A figure as JSON has it: whole ones without a point.
fn number(value: Decimal) -> Number {
    let value = value.normalize();
    let as_int = (value.fract().is_zero()).then(|| value.to_string().parse::<i64>().ok()).flatten();
    as_int.map(Number::from).or_else(|| Number::from_f64(to_f64(value))).unwrap_or_else(|| Number::from(0))
}

/// A company on paper.
pub(super) fn to_raw(org: &Org) -> RawOrg {
    let text = |key: &Key| key.to_string();
    RawOrg {
        company: RawCompany {
            id: text(&org.company.id),
            name: org.company.name.clone(),
            timezone: org.company.timezone.name().into(),
            fiscal_year_start_month: org.company.fiscal_year_start_month,
            records_views: org.company.records_views,
        },
        departments: org
            .departments
            .iter()
            .map(|d| RawDepartment {
                id: text(&d.id),
                name: d.name.clone(),
                aliases: d.aliases.clone(),
                parent: d.parent.as_ref().map(text),
                head: d.head.as_ref().map(text),
            })
            .collect(),
        people: org
            .people
            .iter()
            .map(|p| RawPerson {
                id: text(&p.id),
                name: p.name.clone(),
                aliases: p.aliases.clone(),
                department: text(&p.department),
                position: p.position.clone(),
                manager: p.manager.as_ref().map(text),
                roles: p.roles.clone(),
                left: p.left,
                leave: p.leave.clone(),
            })
            .collect(),
        projects: org.projects.iter().map(|j| project_to_raw(org, j)).collect(),
        kpis: org.kpis.iter().map(|k| kpi_to_raw(org, k)).collect(),
        fields: org.fields.list.iter().map(field_to_raw).collect(),
    }
}

fn field_to_raw(f: &Field) -> RawField {
    let (kind, unit, choices) = match &f.holds {
        Holds::Text => (RawKind::Text, None, Vec::new()),
        Holds::Number(unit) => (RawKind::Number, unit.as_ref().map(ToString::to_string), Vec::new()),
        Holds::Date => (RawKind::Date, None, Vec::new()),
        Holds::Choice(choices) => (RawKind::Choice, None, choices.clone()),
    };
    RawField {
        id: f.id.to_string(),
        name: f.name.clone(),
        aliases: f.aliases.clone(),
        of: f.of,
        kind,
        unit,
        choices,
        department: f.within.as_ref().map(ToString::to_string),
        class: f.class,
    }
}

fn values(org: &Org, subject: &Key) -> RawValues {
    let json = |content: &Content| match content {
        Content::Number(value) => Value::from(number(*value)),
        Content::Words(_) | Content::Date(_) => Value::from(content.to_string()),
    };
    org.fields.on(subject).map(|(field, content)| (field.id.to_string(), json(content))).collect()
}

fn project_to_raw(org: &Org, j: &Project) -> RawProject {
    RawProject {
        fields: values(org, &j.id),
        id: j.id.to_string(),
        name: j.name.clone(),
        aliases: j.aliases.clone(),
        owner: j.owner.to_string(),
        members: j.members.iter().map(Key::to_string).collect(),
        start: j.start,
        due: j.due,
        budget: j.budget.map(number),
        currency: Some(j.currency.to_string()),
        planned_hours: j.planned_hours.map(number),
        milestones: j
            .milestones
            .iter()
            .map(|m| RawMilestone {
                id: m.id.to_string(),
                name: m.name.clone(),
                aliases: m.aliases.clone(),
                due: m.due,
            })
            .collect(),
        tasks: j
            .tasks
            .iter()
            .map(|t| RawTask {
                id: t.id.to_string(),
                name: t.name.clone(),
                aliases: t.aliases.clone(),
                assignee: t.assignee.as_ref().map(Key::to_string),
                due: t.due,
            })
            .collect(),
    }
}

fn kpi_to_raw(org: &Org, k: &Kpi) -> RawKpi {
    RawKpi {
        fields: values(org, &k.id),
        id: k.id.to_string(),
        name: k.name.clone(),
        aliases: k.aliases.clone(),
        level: k.level,
        owner: k.owner.to_string(),
        unit: k.unit.to_string(),
        direction: k.direction,
        aggregation: k.aggregation,
        period: k.period,
        target: k.target.as_ref().map(|t| match t {
            Target::Bound(value) => RawTarget::One(number(*value)),
            Target::Within(range) => RawTarget::Range([number(*range.start()), number(*range.end())]),
        }),
        baseline: k.baseline.map(number),
        start: k.start,
        end: k.end,
        category: k.category,
        weight: k.weight.map(number),
        parent: k.parent.as_ref().map(Key::to_string),
        form: k.form,
        rollup: k.rollup,
        rank: k.rank,
        supports: k.supports.iter().map(Key::to_string).collect(),
        scoring: k.scoring.map(scoring_to_raw),
        target_form: k.target_form,
        numerator: k.ratio.as_ref().map(|r| r.numerator.to_string()),
        denominator: k.ratio.as_ref().map(|r| r.denominator.to_string()),
    }
}
