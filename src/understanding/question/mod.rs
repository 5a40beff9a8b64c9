//! From text to a typed question.
//!
//! Names first, then days, then the cues of what is left; `recognise` goes through the kinds of question from the most
//! to the least telling words. Understanding never fails: what nobody defined is [`Query::Undefined`], what is nobody's
//! business here [`Query::OutOfScope`].

mod average;
mod board;
mod called;
mod count;
mod counted;
pub mod cue;
mod dates;
pub mod days;
mod each;
mod figures;
mod filled;
mod follow;
mod measured;
mod names;
mod part;
mod query;
mod recognise;
mod reporting;
mod seen;
mod sound;
mod stranger;

use chrono::{DateTime, Utc};

pub use board::{Words as BoardWords, board};
pub use filled::totals;
pub use query::{Averaged, Context, DutyAsk, Query, Question, When};
use seen::Seen;

use crate::domain::{Key, Language, Org, calendar::local_day};

/// Understands a question of `asker`, asked at `now`, after `previous`.
pub fn understand(org: &Org, text: &str, asker: &Key, now: DateTime<Utc>, previous: Option<&Context>) -> Question {
    let today = local_day(now, org.company.timezone);
    let seen = Seen::new(org, text, asker, today, previous);
    // “Is 芜湖中转点 still on?” is asked in English, whatever things are called.
    let words = Language::of(&seen.bare).filter(|_| seen.bare.chars().filter(|c| c.is_alphabetic()).count() > 3);
    let language = words.or(Language::of(text)).or(previous.map(|p| p.question.language)).unwrap_or_default();
    let query = board(org, text, asker, today).unwrap_or_else(|| readings(&seen));
    // 能赶在1月底前上线吗 is about no past day, whatever the year.
    let past = seen.period().map(|period| period.last).filter(|day| *day < today && !seen.has(cue::Cue::Ahead));
    let as_of = past.filter(|_| query.is_of_a_moment());
    Question { query, language, as_of }
}

/// The question, or, where a name could be several things or several are named, one question for each.
fn readings(seen: &Seen<'_>) -> Query {
    let query = follow::question(seen);
    if matches!(query, Query::Secret { .. } | Query::OutOfScope | Query::Learning { .. }) {
        return query;
    }
    let Some(at) = seen.names.iter().position(|f| f.keys.len() > 1) else {
        return each::each(seen, &query).unwrap_or(query);
    };
    let readings = seen.names[at]
        .keys
        .iter()
        .map(|key| {
            let mut one = seen.clone();
            one.names[at].keys = vec![key.clone()];
            (key.clone(), follow::question(&one))
        })
        .collect();
    Query::Ambiguous { readings }
}
