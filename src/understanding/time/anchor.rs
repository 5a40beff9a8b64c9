//! What time words say, before they are resolved, and how they resolve.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Looking;
pub use super::part::{Part, Unit};
use crate::domain::{calendar, period::DateRange};

/// A date that lies no more days than this the other way is still this year's: people name due dates just missed.
const NEAR: i64 = 60;

/// The same looking back: a date that comes within a month is named in what was done as the date that was set.
const NEAR_AHEAD: i64 = 31;

/// Years from half of this on are counted from the year of the report: 去年6月 is the year `RELATIVE_YEAR - 1`.
pub const RELATIVE_YEAR: i32 = 1_000_000;

/// A length from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Calendar days.
    Days(u32),
    /// Working days by the public calendar.
    WorkingDays(u32),
    /// Calendar months.
    Months(u32),
}

/// A festival by a fixed date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day of every year.
    Fixed(u32, u32),
    /// Of the lunar calendar, by table.
    Spring,
    /// 端午.
    DragonBoat,
    /// 中秋.
    MidAutumn,
}

impl Holiday {
    /// Whether people have days off.
    pub fn is_public(self) -> bool {
        match self {
            Holiday::Fixed(month, day) => matches!((month, day), (1, 1) | (4, 4 | 5) | (5, 1) | (10, 1)),
            Holiday::Spring | Holiday::DragonBoat | Holiday::MidAutumn => true,
        }
    }
}

/// What time words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// 今天 0, 明天 1.
    Offset(i32),
    /// 周五, 下周五; `week` counts from this one. Monday is 0.
    Weekday {
        /// The week that the words name.
        week: Option<i32>,
        /// The day in it.
        day: u32,
    },
    /// 本周, 下周, 本周前三天.
    Week(i32, Part),
    /// 周末, 下周末.
    Weekend(i32),
    /// W48.
    IsoWeek(u32),
    /// The week of a date.
    WeekOf(u32, u32),
    /// 本月, 下月底.
    Month(i32, Part),
    /// 11月, 去年6月初.
    NamedMonth(Option<i32>, u32, Part),
    /// 11月20日.
    Date(Option<i32>, u32, u32),
    /// 20号, 下月5号.
    DayOfMonth(Option<i32>, u32),
    /// 本季度, 季度末.
    Quarter(i32, Part),
    /// Q4, 2026年Q3; 1–4.
    NamedQuarter(Option<i32>, u32, Part),
    /// 今年, 年底.
    Year(i32, Part),
    /// 2025年.
    NamedYear(i32, Part),
    /// 八十年代, 19世纪: so many years from one on.
    Years(i32, u32),
    /// FY26, 上财年: counted as in [`RELATIVE_YEAR`].
    FiscalYear(i32),
    /// 上两周, 前三个月: whole ones before this one.
    Previous(Unit, u32),
    /// 近两周, last 7 days: up to today.
    Past(Length),
    /// 未来三天, next 3 days: from tomorrow on.
    Coming(Length),
    /// 三天后.
    In(Length),
    /// 三天前.
    Ago(Length),
    /// 3天内: from today on.
    Within(Length),
    /// 国庆.
    Festival(Holiday),
    /// 国庆假期: its days off with the weekends beside them, as far as the table of holidays reaches; then its day.
    DaysOff(Holiday),
}

/// From when words are resolved.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The day of the report.
    pub today: NaiveDate,
    /// The month in which the fiscal year starts, 1–12.
    pub fiscal_start: u32,
    /// Which way bare words look.
    pub looking: Looking,
}

impl Frame {
    /// The days that words mean; `None` for days that no calendar has.
    pub fn resolve(&self, anchor: Anchor) -> Option<DateRange> {
        let today = self.today;
        match anchor {
            Anchor::Offset(days) => shifted(today, i64::from(days)).map(DateRange::day),
            Anchor::Weekday { week, day } => self.weekday(week, day).map(DateRange::day),
            Anchor::Week(week, part) => part.of_week(DateRange::week(shifted(today, i64::from(week) * 7)?)),
            Anchor::Weekend(week) => {
                let week = DateRange::week(shifted(today, i64::from(week) * 7)?);
                Some(DateRange { first: week.last - Days::new(1), last: week.last })
            }
            Anchor::IsoWeek(week) => self.iso_week(week),
            Anchor::WeekOf(month, day) => self.date(None, month, day).map(DateRange::week),
            Anchor::Month(offset, part) => part.of_month(DateRange::month(month_shifted(today, offset)?)),
            Anchor::NamedMonth(year, month, part) => part.of_month(self.named_month(year, month)?),
            Anchor::Date(year, month, day) => self.date(year, month, day).map(DateRange::day),
            Anchor::DayOfMonth(offset, day) => self.day_of_month(offset, day).map(DateRange::day),
            Anchor::Quarter(offset, part) => {
                part.of_quarter(DateRange::quarter(month_shifted(today, offset.checked_mul(3)?)?, self.fiscal_start))
            }
            Anchor::NamedQuarter(year, quarter, part) => part.of_quarter(self.named_quarter(year, quarter)?),
            Anchor::Year(offset, part) => self.year(today.year().checked_add(offset)?, part),
            Anchor::NamedYear(year, part) => self.year(year, part),
            Anchor::Years(first, count) => Some(DateRange {
                first: NaiveDate::from_ymd_opt(first, 1, 1)?,
                last: NaiveDate::from_ymd_opt(first + count as i32 - 1, 12, 31)?,
            }),
            Anchor::FiscalYear(year) => self.fiscal_year(year),
            Anchor::Previous(unit, count) => self.previous(unit, count),
            Anchor::Past(length) => Some(DateRange { first: past_start(today, length)?, last: today }),
            Anchor::Coming(length) => Some(DateRange { first: today.succ_opt()?, last: ahead_by(today, length)? }),
            Anchor::In(length) => ahead_by(today, length).map(DateRange::day),
            Anchor::Ago(length) => back_by(today, length).map(DateRange::day),
            Anchor::Within(length) => Some(DateRange { first: today, last: ahead_by(today, length)? }),
            Anchor::DaysOff(holiday) => self.festival(holiday).map(days_off),
            Anchor::Festival(holiday) => self.festival(holiday).map(DateRange::day),
        }
    }

    fn weekday(&self, week: Option<i32>, day: u32) -> Option<NaiveDate> {
        let monday = DateRange::week(self.today).first;
        let in_week = |week: i32| shifted(monday, i64::from(week) * 7 + i64::from(day));
        if let Some(week) = week {
            return in_week(week);
        }
        let this = in_week(0)?;
        match self.looking {
            Looking::Ahead if this < self.today => in_week(1),
            Looking::Back if this > self.today => in_week(-1),
            Looking::Ahead | Looking::Back => Some(this),
        }
    }

    fn iso_week(&self, week: u32) -> Option<DateRange> {
        let of_year = |year: i32| NaiveDate::from_isoywd_opt(year, week, chrono::Weekday::Mon).map(DateRange::week);
        let year = self.today.iso_week().year();
        let this = of_year(year)?;
        match self.looking {
            Looking::Ahead if (self.today - this.last).num_days() > NEAR => of_year(year + 1),
            Looking::Back if (this.first - self.today).num_days() > NEAR => of_year(year - 1),
            Looking::Ahead | Looking::Back => Some(this),
        }
    }

    /// A year as it is named, or counted from the report's: see [`RELATIVE_YEAR`].
    fn calendar_year(&self, year: i32) -> i32 {
        if year > RELATIVE_YEAR / 2 { self.today.year() + (year - RELATIVE_YEAR) } else { year }
    }

    fn date(&self, year: Option<i32>, month: u32, day: u32) -> Option<NaiveDate> {
        if let Some(year) = year.map(|y| self.calendar_year(y)) {
            return NaiveDate::from_ymd_opt(year, month, day);
        }
        self.nearest(|year| NaiveDate::from_ymd_opt(year, month, day))
    }

    /// A date without a year: the nearest in the looking direction, unless it lies close by in the other one.
    fn nearest(&self, of_year: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let year = self.today.year();
        let days = (-4..=4).filter_map(|offset| of_year(year + offset));
        let distance = |day: &NaiveDate| (*day - self.today).num_days();
        match self.looking {
            Looking::Ahead => days.filter(|d| distance(d) >= -NEAR).min(),
            Looking::Back => days.filter(|d| distance(d) <= NEAR_AHEAD).max(),
        }
    }

    fn named_month(&self, year: Option<i32>, month: u32) -> Option<DateRange> {
        if let Some(year) = year.map(|y| self.calendar_year(y)) {
            return NaiveDate::from_ymd_opt(year, month, 1).map(DateRange::month);
        }
        let year = self.today.year();
        let mut months =
            (-1..=1).filter_map(|offset| NaiveDate::from_ymd_opt(year + offset, month, 1)).map(DateRange::month);
        match self.looking {
            Looking::Ahead => months.find(|m| (self.today - m.last).num_days() <= NEAR),
            Looking::Back => months.rfind(|m| m.first <= self.today),
        }
    }

    fn day_of_month(&self, offset: Option<i32>, day: u32) -> Option<NaiveDate> {
        if let Some(offset) = offset {
            return month_shifted(self.today, offset)?.with_day(day);
        }
        // A month without a 31st is passed over.
        let mut days = (0..=3).filter_map(|months| match self.looking {
            Looking::Ahead => month_shifted(self.today, months)?.with_day(day),
            Looking::Back => month_shifted(self.today, -months)?.with_day(day),
        });
        match self.looking {
            Looking::Ahead => days.find(|d| *d >= self.today),
            Looking::Back => days.find(|d| *d <= self.today),
        }
    }

    /// Quarters are counted in the fiscal year, which is named by the calendar year that it starts in.
    fn named_quarter(&self, year: Option<i32>, quarter: u32) -> Option<DateRange> {
        let of_year = |year: i32| {
            let first = NaiveDate::from_ymd_opt(year, self.fiscal_start, 1)?
                .checked_add_months(Months::new((quarter - 1) * 3))?;
            Some(DateRange::quarter(first, self.fiscal_start))
        };
        if let Some(year) = year.map(|y| self.calendar_year(y)) {
            return of_year(year);
        }
        let year = DateRange::year(self.today, self.fiscal_start).first.year();
        let this = of_year(year)?;
        match self.looking {
            Looking::Ahead if this.last < self.today => of_year(year + 1),
            Looking::Back if this.first > self.today => of_year(year - 1),
            Looking::Ahead | Looking::Back => Some(this),
        }
    }

    fn year(&self, year: i32, part: Part) -> Option<DateRange> {
        let month = |month: u32| NaiveDate::from_ymd_opt(year, month, 1).map(DateRange::month);
        part.of_year(DateRange { first: month(1)?.first, last: month(12)?.last })
    }

    /// A fiscal year is named by the calendar year that it starts in.
    fn fiscal_year(&self, year: i32) -> Option<DateRange> {
        let this = DateRange::year(self.today, self.fiscal_start).first.year();
        let year = if year > RELATIVE_YEAR / 2 { this + (year - RELATIVE_YEAR) } else { year };
        Some(DateRange::year(NaiveDate::from_ymd_opt(year, self.fiscal_start, 1)?, self.fiscal_start))
    }

    /// 上两周, 前三天: whole ones, up to where this one begins.
    fn previous(&self, unit: Unit, count: u32) -> Option<DateRange> {
        let today = self.today;
        let this = match unit {
            Unit::Day => today,
            Unit::WorkingDay => {
                let first = back_by(today, Length::WorkingDays(count))?;
                return Some(DateRange { first, last: calendar::working_day_before(today) });
            }
            Unit::Week => DateRange::week(today).first,
            Unit::Month => DateRange::month(today).first,
            Unit::Quarter => DateRange::quarter(today, self.fiscal_start).first,
            Unit::Year => NaiveDate::from_ymd_opt(today.year(), 1, 1)?,
        };
        Some(DateRange { first: unit.back(this, count)?, last: this.pred_opt()? })
    }

    fn festival(&self, holiday: Holiday) -> Option<NaiveDate> {
        self.nearest(|year| {
            let (month, day) = match holiday {
                Holiday::Fixed(month, day) => (month, day),
                Holiday::Spring | Holiday::DragonBoat | Holiday::MidAutumn => lunar(holiday, year)?,
            };
            NaiveDate::from_ymd_opt(year, month, day)
        })
    }
}

fn days_off(festival: NaiveDate) -> DateRange {
    if calendar::is_working_day(festival) {
        return DateRange::day(festival);
    }
    let (before, after) = (calendar::working_day_before(festival), calendar::working_day_after(festival));
    DateRange { first: before + Days::new(1), last: after - Days::new(1) }
}

/// Lunar festivals of the years that reports are likely to name: 春节, 端午, 中秋.
fn lunar(holiday: Holiday, year: i32) -> Option<(u32, u32)> {
    const TABLE: [[(u32, u32); 3]; 10] = [
        [(2, 10), (6, 10), (9, 17)],
        [(1, 29), (5, 31), (10, 6)],
        [(2, 17), (6, 19), (9, 25)],
        [(2, 6), (6, 9), (9, 15)],
        [(1, 26), (5, 28), (10, 3)],
        [(2, 13), (6, 16), (9, 22)],
        [(2, 3), (6, 5), (9, 12)],
        [(1, 23), (6, 24), (10, 1)],
        [(2, 11), (6, 12), (9, 19)],
        [(1, 31), (6, 1), (9, 8)],
    ];
    let row = TABLE.get(usize::try_from(year - 2024).ok()?)?;
    match holiday {
        Holiday::Spring => Some(row[0]),
        Holiday::DragonBoat => Some(row[1]),
        Holiday::MidAutumn => Some(row[2]),
        Holiday::Fixed(month, day) => Some((month, day)),
    }
}

fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

/// The first of the month so many months away.
fn month_shifted(day: NaiveDate, months: i32) -> Option<NaiveDate> {
    let first = day.with_day(1)?;
    let step = Months::new(months.unsigned_abs());
    if months < 0 { first.checked_sub_months(step) } else { first.checked_add_months(step) }
}

fn ahead_by(today: NaiveDate, length: Length) -> Option<NaiveDate> {
    match length {
        Length::Days(days) => today.checked_add_days(Days::new(u64::from(days))),
        Length::Months(months) => today.checked_add_months(Months::new(months)),
        Length::WorkingDays(days) => {
            (days <= 400).then(|| (0..days).fold(today, |day, _| calendar::working_day_after(day)))
        }
    }
}

fn back_by(today: NaiveDate, length: Length) -> Option<NaiveDate> {
    match length {
        Length::Days(days) => today.checked_sub_days(Days::new(u64::from(days))),
        Length::Months(months) => today.checked_sub_months(Months::new(months)),
        Length::WorkingDays(days) => {
            (days <= 400).then(|| (0..days).fold(today, |day, _| calendar::working_day_before(day)))
        }
    }
}

/// 近两周: fourteen days, today the last of them.
fn past_start(today: NaiveDate, length: Length) -> Option<NaiveDate> {
    back_by(today, length)?.succ_opt()
}
