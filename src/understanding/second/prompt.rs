//! What a model is sent: a constant beginning from `prompts/`, and one turn about the report.
//!
//! The beginning is the same bytes for every report of a language, so that a server keeps its prefix.

use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Candidate, Task};
use crate::domain::Language;

/// An example: what was asked, and the right answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Shot {
    /// The user's turn.
    pub user: String,
    /// The assistant's turn.
    pub assistant: String,
}

/// The constant beginning of a conversation with a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// Stored beside what it produced.
    pub version: String,
    /// The system's turn.
    pub system: String,
    /// The examples, in order.
    pub shots: Vec<Shot>,
}

#[derive(Deserialize)]
struct Examples {
    zh: Vec<Example>,
    en: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    user: Value,
    assistant: Value,
}

impl Prompt {
    /// A prompt of the files of its folder; the examples are written compactly, which models imitate.
    pub(super) fn of(version: &str, system: &str, examples: &str, language: Language) -> Prompt {
        let examples: Examples = serde_json::from_str(examples).expect("the examples of a prompt are JSON");
        let examples = match language {
            Language::Zh => examples.zh,
            Language::En => examples.en,
        };
        let shots = examples
            .into_iter()
            .map(|e| Shot { user: e.user.to_string(), assistant: e.assistant.to_string() })
            .collect();
        Prompt { version: version.trim().to_owned(), system: system.trim().to_owned(), shots }
    }
}

/// The beginning for reading reports in a language.
pub fn prompt(language: Language) -> &'static Prompt {
    const VERSION: &str = include_str!("../../../prompts/read/version");
    const SHOTS: &str = include_str!("../../../prompts/read/shots.json");
    static ZH: LazyLock<Prompt> =
        LazyLock::new(|| Prompt::of(VERSION, include_str!("../../../prompts/read/system.zh.txt"), SHOTS, Language::Zh));
    static EN: LazyLock<Prompt> =
        LazyLock::new(|| Prompt::of(VERSION, include_str!("../../../prompts/read/system.en.txt"), SHOTS, Language::En));
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

/// The user's turn: the day, what may be named, the text, and the pieces in question, as one line of JSON, so that
/// nothing a report says can pass for more than its text.
pub fn user_turn(task: &Task, sent_at: DateTime<FixedOffset>) -> String {
    let day = sent_at.with_timezone(&task.timezone).format("%Y-%m-%d %a").to_string();
    let subjects: Vec<Value> = task.candidates.iter().map(shown).collect();
    let people: Vec<Value> = task.people.iter().map(shown).collect();
    json!({"day": day, "subjects": subjects, "people": people, "text": task.text, "unsure": task.words}).to_string()
}

/// A candidate as a model sees it: key, kind, then its names and the unit of a KPI.
pub(super) fn shown(candidate: &Candidate) -> Value {
    let mut fields = vec![json!(candidate.key), json!(candidate.kind), json!(candidate.name)];
    fields.extend(candidate.aliases.iter().map(|a| json!(a)));
    if let Some(unit) = &candidate.unit {
        fields.push(json!(unit));
    }
    Value::Array(fields)
}
