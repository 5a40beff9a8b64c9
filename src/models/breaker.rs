//! A circuit breaker: after a few faults in a row a model is left alone for a while, then tried with one call.
//!
//! ```text
//! closed --[MOST_FAULTS in a row]--> open --[the pause is over: one call is let through]--> closed, or open for twice as long
//! ```
//!
//! A model that says when to come back opens it at once: every other call would be turned away too.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};

use super::Fault;

/// After so many faults in a row the model is left alone.
pub const MOST_FAULTS: u32 = 3;

/// How long it is left alone at first; twice as long each time after.
pub const FIRST_PAUSE: Duration = Duration::from_secs(30);

/// The longest it is left alone, whatever it asks for.
pub const LONGEST_PAUSE: Duration = Duration::from_secs(600);

/// A breaker. It asks no clock.
#[derive(Debug, Default)]
pub struct Breaker {
    state: Mutex<State>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    faults: u32,
    closed_again: Option<DateTime<Utc>>,
}

impl Breaker {
    /// Whether a call may be made now. [`Fault::Resting`] says for how long not.
    pub fn admit(&self, now: DateTime<Utc>) -> Result<(), Fault> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.closed_again {
            // A clock that was set back does not shut it for longer than it shuts itself.
            Some(then) if now < then && then <= now + LONGEST_PAUSE => {
                Err(Fault::Resting { pause: (then - now).to_std().unwrap_or_default() })
            }
            Some(_) => {
                // One call is let through; until it is known how it went, nobody follows.
                state.closed_again = Some(now + pause(state.faults));
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// A call was answered.
    pub fn succeeded(&self) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::default();
    }

    /// A call failed. Says whether the model is left alone now that was not before.
    pub fn failed(&self, fault: Fault, now: DateTime<Utc>) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.faults = state.faults.saturating_add(1);
        let asked = match fault {
            Fault::Busy { retry_after } => retry_after.map(|wait| wait.min(LONGEST_PAUSE)),
            // It was not asked.
            Fault::BudgetSpent | Fault::Resting { .. } => return false,
            Fault::Unreachable
            | Fault::TimedOut
            | Fault::Refused(_)
            | Fault::TooLarge
            | Fault::NotUnderstood
            | Fault::Cut { .. } => None,
        };
        let was_closed = state.closed_again.is_none();
        let wait = asked.or_else(|| (state.faults >= MOST_FAULTS).then(|| pause(state.faults)));
        if let Some(wait) = wait {
            state.closed_again = Some(now + wait);
        }
        was_closed && wait.is_some()
    }
}

/// How long to leave a model alone after so many faults in a row.
fn pause(faults: u32) -> Duration {
    let doublings = faults.saturating_sub(MOST_FAULTS).min(8);
    (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(breaker: &Breaker, times: u32, now: DateTime<Utc>) {
        for _ in 0..times {
            breaker.failed(Fault::Unreachable, now);
        }
    }

    #[test]
    fn it_opens_after_a_few_faults_in_a_row_and_only_then() {
        let (breaker, now) = (Breaker::default(), Utc::now());
        fails(&breaker, MOST_FAULTS - 1, now);
        assert_eq!(breaker.admit(now), Ok(()));
        breaker.succeeded();
        fails(&breaker, MOST_FAULTS - 1, now);
        assert_eq!(breaker.admit(now), Ok(()), "an answer between faults starts the count anew");
        assert!(breaker.failed(Fault::TimedOut, now));
        assert_eq!(breaker.admit(now), Err(Fault::Resting { pause: FIRST_PAUSE }));
    }

    #[test]
    fn one_call_is_let_through_after_the_pause() {
        let (breaker, now) = (Breaker::default(), Utc::now());
        fails(&breaker, MOST_FAULTS, now);
        let later = now + FIRST_PAUSE;
        assert_eq!(breaker.admit(later), Ok(()));
        assert!(matches!(breaker.admit(later), Err(Fault::Resting { .. })), "nobody follows it");
        assert!(!breaker.failed(Fault::Unreachable, later), "it was left alone before");
        assert_eq!(breaker.admit(later), Err(Fault::Resting { pause: FIRST_PAUSE * 2 }));
        let again = later + FIRST_PAUSE * 2;
        assert_eq!(breaker.admit(again), Ok(()));
        breaker.succeeded();
        assert_eq!(breaker.admit(again), Ok(()));
    }

    #[test]
    fn a_trial_that_is_never_heard_of_again_does_not_shut_it_for_good() {
        let (breaker, now) = (Breaker::default(), Utc::now());
        fails(&breaker, MOST_FAULTS, now);
        assert_eq!(breaker.admit(now + FIRST_PAUSE), Ok(()));
        assert_eq!(breaker.admit(now + FIRST_PAUSE * 2), Ok(()));
    }

    #[test]
    fn a_busy_model_is_left_alone_as_long_as_it_asks_within_reason() {
        let (breaker, now) = (Breaker::default(), Utc::now());
        breaker.failed(Fault::Busy { retry_after: Some(Duration::from_secs(7)) }, now);
        assert_eq!(breaker.admit(now), Err(Fault::Resting { pause: Duration::from_secs(7) }));
        breaker.failed(Fault::Busy { retry_after: Some(Duration::from_secs(86_400)) }, now);
        assert_eq!(breaker.admit(now), Err(Fault::Resting { pause: LONGEST_PAUSE }));
    }

    #[test]
    fn a_call_that_was_not_made_counts_for_nothing() {
        let (breaker, now) = (Breaker::default(), Utc::now());
        for _ in 0..10 {
            breaker.failed(Fault::BudgetSpent, now);
        }
        assert_eq!(breaker.admit(now), Ok(()));
    }
}
