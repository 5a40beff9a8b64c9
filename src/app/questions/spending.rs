//! Answers about money spent.

use std::collections::BTreeMap;

use super::{
    Desk,
    answer::{Citation, Outcome},
    draft::Draft,
    line::Says,
    of_work::OfWork,
    people::visible_people,
};
use crate::{
    domain::{
        Decimal, Fact, Filed, Key, Unit,
        access::{Resource, may_see},
        period::DateRange,
    },
    insight::money,
};

/// How many projects are told of what people spent.
const PROJECTS_TOLD: usize = 5;

/// Money spent on a project, against its budget.
pub(super) fn cost(desk: &Desk<'_>, of: &Key, period: Option<DateRange>) -> Draft {
    if desk.org.project_of(of).is_none() {
        return by_people(desk, of, period);
    }
    let mut draft = Draft::ended(Outcome::Answer);
    draft.about(of);
    let spent = money::spent(&desk.snapshot, of, period);
    for (currency, amount) in &spent.amounts {
        draft.state(of, *amount, currency);
        let claims =
            spent.claims.iter().filter(|c| matches!(&c.claim.fact, Fact::Cost { currency: c, .. } if c == currency));
        let says = Says::Spent { of: of.clone(), amount: *amount, currency: currency.clone() };
        draft.say(says.citing(claims.map(|c| Citation::from(*c))));
    }
    if spent.claims.is_empty() {
        draft.say(Says::OfWork(OfWork::NothingSpent { of: of.clone(), period }).alone());
    }
    if !tell_budget(desk, &mut draft, of, &spent.amounts) && spent.claims.is_empty() {
        draft.end(Outcome::NoData);
    }
    draft
}

/// Tells the budget, where there is one that the asker may see.
fn tell_budget(desk: &Desk<'_>, draft: &mut Draft, of: &Key, amounts: &BTreeMap<Unit, Decimal>) -> bool {
    let Some(project) = desk.org.project(of) else { return false };
    let Some(budget) = project.budget.filter(|_| may_see(desk.org, desk.asker, Resource::Budget(of)).allows()) else {
        return false;
    };
    draft.state(of, budget, &project.currency);
    let left = amounts.get(&project.currency).map(|spent| budget - spent);
    if let Some(left) = left {
        draft.state(of, left.abs(), &project.currency);
    }
    draft.say(Says::Budget { of: of.clone(), amount: budget, left, currency: project.currency.clone() }.alone());
    true
}

/// What a person, a department or the company reported as spent, and the projects it went to, most first.
fn by_people(desk: &Desk<'_>, of: &Key, period: Option<DateRange>) -> Draft {
    let mut draft = Draft::ended(Outcome::Answer);
    draft.about(of);
    let spent = money::reported(&desk.snapshot, &visible_people(desk, of), period);
    for (currency, amount) in &spent.amounts {
        draft.state(of, *amount, currency);
        let of_currency = |c: &&&Filed| matches!(&c.claim.fact, Fact::Cost { currency: c, .. } if c == currency);
        let evidence = spent.claims.iter().filter(of_currency).map(|c| Citation::from(*c));
        let says = Says::Spent { of: of.clone(), amount: *amount, currency: currency.clone() };
        draft.say(says.citing(evidence));
    }
    if spent.claims.is_empty() {
        draft.say(Says::OfWork(OfWork::NothingSpent { of: of.clone(), period }).alone());
        draft.end(Outcome::NoData);
        return draft;
    }
    let mut shares: Vec<((Key, Unit), Decimal)> = shares(desk, &spent).into_iter().collect();
    shares.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    for (at, ((project, currency), amount)) in shares.into_iter().take(PROJECTS_TOLD).enumerate() {
        if at == 0 {
            draft.about(&project);
        }
        draft.state(&project, amount, &currency);
        draft.say(Says::Spent { of: project, amount, currency }.alone());
    }
    draft
}

/// How much went to each project in each currency.
fn shares(desk: &Desk<'_>, spent: &money::Spent<'_>) -> BTreeMap<(Key, Unit), Decimal> {
    let mut shares = BTreeMap::new();
    for filed in &spent.claims {
        let project = filed.claim.subject.as_ref().and_then(|subject| desk.org.project_of(subject));
        if let (Some(project), Fact::Cost { amount, currency, .. }) = (project, &filed.claim.fact) {
            *shares.entry((project.id.clone(), currency.clone())).or_default() += *amount;
        }
    }
    shares
}
