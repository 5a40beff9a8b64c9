//! What zhixing sends back, channel-neutral: words, buttons, and the typed result behind them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

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
}

impl Reply {
    /// Words alone.
    pub fn notice(text: impl Into<String>) -> Reply {
        Reply { kind: ReplyKind::Notice, text: text.into(), buttons: Vec::new(), data: Value::Null }
    }

    /// With buttons.
    pub fn with_buttons(mut self, labels: impl IntoIterator<Item = String>) -> Reply {
        self.buttons = labels.into_iter().map(Button::new).collect();
        self
    }
}
