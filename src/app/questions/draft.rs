//! An answer in the making.

use super::{
    answer::{Answer, Citation, Outcome, Refusal, Suggestion, Value},
    line::Says,
    statement::Line,
};
use crate::domain::{Decimal, Key, Language, Unit};

/// An answer in the making: lines are said one by one, and citations follow from them.
#[derive(Debug)]
pub(super) struct Draft {
    outcome: Outcome,
    subjects: Vec<Key>,
    values: Vec<Value>,
    body: Vec<Line>,
    suggestions: Vec<Suggestion>,
}

impl Draft {
    /// An empty draft of this outcome.
    pub(super) fn ended(outcome: Outcome) -> Draft {
        Draft { outcome, subjects: Vec::new(), values: Vec::new(), body: Vec::new(), suggestions: Vec::new() }
    }

    /// A draft that only refuses.
    pub(super) fn refused(refusal: Refusal) -> Draft {
        let mut draft = Draft::ended(Outcome::Refuse);
        draft.say(Says::Refused(refusal).alone());
        draft
    }

    /// A draft that asks which of these is meant.
    pub(super) fn which(candidates: Vec<Key>) -> Draft {
        let mut draft = Draft::ended(Outcome::Clarify);
        draft.suggestions = candidates.iter().cloned().map(Suggestion::Candidate).collect();
        draft.subjects = candidates.clone();
        draft.say(Says::Which(candidates).alone());
        draft
    }

    /// One answer of several, each under the name of what it is about. Where some have something to tell, that is told.
    pub(super) fn each(parts: Vec<(Key, Draft)>) -> Draft {
        let told = |draft: &Draft| draft.outcome == Outcome::Answer;
        let outcome =
            parts.iter().find(|(_, part)| told(part)).or(parts.first()).map_or(Outcome::NoData, |p| p.1.outcome);
        let mut draft = Draft::ended(outcome);
        for (key, part) in parts {
            // Several asks of one thing stand under its name once.
            if draft.subjects.last() != Some(&key) {
                draft.say(Says::Of { subject: key.clone() }.alone());
            }
            draft.about(&key);
            draft.body.extend(part.body);
            for value in part.values.into_iter().filter(|v| !draft.values.contains(v)).collect::<Vec<_>>() {
                draft.values.push(value);
            }
            draft.suggestions.extend(part.suggestions);
        }
        draft
    }

    /// Adds a line. Words that were taken out are not cited.
    pub(super) fn say(&mut self, mut line: Line) {
        line.evidence.retain(|citation| !citation.quote.is_empty());
        self.body.push(line);
    }

    /// Puts a line before all others.
    pub(super) fn open(&mut self, line: Line) {
        self.body.insert(0, line);
    }

    /// Adds what the answer is about, once.
    pub(super) fn about(&mut self, subject: &Key) {
        if !self.subjects.contains(subject) {
            self.subjects.push(subject.clone());
        }
    }

    /// Adds a figure that the answer states, once.
    pub(super) fn state(&mut self, subject: &Key, value: Decimal, unit: &Unit) {
        let value = Value { subject: subject.clone(), value: value.normalize(), unit: unit.clone() };
        if !self.values.contains(&value) {
            self.values.push(value);
        }
    }

    /// Turns into one of another outcome.
    pub(super) fn end(&mut self, outcome: Outcome) {
        self.outcome = outcome;
    }

    /// Whether it refuses.
    pub(super) fn is_refused(&self) -> bool {
        self.outcome == Outcome::Refuse
    }

    /// Whether a figure was stated.
    pub(super) fn has_values(&self) -> bool {
        !self.values.is_empty()
    }

    /// Adds what may be asked next.
    pub(super) fn suggest(&mut self, suggestion: Suggestion) {
        self.suggestions.push(suggestion);
    }

    /// The answer, in a language.
    pub(super) fn finish(self, language: Language) -> Answer {
        let mut citations: Vec<Citation> = Vec::new();
        for citation in self.body.iter().flat_map(|l| &l.evidence) {
            if !citations.contains(citation) {
                citations.push(citation.clone());
            }
        }
        Answer {
            outcome: self.outcome,
            language,
            subjects: self.subjects,
            values: self.values,
            body: self.body,
            citations,
            suggestions: self.suggestions,
        }
    }
}
