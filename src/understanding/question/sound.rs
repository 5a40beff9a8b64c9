//! Names by their sound, where nothing else of a question is a name: 退货律 for 退货率, as a keyboard for pinyin offers it.

use pinyin::ToPinyin;

use super::names::{Found, Visible, is_somebody, lower};

/// How short a name may be that is known by its sound alone.
const LEAST: usize = 3;

/// The longest name of a thing that sounds like words of the question.
pub(super) fn alike(org: &Visible<'_>, chars: &[char], found: &[Found]) -> Option<Found> {
    let heard: Vec<Option<&str>> = chars.iter().map(sound).collect();
    let free = |at: usize, end: usize| !found.iter().any(|f| at < f.end && f.start < end);
    let mut best: Option<Found> = None;
    for (name, key) in org.names().filter(|(_, key)| !is_somebody(org, key)) {
        let name = lower(name);
        let sounds: Vec<Option<&str>> = name.iter().map(sound).collect();
        if name.len() < LEAST || sounds.iter().any(Option::is_none) {
            continue;
        }
        let place = heard.windows(sounds.len()).position(|window| window == sounds.as_slice());
        let Some(start) = place.filter(|at| free(*at, at + sounds.len())) else { continue };
        let end = start + sounds.len();
        match &mut best {
            Some(f) if f.end - f.start > sounds.len() => {}
            Some(f) if (f.start, f.end) == (start, end) => f.keys.extend((!f.keys.contains(key)).then(|| key.clone())),
            Some(_) | None => best = Some(Found { start, end, keys: vec![key.clone()] }),
        }
    }
    best
}

fn sound(c: &char) -> Option<&'static str> {
    c.to_pinyin().map(|syllable| syllable.plain())
}
