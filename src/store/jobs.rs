//! Work to do at some time: each known by a kind and a key, asked for once, done once.
//!
//! Work that comes back is another key each time: the day or hour it is for. Asking for the next one belongs into the
//! transaction that finishes this one. What a job knew is forgotten once it is done.

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Failed, Lease, Result, Store,
    lease::{self, leases},
    statement::statements,
    tx::{Tx, on, row, stored_time},
};

statements! {
    INSERT = "insert into job (company_id, id, kind, key, body, created_at, due_at, attempts)
        values ($1, $2, $3, $4, $5, $6, $7, 0) on conflict (company_id, kind, key) do nothing";
    REMEMBER = "update job set body = $4 where company_id = $1 and id = $2 and attempts = $3";
}

leases!("job",
    where "and (c.kind = $4 or $4 is null)",
    order "c.due_at, c.id",
    returning "id, kind, key, body, due_at, attempts",
    done ", body = '{}'");

/// A job taken to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The lease it is held by.
    pub lease: Lease,
    /// What to do.
    pub kind: String,
    /// What tells it from others of its kind.
    pub key: String,
    /// What it needs to know.
    pub body: Value,
    /// When it was to be done.
    pub due_at: DateTime<Utc>,
}

row! {
    struct Row {
        id: Uuid,
        kind: String,
        key: String,
        body: Json<Value>,
        due_at: DateTime<Utc>,
        attempts: i32,
    }
}

/// Asks for a job. Says whether it is new: one of this kind and key that was ever asked for is not.
pub async fn put(
    tx: &mut Tx,
    company: Uuid,
    kind: &str,
    key: &str,
    body: &Value,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let new = on!(tx, c => sqlx::query(INSERT.at(c)).bind(company).bind(Uuid::now_v7()).bind(kind).bind(key)
        .bind(Json(body)).bind(stored_time(now)).bind(stored_time(due_at)).execute(&mut *c).await?.rows_affected());
    Ok(new == 1)
}

/// Takes the next job of any company, of one kind or of any.
pub async fn take(store: &Store, kind: Option<&str>, now: DateTime<Utc>, lease: Duration) -> Result<Option<Job>> {
    let companies = lease::waiting(&mut store.read().await?, &WAITING, now).await?;
    for company in companies {
        if let Some(job) = take_of(store, company, kind, now, lease).await? {
            return Ok(Some(job));
        }
    }
    Ok(None)
}

/// Takes the next job of a company, of one kind or of any.
pub async fn take_of(
    store: &Store,
    company: Uuid,
    kind: Option<&str>,
    now: DateTime<Utc>,
    lease: Duration,
) -> Result<Option<Job>> {
    let kind = kind.map(str::to_owned);
    let now = stored_time(now);
    store
        .write(move |tx| {
            Box::pin(async move {
                let row: Option<Row> = on!(tx, c => sqlx::query_as(TAKE.at(c)).bind(company).bind(now)
                    .bind(stored_time(now + lease)).bind(kind).fetch_optional(&mut *c).await)?;
                Ok(row.map(|r| Job {
                    lease: Lease { company, id: r.id, attempts: r.attempts },
                    kind: r.kind,
                    key: r.key,
                    body: r.body.0,
                    due_at: r.due_at,
                }))
            })
        })
        .await
}

/// Ends a job, in the transaction that keeps what it did.
pub async fn finish(tx: &mut Tx, job: &Job, now: DateTime<Utc>) -> Result<()> {
    lease::finish(tx, &FINISH, &job.lease, now).await
}

/// Says that a job failed. It is tried again, or after the fifth time set aside.
pub async fn fail(store: &Store, job: &Job, why: &str, now: DateTime<Utc>) -> Result<Failed> {
    let (lease, why) = (job.lease, why.to_owned());
    store.write(move |tx| Box::pin(async move { lease::fail(tx, &AGAIN, &SET_ASIDE, &lease, &why, now).await })).await
}

/// Puts a job off, however often it was taken, and changes what it needs to know.
pub async fn put_off(tx: &mut Tx, job: &Job, body: &Value, why: &str, until: DateTime<Utc>) -> Result<()> {
    let held = &job.lease;
    on!(tx, c => sqlx::query(REMEMBER.at(c)).bind(held.company).bind(held.id).bind(held.attempts).bind(Json(body))
        .execute(&mut *c).await.map(drop))?;
    lease::put_off(tx, &AGAIN, held, why, until).await
}

/// How many jobs of a company wait or are being done.
pub async fn pending(store: &Store, company: Uuid) -> Result<u64> {
    lease::pending(&mut store.read().await?, &PENDING, company).await
}

/// Deletes jobs done before a moment: their keys may be asked for again. Says how many.
pub async fn forget(tx: &mut Tx, company: Uuid, before: DateTime<Utc>) -> Result<u64> {
    lease::forget(tx, &FORGET, company, before).await
}
