//! Numerals: arabic figures with their scale, Chinese numerals in all forms, English number words.
//!
//! ```text
//! arabic   = digits [ "," three digits ]* [ "." digits ] [ scale [ digits [ scale ] ] ]
//! chinese  = section+ [ 点 digit+ ] [ scale ]        三百二十万, 两千零五, 九十九点一
//! spoken   = section with a last digit of the next place down: 八百六 860, 一万二 12000
//! digits   = digit digit+                            二零二六
//! ```

use rust_decimal::prelude::ToPrimitive;

use super::chinese;
use crate::{
    domain::Decimal,
    understanding::language::{en, zh},
};

/// A numeral read at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// One past its last character.
    pub end: usize,
    /// What it stands for; `None` where it names no figure (十几, 几十万) or is too big to hold.
    pub value: Option<Decimal>,
    /// 三百多万, 一百来, 三四.
    pub rough: bool,
    /// How it is written.
    pub form: Form,
}

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// 12.5.
    Arabic,
    /// 1.2万, 3k: arabic with a scale.
    Scaled,
    /// One Chinese character: 三.
    Single,
    /// Chinese with places: 一百一十三, 十二, 九点五.
    Placed,
    /// Chinese digits in a row: 二零二六.
    Digits,
    /// Two Chinese digits that follow each other, 三四天; the value is their mean.
    Neighbours,
    /// An English word: twelve.
    Word,
}

/// The longest run of characters that may be one figure.
pub(super) const LONGEST: usize = 24;

/// How far a longer run is looked at, so that the cost stays linear.
pub(super) const READ: usize = 48;

/// The numeral that starts at `at`.
pub fn at(chars: &[char], at: usize) -> Option<Numeral> {
    let c = *chars.get(at)?;
    if c.is_ascii_digit() {
        Some(arabic(chars, at))
    } else if zh::digit(c).or(zh::tens(c)).is_some() || zh::scale(c).is_some() || zh::is_vague_digit(c) {
        chinese::chinese(chars, at)
    } else if c.is_ascii_alphabetic() {
        english(chars, at)
    } else {
        None
    }
}

fn arabic(chars: &[char], at: usize) -> Numeral {
    let (end, plain) = plain_arabic(chars, at);
    let mut numeral = Numeral { end, value: plain, rough: false, form: Form::Arabic };
    let mut from = end;
    if chars.get(from) == Some(&' ') && chars.get(from + 1).is_some_and(|c| matches!(c, '万' | '亿')) {
        from += 1;
    }
    let (after_rough, rough) = roughness_inside(chars, from);
    let Some((scaled_end, scale)) = scale_at(chars, after_rough) else { return numeral };
    numeral.rough = rough;
    numeral.end = scaled_end;
    numeral.form = Form::Scaled;
    numeral.value = plain.and_then(|v| v.checked_mul(scale));
    // 3万5 is 35000; in 11.8万5小时 another figure begins.
    if plain.is_some_and(|v| v.is_integer()) {
        add_lower_part(chars, &mut numeral, scale);
    }
    numeral
}

/// 3万5 → 35000, 1亿2000万, 3万5千2百, 1千零20.
fn add_lower_part(chars: &[char], numeral: &mut Numeral, mut scale: Decimal) {
    while zh::scale(chars[numeral.end - 1]).is_some() {
        let zero = chars.get(numeral.end) == Some(&'零');
        let from = if zero { numeral.end + 1 } else { numeral.end };
        if !chars.get(from).is_some_and(char::is_ascii_digit) {
            return;
        }
        let (end, Some(part)) = plain_arabic(chars, from) else { return };
        let lower = match scale_at(chars, end) {
            Some((scaled_end, lower)) if lower < scale => part.checked_mul(lower).map(|v| (scaled_end, v, lower)),
            Some(_) => None,
            None if end == from + 1 && !zero => Some((end, part * scale / Decimal::TEN, Decimal::ONE)),
            None => (part < scale).then_some((end, part, Decimal::ONE)),
        };
        let Some((end, part, lower)) = lower else { return };
        numeral.end = end;
        numeral.value = numeral.value.and_then(|v| v.checked_add(part));
        scale = lower;
    }
}

/// Digits, thousands commas and a decimal part; the whole run is taken even where it is too long to be a figure.
fn plain_arabic(chars: &[char], at: usize) -> (usize, Option<Decimal>) {
    let digits_from = |from: usize| chars[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let mut end = at + digits_from(at);
    if end - at <= 3 {
        while end < at + READ && chars.get(end) == Some(&',') && digits_from(end + 1) == 3 {
            end += 4;
        }
    }
    if chars.get(end) == Some(&'.') && end + 1 < chars.len() && chars[end + 1].is_ascii_digit() {
        end += 1 + digits_from(end + 1);
    }
    if end - at > LONGEST {
        return (end, None);
    }
    let (mut mantissa, mut places) = (0i128, None);
    for c in &chars[at..end] {
        match c.to_digit(10) {
            Some(d) => {
                mantissa = mantissa * 10 + i128::from(d);
                places = places.map(|p: u32| p + 1);
            }
            None if *c == '.' => places = Some(0),
            None => {}
        }
    }
    (end, Decimal::try_from_i128_with_scale(mantissa, places.unwrap_or(0)).ok().map(|v| v.normalize()))
}

/// 万, 千万, 亿, k, w, m, million: what the figure before is multiplied by.
pub(super) fn scale_at(chars: &[char], at: usize) -> Option<(usize, Decimal)> {
    let mut end = at;
    let mut scale = Decimal::ONE;
    while let Some(step) = chars.get(end).copied().and_then(zh::scale) {
        // 3百万 goes up, 3万百 does not; 42千瓦 counts kilowatts.
        if end > at && step < 10_000
            || step == 1000 && chars.get(end + 1).is_some_and(|c| zh::BY_THOUSANDS.contains(*c))
        {
            break;
        }
        scale = scale.checked_mul(Decimal::from(step))?;
        end += 1;
    }
    if end > at {
        return Some((end, scale));
    }
    let spaced = if chars.get(at) == Some(&' ') { at + 1 } else { at };
    en::scale_words().at(chars, spaced).filter(|(end, _)| spaced == at || end - spaced > 2).and_then(|(end, scale)| {
        // 5w2h and 3k4 are names.
        let glued = chars.get(end).is_some_and(char::is_ascii_digit);
        (!glued).then(|| (end, Decimal::from(scale)))
    })
}

/// 多, 来, 余, 几 between a figure and its scale: 三百多万, 30来万.
fn roughness_inside(chars: &[char], at: usize) -> (usize, bool) {
    let rough = chars.get(at).is_some_and(|c| matches!(c, '多' | '来' | '余' | '几'));
    let scaled = chars.get(at + 1).is_some_and(|c| matches!(c, '万' | '亿' | '百' | '千'));
    if rough && scaled { (at + 1, true) } else { (at, false) }
}

/// "twelve", "twenty-five", "two hundred"; "a" and "an" are read by the units that take them.
fn english(chars: &[char], at: usize) -> Option<Numeral> {
    let (mut end, first) = en::number_words().at(chars, at)?;
    let mut total = 0u64;
    let mut part = first;
    loop {
        let mut from = if chars.get(end).is_some_and(|c| matches!(c, ' ' | '-')) { end + 1 } else { end };
        if part >= 100 && chars.get(from..).is_some_and(|rest| rest.starts_with(&['a', 'n', 'd', ' '])) {
            from += 4;
        }
        if let Some((next, word)) = en::number_words().at(chars, from) {
            if !(part >= 20 && part % 10 == 0 && word < 10 || part >= 100 && word < 100) {
                break;
            }
            part += word;
            end = next;
        } else if let Some((next, scale)) = en::multipliers().at(chars, from) {
            part = part.checked_mul(scale)?;
            if scale >= 1000 {
                total = total.checked_add(part)?;
                part = 0;
            }
            end = next;
        } else {
            break;
        }
    }
    let value = total.checked_add(part)?;
    Some(Numeral { end, value: Some(Decimal::from(value)), rough: false, form: Form::Word })
}

/// A small whole number, for days and months.
pub fn small(numeral: &Numeral) -> Option<u32> {
    numeral.value.filter(|v| v.fract().is_zero() && !numeral.rough).and_then(|v| v.to_u32())
}
