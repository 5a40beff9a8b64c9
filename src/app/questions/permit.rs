//! Whether a question may be asked.

use super::{answer::Refusal, filled};
use crate::{
    domain::{
        Key, Org,
        access::{Audience, Resource, may_see, may_see_some_report},
        org::{Kind, Kpi},
    },
    understanding::question::{Query, Question},
};

/// Lets a question pass, narrowed to what all who hear the answer may see, or refuses it.
///
/// Secrets go by their class, before any name. A name that could be several things is asked back only among those whose
/// answer the asker may have; a person whom the company does not know and one whom the asker may not see are refused alike.
pub fn permit<'a>(org: &Org, audience: impl Into<Audience<'a>>, question: Question) -> Result<Question, Refusal> {
    let Question { query, language, as_of } = question;
    Ok(Question { query: narrow(org, audience.into(), query)?, language, as_of })
}

fn narrow(org: &Org, asker: Audience<'_>, query: Query) -> Result<Query, Refusal> {
    match query {
        // What is the asker's own is nothing for a room.
        Query::Viewers | Query::Learning { .. } if asker.is_room() => Err(Refusal::Unseen),
        Query::Secret { class } => Err(Refusal::Secret(class)),
        Query::Stranger => Err(Refusal::Unseen),
        Query::Ambiguous { readings } => {
            let mut allowed: Vec<(Key, Query)> =
                readings.into_iter().filter_map(|(key, query)| Some((key, narrow(org, asker, query).ok()?))).collect();
            match allowed.len() {
                0 => Err(Refusal::Unseen),
                1 => Ok(allowed.remove(0).1),
                _ => Ok(Query::Ambiguous { readings: allowed }),
            }
        }
        // Who may not be seen and who is not there are told of alike.
        Query::Each { parts, unseen } => {
            let named = parts.len();
            let allowed: Vec<(Key, Query)> =
                parts.into_iter().filter_map(|(key, query)| Some((key, narrow(org, asker, query).ok()?))).collect();
            match allowed.len() {
                0 => Err(Refusal::Unseen),
                seen => Ok(Query::Each { parts: allowed, unseen: unseen || seen < named }),
            }
        }
        Query::Figure { kpis, when, gap } => {
            let kpis: Vec<Key> = kpis.into_iter().filter(|k| sees(org, asker, k)).collect();
            if kpis.is_empty() { Err(Refusal::Unseen) } else { Ok(Query::Figure { kpis, when, gap }) }
        }
        Query::Standings { kpis, when, ascending } => {
            let kpis: Vec<Key> = kpis.into_iter().filter(|k| sees(org, asker, k)).collect();
            if kpis.is_empty() { Err(Refusal::Unseen) } else { Ok(Query::Standings { kpis, when, ascending }) }
        }
        Query::Duty { of, day, since, ask } => {
            let of: Vec<Key> = of.into_iter().filter(|k| sees_duty(org, asker, k)).collect();
            if of.is_empty() { Err(Refusal::Unseen) } else { Ok(Query::Duty { of, day, since, ask }) }
        }
        Query::Cost { ref of, .. } if org.project_of(of).is_none() => allowed_if(sees(org, asker, of), query),
        Query::Change { ref kpi, .. } => allowed_if(sees(org, asker, kpi), query),
        Query::Why { ref subject, .. } => allowed_if(sees(org, asker, subject), query),
        Query::Field { ref field, ref of, .. } => {
            allowed_if(filled::people(org, asker, field, of.as_ref()).is_some(), query)
        }
        Query::Activity { ref of, .. } => allowed_if(sees(org, asker, of), query),
        Query::Reports { ref of, .. } => {
            let others = |p: &&Key| *p != asker.asker() || of == asker.asker();
            let people = people_of(org, of);
            allowed_if(people.iter().filter(others).any(|p| may_see_some_report(org, asker, p)), query)
        }
        // Whether it may be told hangs on whom it is over: it is asked once they are known.
        Query::Average { .. } => Ok(query),
        Query::OpenTasks { .. } => Ok(query),
        Query::Hours { by: Some(ref by), .. } => allowed_if(sees(org, asker, by), query),
        Query::Goals { of: Some(ref of), .. } => allowed_if(sees_some_goal(org, asker, of), query),
        Query::State { .. }
        | Query::Due { .. }
        | Query::Risk { .. }
        | Query::Blocked { .. }
        | Query::Waiting { .. }
        | Query::Board { .. }
        | Query::Goals { of: None, .. }
        | Query::Ranking { .. }
        | Query::Deadlines { .. }
        | Query::Slipped { .. }
        | Query::Hours { by: None, .. }
        | Query::Cost { .. }
        | Query::Viewers
        | Query::Learning { .. }
        | Query::Undefined
        | Query::OutOfScope => Ok(query),
    }
}

fn allowed_if(allowed: bool, query: Query) -> Result<Query, Refusal> {
    if allowed { Ok(query) } else { Err(Refusal::Unseen) }
}

/// Whether the asker may have person-level facts, figures or state of a thing. A department's are its people's: some of
/// them must be visible.
pub(super) fn sees(org: &Org, asker: Audience<'_>, key: &Key) -> bool {
    match org.kind(key) {
        Some(Kind::Project | Kind::Milestone | Kind::Task) => may_see(org, asker, Resource::Work(key)).allows(),
        Some(Kind::Kpi) => org.kpi(key).is_some_and(|k| may_see(org, asker, Resource::Kpi(k)).allows()),
        Some(Kind::Person) => may_see(org, asker, Resource::Person(key)).allows(),
        Some(Kind::Department) => {
            org.people_in(key).any(|p| &p.id != asker.asker() && may_see(org, asker, Resource::Person(&p.id)).allows())
        }
        Some(Kind::Company) => {
            org.people.iter().any(|p| &p.id != asker.asker() && may_see(org, asker, Resource::Person(&p.id)).allows())
        }
        Some(Kind::Field) | None => false,
    }
}

fn sees_duty(org: &Org, asker: Audience<'_>, key: &Key) -> bool {
    people_of(org, key).iter().any(|p| may_see(org, asker, Resource::Duty(p)).allows())
}

/// The people of a person, department or company.
pub(super) fn people_of(org: &Org, key: &Key) -> Vec<Key> {
    match org.kind(key) {
        Some(Kind::Person) => vec![key.clone()],
        Some(Kind::Department) => org.people_in(key).map(|p| p.id.clone()).collect(),
        Some(Kind::Company) => org.people.iter().map(|p| p.id.clone()).collect(),
        Some(Kind::Project | Kind::Milestone | Kind::Task | Kind::Kpi | Kind::Field) | None => Vec::new(),
    }
}

fn sees_some_goal(org: &Org, asker: Audience<'_>, owner: &Key) -> bool {
    let own = |k: &Kpi| &k.owner == owner || org.owns(owner, k);
    org.kpis.iter().any(|k| own(k) && may_see(org, asker, Resource::Kpi(k)).allows())
}
