//! Figures for somebody else's KPI: kept, counted only once who answers for the KPI says so.

use uuid::Uuid;

use super::{
    Actor, App, Company, Error,
    change::{Change, NewClaim},
};
use crate::{
    domain::{
        Filed, Key, Standing,
        access::{Action, Resource, allow, may},
    },
    store::{claims, conversations},
};

/// Whose word a claim waits for: who answers for its KPI, where that is anybody.
pub fn awaited<'a>(company: &'a Company, new: &NewClaim) -> Option<&'a Key> {
    if new.standing != Standing::Unendorsed {
        return None;
    }
    let kpi = company.org.kpi(new.claim.subject.as_ref()?)?;
    company.org.answers_for(kpi)
}

/// Lets another's figure count for the actor's KPI, or lets it go. A claim that does not exist, or is of no KPI, is not
/// found; one that was decided is a conflict.
pub async fn decide(app: &App, actor: &Actor, claim: Uuid, yes: bool) -> Result<(Filed, Change), Error> {
    let mut tx = app.store.read().await?;
    let filed = claims::by_id(&mut tx, actor.company.id, claim).await?.ok_or(Error::NotFound)?;
    let org = &actor.company.org;
    let kpi = filed.claim.subject.as_ref().and_then(|key| org.kpi(key)).ok_or(Error::NotFound)?;
    allow(org, &actor.person, Action::Manage, Resource::Kpi(kpi))?;
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
    let own = org.kpis.iter().filter(|kpi| may(org, &actor.person, Action::Manage, Resource::Kpi(kpi)).allows());
    let kpis: Vec<Key> = own.map(|kpi| kpi.id.clone()).collect();
    if kpis.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = app.store.read().await?;
    Ok(claims::unendorsed(&mut tx, actor.company.id, &kpis).await?)
}
