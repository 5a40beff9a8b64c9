//! Money spent on work.

use std::collections::BTreeMap;

use super::{Snapshot, effort::work_and_parts};
use crate::domain::{Decimal, Fact, Filed, Key, Unit, period::DateRange};

/// Money spent, by currency, with the claims it rests on.
#[derive(Clone, Debug, Default)]
pub struct Spent<'a> {
    /// How much in each currency.
    pub amounts: BTreeMap<Unit, Decimal>,
    /// The claims.
    pub claims: Vec<&'a Filed>,
}

/// Money spent on a thing and everything in it. A running total of the whole takes the place of what came before it;
/// one of a part takes the place of that part's.
pub fn spent<'a>(snapshot: &Snapshot<'a>, on: &Key, period: Option<DateRange>) -> Spent<'a> {
    let keys = work_and_parts(snapshot, on);
    let mut counted: Vec<(&Filed, &Unit, Decimal)> = Vec::new();
    for &filed in &snapshot.claims {
        let Fact::Cost { amount, currency, cumulative } = &filed.claim.fact else { continue };
        let Some(subject) = filed.claim.subject.as_ref().filter(|s| keys.contains(s)) else { continue };
        if period.is_some_and(|p| !p.contains(filed.day())) {
            continue;
        }
        if *cumulative {
            counted.retain(|(c, unit, _)| {
                *unit != currency || (subject != on && c.claim.subject.as_ref() != Some(subject))
            });
        }
        counted.push((filed, currency, *amount));
    }
    added(counted)
}

/// Money that people reported as spent, on whatever. A running total takes the place of what was told of the same thing
/// before it.
pub fn reported<'a>(snapshot: &Snapshot<'a>, by: &[Key], period: Option<DateRange>) -> Spent<'a> {
    let mut counted: Vec<(&Filed, &Unit, Decimal)> = Vec::new();
    for &filed in &snapshot.claims {
        let Fact::Cost { amount, currency, cumulative } = &filed.claim.fact else { continue };
        if !by.contains(&filed.author) || period.is_some_and(|p| !p.contains(filed.day())) {
            continue;
        }
        if *cumulative {
            counted.retain(|(c, unit, _)| *unit != currency || c.claim.subject != filed.claim.subject);
        }
        counted.push((filed, currency, *amount));
    }
    added(counted)
}

fn added<'a>(counted: Vec<(&'a Filed, &'a Unit, Decimal)>) -> Spent<'a> {
    let mut spent = Spent::default();
    for (filed, currency, amount) in counted {
        *spent.amounts.entry(currency.clone()).or_default() += amount;
        spent.claims.push(filed);
    }
    spent
}
