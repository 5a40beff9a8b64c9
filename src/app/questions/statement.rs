//! A statement of an answer with the words it rests on.

use super::{answer::Citation, line::Says};

/// A statement with the words it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it states.
    pub says: Says,
    /// What it rests on.
    pub evidence: Vec<Citation>,
}

impl Says {
    /// A line that rests on no report.
    pub fn alone(self) -> Line {
        Line { says: self, evidence: Vec::new() }
    }

    /// A line with what it rests on.
    pub fn citing(self, evidence: impl IntoIterator<Item = Citation>) -> Line {
        Line { says: self, evidence: evidence.into_iter().collect() }
    }
}
