//! From the inbox to the outbox: takes a message, has it answered, and makes the step durable with its reply.
//!
//! Everything may arrive twice and every step may break off: a message is received once, a step is committed whole or
//! not at all, and what was not finished is taken again when its lease runs out.

use chrono::{Duration, Utc};
use uuid::Uuid;

pub use super::receive::{SeenRoom, receive, receive_all, receive_with};
use super::{
    Step, ToOther,
    dialogue::Dialogue,
    heard::Heard,
    receive::again_on_collision,
    reply::Reply,
    respond,
    room::{self, Said},
};
use crate::{
    app::{self, Actor, App, Error, commit::Turn},
    domain::Language,
    store::{
        self, Failed,
        inbox::{self, Inbound, Taken},
        outbox::{self, Outgoing},
    },
    wording::{Say, say},
};

/// How long a message is held by one worker. A step takes milliseconds; a killed worker's messages wait this long.
const LEASE: Duration = Duration::seconds(5);

/// How long a message rests that could not be worked on because the database was busy or away.
const REST: Duration = Duration::seconds(1);

/// The channel of filed histories: nobody waits there for a reply.
pub const HISTORY: &str = app::second::job::HISTORY;

/// A message that has been worked on.
#[derive(Clone, Debug)]
pub struct Worked {
    /// The id it came with.
    pub external_id: String,
    /// What was said to it.
    pub reply: Option<Reply>,
    /// The report that was filed of it.
    pub report: Option<Uuid>,
}

/// How many messages are worked on side by side.
const SIDE_BY_SIDE: usize = 4;

/// How often to look although no bell has rung: another process may have received something, or a lease run out.
const LOOK: std::time::Duration = std::time::Duration::from_millis(500);

/// Works on what comes in by a channel, until the future is dropped. A database that is away is waited for.
///
/// What a terminal or a command received is worked on by that process itself, which waits for it.
pub async fn run(app: &App, company: Uuid, channel: &str) {
    let one = || async {
        loop {
            let bell = app.bells.inbox.notified();
            if let Err(error) = drain_quietly(app, company, channel).await {
                tracing::warn!(%error, "the inbox could not be worked on");
            }
            // A bell that is missed, and one rung in another process, cost a moment.
            let _ = tokio::time::timeout(LOOK, bell).await;
        }
    };
    futures::future::join_all((0..SIDE_BY_SIDE).map(|_| one())).await;
}

async fn drain_quietly(app: &App, company: Uuid, channel: &str) -> Result<(), Error> {
    while step(app, company, channel).await?.is_some() {}
    Ok(())
}

/// Works on everything that can be taken now.
pub async fn drain(app: &App, company: Uuid, channel: &str) -> Result<Vec<Worked>, Error> {
    let mut done = Vec::new();
    while let Some(worked) = step(app, company, channel).await? {
        done.push(worked);
    }
    Ok(done)
}

/// Works until nothing waits on a channel: also on what a worker that was killed still holds, once its lease runs out.
pub async fn finish(app: &App, company: Uuid, channel: &str) -> Result<(), Error> {
    let patience = tokio::time::Instant::now() + std::time::Duration::from_secs(30);
    loop {
        let left = drain_and_count(app, company, channel).await;
        match left {
            Ok(0) => return Ok(()),
            Ok(_) | Err(Error::Unavailable(_)) if tokio::time::Instant::now() < patience => {}
            left => return left.map(drop),
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

async fn drain_and_count(app: &App, company: Uuid, channel: &str) -> Result<u64, Error> {
    drain(app, company, channel).await?;
    Ok(inbox::pending(&app.store, company).await?)
}

/// Works on one message, if one can be taken.
pub async fn step(app: &App, company: Uuid, channel: &str) -> Result<Option<Worked>, Error> {
    let taken = inbox::take_of(&app.store, company, Some(channel), Utc::now(), LEASE).await?;
    let Some(taken) = taken else { return Ok(None) };
    if taken.lease.is_exhausted() {
        // Every worker that took it was killed by it, or with it.
        return put_back(app, &taken, &Error::Internal(store::Error::Broken)).await.map(Some);
    }
    match again_on_collision(|| handle(app, &taken)).await {
        Ok(worked) => Ok(Some(worked)),
        // Somebody else has taken it over; they answer it.
        Err(Error::Conflict) => Ok(Some(nothing(&taken))),
        Err(error @ Error::Unavailable(_)) => {
            // Where not even this can be written, the lease runs out.
            let _ = inbox::give_back(&app.store, &taken, Utc::now() + REST).await;
            Err(error)
        }
        Err(error) => put_back(app, &taken, &error).await.map(Some),
    }
}

fn nothing(taken: &Taken) -> Worked {
    Worked { external_id: taken.message.external_id.clone(), reply: None, report: None }
}

/// What failed comes again; the fifth time its writer is told and the conversation goes on.
async fn put_back(app: &App, taken: &Taken, error: &Error) -> Result<Worked, Error> {
    tracing::error!(%error, message = %taken.lease.id, "a message could not be handled");
    let failed = inbox::fail(&app.store, taken, &error.to_string(), Utc::now()).await?;
    match failed {
        Failed::Again { .. } => {}
        Failed::SetAside => {
            let language = Language::of(&taken.message.text).unwrap_or_default();
            let reply = Reply::notice(say(&Say::SetAside, language));
            app::commit::tell(app, &taken.message, serde_json::to_value(&reply).map_err(app::error::unwritable)?)
                .await?;
        }
    }
    Ok(nothing(taken))
}

async fn handle(app: &App, taken: &Taken) -> Result<Worked, Error> {
    let message = &taken.message;
    let company = app.company(message.company).await?;
    let found = app::rooms::of(app, &company, message).await?;
    // A code is nothing to be shown to others.
    if found.is_none()
        && let Some(reply) = super::binding::answer(app, &company, message).await?
    {
        let step = Step::change(app::change::Change::Nothing, reply, Dialogue::default());
        return keep(app, taken, None, step, Vec::new()).await;
    }
    let Some(actor) = app::people::speaker(app, &company, &message.channel, &message.sender, message.sent_at).await?
    else {
        let language = Language::of(&message.text).unwrap_or_default();
        let what = if found.is_some() { Say::UnboundInRoom } else { Say::Unbound };
        let reply = Reply::notice(say(&what, language));
        let step = Step::change(app::change::Change::Nothing, reply, Dialogue::default());
        return keep(app, taken, None, step, Vec::new()).await;
    };
    match found {
        Some(found) => in_room(app, taken, &actor, &found).await,
        None => {
            let step = answered(app, &hear(app, &actor, message).await?).await?;
            keep(app, taken, Some(&actor), step, Vec::new()).await
        }
    }
}

/// Answers a message of a room there, or as if it had been said in private.
async fn in_room(app: &App, taken: &Taken, actor: &Actor, found: &app::rooms::Found) -> Result<Worked, Error> {
    let mut apart = taken.clone();
    apart.message.thread.clone_from(&found.private);
    let heard = hear(app, actor, &taken.message).await?;
    match room::respond(app, &heard, &found.room).await? {
        Said::Here { step, privately } => {
            let also = privately.map(|reply| replying(&apart.message, &reply)).transpose()?;
            keep(app, taken, Some(actor), *step, also.into_iter().collect()).await
        }
        Said::Privately => {
            let heard = hear(app, actor, &apart.message).await?;
            // Words for a group are no answer to what was asked in private.
            let heard = Heard { dialogue: heard.dialogue.without_words_asked_for(), ..heard };
            let step = answered(app, &heard).await?;
            let also = room::word(&heard, &step).map(|reply| replying(&taken.message, &reply)).transpose()?;
            keep(app, &apart, Some(actor), step, also.into_iter().collect()).await
        }
    }
}

/// A message with everything that is needed to understand it.
async fn hear<'a>(app: &App, actor: &'a Actor, message: &'a Inbound) -> Result<Heard<'a>, Error> {
    let remembered = app::commit::dialogue(app, actor, &message.channel, &message.thread).await?;
    let dialogue = remembered.and_then(|body| serde_json::from_value(body).ok()).unwrap_or_default();
    let (dialogue, replies_to_card) = aimed(app, actor, message, dialogue).await?;
    Ok(Heard {
        actor,
        text: &message.text,
        channel: &message.channel,
        thread: &message.thread,
        external_id: &message.external_id,
        sent_at: message.sent_at,
        voice: message.voice,
        is_report: message.forced_report,
        revises: revised(app, actor, message).await?,
        replies_to_card,
        dialogue,
    })
}

/// What is answered to it; what the speaker may not do is no fault of ours.
async fn answered(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    match respond(app, heard).await {
        Err(error @ (Error::NotFound | Error::Forbidden(_) | Error::Invalid(_))) => {
            tracing::debug!(%error, "refused");
            Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard))).refused(error))
        }
        done => done,
    }
}

/// A reply to a message, in the thread that it has.
fn replying(message: &Inbound, reply: &Reply) -> Result<Outgoing, Error> {
    Ok(Outgoing {
        company: message.company,
        channel: message.channel.clone(),
        thread: message.thread.clone(),
        kind: "reply".into(),
        body: serde_json::to_value(reply).map_err(app::error::unwritable)?,
        reply_to: Some(message.external_id.clone()),
        about: None,
    })
}

/// The report that a message is the edited form of.
async fn revised(app: &App, actor: &Actor, message: &Inbound) -> Result<Option<Uuid>, Error> {
    match &message.revises {
        Some(original) => app::revise::report_of(app, actor, &message.channel, original).await,
        None => Ok(None),
    }
}

/// A message that replies to a card speaks of that card, whatever was shown since. Says whether it does.
async fn aimed(app: &App, actor: &Actor, message: &Inbound, dialogue: Dialogue) -> Result<(Dialogue, bool), Error> {
    let Some(reply_to) = &message.reply_to else { return Ok((dialogue, false)) };
    let mut tx = app.store.read().await?;
    let ours = outbox::about(&mut tx, message.company, &message.channel, &message.thread, reply_to).await?;
    drop(tx);
    let report = match ours {
        Some(report) => Some(report),
        None => app::revise::report_of(app, actor, &message.channel, reply_to).await?,
    };
    let Some(report) = report else { return Ok((dialogue, false)) };
    if dialogue.card == Some(report) {
        return Ok((dialogue, true));
    }
    match app::reports::card(app, actor, report).await {
        Ok(card) => Ok((super::intents::report::after_card(&dialogue, &card), true)),
        Err(Error::NotFound | Error::Forbidden(_)) => Ok((dialogue, false)),
        Err(error) => Err(error),
    }
}

/// Makes a step durable, with what is said elsewhere because of it.
async fn keep(
    app: &App,
    taken: &Taken,
    actor: Option<&Actor>,
    step: Step,
    elsewhere: Vec<Outgoing>,
) -> Result<Worked, Error> {
    let report = match &step.change {
        app::change::Change::File(filing) => Some(filing.report),
        _ => None,
    };
    let delivered = step.reply.as_ref().filter(|_| taken.message.channel != HISTORY);
    let reply = delivered.map(serde_json::to_value).transpose().map_err(app::error::unwritable)?;
    let dialogue = serde_json::to_value(&step.dialogue).map_err(app::error::unwritable)?;
    let about = step.reply.as_ref().and_then(|r| r.about);
    let mut also = to_others(app, taken, actor, step.also).await?;
    also.extend(elsewhere);
    let turn = Turn {
        taken: taken.clone(),
        change: step.change,
        reply,
        about,
        also,
        dialogue,
        language: step.dialogue.language,
    };
    app::commit::commit(app, actor, turn).await?;
    Ok(Worked { external_id: taken.message.external_id.clone(), reply: step.reply, report })
}

/// Messages to others, each where they were last talked with. Who never talked finds them under 我的.
async fn to_others(
    app: &App,
    taken: &Taken,
    actor: Option<&Actor>,
    others: Vec<ToOther>,
) -> Result<Vec<Outgoing>, Error> {
    let message = &taken.message;
    let mut outgoing = Vec::new();
    for other in others.into_iter().filter(|_| message.channel != HISTORY) {
        let place = if actor.is_some_and(|a| a.person == other.person) {
            Some((message.channel.clone(), message.thread.clone()))
        } else {
            app::endorse::place_of(app, message.company, &other.person).await?
        };
        let Some((channel, thread)) = place else { continue };
        let body = serde_json::to_value(&other.reply).map_err(app::error::unwritable)?;
        let company = message.company;
        let kind = "notice".into();
        outgoing.push(Outgoing { company, channel, thread, kind, body, reply_to: None, about: None });
    }
    Ok(outgoing)
}

/// Hands out what waits in the outbox of a channel, of one thread or all, each with the id of the message it answers.
pub async fn deliver(
    app: &App,
    company: Uuid,
    channel: &str,
    thread: Option<&str>,
    mut hand_out: impl FnMut(Option<&str>, &Reply) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    deliver_each(app, company, channel, thread, |message, reply| hand_out(message.reply_to.as_deref(), reply)).await
}

/// The same, each with all that is known of where it goes.
pub async fn deliver_each(
    app: &App,
    company: Uuid,
    channel: &str,
    thread: Option<&str>,
    mut hand_out: impl FnMut(&Outgoing, &Reply) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    while let Some(delivery) = outbox::take_for(&app.store, company, channel, thread, Utc::now(), LEASE).await? {
        let reply: Reply = serde_json::from_value(delivery.message.body.clone())?;
        hand_out(&delivery.message, &reply)?;
        outbox::sent(&app.store, &delivery, None, Utc::now()).await?;
    }
    Ok(())
}
