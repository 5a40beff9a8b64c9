//! Keeping what the model read, or that it did not: each in one transaction with the end of its job.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Duration, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    job::{HISTORY, Next, READ_HISTORY, Read},
    read::Prepared,
};
use crate::{
    app::{
        Actor, App, Error,
        card::{Card, Line},
        reports::{card_of, doubt_from_history, standing},
        revise::{same_matter, settles},
    },
    domain::{Claim, Doubt, Filed, Key, Language, Reader, Standing, calendar::day_begins},
    models::Fault,
    store::{
        Tx, audit, claims,
        conversations::{self, Conversation, Place},
        jobs::{self, Job},
        outbox::{self, Outgoing},
        reports, states,
    },
    understanding::second::{Accepted, Merged, merge},
};

/// The action in the audit log.
const ACTION: &str = "report.second";

/// Who acts.
const MODEL: &str = "model";

/// The kind of a message that says that the model has not read a report.
const NOT_READ: &str = "not_read";

/// How often a conversation hears that at most. During an outage everybody's every report would say so.
const NAGGING: Duration = Duration::hours(1);

/// What a model's reading changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Lines that the rules did not have.
    pub added: usize,
    /// Lines of the rules that wait for their writer now.
    pub doubted: usize,
}

/// A card as the conversation is to see it.
pub struct Added<'a> {
    /// The card with what the model added.
    pub card: &'a Card,
    /// What it changed.
    pub counts: Counts,
    /// What the conversation remembers.
    pub dialogue: Option<Value>,
    /// The language of the report.
    pub language: Language,
}

/// How it is shown.
pub struct Shown {
    /// The reply.
    pub reply: Value,
    /// What the conversation remembers from now on, where that changes.
    pub dialogue: Option<Value>,
}

/// Makes a reply of a card.
pub type Show = Box<dyn for<'a> FnOnce(Added<'a>) -> Result<Shown, Error> + Send>;

/// Says in a language that the model has not read a report.
pub type Tell = Box<dyn FnOnce(Option<Value>, Language) -> Result<Value, Error> + Send>;

/// Keeps what of an answer holds beside the report as it is now. Says what changed: nothing where the rules
/// had it all, where a person has settled the matter, or where the report was edited or taken back meanwhile.
pub async fn keep(app: &App, job: &Job, prepared: Prepared, accepted: Accepted, show: Show) -> Result<Counts, Error> {
    let earlier = prepared.earlier(app, &accepted).await?;
    let job = job.clone();
    let now = Utc::now();
    let added = app
        .store
        .write(move |tx| {
            Box::pin(async move {
                jobs::finish(tx, &job, now).await?;
                add(tx, &prepared, accepted, &earlier, show, now).await
            })
        })
        .await?;
    if added != Counts::default() {
        app.bells.outbox.notify_waiters();
    }
    Ok(added)
}

async fn add(
    tx: &mut Tx,
    prepared: &Prepared,
    accepted: Accepted,
    earlier: &[Filed],
    show: Show,
    now: DateTime<Utc>,
) -> Result<Counts, Error> {
    let (company, id) = (prepared.actor.company.id, prepared.report.report.id);
    reports::hold(tx, company, id).await?;
    let stored = reports::by_id(tx, company, id).await?.ok_or(Error::NotFound)?;
    if stored.withdrawn_at.is_some() || stored.revision != prepared.report.revision {
        return Ok(Counts::default());
    }
    let filed = claims::of_report(tx, company, id).await?;
    let corrections = claims::corrections_of(tx, company, id).await?;
    let card = card_of(id, &stored.report.text, &filed, &corrections);
    let dropped = dropped(tx, &prepared.actor, &filed, stored.report.sent_at).await?;
    let refused = counted(&accepted);
    tracing::debug!(report = %id, accepted = accepted.claims.len(), ?refused, "the model has read a report");
    let as_read = as_read(&card, &filed, &corrections);
    let merged = settled(&card, &as_read, &dropped, accepted.claims);
    let new = new_claims(&prepared.actor, &stored.report, earlier, merged.added);
    claims::append(tx, company, id, &new, Some(prepared.prompt_version())).await?;
    let doubted = doubt(tx, company, &card, &merged.doubted).await?;
    if new.is_empty() && doubted.is_empty() {
        return Ok(Counts::default());
    }
    let changed = new.iter().map(|f| &f.claim).chain(doubted.iter().map(|line| &line.claim));
    let subjects: Vec<Key> = changed.filter_map(|claim| claim.subject.clone()).collect();
    states::refold(tx, company, &prepared.actor.company.org, &subjects).await?;
    let counts = Counts { added: new.len(), doubted: doubted.len() };
    let detail = json!({
        "added": new.len(), "doubted": doubted.len(), "refused": refused, "prompt": prepared.prompt_version(),
    });
    let entry =
        audit::Entry { company, at: now, actor: MODEL.into(), action: ACTION.into(), resource: id.to_string(), detail };
    audit::add(tx, &entry).await?;
    if stored.report.channel != HISTORY {
        let filed = claims::of_report(tx, company, id).await?;
        let card = card_of(id, &stored.report.text, &filed, &corrections);
        tell_of(tx, &stored.report, &card, counts, show, now).await?;
    }
    Ok(counts)
}

/// The lines of a card as they were first read: a corrected one has its words elsewhere.
fn as_read(card: &Card, filed: &[Filed], corrections: &[(Uuid, Uuid)]) -> Vec<Claim> {
    let before = |id: Uuid| corrections.iter().find(|(new, _)| *new == id).map(|(_, old)| *old);
    let first = |line: &Line| {
        let mut id = line.id;
        while let Some(old) = before(id) {
            id = old;
        }
        filed.iter().find(|f| f.id == id).map_or_else(|| line.claim.clone(), |f| f.claim.clone())
    };
    card.lines.iter().map(first).collect()
}

/// What a model's claims change on a card. A line that a person corrected, wrote or took off is settled.
fn settled(card: &Card, as_read: &[Claim], dropped: &[Claim], model: Vec<Claim>) -> Merged {
    let mut merged = merge(as_read, model);
    merged.added.retain(|claim| {
        let settled = |line: &Line| by_person(line) && (settles(line, claim) || same_matter(&line.claim, claim));
        !card.lines.iter().any(settled) && !dropped.iter().any(|old| same_matter(old, claim))
    });
    merged.doubted.retain(|(at, _)| card.lines.get(*at).is_some_and(|line| !by_person(line)));
    merged
}

/// Whether a person has had their say on a line: corrected it, chose what it is about, or let it count after all.
pub(in crate::app) fn by_person(line: &Line) -> bool {
    let accepted = line.standing == Standing::Counted && line.claim.doubt.is_some();
    line.claim.by == Reader::Person || line.was.is_some() || accepted
}

/// The claims of a report that its writer took off.
pub(in crate::app) async fn dropped(
    tx: &mut Tx,
    actor: &Actor,
    filed: &[Filed],
    since: DateTime<Utc>,
) -> Result<Vec<Claim>, Error> {
    if filed.iter().all(|f| f.standing != Standing::Superseded) {
        return Ok(Vec::new());
    }
    let filter = audit::AuditFilter {
        actor: Some(actor.person.to_string()),
        action: Some("claim.drop".into()),
        from: Some(since),
        ..Default::default()
    };
    let entries = audit::list(tx, actor.company.id, &filter).await?;
    let taken_off = |f: &&Filed| entries.iter().any(|e| e.resource == f.id.to_string());
    Ok(filed.iter().filter(taken_off).map(|f| f.claim.clone()).collect())
}

fn new_claims(actor: &Actor, report: &reports::NewReport, earlier: &[Filed], added: Vec<Claim>) -> Vec<Filed> {
    let filed = |mut claim: Claim| {
        if claim.doubt.is_none() {
            claim.doubt = doubt_from_history(actor, &claim, earlier);
        }
        report.filed(Uuid::now_v7(), standing(actor, &claim), claim)
    };
    added.into_iter().map(filed).collect()
}

/// Lets lines wait for their writer. Gives those that counted until now.
async fn doubt<'a>(
    tx: &mut Tx,
    company: Uuid,
    card: &'a Card,
    doubted: &[(usize, Doubt)],
) -> Result<Vec<&'a Line>, Error> {
    let mut waiting = Vec::new();
    for (at, doubt) in doubted {
        let Some(line) = card.lines.get(*at) else { continue };
        if claims::set_doubt(tx, company, line.id, doubt).await? {
            waiting.push(line);
        }
    }
    Ok(waiting)
}

/// How many claims of an answer were refused, by reason.
fn counted(accepted: &Accepted) -> BTreeMap<&'static str, usize> {
    let mut reasons = BTreeMap::new();
    for refused in &accepted.refused {
        *reasons.entry(refused.why.code()).or_default() += 1;
    }
    reasons
}

fn place(report: &reports::NewReport) -> Place {
    Place {
        company: report.company,
        channel: report.channel.clone(),
        thread: report.thread.clone(),
        person: report.author.clone(),
    }
}

async fn tell_of(
    tx: &mut Tx,
    report: &reports::NewReport,
    card: &Card,
    counts: Counts,
    show: Show,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let place = place(report);
    let remembered = conversations::load(tx, &place).await?;
    let dialogue = remembered.as_ref().map(|kept| kept.body.clone());
    let shown = show(Added { card, counts, dialogue, language: report.language })?;
    if let (Some(body), Some(before)) = (shown.dialogue, remembered) {
        conversations::save(tx, &place, &Conversation { body, updated_at: now, ..before }).await?;
    }
    outbox::put(tx, &outgoing(report, "reply", shown.reply, Some(report.id)), now).await?;
    Ok(())
}

fn outgoing(report: &reports::NewReport, kind: &str, body: Value, about: Option<Uuid>) -> Outgoing {
    Outgoing {
        company: report.company,
        channel: report.channel.clone(),
        thread: report.thread.clone(),
        kind: kind.into(),
        body,
        reply_to: Some(report.external_id.clone()),
        about,
    }
}

/// Ends a job that has nothing to do any more.
pub async fn drop(app: &App, job: &Job) -> Result<(), Error> {
    let (job, now) = (job.clone(), Utc::now());
    app.store.write(move |tx| Box::pin(async move { Ok(jobs::finish(tx, &job, now).await?) })).await
}

/// Ends a job whose question was not answered, or puts it off, and tells the writer where that is worth telling.
pub async fn miss(
    app: &App,
    job: &Job,
    mut read: Read,
    (actor, fault): (&Actor, Fault),
    tell: Tell,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    read.calls += u32::from(fault.is_of_a_call());
    let why = fault.code();
    tracing::info!(fault = why, report = %read.report, calls = read.calls, "the model has not read a report");
    let tomorrow = day_begins(super::day(actor, now) + Days::new(1), actor.company.org.company.timezone);
    let next = read.after(fault, job.kind == READ_HISTORY, now, tomorrow);
    let tell = read.is_worth_telling(next, now).then_some(tell);
    let (job, company) = (job.clone(), job.lease.company);
    let told = app
        .store
        .write(move |tx| {
            Box::pin(async move {
                let told = match tell {
                    Some(tell) => not_read(tx, company, &read, tell, now).await?,
                    None => false,
                };
                let body = Read { waits: read.waits + 1, told: read.told || told, ..read };
                let body = serde_json::to_value(&body).map_err(crate::app::error::unwritable)?;
                match next {
                    Next::Later(then) => jobs::put_off(tx, &job, &body, why, then).await?,
                    Next::Never => jobs::finish(tx, &job, now).await?,
                }
                Ok::<_, Error>(told)
            })
        })
        .await?;
    if told {
        app.bells.outbox.notify_waiters();
    }
    Ok(())
}

/// Tells the writer, unless nobody waits there or the conversation has heard it a moment ago.
async fn not_read(tx: &mut Tx, company: Uuid, read: &Read, tell: Tell, now: DateTime<Utc>) -> Result<bool, Error> {
    let Some(stored) = reports::by_id(tx, company, read.report).await? else { return Ok(false) };
    let report = &stored.report;
    if report.channel == HISTORY || stored.withdrawn_at.is_some() {
        return Ok(false);
    }
    if outbox::written_since(tx, company, &report.channel, &report.thread, NOT_READ, now - NAGGING).await? {
        return Ok(false);
    }
    let dialogue = conversations::load(tx, &place(report)).await?.map(|kept| kept.body);
    // It is not about the card: a newer message about a card would take its buttons away.
    let message = outgoing(report, NOT_READ, tell(dialogue, report.language)?, None);
    outbox::put(tx, &message, Utc::now()).await?;
    Ok(true)
}
