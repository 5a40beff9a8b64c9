//! A question.

use serde_json::{Value, json};

use crate::{
    app::{
        App, Error,
        change::Change,
        questions::{self, Answer, Outcome},
    },
    conversation::{
        Step, ask,
        dialogue::Expecting,
        heard::Heard,
        reply::{Button, Reply, ReplyKind},
    },
    wording,
};

/// Answers a question; remembers it for those that follow up.
pub async fn answer(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    answer_text(app, heard, heard.text).await
}

/// Answers the question that was asked before, now that the thing is named.
pub async fn clarified(app: &App, heard: &Heard<'_>, asked: &str, name: &str) -> Result<Step, Error> {
    answer_text(app, heard, &ask::with_name(&heard.company().lexicon, asked, name)).await
}

async fn answer_text(app: &App, heard: &Heard<'_>, text: &str) -> Result<Step, Error> {
    let asked = ask::Asked { text, at: heard.sent_at, language: heard.dialogue.language };
    let told = ask::ask(app, heard.actor, &asked, heard.dialogue.question.as_ref()).await?;
    let mut dialogue = heard.dialogue.settled();
    dialogue.question = Some(told.context);
    let mut buttons: Vec<Button> = told.suggestions.into_iter().map(Button::new).collect();
    if told.answer.outcome == Outcome::Clarify {
        let names: Vec<String> = told.answer.subjects.iter().map(|k| heard.org().name(k).to_string()).collect();
        // Pressed later, when something else is waited for, a place in the list would mean another thing.
        let whole = |name: &str| ask::with_name(&heard.company().lexicon, text, name);
        buttons = names
            .iter()
            .enumerate()
            .map(|(i, name)| Button { label: format!("{}. {name}", i + 1), says: whole(name) })
            .collect();
        dialogue.expecting = Some(Expecting::Clarification { asked: text.into(), names });
    }
    let data = shown(heard, &told.answer, &told.text);
    let reply = Reply { kind: ReplyKind::Answer, text: told.text, buttons, data, about: None, in_place: None };
    Ok(Step::change(Change::Nothing, reply, dialogue))
}

/// An answer for a channel that lays it out itself: also who said what when, and its figures as a table.
fn shown(heard: &Heard<'_>, answer: &Answer, text: &str) -> Value {
    let org = heard.org();
    let mut data = questions::answer_json(answer, text);
    if let Some(cited) = data["citations"].as_array_mut() {
        for (json, citation) in cited.iter_mut().zip(&answer.citations) {
            json["report_id"] = json!(citation.id);
            json["author"] = json!(org.name(&citation.author));
            json["day"] = json!(citation.day);
        }
    }
    if answer.values.len() > 1 {
        let language = answer.language;
        let row =
            |v: &questions::Value| [org.name(&v.subject).to_string(), wording::figure(v.value, &v.unit, language)];
        data["table"] = json!({ "head": [], "rows": answer.values.iter().map(row).collect::<Vec<_>>() });
    }
    data
}
