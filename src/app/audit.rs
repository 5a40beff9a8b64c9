//! The audit log: what was refused, what is done on the machine, and keeping the log's chain.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Actor, App, Error};
use crate::{
    domain::access::{Action, Denied, Resource, allow},
    store::{
        Store,
        audit::{self, AuditFilter, Entry},
        audit_chain,
    },
};

/// How long an entry stands unchained at most, while the service runs.
const EVERY: Duration = Duration::from_secs(60);

/// The action of what was refused.
pub const REFUSED: &str = "access.refuse";

/// The action of reading the log, in a conversation or by a command.
const READ: &str = "audit.read";

/// Who runs the program on the machine.
pub const COMMAND_LINE: &str = "command line";

/// How many entries a conversation shows.
const SHOWN: u32 = 20;

/// An entry.
pub fn entry(company: Uuid, actor: &str, action: &str, resource: String, detail: Value, at: DateTime<Utc>) -> Entry {
    Entry { company, at, actor: actor.into(), action: action.into(), resource, detail }
}

/// The entry of something that was refused: who wanted what with what kind of thing, and whose it is; nothing of what it
/// says.
pub fn refusal(company: Uuid, who: &str, denied: &Denied, at: DateTime<Utc>) -> Entry {
    let of = denied.of.as_ref().map(|key| key.to_string()).unwrap_or_default();
    entry(company, who, REFUSED, of, json!({ "class": denied.class, "action": denied.action }), at)
}

/// Writes down an entry that belongs to no other change.
pub async fn note(app: &App, entry: Entry) -> Result<(), Error> {
    app.store
        .write(move |tx| Box::pin(async move { audit::add(tx, &entry).await.map_err(Error::from) }))
        .await
        .map(drop)
}

/// Writes down what was refused to an actor outside of a conversation, and gives the error on.
pub async fn refused<T>(app: &App, actor: &Actor, result: Result<T, Error>) -> Result<T, Error> {
    if let Err(Error::Forbidden(denied)) = &result {
        note(app, refusal(actor.company.id, actor.person.as_str(), denied, Utc::now())).await?;
    }
    result
}

/// The newest entries, newest first; reading them leaves one.
pub async fn newest(app: &App, actor: &Actor) -> Result<Vec<Entry>, Error> {
    allow(&actor.company.org, &actor.person, Action::See, Resource::AuditLog)?;
    let company = actor.company.id;
    let filter = AuditFilter { limit: Some(SHOWN), ..AuditFilter::default() };
    let entries = audit::list(&mut app.store.read().await?, company, &filter).await?;
    read_by(app, company, actor.person.as_str()).await?;
    Ok(entries)
}

/// Writes down who read the log.
pub async fn read_by(app: &App, company: Uuid, who: &str) -> Result<(), Error> {
    note(app, entry(company, who, READ, String::new(), Value::Null, Utc::now())).await
}

/// Leaves an entry of something done on the machine with the whole database in each company of it. What is done stays
/// done where that fails.
pub async fn note_with_all(store: Store, action: &str, detail: Value) {
    let noted = async {
        for company in App::new(store.clone()).companies().await? {
            let app = App::new(store.bound_to(company.id));
            note(&app, entry(company.id, COMMAND_LINE, action, String::new(), detail.clone(), Utc::now())).await?;
        }
        Ok::<(), Error>(())
    };
    if let Err(error) = noted.await {
        tracing::warn!(%error, action, "the audit log could not be told");
    }
}

/// Chains new entries of the audit log again and again, until the future is dropped.
pub async fn keep_chain(app: &App, company: Uuid) {
    loop {
        if let Err(error) = audit_chain::link(&app.store, company).await {
            tracing::warn!(%error, "the audit log could not be chained");
        }
        tokio::time::sleep(EVERY).await;
    }
}
