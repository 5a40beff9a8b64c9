//! Names found in a text.

use super::{Lexicon, Name};
use crate::{
    domain::{Key, org::Kind},
    understanding::{clause::han, text::Text, uniform::Squeezed},
};

/// How a name was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// As written in `org.json`, but for case, width, spaces and 的.
    Exact,
    /// By its sound.
    Pinyin,
    /// With a letter wrong.
    Fuzzy,
}

/// A name found in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// First character, in uniform text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The things it may stand for, in the order of `org.json`.
    pub keys: Vec<Key>,
    /// How it was recognised.
    pub how: How,
}

impl Lexicon {
    /// All names in a text, none overlapping another: longest first, leftmost first; then by sound, then with a letter
    /// wrong, in what is left.
    pub fn mentions(&self, text: &Text) -> Vec<Mention> {
        self.mentions_in(text, &Squeezed::new(text))
    }

    /// The same, for a text whose byte forms are at hand.
    pub(crate) fn mentions_in(&self, text: &Text, squeezed: &Squeezed) -> Vec<Mention> {
        let (mut found, mut plurals): (Vec<Mention>, Vec<Mention>) = Default::default();
        for m in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(&squeezed.tight)) {
            let (start, end) = squeezed.tight_range(m.start(), m.end());
            let singular = end;
            let end = self.plural(text, end);
            let name = &self.names[m.value() as usize];
            if text.chars[start..end].contains(&'\n')
                || !bounded(text, squeezed, start, end)
                || number_goes_on(text, start, end)
                || period_goes_before(text, start)
            {
                continue;
            }
            let list = if end > singular { &mut plurals } else { &mut found };
            list.push(Mention { start, end, keys: name.keys.clone(), how: How::Exact });
        }
        // A name that has the plural itself is meant rather than one that would take it.
        found.append(&mut plurals);
        let mut kept = longest(found);
        let mut taken = vec![false; text.chars.len()];
        for m in &kept {
            taken[m.start..m.end].fill(true);
        }
        self.by_sound(text, &mut taken, &mut kept);
        self.by_letters(text, &mut taken, &mut kept);
        kept.sort_by_key(|m| m.start);
        // “ETL pipeline”: two names of one thing side by side are one.
        let mut joined: Vec<Mention> = Vec::with_capacity(kept.len());
        for m in kept {
            match joined.last_mut() {
                Some(last) if last.keys == m.keys && text.chars[last.end..m.start].iter().all(|c| *c == ' ') => {
                    last.end = m.end
                }
                Some(_) | None => joined.push(m),
            }
        }
        joined
    }

    /// Takes an English plural along: "deals" for "deal".
    fn plural(&self, text: &Text, end: usize) -> usize {
        let at = |i: usize| text.chars.get(i).copied().unwrap_or(' ');
        let after_letter = end > 1 && at(end - 1).is_ascii_alphabetic() && at(end - 2).is_ascii_alphabetic();
        if after_letter && at(end) == 's' && !at(end + 1).is_ascii_alphanumeric() { end + 1 } else { end }
    }

    fn by_sound(&self, text: &Text, taken: &mut [bool], kept: &mut Vec<Mention>) {
        let codes = self.sounds.encode(&text.chars);
        let mut at = 0;
        while at < codes.len() {
            let hit = self.sounds.at(&codes, at).find(|(name, width)| {
                let free = !taken[at..at + width].iter().any(|t| *t);
                free && self.sounds_enough(&self.names[*name], &text.chars[at..at + width])
            });
            match hit {
                Some((name, width)) => {
                    taken[at..at + width].fill(true);
                    kept.push(Mention {
                        start: at,
                        end: at + width,
                        keys: self.names[name].keys.clone(),
                        how: How::Pinyin,
                    });
                    at += width;
                }
                None => at += 1,
            }
        }
    }

    /// Whether a homophone is long enough, or shares enough characters, to be no accident.
    fn sounds_enough(&self, name: &Name, written: &[char]) -> bool {
        let han = name.chars.iter().filter(|c| han(**c)).count();
        let same = name.chars.iter().zip(written).filter(|(a, b)| a == b).count();
        let thing = name.keys.iter().any(|k| !matches!(self.org.kind(k), Some(Kind::Department | Kind::Person)));
        (han >= 3 && same >= 1) || (han == 2 && thing && same >= 1)
    }

    fn by_letters(&self, text: &Text, taken: &mut [bool], kept: &mut Vec<Mention>) {
        let mut at = 0;
        while at < text.chars.len() {
            let start = at;
            while at < text.chars.len() && text.chars[at].is_ascii_alphabetic() {
                at += 1;
            }
            if at - start >= 6 && !taken[start..at].iter().any(|t| *t) {
                let word: String = text.chars[start..at].iter().collect();
                let near = self.names.iter().find(|n| {
                    n.tight.len().abs_diff(word.len()) <= 1
                        && n.tight.as_bytes()[0] == word.as_bytes()[0]
                        && n.tight.bytes().all(|b| b.is_ascii_alphabetic())
                        && n.tight.len() >= 6
                        && strsim::damerau_levenshtein(&n.tight, &word) == 1
                });
                if let Some(name) = near {
                    taken[start..at].fill(true);
                    kept.push(Mention { start, end: at, keys: name.keys.clone(), how: How::Fuzzy });
                }
            }
            at = at.max(start + 1);
        }
    }
}

fn bounded(text: &Text, squeezed: &Squeezed, start: usize, end: usize) -> bool {
    // A 的 at the edge belongs to the words around the name.
    text.chars[start] != '的' && squeezed.on_boundary(start, end)
}

/// A name that ends in a figure is not meant where the figure goes on: 3.0 in 3.0.1.
fn number_goes_on(text: &Text, start: usize, end: usize) -> bool {
    let at = |i: usize| text.chars.get(i).copied().unwrap_or(' ');
    let digit = |i: usize| at(i).is_ascii_digit();
    let after = digit(end - 1) && (at(end) == '%' || at(end) == '.' && digit(end + 1));
    let before = start >= 2 && digit(start) && at(start - 1) == '.' && digit(start - 2);
    after || before
}

/// A name that begins with a period is not meant where that period has a word before it: 月产值 in 10月产值, 本月产值.
fn period_goes_before(text: &Text, start: usize) -> bool {
    let before = start.checked_sub(1).map(|i| text.chars[i]);
    matches!(text.chars[start], '月' | '周' | '年' | '季')
        && before.is_some_and(|c| c.is_ascii_digit() || "本上这当该下一二三四五六七八九十两今去".contains(c))
}

/// Longest matches first, leftmost first among equals; nothing overlapping.
fn longest(mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    let mut kept: Vec<Mention> = Vec::with_capacity(found.len());
    for m in found {
        match kept.last_mut() {
            Some(last) if last.end > m.start => {
                if m.end - m.start > last.end - last.start {
                    *last = m;
                }
            }
            Some(_) | None => kept.push(m),
        }
    }
    kept
}
