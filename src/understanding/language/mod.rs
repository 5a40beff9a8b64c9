//! The words of each language, one folder per language. Tables only: what is done with them stands in the scanners.

pub mod en;
pub mod zh;

mod figures;

pub use figures::{
    ShareUnit, breaks_duration, breaks_tenth, comes_in_pieces, count_followers, ends_currency, glued_units, idioms,
    is_no_share, out_of, share_units, shares, starts_figure,
};

mod times;
pub use times::{
    TimeWord, between, between_end, clock_periods, counted_units, day_after, day_before, deadline_after,
    deadline_before, deadline_breakers, dotted_day_before, english_function, english_units, holiday_followers,
    holiday_periods, holidays, month_before, month_parts, months, ordinals, share_after, share_before, since,
    span_joints, starts_time, time_words, week_parts, weekday_figure, year_before, year_parts,
};
