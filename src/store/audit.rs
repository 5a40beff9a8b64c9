//! Who did what, when: written in the transaction that does it, never changed.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Result,
    statement::{Insert, statements},
    tx::{Tx, on, row, stored_time},
};

statements! {
    LIST = "select id, at, actor, action, resource, detail from audit where company_id = $1
        and (actor = $2 or $2 is null) and (action = $3 or $3 is null) and at >= $4 and at <= $5
        order by at desc, id desc limit $6";
}

pub(super) const INSERT: Insert =
    Insert { head: "insert into audit (company_id, id, at, actor, action, resource, detail)", columns: 7, tail: "" };

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The company.
    pub company: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a person's key, or the name of a job.
    pub actor: String,
    /// What: a word of `app`.
    pub action: String,
    /// On what.
    pub resource: String,
    /// What else is worth knowing; no report text.
    pub detail: Value,
}

/// Which entries to list.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Only what this one did.
    pub actor: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// From this moment on.
    pub from: Option<DateTime<Utc>>,
    /// Until this moment.
    pub to: Option<DateTime<Utc>>,
    /// At most so many, newest first; 100 where none is given.
    pub limit: Option<u32>,
}

row! {
    struct Row {
        at: DateTime<Utc>,
        actor: String,
        action: String,
        resource: String,
        detail: Json<Value>,
    }
}

/// Adds an entry. Gives its id.
pub async fn add(tx: &mut Tx, entry: &Entry) -> Result<Uuid> {
    let id = Uuid::now_v7();
    on!(tx, c => sqlx::query(INSERT.of(1).at(c)).bind(entry.company).bind(id).bind(stored_time(entry.at))
        .bind(&entry.actor).bind(&entry.action).bind(&entry.resource).bind(Json(&entry.detail))
        .execute(&mut *c).await.map(drop))?;
    Ok(id)
}

/// Lists entries, newest first.
pub async fn list(tx: &mut Tx, company: Uuid, filter: &AuditFilter) -> Result<Vec<Entry>> {
    let (from, to) = (filter.from.unwrap_or(super::history::FIRST), filter.to.unwrap_or(super::history::LAST));
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(LIST.at(c)).bind(company).bind(filter.actor.as_deref())
        .bind(filter.action.as_deref()).bind(stored_time(from)).bind(stored_time(to))
        .bind(i64::from(filter.limit.unwrap_or(100))).fetch_all(&mut *c).await)?;
    let entry = |r: Row| Entry {
        company,
        at: r.at,
        actor: r.actor,
        action: r.action,
        resource: r.resource,
        detail: r.detail.0,
    };
    Ok(rows.into_iter().map(entry).collect())
}
