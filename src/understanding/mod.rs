//! From text to claims and questions: tokens, quantities, times, mentions.
//!
//! Understanding never fails: it returns claims and doubts. Everything is resolved against a given moment; nothing here
//! asks the clock, and nothing is learnt from one text for another.

mod bullet;
pub mod clause;
pub mod correction;
pub mod cue;
pub mod field;
pub mod ground;
pub mod keywords;
pub mod language;
pub mod lexicon;
pub mod mail;
pub mod naming;
pub mod order;
pub mod quantity;
pub mod question;
pub mod reader;
pub mod reading;
pub mod review;
pub mod second;
pub mod section;
pub mod smart;
pub mod summary;
pub mod table;
pub mod talk;
pub mod text;
pub mod time;
pub mod trap;
pub mod uniform;
pub mod unnamed;
pub mod wish;
mod words;

pub use lexicon::Lexicon;
pub use reader::{Message, read};
pub use reading::Reading;
