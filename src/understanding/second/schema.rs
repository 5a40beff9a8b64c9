//! The JSON schema of an answer: closed, and bounded in every list and string.
//!
//! A list without a bound is where small models run away; an enum is what keeps them to names that exist.

use serde_json::{Value, json};

use super::{LONGEST_QUOTE, MOST_CLAIMS, Task};

/// The kinds of claim, as the contracts name them.
pub(super) const KINDS: [&str; 9] =
    ["measurement", "increment", "progress", "status", "effort", "cost", "blocker", "plan", "due_change"];

/// The states of work, as the contracts name them.
pub(super) const STATES: [&str; 4] = ["started", "done", "paused", "cancelled"];

/// How many claims an answer may have: about pieces few, so that a small model has no room to run on.
fn most(task: &Task) -> usize {
    if task.words.is_empty() { MOST_CLAIMS } else { (2 * task.words.len()).min(MOST_CLAIMS / 2) }
}

/// The schema of the answer to a task.
pub fn schema(task: &Task) -> Value {
    let keys = |all: &[super::Candidate]| -> Vec<Value> {
        all.iter().map(|c| json!(c.key)).chain(std::iter::once(Value::Null)).collect()
    };
    let states: Vec<Value> = STATES.iter().map(|s| json!(s)).chain(std::iter::once(Value::Null)).collect();
    json!({
        "type": "object",
        "properties": {
            "claims": {
                "type": "array",
                "maxItems": most(task),
                "items": {
                    "type": "object",
                    "properties": {
                        "kind": {"type": "string", "enum": KINDS},
                        "quote": {"type": "string", "maxLength": LONGEST_QUOTE},
                        "state": {"enum": states},
                        "subject": {"enum": keys(&task.candidates)},
                        "value": {"type": ["number", "null"]},
                        "waiting_on": {"enum": keys(&task.people)},
                        "when": {"type": ["string", "null"], "maxLength": 10}
                    },
                    "required": ["kind", "quote", "state", "subject", "value", "waiting_on", "when"],
                    "additionalProperties": false
                }
            }
        },
        "required": ["claims"],
        "additionalProperties": false
    })
}
