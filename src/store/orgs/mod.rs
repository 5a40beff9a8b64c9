//! Companies with all their things, by the company's own keys.
//!
//! Importing a company again changes only what differs. What the file no longer has is archived, not deleted: reports
//! still speak of it. What was made in chat was never in a file, and stays. The version counts the imports that changed something, so that a loaded company can be kept and
//! asked for again only when it is out of date.

mod made;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

pub use self::made::{add_kpi, add_milestone, add_task, made, put_field, set_value, touch};
use self::rows::{
    CHAT, DepartmentRow, FieldRow, KpiRow, MilestoneRow, PersonRow, ProjectRow, Rows, TaskRow, ValueRow,
    standing_fields,
};
pub(super) use self::{
    made::STATEMENTS as MADE_STATEMENTS,
    rows::{INSERTS, STATEMENTS as ROW_STATEMENTS},
};
use super::{
    Error, Result, Store, aliases, requests,
    statement::statements,
    states, subject,
    tx::{Tx, on, row},
};
use crate::domain::{Key, Org, org::Company};

statements! {
    CREATE = "insert into company (id, key, name, timezone, fiscal_start, records_views, version)
        values ($1, $2, $3, $4, $5, $6, 0)
        on conflict (key) do nothing";
    BY_KEY = "select id, key, name, timezone, fiscal_start, records_views, version from company where key = $1";
    BY_ID = "select id, key, name, timezone, fiscal_start, records_views, version from company where id = $1";
    ALL = "select id, key, name, timezone, fiscal_start, records_views, version from company order by name, key";
    HOLD = "select id, key, name, timezone, fiscal_start, records_views, version from company where id = $1" @hold;
    UPDATE = "update company set name = $2, timezone = $3, fiscal_start = $4, key = $5, records_views = $6,
        version = version + 1 where id = $1";
    VERSION = "select version from company where id = $1";
}

row! {
    /// A company without its things.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CompanyRow {
        /// Its id inside.
        pub id: Uuid,
        /// Its own key.
        pub key: String,
        /// Its name.
        pub name: String,
        /// Its time zone.
        pub timezone: String,
        /// The month its fiscal year starts.
        pub fiscal_start: i32,
        /// Whether it is recorded who looked at what.
        pub records_views: bool,
        /// How many imports changed something.
        pub version: i64,
    }
}

/// What an import did, in things: departments, people, projects, milestones, tasks, KPIs, fields, and the company itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New ones, and those that came back.
    pub added: u64,
    /// Those that differ from what was there.
    pub changed: u64,
    /// Those that are no longer in the file.
    pub archived: u64,
    /// Those that are as they were.
    pub unchanged: u64,
    /// Those of them that stand at another place in the file.
    pub moved: u64,
}

impl Imported {
    /// Whether anything differs from before.
    pub fn is_change(self) -> bool {
        self.added + self.changed + self.archived + self.moved > 0
    }
}

/// Makes a company with all its things; one with this key that is there already is imported into. Gives its id.
pub async fn create(tx: &mut Tx, org: &Org) -> Result<Uuid> {
    let company = &org.company;
    let id = Uuid::now_v7();
    tx.act_for(id).await?;
    on!(tx, c => sqlx::query(CREATE.at(c)).bind(id).bind(company.id.as_str()).bind(&company.name)
        .bind(company.timezone.name()).bind(month(company)).bind(company.records_views).execute(&mut *c).await.map(drop))?;
    let row: CompanyRow = on!(tx, c => sqlx::query_as(BY_KEY.at(c)).bind(company.id.as_str())
        .fetch_one(&mut *c).await)?;
    // One that was there has an id of its own.
    tx.act_for(row.id).await?;
    import(tx, row.id, org).await?;
    Ok(row.id)
}

fn month(company: &Company) -> i32 {
    // A month was checked to be 1 to 12.
    i32::try_from(company.fiscal_year_start_month).unwrap_or(1)
}

/// All companies.
pub async fn companies(store: &Store) -> Result<Vec<CompanyRow>> {
    let mut tx = store.read().await?;
    Ok(on!(tx, c => sqlx::query_as(ALL.at(c)).fetch_all(&mut *c).await)?)
}

/// The version of a company: whether one that was loaded is out of date.
pub async fn version(store: &Store, company: Uuid) -> Result<Option<i64>> {
    let mut tx = store.read().await?;
    Ok(on!(tx, c => sqlx::query_scalar(VERSION.at(c)).bind(company).fetch_optional(&mut *c).await)?)
}

/// A company with all its things that are not archived, and its version.
pub async fn load(store: &Store, company: Uuid) -> Result<Option<(Org, i64)>> {
    load_in(&mut store.read().await?, company).await
}

/// The same within a transaction.
pub async fn load_in(tx: &mut Tx, company: Uuid) -> Result<Option<(Org, i64)>> {
    let Some((org, version)) = plain_in(tx, company).await? else { return Ok(None) };
    let learned = aliases::accepted(tx, company).await?;
    let agreed = requests::targets(tx, company).await?;
    let restricted = subject::restricted(tx, company).await?;
    Ok(Some((org.with_names(learned).with_targets(agreed).with_restricted(restricted), version)))
}

/// A company as it was imported, without the names that it learnt since.
pub async fn plain_in(tx: &mut Tx, company: Uuid) -> Result<Option<(Org, i64)>> {
    let row: Option<CompanyRow> =
        on!(tx, c => sqlx::query_as(BY_ID.at(c)).bind(company).fetch_optional(&mut *c).await)?;
    let Some(row) = row else { return Ok(None) };
    let head = Company {
        id: row.key.into(),
        name: row.name,
        timezone: row.timezone.parse().map_err(|_| Error::unknown("a company's time zone is unknown"))?,
        fiscal_year_start_month: row.fiscal_start.unsigned_abs(),
        records_views: row.records_views,
    };
    let departments = standing::<DepartmentRow>(tx, company).await?;
    let people = standing::<PersonRow>(tx, company).await?;
    let somebody: BTreeSet<String> = people.iter().map(|p| p.key.clone()).collect();
    let mut milestones: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for m in standing::<MilestoneRow>(tx, company).await? {
        milestones.entry(m.project.clone()).or_default().push(m.thing());
    }
    let mut tasks: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for mut t in standing::<TaskRow>(tx, company).await? {
        // What was made in chat outlives the people of the file.
        t.assignee = t.assignee.filter(|person| somebody.contains(person));
        tasks.entry(t.project.clone()).or_default().push(t.thing());
    }
    let projects = standing::<ProjectRow>(tx, company).await?.into_iter().map(|p| {
        let milestones = milestones.remove(&p.key).unwrap_or_default();
        let tasks = tasks.remove(&p.key).unwrap_or_default();
        p.thing(milestones, tasks)
    });
    let projects = projects.collect();
    let mut kpis = standing::<KpiRow>(tx, company).await?;
    kpis.retain(|k| k.origin != CHAT || somebody.contains(&k.owner));
    let kpis = kpis.into_iter().map(KpiRow::thing).collect::<Result<Vec<_>>>()?;
    let people = people.into_iter().map(PersonRow::thing).collect();
    let rows = FieldRow::load(tx, company).await?;
    let gone: Vec<(Key, String)> =
        rows.iter().filter(|f| f.archived).map(|f| (f.key.as_str().into(), f.name.clone())).collect();
    let rows = rows.into_iter().filter(|f| !f.archived).collect();
    let fields = standing_fields(rows, &departments).into_iter().map(FieldRow::thing).collect::<Result<Vec<_>>>()?;
    let departments = departments.into_iter().map(DepartmentRow::thing).collect();
    let values = standing::<ValueRow>(tx, company).await?;
    let org = Org::assemble(head, departments, people, projects, kpis, fields)
        .map_err(|_| Error::unknown("a company's things do not fit together"))?
        .with_values(values.into_iter().map(ValueRow::value))
        .with_gone_fields(gone);
    Ok(Some((org, row.version)))
}

async fn standing<R: Rows>(tx: &mut Tx, company: Uuid) -> Result<Vec<R>> {
    let mut rows = R::load(tx, company).await?;
    rows.retain_mut(|r| !*r.archived());
    Ok(rows)
}

/// Brings a company in line with a file. Where a KPI's period, or the fiscal year, is another now, KPI states are folded
/// anew in the same transaction.
pub async fn import(tx: &mut Tx, company: Uuid, org: &Org) -> Result<Imported> {
    let before: Option<CompanyRow> =
        on!(tx, c => sqlx::query_as(HOLD.at(c)).bind(company).fetch_optional(&mut *c).await)?;
    let before = before.ok_or(Error::Conflict)?;
    let head = &org.company;
    let is_new = before.version == 0;
    let fiscal_moved = before.fiscal_start != month(head);
    let same_head = before.key == head.id.as_str()
        && before.name == head.name
        && before.timezone == head.timezone.name()
        && before.records_views == head.records_views
        && !fiscal_moved;

    let rows = AllRows::of(org)?;
    let mut done = Imported::default();
    match (is_new, same_head) {
        (true, _) => done.added += 1,
        (false, true) => done.unchanged += 1,
        (false, false) => done.changed += 1,
    }
    bring(tx, company, rows.departments, |_| false, &mut done).await?;
    bring(tx, company, rows.people, |_| false, &mut done).await?;
    bring(tx, company, rows.projects, |_| false, &mut done).await?;
    bring(tx, company, rows.milestones, |m| m.origin == CHAT, &mut done).await?;
    bring(tx, company, rows.tasks, |t| t.origin == CHAT, &mut done).await?;
    let mut old = bring(tx, company, rows.kpis.clone(), |k| k.origin == CHAT, &mut done).await?;
    old.retain(|k| k.origin != CHAT);
    bring(tx, company, rows.fields, |f| f.origin == CHAT, &mut done).await?;
    // What stands in a field belongs to its thing, which has changed then.
    let mut values = Imported::default();
    bring(tx, company, ValueRow::all(org), |v| v.origin == CHAT, &mut values).await?;
    if !is_new {
        done.changed += values.added + values.changed + values.archived;
    }

    if done.is_change() {
        on!(tx, c => sqlx::query(UPDATE.at(c)).bind(company).bind(&head.name).bind(head.timezone.name())
            .bind(month(head)).bind(head.id.as_str()).bind(head.records_views).execute(&mut *c).await.map(drop))?;
    }
    if fiscal_moved {
        // With the KPIs that no file names.
        let (whole, _) = load_in(tx, company).await?.ok_or(Error::Conflict)?;
        states::refold_kpis(tx, company, &whole).await?;
    } else if !is_new {
        states::refold(tx, company, org, &recut(&old, &rows.kpis)).await?;
    }
    Ok(done)
}

/// A company's things as rows of all tables.
struct AllRows {
    departments: Vec<DepartmentRow>,
    people: Vec<PersonRow>,
    projects: Vec<ProjectRow>,
    milestones: Vec<MilestoneRow>,
    tasks: Vec<TaskRow>,
    kpis: Vec<KpiRow>,
    fields: Vec<FieldRow>,
}

impl AllRows {
    fn of(org: &Org) -> Result<AllRows> {
        let milestones = org.projects.iter().flat_map(|p| p.milestones.iter().map(move |m| (&p.id, m)));
        let tasks = org.projects.iter().flat_map(|p| p.tasks.iter().map(move |t| (&p.id, t)));
        Ok(AllRows {
            departments: (0..).zip(&org.departments).map(|(at, d)| DepartmentRow::of(at, d)).collect(),
            people: (0..).zip(&org.people).map(|(at, p)| PersonRow::of(at, p)).collect(),
            projects: (0..).zip(&org.projects).map(|(at, p)| ProjectRow::of(at, p)).collect::<Result<_>>()?,
            milestones: (0..).zip(milestones).map(|(at, (project, m))| MilestoneRow::of(at, project, m)).collect(),
            tasks: (0..).zip(tasks).map(|(at, (project, t))| TaskRow::of(at, project, t)).collect(),
            kpis: (0..).zip(&org.kpis).map(|(at, k)| KpiRow::of(at, k)).collect::<Result<_>>()?,
            fields: (0..).zip(&org.fields.list).map(|(at, f)| FieldRow::of(at, f)).collect(),
        })
    }
}

/// The KPIs that count in other periods than before: another cadence, come, gone or back.
fn recut(old: &[KpiRow], new: &[KpiRow]) -> Vec<Key> {
    let cut = |rows: &[KpiRow]| -> BTreeMap<String, String> {
        rows.iter().filter(|k| !k.archived).map(|k| (k.key.clone(), k.cadence.clone())).collect()
    };
    let (old, new) = (cut(old), cut(new));
    old.keys().chain(new.keys()).filter(|k| old.get(*k) != new.get(*k)).map(|k| Key::from(k.as_str())).collect()
}

/// Brings one table in line, but for what is kept though the file does not name it. Gives its rows as they were.
async fn bring<R: Rows>(
    tx: &mut Tx,
    company: Uuid,
    new: Vec<R>,
    kept: impl Fn(&R) -> bool,
    done: &mut Imported,
) -> Result<Vec<R>> {
    let before = R::load(tx, company).await?;
    let mut old: BTreeMap<String, R> = before.iter().map(|r| (r.key().to_owned(), r.clone())).collect();
    let mut writes = Vec::new();
    for row in new {
        match old.remove(row.key()) {
            Some(was) if was == row => done.unchanged += 1,
            Some(mut was) => {
                if *was.archived() {
                    done.added += 1
                } else if was.differs(&row) {
                    done.changed += 1
                } else {
                    done.unchanged += 1;
                    done.moved += 1;
                }
                writes.push(row);
            }
            None => {
                done.added += 1;
                writes.push(row);
            }
        }
    }
    for mut gone in old.into_values().filter(|row| !kept(row)) {
        if !*gone.archived() {
            *gone.archived() = true;
            done.archived += 1;
            writes.push(gone);
        }
    }
    R::write(tx, company, &writes).await?;
    Ok(before)
}
