//! What a message is: report, correction, question, command or small talk.
//!
//! In this order: what the conversation waits for, whole-message commands, taking back, correcting, asking, small talk,
//! and a report where work is told. What is none of these is asked about, and never guessed to be a report.

use uuid::Uuid;

pub use super::intent::Intent;
use super::{MOST_CHARACTERS, dialogue::Expecting, heard::Heard, intents::request};
use crate::{
    app::{fields, requests::Missing},
    domain::Key,
    understanding::{
        correction::{self, Correction, Does, Value},
        field, naming, order, question,
        reading::Reading,
        review,
        talk::{self, Act, Answer, Button, ButtonAct},
        wish,
    },
};

/// The most characters of a correction.
const MOST_OF_A_CORRECTION: usize = 60;

/// The most of one that only its words make one: longer messages correct themselves in passing.
const MOST_OF_A_LIKELY_ONE: usize = 40;

/// Recognises a message.
pub fn recognise(heard: &Heard<'_>) -> Intent {
    if heard.text.chars().nth(MOST_CHARACTERS).is_some() {
        return Intent::TooLong;
    }
    if let Some(report) = heard.revises {
        return Intent::Revision(report);
    }
    if heard.is_report {
        return Intent::Report(Box::new(heard.read()));
    }
    if !heard.text.chars().any(char::is_alphanumeric) {
        let asks_help = matches!(talk::act(heard.text), Some(Act::Help));
        return if asks_help { Intent::Help } else { Intent::Empty };
    }
    if let Some(said) = talk::said_by_button(heard.text).and_then(of_button) {
        return said;
    }
    if let Some(act) = talk::act(heard.text).and_then(|act| of_act(act, heard)) {
        return act;
    }
    if talk::asks_who_looked(heard.text) {
        return Intent::Looked;
    }
    if field::defines(&heard.company().lexicon, heard.text).is_some() {
        return Intent::DefineField;
    }
    let (org, text, person, day) = (heard.org(), heard.text, heard.person(), heard.today());
    let asks_sum = || question::totals(org, text, person, day) && heard.read().claims.is_empty();
    if question::board(org, text, person, day).is_some() || asks_sum() {
        return Intent::Question;
    }
    if let Some(day) = wish::late_report(heard.text, heard.today()) {
        return Intent::LateReport { reading: Box::new(heard.read()), day };
    }
    // A thing that the speaker may not see is to them a name that nothing has.
    if let Some(about) =
        field::read(&heard.company().lexicon, heard.text).filter(|a| fields::sees(heard.actor, &a.subject))
    {
        return Intent::Field(about);
    }
    if let Some(asked) = of_request(heard) {
        return asked;
    }
    if let Some(name) = talk::invites(heard.text) {
        return Intent::Invite(name.to_string());
    }
    if let Some(goal) = talk::goal_to_check(heard.text) {
        return Intent::CheckGoal(goal.to_string());
    }
    if let Some(naming) = naming::read(&heard.company().lexicon, heard.text) {
        return Intent::Name(naming);
    }
    let today = heard.today();
    if let Some(order) = order::read(&heard.company().lexicon, heard.text, heard.person(), today) {
        return Intent::Work(Box::new(order));
    }
    if let Some(correction) = of_correction(heard) {
        return correction;
    }
    match of_sentence(heard) {
        Sentence::Report(reading) => Intent::Report(reading),
        Sentence::Question => Intent::Question,
        Sentence::Feeling => Intent::Feeling,
        Sentence::Unclear => Intent::Unclear,
    }
}

fn of_button(said: Button<'_>) -> Option<Intent> {
    let id: Uuid = said.id.parse().ok()?;
    let yes = match said.answer {
        Some(Answer::Yes) => Some(true),
        Some(Answer::No) => Some(false),
        Some(Answer::Place(_) | Answer::Submit | Answer::Withdraw) | None => None,
    };
    match said.does {
        ButtonAct::Endorse => yes.map(|yes| Intent::Endorse { claim: Some(id), yes }),
        ButtonAct::Define => yes.map(|yes| Intent::Define { id: Some(id), yes }),
        ButtonAct::Name => yes.map(|yes| Intent::DecideName { id: Some(id), yes }),
        ButtonAct::Reread => said.answer.is_none().then_some(Intent::Reread(id)),
        ButtonAct::Request => said.answer.map(|answer| Intent::AnswerRequest { id: Some(id), answer }),
        ButtonAct::Review => said.answer.map(|answer| Intent::AnswerReview { report: id, answer }),
        ButtonAct::Work => said.answer.map(|answer| Intent::AnswerWork { id, answer }),
        ButtonAct::Field => said.answer.map(|answer| Intent::AnswerField { id, answer }),
    }
}

fn of_act(act: Act, heard: &Heard<'_>) -> Option<Intent> {
    Some(match act {
        Act::Help => Intent::Help,
        Act::Start => Intent::Start,
        Act::Mine => Intent::Mine,
        Act::AuditLog => Intent::AuditLog,
        Act::Language(language) => Intent::Language(language),
        Act::Yes => Intent::Yes,
        Act::No => Intent::No,
        Act::Edit => Intent::Edit,
        Act::NotReport => Intent::NotReport,
        Act::IsReport => Intent::IsReport,
        Act::Choice(place) => return awaits_choice(heard).then_some(Intent::Chosen(place)),
        Act::Agree(yes) => Intent::DecideName { id: None, yes },
        Act::Define(yes) => Intent::Define { id: None, yes },
        Act::Submit => Intent::AnswerRequest { id: None, answer: Answer::Submit },
        Act::SendBack => Intent::AnswerRequest { id: None, answer: Answer::No },
        Act::WithdrawRequest => Intent::AnswerRequest { id: None, answer: Answer::Withdraw },
        Act::Approvals => Intent::Approvals,
        Act::Requests => Intent::Requests,
        Act::Endorse(yes) => Intent::Endorse { claim: None, yes },
        Act::Withdraw => Intent::Withdraw,
        Act::SmallTalk => Intent::SmallTalk,
        Act::Feeling => Intent::Feeling,
    })
}

/// What belongs to a request: the reason that was asked for, the one thing that was missing, or a new one.
fn of_request(heard: &Heard<'_>) -> Option<Intent> {
    let (lexicon, today) = (&heard.company().lexicon, heard.today());
    if let Some(said) = review::read(lexicon, heard.text, heard.person(), today) {
        return Some(Intent::Review(said));
    }
    if let Some(wished) = wish::read(lexicon, heard.text, heard.person(), today) {
        return Some(Intent::Wish(Box::new(wished)));
    }
    if let Some(away) = talk::stand_in(lexicon, heard.text, heard.person(), today) {
        return Some(Intent::StandIn(away));
    }
    let short = heard.text.chars().count() <= 60 && !heard.text.trim().contains('\n');
    match heard.dialogue.expecting {
        Some(Expecting::Comment { report }) if heard.text.chars().count() <= 500 && !talk::asks(heard.text) => {
            Some(Intent::Comment(report))
        }
        Some(Expecting::Reason { request }) if !heard.text.trim().ends_with(['?', '?']) => {
            Some(Intent::Reason(request))
        }
        Some(Expecting::Request { asks: Some(missing), .. }) if short && !talk::asks(heard.text) => {
            // 登录接口做到60% tells of work that is known; a measure that is asked for has yet to get its name.
            let known = |subject: &Key| missing == Missing::Measure || heard.company().org.kpi(subject).is_none();
            let reports = heard.read().claims.iter().any(|claim| claim.subject.as_ref().is_some_and(known));
            (!reports && request::fills(missing, heard.text, today)).then_some(Intent::Fill)
        }
        _ => None,
    }
}

fn awaits_choice(heard: &Heard<'_>) -> bool {
    match &heard.dialogue.expecting {
        Some(
            Expecting::Subject { .. }
            | Expecting::Line { .. }
            | Expecting::Withdrawal { .. }
            | Expecting::Clarification { .. }
            | Expecting::Work { .. },
        ) => true,
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
        | None => false,
    }
}

/// A correction: one that was asked for, or one of a card that is there, by its first words, by the number of a line, as
/// a reply with something to put in place, or because it says what was wrong and what is right instead.
fn of_correction(heard: &Heard<'_>) -> Option<Intent> {
    let short = heard.text.chars().count() <= MOST_OF_A_CORRECTION && !heard.text.trim().contains('\n');
    if !short || talk::asks(heard.text) {
        return None;
    }
    let read = correction::read(&heard.company().lexicon, heard.text, heard.today());
    let has_card = heard.dialogue.card.is_some();
    let asked = matches!(heard.dialogue.expecting, Some(Expecting::Correction { .. }));
    let by_words = talk::corrects(heard.text) || correction::names_line(heard.text);
    let sure = asked || has_card && (by_words || heard.replies_to_card && read.iter().any(puts_something));
    let brief = heard.text.chars().count() <= MOST_OF_A_LIKELY_ONE;
    let may_be = brief && (has_card || read.iter().any(|c| c.reported.is_some()));
    let tells_nothing_else = || read.iter().all(fills_a_line) && heard.read().claims.is_empty();
    let likely = may_be && !read.is_empty() && (read.iter().all(reads_as_correction) || tells_nothing_else());
    (sure || likely).then_some(Intent::Correction { read, sure })
}

fn puts_something(correction: &Correction) -> bool {
    matches!(correction.does, Does::Put(_) | Does::Remove)
}

/// Whether it puts something in a line that it names: 计划是下周三.
fn fills_a_line(correction: &Correction) -> bool {
    puts_something(correction) && correction.stated && correction.matter.is_some() && correction.about.is_empty()
}

/// Whether its words alone make it one. “改成周五” may as well tell that the day has moved.
fn reads_as_correction(correction: &Correction) -> bool {
    let moves_day = matches!(correction.does, Does::Put(Value::Day(_))) && !correction.owns_up;
    let beside = correction.does == Does::Other;
    beside || correction.marked && correction.is_anchored() && !moves_day
}

/// What a sentence is that is no order, no request and no correction.
pub enum Sentence {
    /// A report, as read.
    Report(Box<Reading>),
    /// A question.
    Question,
    /// 好累.
    Feeling,
    /// None of these.
    Unclear,
}

/// Tells reports from questions.
pub fn of_sentence(heard: &Heard<'_>) -> Sentence {
    let reading = heard.read();
    let lines = heard.text.trim().lines().count();
    let asks = talk::asks(heard.text);
    let ends_asking = heard.text.trim_end().ends_with(['?', '?']);
    let follows = heard.dialogue.question.is_some() && reading.claims.is_empty();
    let asks_who = talk::opens_asking(heard.text) && reading.claims.iter().all(|claim| claim.subject.is_none());
    // 哪个更可能延期 tells of no obstacle: the words of the claim ask themselves.
    let asks_all = asks && reading.claims.iter().all(|claim| talk::asks(&claim.quote));
    if lines == 1 && (asks_who || ends_asking || asks_all || (follows && asks)) {
        return Sentence::Question;
    }
    if !reading.claims.is_empty() {
        return Sentence::Report(Box::new(reading));
    }
    if talk::feels(heard.text) && heard.text.chars().count() <= 40 {
        return Sentence::Feeling;
    }
    let text = crate::understanding::text::Text::new(heard.text);
    let names_work = !heard.company().lexicon.mentions(&text).is_empty();
    // An unknown /command tells nothing.
    let is_command = heard.text.trim_start().starts_with('/');
    if !is_command && (lines > 1 || names_work || talk::works(heard.text)) {
        return Sentence::Report(Box::new(reading));
    }
    Sentence::Unclear
}
