//! The days a question is about: 上周, 11月6日, "the week of Nov 16". Questions look back.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::{
    domain::period::DateRange,
    understanding::language::{en, zh},
};

/// A word for days, as seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// So many days from today.
    Day(i64),
    /// So many weeks from this one.
    Week(i64),
    /// So many months from this one.
    Month(i32),
    /// So many quarters from this one.
    Quarter(i32),
    /// So many years from this one.
    Year(i32),
    /// The last so many days, today included.
    Last(u64),
}

/// Days in a question, with the place of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The days.
    pub range: DateRange,
}

/// The days named in a question, in order.
pub fn scan(chars: &[char], today: NaiveDate, fiscal_start: u32) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let here = date(chars, at, today, fiscal_start)
            .or_else(|| quarter(chars, at, today, fiscal_start))
            .or_else(|| english_date(chars, at, today))
            .or_else(|| word(chars, at, today, fiscal_start));
        match here {
            Some(days) => {
                at = days.end;
                found.push(days);
            }
            None => at += 1,
        }
    }
    found
}

fn number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let digits: String = chars[at..].iter().take_while(|c| c.is_ascii_digit()).take(4).collect();
    if !digits.is_empty() {
        return Some((digits.parse().ok()?, at + digits.len()));
    }
    let han: Vec<char> = chars[at..].iter().copied().take_while(|c| zh::days::DIGITS.contains(*c)).take(3).collect();
    Some((zh::days::value(&han)?, at + han.len()))
}

fn is(chars: &[char], at: usize, what: &str) -> bool {
    chars.get(at).is_some_and(|c| what.contains(*c))
}

/// 2025年11月6日, 2025年三季度, 11月6号, 11月, 2025年, 6号, 11/6, 2026-11-06.
fn date(chars: &[char], at: usize, today: NaiveDate, fiscal_start: u32) -> Option<Dated> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let (first, after) = number(chars, at)?;
    let days = |range, end| Some(Dated { start: at, end, range });
    if is(chars, after, zh::days::YEAR) || (first > 1900 && is(chars, after, "-/")) {
        let year = NaiveDate::from_ymd_opt(first as i32, 1, 1)?;
        let behind = after + 1 + usize::from(is(chars, after + 1, zh::days::OF));
        if let Some((number, end)) = quarter_number(chars, behind) {
            let year = DateRange::year(NaiveDate::from_ymd_opt(first as i32, fiscal_start, 1)?, fiscal_start);
            return days(quarter_of(year, number, fiscal_start), end);
        }
        return match number(chars, after + 1).and_then(|(month, end)| month_day(chars, first as i32, month, end)) {
            Some((range, end)) => days(range, end),
            None => days(DateRange::year(year, 1), after + 1),
        };
    }
    if is(chars, after, zh::days::MONTH) || is(chars, after, "/") {
        let (range, end) = month_day(chars, today.year(), first, after)?;
        // Questions look back, but next month is still nearer than eleven months ago.
        let far = range.first > today + Days::new(120);
        let range = if far { month_day(chars, today.year() - 1, first, after)?.0 } else { range };
        return days(range, end);
    }
    if is(chars, after, zh::days::DAY) {
        let day = today.with_day(first)?;
        return days(DateRange::day(day), after + 1);
    }
    None
}

/// The month and perhaps the day that follow; `at` is where the month's word stands.
fn month_day(chars: &[char], year: i32, month: u32, at: usize) -> Option<(DateRange, usize)> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let separator = is(chars, at, "-/");
    if let Some((day, end)) = number(chars, at + 1)
        && (separator || is(chars, end, zh::days::DAY))
    {
        let skip = usize::from(is(chars, end, zh::days::DAY));
        return Some((DateRange::day(NaiveDate::from_ymd_opt(year, month, day)?), end + skip));
    }
    is(chars, at, zh::days::MONTH).then(|| (DateRange::month(first), at + 1))
}

/// Nov 6, 6 November, November, "week of Nov 16".
fn english_date(chars: &[char], at: usize, today: NaiveDate) -> Option<Dated> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let rest: String = chars[at..].iter().take(40).collect();
    let week = en::days::WEEK_OF.iter().find_map(|w| rest.strip_prefix(w).map(|r| (r, w.len())));
    let (rest, skipped) = week.unwrap_or((&rest, 0));
    let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
    let (month, day, len) = match en::days::month(&word) {
        Some(month) => {
            let tail = rest[word.len()..].trim_start_matches(['.', ' ']);
            let digits: String = tail.chars().take_while(char::is_ascii_digit).take(2).collect();
            let mut len = if digits.is_empty() { word.len() } else { rest.len() - tail.len() + digits.len() };
            let suffix: String = rest[len..].chars().take(2).collect();
            len += if !digits.is_empty() && en::days::ORDINALS.contains(&suffix.as_str()) { 2 } else { 0 };
            (month, digits.parse::<u32>().ok(), len)
        }
        None => {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).take(2).collect();
            let tail = rest[digits.len()..].trim_start_matches(' ');
            let word: String = tail.chars().take_while(char::is_ascii_alphabetic).collect();
            let month = en::days::month(&word)?;
            (month, Some(digits.parse().ok()?), rest.len() - tail.len() + word.len())
        }
    };
    let first = NaiveDate::from_ymd_opt(today.year(), month, day.unwrap_or(1))?;
    let first = if first > today + Days::new(120) { first - Months::new(12) } else { first };
    let range = match (day, skipped > 0) {
        (Some(_), true) => DateRange::week(first),
        (Some(_), false) => DateRange::day(first),
        (None, _) => DateRange::month(first),
    };
    Some(Dated { start: at, end: at + skipped + len, range })
}

fn word(chars: &[char], at: usize, today: NaiveDate, fiscal_start: u32) -> Option<Dated> {
    let tables = zh::days::WORDS.iter().chain(en::days::WORDS);
    let starts = |w: &str| {
        let latin = w.is_ascii();
        let len = w.chars().count();
        let free = !latin
            || ((at == 0 || !chars[at - 1].is_ascii_alphanumeric())
                && chars.get(at + len).is_none_or(|c| !c.is_ascii_alphanumeric()));
        free && chars.len() >= at + len && w.chars().eq(chars[at..at + len].iter().copied())
    };
    let (word, relative) = tables.filter(|(w, _)| starts(w)).max_by_key(|(w, _)| w.len())?;
    let end = at + word.chars().count();
    if let Relative::Week(weeks) = relative
        && let Some(weekday) = weekday(chars, end)
        && !word.is_ascii()
    {
        let monday = week(today, *weeks).first;
        return Some(Dated { start: at, end: end + 1, range: DateRange::day(monday + Days::new(weekday)) });
    }
    // A bare 周 is only a week's day when its number follows.
    if zh::days::WEEK.contains(word) {
        return None;
    }
    let range = resolve(*relative, today, fiscal_start);
    let (range, end) = within(chars, end, *relative, range, fiscal_start).unwrap_or((range, end));
    Some(Dated { start: at, end, range })
}

/// 去年十一月, 今年三季度, 上个月15号: the month, quarter or day that follows a year or month said in words.
fn within(
    chars: &[char],
    at: usize,
    relative: Relative,
    range: DateRange,
    fiscal_start: u32,
) -> Option<(DateRange, usize)> {
    let at = at + usize::from(is(chars, at, zh::days::OF));
    if let (Relative::Year(_), Some((number, end))) = (relative, quarter_number(chars, at)) {
        return Some((quarter_of(range, number, fiscal_start), end));
    }
    let (first, after) = number(chars, at)?;
    match relative {
        Relative::Year(_) if is(chars, after, zh::days::MONTH) => {
            // 今年 of a company begins with its fiscal year; its months are those of the calendar.
            month_day(chars, range.last.year(), first, after)
        }
        Relative::Month(_) if is(chars, after, zh::days::DAY) => {
            Some((DateRange::day(range.first.with_day(first)?), after + 1))
        }
        Relative::Year(_)
        | Relative::Month(_)
        | Relative::Day(_)
        | Relative::Week(_)
        | Relative::Quarter(_)
        | Relative::Last(_) => None,
    }
}

/// Q4, q3, 三季度.
fn quarter(chars: &[char], at: usize, today: NaiveDate, fiscal_start: u32) -> Option<Dated> {
    let (number, end) = quarter_number(chars, at)?;
    Some(Dated { start: at, end, range: quarter_of(DateRange::year(today, fiscal_start), number, fiscal_start) })
}

/// Which quarter of a year words name: Q3, 第三季度, 3季度.
fn quarter_number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    if chars.get(at) == Some(&'q') {
        let number = chars.get(at + 1).and_then(|c| c.to_digit(10)).filter(|n| (1..=4).contains(n))?;
        let apart = at == 0 || !chars[at - 1].is_ascii_alphanumeric();
        return (apart && !chars.get(at + 2).is_some_and(char::is_ascii_alphanumeric)).then_some((number, at + 2));
    }
    // 两个季度 and 近三季度 are so many.
    let counts = at > 0 && (chars[at - 1].is_ascii_alphanumeric() || is(chars, at - 1, zh::days::SO_MANY_BEHIND));
    let (number, end) = number(chars, at + usize::from(is(chars, at, zh::days::ORDINAL)))?;
    let word: Vec<char> = zh::days::QUARTER.chars().collect();
    let named = chars[end..].starts_with(&word) && (1..=4).contains(&number) && !counts;
    named.then(|| (number, end + word.len()))
}

fn quarter_of(year: DateRange, number: u32, fiscal_start: u32) -> DateRange {
    DateRange::quarter(shift(year.first, (number as i32 - 1) * 3), fiscal_start)
}

fn week(today: NaiveDate, weeks: i64) -> DateRange {
    DateRange::week(today + chrono::Duration::weeks(weeks))
}

fn shift(day: NaiveDate, months: i32) -> NaiveDate {
    if months < 0 { day - Months::new(months.unsigned_abs()) } else { day + Months::new(months.unsigned_abs()) }
}

fn resolve(relative: Relative, today: NaiveDate, fiscal_start: u32) -> DateRange {
    match relative {
        Relative::Day(days) => DateRange::day(today + chrono::Duration::days(days)),
        Relative::Week(weeks) => week(today, weeks),
        Relative::Month(months) => DateRange::month(shift(DateRange::month(today).first, months)),
        Relative::Quarter(quarters) => {
            DateRange::quarter(shift(DateRange::month(today).first, quarters * 3), fiscal_start)
        }
        Relative::Year(years) => DateRange::year(shift(DateRange::month(today).first, years * 12), fiscal_start),
        Relative::Last(days) => DateRange { first: today - Days::new(days - 1), last: today },
    }
}

/// 双11当天, 2025年618那天: the day of a festival, in the year named before it or the last one.
pub fn festival(chars: &[char], today: NaiveDate, year: Option<&Dated>) -> Option<Dated> {
    let text: String = chars.iter().collect();
    for (name, month, day) in zh::days::FESTIVALS {
        for word in zh::days::ON_THE_DAY {
            let Some(byte) = text.find(&format!("{name}{word}")) else { continue };
            let named = year.map(|d| d.range).filter(|r| (r.last - r.first).num_days() > 300);
            let date = NaiveDate::from_ymd_opt(named.map_or(today.year(), |r| r.first.year()), *month, *day)?;
            let date = if named.is_none() && date > today { date - Months::new(12) } else { date };
            let start = text[..byte].chars().count();
            let end = start + name.chars().count() + word.chars().count();
            return Some(Dated { start, end, range: DateRange::day(date) });
        }
    }
    None
}

/// The weekday at a place: 上周日 names one, 上周日报 the reports of last week.
fn weekday(chars: &[char], at: usize) -> Option<u64> {
    let report = chars.get(at..at + 2) == Some(&['日', '报']);
    // 这周一次都没交 is about the week.
    let counts = chars.get(at + 1).is_some_and(|c| zh::days::COUNTED.contains(*c));
    chars.get(at).filter(|_| !report && !counts).and_then(|c| zh::days::weekday(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str, fiscal_start: u32) -> Vec<String> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
        let chars: Vec<char> = text.chars().collect();
        let found = scan(&chars, today, fiscal_start).into_iter();
        found.map(|d| format!("{} {}", d.range.first, d.range.last)).collect()
    }

    #[test]
    fn a_quarter_is_of_the_year_before_it() {
        for text in ["2025年第三季度营收", "2025年三季度营收", "2025年的3季度"] {
            assert_eq!(days(text, 1), ["2025-07-01 2025-09-30"], "{text}");
        }
        assert_eq!(days("2025年第三季度", 4), ["2025-10-01 2025-12-31"]);
        assert_eq!(days("2025年11月", 1), ["2025-11-01 2025-11-30"]);
        assert_eq!(days("2025年11月6日", 1), ["2025-11-06 2025-11-06"]);
        assert_eq!(days("2025年营收", 1), ["2025-01-01 2025-12-31"]);
    }
}
