//! The things of a company as rows: one table for each, all with a key, a place in the file and whether they are gone.

mod field;
mod kpi;

pub(super) use self::field::standing_fields;

use chrono::NaiveDate;
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    domain::{
        Decimal, Key, Unit,
        figure::from_millionths,
        org::{Department, Direction, Kpi, Leave, Milestone, Person, Project, Ratio, Role, Scoring, Target, Task},
    },
    store::{
        Error, Result,
        columns::{from_word, millionths, word},
        statement::{Insert, Sql, pieces},
        tx::{Tx, on, row},
    },
};

/// Where a thing comes from: `org.json`.
const FILE: &str = "file";

/// Where a thing comes from that was made in chat; no import archives it.
pub(super) const CHAT: &str = "chat";

/// Makes the row of a table, its statements, and `load` and `write` for it.
macro_rules! table {
    ($table:ident $name:ident { $($field:ident: $type:ty,)+ }) => {
        row! {
            #[derive(Clone, Debug, PartialEq)]
            pub(super) struct $name {
                pub key: String,
                pub position: i32,
                pub archived: bool,
                $(pub $field: $type,)+
            }
        }

        impl Rows for $name {
            const SELECT: Sql = {
                let text = concat!(
                    "select key, position, archived", $(", ", stringify!($field),)+
                    " from ", stringify!($table), " where company_id = $1 order by position, key"
                );
                Sql { sqlite: text, postgres: text }
            };
            const PUT: Insert = Insert {
                head: concat!(
                    "insert into ", stringify!($table), " (company_id, key, position, archived",
                    $(", ", stringify!($field),)+ ")"
                ),
                columns: 4 + [$(stringify!($field)),+].len(),
                tail: concat!(
                    "on conflict (company_id, key) do update set position = excluded.position, \
                     archived = excluded.archived",
                    $(", ", stringify!($field), " = excluded.", stringify!($field),)+
                ),
            };

            fn key(&self) -> &str {
                &self.key
            }

            fn archived(&mut self) -> &mut bool {
                &mut self.archived
            }

            fn differs(&self, other: &Self) -> bool {
                *self != Self { position: self.position, ..other.clone() }
            }

            async fn load(tx: &mut Tx, company: Uuid) -> Result<Vec<Self>> {
                Ok(on!(tx, c => sqlx::query_as(Self::SELECT.at(c)).bind(company).fetch_all(&mut *c).await)?)
            }

            async fn write(tx: &mut Tx, company: Uuid, rows: &[Self]) -> Result<()> {
                for some in pieces(rows) {
                    on!(tx, c => {
                        let mut query = sqlx::query(Self::PUT.of(some.len()).at(c));
                        for row in some {
                            query = query.bind(company).bind(&row.key).bind(row.position).bind(row.archived)
                                $(.bind(&row.$field))+;
                        }
                        query.execute(&mut *c).await?;
                    });
                }
                Ok(())
            }
        }
    };
}

/// Rows of one table of a company's things.
pub(super) trait Rows: Sized + Clone + PartialEq + Send + Sync {
    const SELECT: Sql;
    const PUT: Insert;
    fn key(&self) -> &str;
    fn archived(&mut self) -> &mut bool;
    /// Whether more than its place in the file is another.
    fn differs(&self, other: &Self) -> bool;
    fn load(tx: &mut Tx, company: Uuid) -> impl Future<Output = Result<Vec<Self>>> + Send;
    fn write(tx: &mut Tx, company: Uuid, rows: &[Self]) -> impl Future<Output = Result<()>> + Send;
}

table! { department DepartmentRow {
    name: String,
    aliases: Json<Vec<String>>,
    parent: Option<String>,
    head: Option<String>,
} }

table! { person PersonRow {
    name: String,
    aliases: Json<Vec<String>>,
    department: String,
    job: String,
    manager: Option<String>,
    roles: Json<Vec<Role>>,
    left_on: Option<NaiveDate>,
    leave: Json<Vec<Leave>>,
} }

table! { project ProjectRow {
    name: String,
    aliases: Json<Vec<String>>,
    owner: String,
    members: Json<Vec<Key>>,
    start_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    budget: Option<i64>,
    currency: String,
    planned_hours: Option<i64>,
} }

table! { milestone MilestoneRow {
    project: String,
    name: String,
    aliases: Json<Vec<String>>,
    due_on: Option<NaiveDate>,
    origin: String,
} }

table! { task TaskRow {
    project: String,
    name: String,
    aliases: Json<Vec<String>>,
    assignee: Option<String>,
    due_on: Option<NaiveDate>,
    origin: String,
} }

table! { kpi KpiRow {
    name: String,
    aliases: Json<Vec<String>>,
    level: String,
    owner: String,
    unit: String,
    direction: String,
    aggregation: String,
    cadence: String,
    target_low: Option<i64>,
    target_high: Option<i64>,
    baseline: Option<i64>,
    start_on: Option<NaiveDate>,
    end_on: Option<NaiveDate>,
    category: String,
    weight: Option<i64>,
    parent: Option<String>,
    form: String,
    rollup: bool,
    rank: Option<String>,
    supports: Json<Vec<Key>>,
    scoring: Option<Json<Scoring>>,
    target_form: String,
    numerator: Option<String>,
    denominator: Option<String>,
    origin: String,
} }

table! { custom_field FieldRow {
    name: String,
    aliases: Json<Vec<String>>,
    bearer: String,
    holds: String,
    unit: Option<String>,
    choices: Json<Vec<String>>,
    within: Option<String>,
    class: String,
    origin: String,
} }

table! { custom_value ValueRow {
    subject: String,
    field: String,
    content: String,
    origin: String,
} }

/// What reads each table.
pub(in crate::store) const STATEMENTS: &[(&str, Sql)] = &[
    ("DEPARTMENTS", DepartmentRow::SELECT),
    ("PEOPLE", PersonRow::SELECT),
    ("PROJECTS", ProjectRow::SELECT),
    ("MILESTONES", MilestoneRow::SELECT),
    ("TASKS", TaskRow::SELECT),
    ("KPIS", KpiRow::SELECT),
    ("FIELDS", FieldRow::SELECT),
    ("VALUES", ValueRow::SELECT),
];

/// What writes each table.
pub(in crate::store) const INSERTS: &[(&str, Insert)] = &[
    ("departments", DepartmentRow::PUT),
    ("people", PersonRow::PUT),
    ("projects", ProjectRow::PUT),
    ("milestones", MilestoneRow::PUT),
    ("tasks", TaskRow::PUT),
    ("kpis", KpiRow::PUT),
    ("fields", FieldRow::PUT),
    ("values", ValueRow::PUT),
];

fn text(key: &Option<Key>) -> Option<String> {
    key.as_ref().map(Key::to_string)
}

fn stored(value: Option<Decimal>) -> Result<Option<i64>> {
    value.map(millionths).transpose()
}

impl DepartmentRow {
    pub fn of(at: i32, d: &Department) -> Self {
        DepartmentRow {
            key: d.id.to_string(),
            position: at,
            archived: false,
            name: d.name.clone(),
            aliases: Json(d.aliases.clone()),
            parent: text(&d.parent),
            head: text(&d.head),
        }
    }

    pub fn thing(self) -> Department {
        Department {
            id: self.key.into(),
            name: self.name,
            aliases: self.aliases.0,
            parent: self.parent.map(Key::from),
            head: self.head.map(Key::from),
        }
    }
}

impl PersonRow {
    pub fn of(at: i32, p: &Person) -> Self {
        PersonRow {
            key: p.id.to_string(),
            position: at,
            archived: false,
            name: p.name.clone(),
            aliases: Json(p.aliases.clone()),
            department: p.department.to_string(),
            job: p.position.clone(),
            manager: text(&p.manager),
            roles: Json(p.roles.clone()),
            left_on: p.left,
            leave: Json(p.leave.clone()),
        }
    }

    pub fn thing(self) -> Person {
        Person {
            id: self.key.into(),
            name: self.name,
            aliases: self.aliases.0,
            department: self.department.into(),
            position: self.job,
            manager: self.manager.map(Key::from),
            roles: self.roles.0,
            left: self.left_on,
            leave: self.leave.0,
        }
    }
}

impl ProjectRow {
    pub fn of(at: i32, p: &Project) -> Result<Self> {
        Ok(ProjectRow {
            key: p.id.to_string(),
            position: at,
            archived: false,
            name: p.name.clone(),
            aliases: Json(p.aliases.clone()),
            owner: p.owner.to_string(),
            members: Json(p.members.clone()),
            start_on: p.start,
            due_on: p.due,
            budget: stored(p.budget)?,
            currency: p.currency.to_string(),
            planned_hours: stored(p.planned_hours)?,
        })
    }

    pub fn thing(self, milestones: Vec<Milestone>, tasks: Vec<Task>) -> Project {
        Project {
            id: self.key.into(),
            name: self.name,
            aliases: self.aliases.0,
            owner: self.owner.into(),
            members: self.members.0,
            start: self.start_on,
            due: self.due_on,
            budget: self.budget.map(from_millionths),
            currency: Unit::new(self.currency),
            planned_hours: self.planned_hours.map(from_millionths),
            milestones,
            tasks,
        }
    }
}

impl MilestoneRow {
    pub fn of(at: i32, project: &Key, m: &Milestone) -> Self {
        MilestoneRow {
            key: m.id.to_string(),
            position: at,
            archived: false,
            project: project.to_string(),
            name: m.name.clone(),
            aliases: Json(m.aliases.clone()),
            due_on: m.due,
            origin: FILE.into(),
        }
    }

    pub fn thing(self) -> Milestone {
        Milestone { id: self.key.into(), name: self.name, aliases: self.aliases.0, due: self.due_on }
    }
}

impl TaskRow {
    pub fn of(at: i32, project: &Key, t: &Task) -> Self {
        TaskRow {
            key: t.id.to_string(),
            position: at,
            archived: false,
            project: project.to_string(),
            name: t.name.clone(),
            aliases: Json(t.aliases.clone()),
            assignee: text(&t.assignee),
            due_on: t.due,
            origin: FILE.into(),
        }
    }

    pub fn thing(self) -> Task {
        let assignee = self.assignee.map(Key::from);
        Task { id: self.key.into(), name: self.name, aliases: self.aliases.0, assignee, due: self.due_on }
    }
}
