//! Money: 三十六万元, 三块五, ¥3,000, 1.2k USD.

use super::{
    Quantity, QuantityKind,
    numeral::{self, Form, Numeral},
    read::{Measured, over_space, plain},
    unit::{self, Currency},
};
use crate::{domain::Decimal, understanding::language};

/// 元, 块5, yuan behind a number.
pub fn money(chars: &[char], from: usize, numeral: &Numeral, value: Decimal) -> Option<Measured> {
    let at = over_space(chars, from);
    let (mut end, currency) = unit::currencies().at(chars, at)?;
    let next = chars.get(end).copied();
    if !language::ends_currency(chars[end - 1], next) || (currency == Currency::Piece && is_piece(numeral, value, next))
    {
        return None;
    }
    let mut value = value;
    if matches!(chars[end - 1], '元' | '圆' | '块') {
        (end, value) = with_jiao(chars, end, value);
    }
    if chars[..end].ends_with(&['美', '元']) {
        (end, value) = with_cents(chars, end, value);
    }
    if matches!(chars[end - 1], '块') {
        // 三块五.
        let jiao = numeral::at(chars, end).filter(|n| n.end == end + 1 && n.form == Form::Single);
        if let Some(tenths) =
            jiao.and_then(|n| n.value).filter(|_| !chars.get(end + 1).is_some_and(|c| unit::is_measure(*c)))
        {
            value = value.checked_add(tenths.checked_div(Decimal::TEN)?)?;
            end += 1;
        }
    }
    Some(Measured { end, value, kind: QuantityKind::Money(currency.unit()), rough: false })
}

/// 五元三毛, 十一元一角五分.
fn with_jiao(chars: &[char], end: usize, value: Decimal) -> (usize, Decimal) {
    let part = |at: usize, words: &[char], divisor: i64| {
        let numeral = numeral::at(chars, at).filter(|n| chars.get(n.end).is_some_and(|c| words.contains(c)))?;
        Some((numeral.end + 1, numeral.value?.checked_div(Decimal::from(divisor))?))
    };
    let jiao = part(end, &['角', '毛'], 10);
    let Some((end, jiao)) = jiao else { return with_fen(chars, end, value) };
    let fen = part(end, &['分'], 100).or_else(|| {
        // 五块七毛八.
        let digit = numeral::at(chars, end).filter(|n| n.form == Form::Single && n.end == end + 1)?;
        let counts = chars.get(digit.end).is_some_and(|c| unit::is_measure(*c) || c.is_alphanumeric());
        (!counts && chars[end - 1] == '毛').then_some((digit.end, digit.value?.checked_div(Decimal::ONE_HUNDRED)?))
    });
    let (end, fen) = fen.unwrap_or((end, Decimal::ZERO));
    (end, value.saturating_add(jiao).saturating_add(fen))
}

/// 三块四分, 三块零四: no tenths between.
fn with_fen(chars: &[char], end: usize, value: Decimal) -> (usize, Decimal) {
    let zero = chars.get(end) == Some(&'零');
    let from = if zero { end + 1 } else { end };
    let digit = numeral::at(chars, from).filter(|n| n.form == Form::Single && n.end == from + 1);
    let Some((digit, fen)) = digit.and_then(|n| n.value.map(|v| (n.end, v / Decimal::ONE_HUNDRED))) else {
        return (end, value);
    };
    let after = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    match chars.get(digit) {
        Some('分') if !after(digit + 1) => (digit + 1, value.saturating_add(fen)),
        Some(_) | None if zero && !after(digit) => (digit, value.saturating_add(fen)),
        Some(_) | None => (end, value),
    }
}

/// 两美元又三美分.
fn with_cents(chars: &[char], end: usize, value: Decimal) -> (usize, Decimal) {
    let from = if chars.get(end) == Some(&'又') { end + 1 } else { end };
    let cents = numeral::at(chars, from).filter(|n| chars[n.end..].starts_with(&['美', '分']));
    match cents.and_then(|n| n.value.map(|v| (n.end + 2, v / Decimal::ONE_HUNDRED))) {
        Some((end, cents)) => (end, value.saturating_add(cents)),
        None => (end, value),
    }
}

/// 块 counts pieces where a thing follows that comes in pieces: 两块屏.
fn is_piece(numeral: &Numeral, value: Decimal, next: Option<char>) -> bool {
    let small = value < Decimal::from(100) && numeral.form != Form::Scaled;
    small && next.is_some_and(language::comes_in_pieces)
}

/// ¥3,000, RMB 8000, $1.2k.
pub fn money_first(chars: &[char], at: usize) -> Option<Quantity> {
    if at > 0 && chars[at].is_ascii_alphabetic() && chars[at - 1].is_ascii_alphanumeric() {
        return None;
    }
    let (end, currency) = unit::currencies().at(chars, at)?;
    if matches!(chars[at], '元' | '块' | '刀' | '欧') {
        return None;
    }
    let numeral =
        numeral::at(chars, over_space(chars, end)).filter(|n| n.form != Form::Single && n.form != Form::Word)?;
    let value = numeral.value?;
    // ¥1.5万元 says it twice.
    let end = money(chars, numeral.end, &numeral, value).map_or(numeral.end, |m| m.end);
    Some(plain(at, end, value, QuantityKind::Money(currency.unit()), numeral.rough))
}
