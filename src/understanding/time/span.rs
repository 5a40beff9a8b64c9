//! Spans from one day to another, and what days told together share: 周一到周三, 11月2日至6日, 下周一、周三, 三月以来.

use super::{
    Grain, Looking,
    anchor::{Anchor, Frame, Part},
    english, numeric,
    read::{self, Found, Point},
};
use crate::{domain::period::DateRange, understanding::language};

/// Where a span ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Until {
    /// At days that are named.
    Named(Anchor),
    /// 三月以来: at the day of the report.
    Today,
}

/// 到周三, 至6日, 以来: one past it, the beginning with what the end says of it, and the end.
pub fn other_end(chars: &[char], at: usize, end: usize, point: Point) -> Option<(usize, Anchor, Until)> {
    if !reaches(point.anchor) {
        return None;
    }
    if let Some((after, ())) = language::since().at(chars, end) {
        return Some((after, point.anchor, Until::Today));
    }
    let between = language::between().at(chars, end).map(|(from, ())| from);
    let from = between.or_else(|| language::span_joints().at(chars, end).map(|(from, ())| from))?;
    if from >= chars.len() {
        return None;
    }
    let from = if english::starts(chars, from, "the ") { from + 4 } else { from };
    let named = match read::at(chars, from).or_else(|| english::day_behind(chars, from)) {
        Some(Found::Point(other)) => {
            let matching = other.grain == point.grain || from - end == 1 && other.grain == Grain::Day;
            let last = in_month_of(point.anchor, other.anchor);
            matching.then_some((other.end, year_of(point.anchor, last), last))
        }
        Some(Found::NoDay(_)) => None,
        None => bare_day(chars, from, point.anchor).or_else(|| bare_year(chars, end, point.anchor)),
    };
    let (end, first, last) = named?;
    if between.is_none() {
        return Some((end, first, Until::Named(last)));
    }
    // 3月和5月 are two months, 3月和5月之间 is a span; "between Nov 2 and Nov 6".
    let opened = english::follows(chars, at, "between ") || english::follows(chars, at, "between the ");
    let closed = language::between_end().at(chars, end).map(|(end, ())| end);
    closed.or(opened.then_some(end)).map(|end| (end, first, Until::Named(last)))
}

/// "Nov 2 to 6", "Nov 18-20th, 2026".
fn bare_day(chars: &[char], from: usize, first: Anchor) -> Option<(usize, Anchor, Anchor)> {
    let Anchor::Date(year, month, begin) = first else { return None };
    let from = if english::starts(chars, from, "the ") { from + 4 } else { from };
    let count = chars[from..].iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    let day = chars[from..from + count].iter().filter_map(|c| c.to_digit(10)).fold(0, |all, d| all * 10 + d);
    let end = english::over_suffix(chars, from + count);
    let ends = !chars.get(end).is_some_and(|c| matches!(c, '%' | '.' | '/' | ':') || c.is_alphanumeric());
    // 11/20-15 goes on with another figure.
    let goes_on =
        matches!(chars.get(end), Some('.' | '/' | ':' | '-')) && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    let ends = ends || chars.get(end) == Some(&'.') && !goes_on;
    if !(1..=2).contains(&count) || !(1..=31).contains(&day) || !ends || goes_on {
        return None;
    }
    let (end, said) = english::year(chars, end);
    let year = said.map(|y| y as i32).or(year);
    Some((end, Anchor::Date(year, month, begin), Anchor::Date(year, month, day)))
}

/// "from 2024 to 2026".
fn bare_year(chars: &[char], end: usize, first: Anchor) -> Option<(usize, Anchor, Anchor)> {
    let Anchor::NamedYear(year, Part::Whole) = first else { return None };
    let (last, end) = english::year_behind(chars, end, u32::try_from(year).ok()?)?;
    Some((end, first, Anchor::NamedYear(last as i32, Part::Whole)))
}

/// Whether a span may begin with such words.
fn reaches(anchor: Anchor) -> bool {
    !matches!(anchor, Anchor::Past(_) | Anchor::Coming(_) | Anchor::Within(_) | Anchor::Previous(..))
}

/// 11月2日至6日: the end takes the month of the beginning; 下周一到周三 its week.
pub fn in_month_of(first: Anchor, last: Anchor) -> Anchor {
    match (first, last) {
        (Anchor::Date(year, month, _), Anchor::DayOfMonth(None, day)) => Anchor::Date(year, month, day),
        (Anchor::DayOfMonth(Some(offset), _), Anchor::DayOfMonth(None, day)) => Anchor::DayOfMonth(Some(offset), day),
        (Anchor::Weekday { week: Some(week), .. }, Anchor::Weekday { week: None, day }) => {
            Anchor::Weekday { week: Some(week), day }
        }
        (Anchor::Date(Some(year), ..), Anchor::Date(None, month, day)) => Anchor::Date(Some(year), month, day),
        (Anchor::NamedMonth(Some(year), ..), Anchor::NamedMonth(None, month, part)) => {
            Anchor::NamedMonth(Some(year), month, part)
        }
        (_, last) => last,
    }
}

/// "Nov 18 - Dec 19, 2026": the beginning takes the year of the end, or the one before where it comes later in it.
fn year_of(first: Anchor, last: Anchor) -> Anchor {
    let year = |from: u32, to: u32, year: i32| Some(if from > to { year - 1 } else { year });
    match (first, last) {
        (
            Anchor::Date(None, month, day),
            Anchor::Date(Some(said), other, _) | Anchor::NamedMonth(Some(said), other, _),
        ) => Anchor::Date(year(month, other, said), month, day),
        (
            Anchor::NamedMonth(None, month, part),
            Anchor::NamedMonth(Some(said), other, _) | Anchor::Date(Some(said), other, _),
        ) => Anchor::NamedMonth(year(month, other, said), month, part),
        (first, _) => first,
    }
}

/// 11月10号、11号, 下周一和周三: whether only a mark of listing stands between two expressions.
pub fn listed(between: &[char]) -> bool {
    matches!(between, ['、' | ',' | '/' | '和' | '及' | '与'] | [',' | '、', ' '] | [' ', '和' | '及' | '与', ' '])
}

/// The days of an expression; a span that would end before it begins ends in the next week, month or year.
pub fn resolve(frame: &Frame, anchor: Anchor, until: Option<Until>) -> Option<DateRange> {
    let until = match until {
        None => return frame.resolve(anchor),
        Some(Until::Today) => {
            let first = Frame { looking: Looking::Back, ..*frame }.resolve(anchor)?.first;
            // 自2030年以来 has not begun.
            return if first <= frame.today {
                Some(DateRange { first, last: frame.today })
            } else {
                frame.resolve(anchor)
            };
        }
        Some(Until::Named(until)) => until,
    };
    let first = frame.resolve(anchor)?;
    let from_first = Frame { today: first.first, looking: Looking::Ahead, ..*frame };
    let last = match until {
        Anchor::Weekday { week: None, .. } | Anchor::DayOfMonth(None, _) => from_first.resolve(until)?,
        _ => {
            let direct = frame.resolve(until)?;
            if direct.last < first.first { from_first.resolve(until)? } else { direct }
        }
    };
    (last.last >= first.first).then_some(DateRange { first: first.first, last: last.last })
}

/// 1-3月, 2-6号, 2024-2026年: the beginning of a span that has its 月 at the end.
pub fn bare_beginning(chars: &[char], at: usize) -> Option<Point> {
    let digits = |from: usize| {
        chars.get(from..).map_or(0, |rest| rest.iter().take(5).take_while(|c| c.is_ascii_digit()).count())
    };
    if at > 0 && (chars[at - 1].is_ascii_alphanumeric() || matches!(chars[at - 1], '.' | '/' | '-')) {
        return None;
    }
    let first = digits(at);
    let mark = at + first;
    // 1995 - 1997年.
    let (mark, over) = match chars.get(mark..mark + 3) {
        Some([' ', '-' | '~' | '至' | '到', ' ']) => (mark, 2),
        Some(_) | None => (mark, 0),
    };
    let begin = mark + 1 + over;
    let second = digits(begin);
    let years = first == 4 && second == 4;
    if !(years || (1..=2).contains(&first) && (1..=2).contains(&second))
        || !matches!(chars.get(mark + over / 2), Some('-' | '~' | '至' | '到'))
    {
        return None;
    }
    let value: u32 = chars[at..mark].iter().filter_map(|c| c.to_digit(10)).fold(0, |all, d| all * 10 + d);
    match chars.get(begin + second)? {
        '年' if years && numeric::is_year(value) => {
            Some(Point::new(mark, Anchor::NamedYear(value as i32, Part::Whole), Grain::Year))
        }
        '月' if (1..=12).contains(&value) => {
            Some(Point::new(mark, Anchor::NamedMonth(None, value, Part::Whole), Grain::Month))
        }
        '号' | '日' if (1..=31).contains(&value) && numeric::at(chars, begin).is_some() => {
            Some(Point::new(mark, Anchor::DayOfMonth(None, value), Grain::Day))
        }
        _ => None,
    }
}
