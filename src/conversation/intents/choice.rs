//! The choice of a place in what was offered.

use super::{correction, report, withdraw};
use crate::{
    app::{self, App, Error, change::Change},
    conversation::{Step, dialogue::Expecting, heard::Heard, reply::Reply},
    understanding::{correction::read, talk::Answer},
    wording::{self, Say},
};

/// Takes the choice to where it was asked for.
pub async fn chosen(app: &App, heard: &Heard<'_>, place: usize) -> Result<Step, Error> {
    let at = place - 1;
    match &heard.dialogue.expecting {
        Some(Expecting::Subject { report, claim, candidates }) => {
            let Some(subject) = candidates.get(at) else { return Ok(no_such(heard, candidates.len())) };
            let card = app::reports::card(app, heard.actor, *report).await?;
            let change = app::reports::resolve(app, heard.actor, &card, *claim, subject).await?;
            let card = card.clone().after(&change);
            let reply =
                report::card_reply(heard.org(), &card, heard.language()).replacing_card(settled(heard, &change));
            Ok(Step::change(change, reply, report::after_card(&heard.dialogue, &card)))
        }
        Some(Expecting::Line { report, claims, said }) => {
            let Some(claim) = claims.get(at) else { return Ok(no_such(heard, claims.len())) };
            let card = app::reports::card(app, heard.actor, *report).await?;
            let line = card.lines.iter().find(|l| l.id == *claim).ok_or(Error::NotFound)?;
            let read = read(&heard.company().lexicon, said, heard.today());
            correction::replace(app, heard, &card, line, read.first().ok_or(Error::Conflict)?, said).await
        }
        Some(Expecting::Withdrawal { reports }) => match reports.get(at) {
            Some(report) => withdraw::by_id(app, heard, *report).await,
            None => Ok(no_such(heard, reports.len())),
        },
        Some(Expecting::Work { .. }) => Ok(super::work::answer(app, heard, None, Answer::Place(place))),
        Some(Expecting::Clarification { asked, names }) => match names.get(at) {
            Some(name) => super::question::clarified(app, heard, asked, name).await,
            None => Ok(no_such(heard, names.len())),
        },
        Some(
            Expecting::Check { .. }
            | Expecting::Correction { .. }
            | Expecting::IsReport { .. }
            | Expecting::Field { .. }
            | Expecting::Request { .. }
            | Expecting::Reason { .. }
            | Expecting::Comment { .. }
            | Expecting::Language,
        )
        | None => Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard)))),
    }
}

/// What to say of a line that was settled.
pub fn settled(heard: &Heard<'_>, change: &Change) -> String {
    let claim = match change {
        Change::Replace(replacement) => &replacement.new.claim,
        Change::Accept(filed) | Change::Drop(filed) => &filed.claim,
        Change::Nothing
        | Change::Wonder(_)
        | Change::File(_)
        | Change::Revise(_)
        | Change::Name(_)
        | Change::Field(_)
        | Change::Redefine(_)
        | Change::Work(_)
        | Change::Define(_)
        | Change::Request(_)
        | Change::StandIn(_)
        | Change::Review(_)
        | Change::Several(_)
        | Change::Refuse(_)
        | Change::Withdraw { .. } => {
            return String::new();
        }
    };
    heard.say(&Say::Settled { line: wording::claim_line(heard.org(), claim, heard.language()) })
}

fn no_such(heard: &Heard<'_>, of: usize) -> Step {
    let step = Step::say(heard, Reply::notice(heard.say(&Say::NoSuchChoice { of })));
    Step { dialogue: heard.dialogue.clone(), ..step }
}
