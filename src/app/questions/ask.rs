//! Asking: permission, then what is needed of history, then the answer, then the audit entry.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Answer, Refusal, answer, needs, permit, refuse};
use crate::{
    app::{
        Actor, App, Error,
        audit::entry,
        views::{self, Shown},
    },
    domain::{
        access::{Class, may_hear},
        calendar::local_day,
    },
    store::{
        audit,
        history::{self, HistoryFilter},
    },
    understanding::question::Question,
};

/// Answers a question of an actor as of `now`: only what was sent by then is seen.
pub async fn ask(app: &App, actor: &Actor, question: &Question, now: DateTime<Utc>) -> Result<Answer, Error> {
    let org = &actor.company.org;
    let permitted = permit(org, &actor.person, question.clone());
    let refused = permitted.as_ref().err().copied();
    let answered = match permitted {
        Err(refusal) => refuse(refusal, question.language),
        Ok(question) => {
            let needs = needs(org, &question, local_day(now, org.company.timezone));
            let filter = HistoryFilter {
                subjects: needs.subjects,
                authors: needs.authors,
                from: needs.from,
                to: needs.to,
                at: Some(now),
                with_texts: needs.texts,
            };
            let history = history::load(&app.store, actor.company.id, &filter).await?;
            let history = history.without_words_of(|author| !may_hear(org, &actor.person, author));
            answer(org, &actor.person, &question, &history, now)
        }
    };
    let shown = views::shown(org, &actor.person, &question.query, &answered);
    record(app, actor, &answered, refused, (shown, now)).await?;
    Ok(answered)
}

/// The audit holds who asked about what and how it ended, not the words; of a secret that was refused, its class. With it
/// goes what was shown of others, and when.
async fn record(
    app: &App,
    actor: &Actor,
    answer: &Answer,
    refused: Option<Refusal>,
    (shown, at): (Vec<Shown>, DateTime<Utc>),
) -> Result<(), Error> {
    let mut detail = json!({ "outcome": answer.outcome, "subjects": answer.subjects });
    if let Some(Refusal::Secret(secret)) = refused {
        detail["class"] = json!(Class::from(secret));
    }
    let actor = actor.clone();
    let entry = entry(actor.company.id, actor.person.as_str(), "question.ask", String::new(), detail, Utc::now());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                audit::add(tx, &entry).await?;
                views::add(tx, &actor, &shown, at).await
            })
        })
        .await
}
