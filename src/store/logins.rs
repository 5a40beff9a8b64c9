//! Log-in by browser: passwords as their hashes, open sessions by the hash of their cookie, and failures to slow guessing.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::Key;

statements! {
    PASSWORD = "select password from credential where company_id = $1 and person = $2";
    SET_PASSWORD = "insert into credential (company_id, person, password, changed_at) values ($1, $2, $3, $4)
        on conflict (company_id, person) do update set password = excluded.password, changed_at = excluded.changed_at";
    OPEN = "insert into session (company_id, hash, person, created_at, seen_at, expires_at)
        values ($1, $2, $3, $4, $4, $5)";
    FIND = "select person, created_at, seen_at, expires_at from session
        where company_id = $1 and hash = $2 and expires_at > $3 and seen_at > $4";
    SEEN = "update session set seen_at = $3 where company_id = $1 and hash = $2";
    MOVE = "update session set person = $3 where company_id = $1 and hash = $2";
    CLOSE = "delete from session where company_id = $1 and hash = $2 returning person";
    CLOSE_ALL = "delete from session where company_id = $1 and person = $2";
    FORGET = "delete from session where company_id = $1 and expires_at < $2";
    FAILURES = "select failures, last_at from login_failure where company_id = $1 and subject = $2";
    FAILED = "insert into login_failure (company_id, subject, failures, last_at) values ($1, $2, 1, $3)
        on conflict (company_id, subject) do update set last_at = excluded.last_at,
        failures = case when login_failure.last_at < $4 then 1 else login_failure.failures + 1 end";
    CLEAR = "delete from login_failure where company_id = $1 and subject = $2";
}

row! {
    /// An open session.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Session {
        /// Whose it is: a person's key.
        pub person: String,
        /// Since when.
        pub created_at: DateTime<Utc>,
        /// When it was last used, to the minute or so.
        pub seen_at: DateTime<Utc>,
        /// When it ends whatever happens.
        pub expires_at: DateTime<Utc>,
    }
}

/// A person's password as its hash.
pub async fn password(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Option<String>> {
    Ok(on!(tx, c => sqlx::query_scalar(PASSWORD.at(c)).bind(company).bind(person.as_str())
        .fetch_optional(&mut *c).await)?)
}

/// Sets a person's password.
pub async fn set_password(tx: &mut Tx, company: Uuid, person: &Key, hash: &str, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(SET_PASSWORD.at(c)).bind(company).bind(person.as_str()).bind(hash)
        .bind(stored_time(now)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Opens a session.
pub async fn open(
    tx: &mut Tx,
    company: Uuid,
    hash: &str,
    person: &Key,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    on!(tx, c => sqlx::query(OPEN.at(c)).bind(company).bind(hash).bind(person.as_str()).bind(stored_time(now))
        .bind(stored_time(expires_at)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// A session that is not over and was used after `used_after`.
pub async fn find(
    tx: &mut Tx,
    company: Uuid,
    hash: &str,
    now: DateTime<Utc>,
    used_after: DateTime<Utc>,
) -> Result<Option<Session>> {
    Ok(on!(tx, c => sqlx::query_as(FIND.at(c)).bind(company).bind(hash).bind(stored_time(now))
        .bind(stored_time(used_after)).fetch_optional(&mut *c).await)?)
}

/// Says that a session is in use.
pub async fn seen(tx: &mut Tx, company: Uuid, hash: &str, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(SEEN.at(c)).bind(company).bind(hash).bind(stored_time(now))
        .execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Makes a session another person's: in the demo, where one chooses who one is.
pub async fn become_person(tx: &mut Tx, company: Uuid, hash: &str, person: &Key) -> Result<()> {
    on!(tx, c => sqlx::query(MOVE.at(c)).bind(company).bind(hash).bind(person.as_str())
        .execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Ends a session. Gives whose it was, if there was one.
pub async fn close(tx: &mut Tx, company: Uuid, hash: &str) -> Result<Option<Key>> {
    let person: Option<String> =
        on!(tx, c => sqlx::query_scalar(CLOSE.at(c)).bind(company).bind(hash).fetch_optional(&mut *c).await)?;
    Ok(person.map(Key::from))
}

/// Ends every session of a person: their password was changed.
pub async fn close_all(tx: &mut Tx, company: Uuid, person: &Key) -> Result<()> {
    on!(tx, c => sqlx::query(CLOSE_ALL.at(c)).bind(company).bind(person.as_str()).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Deletes sessions that were over before a moment. Says how many.
pub async fn forget(tx: &mut Tx, company: Uuid, before: DateTime<Utc>) -> Result<u64> {
    Ok(on!(tx, c => sqlx::query(FORGET.at(c)).bind(company).bind(stored_time(before)).execute(&mut *c).await?
        .rows_affected()))
}

/// How often in a row a log-in failed, by whom it was for or where it came from, and when it last did.
pub async fn failures(tx: &mut Tx, company: Uuid, subject: &str) -> Result<Option<(i32, DateTime<Utc>)>> {
    Ok(on!(tx, c => sqlx::query_as(FAILURES.at(c)).bind(company).bind(subject).fetch_optional(&mut *c).await)?)
}

/// Counts a failed log-in; a last one before `fresh` no longer counts.
pub async fn failed(tx: &mut Tx, company: Uuid, subject: &str, now: DateTime<Utc>, fresh: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(FAILED.at(c)).bind(company).bind(subject).bind(stored_time(now))
        .bind(stored_time(fresh)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Forgets failed log-ins: one has worked.
pub async fn clear_failures(tx: &mut Tx, company: Uuid, subject: &str) -> Result<()> {
    on!(tx, c => sqlx::query(CLEAR.at(c)).bind(company).bind(subject).execute(&mut *c).await.map(drop))?;
    Ok(())
}
