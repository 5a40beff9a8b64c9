//! Spans of days: weeks from Monday, months, fiscal quarters and years.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::org::Cadence;

/// A span of calendar days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl DateRange {
    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        DateRange { first: day, last: day }
    }

    /// From one day to another, whichever comes first.
    pub fn between(a: NaiveDate, b: NaiveDate) -> Self {
        DateRange { first: a.min(b), last: a.max(b) }
    }

    /// The week of a day, Monday to Sunday.
    pub fn week(day: NaiveDate) -> Self {
        let first = day - Days::new(u64::from(day.weekday().num_days_from_monday()));
        DateRange { first, last: first + Days::new(6) }
    }

    /// The calendar month of a day.
    pub fn month(day: NaiveDate) -> Self {
        let first = day.with_day(1).expect("every month has a first day");
        DateRange { first, last: first + Months::new(1) - Days::new(1) }
    }

    /// The quarter of a day in a fiscal year that starts in month `start` (1–12).
    pub fn quarter(day: NaiveDate, start: u32) -> Self {
        let into = (day.month() + 12 - start) % 3;
        let first = DateRange::month(day).first - Months::new(into);
        DateRange { first, last: first + Months::new(3) - Days::new(1) }
    }

    /// The half of the fiscal year of a day, which starts in month `start` (1–12).
    pub fn half_year(day: NaiveDate, start: u32) -> Self {
        let into = (day.month() + 12 - start) % 6;
        let first = DateRange::month(day).first - Months::new(into);
        DateRange { first, last: first + Months::new(6) - Days::new(1) }
    }

    /// The fiscal year of a day, starting in month `start` (1–12).
    pub fn year(day: NaiveDate, start: u32) -> Self {
        let into = (day.month() + 12 - start) % 12;
        let first = DateRange::month(day).first - Months::new(into);
        DateRange { first, last: first + Months::new(12) - Days::new(1) }
    }

    /// The period of a KPI that a day falls in.
    pub fn of(cadence: Cadence, day: NaiveDate, fiscal_start: u32) -> Self {
        match cadence {
            Cadence::Week => DateRange::week(day),
            Cadence::Month => DateRange::month(day),
            Cadence::Quarter => DateRange::quarter(day, fiscal_start),
            Cadence::HalfYear => DateRange::half_year(day, fiscal_start),
            Cadence::Year => DateRange::year(day, fiscal_start),
        }
    }

    /// Whether a day is in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Its days, first to last.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |d| *d <= self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn periods_hold_their_day() {
        let week = DateRange::week(day("2026-11-22"));
        assert_eq!((week.first, week.last), (day("2026-11-16"), day("2026-11-22")));
        let month = DateRange::month(day("2024-02-29"));
        assert_eq!((month.first, month.last), (day("2024-02-01"), day("2024-02-29")));
        let quarter = DateRange::quarter(day("2026-11-22"), 1);
        assert_eq!((quarter.first, quarter.last), (day("2026-10-01"), day("2026-12-31")));
        let fiscal = DateRange::quarter(day("2026-03-31"), 4);
        assert_eq!((fiscal.first, fiscal.last), (day("2026-01-01"), day("2026-03-31")));
        let half = DateRange::half_year(day("2026-03-31"), 4);
        assert_eq!((half.first, half.last), (day("2025-10-01"), day("2026-03-31")));
        let year = DateRange::year(day("2026-03-31"), 4);
        assert_eq!((year.first, year.last), (day("2025-04-01"), day("2026-03-31")));
    }
}
