//! What a goal lacks, in English.

use crate::understanding::smart::Code;

fn name(code: Code) -> &'static str {
    match code {
        Code::M => "measure",
        Code::N => "number",
        Code::T => "time",
        Code::V => "something to check",
        Code::B => "reference",
    }
}

fn question(code: Code) -> &'static str {
    match code {
        Code::M => "By which measure or deliverable? For example retention rate, launch, revenue",
        Code::N => "How much is enough? For example 85%, 8,000 users, at most once",
        Code::T => "By when, or how often? For example in Q1, by year end, every week",
        Code::V => "When would words such as improve or soon be true? Name a result that can be counted or seen",
        Code::B => "Compared with what? For example with last year, from 45 to 30 days",
    }
}

/// What a goal lacks, one question each, and how it could be put.
pub(super) fn checked(goal: &str, missing: &[Code]) -> String {
    if missing.is_empty() {
        return format!("“{goal}” is whole: it says what is measured, how much and until when.");
    }
    let asked: String = missing.iter().map(|c| format!("\n· {}: {}", name(*c), question(*c))).collect();
    format!(
        "“{goal}” cannot be held against yet. Missing: {}.{asked}\nIt could read: {}\nSend it again with “check this goal: …” \
         and I look once more.",
        names(missing),
        reworded(goal, missing)
    )
}

/// What is missing, by name.
pub(super) fn names(missing: &[Code]) -> String {
    missing.iter().map(|c| name(*c)).collect::<Vec<_>>().join(", ")
}

/// The goal with a gap for all that is missing.
pub(super) fn reworded(goal: &str, missing: &[Code]) -> String {
    let lacks = |code| missing.contains(&code);
    let measure = if lacks(Code::M) { ", measured by __ (measure or deliverable)" } else { "" };
    let number = if lacks(Code::N) { " to __ (number and unit)" } else { "" };
    let against = if lacks(Code::B) { " compared with __ (last year, or today)" } else { "" };
    let when = if lacks(Code::T) { " by __ (date or period)" } else { "" };
    format!("{}{number}{measure}{against}{when}", goal.trim_end_matches(['.', '!']))
}
