//! Parts of names that stand for the whole: TMS切换, 审核, 卡钳和精益.

use super::names::{Found, Visible, ends_at, is_somebody, lower};
use crate::{
    domain::Key,
    understanding::language::{en, zh},
};

/// The longest part of a name that stands in the text and can stand for it: its beginning or its end.
pub(super) fn part(org: &Visible<'_>, chars: &[char], found: &[Found], within: Option<&Key>) -> Option<Found> {
    let free = |at: usize, end: usize| !found.iter().any(|f| at < f.end && f.start < end);
    let mut best: Option<Found> = None;
    for (name, key) in org.names() {
        let meant = match within {
            Some(project) => org.project_of(key).is_some_and(|p| &p.id == project) && key != project,
            None => !is_somebody(org, key),
        };
        if !meant {
            continue;
        }
        let name = lower(name);
        // A part must tell the thing: three characters, or two of a short name; within a known project two do.
        let least = if within.is_some() { 2 } else { 2.max(name.len().div_ceil(2)) };
        for len in (least..=name.len()).rev() {
            let piece = [&name[..len], &name[name.len() - len..]]
                .into_iter()
                .find_map(|p| place(chars, p).filter(|at| free(*at, at + len)));
            let Some(at) = piece else { continue };
            let words: String = chars[at..at + len].iter().collect();
            // TMS切换 is the TMS系统切换, not its TMS全网切换.
            if within.is_some_and(|project| org.name(project).to_lowercase().ends_with(&words)) {
                break;
            }
            let common = zh::question::COMMON.contains(&words.as_str())
                && (within.is_none() || len < 2 || words != zh::question::LAUNCH);
            // “the ” of “the fair” is no part of a name.
            let cut = words.starts_with(' ') || words.ends_with(' ');
            // Nor is “show” of “show floor”, which many questions begin with.
            let asks = en::question::CUES.iter().any(|(_, cues)| cues.contains(&words.as_str()));
            if common || words.is_ascii() && (len < 4 || cut || asks) {
                continue;
            }
            match &mut best {
                Some(f) if f.end - f.start > len => {}
                Some(f) if f.end - f.start == len => {
                    if !f.keys.contains(key) {
                        f.keys.push(key.clone());
                    }
                }
                _ => best = Some(Found { start: at, end: at + len, keys: vec![key.clone()] }),
            }
            break;
        }
    }
    if within.is_some() { best } else { best.map(|found| widened(org, chars, found)) }
}

/// 安琪那个培训: right behind a person's name, a piece of the name of one task of theirs, however common it is elsewhere.
pub(super) fn somebodys(org: &Visible<'_>, chars: &[char], found: &[Found]) -> Option<Found> {
    let [person] = found else { return None };
    let [who] = person.keys.as_slice() else { return None };
    let rest: String = chars.get(person.end..)?.iter().collect();
    let linking = zh::question::LINKING.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len())?;
    let start = person.end + linking.chars().count();
    let said = &chars[start..];
    let asks = |words: &[char]| {
        let words: String = words.iter().collect();
        zh::question::CUES.iter().any(|(_, cues)| cues.contains(&words.as_str()))
    };
    let tasks = org.projects.iter().flat_map(|p| &p.tasks).filter(|t| t.assignee.as_ref() == Some(who));
    let pieces = tasks.filter_map(|task| {
        let names: Vec<Vec<char>> = std::iter::once(&task.name).chain(&task.aliases).map(|n| lower(n)).collect();
        let piece = |len: &usize| names.iter().any(|n| n.starts_with(&said[..*len]) || n.ends_with(&said[..*len]));
        let len = (2..=said.len().min(8)).rev().find(piece)?;
        (!asks(&said[..len])).then(|| (len, task.id.clone()))
    });
    let mut pieces: Vec<(usize, Key)> = pieces.collect();
    let longest = pieces.iter().map(|(len, _)| *len).max()?;
    pieces.retain(|(len, _)| *len == longest);
    let keys: Vec<Key> = pieces.into_iter().map(|(_, key)| key).collect();
    Some(Found { start, end: start + longest, keys })
}

/// Words that could be several things could be all that are called so at an end: 审核 also of 第三方审核.
fn widened(org: &Visible<'_>, chars: &[char], mut found: Found) -> Found {
    if found.keys.len() < 2 {
        return found;
    }
    let words = &chars[found.start..found.end];
    for (name, key) in org.names().filter(|(_, key)| org.project_of(key).is_some_and(|p| &p.id != *key)) {
        let name = lower(name);
        if (name.starts_with(words) || name.ends_with(words)) && !found.keys.contains(key) {
            found.keys.push(key.clone());
        }
    }
    found
}

/// 卡钳和精益: beside a thing named in full, the one that is named in part.
pub(super) fn coordinated(org: &Visible<'_>, chars: &[char], found: &[Found]) -> Vec<Found> {
    let joins = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| zh::question::JOINING.contains(*c));
    let things = found.iter().filter(|f| f.keys.iter().any(|key| !is_somebody(org, key)));
    let beside = things.filter_map(|f| {
        if joins(Some(f.end)) {
            return beginning_or_ending(org, chars, f.end + 1, true);
        }
        joins(f.start.checked_sub(1)).then(|| beginning_or_ending(org, chars, f.start - 1, false))?
    });
    beside.filter(|b| !found.iter().any(|f| b.start < f.end && f.start < b.end)).collect()
}

/// The longest piece of a name, two characters at least, that begins at a place or ends there.
fn beginning_or_ending(org: &Visible<'_>, chars: &[char], at: usize, begins: bool) -> Option<Found> {
    let mut best: Option<Found> = None;
    for (name, key) in org.names().filter(|(_, key)| !is_somebody(org, key)) {
        let name = lower(name);
        let piece = (2..=name.len()).rev().find_map(|len| {
            let (start, end) = if begins { (at, at + len) } else { (at.checked_sub(len)?, at) };
            let words = chars.get(start..end)?;
            let common = zh::question::COMMON.contains(&words.iter().collect::<String>().as_str());
            let named = name.starts_with(words) || name.ends_with(words);
            (named && !common && !words.iter().all(char::is_ascii)).then_some((start, end))
        });
        let Some((start, end)) = piece else { continue };
        match &mut best {
            Some(f) if f.end - f.start > end - start => {}
            Some(f) if f.end - f.start == end - start => {
                if !f.keys.contains(key) {
                    f.keys.push(key.clone());
                }
            }
            Some(_) | None => best = Some(Found { start, end, keys: vec![key.clone()] }),
        }
    }
    // A project comes before its own parts.
    let mut best = best?;
    let all = best.keys.clone();
    best.keys.retain(|key| !org.project_of(key).is_some_and(|p| &p.id != key && all.contains(&p.id)));
    Some(best)
}

fn place(chars: &[char], piece: &[char]) -> Option<usize> {
    let latin = piece.iter().all(char::is_ascii);
    (0..chars.len()).find(|at| {
        chars[*at..].starts_with(piece)
            && (!latin || ends_at(chars, *at, piece).is_some_and(|end| end <= at + piece.len() + 1))
    })
}
