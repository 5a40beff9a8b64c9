//! Fields of a company's own on its projects and KPIs: seen with their thing, set in chat by whoever manages it.

use uuid::Uuid;

use super::{Actor, Error, change::Change};
use crate::{
    domain::{
        Key, Org,
        access::{Action, Resource, allow, may_see},
        org::Content,
    },
    store::{Tx, orgs},
};

/// A field of a thing that gets other content, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The project or KPI.
    pub subject: Key,
    /// The field.
    pub field: Key,
    /// What is to stand in it.
    pub content: Option<Content>,
}

fn resource<'a>(org: &'a Org, subject: &'a Key) -> Option<Resource<'a>> {
    let kpi = org.kpi(subject).map(Resource::Kpi);
    kpi.or_else(|| org.project(subject).map(|project| Resource::Work(&project.id)))
}

/// Whether the actor may see the thing, and so what stands in its fields.
pub fn sees(actor: &Actor, subject: &Key) -> bool {
    let org = &actor.company.org;
    resource(org, subject).is_some_and(|thing| may_see(org, &actor.person, thing).allows())
}

/// What stands in a field. [`Error::NotFound`] where the actor may not see the thing.
pub fn content(actor: &Actor, subject: &Key, field: &Key) -> Result<Option<Content>, Error> {
    if !sees(actor, subject) {
        return Err(Error::NotFound);
    }
    Ok(actor.company.org.fields.content(subject, field).cloned())
}

/// Puts something into a field, or takes it out. [`Error::NotFound`] where the actor may not see the thing,
/// [`Error::Forbidden`] where they see it and do not manage it.
pub fn set(actor: &Actor, subject: &Key, field: &Key, content: Option<Content>) -> Result<Setting, Error> {
    let org = &actor.company.org;
    let thing = resource(org, subject).filter(|_| sees(actor, subject)).ok_or(Error::NotFound)?;
    allow(org, &actor.person, Action::Manage, thing)?;
    Ok(Setting { subject: subject.clone(), field: field.clone(), content })
}

/// The change that does it.
pub fn change(setting: Setting) -> Change {
    Change::Field(Box::new(setting))
}

/// Writes it down.
pub(super) async fn write(tx: &mut Tx, company: Uuid, setting: &Setting) -> Result<(), Error> {
    let Setting { subject, field, content } = setting;
    Ok(orgs::set_value(tx, company, subject, field, content.as_ref()).await?)
}
