//! One figure at one place.

use rust_decimal::Decimal;

use super::{
    Quantity, QuantityKind, duration, money,
    numeral::{self, Form, Numeral},
    unit,
};
use crate::{
    domain::Unit,
    understanding::language::{self, ShareUnit, zh},
};

/// What stands at a place.
pub enum Outcome {
    /// A figure.
    Figure(Quantity),
    /// None; the scan goes on there.
    Pass(usize),
}

/// A unit behind a numeral: where it ends, the value in it, and the kind.
pub(super) struct Measured {
    pub end: usize,
    pub value: Decimal,
    pub kind: QuantityKind,
    pub rough: bool,
}

/// The figure at `at` of `within`, the text up to the next trap or day; `chars` is the whole text, for what follows.
pub fn figure(within: &[char], chars: &[char], at: usize, voice: bool) -> Outcome {
    let c = within[at];
    if !may_start(c) {
        return Outcome::Pass(at + 1);
    }
    if let Some(outcome) = in_words(within, at) {
        return outcome;
    }
    if let Some(figure) = money::money_first(within, at) {
        return Outcome::Figure(figure);
    }
    if c.is_ascii_alphabetic() && at > 0 && chars[at - 1].is_ascii_alphanumeric() {
        return Outcome::Pass(at + 1);
    }
    let Some(numeral) = numeral::at(within, at) else { return Outcome::Pass(at + 1) };
    if is_ordinal(chars, at) || is_one_of_many(chars, at, &numeral) || is_version(chars, at, &numeral) {
        return Outcome::Pass(skip_measure(within, numeral.end));
    }
    // 数十亿 names no figure, as 几十亿 does not.
    if at > 0 && chars[at - 1] == '数' && chars[at..numeral.end].iter().all(|c| zh::scale(*c).is_some()) {
        return Outcome::Pass(skip_measure(within, numeral.end));
    }
    let times = numeral.form == Form::Arabic && is_times(chars, at);
    if !times
        && numeral.form == Form::Arabic
        && at > 0
        && matches!(chars[at - 1], 'a'..='z' | '_' | '.' | '/' | '0'..='9')
    {
        return Outcome::Pass(numeral.end);
    }
    numbered(within, chars, at, numeral, voice)
}

fn may_start(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '$' } else { language::starts_figure(c) }
}

/// A numeral with what follows it.
fn numbered(within: &[char], chars: &[char], at: usize, numeral: Numeral, voice: bool) -> Outcome {
    let Some(value) = numeral.value else { return Outcome::Pass(skip_measure(within, numeral.end)) };
    let idiom = match numeral.form {
        Form::Arabic | Form::Scaled | Form::Word => None,
        Form::Single | Form::Placed | Form::Digits | Form::Neighbours => {
            language::idioms().at(chars, at).map(|(end, ())| end)
        }
    };
    let measured = measured(within, &numeral, value);
    let end = measured.as_ref().map_or(numeral.end, |m| m.end);
    if let Some(idiom_end) = idiom.filter(|idiom_end| *idiom_end >= end) {
        return Outcome::Pass(idiom_end);
    }
    if let Some(m) = measured {
        let rough = m.rough || numeral.rough || numeral.form == Form::Neighbours;
        let (start, value) = signed(chars, at, m.value, &m.kind);
        return Outcome::Figure(plain(start, m.end, value, m.kind, rough));
    }
    if !stands_bare(chars, at, &numeral, voice) {
        return Outcome::Pass(end_of_word(chars, numeral.end));
    }
    let (start, value) = signed(chars, at, value, &QuantityKind::Number);
    Outcome::Figure(plain(start, numeral.end, value, QuantityKind::Number, numeral.rough))
}

pub(super) fn plain(start: usize, end: usize, value: Decimal, kind: QuantityKind, approximate: bool) -> Quantity {
    Quantity { start, end, value: value.normalize(), kind, approximate, comparison: None, remaining: false }
}

/// The unit behind a numeral, by the longest that fits.
fn measured(chars: &[char], numeral: &Numeral, value: Decimal) -> Option<Measured> {
    let glued = numeral.end;
    let (from, rough) = over_roughness(chars, glued);
    mixed(chars, numeral, value)
        .or_else(|| share(chars, numeral, value))
        // 付了3.5万 年会: a scaled figure and a unit of time stand together or not at all.
        .or_else(|| {
            duration::duration(chars, from, value)
                .filter(|_| numeral.form != Form::Scaled || chars.get(from) != Some(&' '))
        })
        .or_else(|| money::money(chars, from, numeral, value))
        .or_else(|| count(chars, from, numeral, value))
        .map(|m| Measured { rough: m.rough || rough, ..m })
}

/// 二十多个, 10来天, 3k+单: roughness between a number and its measure.
fn over_roughness(chars: &[char], at: usize) -> (usize, bool) {
    match chars.get(at) {
        Some('多' | '来' | '余' | '+') if chars.get(at + 1).is_some_and(|c| !matches!(c, ' ' | ',' | '。')) => {
            (at + 1, true)
        }
        _ => (at, false),
    }
}

pub(super) fn over_space(chars: &[char], at: usize) -> usize {
    if chars.get(at) == Some(&' ') { at + 1 } else { at }
}

/// Per cent, points, tenths and fractions.
fn share(chars: &[char], numeral: &Numeral, value: Decimal) -> Option<Measured> {
    let made = |end, value, kind| Some(Measured { end, value, kind, rough: false });
    let at = over_space(chars, numeral.end);
    if let Some((end, unit)) = language::share_units().at(chars, at) {
        let tenfold = Decimal::TEN;
        return match unit {
            ShareUnit::Percent => made(end, value, QuantityKind::Percent),
            ShareUnit::PerMille => made(end, value.checked_div(tenfold)?, QuantityKind::Percent),
            ShareUnit::Points => made(end, value, QuantityKind::Points),
        };
    }
    tenths(chars, numeral, value).or_else(|| parts(chars, numeral, value))
}

/// 八成, 八成五, 三成半.
fn tenths(chars: &[char], numeral: &Numeral, value: Decimal) -> Option<Measured> {
    let end = numeral.end;
    if chars.get(end) != Some(&'成') || value > Decimal::TEN || value.is_zero() {
        return None;
    }
    let made = |end, value, rough| Some(Measured { end, value, kind: QuantityKind::Percent, rough });
    let whole =
        if numeral.form == Form::Neighbours { value * Decimal::TEN } else { value.checked_mul(Decimal::TEN)? };
    match chars.get(end + 1).copied() {
        Some('半') => made(end + 2, whole + Decimal::from(5), false),
        Some('多') => made(end + 1, whole, true),
        Some(c) if language::breaks_tenth(c) => None,
        Some(c) => {
            let next = numeral::at(chars, end + 1).filter(|n| matches!(n.form, Form::Single) && n.end == end + 2);
            match next.as_ref().and_then(|n| n.value.map(|d| (n, d))) {
                Some((n, d)) if !d.is_zero() && c != '两' && !counts_on(chars, n, d) => {
                    made(end + 2, whole + d, false)
                }
                Some(_) | None => made(end + 1, whole, false),
            }
        }
        None => made(end + 1, whole, false),
    }
}

/// Whether the numeral behind 成 begins a figure of its own: 七成五个, 三成一天半, 八成五块.
fn counts_on(chars: &[char], digit: &Numeral, value: Decimal) -> bool {
    chars.get(digit.end).is_some_and(|c| unit::is_measure(*c))
        || duration::duration(chars, digit.end, value).is_some()
        || money::money(chars, digit.end, digit, value).is_some()
}

/// 三又二分之一.
pub(super) fn mixed(chars: &[char], numeral: &Numeral, whole: Decimal) -> Option<Measured> {
    if chars.get(numeral.end) != Some(&'又') || !whole.is_integer() {
        return None;
    }
    let below = numeral::at(chars, numeral.end + 1).filter(|n| chars[n.end..].starts_with(&['分', '之']))?;
    let above = numeral::at(chars, below.end + 2)?;
    let value = whole.checked_add(above.value?.checked_div(below.value?)?)?.round_dp(10);
    Some(Measured { end: above.end, value, kind: QuantityKind::Number, rough: false })
}

/// 三分之二, 7/10, "7 of 10".
fn parts(chars: &[char], numeral: &Numeral, value: Decimal) -> Option<Measured> {
    let end = numeral.end;
    let rest = chars.get(end..)?;
    let (from, whole_first) = match rest {
        ['分', '之', ..] => (end + 2, true),
        ['/', ..] => (end + 1, false),
        [' ', '/', ' ', ..] => (end + 3, false),
        [' ', 'o', 'f', ' ', ..] => (end + 4, false),
        [' ', 'o', 'u', 't', ' ', 'o', 'f', ' ', ..] => (end + 8, false),
        _ => return None,
    };
    let other = numeral::at(chars, from).filter(|n| !n.rough)?;
    let other_value = other.value?;
    let slashed = rest.first() == Some(&'/');
    if slashed && chars.get(other.end).is_some_and(|c| matches!(c, '/' | 'a'..='z')) {
        return None;
    }
    let (part, whole) = if whole_first { (other_value, value) } else { (value, other_value) };
    if whole.is_zero() || (part > whole && !whole_first) || !(whole_first || part.is_integer() && whole.is_integer()) {
        return None;
    }
    let percent = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?.round_dp(6);
    Some(Measured { end: other.end, value: percent, kind: QuantityKind::Fraction { part, whole }, rough: false })
}

/// A measure word or a count noun.
fn count(chars: &[char], from: usize, numeral: &Numeral, value: Decimal) -> Option<Measured> {
    let made = |end, unit| Some(Measured { end, value, kind: QuantityKind::Count(unit), rough: false });
    let at = over_space(chars, from);
    let chinese = !matches!(numeral.form, Form::Arabic | Form::Scaled | Form::Word);
    // A speech recogniser puts a space between clauses: 九十九点一 对.
    if numeral.form != Form::Word && !(at > from && chinese) {
        if language::count_followers().at(chars, at).is_some() {
            return None;
        }
        if let Some((end, unit)) = unit::measure(chars, at) {
            let tenth = tenth_behind(chars, unit.as_str(), end).filter(|_| chinese && value.is_integer());
            let (end, value) = tenth.map_or((end, value), |(end, tenth)| (end, value + tenth));
            return Some(Measured { end, value, kind: QuantityKind::Count(unit), rough: false });
        }
    }
    let latin = chars.get(at).is_some_and(char::is_ascii_alphabetic);
    if at > from || chinese && latin {
        return unit::noun(chars, at).and_then(|(end, unit)| made(end, unit));
    }
    language::glued_units()
        .at(chars, at)
        .and_then(|(end, ())| made(end, Unit::new(chars[at..end].iter().collect::<String>())))
}

/// Figures in so many words: 一半, 过半, 百分之八十五, half a day, 半天.
fn in_words(chars: &[char], at: usize) -> Option<Outcome> {
    if chars[at].is_ascii_digit() {
        return None;
    }
    if let Some((end, minutes)) = unit::whole_durations().at(chars, at) {
        let hours = Decimal::from(minutes).checked_div(Decimal::from(60))?;
        let days = minutes.is_multiple_of(240).then(|| (hours / Decimal::from(8)).normalize());
        return Some(Outcome::Figure(plain(at, end, hours, QuantityKind::Duration { days }, false)));
    }
    if let Some((end, (percent, rough))) = language::shares().at(chars, at)
        && !language::is_no_share(chars, at)
    {
        return Some(Outcome::Figure(plain(at, end, Decimal::new(percent, 2), QuantityKind::Percent, rough)));
    }
    if let Some((end, divisor)) = language::out_of().at(chars, at) {
        let numeral = numeral::at(chars, over_space(chars, end))?;
        let value = numeral.value?.checked_div(Decimal::from(divisor))?;
        return Some(Outcome::Figure(plain(at, numeral.end, value, QuantityKind::Percent, numeral.rough)));
    }
    (chars[at] == '半').then(|| duration::half(chars, at)).flatten().map(Outcome::Figure)
}

/// Whether a numeral without a unit is a figure by itself.
fn stands_bare(chars: &[char], at: usize, numeral: &Numeral, voice: bool) -> bool {
    let before = at.checked_sub(1).map(|i| chars[i]);
    let after = chars.get(numeral.end).copied();
    // 三百号, 15号 and 20日 are names of something.
    if after.is_some_and(|c| matches!(c, '号' | '日')) {
        return false;
    }
    let open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() || c == '负');
    match numeral.form {
        Form::Arabic | Form::Scaled => !after.is_some_and(|c| c.is_ascii_alphabetic() || c == '_'),
        Form::Word => numeral.value != Some(Decimal::ONE),
        Form::Placed => numeral.end > at + 1 || open(before) && open(after),
        Form::Digits => numeral.end > at + 2 || chars[at..numeral.end].iter().any(|c| matches!(c, '零' | '〇')),
        Form::Neighbours => false,
        Form::Single => {
            let said = voice && before.is_some_and(|c| matches!(c, '到' | '了' | '是' | '为' | '加'));
            open(after) && (open(before) || said)
        }
    }
}

/// quotes x4: so many of what stands before.
fn is_times(chars: &[char], at: usize) -> bool {
    let noun = |c: char| c.is_alphabetic() || c == ')';
    at >= 3 && matches!(chars[at - 1], 'x' | '×' | '*') && chars[at - 2] == ' ' && noun(chars[at - 3])
}

/// 七吨四: a tenth behind the measure, where no measure of its own follows it.
fn tenth_behind(chars: &[char], unit: &str, end: usize) -> Option<(usize, Decimal)> {
    if !zh::TENTHS_BEHIND.contains(unit) {
        return None;
    }
    let next = numeral::at(chars, end).filter(|n| matches!(n.form, Form::Single) && n.end == end + 1)?;
    let closed =
        chars.get(next.end).is_none_or(|c| !c.is_alphanumeric() || matches!(c, '了' | '吧' | '啊' | '左' | '的'));
    let digit = next.value.filter(|d| closed && !d.is_zero())?;
    Some((next.end, digit.checked_div(Decimal::TEN)?))
}

/// 第3, 第 三批.
fn is_ordinal(chars: &[char], at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    chars[before] == '第' || (chars[before] == ' ' && before > 0 && chars[before - 1] == '第')
}

/// 下一步, 每一家, 另一个: no count of one.
fn is_one_of_many(chars: &[char], at: usize, numeral: &Numeral) -> bool {
    let before = at.checked_sub(1).map(|i| chars[i]);
    numeral.form == Form::Single
        && chars[at] == '一'
        && before.is_some_and(|c| {
            matches!(c, '下' | '每' | '某' | '同' | '唯' | '统' | '这' | '那' | '新' | '任' | '逐' | '单' | '另' | '之')
        })
}

/// 3.0测试用例: a version before the thing that has it.
fn is_version(chars: &[char], at: usize, numeral: &Numeral) -> bool {
    let end = numeral.end;
    numeral.form == Form::Arabic
        && chars[at..end].ends_with(&['.', '0'])
        && chars.get(end).is_some_and(|c| {
            !c.is_ascii() && c.is_alphanumeric() && !matches!(c, '了' | '的' | '小' | '天' | '成' | '以' | '左')
        })
        && unit::measure(chars, end).is_none()
}

fn skip_measure(chars: &[char], at: usize) -> usize {
    unit::measure(chars, at).map_or(at, |(end, _)| end)
}

/// One past the Latin word that a numeral begins: 3d打印, 5g.
fn end_of_word(chars: &[char], at: usize) -> usize {
    at + chars[at..].iter().take_while(|c| c.is_ascii_alphanumeric()).count()
}

/// 环比-3%, 负五度. A dash is a minus only where nothing is listed or spanned by it.
fn signed(chars: &[char], at: usize, value: Decimal, kind: &QuantityKind) -> (usize, Decimal) {
    let Some(sign) = at.checked_sub(1) else { return (at, value) };
    let before = sign.checked_sub(1).map(|i| chars[i]);
    let percent = matches!(kind, QuantityKind::Percent | QuantityKind::Points);
    let minus = match chars[sign] {
        '负' => !before.is_some_and(|c| matches!(c, '胜' | '正' | '抱')),
        // At the start of a line it lists counts.
        '-' if matches!(before, None | Some('\n')) => {
            !matches!(kind, QuantityKind::Count(_) | QuantityKind::Duration { .. })
        }
        '-' => before.is_some_and(|c| match c {
            ':' | '(' | '=' => true,
            ' ' => sign >= 2 && chars[sign - 2] != '\n',
            c => percent && !c.is_ascii() && c.is_alphanumeric(),
        }),
        _ => false,
    };
    if minus { (sign, -value) } else { (at, value) }
}
