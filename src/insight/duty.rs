//! Who has met the duty to report, and who has not.

use chrono::NaiveDate;

use crate::domain::{History, Key, Org, ReportMeta};

/// The duty of some people on one day.
#[derive(Clone, Debug, Default)]
pub struct Duty<'a> {
    /// Who has reported, in the order given.
    pub met: Vec<Key>,
    /// Who has not.
    pub missing: Vec<Key>,
    /// The reports that meet it.
    pub reports: Vec<&'a ReportMeta>,
}

/// Those of some people who are to report on a day: they have not left, and are not on leave.
pub fn obliged(org: &Org, people: Vec<Key>, day: NaiveDate) -> Vec<Key> {
    people.into_iter().filter(|p| org.person(p).is_some_and(|p| p.has_duty(day))).collect()
}

/// Who of these people has met the duty of a day. Several messages a day are one duty met.
pub fn duty<'a>(history: &'a History, people: &[Key], day: NaiveDate) -> Duty<'a> {
    let reports: Vec<&ReportMeta> =
        history.reports.iter().filter(|r| r.duty_day == day && people.contains(&r.author)).collect();
    let (met, missing) = people.iter().cloned().partition(|p| reports.iter().any(|r| &r.author == p));
    Duty { met, missing, reports }
}
