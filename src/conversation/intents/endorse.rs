//! A figure for somebody else's KPI: who answers for the KPI is asked, and decides with a button.

use uuid::Uuid;

use crate::{
    app::{self, App, Error, change::NewClaim},
    conversation::{
        Step, ToOther,
        heard::Heard,
        reply::{Button, Reply},
    },
    domain::{Claim, Filed, Key},
    understanding::talk::ButtonAct,
    wording::{self, Label, Say},
};

/// What to ask of whom, where a claim waits for another's word.
pub fn question(heard: &Heard<'_>, new: &NewClaim) -> Option<ToOther> {
    let person = app::endorse::awaited(heard.company(), new)?;
    Some(ToOther { person: person.clone(), reply: asking(heard, new.id, heard.person(), &new.claim) })
}

/// The same question once more, to the speaker.
pub fn again(heard: &Heard<'_>, filed: &Filed) -> ToOther {
    ToOther { person: heard.person().clone(), reply: asking(heard, filed.id, &filed.author, &filed.claim) }
}

fn asking(heard: &Heard<'_>, id: Uuid, by: &Key, claim: &Claim) -> Reply {
    let language = heard.language();
    let line = wording::claim_line(heard.org(), claim, language);
    let by = heard.org().name(by).to_string();
    let mut reply = Reply::notice(heard.say(&Say::AsksToEndorse { by, line, quote: claim.quote.clone() }));
    reply.buttons = [(Label::Endorse, "yes"), (Label::DoNotEndorse, "no")]
        .map(|(what, word)| Button {
            label: wording::label(what, language).into(),
            says: format!("{} {id} {word}", ButtonAct::Endorse.command()),
        })
        .into();
    reply
}

/// Lets the figure count, or lets it go.
pub async fn decide(app: &App, heard: &Heard<'_>, claim: Option<Uuid>, yes: bool) -> Result<Step, Error> {
    let claim = match claim {
        Some(claim) => claim,
        None => match app::endorse::waiting(app, heard.actor).await?.first() {
            Some(longest) => longest.id,
            None => return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NothingToEndorse)))),
        },
    };
    let (filed, change) = match app::endorse::decide(app, heard.actor, claim, yes).await {
        Ok(decided) => decided,
        Err(error @ (Error::NotFound | Error::Forbidden(_) | Error::Conflict)) => {
            return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NothingToEndorse))).refused(error));
        }
        Err(error) => return Err(error),
    };
    let line = wording::claim_line(heard.org(), &filed.claim, heard.language());
    let what = if yes { Say::Endorsed { line } } else { Say::NotEndorsed { line } };
    let mut step = Step::say(heard, Reply::notice(heard.say(&what)));
    step.change = change;
    step.also = vec![ToOther { person: filed.author, reply: Reply::notice(heard.say(&what)) }];
    Ok(step)
}
