//! The model as second reader: when it is asked, what it may use, and what of its answers is kept.
//!
//! Filing a report that the rules are unsure of asks for a job in the same transaction ([`job`]). A worker takes the job,
//! makes the question ([`read::prepare`]), calls the model outside of any transaction ([`ask`]) and keeps what holds
//! ([`keep`]) together with the end of the job. What a person said of the report meanwhile stands.

pub mod job;
pub mod keep;
pub mod question;
pub mod read;

use std::{sync::Arc, time::Instant};

use chrono::{DateTime, NaiveDate, Utc};
use tokio::sync::{Mutex, MutexGuard};

use super::{Actor, App, Error};
use crate::{
    domain::calendar::local_day,
    models::{Breaker, Completion, Fault, LanguageModel, Request, Used},
    store::{
        model_answers::{self, Answer},
        model_use::{self, ModelUse},
    },
    understanding::second::Asking,
};

/// The tokens that a model may use a day where nothing is set.
pub const DAILY_TOKENS: u64 = 2_000_000;

/// How long an answer is kept for the same question: what is asked again is asked again soon.
const ANSWER_LASTS: chrono::Duration = chrono::Duration::days(30);

/// A model that reads after the rules.
pub struct Second {
    model: Arc<dyn LanguageModel>,
    breaker: Breaker,
    when: Asking,
    daily_tokens: u64,
    turn: Mutex<()>,
}

impl Second {
    /// A second reader that is asked when `when` says, and may use so many tokens a day and company.
    pub fn new(model: Arc<dyn LanguageModel>, when: Asking, daily_tokens: u64) -> Second {
        Second { model, breaker: Breaker::default(), when, daily_tokens, turn: Mutex::new(()) }
    }

    /// Waits for one's turn: a program asks one thing at a time. A small model on the same machine does no more, and
    /// nobody waits for it.
    pub async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// When it is asked.
    pub fn when(&self) -> Asking {
        self.when
    }

    /// How many tokens it may use a day.
    pub fn daily_tokens(&self) -> u64 {
        self.daily_tokens
    }

    /// How long one who asks it holds what the asking is about: longer than any call takes.
    pub fn lease(&self) -> chrono::Duration {
        chrono::Duration::from_std(self.model.limit()).unwrap_or(chrono::Duration::minutes(5))
            + chrono::Duration::seconds(30)
    }
}

/// What part of the day's tokens a question may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All: somebody has just written.
    Whole,
    /// Half: a history that was filed leaves something for those who write today.
    Half,
}

/// The day whose tokens are used: the company's.
pub fn day(actor: &Actor, now: DateTime<Utc>) -> NaiveDate {
    local_day(now, actor.company.org.company.timezone)
}

/// Asks the model once, if it may be asked, and counts what it used. `read` takes of the answer what can be used; an
/// answer of which it can use nothing is a fault like others. What the same model was asked before about the same person's
/// words, byte for byte, is not asked again: its answer was kept.
///
/// The budget is looked at before a call and counted after it, so a program that asks once at a time passes it by one
/// answer at most.
pub async fn ask<T>(
    app: &App,
    second: &Second,
    actor: &Actor,
    (request, share): (&Request, Share),
    now: DateTime<Utc>,
    read: impl Fn(&Completion) -> Result<T, Fault>,
) -> Result<Result<T, Fault>, Error> {
    let (company, day) = (actor.company.id, day(actor, now));
    let asked = request.digest(second.model.name());
    if let Some(content) = model_answers::find(&mut app.store.read().await?, company, &actor.person, &asked).await?
        && let Ok(known) = read(&Completion { content, used: Used::default() })
    {
        return Ok(Ok(known));
    }
    let may_use = match share {
        Share::Whole => second.daily_tokens,
        Share::Half => second.daily_tokens / 2,
    };
    let spent = model_use::of_day(&mut app.store.read().await?, company, day).await?.tokens();
    if spent.saturating_add(request.estimate()) > may_use {
        return Ok(Err(Fault::BudgetSpent));
    }
    if let Err(resting) = second.breaker.admit(now) {
        return Ok(Err(resting));
    }
    let started = Instant::now();
    let completion = second.model.complete(request).await;
    let used = used(request, &completion);
    let result = completion.and_then(|completion| read(&completion).map(|read| (read, completion.content)));
    match &result {
        Ok(_) => second.breaker.succeeded(),
        Err(fault) => {
            let then = now + chrono::Duration::from_std(started.elapsed()).unwrap_or_default();
            if second.breaker.failed(*fault, then) {
                tracing::warn!(fault = fault.code(), "the model failed too often and is left alone for a while");
            }
        }
    }
    let kept = result.as_ref().ok().map(|(_, answer)| Answer { answer: answer.clone(), answered_at: now });
    let used = counted(used, result.is_err());
    let person = actor.person.clone();
    app.store
        .write(move |tx| {
            Box::pin(async move {
                model_use::add(tx, company, day, &used).await?;
                if let Some(kept) = kept {
                    model_answers::keep(tx, company, &person, &asked, &kept, now - ANSWER_LASTS).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(result.map(|(read, _)| read))
}

/// What a call used. One that broke off was read by the model all the same, as far as anybody knows.
fn used(request: &Request, completion: &Result<Completion, Fault>) -> Used {
    match completion {
        Ok(completion) => completion.used,
        Err(Fault::Cut { used }) => *used,
        Err(Fault::TimedOut | Fault::TooLarge | Fault::NotUnderstood) => {
            Used { tokens_in: request.estimate(), tokens_out: 0 }
        }
        Err(
            Fault::Unreachable | Fault::Busy { .. } | Fault::Refused(_) | Fault::BudgetSpent | Fault::Resting { .. },
        ) => Used::default(),
    }
}

fn counted(used: Used, failed: bool) -> ModelUse {
    let stored = |tokens: u64| i64::try_from(tokens).unwrap_or(i64::MAX / 4);
    ModelUse {
        calls: 1,
        failures: i64::from(failed),
        tokens_in: stored(used.tokens_in),
        tokens_out: stored(used.tokens_out),
    }
}
