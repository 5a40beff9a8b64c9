//! What reports say of a field of the company's own, over days: added up, by person, or as it was said.

use std::collections::{HashMap, HashSet};

use super::{
    Citation, Desk, Outcome,
    draft::Draft,
    line::Says,
    of_field::{OfField, Whose},
    permit::people_of,
};
use crate::domain::{
    Decimal, Fact, Filed, Key, Org,
    access::{Audience, Resource, may_see},
    org::{Content, Holds},
    period::DateRange,
};

/// Whose reports a question about a field is answered from. Of whom it names, all must be visible: a sum with some left out
/// would be wrong, and one with all of them tells of those who are not. Of nobody named, whom the asker sees. `None` where
/// that is nobody.
pub(super) fn people(org: &Org, asker: Audience<'_>, field: &Key, of: Option<&Key>) -> Option<Vec<Key>> {
    let field = org.fields.field(field)?;
    let sees = |person: &Key| may_see(org, asker, Resource::Field(field.class, person)).allows();
    let mut people = people_of(org, of.unwrap_or(&org.company.id));
    match of {
        Some(of) if org.person(of).is_some() => {}
        Some(_) | None => people.retain(|person| org.reports_have(person, field)),
    }
    match of {
        Some(_) => people.iter().all(sees).then_some(people),
        None => Some(people.into_iter().filter(|person| sees(person)).collect()),
    }
    .filter(|people: &Vec<Key>| !people.is_empty())
}

/// What reports of these days say of a field.
pub(super) fn filled(desk: &Desk<'_>, key: &Key, of: Option<&Key>, period: DateRange, most: Option<bool>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    let (Some(field), Some(people)) = (desk.org.fields.field(key), people(desk.org, desk.asker, key, of)) else {
        return draft;
    };
    if let Some(of) = of {
        draft.about(of);
    }
    let meant_people: HashSet<&Key> = people.iter().collect();
    let meant = |f: &&Filed| meant_people.contains(&f.author) && period.contains(f.day());
    let said: Vec<(&Filed, &Content)> =
        desk.history.about(key).filter(meant).filter_map(|f| Some((f, content(f)?))).collect();
    if said.is_empty() {
        draft.say(Says::OfField(OfField::Empty { field: key.clone(), of: of.cloned(), period }).alone());
        draft.end(Outcome::NoData);
        return draft;
    }
    let Holds::Number(unit) = &field.holds else {
        for (filed, content) in said {
            draft.about(&filed.author);
            let (author, day, content) = (filed.author.clone(), filed.day(), content.clone());
            draft.say(
                Says::OfField(OfField::Said { author, day, field: key.clone(), content })
                    .citing([Citation::from(filed)]),
            );
        }
        return draft;
    };
    let total = |of: Whose, value: Decimal| {
        let (field, unit) = (key.clone(), unit.clone());
        Says::OfField(OfField::Total { field, of, value: value.normalize(), unit, period })
    };
    let mut shares: Vec<(&Key, Decimal, Vec<&Filed>)> = Vec::new();
    let mut place: HashMap<&Key, usize> = HashMap::new();
    for (filed, _) in &said {
        let Some((value, _)) = filed.claim.fact.figure() else { continue };
        let at = *place.entry(&filed.author).or_insert_with(|| {
            shares.push((&filed.author, Decimal::ZERO, Vec::new()));
            shares.len() - 1
        });
        shares[at].1 += value;
        shares[at].2.push(filed);
    }
    shares.sort_by_key(|share| std::cmp::Reverse(share.1));
    if most == Some(false) {
        shares.reverse();
    }
    let single = of.is_some_and(|of| desk.org.person(of).is_some());
    if most.is_none() && !single {
        let sum = shares.iter().map(|(_, sum, _)| *sum).sum();
        let all: Vec<Citation> = said.iter().map(|(f, _)| Citation::from(*f)).collect();
        let have = |person: &Key| desk.org.reports_have(person, field);
        let whose = match of {
            Some(of) => Whose::Of(of.clone()),
            None if people.len() == desk.org.people.iter().filter(|p| have(&p.id)).count() => Whose::All,
            None => Whose::Some(people.len()),
        };
        // What some report is not the company's figure.
        match &whose {
            Whose::Of(of) => draft.state(of, sum, &figures_unit(unit)),
            Whose::All => draft.state(&desk.org.company.id, sum, &figures_unit(unit)),
            Whose::Some(_) => {}
        }
        draft.say(total(whose, sum).citing(all));
    }
    for (who, sum, from) in shares {
        draft.about(who);
        draft.state(who, sum, &figures_unit(unit));
        draft.say(total(Whose::Of(who.clone()), sum).citing(from.into_iter().map(Citation::from)));
    }
    draft
}

fn figures_unit(unit: &Option<crate::domain::Unit>) -> crate::domain::Unit {
    unit.clone().unwrap_or_else(|| crate::domain::Unit::new(""))
}

fn content(filed: &Filed) -> Option<&Content> {
    match &filed.claim.fact {
        Fact::Field { content, .. } => Some(content),
        _ => None,
    }
}
