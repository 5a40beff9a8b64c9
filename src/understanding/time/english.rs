//! English days in figures: "Nov 16", "the 20th", "20th of November, 2026".

use super::{
    Grain,
    anchor::{Anchor, Part},
    numeric::{at_before, date, is_day, is_year, whole},
    read::Point,
};
use crate::understanding::language;

/// "the 20th", "20th of November", "30 Oct".
pub fn ordinal(chars: &[char], at: usize) -> Option<Point> {
    let (day, end) = whole(chars, at).filter(|(d, _)| chars[at].is_ascii_digit() && (1..=31).contains(d))?;
    let suffix = matches!(chars.get(end..end + 2), Some(['t', 'h'] | ['s', 't'] | ['n', 'd'] | ['r', 'd']));
    let after = if suffix { end + 2 } else { end };
    let mut from = after;
    while matches!(chars.get(from), Some(' ' | '-')) && from < after + 1 {
        from += 1;
    }
    if chars.get(from..from + 3) == Some(&['o', 'f', ' ']) && suffix {
        from += 3;
    }
    if let Some((month_end, month)) = language::months().at(chars, from).filter(|(_, m)| is_day(*m, day)) {
        let (end, year) = self::year(chars, month_end);
        return Some(date(end, year, month, day));
    }
    if !suffix || chars.get(after).is_some_and(char::is_ascii_alphanumeric) {
        return None;
    }
    let asked = language::day_before().before(chars, at_before(chars, at)).is_some();
    let alone = !chars.get(after..after + 2).is_some_and(|next| next[0] == ' ' && next[1].is_ascii_alphabetic())
        || language::english_function().at(chars, after + 1).is_some();
    (asked && alone).then(|| Point::new(after, Anchor::DayOfMonth(None, day), Grain::Day))
}

/// "Nov 16", "November 30th, 2026", "November".
pub fn month(chars: &[char], at: usize) -> Option<Point> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let (end, month) = language::months().at(chars, at)?;
    let mut from = end;
    while matches!(chars.get(from), Some('.' | ' ' | '-')) && from < end + 2 {
        from += 1;
    }
    if chars.get(from..from + 4) == Some(&['t', 'h', 'e', ' ']) {
        from += 4;
    }
    if let Some((day, day_end)) =
        whole(chars, from).filter(|(d, e)| is_day(month, *d) && *e <= from + 2 && chars[from].is_ascii_digit())
    {
        let suffixed =
            matches!(chars.get(day_end..day_end + 2), Some(['t', 'h'] | ['s', 't'] | ['n', 'd'] | ['r', 'd']));
        let day_end = if suffixed { day_end + 2 } else { day_end };
        if !matches!(chars.get(day_end), Some('%' | 'a'..='z')) {
            let (end, year) = self::year(chars, day_end);
            return Some(date(end, year, month, day));
        }
    }
    let (year_end, year) = self::year(chars, end);
    let shy = end - at <= 3 || month == 3 || month == 5;
    let asked = at >= 3 && language::month_before().before(chars, at - 1).is_some() && chars[at - 1] == ' ';
    (asked || year.is_some() || !shy)
        .then(|| Point::new(year_end, Anchor::NamedMonth(year.map(|y| y as i32), month, Part::Whole), Grain::Month))
}

/// ", 2026" or " 2026" behind an English date.
pub fn year(chars: &[char], at: usize) -> (usize, Option<u32>) {
    let from = match chars.get(at..) {
        Some([',', ' ', ..]) => at + 2,
        Some([' ' | ',' | '-', ..]) => at + 1,
        _ => return (at, None),
    };
    match whole(chars, from).filter(|(y, end)| *end == from + 4 && is_year(*y) && chars[from].is_ascii_digit()) {
        Some((year, end)) if !chars.get(end).is_some_and(|c| c.is_alphanumeric()) => (end, Some(year)),
        _ => (at, None),
    }
}

/// Whether words start at a place.
pub fn starts(chars: &[char], at: usize, words: &str) -> bool {
    chars
        .get(at..)
        .is_some_and(|rest| rest.len() >= words.len() && rest.iter().copied().zip(words.chars()).all(|(a, b)| a == b))
}

/// Whether a place follows upon words.
pub fn follows(chars: &[char], at: usize, words: &str) -> bool {
    at >= words.len() && starts(chars, at - words.len(), words)
}

/// One past the th of 20th.
pub fn over_suffix(chars: &[char], at: usize) -> usize {
    let suffixed = matches!(chars.get(at..at + 2), Some(['t', 'h'] | ['s', 't'] | ['n', 'd'] | ['r', 'd']));
    if suffixed && !chars.get(at + 2).is_some_and(char::is_ascii_alphanumeric) { at + 2 } else { at }
}
