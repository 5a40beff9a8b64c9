//! Words around a field of the company's own, in English.

use crate::understanding::field::Words;

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
