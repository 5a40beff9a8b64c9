//! One-time codes, kept as their hash only: whoever reads the database can redeem none.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::Key;

statements! {
    INSERT = "insert into code (company_id, hash, person, issued_by, issued_at, expires_at)
        values ($1, $2, $3, $4, $5, $6)";
    FIND = "select person, issued_by, expires_at from code
        where company_id = $1 and hash = $2 and used_at is null and expires_at > $3";
    USE = "update code set used_at = $3 where company_id = $1 and hash = $2 and used_at is null and expires_at > $3";
    REVOKE = "update code set used_at = $3 where company_id = $1 and person = $2 and used_at is null";
    FORGET = "delete from code where company_id = $1 and expires_at < $2";
}

/// A code that can still be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Whom it makes of its holder.
    pub person: Key,
    /// Who issued it.
    pub issued_by: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

row! {
    struct Row {
        person: String,
        issued_by: String,
        expires_at: DateTime<Utc>,
    }
}

/// Writes a code down by its hash.
pub async fn insert(tx: &mut Tx, company: Uuid, hash: &str, code: &Code, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(INSERT.at(c)).bind(company).bind(hash).bind(code.person.as_str()).bind(&code.issued_by)
        .bind(stored_time(now)).bind(stored_time(code.expires_at)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// A code that is neither used nor over.
pub async fn find(tx: &mut Tx, company: Uuid, hash: &str, now: DateTime<Utc>) -> Result<Option<Code>> {
    let row: Option<Row> = on!(tx, c => sqlx::query_as(FIND.at(c)).bind(company).bind(hash).bind(stored_time(now))
        .fetch_optional(&mut *c).await)?;
    Ok(row.map(|r| Code { person: r.person.into(), issued_by: r.issued_by, expires_at: r.expires_at }))
}

/// Uses a code up. `false` where it was used before or is over: of two who come at once, one gets it.
pub async fn use_up(tx: &mut Tx, company: Uuid, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let used = on!(tx, c => sqlx::query(USE.at(c)).bind(company).bind(hash).bind(stored_time(now))
        .execute(&mut *c).await?.rows_affected());
    Ok(used == 1)
}

/// Ends every open code of a person.
pub async fn revoke(tx: &mut Tx, company: Uuid, person: &Key, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(REVOKE.at(c)).bind(company).bind(person.as_str()).bind(stored_time(now))
        .execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Deletes codes that were over before a moment. Says how many.
pub async fn forget(tx: &mut Tx, company: Uuid, before: DateTime<Utc>) -> Result<u64> {
    Ok(on!(tx, c => sqlx::query(FORGET.at(c)).bind(company).bind(stored_time(before)).execute(&mut *c).await?
        .rows_affected()))
}
