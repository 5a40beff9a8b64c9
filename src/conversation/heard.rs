//! One message with everything that is needed to understand it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::dialogue::Dialogue;
use crate::{
    app::{Actor, Company},
    domain::{Key, Language, Org, calendar::local_day},
    understanding::{
        reader::{Message, read},
        reading::Reading,
    },
    wording::{Say, say},
};

/// A message heard from a known person.
pub struct Heard<'a> {
    /// Who speaks.
    pub actor: &'a Actor,
    /// What was said.
    pub text: &'a str,
    /// The channel it came by.
    pub channel: &'a str,
    /// The conversation it stands in.
    pub thread: &'a str,
    /// The id it came with.
    pub external_id: &'a str,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// Whether it was spoken.
    pub voice: bool,
    /// Whether it is a report whatever it says: filed by a command rather than said in chat.
    pub is_report: bool,
    /// The report that this is the edited form of.
    pub revises: Option<Uuid>,
    /// Whether it replies to a card: the one that `dialogue` is about.
    pub replies_to_card: bool,
    /// What the conversation remembers.
    pub dialogue: Dialogue,
}

impl Heard<'_> {
    /// The company.
    pub fn company(&self) -> &Company {
        &self.actor.company
    }

    /// The company's things.
    pub fn org(&self) -> &Org {
        &self.actor.company.org
    }

    /// Who speaks.
    pub fn person(&self) -> &Key {
        &self.actor.person
    }

    /// The day on which it was sent, in the company's time zone.
    pub fn today(&self) -> NaiveDate {
        local_day(self.sent_at, self.org().company.timezone)
    }

    /// The language to answer in: the one chosen, else the message's, else Chinese. A command such as /start is of none.
    pub fn language(&self) -> Language {
        self.dialogue.language.or_else(|| Language::of(self.text)).unwrap_or_default()
    }

    /// Says something in that language.
    pub fn say(&self, what: &Say) -> String {
        say(what, self.language())
    }

    /// Reads it as a report.
    pub fn read(&self) -> Reading {
        read_report(self.actor, self.text, self.sent_at, self.voice)
    }
}

/// Reads a text as a report of a person.
pub fn read_report(actor: &Actor, text: &str, sent_at: DateTime<Utc>, voice: bool) -> Reading {
    let zone = actor.company.org.company.timezone;
    let sent_at = sent_at.with_timezone(&zone).fixed_offset();
    read(&actor.company.lexicon, &Message { text, author: &actor.person, sent_at, voice })
}
