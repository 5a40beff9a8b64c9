//! Requests and who decides on them: a state machine, and rules that are data.
//!
//! ```text
//! asking ⇄ draft → submitted → approved
//!   ↑________|         ├──────→ returned → draft
//!                      ├──────→ expired       (nobody is left to decide)
//! withdrawn ←──────────┘  from every state that is open
//! ```
//!
//! Nobody decides on a request of their own, or on a goal that is for themselves. Who may ask for what stands in the
//! table of [`super::access`].

mod rule;
mod wish;

use serde::{Deserialize, Serialize};

pub use self::{
    rule::{Decider, Delegation, Rule, decider, line, waits_until},
    wish::{KpiDraft, Wish},
};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A KPI that somebody declares for themselves.
    NewKpi,
    /// Another target for a KPI.
    TargetChange,
    /// A KPI that somebody sets for another.
    GoalForOther,
    /// That a report counts for a day that is over.
    LateReport,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::NewKpi, Kind::TargetChange, Kind::GoalForOther, Kind::LateReport];
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Something is missing and has been asked for.
    Asking,
    /// Whole, and not handed in.
    Draft,
    /// Waits for the one who decides.
    Submitted,
    /// It is so.
    Approved,
    /// Sent back with a reason.
    Returned,
    /// Taken back by who asked.
    Withdrawn,
    /// Nobody decided, and nobody is left to ask.
    Expired,
}

impl State {
    /// All of them.
    pub const ALL: [State; 7] = [
        State::Asking,
        State::Draft,
        State::Submitted,
        State::Approved,
        State::Returned,
        State::Withdrawn,
        State::Expired,
    ];

    /// Whether something may still become of it.
    pub fn is_open(self) -> bool {
        matches!(self, State::Asking | State::Draft | State::Submitted | State::Returned)
    }
}

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Something was answered; more is missing.
    Ask,
    /// Nothing is missing any more.
    Complete,
    /// It is handed in.
    Submit,
    /// It is agreed to.
    Approve,
    /// It is sent back, with a reason.
    Return,
    /// Who asked takes it back.
    Withdraw,
    /// Nobody decided in time: the next one up is asked.
    Raise,
    /// Nobody decided in time, and nobody is left.
    Expire,
    /// What was sent back is worked on again.
    Revise,
}

impl Event {
    /// All of them.
    pub const ALL: [Event; 9] = [
        Event::Ask,
        Event::Complete,
        Event::Submit,
        Event::Approve,
        Event::Return,
        Event::Withdraw,
        Event::Raise,
        Event::Expire,
        Event::Revise,
    ];
}

/// Where a request stands after an event; `None` where the event cannot happen to it then.
pub fn next(state: State, event: Event) -> Option<State> {
    match (state, event) {
        (State::Asking | State::Draft, Event::Ask) => Some(State::Asking),
        (State::Asking | State::Draft, Event::Complete) => Some(State::Draft),
        (State::Draft, Event::Submit) => Some(State::Submitted),
        (State::Submitted, Event::Approve) => Some(State::Approved),
        (State::Submitted, Event::Return) => Some(State::Returned),
        (State::Submitted, Event::Raise) => Some(State::Submitted),
        (State::Submitted, Event::Expire) => Some(State::Expired),
        (State::Returned, Event::Revise) => Some(State::Draft),
        (State::Asking | State::Draft | State::Submitted | State::Returned, Event::Withdraw) => Some(State::Withdrawn),
        (
            State::Asking
            | State::Draft
            | State::Submitted
            | State::Approved
            | State::Returned
            | State::Withdrawn
            | State::Expired,
            Event::Ask
            | Event::Complete
            | Event::Submit
            | Event::Approve
            | Event::Return
            | Event::Withdraw
            | Event::Raise
            | Event::Expire
            | Event::Revise,
        ) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state with every event: what is not listed cannot happen.
    #[test]
    fn every_state_takes_only_its_events() {
        let allowed = [
            (State::Asking, Event::Ask, State::Asking),
            (State::Asking, Event::Complete, State::Draft),
            (State::Asking, Event::Withdraw, State::Withdrawn),
            (State::Draft, Event::Ask, State::Asking),
            (State::Draft, Event::Complete, State::Draft),
            (State::Draft, Event::Submit, State::Submitted),
            (State::Draft, Event::Withdraw, State::Withdrawn),
            (State::Submitted, Event::Approve, State::Approved),
            (State::Submitted, Event::Return, State::Returned),
            (State::Submitted, Event::Raise, State::Submitted),
            (State::Submitted, Event::Expire, State::Expired),
            (State::Submitted, Event::Withdraw, State::Withdrawn),
            (State::Returned, Event::Revise, State::Draft),
            (State::Returned, Event::Withdraw, State::Withdrawn),
        ];
        for state in State::ALL {
            for event in Event::ALL {
                let expected = allowed.iter().find(|(s, e, _)| (*s, *e) == (state, event)).map(|(_, _, to)| *to);
                assert_eq!(next(state, event), expected, "{state:?} {event:?}");
            }
        }
    }

    #[test]
    fn what_is_over_stays_over() {
        for state in State::ALL.into_iter().filter(|s| !s.is_open()) {
            assert!(Event::ALL.into_iter().all(|event| next(state, event).is_none()), "{state:?}");
        }
    }

    /// However events follow each other, what is approved was submitted right before.
    #[test]
    fn nothing_is_approved_that_was_not_submitted() {
        for state in State::ALL {
            if next(state, Event::Approve).is_some() {
                assert_eq!(state, State::Submitted);
            }
        }
    }
}
