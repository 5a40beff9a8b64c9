//! The terminal: a chat with line editing, plain lines when input is no terminal, and JSON lines for programs.

pub mod interactive;
pub mod lines;

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
