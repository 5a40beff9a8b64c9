//! One-time codes: an admin gives one to a person, who redeems it on a channel and is known there from then on.
//!
//! A code has 192 random bits, is good for [`LIFETIME`] and once. Only its hash is kept. A new code of a person ends the
//! open ones.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Actor, App, Company, Error, failures};
use crate::{
    domain::{
        Key,
        access::{Action, Resource, allow},
    },
    store::{
        accounts, audit,
        codes::{self, Code},
    },
};

/// How long a code can be redeemed.
pub const LIFETIME: Duration = Duration::minutes(15);

/// The action of an issued code in the audit log.
const ISSUED: &str = "code.issue";

/// The action of a redeemed code in the audit log.
const REDEEMED: &str = "code.redeem";

/// Random bytes in the form in which people pass them on: letters, digits, `-` and `_`.
pub fn random() -> String {
    let mut bytes = [0_u8; 24];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is kept of a code or cookie.
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// Issues a code for a person. Admins may, and whoever runs the program on the machine (`by` is `None`).
pub async fn issue(
    app: &App,
    company: &Company,
    by: Option<&Actor>,
    person: &Key,
    now: DateTime<Utc>,
) -> Result<String, Error> {
    if let Some(actor) = by {
        allow(&company.org, &actor.person, Action::Manage, Resource::Account(person))?;
    }
    if !company.is_present(person, now) {
        return Err(Error::NotFound);
    }
    let issued_by = by.map_or_else(|| "command line".to_string(), |actor| actor.person.to_string());
    let secret = random();
    let kept = hash(&secret);
    let (id, person) = (company.id, person.clone());
    let entry = entry(id, &issued_by, ISSUED, &person, now);
    let code = Code { person: person.clone(), issued_by, expires_at: now + LIFETIME };
    app.store
        .write(move |tx| {
            Box::pin(async move {
                codes::revoke(tx, id, &person, now).await?;
                codes::insert(tx, id, &kept, &code, now).await?;
                audit::add(tx, &entry).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(secret)
}

/// Whom a code is for, while it can be redeemed: to be shown before it is.
pub async fn peek(app: &App, company: &Company, secret: &str, now: DateTime<Utc>) -> Result<Option<Key>, Error> {
    let mut tx = app.store.read().await?;
    let found = codes::find(&mut tx, company.id, &hash(secret), now).await?;
    Ok(found.map(|code| code.person).filter(|p| company.is_present(p, now)))
}

/// Redeems a code: the account of a channel is that person from now on. [`Error::NotFound`] where the code is wrong,
/// used or over: the three are not told apart.
pub async fn redeem(
    app: &App,
    company: &Company,
    secret: &str,
    channel: &str,
    external: &str,
    now: DateTime<Utc>,
) -> Result<Key, Error> {
    let kept = hash(secret);
    let (here, by, external) = (company.clone(), channel.to_string(), external.to_string());
    let redeemed = app
        .store
        .write(move |tx| {
            Box::pin(async move {
                let id = here.id;
                let code = codes::find(tx, id, &kept, now).await?.ok_or(Error::NotFound)?;
                if !here.is_present(&code.person, now) {
                    return Err(Error::NotFound);
                }
                if !codes::use_up(tx, id, &kept, now).await? {
                    return Err(Error::NotFound);
                }
                accounts::bind(tx, id, &by, &external, &code.person, now).await?;
                audit::add(tx, &entry(id, code.person.as_str(), REDEEMED, &code.person, now)).await?;
                Ok(code.person)
            })
        })
        .await;
    if matches!(redeemed, Err(Error::NotFound)) {
        failures::wrong_code(app, company, channel, now).await?;
    }
    redeemed
}

fn entry(company: Uuid, actor: &str, action: &str, person: &Key, now: DateTime<Utc>) -> audit::Entry {
    audit::Entry {
        company,
        at: now,
        actor: actor.into(),
        action: action.into(),
        resource: person.to_string(),
        detail: Value::Null,
    }
}
