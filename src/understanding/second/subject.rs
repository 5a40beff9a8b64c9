//! Whether the words lead to the subject a model named.
//!
//! Where a clause names a thing of the kind, that thing is meant, or a part of it that has no name there. Where it names
//! none, the subject must be spoken of in the same line, or share a word with the clause.

use super::Why;
use crate::{
    domain::{Doubt, Key},
    understanding::{
        clause::{Clause, han},
        language,
        lexicon::Named,
        reader::Scene,
        text::Text,
    },
};

/// The class of things that a claim can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Work,
    Kpi,
}

fn of(named: &Named, class: Class) -> Option<&Key> {
    match class {
        Class::Work => named.work.as_ref(),
        Class::Kpi => named.kpi.as_ref(),
    }
}

/// The names of a class within a range, parts of names only where nothing is named in full.
pub(super) fn names<'s>(scene: &'s Scene<'_>, start: usize, end: usize, class: Class) -> Vec<&'s Named> {
    let full: Vec<&Named> = scene.named_in(start, end).filter(|n| of(n, class).is_some()).collect();
    if !full.is_empty() || class == Class::Kpi {
        return full;
    }
    scene.parts.iter().filter(|n| start <= n.start && n.end <= end).collect()
}

/// Whether one of the names stands for the subject; the doubt that hangs on it, the model's vote first.
///
/// `None` where no name there leads to it.
pub(super) fn meant(scene: &Scene<'_>, names: &[&Named], class: Class, subject: &Key) -> Option<Option<Doubt>> {
    let org = scene.lexicon.org();
    let stands = |n: &&&Named| of(n, class) == Some(subject) || n.tied.contains(subject);
    if let Some(n) = names.iter().find(stands) {
        return Some(vote(&n.tied, subject));
    }
    let whole = org.project_of(subject).map(|j| &j.id).filter(|id| *id != subject)?;
    let of_whole = names.iter().any(|n| of(n, class) == Some(whole));
    let sibling = names.iter().filter_map(|n| of(n, class)).any(|k| k != whole && org.project_of(k).is_some());
    (of_whole && !sibling).then_some(None)
}

/// A doubt about things of one name, with the one voted for first. A vote settles nothing.
pub(super) fn vote(tied: &[Key], subject: &Key) -> Option<Doubt> {
    if tied.len() < 2 {
        return None;
    }
    let others = tied.iter().filter(|k| *k != subject).cloned();
    Some(Doubt::Ambiguous { candidates: std::iter::once(subject.clone()).chain(others).collect() })
}

/// Whether a clause that names nothing of the class leads to the subject all the same.
pub(super) fn leads(scene: &Scene<'_>, clause: usize, class: Class, subject: &Key) -> Result<Option<Doubt>, Why> {
    let c = &scene.clauses[clause];
    let earlier: Vec<&Named> = scene
        .clauses
        .iter()
        .enumerate()
        .filter(|(i, o)| o.line == c.line && (*i < clause || scene.together(*i, clause)))
        .flat_map(|(_, o)| names(scene, o.start, o.end, class))
        .collect();
    if let Some(doubt) = meant(scene, &earlier, class, subject) {
        return Ok(doubt);
    }
    if shares_word(scene, c, subject) { Ok(None) } else { Err(Why::Elsewhere) }
}

/// Whether a clause has a word of the subject's names: two Han characters in a row that say something, or a Latin word.
pub(super) fn shares_word(scene: &Scene<'_>, c: &Clause, subject: &Key) -> bool {
    let said = &scene.text.chars[c.start..c.end];
    scene.lexicon.org().names().filter(|(_, key)| *key == subject).any(|(name, _)| {
        let name = Text::new(name).chars;
        share_word(said, &name)
    })
}

/// Whether words have one of a name's: both in uniform characters.
pub(super) fn share_word(said: &[char], name: &[char]) -> bool {
    let pair = |w: &[char]| {
        let word: String = w.iter().collect();
        w.iter().all(|ch| han(*ch))
            && w.iter().any(|ch| !language::zh::words::PLAIN.contains(*ch))
            && !language::zh::words::GENERIC.contains(&word.as_str())
            && said.windows(2).any(|s| s == w)
    };
    name.windows(2).any(pair) || latin_words(name).any(|w| latin_words(said).any(|s| s == w))
}

fn latin_words(chars: &[char]) -> impl Iterator<Item = &[char]> {
    chars.split(|c| !c.is_ascii_alphabetic()).filter(|w| w.len() >= 4)
}
