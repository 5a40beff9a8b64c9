//! Fields of a company's own as rows, and what stands in them.

use std::collections::BTreeSet;

use super::*;
use crate::domain::org::{Bearer, Content, Field, Holds, Org, Value};

/// What a field holds, as its word in the table.
mod holds {
    pub const TEXT: &str = "text";
    pub const NUMBER: &str = "number";
    pub const DATE: &str = "date";
    pub const CHOICE: &str = "choice";
}

impl FieldRow {
    pub fn of(at: i32, f: &Field) -> Self {
        let (holds, unit, choices) = match &f.holds {
            Holds::Text => (holds::TEXT, None, &[][..]),
            Holds::Number(unit) => (holds::NUMBER, unit.as_ref().map(ToString::to_string), &[][..]),
            Holds::Date => (holds::DATE, None, &[][..]),
            Holds::Choice(choices) => (holds::CHOICE, None, choices.as_slice()),
        };
        FieldRow {
            key: f.id.to_string(),
            position: at,
            archived: false,
            name: f.name.clone(),
            aliases: Json(f.aliases.clone()),
            bearer: word(&f.of),
            holds: holds.into(),
            unit,
            choices: Json(choices.to_vec()),
            within: text(&f.within),
            class: word(&f.class),
            origin: FILE.into(),
        }
    }

    pub fn thing(self) -> Result<Field> {
        let of: Bearer = from_word(&self.bearer, "what a field stands on is unknown")?;
        let holds = match self.holds.as_str() {
            holds::TEXT => Holds::Text,
            holds::NUMBER => Holds::Number(self.unit.map(Unit::new)),
            holds::DATE => Holds::Date,
            holds::CHOICE => Holds::Choice(self.choices.0),
            _ => return Err(Error::unknown("what a field holds is unknown")),
        };
        let class = from_word(&self.class, "who sees a field is unknown")?;
        let within = self.within.map(Key::from);
        Ok(Field { id: self.key.into(), name: self.name, aliases: self.aliases.0, of, holds, within, class })
    }
}

/// The fields that stand: one that was defined in chat gives way where a file has another of its name, and goes with its
/// department.
pub fn standing_fields(mut rows: Vec<FieldRow>, departments: &[DepartmentRow]) -> Vec<FieldRow> {
    let name = |f: &FieldRow| (f.bearer.clone(), f.name.to_lowercase());
    let mut taken: BTreeSet<(String, String)> = rows.iter().filter(|f| f.origin != CHAT).map(name).collect();
    let there = |key: &String| departments.iter().any(|d| &d.key == key);
    rows.retain(|f| f.origin != CHAT || f.within.as_ref().is_none_or(there) && taken.insert(name(f)));
    rows
}

impl ValueRow {
    /// The row of a value; without content, of one that is no longer there.
    pub fn of(subject: &Key, field: &Key, content: Option<&Content>, origin: &str) -> Self {
        ValueRow {
            // Together they are the key; their place in the file has no meaning.
            key: format!("{subject}\n{field}"),
            position: 0,
            archived: content.is_none(),
            subject: subject.to_string(),
            field: field.to_string(),
            content: content.map(ToString::to_string).unwrap_or_default(),
            origin: origin.into(),
        }
    }

    pub fn value(self) -> Value {
        let said = self.origin == CHAT;
        Value { subject: self.subject.into(), field: self.field.into(), written: self.content, said }
    }

    /// Those of a company as its file has them.
    pub fn all(org: &Org) -> Vec<Self> {
        org.fields.all().map(|(subject, field, content)| Self::of(subject, field, Some(content), FILE)).collect()
    }
}
