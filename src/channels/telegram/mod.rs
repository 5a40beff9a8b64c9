//! Telegram, by long polling: nothing has to be reachable from outside.
//!
//! **In.** A batch of updates is written to the inbox in one commit, and only the next `getUpdates` confirms it: what is
//! confirmed is on disk. Telegram keeps the offset; what was not confirmed comes again under the same id, and the inbox
//! knows it. In groups the bot hears what names it or replies to it, and keeps who is seen there: with how many Telegram
//! says there are, that decides what may be said in it ([`crate::conversation::room`]).
//!
//! **Out.** Replies go from the outbox to `sendMessage`, or to `editMessageText` where a card is shown anew. Telegram has
//! no idempotency key, so what can be promised is: never not sent; sent twice only where the program was killed, or
//! Telegram's answer lost, between the sending and its record.
//!
//! Ids: a message is `CHAT:MESSAGE`, its edited form `CHAT:MESSAGE:eUPDATE`, a press `press:CALLBACK`. A message of ours
//! is kept as `CHAT:MESSAGE` too, so that a reply to it is found.

mod bot;
mod keyboard;
mod limits;
mod poll;
mod presses;
mod send;
mod split;
mod update;

use std::{num::NonZeroU32, time::Duration};

use futures::future::join_all;
use uuid::Uuid;

pub use self::bot::{Bot, Fault, Me, Unusable};
use crate::{app::App, conversation::deliver};

/// The name of this channel in inbox and outbox.
pub const CHANNEL: &str = "telegram";

/// How many replies are delivered side by side: one chat that is slow holds up none of the others for long. The outbox
/// keeps the order within a chat.
const SIDE_BY_SIDE: usize = 4;

/// How long things take and how often they may be done. Tests use shorter times.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// How long Telegram holds a `getUpdates` while there is nothing new, in whole seconds.
    pub poll: Duration,
    /// The longest that a call takes; a `getUpdates` may take [`Timing::poll`] more.
    pub call: Duration,
    /// The longest that the delivery of one reply takes: shorter than the lease of a delivery.
    pub delivery: Duration,
    /// The pause after the first failure; it doubles with each further one.
    pub first_pause: Duration,
    /// The longest pause where Telegram cannot be reached.
    pub longest_pause: Duration,
    /// The pause where trying again soon helps nobody: a wrong token, a second poller, a webhook.
    pub slow: Duration,
    /// The pause between two messages to one chat.
    pub between: Duration,
    /// How many messages and edits a second, over all chats.
    pub per_second: NonZeroU32,
    /// The longest that all chats are held when Telegram asks one to wait: it does not say whom it means.
    pub hold: Duration,
}

impl Default for Timing {
    fn default() -> Timing {
        Timing {
            poll: Duration::from_secs(25),
            call: Duration::from_secs(15),
            delivery: Duration::from_secs(45),
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            slow: Duration::from_secs(60),
            between: Duration::from_secs(1),
            // Telegram names 30; with the burst that the limiter allows this stays below it in any second.
            per_second: NonZeroU32::MIN.saturating_add(24),
            hold: Duration::from_secs(3),
        }
    }
}

/// Runs the channel for a company until the future is dropped. Nothing that Telegram does ends it: a network that is
/// away is waited for, a wrong token is logged and tried again now and then.
pub async fn run(app: App, company: Uuid, bot: Bot) {
    let me = poll::greeted(&bot).await;
    let out = send::Out::new(&bot);
    let deliveries = join_all((0..SIDE_BY_SIDE).map(|_| deliver::run(&app, company, &out)));
    futures::join!(poll::run(&app, company, &bot, &me), deliveries);
}
