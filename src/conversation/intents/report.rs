//! A report comes in.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use crate::{
    app::{
        self, App, Error,
        card::Card,
        change::{Change, Filing},
        reports::Message,
        second::job::HISTORY,
    },
    conversation::{
        Step,
        dialogue::{Dialogue, Expecting},
        heard::{Heard, read_report},
        reply::{Reply, ReplyKind},
    },
    domain::{Doubt, Language, Org},
    understanding::reading::Reading,
    wording::{self, CardState, CardWords, Label, Say},
};

/// Files a report and shows what was understood.
pub async fn file(app: &App, heard: &Heard<'_>, reading: Reading) -> Result<Step, Error> {
    filed(app, heard, app::reports::file(app, heard.actor, &said(heard), reading).await?).await
}

/// Files a report that says itself which day it is for, and hands in the request that it counts for that day.
pub async fn file_late(app: &App, heard: &Heard<'_>, reading: Reading, day: NaiveDate) -> Result<Step, Error> {
    let mut filing = app::reports::file(app, heard.actor, &said(heard), reading).await?;
    let late = app::requests::late(app, heard.actor, filing.report, day, heard.sent_at).await?;
    filing.late = late.clone().map(Box::new);
    let mut step = filed(app, heard, filing).await?;
    step.also.extend(super::request::handed_in(heard, late.as_ref()));
    Ok(step)
}

fn said<'a>(heard: &Heard<'a>) -> Message<'a> {
    Message { text: heard.text, external_id: heard.external_id, sent_at: heard.sent_at, voice: heard.voice }
}

/// The step that files a report, with the question to whoever answers for a KPI that is not the writer's.
async fn filed(app: &App, heard: &Heard<'_>, mut filing: Filing) -> Result<Step, Error> {
    if heard.channel != HISTORY {
        filing.unnamed = app::unnamed::found(app, heard.actor, &filing.text, heard.today()).await?;
    }
    let card = Card::of(&filing).moving(app::goals::moved_by_report(app, heard.actor, &filing).await?);
    let dialogue = after_card(&heard.dialogue, &card);
    let reply = card_reply(heard.org(), &card, heard.language());
    let mut step = Step::change(Change::Nothing, reply, dialogue);
    step.also = filing.claims.iter().filter_map(|new| super::endorse::question(heard, new)).collect();
    step.also.extend(filing.unnamed.iter().filter_map(|proposal| super::define::question(heard, proposal)));
    step.change = Change::File(Box::new(filing));
    Ok(step)
}

/// Reads an edited report again and shows its card in place of the old one. Channels also call it an edit when nothing
/// was written anew, such as a link that got a preview: then nothing is said.
pub async fn revise(app: &App, heard: &Heard<'_>, report: Uuid) -> Result<Step, Error> {
    if app::reports::own(app, heard.actor, report).await?.text == heard.text {
        return Ok(Step::silence(heard));
    }
    revise_as(app, heard, report, heard.text).await
}

/// Reads a report again from this text.
pub async fn revise_as(app: &App, heard: &Heard<'_>, report: Uuid, text: &str) -> Result<Step, Error> {
    let old = app::reports::own(app, heard.actor, report).await?;
    let reading = read_report(heard.actor, text, old.sent_at, heard.voice);
    let message = Message { text, external_id: heard.external_id, sent_at: old.sent_at, voice: heard.voice };
    let revision = app::revise::revise(app, heard.actor, report, &message, reading).await?;
    let card = revision.card();
    let change = Change::Revise(Box::new(revision));
    let card = card.moving(app::goals::moved_by(app, heard.actor, &change, heard.today()).await?);
    let dialogue = after_card(&heard.dialogue, &card);
    let reply = card_reply(heard.org(), &card, heard.language()).replacing_card(heard.say(&Say::ReadAgain));
    Ok(Step::change(change, reply, dialogue))
}

/// Asks whether an unclear message is a report; it is kept until answered.
pub fn ask_whether(heard: &Heard<'_>) -> Step {
    let labels = [Label::IsReport, Label::NotReport].map(|l| wording::label(l, heard.language()).to_string());
    let reply = Reply::notice(heard.say(&Say::IsItAReport)).with_buttons(labels);
    let expecting = Expecting::IsReport {
        text: heard.text.into(),
        external_id: heard.external_id.into(),
        sent_at: heard.sent_at,
        voice: heard.voice,
    };
    Step { dialogue: heard.dialogue.waiting(expecting), ..Step::say(heard, reply) }
}

/// Files the message that was asked about.
pub async fn file_after_all(app: &App, heard: &Heard<'_>) -> Result<Step, Error> {
    let Some(Expecting::IsReport { text, external_id, sent_at, voice }) = &heard.dialogue.expecting else {
        return Ok(Step::say(heard, Reply::notice(heard.say(&Say::NoCard))));
    };
    let reading = read_report(heard.actor, text, *sent_at, *voice);
    let message = Message { text, external_id, sent_at: *sent_at, voice: *voice };
    filed(app, heard, app::reports::file(app, heard.actor, &message, reading).await?).await
}

/// What is remembered after a card was shown: the card, and the one question it asks.
pub fn after_card(dialogue: &Dialogue, card: &Card) -> Dialogue {
    let expecting = match (card.open_choice(), card.open_check()) {
        (Some((line, candidates)), _) => {
            Some(Expecting::Subject { report: card.report, claim: line.id, candidates: candidates.to_vec() })
        }
        (None, Some(line)) => Some(Expecting::Check { report: card.report, claim: line.id }),
        (None, None) => None,
    };
    Dialogue { card: Some(card.report), expecting, ..dialogue.clone() }
}

/// A card as a reply.
pub fn card_reply(org: &Org, card: &Card, language: Language) -> Reply {
    let words = |labels: &[Label]| labels.iter().map(|l| wording::label(*l, language).to_string()).collect();
    let labels: Vec<String> = match (card.open_choice(), card.open_check()) {
        (Some((_, candidates)), _) => (1..=candidates.len()).map(|n| n.to_string()).collect(),
        (None, Some(_)) => words(&[Label::Yes, Label::No]),
        (None, None) => words(&[Label::Confirm, Label::Edit, Label::NotReport]),
    };
    settled_card(org, card, CardState::Open, language).with_buttons(labels)
}

/// A card as a reply without buttons, with how it stands.
pub fn settled_card(org: &Org, card: &Card, state: CardState, language: Language) -> Reply {
    Reply {
        kind: ReplyKind::Card,
        text: wording::card(org, card, state, language),
        buttons: Vec::new(),
        data: card_data(card, &wording::card_words(org, card, state, language)),
        about: Some(card.report),
        in_place: None,
    }
}

/// A card for programs: its claims as the contract has them, and its words in parts.
fn card_data(card: &Card, words: &CardWords) -> serde_json::Value {
    let claims: Vec<_> = card
        .lines
        .iter()
        .map(|line| {
            let mut claim = line.claim.to_contract();
            claim["pending"] = json!(line.standing == crate::domain::Standing::Pending);
            claim["standing"] = json!(line.standing.code());
            if let Some(was) = &line.was {
                claim["was"] = was.to_contract();
            }
            if let Some(Doubt::Ambiguous { candidates }) = &line.claim.doubt {
                claim["candidates"] = json!(candidates);
            }
            claim
        })
        .collect();
    json!({ "claims": claims, "words": words, "text": card.text })
}
