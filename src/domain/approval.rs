//! Requests and who decides on them: a state machine, and rules that are data.
//!
//! ```text
//! asking ⇄ draft → submitted → approved
//!   ↑________|         ├──────→ returned → draft
//!                      ├──────→ expired       (nobody is left to decide)
//! withdrawn ←──────────┘  from every state that is open
//! ```
//!
//! Nobody decides on a request of their own, or on a goal that is for themselves.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Decimal, Key, Org, Unit,
    calendar::working_day_after,
    org::{Aggregation, Cadence, Category, Direction, Form, Kpi, Level, Role, Target, TargetForm},
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

/// A KPI as far as it is declared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KpiDraft {
    /// What it is called.
    pub name: String,
    /// What it is to reach.
    pub target: Option<Decimal>,
    /// The unit of the figure.
    pub unit: Option<Unit>,
    /// Which way is better.
    pub direction: Direction,
    /// How often it starts anew.
    pub period: Option<Cadence>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wish {
    /// A KPI.
    Kpi(KpiDraft),
    /// Another target, where the KPI has that of before.
    Target {
        /// The KPI.
        kpi: Key,
        /// The target of before.
        from: Option<Target>,
        /// The target asked for.
        to: Target,
    },
    /// A report for a day that is over.
    Late {
        /// The report.
        report: Uuid,
        /// The day it is to count for.
        day: NaiveDate,
    },
}

impl KpiDraft {
    /// The KPI of a person that the draft stands for; `None` while something is missing.
    pub fn kpi(&self, id: Key, owner: Key) -> Option<Kpi> {
        let unit = self.unit.clone()?;
        // Rates and scores are levels; what is counted adds up.
        let adds_up = matches!(unit.class(), super::figure::UnitClass::Count | super::figure::UnitClass::Money)
            && self.direction == Direction::Higher
            && !["分", "score"].contains(&unit.as_str());
        Some(Kpi {
            id,
            name: self.name.clone(),
            aliases: Vec::new(),
            level: Level::Person,
            owner,
            unit,
            direction: self.direction,
            aggregation: if adds_up { Aggregation::Sum } else { Aggregation::Latest },
            period: self.period?,
            target: Some(Target::Bound(self.target?)),
            baseline: None,
            start: self.start,
            end: self.end,
            category: Category::Result,
            weight: None,
            parent: None,
            form: Form::default(),
            rollup: false,
            rank: None,
            supports: Vec::new(),
            scoring: None,
            target_form: TargetForm::Absolute,
            ratio: None,
        })
    }
}

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// The manager of the one it is about.
    LineManager,
    /// The head of their department.
    DepartmentHead,
    /// 人力.
    Hr,
    /// 高管.
    Executive,
}

/// Who decides on a kind of request, and how long they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Who decides.
    pub decider: Decider,
    /// Working days after which the next one up is asked.
    pub days: u32,
}

impl Rule {
    /// The rule where a company has set none.
    pub fn default_of(kind: Kind) -> Rule {
        match kind {
            Kind::NewKpi | Kind::TargetChange | Kind::GoalForOther => Rule { decider: Decider::LineManager, days: 3 },
            Kind::LateReport => Rule { decider: Decider::LineManager, days: 2 },
        }
    }
}

/// Somebody who decides for another while they are away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Who is away.
    pub person: Key,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Who decides then.
    pub stands_in: Key,
}

/// Those who may decide on a request, the first one to be asked first.
pub fn line(org: &Org, decider: Decider, by: &Key, about: &Key) -> Vec<Key> {
    let with = |role: Role| org.people.iter().filter(move |p| p.roles.contains(&role)).map(|p| p.id.clone());
    let managers = || org.line_above(about).into_iter().cloned();
    let heads = || {
        let department = org.person(about).map(|p| &p.department);
        let above = department.map(|d| org.departments_above(d)).unwrap_or_default();
        above.into_iter().filter_map(|d| org.department(d)?.head.clone()).collect::<Vec<_>>()
    };
    let mut all: Vec<Key> = match decider {
        Decider::LineManager => managers().collect(),
        Decider::DepartmentHead => heads().into_iter().chain(managers()).collect(),
        Decider::Hr => with(Role::Hr).chain(with(Role::Executive)).collect(),
        Decider::Executive => with(Role::Executive).collect(),
    };
    // Whoever has nobody above them asks HR.
    if all.iter().all(|key| key == by || key == about) {
        all.extend(with(Role::Hr).chain(with(Role::Executive)));
    }
    let mut line: Vec<Key> = Vec::new();
    for key in all {
        if &key != by && &key != about && !line.contains(&key) {
            line.push(key);
        }
    }
    line
}

/// Who is to decide once a request was raised so many times: the one in the line, or who stands in for them on that day.
pub fn decider(
    line: &[Key],
    raised: usize,
    away: &[Delegation],
    by: &Key,
    about: &Key,
    today: NaiveDate,
) -> Option<Key> {
    let person = line.get(raised)?;
    let stands_in = away
        .iter()
        .find(|d| &d.person == person && d.first <= today && today <= d.last)
        .map(|d| &d.stands_in)
        .filter(|other| *other != by && *other != about);
    Some(stands_in.unwrap_or(person).clone())
}

/// The last day on which a request that waits since a day is not late.
pub fn waits_until(since: NaiveDate, days: u32) -> NaiveDate {
    (0..days.max(1)).fold(since, |day, _| working_day_after(day))
}

/// Whether a person may ask for another target of a KPI: who answers for it, the line above, HR and executives.
pub fn may_ask_for_target(org: &Org, person: &Key, kpi: &Kpi) -> bool {
    let oversees = org.person(person).is_some_and(|p| p.roles.iter().any(|r| matches!(r, Role::Hr | Role::Executive)));
    oversees || org.answers_for(kpi).is_some_and(|owner| owner == person || org.is_above(person, owner))
}

/// Whether a person may set a goal for another: the line above, HR and executives.
pub fn may_set_goal(org: &Org, person: &Key, other: &Key) -> bool {
    let oversees = org.person(person).is_some_and(|p| p.roles.iter().any(|r| matches!(r, Role::Hr | Role::Executive)));
    org.person(other).is_some() && (oversees || org.is_above(person, other))
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

    fn org() -> Org {
        Org::parse(include_str!("../../tests/corpus/qiming/org.json")).expect("it is right")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn names(keys: &[Key]) -> Vec<&str> {
        keys.iter().map(Key::as_str).collect()
    }

    #[test]
    fn the_line_leaves_out_who_asks_and_whom_it_is_about() {
        let org = org();
        let line = |decider, by: &str, about: &str| line(&org, decider, &by.into(), &about.into());
        assert_eq!(names(&line(Decider::LineManager, "p-zhangwei", "p-zhangwei")), ["p-lihao", "p-chenqm"]);
        assert_eq!(names(&line(Decider::LineManager, "p-lihao", "p-zhangwei")), ["p-chenqm"], "her own wish for him");
        assert_eq!(names(&line(Decider::LineManager, "p-chenqm", "p-chenqm")), ["p-wangfang"], "nobody is above");
        assert_eq!(names(&line(Decider::DepartmentHead, "p-linyue", "p-linyue")), ["p-suqing", "p-chenqm"]);
        assert_eq!(names(&line(Decider::Hr, "p-wangfang", "p-wangfang")), ["p-chenqm"]);
        assert_eq!(names(&line(Decider::Executive, "p-zhangwei", "p-zhangwei")), ["p-chenqm"]);
        for person in &org.people {
            for about in &org.people {
                for decider in [Decider::LineManager, Decider::DepartmentHead, Decider::Hr, Decider::Executive] {
                    let line = super::line(&org, decider, &person.id, &about.id);
                    assert!(!line.contains(&person.id) && !line.contains(&about.id));
                }
            }
        }
    }

    #[test]
    fn who_is_away_is_stood_in_for() {
        let line = [Key::from("boss"), Key::from("chief")];
        let away = [Delegation {
            person: "boss".into(),
            first: day("2026-11-20"),
            last: day("2026-11-24"),
            stands_in: "deputy".into(),
        }];
        let (by, other) = (Key::from("me"), Key::from("deputy"));
        let who = |raised, by: &Key, on: &str| decider(&line, raised, &away, by, by, day(on)).map(|k| k.to_string());
        assert_eq!(who(0, &by, "2026-11-19").as_deref(), Some("boss"));
        assert_eq!(who(0, &by, "2026-11-20").as_deref(), Some("deputy"));
        assert_eq!(who(0, &by, "2026-11-24").as_deref(), Some("deputy"));
        assert_eq!(who(0, &other, "2026-11-22").as_deref(), Some("boss"), "nobody decides on their own");
        assert_eq!(who(1, &by, "2026-11-22").as_deref(), Some("chief"));
        assert_eq!(who(2, &by, "2026-11-22"), None);
    }

    #[test]
    fn waiting_counts_working_days() {
        // 2026-11-20 is a Friday.
        assert_eq!(waits_until(day("2026-11-20"), 1), day("2026-11-23"));
        assert_eq!(waits_until(day("2026-11-20"), 3), day("2026-11-25"));
        assert_eq!(waits_until(day("2026-11-20"), 0), day("2026-11-23"));
    }
}
