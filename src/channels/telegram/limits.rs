//! How fast we send: one message a second to a chat, and fewer than thirty a second in all, so that Telegram seldom has
//! to ask us to wait. The limits are those of this process.

use std::{
    num::NonZeroU32,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::time::Instant;

use super::Timing;

/// How many may go at once over all chats.
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(3);

/// From how many chats on those that have been quiet are forgotten.
const MANY_CHATS: usize = 4096;

/// What holds messages back.
pub(super) struct Limits {
    all: DefaultDirectRateLimiter,
    /// `None` where messages to one chat need no pause between them.
    chats: Option<DefaultKeyedRateLimiter<i64>>,
    held_until: Mutex<Option<Instant>>,
}

impl Limits {
    pub(super) fn new(timing: &Timing) -> Limits {
        Limits {
            all: RateLimiter::direct(Quota::per_second(timing.per_second).allow_burst(BURST)),
            chats: Quota::with_period(timing.between).map(RateLimiter::keyed),
            held_until: Mutex::new(None),
        }
    }

    /// Waits until a message may go to a chat.
    pub(super) async fn message(&self, chat: i64) {
        if let Some(chats) = &self.chats {
            if chats.len() > MANY_CHATS {
                chats.retain_recent();
            }
            chats.until_key_ready(&chat).await;
        }
        self.edit().await;
    }

    /// Waits until an edit may go: it brings nobody a new message, so only all of them together are limited.
    pub(super) async fn edit(&self) {
        loop {
            let held = *self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
            match held.filter(|until| *until > Instant::now()) {
                Some(until) => tokio::time::sleep_until(until).await,
                None => break,
            }
        }
        self.all.until_ready().await;
    }

    /// Holds everything for a while.
    pub(super) fn hold(&self, pause: Duration) {
        let until = Instant::now() + pause;
        let mut held = self.held_until.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(held.map_or(until, |before| before.max(until)));
    }
}
