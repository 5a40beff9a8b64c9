//! Names by their sound: a homophone typed or recognised in place of a character (机气人训练 for 机器人训练).

use std::collections::HashMap;

use foldhash::fast::RandomState;
use pinyin::ToPinyin;

use super::Name;

/// Names as the codes of their characters, each with its place among the names.
type Coded = Vec<(Vec<u32>, usize)>;

/// Syllables of one's own names, numbered.
#[derive(Debug, Default)]
pub(super) struct Sounds {
    /// The syllable of each character of the common block, 0 for one that no name has: most characters of a report are
    /// looked up, so that this is no hash table.
    syllables: Vec<u16>,
    /// Names by their first two syllables, longest first.
    names: HashMap<[u32; 2], Coded, RandomState>,
    /// Whether a name starts with a syllable of this number.
    first: Vec<bool>,
}

/// Codes of characters that are no Han start here.
const LITERAL: u32 = 1 << 16;

/// The common block of Han characters.
const COMMON: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

impl Sounds {
    pub(super) fn new(names: &[Name]) -> Self {
        let mut sounds = Sounds::default();
        let mut syllables: HashMap<&'static str, u16> = HashMap::new();
        for (i, name) in names.iter().enumerate() {
            let han = name.chars.iter().filter(|c| c.to_pinyin().is_some()).count();
            if han < 2 {
                continue;
            }
            let mut code = Vec::with_capacity(name.chars.len());
            for &c in &name.chars {
                // There are some four hundred syllables.
                let next = syllables.len() as u16 + 1;
                code.push(match c.to_pinyin().filter(|_| COMMON.contains(&c)) {
                    Some(syllable) => u32::from(*syllables.entry(syllable.plain()).or_insert(next)),
                    None => LITERAL + c as u32,
                });
            }
            let Some(&[first, second]) = code.get(..2) else { continue };
            let same = sounds.names.entry([first, second]).or_default();
            if !same.iter().any(|(known, _)| *known == code) {
                same.push((code, i));
            }
        }
        let numbered = |c: char| c.to_pinyin().and_then(|syllable| syllables.get(syllable.plain()).copied());
        sounds.syllables = COMMON.map(|c| numbered(c).unwrap_or(0)).collect();
        sounds.first = vec![false; syllables.len() + 1];
        for (start, same) in &mut sounds.names {
            same.sort_by_key(|(code, _)| std::cmp::Reverse(code.len()));
            if let Some(first) = sounds.first.get_mut(start[0] as usize) {
                *first = true;
            }
        }
        sounds
    }

    /// The code of each character; 0 for one that sounds like no name.
    pub(super) fn encode(&self, chars: &[char]) -> Vec<u32> {
        chars
            .iter()
            .map(|c| match (*c as usize).checked_sub(*COMMON.start() as usize).and_then(|at| self.syllables.get(at)) {
                Some(syllable) => u32::from(*syllable),
                None => LITERAL + *c as u32,
            })
            .collect()
    }

    /// The names that sound like what starts at `at`, widest first, and their widths.
    pub(super) fn at<'s>(&'s self, codes: &'s [u32], at: usize) -> impl Iterator<Item = (usize, usize)> + 's {
        let start = codes
            .get(at..at + 2)
            .filter(|c| c[1] != 0 && c[0] != 0 && self.first.get(c[0] as usize).copied().unwrap_or(true));
        start
            .and_then(|c| self.names.get(&[c[0], c[1]]))
            .into_iter()
            .flatten()
            .filter(move |(code, _)| codes[at..].starts_with(code))
            .map(|(code, name)| (*name, code.len()))
    }
}
