//! The pass over a text.

use std::ops::Range;

use super::{Quantity, QuantityKind, read, surround};
use crate::understanding::{text::Text, time};

/// The figures of a text, left to right, none overlapping another.
///
/// `voice` says that a speech recogniser wrote it: single numerals without a measure (签到了八) are then taken as well.
pub fn scan(text: &Text, voice: bool) -> Vec<Quantity> {
    let chars = &text.chars;
    let blocked = blocked(text);
    let mut blocked = blocked.iter().peekable();
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        while blocked.next_if(|range| range.end <= at).is_some() {}
        let limit = match blocked.peek() {
            Some(range) if range.start <= at => {
                at = range.end;
                continue;
            }
            Some(range) => range.start,
            None => chars.len(),
        };
        // A figure stops where a trap or a day begins.
        match read::figure(&chars[..limit], chars, at, voice) {
            read::Outcome::Figure(mut figure) => {
                surround::apply(chars, &mut figure);
                at = figure.end.max(at + 1);
                push(chars, &mut found, figure);
            }
            read::Outcome::Pass(end) => at = end.max(at + 1),
        }
    }
    found
}

/// Traps, days and times of day, in order and not overlapping.
fn blocked(text: &Text) -> Vec<Range<usize>> {
    let mut ranges = text.traps().to_vec();
    ranges.extend(time::places(text));
    ranges.sort_by_key(|r| (r.start, r.end));
    ranges
}

/// Adds a figure; 2-3天 and 100~200 become one rough figure, and 10到15个 lends its unit to the 10.
fn push(chars: &[char], found: &mut Vec<Quantity>, figure: Quantity) {
    let Some(last) = found.last_mut() else {
        found.push(figure);
        return;
    };
    let between = &chars[last.end.min(figure.start)..figure.start];
    let bare = matches!(last.kind, QuantityKind::Number);
    let listed = last.start > 0 && matches!(chars[last.start - 1], '-' | '/');
    // 07-35小时 is no span: the lower end of one is not padded.
    let padded = matches!(chars[last.start..], ['0', '0'..='9', ..]);
    let joined = !listed && !padded && matches!(between, ['-' | '~'] | [' ', '-' | '~', ' ']);
    let same = std::mem::discriminant(&last.kind) == std::mem::discriminant(&figure.kind);
    if joined && (bare || same) && figure.value > last.value {
        let lower = if bare { lend(last.value, &figure) } else { Some(last.value) };
        if let Some(mean) = lower.filter(|l| *l < figure.value).and_then(|l| l.checked_add(figure.value)) {
            let (start, comparison, remaining) = (last.start, last.comparison, last.remaining);
            let value = (mean / rust_decimal::Decimal::TWO).normalize();
            let kind = match &figure.kind {
                QuantityKind::Duration { days: Some(days) } => {
                    QuantityKind::Duration { days: figure_days(value, figure.value, *days) }
                }
                QuantityKind::Number
                | QuantityKind::Percent
                | QuantityKind::Points
                | QuantityKind::Money(_)
                | QuantityKind::Duration { days: None }
                | QuantityKind::Count(_)
                | QuantityKind::Fraction { .. } => figure.kind.clone(),
            };
            *last = Quantity { start, value, kind, approximate: true, ..figure };
            last.comparison = last.comparison.or(comparison);
            last.remaining |= remaining;
            return;
        }
    }
    if bare
        && matches!(between, ['到' | '至'])
        && last.value < figure.value
        && !matches!(figure.kind, QuantityKind::Duration { .. })
    {
        last.kind = figure.kind.clone();
        last.value = lend_scale(chars, last, &figure);
    }
    let mut figure = figure;
    let out_of = chars[last.start..last.end].starts_with(&['百', '分', '之']);
    if out_of && matches!(between, ['到' | '至']) && figure.kind == QuantityKind::Number {
        // 百分之三十到四十.
        figure.kind = QuantityKind::Percent;
    }
    found.push(figure);
}

/// What the lower end of 10到15万 is: it takes the scale of the upper end, where it has none itself and stays below it.
fn lend_scale(chars: &[char], lower: &Quantity, upper: &Quantity) -> rust_decimal::Decimal {
    let scale = |c: &char| match c {
        '万' => Some(10_000u32),
        '亿' => Some(100_000_000),
        _ => None,
    };
    let scaled = |q: &Quantity| chars[q.start..q.end].iter().rev().find_map(scale);
    let lent = scaled(upper).filter(|_| scaled(lower).is_none());
    let value = lent.and_then(|scale| lower.value.checked_mul(scale.into()));
    value.filter(|value| *value < upper.value).unwrap_or(lower.value)
}

/// What the lower end of a span is in the unit of its upper end: the 2 of 2-3天 is 16 hours.
fn lend(lower: rust_decimal::Decimal, upper: &Quantity) -> Option<rust_decimal::Decimal> {
    match upper.kind {
        QuantityKind::Duration { days: Some(days) } if !days.is_zero() => {
            lower.checked_mul(upper.value.checked_div(days)?)
        }
        QuantityKind::Number
        | QuantityKind::Percent
        | QuantityKind::Points
        | QuantityKind::Money(_)
        | QuantityKind::Duration { .. }
        | QuantityKind::Count(_)
        | QuantityKind::Fraction { .. } => Some(lower),
    }
}

fn figure_days(
    value: rust_decimal::Decimal,
    upper: rust_decimal::Decimal,
    days: rust_decimal::Decimal,
) -> Option<rust_decimal::Decimal> {
    value.checked_mul(days)?.checked_div(upper).map(|d| d.normalize())
}
