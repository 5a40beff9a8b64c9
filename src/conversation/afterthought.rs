//! A question that the rules did not understand, answered a little later with the model's help: a further message, or
//! none.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{
    ask::{Told, told},
    dialogue::Dialogue,
    reply::{Button, Reply, ReplyKind},
};
use crate::{
    app::{
        App, Error, Second,
        error::unwritable,
        questions::Outcome,
        second::{
            self, Share,
            keep::{self, Shown},
            question::{self, Wondering},
        },
    },
    store::jobs::Job,
    understanding::question::Context,
};

/// Does one job. What the model cannot fill, and what leads to no answer, is not spoken of: the asker has had one.
pub async fn one(app: &App, second: &Second, job: &Job, now: DateTime<Utc>) -> Result<(), Error> {
    let Some(prepared) = question::prepare(app, job).await? else { return keep::drop(app, job).await };
    let asking = (&prepared.request, Share::Whole);
    let answer = second::ask(app, second, &prepared.actor, asking, now, |answer| prepared.accept(answer)).await?;
    let filled = match answer {
        Ok(Some(filled)) => filled,
        Ok(None) => return keep::drop(app, job).await,
        Err(fault) => {
            tracing::info!(fault = fault.code(), "the model has not understood a question");
            return keep::drop(app, job).await;
        }
    };
    let Wondering { at, language, .. } = prepared.wondering;
    let told = told(app, &prepared.actor, &filled, at, language).await?;
    match told.answer.outcome {
        Outcome::Answer | Outcome::NoData => {}
        Outcome::Clarify | Outcome::Refuse | Outcome::OutOfScope => return keep::drop(app, job).await,
    }
    let left = prepared.wondering.left.clone();
    let data = told.data(&prepared.actor);
    question::tell(app, job, prepared.wondering, Box::new(move |dialogue| shown(told, data, &left, dialogue))).await
}

/// The answer, and what a question that follows up leans on, if nothing else was asked since.
fn shown(told: Told, data: Value, left: &Context, dialogue: Option<Value>) -> Result<Shown, Error> {
    let remembered: Option<Dialogue> = dialogue.and_then(|body| serde_json::from_value(body).ok());
    let still = remembered.filter(|d| d.expecting.is_none() && d.question.as_ref() == Some(left));
    let dialogue = still.map(|d| Dialogue { question: Some(told.context), ..d });
    let buttons = told.suggestions.into_iter().map(Button::new).collect();
    let reply = Reply { kind: ReplyKind::Answer, text: told.text, buttons, data, about: None, in_place: None };
    Ok(Shown {
        reply: serde_json::to_value(reply).map_err(unwritable)?,
        dialogue: dialogue.map(serde_json::to_value).transpose().map_err(unwritable)?,
    })
}
