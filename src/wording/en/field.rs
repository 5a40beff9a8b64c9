//! What zhixing says of fields of a company's own, in English.

use super::{
    card::figure,
    finding::{day, period},
};
use crate::{
    app::questions::{OfField, Whose},
    domain::{
        Decimal, Key, Language, Org,
        org::{Bearer, Content, Holds},
    },
    wording::field::{FieldSay, FieldWords, Redefined, held},
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
        FieldSay::AsksToDefine(words) => format!("{}\nReply “confirm” or “cancel”.", asks(words)),
        FieldSay::Defined(words) => defined(words),
        FieldSay::NotDefined => "All right, no field was changed.".into(),
        FieldSay::Gone => {
            "That has been dealt with already, or the field is gone. Please say it again if you still need it.".into()
        }
        FieldSay::MayNotDefine => {
            "Fields are set up by admins, HR and executives, and those of a department's reports \
                                   by its head too. Nothing was changed."
                .into()
        }
        FieldSay::HowToDefine => "Please say what the field is called and what it takes: number (with a unit), text, \
                                  date or choices. For example: add a field to reports: customer visits, number"
            .into(),
        FieldSay::NoDepartment(name) => format!("There is no department “{}”; no field was added.", name.trim()),
        FieldSay::NameTaken(name) => format!("There is a field “{name}” already; please choose another name."),
        FieldSay::WhichField(name, of) => {
            let of: Vec<&str> = of.iter().map(|of| bearer(*of)).collect();
            let which = of.join(", ");
            format!("Several fields are called “{name}” ({which}). Say which one: remove the field {name} of {}", of[0])
        }
        FieldSay::NoChoice(name) => format!("The field “{name}” holds no choice; nothing was changed."),
    }
}

fn bearer(of: Bearer) -> &'static str {
    match of {
        Bearer::Project => "projects",
        Bearer::Kpi => "KPIs",
        Bearer::Report => "reports",
    }
}

/// The field with what it is of: the field “customer visits” of reports (销售部).
fn the(words: &FieldWords) -> String {
    let within = words.within.as_ref().map_or(String::new(), |department| format!(" ({department})"));
    format!("the field “{}” of {}{within}", words.name, bearer(words.of))
}

fn asks(words: &FieldWords) -> String {
    match &words.does {
        Redefined::Made => {
            let also = match words.aliases.as_slice() {
                [] => String::new(),
                aliases => format!(", also called {}", aliases.join(", ")),
            };
            format!("Add {}{also}? It takes {}.", the(words), wanted(&words.holds))
        }
        Redefined::Renamed(before) => {
            format!("Call the field “{before}” “{}” from now on? The old name is still understood.", words.name)
        }
        Redefined::Chooses => format!("Let {} take {}?", the(words), wanted(&words.holds)),
        Redefined::Removed => {
            format!("Remove {}? What was filled in is kept; new reports no longer fill it.", the(words))
        }
    }
}

fn defined(words: &FieldWords) -> String {
    match &words.does {
        Redefined::Made => match words.of {
            Bearer::Report => format!("Added {}. The next report fills it.", the(words)),
            Bearer::Project | Bearer::Kpi => format!("Added {}.", the(words)),
        },
        Redefined::Renamed(before) => format!("The field “{before}” is called “{}” now.", words.name),
        Redefined::Chooses => format!("From now on {} takes {}.", the(words), wanted(&words.holds)),
        Redefined::Removed => format!("Removed {}.", the(words)),
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
    org.fields.field(field).map_or(org.name(field), |f| f.called(Language::En))
}
