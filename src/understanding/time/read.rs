//! One expression at one place: a word of the table with what follows it, or a day in figures.

use super::{
    Grain,
    anchor::{Anchor, Length, Part, RELATIVE_YEAR, Unit},
    counted, decade, english, length, numeric, ordinals, quarter, span,
};
use crate::understanding::{
    language::{self, TimeWord},
    quantity::{
        numeral::{self, Form},
        unit,
    },
};

/// An expression read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// One past its last character.
    pub end: usize,
    /// What it says.
    pub anchor: Anchor,
    /// How wide it is.
    pub grain: Grain,
    /// A part of the day is said: 今晚.
    pub clock: bool,
    /// It is a bound by itself: 3天内, EOD.
    pub deadline: bool,
}

impl Point {
    /// An expression without a part of the day.
    pub fn new(end: usize, anchor: Anchor, grain: Grain) -> Self {
        Point { end, anchor, grain, clock: false, deadline: false }
    }

    pub fn bound(self) -> Self {
        Point { deadline: true, ..self }
    }
}

/// What stands at a place.
pub enum Found {
    /// Days.
    Point(Point),
    /// A habit or a name, no day; one past it: 每周五, 双十一专场.
    NoDay(usize),
}

/// The time expression that starts at `at`.
pub fn at(chars: &[char], at: usize) -> Option<Found> {
    let c = chars[at];
    if c.is_ascii_alphabetic() && at > 0 && chars[at - 1].is_ascii_alphabetic() {
        return None;
    }
    if let Some(found) = holiday(chars, at) {
        return Some(found);
    }
    if c == '明' && opens_line(chars, at) {
        return Some(Found::Point(Point::new(at + 1, Anchor::Offset(1), Grain::Day)));
    }
    if let Some(point) = counts_in_english(c).then(|| ordinals::at(chars, at)).flatten() {
        return Some(Found::Point(point));
    }
    if let Some(point) = decade::chinese(chars, at).or_else(|| decade::written(chars, at)) {
        return Some(Found::Point(point));
    }
    if let Some((end, word)) = language::time_words().at(chars, at) {
        if word == TimeWord::Every {
            let next = over_space(chars, end);
            let again = matches!(language::time_words().at(chars, next), Some((_, TimeWord::Every)));
            let until =
                (!again && next < chars.len()).then(|| self::at(chars, next)).flatten().map(|found| match found {
                    Found::Point(point) => point.end,
                    Found::NoDay(end) => end,
                });
            return Some(Found::NoDay(until.unwrap_or(end)));
        }
        if let Some(point) = from_word(chars, at, end, word) {
            return Some(Found::Point(point));
        }
        if word == TimeWord::Not && end > at + 1 {
            // 前三名 are three, 前三季度 are a span.
            let span = if chars[at] == '前' && end == at + 2 { previous(chars, at + 1) } else { None };
            return Some(span.map_or(Found::NoDay(end), Found::Point));
        }
    }
    if let Some((end, quarter, part)) =
        quarter::quarter(chars, at).filter(|_| at == 0 || !chars[at - 1].is_ascii_alphanumeric())
    {
        return Some(Found::Point(quarter::with_year(chars, end, quarter, part)));
    }
    if let Some(point) =
        quarter::week_number(chars, at).or_else(|| quarter::half(chars, at)).or_else(|| quarter::fiscal(chars, at))
    {
        return Some(Found::Point(point));
    }
    if !(c.is_ascii_alphanumeric()
        || language::zh::digit(c).is_some()
        || language::zh::tens(c).is_some()
        || c == '十'
        || c == '半')
    {
        return None;
    }
    numeric::at(chars, at)
        .or_else(|| english::lone_year(chars, at))
        .or_else(|| length::from_length(chars, at))
        .or_else(|| span::bare_beginning(chars, at))
        .map(Found::Point)
}

pub fn over_space(chars: &[char], at: usize) -> usize {
    if chars.get(at) == Some(&' ') { at + 1 } else { at }
}

/// 明 换水泵: a lone word at the head of a line, as those write who write little.
fn opens_line(chars: &[char], at: usize) -> bool {
    let first = chars[..at].iter().rev().find(|c| **c != ' ').is_none_or(|c| *c == '\n');
    first && matches!(chars.get(at + 1), Some(' ' | ':'))
}

/// Whether "the first", "last" or "15th" may start with a character.
fn counts_in_english(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 't' | 'f' | 's' | 'l')
}

/// 国庆前; a bare 国庆 or 双十一 is a name.
fn holiday(chars: &[char], at: usize) -> Option<Found> {
    let (end, holiday) = language::holidays().at(chars, at)?;
    if at > 0 && (chars[at - 1].is_ascii_alphanumeric() || language::zh::digit(chars[at - 1]).is_some()) {
        return None;
    }
    if language::holiday_followers().at(chars, end).is_some() && language::deadline_breakers().at(chars, end).is_none()
    {
        return Some(Found::Point(Point::new(end, Anchor::Festival(holiday), Grain::Day)));
    }
    let days_off =
        language::holiday_periods().at(chars, end).filter(|(end, ())| !matches!(chars.get(*end), Some('前' | '后')));
    if let Some((end, ())) = days_off.filter(|_| holiday.is_public()) {
        return Some(Found::Point(Point::new(end, Anchor::DaysOff(holiday), Grain::Week)));
    }
    // 十一个 and 六一 are numerals where a measure follows.
    let counts = chars.get(end).is_some_and(|c| {
        unit::is_measure(*c) || matches!(c, '万' | '千' | '百' | '%' | '点' | '天' | '月' | '号' | '日' | '小')
    });
    // 十一 and 三八 alone are numerals.
    let numeral = matches!(chars[at], '十' | '三' | '六');
    (chars[at] == '双' || !counts && !numeral).then_some(Found::NoDay(end))
}

fn from_word(chars: &[char], at: usize, end: usize, word: TimeWord) -> Option<Point> {
    let day = |anchor| Some(Point::new(end, anchor, Grain::Day));
    match word {
        TimeWord::Day(offset) => day(Anchor::Offset(offset)),
        TimeWord::DayPart(offset) => day(Anchor::Offset(offset)).map(|p| Point { clock: true, ..p }),
        TimeWord::SameDay => {
            let bare = at == 0 || !chars[at - 1].is_alphanumeric();
            if bare { day(Anchor::Offset(0)) } else { None }
        }
        TimeWord::NextDays(days) => day(Anchor::Coming(Length::Days(days))),
        TimeWord::BareWeek => weekday(chars, at, end, None),
        TimeWord::Week(week) => Some(in_week(chars, end, week)),
        TimeWord::PartOfWeek(part) => Some(Point::new(end, Anchor::Week(0, part), Grain::Week)),
        TimeWord::Weekend(week) => Some(Point::new(end, Anchor::Weekend(week), Grain::Day)),
        TimeWord::WeekPart => day(Anchor::Weekday { week: Some(0), day: 4 }).map(Point::bound),
        TimeWord::Weekday(weekday) => {
            let (end, week) = english::week_behind(chars, end);
            Some(Point::new(end, Anchor::Weekday { week, day: weekday }, Grain::Day))
        }
        TimeWord::ShyWeekday(weekday) => {
            language::day_before().before(chars, at.saturating_sub(1))?;
            // Sun Yang is a person.
            let named = chars.get(end) == Some(&' ')
                && chars.get(end + 1).is_some_and(char::is_ascii_alphabetic)
                && language::english_function().at(chars, end + 1).is_none();
            if named {
                return None;
            }
            day(Anchor::Weekday { week: None, day: weekday })
        }
        TimeWord::Toward(week) => toward(chars, end, week),
        TimeWord::Month(offset) => Some(in_month(chars, end, offset)),
        TimeWord::MonthPart(part) => {
            Some(Point::new(end, Anchor::Month(0, part), numeric::grain_of(part, Grain::Month)))
        }
        TimeWord::MonthOffsetPart(offset, part) => {
            Some(Point::new(end, Anchor::Month(offset, part), numeric::grain_of(part, Grain::Month)))
        }
        TimeWord::Quarter(offset) => Some(match chars.get(end) {
            Some('末' | '底') => Point::new(end + 1, Anchor::Quarter(offset, Part::End), Grain::Day),
            Some('初') => Point::new(end + 1, Anchor::Quarter(offset, Part::Start), Grain::Quarter),
            _ => match counted::within(chars, end, Grain::Quarter) {
                Some((end, part)) => {
                    Point::new(end, Anchor::Quarter(offset, part), numeric::grain_of(part, Grain::Quarter))
                }
                None => Point::new(end, Anchor::Quarter(offset, Part::Whole), Grain::Quarter),
            },
        }),
        TimeWord::QuarterPart(part) => Some(Point::new(end, Anchor::Quarter(0, part), Grain::Day)),
        // 线下年会 is a party.
        TimeWord::Year(_) if matches!(chars[at], '上' | '下') && at > 0 && chars[at - 1].is_alphanumeric() => None,
        TimeWord::Year(offset) => Some(in_year(chars, end, offset)),
        TimeWord::FiscalYear(offset) => Some(Point::new(end, Anchor::FiscalYear(RELATIVE_YEAR + offset), Grain::Year)),
        TimeWord::YearPart(part) => Some(Point::new(end, Anchor::Year(0, part), numeric::grain_of(part, Grain::Year))),
        TimeWord::Past => length::spanned(chars, at, end, false),
        TimeWord::Before => {
            // 前三名 is a rank, 以上两周 and 线上两天 end another word.
            let before = at.checked_sub(1).map(|i| chars[i]);
            let clean = match chars[at] {
                '上' => !before.is_some_and(|c| c.is_alphanumeric() && !matches!(c, '在' | '的' | '比' | '和')),
                _ => !matches!(before, Some('以' | '之' | '提' | '当' | '目' | '日' | '天' | '周')),
            };
            previous(chars, end).filter(|_| clean)
        }
        TimeWord::Coming => {
            let clean = chars[at] != '后' || at == 0 || !chars[at - 1].is_alphanumeric();
            if clean { length::spanned(chars, at, end, true) } else { None }
        }
        TimeWord::Give => length::length(chars, over_space(chars, end))
            .map(|(end, length)| Point::new(end, Anchor::Within(length), Grain::Day).bound()),
        // 超过三天 and 通过3周 only end so.
        TimeWord::In if chars[at] == '过' && at > 0 && chars[at - 1].is_alphanumeric() => None,
        TimeWord::In => length::length(chars, over_space(chars, end))
            .map(|(end, length)| Point::new(end, Anchor::In(length), Grain::Day)),
        TimeWord::Within => length::length(chars, over_space(chars, end))
            .map(|(end, length)| Point::new(end, Anchor::Within(length), Grain::Day).bound()),
        TimeWord::EndOf => english::staged(chars, end, Part::End),
        TimeWord::Stage(part) => english::staged(chars, end, part),
        TimeWord::WeekOf => {
            let from = over_space(chars, end);
            let (month, day, end) = (from < chars.len()).then(|| numeric::at(chars, from)).flatten()?.anchor_date()?;
            Some(Point::new(end, Anchor::WeekOf(month, day), Grain::Week))
        }
        TimeWord::WeekNumber => {
            let numeral = numeral::at(chars, over_space(chars, end)).filter(|n| n.form == Form::Arabic)?;
            let week = numeral::small(&numeral).filter(|w| (1..=53).contains(w))?;
            Some(Point::new(numeral.end, Anchor::IsoWeek(week), Grain::Week))
        }
        TimeWord::Every | TimeWord::Not => None,
    }
}

impl Point {
    /// Month, day and end where it is a date without a year.
    fn anchor_date(&self) -> Option<(u32, u32, usize)> {
        match self.anchor {
            Anchor::Date(_, month, day) => Some((month, day, self.end)),
            _ => None,
        }
    }
}

/// 周五, 星期3; 一周三次 and 周一共 are none.
fn weekday(chars: &[char], at: usize, end: usize, week: Option<i32>) -> Option<Point> {
    if week.is_none()
        && at > 0
        && (language::zh::digit(chars[at - 1]).is_some()
            || matches!(chars[at - 1], '十' | '0'..='9' | '几' | '每' | '半' | '个'))
    {
        return None;
    }
    let figure = *chars.get(end)?;
    let weekday = language::weekday_figure(figure)?;
    let next = chars.get(end + 1).copied();
    let digit = figure.is_ascii_digit();
    if digit && next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '%' | '.' | 'h' | '-')) {
        return None;
    }
    // 本周5,600盒 has a comma of thousands.
    let thousands = next == Some(',') && chars[end + 2..].iter().take_while(|c| c.is_ascii_digit()).count() == 3;
    if digit && thousands {
        return None;
    }
    let from_then = figure == '一' && next == Some('起') && starts_then(chars, at, end + 2);
    if !from_then && next.is_some_and(|c| breaks_weekday(figure, c, week.is_some() || digit)) {
        return None;
    }
    Some(Point::new(end + 1, Anchor::Weekday { week, day: weekday }, Grain::Day))
}

/// 下周一起两班倒 starts on Monday; 下周一起去看 goes together.
fn starts_then(chars: &[char], at: usize, after: usize) -> bool {
    let said = at.checked_sub(1).is_some_and(|i| matches!(chars[i], '从' | '自' | '由'));
    let next = chars.get(after).copied().unwrap_or(' ');
    said || !language::zh::DONE_TOGETHER.contains(next)
}

/// 本周一共, 这周三个, 本周五单: the figure belongs to what follows.
fn breaks_weekday(figure: char, next: char, counted: bool) -> bool {
    if figure == '一' && matches!(next, '共' | '直' | '起' | '些' | '定' | '样' | '般' | '切') {
        return true;
    }
    if matches!(figure, '日') && matches!(next, '均' | '报' | '活') {
        return true;
    }
    if matches!(figure, '天') {
        return false;
    }
    let numeral = language::zh::scale(next).is_some() || matches!(next, '%' | '成');
    // 周五次日 and 周一下午 go on with other words; few measures do.
    let measure = counted && (language::zh::WEEKDAY_COUNTS.contains(next) || figure.is_ascii_digit() && next == '人');
    numeral || measure
}

fn in_week(chars: &[char], end: usize, week: i32) -> Point {
    let from = if matches!(chars.get(end), Some('的')) { end + 1 } else { end };
    // 上周星期三, 本周周五 say the week twice.
    let named = match language::time_words().at(chars, from) {
        Some((after, TimeWord::BareWeek)) => after,
        Some(_) | None => from,
    };
    if let Some(point) = weekday(chars, end, named, Some(week)) {
        return point;
    }
    if let Some((end, part)) =
        counted::within(chars, from, Grain::Week).or_else(|| language::week_parts().at(chars, from))
    {
        return Point::new(end, Anchor::Week(week, part), numeric::grain_of(part, Grain::Week));
    }
    if let Some((end, day)) = english::weekday_behind(chars, end) {
        return Point::new(end, Anchor::Weekday { week: Some(week), day }, Grain::Day);
    }
    match chars.get(end) {
        Some('末') => Point::new(end + 1, Anchor::Weekend(week), Grain::Day),
        _ => Point::new(end, Anchor::Week(week, Part::Whole), Grain::Week),
    }
}

/// 前三天, 上两周; 前三季度 are those of this year.
fn previous(chars: &[char], end: usize) -> Option<Point> {
    let (end, count, unit) = counted::amount(chars, end)?;
    if unit == Unit::Quarter {
        return Some(Point::new(end, Anchor::Year(0, Part::First(unit, count)), Grain::Quarter));
    }
    let grain = numeric::grain_of(Part::First(unit, count), Grain::Day);
    Some(Point::new(end, Anchor::Previous(unit, count), if grain == Grain::Day { Grain::Week } else { grain }))
}

/// 下月5号, 本月底, 上月中旬.
fn in_month(chars: &[char], end: usize, offset: i32) -> Point {
    if let Some((day, end)) = numeric::day_in_month(chars, end) {
        return Point::new(end, Anchor::DayOfMonth(Some(offset), day), Grain::Day);
    }
    match numeric::month_part(chars, end) {
        Some((end, part)) => Point::new(end, Anchor::Month(offset, part), numeric::grain_of(part, Grain::Month)),
        None => Point::new(end, Anchor::Month(offset, Part::Whole), Grain::Month),
    }
}

/// 明年3月5日, 去年底. The year of a month is only known from today, so the anchor keeps the offset where it can.
fn in_year(chars: &[char], end: usize, offset: i32) -> Point {
    // Years are named from the day of the report when they are resolved: a marker year far off every calendar.
    let point = numeric::in_year(chars, end, RELATIVE_YEAR + offset);
    match point.anchor {
        Anchor::NamedYear(_, part) => Point { anchor: Anchor::Year(offset, part), ..point },
        _ => point,
    }
}

/// "next Friday", "last 7 days", "this coming Monday".
fn toward(chars: &[char], end: usize, week: i32) -> Option<Point> {
    let from = over_space(chars, end);
    if from == end {
        return None;
    }
    if let Some((end, TimeWord::Weekday(day) | TimeWord::ShyWeekday(day))) = language::time_words().at(chars, from) {
        let week = if week == 9 { None } else { Some(week) };
        return Some(Point::new(end, Anchor::Weekday { week, day }, Grain::Day));
    }
    if let Some((end, month)) = language::months().at(chars, from).filter(|(_, m)| *m != 5 || week != 0) {
        return Some(Point::new(end, Anchor::NamedMonth(None, month, Part::Whole), Grain::Month));
    }
    match week {
        -1 => length::spanned(chars, end, end, false),
        1 => length::spanned(chars, end, end, true),
        _ => None,
    }
}
