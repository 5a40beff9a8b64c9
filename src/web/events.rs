//! Replies as they come, as server-sent events that can be resumed.
//!
//! Ids of replies grow with time, though two of one moment may become visible in the other order: so whoever resumes
//! gets the minute before again, and the page drops what it has.

use std::{collections::HashSet, convert::Infallible, time::Duration};

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use tokio::{
    sync::{broadcast, mpsc},
    time::Instant,
};
use tokio_stream::wrappers::ReceiverStream;
use uuid::Uuid;

use super::{
    Web,
    chat::reply_entry,
    refusal::Refusal,
    visitor::{Visitor, visitor},
};
use crate::{
    app::{Error, transcript},
    channels::web::{CHANNEL, thread},
};

/// How far back a resumed stream begins before what the page has.
const OVERLAP: chrono::Duration = chrono::Duration::minutes(1);

/// How often to look although no bell has rung: another process may have delivered something.
const LOOK: Duration = Duration::from_secs(1);

/// How often to see whether the session still stands.
const CHECK: Duration = Duration::from_secs(20);

/// How many events may wait for a slow reader.
const AHEAD: usize = 32;

/// Where to resume, for a page that connects anew.
#[derive(Deserialize)]
pub struct After {
    /// The newest entry it has.
    after: Option<Uuid>,
}

/// The stream of a visitor's conversation.
pub async fn events(
    State(web): State<Web>,
    Query(After { after }): Query<After>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let visitor = visitor(&web, &headers).await?;
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|id| id.parse().ok());
    let since = last.or(after).and_then(made_at).unwrap_or_else(Utc::now) - OVERLAP;
    let (events, stream) = mpsc::channel(AHEAD);
    tokio::spawn(follow(web, headers, visitor, since, events));
    let stream = Sse::new(ReceiverStream::new(stream)).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)));
    Ok(([("x-accel-buffering", "no")], stream).into_response())
}

fn made_at(id: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

type Events = mpsc::Sender<Result<Event, Infallible>>;

async fn follow(web: Web, headers: HeaderMap, who: Visitor, since: DateTime<Utc>, events: Events) {
    let mut follower = Follower { thread: thread(&who.actor.person), since, sent: HashSet::new() };
    // Subscribed before looking, so what is written while we look is not missed.
    let mut bell = web.app.bells.shown.subscribe();
    let mut checked = Instant::now();
    loop {
        match follower.send(&web, &who, &events).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => tracing::warn!(%error, "a stream could not be read on"),
        }
        let is_called = tokio::select! {
            () = called(&mut bell, &follower.thread) => true,
            () = tokio::time::sleep(LOOK) => false,
            () = events.closed() => return,
        };
        let is_due = checked.elapsed() > CHECK;
        if !is_due && !is_called {
            continue;
        }
        if !stays(&web, &headers, &who).await {
            let _ = events.send(Ok(Event::default().event("logout").data("{}"))).await;
            return;
        }
        if is_due {
            checked = Instant::now();
            if events.send(Ok(Event::default().event("ping").data("{}"))).await.is_err() {
                return;
            }
        }
    }
}

/// Waits until the bell rings for a thread, or so often that some rings may have been missed.
async fn called(bell: &mut broadcast::Receiver<String>, thread: &str) {
    loop {
        match bell.recv().await {
            Ok(rung) if rung != thread => {}
            Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return,
            // The program is ending; the stream is closed from outside.
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Whether the session still stands and is still that person's. A database that is away ends no session.
async fn stays(web: &Web, headers: &HeaderMap, who: &Visitor) -> bool {
    match visitor(web, headers).await {
        Ok(now) => now.actor.person == who.actor.person,
        Err(Refusal::Stranger) => false,
        Err(_) => true,
    }
}

struct Follower {
    thread: String,
    since: DateTime<Utc>,
    sent: HashSet<Uuid>,
}

impl Follower {
    /// Sends what is new. `false` where nobody listens any more.
    async fn send(&mut self, web: &Web, who: &Visitor, events: &Events) -> Result<bool, Error> {
        loop {
            let found = transcript::replies_since(&web.app, &who.actor, CHANNEL, &self.thread, self.since, 500).await?;
            let many = found.len() == 500;
            let newest = found.iter().map(|stored| stored.created_at).max();
            let ids: HashSet<Uuid> = found.iter().map(|stored| stored.id).collect();
            for stored in found.iter().filter(|stored| !self.sent.contains(&stored.id)) {
                let event = Event::default().event("reply").id(stored.id.to_string());
                let Ok(event) = event.json_data(reply_entry(stored)) else { continue };
                if events.send(Ok(event)).await.is_err() {
                    return Ok(false);
                }
            }
            // What is older than the overlap is not looked at again, so it need not be remembered.
            self.sent = ids;
            let Some(newest) = newest else { return Ok(true) };
            self.since = self.since.max(if many { newest } else { newest - OVERLAP });
            if !many {
                return Ok(true);
            }
        }
    }
}
