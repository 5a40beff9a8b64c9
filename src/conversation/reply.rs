//! What zhixing sends back, channel-neutral: words, buttons, and the typed result behind them.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A button: what it shows, and what pressing it says. A channel without buttons shows the label; typing it does the
/// same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Button {
    /// What it shows.
    pub label: String,
    /// What pressing it says.
    pub says: String,
}

impl Button {
    /// A button that says what it shows.
    pub fn new(label: impl Into<String>) -> Button {
        let label = label.into();
        Button { says: label.clone(), label }
    }
}

/// What kind of reply it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReplyKind {
    /// What was understood of a report.
    Card,
    /// An answer to a question.
    Answer,
    /// Anything else.
    Notice,
}

/// One reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// What it is.
    pub kind: ReplyKind,
    /// Its words.
    pub text: String,
    /// What can be pressed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// The typed result: the claims of a card, an answer with its values and citations.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub data: Value,
    /// The report it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Uuid>,
    /// How to show it where the earlier message about that report can be edited instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_place: Option<InPlace>,
}

/// What takes the place of an earlier card, and the short word that tells of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InPlace {
    /// The card's words.
    pub text: String,
    /// What can be pressed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// The typed result.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub data: Value,
    /// What happened, in a sentence.
    pub notice: String,
}

impl Reply {
    /// Words alone.
    pub fn notice(text: impl Into<String>) -> Reply {
        Reply {
            kind: ReplyKind::Notice,
            text: text.into(),
            buttons: Vec::new(),
            data: Value::Null,
            about: None,
            in_place: None,
        }
    }

    /// About a report.
    pub fn about(mut self, report: Uuid) -> Reply {
        self.about = Some(report);
        self
    }

    /// To be shown in place of the earlier card where a channel can edit: with this reply's own words and buttons.
    pub fn replacing_card(mut self, notice: String) -> Reply {
        let (text, buttons, data) = (self.text.clone(), self.buttons.clone(), self.data.clone());
        self.in_place = Some(InPlace { text, buttons, data, notice });
        self
    }

    /// To be said as it is, or shown as this card in place of the earlier one.
    pub fn or_card(mut self, card: Reply) -> Reply {
        self.about = card.about;
        self.in_place =
            Some(InPlace { text: card.text, buttons: card.buttons, data: card.data, notice: self.text.clone() });
        self
    }

    /// With buttons.
    pub fn with_buttons(mut self, labels: impl IntoIterator<Item = String>) -> Reply {
        self.buttons = labels.into_iter().map(Button::new).collect();
        self
    }
}
