//! What a figure counts: 2个版本, 3家新客户, 新增用户1200, "12 new leads".

use std::{ops::Range, sync::LazyLock};

use super::{Quantity, QuantityKind, read::over_space, unit};
use crate::understanding::{
    language::zh,
    words::{Words, list},
};

/// Where the noun stands that a figure counts: behind its measure, else the measure itself (三单, "12 bugs"); before a
/// bare figure (用户1200). Only nouns that work reports count are known; of another the measure is told.
pub fn noun(chars: &[char], figure: &Quantity) -> Option<Range<usize>> {
    static STARTING: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::COUNTED_NOUNS)));
    static ENDING: LazyLock<Words<()>> = LazyLock::new(|| Words::ending(list(zh::COUNTED_NOUNS)));
    static KINDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::NOUN_KINDS)));
    match &figure.kind {
        QuantityKind::Count(unit) => {
            let mut at = over_space(chars, figure.end);
            // 3家重点新客户: two words of kind at most.
            for _ in 0..2 {
                if let Some((end, ())) = KINDS.at(chars, at).filter(|_| STARTING.at(chars, at).is_none()) {
                    at = end + usize::from(chars.get(end) == Some(&'的'));
                }
            }
            let at = unit::over_adjective(chars, at);
            let own = figure.end.saturating_sub(unit.as_str().chars().count())..figure.end;
            Some(STARTING.at(chars, at).map_or(own, |(end, ())| at..end))
        }
        QuantityKind::Number => {
            let end = if figure.start > 0 && chars[figure.start - 1] == ' ' { figure.start - 1 } else { figure.start };
            ENDING.before(chars, end).map(|(start, ())| start..end)
        }
        QuantityKind::Percent
        | QuantityKind::Points
        | QuantityKind::Money(_)
        | QuantityKind::Duration { .. }
        | QuantityKind::Fraction { .. } => None,
    }
}
