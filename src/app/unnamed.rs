//! Milestones and tasks that a report speaks of and nobody has defined: the owner of the project is asked once whether to
//! define them. Nothing is defined by itself.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    Actor, App, Error,
    change::Change,
    work::{self, NewWork, Thing, same_name},
};
use crate::{
    domain::{
        Key,
        access::{Action, Resource, allow, may},
        work::{id_at, key},
    },
    store::{
        Tx,
        unnamed::{self, Proposal},
    },
    understanding::{
        order::What,
        unnamed::{Unnamed, read},
    },
};

/// What becomes of proposed work.
#[derive(Clone, Debug)]
pub struct Defining {
    /// The proposal.
    pub proposal: Uuid,
    /// The work that is made; none where it is not to be.
    pub work: Option<NewWork>,
}

/// The work that a report speaks of and that is to be asked about.
pub async fn found(app: &App, actor: &Actor, text: &str, today: NaiveDate) -> Result<Vec<Proposal>, Error> {
    let company = &actor.company;
    let mut new = Vec::new();
    for one in read(&company.lexicon, text, &actor.person, today) {
        if same_name(&company.org, &one.project, &one.title).is_some() {
            continue;
        }
        let mut tx = app.store.read().await?;
        if !unnamed::is_known(&mut tx, company.id, &one.project, &one.title).await? {
            new.push(proposal(actor, one));
        }
    }
    Ok(new)
}

fn proposal(actor: &Actor, one: Unnamed) -> Proposal {
    let assignee = match one.what {
        What::Task => Some(actor.person.clone()),
        What::Milestone => None,
    };
    let (project, title, due) = (one.project, one.title, one.due);
    Proposal { id: Uuid::now_v7(), project, title, due, assignee, said_by: actor.person.clone() }
}

/// Who is asked about a proposal: the owner of the project.
pub fn owner<'a>(actor: &'a Actor, proposal: &Proposal) -> Option<&'a Key> {
    actor.company.org.project(&proposal.project).map(|project| &project.owner)
}

/// The proposals that wait for the actor's word, oldest first.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<Proposal>, Error> {
    let org = &actor.company.org;
    let mut open = unnamed::open(&mut app.store.read().await?, actor.company.id).await?;
    open.retain(|p| may(org, &actor.person, Action::Manage, Resource::Work(&p.project)).allows());
    Ok(open)
}

/// Defines proposed work, or lets it go. One that is not open is not found; [`Error::Conflict`] where something of the
/// project is called so by now.
pub async fn decide(
    app: &App,
    actor: &Actor,
    id: Uuid,
    yes: bool,
    now: DateTime<Utc>,
) -> Result<(Proposal, Defining), Error> {
    let org = &actor.company.org;
    let mut tx = app.store.read().await?;
    let proposal = unnamed::by_id(&mut tx, actor.company.id, id).await?.ok_or(Error::NotFound)?;
    allow(org, &actor.person, Action::Manage, Resource::Work(&proposal.project))?;
    if !yes {
        return Ok((proposal, Defining { proposal: id, work: None }));
    }
    if same_name(org, &proposal.project, &proposal.title).is_some() {
        return Err(Error::Conflict);
    }
    let (letters, thing) = match &proposal.assignee {
        Some(person) => ("t", Thing::Task(person.clone())),
        None => ("ms", Thing::Milestone),
    };
    let (project, title, due) = (proposal.project.clone(), proposal.title.clone(), proposal.due);
    let work = NewWork { key: key(letters, id_at(now)), project, title, due, thing };
    Ok((proposal, Defining { proposal: id, work: Some(work) }))
}

/// The change that makes it so.
pub fn change(defining: Defining) -> Change {
    Change::Define(Box::new(defining))
}

/// Writes it down.
pub(super) async fn write(
    tx: &mut Tx,
    company: Uuid,
    by: &Key,
    defining: &Defining,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    unnamed::decide(tx, company, defining.proposal, by, defining.work.is_some(), now).await?;
    match &defining.work {
        Some(made) => work::write(tx, company, made).await,
        None => Ok(()),
    }
}
