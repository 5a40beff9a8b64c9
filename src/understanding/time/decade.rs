//! Decades and centuries: 八十年代, 上世纪九十年代, 19世纪, "the 1980s".
//!
//! A bare decade is of the last century from 30年代 on; 20年代 alone may be of either. 80年代初 and 80年代末 are its first and its
//! last three years.

use super::{
    Grain,
    anchor::Anchor,
    english,
    numeric::{is_year, whole},
    read::Point,
};

/// 二十世纪九十年代, 19世纪, 80年代.
pub fn chinese(chars: &[char], at: usize) -> Option<Point> {
    if at > 0 && (chars[at - 1].is_ascii_alphanumeric() || matches!(chars[at - 1], '.' | '第')) {
        return None;
    }
    let (century, from) = match chars.get(at..at + 3) {
        Some(['上', '世', '纪']) => (Some(20), at + 3),
        Some(['本', '世', '纪']) => (Some(21), at + 3),
        _ => match whole(chars, at) {
            Some((century @ 1..=21, end)) if follows(chars, end, &['世', '纪']) => (Some(century), end + 2),
            _ => (None, at),
        },
    };
    let decade = whole(chars, from).filter(|(_, end)| follows(chars, *end, &['年', '代']));
    match (century, decade) {
        (century, Some((tens, end))) if tens < 100 && tens % 10 == 0 && (century.is_some() || tens >= 30) => {
            Some(part(chars, end + 2, (century.unwrap_or(20) - 1) * 100 + tens))
        }
        (None, Some((year, end))) if is_year(year) && year % 10 == 0 => Some(part(chars, end + 2, year)),
        (Some(century), None) => Some(years(from, (century - 1) * 100, 100)),
        _ => None,
    }
}

/// "the 1980s", "the 1980's", "19th century".
pub fn written(chars: &[char], at: usize) -> Option<Point> {
    decade(chars, at).or_else(|| century(chars, at))
}

/// 2000s alone may be seconds.
fn decade(chars: &[char], at: usize) -> Option<Point> {
    let (year, end) = whole(chars, at).filter(|(y, end)| is_year(*y) && y % 10 == 0 && *end == at + 4)?;
    let end = if chars.get(end) == Some(&'\'') { end + 1 } else { end };
    let named = english::follows(chars, at, "the ");
    let ends = chars.get(end) == Some(&'s') && !chars.get(end + 1).is_some_and(char::is_ascii_alphanumeric);
    (named && ends).then(|| years(end + 1, year, 10))
}

fn century(chars: &[char], at: usize) -> Option<Point> {
    const WORD: &str = "century";
    let (century, end) = whole(chars, at).filter(|(number, _)| (1..=21).contains(number))?;
    let behind = english::over_suffix(chars, end);
    let start = (behind..chars.len()).find(|at| !matches!(chars[*at], ' ' | '-'))?;
    let named = behind > end && start > behind && english::starts(chars, start, WORD);
    named.then(|| years(start + WORD.len(), (century - 1) * 100, 100))
}

/// A decade, or the part of it that is named behind.
fn part(chars: &[char], end: usize, first: u32) -> Point {
    let named = |words: &[&str]| {
        let found = words.iter().map(|w| w.chars().collect::<Vec<_>>()).find(|w| follows(chars, end, w));
        found.map(|word| end + word.len())
    };
    if let Some(end) = named(&["初期", "早期", "前期", "初"]) {
        years(end, first, 3)
    } else if let Some(end) = named(&["末期", "晚期", "后期", "末"]) {
        years(end, first + 7, 3)
    } else {
        years(end, first, 10)
    }
}

fn years(end: usize, first: u32, count: u32) -> Point {
    Point::new(end, Anchor::Years(first as i32, count), Grain::Year)
}

fn follows(chars: &[char], at: usize, word: &[char]) -> bool {
    chars.get(at..).is_some_and(|rest| rest.starts_with(word))
}
