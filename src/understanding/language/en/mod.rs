//! English.

pub mod columns;
pub mod correction;
pub mod cues;
pub mod days;
pub mod field;
pub mod mail;
pub mod names;
pub mod naming;
mod numerals;
pub mod order;
mod quantities;
pub mod question;
pub mod review;
pub mod sections;
pub mod smart;
pub mod summary;
pub mod talk;
mod times;
pub mod unnamed;
pub mod wish;
pub mod words;

pub use numerals::{multipliers, number_words, scale_words};
pub use quantities::{
    ADJECTIVES, AFTER, BEFORE, CURRENCIES, DURATIONS, GLUED_UNITS, NAME_PREFIXES, NOT_NOUNS, VERSION_WORDS,
    WHOLE_DURATIONS, is_unit_before,
};
pub use times::{
    BETWEEN, COUNTED_UNITS, DAY_BEFORE, DEADLINE_BEFORE, MONTHS, ORDINALS, SINCE, SPAN_JOINTS, TIME_WORDS, YEAR_BEFORE,
    is_month,
};
