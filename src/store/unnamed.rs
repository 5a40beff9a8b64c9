//! Work that reports speak of and nobody has defined: asked about once, for good.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    Error, Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::Key;

statements! {
    PROPOSE = "insert into unnamed_work (company_id, id, project, title, due_on, assignee, said_by, said_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";
    KNOWN = "select count(*) from unnamed_work where company_id = $1 and project = $2 and title = $3";
    BY_ID = "select id, project, title, due_on, assignee, said_by from unnamed_work
        where company_id = $1 and id = $2 and decided_at is null";
    OPEN = "select id, project, title, due_on, assignee, said_by from unnamed_work
        where company_id = $1 and decided_at is null order by said_at, id limit 200";
    DECIDE = "update unnamed_work set decided_by = $3, decided_at = $4, defined = $5
        where company_id = $1 and id = $2 and decided_at is null";
}

/// Work that somebody spoke of and nobody has decided on yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// The project.
    pub project: Key,
    /// What it was called.
    pub title: String,
    /// The day it was said to be due.
    pub due: Option<NaiveDate>,
    /// Who would do it; nobody for a milestone.
    pub assignee: Option<Key>,
    /// Who spoke of it.
    pub said_by: Key,
}

row! {
    struct Row {
        id: Uuid,
        project: String,
        title: String,
        due_on: Option<NaiveDate>,
        assignee: Option<String>,
        said_by: String,
    }
}

impl From<Row> for Proposal {
    fn from(r: Row) -> Self {
        Proposal {
            id: r.id,
            project: r.project.into(),
            title: r.title,
            due: r.due_on,
            assignee: r.assignee.map(Key::from),
            said_by: r.said_by.into(),
        }
    }
}

/// Writes a proposal down, unless this name was proposed for the project before.
pub async fn propose(tx: &mut Tx, company: Uuid, proposal: &Proposal, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(PROPOSE.at(c)).bind(company).bind(proposal.id).bind(proposal.project.as_str())
        .bind(&proposal.title).bind(proposal.due).bind(proposal.assignee.as_ref().map(Key::as_str))
        .bind(proposal.said_by.as_str()).bind(stored_time(now)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Whether a name was proposed for a project before, whatever came of it.
pub async fn is_known(tx: &mut Tx, company: Uuid, project: &Key, title: &str) -> Result<bool> {
    let count: i64 = on!(tx, c => sqlx::query_scalar(KNOWN.at(c)).bind(company).bind(project.as_str()).bind(title)
        .fetch_one(&mut *c).await)?;
    Ok(count > 0)
}

/// An open proposal.
pub async fn by_id(tx: &mut Tx, company: Uuid, id: Uuid) -> Result<Option<Proposal>> {
    let row: Option<Row> =
        on!(tx, c => sqlx::query_as(BY_ID.at(c)).bind(company).bind(id).fetch_optional(&mut *c).await)?;
    Ok(row.map(Proposal::from))
}

/// The open proposals of a company, oldest first, two hundred at most.
pub async fn open(tx: &mut Tx, company: Uuid) -> Result<Vec<Proposal>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OPEN.at(c)).bind(company).fetch_all(&mut *c).await)?;
    Ok(rows.into_iter().map(Proposal::from).collect())
}

/// Decides an open proposal.
pub async fn decide(tx: &mut Tx, company: Uuid, id: Uuid, by: &Key, defined: bool, now: DateTime<Utc>) -> Result<()> {
    let done = on!(tx, c => sqlx::query(DECIDE.at(c)).bind(company).bind(id).bind(by.as_str()).bind(stored_time(now))
        .bind(defined).execute(&mut *c).await?.rows_affected());
    if done == 1 { Ok(()) } else { Err(Error::Conflict) }
}
