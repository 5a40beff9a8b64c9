//! What English counts within a span: "the first Friday of next month", "last 3 days of May", "third quarter of 2026".

use super::{
    Grain,
    anchor::{Anchor, Part, RELATIVE_YEAR, Unit},
    english::{over_suffix, starts, year},
    numeric::{grain_of, is_day, is_year, whole},
    quarter,
    read::Point,
};
use crate::understanding::{
    language::{self, TimeWord},
    quantity::numeral,
};

/// What an ordinal counts.
#[derive(Clone, Copy)]
enum Counted {
    Unit(Unit),
    Weekday(u32),
    /// The 15th of next month.
    Bare,
}

/// The counted part that starts at a place.
pub fn at(chars: &[char], at: usize) -> Option<Point> {
    let from = if starts(chars, at, "the ") { at + 4 } else { at };
    if from == at && behind_number(chars, at) {
        return None;
    }
    let (end, ordinal) = ordinal(chars, from)?;
    if chars.get(end) != Some(&' ') {
        return None;
    }
    let counted = numeral::at(chars, end + 1).and_then(|n| Some((numeral::small(&n)?, n.end)));
    let counted = counted.filter(|(_, end)| chars.get(*end) == Some(&' ') && ordinal <= 1);
    let from = counted.map_or(end + 1, |(_, end)| end + 1);
    let (end, what) = what(chars, from).unwrap_or((end, Counted::Bare));
    let joined =
        ["of the ", "of ", "in the ", "in "].iter().find(|w| chars.get(end) == Some(&' ') && starts(chars, end + 1, w));
    let within = match joined {
        Some(words) => span(chars, end + 1 + words.len(), true),
        None if !matches!(what, Counted::Bare) && chars.get(end) == Some(&' ') => span(chars, end + 1, false),
        None => None,
    };
    let (end, span) = match (within, what) {
        (Some(within), _) => within,
        (None, Counted::Unit(Unit::Quarter)) if counted.is_none() && (1..=4).contains(&ordinal) => {
            return Some(Point::new(end, Anchor::NamedQuarter(None, ordinal, Part::Whole), Grain::Quarter));
        }
        (None, _) => return None,
    };
    let count = counted.map(|(count, _)| count);
    let part = match (what, count, ordinal) {
        (Counted::Weekday(_), Some(_), _) | (Counted::Bare, _, 0) | (Counted::Bare, Some(_), _) => return None,
        (Counted::Weekday(day), None, 0) => Part::LastWeekday(day),
        (Counted::Weekday(day), None, n) => Part::Weekday(n, day),
        (Counted::Unit(unit), Some(count), 0) => Part::Last(unit, count),
        (Counted::Unit(unit), Some(count), _) => Part::First(unit, count),
        (Counted::Unit(unit), None, 0) => Part::Last(unit, 1),
        (Counted::Unit(unit), None, n) => Part::Nth(unit, n),
        (Counted::Bare, None, n) => Part::Nth(Unit::Day, n),
    };
    placed(span, part, what).map(|(anchor, grain)| Point::new(end, anchor, grain))
}

/// "twenty second", "third last": the ordinal belongs to the word before it.
fn behind_number(chars: &[char], at: usize) -> bool {
    if at == 0 || !matches!(chars[at - 1], ' ' | '-') {
        return false;
    }
    let word = chars[..at - 1].iter().rev().take(8).take_while(|c| c.is_ascii_alphanumeric()).count();
    let first = at - 1 - word;
    let tens = starts(chars, first, "twenty") || starts(chars, first, "thirty");
    word > 0 && (tens || ordinal(chars, first).is_some_and(|(end, value)| end == at - 1 && value > 0))
}

/// first 1, 15th 15, last 0.
fn ordinal(chars: &[char], at: usize) -> Option<(usize, u32)> {
    if chars.get(at)?.is_ascii_digit() {
        let (value, end) = whole(chars, at).filter(|(v, _)| (1..=53).contains(v))?;
        let after = over_suffix(chars, end);
        // "4 of July" needs no suffix where a month follows.
        let month = starts(chars, end, " of ") && language::months().at(chars, end + 4).is_some();
        return (after > end || month).then_some((after, value));
    }
    language::ordinals().at(chars, at)
}

fn what(chars: &[char], at: usize) -> Option<(usize, Counted)> {
    if let Some((end, unit)) = language::english_units().at(chars, at) {
        return Some((end, Counted::Unit(unit)));
    }
    match language::time_words().at(chars, at)? {
        (end, TimeWord::Weekday(day) | TimeWord::ShyWeekday(day)) => Some((end, Counted::Weekday(day))),
        _ => None,
    }
}

/// A month, a quarter or a year, whole. Without "of" only one that is told from today: "the third quarter this year".
fn span(chars: &[char], at: usize, joined: bool) -> Option<(usize, Anchor)> {
    if let Some((end, month)) = language::months().at(chars, at).filter(|_| joined) {
        let (end, year) = year(chars, end);
        return Some((end, Anchor::NamedMonth(year.map(|y| y as i32), month, Part::Whole)));
    }
    if let Some((end, quarter, _)) = quarter::quarter(chars, at).filter(|_| joined) {
        return Some((end, quarter::with_year(chars, end, quarter, Part::Whole).anchor));
    }
    if let Some((value, end)) = whole(chars, at).filter(|(y, end)| is_year(*y) && *end == at + 4) {
        return Some((end, Anchor::NamedYear(value as i32, Part::Whole)));
    }
    match language::time_words().at(chars, at) {
        Some((end, TimeWord::Month(offset))) => Some((end, Anchor::Month(offset, Part::Whole))),
        Some((end, TimeWord::Quarter(offset))) => Some((end, Anchor::Quarter(offset, Part::Whole))),
        Some((end, TimeWord::Year(offset))) => Some((end, Anchor::Year(offset, Part::Whole))),
        Some(_) => None,
        None if starts(chars, at, "year") && joined => Some((at + 4, Anchor::Year(0, Part::Whole))),
        None if starts(chars, at, "month") && joined => Some((at + 5, Anchor::Month(0, Part::Whole))),
        None if starts(chars, at, "quarter") && joined => Some((at + 7, Anchor::Quarter(0, Part::Whole))),
        None => None,
    }
}

/// The part in its span.
fn placed(span: Anchor, part: Part, what: Counted) -> Option<(Anchor, Grain)> {
    let wide = matches!(what, Counted::Unit(Unit::Month | Unit::Quarter));
    let bare = matches!(what, Counted::Bare);
    let quarter = match part {
        Part::Nth(Unit::Quarter, n) if (1..=4).contains(&n) => Some(n),
        _ => None,
    };
    let anchor = match span {
        Anchor::NamedMonth(year, month, _) => match part {
            Part::Nth(Unit::Day, day) => {
                return is_day(month, day).then_some((Anchor::Date(year, month, day), Grain::Day));
            }
            _ if wide => return None,
            part => Anchor::NamedMonth(year, month, part),
        },
        Anchor::Month(offset, _) if !wide => Anchor::Month(offset, part),
        Anchor::Quarter(offset, _) if quarter.is_none() && !bare => Anchor::Quarter(offset, part),
        Anchor::NamedQuarter(year, of, _) if quarter.is_none() && !bare => Anchor::NamedQuarter(year, of, part),
        Anchor::Year(offset, _) if !bare => match quarter {
            Some(n) => Anchor::NamedQuarter(Some(RELATIVE_YEAR + offset), n, Part::Whole),
            None => Anchor::Year(offset, part),
        },
        Anchor::NamedYear(year, _) if !bare => match quarter {
            Some(n) => Anchor::NamedQuarter(Some(year), n, Part::Whole),
            None => Anchor::NamedYear(year, part),
        },
        _ => return None,
    };
    Some((anchor, grain_of(part, Grain::Month)))
}
