//! 确认 and 不算: yes and no to what is waited for.

use super::report::{after_card, card_reply, settled_card};
use crate::{
    app::{self, App, Error},
    conversation::{Step, dialogue::Expecting, heard::Heard, reply::Reply},
    understanding::talk::Answer,
    wording::{self, CardState, RequestSay, Say},
};

/// Yes: to a doubtful figure, to a message being a report, else to the card. Confirming a card changes no figure.
pub async fn yes(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    match &heard.dialogue.expecting {
        Some(Expecting::Check { report, claim }) => {
            let card = app::reports::card(app, heard.actor, *report).await?;
            let change = app::reports::accept(app, heard.actor, &card, *claim).await?;
            let above = app::goals::moved_by(app, heard.actor, &change, heard.today()).await?;
            let card = card.clone().after(&change).moving(above);
            let notice = super::choice::settled(heard, &change);
            let reply = card_reply(heard.org(), &card, heard.language()).replacing_card(notice);
            Ok(Step::change(change, reply, after_card(&heard.dialogue, &card)))
        }
        Some(Expecting::IsReport { .. }) => super::report::file_after_all(app, heard).await,
        Some(Expecting::Work { .. }) => Ok(super::work::answer(app, heard, None, Answer::Yes)),
        Some(Expecting::Field { .. }) => super::field_definition::answer(heard, None, Answer::Yes),
        Some(Expecting::Request { id, asks: None }) => super::request::answer(app, heard, *id, Answer::Submit).await,
        Some(
            Expecting::Subject { .. }
            | Expecting::Correction { .. }
            | Expecting::Line { .. }
            | Expecting::Withdrawal { .. }
            | Expecting::Clarification { .. }
            | Expecting::Request { .. }
            | Expecting::Reason { .. }
            | Expecting::Comment { .. }
            | Expecting::Language,
        )
        | None => confirmed(app, heard).await,
    }
}

async fn confirmed(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let Some(report) = heard.dialogue.card else {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard))));
    };
    let card = app::reports::card(app, heard.actor, report).await?;
    let shown = settled_card(heard.org(), &card, CardState::Confirmed, heard.language());
    Ok(Step::say(heard, Reply::notice(heard.say(&Say::Confirmed)).or_card(shown)))
}

/// No: the doubtful figure does not count, the message is no report; else asks what is wrong with the card.
pub async fn no(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    match &heard.dialogue.expecting {
        Some(Expecting::Check { report, claim } | Expecting::Subject { report, claim, .. }) => {
            let card = app::reports::card(app, heard.actor, *report).await?;
            let change = app::reports::drop(app, heard.actor, &card, *claim).await?;
            let above = app::goals::moved_by(app, heard.actor, &change, heard.today()).await?;
            let effect = wording::effect(heard.org(), &above, heard.language());
            let card = card.clone().after(&change).moving(above);
            let shown = card_reply(heard.org(), &card, heard.language());
            let mut step = Step::say(heard, Reply::notice(heard.say(&Say::Dropped) + &effect).or_card(shown));
            step.change = change;
            Ok(step)
        }
        Some(Expecting::IsReport { .. }) => Ok(Step::say(heard, Reply::notice(heard.say(&Say::NotKept)))),
        Some(Expecting::Work { .. }) => Ok(super::work::answer(app, heard, None, Answer::No)),
        Some(Expecting::Field { .. }) => super::field_definition::answer(heard, None, Answer::No),
        Some(Expecting::Request { id, .. }) => super::request::answer(app, heard, *id, Answer::Withdraw).await,
        Some(Expecting::Reason { .. }) => {
            Ok(Step::say(heard, Reply::notice(heard.say(&Say::Request(RequestSay::Dropped)))))
        }
        Some(
            Expecting::Correction { .. }
            | Expecting::Line { .. }
            | Expecting::Withdrawal { .. }
            | Expecting::Clarification { .. }
            | Expecting::Comment { .. }
            | Expecting::Language,
        )
        | None => super::correction::ask_what(app, heard).await,
    }
}
