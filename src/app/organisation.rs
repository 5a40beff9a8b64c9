//! The company itself: made, imported again when it changed, and handed out.
//!
//! Only whoever runs the program on the machine does this, so nobody is asked for permission; the audit log says that it
//! was done.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{App, Company, Error};
use crate::{
    domain::{Org, calendar::local_day, org::changes::Changes},
    store::{
        Tx, audit, codes, logins,
        orgs::{self, Imported},
    },
};

/// The action of an import in the audit log.
pub const IMPORTED: &str = "org.import";

/// The action of an export in the audit log.
pub const EXPORTED: &str = "org.export";

/// Who runs the program on the machine, in the audit log.
const COMMAND_LINE: &str = "command line";

/// Makes a company, for which the store works from then on. The database must not have it yet.
pub async fn create(app: &App, org: &Org) -> Result<Company, Error> {
    let (org, now) = (org.clone(), Utc::now());
    let id = app
        .store
        .write(move |tx| {
            Box::pin(async move {
                let id = orgs::create(tx, &org).await?;
                let (added, changed, archived) = Changes::between(None, &org).counts();
                let detail = json!({ "added": added, "changed": changed, "archived": archived });
                audit::add(tx, &entry(id, IMPORTED, &org, detail, now)).await?;
                Ok::<_, Error>(id)
            })
        })
        .await?;
    app.store.bind(id)?;
    app.company(id).await
}

/// Brings a company up to a file: whole or not at all. Doing it again changes nothing. Says what changed.
///
/// Whoever has left by now is logged out, and their open codes are withdrawn.
pub async fn import(app: &App, company: Uuid, org: &Org, now: DateTime<Utc>) -> Result<(Imported, Changes), Error> {
    let org = org.clone();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                let before = orgs::plain_in(tx, company).await?.filter(|(_, version)| *version > 0);
                let made = orgs::made(tx, company).await?;
                let imported = orgs::import(tx, company, &org).await?;
                show_out(tx, company, &org, now).await?;
                let Imported { added, changed, archived, .. } = imported;
                let detail = json!({ "added": added, "changed": changed, "archived": archived });
                audit::add(tx, &entry(company, IMPORTED, &org, detail, now)).await?;
                let changes = Changes::between(before.as_ref().map(|(org, _)| org), &org).keeping(&made);
                Ok((imported, changes))
            })
        })
        .await
}

async fn show_out(tx: &mut Tx, company: Uuid, org: &Org, now: DateTime<Utc>) -> Result<(), Error> {
    let today = local_day(now, org.company.timezone);
    for person in org.people.iter().filter(|p| p.has_left(today)) {
        logins::close_all(tx, company, &person.id).await?;
        codes::revoke(tx, company, &person.id, now).await?;
    }
    Ok(())
}

/// A company as it was last imported, without the names it learnt from talk.
pub async fn plain(app: &App, company: Uuid) -> Result<Org, Error> {
    let mut tx = app.store.read().await?;
    orgs::plain_in(&mut tx, company).await?.map(|(org, _)| org).ok_or(Error::NotFound)
}

/// What an import would change.
pub async fn would_change(app: &App, company: Uuid, before: &Org, after: &Org) -> Result<Changes, Error> {
    let made = orgs::made(&mut app.store.read().await?, company).await?;
    Ok(Changes::between(Some(before), after).keeping(&made))
}

/// Writes down that a company was handed out, in which form.
pub async fn exported(app: &App, company: Uuid, org: &Org, form: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let entry = entry(company, EXPORTED, org, json!({ "form": form }), now);
    app.store
        .write(move |tx| {
            Box::pin(async move {
                audit::add(tx, &entry).await?;
                Ok(())
            })
        })
        .await
}

fn entry(company: Uuid, action: &str, org: &Org, detail: Value, at: DateTime<Utc>) -> audit::Entry {
    let (actor, resource) = (COMMAND_LINE.into(), org.company.id.to_string());
    audit::Entry { company, at, actor, action: action.into(), resource, detail }
}
