//! One question, answered: understood, permitted, looked up, counted, worded. Asking writes nothing but audit.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{
    app::{
        Actor, App, Error,
        questions::{self, Answer},
    },
    domain::{
        Language, Org,
        access::{Audience, Resource, Room, may_see},
    },
    understanding::{
        lexicon::Lexicon,
        question::{Context, Question, understand},
    },
    wording,
};

/// A question as asked.
pub struct Asked<'a> {
    /// Its words.
    pub text: &'a str,
    /// When: its “now”; only what was sent by then is seen.
    pub at: DateTime<Utc>,
    /// The language to answer in; `None` answers in that of the question.
    pub language: Option<Language>,
}

/// An answer with its words.
pub struct Told {
    /// The answer as data.
    pub answer: Answer,
    /// The answer in words.
    pub text: String,
    /// What could be asked next.
    pub suggestions: Vec<String>,
    /// What a question that follows up needs.
    pub context: Context,
}

impl Told {
    /// The answer for a channel that lays it out itself: also who said what when, and its figures as a table. A citation
    /// names its report where the asker may open the whole of it.
    pub fn data(&self, actor: &Actor) -> Value {
        self.data_for(&actor.company.org, Audience::from(&actor.person))
    }

    /// The same for all who are in a room.
    pub fn data_in(&self, actor: &Actor, room: &Room) -> Value {
        self.data_for(&actor.company.org, Audience::in_room(&actor.person, room))
    }

    fn data_for(&self, org: &Org, audience: Audience<'_>) -> Value {
        let answer = &self.answer;
        let mut data = questions::answer_json(answer, &self.text);
        if let Some(cited) = data["citations"].as_array_mut() {
            for (json, citation) in cited.iter_mut().zip(&answer.citations) {
                let whole = Resource::ReportText { author: &citation.author, about: &answer.subjects };
                if may_see(org, audience, whole).allows() {
                    json["report_id"] = json!(citation.id);
                }
                json["author"] = json!(org.name(&citation.author));
                json["day"] = json!(citation.day);
            }
        }
        if answer.values.len() > 1 {
            let figure = |v: &questions::Value| wording::figure(v.value, &v.unit, answer.language);
            let row = |v: &questions::Value| [org.name(&v.subject).to_string(), figure(v)];
            data["table"] = json!({ "head": [], "rows": answer.values.iter().map(row).collect::<Vec<_>>() });
        }
        data
    }
}

/// Answers a question of an actor.
pub async fn ask(app: &App, actor: &Actor, asked: &Asked<'_>, previous: Option<&Context>) -> Result<Told, Error> {
    let question = understand(&actor.company.org, asked.text, &actor.person, asked.at, previous);
    let mut told = told(app, actor, &question, asked.at, asked.language).await?;
    told.context = questions::context(&question, &told.answer, previous);
    Ok(told)
}

/// Answers a question that is understood, in a language or that of the question.
pub async fn told(
    app: &App,
    actor: &Actor,
    question: &Question,
    at: DateTime<Utc>,
    language: Option<Language>,
) -> Result<Told, Error> {
    let answer = questions::ask(app, actor, question, at).await?;
    Ok(worded(&actor.company.org, question, answer, language))
}

/// Answers a question of an actor with what all who are in a room may have, and whether the actor alone may have more.
/// `None` where that is nothing.
pub async fn ask_in_room(
    app: &App,
    actor: &Actor,
    room: &Room,
    asked: &Asked<'_>,
) -> Result<Option<(Told, bool)>, Error> {
    let org = &actor.company.org;
    let question = understand(org, asked.text, &actor.person, asked.at, None);
    let Some(told) = questions::ask_in_room(app, actor, room, &question, asked.at).await? else { return Ok(None) };
    Ok(Some((worded(org, &question, told.answer, asked.language), told.has_more)))
}

fn worded(org: &Org, question: &Question, answer: Answer, language: Option<Language>) -> Told {
    let context = questions::context(question, &answer, None);
    let language = language.unwrap_or(question.language);
    let text = wording::answer(org, &answer, language);
    let suggestions = answer.suggestions.iter().map(|s| wording::suggestion(org, s, language)).collect();
    Told { answer, text, suggestions, context }
}

/// The question as asked, with the name chosen in the place of the one that could be several.
pub fn with_name(lexicon: &Lexicon, asked: &str, name: &str) -> String {
    let text = crate::understanding::text::Text::new(asked);
    let several = lexicon.mentions(&text).into_iter().find(|m| m.keys.len() > 1);
    match several.map(|m| text.span(m.start, m.end)) {
        Some(span) => {
            let before: String = asked.chars().take(span.start).collect();
            let after: String = asked.chars().skip(span.end).collect();
            format!("{before}{name}{after}")
        }
        None => format!("{name} {asked}"),
    }
}
