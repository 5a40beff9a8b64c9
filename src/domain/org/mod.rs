//! A company: its departments, people, projects with milestones and tasks, KPIs, and fields of its own.
//!
//! [`Org::parse`] makes one from `org.json` and accepts nothing half: every fault is named with its place and field.

pub mod changes;
mod check;
mod field;
mod kpi;
mod look;
mod parse;
mod raw;
mod warnings;

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

pub use self::{
    check::{OrgFault, Problem},
    field::{Bearer, Content, Field, FieldClass, Fields, Holds, Value},
    kpi::{Aggregation, Cadence, Category, Direction, Form, Kpi, Level, Rank, Ratio, Scoring, Target, TargetForm},
    warnings::{FOCUS, Warning, has_only_results},
};
use super::{Decimal, Key, Unit};

/// The company itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// Its key.
    pub id: Key,
    /// Its name.
    pub name: String,
    /// Its time zone; words such as 今天 resolve in it.
    pub timezone: Tz,
    /// The month its fiscal year starts, 1–12.
    pub fiscal_year_start_month: u32,
    /// Whether it is recorded who looked at whose reports and figures, for those to ask whose they are.
    pub records_views: bool,
}

/// A department.
#[derive(Clone, Debug, PartialEq)]
pub struct Department {
    /// Its key.
    pub id: Key,
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// The department above it.
    pub parent: Option<Key>,
    /// The person who heads it.
    pub head: Option<Key>,
}

/// What a person may do; a person may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 员工.
    Employee,
    /// 项目经理.
    ProjectManager,
    /// 部门负责人.
    DepartmentHead,
    /// 人力资源.
    Hr,
    /// 高管.
    Executive,
    /// 管理员: runs the installation, sees no more of people than an employee.
    Admin,
    /// 审计: reads the audit log, sees no more of people than an employee.
    Auditor,
}

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Their key.
    pub id: Key,
    /// Their name.
    pub name: String,
    /// What else people call them.
    pub aliases: Vec<String>,
    /// Their department.
    pub department: Key,
    /// 岗位.
    pub position: String,
    /// Their manager.
    pub manager: Option<Key>,
    /// Their roles.
    pub roles: Vec<Role>,
    /// The first day on which they no longer belong to the company.
    pub left: Option<NaiveDate>,
    /// When they are on leave, in the order of the file.
    pub leave: Vec<Leave>,
}

/// Days on which somebody is on leave, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Person {
    /// Whether they no longer belong to the company on a day.
    pub fn has_left(&self, on: NaiveDate) -> bool {
        self.left.is_some_and(|left| left <= on)
    }

    /// Whether they are to report on a day, should it be a working day: still there, and not on leave.
    pub fn has_duty(&self, on: NaiveDate) -> bool {
        !self.has_left(on) && !self.leave.iter().any(|l| (l.from..=l.to).contains(&on))
    }
}

/// A milestone of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Milestone {
    /// Its key.
    pub id: Key,
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// The day it is planned for.
    pub due: Option<NaiveDate>,
}

/// A task of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its key.
    pub id: Key,
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// Who does it.
    pub assignee: Option<Key>,
    /// The day it is planned for.
    pub due: Option<NaiveDate>,
}

/// A project.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    /// Its key.
    pub id: Key,
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// Who answers for it.
    pub owner: Key,
    /// Who works on it.
    pub members: Vec<Key>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub due: Option<NaiveDate>,
    /// What it may cost, in `currency`.
    pub budget: Option<Decimal>,
    /// The currency of the budget.
    pub currency: Unit,
    /// The working hours it may take.
    pub planned_hours: Option<Decimal>,
    /// Its milestones.
    pub milestones: Vec<Milestone>,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// What a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The company.
    Company,
    /// A department.
    Department,
    /// A person.
    Person,
    /// A project.
    Project,
    /// A milestone.
    Milestone,
    /// A task.
    Task,
    /// A KPI.
    Kpi,
    /// A field of the company's own.
    Field,
}

/// Where a key's thing is kept: its kind and place.
#[derive(Clone, Copy, Debug)]
struct Place {
    kind: Kind,
    outer: usize,
    inner: usize,
}

/// A company with everything in it, checked: every key is unique and every reference holds.
#[derive(Clone, Debug)]
pub struct Org {
    /// The company itself.
    pub company: Company,
    /// Its departments, in the order of the file.
    pub departments: Vec<Department>,
    /// Its people, in the order of the file.
    pub people: Vec<Person>,
    /// Its projects, in the order of the file.
    pub projects: Vec<Project>,
    /// Its KPIs, in the order of the file.
    pub kpis: Vec<Kpi>,
    /// Its own fields, and what stands in them.
    pub fields: Fields,
    places: HashMap<Key, Place, foldhash::fast::RandomState>,
    restricted: BTreeSet<Key>,
}
