//! What zhixing says of reviews of reports.

use chrono::NaiveDate;

/// Something to say of a review.
#[derive(Clone, Debug, PartialEq)]
pub enum ReviewSay {
    /// It is kept and told.
    Kept {
        /// Whose report.
        author: String,
        /// Of which day.
        day: NaiveDate,
        /// Whether words were said.
        words: bool,
    },
    /// The writer's answer is kept and told.
    Answered,
    /// Somebody has read the hearer's report.
    Seen {
        /// Who.
        by: String,
        /// The report's day.
        day: NaiveDate,
    },
    /// Somebody said something of a report.
    Said {
        /// Who.
        by: String,
        /// Whose report.
        author: String,
        /// The report's day.
        day: NaiveDate,
        /// What.
        text: String,
        /// Whether it is the writer who answers.
        reply: bool,
    },
    /// What is to be said?
    WhichWords,
    /// There is no such report, or it may not be read.
    NoReport,
    /// It was said before.
    Already,
    /// One's own report.
    Own,
}
