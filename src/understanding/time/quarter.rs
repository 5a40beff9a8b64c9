//! Quarters and numbered weeks: Q4, 2026Q3, 第三季度, W48.

use super::{
    Grain,
    anchor::{Anchor, Part},
    counted,
    numeric::{grain_of, is_year, whole},
    read::{Point, over_space},
};

/// q4, 四季度, 第三季度, with a part: one past it, the quarter and the part.
pub fn quarter(chars: &[char], at: usize) -> Option<(usize, u32, Part)> {
    let (end, quarter) = match chars.get(at..)? {
        ['q', d @ '1'..='4', rest @ ..] if !rest.first().is_some_and(char::is_ascii_alphanumeric) => {
            (at + 2, d.to_digit(10)?)
        }
        [d @ '1'..='4', 'q', rest @ ..] if !rest.first().is_some_and(char::is_ascii_alphanumeric) => {
            (at + 2, d.to_digit(10)?)
        }
        rest => {
            let skip = usize::from(rest.first() == Some(&'第'));
            let (quarter, end) =
                whole(chars, at + skip).filter(|(q, end)| (1..=4).contains(q) && *end == at + skip + 1)?;
            match chars.get(end..)? {
                ['季', '度', ..] => (end + 2, quarter),
                ['季', '报' | '节', ..] => return None,
                ['季', ..] => (end + 1, quarter),
                ['个', '季', '度', ..] if skip == 1 => (end + 3, quarter),
                _ => return None,
            }
        }
    };
    let part = match chars.get(end) {
        Some('末' | '底') => Part::End,
        Some('初') => Part::Start,
        _ => {
            let from = if chars.get(end) == Some(&'的') { end + 1 } else { end };
            let (end, part) = counted::within(chars, from, Grain::Quarter).unwrap_or((end, Part::Whole));
            return Some((end, quarter, part));
        }
    };
    Some((end + 1, quarter, part))
}

/// Q1 2026.
pub fn with_year(chars: &[char], end: usize, quarter: u32, part: Part) -> Point {
    let grain = grain_of(part, Grain::Quarter);
    let digits = chars.get(end + 1..).map_or(0, |rest| rest.iter().take(5).take_while(|c| c.is_ascii_digit()).count());
    if matches!(chars.get(end), Some(' ' | '-')) && digits == 4 {
        let year = chars[end + 1..end + 5].iter().filter_map(|c| c.to_digit(10)).fold(0, |all, d| all * 10 + d as i32);
        if (1990..=2100).contains(&year) && !chars.get(end + 5).is_some_and(|c| c.is_alphanumeric()) {
            return Point::new(end + 5, Anchor::NamedQuarter(Some(year), quarter, part), grain);
        }
    }
    Point::new(end, Anchor::NamedQuarter(None, quarter, part), grain)
}

/// W48; 2026Q3.
pub fn week_number(chars: &[char], at: usize) -> Option<Point> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let digits = |from: usize| chars[from..].iter().take(5).take_while(|c| c.is_ascii_digit()).count();
    if chars[at] == 'w' && digits(at + 1) == 2 {
        let week = chars[at + 1..at + 3].iter().filter_map(|c| c.to_digit(10)).fold(0, |all, d| all * 10 + d);
        let whole = !chars.get(at + 3).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '-');
        return (whole && (1..=53).contains(&week)).then(|| Point::new(at + 3, Anchor::IsoWeek(week), Grain::Week));
    }
    let q = at + if chars.get(at + 4) == Some(&'-') { 5 } else { 4 };
    if chars[at].is_ascii_digit() && digits(at) == 4 && chars.get(q) == Some(&'q') {
        let year = chars[at..at + 4].iter().filter_map(|c| c.to_digit(10)).fold(0, |all, d| all * 10 + d as i32);
        let (end, quarter, part) = quarter(chars, q)?;
        return (1990..=2100)
            .contains(&year)
            .then(|| Point::new(end, Anchor::NamedQuarter(Some(year), quarter, part), Grain::Quarter));
    }
    None
}

/// H1 2026, 2026H2; a bare h1 is a heading.
pub fn half(chars: &[char], at: usize) -> Option<Point> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let year = |from: usize| {
        let (year, end) = whole(chars, from).filter(|(y, end)| is_year(*y) && *end == from + 4)?;
        Some((year as i32, end))
    };
    let half = |from: usize| match chars.get(from..)? {
        ['h', d @ ('1' | '2'), rest @ ..] if !rest.first().is_some_and(char::is_ascii_alphanumeric) => {
            Some((if *d == '1' { Part::FirstHalf } else { Part::SecondHalf }, from + 2))
        }
        _ => None,
    };
    let (year, part, end) = if chars[at] == 'h' {
        let (part, end) = half(at)?;
        let (year, end) = year(over_space(chars, end))?;
        (year, part, end)
    } else {
        let (year, end) = year(at)?;
        let (part, end) = half(over_space(chars, end))?;
        (year, part, end)
    };
    let ends = !chars.get(end).is_some_and(char::is_ascii_alphanumeric);
    ends.then(|| Point::new(end, Anchor::NamedYear(year, part), Grain::Year))
}

/// FY26, FY2026.
pub fn fiscal(chars: &[char], at: usize) -> Option<Point> {
    if chars.get(at..at + 2) != Some(&['f', 'y']) || at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let from = over_space(chars, at + 2);
    let (year, end) = whole(chars, from)?;
    let year = match end - from {
        4 if is_year(year) => year,
        2 => 2000 + year,
        _ => return None,
    };
    let ends = !chars.get(end).is_some_and(char::is_ascii_alphanumeric);
    ends.then(|| Point::new(end, Anchor::FiscalYear(year as i32), Grain::Year))
}
