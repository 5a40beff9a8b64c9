//! Words of a correction in English.

use crate::understanding::correction::{Matter, Words};

/// The words.
pub const WORDS: Words = Words {
    wrong: &["not", "isn't", "is not", "wasn't", "instead of", "rather than", "from"],
    right: &["is", "should be", "it's", "make it", "make that", "change to", "change it to", "i meant", "to"],
    firm: &["should be", "make it", "make that", "change to", "change it to", "i meant"],
    instead: &["should be", "should read", "should have been", "->", "to"],
    mistaken: &["is wrong", "was wrong", "wrong", "typo", "my mistake", "i meant", "correction", "incorrect"],
    removing: &["delete", "remove", "drop", "ignore", "scrap"],
    denying: &["not", "isn't", "is not", "wasn't", "no"],
    line: &["is", "should", ":"],
    of_day: &["'s report", "'s figure"],
    matters: &[
        (Matter::Progress, &["progress"]),
        (Matter::Effort, &["hours", "effort", "time spent"]),
        (Matter::Cost, &["cost", "spend", "spending"]),
        (Matter::Day, &["date", "deadline", "plan"]),
        (Matter::Blocker, &["blocked", "blocker", "stuck", "at risk"]),
        (Matter::Status, &["done", "finished", "completed", "released", "started", "live"]),
    ],
};
