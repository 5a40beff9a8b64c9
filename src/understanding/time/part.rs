//! Parts of a week, a month, a quarter or a year: 月底, 上旬, 第三周, 前五个月, "the first Friday of".

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::{calendar, period::DateRange};

/// What is counted within a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 天.
    Day,
    /// 工作日, by the public calendar.
    WorkingDay,
    /// 周, from Monday.
    Week,
    /// 个月.
    Month,
    /// 季度.
    Quarter,
    /// 年.
    Year,
}

impl Unit {
    /// The day so many units later.
    fn on(self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Unit::Day => day.checked_add_days(Days::new(u64::from(count))),
            Unit::WorkingDay => (count <= 400).then(|| (0..count).fold(day, |day, _| calendar::working_day_after(day))),
            Unit::Week => day.checked_add_days(Days::new(u64::from(count) * 7)),
            Unit::Month => day.checked_add_months(Months::new(count)),
            Unit::Quarter => day.checked_add_months(Months::new(count.checked_mul(3)?)),
            Unit::Year => day.checked_add_months(Months::new(count.checked_mul(12)?)),
        }
    }

    /// The day so many units before.
    pub fn back(self, day: NaiveDate, count: u32) -> Option<NaiveDate> {
        match self {
            Unit::Day => day.checked_sub_days(Days::new(u64::from(count))),
            Unit::WorkingDay => {
                (count <= 400).then(|| (0..count).fold(day, |day, _| calendar::working_day_before(day)))
            }
            Unit::Week => day.checked_sub_days(Days::new(u64::from(count) * 7)),
            Unit::Month => day.checked_sub_months(Months::new(count)),
            Unit::Quarter => day.checked_sub_months(Months::new(count.checked_mul(3)?)),
            Unit::Year => day.checked_sub_months(Months::new(count.checked_mul(12)?)),
        }
    }
}

/// Which part of a span is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// 初, early: the first ten days of a month, the first month of a year.
    Start,
    /// 中, mid: the 15th of a month, June of a year.
    Middle,
    /// 底, 末, end of: the last day.
    End,
    /// 上旬, 中旬, 下旬.
    Ten(u32),
    /// 上半, first half.
    FirstHalf,
    /// 下半, second half.
    SecondHalf,
    /// 第三周: of a month, the week with its third Monday; of a year, by ISO.
    Nth(Unit, u32),
    /// 前五个月.
    First(Unit, u32),
    /// 最后五天.
    Last(Unit, u32),
    /// 第一个周五, the first Friday of; Monday is 0.
    Weekday(u32, u32),
    /// 最后一个周五.
    LastWeekday(u32),
}

impl Part {
    /// The part of a week from Monday to Sunday.
    pub fn of_week(self, week: DateRange) -> Option<DateRange> {
        let days = |first: u64, last: u64| DateRange {
            first: week.first + Days::new(first),
            last: week.first + Days::new(last),
        };
        match self {
            Part::Whole => Some(week),
            Part::Start => Some(days(0, 0)),
            Part::Middle => Some(days(2, 2)),
            Part::End | Part::Ten(_) => Some(days(4, 4)),
            Part::FirstHalf => Some(days(0, 2)),
            Part::SecondHalf => Some(days(3, 6)),
            Part::Nth(..) | Part::First(..) | Part::Last(..) | Part::Weekday(..) | Part::LastWeekday(_) => {
                self.counted(week, week.first)
            }
        }
    }

    /// The part of a calendar month.
    pub fn of_month(self, month: DateRange) -> Option<DateRange> {
        let day = |day: u32| month.first.with_day(day);
        Some(match self {
            Part::Whole => month,
            Part::Start | Part::Ten(1) => DateRange { first: month.first, last: day(10)? },
            Part::Middle => DateRange::day(day(15)?),
            Part::End => DateRange::day(month.last),
            Part::Ten(2) => DateRange { first: day(11)?, last: day(20)? },
            Part::Ten(_) => DateRange { first: day(21)?, last: month.last },
            Part::FirstHalf => DateRange { first: month.first, last: day(15)? },
            Part::SecondHalf => DateRange { first: day(16)?, last: month.last },
            Part::Nth(..) | Part::First(..) | Part::Last(..) | Part::Weekday(..) | Part::LastWeekday(_) => {
                return self.counted(month, first_monday(month.first)?);
            }
        })
    }

    /// The part of a quarter.
    pub fn of_quarter(self, quarter: DateRange) -> Option<DateRange> {
        Some(match self {
            Part::Start => DateRange::month(quarter.first),
            Part::End => DateRange::day(quarter.last),
            Part::Middle => DateRange::month(quarter.first.checked_add_months(Months::new(1))?),
            Part::Whole | Part::Ten(_) | Part::FirstHalf | Part::SecondHalf => quarter,
            Part::Nth(..) | Part::First(..) | Part::Last(..) | Part::Weekday(..) | Part::LastWeekday(_) => {
                return self.counted(quarter, first_monday(quarter.first)?);
            }
        })
    }

    /// The part of a calendar year.
    pub fn of_year(self, year: DateRange) -> Option<DateRange> {
        let months = |first: u32, last: u32| {
            Some(DateRange {
                first: year.first.with_month(first)?,
                last: DateRange::month(year.first.with_month(last)?).last,
            })
        };
        match self {
            Part::Whole | Part::Ten(_) => Some(year),
            Part::Start => months(1, 1),
            Part::Middle => months(6, 6),
            Part::End => Some(DateRange::day(year.last)),
            Part::FirstHalf => months(1, 6),
            Part::SecondHalf => months(7, 12),
            Part::Nth(..) | Part::First(..) | Part::Last(..) | Part::Weekday(..) | Part::LastWeekday(_) => {
                // The first week by ISO is the one with the fourth of January.
                self.counted(year, DateRange::week(year.first + Days::new(3)).first)
            }
        }
    }

    /// A counted part of a span whose weeks begin on a given Monday; `None` where the span does not reach so far.
    fn counted(self, span: DateRange, monday: NaiveDate) -> Option<DateRange> {
        let range = match self {
            Part::Nth(Unit::WorkingDay, n) => DateRange::day(Unit::WorkingDay.on(span.first.pred_opt()?, n)?),
            Part::Nth(unit, n) => {
                let first = unit.on(start(unit, span, monday), n.checked_sub(1)?)?;
                DateRange { first, last: unit.on(first, 1)?.pred_opt()? }
            }
            Part::First(Unit::WorkingDay, n) => {
                let before = span.first.pred_opt()?;
                DateRange { first: calendar::working_day_after(before), last: Unit::WorkingDay.on(before, n)? }
            }
            Part::First(unit, n) => {
                let first = start(unit, span, monday);
                DateRange { first, last: unit.on(first, n)?.pred_opt()? }
            }
            Part::Last(Unit::WorkingDay, n) => {
                let after = span.last.succ_opt()?;
                DateRange { first: Unit::WorkingDay.back(after, n)?, last: calendar::working_day_before(after) }
            }
            Part::Last(unit, n) => {
                // The last week is the one that has most of its days in the span.
                let last = if unit == Unit::Week { DateRange::week(span.last - Days::new(3)).last } else { span.last };
                DateRange { first: unit.back(last.succ_opt()?, n)?, last }
            }
            Part::Weekday(n, weekday) => {
                let away = (7 + weekday - span.first.weekday().num_days_from_monday()) % 7;
                DateRange::day(Unit::Day.on(span.first, away + 7 * n.checked_sub(1)?)?)
            }
            Part::LastWeekday(weekday) => {
                let away = (7 + span.last.weekday().num_days_from_monday() - weekday) % 7;
                DateRange::day(Unit::Day.back(span.last, away)?)
            }
            Part::Whole
            | Part::Start
            | Part::Middle
            | Part::End
            | Part::Ten(_)
            | Part::FirstHalf
            | Part::SecondHalf => return None,
        };
        (range.first <= span.last && range.last >= span.first && range.first <= range.last).then_some(range)
    }
}

/// Where counting starts.
fn start(unit: Unit, span: DateRange, monday: NaiveDate) -> NaiveDate {
    if unit == Unit::Week { monday } else { span.first }
}

fn first_monday(first: NaiveDate) -> Option<NaiveDate> {
    Unit::Day.on(first, (7 - first.weekday().num_days_from_monday()) % 7)
}
