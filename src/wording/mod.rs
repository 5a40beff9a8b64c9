//! Typed results into the words of a language. Used by every way out; nothing here decides anything.

pub mod en;
pub mod zh;

mod answer;
mod card;
mod effect;
mod field;
mod label;
mod request;
mod review;
mod talk;
mod trace;
pub mod web;
mod work;

pub use answer::{suggestion, text as answer};
pub use card::{CardState, CardWords, LineWords, card, card_words, claim_line};
pub use effect::effect;
use field::held;
pub use field::{FieldSay, FieldWords, Redefined, content};
pub use label::{Label, label};
pub use request::{RequestSay, request_line};
pub use review::ReviewSay;
pub use talk::{Say, goal, language_name, say};
pub use trace::{Look, TraceSay, Traced};
pub use work::{WorkSay, WorkWords};

use chrono::NaiveDate;

use crate::domain::{Decimal, Language, Unit};

/// A figure with its unit.
pub fn figure(value: Decimal, unit: &Unit, language: Language) -> String {
    match language {
        Language::Zh => zh::card::figure(value, unit),
        Language::En => en::card::figure(value, unit),
    }
}

/// A day.
pub fn day(date: NaiveDate, language: Language) -> String {
    match language {
        Language::Zh => zh::card::day(date),
        Language::En => en::card::day(date),
    }
}
