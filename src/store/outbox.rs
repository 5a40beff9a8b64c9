//! Messages to deliver: written with what they tell of, delivered in order within a thread.

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Failed, Lease, Result, Store,
    lease::{self, leases},
    statement::{Insert, statements},
    tx::{Tx, on, row, stored_time},
};

statements! {
    SENT_AS = "update outbox set sent_as = $3 where company_id = $1 and id = $2";
    SHOWN_AS = "select sent_as from outbox where company_id = $1 and channel = $2 and thread = $3 and about = $4
        and sent_as is not null order by id desc limit 1";
    ABOUT = "select about from outbox where company_id = $1 and channel = $2 and thread = $3 and sent_as = $4
        and about is not null order by id desc limit 1";
    NEWEST_ABOUT = "select id from outbox where company_id = $1 and channel = $2 and thread = $3 and about = $4
        order by id desc limit 1";
    BY_ID = "select id, channel, thread, kind, body, reply_to, about, sent_as, created_at, attempts from outbox
        where company_id = $1 and id = $2";
    OF_THREAD_AFTER = "select id, channel, thread, kind, body, reply_to, about, sent_as, created_at, attempts from outbox
        where company_id = $1 and channel = $2 and thread = $3 and done_at is not null and created_at >= $4
        order by id limit $5";
    OF_THREAD_BEFORE = "select id, channel, thread, kind, body, reply_to, about, sent_as, created_at, attempts from outbox
        where company_id = $1 and channel = $2 and thread = $3 and done_at is not null and created_at < $4
        order by id desc limit $5";
    WRITTEN_SINCE = "select id from outbox where company_id = $1 and channel = $2 and thread = $3 and kind = $4
        and created_at > $5 order by id desc limit 1";
    CHANNELS = "select distinct channel from outbox
        where company_id = $1 and done_at is null and failed_at is null order by channel";
}

leases!("outbox",
    where "and c.channel = $4 and (c.thread = $5 or $5 is null) and not exists (
        select 1 from outbox e where e.company_id = c.company_id and e.channel = c.channel and e.thread = c.thread
        and e.done_at is null and e.failed_at is null and e.id < c.id)",
    order "c.due_at, c.id",
    returning "id, channel, thread, kind, body, reply_to, about, sent_as, created_at, attempts",
    done "");

pub(super) const INSERT: Insert = Insert {
    head: "insert into outbox (company_id, id, channel, thread, kind, body, reply_to, about, created_at, due_at, \
           attempts)",
    columns: 11,
    tail: "",
};

/// A message to deliver.
#[derive(Clone, Debug, PartialEq)]
pub struct Outgoing {
    /// The company it is of.
    pub company: Uuid,
    /// The channel it goes by.
    pub channel: String,
    /// The conversation it goes to.
    pub thread: String,
    /// What it is, in a word of the one who wrote it.
    pub kind: String,
    /// What it says.
    pub body: Value,
    /// The message it answers, by its id on the channel.
    pub reply_to: Option<String>,
    /// The report whose card it shows.
    pub about: Option<Uuid>,
}

/// A message as it was delivered, or is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Its id inside.
    pub id: Uuid,
    /// What it says.
    pub message: Outgoing,
    /// The id it got on its channel.
    pub sent_as: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

/// A message taken to be delivered.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The lease it is held by.
    pub lease: Lease,
    /// The message.
    pub message: Outgoing,
    /// When it was written.
    pub created_at: DateTime<Utc>,
}

row! {
    struct Row {
        id: Uuid,
        channel: String,
        thread: String,
        kind: String,
        body: Json<Value>,
        reply_to: Option<String>,
        about: Option<Uuid>,
        sent_as: Option<String>,
        created_at: DateTime<Utc>,
        attempts: i32,
    }
}

impl Row {
    fn stored(self, company: Uuid) -> Stored {
        Stored {
            id: self.id,
            message: Outgoing {
                company,
                channel: self.channel,
                thread: self.thread,
                kind: self.kind,
                body: self.body.0,
                reply_to: self.reply_to,
                about: self.about,
            },
            sent_as: self.sent_as,
            created_at: self.created_at,
        }
    }
}

/// Writes a message down to be delivered. Gives its id.
pub async fn put(tx: &mut Tx, message: &Outgoing, now: DateTime<Utc>) -> Result<Uuid> {
    put_at(tx, message, now, now).await
}

/// Writes a message down to be delivered from a moment on. Gives its id.
pub async fn put_at(tx: &mut Tx, m: &Outgoing, due_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<Uuid> {
    let id = Uuid::now_v7();
    on!(tx, c => sqlx::query(INSERT.of(1).at(c)).bind(m.company).bind(id).bind(&m.channel).bind(&m.thread).bind(&m.kind)
        .bind(Json(&m.body)).bind(&m.reply_to).bind(m.about).bind(stored_time(now)).bind(stored_time(due_at)).bind(0_i32)
        .execute(&mut *c).await.map(drop))?;
    Ok(id)
}

/// The companies that have something to deliver now.
pub async fn waiting(store: &Store, now: DateTime<Utc>) -> Result<Vec<Uuid>> {
    lease::waiting(&mut store.read().await?, &WAITING, now).await
}

/// The channels by which a company has something to deliver.
pub async fn channels(store: &Store, company: Uuid) -> Result<Vec<String>> {
    let mut tx = store.read().await?;
    Ok(on!(tx, c => sqlx::query_scalar(CHANNELS.at(c)).bind(company).fetch_all(&mut *c).await)?)
}

/// Takes the next message to deliver by a channel, to one thread or to any.
pub async fn take_for(
    store: &Store,
    company: Uuid,
    channel: &str,
    thread: Option<&str>,
    now: DateTime<Utc>,
    lease: Duration,
) -> Result<Option<Delivery>> {
    let (channel, thread) = (channel.to_owned(), thread.map(str::to_owned));
    let now = stored_time(now);
    store
        .write(move |tx| {
            Box::pin(async move {
                let row: Option<Row> = on!(tx, c => sqlx::query_as(TAKE.at(c)).bind(company).bind(now)
                    .bind(stored_time(now + lease)).bind(channel).bind(thread).fetch_optional(&mut *c).await)?;
                Ok(row.map(|r| {
                    let lease = Lease { company, id: r.id, attempts: r.attempts };
                    let stored = r.stored(company);
                    Delivery { lease, message: stored.message, created_at: stored.created_at }
                }))
            })
        })
        .await
}

/// Says that a message was delivered, and the id it got on the channel.
pub async fn sent(store: &Store, delivery: &Delivery, sent_as: Option<&str>, now: DateTime<Utc>) -> Result<()> {
    let (lease, sent_as) = (delivery.lease, sent_as.map(str::to_owned));
    store
        .write(move |tx| {
            Box::pin(async move {
                lease::finish(tx, &FINISH, &lease, now).await?;
                if let Some(sent_as) = sent_as {
                    on!(tx, c => sqlx::query(SENT_AS.at(c)).bind(lease.company).bind(lease.id).bind(sent_as)
                        .execute(&mut *c).await.map(drop))?;
                }
                Ok(())
            })
        })
        .await
}

/// Says that a delivery failed. It is tried again, or after the fifth time set aside.
pub async fn fail(store: &Store, delivery: &Delivery, why: &str, now: DateTime<Utc>) -> Result<Failed> {
    let (lease, why) = (delivery.lease, why.to_owned());
    store.write(move |tx| Box::pin(async move { lease::fail(tx, &AGAIN, &SET_ASIDE, &lease, &why, now).await })).await
}

/// Puts a delivery off, however often it was tried: the channel asked to wait, or cannot be reached.
pub async fn put_off(store: &Store, delivery: &Delivery, why: &str, until: DateTime<Utc>) -> Result<()> {
    let (lease, why) = (delivery.lease, why.to_owned());
    store.write(move |tx| Box::pin(async move { lease::put_off(tx, &AGAIN, &lease, &why, until).await })).await
}

/// Sets a delivery aside for good: its receiver cannot be reached and never will be.
pub async fn set_aside(store: &Store, delivery: &Delivery, why: &str, now: DateTime<Utc>) -> Result<()> {
    let (lease, why) = (delivery.lease, why.to_owned());
    store.write(move |tx| Box::pin(async move { lease::set_aside(tx, &SET_ASIDE, &lease, &why, now).await })).await
}

/// The id that the newest message about a report got in a thread: the one to edit.
pub async fn shown_as(tx: &mut Tx, company: Uuid, channel: &str, thread: &str, report: Uuid) -> Result<Option<String>> {
    Ok(on!(tx, c => sqlx::query_scalar(SHOWN_AS.at(c)).bind(company).bind(channel).bind(thread).bind(report)
        .fetch_optional(&mut *c).await)?)
}

/// The report that a message of ours is about, by the id it got in a thread.
pub async fn about(tx: &mut Tx, company: Uuid, channel: &str, thread: &str, sent_as: &str) -> Result<Option<Uuid>> {
    Ok(on!(tx, c => sqlx::query_scalar(ABOUT.at(c)).bind(company).bind(channel).bind(thread).bind(sent_as)
        .fetch_optional(&mut *c).await)?)
}

/// The newest message about a report in a thread: buttons of older ones are stale.
pub async fn newest_about(
    tx: &mut Tx,
    company: Uuid,
    channel: &str,
    thread: &str,
    report: Uuid,
) -> Result<Option<Uuid>> {
    Ok(on!(tx, c => sqlx::query_scalar(NEWEST_ABOUT.at(c)).bind(company).bind(channel).bind(thread).bind(report)
        .fetch_optional(&mut *c).await)?)
}

/// Whether a message of a kind was written to a thread since a moment.
pub async fn written_since(
    tx: &mut Tx,
    company: Uuid,
    channel: &str,
    thread: &str,
    kind: &str,
    since: DateTime<Utc>,
) -> Result<bool> {
    let found: Option<Uuid> = on!(tx, c => sqlx::query_scalar(WRITTEN_SINCE.at(c)).bind(company).bind(channel)
        .bind(thread).bind(kind).bind(stored_time(since)).fetch_optional(&mut *c).await)?;
    Ok(found.is_some())
}

/// One message, delivered or not.
pub async fn by_id(tx: &mut Tx, company: Uuid, id: Uuid) -> Result<Option<Stored>> {
    let row: Option<Row> =
        on!(tx, c => sqlx::query_as(BY_ID.at(c)).bind(company).bind(id).fetch_optional(&mut *c).await)?;
    Ok(row.map(|r| r.stored(company)))
}

/// Delivered messages of a thread written from a moment on, oldest first, at most so many.
pub async fn of_thread_since(
    tx: &mut Tx,
    company: Uuid,
    channel: &str,
    thread: &str,
    since: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Stored>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_THREAD_AFTER.at(c)).bind(company).bind(channel).bind(thread)
        .bind(stored_time(since)).bind(i64::from(limit)).fetch_all(&mut *c).await)?;
    Ok(rows.into_iter().map(|r| r.stored(company)).collect())
}

/// Delivered messages of a thread written before a moment, newest first, at most so many.
pub async fn of_thread_before(
    tx: &mut Tx,
    company: Uuid,
    channel: &str,
    thread: &str,
    before: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Stored>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_THREAD_BEFORE.at(c)).bind(company).bind(channel).bind(thread)
        .bind(stored_time(before)).bind(i64::from(limit)).fetch_all(&mut *c).await)?;
    Ok(rows.into_iter().map(|r| r.stored(company)).collect())
}

/// How many messages of a company wait or are being delivered.
pub async fn pending(store: &Store, company: Uuid) -> Result<u64> {
    lease::pending(&mut store.read().await?, &PENDING, company).await
}

/// Deletes messages delivered before a moment. Says how many.
pub async fn forget(tx: &mut Tx, company: Uuid, before: DateTime<Utc>) -> Result<u64> {
    lease::forget(tx, &FORGET, company, before).await
}
