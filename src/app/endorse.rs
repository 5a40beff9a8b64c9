//! Figures for somebody else's KPI: kept, counted only once who answers for the KPI says so.

use uuid::Uuid;

use super::{
    Actor, App, Company, Error,
    change::{Change, NewClaim},
};
use crate::{
    domain::{Claim, Filed, Key, Standing},
    store::{claims, conversations},
};

/// Whose word a claim waits for: who answers for its KPI, where that is anybody.
pub fn awaited<'a>(company: &'a Company, new: &NewClaim) -> Option<&'a Key> {
    if new.standing != Standing::Unendorsed {
        return None;
    }
    answers_for(company, &new.claim)
}

fn answers_for<'a>(company: &'a Company, claim: &Claim) -> Option<&'a Key> {
    let kpi = company.org.kpi(claim.subject.as_ref()?)?;
    company.org.answers_for(kpi)
}

/// Lets another's figure count for the actor's KPI, or lets it go. A claim that is not theirs to decide, or that does
/// not exist, is not found; one that was decided is a conflict.
pub async fn decide(app: &App, actor: &Actor, claim: Uuid, yes: bool) -> Result<(Filed, Change), Error> {
    let mut tx = app.store.read().await?;
    let filed = claims::by_id(&mut tx, actor.company.id, claim).await?.ok_or(Error::NotFound)?;
    if answers_for(&actor.company, &filed.claim) != Some(&actor.person) {
        return Err(Error::NotFound);
    }
    if filed.standing != Standing::Unendorsed {
        return Err(Error::Conflict);
    }
    let boxed = Box::new(filed.clone());
    Ok((filed, if yes { Change::Accept(boxed) } else { Change::Drop(boxed) }))
}

/// Where to reach a person, as channel and thread: where they were last talked with.
pub async fn place_of(app: &App, company: Uuid, person: &Key) -> Result<Option<(String, String)>, Error> {
    let mut tx = app.store.read().await?;
    Ok(conversations::newest(&mut tx, company, person).await?)
}

/// The figures that wait for the actor's word, oldest first.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<Filed>, Error> {
    let org = &actor.company.org;
    let own = org.kpis.iter().filter(|kpi| org.answers_for(kpi) == Some(&actor.person));
    let kpis: Vec<Key> = own.map(|kpi| kpi.id.clone()).collect();
    if kpis.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = app.store.read().await?;
    Ok(claims::unendorsed(&mut tx, actor.company.id, &kpis).await?)
}
