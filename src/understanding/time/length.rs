//! Days told by a length from today: 近两周, 三天后, 3天内, "2 weeks ago".

use rust_decimal::prelude::ToPrimitive;

use super::{
    Grain,
    anchor::{Anchor, Length},
    read::{Point, over_space},
};
use crate::{
    domain::Decimal,
    understanding::{
        language::{self, TimeWord},
        quantity::{
            numeral::{self, Form},
            unit,
        },
    },
};

/// 近两周, 最近7天, 过去三个月; 未来三天.
pub fn spanned(chars: &[char], at: usize, end: usize, coming: bool) -> Option<Point> {
    // 最近3天 and 附近3天 differ; a word must not end in the middle.
    if chars.get(at) == Some(&'近') && at > 0 && matches!(chars[at - 1], '最' | '附' | '接' | '将' | '临' | '靠' | '远')
    {
        return None;
    }
    let (end, length) = length(chars, over_space(chars, end))?;
    // 近3天内: the bound says nothing more.
    let end = if chars.get(end) == Some(&'内') { end + 1 } else { end };
    let grain = match length {
        Length::Days(days) if days >= 28 => Grain::Month,
        Length::Days(_) | Length::WorkingDays(_) => Grain::Week,
        Length::Months(_) => Grain::Month,
    };
    let anchor = if coming { Anchor::Coming(length) } else { Anchor::Past(length) };
    Some(Point::new(end, anchor, grain))
}

/// 三天, 两周, 一个月, 3 days, 5个工作日: one past it, and how long.
pub fn length(chars: &[char], at: usize) -> Option<(usize, Length)> {
    let c = *chars.get(at)?;
    if c == '半' {
        return match chars.get(at + 1..)? {
            ['个', '月', ..] => Some((at + 3, Length::Days(15))),
            ['月', ..] => Some((at + 2, Length::Days(15))),
            ['年', ..] => Some((at + 2, Length::Months(6))),
            _ => None,
        };
    }
    let article = c == 'a' && chars.get(at + 1) == Some(&' ');
    let (value, from) = if article {
        (Decimal::ONE, at + 1)
    } else {
        let numeral =
            numeral::at(chars, at).filter(|n| !n.rough && !matches!(n.form, Form::Scaled | Form::Neighbours))?;
        (numeral.value?, numeral.end)
    };
    let from =
        if chars.get(from) == Some(&'个') && matches!(chars.get(from + 1), Some('周')) { from + 1 } else { from };
    // 5日内: elsewhere a figure and 日 are a day of the month.
    let days = (chars.get(from) == Some(&'日')).then_some((from + 1, unit::Span::Day));
    let (mut end, span) = unit::durations().at(chars, over_space(chars, from)).or(days)?;
    let half = span == unit::Span::Year && chars.get(end) == Some(&'半');
    if half {
        end += 1;
    } else if matches!(chars.get(end), Some('半' | '多' | '来')) {
        return None;
    }
    if chars.get(end) == Some(&'的') && chars.get(end + 1) == Some(&'时') {
        end += 3.min(chars.len() - end);
    }
    let count = |per: u32| {
        value.to_u32().and_then(|v| v.checked_mul(per)).filter(|v| value.is_integer() && *v > 0 && *v <= 4000)
    };
    let length = match span {
        unit::Span::Day => Length::Days(count(1)?),
        unit::Span::WorkDay => Length::WorkingDays(count(1)?),
        unit::Span::Week => Length::Days(count(7)?),
        unit::Span::Month => Length::Months(count(1)?),
        unit::Span::MonthAndHalf => Length::Days(count(30)?.checked_add(15)?),
        unit::Span::Quarter => Length::Months(count(3)?),
        unit::Span::Year => Length::Months(count(12)? + if half { 6 } else { 0 }),
        unit::Span::Millisecond
        | unit::Span::Second
        | unit::Span::Minute
        | unit::Span::QuarterHour
        | unit::Span::Hour
        | unit::Span::HourAndHalf
        | unit::Span::HalfDay
        | unit::Span::WeekAndHalf => return None,
    };
    Some((end, length))
}

/// 三天后, 两周内, 3天前, "2 weeks ago", "3 days from now".
pub fn from_length(chars: &[char], at: usize) -> Option<Point> {
    let (end, length) = length(chars, at)?;
    let day = |end, anchor| Some(Point::new(end, anchor, Grain::Day));
    match chars.get(end..)? {
        ['之' | '以', '后', ..] => day(end + 2, Anchor::In(length)),
        ['后', rest @ ..] if !matches!(rest.first(), Some('面' | '期' | '台' | '续' | '端' | '备')) => {
            day(end + 1, Anchor::In(length))
        }
        ['之' | '以', '前', ..] => day(end + 2, Anchor::Ago(length)),
        ['前', rest @ ..] if !matches!(rest.first(), Some('端' | '期' | '台' | '置' | '后')) => {
            day(end + 1, Anchor::Ago(length))
        }
        ['之' | '以', '内', ..] => day(end + 2, Anchor::Within(length)).map(Point::bound),
        ['内', rest @ ..] if !matches!(rest.first(), Some('部' | '容' | '存')) => {
            day(end + 1, Anchor::Within(length)).map(Point::bound)
        }
        [' ', 'a', 'g', 'o', rest @ ..] if !rest.first().is_some_and(char::is_ascii_alphabetic) => {
            day(end + 4, Anchor::Ago(length))
        }
        [' ', 'h', 'e', 'n', 'c', 'e', rest @ ..] if !rest.first().is_some_and(char::is_ascii_alphabetic) => {
            day(end + 6, Anchor::In(length))
        }
        [' ', 'f', 'r', 'o', 'm', ' ', ..] => from_day(chars, end + 6, length),
        [' ', 'a', 'f', 't', 'e', 'r', ' ', ..] => from_day(chars, end + 7, length),
        [' ', 'l', 'a', 't', 'e', 'r', ..] => day(end + 6, Anchor::In(length)),
        _ => None,
    }
}

/// "3 days from now", "two weeks from tomorrow".
fn from_day(chars: &[char], at: usize, length: Length) -> Option<Point> {
    let (end, anchor) = match language::time_words().at(chars, at) {
        Some((end, TimeWord::Day(0))) => (end, Anchor::In(length)),
        Some((end, TimeWord::Day(away))) => match length {
            Length::Days(days) => (end, Anchor::Offset(away + i32::try_from(days).ok()?)),
            Length::WorkingDays(_) | Length::Months(_) => return None,
        },
        Some(_) => return None,
        None if chars.get(at..at + 3)? == ['n', 'o', 'w'] => (at + 3, Anchor::In(length)),
        None => return None,
    };
    Some(Point::new(end, anchor, Grain::Day))
}
