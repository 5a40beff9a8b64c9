//! What a model is asked about a question.

use chrono::{DateTime, Utc};

use super::Task;
use crate::{
    domain::{
        Key, Org,
        access::{Resource, may_see, moves},
        calendar::local_day,
        period::DateRange,
    },
    understanding::{
        question::{Context, Query, Question, days},
        second::candidates::listed,
        text::fold,
    },
};

/// The longest question that is sent, in characters: longer ones are no questions.
const LONGEST_TEXT: usize = 300;

/// The most things on the list.
const MOST: usize = 60;

/// What to ask about a question that the rules did not understand; `None` where they did, where it is about a secret,
/// or where it names somebody whom the company does not know.
pub fn task(
    org: &Org,
    text: &str,
    asker: &Key,
    now: DateTime<Utc>,
    understood: &Question,
    previous: Option<&Context>,
) -> Option<Task> {
    let unsure = matches!(understood.query, Query::Undefined | Query::OutOfScope);
    if !unsure || text.chars().take(LONGEST_TEXT + 1).count() > LONGEST_TEXT || org.person(asker).is_none() {
        return None;
    }
    let today = local_day(now, org.company.timezone);
    let chars: Vec<char> = text.chars().map(fold).collect();
    let found = days::scan(&chars, today, org.company.fiscal_year_start_month);
    let named = match (found.first(), found.last()) {
        (Some(first), Some(last)) => Some(DateRange {
            first: first.range.first.min(last.range.first),
            last: first.range.last.max(last.range.last),
        }),
        (Some(_) | None, _) => None,
    };
    Some(Task {
        text: text.to_owned(),
        language: understood.language,
        asker: asker.clone(),
        today,
        candidates: listed(org, things(org, asker, previous), MOST),
        named,
    })
}

/// What an asker may know of: what was spoken of before, their own, then everything they may see.
fn things<'a>(org: &'a Org, asker: &'a Key, previous: Option<&'a Context>) -> Vec<&'a Key> {
    let person = org.person(asker);
    let mut keys: Vec<&Key> = previous.map(|c| c.subjects.iter().collect()).unwrap_or_default();
    keys.push(asker);
    keys.extend(person.map(|p| &p.department));
    let projects = || org.projects.iter();
    keys.extend(projects().filter(|j| org.works_on(asker, j)).map(|j| &j.id));
    keys.extend(org.kpis.iter().filter(|k| moves(org, asker, k)).map(|k| &k.id));
    keys.extend(projects().map(|j| &j.id));
    keys.extend(org.kpis.iter().map(|k| &k.id));
    keys.extend(org.departments.iter().map(|d| &d.id));
    keys.extend(org.people.iter().map(|p| &p.id));
    keys.extend(projects().flat_map(|j| j.tasks.iter().map(|t| &t.id).chain(j.milestones.iter().map(|m| &m.id))));
    keys.retain(|key| sees(org, asker, key));
    keys
}

fn sees(org: &Org, asker: &Key, key: &Key) -> bool {
    let resource = if let Some(kpi) = org.kpi(key) {
        Resource::Kpi(kpi)
    } else if org.person(key).is_some() {
        Resource::Person(key)
    } else {
        Resource::Work(key)
    };
    may_see(org, asker, resource).allows()
}
