//! Durations: 3小时, 两个半小时, 一天半, 2人日, 1h30m.

use super::{
    Quantity, QuantityKind,
    numeral::{self, Form},
    read::{Measured, over_space, plain},
    unit,
};
use crate::{domain::Decimal, understanding::language};

/// Hours and days: 3小时, 两个半小时, 一天半, 1h30m, 1小时20分.
pub fn duration(chars: &[char], from: usize, value: Decimal) -> Option<Measured> {
    let (mut end, mut span, mut rough) = match duration_word(chars, from) {
        Some((end, span)) => (end, span, false),
        // 一个多小时.
        None if chars.get(from..from + 2) == Some(&['个', '多']) => {
            let (end, span) = match chars.get(from + 2) {
                Some('月') => (from + 3, unit::Span::Month),
                _ => unit::durations().at(chars, from + 2)?,
            };
            (end, span, true)
        }
        None => return None,
    };
    let (mut hours, mut days) = span.of(value)?;
    if chars.get(end) == Some(&'半') && !chars.get(end + 1).is_some_and(|c| matches!(c, '天' | '个' | '小' | '年'))
    {
        let (half, half_days) = span.of(Decimal::new(5, 1))?;
        hours = hours.checked_add(half)?;
        days = days.zip(half_days).and_then(|(a, b)| a.checked_add(b));
        end += 1;
    } else if chars.get(end) == Some(&'多') {
        rough = true;
    }
    while let Some((next_end, next_span, more, more_days)) = lower_duration(chars, end, span) {
        hours = hours.checked_add(more)?;
        // Elapsed, 1天3小时 is 27 hours; worked, it is eleven.
        let more_days = more_days.or_else(|| more.checked_div(Decimal::from(24)));
        days = days.zip(more_days).and_then(|(a, b)| a.checked_add(b));
        (end, span) = (next_end, next_span);
    }
    let days = days.map(|d| d.round_dp(10).normalize());
    Some(Measured { end, value: hours.round_dp(10), kind: QuantityKind::Duration { days }, rough })
}

fn duration_word(chars: &[char], from: usize) -> Option<(usize, unit::Span)> {
    let spaced = unit::over_adjective(chars, over_space(chars, from));
    let hyphened = if spaced == from && chars.get(from) == Some(&'-') { from + 1 } else { spaced };
    let (end, span) = unit::durations().at(chars, hyphened)?;
    if hyphened > from && chars[from] == '-' && !chars[hyphened].is_ascii_alphabetic() {
        return None;
    }
    // 3年级, 5年期 and 2天津 are other words.
    let breaks = chars.get(end).is_some_and(|c| language::breaks_duration(chars[end - 1], *c));
    (!breaks).then_some((end, span))
}

/// The 30m of 1h30m, and the value of it in hours.
fn lower_duration(
    chars: &[char],
    at: usize,
    above: unit::Span,
) -> Option<(usize, unit::Span, Decimal, Option<Decimal>)> {
    let from = match chars.get(at..)? {
        [' ', 'a', 'n', 'd', ' ', ..] => at + 5,
        ['又' | '零' | '加', ..] => at + 1,
        _ => over_space(chars, at),
    };
    let numeral = numeral::at(chars, from).filter(|n| !matches!(n.form, Form::Neighbours))?;
    let from = numeral.end;
    let (end, span) = match (duration_word(chars, from), chars.get(from)) {
        (Some(found), _) => found,
        (None, Some('分')) => (from + 1, unit::Span::Minute),
        (None, Some('时')) if above == unit::Span::Day => (from + 1, unit::Span::Hour),
        // 1h30m: the scanner of numerals has taken the m for a million.
        (None, _) if above == unit::Span::Hour && numeral.form == Form::Scaled && chars[from - 1] == 'm' => {
            let value = numeral.value?.checked_div(Decimal::from(1_000_000))?;
            return Some((from, unit::Span::Minute, value.checked_div(Decimal::from(60))?, None));
        }
        (None, _) => return None,
    };
    let both = chars.get(at) == Some(&'又') && above.joins(span);
    if !(above.may_precede(span) || both) {
        return None;
    }
    let (hours, days) = span.of(numeral.value?)?;
    Some((end, span, hours, days))
}

/// 半天, 半小时, 半个月.
pub fn half(chars: &[char], at: usize) -> Option<Quantity> {
    let whole = if chars.get(at + 1) == Some(&'个') { at + 2 } else { at + 1 };
    let (end, span) = match chars.get(whole) {
        Some('月') => (whole + 1, unit::Span::Month),
        _ => unit::durations().at(chars, whole).or_else(|| unit::durations().at(chars, at + 1))?,
    };
    let (hours, days) = span.of(Decimal::new(5, 1))?;
    let days = days.map(|d| d.normalize());
    Some(plain(at, end, hours.round_dp(10), QuantityKind::Duration { days }, false))
}
