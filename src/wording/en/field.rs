//! What zhixing says of fields of a company's own, in English.

use super::card::figure;
use crate::{
    domain::{Decimal, org::Holds},
    wording::field::FieldSay,
};

pub(in crate::wording) fn say(what: &FieldSay) -> String {
    match what {
        FieldSay::Holds { thing, field, content: Some(content) } => format!("{thing}, {field}: {content}"),
        FieldSay::Holds { thing, field, content: None } => format!("{thing}, {field}: nothing there yet."),
        FieldSay::Emptied { thing, field } => format!("{thing}, {field}: emptied."),
        FieldSay::Takes { field, holds } => format!("{field} takes {}; nothing was changed.", wanted(holds)),
        FieldSay::NotYours { thing, field } => {
            format!("{field} of {thing} is for whoever answers for it to fill in; nothing was changed.")
        }
    }
}

fn wanted(holds: &Holds) -> String {
    match holds {
        Holds::Text => "one line of words".into(),
        Holds::Number(Some(unit)) => format!("a figure, like {}", figure(Decimal::ONE_HUNDRED, unit)),
        Holds::Number(None) => "a figure".into(),
        Holds::Date => "a day, like 2026-12-01".into(),
        Holds::Choice(choices) => format!("one of {}", choices.join(", ")),
    }
}
