//! A name for a thing: 凤凰就是会员项目. Its owner decides; who proposed it may have their report read once more.

use uuid::Uuid;

use crate::{
    app::{
        self, App, Error,
        alias::{self, Naming},
    },
    conversation::{
        Step, ToOther,
        heard::Heard,
        reply::{Button, Reply},
    },
    domain::Key,
    store::aliases::Proposal,
    understanding::{
        naming::Naming as Named,
        talk::{Answer, ButtonAct},
    },
    wording::{Label, Say, label},
};

/// Proposes a name, or takes it at once from the thing's owner.
pub fn propose(heard: &Heard<'_>, named: &Named) -> Step {
    let words = |error: &Error| match error {
        Error::Conflict => Say::NameTaken { name: named.name.clone() },
        _ => Say::NameWithoutOwner { name: named.name.clone() },
    };
    match alias::propose(heard.actor, &named.name, &named.subject, heard.dialogue.card) {
        Ok(naming) => told(heard, naming),
        Err(error) => Step::say(heard, Reply::notice(heard.say(&words(&error)))),
    }
}

/// The owner's word on a proposed name.
pub async fn decide(app: &App, heard: &Heard<'_>, id: Option<Uuid>, yes: bool) -> Result<Step, Error> {
    let longest = || async { Ok::<_, Error>(alias::waiting(app, heard.actor).await?.first().map(|p| p.id)) };
    let id = match id {
        Some(id) => Some(id),
        None => longest().await?,
    };
    let Some(id) = id else {
        // No name waits: the word is on what somebody asked for.
        if !app::requests::waiting(app, heard.actor).await?.is_empty() {
            return super::request::answer_open(app, heard, if yes { Answer::Yes } else { Answer::No }).await;
        }
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoNameToDecide))));
    };
    match alias::decide(app, heard.actor, id, yes).await {
        Ok(naming) => Ok(told(heard, naming)),
        Err(error @ (Error::NotFound | Error::Forbidden(_))) => {
            Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoNameToDecide))).refused(error))
        }
        Err(error) => Err(error),
    }
}

fn told(heard: &Heard<'_>, naming: Naming) -> Step {
    let proposal = naming.proposal();
    let (name, thing) = (proposal.name.clone(), heard.org().name(&proposal.subject).to_string());
    let owner = alias::owner(heard.org(), &proposal.subject);
    let (reply, also) = match &naming {
        Naming::Proposed(proposal) => {
            let owner_name = owner.map(|o| heard.org().name(o).to_string()).unwrap_or_default();
            let reply = Reply::notice(heard.say(&Say::NameProposed { name, thing, owner: owner_name }));
            (reply, owner.map(|owner| asking(heard, owner, proposal)))
        }
        Naming::Accepted { proposal, was_open } => {
            let reply = Reply::notice(heard.say(&Say::NameKnown { name, thing }));
            let proposer =
                ToOther { person: proposal.proposed_by.clone(), reply: rereadable(heard, reply.clone(), proposal) };
            if *was_open { (reply, Some(proposer)) } else { (rereadable(heard, reply, proposal), None) }
        }
        Naming::Refused(proposal) => {
            let reply = Reply::notice(heard.say(&Say::NameRefused { name, thing }));
            (reply.clone(), Some(ToOther { person: proposal.proposed_by.clone(), reply }))
        }
    };
    let mut step = Step::say(heard, reply);
    step.also = also.into_iter().collect();
    step.change = alias::change(naming);
    step
}

/// The question to the owner of a thing whether a name is to be known.
pub fn asking(heard: &Heard<'_>, owner: &Key, proposal: &Proposal) -> ToOther {
    let by = heard.org().name(&proposal.proposed_by).to_string();
    let thing = heard.org().name(&proposal.subject).to_string();
    let mut reply = Reply::notice(heard.say(&Say::AsksForName { by, name: proposal.name.clone(), thing }));
    let button = |what: Label, word: &str| Button {
        label: label(what, heard.language()).into(),
        says: format!("{} {} {word}", ButtonAct::Name.command(), proposal.id),
    };
    reply.buttons = vec![button(Label::Agree, "yes"), button(Label::Disagree, "no")];
    ToOther { person: owner.clone(), reply }
}

/// With a button to read the report once more whose card was talked about.
fn rereadable(heard: &Heard<'_>, mut reply: Reply, proposal: &Proposal) -> Reply {
    if let Some(report) = proposal.report {
        reply.buttons = vec![Button {
            label: label(Label::Reread, heard.language()).into(),
            says: format!("{} {report}", ButtonAct::Reread.command()),
        }];
    }
    reply
}

/// Reads one's own report once more.
pub async fn reread(app: &App, heard: &Heard<'_>, report: Uuid) -> Result<Step, Error> {
    let old = app::reports::own(app, heard.actor, report).await?;
    super::report::revise_as(app, heard, report, &old.text).await
}
