//! Words around a field of the company's own, in English.

use crate::understanding::field::{FilledWords, Words};

/// The words.
pub static WORDS: Words = Words {
    openings: &[
        "",
        "the",
        "set",
        "set the",
        "please set",
        "please set the",
        "what is",
        "what is the",
        "what's",
        "what's the",
        "clear",
        "clear the",
    ],
    of_thing: &["'s ", " ", "’s "],
    of_field: &[" of ", " of the ", " for ", " for the "],
    links: &[" is ", " to ", " = ", ": ", "=", ":"],
    asking: &["what", "is what", "which"],
    emptying: &["none", "nothing", "empty"],
};

/// The words around a field of a report.
pub static FILLED: FilledWords = FilledWords {
    links: &[" ", ":", "=", "is ", "was ", "were ", "today", "about ", "roughly ", "a total of "],
    stating: &[":", "=", "is ", "was "],
    counters: &[],
    done: &[" ", "about ", "roughly ", "a total of "],
    of: &[" "],
    repairs: &["no", "sorry", "i mean", "actually", "correction"],
    how_many: &[],
};

/// Links that say that a figure is rough.
pub static ROUGH: &[&str] = &["about ", "roughly "];

/// Before a figure that is meant to be, not one that is.
pub static AIMS: &[&str] = &["plan", "target", "goal", "aim", "expect", "will "];

/// What asks for a sum.
pub static SUMS: &[&str] = &["total", "sum", "ranking"];

/// What may stand around a sum that is asked for, and tells of nothing.
pub static AROUND_SUMS: &[&str] =
    &["of", "the", "by", "for", "per", "in", "on", "s", "our", "my", "team", "please", "show", "me", "give", "and"];
