//! Days in text: 今天, 上周五, 月底, "by Friday".
//!
//! Everything is resolved against a given day; nothing here asks the clock. Weeks start on Monday; 月底 is the month's
//! last day; a bare weekday or date looks the way that `Looking` says. The conventions stand in `docs/conventions.md`.
//!
//! Words are read once, to an [`anchor::Anchor`], and resolved both ways: a mention holds what it means in what was done
//! and what it means in what is planned, and the reader chooses by [`TimeMention::range`].

pub mod anchor;
mod clock;
mod counted;
mod decade;
mod english;
mod length;
mod numeric;
mod ordinals;
mod part;
mod quarter;
mod read;
mod scan;
mod span;

#[cfg(test)]
mod tests;

pub(super) use numeric::year_last;
pub(super) use scan::{Expression, expressions};
pub use scan::{places, scan};

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
    /// First character, in uniform text; words that make it a deadline included.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The days meant in what was done.
    pub back: DateRange,
    /// The days meant in what is planned. A span's last day is the date of what is planned within it.
    pub ahead: DateRange,
    /// How wide the words are.
    pub grain: Grain,
    /// 周五前, 截止11月20日, by Friday: until the end of the last day.
    pub deadline: bool,
    /// A whole clock expression or a time of day belongs to it: 明天下午三点.
    pub clock: bool,
}

impl TimeMention {
    /// The days meant, looking one way.
    pub fn range(&self, looking: Looking) -> DateRange {
        match looking {
            Looking::Back => self.back,
            Looking::Ahead => self.ahead,
        }
    }
}
