//! English words of other kinds.

/// Words of the future that make a figure an aim.
pub const AIMS: &[&str] =
    &["will", "plan", "plan to", "planning to", "aim", "aiming", "expect", "going to", "should", "i'll", "we'll"];
