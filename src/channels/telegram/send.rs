//! Replies on their way to Telegram: new messages, and cards edited in place.
//!
//! Texts go as they are, without any markup of Telegram's: nothing in a report can be taken for a format, and nothing
//! has to be escaped.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use futures::{FutureExt, future::BoxFuture};
use teloxide_core::{
    payloads::{EditMessageText, SendMessage},
    types::{ChatId, InlineKeyboardMarkup, LinkPreviewOptions, MessageId, Recipient, ReplyMarkup, ReplyParameters},
};
use uuid::Uuid;

use super::{
    Bot, CHANNEL, Fault,
    keyboard::{keyboard, without_labels},
    limits::Limits,
    split::{MOST, split},
    update::{is_press, message_in, message_key, message_of},
};
use crate::conversation::{
    deliver::{Channel, Sending, Undelivered},
    reply::InPlace,
};

/// The way out.
pub(super) struct Out<'a> {
    bot: &'a Bot,
    limits: Limits,
    /// How many parts of a long text are out already: when a later part fails, the next try goes on from there.
    begun: Mutex<HashMap<Uuid, usize>>,
}

impl Channel for Out<'_> {
    fn name(&self) -> &'static str {
        CHANNEL
    }

    fn send<'a>(&'a self, sending: &'a Sending) -> BoxFuture<'a, Result<Option<String>, Undelivered>> {
        async {
            let late = || Err(Undelivered::Unreachable("it takes too long".into()));
            tokio::time::timeout(self.bot.timing.delivery, self.show(sending)).await.unwrap_or_else(|_| late())
        }
        .boxed()
    }
}

impl<'a> Out<'a> {
    pub(super) fn new(bot: &'a Bot) -> Out<'a> {
        Out { limits: Limits::new(&bot.timing), bot, begun: Mutex::default() }
    }

    async fn show(&self, sending: &Sending) -> Result<Option<String>, Undelivered> {
        let chat: i64 = sending.thread.parse().map_err(|_| Undelivered::Refused("there is no such chat".into()))?;
        if let (Some(card), Some(in_place)) = (&sending.earlier, &sending.reply.in_place)
            && let Some(message) = message_of(card)
            && self.edited(sending.id, chat, message, in_place).await?
        {
            // Whoever pressed a button looks at the card; whoever wrote looks at the end of the chat.
            if !sending.reply_to.as_deref().is_some_and(is_press) {
                self.notify(chat, message, &in_place.notice).await?;
            }
            return Ok(Some(card.clone()));
        }
        self.anew(chat, sending).await.map(Some)
    }

    /// Shows a card in the place of the earlier one. Says whether it could be.
    async fn edited(&self, id: Uuid, chat: i64, message: i64, card: &InPlace) -> Result<bool, Undelivered> {
        let parts = split(&without_labels(&card.text, &card.buttons), MOST);
        let (Ok(message), [text]) = (i32::try_from(message), parts.as_slice()) else { return Ok(false) };
        let mut edit = EditMessageText::new(ChatId(chat), MessageId(message), text.clone());
        edit.reply_markup = keyboard(id, &card.buttons);
        edit.link_preview_options = Some(no_preview());
        self.limits.edit().await;
        match self.bot.edit(&edit).await {
            Ok(()) => Ok(true),
            Err(Fault::Refused { code: 400, why }) if why.contains("not modified") => Ok(true),
            // Deleted, too old, or anything else that is wrong with that message and not with the chat.
            Err(Fault::Refused { code: 400, why }) => {
                tracing::debug!(why, "a card could not be edited and is sent anew");
                Ok(false)
            }
            Err(fault) => Err(self.undelivered(fault)),
        }
    }

    async fn notify(&self, chat: i64, card: i64, notice: &str) -> Result<(), Undelivered> {
        if notice.trim().is_empty() {
            return Ok(());
        }
        match self.message(chat, notice, Some(card), None).await {
            Ok(_) => Ok(()),
            // The card shows it already.
            Err(Undelivered::Refused(why)) => {
                tracing::info!(why, "a notice was refused");
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    /// Sends a reply as it is, in as many messages as it takes. The last one has the buttons and is the one to edit.
    async fn anew(&self, chat: i64, sending: &Sending) -> Result<String, Undelivered> {
        let buttons = sending.reply.buttons.as_slice();
        let parts = split(&without_labels(&sending.reply.text, buttons), MOST);
        let Some(last) = parts.len().checked_sub(1) else {
            return Err(Undelivered::Refused("there is nothing to say".into()));
        };
        // A message of a group may be answered in private.
        let answered = sending.reply_to.as_deref().and_then(|key| message_in(chat, key));
        let done = self.begun(|begun| begun.get(&sending.id).copied()).unwrap_or(0);
        let mut sent = None;
        for (place, part) in parts.iter().enumerate().skip(done.min(last)) {
            let reply_to = answered.filter(|_| place == 0);
            let keyboard = if place == last { keyboard(sending.id, buttons) } else { None };
            sent = Some(self.message(chat, part, reply_to, keyboard).await?);
            if place < last {
                self.begun(|begun| begun.insert(sending.id, place + 1));
            }
        }
        self.begun(|begun| begun.remove(&sending.id));
        sent.map(|message| message_key(chat, message)).ok_or_else(|| Undelivered::Refused("nothing was said".into()))
    }

    async fn message(
        &self,
        chat: i64,
        text: &str,
        reply_to: Option<i64>,
        keyboard: Option<InlineKeyboardMarkup>,
    ) -> Result<i64, Undelivered> {
        let mut message = SendMessage::new(Recipient::Id(ChatId(chat)), text);
        let reply_to = reply_to.and_then(|id| i32::try_from(id).ok());
        message.reply_parameters = reply_to.map(|id| ReplyParameters::new(MessageId(id)).allow_sending_without_reply());
        message.reply_markup = keyboard.map(ReplyMarkup::InlineKeyboard);
        message.link_preview_options = Some(no_preview());
        self.limits.message(chat).await;
        self.bot.send(&message).await.map_err(|fault| self.undelivered(fault))
    }

    fn begun<T>(&self, f: impl FnOnce(&mut HashMap<Uuid, usize>) -> T) -> T {
        f(&mut self.begun.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn undelivered(&self, fault: Fault) -> Undelivered {
        match fault {
            Fault::Wait(pause) => {
                // Telegram does not say whether it means this chat or all: this one waits as asked, all a moment.
                self.limits.hold(pause.min(self.bot.timing.hold));
                Undelivered::Wait(pause)
            }
            Fault::Refused { why, .. } => Undelivered::Refused(why),
            // The token or the other program will be seen to; the replies are kept for it.
            Fault::Unreachable(_) | Fault::Token | Fault::Conflict(_) => Undelivered::Unreachable(fault.to_string()),
        }
    }
}

/// Links in a report are quoted words, not something to show.
fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}
