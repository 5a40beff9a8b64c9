//! What a conversation remembers between messages; its shape is the conversation's own.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Result,
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::{Key, Language};

statements! {
    LOAD = "select body, language, updated_at from conversation
        where company_id = $1 and channel = $2 and thread = $3 and person = $4";
    SAVE = "insert into conversation (company_id, channel, thread, person, body, language, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (company_id, channel, thread, person)
        do update set body = excluded.body, language = excluded.language, updated_at = excluded.updated_at";
    NEWEST = "select c.channel, c.thread from conversation c where c.company_id = $1 and c.person = $2
        and not exists (select 1 from room r
            where r.company_id = c.company_id and r.channel = c.channel and r.thread = c.thread)
        order by c.updated_at desc, c.channel, c.thread limit 1";
}

/// Which conversation: a thread of a channel may have several people, each with their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The company.
    pub company: Uuid,
    /// The channel.
    pub channel: String,
    /// The thread of the channel.
    pub thread: String,
    /// With whom.
    pub person: Key,
}

/// What a conversation remembers.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversation {
    /// What was said and is expected, as the conversation writes it.
    pub body: Value,
    /// The language it is in.
    pub language: Language,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

row! {
    struct Row {
        body: Json<Value>,
        language: String,
        updated_at: DateTime<Utc>,
    }
}

/// What a conversation remembers; `None` for one that has not begun.
pub async fn load(tx: &mut Tx, place: &Place) -> Result<Option<Conversation>> {
    let row: Option<Row> = on!(tx, c => sqlx::query_as(LOAD.at(c)).bind(place.company).bind(&place.channel)
        .bind(&place.thread).bind(place.person.as_str()).fetch_optional(&mut *c).await)?;
    Ok(row.map(|r| Conversation {
        body: r.body.0,
        language: Language::from_code(&r.language),
        updated_at: r.updated_at,
    }))
}

/// Keeps what a conversation remembers.
pub async fn save(tx: &mut Tx, place: &Place, conversation: &Conversation) -> Result<()> {
    on!(tx, c => sqlx::query(SAVE.at(c)).bind(place.company).bind(&place.channel).bind(&place.thread)
        .bind(place.person.as_str()).bind(Json(&conversation.body)).bind(conversation.language.code())
        .bind(stored_time(conversation.updated_at)).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// The channel and thread where a person was last talked with alone: where to reach them.
pub async fn newest(tx: &mut Tx, company: Uuid, person: &Key) -> Result<Option<(String, String)>> {
    Ok(on!(tx, c => sqlx::query_as(NEWEST.at(c)).bind(company).bind(person.as_str()).fetch_optional(&mut *c).await)?)
}
