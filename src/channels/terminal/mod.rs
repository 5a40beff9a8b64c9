//! The terminal: a chat with line editing, plain lines when input is no terminal, and JSON lines for programs.

pub mod interactive;
pub mod lines;

use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::{app::App, conversation::second};

/// The name of this channel in the inbox and outbox.
pub const CHANNEL: &str = "terminal";

/// The conversation of a person in the terminal.
pub fn thread(person: &crate::domain::Key) -> String {
    format!("terminal:{person}")
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
