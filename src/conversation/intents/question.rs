//! A question.

use crate::{
    app::{
        App, Error,
        change::Change,
        questions::Outcome,
        second::{job::HISTORY, question},
    },
    conversation::{
        Step, ask,
        dialogue::Expecting,
        heard::Heard,
        reply::{Button, Reply, ReplyKind},
    },
    understanding::question::Query,
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
    let data = told.data(heard.actor);
    let mut dialogue = heard.dialogue.settled();
    let change = wonder(app, heard, text, &told);
    let of_reports = matches!(told.context.question.query, Query::Reports { .. });
    let one_report = match told.answer.citations.as_slice() {
        [one] if of_reports && &one.author != heard.person() => Some(one.id),
        [] | [_] | [_, ..] => None,
    };
    dialogue.shown = one_report.or(dialogue.shown);
    dialogue.question = Some(told.context);
    let mut buttons: Vec<Button> = told.suggestions.into_iter().map(Button::new).collect();
    if let Some(report) = one_report {
        buttons.extend(super::review::buttons(report, heard.language()));
    }
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
    let reply = Reply { kind: ReplyKind::Answer, text: told.text, buttons, data, about: None, in_place: None };
    Ok(Step::change(change, reply, dialogue))
}

/// A model looks at what the rules did not understand, if there is one; its answer comes later, or not at all.
fn wonder(app: &App, heard: &Heard<'_>, text: &str, told: &ask::Told) -> Change {
    let previous = heard.dialogue.question.as_ref();
    if heard.channel == HISTORY || !question::is_wanted(app, heard.actor, text, heard.sent_at, previous) {
        return Change::Nothing;
    }
    Change::Wonder(Box::new(question::Wondering {
        person: heard.person().clone(),
        channel: heard.channel.into(),
        thread: heard.thread.into(),
        external_id: heard.external_id.into(),
        text: text.into(),
        at: heard.sent_at,
        previous: previous.cloned(),
        left: told.context.clone(),
        language: heard.dialogue.language,
    }))
}
