//! Times of day: 下午三点, 18:30, 3pm, 九点半. They name no day; they belong to one or stand alone.

use crate::understanding::{language, quantity::numeral};

/// The time of day at a place. `beside_day` says that a day or a part of the day stands right before it: 三点 alone may
/// be anything, 明天三点 is a time.
pub fn at(chars: &[char], at: usize, beside_day: bool) -> Option<usize> {
    if let Some(end) = colon(chars, at).or_else(|| english(chars, at)) {
        return Some(range_end(chars, end));
    }
    if let Some((end, ())) = language::clock_periods().at(chars, at) {
        let from = if matches!(chars.get(end), Some(' ' | '的')) { end + 1 } else { end };
        return hour(chars, from, true).or_else(|| colon(chars, from)).map(|end| range_end(chars, end));
    }
    hour(chars, at, beside_day).map(|end| range_end(chars, end))
}

/// 18:30, 9:05:30.
fn colon(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && chars[at - 1].is_ascii_digit() {
        return None;
    }
    let (hour, end) = figure(chars, at)?;
    let (minute, end) = figure(chars, (chars.get(end) == Some(&':')).then_some(end + 1)?)?;
    if hour > 24 || minute > 59 || chars[end - 2] == ':' {
        return None;
    }
    let end = match chars.get(end) {
        Some(':') => figure(chars, end + 1).filter(|(s, _)| *s < 60).map_or(end, |(_, end)| end),
        _ => end,
    };
    let spaced = if chars.get(end) == Some(&' ') { end + 1 } else { end };
    Some(meridiem(chars, spaced).unwrap_or(end))
}

/// At most two digits.
fn figure(chars: &[char], at: usize) -> Option<(u32, usize)> {
    let count = chars.get(at..)?.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    if !(1..=2).contains(&count) {
        return None;
    }
    let value = chars[at..at + count].iter().filter_map(|c| c.to_digit(10)).fold(0, |all, d| all * 10 + d);
    Some((value, at + count))
}

/// 3pm, 3 p.m., 11am.
fn english(chars: &[char], at: usize) -> Option<usize> {
    let (hour, end) = figure(chars, at).filter(|_| at == 0 || !chars[at - 1].is_ascii_digit())?;
    let from = if chars.get(end) == Some(&' ') { end + 1 } else { end };
    meridiem(chars, from).filter(|_| hour <= 12)
}

fn meridiem(chars: &[char], at: usize) -> Option<usize> {
    let rest = chars.get(at..)?;
    let end = match rest {
        ['a' | 'p', '.', 'm', '.', ..] => at + 4,
        ['a' | 'p', 'm', ..] => at + 2,
        _ => return None,
    };
    (!chars.get(end).is_some_and(char::is_ascii_alphabetic)).then_some(end)
}

/// 三点, 3点半, 九点二十分, 15时.
fn hour(chars: &[char], at: usize, beside_day: bool) -> Option<usize> {
    let (value, end) = hour_figure(chars, at)?;
    match chars.get(end) {
        Some('点') => {}
        Some('时') if beside_day && !matches!(chars.get(end + 1), Some('间' | '长' | '候' | '效' | '段')) => {
            return Some(minutes(chars, end + 1, beside_day));
        }
        _ => return None,
    }
    let after = minutes(chars, end + 1, beside_day);
    let sure = after > end + 1 && (beside_day || !chars[end + 1].is_ascii_digit() || chars[after - 1] == '分');
    let bound = matches!(chars.get(after), Some('前' | '开' | '到' | '钟')) && chars.get(after + 1) != Some(&'端');
    (value <= 24 && (beside_day || sure || bound)).then_some(after)
}

fn hour_figure(chars: &[char], at: usize) -> Option<(u32, usize)> {
    if chars.get(at)?.is_ascii_digit() {
        return figure(chars, at).filter(|_| at == 0 || !matches!(chars[at - 1], '0'..='9' | '.'));
    }
    // The numeral scanner would read 三点二 as a decimal; an hour has three characters at most.
    let count = chars[at..]
        .iter()
        .take(3)
        .take_while(|c| matches!(c, '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'))
        .count();
    let value = numeral::at(&chars[..at + count], at).filter(|n| n.end == at + count)?;
    Some((numeral::small(&value)?, at + count))
}

/// 半, 整, 钟, 一刻, 二十分, 20: one past them.
fn minutes(chars: &[char], at: usize, beside_day: bool) -> usize {
    match chars.get(at) {
        Some('半') => at + 1,
        Some('钟' | '整') => at + 1,
        Some('一' | '三') if chars.get(at + 1) == Some(&'刻') => at + 2,
        Some(c) => {
            let digits = if c.is_ascii_digit() {
                chars[at..].iter().take(2).take_while(|c| c.is_ascii_digit()).count()
            } else {
                let count = chars[at..]
                    .iter()
                    .take(3)
                    .take_while(|c| {
                        matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零')
                    })
                    .count();
                chinese_minutes(chars, at, count, beside_day)
            };
            let end = at + digits;
            if digits > 0 && chars.get(end) == Some(&'分') { end + 1 } else { end }
        }
        None => at,
    }
}

/// 三点五 and 三点零五 are decimals unless a day stands before them; 三点五十 and 三点五分 are times.
fn chinese_minutes(chars: &[char], at: usize, count: usize, beside_day: bool) -> usize {
    let word = &chars[at..at + count];
    let goes_on = chars.get(at + count).is_some_and(|c| language::zh::digit(*c).is_some());
    let tens = word.contains(&'十') && !word.contains(&'零');
    let single = beside_day && count == 2 && word[0] == '零';
    let said = chars.get(at + count) == Some(&'分');
    if !goes_on && (tens || single || said) { count } else { 0 }
}

/// 9:00-11:30, 两点到四点.
fn range_end(chars: &[char], end: usize) -> usize {
    let from = match chars.get(end) {
        Some('-' | '~' | '到' | '至') => end + 1,
        _ => return end,
    };
    colon(chars, from).or_else(|| english(chars, from)).or_else(|| hour(chars, from, true)).unwrap_or(end)
}
