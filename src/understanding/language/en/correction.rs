//! Words of a correction in English.

use crate::understanding::correction::Words;

/// The words.
pub const WORDS: Words = Words {
    wrong: &["not", "isn't", "is not", "wasn't"],
    right: &["is", "should be", "it's", "make it", "change to"],
    line: &["is", "should", ":"],
};
