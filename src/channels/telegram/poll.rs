//! Asking for updates, again and again. A batch is stored before the next question confirms it.

use chrono::Utc;
use futures::future::join_all;
use serde_json::value::RawValue;
use uuid::Uuid;

use super::{
    Bot, CHANNEL, Fault, Me, Timing,
    presses::{self, Answer, Presses},
    update::{self, InGroup, Incoming},
};
use crate::{
    app::{App, Error},
    conversation::worker::{self, SeenRoom},
    store::inbox::Inbound,
};

/// Why a round of asking came to nothing.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("{0}")]
    Telegram(#[from] Fault),
    #[error("messages could not be stored: {0}")]
    Store(#[from] Error),
    #[error("its updates have no numbers")]
    Unnumbered,
}

/// The pause before the next try: longer with each failure, and short again after a success.
struct Pauses<'a> {
    timing: &'a Timing,
    failures: u32,
    said: String,
}

impl<'a> Pauses<'a> {
    fn new(timing: &'a Timing) -> Pauses<'a> {
        Pauses { timing, failures: 0, said: String::new() }
    }

    fn over(&mut self) {
        if self.failures > 0 {
            tracing::info!("Telegram answers again");
        }
        self.failures = 0;
        self.said.clear();
    }

    /// Logs what is new and waits.
    async fn after(&mut self, trouble: &Trouble) {
        let words = trouble.to_string();
        if self.said != words {
            tracing::warn!(trouble = words, hint = hint(trouble), "Telegram cannot be read; it is tried again");
            self.said = words;
        }
        let doubled = self.timing.first_pause.saturating_mul(1 << self.failures.min(10));
        self.failures += 1;
        let pause = match trouble {
            Trouble::Telegram(Fault::Wait(asked)) => *asked,
            Trouble::Telegram(Fault::Token | Fault::Conflict(_) | Fault::Refused { .. }) => self.timing.slow,
            Trouble::Telegram(Fault::Unreachable(_)) | Trouble::Store(_) | Trouble::Unnumbered => {
                doubled.min(self.timing.longest_pause)
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// What to do about it.
fn hint(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Telegram(Fault::Conflict(why)) if why.contains("webhook") => {
            "the bot has a webhook, set by another program: call deleteWebhook with this token once"
        }
        Trouble::Telegram(Fault::Conflict(_)) => "another program runs with this token: stop it, or use a second bot",
        Trouble::Telegram(Fault::Token) => "nothing is received or sent by Telegram until then",
        Trouble::Telegram(Fault::Unreachable(_)) => {
            "behind a firewall set HTTPS_PROXY, or telegram_url to a Bot API server that can be reached"
        }
        Trouble::Telegram(Fault::Wait(_) | Fault::Refused { .. }) | Trouble::Store(_) | Trouble::Unnumbered => "",
    }
}

/// Who the bot is, once Telegram answers.
pub(super) async fn greeted(bot: &Bot) -> Me {
    let mut pauses = Pauses::new(&bot.timing);
    loop {
        match bot.me().await {
            Ok(me) => {
                pauses.over();
                tracing::info!(bot = me.username, "Telegram is connected");
                return me;
            }
            Err(fault) => pauses.after(&fault.into()).await,
        }
    }
}

/// Receives until the future is dropped.
pub(super) async fn run(app: &App, company: Uuid, bot: &Bot, me: &Me) {
    let mut poller = Poller { app, company, bot, me, presses: Presses::default() };
    let mut pauses = Pauses::new(&bot.timing);
    // Telegram knows where we are: the first question has no offset and gets all that was not confirmed.
    let mut offset = None;
    loop {
        match poller.round(offset).await {
            Ok(next) => {
                offset = next;
                pauses.over();
            }
            // The offset stays: what could not be stored is given again.
            Err(trouble) => pauses.after(&trouble).await,
        }
    }
}

/// What a batch of updates comes to.
#[derive(Default)]
struct Batch {
    messages: Vec<Inbound>,
    rooms: Vec<SeenRoom>,
    answers: Vec<Answer>,
}

struct Poller<'a> {
    app: &'a App,
    company: Uuid,
    bot: &'a Bot,
    me: &'a Me,
    presses: Presses,
}

impl Poller<'_> {
    /// Asks once and stores what comes. Gives the next offset.
    async fn round(&mut self, offset: Option<i64>) -> Result<Option<i64>, Trouble> {
        let updates = self.bot.updates(offset).await?;
        if updates.is_empty() {
            return Ok(offset);
        }
        let last = updates.iter().filter_map(|u| update::number(u.get())).max().ok_or(Trouble::Unnumbered)?;
        let Batch { messages, rooms, answers } = self.read(&updates).await?;
        worker::receive_with(self.app, messages, rooms).await?;
        join_all(answers.into_iter().map(|answer| self.answer(answer))).await;
        Ok(Some(last + 1))
    }

    /// What a batch says, in its order, and what is told to those who pressed buttons.
    async fn read(&mut self, updates: &[Box<RawValue>]) -> Result<Batch, Error> {
        let mut batch = Batch::default();
        for update in updates {
            match self.incoming(update.get()) {
                Incoming::Said(inbound) => batch.messages.push(*inbound),
                Incoming::InGroup(group) => {
                    let InGroup { mut seen, said } = *group;
                    // Who may be told what hangs on how many listen: asked anew for each message that is answered.
                    if said.is_some() {
                        seen.people = self.people(&seen.thread).await;
                    }
                    batch.rooms.push(SeenRoom { company: self.company, channel: CHANNEL, seen });
                    batch.messages.extend(said);
                }
                Incoming::Pressed(press) => {
                    let (says, answer) = self.presses.read(self.app, self.company, &press).await?;
                    batch.messages.extend(says);
                    batch.answers.push(answer);
                }
                Incoming::Nothing => {}
            }
        }
        presses::set_in_order(&mut batch.messages, Utc::now());
        Ok(batch)
    }

    /// How many are in a group besides us; `None` where Telegram does not say.
    async fn people(&self, group: &str) -> Option<u32> {
        match self.bot.count(group.parse().ok()?).await {
            Ok(count) => Some(count.saturating_sub(1)),
            Err(fault) => {
                tracing::info!(%fault, "it is not known how many are in a group");
                None
            }
        }
    }

    fn incoming(&self, update: &str) -> Incoming {
        let number = update::number(update).unwrap_or_default();
        update::read(update, number, self.company, &self.me.username).unwrap_or_else(|why| {
            tracing::warn!(update = number, why, "an update cannot be read and is passed over");
            Incoming::Nothing
        })
    }

    async fn answer(&self, answer: Answer) {
        if let Err(fault) = self.bot.answer(&answer.id, answer.words).await {
            // What the button says is stored; only its waiting sign stays a little longer.
            tracing::debug!(%fault, "a press could not be answered");
        }
    }
}
