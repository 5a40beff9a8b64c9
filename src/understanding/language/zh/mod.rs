//! Chinese.

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
mod traditional;
pub mod unnamed;
pub mod wish;
pub mod words;

pub use numerals::{BY_THOUSANDS, digit, is_vague_digit, scale, tens};
pub use quantities::{
    AFTER, BEFORE, COUNT_FOLLOWERS, COUNTED_NOUNS, CURRENCIES, DURATIONS, MEASURES, NAME_PREFIXES, NAME_SUFFIXES,
    NOUN_KINDS, PIECE_NOUNS, PROVINCES, TENTH_BREAKERS, TENTHS_BEHIND, UNCOUNTED,
};
pub use times::{
    BETWEEN, BETWEEN_END, CLOCK_PERIODS, COUNTED_UNITS, DAY_AFTER, DAY_BEFORE, DEADLINE_AFTER, DEADLINE_BEFORE,
    DEADLINE_BREAKERS, DONE_TOGETHER, DOTTED_DAY_BEFORE, HOLIDAY_FOLLOWERS, HOLIDAY_PERIODS, HOLIDAYS, MONTH_PARTS,
    SINCE, SPAN_JOINTS, TIME_WORDS, WEEK_PARTS, WEEKDAY_COUNTS, YEAR_PARTS, breaks_day_number,
};
pub use traditional::traditional_pairs;
