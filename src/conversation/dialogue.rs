//! What a conversation remembers between messages: one a person and thread.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    app::{definitions, requests::Missing, work::Draft},
    domain::{Key, Language},
    understanding::question::Context,
};

/// What the last message of zhixing waits for. Anything else that is said is taken as it comes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "expecting", rename_all = "snake_case")]
pub enum Expecting {
    /// Which thing a claim is about.
    Subject {
        /// The report.
        report: Uuid,
        /// The claim.
        claim: Uuid,
        /// What it could be, in the order shown.
        candidates: Vec<Key>,
    },
    /// Whether a doubtful figure is meant.
    Check {
        /// The report.
        report: Uuid,
        /// The claim.
        claim: Uuid,
    },
    /// What is to be corrected.
    Correction {
        /// The report.
        report: Uuid,
        /// The line, where only what to put there is missing.
        #[serde(default)]
        line: Option<Uuid>,
    },
    /// Which line a correction means.
    Line {
        /// The report.
        report: Uuid,
        /// The claims it could be, in the order shown.
        claims: Vec<Uuid>,
        /// The correction as said.
        said: String,
    },
    /// Which report is to be withdrawn.
    Withdrawal {
        /// The reports, in the order shown.
        reports: Vec<Uuid>,
    },
    /// Whether a message is a report. It is kept until this is answered, and no longer.
    IsReport {
        /// The message.
        text: String,
        /// The id it came with.
        external_id: String,
        /// When it was sent.
        sent_at: DateTime<Utc>,
        /// Whether it was spoken.
        voice: bool,
    },
    /// Which thing a question is about.
    Clarification {
        /// The question as asked.
        asked: String,
        /// The names offered, in the order shown.
        names: Vec<String>,
    },
    /// Whether work is to be made, or what it lacks.
    Work {
        /// The work.
        draft: Draft,
    },
    /// Whether a field is to be defined, to be otherwise or to go.
    Field {
        /// What was said.
        draft: definitions::Draft,
    },
    /// Whether a request is to be handed in, or the one thing that it lacks.
    Request {
        /// The request.
        id: Uuid,
        /// What it lacks.
        asks: Option<Missing>,
    },
    /// What is to be said of a report.
    Comment {
        /// The report.
        report: Uuid,
    },
    /// Why a request is sent back.
    Reason {
        /// The request.
        request: Uuid,
    },
    /// Which language to speak.
    Language,
}

/// What a conversation remembers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dialogue {
    /// The language chosen; `None` answers in the language of the message.
    #[serde(default)]
    pub language: Option<Language>,
    /// The report whose card was shown last.
    #[serde(default)]
    pub card: Option<Uuid>,
    /// The one report of somebody else that was shown last.
    #[serde(default)]
    pub shown: Option<Uuid>,
    /// What is waited for.
    #[serde(default)]
    pub expecting: Option<Expecting>,
    /// The last question, for those that follow up.
    #[serde(default)]
    pub question: Option<Context>,
}

impl Dialogue {
    /// The same, waiting for nothing.
    pub fn settled(&self) -> Dialogue {
        Dialogue { expecting: None, ..self.clone() }
    }

    /// The same, where it waits for a choice or a yes; waiting for nothing where any words would be the answer.
    pub fn without_words_asked_for(&self) -> Dialogue {
        match self.expecting {
            Some(Expecting::Reason { .. } | Expecting::Comment { .. } | Expecting::Request { asks: Some(_), .. }) => {
                self.settled()
            }
            Some(
                Expecting::Subject { .. }
                | Expecting::Check { .. }
                | Expecting::Correction { .. }
                | Expecting::Line { .. }
                | Expecting::Withdrawal { .. }
                | Expecting::IsReport { .. }
                | Expecting::Clarification { .. }
                | Expecting::Work { .. }
                | Expecting::Request { asks: None, .. }
                | Expecting::Language,
            )
            | Some(Expecting::Field { .. })
            | None => self.clone(),
        }
    }

    /// The same, waiting for this.
    pub fn waiting(&self, expecting: Expecting) -> Dialogue {
        Dialogue { expecting: Some(expecting), ..self.clone() }
    }
}
