//! Words for days in Chinese questions.

use crate::understanding::question::days::Relative;

/// Signs of a year, month, day.
pub const YEAR: &str = "年";
/// 月.
pub const MONTH: &str = "月";
/// 日, 号.
pub const DAY: &str = "日号";
/// The words that mean a day only when a weekday's number follows.
pub const WEEK: &[&str] = &["周", "星期", "礼拜"];
/// Behind a numeral, what makes it a count and no weekday: 一次, 一共.
pub const COUNTED: &str = "次个共些直定般起";
/// What may stand between a year and its month.
pub const OF: &str = "的";
/// Figures in words.
pub const DIGITS: &str = "一二三四五六七八九十";

/// Words and what they mean from today.
#[rustfmt::skip]
pub const WORDS: &[(&str, Relative)] = &[
    ("今天", Relative::Day(0)), ("今日", Relative::Day(0)), ("昨天", Relative::Day(-1)),
    ("昨日", Relative::Day(-1)), ("前天", Relative::Day(-2)), ("明天", Relative::Day(1)),
    ("后天", Relative::Day(2)), ("本周", Relative::Week(0)), ("这周", Relative::Week(0)),
    ("这个星期", Relative::Week(0)), ("这一周", Relative::Week(0)), ("这星期", Relative::Week(0)),
    ("上周", Relative::Week(-1)), ("上个星期", Relative::Week(-1)), ("上一周", Relative::Week(-1)),
    ("上星期", Relative::Week(-1)), ("上个礼拜", Relative::Week(-1)), ("上礼拜", Relative::Week(-1)),
    ("上上周", Relative::Week(-2)), ("上上个星期", Relative::Week(-2)), ("大上周", Relative::Week(-2)),
    ("再上一周", Relative::Week(-2)), ("下周", Relative::Week(1)), ("下个星期", Relative::Week(1)),
    ("下星期", Relative::Week(1)), ("下个礼拜", Relative::Week(1)), ("下礼拜", Relative::Week(1)),
    ("这礼拜", Relative::Week(0)), ("这个礼拜", Relative::Week(0)), ("本星期", Relative::Week(0)),
    ("上上礼拜", Relative::Week(-2)), ("上上个礼拜", Relative::Week(-2)), ("上上星期", Relative::Week(-2)),
    ("周", Relative::Week(0)), ("星期", Relative::Week(0)), ("礼拜", Relative::Week(0)), ("本月", Relative::Month(0)), ("这个月", Relative::Month(0)),
    ("当月", Relative::Month(0)), ("这月", Relative::Month(0)), ("上个月", Relative::Month(-1)),
    ("上月", Relative::Month(-1)), ("下个月", Relative::Month(1)), ("下月", Relative::Month(1)),
    ("上上个月", Relative::Month(-2)), ("本季度", Relative::Quarter(0)), ("这个季度", Relative::Quarter(0)),
    ("这季度", Relative::Quarter(0)), ("本季", Relative::Quarter(0)), ("上季度", Relative::Quarter(-1)),
    ("上个季度", Relative::Quarter(-1)), ("下季度", Relative::Quarter(1)), ("今年", Relative::Year(0)),
    ("本年", Relative::Year(0)), ("去年", Relative::Year(-1)), ("前年", Relative::Year(-2)),
    ("明年", Relative::Year(1)), ("近两周", Relative::Last(14)), ("最近两周", Relative::Last(14)),
    ("近一周", Relative::Last(7)), ("最近一周", Relative::Last(7)), ("近三天", Relative::Last(3)),
    ("最近三天", Relative::Last(3)), ("这几天", Relative::Last(5)), ("这两天", Relative::Last(2)),
    ("近一个月", Relative::Last(30)), ("最近一个月", Relative::Last(30)), ("近30天", Relative::Last(30)),
    ("近7天", Relative::Last(7)), ("最近7天", Relative::Last(7)), ("近期", Relative::Last(14)),
];

/// 十一 is 11; `None` where the words are no number.
pub fn value(han: &[char]) -> Option<u32> {
    let one = |c: &char| DIGITS.chars().position(|d| d == *c).map(|at| at as u32 + 1);
    match han {
        [] => None,
        [c] => one(c),
        ['十', c] => one(c).map(|v| 10 + v),
        [c, '十'] => one(c).map(|v| v * 10),
        [a, '十', b] => Some(one(a)? * 10 + one(b)?),
        _ => None,
    }
}

/// The place of a weekday in the week: 一 is 0, 日 is 6.
pub fn weekday(c: char) -> Option<u64> {
    match c {
        '天' | '日' => Some(6),
        _ => "一二三四五六".chars().position(|d| d == c).map(|at| at as u64),
    }
}

/// Days with a name: name, month, day.
#[rustfmt::skip]
pub const FESTIVALS: &[(&str, u32, u32)] = &[
    ("双11", 11, 11), ("双十一", 11, 11), ("双12", 12, 12), ("双十二", 12, 12), ("618", 6, 18), ("国庆", 10, 1),
    ("元旦", 1, 1),
];

/// What makes a festival its day.
pub const ON_THE_DAY: &[&str] = &["当天", "那天", "当日", "那一天"];

/// The word for a quarter, behind its number.
pub const QUARTER: &str = "季度";

/// Before the number of a quarter: 第三季度.
pub const ORDINAL: &str = "第";

/// Before a number of quarters, what makes it a count: 近三季度.
pub const SO_MANY_BEHIND: &str = "近前后这两几过";
