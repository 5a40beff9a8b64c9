//! Words around a new name, in English.

use crate::understanding::naming::Words;

/// The words.
pub static WORDS: Words = Words {
    stands_for: &[" stands for ", " means ", " is our name for ", " is short for ", " is another name for "],
    called: &[" is also called ", " is also known as ", " aka "],
    tails: &[" project", " task"],
    not_in_names: &[
        "I ", "we ", "he ", "she ", "it ", "this", "that", "what", "which", "who", "my ", "our ", "the ", "not ",
    ],
};
