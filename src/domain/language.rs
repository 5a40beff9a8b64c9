//! The languages zhixing speaks.

use serde::{Deserialize, Serialize};

/// A language of texts and replies. Chinese comes first; English works everywhere too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language a text is answered in: Chinese where any Han character occurs, else English.
    ///
    /// `None` for a text with no letters at all, such as `80%`, and for a command: people of every language send `/start`.
    pub fn of(text: &str) -> Option<Language> {
        let mut latin = false;
        for c in text.chars() {
            if ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c) {
                return Some(Language::Zh);
            }
            latin |= c.is_ascii_alphabetic();
        }
        let command = text.trim_start().starts_with('/');
        (latin && !command).then_some(Language::En)
    }

    /// The code stored and shown: `zh` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }

    /// The language of a stored code; Chinese for one that is not known.
    pub fn from_code(code: &str) -> Language {
        if code == "en" { Language::En } else { Language::Zh }
    }
}
