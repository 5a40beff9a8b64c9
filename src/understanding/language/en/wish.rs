//! Words around what is asked for, in English.

use crate::{domain::org::Cadence, understanding::wish::Words};

/// The words.
pub static WORDS: Words = Words {
    declaring: &[
        "declare a ",
        "declare a new ",
        "propose a ",
        "propose a new ",
        "set a ",
        "set a new ",
        "add a ",
        "add a new ",
        "define a ",
        "apply for a ",
        "set myself a ",
    ],
    goals: &["kpi", "goal"],
    before: &["i", "want", "would", "like", "to", "'d", "please", "let", "me", "for", "help"],
    target: &["target", "goal"],
    joints: &[" to ", " and ", "~", "-"],
    changing: &[" to "],
    higher: &["up to", "raise", "increase", "at least", "reach", "grow", "improve"],
    lower: &["down to", "reduce", "lower", "at most", "below", "under", "cut", "no more than"],
    every: &[
        ("every week", Cadence::Week),
        ("weekly", Cadence::Week),
        ("every month", Cadence::Month),
        ("monthly", Cadence::Month),
        ("every quarter", Cadence::Quarter),
        ("quarterly", Cadence::Quarter),
        ("every year", Cadence::Year),
        ("yearly", Cadence::Year),
    ],
    around_names: &["to", "the", "a", "in", "by", "my", "from", "is", "of", "at", "for", "per", "be", "be at"],
    past: &[" was ", " were ", " has been ", " had "],
    late: &[("this is", "report for"), ("this is", "report of"), ("count it", "for")],
    late_head: &[("report", " for "), ("report", " of ")],
};
