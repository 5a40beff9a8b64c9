//! How asking a model fails.

use std::time::Duration;

use super::Used;

/// Why there is no answer. None of these holds a key, a prompt or a word of an answer, so that all can be logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nobody listens there, or the connection broke.
    #[error("the model cannot be reached")]
    Unreachable,
    /// It took longer than it may.
    #[error("the model took too long")]
    TimedOut,
    /// It has too much to do, and may have said when to come back.
    #[error("the model is busy")]
    Busy {
        /// After how long to ask again.
        retry_after: Option<Duration>,
    },
    /// It answered with an HTTP status that is no success.
    #[error("the model refused with status {0}")]
    Refused(u16),
    /// Its answer is larger than any right one.
    #[error("the model's answer is too large")]
    TooLarge,
    /// Its answer is not what was asked for.
    #[error("the model's answer cannot be understood")]
    NotUnderstood,
    /// It ran into the limit of tokens.
    #[error("the model's answer was cut")]
    Cut {
        /// What the answer used all the same.
        used: Used,
    },
    /// It may use no more tokens today.
    #[error("the day's tokens are spent")]
    BudgetSpent,
    /// It failed too often and is left alone for a while.
    #[error("the model is left alone")]
    Resting {
        /// For how long.
        pause: Duration,
    },
}

impl Fault {
    /// Whether asking the same once more may help.
    pub fn is_passing(self) -> bool {
        match self {
            Fault::Unreachable | Fault::TimedOut | Fault::Busy { .. } | Fault::Resting { .. } => true,
            Fault::Refused(status) => status >= 500,
            Fault::TooLarge | Fault::NotUnderstood | Fault::Cut { .. } | Fault::BudgetSpent => false,
        }
    }

    /// Whether a call was made at all.
    pub fn is_of_a_call(self) -> bool {
        match self {
            Fault::BudgetSpent | Fault::Resting { .. } => false,
            Fault::Unreachable
            | Fault::TimedOut
            | Fault::Busy { .. }
            | Fault::Refused(_)
            | Fault::TooLarge
            | Fault::NotUnderstood
            | Fault::Cut { .. } => true,
        }
    }

    /// The word for logs and `doctor`.
    pub fn code(self) -> &'static str {
        match self {
            Fault::Unreachable => "unreachable",
            Fault::TimedOut => "timed_out",
            Fault::Busy { .. } => "busy",
            Fault::Refused(_) => "refused",
            Fault::TooLarge => "too_large",
            Fault::NotUnderstood => "not_understood",
            Fault::Cut { .. } => "cut",
            Fault::BudgetSpent => "budget_spent",
            Fault::Resting { .. } => "resting",
        }
    }
}
