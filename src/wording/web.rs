//! The words of the page's shells. What the page itself says while one chats is in `assets/web/strings.js`.

use super::{en, zh};
use crate::domain::Language;

/// The words of one language.
pub struct Words {
    /// The language as HTML names it.
    pub lang: &'static str,
    /// The product's name.
    pub brand: &'static str,
    /// Leads past the head of the page.
    pub skip: &'static str,
    /// Ends the session.
    pub log_out: &'static str,
    /// Loads what was said before.
    pub earlier: &'static str,
    /// What the log of messages is called.
    pub conversation: &'static str,
    /// While a reply is awaited.
    pub reading: &'static str,
    /// Leads to messages below.
    pub news: &'static str,
    /// Leaves a mode of writing.
    pub cancel: &'static str,
    /// What the text field is for.
    pub write: &'static str,
    /// What stands in the empty text field.
    pub placeholder: &'static str,
    /// Sends.
    pub send: &'static str,
    /// Closes a report.
    pub close: &'static str,
    /// Where there is no script.
    pub no_script: &'static str,
    /// The title of the log-in page.
    pub log_in_title: &'static str,
    /// Its heading.
    pub log_in: &'static str,
    /// Above the name.
    pub name: &'static str,
    /// Above the password.
    pub password: &'static str,
    /// Lets in.
    pub log_in_button: &'static str,
    /// What to do without a password.
    pub forgotten: &'static str,
    /// The title of an invitation's page.
    pub join_title: &'static str,
    /// Its heading, with the person's name.
    pub is_it_you: fn(&str) -> String,
    /// What to do, with department and company.
    pub join_lead: fn(&str, &str) -> String,
    /// What a password needs.
    pub rule: fn(usize) -> String,
    /// Above the password's second field.
    pub again: &'static str,
    /// Joins.
    pub join_button: &'static str,
    /// For somebody else.
    pub not_you: &'static str,
}

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &zh::web::WORDS,
        Language::En => &en::web::WORDS,
    }
}
