//! An answer as other programs read it.

use serde_json::{Value, json};

use super::Answer;
use crate::domain::contract::number;

/// An answer with its text, in the shape of the command line's contract.
pub fn answer_json(answer: &Answer, text: &str) -> Value {
    json!({
        "outcome": answer.outcome,
        "subjects": answer.subjects,
        "values": answer.values.iter().map(|v| json!({
            "subject": v.subject,
            "value": number(v.value),
            "unit": v.unit,
        })).collect::<Vec<_>>(),
        "text": text,
        "citations": answer.citations.iter().map(|c| json!({
            "report": c.report,
            "start": c.span.start,
            "end": c.span.end,
            "quote": c.quote,
        })).collect::<Vec<_>>(),
    })
}
