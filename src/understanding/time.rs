//! Days in text: 今天, 上周五, 月底, "by Friday".
//!
//! Everything is resolved against a given day; nothing here asks the clock. Weeks start on Monday; 月底 is the month's
//! last day; a bare weekday or date looks the way that `Looking` says.

use crate::domain::period::DateRange;

/// Which way a bare weekday or date looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looking {
    /// To the last one: in what was done.
    Back,
    /// To the next one: in what is planned. A weekday of this week that has not passed is this week's.
    Ahead,
}

/// How wide the words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// 周五, 11月20日, 今天.
    Day,
    /// 本周, 上周, 近两周.
    Week,
    /// 本月, 10月, 近一个月.
    Month,
    /// Q4, 本季度.
    Quarter,
    /// 今年, 2025年.
    Year,
}

/// Days named in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeMention {
    /// First character, in uniform text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The days meant. A span's last day is the date of what is planned within it.
    pub range: DateRange,
    /// How wide the words are.
    pub grain: Grain,
    /// 周五前, 截止11月20日, by Friday: until the end of the last day.
    pub deadline: bool,
    /// A whole clock expression or a time of day belongs to it: 明天下午三点.
    pub clock: bool,
}
