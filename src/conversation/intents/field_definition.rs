//! A field of the company's own that is to be there, to be otherwise or to go: 给销售部的日报加一个字段:拜访客户数,数字,单位家.

use uuid::Uuid;

use crate::{
    app::{
        Error,
        definitions::{self, Definition, Draft, Redefines, Unfit},
    },
    conversation::{
        Step,
        dialogue::Expecting,
        heard::Heard,
        reply::{Button, Reply},
    },
    domain::work,
    understanding::talk::{Answer, ButtonAct},
    wording::{FieldSay, FieldWords, Label, Redefined, Say, label},
};

/// Shows what was understood.
pub fn propose(heard: &Heard<'_>) -> Result<Step, Error> {
    let draft = Draft { id: work::id_at(heard.sent_at), said: heard.text.to_owned() };
    next(heard, draft)
}

/// The answer to the draft that is open; one that names another changes nothing.
pub fn answer(heard: &Heard<'_>, id: Option<Uuid>, answer: Answer) -> Result<Step, Error> {
    let gone = || Step { dialogue: heard.dialogue.clone(), ..said(heard, FieldSay::Gone) };
    let Some(Expecting::Field { draft }) = &heard.dialogue.expecting else { return Ok(gone()) };
    if id.is_some_and(|id| id != draft.id) {
        return Ok(gone());
    }
    match answer {
        Answer::Yes => decided(heard, draft, |definition| {
            let mut step = said(heard, FieldSay::Defined(words(heard, &definition)));
            step.change = definitions::change(definition);
            step
        }),
        Answer::No => Ok(said(heard, FieldSay::NotDefined)),
        Answer::Place(_) | Answer::Submit | Answer::Withdraw => next(heard, draft.clone()),
    }
}

fn said(heard: &Heard<'_>, what: FieldSay) -> Step {
    Step::say(heard, Reply::notice(heard.say(&Say::Field(what))))
}

/// What a draft comes to, or why it comes to nothing.
fn decided(heard: &Heard<'_>, draft: &Draft, then: impl FnOnce(Definition) -> Step) -> Result<Step, Error> {
    match definitions::define(heard.actor, draft) {
        Ok(Ok(definition)) => Ok(then(definition)),
        Ok(Err(unfit)) => Ok(said(
            heard,
            match unfit {
                Unfit::Unclear => FieldSay::HowToDefine,
                Unfit::NoDepartment(name) => FieldSay::NoDepartment(name),
                Unfit::Taken(name) => FieldSay::NameTaken(name),
                Unfit::Several(name, of) => FieldSay::WhichField(name, of),
                Unfit::NoChoice(name) => FieldSay::NoChoice(name),
            },
        )),
        Err(Error::NotFound) => Ok(said(heard, FieldSay::Gone)),
        Err(error @ Error::Forbidden(_)) => Ok(said(heard, FieldSay::MayNotDefine).refused(error)),
        Err(error) => Err(error),
    }
}

fn next(heard: &Heard<'_>, draft: Draft) -> Result<Step, Error> {
    decided(heard, &draft, |definition| {
        let what = FieldSay::AsksToDefine(words(heard, &definition));
        let mut reply = Reply::notice(heard.say(&Say::Field(what)));
        reply.buttons = [(Label::Confirm, "yes"), (Label::Cancel, "no")]
            .map(|(what, word)| Button {
                label: label(what, heard.language()).into(),
                says: format!("{} {} {word}", ButtonAct::Field.command(), draft.id),
            })
            .into();
        Step { dialogue: heard.dialogue.waiting(Expecting::Field { draft: draft.clone() }), ..Step::say(heard, reply) }
    })
}

fn words(heard: &Heard<'_>, definition: &Definition) -> FieldWords {
    let field = &definition.field;
    FieldWords {
        name: field.name.clone(),
        aliases: field.aliases.clone(),
        of: field.of,
        within: field.within.as_ref().map(|key| heard.org().name(key).to_owned()),
        holds: field.holds.clone(),
        does: match &definition.does {
            Redefines::Makes => Redefined::Made,
            Redefines::Renames(before) => Redefined::Renamed(before.clone()),
            Redefines::Chooses => Redefined::Chooses,
            Redefines::Removes => Redefined::Removed,
        },
    }
}
