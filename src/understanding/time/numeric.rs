//! Days in figures: 2026-11-20, 11月20日, 11/17, 20号, Nov 16, "the 20th".
//!
//! `a/b` is a day where a month has it, unless words of doing stand before it (完成7/10) or a measure or such a word
//! behind it (6/8 done). `a-b` is a day only with two figures each, `a.b` only beside words that ask for a day (11.28前).

use super::{
    Grain,
    anchor::{Anchor, Part, Unit},
    counted, english, quarter,
    read::{Point, over_space},
};
use crate::understanding::{language, quantity::numeral, quantity::unit};

/// The day in figures at a place.
pub fn at(chars: &[char], at: usize) -> Option<Point> {
    if chars[at].is_ascii_alphabetic() {
        return english::month(chars, at);
    }
    if at > 0
        && (chars[at - 1].is_ascii_alphanumeric() || matches!(chars[at - 1], '/' | '.' | '第'))
        && chars[at].is_ascii_digit()
    {
        return None;
    }
    written(chars, at)
        .or_else(|| chinese(chars, at))
        .or_else(|| english::first_of_two(chars, at))
        .or_else(|| marked(chars, at))
        .or_else(|| english::ordinal(chars, at))
}

/// A whole number of at most four digits, or a Chinese one.
pub fn whole(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let first = chars.get(at)?;
    if first.is_ascii_digit() {
        let count = chars[at..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
        if count > 4 {
            return None;
        }
        let value = chars[at..at + count].iter().filter_map(|c| c.to_digit(10)).fold(0, |all, d| all * 10 + d);
        return Some((value, at + count));
    }
    language::zh::digit(*first).or_else(|| (*first == '十').then_some(0))?;
    let numeral = numeral::at(chars, at)?;
    Some((numeral::small(&numeral)?, numeral.end))
}

/// 2026-11-20, 2026/11/20, 2026.11.20, 2026 11 20, 20261120, 2026-11, 11/20/2026.
fn written(chars: &[char], at: usize) -> Option<Point> {
    let digits = chars[at..].iter().take(9).take_while(|c| c.is_ascii_digit()).count();
    if digits == 8 {
        let value = chars[at..at + 8].iter().filter_map(|c| c.to_digit(10)).fold(0u32, |all, d| all * 10 + d);
        let (year, month, day) = (value / 10000, value / 100 % 100, value % 100);
        return (is_year(year) && is_day(month, day)).then(|| date(at + 8, Some(year), month, day));
    }
    if digits <= 2 {
        return year_last(chars, at);
    }
    let (year, end) = whole(chars, at).filter(|(y, _)| digits == 4 && is_year(*y))?;
    let mark = *chars.get(end).filter(|c| matches!(c, '-' | '/' | '.' | ' '))?;
    let (month, end) = whole(chars, end + 1).filter(|(m, _)| (1..=12).contains(m))?;
    if chars.get(end) == Some(&mark) {
        let (day, last) = whole(chars, end + 1).filter(|(d, _)| is_day(month, *d))?;
        // 2026 11 23: figures in a row, unless each has the length of its part.
        let row = mark == ' ' && (last != at + 10 || chars.get(last + 1).is_some_and(char::is_ascii_digit));
        return (!row).then(|| date(last, Some(year), month, day));
    }
    (!matches!(mark, '.' | ' ') && chars[end - 2].is_ascii_digit())
        .then(|| Point::new(end, Anchor::NamedMonth(Some(year as i32), month, Part::Whole), Grain::Month))
}

/// 11/20/2026, 20/11/2026, 13.5.2026, 05/06/89, 11/2026. Where both figures may be the month the first one is, as in a/b.
pub fn year_last(chars: &[char], at: usize) -> Option<Point> {
    let (first, end) = whole(chars, at)?;
    let mark = *chars.get(end).filter(|c| matches!(c, '-' | '/' | '.'))?;
    // 133-03-03-2020 is a code.
    if mark == '-' && at > 1 && chars[at - 1] == '-' && chars[at - 2].is_ascii_alphanumeric() {
        return None;
    }
    let (second, middle) = whole(chars, end + 1).filter(|_| chars[end + 1].is_ascii_digit())?;
    if middle == end + 5 && end == at + 2 && matches!(mark, '-' | '/') {
        let month = (1..=12).contains(&first) && is_year(second) && !continues(chars, middle);
        return (month && !is_share(chars, at, middle) && !counts(chars, middle))
            .then(|| Point::new(middle, Anchor::NamedMonth(Some(second as i32), first, Part::Whole), Grain::Month));
    }
    let (year, last) = whole(chars, middle + 1).filter(|_| chars.get(middle) == Some(&mark))?;
    let year = match last - middle {
        5 if is_year(year) => year,
        // 1/2/20 may be three shares.
        3 if mark == '/' && end == at + 2 && middle == at + 5 && !is_share(chars, at, last) => century(year),
        _ => return None,
    };
    let (month, day) = if mark != '.' && first <= 12 { (first, second) } else { (second, first) };
    // 3.2.2026 may be a version.
    let sure = mark != '.' || first > 12;
    (sure && is_day(month, day) && !continues(chars, last)).then(|| date(last, Some(year), month, day))
}

fn continues(chars: &[char], at: usize) -> bool {
    chars.get(at).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '%')
        || matches!(chars.get(at), Some('.' | '/' | '-'))
            && chars.get(at + 1).is_some_and(char::is_ascii_digit)
            && chars.get(at) != Some(&'-')
}

/// 89 is 1989, 26 is 2026.
fn century(year: u32) -> u32 {
    if year > 50 { 1900 + year } else { 2000 + year }
}

pub fn is_year(year: u32) -> bool {
    (1900..=2100).contains(&year)
}

pub fn is_day(month: u32, day: u32) -> bool {
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 29,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

pub fn date(end: usize, year: Option<u32>, month: u32, day: u32) -> Point {
    Point::new(end, Anchor::Date(year.map(|y| y as i32), month, day), Grain::Day)
}

/// 2026年11月20日, 26年Q2, 11月底, 11月20号, 20号.
fn chinese(chars: &[char], at: usize) -> Option<Point> {
    let (value, end) = whole(chars, at)?;
    let next = over_space(chars, end);
    match chars.get(next)? {
        '年' if chars.get(next + 1) == Some(&'代') => None,
        '年' => {
            let dated =
                whole(chars, next + 1).is_some_and(|(m, end)| (1..=12).contains(&m) && chars.get(end) == Some(&'月'));
            let year = full_year(value, end - at, dated)?;
            Some(in_year(chars, next + 1, year as i32))
        }
        '财' if chars.get(next + 1) == Some(&'年') && (is_year(value) || end == at + 2) => {
            let year = if is_year(value) { value } else { 2000 + value };
            Some(Point::new(next + 2, Anchor::FiscalYear(year as i32), Grain::Year))
        }
        '月' if (1..=12).contains(&value) => Some(in_month(chars, next + 1, None, value)),
        '号' | '日' => day_alone(chars, at, next, value),
        _ => None,
    }
}

/// 2026, or 26 where only two figures are written.
fn full_year(value: u32, length: usize, dated: bool) -> Option<u32> {
    // Long past years are named with their month only.
    if is_year(value) || dated && (1000..=2999).contains(&value) {
        return Some(value);
    }
    // 15年 may be a length; 15年3月 is a month.
    (length == 2 && (dated || (20..=40).contains(&value)) && value < 100).then(|| century(value))
}

/// What follows a year: a month, a quarter, a part, or nothing.
pub fn in_year(chars: &[char], at: usize, year: i32) -> Point {
    let from = if chars.get(at) == Some(&'的') { at + 1 } else { over_space(chars, at) };
    if let Some((month, end)) = whole(chars, from).filter(|(m, _)| (1..=12).contains(m)) {
        let end = over_space(chars, end);
        if chars.get(end) == Some(&'月') {
            return in_month(chars, end + 1, Some(year), month);
        }
    }
    if let Some((end, quarter, part)) = quarter::quarter(chars, from) {
        return Point::new(end, Anchor::NamedQuarter(Some(year), quarter, part), Grain::Quarter);
    }
    match counted::within(chars, from, Grain::Year).or_else(|| language::year_parts().at(chars, from)) {
        Some((end, part)) => Point::new(end, Anchor::NamedYear(year, part), grain_of(part, Grain::Year)),
        None => Point::new(at, Anchor::NamedYear(year, Part::Whole), Grain::Year),
    }
}

/// An end or a beginning is a day, or days, of its own.
pub fn grain_of(part: Part, whole: Grain) -> Grain {
    match part {
        Part::End | Part::Weekday(..) | Part::LastWeekday(_) => Grain::Day,
        Part::Middle if whole == Grain::Month => Grain::Day,
        Part::Nth(unit, _) | Part::First(unit, _) | Part::Last(unit, _) => match unit {
            Unit::Day | Unit::WorkingDay => Grain::Day,
            Unit::Week => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter,
            Unit::Year => Grain::Year,
        },
        Part::Ten(_) | Part::Whole | Part::Start | Part::Middle | Part::FirstHalf | Part::SecondHalf => whole,
    }
}

/// What follows a month: a day, a part, or nothing.
pub fn in_month(chars: &[char], at: usize, year: Option<i32>, month: u32) -> Point {
    let from = if chars.get(at) == Some(&'的') { at + 1 } else { over_space(chars, at) };
    if let Some((day, end)) = whole(chars, from).filter(|(d, _)| is_day(month, *d)) {
        let marked = over_space(chars, end);
        match chars.get(marked) {
            Some('日' | '号') => return date(marked + 1, year.map(|y| y as u32), month, day),
            // 11月20交付; 11月20个 is a count, 11月20% a share.
            _ if !chars.get(end).is_some_and(|c| {
                unit::is_measure(*c) || matches!(c, '%' | '.' | '天' | '万' | '元' | 'k' | 'w' | '成' | ',')
            }) && from == at
                && end > at + usize::from(!chars[at].is_ascii_digit()) =>
            {
                return date(end, year.map(|y| y as u32), month, day);
            }
            _ => {}
        }
    }
    match month_part(chars, at) {
        Some((end, part)) => Point::new(end, Anchor::NamedMonth(year, month, part), grain_of(part, Grain::Month)),
        None => Point::new(at, Anchor::NamedMonth(year, month, Part::Whole), Grain::Month),
    }
}

/// What follows a month's name: 底, 上旬, 第三周.
pub fn month_part(chars: &[char], at: usize) -> Option<(usize, Part)> {
    let from = if chars.get(at) == Some(&'的') { at + 1 } else { at };
    let from = if chars.get(at..at + 2) == Some(&['份', '的']) || chars.get(at..at + 2) == Some(&['份', '第']) {
        if chars[at + 1] == '的' { at + 2 } else { at + 1 }
    } else {
        from
    };
    counted::within(chars, from, Grain::Month).or_else(|| language::month_parts().at(chars, at))
}

/// 20号, 22日; 3号楼, 第3日 and 20日报 are none.
fn day_alone(chars: &[char], at: usize, mark: usize, value: u32) -> Option<Point> {
    let single = mark == at + 1 && !chars[at].is_ascii_digit();
    let next = chars.get(mark + 1);
    let breaks = next.is_some_and(|c| language::zh::breaks_day_number(chars[mark], *c));
    let named = at > 0 && (chars[at - 1] == '第' || chars[at - 1].is_ascii_alphanumeric());
    if !(1..=31).contains(&value) || breaks || named || (single && chars[mark] == '日') {
        return None;
    }
    Some(Point::new(mark + 1, Anchor::DayOfMonth(None, value), Grain::Day))
}

/// 下月5号 behind 下月: the day, and one past it.
pub fn day_in_month(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let from = if chars.get(at) == Some(&'的') { at + 1 } else { at };
    let (day, end) = whole(chars, from).filter(|(d, _)| (1..=31).contains(d))?;
    let end = over_space(chars, end);
    matches!(chars.get(end), Some('号' | '日')).then_some((day, end + 1))
}

/// 11/17, 11-17, 11.28.
fn marked(chars: &[char], at: usize) -> Option<Point> {
    let (month, middle) = whole(chars, at).filter(|_| chars[at].is_ascii_digit())?;
    let mark = *chars.get(middle).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let (day, end) = whole(chars, middle + 1).filter(|_| chars[middle + 1].is_ascii_digit())?;
    if !is_day(month, day) || end - middle > 3 || middle - at > 2 {
        return None;
    }
    let next = chars.get(end).copied();
    let goes_on = matches!(next, Some('/' | '%' | '.' | ':')) && chars.get(end + 1).is_some_and(char::is_ascii_digit);
    if goes_on || next.is_some_and(|c| matches!(c, '%' | '‰' | '月') || c.is_ascii_alphabetic()) {
        return None;
    }
    let asked = asked_for(chars, at, end, mark == '.');
    let fits = match mark {
        '/' => asked || !(is_share(chars, at, end) || counts(chars, end)),
        '-' => (middle - at == 2 && end - middle == 3 && !counts(chars, end)) || asked && !counts(chars, end),
        _ => (asked && !counts(chars, end)) || dotted_range(chars, at, end),
    };
    let end = if matches!(next, Some('号' | '日')) { end + 1 } else { end };
    fits.then(|| date(end, None, month, day))
}

/// 11.2-11.6 and the second half of it.
fn dotted_range(chars: &[char], at: usize, end: usize) -> bool {
    let is_date = |at: usize| {
        let Some((month, middle)) = whole(chars, at) else { return false };
        let dotted = chars.get(middle) == Some(&'.');
        dotted
            && whole(chars, middle + 1).is_some_and(|(day, end)| {
                is_day(month, day) && !counts(chars, end) && !matches!(chars.get(end), Some('%' | '.'))
            })
    };
    let after = matches!(chars.get(end), Some('-' | '~' | '至' | '到')) && is_date(end + 1);
    let before = at > 0 && matches!(chars[at - 1], '-' | '~' | '至' | '到') && {
        let word = chars[..at - 1].iter().rev().take(8).take_while(|c| c.is_ascii_digit() || **c == '.').count();
        word > 0 && is_date(at - 1 - word)
    };
    // 3.5-4.5 is a span of figures where nothing says otherwise; days mostly share their month.
    (after || before) && chars[at..end].len() >= 3 && same_month(chars, at, end, after)
}

fn same_month(chars: &[char], at: usize, end: usize, after: bool) -> bool {
    let month = |from: usize| whole(chars, from).map(|(m, _)| m);
    let other = if after {
        month(end + 1)
    } else {
        let word = chars[..at - 1].iter().rev().take(8).take_while(|c| c.is_ascii_digit() || **c == '.').count();
        month(at - 1 - word)
    };
    let mine = month(at);
    mine == other && mine.is_some_and(|m| m >= 10)
}

/// Whether a measure or a unit stands behind, so that the figures count.
fn counts(chars: &[char], end: usize) -> bool {
    let at = over_space(chars, end);
    chars.get(at).is_some_and(|c| unit::is_measure(*c) || matches!(c, '%' | '万' | '亿' | '千' | '元' | '成'))
        || unit::durations().at(chars, at).is_some_and(|(_, span)| span != unit::Span::Day || chars[at] != '日')
            && !matches!(chars.get(at), Some('日'))
}

/// Words of doing beside a/b: 完成7/10, 6/8 done.
fn is_share(chars: &[char], at: usize, end: usize) -> bool {
    language::share_before().before(chars, at_before(chars, at)).is_some()
        || language::share_after().at(chars, over_space(chars, end)).is_some()
}

pub fn at_before(chars: &[char], at: usize) -> usize {
    if at > 0 && chars[at - 1] == ' ' { at - 1 } else { at }
}

/// Words beside a figure that ask for a day: 到11.28, 11.28前, due 11/28.
fn asked_for(chars: &[char], at: usize, end: usize, dotted: bool) -> bool {
    // 3.5 is a figure beside any word; 11.2 and 3.15 may be days.
    if dotted && end - at < 4 {
        return false;
    }
    let before = if dotted { language::dotted_day_before() } else { language::day_before() };
    matches!(chars.get(end), Some('号' | '日'))
        || (language::deadline_after().at(chars, end).is_some()
            && language::deadline_breakers().at(chars, end).is_none()
            && chars.get(end) != Some(&'内')
            && chars.get(end) != Some(&'以'))
        || language::day_after().at(chars, over_space(chars, end)).is_some()
        || before.before(chars, at_before(chars, at)).is_some()
}
