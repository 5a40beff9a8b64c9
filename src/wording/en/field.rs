//! What zhixing says of fields of a company's own, in English.

use super::{
    card::figure,
    finding::{day, period},
};
use crate::{
    app::questions::{OfField, Whose},
    domain::{
        Decimal, Key, Language, Org,
        org::{Content, Holds},
    },
    wording::field::{FieldSay, held},
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

/// What an answer says of a field that reports fill.
pub(super) fn of_field(org: &Org, what: &OfField) -> String {
    let name = |key| org.name(key);
    match what {
        OfField::Total { field, of, value, unit, period: days } => {
            let (who, among) = match of {
                Whose::Of(of) => (format!("{}, ", org.name(of)), String::new()),
                Whose::All => (String::new(), String::new()),
                Whose::Some(1) => (String::new(), ", of the one person who can be shown here".to_owned()),
                Whose::Some(people) => (String::new(), format!(", of the {people} people who can be shown here")),
            };
            let value = held(&Content::Number(*value), unit.as_ref(), Language::En);
            format!("{who}{} ({}{among}): {value}", called(org, field), period(*days))
        }
        OfField::Said { author, day: on, field, content } => {
            format!("{} ({}), {}: {}", name(author), day(*on), called(org, field), held(content, None, Language::En))
        }
        OfField::Empty { field, of, period: days } => {
            let who = of.as_ref().map_or(String::new(), |k| format!(" by {}", org.name(k)));
            format!("Nothing reported{who} on {} ({})", called(org, field), period(*days))
        }
    }
}

/// A field by its English name, where it has one.
fn called<'o>(org: &'o Org, field: &'o Key) -> &'o str {
    org.fields.field(field).map_or(field.as_str(), |f| f.called(Language::En))
}
