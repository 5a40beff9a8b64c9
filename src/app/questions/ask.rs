//! Asking: permission, then what is needed of history, then the answer, then the audit entry.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Answer, answer, needs, permit, refuse};
use crate::{
    app::{Actor, App, Error},
    domain::{access::may_hear, calendar::local_day},
    store::{
        audit,
        history::{self, HistoryFilter},
    },
    understanding::question::Question,
};

/// Answers a question of an actor as of `now`: only what was sent by then is seen.
pub async fn ask(app: &App, actor: &Actor, question: &Question, now: DateTime<Utc>) -> Result<Answer, Error> {
    let org = &actor.company.org;
    let answered = match permit(org, &actor.person, question.clone()) {
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
    record(app, actor, &answered).await?;
    Ok(answered)
}

/// The audit holds who asked about what and how it ended, not the words.
async fn record(app: &App, actor: &Actor, answer: &Answer) -> Result<(), Error> {
    let entry = audit::Entry {
        company: actor.company.id,
        at: Utc::now(),
        actor: actor.person.to_string(),
        action: "question.ask".into(),
        resource: String::new(),
        detail: json!({ "outcome": answer.outcome, "subjects": answer.subjects }),
    };
    app.store
        .write(move |tx| Box::pin(async move { audit::add(tx, &entry).await.map_err(Error::from) }))
        .await
        .map(drop)
}
