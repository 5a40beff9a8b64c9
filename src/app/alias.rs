//! Names that people give to things in chat: “凤凰就是会员项目”. Whoever owns the thing decides; then everybody is
//! understood by it. No other wording is remembered.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Actor, App, Error, change::Change};
use crate::{
    domain::{
        Key, Org,
        access::{Action, Resource, allow, may},
    },
    store::{
        Tx,
        aliases::{self, Proposal},
    },
};

/// What becomes of a name.
#[derive(Clone, Debug)]
pub enum Naming {
    /// It waits for the owner.
    Proposed(Proposal),
    /// The owner of the thing said it, or agreed to it.
    Accepted {
        /// The name.
        proposal: Proposal,
        /// Whether it was proposed before.
        was_open: bool,
    },
    /// The owner does not want it.
    Refused(Proposal),
}

impl Naming {
    /// The name it is about.
    pub fn proposal(&self) -> &Proposal {
        match self {
            Naming::Proposed(proposal) | Naming::Accepted { proposal, .. } | Naming::Refused(proposal) => proposal,
        }
    }
}

/// Who is asked about the names of a thing: the owner of its project, or who answers for the KPI. `None` where nobody does:
/// a company's KPI, a person, a department.
pub fn owner<'a>(org: &'a Org, subject: &Key) -> Option<&'a Key> {
    match org.kpi(subject) {
        Some(kpi) => org.answers_for(kpi),
        None => org.project_of(subject).map(|project| &project.owner),
    }
}

/// Proposes a name for a thing; the word of whoever decides on it is enough. [`Error::Invalid`] where nobody could agree
/// to it, [`Error::Conflict`] where something has that name already.
pub fn propose(actor: &Actor, name: &str, subject: &Key, report: Option<Uuid>) -> Result<Naming, Error> {
    let org = &actor.company.org;
    owner(org, subject).ok_or_else(|| Error::Invalid("nobody decides on its names".into()))?;
    if org.names().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
        return Err(Error::Conflict);
    }
    let proposal = Proposal {
        id: Uuid::now_v7(),
        name: name.into(),
        subject: subject.clone(),
        proposed_by: actor.person.clone(),
        report,
    };
    Ok(match may_decide(actor, subject) {
        true => Naming::Accepted { proposal, was_open: false },
        false => Naming::Proposed(proposal),
    })
}

/// The project or KPI that a name is of.
fn resource<'a>(org: &'a Org, subject: &'a Key) -> Resource<'a> {
    org.kpi(subject).map_or(Resource::Work(subject), Resource::Kpi)
}

fn may_decide(actor: &Actor, subject: &Key) -> bool {
    let org = &actor.company.org;
    may(org, &actor.person, Action::Manage, resource(org, subject)).allows()
}

/// Decides on a proposed name. One that is not open is not found.
pub async fn decide(app: &App, actor: &Actor, id: Uuid, yes: bool) -> Result<Naming, Error> {
    let mut tx = app.store.read().await?;
    let proposal = aliases::by_id(&mut tx, actor.company.id, id).await?.ok_or(Error::NotFound)?;
    let org = &actor.company.org;
    allow(org, &actor.person, Action::Manage, resource(org, &proposal.subject))?;
    Ok(if yes { Naming::Accepted { proposal, was_open: true } } else { Naming::Refused(proposal) })
}

/// The names that wait for the actor's word, oldest first.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<Proposal>, Error> {
    let mut tx = app.store.read().await?;
    let mut open = aliases::open(&mut tx, actor.company.id).await?;
    open.retain(|proposal| may_decide(actor, &proposal.subject));
    Ok(open)
}

/// The change that makes it so.
pub fn change(naming: Naming) -> Change {
    Change::Name(Box::new(naming))
}

/// Writes it down.
pub async fn write(tx: &mut Tx, company: Uuid, by: &Key, naming: &Naming, now: DateTime<Utc>) -> Result<(), Error> {
    let proposal = naming.proposal();
    match naming {
        Naming::Proposed(_) => aliases::propose(tx, company, proposal, now).await?,
        Naming::Accepted { was_open, .. } => {
            if !was_open {
                aliases::propose(tx, company, proposal, now).await?;
            }
            aliases::decide(tx, company, proposal.id, by, true, now).await?;
        }
        Naming::Refused(_) => aliases::decide(tx, company, proposal.id, by, false, now).await?,
    }
    Ok(())
}
