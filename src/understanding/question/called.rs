//! People called by their surname and a title: 老谢, 谢总, 王店长.

use super::names::Found;
use crate::{
    domain::{Key, Org, org::Person},
    understanding::language::zh,
};

/// The people whom surname and title may mean, outside what was found already. A title that is somebody's position means
/// them alone; where nobody has the surname the words are left to others.
pub(super) fn people(org: &Org, chars: &[char], found: &[Found]) -> Vec<Found> {
    let mut called: Vec<Found> = Vec::new();
    for at in 0..chars.len() {
        let Some((start, end, title)) = before(chars, at).or_else(|| behind(chars, at)) else { continue };
        if found.iter().chain(&called).any(|f| start < f.end && f.start < end) {
            continue;
        }
        let surname = |p: &&Person| p.name.starts_with(chars[at]) && !p.name.is_ascii();
        let all: Vec<&Person> = org.people.iter().filter(surname).collect();
        let titled: Vec<&Key> = all.iter().filter(|p| p.position.contains(&title)).map(|p| &p.id).collect();
        let keys: Vec<Key> = match (title.is_empty(), titled.is_empty()) {
            (false, false) => titled.into_iter().cloned().collect(),
            (_, _) => all.iter().map(|p| p.id.clone()).collect(),
        };
        if !keys.is_empty() {
            called.push(Found { start, end, keys });
        }
    }
    called
}

/// 老谢, 小谢: the surname at `at` with a prefix, and no given name behind it.
fn before(chars: &[char], at: usize) -> Option<(usize, usize, String)> {
    let prefixed = at > 0 && zh::question::PREFIXES.contains(chars[at - 1]);
    prefixed.then(|| (at - 1, at + 1, String::new()))
}

/// 谢总, 王店长: the surname at `at` with a title.
fn behind(chars: &[char], at: usize) -> Option<(usize, usize, String)> {
    // 本周总结, 上周工时: no Mr Zhou.
    if at > 0 && zh::question::NO_SURNAME_BEHIND.contains(chars[at - 1]) {
        return None;
    }
    let rest: String = chars[at + 1..].iter().take(3).collect();
    let title = zh::question::TITLES.iter().find(|title| rest.starts_with(**title))?;
    let end = at + 1 + title.chars().count();
    let goes_on = chars.get(end).is_some_and(|c| zh::question::NO_TITLE_BEFORE.contains(*c));
    if title.chars().count() == 1 && goes_on {
        return None;
    }
    Some((at, end, (*title).to_owned()))
}
