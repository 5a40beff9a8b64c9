//! What a step of a conversation changes. Use cases make changes after asking for permission; [`super::commit`] makes
//! them durable.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    alias::Naming,
    audit::{REFUSED, entry},
    card::{Card, Line},
    definitions::{Definition, Redefines},
    fields::Setting,
    requests::Moved,
    second::question::Wondering,
    unnamed::Defining,
    work::NewWork,
};
use crate::{
    domain::{
        Claim, Filed, Key, Language, Review, ReviewKind, Standing,
        access::Denied,
        approval::{Delegation, Event},
    },
    store::{audit::Entry, unnamed::Proposal},
};

/// A report about to be filed.
#[derive(Clone, Debug)]
pub struct Filing {
    /// Its new id.
    pub report: Uuid,
    /// The text as received.
    pub text: String,
    /// The summary made on reading.
    pub summary: String,
    /// The words that say what it is about.
    pub keywords: Vec<String>,
    /// Its language.
    pub language: Language,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// The calendar day of sending in the company's time zone.
    pub sent_on: NaiveDate,
    /// The day whose duty it meets.
    pub duty_day: NaiveDate,
    /// The id it came with; that of the message unless the writer confirmed it later.
    pub external_id: String,
    /// Its claims with their new ids.
    pub claims: Vec<NewClaim>,
    /// Whether a model is to read it too.
    pub second: Option<SecondReading>,
    /// The request that it counts for a day that is over, where it says so itself.
    pub late: Option<Box<Moved>>,
    /// Work that it speaks of and nobody has defined.
    pub unnamed: Vec<Proposal>,
}

/// That a model is to read a report too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondReading {
    /// Whether it was spoken.
    pub voice: bool,
}

/// A claim about to be filed.
#[derive(Clone, Debug)]
pub struct NewClaim {
    /// Its new id.
    pub id: Uuid,
    /// Whether it counts.
    pub standing: Standing,
    /// What it states.
    pub claim: Claim,
}

/// A claim about to take another's place.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// The claim that it replaces; kept as superseded.
    pub old: Filed,
    /// The new claim.
    pub new: NewClaim,
    /// The message that corrected it, where the new words stand; `None` where the words are still the report's.
    pub said_in: Option<String>,
}

/// An edited report, read again.
#[derive(Clone, Debug)]
pub struct Revision {
    /// The report.
    pub report: Uuid,
    /// Its text as edited.
    pub text: String,
    /// The summary made on reading.
    pub summary: String,
    /// The words that say what it is about.
    pub keywords: Vec<String>,
    /// Its language.
    pub language: Language,
    /// Claims of earlier readings that make way.
    pub old: Vec<Filed>,
    /// Lines that stay: what a person said of the report.
    pub kept: Vec<Line>,
    /// The claims of the new reading.
    pub claims: Vec<NewClaim>,
    /// Whether a model is to read it too.
    pub second: Option<SecondReading>,
}

impl Revision {
    /// The report's card as it will be.
    pub fn card(&self) -> Card {
        let line = |new: &NewClaim| Line {
            id: new.id,
            claim: new.claim.clone(),
            standing: new.standing,
            was: None,
            said_in: None,
        };
        let lines = self.kept.iter().cloned().chain(self.claims.iter().map(line)).collect();
        Card { report: self.report, text: self.text.clone(), lines, above: Vec::new() }
    }
}

/// What a step changes.
#[derive(Clone, Debug)]
pub enum Change {
    /// Nothing but the dialogue.
    Nothing,
    /// Nothing, but a model is to look at a question that the rules did not understand.
    Wonder(Box<Wondering>),
    /// A report is filed.
    File(Box<Filing>),
    /// An edited report was read again.
    Revise(Box<Revision>),
    /// A claim takes another's place.
    Replace(Box<Replacement>),
    /// A pending claim counts from now on.
    Accept(Box<Filed>),
    /// A pending or counted claim is taken back.
    Drop(Box<Filed>),
    /// Several of the above at once, to one card.
    Several(Vec<Change>),
    /// A thing gets a name, or is to get one.
    Name(Box<Naming>),
    /// A field of a thing gets other content.
    Field(Box<Setting>),
    /// A field is defined, is otherwise or goes.
    Redefine(Box<Definition>),
    /// A task or milestone is made.
    Work(Box<NewWork>),
    /// Work that a report spoke of is defined, or is not to be.
    Define(Box<Defining>),
    /// A request takes a step.
    Request(Box<Moved>),
    /// Something is said of a report.
    Review(Box<Review>),
    /// Somebody decides for another while they are away.
    StandIn(Box<Delegation>),
    /// Nothing: the speaker may not do what they wanted.
    Refuse(Denied),
    /// A report is withdrawn with its claims.
    Withdraw {
        /// The report.
        report: Uuid,
        /// The things its claims were about.
        subjects: Vec<Key>,
    },
}

impl Change {
    /// The single changes that it is made of.
    pub fn each(&self) -> &[Change] {
        match self {
            Change::Several(changes) => changes,
            one => std::slice::from_ref(one),
        }
    }

    /// Whether it asks for a job.
    pub fn asks_for_a_job(&self) -> bool {
        match self {
            Change::Wonder(_) => true,
            Change::File(filing) => filing.second.is_some(),
            Change::Revise(revision) => revision.second.is_some(),
            Change::Nothing
            | Change::Name(_)
            | Change::Field(_)
            | Change::Redefine(_)
            | Change::Work(_)
            | Change::Define(_)
            | Change::Request(_)
            | Change::StandIn(_)
            | Change::Review(_)
            | Change::Refuse(_)
            | Change::Replace(_)
            | Change::Accept(_)
            | Change::Drop(_)
            | Change::Several(_)
            | Change::Withdraw { .. } => false,
        }
    }

    /// The word for the audit log.
    pub fn action(&self) -> &'static str {
        match self {
            Change::Nothing | Change::Wonder(_) => "talk",
            Change::File(_) => "report.file",
            Change::Revise(_) => "report.revise",
            Change::Replace(_) | Change::Several(_) => "claim.correct",
            Change::Accept(_) => "claim.accept",
            Change::Drop(_) => "claim.drop",
            Change::Name(_) => "name.decide",
            Change::Field(_) => "field.set",
            Change::Redefine(definition) => match definition.does {
                Redefines::Makes => "field.define",
                Redefines::Renames(_) | Redefines::Chooses => "field.redefine",
                Redefines::Removes => "field.remove",
            },
            Change::Work(_) => "work.make",
            Change::Define(defining) if defining.work.is_some() => "work.define",
            Change::Define(_) => "work.ignore",
            Change::Request(moved) => request_action(moved.event),
            Change::StandIn(_) => "approval.delegate",
            Change::Refuse(_) => REFUSED,
            Change::Review(review) => match review.kind {
                ReviewKind::Seen => "review.seen",
                ReviewKind::Comment => "review.comment",
                ReviewKind::Reply => "review.reply",
            },
            Change::Withdraw { .. } => "report.withdraw",
        }
    }

    /// The things whose state it moves.
    pub fn subjects(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = match self {
            Change::Nothing
            | Change::Wonder(_)
            | Change::Name(_)
            | Change::Field(_)
            | Change::Redefine(_)
            | Change::Work(_)
            | Change::Define(_)
            | Change::Request(_)
            | Change::StandIn(_)
            | Change::Refuse(_)
            | Change::Review(_) => Vec::new(),
            Change::File(filing) => filing.claims.iter().filter_map(|c| c.claim.subject.clone()).collect(),
            Change::Revise(r) => {
                let new = r.claims.iter().filter_map(|c| c.claim.subject.clone());
                r.old.iter().filter_map(|f| f.claim.subject.clone()).chain(new).collect()
            }
            Change::Replace(r) => r.old.claim.subject.iter().chain(r.new.claim.subject.iter()).cloned().collect(),
            Change::Accept(filed) | Change::Drop(filed) => filed.claim.subject.iter().cloned().collect(),
            Change::Several(changes) => changes.iter().flat_map(Change::subjects).collect(),
            Change::Withdraw { subjects, .. } => subjects.clone(),
        };
        keys.sort();
        keys.dedup();
        keys
    }
}

/// The entry of the audit log of a step of a request.
pub fn request_entry(company: Uuid, actor: &str, moved: &Moved, at: DateTime<Utc>) -> Entry {
    let request = &moved.request;
    let detail = json!({ "kind": request.kind, "state": request.state, "approver": request.approver });
    entry(company, actor, request_action(moved.event), request.id.to_string(), detail, at)
}

/// The word for the audit log of a step of a request.
fn request_action(event: Event) -> &'static str {
    match event {
        Event::Ask => "request.ask",
        Event::Complete => "request.draft",
        Event::Submit => "request.submit",
        Event::Approve => "request.approve",
        Event::Return => "request.return",
        Event::Withdraw => "request.withdraw",
        Event::Raise => "request.raise",
        Event::Expire => "request.expire",
        Event::Revise => "request.revise",
    }
}
