//! A sender that never gives up: it sends at a steady pace whether or not the program answers, sends again what was
//! refused, and remembers what was acknowledged.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{
    chat::{Chat, PATIENT},
    messages,
};

/// The pause between two messages: a little longer than the program takes for one.
const PACE: Duration = Duration::from_millis(20);

/// How many messages wait for their reply at most: on a slow machine, replies set the pace.
const UNDER_WAY: usize = 100;

/// A program under load.
pub struct Load {
    chat: Chat,
    new: Box<dyn Iterator<Item = Value> + Send>,
    /// When the next new one is due.
    due: Instant,
    /// What has no reply yet, and when it was last sent.
    open: BTreeMap<String, (Value, Instant)>,
    /// What the program said so far.
    pub heard: Heard,
}

/// What a program said to its messages.
#[derive(Default)]
pub struct Heard {
    /// What was acknowledged.
    pub acknowledged: BTreeSet<String>,
    /// How many refusals there were.
    pub refused: usize,
    /// The longest that a message waited to be acknowledged or refused.
    pub slowest: Duration,
}

impl Load {
    /// Puts load on a program that runs. `skip` messages were sent by somebody before.
    pub fn on(chat: Chat, skip: usize) -> Load {
        Load {
            chat,
            new: Box::new(messages().skip(skip)),
            due: Instant::now(),
            open: BTreeMap::new(),
            heard: Heard::default(),
        }
    }

    /// Keeps it up for a while.
    pub fn go_on(&mut self, duration: Duration) {
        let end = Instant::now() + duration;
        while Instant::now() < end {
            if self.open.len() < UNDER_WAY {
                self.send();
            }
            self.hear(end);
        }
    }

    /// Keeps it up while something else is done.
    pub fn go_on_while(&mut self, work: impl FnOnce() + Send) {
        std::thread::scope(|scope| {
            let work = scope.spawn(work);
            while !work.is_finished() {
                self.go_on(Duration::from_millis(5));
            }
        });
    }

    /// Keeps it up until one more message is acknowledged; says how long that took.
    pub fn until_acknowledged(&mut self) -> Duration {
        let (begun, before) = (Instant::now(), self.heard.acknowledged.len());
        while self.heard.acknowledged.len() == before {
            assert!(begun.elapsed() < PATIENT, "nothing is acknowledged any more");
            self.send();
            self.hear(begun + PATIENT);
        }
        begun.elapsed()
    }

    /// Sends nothing new and waits until everything is answered; then ends the program.
    pub fn settle(mut self) -> Heard {
        let (mut left, mut since) = (self.open.len(), Instant::now());
        while left > 0 {
            self.hear(since + PATIENT);
            if self.open.len() < left {
                (left, since) = (self.open.len(), Instant::now());
            }
            let log = || self.chat.recent_log();
            assert!(since.elapsed() < PATIENT, "nothing is answered any more, {left} are left: {}", log());
        }
        for line in self.chat.end() {
            self.heard.note(&line);
        }
        self.heard
    }

    /// Kills the program.
    pub fn kill(mut self) -> Heard {
        for line in self.chat.kill() {
            self.heard.note(&line);
        }
        self.heard
    }

    /// Sends a new message, if one is due.
    fn send(&mut self) {
        let now = Instant::now();
        if now < self.due {
            return;
        }
        let message = self.new.next().expect("there is no end of them");
        let id = message["id"].as_str().expect("it has one").to_string();
        self.chat.send_line(&message);
        self.open.insert(id, (message, now));
        self.due = now + PACE;
    }

    /// Hears the next line, if one comes before the next message is due.
    fn hear(&mut self, until: Instant) {
        let soon = self.due.max(Instant::now() + Duration::from_millis(1));
        if let Some(line) = self.chat.next(until.min(soon)) {
            self.note(&line);
        }
    }

    fn note(&mut self, line: &Value) {
        self.heard.note(line);
        let answered = line["ack"].as_str().or(line["id"].as_str());
        if let Some((_, sent)) = answered.and_then(|id| self.open.get(id)) {
            self.heard.slowest = self.heard.slowest.max(sent.elapsed());
        }
        if let Some(id) = line["to"].as_str() {
            self.open.remove(id);
        } else if let Some((message, sent)) = line["id"].as_str().and_then(|id| self.open.get_mut(id)) {
            *sent = Instant::now();
            self.chat.send_line(message);
        }
    }
}

impl Heard {
    fn note(&mut self, line: &Value) {
        if let Some(id) = line["ack"].as_str() {
            self.acknowledged.insert(id.into());
        }
        self.refused += usize::from(line["error"].is_string());
    }
}
