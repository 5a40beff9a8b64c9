//! What an answer says of a field that reports fill.

use chrono::NaiveDate;

use crate::domain::{Decimal, Key, Unit, org::Content, period::DateRange};

/// A statement about a field. Things are named by their keys.
#[derive(Clone, Debug, PartialEq)]
pub enum OfField {
    /// What reports say of a field, added up.
    Total {
        /// The field.
        field: Key,
        /// Whose reports.
        of: Whose,
        /// How much.
        value: Decimal,
        /// Its unit.
        unit: Option<Unit>,
        /// When.
        period: DateRange,
    },
    /// What one report says of a field.
    Said {
        /// Who wrote it.
        author: Key,
        /// The day it is for.
        day: NaiveDate,
        /// The field.
        field: Key,
        /// What it says.
        content: Content,
    },
    /// No report says anything of a field.
    Empty {
        /// The field.
        field: Key,
        /// Whose reports.
        of: Option<Key>,
        /// When.
        period: DateRange,
    },
}

/// Whose reports are added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Those of a person or department.
    Of(Key),
    /// Those of everybody who has the field.
    All,
    /// Those of so many people: no others may be seen.
    Some(usize),
}
