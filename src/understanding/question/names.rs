//! Names in a question: whole names and aliases first, longest first; then project stems (会员项目), figures asked for with
//! a count between their parts (发了几个版本), and parts of names that can stand for one thing alone.

use std::ops::Deref;

use super::{
    called,
    counted::counted,
    figures::{contrasted, heads_only, is_kpi, prefer_figures},
    part::{coordinated, part, somebodys},
    sound,
};
use crate::{
    domain::{
        Key, Org,
        access::{Resource, may_see},
        org::Kind,
    },
    understanding::language::{en, zh},
};

/// A name in a question, with all the things it may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it may stand for.
    pub keys: Vec<Key>,
}

pub(super) fn lower(name: &str) -> Vec<char> {
    name.to_lowercase().chars().collect()
}

/// A company as an asker knows it: KPIs that they may not see have no names, so that such a name means no more than one
/// that nobody has. People keep theirs: everybody knows their colleagues, and an answer about them is refused later.
pub(super) struct Visible<'a> {
    org: &'a Org,
    asker: &'a Key,
}

impl Deref for Visible<'_> {
    type Target = Org;

    fn deref(&self) -> &Org {
        self.org
    }
}

impl<'a> Visible<'a> {
    /// Every name the asker may know, with what it is of.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'a str, &'a Key)> {
        let (org, asker) = (self.org, self.asker);
        let sees = move |key: &Key| org.kpi(key).is_none_or(|kpi| may_see(org, asker, Resource::Kpi(kpi)).allows());
        org.names().filter(move |(_, key)| sees(key))
    }
}

/// All names in a text of lower-case characters that `asker` may know. `within` is the project spoken of, in which parts
/// of names may stand alone.
pub fn find(org: &Org, asker: &Key, chars: &[char], within: Option<&Key>) -> Vec<Found> {
    let org = &Visible { org, asker };
    let mut found = whole(org, chars);
    found.extend(called::people(org, chars, &found));
    stems(org, chars, &mut found);
    english_stems(org, chars, &mut found);
    extend_figures(org, chars, &mut found);
    let is_thing = |f: &Found| f.keys.iter().any(|k| !is_somebody(org, k));
    if !found.iter().any(is_thing) {
        found.extend(counted(org, chars));
    }
    if !found.iter().any(is_thing) {
        let inside = |f: &Found| f.keys.iter().all(|k| org.project_of(k).map(|p| &p.id) == within);
        found.extend(within.and_then(|_| translated(org, chars, within)).filter(inside));
    }
    if !found.iter().any(is_thing) {
        found.extend(part(org, chars, &found, None).or_else(|| somebodys(org, chars, &found)));
    }
    found.extend(coordinated(org, chars, &found));
    let sure = found.iter().filter(|f| f.keys.len() == 1).flat_map(|f| &f.keys);
    let project = sure.into_iter().find(|k| org.kind(k) == Some(Kind::Project)).cloned();
    let open = found.iter().any(|f| f.keys.len() > 1);
    if let Some(project) = project.as_ref().or(within).filter(|_| !open)
        && !found
            .iter()
            .flat_map(|f| &f.keys)
            .any(|k| matches!(org.kind(k), Some(Kind::Task | Kind::Milestone | Kind::Kpi)))
    {
        found.extend(part(org, chars, &found, Some(project)));
    }
    if !found.iter().any(is_thing) {
        found.extend(translated(org, chars, within));
    }
    if !found.iter().any(is_thing) {
        found.extend(sound::alike(org, chars, &found));
    }
    contrasted(org, chars, &mut found);
    found.sort_by_key(|f| f.start);
    heads_only(org, &mut found);
    prefer_figures(org, chars, &mut found);
    found
}

pub(super) fn is_somebody(org: &Org, key: &Key) -> bool {
    matches!(org.kind(key), Some(Kind::Person | Kind::Department | Kind::Company) | None)
}

/// Where a name ends that begins here, spaces aside; Latin names stand as whole words.
pub(super) fn ends_at(chars: &[char], at: usize, name: &[char]) -> Option<usize> {
    let latin = |c: &char| c.is_ascii_alphanumeric();
    if name.first().is_some_and(latin) && at > 0 && latin(&chars[at - 1]) {
        return None;
    }
    let mut here = at;
    for c in name.iter().filter(|c| **c != ' ') {
        while here > at && chars.get(here) == Some(&' ') {
            here += 1;
        }
        if chars.get(here) != Some(c) {
            return None;
        }
        here += 1;
    }
    let mut end = here;
    if name.last().is_some_and(latin) {
        // A plural is the same word.
        if chars.get(end) == Some(&'s') && name.last().is_some_and(char::is_ascii_alphabetic) {
            end += 1;
        }
        if chars.get(end).is_some_and(latin) {
            return None;
        }
    }
    (end > at).then_some(end)
}

fn whole(org: &Visible<'_>, chars: &[char]) -> Vec<Found> {
    let mut all: Vec<(usize, usize, bool, Key)> = Vec::new();
    let company = std::iter::once((org.company.name.as_str(), &org.company.id));
    for (name, key) in org.names().chain(company) {
        let wanted = lower(name);
        let proper = org.name(key) == name;
        for at in 0..chars.len() {
            if wanted.len() > 1
                && let Some(end) = ends_at(chars, at, &wanted)
            {
                all.push((at, end, proper, key.clone()));
            }
        }
    }
    all.sort_by_key(|(start, end, _, _)| (std::cmp::Reverse(end - start), *start));
    let mut found: Vec<(Found, bool)> = Vec::new();
    for (start, end, proper, key) in all {
        if let Some((same, named)) = found.iter_mut().find(|(f, _)| f.start == start && f.end == end) {
            // A name in full wins over another's alias.
            if proper && !*named && !is_kpi(org, &key) {
                same.keys = vec![key];
                *named = true;
            } else if (proper || !*named || is_kpi(org, &key)) && !same.keys.contains(&key) {
                same.keys.push(key);
            }
        } else if !found.iter().any(|(f, _)| start < f.end && f.start < end) {
            found.push((Found { start, end, keys: vec![key] }, proper));
        }
    }
    found.into_iter().map(|(f, _)| f).collect()
}

/// 会员项目: the words before 项目 that projects' names share.
fn stems(org: &Visible<'_>, chars: &[char], found: &mut Vec<Found>) {
    for word in zh::question::PROJECT_WORDS {
        let word: Vec<char> = word.chars().collect();
        for at in 0..chars.len().saturating_sub(word.len() - 1) {
            if chars[at..at + word.len()] != word[..] {
                continue;
            }
            let end = at + word.len();
            let known = found.iter().any(|f| {
                let project = f.keys.iter().any(|k| org.kind(k) == Some(Kind::Project));
                (f.start <= at && end <= f.end) || (project && f.start < end && at <= f.end)
            });
            if known {
                continue;
            }
            if let Some((start, keys)) = stem(org, chars, before_linking(chars, at)) {
                found.retain(|f| f.end <= start || f.start >= end);
                found.push(Found { start, end, keys });
            }
        }
    }
}

/// Where the words before 项目 end, when 那个 or 的 stands between.
fn before_linking(chars: &[char], at: usize) -> usize {
    let before: String = chars[..at].iter().collect();
    let linking = zh::question::LINKING.iter().find(|l| before.ends_with(**l));
    at - linking.map_or(0, |l| l.chars().count())
}

/// "the member project": the word before, in the projects' names or translated into them.
fn english_stems(org: &Visible<'_>, chars: &[char], found: &mut Vec<Found>) {
    let text: String = chars.iter().collect();
    for (byte, _) in text.match_indices(en::question::PROJECT_WORD) {
        let before = text[..byte].trim_end();
        let word = before.rsplit(' ').next().unwrap_or_default();
        let at = text[..byte].chars().count();
        let taken =
            found.iter().any(|f| f.start < at && at <= f.end + 1 && f.keys.iter().any(|k| org.project_of(k).is_some()));
        if taken || word.len() < 3 || en::question::PLAIN.contains(&word) {
            continue;
        }
        let meanings = en::question::GLOSSARY.iter().find(|(w, _)| *w == word).map_or(&[][..], |(_, m)| *m);
        let named = |n: &String| {
            let said = |part: &str| part == word || (word.len() > 3 && part.starts_with(word));
            n.to_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).any(said)
                || meanings.iter().any(|m| m.chars().count() > 1 && n.contains(m))
        };
        let keys: Vec<Key> = org
            .projects
            .iter()
            .filter(|p| std::iter::once(&p.name).chain(&p.aliases).any(named))
            .map(|p| p.id.clone())
            .collect();
        if !keys.is_empty() {
            let (start, end) = (text[..byte].trim_end().chars().count() - word.chars().count(), at + 7);
            found.retain(|f| f.end <= start || f.start >= end);
            found.push(Found { start, end, keys });
        }
    }
}

fn stem(org: &Visible<'_>, chars: &[char], end: usize) -> Option<(usize, Vec<Key>)> {
    for start in end.saturating_sub(8)..end.saturating_sub(1) {
        let stem: String = chars[start..end].iter().collect();
        let named = |p: &&crate::domain::org::Project| {
            std::iter::once(&p.name).chain(&p.aliases).any(|n| n.to_lowercase().contains(&stem))
        };
        let keys: Vec<Key> = org.projects.iter().filter(named).map(|p| p.id.clone()).collect();
        if !keys.is_empty() {
            return Some((start, keys));
        }
    }
    None
}

/// 获客成本同比降了多少: a figure whose name goes on where another's ends.
fn extend_figures(org: &Visible<'_>, chars: &[char], found: &mut [Found]) {
    for f in found.iter_mut().filter(|f| f.keys.iter().any(|k| is_kpi(org, k))) {
        let base: String = chars[f.start..f.end].iter().collect();
        for (name, key) in org.names().filter(|(_, k)| is_kpi(org, k)) {
            let name = name.to_lowercase();
            let Some(at) = name.find(&base) else { continue };
            let more: Vec<char> = name[at + base.len()..].chars().collect();
            let shared = more.iter().zip(&chars[f.end..]).take_while(|(a, b)| a == b).count();
            if shared >= 2 {
                f.end += shared;
                f.keys = vec![key.clone()];
                break;
            }
        }
    }
}

/// What a part of the project spoken of is ahead of things elsewhere, in characters of its name that were said.
const INSIDE: usize = 100;

/// Things with Chinese names alone, asked for in English: the one whose name most of the words make up.
fn translated(org: &Visible<'_>, chars: &[char], within: Option<&Key>) -> Option<Found> {
    let text: String = chars.iter().collect();
    let said: Vec<&(&str, &[&str])> =
        en::question::GLOSSARY.iter().filter(|(w, _)| super::cue::says(&text, w)).collect();
    let mut best: (usize, Vec<Key>) = (0, Vec::new());
    for (name, key) in org.names().filter(|(_, k)| !is_somebody(org, k)) {
        let length = name.chars().count();
        let covered: usize = said
            .iter()
            .filter_map(|(_, words)| words.iter().filter(|w| name.contains(**w)).map(|w| w.chars().count()).max())
            .sum();
        // Within the project spoken of, one word of a name is enough.
        let inside = within.is_some_and(|w| org.project_of(key).is_some_and(|p| &p.id == w && key != w));
        if covered < 2 || (covered * 2 < length && !inside) {
            continue;
        }
        let covered = if inside { covered + INSIDE } else { covered };
        if covered > best.0 {
            best = (covered, Vec::new());
        }
        if covered == best.0 && !best.1.contains(key) {
            best.1.push(key.clone());
        }
    }
    let (word, _) = said.first()?;
    let start = text.find(word).map_or(0, |at| text[..at].chars().count());
    (!best.1.is_empty()).then_some(Found { start, end: start + word.chars().count(), keys: best.1 })
}
