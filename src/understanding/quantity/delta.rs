//! Changes told by figures: 从80%提升到85%, 涨了3个点, 降到12, "up 3 points".
//!
//! ```text
//! between = [ 从 | 由 | from ] figure [ verb ] ( 到 | 至 | 为 | → | to ) figure
//! by      = verb figure
//! to      = verb ( 到 | 至 | to ) figure
//! ```

use std::sync::LazyLock;

use super::{Quantity, QuantityKind, surround};
use crate::understanding::{
    language::{en, zh},
    words::Words,
};

/// How far before what was the word 从 may stand: 从上周的80%.
const OPENING: usize = 12;

/// The longest that may stand between what was and what is.
const JOINT: usize = 16;

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// 提升, 涨, up.
    Up,
    /// 下降, 减少, down.
    Down,
}

/// A change: one fact, whose figures are among those of the text and keep their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Delta {
    /// First character: of 从, of the verb, or of the figure.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What was.
    pub from: Option<Quantity>,
    /// What is.
    pub to: Option<Quantity>,
    /// How much it went, where that is said; nothing is reckoned.
    pub by: Option<Quantity>,
    /// Which way; `None` where the words do not say, as 改善了.
    pub direction: Option<Direction>,
}

/// What a word before a figure says of the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    By(Option<Direction>),
    To(Option<Direction>),
}

/// The changes that the figures of a text tell, left to right.
pub fn deltas(chars: &[char], figures: &[Quantity]) -> Vec<Delta> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(figure) = figures.get(at) {
        if let Some(delta) = figures.get(at + 1).and_then(|next| between(chars, figure, next)) {
            found.push(delta);
            at += 2;
        } else {
            found.extend(alone(chars, figure));
            at += 1;
        }
    }
    found
}

/// 从80%提升到85%, 80%→85%, "from 80% to 85%".
fn between(chars: &[char], from: &Quantity, to: &Quantity) -> Option<Delta> {
    let gap = chars.get(from.end..to.start).filter(|gap| gap.len() <= JOINT)?;
    if gap.iter().any(|c| matches!(c, '\n' | '。' | ';')) {
        return None;
    }
    let arrow = matches!(trimmed(gap), ['→'] | ['-', '>'] | ['=', '>']);
    let said = verb_before(chars, to.start).filter(|(start, _)| *start >= from.end);
    let (verb_start, verb) = match said {
        Some((start, Verb::To(direction))) => (start, direction),
        Some((_, Verb::By(_))) => return None,
        None if arrow => (from.end, None),
        None => return None,
    };
    let opened = opening(chars, from.start);
    let stray = chars[from.end..verb_start].iter().filter(|c| c.is_alphanumeric()).count();
    // 80%的用户提升到85 is no change of one figure; behind 从 a few words may stand.
    if stray > if opened.is_some() { 6 } else { 0 } {
        return None;
    }
    let same = std::mem::discriminant(&from.kind) == std::mem::discriminant(&to.kind);
    // 10到15个 is a span, and so is 从10到15个; a change has a verb, an arrow, or 从 and two shares.
    let told = arrow || verb.is_some() || opened.is_some() && to.kind == QuantityKind::Percent;
    if !told || !(same || from.kind == QuantityKind::Number) {
        return None;
    }
    let comparable = same && from.value != to.value;
    let went = if to.value > from.value { Direction::Up } else { Direction::Down };
    Some(Delta {
        start: opened.unwrap_or(from.start),
        end: to.end,
        direction: if comparable { Some(went) } else { verb },
        from: Some(from.clone()),
        to: Some(to.clone()),
        by: None,
    })
}

/// 涨了3个点, 降到12.
fn alone(chars: &[char], figure: &Quantity) -> Option<Delta> {
    let (start, verb) = verb_before(chars, figure.start)?;
    let (by, to, direction) = match verb {
        Verb::By(direction) => (Some(figure.clone()), None, direction),
        Verb::To(direction @ Some(_)) => (None, Some(figure.clone()), direction),
        Verb::To(None) => return None,
    };
    Some(Delta { start, end: figure.end, from: None, to, by, direction })
}

/// The word of changing right before a figure, roughness between them passed over: 提升了约3%.
fn verb_before(chars: &[char], figure: usize) -> Option<(usize, Verb)> {
    let mut at = figure;
    for _ in 0..3 {
        let spaced = if at > 0 && chars[at - 1] == ' ' { at - 1 } else { at };
        let hint = surround::word_before(chars, spaced);
        if let Some((start, surround::Hint::Rough)) = hint {
            at = start;
            continue;
        }
        if let Some(found) = verbs().before(chars, spaced) {
            // 付掉了两千: behind a verb, 掉了 says that it is gone.
            let completes = chars[found.0] == '掉' && found.0 > 0 && zh::cues::DONE_AWAY.contains(chars[found.0 - 1]);
            // 至少 ends in 少 and is a bound.
            let within = hint.is_some_and(|(start, _)| start < found.0);
            return (!completes && !within).then_some(found);
        }
        if spaced == 0 || chars[spaced - 1] != '了' {
            return None;
        }
        at = spaced - 1;
    }
    None
}

/// 从, 由 or "from" a little before a figure, in the same breath.
fn opening(chars: &[char], figure: usize) -> Option<usize> {
    let floor = figure.saturating_sub(OPENING);
    let breath = chars[floor..figure].iter().rposition(|c| matches!(c, ',' | '。' | '\n' | ';' | '、' | ':'));
    let floor = breath.map_or(floor, |at| floor + at + 1);
    (floor..figure).rev().find(|at| {
        matches!(chars[*at], '从' | '由' | '自')
            || chars[*at..figure].starts_with(&['f', 'r', 'o', 'm', ' '])
                && (*at == 0 || !chars[*at - 1].is_ascii_alphabetic())
    })
}

fn trimmed(gap: &[char]) -> &[char] {
    let gap = gap.strip_prefix(&[' ']).unwrap_or(gap);
    gap.strip_suffix(&[' ']).unwrap_or(gap)
}

fn verbs() -> &'static Words<Verb> {
    static WORDS: LazyLock<Words<Verb>> = LazyLock::new(|| {
        use Direction::{Down, Up};
        use zh::cues as z;
        let tables = [
            (z::RISES, Verb::By(Some(Up))),
            (z::FALLS, Verb::By(Some(Down))),
            (z::DIFFERS, Verb::By(None)),
            (z::RISES_TO, Verb::To(Some(Up))),
            (z::FALLS_TO, Verb::To(Some(Down))),
            (z::BECOMES, Verb::To(None)),
            (en::cues::RISES, Verb::By(Some(Up))),
            (en::cues::FALLS, Verb::By(Some(Down))),
            (en::cues::RISES_TO, Verb::To(Some(Up))),
            (en::cues::FALLS_TO, Verb::To(Some(Down))),
            ("to", Verb::To(None)),
        ];
        let words: Vec<(String, Verb)> = tables
            .iter()
            .flat_map(|(list, verb)| list.split_whitespace().map(|word| (word.replace('_', " "), *verb)))
            .collect();
        Words::ending(words.iter().map(|(word, verb)| (word.as_str(), *verb)))
    });
    &WORDS
}
