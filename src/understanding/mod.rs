//! From text to claims and questions: tokens, quantities, times, mentions.
//!
//! Understanding never fails: it returns claims and doubts. Everything is resolved against a given moment; nothing here
//! asks the clock, and nothing is learnt from one text for another.

pub mod quantity;
pub mod reading;
pub mod text;
pub mod time;
