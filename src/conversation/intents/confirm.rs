//! 确认 and 不算: yes and no to what is waited for.

use super::report::{after_card, card_reply};
use crate::{
    app::{self, App, Error},
    conversation::{Step, dialogue::Expecting, heard::Heard, reply::Reply},
    wording::Say,
};

/// Yes: to a doubtful figure, to a message being a report, else to the card. Confirming a card changes no figure.
pub async fn yes(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    match &heard.dialogue.expecting {
        Some(Expecting::Check { report, claim }) => {
            let card = app::reports::card(app, heard.actor, *report).await?;
            let change = app::reports::accept(app, heard.actor, &card, *claim).await?;
            let card = card.clone().after(&change);
            let reply = card_reply(heard.org(), &card, heard.language());
            Ok(Step { dialogue: after_card(&heard.dialogue, &card), change, reply: Some(reply) })
        }
        Some(Expecting::IsReport { .. }) => super::report::file_after_all(app, heard).await,
        Some(
            Expecting::Subject { .. }
            | Expecting::Correction { .. }
            | Expecting::Line { .. }
            | Expecting::Withdrawal { .. }
            | Expecting::Clarification { .. }
            | Expecting::Language,
        )
        | None => Ok(confirmed(heard)),
    }
}

fn confirmed(heard: &Heard<'_>) -> Step {
    let what = if heard.dialogue.card.is_some() { Say::Confirmed } else { Say::NoCard };
    Step::say(heard, Reply::notice(heard.say(&what)))
}

/// No: the doubtful figure does not count, the message is no report; else asks what is wrong with the card.
pub async fn no(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    match &heard.dialogue.expecting {
        Some(Expecting::Check { report, claim } | Expecting::Subject { report, claim, .. }) => {
            let card = app::reports::card(app, heard.actor, *report).await?;
            let change = app::reports::drop(app, heard.actor, &card, *claim).await?;
            let mut step = Step::say(heard, Reply::notice(heard.say(&Say::Dropped)));
            step.change = change;
            Ok(step)
        }
        Some(Expecting::IsReport { .. }) => Ok(Step::say(heard, Reply::notice(heard.say(&Say::NotKept)))),
        Some(
            Expecting::Correction { .. }
            | Expecting::Line { .. }
            | Expecting::Withdrawal { .. }
            | Expecting::Clarification { .. }
            | Expecting::Language,
        )
        | None => super::correction::ask_what(app, heard).await,
    }
}
