//! The JSON schema of an answer about a question, and the user's turn.

use serde_json::{Value, json};

use super::Task;
use crate::understanding::second::prompt::shown;

/// What may be asked, by the name a model uses.
pub(super) const ASKS: [&str; 22] = [
    "state",
    "due",
    "why",
    "risk",
    "blocked",
    "waiting",
    "figure",
    "change",
    "goals",
    "missed_goals",
    "ranking_high",
    "ranking_low",
    "tasks",
    "deadlines",
    "activity",
    "hours",
    "cost",
    "duty_missing",
    "duty_met",
    "reports",
    "learning",
    "other",
];

/// Days by name, as seen from today; `named` stands for those that the words name.
pub(super) const PERIODS: [&str; 10] = [
    "named",
    "today",
    "yesterday",
    "this_week",
    "last_week",
    "this_month",
    "last_month",
    "this_quarter",
    "last_quarter",
    "this_year",
];

/// The most things one question is about.
pub(super) const MOST_SUBJECTS: usize = 6;

/// The schema of the answer about a question.
pub fn schema(task: &Task) -> Value {
    let keys: Vec<Value> = task.candidates.iter().map(|c| json!(c.key)).collect();
    let subject = if keys.is_empty() { json!({"type": "null"}) } else { json!({"enum": keys}) };
    let most = if keys.is_empty() { 0 } else { MOST_SUBJECTS };
    let periods: Vec<Value> = PERIODS.iter().map(|p| json!(p)).chain(std::iter::once(Value::Null)).collect();
    json!({
        "type": "object",
        "properties": {
            "ask": {"type": "string", "enum": ASKS},
            "period": {"enum": periods},
            "subjects": {"type": "array", "maxItems": most, "items": subject}
        },
        "required": ["ask", "period", "subjects"],
        "additionalProperties": false
    })
}

/// The user's turn: the day, what may be named, and the question, as one line of JSON.
pub fn user_turn(task: &Task) -> String {
    let things: Vec<Value> = task.candidates.iter().map(shown).collect();
    let day = task.today.format("%Y-%m-%d %a").to_string();
    json!({"day": day, "subjects": things, "text": task.text}).to_string()
}
