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
    CHANNELS = "select distinct channel from outbox
        where company_id = $1 and done_at is null and failed_at is null order by channel";
}

leases!("outbox",
    where "and c.channel = $4 and (c.thread = $5 or $5 is null) and not exists (
        select 1 from outbox e where e.company_id = c.company_id and e.channel = c.channel and e.thread = c.thread
        and e.done_at is null and e.failed_at is null and e.id < c.id)",
    order "c.due_at, c.id",
    returning "id, channel, thread, kind, body, reply_to, created_at, attempts",
    done "");

pub(super) const INSERT: Insert = Insert {
    head: "insert into outbox (company_id, id, channel, thread, kind, body, reply_to, created_at, due_at, attempts)",
    columns: 10,
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
        created_at: DateTime<Utc>,
        attempts: i32,
    }
}

/// Writes a message down to be delivered. Gives its id.
pub async fn put(tx: &mut Tx, message: &Outgoing, now: DateTime<Utc>) -> Result<Uuid> {
    put_at(tx, message, now, now).await
}

/// Writes a message down to be delivered from a moment on. Gives its id.
pub async fn put_at(tx: &mut Tx, m: &Outgoing, due_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<Uuid> {
    let id = Uuid::now_v7();
    on!(tx, c => sqlx::query(INSERT.text(1)).bind(m.company).bind(id).bind(&m.channel).bind(&m.thread).bind(&m.kind)
        .bind(Json(&m.body)).bind(&m.reply_to).bind(stored_time(now)).bind(stored_time(due_at)).bind(0_i32)
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
                Ok(row.map(|r| Delivery {
                    lease: Lease { company, id: r.id, attempts: r.attempts },
                    message: Outgoing {
                        company,
                        channel: r.channel,
                        thread: r.thread,
                        kind: r.kind,
                        body: r.body.0,
                        reply_to: r.reply_to,
                    },
                    created_at: r.created_at,
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

/// How many messages of a company wait or are being delivered.
pub async fn pending(store: &Store, company: Uuid) -> Result<u64> {
    lease::pending(&mut store.read().await?, &PENDING, company).await
}

/// Deletes messages delivered before a moment. Says how many.
pub async fn forget(tx: &mut Tx, company: Uuid, before: DateTime<Utc>) -> Result<u64> {
    lease::forget(tx, &FORGET, company, before).await
}
