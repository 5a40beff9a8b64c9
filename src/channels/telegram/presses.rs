//! Presses of buttons: each becomes the message that the button says, and each is answered, or the phone shows a
//! waiting sign on the button until it gives up.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;
use uuid::Uuid;

use super::{
    CHANNEL, keyboard,
    update::{Press, is_press, press_key},
};
use crate::{
    app::{App, Error},
    conversation::press::{self, Pressed},
    store::inbox::Inbound,
    wording::{Say, say},
};

/// A second press of the same button within this time is the same press: a finger that trembles.
const TREMBLING: Duration = Duration::from_secs(2);

/// What is told to whoever pressed: nothing, or a word.
pub(super) struct Answer {
    /// The press.
    pub id: String,
    /// The word.
    pub words: Option<String>,
}

/// The presses of the last moments.
#[derive(Default)]
pub(super) struct Presses {
    lately: Vec<Lately>,
}

struct Lately {
    button: (Uuid, usize),
    id: String,
    at: Instant,
}

impl Presses {
    /// What a press says, if anything, and what is told to whoever pressed.
    pub(super) async fn read(
        &mut self,
        app: &App,
        company: Uuid,
        pressed: &Press,
    ) -> Result<(Option<Inbound>, Answer), Error> {
        let words = || Some(say(&Say::StaleCard, pressed.language));
        let stale = || (None, Answer { id: pressed.id.clone(), words: words() });
        let Some((message, button)) = keyboard::named(&pressed.data) else { return Ok(stale()) };
        let Some(chat) = pressed.chat else { return Ok(stale()) };
        if self.trembles((message, button), &pressed.id) {
            return Ok((None, Answer { id: pressed.id.clone(), words: None }));
        }
        let (thread, sender, external_id) = (chat.to_string(), pressed.sender.to_string(), press_key(&pressed.id));
        let press = press::Press {
            company,
            channel: CHANNEL,
            thread: &thread,
            sender: &sender,
            external_id: &external_id,
            message,
            button,
        };
        match press::press(app, &press).await? {
            Pressed::Says(inbound) => Ok((Some(inbound), Answer { id: pressed.id.clone(), words: None })),
            Pressed::Stale => Ok(stale()),
        }
    }

    /// Whether the button was pressed a moment ago. The same press that comes again because it could not be stored is
    /// no second one.
    fn trembles(&mut self, button: (Uuid, usize), id: &str) -> bool {
        self.lately.retain(|press| press.at.elapsed() < TREMBLING);
        if let Some(press) = self.lately.iter().find(|press| press.button == button) {
            return press.id != id;
        }
        self.lately.push(Lately { button, id: id.into(), at: Instant::now() });
        false
    }
}

/// Says when the presses of a batch were, which Telegram does not: now, but not before what the same chat said before
/// them, and before what it said after. What waited while we were away comes all at once, and a text must not overtake
/// the press before it.
pub(super) fn set_in_order(batch: &mut [Inbound], now: DateTime<Utc>) {
    for place in 0..batch.len() {
        let (before, rest) = batch.split_at_mut(place);
        let Some((press, after)) = rest.split_first_mut().filter(|(press, _)| is_press(&press.external_id)) else {
            continue;
        };
        let same = |said: &&Inbound| said.thread == press.thread;
        let last = before.iter().filter(same).map(|said| said.sent_at).max();
        let next = after.iter().filter(same).filter(|said| !is_press(&said.external_id)).map(|said| said.sent_at).min();
        let at = next.map_or(now, |next| now.min(next - TimeDelta::microseconds(1)));
        press.sent_at = last.map_or(at, |last| at.max(last));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_stays_where_it_was_in_its_chat() {
        let at = |seconds| DateTime::from_timestamp(seconds, 0).expect("a time");
        let said =
            |id: &str, thread: &str, seconds| Inbound::said(Uuid::nil(), CHANNEL, id, thread, thread, "x", at(seconds));
        let mut batch = [
            said("1:1", "1", 100),
            said("press:a", "1", 0),
            said("2:2", "2", 50),
            said("press:b", "1", 0),
            said("1:3", "1", 200),
            said("press:c", "1", 0),
        ];
        set_in_order(&mut batch, at(1000));
        let mut sorted: Vec<_> = batch.iter().filter(|said| said.thread == "1").collect();
        sorted.sort_by_key(|said| said.sent_at);
        let order: Vec<_> = sorted.iter().map(|said| said.external_id.as_str()).collect();
        assert_eq!(order, ["1:1", "press:a", "press:b", "1:3", "press:c"]);
        // A clock of ours that is behind.
        set_in_order(&mut batch, at(10));
        assert!(batch[5].sent_at >= batch[4].sent_at && batch[1].sent_at >= batch[0].sent_at);
    }
}
