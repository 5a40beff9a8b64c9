//! Work that is taken under a fenced lease: one implementation for inbox, outbox and jobs.
//!
//! Taking a row counts its attempts up and leases it for a while. The number of attempts is the fence: finishing,
//! failing or putting it off needs the number that was taken, so whoever lost the lease changes nothing and gets
//! [`Error::Conflict`].

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{
    Error, Result,
    statement::Sql,
    tx::{Tx, on, stored_time},
};

/// After so many failed attempts a row is set aside.
pub const MAX_ATTEMPTS: i32 = 5;

/// A lease on one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Its company.
    pub company: Uuid,
    /// The row.
    pub id: Uuid,
    /// Which attempt this is, from 1: the fence.
    pub attempts: i32,
}

impl Lease {
    /// Whether it was taken more often than it may be: its worker died each time. It should be failed at once.
    pub fn is_exhausted(&self) -> bool {
        self.attempts > MAX_ATTEMPTS
    }
}

/// What became of a row whose work failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It will be taken again from then on.
    Again(DateTime<Utc>),
    /// It failed too often and will not be taken again; people should be told.
    SetAside,
}

/// The statements of a leased table: `leases!("job" take "kind, body" …)`.
///
/// `where` narrows what may be taken (its parameters begin at `$4`; `c` is the row), `order` says which comes first,
/// `done` what finishing clears.
macro_rules! leases {
    ($table:literal, where $eligible:literal, order $order:literal, returning $columns:literal, done $cleared:literal) => {
        const TAKE: $crate::store::statement::Sql = $crate::store::statement::sql!(
            "update " $table " set attempts = attempts + 1, lease_until = $3
            where (company_id, id) = (
                select c.company_id, c.id from " $table " c
                where c.company_id = $1 and c.done_at is null and c.failed_at is null
                and c.due_at <= $2 and (c.lease_until is null or c.lease_until <= $2) " $eligible "
                order by " $order " limit 1" @next ") returning " $columns
        );
        const FINISH: $crate::store::statement::Sql = $crate::store::statement::sql!(
            "update " $table " set done_at = $4, lease_until = null, last_error = null" $cleared "
where company_id = $1 and id = $2 and attempts = $3 and done_at is null and failed_at is null"
        );
        const AGAIN: $crate::store::statement::Sql = $crate::store::statement::sql!(
            "update " $table " set due_at = $4, lease_until = null, last_error = $5
where company_id = $1 and id = $2 and attempts = $3 and done_at is null and failed_at is null"
        );
        const GIVE_BACK: $crate::store::statement::Sql = $crate::store::statement::sql!(
            "update " $table " set lease_until = $4, attempts = attempts - 1
where company_id = $1 and id = $2 and attempts = $3 and done_at is null and failed_at is null"
        );
        const SET_ASIDE: $crate::store::statement::Sql = $crate::store::statement::sql!(
            "update " $table " set failed_at = $4, lease_until = null, last_error = $5
where company_id = $1 and id = $2 and attempts = $3 and done_at is null and failed_at is null"
        );
        const PENDING: $crate::store::statement::Sql = $crate::store::statement::sql!(
            "select count(*) from " $table " where company_id = $1 and done_at is null and failed_at is null"
        );
        const WAITING: $crate::store::statement::Sql = $crate::store::statement::sql!(
            "select id from company where exists (select 1 from " $table " c where c.company_id = company.id
            and c.done_at is null and c.failed_at is null and c.due_at <= $1
            and (c.lease_until is null or c.lease_until <= $1)) order by id"
        );
        const FORGET: $crate::store::statement::Sql =
    $crate::store::statement::sql!("delete from " $table " where company_id = $1 and done_at < $2");
        /// The statements that every leased table has.
        pub(super) const LEASE: &[(&str, $crate::store::statement::Sql)] = &[
            ("TAKE", TAKE),
            ("FINISH", FINISH),
            ("AGAIN", AGAIN),
            ("GIVE_BACK", GIVE_BACK),
            ("SET_ASIDE", SET_ASIDE),
            ("PENDING", PENDING),
            ("WAITING", WAITING),
            ("FORGET", FORGET),
        ];
    };
}
pub(super) use leases;

/// Ends a row's work: `FINISH`.
pub(super) async fn finish(tx: &mut Tx, sql: &Sql, lease: &Lease, now: DateTime<Utc>) -> Result<()> {
    let done = on!(tx, c => sqlx::query(sql.at(c)).bind(lease.company).bind(lease.id).bind(lease.attempts)
        .bind(stored_time(now)).execute(&mut *c).await?.rows_affected());
    if done == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Puts a row off, or sets it aside: `AGAIN` or `SET_ASIDE`.
async fn mark(tx: &mut Tx, sql: &Sql, lease: &Lease, at: DateTime<Utc>, why: &str) -> Result<()> {
    let done = on!(tx, c => sqlx::query(sql.at(c)).bind(lease.company).bind(lease.id).bind(lease.attempts)
        .bind(stored_time(at)).bind(why).execute(&mut *c).await?.rows_affected());
    if done == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Says that a row's work failed: it comes back after 2, 4, 8, 16 seconds and is set aside at the fifth failure.
pub(super) async fn fail(
    tx: &mut Tx,
    again: &Sql,
    set_aside: &Sql,
    lease: &Lease,
    why: &str,
    now: DateTime<Utc>,
) -> Result<Failed> {
    if lease.attempts >= MAX_ATTEMPTS {
        mark(tx, set_aside, lease, now, why).await?;
        return Ok(Failed::SetAside);
    }
    let next = now + Duration::seconds(1 << lease.attempts.clamp(0, MAX_ATTEMPTS));
    mark(tx, again, lease, next, why).await?;
    Ok(Failed::Again(next))
}

/// Lets a row rest until a moment without counting the attempt: `GIVE_BACK`. For work that failed through no fault of
/// its own. When it was due stays as it is, so it keeps its place before all that came later.
///
/// The next one to take the row gets the same fence. Two under one fence still do the work once: the first to finish
/// ends the row in the transaction that keeps its work, and the other finds it done.
pub(super) async fn give_back(tx: &mut Tx, sql: &Sql, lease: &Lease, until: DateTime<Utc>) -> Result<()> {
    let done = on!(tx, c => sqlx::query(sql.at(c)).bind(lease.company).bind(lease.id).bind(lease.attempts)
        .bind(stored_time(until)).execute(&mut *c).await?.rows_affected());
    if done == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// How many rows of a company wait or are under way: `PENDING`.
pub(super) async fn pending(tx: &mut Tx, sql: &Sql, company: Uuid) -> Result<u64> {
    let count: i64 = on!(tx, c => sqlx::query_scalar(sql.at(c)).bind(company).fetch_one(&mut *c).await)?;
    Ok(count.unsigned_abs())
}

/// The companies that have a row to take: `WAITING`.
pub(super) async fn waiting(tx: &mut Tx, sql: &Sql, now: DateTime<Utc>) -> Result<Vec<Uuid>> {
    Ok(on!(tx, c => sqlx::query_scalar(sql.at(c)).bind(stored_time(now)).fetch_all(&mut *c).await)?)
}

/// Deletes rows done before a moment: `FORGET`. Says how many.
pub(super) async fn forget(tx: &mut Tx, sql: &Sql, company: Uuid, before: DateTime<Utc>) -> Result<u64> {
    Ok(on!(tx, c => sqlx::query(sql.at(c)).bind(company).bind(stored_time(before)).execute(&mut *c).await?
        .rows_affected()))
}
