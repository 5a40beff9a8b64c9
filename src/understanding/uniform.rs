//! A uniform text as the automatons take it: bytes, with the way back to characters.

use super::{clause::han, text::Text};

/// Byte forms of a text. `spaced` is the text as it is; `tight` leaves out what names are written with or without.
#[derive(Clone, Debug)]
pub struct Squeezed {
    /// The characters, one string.
    pub spaced: String,
    chars_at: Vec<u32>,
    /// Without spaces, hyphens and 的.
    pub tight: String,
    tight_at: Vec<u32>,
    word: Vec<bool>,
}

impl Squeezed {
    /// Makes the byte forms.
    pub fn new(text: &Text) -> Self {
        let mut spaced = String::with_capacity(text.chars.len() * 3);
        let mut tight = String::with_capacity(text.chars.len() * 3);
        let (mut chars_at, mut tight_at) = (Vec::with_capacity(text.chars.len() * 3), Vec::new());
        for (i, &c) in text.chars.iter().enumerate() {
            spaced.push(c);
            chars_at.resize(spaced.len(), i as u32);
            if !skipped(&text.chars, i) {
                tight.push(c);
                tight_at.resize(tight.len(), i as u32);
            }
        }
        let word = text.chars.iter().map(|c| c.is_ascii_alphanumeric()).collect();
        Squeezed { spaced, chars_at, tight, tight_at, word }
    }

    /// The character at a byte of `spaced`.
    pub fn char_at(&self, byte: usize) -> usize {
        self.chars_at.get(byte).map_or(self.word.len(), |at| *at as usize)
    }

    /// The characters of a range of bytes of `tight`.
    pub fn tight_range(&self, start: usize, end: usize) -> (usize, usize) {
        (self.tight_at[start] as usize, self.tight_at[end - 1] as usize + 1)
    }

    /// Whether a range that begins or ends in Latin letters or digits stands on a word boundary there.
    pub fn on_boundary(&self, start: usize, end: usize) -> bool {
        let word = |i: usize| self.word.get(i).copied().unwrap_or(false);
        let before = start > 0 && word(start) && word(start - 1);
        !(before || (word(end.wrapping_sub(1)) && word(end)))
    }
}

/// Whether names are matched as if this character were not there.
fn skipped(chars: &[char], i: usize) -> bool {
    let neighbour = |i: Option<usize>| i.and_then(|i| chars.get(i)).copied().unwrap_or('\n');
    match chars[i] {
        ' ' | '-' | '_' => {
            let (before, after) = (neighbour(i.checked_sub(1)), neighbour(Some(i + 1)));
            before.is_ascii_alphanumeric() || after.is_ascii_alphanumeric()
        }
        '的' => true,
        // 垃圾分类那个准确率: a filler within a name.
        '那' => neighbour(Some(i + 1)) == '个' && within_han(chars, i, i + 2),
        '个' => i > 0 && neighbour(Some(i - 1)) == '那' && within_han(chars, i - 1, i + 1),
        '·' | '"' | '“' | '”' | '《' | '》' | '「' | '」' | '*' => true,
        _ => false,
    }
}

/// Whether Han characters stand on both sides of a range.
fn within_han(chars: &[char], start: usize, end: usize) -> bool {
    start > 0 && han(chars[start - 1]) && chars.get(end).is_some_and(|c| han(*c))
}

/// A name as `tight` would write it.
pub fn tight_name(text: &Text) -> String {
    Squeezed::new(text).tight
}
