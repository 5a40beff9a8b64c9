//! Every numeral of a text, whether or not a report would mean a figure by it.
//!
//! `scan` reads as reports are read: it passes over a bare 三 or 一, over what a name, a clock or a day holds, and keeps
//! figures apart that a space parts. Here everything is taken that the grammar can parse, and spaces within Chinese
//! numerals are nothing. A numeral with a measure is given twice: as what it measures, and as the bare number.

use rust_decimal::Decimal;

use super::{
    Quantity, QuantityKind,
    numeral::{self, Form, Numeral},
    read::{self, plain},
    scan,
};
use crate::understanding::{language::zh, text::Text};

/// The highest power of ten that 2e5 may name.
const HIGHEST_POWER: i64 = 18;

/// Every figure and every numeral; places are those of the text.
pub fn every(text: &Text) -> Vec<Quantity> {
    let (chars, places) = squeezed(&text.chars);
    let tight = Text::new(&chars.iter().collect::<String>());
    let mut found = scan::scan(&tight, true);
    if tight.chars.len() == chars.len() {
        found.extend(numerals(&chars));
    }
    let place = |at: usize| places.get(at).copied().unwrap_or(text.chars.len());
    for figure in &mut found {
        (figure.start, figure.end) = (place(figure.start), place(figure.end - 1) + 1);
    }
    found
}

/// The text without the spaces inside Chinese numerals and their shares, and where each character stood.
fn squeezed(chars: &[char]) -> (Vec<char>, Vec<usize>) {
    let mut kept: Vec<char> = Vec::new();
    let mut places = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if *c == ' ' {
            let next = chars[at..].iter().find(|c| **c != ' ');
            if let (Some(before), Some(next)) = (kept.last(), next)
                && belongs(*before)
                && belongs(*next)
                && !(before.is_ascii() && next.is_ascii())
            {
                continue;
            }
        }
        kept.push(*c);
        places.push(at);
    }
    (kept, places)
}

fn belongs(c: char) -> bool {
    c.is_ascii_digit()
        || zh::digit(c).is_some()
        || zh::scale(c).is_some()
        || matches!(c, '点' | '又' | '分' | '之' | '负' | '个' | '余' | '多' | '几' | '成')
}

fn numerals(chars: &[char]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let name = chars[at].is_ascii_alphanumeric() && at > 0 && chars[at - 1].is_ascii_alphabetic();
        match (!name).then(|| whole(chars, at)).flatten() {
            Some((end, value)) => {
                let (start, value) = signed(chars, at, value);
                found.push(plain(start, end, value, QuantityKind::Number, false));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// A numeral with all that belongs to the number itself.
fn whole(chars: &[char], at: usize) -> Option<(usize, Decimal)> {
    if chars[at] == '半' {
        return Some((at + 1, Decimal::new(5, 1)));
    }
    let numeral = if chars[at] == '.' { leading_point(chars, at)? } else { numeral::at(chars, at)? };
    let value = numeral.value?;
    let end = numeral.end;
    if let Some(mixed) = read::mixed(chars, &numeral, value) {
        return Some((mixed.end, mixed.value));
    }
    if let Some(found) = beside_fraction(chars, end, value).or_else(|| fraction(chars, end, value)) {
        return Some(found);
    }
    if chars.get(end) == Some(&'打') {
        return Some((end + 1, value.checked_mul(Decimal::from(12))?));
    }
    if numeral.form == Form::Arabic {
        return power(chars, end, value).or_else(|| letter(chars, end, value)).or(Some((end, value)));
    }
    Some((end, value))
}

/// .5
fn leading_point(chars: &[char], at: usize) -> Option<Numeral> {
    let open = at == 0 || !chars[at - 1].is_alphanumeric();
    let digits = numeral::at(chars, at + 1).filter(|n| open && chars[at + 1].is_ascii_digit() && n.end <= at + 16)?;
    let end = at + 1 + chars[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
    let places = u32::try_from(end - at - 1).ok()?;
    let all = chars[at + 1..end].iter().fold(0i64, |all, c| all * 10 + i64::from(c.to_digit(10).unwrap_or(0)));
    Some(Numeral { end, value: Some(Decimal::new(all, places)), form: Form::Arabic, ..digits })
}

/// 三分之二, 3/5, and 负3分之负2.
fn fraction(chars: &[char], end: usize, value: Decimal) -> Option<(usize, Decimal)> {
    let (from, turned) = match chars.get(end..)? {
        ['分', '之', '负', ..] => (end + 3, true),
        ['分', '之', ..] => (end + 2, true),
        ['/', ..] => (end + 1, false),
        _ => return None,
    };
    let other = numeral::at(chars, from)?;
    let (above, below) = if turned { (other.value?, value) } else { (value, other.value?) };
    let ratio = above.checked_div(below)?;
    Some((other.end, if chars[from - 1] == '负' { -ratio } else { ratio }))
}

/// 1 4/3.
fn beside_fraction(chars: &[char], end: usize, value: Decimal) -> Option<(usize, Decimal)> {
    let above = numeral::at(chars, end + 1).filter(|n| chars[end] == ' ' && n.form == Form::Arabic)?;
    let (end, part) = fraction(chars, above.end, above.value?).filter(|_| chars[above.end] == '/')?;
    Some((end, value.checked_add(part)?))
}

/// 2e5, 12e-1.
fn power(chars: &[char], end: usize, value: Decimal) -> Option<(usize, Decimal)> {
    let (from, down) = match chars.get(end..)? {
        ['e', '-', ..] => (end + 2, true),
        ['e', ..] => (end + 1, false),
        _ => return None,
    };
    let digits = numeral::at(chars, from).filter(|n| n.form == Form::Arabic)?;
    let times = numeral::small(&digits).map(i64::from).filter(|times| *times <= HIGHEST_POWER)?;
    let scale = Decimal::from(10i64.checked_pow(u32::try_from(times).ok()?)?);
    let scaled = if down { value.checked_div(scale)? } else { value.checked_mul(scale)? };
    Some((digits.end, scaled))
}

/// 2.5 M, 0.0012G.
fn letter(chars: &[char], end: usize, value: Decimal) -> Option<(usize, Decimal)> {
    let at = read::over_space(chars, end);
    let scale = match chars.get(at)? {
        'k' => 1000,
        'm' => 1_000_000,
        'g' => 1_000_000_000,
        _ => return None,
    };
    let goes_on = chars.get(at + 1).is_some_and(|c| c.is_ascii_alphanumeric());
    let scaled = value.checked_mul(Decimal::from(scale)).filter(|_| !goes_on)?;
    Some((at + 1, scaled))
}

/// 负 and a dash that joins nothing.
fn signed(chars: &[char], at: usize, value: Decimal) -> (usize, Decimal) {
    let sign = if at > 1 && chars[at - 1] == ' ' { at.checked_sub(2) } else { at.checked_sub(1) };
    let Some(sign) = sign else { return (at, value) };
    let free = sign == 0 || !chars[sign - 1].is_alphanumeric();
    if chars[sign] == '负' || chars[sign] == '-' && free { (sign, -value) } else { (at, value) }
}
