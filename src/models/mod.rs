//! Language models behind one small trait: what is asked, what comes back, how it fails, and a breaker.
//!
//! Nothing here knows a report, a company or the database: [`client`] speaks HTTP, [`breaker`] says when not to.
//! What is sent is made by `understanding::second`; when a call may be made, and what of its answer is kept, is `app`'s.

pub mod breaker;
pub mod client;
mod fault;

use std::time::Duration;

use futures::future::BoxFuture;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub use self::{breaker::Breaker, client::Client, fault::Fault};
use crate::understanding::second::Prompt;

/// What a model is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Who it is and what it is to do: the same bytes each time, so that a server keeps its prefix.
    pub system: String,
    /// Examples, each a user's turn and the right answer.
    pub shots: Vec<(String, String)>,
    /// The user's turn.
    pub user: String,
    /// What the schema is called.
    pub name: &'static str,
    /// The JSON schema of the answer.
    pub schema: Value,
    /// The most tokens of the answer.
    pub most_tokens: u32,
}

impl Request {
    /// A request with the constant beginning of a prompt.
    pub fn of(prompt: &Prompt, user: String, name: &'static str, schema: Value, most_tokens: u32) -> Request {
        let shots = prompt.shots.iter().map(|s| (s.user.clone(), s.assistant.clone())).collect();
        Request { system: prompt.system.clone(), shots, user, name, schema, most_tokens }
    }

    /// What tells it from every other question to a model of a name: a digest of all that is sent.
    pub fn digest(&self, model: &str) -> String {
        let sent = json!([model, self.system, self.shots, self.user, self.name, self.schema, self.most_tokens]);
        Sha256::digest(sent.to_string()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What it costs to send, where nobody has counted: a token for every two characters.
    pub fn estimate(&self) -> u64 {
        let shots: usize = self.shots.iter().map(|(user, answer)| user.chars().count() + answer.chars().count()).sum();
        (self.system.chars().count() + shots + self.user.chars().count()).div_ceil(2) as u64
    }
}

/// Tokens that a call used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Read by the model.
    pub tokens_in: u64,
    /// Written by the model.
    pub tokens_out: u64,
}

impl Used {
    /// Both together: what counts against a budget.
    pub fn total(self) -> u64 {
        self.tokens_in.saturating_add(self.tokens_out)
    }
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The answer: to be taken for nothing more than text.
    pub content: String,
    /// What it used, as counted by the server or estimated.
    pub used: Used,
}

/// A language model.
pub trait LanguageModel: Send + Sync {
    /// Asks it once. It never tries again by itself.
    fn complete<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Completion, Fault>>;

    /// What it is called: another one answers otherwise.
    fn name(&self) -> &str;

    /// The longest that a call takes: whoever holds a lease meanwhile takes it for longer.
    fn limit(&self) -> Duration;
}
