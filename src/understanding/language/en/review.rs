//! Words of a review, in English.

use crate::understanding::review::Words;

/// The words.
pub static WORDS: Words = Words {
    seen: &["seen", "read by me"],
    comment: &["comment on", "comment", "review of", "feedback on", "feedback for"],
    back: &["reply", "answer the comment"],
    report: &["report", "daily"],
    around: &["'s", "the", "of", "from", "for", " s "],
};
