//! Figures asked for without their names: 发了几个版本, 卖了多少, 接了多少单.

use super::{
    cue::says,
    figures::is_kpi,
    names::{Found, Visible},
};
use crate::{domain::Key, understanding::language::zh};

/// 发了几个版本: the parts of a figure's name with a count between them.
pub(super) fn counted(org: &Visible<'_>, chars: &[char]) -> Vec<Found> {
    let text: String = chars.iter().collect();
    for counting in zh::question::COUNTING {
        let Some(at) = text.find(counting) else { continue };
        let (before, after) = (&text[..at], &text[at + counting.len()..]);
        let bare = after.trim_start_matches(|c| zh::question::MEASURES.contains(c));
        for tight in [format!("{before}{bare}"), format!("{before}{after}")] {
            let keys = figures_in(org, &tight, before.len());
            if !keys.is_empty() {
                let start = text[..at].chars().count();
                let end = start + counting.chars().count();
                return vec![Found { start: start.saturating_sub(1), end, keys }];
            }
        }
    }
    verbs(org, &text)
}

/// Figures whose name, or name without its ending, stands across the place where the count was.
fn figures_in(org: &Visible<'_>, tight: &str, seam: usize) -> Vec<Key> {
    let mut best: (usize, Vec<Key>) = (0, Vec::new());
    for (name, key) in org.names().filter(|(_, k)| is_kpi(org, k)) {
        let name = name.to_lowercase();
        let short = zh::question::ENDINGS.iter().find_map(|e| name.strip_suffix(e)).unwrap_or(&name);
        if short.chars().count() < 2 {
            continue;
        }
        let across = tight.match_indices(short).any(|(at, _)| at < seam && at + short.len() >= seam);
        if across && short.len() >= best.0 {
            if short.len() > best.0 {
                best = (short.len(), Vec::new());
            }
            if !best.1.contains(key) {
                best.1.push(key.clone());
            }
        }
    }
    best.1
}

/// Verbs that stand for a figure by themselves, and those that stand in its name: 产了多少件 is the 产量 in 件.
fn verbs(org: &Visible<'_>, text: &str) -> Vec<Found> {
    for (verb, nouns) in zh::question::VERBS.iter().filter(|(v, _)| says(text, v)) {
        let named = |n: &str| nouns.iter().any(|noun| n.contains(noun));
        let mut keys: Vec<Key> =
            org.names().filter(|(n, k)| is_kpi(org, k) && named(n)).map(|(_, k)| k.clone()).collect();
        keys.dedup();
        // 江汉路店卖了多少: what else stands in a figure's name tells which.
        let told =
            |k: &Key| org.names().any(|(n, key)| key == k && nouns.iter().any(|noun| rest_is_said(n, noun, text)));
        if keys.iter().any(told) {
            keys.retain(told);
        }
        if !keys.is_empty() {
            let first = verb.split("..").next().unwrap_or(verb);
            let start = text.find(first).map_or(0, |at| text[..at].chars().count());
            return vec![Found { start, end: start + 1, keys }];
        }
    }
    verb_of_name(org, text).into_iter().collect()
}

/// 接了多少单: the character before the count stands in a figure's name, and what is counted is its unit.
fn verb_of_name(org: &Visible<'_>, text: &str) -> Option<Found> {
    let counting = zh::question::COUNTING.iter();
    let found = counting.filter_map(|word| Some((text.find(word)?, word)));
    // 了几 before 几, where both begin.
    let (at, word) = found.min_by_key(|(at, word)| (*at, std::cmp::Reverse(word.len())))?;
    let verb = text[..at].chars().next_back().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))?;
    if zh::question::NO_VERB.contains(verb) {
        return None;
    }
    let behind = text[at + word.len()..].trim_start_matches('个');
    let measured = |key: &Key| {
        org.kpi(key).is_some_and(|kpi| match kpi.unit.as_str() {
            "个" => text[at + word.len()..].starts_with('个'),
            unit => !unit.is_ascii() && behind.starts_with(unit),
        })
    };
    let mut keys: Vec<Key> =
        org.names().filter(|(name, key)| name.contains(verb) && measured(key)).map(|(_, key)| key.clone()).collect();
    keys.dedup();
    let start = text[..at].chars().count() - 1;
    (!keys.is_empty()).then_some(Found { start, end: start + 1, keys })
}

/// Whether a name without one of its nouns stands in a text: 江汉路店 of 江汉路店销售额.
fn rest_is_said(name: &str, noun: &str, text: &str) -> bool {
    let name = name.to_lowercase();
    let rest = name.strip_suffix(noun).or_else(|| name.strip_prefix(noun));
    rest.is_some_and(|rest| rest.chars().count() > 1 && !zh::question::COMMON.contains(&rest) && text.contains(rest))
}
