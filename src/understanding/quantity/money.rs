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
    let Some((end, jiao)) = part(end, &['角', '毛'], 10) else { return (end, value) };
    let (end, fen) = part(end, &['分'], 100).unwrap_or((end, Decimal::ZERO));
    (end, value.saturating_add(jiao).saturating_add(fen))
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
