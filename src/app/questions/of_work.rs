//! What an answer says of plans and dates.

use chrono::NaiveDate;

use crate::domain::{Key, period::DateRange};

/// A statement of what is planned, and of what is not there.
#[derive(Clone, Debug, PartialEq)]
pub enum OfWork {
    /// A day that somebody set themselves for it, which is not the day it is due.
    Planned {
        /// The thing.
        subject: Key,
        /// Who wrote it.
        by: Key,
        /// For when.
        day: NaiveDate,
    },
    /// Nothing is left to do.
    NothingOpen {
        /// For whom.
        of: Key,
    },
    /// No date was moved.
    NothingMoved {
        /// Of this, or of anything.
        of: Option<Key>,
    },
    /// What follows was told of other parts of the project.
    Besides {
        /// The project.
        project: Key,
    },
    /// Nothing is due.
    NothingDue {
        /// Of this or theirs, or of anything.
        of: Option<Key>,
        /// In these days; from today on if none.
        period: Option<DateRange>,
    },
    /// No spending was reported.
    NothingSpent {
        /// On this, or by them.
        of: Key,
        /// In these days; at any time if none.
        period: Option<DateRange>,
    },
    /// How many people missed some of these days.
    MissedDays {
        /// The days.
        days: DateRange,
        /// How many.
        people: usize,
    },
    /// On which days somebody has not reported.
    Missed {
        /// Who.
        person: Key,
        /// On how many of the days they have.
        met: usize,
        /// The days they have not.
        missing: Vec<NaiveDate>,
    },
    /// Somebody has not reported.
    NotReported {
        /// Who.
        person: Key,
        /// On which day.
        day: NaiveDate,
    },
}
