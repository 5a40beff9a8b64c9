//! What the words around a value make of it.

use super::{Matter, WORDS, Words};

/// What stands before or behind a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is wrong.
    Wrong,
    /// It is right.
    Right,
    /// It takes the place of something.
    Firm,
}

/// Whether a word starts at `at`, whole where it is of letters.
pub fn is_at(chars: &[char], at: usize, word: &str) -> bool {
    let length = word.chars().count();
    let there = chars.len() >= at + length && word.chars().zip(&chars[at..]).all(|(a, b)| a == *b);
    let letter = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let before = at.checked_sub(1).and_then(|i| chars.get(i));
    there
        && !(latin(word.chars().next()) && letter(before))
        && !(latin(word.chars().last()) && letter(chars.get(at + length)))
}

/// Every place where one of some words stands, as (start, end).
fn places<'a>(
    chars: &'a [char],
    words: impl Fn(&Words) -> &'static [&'static str] + Copy + 'a,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    (0..chars.len()).flat_map(move |at| {
        let here = WORDS.into_iter().flat_map(words).filter(move |w| is_at(chars, at, w));
        here.map(move |w| (at, at + w.chars().count()))
    })
}

/// Whether one of some words stands anywhere.
pub fn has(chars: &[char], words: impl Fn(&Words) -> &'static [&'static str] + Copy) -> bool {
    places(chars, words).next().is_some()
}

/// How many characters may stand between 不是 and what is wrong: 不是卡在邓凯那.
const NEAR: usize = 3;

/// The mark nearest before a value, of two that end together the longer: 不是 wins over 是.
pub fn before(chars: &[char]) -> Option<Mark> {
    let near = |(_, end): &(usize, usize)| end + NEAR >= chars.len();
    let wrong = places(chars, |w| w.wrong).filter(near).map(|p| (p, Mark::Wrong));
    let right = places(chars, |w| w.right).map(|p| (p, Mark::Right));
    let firm = places(chars, |w| w.firm).map(|p| (p, Mark::Firm));
    wrong.chain(right).chain(firm).max_by_key(|((start, end), _)| (*end, end - start)).map(|(_, mark)| mark)
}

/// Where what takes a place begins, where nothing but that word stands before it: 改成…
pub fn behind_firm(chars: &[char]) -> Option<usize> {
    let skip = chars.iter().take_while(|c| matches!(c, ' ' | '的')).count();
    let firm = places(chars, |w| w.firm).chain(places(chars, |w| w.instead));
    let end = firm.filter(|(start, _)| *start == skip).map(|(_, end)| end).max()?;
    Some(end + chars[end..].iter().take_while(|c| matches!(c, ' ' | ':')).count()).filter(|at| *at < chars.len())
}

/// Whether the words right behind a value say that it is wrong: 80%改成75%, 80%写错了.
pub fn wrong_behind(chars: &[char]) -> bool {
    let skip = chars.iter().take_while(|c| matches!(c, ' ' | '的')).count();
    let words = WORDS.iter().flat_map(|w| w.instead.iter().chain(w.mistaken));
    words.into_iter().any(|w| is_at(chars, skip, w))
}

/// Whether words stand on both sides of 改成: 天气改成晴天.
pub fn puts_words(chars: &[char]) -> bool {
    let said = |part: &[char]| part.iter().any(|c| c.is_alphanumeric());
    places(chars, |w| w.instead).any(|(start, end)| said(&chars[..start]) && said(&chars[end..]))
}

/// The first matter that is named by a common name.
pub fn matter(chars: &[char]) -> Option<Matter> {
    let named = WORDS.iter().flat_map(|w| w.matters).flat_map(|(m, names)| names.iter().map(move |n| (*m, *n)));
    let at = |name: &str| (0..chars.len()).find(|at| is_at(chars, *at, name));
    named
        .filter_map(|(m, n)| at(n).map(|at| (at, n, m)))
        .min_by_key(|(at, n, _)| (*at, usize::MAX - n.len()))
        .map(|f| f.2)
}

/// An obstacle or a state that is denied: 没有卡住, 还没做完.
pub fn denied(chars: &[char]) -> Option<Matter> {
    let ends: Vec<usize> = places(chars, |w| w.denying).map(|(_, end)| end).collect();
    let gap = |end: usize| end + chars[end..].iter().take_while(|c| **c == ' ').count();
    let states = [Matter::Blocker, Matter::Status];
    ends.into_iter().find_map(|end| {
        let at = gap(end);
        let named = WORDS
            .iter()
            .flat_map(|w| w.matters)
            .find(|(m, names)| states.contains(m) && names.iter().any(|n| is_at(chars, at, n)))?;
        Some(named.0)
    })
}
