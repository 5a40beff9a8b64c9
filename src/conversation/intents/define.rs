//! Work that a report speaks of and nobody has defined: the owner of the project decides with a button.

use uuid::Uuid;

use super::work::words;
use crate::{
    app::{App, Error, unnamed},
    conversation::{
        Step, ToOther,
        heard::Heard,
        reply::{Button, Reply},
    },
    domain::Key,
    store::unnamed::Proposal,
    understanding::talk::ButtonAct,
    wording::{Label, Say, WorkSay, WorkWords, label},
};

/// The question to who decides on a proposal.
pub fn question(heard: &Heard<'_>, proposal: &Proposal) -> Option<ToOther> {
    let owner = unnamed::owner(heard.actor, proposal)?;
    Some(asking(heard, owner, proposal))
}

/// The same once more, to the speaker.
pub fn again(heard: &Heard<'_>, proposal: &Proposal) -> ToOther {
    asking(heard, heard.person(), proposal)
}

fn asking(heard: &Heard<'_>, person: &Key, proposal: &Proposal) -> ToOther {
    let name = |key: &Key| heard.org().name(key).to_string();
    let work = WorkWords {
        title: proposal.title.clone(),
        project: name(&proposal.project),
        assignee: proposal.assignee.as_ref().map(name),
        due: proposal.due,
    };
    let what = WorkSay::AsksToDefine { by: name(&proposal.said_by), work };
    let mut reply = Reply::notice(heard.say(&Say::Work(what)));
    reply.buttons = [(Label::Define, "yes"), (Label::Ignore, "no")]
        .map(|(what, word)| Button {
            label: label(what, heard.language()).into(),
            says: format!("{} {} {word}", ButtonAct::Define.command(), proposal.id),
        })
        .into();
    ToOther { person: person.clone(), reply }
}

/// Defines the work, or lets it go.
pub async fn decide(app: &App, heard: &Heard<'_>, id: Option<Uuid>, yes: bool) -> Result<Step, Error> {
    let said = |what: WorkSay| Step::say(heard, Reply::notice(heard.say(&Say::Work(what))));
    let longest = || async { Ok::<_, Error>(unnamed::waiting(app, heard.actor).await?.first().map(|p| p.id)) };
    let id = match id {
        Some(id) => Some(id),
        None => longest().await?,
    };
    let Some(id) = id else { return Ok(said(WorkSay::Gone)) };
    match unnamed::decide(app, heard.actor, id, yes, heard.sent_at).await {
        Ok((proposal, defining)) => {
            let what = match &defining.work {
                Some(work) => WorkSay::Made(words(heard, work)),
                None => WorkSay::Ignored { title: proposal.title },
            };
            Ok(Step { change: unnamed::change(defining), ..said(what) })
        }
        Err(error @ (Error::NotFound | Error::Forbidden(_) | Error::Conflict)) => {
            Ok(said(WorkSay::Gone).refused(error))
        }
        Err(error) => Err(error),
    }
}
