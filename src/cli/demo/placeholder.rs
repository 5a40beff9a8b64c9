//! The demo company's dates: written relative to the day it is looked at, so that its history always ends yesterday.
//!
//! In the company: `{D-30}`, `{D+14}` (calendar days from today), `{Q0}` `{Q1}` `{Y0}` `{Y1}` (first and last day of this
//! quarter and year). In a report, against its own day: `{+3|M月D日}`, `{+3|M/D}`, `{+3|D号}`, `{0|M月}` (working days
//! ahead) and `{+2|周}` (the weekday: 周五 in the same week, 下周二 in the next).

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::{
    calendar::{working_day_after, working_day_before},
    period::DateRange,
};

/// Replaces the placeholders of the company for today.
pub fn in_company(text: &str, today: NaiveDate) -> String {
    replaced(text, |inner| {
        let date = match inner {
            "Q0" => DateRange::quarter(today, 1).first,
            "Q1" => DateRange::quarter(today, 1).last,
            "Y0" => DateRange::year(today, 1).first,
            "Y1" => DateRange::year(today, 1).last,
            _ => {
                let days: i64 = inner.strip_prefix('D')?.parse().ok()?;
                let distance = Days::new(days.unsigned_abs());
                if days < 0 { today - distance } else { today + distance }
            }
        };
        Some(date.to_string())
    })
}

/// Replaces the placeholders of a report sent on `day`.
pub fn in_report(text: &str, day: NaiveDate) -> String {
    replaced(text, |inner| {
        let (offset, form) = inner.split_once('|')?;
        let date = ahead(day, offset.parse().ok()?);
        Some(match form {
            "M月D日" => format!("{}月{}日", date.month(), date.day()),
            "M/D" => format!("{}/{}", date.month(), date.day()),
            "D号" => format!("{}号", date.day()),
            "M月" => format!("{}月", date.month()),
            "周" => weekday(day, date),
            _ => return None,
        })
    })
}

/// The working day so many working days ahead; behind where negative.
pub fn ahead(day: NaiveDate, working_days: i64) -> NaiveDate {
    let step = if working_days < 0 { working_day_before } else { working_day_after };
    (0..working_days.unsigned_abs()).fold(day, |at, _| step(at))
}

fn weekday(from: NaiveDate, to: NaiveDate) -> String {
    let name = ["一", "二", "三", "四", "五", "六", "日"][to.weekday().num_days_from_monday() as usize];
    let weeks = (DateRange::week(to).first - DateRange::week(from).first).num_days() / 7;
    match weeks {
        0 => format!("周{name}"),
        1 => format!("下周{name}"),
        _ => format!("{}月{}日", to.month(), to.day()),
    }
}

/// Replaces each `{…}` that `value` knows; others stay as they are.
fn replaced(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        match after.find('}').and_then(|close| value(&after[..close]).map(|v| (v, close))) {
            Some((value, close)) => {
                out.push_str(&value);
                rest = &after[close + 1..];
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_company_is_dated_from_today() {
        let text = r#"{"start": "{D-30}", "due": "{D+8}", "end": "{Q1}"}"#;
        let expected = r#"{"start": "2026-10-24", "due": "2026-12-01", "end": "2026-12-31"}"#;
        assert_eq!(in_company(text, day("2026-11-23")), expected);
    }

    #[test]
    fn a_report_is_dated_from_its_own_day() {
        let friday = day("2026-11-20");
        assert_eq!(in_report("{+1|周}交,{+2|M月D日}上线,{0|M月}", friday), "下周一交,11月24日上线,11月");
        assert_eq!(in_report("{+2|D号} {+2|M/D} {别的}", friday), "24号 11/24 {别的}");
    }
}
