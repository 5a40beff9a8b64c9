//! A question that the rules did not understand: the model may fill the same typed question, which is then asked like any
//! other, permission first.
//!
//! The asker has had the rules' answer at once. So the model is asked once, and what comes to nothing is not spoken of.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::keep::Shown;
use crate::{
    app::{Actor, App, Error, error::unwritable},
    domain::{Key, Language},
    models::{Completion, Fault, Request},
    store::{
        Tx,
        conversations::{self, Conversation, Place},
        jobs::{self, Job},
        outbox::{self, Outgoing},
    },
    understanding::{
        question::{Context, Question, understand},
        second::{
            Why,
            question::{self, Task},
        },
    },
};

/// Filling a question.
pub const ASK: &str = "ask";

/// The most tokens of an answer: one small object.
const MOST_TOKENS: u32 = 300;

/// A question with all that is needed to ask it again later.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wondering {
    /// Who asked.
    pub person: Key,
    /// By which channel.
    pub channel: String,
    /// In which conversation.
    pub thread: String,
    /// The message's id there.
    pub external_id: String,
    /// Its words.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The question before.
    pub previous: Option<Context>,
    /// What the rules' answer left for a question that follows up: while that is there, nothing else was asked.
    pub left: Context,
    /// The language chosen; `None` answers in that of the question.
    pub language: Option<Language>,
}

/// What the model is asked about a question; `None` where the rules understood it, or it is not the model's to see.
fn task(actor: &Actor, text: &str, at: DateTime<Utc>, previous: Option<&Context>) -> Option<Task> {
    let org = &actor.company.org;
    let understood = understand(org, text, &actor.person, at, previous);
    question::task(org, text, &actor.person, at, &understood, previous)
}

/// Whether the model is to be asked about a question.
pub fn is_wanted(app: &App, actor: &Actor, text: &str, at: DateTime<Utc>, previous: Option<&Context>) -> bool {
    app.second.is_some() && task(actor, text, at, previous).is_some()
}

/// Asks for a question to be filled, in the transaction that answers it by rules.
pub async fn put(tx: &mut Tx, company: Uuid, wondering: &Wondering, now: DateTime<Utc>) -> Result<(), Error> {
    let body = serde_json::to_value(wondering).map_err(unwritable)?;
    let key = format!("{}:{}", wondering.channel, wondering.external_id);
    jobs::put(tx, company, ASK, &key, &body, now, now).await?;
    Ok(())
}

/// A question about which the model can be asked.
pub struct Prepared {
    /// Who asked.
    pub actor: Actor,
    /// What was asked.
    pub wondering: Wondering,
    /// What the model is asked.
    pub request: Request,
    task: Task,
}

/// Makes the request of a job; `None` where there is nothing to ask any more.
pub async fn prepare(app: &App, job: &Job) -> Result<Option<Prepared>, Error> {
    let Ok(wondering) = serde_json::from_value::<Wondering>(job.body.clone()) else { return Ok(None) };
    let company = app.company(job.lease.company).await?;
    let Some(actor) = Actor::of(company, &wondering.person) else { return Ok(None) };
    let Some(task) = task(&actor, &wondering.text, wondering.at, wondering.previous.as_ref()) else { return Ok(None) };
    let prompt = question::prompt(task.language);
    let request = Request::of(prompt, question::user_turn(&task), "question", question::schema(&task), MOST_TOKENS);
    Ok(Some(Prepared { actor, wondering, request, task }))
}

impl Prepared {
    /// The question of an answer; `None` where it fills none that may be asked. An answer that cannot be read at all is
    /// a fault.
    pub fn accept(&self, completion: &Completion) -> Result<Option<Question>, Fault> {
        match question::accept(&self.actor.company.org, &self.task, &completion.content) {
            Ok(question) => Ok(Some(question)),
            Err(Why::Unreadable) => Err(Fault::NotUnderstood),
            Err(why) => {
                tracing::debug!(why = why.code(), "the model's question was refused");
                Ok(None)
            }
        }
    }
}

/// Makes a further reply, given what the conversation remembers.
pub type Say = Box<dyn FnOnce(Option<Value>) -> Result<Shown, Error> + Send>;

/// Sends the answer in one transaction with the end of the job.
pub async fn tell(app: &App, job: &Job, wondering: Wondering, say: Say) -> Result<(), Error> {
    let (job, now) = (job.clone(), Utc::now());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                jobs::finish(tx, &job, now).await?;
                let Wondering { person, channel, thread, external_id, .. } = wondering;
                let company = job.lease.company;
                let place = Place { company, channel: channel.clone(), thread: thread.clone(), person };
                let remembered = conversations::load(tx, &place).await?;
                let shown = say(remembered.as_ref().map(|kept| kept.body.clone()))?;
                if let (Some(body), Some(before)) = (shown.dialogue, remembered) {
                    conversations::save(tx, &place, &Conversation { body, updated_at: now, ..before }).await?;
                }
                let (kind, reply_to) = ("reply".into(), Some(external_id));
                let message = Outgoing { company, channel, thread, kind, body: shown.reply, reply_to, about: None };
                outbox::put(tx, &message, now).await?;
                Ok::<_, Error>(())
            })
        })
        .await?;
    app.bells.outbox.notify_waiters();
    Ok(())
}
