//! Parts of names: 一期 for 看板一期, migration for "member data migration", where no other thing shares them.

use std::collections::HashMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::Name;
use crate::{
    domain::{Key, Org, org::Kind},
    understanding::{clause::han, language, uniform::Squeezed},
};

/// The parts of the names of one company's projects, milestones and tasks.
pub(super) struct Parts {
    /// There is none without a part.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// What each part stands for, and whether it is so common that it means the task to its assignee alone.
    keys: Vec<(Key, bool)>,
}

impl Parts {
    pub(super) fn new(org: &Org, names: &[Name]) -> Parts {
        let mut parts: HashMap<String, Key> = HashMap::new();
        for (written, key) in org.names() {
            if !matches!(org.kind(key), Some(Kind::Milestone | Kind::Task)) {
                continue;
            }
            for part in parts_of(&written.to_lowercase()) {
                parts.entry(part).or_insert_with(|| key.clone());
            }
        }
        parts.retain(|part, key| {
            let number =
                part.chars().all(|c| language::zh::digit(c).is_some() || matches!(c, '十' | '百' | '第' | '号'));
            !number && names.iter().all(|n| !n.tight.contains(part.as_str()) || n.keys.iter().all(|k| k == key))
        });
        let common = |part: &str| language::zh::words::GENERIC.contains(&part);
        let (words, keys): (Vec<String>, Vec<(Key, bool)>) =
            parts.into_iter().map(|(part, key)| (part.clone(), (key, common(&part)))).unzip();
        let automaton = (!words.is_empty()).then(|| {
            CharwiseDoubleArrayAhoCorasick::new(&words)
                .expect("the parts of a company's names are small enough for an automaton")
        });
        Parts { automaton, keys }
    }

    /// Where parts of names stand, longest first at each place, with the thing each stands for and whether it is common.
    pub(super) fn find(&self, text: &Squeezed) -> Vec<(usize, usize, &(Key, bool))> {
        let mut found: Vec<(usize, usize, &(Key, bool))> = self
            .automaton
            .iter()
            .flat_map(|automaton| automaton.find_overlapping_iter(&text.tight))
            .map(|m| {
                let (start, end) = text.tight_range(m.start(), m.end());
                (start, end, &self.keys[m.value() as usize])
            })
            .filter(|(start, end, _)| text.on_boundary(*start, *end))
            .collect();
        found.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
        let mut kept: Vec<(usize, usize, &(Key, bool))> = Vec::new();
        for f in found {
            if kept.last().is_none_or(|k| k.1 <= f.0) {
                kept.push(f);
            }
        }
        kept
    }
}

/// Beginnings and ends of a Chinese name of four or more characters; the first and the last word of an English one.
fn parts_of(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    if chars.len() >= 4 && chars.iter().all(|c| han(*c)) {
        return (2..=chars.len() - 2)
            .flat_map(|width| [&chars[..width], &chars[chars.len() - width..]].map(|part| part.iter().collect()))
            .collect();
    }
    let words: Vec<&str> = name.split(' ').collect();
    let ends = [words.first(), words.last()].into_iter().flatten();
    let long = |word: &&&str| words.len() > 1 && word.len() >= 5 && word.bytes().all(|b| b.is_ascii_alphabetic());
    ends.filter(|_| name.is_ascii()).filter(long).map(|word| word.to_string()).collect()
}
