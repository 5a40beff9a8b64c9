//! Asking, alone or in a room: permission, then what is needed of history, then the answer, then the audit entry.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Answer, Outcome, Refusal, answer, needs, permit, refuse};
use crate::{
    app::{
        Actor, App, Error,
        audit::entry,
        views::{self, Shown},
    },
    domain::{
        access::{Audience, Class, Room, may_hear},
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
    let answered = for_audience(app, actor, Audience::from(&actor.person), question, now).await?;
    let (answer, refused) = match answered {
        Ok(answer) => (answer, None),
        Err(refusal) => (refuse(refusal, question.language), Some(refusal)),
    };
    let shown = views::shown(org, &actor.person, &question.query, &answer);
    record(app, actor, &answer, refused, (shown, now)).await?;
    Ok(answer)
}

/// What a room is told.
#[derive(Clone, Debug)]
pub struct ForRoom {
    /// The answer that everybody in it may have.
    pub answer: Answer,
    /// Whether the asker alone would be told more.
    pub has_more: bool,
}

/// Answers a question that an actor asks in a room, with what all who are in it may have. `None` where that is no answer:
/// then nothing is said there, whether the thing is unknown, forbidden to some, or a person's.
pub async fn ask_in_room(
    app: &App,
    actor: &Actor,
    room: &Room,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<Option<ForRoom>, Error> {
    let audience = Audience::in_room(&actor.person, room);
    let Ok(answer) = for_audience(app, actor, audience, question, now).await? else { return Ok(None) };
    let is_said = match answer.outcome {
        Outcome::Answer => !room.outsiders,
        // Of a thing that all may see there is nothing yet.
        Outcome::NoData => !room.outsiders && !answer.subjects.is_empty(),
        // What has no name to all may be a thing that only the asker sees.
        Outcome::OutOfScope | Outcome::Clarify | Outcome::Refuse => false,
    };
    if !is_said {
        return Ok(None);
    }
    let alone = for_audience(app, actor, Audience::from(&actor.person), question, now).await?;
    record(app, actor, &answer, None, (Vec::new(), now)).await?;
    Ok(Some(ForRoom { has_more: alone.as_ref() != Ok(&answer), answer }))
}

async fn for_audience(
    app: &App,
    actor: &Actor,
    audience: Audience<'_>,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<Result<Answer, Refusal>, Error> {
    let org = &actor.company.org;
    let question = match permit(org, audience, question.clone()) {
        Ok(question) => question,
        Err(refusal) => return Ok(Err(refusal)),
    };
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
    let history = history.without_words_of(|author| !may_hear(org, audience, author));
    Ok(Ok(answer(org, audience, &question, &history, now)))
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
