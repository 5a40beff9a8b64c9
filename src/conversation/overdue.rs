//! Requests on which nobody decided in time: the next one up is asked, and who asked is told.

use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{intents::request::asking, reply::Reply};
use crate::{
    app::{
        App, Company, Error,
        change::request_entry,
        error::unwritable,
        requests::{self, Moved},
    },
    domain::{Key, Language, approval::Event},
    store::{
        Tx, audit,
        conversations::{self, Place},
        outbox::{self, Outgoing},
    },
    wording::{RequestSay, Say, request_line, say},
};

/// How often to look.
const EVERY: Duration = Duration::from_secs(60);

/// Who does it, in the audit log.
const WHO: &str = "overdue";

/// Looks again and again, until the future is dropped.
pub async fn run(app: &App, company: Uuid) {
    loop {
        if let Err(error) = once(app, company, Utc::now()).await {
            tracing::warn!(%error, "overdue requests could not be looked at");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Takes every request one up that is overdue at a moment. Says how many moved.
pub async fn once(app: &App, company: Uuid, now: DateTime<Utc>) -> Result<usize, Error> {
    let company = app.company(company).await?;
    let steps = requests::overdue(app, &company, now).await?;
    let count = steps.len();
    for step in steps {
        let held = company.clone();
        let done = app.store.write(move |tx| Box::pin(async move { raise(tx, &held, &step, now).await })).await;
        match done {
            // Somebody decided meanwhile.
            Ok(()) | Err(Error::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    if count > 0 {
        app.bells.outbox.notify_waiters();
    }
    Ok(count)
}

async fn raise(tx: &mut Tx, company: &Company, moved: &Moved, now: DateTime<Utc>) -> Result<(), Error> {
    requests::write(tx, company.id, WHO, moved, now).await?;
    let request = &moved.request;
    audit::add(tx, &request_entry(company.id, WHO, moved, now)).await?;
    let org = &company.org;
    if let Some(decider) = request.approver.as_ref().filter(|_| moved.event == Event::Raise) {
        tell(tx, company, decider, |language| asking(org, request, language, true), now).await?;
    }
    let words = |language: Language| {
        let line = request_line(org, &request.about, &request.wish, language);
        let what = match &request.approver {
            Some(decider) => RequestSay::WentUp { line, decider: org.name(decider).to_string() },
            None => RequestSay::Expired(line),
        };
        Reply::notice(say(&Say::Request(what), language))
    };
    tell(tx, company, &request.by, words, now).await
}

/// Tells somebody where they were last talked with, in the language of that conversation.
async fn tell(
    tx: &mut Tx,
    company: &Company,
    person: &Key,
    reply: impl Fn(Language) -> Reply,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Some((channel, thread)) = conversations::newest(tx, company.id, person).await? else { return Ok(()) };
    let place = Place { company: company.id, channel: channel.clone(), thread: thread.clone(), person: person.clone() };
    let language = conversations::load(tx, &place).await?.map(|kept| kept.language).unwrap_or_default();
    let body = serde_json::to_value(reply(language)).map_err(unwritable)?;
    let message =
        Outgoing { company: company.id, channel, thread, kind: "notice".into(), body, reply_to: None, about: None };
    outbox::put(tx, &message, now).await?;
    Ok(())
}
