//! The terminal: a chat with line editing, plain lines when input is no terminal, and JSON lines for programs.

pub mod interactive;
pub mod lines;

use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::{
    app::App,
    conversation::{second, worker::SeenRoom},
    domain::Key,
    store::rooms::{Member, Seen},
};

/// The name of this channel in the inbox and outbox.
pub const CHANNEL: &str = "terminal";

/// The conversation of a person in the terminal.
pub fn thread(person: &Key) -> String {
    format!("terminal:{person}")
}

/// Finds the person behind a name, or says who could be meant.
pub type Switch<'a> = &'a (dyn Fn(&str) -> Result<Key, String> + Sync);

/// Whom the line `/as NAME` asks to speak as, where that is allowed; nothing of any other line.
fn speaker(line: &str, switch: Option<Switch<'_>>) -> Option<Result<Key, String>> {
    let name = line.trim().strip_prefix("/as ")?;
    Some(switch?(name.trim()))
}

/// What the thread of a group begins with.
pub const GROUP: &str = "terminal:group:";

/// A group chat of the terminal: who speaks, and who else is in it. Where nobody says who, nobody knows.
pub fn room(company: Uuid, name: &str, speaker: &Key, members: Option<Vec<Key>>) -> SeenRoom {
    let mut people = members.clone().unwrap_or_default();
    if !people.contains(speaker) {
        people.push(speaker.clone());
    }
    let here: Vec<Member> =
        people.iter().map(|person| Member { sender: person.to_string(), private: thread(person) }).collect();
    let people = members.map(|_| u32::try_from(here.len()).unwrap_or(u32::MAX));
    let seen = Seen { thread: format!("{GROUP}{name}"), people, here, gone: Vec::new() };
    SeenRoom { company, channel: CHANNEL, seen }
}

/// A line as read, made storable: bytes that are no text are replaced, and so is NUL, which no database keeps in text.
pub fn storable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}")
}

/// The model reading beside a chat, for as long as this is held. What it had in hand when it stops is taken again once
/// its lease runs out.
pub struct Beside(JoinHandle<()>);

impl Beside {
    /// Starts it; without a model it ends at once.
    pub fn start(app: &App, company: Uuid) -> Beside {
        let app = app.clone();
        Beside(tokio::spawn(async move { second::run(&app, company).await }))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.0.abort();
    }
}
