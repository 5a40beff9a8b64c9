//! Names that people gave to things in chat.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Error, Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::Key;

statements! {
    PROPOSE = "insert into alias (company_id, id, name, subject, proposed_by, proposed_at, report_id)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (company_id, name, subject)
        do update set id = excluded.id, proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at,
        report_id = excluded.report_id, decided_by = null, decided_at = null, accepted = null
        where alias.accepted is null or not alias.accepted";
    BY_ID = "select id, name, subject, proposed_by, report_id from alias
        where company_id = $1 and id = $2 and accepted is null";
    OPEN = "select id, name, subject, proposed_by, report_id from alias
        where company_id = $1 and accepted is null order by proposed_at, id limit 200";
    DECIDE = "update alias set decided_by = $3, decided_at = $4, accepted = $5
        where company_id = $1 and id = $2 and accepted is null";
    ACCEPTED = "select subject, name from alias where company_id = $1 and accepted order by subject, name";
    BUMP = "update company set version = version + 1 where id = $1";
}

/// A name that somebody proposed and nobody has decided on yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// The name as said.
    pub name: String,
    /// The thing it is to stand for.
    pub subject: Key,
    /// Who said so.
    pub proposed_by: Key,
    /// The report whose card was talked about then.
    pub report: Option<Uuid>,
}

row! {
    struct Row {
        id: Uuid,
        name: String,
        subject: String,
        proposed_by: String,
        report_id: Option<Uuid>,
    }
}

impl From<Row> for Proposal {
    fn from(r: Row) -> Self {
        Proposal {
            id: r.id,
            name: r.name,
            subject: r.subject.into(),
            proposed_by: r.proposed_by.into(),
            report: r.report_id,
        }
    }
}

/// Writes a proposal down; one that was refused before is open again, one that was accepted stays.
pub async fn propose(tx: &mut Tx, company: Uuid, proposal: &Proposal, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(PROPOSE.at(c)).bind(company).bind(proposal.id).bind(&proposal.name)
        .bind(proposal.subject.as_str()).bind(proposal.proposed_by.as_str()).bind(stored_time(now))
        .bind(proposal.report).execute(&mut *c).await.map(drop))?;
    Ok(())
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

/// Decides an open proposal; accepted, the name is known from the next message on.
pub async fn decide(tx: &mut Tx, company: Uuid, id: Uuid, by: &Key, accepted: bool, now: DateTime<Utc>) -> Result<()> {
    let done = on!(tx, c => sqlx::query(DECIDE.at(c)).bind(company).bind(id).bind(by.as_str()).bind(stored_time(now))
        .bind(accepted).execute(&mut *c).await?.rows_affected());
    if done != 1 {
        return Err(Error::Conflict);
    }
    if accepted {
        on!(tx, c => sqlx::query(BUMP.at(c)).bind(company).execute(&mut *c).await.map(drop))?;
    }
    Ok(())
}

/// The names that were accepted, each with its thing.
pub async fn accepted(tx: &mut Tx, company: Uuid) -> Result<Vec<(Key, String)>> {
    let rows: Vec<(String, String)> =
        on!(tx, c => sqlx::query_as(ACCEPTED.at(c)).bind(company).fetch_all(&mut *c).await)?;
    Ok(rows.into_iter().map(|(subject, name)| (subject.into(), name)).collect())
}
