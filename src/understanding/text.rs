//! Text made uniform, with the way back to the original.
//!
//! Full-width and compatibility forms, traditional characters and letter case are folded character by character, so that
//! rules see one form. Every place found in the uniform text maps back to the text as received.

use crate::domain::Span;

/// A uniform text. All positions in `understanding` are indexes into [`Text::chars`]; [`Text::span`] maps them back.
#[derive(Clone, Debug)]
pub struct Text {
    /// The uniform characters: half-width, simplified, lower case.
    pub chars: Vec<char>,
    /// For each uniform character, and one past the last, the character of the original that it began at.
    origin: Vec<usize>,
}

impl Text {
    /// The span of the original for a half-open range of uniform characters.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let original_start = self.origin[start];
        let original_end = if end > start { self.origin[end].max(original_start + 1) } else { original_start };
        Span { start: original_start, end: original_end }
    }
}
