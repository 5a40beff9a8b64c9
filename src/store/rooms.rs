//! Group chats: how many are in one, and which of them have been seen there.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};

statements! {
    SEE = "insert into room (company_id, channel, thread, people, seen_at) values ($1, $2, $3, $4, $5)
        on conflict (company_id, channel, thread) do update set people = excluded.people, seen_at = excluded.seen_at";
    COME = "insert into room_member (company_id, channel, thread, sender, private, seen_at)
        values ($1, $2, $3, $4, $5, $6) on conflict (company_id, channel, thread, sender)
        do update set private = excluded.private, seen_at = excluded.seen_at";
    GO = "delete from room_member where company_id = $1 and channel = $2 and thread = $3 and sender = $4";
    ROOM = "select people from room where company_id = $1 and channel = $2 and thread = $3";
    MEMBERS = "select sender, private from room_member where company_id = $1 and channel = $2 and thread = $3
        order by sender";
}

/// Where a member of a room is: as the channel knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub sender: String,
    /// The thread of their private chat.
    pub private: String,
}

/// What a channel knows of a room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The thread of the room.
    pub thread: String,
    /// How many people are in it, without us; `None` where the channel does not say.
    pub people: Option<u32>,
    /// Who has been seen there.
    pub here: Vec<Member>,
    /// Who has left.
    pub gone: Vec<String>,
}

row! {
    struct Row {
        sender: String,
        private: String,
    }
}

/// Keeps what a channel knows of a room now, beside what was seen before.
pub async fn see(tx: &mut Tx, company: Uuid, channel: &str, seen: &Seen, now: DateTime<Utc>) -> Result<()> {
    let people = seen.people.map(|people| i32::try_from(people).unwrap_or(i32::MAX));
    on!(tx, c => sqlx::query(SEE.at(c)).bind(company).bind(channel).bind(&seen.thread).bind(people)
        .bind(stored_time(now)).execute(&mut *c).await.map(drop))?;
    for member in &seen.here {
        on!(tx, c => sqlx::query(COME.at(c)).bind(company).bind(channel).bind(&seen.thread).bind(&member.sender)
            .bind(&member.private).bind(stored_time(now)).execute(&mut *c).await.map(drop))?;
    }
    for sender in &seen.gone {
        on!(tx, c => sqlx::query(GO.at(c)).bind(company).bind(channel).bind(&seen.thread).bind(sender)
            .execute(&mut *c).await.map(drop))?;
    }
    Ok(())
}

/// What is known of a room; `None` where a thread is none.
pub async fn of(tx: &mut Tx, company: Uuid, channel: &str, thread: &str) -> Result<Option<Seen>> {
    let people: Option<Option<i32>> = on!(tx, c => sqlx::query_scalar(ROOM.at(c)).bind(company).bind(channel)
        .bind(thread).fetch_optional(&mut *c).await)?;
    let Some(people) = people else { return Ok(None) };
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(MEMBERS.at(c)).bind(company).bind(channel).bind(thread)
        .fetch_all(&mut *c).await)?;
    let here = rows.into_iter().map(|r| Member { sender: r.sender, private: r.private }).collect();
    let people = people.and_then(|people| u32::try_from(people).ok());
    Ok(Some(Seen { thread: thread.into(), people, here, gone: Vec::new() }))
}
