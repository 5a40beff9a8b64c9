//! Words around a field of the company's own, in English.

use crate::{
    domain::org::Bearer,
    understanding::field::{DefiningWords, FilledWords, Words},
};

/// The words.
pub static WORDS: Words = Words {
    openings: &[
        "",
        "the",
        "set",
        "set the",
        "please set",
        "please set the",
        "what is",
        "what is the",
        "what's",
        "what's the",
        "clear",
        "clear the",
    ],
    of_thing: &["'s ", " ", "’s "],
    of_field: &[" of ", " of the ", " for ", " for the "],
    links: &[" is ", " to ", " = ", ": ", "=", ":"],
    asking: &["what", "is what", "which"],
    emptying: &["none", "nothing", "empty"],
};

/// The words around a field of a report.
pub static FILLED: FilledWords = FilledWords {
    links: &[" ", ":", "=", "is ", "was ", "were ", "today", "about ", "roughly ", "a total of "],
    stating: &[":", "=", "is ", "was "],
    counters: &[],
    done: &[" ", "about ", "roughly ", "a total of "],
    of: &[" "],
    repairs: &["no", "sorry", "i mean", "actually", "correction"],
    how_many: &[],
};

/// Links that say that a figure is rough.
pub static ROUGH: &[&str] = &["about ", "roughly "];

/// Before a figure that is meant to be, not one that is.
pub static AIMS: &[&str] = &["plan", "target", "goal", "aim", "expect", "will "];

/// What asks for a sum.
pub static SUMS: &[&str] = &["total", "sum", "ranking"];

/// The words around a definition.
pub static DEFINING: DefiningWords = DefiningWords {
    adding: &["add", "create", "define"],
    field: &["field", "custom field"],
    bearers: &[
        ("report", Bearer::Report),
        ("reports", Bearer::Report),
        ("daily report", Bearer::Report),
        ("daily reports", Bearer::Report),
        ("project", Bearer::Project),
        ("projects", Bearer::Project),
        ("kpi", Bearer::Kpi),
        ("kpis", Bearer::Kpi),
    ],
    removing: &["remove", "delete", "drop"],
    filler: &[
        " ", "a", "an", "the", "new", "to", "for", "of", "on", "all", "please", "rename", "change", "choices",
        "options", "'s", "’s", "“", "”", "\"",
    ],
    ends: &[":", " called ", " named "],
    renaming: &[("rename", " to ")],
    choosing: &[("choices", " to "), ("options", " to ")],
    text: &["text", "words"],
    number: &["number", "a number", "numeric", "figure"],
    date: &["date", "a date", "day"],
    choices: &["choice ", "choices ", "choice: ", "choices: ", "options ", "options: ", "one of "],
    unit: &["unit ", "unit: ", "in "],
    alias: &["also called ", "alias ", "also "],
};
/// What may stand around a sum that is asked for, and tells of nothing.
pub static AROUND_SUMS: &[&str] =
    &["of", "the", "by", "for", "per", "in", "on", "s", "our", "my", "team", "please", "show", "me", "give", "and"];
