//! Figures in text: numbers, percentages, money, durations, counts, fractions.
//!
//! A hand-written scanner over characters, longest match, one pass; it knows no names and no claims. Traps (ids, versions,
//! numbers of a list) and days are passed over. A day that is a length of time at once, 3天内, is found both here and by
//! `time`: 控制在3天内 is a bound, 3天内给 a date, and only the reader can tell.

mod chinese;
mod delta;
mod duration;
mod every;
mod money;
mod noun;
pub mod numeral;
mod read;
mod scan;
pub mod surround;
pub mod unit;

#[cfg(test)]
mod tests;

pub use delta::{Delta, Direction, deltas};
pub use every::every;
pub use noun::noun;
pub use scan::scan;

use crate::domain::{Decimal, Unit};

/// What kind of figure it is.
#[derive(Clone, Debug, PartialEq)]
pub enum QuantityKind {
    /// A bare number: 进度80, CAC 116.
    Number,
    /// 80%, 八成, 百分之八十五点五, 一半, half: in per cent.
    Percent,
    /// 3个点, 0.7个百分点: a difference between percentages.
    Points,
    /// Money; the currency where the words say one (1.2万 alone is a number, 1.2万元 is money).
    Money(Unit),
    /// Elapsed or working time in hours by eight-hour days: 3小时, 6.5h, 一天半, 2人日. `days` holds the figure in days
    /// where the words said days, so that a KPI in 天 can take it as it stands.
    Duration {
        /// The same in days where the words counted days.
        days: Option<Decimal>,
    },
    /// A count with its measure word: 52条, 两单, 12 orders.
    Count(Unit),
    /// 7/10, 6/8 done: the value is the percentage, with both figures kept.
    Fraction {
        /// The part.
        part: Decimal,
        /// The whole.
        whole: Decimal,
    },
}

/// How a figure is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// ≥, 不低于, 至少, 以上.
    AtLeast,
    /// ≤, 不超过, 以内, under.
    AtMost,
    /// >, 超过, 大于.
    More,
    /// <, 少于, 低于.
    Less,
}

/// A figure in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// First character, in uniform text: of the figure itself, without words of roughness or comparison around it.
    pub start: usize,
    /// One past its last character, unit included.
    pub end: usize,
    /// Its value in the kind's unit: 百分之八十五 → 85, 1.2万 → 12000, 一天半 → 12 h.
    pub value: Decimal,
    /// What it is.
    pub kind: QuantityKind,
    /// 大概, 差不多, 左右, 多, roughly.
    pub approximate: bool,
    /// Said as a bound.
    pub comparison: Option<Comparison>,
    /// What is left rather than done: 还差2个, 剩3天.
    pub remaining: bool,
}
