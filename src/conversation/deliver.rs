//! From the outbox to a channel, and on when the channel is slow, full, gone or refuses.

use std::time::Duration;

use chrono::Utc;
use futures::future::BoxFuture;
use uuid::Uuid;

use super::reply::Reply;
use crate::{
    app::{App, Error},
    store::outbox::{self, Delivery},
};

/// How long one delivery is held. A channel must give up on a call before this.
const LEASE: chrono::Duration = chrono::Duration::seconds(60);

/// How long delivering is tried where a channel cannot be reached.
const PATIENCE: chrono::Duration = chrono::Duration::days(1);

/// The longest pause between two tries.
const LONGEST_PAUSE: chrono::Duration = chrono::Duration::seconds(60);

/// How often to look although no bell has rung: another process may have written.
const LOOK: Duration = Duration::from_millis(500);

/// A way out: it shows replies to people. A way in needs no trait: it calls [`super::worker::receive`].
pub trait Channel: Send + Sync {
    /// Its name in inbox and outbox.
    fn name(&self) -> &'static str;

    /// Shows a reply. Gives the id it got there.
    fn send<'a>(&'a self, sending: &'a Sending) -> BoxFuture<'a, Result<Option<String>, Undelivered>>;

    /// Called when it is written down that something was shown.
    fn shown(&self, _sending: &Sending) {}
}

/// A reply to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Sending {
    /// Its id inside.
    pub id: Uuid,
    /// The conversation it goes to.
    pub thread: String,
    /// What to show.
    pub reply: Reply,
    /// The message it answers, by its id on the channel.
    pub reply_to: Option<String>,
    /// The newest message that shows the same card, by its id on the channel: what to edit.
    pub earlier: Option<String>,
}

/// Why a reply was not delivered.
#[derive(Clone, Debug, PartialEq)]
pub enum Undelivered {
    /// The channel asks to wait.
    Wait(Duration),
    /// It cannot be reached, or is in trouble: tried again for a day.
    Unreachable(String),
    /// It will never take it: its receiver has gone, or it is no good.
    Refused(String),
}

/// Delivers what waits for a channel, again and again, until the future is dropped.
pub async fn run(app: &App, company: Uuid, channel: &dyn Channel) {
    loop {
        let bell = app.bells.outbox.notified();
        if let Err(error) = all(app, company, channel).await {
            tracing::warn!(%error, channel = channel.name(), "the outbox could not be worked on");
        }
        // A bell that is missed, and one rung in another process, cost a moment.
        let _ = tokio::time::timeout(LOOK, bell).await;
    }
}

/// Delivers everything that can be delivered now. Says how many were.
pub async fn all(app: &App, company: Uuid, channel: &dyn Channel) -> Result<usize, Error> {
    let mut sent = 0;
    while let Some(delivery) = outbox::take_for(&app.store, company, channel.name(), None, Utc::now(), LEASE).await? {
        sent += usize::from(one(app, channel, &delivery).await?);
    }
    Ok(sent)
}

async fn one(app: &App, channel: &dyn Channel, delivery: &Delivery) -> Result<bool, Error> {
    let Some(sending) = sending(app, delivery).await? else {
        outbox::set_aside(&app.store, delivery, "it cannot be read", Utc::now()).await?;
        return Ok(false);
    };
    let now = Utc::now;
    match channel.send(&sending).await {
        Ok(sent_as) => {
            outbox::sent(&app.store, delivery, sent_as.as_deref(), now()).await?;
            channel.shown(&sending);
            return Ok(true);
        }
        Err(Undelivered::Wait(pause)) => {
            let pause = chrono::Duration::from_std(pause).unwrap_or(LONGEST_PAUSE);
            outbox::put_off(&app.store, delivery, "the channel asked to wait", now() + pause).await?;
        }
        Err(Undelivered::Unreachable(why)) if now() - delivery.created_at < PATIENCE => {
            tracing::info!(channel = channel.name(), why, "a reply could not be delivered yet");
            let pause = chrono::Duration::seconds(1_i64 << delivery.lease.attempts.clamp(0, 6)).min(LONGEST_PAUSE);
            outbox::put_off(&app.store, delivery, &why, now() + pause).await?;
        }
        Err(Undelivered::Unreachable(why) | Undelivered::Refused(why)) => {
            tracing::warn!(channel = channel.name(), why, "a reply was set aside");
            outbox::set_aside(&app.store, delivery, &why, now()).await?;
        }
    }
    Ok(false)
}

async fn sending(app: &App, delivery: &Delivery) -> Result<Option<Sending>, Error> {
    let message = &delivery.message;
    let Ok(reply) = serde_json::from_value::<Reply>(message.body.clone()) else { return Ok(None) };
    let mut tx = app.store.read().await?;
    let earlier = match message.about.filter(|_| reply.in_place.is_some()) {
        Some(report) => outbox::shown_as(&mut tx, message.company, &message.channel, &message.thread, report).await?,
        None => None,
    };
    Ok(Some(Sending {
        id: delivery.lease.id,
        thread: message.thread.clone(),
        reply,
        reply_to: message.reply_to.clone(),
        earlier,
    }))
}
