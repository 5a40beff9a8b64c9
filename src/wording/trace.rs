//! What zhixing says of what was done and looked at.

use chrono::NaiveDate;

use crate::domain::access::Class;

/// Something to say of it.
#[derive(Clone, Debug, PartialEq)]
pub enum TraceSay {
    /// The newest entries of the audit log.
    Log(Vec<Traced>),
    /// The speaker may not see the audit log.
    NoLog,
    /// Who looked at what is the hearer's, newest first.
    Looked(Vec<Look>),
    /// The company does not record who looks.
    NotRecorded,
}

/// What somebody looked at on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The day.
    pub day: NaiveDate,
    /// Who.
    pub who: String,
    /// What kinds of things.
    pub classes: Vec<Class>,
}

/// An entry of the audit log in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced {
    /// When, in the company's time zone.
    pub at: String,
    /// Who: a name, or what the log calls them.
    pub who: String,
    /// What, as the log calls it.
    pub action: String,
    /// On what: a name, an id, or nothing.
    pub of: String,
}

/// The looks, a line each, with the words of a language for a kind of thing and between two of them.
pub(super) fn looks(
    looks: &[Look],
    day: impl Fn(NaiveDate) -> String,
    what: impl Fn(Class) -> &'static str,
    between: &str,
) -> String {
    let line = |look: &Look| {
        let mut kinds: Vec<&str> = look.classes.iter().map(|class| what(*class)).collect();
        kinds.dedup();
        format!("\n{} {}: {}", day(look.day), look.who, kinds.join(between))
    };
    looks.iter().map(line).collect()
}

/// The entries, a line each.
pub(super) fn lines(entries: &[Traced]) -> String {
    entries.iter().map(|e| format!("\n{} {} {} {}", e.at, e.who, e.action, e.of).trim_end().to_string()).collect()
}
