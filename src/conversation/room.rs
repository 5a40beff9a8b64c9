//! A group chat: what is said in it, and what goes to the private chat of who speaks.
//!
//! A question is answered in the room with what all who are in it may have; where the speaker may have more, the whole
//! follows in private. Everything else that concerns somebody, reports and their cards, requests, what is one's own, is
//! taken and answered as if it had been said in private, with one word in the room. That word is the same whether a thing
//! is unknown, forbidden or a person's, so that nobody who listens learns which.

use super::{
    Step, ask,
    heard::Heard,
    intents::{help, small_talk},
    recognise::{self, Intent},
    reply::{Reply, ReplyKind},
};
use crate::{
    app::{App, Error, change::Change},
    domain::access::Room,
    wording::Say,
};

/// Where a message is answered.
pub enum Said {
    /// In the room, and what the speaker is told besides.
    Here {
        /// The step, whose reply everybody reads.
        step: Box<Step>,
        /// The whole answer, for the speaker alone.
        privately: Option<Box<Reply>>,
    },
    /// In the speaker's private chat, as if it had been said there.
    Privately,
}

/// Decides where a message is answered, and answers it where that is the room.
pub async fn respond(app: &App, heard: &Heard<'_>, room: &Room) -> Result<Said, Error> {
    match recognise::recognise(heard) {
        Intent::Question => question(app, heard, room).await,
        Intent::Help => Ok(here(help::help(heard))),
        Intent::Start => Ok(here(help::welcome(heard))),
        Intent::SmallTalk => Ok(here(small_talk::pleasantry(heard))),
        Intent::Feeling => Ok(here(small_talk::sympathy(heard))),
        Intent::Empty => Ok(here(small_talk::empty(heard))),
        Intent::TooLong => Ok(here(small_talk::too_long(heard))),
        Intent::Report(_)
        | Intent::LateReport { .. }
        | Intent::Revision(_)
        | Intent::Endorse { .. }
        | Intent::Invite(_)
        | Intent::CheckGoal(_)
        | Intent::Field(_)
        | Intent::DefineField
        | Intent::AnswerField { .. }
        | Intent::Name(_)
        | Intent::DecideName { .. }
        | Intent::Work(_)
        | Intent::AnswerWork { .. }
        | Intent::Define { .. }
        | Intent::Wish(_)
        | Intent::Fill
        | Intent::Reason(_)
        | Intent::AnswerRequest { .. }
        | Intent::Review(_)
        | Intent::Comment(_)
        | Intent::AnswerReview { .. }
        | Intent::Approvals
        | Intent::Requests
        | Intent::StandIn(_)
        | Intent::Reread(_)
        | Intent::Correction { .. }
        | Intent::Withdraw
        | Intent::Chosen(_)
        | Intent::Yes
        | Intent::No
        | Intent::Edit
        | Intent::NotReport
        | Intent::IsReport
        | Intent::Mine
        | Intent::AuditLog
        | Intent::Looked
        | Intent::Language(_)
        | Intent::Unclear => Ok(Said::Privately),
    }
}

async fn question(app: &App, heard: &Heard<'_>, room: &Room) -> Result<Said, Error> {
    let asked = ask::Asked { text: heard.text, at: heard.sent_at, language: heard.dialogue.language };
    // Many talk at once, so each question stands for itself: one that leans on another would also show by its answer
    // that a name in it is none.
    let Some((told, has_more)) = ask::ask_in_room(app, heard.actor, room, &asked).await? else {
        return Ok(Said::Privately);
    };
    let mut reply =
        Reply { kind: ReplyKind::Answer, data: told.data_in(heard.actor, room), ..Reply::notice(told.text) };
    let mut privately = None;
    if has_more {
        let whole = ask::ask(app, heard.actor, &asked, None).await?;
        let data = whole.data(heard.actor);
        privately = Some(Box::new(Reply { kind: ReplyKind::Answer, data, ..Reply::notice(whole.text) }));
        reply.text = format!("{}\n{}", reply.text, heard.say(&Say::MoreInPrivate));
    }
    let step = Step::change(Change::Nothing, reply, heard.dialogue.settled());
    Ok(Said::Here { step: Box::new(step), privately })
}

/// Nobody else is to press what is offered to one.
fn here(mut step: Step) -> Said {
    if let Some(reply) = &mut step.reply {
        reply.buttons.clear();
    }
    Said::Here { step: Box::new(step), privately: None }
}

/// The word in the room for what was answered in private; none where nothing was.
pub fn word(heard: &Heard<'_>, step: &Step) -> Option<Reply> {
    let what = match step.reply.as_ref()?.kind {
        ReplyKind::Card => Say::CardInPrivate,
        ReplyKind::Answer | ReplyKind::Notice => Say::InPrivate,
    };
    Some(Reply::notice(heard.say(&what)))
}
