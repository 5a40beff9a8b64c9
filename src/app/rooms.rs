//! Group chats: who is in the one that a message comes from, as far as is known.

use super::{App, Company, Error, people};
use crate::{
    domain::access::Room,
    store::{inbox::Inbound, rooms},
};

/// The room that a message was said in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Who is in it.
    pub room: Room,
    /// The thread of the speaker's private chat.
    pub private: String,
}

/// The room that a message was said in; `None` for a private chat. Whoever was seen there and is nobody of the company, or
/// has left it, is an outsider; where more are in it than were seen, or nobody knows how many, some are unseen.
pub async fn of(app: &App, company: &Company, message: &Inbound) -> Result<Option<Found>, Error> {
    let mut tx = app.store.read().await?;
    let seen = rooms::of(&mut tx, company.id, &message.channel, &message.thread).await?;
    drop(tx);
    let Some(seen) = seen else { return Ok(None) };
    let known = u32::try_from(seen.here.len()).unwrap_or(u32::MAX);
    let mut room = Room { unseen: seen.people.is_none_or(|people| people > known), ..Room::default() };
    let mut private = message.sender.clone();
    for member in seen.here {
        match people::speaker(app, company, &message.channel, &member.sender, message.sent_at).await? {
            Some(actor) => room.members.push(actor.person),
            None => room.outsiders = true,
        }
        if member.sender == message.sender {
            private = member.private;
        }
    }
    Ok(Some(Found { room, private }))
}
