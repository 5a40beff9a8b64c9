//! Words around a figure: roughness, bounds, what is left.

use std::sync::LazyLock;

use super::{Comparison, Quantity};
use crate::understanding::{
    language::{en, zh},
    words::{Words, each},
};

/// What a word beside a figure says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// 大概, 左右.
    Rough,
    /// 不到: rough and below.
    RoughLess,
    /// 至少, 以内.
    Bound(Comparison),
    /// 还差, left.
    Remaining,
    /// Nothing by itself, but another hint may stand before it: 还剩了, 大概有.
    Skip,
    /// Nothing: it only keeps a shorter word from being found in it, as 最近 does with 近.
    Nothing,
}

/// Sets what the words around a figure say of it.
pub fn apply(chars: &[char], figure: &mut Quantity) {
    look_before(chars, figure);
    look_after(chars, figure);
}

fn words_before() -> &'static Words<Hint> {
    static WORDS: LazyLock<Words<Hint>> = LazyLock::new(|| Words::ending(each(zh::BEFORE).chain(each(en::BEFORE))));
    &WORDS
}

/// The word that ends at a place and says something of the figure behind it: where it starts, and what.
pub fn word_before(chars: &[char], end: usize) -> Option<(usize, Hint)> {
    words_before().before(chars, end)
}

fn look_before(chars: &[char], figure: &mut Quantity) {
    let mut at = figure.start;
    // Three words at most: 还剩大概不到5家.
    for _ in 0..4 {
        let spaced = if at > 0 && chars[at - 1] == ' ' { at - 1 } else { at };
        let Some((start, hint)) = words_before().before(chars, spaced) else { break };
        if !note(figure, hint) {
            break;
        }
        at = start;
    }
}

fn look_after(chars: &[char], figure: &mut Quantity) {
    static WORDS: LazyLock<Words<Hint>> = LazyLock::new(|| Words::starting(each(zh::AFTER).chain(each(en::AFTER))));
    let mut at = figure.end;
    for _ in 0..3 {
        let spaced = if chars.get(at) == Some(&' ') { at + 1 } else { at };
        let Some((end, hint)) = WORDS.at(chars, spaced) else { break };
        if !note(figure, hint) {
            break;
        }
        at = end;
    }
}

/// Notes a hint; false where it ends the search.
fn note(figure: &mut Quantity, hint: Hint) -> bool {
    match hint {
        Hint::Rough => figure.approximate = true,
        Hint::RoughLess => {
            figure.approximate = true;
            figure.comparison.get_or_insert(Comparison::Less);
        }
        Hint::Bound(comparison) => {
            figure.comparison.get_or_insert(comparison);
        }
        Hint::Remaining => figure.remaining = true,
        Hint::Skip => {}
        Hint::Nothing => return false,
    }
    true
}
