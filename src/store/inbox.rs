//! Messages received: written before a channel is told so, worked in order within a thread, each once.
//!
//! A message is known by company, channel and the id it has there, however often it arrives. Once it is done, its row
//! keeps only that key.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use super::{
    Failed, Lease, Result, Store,
    lease::{self, leases},
    statement::{Insert, ROWS, statements},
    tx::{Tx, on, row, stored_time},
};

statements! {
    KNOWN = "select id from inbox where company_id = $1 and channel = $2 and external_id = $3";
}

leases!("inbox",
    where "and (c.channel = $4 or $4 is null) and not exists (
        select 1 from inbox e where e.company_id = c.company_id and e.channel = c.channel and e.thread = c.thread
        and e.done_at is null and e.failed_at is null and (e.sent_at, e.id) < (c.sent_at, c.id))",
    order "c.due_at, c.sent_at, c.id",
    returning "id, channel, external_id, thread, sender, sent_at, text, voice, forced_report, reply_to, revises,
        received_at, attempts",
    done ", thread = null, sender = null, text = null, reply_to = null");

pub(super) const INSERT: Insert = Insert {
    head: "insert into inbox (company_id, id, channel, external_id, thread, sender, sent_at, text, voice, \
           forced_report, reply_to, revises, received_at, due_at, attempts)",
    columns: 15,
    tail: "on conflict (company_id, channel, external_id) do nothing",
};

/// A message as a channel gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbound {
    /// The company it is for.
    pub company: Uuid,
    /// The channel it came by.
    pub channel: String,
    /// Its id on that channel.
    pub external_id: String,
    /// The conversation it stands in: the order within one is kept.
    pub thread: String,
    /// Who sent it, as the channel knows them.
    pub sender: String,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// What it says.
    pub text: String,
    /// Whether it was spoken.
    pub voice: bool,
    /// Filed as a report by a command, whatever it looks like.
    pub forced_report: bool,
    /// The message it replies to, by its id on the channel: one of the sender's own, or one of ours as it was sent.
    pub reply_to: Option<String>,
    /// The earlier message that this is the edited form of.
    pub revises: Option<String>,
}

impl Inbound {
    /// Something typed: no reply, no edit.
    pub fn said(
        company: Uuid,
        channel: &str,
        external_id: impl Into<String>,
        thread: impl Into<String>,
        sender: impl Into<String>,
        text: impl Into<String>,
        sent_at: DateTime<Utc>,
    ) -> Inbound {
        Inbound {
            company,
            channel: channel.into(),
            external_id: external_id.into(),
            thread: thread.into(),
            sender: sender.into(),
            sent_at,
            text: text.into(),
            voice: false,
            forced_report: false,
            reply_to: None,
            revises: None,
        }
    }
}

/// Whether a message was received before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is new; its id inside.
    New(Uuid),
    /// It is known; its id inside.
    Known(Uuid),
}

/// A message taken to be worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The lease it is held by.
    pub lease: Lease,
    /// The message.
    pub message: Inbound,
    /// When it was received.
    pub received_at: DateTime<Utc>,
}

row! {
    struct Row {
        id: Uuid,
        channel: String,
        external_id: String,
        thread: String,
        sender: String,
        sent_at: DateTime<Utc>,
        text: String,
        voice: bool,
        forced_report: bool,
        reply_to: Option<String>,
        revises: Option<String>,
        received_at: DateTime<Utc>,
        attempts: i32,
    }
}

/// Writes a message down, unless it is known.
pub async fn receive(tx: &mut Tx, message: &Inbound, now: DateTime<Utc>) -> Result<Received> {
    let id = Uuid::now_v7();
    if insert(tx, &[(id, message)], now).await? == 1 {
        return Ok(Received::New(id));
    }
    let known = on!(tx, c => sqlx::query_scalar(KNOWN.at(c)).bind(message.company).bind(&message.channel)
        .bind(&message.external_id).fetch_one(&mut *c).await)?;
    Ok(Received::Known(known))
}

/// Writes many messages down. Says how many were new.
pub async fn receive_many(tx: &mut Tx, messages: &[Inbound], now: DateTime<Utc>) -> Result<u64> {
    let mut new = 0;
    for some in messages.chunks(ROWS) {
        let rows: Vec<_> = some.iter().map(|m| (Uuid::now_v7(), m)).collect();
        new += insert(tx, &rows, now).await?;
    }
    Ok(new)
}

async fn insert(tx: &mut Tx, rows: &[(Uuid, &Inbound)], now: DateTime<Utc>) -> Result<u64> {
    let now = stored_time(now);
    Ok(on!(tx, c => {
        let mut query = sqlx::query(INSERT.of(rows.len()).at(c));
        for (id, m) in rows {
            query = query.bind(m.company).bind(id).bind(&m.channel).bind(&m.external_id).bind(&m.thread)
                .bind(&m.sender).bind(stored_time(m.sent_at)).bind(&m.text).bind(m.voice).bind(m.forced_report)
                .bind(&m.reply_to).bind(&m.revises).bind(now).bind(now).bind(0_i32);
        }
        query.execute(&mut *c).await?.rows_affected()
    }))
}

/// Takes the next message of any company, if there is one.
pub async fn take(store: &Store, now: DateTime<Utc>, lease: Duration) -> Result<Option<Taken>> {
    let companies = lease::waiting(&mut store.read().await?, &WAITING, now).await?;
    for company in companies {
        if let Some(taken) = take_of(store, company, None, now, lease).await? {
            return Ok(Some(taken));
        }
    }
    Ok(None)
}

/// Takes the next message of a company, of one channel or of any.
pub async fn take_of(
    store: &Store,
    company: Uuid,
    channel: Option<&str>,
    now: DateTime<Utc>,
    lease: Duration,
) -> Result<Option<Taken>> {
    let channel = channel.map(str::to_owned);
    let now = stored_time(now);
    store
        .write(move |tx| {
            Box::pin(async move {
                let row: Option<Row> = on!(tx, c => sqlx::query_as(TAKE.at(c)).bind(company).bind(now)
                    .bind(stored_time(now + lease)).bind(channel).fetch_optional(&mut *c).await)?;
                Ok(row.map(|r| Taken {
                    lease: Lease { company, id: r.id, attempts: r.attempts },
                    message: Inbound {
                        company,
                        channel: r.channel,
                        external_id: r.external_id,
                        thread: r.thread,
                        sender: r.sender,
                        sent_at: r.sent_at,
                        text: r.text,
                        voice: r.voice,
                        forced_report: r.forced_report,
                        reply_to: r.reply_to,
                        revises: r.revises,
                    },
                    received_at: r.received_at,
                }))
            })
        })
        .await
}

/// Ends the work on a message, in the transaction that keeps what it led to. Its text is forgotten here.
pub async fn finish(tx: &mut Tx, taken: &Taken, now: DateTime<Utc>) -> Result<()> {
    lease::finish(tx, &FINISH, &taken.lease, now).await
}

/// Says that the work on a message failed. It comes again, or after the fifth time is set aside: then its writer is
/// to be told, and the next message of the thread goes on.
pub async fn fail(store: &Store, taken: &Taken, why: &str, now: DateTime<Utc>) -> Result<Failed> {
    let (lease, why) = (taken.lease, why.to_owned());
    store.write(move |tx| Box::pin(async move { lease::fail(tx, &AGAIN, &SET_ASIDE, &lease, &why, now).await })).await
}

/// Lets a message rest until a moment that could not be worked on because the database was busy or away: that does not
/// count as an attempt, however often it happens.
pub async fn give_back(store: &Store, taken: &Taken, until: DateTime<Utc>) -> Result<()> {
    let lease = taken.lease;
    store.write(move |tx| Box::pin(async move { lease::give_back(tx, &GIVE_BACK, &lease, until).await })).await
}

/// How many messages of a company wait or are being worked on.
pub async fn pending(store: &Store, company: Uuid) -> Result<u64> {
    lease::pending(&mut store.read().await?, &PENDING, company).await
}

/// Deletes the keys of messages done before a moment: later ones cannot be told to be known. Says how many.
pub async fn forget(tx: &mut Tx, company: Uuid, before: DateTime<Utc>) -> Result<u64> {
    lease::forget(tx, &FORGET, company, before).await
}
