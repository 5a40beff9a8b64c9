//! The chat's API: what was said, and saying, pressing and editing. A message is on disk before it is acknowledged.

use axum::{
    Json,
    extract::{Path, Query, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Web,
    refusal::Refusal,
    visitor::{Visitor, changing, visitor},
};
use crate::{
    app::{Actor, login, transcript},
    channels::web::{CHANNEL, thread},
    conversation::{
        press::{self, Press, Pressed},
        worker,
    },
    domain::Key,
    store::{inbox::Inbound, outbox::Stored, reports::NewReport},
};

/// How many replies a page of history has.
const PAGE: u32 = 40;

/// Where a page of history ends.
#[derive(Deserialize)]
pub struct Before {
    /// The id of the oldest entry that is known.
    before: Option<Uuid>,
}

/// What was said, oldest first.
pub async fn history(
    State(web): State<Web>,
    Query(Before { before }): Query<Before>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let Visitor { actor, .. } = visitor(&web, &headers).await?;
    let before = before.and_then(time_of).unwrap_or_else(|| Utc::now() + chrono::Duration::minutes(5));
    let thread = thread(&actor.person);
    let replies = transcript::replies_before(&web.app, &actor, CHANNEL, &thread, before, PAGE).await?;
    let more = replies.len() == PAGE as usize;
    let oldest = replies.last().filter(|_| more).map(|r| r.created_at);
    let own = transcript::own_reports_before(&web.app, &actor, CHANNEL, before, PAGE * 2).await?;
    let mut entries: Vec<(DateTime<Utc>, Value)> = replies.iter().map(|r| (r.created_at, reply_entry(r))).collect();
    // A page of reports reaches as far back as its replies do.
    let own = own.iter().filter(|report| oldest.is_none_or(|oldest| report.sent_at >= oldest));
    entries.extend(own.map(|report| (report.sent_at, own_entry(report))));
    entries.sort_by_key(|(at, _)| *at);
    let entries: Vec<Value> = entries.into_iter().map(|(_, entry)| entry).collect();
    let mut page = json!({ "me": person(&actor, &actor.person), "more": more, "entries": entries });
    if web.site.demo.is_some() {
        page["people"] = actor.company.org.people.iter().map(|p| person(&actor, &p.id)).collect();
    }
    Ok(Json(page).into_response())
}

fn person(actor: &Actor, key: &Key) -> Value {
    let org = &actor.company.org;
    let position = org.person(key).map(|p| p.position.clone()).unwrap_or_default();
    json!({ "key": key, "name": org.name(key), "position": position })
}

/// The id that the page gave to a message, a press or an edit.
fn given(external_id: &str) -> &str {
    external_id.rsplit(':').next().unwrap_or(external_id)
}

/// A reply as the page shows it.
pub fn reply_entry(stored: &Stored) -> Value {
    json!({
        "id": stored.id,
        "at": stored.created_at,
        "from": "zhixing",
        "to": stored.message.reply_to.as_deref().map(given),
        "about": stored.message.about,
        "reply": stored.message.body,
    })
}

fn own_entry(report: &NewReport) -> Value {
    json!({
        "id": report.id,
        "at": report.sent_at,
        "from": "me",
        "message": given(&report.external_id),
        "text": report.text,
        "report": report.id,
    })
}

/// When an id was made: ids of entries grow with time.
fn time_of(id: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

/// What a page sent, or why it cannot be read.
type Sent<T> = Result<Json<T>, JsonRejection>;

fn read<T>(sent: Sent<T>) -> Result<T, Refusal> {
    match sent {
        Ok(Json(value)) => Ok(value),
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(Refusal::TooLarge),
        Err(_) => Err(Refusal::Bad),
    }
}

/// Something said.
#[derive(Deserialize)]
pub struct Said {
    /// Made by the page, so that sending again is the same message.
    id: Uuid,
    /// What it says.
    text: String,
    /// The entry it replies to.
    reply_to: Option<Uuid>,
}

/// Takes a message in.
pub async fn say(State(web): State<Web>, headers: HeaderMap, said: Sent<Said>) -> Result<Response, Refusal> {
    let visitor = changing(&web, &headers).await?;
    let said = read(said)?;
    let mut inbound = inbound(&web, &visitor, said.id, &said.text)?;
    inbound.reply_to = said.reply_to.map(|id| id.to_string());
    receive(&web, said.id, inbound).await
}

/// An own message edited.
#[derive(Deserialize)]
pub struct Edited {
    /// Made by the page.
    id: Uuid,
    /// The message as it was sent.
    message: String,
    /// What it says now.
    text: String,
}

/// Takes an edited message in: its report is read again.
pub async fn edit(State(web): State<Web>, headers: HeaderMap, edited: Sent<Edited>) -> Result<Response, Refusal> {
    let visitor = changing(&web, &headers).await?;
    let edited = read(edited)?;
    let mut inbound = inbound(&web, &visitor, edited.id, &edited.text)?;
    inbound.revises = Some(format!("{}:{}", visitor.actor.person, edited.message));
    receive(&web, edited.id, inbound).await
}

fn inbound(web: &Web, visitor: &Visitor, id: Uuid, text: &str) -> Result<Inbound, Refusal> {
    let person = &visitor.actor.person;
    web.limits.check_key(&person.to_string()).map_err(|_| Refusal::TooFast)?;
    // No database keeps NUL in text.
    let text = text.replace('\0', "\u{fffd}");
    let company = visitor.actor.company.id;
    // Ids are the page's own, so two people's may be the same.
    let external_id = format!("{person}:{id}");
    Ok(Inbound::said(company, CHANNEL, external_id, thread(person), person.to_string(), text, Utc::now()))
}

async fn receive(web: &Web, id: Uuid, inbound: Inbound) -> Result<Response, Refusal> {
    let ack = json!({ "ack": id });
    worker::receive(&web.app, inbound).await?;
    Ok((StatusCode::ACCEPTED, Json(ack)).into_response())
}

/// A button pressed.
#[derive(Deserialize)]
pub struct Button {
    /// Made by the page.
    id: Uuid,
    /// The entry it is on.
    entry: Uuid,
    /// Which of its buttons, from 0.
    button: usize,
}

/// Takes a press in as what the button says.
pub async fn press(State(web): State<Web>, headers: HeaderMap, button: Sent<Button>) -> Result<Response, Refusal> {
    let Visitor { actor, .. } = changing(&web, &headers).await?;
    let button = read(button)?;
    let person = actor.person.to_string();
    web.limits.check_key(&person).map_err(|_| Refusal::TooFast)?;
    let press = Press {
        company: actor.company.id,
        channel: CHANNEL,
        thread: &thread(&actor.person),
        sender: &person,
        external_id: &format!("press:{person}:{}", button.id),
        message: button.entry,
        button: button.button,
    };
    match press::press(&web.app, &press).await? {
        Pressed::Says(inbound) => receive(&web, button.id, inbound).await,
        Pressed::Stale => Err(Refusal::Stale),
    }
}

/// A report's text, for a citation to open.
pub async fn report(State(web): State<Web>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Refusal> {
    let Visitor { actor, .. } = visitor(&web, &headers).await?;
    let id: Uuid = id.parse().map_err(|_| Refusal::NotFound)?;
    let report = transcript::report(&web.app, &actor, id).await?;
    let author = actor.company.org.name(&report.author);
    Ok(Json(json!({ "author": author, "sent_at": report.sent_at, "text": report.text })).into_response())
}

/// Whom to be, in the demo.
#[derive(Deserialize)]
pub struct As {
    /// The person's key.
    person: Key,
}

/// Makes the visitor another person: in the demo only.
pub async fn become_person(State(web): State<Web>, headers: HeaderMap, sent: Sent<As>) -> Result<Response, Refusal> {
    if web.site.demo.is_none() {
        return Err(Refusal::NotFound);
    }
    let visitor = changing(&web, &headers).await?;
    let As { person } = read(sent)?;
    login::become_person(&web.app, &visitor.actor.company, &visitor.secret, &person).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
