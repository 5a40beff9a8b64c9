//! Working days: Chinese statutory holidays and 调休, and the cut-off of the duty to report.

use chinese_holiday::{Ymd, chinese_holiday};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Timelike, Utc, Weekday};
use chrono_tz::Tz;

/// A message before this hour meets the duty of the day before.
pub const CUT_OFF_HOUR: u32 = 4;

/// First and last year of the published holiday tables that are bundled.
const COVERED: std::ops::RangeInclusive<i32> = 2004..=2026;

/// Whether people work on a day. Statutory holidays and make-up days (补班) come from published tables; beyond them,
/// Monday to Friday are working days.
pub fn is_working_day(day: NaiveDate) -> bool {
    // The table ends a few days before its last year does; the New Year holiday begins after that.
    let in_table =
        COVERED.contains(&day.year()) && !(day.year() == *COVERED.end() && day.month() == 12 && day.day() > 25);
    if !in_table {
        return !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    }
    chinese_holiday(Ymd::new(day.year() as u16, day.month() as u8, day.day() as u8)).is_workday()
}

/// The last working day before a day.
pub fn working_day_before(day: NaiveDate) -> NaiveDate {
    let mut at = day - Days::new(1);
    while !is_working_day(at) {
        at = at - Days::new(1);
    }
    at
}

/// The first working day after a day.
pub fn working_day_after(day: NaiveDate) -> NaiveDate {
    let mut at = day + Days::new(1);
    while !is_working_day(at) {
        at = at + Days::new(1);
    }
    at
}

/// The calendar day of a moment in a time zone: the day from which words such as 今天 resolve.
pub fn local_day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The moment at which a day begins in a time zone; where a clock change skips midnight, the same hour in UTC.
pub fn day_begins(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&midnight).earliest().map_or_else(|| midnight.and_utc(), |at| at.to_utc())
}

/// The day whose duty to report a message meets: before the cut-off at 04:00, still the day before.
pub fn duty_day(sent_at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    let local = sent_at.with_timezone(&zone);
    let day = local.date_naive();
    if local.hour() < CUT_OFF_HOUR { day - Days::new(1) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn holidays_and_make_up_days_are_known() {
        assert!(!is_working_day(day("2026-10-01")), "National Day");
        assert!(is_working_day(day("2026-10-10")), "a Saturday worked for National Day");
        assert!(is_working_day(day("2026-11-23")));
        assert!(!is_working_day(day("2026-11-22")));
        assert!(is_working_day(day("2031-03-03")), "beyond the tables, Monday is a working day");
    }

    #[test]
    fn a_message_after_midnight_meets_the_duty_of_the_day_before() {
        let zone = chrono_tz::Asia::Shanghai;
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        assert_eq!(duty_day(at("2026-11-20T19:59:00Z"), zone), day("2026-11-20"));
        assert_eq!(duty_day(at("2026-11-20T20:00:00Z"), zone), day("2026-11-21"));
        assert_eq!(local_day(at("2026-11-20T19:59:00Z"), zone), day("2026-11-21"));
    }
}
