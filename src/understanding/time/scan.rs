//! The pass over a text: expressions, spans from one to another, deadlines, times of day.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    Grain, Looking, TimeMention,
    anchor::{Anchor, Frame},
    clock,
    read::{self, Found, Point},
    span::{self, Until},
};
use crate::understanding::{language, text::Text};

/// The days named in a text, left to right, none overlapping another, each resolved both ways
/// (see [`TimeMention::range`]). `fiscal_start` is the month in which the fiscal year starts, for Q1 and 本季度.
pub fn scan(text: &Text, today: NaiveDate, fiscal_start: u32) -> Vec<TimeMention> {
    let look = |looking| Frame { today, fiscal_start: fiscal_start.clamp(1, 12), looking };
    let (back, ahead) = (look(Looking::Back), look(Looking::Ahead));
    let mut found = Vec::with_capacity(text.expressions().len());
    for expression in text.expressions() {
        let Some(point) = expression.point else { continue };
        let resolved = |frame: &Frame| span::resolve(frame, point.anchor, expression.until);
        let (Some(back), Some(ahead)) = (resolved(&back), resolved(&ahead)) else { continue };
        found.push(TimeMention {
            start: expression.start,
            end: expression.end,
            back,
            ahead,
            grain: point.grain,
            deadline: expression.deadline,
            clock: expression.clock,
        });
    }
    found
}

/// Where days, habits (每周五) and times of day stand: no figure may be read there. A length that bounds (3天内) is left
/// out, since it may be a figure as well.
pub fn places(text: &Text) -> impl Iterator<Item = Range<usize>> {
    text.expressions()
        .iter()
        .filter(|e| !e.point.is_some_and(|p| matches!(p.anchor, Anchor::Within(_))))
        .map(|e| e.start..e.end)
}

/// An expression in its place, not yet resolved; without a point where it names no day.
#[derive(Clone, Debug)]
pub struct Expression {
    start: usize,
    end: usize,
    point: Option<Point>,
    until: Option<Until>,
    deadline: bool,
    clock: bool,
}

/// The expressions of a text; [`Text`] keeps them.
pub fn expressions(chars: &[char], traps: &[Range<usize>]) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut traps = traps.iter().peekable();
    let mut at = 0;
    while at < chars.len() {
        while traps.next_if(|range| range.end <= at).is_some() {}
        if let Some(range) = traps.peek().filter(|range| range.start <= at) {
            at = range.end;
            continue;
        }
        if !may_start(chars[at]) {
            at = past_figure(chars, at);
            continue;
        }
        if let Some(end) = clock::at(chars, at, false) {
            found.push(Expression { start: at, end, point: None, until: None, deadline: false, clock: true });
            at = end;
            continue;
        }
        at = match read::at(chars, at) {
            Some(Found::Point(point)) => {
                let before = found.last();
                let point = Point { anchor: shared(chars, at, before, point.anchor), ..point };
                let expression = whole(chars, at, point, before.map_or(0, |e: &Expression| e.end));
                let end = expression.end;
                found.push(expression);
                end
            }
            Some(Found::NoDay(end)) => {
                found.push(Expression { start: at, end, point: None, until: None, deadline: false, clock: false });
                end.max(at + 1)
            }
            None => past_figure(chars, at),
        };
    }
    found
}

/// 11月10号、11号: a day in a list takes the month or the week of the one before it.
fn shared(chars: &[char], at: usize, before: Option<&Expression>, anchor: Anchor) -> Anchor {
    let said = before.filter(|e| !e.deadline && span::listed(&chars[e.end..at])).and_then(|e| match e.until {
        Some(Until::Named(last)) => Some(last),
        Some(Until::Today) => None,
        None => e.point.map(|p| p.anchor),
    });
    said.map_or(anchor, |said| span::in_month_of(said, anchor))
}

/// Digits and Latin words are tried at their first character only.
fn past_figure(chars: &[char], at: usize) -> usize {
    let same: fn(&char) -> bool = match chars[at] {
        '0'..='9' => char::is_ascii_digit,
        'a'..='z' => char::is_ascii_alphabetic,
        _ => return at + 1,
    };
    at + chars[at..].iter().take_while(|c| same(c)).count().max(1)
}

/// Whether an expression can start with a character; most of a text is passed over by this.
fn may_start(c: char) -> bool {
    c.is_ascii_digit() || language::starts_time(c)
}

/// The expression with its parenthesis, time of day, other end and deadline words.
fn whole(chars: &[char], at: usize, mut point: Point, floor: usize) -> Expression {
    let mut end = point.end;
    let mut clock = point.clock;
    let mut until = None;
    if let Some(named) = end_of_named_day(chars, at, point) {
        (end, point.anchor) = named;
    }
    if point.grain == Grain::Day {
        if let Some((same_end, same)) = said_twice(chars, end, matches!(point.anchor, Anchor::Weekday { .. })) {
            end = same_end;
            if matches!(same, Anchor::Date(..)) {
                point.anchor = same;
            }
        }
        if let Some(clock_end) = time_of_day(chars, end) {
            end = clock_end;
            clock = true;
        }
    }
    if let Some((other_end, first, other)) = span::other_end(chars, at, end, point) {
        end = other_end;
        point.anchor = first;
        until = Some(other);
    }
    let mut deadline = point.deadline;
    if let Some(after) = deadline_after(chars, end) {
        end = after;
        deadline = true;
    }
    let mut start = at;
    let before = if at > 0 && chars[at - 1] == ' ' { at - 1 } else { at };
    if let Some((first, ())) = language::deadline_before().before(chars, before).filter(|(first, ())| *first >= floor) {
        start = first;
        deadline = true;
    }
    Expression { start, end, point: Some(point), until, deadline, clock }
}

/// "EOD tomorrow", "tonight, Friday": the day that is named goes before today.
fn end_of_named_day(chars: &[char], at: usize, point: Point) -> Option<(usize, Anchor)> {
    let bare = chars[at].is_ascii_alphabetic() && point.anchor == Anchor::Offset(0) && point.clock;
    let from = match chars.get(point.end..).filter(|_| bare)? {
        [' ', 'o', 'n', ' ', _, ..] => point.end + 4,
        [' ', c, ..] if c.is_ascii_alphanumeric() => point.end + 1,
        _ => return None,
    };
    match read::at(chars, from)? {
        Found::Point(day) if day.grain == Grain::Day => Some((day.end, day.anchor)),
        Found::Point(_) | Found::NoDay(_) => None,
    }
}

/// 周五(11月27日), 11月27日 周五: the same day in other words.
fn said_twice(chars: &[char], end: usize, is_weekday: bool) -> Option<(usize, Anchor)> {
    let (from, open) = match chars.get(end..)? {
        ['(', ..] => (end + 1, true),
        [' ', '(', ..] => (end + 2, true),
        [',' | ' ', '周' | '星' | '礼', ..] => (end + 1, false),
        ['周' | '星' | '礼', ..] => (end, false),
        [',', ' ', c, ..] if c.is_ascii_alphanumeric() => (end + 2, false),
        [' ', c, ..] if c.is_ascii_alphanumeric() => (end + 1, false),
        _ => return None,
    };
    if from >= chars.len() {
        return None;
    }
    let Some(Found::Point(point)) = read::at(chars, from) else { return None };
    if point.grain != Grain::Day {
        return None;
    }
    // Without brackets only a weekday repeats a day; 周五 周六 are two days.
    let weekday = matches!(point.anchor, Anchor::Weekday { week: None, .. });
    let dated = chars[..end].last().is_some_and(|c| matches!(c, '日' | '号' | '0'..='9' | '天'));
    if open {
        (chars.get(point.end) == Some(&')')).then_some((point.end + 1, point.anchor))
    } else {
        let named_first =
            chars[end - 1].is_ascii_alphabetic() && matches!(point.anchor, Anchor::Date(..)) && from > end;
        ((weekday && dated) || (named_first && is_weekday)).then_some((point.end, point.anchor))
    }
}

/// 明天下午三点, 周五晚上, tomorrow at 3pm.
fn time_of_day(chars: &[char], end: usize) -> Option<usize> {
    let from = match chars.get(end..) {
        Some([' ', 'a', 't', ' ', ..]) => end + 4,
        Some([' ' | '的', ..]) => end + 1,
        _ => end,
    };
    if from >= chars.len() {
        return None;
    }
    clock::at(chars, from, true).or_else(|| {
        let (after, ()) = language::clock_periods().at(chars, from)?;
        // 周五晚 is a time of day, 周五早会 and 昨天中标 are not.
        (after > from + 1 || !chars.get(after).is_some_and(|c| c.is_alphanumeric())).then_some(after)
    })
}

fn deadline_after(chars: &[char], end: usize) -> Option<usize> {
    if language::deadline_breakers().at(chars, end).is_some() {
        return None;
    }
    let (after, ()) = language::deadline_after().at(chars, end)?;
    Some(after)
}
