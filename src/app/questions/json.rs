//! An answer as other programs read it.

use serde_json::{Value, json};

use super::Answer;
use crate::domain::figure::to_f64;

/// An answer with its text, in the shape of the command line's contract.
pub fn answer_json(answer: &Answer, text: &str) -> Value {
    json!({
        "outcome": answer.outcome,
        "subjects": answer.subjects,
        "values": answer.values.iter().map(|v| json!({
            "subject": v.subject,
            "value": number(to_f64(v.value)),
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

/// A whole number without a fraction, as the corpus writes it.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 1e15 { json!(value as i64) } else { json!(value) }
}
