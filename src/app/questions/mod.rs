//! Answering questions: permission first, then what must be loaded, then the arithmetic.
//!
//! All of it is pure. [`permit`] says whether the asker may ask it, [`needs`] what must be loaded for it, [`answer`] makes
//! the answer from what was loaded. A quote from a report about work belongs to the state of that work, which everybody
//! sees; quotes of hours and of what a person did go only to those who may see that person.

mod answer;
mod ask;
mod average;
mod board;
mod draft;
mod duty;
mod filled;
mod goals;
mod json;
mod kpi;
mod learning;
mod line;
mod needs;
mod of_field;
mod of_goal;
mod of_work;
mod people;
mod permit;
mod risk;
mod spending;
mod statement;
mod why;
mod work;

use chrono::{DateTime, TimeDelta, Utc};

pub use answer::{Answer, Citation, Outcome, Refusal, Suggestion, Value};
pub use ask::{ask, ask_in_room};
pub use average::Mean;
pub use board::Column;
use draft::Draft;
pub use json::answer_json;
pub use line::{Basis, Says};
pub use needs::{Needs, needs};
pub use of_field::{OfField, Whose};
pub use of_goal::{OfGoal, Part};
pub use of_work::OfWork;
pub use permit::permit;
pub use statement::Line;

use crate::{
    domain::{History, Key, Language, Org, access::Audience, calendar::day_begins, period::DateRange},
    insight::Snapshot,
    understanding::question::{Context, Query, Question},
};

/// What an answer is made from.
struct Desk<'a> {
    org: &'a Org,
    asker: Audience<'a>,
    history: &'a History,
    snapshot: Snapshot<'a>,
}

/// Answers a question that was permitted, from what its [`needs`] named, as of `now` or of the past day it names.
pub fn answer<'a>(
    org: &'a Org,
    audience: impl Into<Audience<'a>>,
    question: &Question,
    history: &'a History,
    now: DateTime<Utc>,
) -> Answer {
    let moment = moment(org, question, now);
    let desk = Desk { org, asker: audience.into(), history, snapshot: Snapshot::new(org, history, moment) };
    let mut draft = draft(&desk, &question.query);
    if let Some(day) = question.as_of.filter(|_| !draft.is_refused()) {
        // Of a day before anybody had spoken of it, nothing is known.
        if matches!(&question.query, Query::State { subjects } if subjects.iter().all(|k| desk.snapshot.work(k).is_none()))
        {
            draft.end(Outcome::NoData);
        }
        draft.open(Says::AsOf { day }.alone());
    }
    draft.finish(question.language)
}

/// The moment that a question asks about: the end of the day it names, never later than now.
fn moment(org: &Org, question: &Question, now: DateTime<Utc>) -> DateTime<Utc> {
    let over = question.as_of.and_then(|day| day.succ_opt()).map(|next| day_begins(next, org.company.timezone));
    over.map_or(now, |over| now.min(over - TimeDelta::microseconds(1)))
}

/// The answer to a question that is not permitted. Unknown and unseen are the same bytes.
pub fn refuse(refusal: Refusal, language: Language) -> Answer {
    Draft::refused(refusal).finish(language)
}

/// What the next question of the conversation may lean on: this one, or the one before where this was about nothing.
pub fn context(question: &Question, answer: &Answer, previous: Option<&Context>) -> Context {
    let lost = matches!(question.query, Query::Undefined | Query::OutOfScope | Query::Secret { .. } | Query::Stranger);
    match previous.filter(|_| lost) {
        Some(previous) => previous.clone(),
        None => Context { question: question.clone(), subjects: answer.subjects.clone() },
    }
}

fn draft(desk: &Desk<'_>, query: &Query) -> Draft {
    match query {
        Query::State { subjects } => work::state(desk, subjects),
        Query::Due { subject } => work::due(desk, subject),
        Query::Why { subject, period } => why::why(desk, subject, *period),
        Query::Risk { of, among, single } if among.is_empty() => risk::risks(desk, of.as_ref(), *single),
        Query::Risk { among, .. } => risk::compared(desk, among),
        Query::Blocked { within } => work::blocked(desk, within.as_ref()),
        Query::Waiting { on } => work::waiting(desk, on),
        Query::Figure { kpis, when, gap } => kpi::figures(desk, kpis, *when, *gap),
        Query::Standings { kpis, when, ascending } => kpi::standings(desk, kpis, *when, *ascending),
        Query::Change { kpi, from, to } => kpi::change(desk, kpi, *from, *to),
        Query::Goals { of, period, missed, met } => {
            let only = match (missed, met) {
                (true, false) => Some(false),
                (false, true) => Some(true),
                (true, true) | (false, false) => None,
            };
            goals::goals(desk, of.as_ref(), *period, only)
        }
        Query::Ranking { among, ascending, most } => work::ranking(desk, among, *ascending, *most),
        Query::Board { of } => board::board(desk, of.as_ref()),
        Query::OpenTasks { of, next } => work::open_tasks(desk, of, *next),
        Query::Deadlines { of, period } => work::deadlines(desk, of.as_ref(), *period),
        Query::Slipped { of, period } => work::slipped(desk, of.as_ref(), *period),
        Query::Activity { of, period } => people::activity(desk, of, *period),
        Query::Hours { by, on, period } => people::hours(desk, by.as_ref(), on.as_ref(), *period),
        Query::Average { of, what, period } => average::average(desk, of, *what, *period),
        Query::Field { field, of, period, most } => filled::filled(desk, field, of.as_ref(), *period, *most),
        Query::Cost { of, period } => spending::cost(desk, of, *period),
        Query::Duty { of, day, since: None, ask } => duty::duty(desk, of, *day, *ask),
        Query::Duty { of, day, since: Some(first), .. } => {
            duty::over(desk, of, DateRange { first: *first, last: *day })
        }
        Query::Reports { of, period } => people::reports(desk, of, *period),
        Query::Viewers => people::viewers(desk),
        Query::Learning { topic } => learning::learning(desk, topic),
        Query::Ambiguous { readings } => {
            let keys: Vec<Key> = readings.iter().map(|(key, _)| key.clone()).collect();
            Draft::which(keys)
        }
        Query::Each { parts, unseen } => {
            let mut parts: Vec<(Key, Draft)> =
                parts.iter().map(|(key, query)| (key.clone(), draft(desk, query))).collect();
            let asked = parts.len();
            // What is refused only once it is counted stands under no name either.
            parts.retain(|(_, part)| !part.is_refused());
            if parts.is_empty() {
                return Draft::refused(Refusal::Unseen);
            }
            let unseen = *unseen || parts.len() < asked;
            let mut each = Draft::each(parts);
            if unseen {
                each.say(Says::Refused(Refusal::Unseen).alone());
            }
            each
        }
        Query::Secret { class } => Draft::refused(Refusal::Secret(*class)),
        Query::Stranger => Draft::refused(Refusal::Unseen),
        Query::Undefined => {
            let mut draft = Draft::ended(Outcome::NoData);
            draft.say(Says::Unknown.alone());
            draft
        }
        Query::OutOfScope => {
            let mut draft = Draft::ended(Outcome::OutOfScope);
            draft.say(Says::OutOfScope.alone());
            draft
        }
    }
}
