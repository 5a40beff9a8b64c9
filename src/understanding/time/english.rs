//! English days in figures: "Nov 16", "the 20th", "20th of November, 2026".

use super::{
    Grain,
    anchor::{Anchor, Part},
    numeric::{at_before, date, grain_of, is_day, is_year, whole},
    quarter,
    read::{Found, Point},
};
use crate::understanding::language::{self, TimeWord};

/// "the 20th", "20th of November", "30 Oct".
pub fn ordinal(chars: &[char], at: usize) -> Option<Point> {
    let (day, end) = whole(chars, at).filter(|(d, _)| chars[at].is_ascii_digit() && (1..=31).contains(d))?;
    let suffix = matches!(chars.get(end..end + 2), Some(['t', 'h'] | ['s', 't'] | ['n', 'd'] | ['r', 'd']));
    let after = if suffix { end + 2 } else { end };
    let mut from = after;
    while matches!(chars.get(from), Some(' ' | '-')) && from < after + 1 {
        from += 1;
    }
    if chars.get(from..from + 3) == Some(&['o', 'f', ' ']) {
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
    // "March first", "Jan third".
    if let Some((day_end, day)) = language::ordinals().at(chars, from).filter(|(e, d)| {
        from == end + 1 && is_day(month, *d) && !(chars.get(*e) == Some(&' ') && counts_on(chars, e + 1))
    }) {
        let (end, year) = self::year(chars, day_end);
        return Some(date(end, year, month, day));
    }
    let (year_end, year) = self::year(chars, end);
    let shy = end - at <= 3 || month == 3 || month == 5;
    // "this may slip" is no month.
    let verb = matches!(month, 3 | 5) && follows(chars, at, "this ");
    let asked = !verb && at >= 3 && language::month_before().before(chars, at - 1).is_some() && chars[at - 1] == ' ';
    (asked || year.is_some() || !shy || joined(chars, at, end))
        .then(|| Point::new(year_end, Anchor::NamedMonth(year.map(|y| y as i32), month, Part::Whole), Grain::Month))
}

/// ", 2026" or " 2026" behind an English date.
pub fn year(chars: &[char], at: usize) -> (usize, Option<u32>) {
    let from = match chars.get(at..) {
        Some([' ', 'o', 'f', ' ', ..] | [' ', 'i', 'n', ' ', ..]) => at + 4,
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

/// "March first quarter" and "May second week" count something else.
fn counts_on(chars: &[char], at: usize) -> bool {
    language::english_units().at(chars, at).is_some()
}

/// Jan-Feb, "May to September": a short name beside another one is a month.
fn joined(chars: &[char], at: usize, end: usize) -> bool {
    let behind =
        language::span_joints().at(chars, end).is_some_and(|(from, ())| language::months().at(chars, from).is_some());
    let before = |joint: &str| {
        let from = at.saturating_sub(joint.len());
        follows(chars, at, joint) && {
            let letters = chars[..from].iter().rev().take(9).take_while(|c| c.is_ascii_alphabetic()).count();
            letters > 2 && language::months().at(chars, from - letters).is_some_and(|(e, _)| e == from)
        }
    };
    behind || before("-") || before(" to ") || before(" through ")
}

/// "Wednesday next week", "Wednesday of next week": one past it, and the week.
pub fn week_behind(chars: &[char], end: usize) -> (usize, Option<i32>) {
    let from = if starts(chars, end, " of ") { end + 4 } else { end + 1 };
    if chars.get(end) != Some(&' ') {
        return (end, None);
    }
    match language::time_words().at(chars, from) {
        Some((after, TimeWord::Week(week))) if chars[from].is_ascii_alphabetic() => (after, Some(week)),
        Some(_) | None => (end, None),
    }
}

/// "next week Wednesday", "next week on Wednesday": one past it, and the day.
pub fn weekday_behind(chars: &[char], end: usize) -> Option<(usize, u32)> {
    let from = [" on ", " - ", "'s ", " "].iter().find(|w| starts(chars, end, w)).map(|w| end + w.len())?;
    match language::time_words().at(chars, from)? {
        (after, TimeWord::Weekday(day)) => Some((after, day)),
        _ => None,
    }
}

/// "in 2026", "since 2024": a year without a month, only behind a word that asks for one.
pub fn lone_year(chars: &[char], at: usize) -> Option<Point> {
    let (value, end) =
        whole(chars, at).filter(|(y, end)| is_year(*y) && *end == at + 4 && chars[at].is_ascii_digit())?;
    language::year_before().before(chars, at.checked_sub(1).filter(|i| chars[*i] == ' ')?)?;
    let next = chars.get(end).copied();
    // "from 2024 to 2026": a figure that comes to another one is no year, unless both are.
    let spans = ["from ", "between "].iter().any(|w| follows(chars, at, w));
    if spans && year_behind(chars, end, value).is_none() {
        return None;
    }
    let goes_on = match next {
        None => false,
        Some(_) if spans => false,
        Some(' ') => {
            chars.get(end + 1).is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '/' | '+'))
                && language::english_function().at(chars, end + 1).is_none()
        }
        Some('.' | ',') => chars.get(end + 1).is_some_and(char::is_ascii_digit),
        Some(c) => c.is_alphanumeric() || matches!(c, '%' | '/' | '-' | ':' | '+'),
    };
    (!goes_on).then(|| Point::new(end, Anchor::NamedYear(value as i32, Part::Whole), Grain::Year))
}

/// "13 to 15 July", "1-8 September", "the 23rd to the 26th of Oct": the beginning, whose month stands at the end.
pub fn first_of_two(chars: &[char], at: usize) -> Option<Point> {
    let (day, end) = whole(chars, at).filter(|(d, end)| (1..=31).contains(d) && *end <= at + 2)?;
    let end = over_suffix(chars, end);
    let (from, ()) = language::span_joints().at(chars, end).or_else(|| language::between().at(chars, end))?;
    let from = if starts(chars, from, "the ") { from + 4 } else { from };
    match ordinal(chars, from)?.anchor {
        Anchor::Date(year, month, last) if day < last => Some(date(end, year.map(|y| y as u32), month, day)),
        _ => None,
    }
}

/// The end of a span: "15 July", "the 15th of July".
pub fn day_behind(chars: &[char], at: usize) -> Option<Found> {
    chars.get(at)?.is_ascii_digit().then(|| ordinal(chars, at)).flatten().map(Found::Point)
}

/// "end of November", "early next month", "mid-November".
pub fn staged(chars: &[char], end: usize, part: Part) -> Option<Point> {
    let from = if chars.get(end) == Some(&' ') { end + 1 } else { end };
    let from = if chars.get(from) == Some(&'-') { from + 1 } else { from };
    if let Some((end, month)) = language::months().at(chars, from) {
        return Some(Point::new(end, Anchor::NamedMonth(None, month, part), grain_of(part, Grain::Month)));
    }
    if let Some((end, quarter, _)) = quarter::quarter(chars, from) {
        return Some(quarter::with_year(chars, end, quarter, part));
    }
    match language::time_words().at(chars, from)? {
        (end, TimeWord::Month(offset)) => {
            Some(Point::new(end, Anchor::Month(offset, part), grain_of(part, Grain::Month)))
        }
        (end, TimeWord::Week(week)) => {
            let day = if part == Part::End { 4 } else { 0 };
            let middle = matches!(part, Part::Middle);
            let day = if middle {
                2
            } else if matches!(part, Part::Ten(_)) {
                4
            } else {
                day
            };
            Some(Point::new(end, Anchor::Weekday { week: Some(week), day }, Grain::Day))
        }
        (end, TimeWord::Quarter(offset)) => Some(Point::new(end, Anchor::Quarter(offset, part), Grain::Quarter)),
        (end, TimeWord::Year(offset)) => Some(Point::new(end, Anchor::Year(offset, part), Grain::Year)),
        _ => None,
    }
}

/// "to 2026" behind a year: the later year, and one past it.
pub fn year_behind(chars: &[char], end: usize, first: u32) -> Option<(u32, usize)> {
    let (from, ()) = language::span_joints().at(chars, end).or_else(|| language::between().at(chars, end))?;
    let (value, after) = whole(chars, from).filter(|(y, e)| is_year(*y) && *e == from + 4)?;
    let ends = match chars.get(after) {
        None | Some(',' | '.' | ';' | ')' | '\n') => true,
        Some(' ') => {
            !chars.get(after + 1).is_some_and(|c| c.is_alphanumeric() || *c == '%')
                || language::english_function().at(chars, after + 1).is_some()
        }
        Some(_) => false,
    };
    (ends && value > first && chars[from].is_ascii_digit()).then_some((value, after))
}
