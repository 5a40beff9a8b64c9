//! The dialogue, channel-neutral: a message comes in, is recognised, an intent handles it, a reply goes out.
//!
//! [`respond`] decides one step; [`worker`] takes messages from the inbox and makes each step durable with its reply.

pub mod afterthought;
pub mod ask;
pub mod binding;
pub mod deliver;
pub mod dialogue;
pub mod heard;
mod intent;
pub mod intents;
pub mod overdue;
pub mod press;
pub mod receive;
pub mod recognise;
pub mod reply;
pub mod room;
pub mod second;
pub mod worker;

use self::{dialogue::Dialogue, heard::Heard, recognise::Intent, reply::Reply};
use crate::{
    app::{App, Error, change::Change},
    domain::Key,
};

/// The most characters of a message that is taken.
pub const MOST_CHARACTERS: usize = 20_000;

/// One step of a conversation, before it is made durable.
#[derive(Debug)]
pub struct Step {
    /// What it changes.
    pub change: Change,
    /// What is sent back; `None` is silence.
    pub reply: Option<Reply>,
    /// What is remembered from now on.
    pub dialogue: Dialogue,
    /// What is said to others because of it.
    pub also: Vec<ToOther>,
}

/// Something said to another than the speaker.
#[derive(Debug)]
pub struct ToOther {
    /// To whom.
    pub person: Key,
    /// What.
    pub reply: Reply,
}

impl Step {
    /// A step that changes something and shows what came of it.
    pub fn change(change: Change, reply: Reply, dialogue: Dialogue) -> Step {
        Step { change, reply: Some(reply), dialogue, also: Vec::new() }
    }

    /// The same for something that was not done: what the speaker may not do is written down.
    pub fn refused(mut self, error: Error) -> Step {
        if let Error::Forbidden(denied) = error {
            self.change = Change::Refuse(denied);
        }
        self
    }

    /// A step that does nothing and says nothing.
    pub fn silence(heard: &Heard<'_>) -> Step {
        Step { change: Change::Nothing, reply: None, dialogue: heard.dialogue.clone(), also: Vec::new() }
    }

    /// A step that only says something.
    pub fn say(heard: &Heard<'_>, reply: Reply) -> Step {
        Step { change: Change::Nothing, reply: Some(reply), dialogue: heard.dialogue.settled(), also: Vec::new() }
    }
}

/// Decides what a message does and what is said to it.
pub async fn respond(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    match recognise::recognise(heard) {
        Intent::Report(reading) => intents::report::file(app, heard, *reading).await,
        Intent::LateReport { reading, day } => intents::report::file_late(app, heard, *reading, day).await,
        Intent::Revision(report) => intents::report::revise(app, heard, report).await,
        Intent::Question => intents::question::answer(app, heard).await,
        Intent::Endorse { claim, yes } => intents::endorse::decide(app, heard, claim, yes).await,
        Intent::Field(about) => intents::field::about(heard, &about),
        Intent::DefineField => intents::field_definition::propose(heard),
        Intent::AnswerField { id, answer } => intents::field_definition::answer(heard, Some(id), answer),
        Intent::Name(named) => Ok(intents::naming::propose(heard, &named)),
        Intent::DecideName { id, yes } => intents::naming::decide(app, heard, id, yes).await,
        Intent::Wish(wished) => intents::request::begin(app, heard, *wished).await,
        Intent::Fill => intents::request::fill(app, heard).await,
        Intent::Reason(request) => intents::request::reason(app, heard, request).await,
        Intent::AnswerRequest { id: Some(id), answer } => intents::request::answer(app, heard, id, answer).await,
        Intent::AnswerRequest { id: None, answer } => intents::request::answer_open(app, heard, answer).await,
        Intent::Review(words) => intents::review::of_words(app, heard, &words).await,
        Intent::Comment(report) => intents::review::say(app, heard, report, heard.text).await,
        Intent::AnswerReview { report, answer } => intents::review::answer(app, heard, report, answer).await,
        Intent::Approvals => intents::request::waiting(app, heard).await,
        Intent::Requests => intents::request::own(app, heard).await,
        Intent::StandIn(away) => Ok(intents::request::stand_in(heard, &away)),
        Intent::Work(order) => Ok(intents::work::propose(heard, *order)),
        Intent::Define { id, yes } => intents::define::decide(app, heard, id, yes).await,
        Intent::AnswerWork { id, answer } => Ok(intents::work::answer(app, heard, Some(id), answer)),
        Intent::Reread(report) => intents::naming::reread(app, heard, report).await,
        Intent::CheckGoal(goal) => Ok(intents::goal_check::check(heard, &goal)),
        Intent::Invite(name) => intents::invite::invite(app, heard, &name).await,
        Intent::Correction { read, sure } => intents::correction::correct(app, heard, read, sure).await,
        Intent::Withdraw => intents::withdraw::withdraw(app, heard).await,
        Intent::Chosen(place) => intents::choice::chosen(app, heard, place).await,
        Intent::Yes => intents::confirm::yes(app, heard).await,
        Intent::No => intents::confirm::no(app, heard).await,
        Intent::Edit => intents::correction::ask_what(app, heard).await,
        Intent::NotReport => intents::withdraw::not_a_report(app, heard).await,
        Intent::IsReport => intents::report::file_after_all(app, heard).await,
        Intent::Help => Ok(intents::help::help(heard)),
        Intent::Start => Ok(intents::help::welcome(heard)),
        Intent::Looked => intents::trace::looked(app, heard).await,
        Intent::AuditLog => intents::trace::log(app, heard).await,
        Intent::Mine => intents::mine::mine(app, heard).await,
        Intent::Language(language) => Ok(intents::language::set(heard, language)),
        Intent::SmallTalk => Ok(intents::small_talk::pleasantry(heard)),
        Intent::Feeling => Ok(intents::small_talk::sympathy(heard)),
        Intent::Empty => Ok(intents::small_talk::empty(heard)),
        Intent::TooLong => Ok(intents::small_talk::too_long(heard)),
        Intent::Unclear => Ok(intents::report::ask_whether(heard)),
    }
}
