//! Work given in chat: shown first, made once it is confirmed, told to whom it concerns.

use uuid::Uuid;

use crate::{
    app::{
        App, Error,
        work::{self, Draft, Lacks, NewWork, Thing},
    },
    conversation::{
        Step, ToOther,
        dialogue::Expecting,
        heard::Heard,
        reply::{Button, Reply},
    },
    domain::Key,
    understanding::{
        order::Order,
        talk::{Answer, ButtonAct},
    },
    wording::{Label, Say, WorkSay, WorkWords, label},
};

/// Shows what was understood, or asks what is missing.
pub fn propose(heard: &Heard<'_>, order: Order) -> Step {
    next(heard, Draft::new(heard.actor, order, heard.sent_at))
}

/// The answer to the draft that is open; one that names another draft changes nothing.
pub fn answer(_app: &App, heard: &Heard<'_>, id: Option<Uuid>, answer: Answer) -> Step {
    let Some(Expecting::Work { draft }) = &heard.dialogue.expecting else { return gone(heard) };
    if id.is_some_and(|id| id != draft.id) {
        return gone(heard);
    }
    match answer {
        Answer::Yes if draft.lacks().is_none() => make(heard, draft),
        Answer::No => said(heard, WorkSay::NotMade),
        Answer::Place(place) => match draft.clone().chosen(heard.actor, place) {
            Some(draft) => next(heard, draft),
            None => Step { dialogue: heard.dialogue.clone(), ..no_such(heard, draft.offered().len()) },
        },
        Answer::Yes | Answer::Submit | Answer::Withdraw => next(heard, draft.clone()),
    }
}

fn said(heard: &Heard<'_>, what: WorkSay) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Work(what))))
}

fn gone(heard: &Heard<'_>) -> Step {
    Step { dialogue: heard.dialogue.clone(), ..said(heard, WorkSay::Gone) }
}

fn no_such(heard: &Heard<'_>, of: usize) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::NoSuchChoice { of })))
}

fn next(heard: &Heard<'_>, draft: Draft) -> Step {
    let title = draft.title.clone();
    let names = || draft.offered().iter().map(|k| heard.org().name(k).to_string()).collect::<Vec<_>>();
    match draft.lacks() {
        Some(Lacks::Title) => said(heard, WorkSay::NoTitle),
        Some(Lacks::AnyProject) => said(heard, WorkSay::NoProject { title }),
        Some(Lacks::Assignee) => offer(heard, WorkSay::WhichAssignee(names()), &names(), draft),
        Some(Lacks::Project) => offer(heard, WorkSay::WhichProject { title, names: names() }, &names(), draft),
        None => confirm(heard, draft),
    }
}

fn offer(heard: &Heard<'_>, what: WorkSay, names: &[String], draft: Draft) -> Step {
    let mut reply = Reply::notice(heard.say(&Say::Work(what)));
    let button = |(i, name): (usize, &String)| Button {
        label: format!("{}. {name}", i + 1),
        says: format!("{} {} {}", ButtonAct::Work.command(), draft.id, i + 1),
    };
    reply.buttons = names.iter().enumerate().map(button).collect();
    Step { dialogue: heard.dialogue.waiting(Expecting::Work { draft }), ..Step::say(heard, reply) }
}

fn confirm(heard: &Heard<'_>, draft: Draft) -> Step {
    let work = match work::make(heard.actor, &draft) {
        Ok(work) => work,
        Err(error) => return refused(heard, &draft, error),
    };
    let mut reply = Reply::notice(heard.say(&Say::Work(WorkSay::Confirm(words(heard, &work)))));
    reply.buttons = [(Label::Confirm, "yes"), (Label::Cancel, "no")]
        .map(|(what, word)| Button {
            label: label(what, heard.language()).into(),
            says: format!("{} {} {word}", ButtonAct::Work.command(), draft.id),
        })
        .into();
    Step { dialogue: heard.dialogue.waiting(Expecting::Work { draft }), ..Step::say(heard, reply) }
}

fn refused(heard: &Heard<'_>, draft: &Draft, error: Error) -> Step {
    let project = draft.projects.first().map(|k| heard.org().name(k).to_string()).unwrap_or_default();
    match error {
        Error::Conflict => said(heard, WorkSay::Exists { title: draft.title.clone() }),
        _ => said(heard, WorkSay::MayNot { project }).refused(error),
    }
}

fn make(heard: &Heard<'_>, draft: &Draft) -> Step {
    let work = match work::make(heard.actor, draft) {
        Ok(work) => work,
        Err(error) => return refused(heard, draft, error),
    };
    let told = words(heard, &work);
    let mut step = said(heard, WorkSay::Made(told.clone()));
    let whom = concerned(heard, &work);
    if let Some(person) = whom.filter(|person| person != heard.person()) {
        let by = heard.org().name(heard.person()).to_string();
        let reply = Reply::notice(heard.say(&Say::Work(WorkSay::Told { by, work: told })));
        step.also.push(ToOther { person, reply });
    }
    step.change = work::change(work);
    step
}

/// Who hears of it: who is to do it, or the owner of the project.
fn concerned(heard: &Heard<'_>, work: &NewWork) -> Option<Key> {
    match &work.thing {
        Thing::Task(assignee) => Some(assignee.clone()),
        Thing::Milestone => heard.org().project(&work.project).map(|project| project.owner.clone()),
    }
}

pub(super) fn words(heard: &Heard<'_>, work: &NewWork) -> WorkWords {
    let name = |key: &Key| heard.org().name(key).to_string();
    let assignee = match &work.thing {
        Thing::Task(assignee) => Some(name(assignee)),
        Thing::Milestone => None,
    };
    WorkWords { title: work.title.clone(), project: name(&work.project), assignee, due: work.due }
}
