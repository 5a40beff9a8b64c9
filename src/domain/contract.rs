//! A claim as other programs read it: the fields of the corpus, with its place, its reader and whether it waits.

use serde_json::{Map, Value, json};

use super::{Claim, Decimal, Fact, figure::to_f64, org::Content};

impl Claim {
    /// The claim with the field names of the contract; figures as JSON numbers, dates as `2026-11-20`.
    pub fn to_contract(&self) -> Value {
        let mut fields = Map::new();
        fields.insert("kind".into(), json!(self.fact.kind()));
        fields.insert("subject".into(), json!(self.subject));
        for (name, value) in fact_fields(&self.fact) {
            fields.insert(name.into(), value);
        }
        fields.insert("quote".into(), json!(self.quote));
        fields.insert("start".into(), json!(self.span.start));
        fields.insert("end".into(), json!(self.span.end));
        fields.insert("by".into(), json!(self.by));
        fields.insert("pending".into(), json!(self.doubt.is_some()));
        if self.approximate {
            fields.insert("approximate".into(), json!(true));
        }
        Value::Object(fields)
    }
}

fn fact_fields(fact: &Fact) -> Vec<(&'static str, Value)> {
    let figure = |value: &Decimal| number(*value);
    match fact {
        Fact::Measurement { value, unit, on } | Fact::Increment { value, unit, on } => {
            vec![("value", figure(value)), ("unit", json!(unit)), ("on", json!(on))]
        }
        Fact::Progress { percent } => vec![("value", figure(percent)), ("unit", json!("%"))],
        Fact::Status { state } => vec![("state", json!(state))],
        Fact::Effort { hours } => vec![("value", figure(hours)), ("unit", json!("h"))],
        Fact::Cost { amount, currency, cumulative } => {
            let mut fields = vec![("value", figure(amount)), ("unit", json!(currency))];
            if *cumulative {
                fields.push(("cumulative", json!(true)));
            }
            fields
        }
        Fact::Blocker { waiting_on } => vec![("waiting_on", json!(waiting_on))],
        Fact::Plan { date } => vec![("date", json!(date))],
        Fact::DueChange { date } => vec![("date", json!(date))],
        Fact::Field { content: Content::Number(value), unit, on } => {
            vec![("value", figure(value)), ("unit", json!(unit)), ("on", json!(on))]
        }
        Fact::Field { content: Content::Words(words), on, .. } => vec![("text", json!(words)), ("on", json!(on))],
        Fact::Field { content: Content::Date(date), on, .. } => vec![("date", json!(date)), ("on", json!(on))],
    }
}

/// A figure as a JSON number: whole ones without a point.
pub fn number(value: Decimal) -> Value {
    let value = value.normalize();
    match i64::try_from(value) {
        Ok(whole) if value.scale() == 0 => json!(whole),
        _ => json!(to_f64(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_plain_numbers() {
        for (text, expected) in [("85", "85"), ("84.50", "84.5"), ("0.41", "0.41"), ("-3", "-3")] {
            assert_eq!(number(text.parse().expect("a decimal")).to_string(), expected);
        }
    }
}
