//! Questions against their gold: right when the outcome is, and the answer holds what it must.
//!
//! The answers are judged as other programs read them, as JSON by the contract of the command line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::domain::Key;

/// A question of the corpus.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldQuestion {
    /// Its id.
    pub id: String,
    /// Who asks.
    #[serde(rename = "as")]
    pub asker: Key,
    /// When.
    pub at: chrono::DateTime<chrono::FixedOffset>,
    /// What.
    pub text: String,
    /// The question before it in the same conversation.
    #[serde(default)]
    pub follow_up_of: Option<String>,
    /// What a right answer holds.
    pub expect: Expected,
}

/// What a right answer holds.
#[derive(Clone, Debug, Deserialize)]
pub struct Expected {
    /// How it ends.
    pub outcome: String,
    /// What it is about.
    #[serde(default)]
    pub subjects: Vec<String>,
    /// What it states.
    #[serde(default)]
    pub values: Vec<ExpectedValue>,
    /// What its text says.
    #[serde(default)]
    pub must_say: Vec<String>,
    /// What its text does not say.
    #[serde(default)]
    pub must_not_say: Vec<String>,
    /// Whether the order of the subjects counts.
    #[serde(default)]
    pub ordered: bool,
}

/// A figure that the answer states.
#[derive(Clone, Debug, Deserialize)]
pub struct ExpectedValue {
    /// Of what.
    pub subject: String,
    /// How much.
    pub value: f64,
    /// In which unit.
    pub unit: String,
}

/// Why an answer is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It ended so.
    Outcome(String),
    /// This is not named.
    Subject(String),
    /// Too much else is named.
    Extra(usize),
    /// Named out of order.
    Order,
    /// This figure is not stated.
    Value(String, f64),
    /// This is not said.
    Unsaid(String),
    /// This is said.
    Said(String),
}

/// How many subjects an answer may name beside the gold ones.
const EXTRA: usize = 2;

/// The first thing wrong with an answer; `None` where it is right.
pub fn judge(expected: &Expected, answer: &Json) -> Option<Fault> {
    let outcome = answer["outcome"].as_str().unwrap_or_default();
    if outcome != expected.outcome {
        return Some(Fault::Outcome(outcome.to_owned()));
    }
    let subjects: Vec<&str> =
        answer["subjects"].as_array().map_or(Vec::new(), |s| s.iter().filter_map(Json::as_str).collect());
    match outcome {
        "answer" => judge_subjects(expected, &subjects)
            .or_else(|| judge_values(expected, &answer["values"]))
            .or_else(|| judge_text(expected, answer["text"].as_str().unwrap_or_default())),
        "clarify" => expected.subjects.iter().find(|s| !subjects.contains(&s.as_str())).cloned().map(Fault::Subject),
        _ => None,
    }
}

fn judge_subjects(expected: &Expected, subjects: &[&str]) -> Option<Fault> {
    if let Some(missing) = expected.subjects.iter().find(|s| !subjects.contains(&s.as_str())) {
        return Some(Fault::Subject(missing.clone()));
    }
    if expected.subjects.is_empty() {
        return None;
    }
    let extra = subjects.iter().filter(|s| !expected.subjects.iter().any(|e| e == *s)).count();
    let allowed = if expected.ordered { 0 } else { EXTRA };
    if extra > allowed {
        return Some(Fault::Extra(extra));
    }
    (expected.ordered && expected.subjects != subjects).then_some(Fault::Order)
}

fn judge_values(expected: &Expected, values: &Json) -> Option<Fault> {
    let stated = |gold: &ExpectedValue| {
        values.as_array().is_some_and(|all| {
            all.iter().any(|v| {
                v["subject"] == gold.subject.as_str()
                    && v["unit"] == gold.unit.as_str()
                    && v["value"].as_f64().is_some_and(|x| (x - gold.value).abs() <= gold.value.abs() * 0.005 + 1e-9)
            })
        })
    };
    expected.values.iter().find(|gold| !stated(gold)).map(|gold| Fault::Value(gold.subject.clone(), gold.value))
}

fn judge_text(expected: &Expected, text: &str) -> Option<Fault> {
    if let Some(unsaid) = expected.must_say.iter().find(|w| !text.contains(w.as_str())) {
        return Some(Fault::Unsaid(unsaid.clone()));
    }
    expected.must_not_say.iter().find(|w| text.contains(w.as_str())).cloned().map(Fault::Said)
}

/// How many questions of each outcome were asked and how many answered rightly.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// All.
    pub asked: usize,
    /// Right.
    pub right: usize,
    /// By the outcome that is due: asked and right.
    pub by_outcome: BTreeMap<String, (usize, usize)>,
    /// Answered where asking back, no data, a refusal or a decline was due.
    pub confident_wrong: usize,
    /// Refused where an answer was due.
    pub false_refusals: usize,
}

impl Score {
    /// Adds one question.
    pub fn add(&mut self, expected: &Expected, answer: &Json) -> Option<Fault> {
        let fault = judge(expected, answer);
        let outcome = answer["outcome"].as_str().unwrap_or_default();
        let right = usize::from(fault.is_none());
        self.asked += 1;
        self.right += right;
        let of = self.by_outcome.entry(expected.outcome.clone()).or_default();
        of.0 += 1;
        of.1 += right;
        self.confident_wrong += usize::from(outcome == "answer" && expected.outcome != "answer");
        self.false_refusals += usize::from(outcome == "refuse" && expected.outcome == "answer");
        fault
    }
}
