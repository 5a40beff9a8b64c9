//! Pressing a button: it says what it stands for, in reply to the message it is on.

use chrono::Utc;
use uuid::Uuid;

use super::reply::{Button, Reply};
use crate::{
    app::{App, Error},
    store::{inbox::Inbound, outbox},
};

/// What pressing a button comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Pressed {
    /// A message, to be received like any other.
    Says(Inbound),
    /// The message it is on has been replaced since, or is none of this thread.
    Stale,
}

/// A button of a message of ours.
#[derive(Clone, Debug)]
pub struct Press<'a> {
    /// The company.
    pub company: Uuid,
    /// The channel.
    pub channel: &'a str,
    /// The thread it was pressed in.
    pub thread: &'a str,
    /// Who pressed, as the channel knows them.
    pub sender: &'a str,
    /// The id of the press on the channel.
    pub external_id: &'a str,
    /// The message it is on.
    pub message: Uuid,
    /// Which of its buttons, from 0.
    pub button: usize,
}

/// Turns a press into the message that it says. Buttons of a card that was shown anew since say nothing.
pub async fn press(app: &App, press: &Press<'_>) -> Result<Pressed, Error> {
    let mut tx = app.store.read().await?;
    let Some(stored) = outbox::by_id(&mut tx, press.company, press.message).await? else { return Ok(Pressed::Stale) };
    let message = &stored.message;
    if message.channel != press.channel || message.thread != press.thread {
        return Ok(Pressed::Stale);
    }
    if let Some(report) = message.about {
        let newest = outbox::newest_about(&mut tx, press.company, press.channel, press.thread, report).await?;
        if newest != Some(press.message) {
            return Ok(Pressed::Stale);
        }
    }
    let Ok(reply) = serde_json::from_value::<Reply>(message.body.clone()) else { return Ok(Pressed::Stale) };
    let Some(Button { says, .. }) = shown(&reply, press.button) else { return Ok(Pressed::Stale) };
    let mut inbound = Inbound::said(
        press.company,
        press.channel,
        press.external_id,
        press.thread,
        press.sender,
        says.clone(),
        Utc::now(),
    );
    inbound.reply_to = stored.sent_as;
    Ok(Pressed::Says(inbound))
}

/// The button at a place of what was shown: of the card, where the reply was shown in place of one.
fn shown(reply: &Reply, place: usize) -> Option<&Button> {
    match &reply.in_place {
        Some(in_place) if reply.buttons.is_empty() => in_place.buttons.get(place),
        _ => reply.buttons.get(place),
    }
}
