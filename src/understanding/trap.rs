//! Traps: what looks like a figure or a day and is none.
//!
//! Addresses (URL, e-mail, IP), versions (v2.8.0), ids (PR #123, fe-20, bug 1383, fp16), telephone numbers, licence plates,
//! case numbers, rooms, numbers of a list, codes of errors and models. Times of day and dates are `time`'s.

use std::{ops::Range, sync::LazyLock};

use super::{
    language::{en, zh},
    text::Text,
    time,
    words::{Words, list},
};

/// The traps of a text, left to right, none overlapping another. [`Text::traps`] keeps them.
pub fn masked(text: &Text) -> Vec<Range<usize>> {
    let chars = &text.chars;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut line_start = true;
    while at < chars.len() {
        let c = chars[at];
        let end = if line_start { list_number(chars, at) } else { inline_number(chars, at) };
        let end = end.or_else(|| trap_at(chars, at));
        match end {
            Some(end) => {
                found.push(at..end);
                at = end;
                line_start = false;
            }
            None => {
                line_start = c == '\n' || (line_start && matches!(c, ' ' | '-' | '*' | '#' | '•' | '·' | '>'));
                at = if c.is_ascii_alphanumeric() { word_end(chars, at) } else { at + 1 };
            }
        }
    }
    found
}

/// One past a number or a word: digits with their marks, or letters.
fn word_end(chars: &[char], at: usize) -> usize {
    let digit = chars[at].is_ascii_digit();
    let same = |c: &&char| if digit { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
    at + chars[at..].iter().take_while(same).count().max(1)
}

fn trap_at(chars: &[char], at: usize) -> Option<usize> {
    let c = chars[at];
    if c.is_ascii_alphabetic() {
        address(chars, at).or_else(|| version(chars, at)).or_else(|| named(chars, at)).or_else(|| identifier(chars, at))
    } else if c.is_ascii_digit() {
        address(chars, at)
            .or_else(|| dotted(chars, at))
            .or_else(|| long_number(chars, at))
            .or_else(|| suffixed(chars, at))
            .or_else(|| digit_led_identifier(chars, at))
    } else if c == '#' || c == '№' {
        let digits = digits_from(chars, at + 1);
        (digits > 0).then_some(at + 1 + digits)
    } else if c.is_ascii() {
        if c == '(' { case_number(chars, at) } else { None }
    } else {
        named(chars, at).or_else(|| plate(chars, at)).or_else(|| spoken_number(chars, at))
    }
}

fn digits_from(chars: &[char], at: usize) -> usize {
    chars.get(at..).map_or(0, |rest| rest.iter().take_while(|c| c.is_ascii_digit()).count())
}

/// URLs, host names with a path, e-mail addresses.
fn address(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && (chars[at - 1].is_ascii_alphanumeric() || chars[at - 1] == '/') {
        return None;
    }
    let part = |c: &char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '-' | '_' | '/' | ':' | '@' | '?' | '=' | '&' | '%' | '#' | '+' | '~')
    };
    // An address has its mark within its first word.
    let head = chars[at..]
        .iter()
        .take(64)
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
        .count();
    let rest = &chars[at + head..];
    let scheme = rest.starts_with(&[':', '/', '/']);
    let mail = rest.first() == Some(&'@') && rest.get(1).is_some_and(char::is_ascii_alphanumeric);
    let host = chars[at..at + head].starts_with(&['w', 'w', 'w', '.']);
    let path = rest.first() == Some(&'/') && is_host(&chars[at..at + head]);
    if !(scheme || mail || host || path) {
        return None;
    }
    let mut end = at + head + rest.iter().take_while(|c| part(c)).count();
    while end > at && matches!(chars[end - 1], '.' | ':' | '?') {
        end -= 1;
    }
    Some(end)
}

fn is_host(word: &[char]) -> bool {
    let last = word.iter().rposition(|c| *c == '.').map(|dot| &word[dot + 1..]);
    last.is_some_and(|tail| tail.len() >= 2 && tail.iter().all(char::is_ascii_alphabetic))
        && word[0].is_ascii_alphabetic()
}

/// v2.8, ver 3.0.
fn version(chars: &[char], at: usize) -> Option<usize> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(en::VERSION_WORDS)));
    let (end, ()) = WORDS.at(chars, at)?;
    let from = if chars.get(end) == Some(&' ') && end - at > 1 { end + 1 } else { end };
    let digits = digits_from(chars, from);
    (digits > 0).then(|| dotted_end(chars, from))
}

/// 2.8.0, 10.0.0.1:8080.
fn dotted(chars: &[char], at: usize) -> Option<usize> {
    let end = dotted_end(chars, at);
    let dots = chars[at..end].iter().filter(|c| **c == '.').count();
    if dots < 2 || is_dotted_day(&chars[at..end]) {
        return None;
    }
    let port = if chars.get(end) == Some(&':') { digits_from(chars, end + 1) } else { 0 };
    Some(if port > 0 { end + 1 + port } else { end })
}

fn dotted_end(chars: &[char], at: usize) -> usize {
    let mut end = at + digits_from(chars, at);
    while chars.get(end) == Some(&'.') && digits_from(chars, end + 1) > 0 {
        end += 1 + digits_from(chars, end + 1);
    }
    end
}

/// 2026.11.20 and 20.11.2026 are days.
fn is_dotted_day(word: &[char]) -> bool {
    if time::year_last(word, 0).is_some() {
        return true;
    }
    word.len() >= 8 && word[..2] == ['2', '0'] && word[4] == '.' && word.iter().filter(|c| **c == '.').count() == 2
}

/// A telephone number or a number of an account: eleven digits and more; eight may be a day.
fn long_number(chars: &[char], at: usize) -> Option<usize> {
    let count = digits_from(chars, at);
    if count >= 11 && chars.get(at + count) != Some(&'.') {
        return Some(at + count);
    }
    if let Some(end) = foreign_day(chars, at, at + count).filter(|_| time::year_last(chars, at).is_none()) {
        return Some(end);
    }
    // 010-62345678, 400-800-1234, 138-0013-8000, 138 0013 8000.
    let mut end = at + count;
    let mut groups = 1;
    while chars.get(end) == Some(&'-') && digits_from(chars, end + 1) >= 3 {
        end += 1 + digits_from(chars, end + 1);
        groups += 1;
    }
    let year = count == 4 && chars[at] == '2';
    let last = chars[at..end].iter().rev().take_while(|c| c.is_ascii_digit()).count();
    (!year && groups > 1 && (groups > 2 || last >= 7)).then_some(end)
}

/// 3-7-27, 31/31/2017: what the days do not read is no figure either.
fn foreign_day(chars: &[char], at: usize, first_end: usize) -> Option<usize> {
    let mark = *chars.get(first_end).filter(|c| matches!(c, '-' | '/'))?;
    let second = digits_from(chars, first_end + 1);
    let second_end = first_end + 1 + second;
    let third = digits_from(chars, second_end + 1);
    let fits = first_end - at <= 2
        && (1..=2).contains(&second)
        && chars.get(second_end) == Some(&mark)
        && matches!(third, 2 | 4);
    fits.then_some(second_end + 1 + third)
}

/// 500错误, 301室, 1号楼, 3号机.
fn suffixed(chars: &[char], at: usize) -> Option<usize> {
    static WORDS: LazyLock<Words<()>> = LazyLock::new(|| Words::starting(list(zh::NAME_SUFFIXES)));
    let end = at + digits_from(chars, at);
    let spaced = if chars.get(end) == Some(&' ') { end + 1 } else { end };
    WORDS.at(chars, spaced).map(|(end, ())| end)
}

/// bug 1383, PR 12, 第 words such as 房间号301, error 500, Android 14.
fn named(chars: &[char], at: usize) -> Option<usize> {
    static WORDS: LazyLock<Words<()>> =
        LazyLock::new(|| Words::starting(list(zh::NAME_PREFIXES).chain(list(en::NAME_PREFIXES))));
    let (end, ()) = WORDS.at(chars, at)?;
    let mut from = end;
    while chars.get(from).is_some_and(|c| matches!(c, ' ' | '#' | ':' | '-' | '号')) && from < end + 3 {
        from += 1;
    }
    let digits = digits_from(chars, from);
    if digits == 0 {
        return None;
    }
    let end = dotted_end(chars, from);
    // 问题3个 and bug 3个 are counts.
    let counted =
        chars.get(end).is_some_and(|c| super::quantity::unit::is_measure(*c) || matches!(c, '%' | '/' | '万'));
    (!counted && chars.get(from) != Some(&'0')).then_some(end)
}

/// Letters with digits behind them: fp16, fe-20, a102, zx-2026-01. `q4` and `w48` are spans of days.
fn identifier(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() || is_times(chars, at) {
        return None;
    }
    let letters = chars[at..].iter().take(16).take_while(|c| c.is_ascii_alphabetic()).count();
    let mut end = at + letters;
    if matches!(chars.get(end), Some('-' | '_')) && digits_from(chars, end + 1) > 0 && letters >= 2 {
        end += 1;
    }
    let digits = digits_from(chars, end);
    if digits == 0
        || letters == 16
        || is_span_name(&chars[at..at + letters], digits)
        || en::is_unit_before(&chars[at..at + letters])
    {
        return None;
    }
    let tail = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    end += digits;
    let mut long = end + chars[end..].iter().take(40).take_while(tail).count();
    while matches!(chars[long - 1], '-' | '_') {
        long -= 1;
    }
    // 3 in app3.0 goes with the name.
    Some(if long == end { dotted_end(chars, end - digits) } else { long })
}

/// quotes x4: a count of what stands before.
fn is_times(chars: &[char], at: usize) -> bool {
    let digits = digits_from(chars, at + 1);
    let noun = |c: char| c.is_alphabetic() || c == ')';
    let parted = at >= 2 && chars[at - 1] == ' ' && noun(chars[at - 2]);
    chars[at] == 'x'
        && parted
        && (1..=3).contains(&digits)
        && !chars.get(at + 1 + digits).is_some_and(|c| c.is_alphanumeric())
}

fn is_span_name(letters: &[char], digits: usize) -> bool {
    matches!((letters, digits), (['q'], 1) | (['w' | 'h'], 1..=2) | (['f', 'y'], _) | (['q'], 4))
        || en::is_month(letters)
}

/// Digits with letters behind them that are no unit: 3d打印, 5g, 4s店, 2b.
fn digit_led_identifier(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let digits = digits_from(chars, at);
    let rest = &chars[at + digits..];
    match rest {
        ['d', '打' | '模' | '建' | '设' | '渲' | '图', ..]
        | ['g', '网' | '基' | '套' | '手' | '专', ..]
        | ['s', '店', ..] => Some(at + digits + 1),
        [letter, digit, ..]
            if letter.is_ascii_alphabetic()
                && digit.is_ascii_digit()
                && !matches!(letter, 'h' | 'q' | 'd' | 'w' | 'k' | 'm') =>
        {
            Some(at + chars[at..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '-').count())
        }
        _ => None,
    }
}

/// (2026)京0105民初123号.
fn case_number(chars: &[char], at: usize) -> Option<usize> {
    if digits_from(chars, at + 1) != 4 || chars.get(at + 5) != Some(&')') {
        return None;
    }
    let rest = chars.get(at + 6..)?;
    let end = rest.iter().take(24).position(|c| *c == '号')?;
    let inside = &rest[..end];
    let fits = inside.iter().all(|c| c.is_alphanumeric()) && inside.iter().any(char::is_ascii_digit);
    (fits && end >= 3).then_some(at + 6 + end + 1)
}

/// 京A12345.
fn plate(chars: &[char], at: usize) -> Option<usize> {
    let rest = chars.get(at..at + 7).filter(|rest| rest[1].is_ascii_alphabetic())?;
    let fits = zh::PROVINCES.contains(rest[0])
        && rest[1].is_ascii_alphabetic()
        && rest[2..].iter().all(char::is_ascii_alphanumeric)
        && rest[2..].iter().any(char::is_ascii_digit);
    fits.then_some(at + 7)
}

/// A telephone number in words: seven Chinese digits and more without a place.
fn spoken_number(chars: &[char], at: usize) -> Option<usize> {
    zh::digit(chars[at])?;
    if at > 0 && zh::digit(chars[at - 1]).is_some() {
        return None;
    }
    let count = chars[at..].iter().take_while(|c| zh::digit(**c).is_some()).count();
    (count >= 7).then_some(at + count)
}

/// 完成巡检 2、整改: a list that goes on in its line.
fn inline_number(chars: &[char], at: usize) -> Option<usize> {
    let apart = at > 0 && matches!(chars[at - 1], ' ' | ';' | '。' | ',');
    let digits = if apart { digits_from(chars, at) } else { 0 };
    let listed = (1..=2).contains(&digits) && chars.get(at + digits) == Some(&'、');
    (listed && !chars.get(at + digits + 1).is_some_and(char::is_ascii_digit)).then_some(at + digits + 1)
}

/// 1. 1、 1) (1) ① 一、 at the start of a line.
fn list_number(chars: &[char], at: usize) -> Option<usize> {
    let c = chars[at];
    if ('\u{2460}'..='\u{24ff}').contains(&c) || ('\u{2776}'..='\u{2793}').contains(&c) {
        return Some(at + 1);
    }
    let open = matches!(c, '(' | '[');
    let from = if open { at + 1 } else { at };
    let arabic = digits_from(chars, from);
    let count = if arabic > 0 {
        arabic
    } else {
        chars[from..].iter().take(3).take_while(|c| zh::digit(**c).is_some() || **c == '十').count()
    };
    let end = from + count;
    if count == 0 || arabic > 2 {
        return None;
    }
    match (chars.get(end), chars.get(end + 1)) {
        (Some('、' | ')' | ']'), _) => Some(end + 1),
        (Some('.'), next) if arabic > 0 && !open && !next.is_some_and(char::is_ascii_digit) => Some(end + 1),
        (Some('.'), Some(next)) if arabic == 0 && !open && *next != '.' => Some(end + 1),
        _ => None,
    }
}
