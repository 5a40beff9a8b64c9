//! Words for days in English questions.

use crate::understanding::question::days::Relative;

/// What makes a day stand for its week.
pub const WEEK_OF: &[&str] = &["week of ", "week starting ", "week beginning "];
/// Endings of ordinal days.
pub const ORDINALS: &[&str] = &["st", "nd", "rd", "th"];

/// Words and what they mean from today.
#[rustfmt::skip]
pub const WORDS: &[(&str, Relative)] = &[
    ("today", Relative::Day(0)), ("yesterday", Relative::Day(-1)), ("tomorrow", Relative::Day(1)),
    ("this week", Relative::Week(0)), ("last week", Relative::Week(-1)),
    ("the week before last", Relative::Week(-2)), ("the week before", Relative::Week(-2)),
    ("next week", Relative::Week(1)), ("this month", Relative::Month(0)), ("last month", Relative::Month(-1)),
    ("next month", Relative::Month(1)), ("this quarter", Relative::Quarter(0)),
    ("last quarter", Relative::Quarter(-1)), ("next quarter", Relative::Quarter(1)),
    ("this year", Relative::Year(0)), ("last year", Relative::Year(-1)), ("next year", Relative::Year(1)),
    ("past week", Relative::Last(7)), ("last 7 days", Relative::Last(7)), ("past two weeks", Relative::Last(14)),
    ("last two weeks", Relative::Last(14)), ("past month", Relative::Last(30)), ("recently", Relative::Last(14)),
    ("lately", Relative::Last(14)),
];

/// The month of a word: nov, november.
pub fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = word.len() >= 3 || word == "may";
    MONTHS
        .iter()
        .position(|m| short && (m == &word || (word.len() <= 4 && m.starts_with(word))))
        .map(|at| at as u32 + 1)
}
