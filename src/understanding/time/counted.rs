//! What is counted within a span: 第二周, 第一个周一, 前五个月, 最后五天, 前三季度.

use super::{
    Grain,
    anchor::{Part, Unit},
    numeric::whole,
    read::over_space,
};
use crate::understanding::language::{self, TimeWord};

/// The counted part that starts at a place, behind a span so wide: one past it, and the part.
pub fn within(chars: &[char], at: usize, of: Grain) -> Option<(usize, Part)> {
    let (from, make): (usize, fn(Unit, u32) -> Part) = match chars.get(at..)? {
        ['第', ..] => (at + 1, Part::Nth),
        ['前' | '头', ..] => (at + 1, Part::First),
        ['最', '后', ..] => (at + 2, Part::Last),
        _ => return None,
    };
    let (count, end) = whole(chars, over_space(chars, from))?;
    if let Some((end, weekday)) = weekday(chars, end).filter(|_| chars[at] != '前' && chars[at] != '头') {
        return match make(Unit::Day, count) {
            Part::Last(..) => (count == 1).then_some((end, Part::LastWeekday(weekday))),
            _ => (1..=5).contains(&count).then_some((end, Part::Weekday(count, weekday))),
        };
    }
    let (end, unit) = unit(chars, end)?;
    // 今年前5月 are five months; elsewhere a bare 月 names one.
    let named = chars[end - 1] == '月' && chars[end - 2] != '个';
    let fits = match of {
        Grain::Day => false,
        Grain::Week => matches!(unit, Unit::Day | Unit::WorkingDay),
        Grain::Month => matches!(unit, Unit::Day | Unit::WorkingDay | Unit::Week),
        Grain::Quarter => !matches!(unit, Unit::Quarter | Unit::Year),
        Grain::Year => unit != Unit::Year,
    };
    (fits && (1..=366).contains(&count) && !(named && chars[at] == '第')).then(|| (end, make(unit, count)))
}

/// So many of a unit: 两周, 3个月, 三季度. One past it, how many, and of what.
pub fn amount(chars: &[char], at: usize) -> Option<(usize, u32, Unit)> {
    let (count, end) = whole(chars, at)?;
    let (end, unit) = unit(chars, end)?;
    let named = chars[end - 1] == '月' && chars[end - 2] != '个';
    ((1..=366).contains(&count) && !named).then_some((end, count, unit))
}

fn unit(chars: &[char], at: usize) -> Option<(usize, Unit)> {
    let (end, unit) = language::counted_units().at(chars, over_space(chars, at))?;
    // 前三天半 is a length, 第2周期 and 前3年报 count something else.
    let other =
        matches!(chars.get(end), Some('半' | '多' | '来' | '报' | '会' | '猫' | '代' | '期' | '转' | '边' | '均'));
    (!other).then_some((end, unit))
}

/// 个周一, 个星期五.
fn weekday(chars: &[char], at: usize) -> Option<(usize, u32)> {
    let from = (chars.get(at) == Some(&'个')).then_some(at + 1)?;
    let (end, TimeWord::BareWeek) = language::time_words().at(chars, from)? else { return None };
    Some((end + 1, language::weekday_figure(*chars.get(end)?)?))
}
