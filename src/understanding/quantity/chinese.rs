//! Chinese numerals, read character by character: 三百二十万, 两千零五, 八百六, 九十九点一, 二零二六.

use super::numeral::{Form, LONGEST, Numeral, READ, scale_at};
use crate::{domain::Decimal, understanding::language::zh};

/// The Chinese numeral at a place.
pub(super) fn chinese(chars: &[char], at: usize) -> Option<Numeral> {
    let mut run = Run::default();
    let mut end = at;
    while end < chars.len().min(at + READ) && run.take(chars, end) {
        end += 1;
    }
    let end = run.cut.unwrap_or(end).min(end);
    if end == at {
        return None;
    }
    let mut numeral = Numeral { end, value: run.value(), rough: run.rough, form: run.form() };
    if run.vague || end - at > LONGEST {
        numeral.value = None;
        return Some(numeral);
    }
    // 拾起 is a verb.
    if !run.starts_well() || end == at + 1 && matches!(chars[at], '拾' | '佰' | '仟') {
        return None;
    }
    add_decimals(chars, &mut numeral);
    Some(numeral)
}

/// 九十九点一, 零点七, 三点五万.
fn add_decimals(chars: &[char], numeral: &mut Numeral) {
    if chars.get(numeral.end) != Some(&'点') || numeral.form == Form::Neighbours {
        return;
    }
    let mut end = numeral.end + 1;
    let (mut mantissa, mut places) = (0i64, 0u32);
    // Nobody says 两 behind the point: 一点两小时 is a meeting at one.
    let decimal = |c: &char| if matches!(c, '两' | '俩' | '仨') { None } else { zh::digit(*c) };
    while let Some(d) = chars.get(end).and_then(decimal).filter(|_| places < 15) {
        mantissa = mantissa * 10 + i64::from(d);
        places += 1;
        end += 1;
    }
    // 三点五十 is a time of day.
    if places == 0 || chars.get(end) == Some(&'十') {
        return;
    }
    let fraction = Decimal::new(mantissa, places);
    numeral.value = numeral.value.and_then(|v| v.checked_add(fraction));
    numeral.end = end;
    numeral.form = Form::Placed;
    if let Some((end, scale)) = scale_at(chars, end).filter(|(end, _)| zh::scale(chars[*end - 1]).is_some()) {
        numeral.end = end;
        numeral.value = numeral.value.and_then(|v| v.checked_mul(scale));
    }
}

/// A Chinese numeral as it is read character by character.
#[derive(Debug, Default)]
struct Run {
    /// Sum below 万, below 亿, and above.
    section: Decimal,
    below_yi: Decimal,
    above: Decimal,
    /// The digit that waits for its place, and the digits seen in a row.
    digit: Option<u32>,
    row: [u32; 8],
    row_length: usize,
    /// The place of the last scale, for 八百六.
    last_scale: Option<u64>,
    /// A 零 since the last scale: 两千零五 is 2005.
    zero: bool,
    leading_scale: bool,
    rough: bool,
    vague: bool,
    neighbours: bool,
    length: usize,
    /// Where the numeral really ends: before a 多 that no scale follows.
    cut: Option<usize>,
    overflow: bool,
}

impl Run {
    /// Takes one more character; false where it does not belong.
    fn take(&mut self, chars: &[char], at: usize) -> bool {
        let c = chars[at];
        if zh::is_vague_digit(c) {
            // 几个, 几十万, 十几: a figure nobody can write down.
            self.vague = true;
        } else if let Some(tens) = zh::tens(c) {
            if !(self.take_digit(tens) && self.take_scale(10)) {
                return false;
            }
        } else if let Some(d) = zh::digit(c) {
            if !self.take_digit(d) {
                return false;
            }
        } else if let Some(scale) = zh::scale(c) {
            if !self.take_scale(scale) {
                return false;
            }
        } else if matches!(c, '多' | '来' | '余')
            && self.length > 0
            && chars.get(at + 1).is_some_and(|n| matches!(n, '万' | '亿'))
        {
            self.rough = true;
        } else {
            return false;
        }
        self.length += 1;
        true
    }

    fn take_digit(&mut self, d: u32) -> bool {
        if self.last_scale.is_some() && !self.neighbours {
            match self.digit {
                // 三十七八: two digits that follow each other.
                Some(before) if d == before + 1 && before > 0 => {
                    self.neighbours = true;
                    self.rough = true;
                }
                Some(_) => return false,
                None => {}
            }
        }
        if d == 0 && self.digit.is_none() && self.last_scale.is_some() {
            self.zero = true;
            return true;
        }
        if self.row_length == self.row.len() {
            self.overflow = true;
        } else {
            self.row[self.row_length] = d;
            self.row_length += 1;
        }
        if !(self.neighbours && self.last_scale.is_some()) {
            self.digit = Some(d);
        }
        true
    }

    fn take_scale(&mut self, scale: u64) -> bool {
        if self.length == 0 {
            self.leading_scale = scale != 10;
        }
        if self.row_length == 2 && self.last_scale.is_none() && self.row[1] == self.row[0] + 1 {
            // 三四十, 七八百: the mean.
            self.neighbours = true;
            self.rough = true;
        } else if self.row_length > 1 && self.last_scale.is_none() {
            return false;
        }
        let digit = self.waiting();
        self.row_length = 0;
        self.digit = None;
        match scale {
            10_000 | 100_000_000 => {
                self.section += digit.unwrap_or_default();
                if scale == 10_000 {
                    self.below_yi = (self.below_yi + self.section).saturating_mul(Decimal::from(scale));
                } else {
                    let all = self.below_yi + self.section;
                    self.above = self.above.saturating_add(all.saturating_mul(Decimal::from(scale)));
                    self.below_yi = Decimal::ZERO;
                }
                self.section = Decimal::ZERO;
            }
            _ => {
                // 一百十六 leaves the 一 of 十 out; 一百千 is none.
                if digit.is_none() && self.last_scale.is_some_and(|last| last <= scale) && !self.zero {
                    return false;
                }
                self.section += digit.unwrap_or(Decimal::ONE) * Decimal::from(scale);
            }
        }
        self.last_scale = Some(scale);
        self.zero = false;
        true
    }

    /// The digit, or the mean of two neighbours, that waits for its place.
    fn waiting(&self) -> Option<Decimal> {
        if self.neighbours && self.row_length == 2 {
            return Some(Decimal::new(i64::from(self.row[0] * 10 + 5), 1));
        }
        self.digit.map(Decimal::from)
    }

    fn starts_well(&self) -> bool {
        !self.leading_scale
    }

    fn form(&self) -> Form {
        match (self.last_scale, self.row_length) {
            (Some(_), _) => Form::Placed,
            (None, 0 | 1) => Form::Single,
            (None, 2) if self.is_neighbours() => Form::Neighbours,
            (None, _) => Form::Digits,
        }
    }

    fn is_neighbours(&self) -> bool {
        self.row[0] > 0 && self.row[1] == self.row[0] + 1
    }

    fn value(&self) -> Option<Decimal> {
        if self.overflow {
            return None;
        }
        let Some(last_scale) = self.last_scale else { return self.row_value() };
        let mut units = self.waiting().unwrap_or_default();
        // 八百六, 一万二, 四千二三: what stands right behind 百, 千 or 万 is of the next place down.
        let last = self.row_length == 1 || self.row_length == 2 && self.neighbours;
        if !self.zero && last_scale >= 100 && last {
            units *= Decimal::from(last_scale / 10);
        }
        self.above.checked_add(self.below_yi)?.checked_add(self.section)?.checked_add(units)
    }

    fn row_value(&self) -> Option<Decimal> {
        if self.form() == Form::Neighbours {
            return Some(Decimal::new(i64::from(self.row[0] * 10 + 5), 1));
        }
        let digits = &self.row[..self.row_length];
        Some(Decimal::from(digits.iter().fold(0u64, |all, d| all * 10 + u64::from(*d))))
    }
}
