//! Into the inbox: a message is written down before it is acknowledged, with the room that it comes from.

use std::sync::Arc;

use chrono::Utc;
use uuid::Uuid;

use crate::{
    app::{App, Error},
    store::{
        self,
        inbox::{self, Inbound},
        rooms::{self, Seen},
    },
};

/// How long a sender waits to hear whether a message was taken in.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(2200);

/// How often the same is tried at once when another transaction was in the way.
const TRIES: usize = 3;

/// Writes a message down. Only then may it be acknowledged.
pub async fn receive(app: &App, message: Inbound) -> Result<(), Error> {
    receive_all(app, vec![message]).await
}

/// Writes messages down in one commit. An error comes soon, whatever the database does; then they may be sent again.
pub async fn receive_all(app: &App, messages: Vec<Inbound>) -> Result<(), Error> {
    receive_with(app, messages, Vec::new()).await
}

/// A room of a company's channel, as it is seen with the messages that come from there.
#[derive(Clone, Debug)]
pub struct SeenRoom {
    /// The company.
    pub company: Uuid,
    /// The channel.
    pub channel: &'static str,
    /// What is seen of it.
    pub seen: Seen,
}

/// The same with the rooms that messages come from: a message of a room is never taken for one of a private chat.
pub async fn receive_with(app: &App, messages: Vec<Inbound>, rooms: Vec<SeenRoom>) -> Result<(), Error> {
    if messages.is_empty() && rooms.is_empty() {
        return Ok(());
    }
    let (messages, rooms, now): (Arc<[Inbound]>, Arc<[SeenRoom]>, _) = (messages.into(), rooms.into(), Utc::now());
    let received = again_on_collision(|| {
        let (messages, rooms) = (messages.clone(), rooms.clone());
        app.store.write(move |tx| {
            Box::pin(async move {
                for room in rooms.iter() {
                    rooms::see(tx, room.company, room.channel, &room.seen, now).await?;
                }
                inbox::receive_many(tx, &messages, now).await.map_err(Error::from)
            })
        })
    });
    let in_time = tokio::time::timeout(PATIENCE, received).await;
    in_time.unwrap_or(Err(Error::Unavailable(store::Error::Late)))?;
    app.bells.inbox.notify_waiters();
    Ok(())
}

/// Does something that another transaction may be in the way of: then the same again, a few times.
pub(super) async fn again_on_collision<T, F: Future<Output = Result<T, Error>>>(
    work: impl Fn() -> F,
) -> Result<T, Error> {
    let mut tries = 1;
    loop {
        match work().await {
            Err(Error::Unavailable(error)) if error.is_collision() && tries < TRIES => tries += 1,
            ended => return ended,
        }
    }
}
