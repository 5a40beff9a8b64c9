//! The worker that has a model read reports again: from the jobs to the outbox.
//!
//! What its writer sees of it, and what not:
//!
//! - The model adds something: the card is shown anew, in place of the old one where the channel can edit.
//! - It adds nothing: nothing at all. A message that says “nothing new” is noise.
//! - It cannot be asked, or gives no answer that can be used: one line, after a second try where that may help, at once
//!   where it will be a while. A conversation hears it once an hour at most: it changes nothing for the writer, whose
//!   card stands. Where the model is only left alone, the report waits for it up to an hour and is read then.
//! - The report came by a filed history: nothing, for nobody waits there.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    afterthought,
    dialogue::{Dialogue, Expecting},
    intents::report::{after_card, card_reply},
    reply::{InPlace, Reply},
};
use crate::{
    app::{
        App, Error, Second,
        error::unwritable,
        second::{
            self, Share,
            job::{self, READ_HISTORY, Read},
            keep::{self, Added, Show, Shown},
            question::ASK,
            read::prepare,
        },
    },
    domain::{Language, Org},
    store::jobs::{self, Job},
    wording::{Say, say},
};

/// How often to look although no bell has rung: a job was put off, or another process has asked for one.
const LOOK: std::time::Duration = std::time::Duration::from_secs(1);

/// Has the model read what is to be read, until the future is dropped.
pub async fn run(app: &App, company: Uuid) {
    if app.second.is_none() {
        return;
    }
    loop {
        let bell = app.bells.jobs.notified();
        if let Err(error) = drain(app, company).await {
            tracing::warn!(%error, "the jobs of the model could not be worked on");
        }
        // A bell that is missed, and one rung in another process, cost a moment.
        let _ = tokio::time::timeout(LOOK, bell).await;
    }
}

/// Does every job that can be done now.
pub async fn drain(app: &App, company: Uuid) -> Result<(), Error> {
    while step(app, company, Utc::now()).await? {}
    Ok(())
}

/// Does one job, if there is one to do at a moment.
pub async fn step(app: &App, company: Uuid, now: DateTime<Utc>) -> Result<bool, Error> {
    let Some(second) = app.second.clone() else { return Ok(false) };
    let _turn = second.turn().await;
    let Some(job) = job::take(&app.store, company, now, second.lease()).await? else { return Ok(false) };
    let done = match job.kind.as_str() {
        ASK => afterthought::one(app, &second, &job, now).await,
        _ => one(app, &second, &job, now).await,
    };
    match done {
        // Somebody else has taken it over; they end it.
        Ok(()) | Err(Error::Conflict) => Ok(true),
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(error) => {
            tracing::error!(%error, job = %job.lease.id, "a job of the model failed");
            jobs::fail(&app.store, &job, &error.to_string(), now).await?;
            Ok(true)
        }
    }
}

async fn one(app: &App, second: &Second, job: &Job, now: DateTime<Utc>) -> Result<(), Error> {
    let Some(read) = Read::of(job).filter(|read| !read.is_deadly(job)) else {
        tracing::error!(job = %job.lease.id, "a job of the model is broken, or broke its workers");
        return keep::drop(app, job).await;
    };
    let Some(prepared) = prepare(app, second, job.lease.company, &read).await? else {
        return keep::drop(app, job).await;
    };
    let share = if job.kind == READ_HISTORY { Share::Half } else { Share::Whole };
    let asking = (&prepared.request, share);
    let started = std::time::Instant::now();
    let answer = second::ask(app, second, &prepared.actor, asking, now, |answer| prepared.accept(answer)).await?;
    match answer {
        Ok(accepted) => {
            let org = prepared.actor.company.org.clone();
            let show: Show = Box::new(move |added| shown(&org, added));
            keep::keep(app, job, prepared, accepted, show).await?;
            Ok(())
        }
        Err(fault) => {
            // A call takes its time; a pause begins when it is over.
            let now = now + chrono::Duration::from_std(started.elapsed()).unwrap_or_default();
            keep::miss(app, job, read, (&prepared.actor, fault), Box::new(not_read), now).await
        }
    }
}

/// Says that the model has not read a report.
fn not_read(dialogue: Option<Value>, language: Language) -> Result<Value, Error> {
    let language = remembered(dialogue).and_then(|d| d.language).unwrap_or(language);
    serde_json::to_value(Reply::notice(say(&Say::ModelFailed, language))).map_err(unwritable)
}

fn remembered(dialogue: Option<Value>) -> Option<Dialogue> {
    dialogue.and_then(|body| serde_json::from_value(body).ok())
}

/// The card with what the model added, and the question that it asks now.
fn shown(org: &Org, added: Added<'_>) -> Result<Shown, Error> {
    let dialogue = remembered(added.dialogue);
    let language = dialogue.as_ref().and_then(|d| d.language).unwrap_or(added.language);
    let what = match added.counts.added {
        0 => Say::ModelDoubts { lines: added.counts.doubted },
        lines => Say::ModelAdded { lines },
    };
    let notice = say(&what, language);
    let card = card_reply(org, added.card, language);
    let in_place = InPlace {
        text: card.text.clone(),
        buttons: card.buttons.clone(),
        data: card.data.clone(),
        notice: notice.clone(),
    };
    let reply = Reply { text: format!("{notice}\n{}", card.text), in_place: Some(in_place), ..card };
    let dialogue = dialogue.filter(|d| still_speaks_of(d, added.card.report)).map(|d| after_card(&d, added.card));
    Ok(Shown {
        reply: serde_json::to_value(reply).map_err(unwritable)?,
        dialogue: dialogue.map(serde_json::to_value).transpose().map_err(unwritable)?,
    })
}

/// Whether the conversation is still at this card: it was the last one shown, and nothing else is waited for.
fn still_speaks_of(dialogue: &Dialogue, report: Uuid) -> bool {
    let free = match &dialogue.expecting {
        None => true,
        Some(Expecting::Subject { report: of, .. } | Expecting::Check { report: of, .. }) => *of == report,
        Some(
            Expecting::Correction { .. }
            | Expecting::Line { .. }
            | Expecting::Withdrawal { .. }
            | Expecting::IsReport { .. }
            | Expecting::Clarification { .. }
            | Expecting::Work { .. }
            | Expecting::Field { .. }
            | Expecting::Request { .. }
            | Expecting::Reason { .. }
            | Expecting::Comment { .. }
            | Expecting::Language,
        ) => false,
    };
    dialogue.card == Some(report) && free
}

/// Waits until the model has nothing more to read now, for as long as a call may take: for a program that ends with its
/// input.
pub async fn finish(app: &App, company: Uuid) -> Result<(), Error> {
    let Some(second) = &app.second else { return Ok(()) };
    let patience = second.lease().to_std().unwrap_or(LOOK);
    tokio::time::timeout(patience, drain(app, company)).await.unwrap_or(Ok(()))
}
