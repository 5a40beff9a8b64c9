//! What zhixing says of fields of a company's own.

use super::figure;
use crate::domain::{
    Key, Language, Org, Unit,
    org::{Bearer, Content, Field, Holds},
};

/// Something to say of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldSay {
    /// What stands in it, or now does.
    Holds {
        /// The project or KPI.
        thing: String,
        /// The field.
        field: String,
        /// The content; `None` where it is empty.
        content: Option<String>,
    },
    /// It was emptied.
    Emptied {
        /// The project or KPI.
        thing: String,
        /// The field.
        field: String,
    },
    /// What was written does not fit.
    Takes {
        /// The field.
        field: String,
        /// What it holds.
        holds: Holds,
    },
    /// Whether it is to be so.
    AsksToDefine(FieldWords),
    /// It is so.
    Defined(FieldWords),
    /// It is not to be so.
    NotDefined,
    /// It has been decided, or the field is no longer there.
    Gone,
    /// Who may is somebody else.
    MayNotDefine,
    /// What has to be said of a new field.
    HowToDefine,
    /// No department is called so.
    NoDepartment(String),
    /// Another field of the same things is called so.
    NameTaken(String),
    /// Fields of several things are called so.
    WhichField(String, Vec<Bearer>),
    /// It holds no choice.
    NoChoice(String),
    /// Another manages the thing.
    NotYours {
        /// The project or KPI.
        thing: String,
        /// The field.
        field: String,
    },
}

/// What is done to a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Redefined {
    /// It is new.
    Made,
    /// It was called so before.
    Renamed(String),
    /// It is between other choices.
    Chooses,
    /// It goes.
    Removed,
}

/// A field in words.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldWords {
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// What it stands on.
    pub of: Bearer,
    /// The department whose reports it is of.
    pub within: Option<String>,
    /// What it holds.
    pub holds: Holds,
    /// What is done to it.
    pub does: Redefined,
}

/// What stands in a field, as it is shown: a figure with its unit.
pub fn content(field: &Field, content: &Content, language: Language) -> String {
    match (content, &field.holds) {
        (Content::Number(value), Holds::Number(Some(unit))) => figure(*value, unit, language),
        (Content::Number(_) | Content::Words(_) | Content::Date(_), _) => content.to_string(),
    }
}

/// What a report says of a field, as it is shown.
pub(crate) fn held(content: &Content, unit: Option<&Unit>, language: Language) -> String {
    match (content, unit) {
        (Content::Number(value), Some(unit)) => figure(*value, unit, language),
        (Content::Date(date), _) => super::day(*date, language),
        (Content::Number(_) | Content::Words(_), _) => content.to_string(),
    }
}

/// What stands in each field of a thing: `客户等级 A`.
pub(super) fn contents(org: &Org, subject: &Key, language: Language) -> Vec<String> {
    org.fields.on(subject).map(|(f, c)| format!("{} {}", f.name, content(f, c, language))).collect()
}
