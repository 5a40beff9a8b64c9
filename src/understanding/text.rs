//! Text made uniform, with the way back to the original.
//!
//! Full-width and compatibility forms, traditional characters and letter case are folded character by character, so that
//! rules see one form. Every place found in the uniform text maps back to the text as received.
//!
//! One character stays one character. Two exceptions: what expands under compatibility folding (㎡, ½, ①) is left as it
//! is, and characters without width that break figures apart (zero-width space, byte-order mark, soft hyphen) vanish.

use std::{
    ops::Range,
    sync::{LazyLock, OnceLock},
};

use unicode_normalization::char::decompose_compatible;

use super::{language::zh, mail, time, trap};
use crate::domain::Span;

/// A uniform text. All positions in `understanding` are indexes into [`Text::chars`]; [`Text::span`] maps them back.
#[derive(Clone, Debug)]
pub struct Text {
    /// The uniform characters: half-width, simplified, lower case.
    pub chars: Vec<char>,
    /// For each uniform character, and one past the last, the character of the original that it began at.
    origin: Vec<usize>,
    /// The same as bytes of the original, so that words are cut out of a long text at once.
    bytes: Vec<usize>,
    /// Where tabs stood, which divide the cells of a pasted table.
    tabs: Vec<usize>,
    /// Found on first use, since figures and days both ask for them.
    traps: OnceLock<Vec<Range<usize>>>,
    expressions: OnceLock<Vec<time::Expression>>,
}

impl Text {
    /// Makes a text uniform: `Ｗ４８週報：８０％` becomes `w48周报:80%`.
    pub fn new(original: &str) -> Text {
        let mut chars = Vec::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len() + 1);
        let mut bytes = Vec::with_capacity(original.len() + 1);
        let mut tabs = Vec::new();
        let mut length = 0;
        for (at, (byte, c)) in original.char_indices().enumerate() {
            length = at + 1;
            if is_invisible(c) {
                continue;
            }
            if c == '\t' {
                tabs.push(chars.len());
            }
            chars.push(fold(c));
            origin.push(at);
            bytes.push(byte);
        }
        origin.push(length);
        bytes.push(original.len());
        Text { chars, origin, bytes, tabs, traps: OnceLock::new(), expressions: OnceLock::new() }
    }

    /// The text without the old words of a mail, blanks in their stead.
    pub fn without_old_words(mut self) -> Text {
        for line in mail::old_words(&self.chars) {
            self.chars[line].iter_mut().filter(|c| **c != '\n').for_each(|c| *c = ' ');
        }
        self
    }

    /// The text with blanks in the stead of its first characters.
    pub fn without_head(mut self, end: usize) -> Text {
        self.chars[..end].iter_mut().filter(|c| **c != '\n').for_each(|c| *c = ' ');
        self
    }

    /// Where tabs stand within a range.
    pub fn tabs(&self, start: usize, end: usize) -> &[usize] {
        let from = self.tabs.partition_point(|t| *t < start);
        &self.tabs[from..from + self.tabs[from..].partition_point(|t| *t < end)]
    }

    /// The traps: see [`trap::masked`].
    pub fn traps(&self) -> &[Range<usize>] {
        self.traps.get_or_init(|| trap::masked(self))
    }

    /// The words of time, not yet resolved.
    pub(super) fn expressions(&self) -> &[time::Expression] {
        self.expressions.get_or_init(|| time::expressions(&self.chars, self.traps()))
    }

    /// The words of the original, from which this text was made, for a half-open range of uniform characters.
    pub fn words<'o>(&self, original: &'o str, start: usize, end: usize) -> Option<&'o str> {
        original.get(self.bytes[start]..self.bytes[end].max(self.bytes[start]))
    }

    /// The uniform characters at a span of the original, as a half-open range.
    pub fn place(&self, span: Span) -> (usize, usize) {
        let length = self.chars.len();
        let at = |original: usize| self.origin.partition_point(|o| *o < original).min(length);
        (at(span.start), at(span.end))
    }

    /// The span of the original for a half-open range of uniform characters.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let original_start = self.origin[start];
        let original_end = if end > start { self.origin[end].max(original_start + 1) } else { original_start };
        Span { start: original_start, end: original_end }
    }
}

/// The uniform form of one character.
pub fn fold(c: char) -> char {
    if c.is_ascii() {
        return match c {
            '\t' | '\r' => ' ',
            _ => c.to_ascii_lowercase(),
        };
    }
    match c {
        '\u{4e00}'..='\u{9fff}' => simplified(c),
        '‘' | '’' | '′' | '｀' => '\'',
        '“' | '”' | '″' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '－' => '-',
        '〜' | '～' | '∼' => '~',
        '≧' | '⩾' => '≥',
        '≦' | '⩽' => '≤',
        '﹪' => '%',
        '￥' => '¥',
        // Enclosed figures number a list; as plain digits they would join the figure behind them.
        '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{32ff}' | '²' | '³' | '¹' => c,
        _ => compatible(c),
    }
}

/// The compatibility form where that is one character, in lower case.
fn compatible(c: char) -> char {
    let mut folded = None;
    let mut count = 0;
    decompose_compatible(c, |part| {
        folded = Some(part);
        count += 1;
    });
    let c = if count == 1 { folded.unwrap_or(c) } else { c };
    let mut lower = c.to_lowercase();
    let c = match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    };
    if ('\u{4e00}'..='\u{9fff}').contains(&c) { simplified(c) } else { c }
}

/// The simplified form of a character of the common block.
fn simplified(c: char) -> char {
    const FIRST: u32 = 0x4e00;
    const COUNT: usize = 0x9fff - 0x4e00 + 1;
    // One look-up a character: reading spends most of its time on Chinese text.
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut table: Vec<char> = ('\u{4e00}'..='\u{9fff}').take(COUNT).collect();
        for (traditional, simplified) in zh::traditional_pairs() {
            if let Some(place) = (traditional as u32).checked_sub(FIRST).and_then(|i| table.get_mut(i as usize)) {
                *place = simplified;
            }
        }
        table
    });
    (c as u32).checked_sub(FIRST).and_then(|i| TABLE.get(i as usize)).copied().unwrap_or(c)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn uniform(text: &str) -> String {
        Text::new(text).chars.iter().collect()
    }

    #[test]
    fn forms_are_folded() {
        for (text, folded) in [
            ("Ｗ４８週報：８０％", "w48周报:80%"),
            ("下週五前，完成兩萬", "下周五前,完成两万"),
            ("後臺開發 １．２萬", "后台开发 1.2万"),
            ("①完成㎡", "①完成㎡"),
            ("￥3,000—¥5", "¥3,000-¥5"),
            ("GMV首日１2.6W～", "gmv首日12.6w~"),
            ("İstanbul", "İstanbul"),
            ("👨‍👩‍👧ok", "👨‍👩‍👧ok"),
        ] {
            assert_eq!(uniform(text), folded, "{text}");
        }
    }

    #[test]
    fn places_map_back() {
        let original = "😀\u{feff}進度\u{200b}８０％。";
        let text = Text::new(original);
        assert_eq!(text.chars.iter().collect::<String>(), "😀进度80%。");
        assert_eq!(text.span(3, 6).of(original), Some("８０％"));
        assert_eq!(text.span(0, 7).of(original), Some(original));
        assert_eq!(Text::new("").span(0, 0), Span { start: 0, end: 0 });
    }

    proptest! {
        #[test]
        fn every_place_maps_into_the_original(original in "\\PC*") {
            let text = Text::new(&original);
            let length = text.chars.len();
            for at in 0..length {
                prop_assert!(text.span(at, at + 1).of(&original).is_some_and(|piece| !piece.is_empty()));
            }
            prop_assert!(text.span(0, length).of(&original).is_some());
        }
    }
}
