//! A correction of what was understood: 不是80%,是75%.

use uuid::Uuid;

use super::report::{self, after_card, card_reply};
use crate::{
    app::{
        self, App, Error,
        card::{Card, Line},
        change::Change,
    },
    conversation::{Step, dialogue::Expecting, heard::Heard, reply::Reply},
    understanding::{
        correction::{self, Correction},
        talk,
    },
    wording::{self, Say},
};

/// Asks what is to be corrected.
pub async fn ask_what(_app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let Some(report) = heard.dialogue.card else {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard))));
    };
    let reply = Reply::notice(heard.say(&Say::HowToCorrect));
    Ok(Step { dialogue: heard.dialogue.waiting(Expecting::Correction { report }), ..Step::say(heard, reply) })
}

/// Corrects the line that is meant, or asks which.
pub async fn correct(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let Some(report) = heard.dialogue.card else {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard))));
    };
    let card = app::reports::card(app, heard.actor, report).await?;
    let lexicon = &heard.company().lexicon;
    let Some(correction) = correction::read(lexicon, heard.text, heard.today()) else {
        return Ok(stay(heard, report, &Say::UnclearCorrection));
    };
    let fitting: Vec<&Line> = match correction.line {
        Some(number) => card.lines.get(number - 1).into_iter().collect(),
        None => card.lines.iter().filter(|l| correction.fits(&l.claim)).collect(),
    };
    match fitting.as_slice() {
        // A reply to a card may as well tell something new.
        [] if heard.replies_to_card && !says_so(heard) => report::file(app, heard, heard.read()).await,
        [] => Ok(stay(heard, report, &none_fits(&correction))),
        [line] => replace(app, heard, &card, line, &correction, heard.text).await,
        several => Ok(which(heard, report, several)),
    }
}

/// Whether its words say that it corrects.
fn says_so(heard: &Heard<'_>) -> bool {
    let asked = matches!(heard.dialogue.expecting, Some(Expecting::Correction { .. }));
    asked || talk::corrects(heard.text) || correction::names_line(heard.text) || heard.read().claims.is_empty()
}

fn none_fits(correction: &Correction) -> Say {
    match correction.wrong_figure {
        Some(wrong) => Say::NoSuchFigure { figure: crate::domain::figure::shown(wrong) },
        None => Say::UnclearCorrection,
    }
}

fn stay(heard: &Heard<'_>, report: Uuid, what: &Say) -> Step {
    let step = Step::say(heard, Reply::notice(heard.say(what)));
    Step { dialogue: heard.dialogue.waiting(Expecting::Correction { report }), ..step }
}

fn which(heard: &Heard<'_>, report: Uuid, lines: &[&Line]) -> Step {
    let words = lines.iter().map(|l| wording::claim_line(heard.org(), &l.claim, heard.language())).collect();
    let labels = (1..=lines.len()).map(|n| n.to_string());
    let reply = Reply::notice(heard.say(&Say::WhichLine { lines: words })).with_buttons(labels);
    let claims = lines.iter().map(|l| l.id).collect();
    let expecting = Expecting::Line { report, claims, said: heard.text.into() };
    Step { dialogue: heard.dialogue.waiting(expecting), ..Step::say(heard, reply) }
}

/// Puts the corrected claim in the place of a line, and shows the card again.
pub async fn replace(
    app: &App,
    heard: &Heard<'_>,
    card: &Card,
    line: &Line,
    correction: &Correction,
    said: &str,
) -> Result<Step, Error> {
    let Some(mut corrected) = correction.applied(&line.claim) else {
        return Ok(stay(heard, card.report, &Say::UnclearCorrection));
    };
    corrected.span = correction.span;
    corrected.quote = correction.span.of(said).unwrap_or(said).to_string();
    let change = app::reports::correct(app, heard.actor, card, line.id, corrected, Some(said.to_string())).await?;
    let above = app::goals::moved_by(app, heard.actor, &change, heard.today()).await?;
    let card = card.clone().after(&change).moving(above);
    let notice = match &change {
        Change::Replace(r) => wording::claim_line(heard.org(), &r.new.claim, heard.language()),
        Change::Nothing
        | Change::Wonder(_)
        | Change::File(_)
        | Change::Revise(_)
        | Change::Accept(_)
        | Change::Drop(_)
        | Change::Name(_)
        | Change::Work(_)
        | Change::Define(_)
        | Change::Request(_)
        | Change::StandIn(_)
        | Change::Review(_)
        | Change::Refuse(_)
        | Change::Withdraw { .. } => String::new(),
    };
    let notice = heard.say(&Say::Corrected { line: notice });
    let reply = card_reply(heard.org(), &card, heard.language()).replacing_card(notice);
    Ok(Step::change(change, reply, after_card(&heard.dialogue, &card)))
}
