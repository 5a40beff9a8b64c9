//! Ways in and out. A channel turns what arrives into inbox rows and delivers what the outbox holds; it knows no SQL and
//! no sentence for people.

#[cfg(feature = "telegram")]
pub mod telegram;
pub mod terminal;
pub mod web;
