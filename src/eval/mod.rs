//! Accuracy against a gold corpus: how far what was read agrees with what a careful colleague would read.
//!
//! A predicted claim matches a gold claim of the same report when kind and subject are equal, the value is equal within
//! 0.5 %, date and state are equal where gold has them, and the two quotes overlap. Each gold claim is matched once.

pub mod corpus;
pub mod questions;
pub mod readers;
pub mod score;
mod table;

pub use corpus::{Corpus, GoldClaim, GoldReport};
pub use readers::Readers;
pub use score::{Score, Tally, score, score_by};
