//! Where a step becomes durable: the change, the states it moves, the reply, the dialogue, the audit entry and the end
//! of the inbox row, in one transaction.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Actor, App, Error,
    alias::Naming,
    audit::refusal,
    change::{Change, Filing, NewClaim, Replacement, Revision, request_entry},
    second::{job, question},
};
use crate::{
    domain::{Filed, Key, Language, Org, Reader, Standing},
    store::{
        Tx, audit, claims,
        conversations::{self, Conversation, Place},
        inbox::{self, Inbound, Taken},
        outbox::{self, Outgoing},
        reports, states, unnamed,
    },
};

/// Which rules read a report: changes when they read differently.
pub const READER_VERSION: &str = concat!("rules-", env!("CARGO_PKG_VERSION"));

/// One step of a conversation, ready to be made durable.
#[derive(Debug)]
pub struct Turn {
    /// The message it answers.
    pub taken: Taken,
    /// What it changes.
    pub change: Change,
    /// The reply to deliver.
    pub reply: Option<Value>,
    /// The report that the reply is about.
    pub about: Option<Uuid>,
    /// What is said to others because of it.
    pub also: Vec<Outgoing>,
    /// What the conversation remembers.
    pub dialogue: Value,
    /// The language chosen.
    pub language: Option<Language>,
}

/// Makes a step durable, whole or not at all. `actor` is nobody only where the sender is not known.
pub async fn commit(app: &App, actor: Option<&Actor>, turn: Turn) -> Result<(), Error> {
    let now = Utc::now();
    let who = actor.map(|a| (a.person.clone(), a.company.org.clone()));
    let replies = turn.reply.is_some() || !turn.also.is_empty();
    let asks = turn.change.asks_for_a_job();
    app.store.write(move |tx| Box::pin(async move { write(tx, who, turn, now).await })).await?;
    if replies {
        app.bells.outbox.notify_waiters();
    }
    if asks {
        app.bells.jobs.notify_waiters();
    }
    Ok(())
}

async fn write(
    tx: &mut Tx,
    who: Option<(Key, std::sync::Arc<Org>)>,
    turn: Turn,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let message = &turn.taken.message;
    if let Some((person, org)) = who {
        for change in turn.change.each() {
            apply(tx, message, &person, &org, change, now).await?;
        }
        remember(tx, message, &person, turn.dialogue, turn.language, now).await?;
        for change in turn.change.each() {
            record(tx, message, &person, change, now).await?;
        }
    }
    if let Some(body) = turn.reply {
        outbox::put(tx, &outgoing(message, body, turn.about), now).await?;
    }
    for other in &turn.also {
        outbox::put(tx, other, now).await?;
    }
    inbox::finish(tx, &turn.taken, now).await?;
    Ok(())
}

fn outgoing(message: &Inbound, body: Value, about: Option<Uuid>) -> Outgoing {
    Outgoing {
        company: message.company,
        channel: message.channel.clone(),
        thread: message.thread.clone(),
        kind: "reply".into(),
        body,
        reply_to: Some(message.external_id.clone()),
        about,
    }
}

/// Says something in a conversation outside of a step.
pub async fn tell(app: &App, message: &Inbound, body: Value) -> Result<(), Error> {
    let outgoing = outgoing(message, body, None);
    let now = Utc::now();
    app.store
        .write(move |tx| Box::pin(async move { outbox::put(tx, &outgoing, now).await.map_err(Error::from) }))
        .await?;
    app.bells.outbox.notify_waiters();
    Ok(())
}

/// What a conversation remembers.
pub async fn dialogue(app: &App, actor: &Actor, channel: &str, thread: &str) -> Result<Option<Value>, Error> {
    let mut tx = app.store.read().await?;
    let place = Place {
        company: actor.company.id,
        channel: channel.into(),
        thread: thread.into(),
        person: actor.person.clone(),
    };
    Ok(conversations::load(&mut tx, &place).await?.map(|kept| kept.body))
}

async fn apply(
    tx: &mut Tx,
    message: &Inbound,
    person: &Key,
    org: &Org,
    change: &Change,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let company = message.company;
    let mut subjects = change.subjects();
    match change {
        Change::Nothing | Change::Refuse(_) | Change::Several(_) => return Ok(()),
        Change::Name(naming) => return super::alias::write(tx, company, person, naming, now).await,
        Change::Field(setting) => return super::fields::write(tx, company, setting).await,
        Change::Redefine(definition) => return super::definitions::write(tx, company, definition).await,
        Change::Work(work) => return super::work::write(tx, company, work).await,
        Change::Define(defining) => return super::unnamed::write(tx, company, person, defining, now).await,
        Change::Request(moved) => return super::requests::write(tx, company, person.as_str(), moved, now).await,
        Change::Review(review) => return Ok(crate::store::reviews::add(tx, company, review).await?),
        Change::StandIn(away) => return Ok(crate::store::requests::delegate(tx, company, away).await?),
        Change::Wonder(wondering) => return question::put(tx, company, wondering, now).await,
        Change::File(filing) => return file(tx, message, person, org, filing, now).await,
        Change::Revise(revision) => subjects.extend(revise(tx, message, revision, now).await?),
        Change::Replace(replacement) => {
            reports::hold(tx, company, replacement.old.report).await?;
            replace(tx, message, replacement).await?;
        }
        Change::Accept(filed) => {
            reports::hold(tx, company, filed.report).await?;
            claims::set_standing(tx, company, filed.id, Standing::Counted).await?;
        }
        Change::Drop(filed) => {
            reports::hold(tx, company, filed.report).await?;
            claims::set_standing(tx, company, filed.id, Standing::Superseded).await?;
        }
        Change::Withdraw { report, .. } => {
            reports::withdraw(tx, company, *report, now).await?;
        }
    }
    states::refold(tx, company, org, &subjects).await?;
    Ok(())
}

async fn file(
    tx: &mut Tx,
    message: &Inbound,
    person: &Key,
    org: &Org,
    filing: &Filing,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let report = reports::NewReport {
        id: filing.report,
        company: message.company,
        channel: message.channel.clone(),
        external_id: filing.external_id.clone(),
        thread: message.thread.clone(),
        author: person.clone(),
        sent_at: filing.sent_at,
        sent_on: filing.sent_on,
        duty_day: filing.duty_day,
        text: filing.text.clone(),
        summary: filing.summary.clone(),
        keywords: filing.keywords.clone(),
        language: filing.language,
        reader_version: READER_VERSION.into(),
        voice: message.voice,
    };
    if !reports::insert(tx, &report).await? {
        return Ok(());
    }
    let file = |new: &NewClaim| report.filed(new.id, new.standing, new.claim.clone());
    let filed: Vec<Filed> = filing.claims.iter().map(file).collect();
    claims::insert(tx, message.company, &filed).await?;
    states::apply(tx, message.company, org, &filed).await?;
    if let Some(second) = filing.second {
        job::put(tx, message.company, &message.channel, (filing.report, 0, second.voice), now).await?;
    }
    for proposal in &filing.unnamed {
        unnamed::propose(tx, message.company, proposal, now).await?;
    }
    if let Some(late) = &filing.late {
        super::requests::write(tx, message.company, person.as_str(), late, now).await?;
    }
    Ok(())
}

/// Puts a new reading in the place of the old one; text and claims of the old one are kept. Gives the things that are
/// to be looked at besides those the revision names.
async fn revise(tx: &mut Tx, message: &Inbound, revision: &Revision, now: DateTime<Utc>) -> Result<Vec<Key>, Error> {
    let company = message.company;
    reports::hold(tx, company, revision.report).await?;
    let stored = reports::by_id(tx, company, revision.report).await?.ok_or(Error::NotFound)?;
    let stale = read_by_model(tx, company, revision).await?;
    for old in &revision.old {
        claims::set_standing(tx, company, old.id, Standing::Superseded).await?;
    }
    let report = reports::NewReport {
        text: revision.text.clone(),
        summary: revision.summary.clone(),
        keywords: revision.keywords.clone(),
        language: revision.language,
        reader_version: READER_VERSION.into(),
        voice: message.voice,
        ..stored.report
    };
    reports::revise(tx, &report, now).await?;
    let file = |new: &NewClaim| report.filed(new.id, new.standing, new.claim.clone());
    let filed: Vec<Filed> = revision.claims.iter().map(file).collect();
    claims::append(tx, company, report.id, &filed, None).await?;
    if let Some(second) = revision.second {
        job::put(tx, company, &report.channel, (report.id, stored.revision + 1, second.voice), now).await?;
    }
    Ok(stale)
}

/// Lets what a model read of the text before make way: also what it read after the revision was thought out.
async fn read_by_model(tx: &mut Tx, company: Uuid, revision: &Revision) -> Result<Vec<Key>, Error> {
    let counts = |standing| matches!(standing, Standing::Counted | Standing::Pending | Standing::Unendorsed);
    let filed = claims::of_report(tx, company, revision.report).await?;
    let mut subjects = Vec::new();
    for old in filed.into_iter().filter(|f| f.claim.by == Reader::Model && counts(f.standing)) {
        claims::set_standing(tx, company, old.id, Standing::Superseded).await?;
        subjects.extend(old.claim.subject);
    }
    Ok(subjects)
}

async fn replace(tx: &mut Tx, message: &Inbound, replacement: &Replacement) -> Result<(), Error> {
    let new = Filed {
        id: replacement.new.id,
        standing: replacement.new.standing,
        claim: replacement.new.claim.clone(),
        said_in: replacement.said_in.clone(),
        ..replacement.old.clone()
    };
    claims::supersede(tx, message.company, replacement.old.id, &new).await?;
    Ok(())
}

async fn remember(
    tx: &mut Tx,
    message: &Inbound,
    person: &Key,
    body: Value,
    language: Option<Language>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let place = Place {
        company: message.company,
        channel: message.channel.clone(),
        thread: message.thread.clone(),
        person: person.clone(),
    };
    let kept = Conversation { body, language: language.unwrap_or_default(), updated_at: now };
    conversations::save(tx, &place, &kept).await?;
    Ok(())
}

async fn record(
    tx: &mut Tx,
    message: &Inbound,
    person: &Key,
    change: &Change,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (resource, detail) = match change {
        // Asking has left its own entry.
        Change::Nothing | Change::Wonder(_) | Change::Several(_) => return Ok(()),
        Change::Refuse(denied) => {
            audit::add(tx, &refusal(message.company, person.as_str(), denied, now)).await?;
            return Ok(());
        }
        Change::Request(moved) => {
            audit::add(tx, &request_entry(message.company, person.as_str(), moved, now)).await?;
            return Ok(());
        }
        Change::File(f) => {
            if let Some(late) = &f.late {
                audit::add(tx, &request_entry(message.company, person.as_str(), late, now)).await?;
            }
            (f.report.to_string(), json!({ "claims": f.claims.len() }))
        }
        Change::Revise(r) => (r.report.to_string(), json!({ "claims": r.claims.len(), "superseded": r.old.len() })),
        Change::Replace(r) => (r.new.id.to_string(), json!({ "supersedes": r.old.id })),
        Change::Accept(f) | Change::Drop(f) => (f.id.to_string(), Value::Null),
        Change::Name(naming) => {
            let accepted = match **naming {
                Naming::Proposed(_) => Value::Null,
                Naming::Accepted { .. } => json!(true),
                Naming::Refused(_) => json!(false),
            };
            (naming.proposal().subject.to_string(), json!({ "alias": naming.proposal().id, "accepted": accepted }))
        }
        Change::Review(review) => (review.report.to_string(), Value::Null),
        // What stands in it may be personal, and the log is not.
        Change::Field(set) => {
            (set.subject.to_string(), json!({ "field": set.field, "emptied": set.content.is_none() }))
        }
        Change::Redefine(definition) => {
            let field = &definition.field;
            (field.id.to_string(), json!({ "of": field.of, "department": field.within }))
        }
        Change::StandIn(away) => (away.stands_in.to_string(), json!({ "first": away.first, "last": away.last })),
        Change::Define(defining) => {
            let made = defining.work.as_ref().map(|work| &work.key);
            (defining.proposal.to_string(), json!({ "made": made }))
        }
        Change::Work(work) => (work.key.to_string(), json!({ "project": work.project, "due": work.due })),
        Change::Withdraw { report, .. } => (report.to_string(), Value::Null),
    };
    let entry = audit::Entry {
        company: message.company,
        at: now,
        actor: person.to_string(),
        action: change.action().into(),
        resource,
        detail,
    };
    audit::add(tx, &entry).await?;
    Ok(())
}
