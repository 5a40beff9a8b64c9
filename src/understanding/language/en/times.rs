//! English words for days.

use crate::understanding::language::TimeWord::{self, *};
use crate::understanding::time::anchor::{Part, Unit};
use crate::understanding::words::each;

/// Words that name days, or begin to.
pub const TIME_WORDS: &[(&str, TimeWord)] = &[
    ("today", Day(0)),
    (
        "tonight|this morning|this afternoon|this evening|eod|cob|end of day|end of the day|\
     close of business|end of today",
        DayPart(0),
    ),
    ("tomorrow|tmr|tmrw|tomorow", Day(1)),
    ("the day after tomorrow|day after tomorrow", Day(2)),
    ("yesterday", Day(-1)),
    ("last night", DayPart(-1)),
    ("the day before yesterday|day before yesterday", Day(-2)),
    ("this week|the week|current week", Week(0)),
    ("next week|coming week|following week|end of next week", Week(1)),
    ("the week after next|week after next", Week(2)),
    ("last week|previous week|past week", Week(-1)),
    ("the week before last|week before last", Week(-2)),
    ("this weekend|the weekend", Weekend(0)),
    ("next weekend", Weekend(1)),
    ("last weekend", Weekend(-1)),
    ("eow|end of week|end of the week|end of this week|week's end", WeekPart),
    ("this month|the month|current month", Month(0)),
    ("next month|coming month|following month", Month(1)),
    ("the month after next|month after next|the month after the next", Month(2)),
    ("last month|previous month", Month(-1)),
    ("eom|end of month|end of the month|end of this month|month end|month-end|month's end", MonthPart(Part::End)),
    ("end of next month", MonthOffsetPart(1, Part::End)),
    ("end of last month", MonthOffsetPart(-1, Part::End)),
    ("mid-month|mid month|middle of the month", MonthPart(Part::Middle)),
    ("beginning of next month|early next month|start of next month", MonthOffsetPart(1, Part::Start)),
    ("this quarter|the quarter|current quarter|this qtr", Quarter(0)),
    ("next quarter|next qtr|coming quarter", Quarter(1)),
    ("last quarter|previous quarter|last qtr", Quarter(-1)),
    ("eoq|end of quarter|end of the quarter|end of this quarter|quarter end|quarter-end", QuarterPart(Part::End)),
    ("this year|current year|this calendar year", Year(0)),
    ("next year|next yr|coming year", Year(1)),
    ("the year after next|year after next", Year(2)),
    ("last year|previous year", Year(-1)),
    ("eoy|end of year|end of the year|end of this year|year end|year-end|year's end", YearPart(Part::End)),
    ("mid-year", YearPart(Part::Middle)),
    ("monday|mon", Weekday(0)),
    ("tuesday|tue|tues", Weekday(1)),
    ("wednesday|wed", Weekday(2)),
    ("thursday|thu|thur|thurs", Weekday(3)),
    ("friday|fri", Weekday(4)),
    ("saturday", Weekday(5)),
    ("sunday", Weekday(6)),
    ("sat", ShyWeekday(5)),
    ("sun", ShyWeekday(6)),
    ("this", Toward(0)),
    ("this coming|coming", Toward(9)),
    ("next|following", Toward(1)),
    ("last|past|previous", Toward(-1)),
    ("on", Not),
    ("in|in about", In),
    ("within|within the next", Within),
    ("in the next|over the next|the next", Coming),
    ("the last|the past|in the last|in the past|over the last|over the past", Past),
    ("end of|the end of", EndOf),
    ("late", Stage(Part::Ten(3))),
    ("early|beginning of|start of", Stage(Part::Start)),
    ("mid|mid-", Stage(Part::Middle)),
    (
        "the week of|week of|the week commencing|week commencing|the week starting|week starting|the week beginning|\
         week beginning",
        WeekOf,
    ),
    ("week|cw", WeekNumber),
    ("every|each", Every),
];

/// Months. `may` and `mar` count only beside a day.
pub const MONTHS: &[(&str, u32)] = &[
    ("january|jan", 1),
    ("february|feb", 2),
    ("march|mar", 3),
    ("april|apr", 4),
    ("may", 5),
    ("june|jun", 6),
    ("july|jul", 7),
    ("august|aug", 8),
    ("september|sept|sep", 9),
    ("october|oct", 10),
    ("november|nov", 11),
    ("december|dec", 12),
];

/// Whether letters are the name of a month: nov20 is a day.
pub fn is_month(letters: &[char]) -> bool {
    each(MONTHS).any(|(word, _)| word.chars().eq(letters.iter().copied()))
}

/// Words before days that make them a deadline.
pub const DEADLINE_BEFORE: &str = "by|before|until|till|no later than|not later than|due|due on|due by|by the|due the|before the|\
    until the|by this|by next|by end of|by the end of|deadline|deadline:|deadline is";

/// Words before figures that ask for a day.
pub const DAY_BEFORE: &str = "to|on|on the|from|from the|the|since|to the|for the|for|eta|eta:|due:|date:|slip to|moved to|\
    around the|after the|after";

/// Behind days, what makes them the beginning of a span up to today.
pub const SINCE: &str = " to date| until now| till now| up to now";

/// What joins the ends of a span.
pub const SPAN_JOINTS: &str = " to | through | thru | until | till | up to ";

/// What joins the ends of a span where "between" stands before it.
pub const BETWEEN: &str = " and ";

/// What ordinals count: the third week of May.
pub const COUNTED_UNITS: &[(&str, Unit)] = &[
    ("day|days", Unit::Day),
    ("working day|working days|business day|business days|workday|workdays", Unit::WorkingDay),
    ("week|weeks", Unit::Week),
    ("month|months", Unit::Month),
    ("quarter|quarters|qtr|qtrs", Unit::Quarter),
];

/// Ordinals; last is zero.
pub const ORDINALS: &[(&str, u32)] = &[
    ("last", 0),
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
];

/// Words before a lone year.
pub const YEAR_BEFORE: &str = "in|since|during|year|the year|calendar year|before|after|between|from";
