//! Reading with a model: alone, or after the rules, as the program does; and what that costs.

use std::{collections::BTreeMap, time::Instant};

use serde::Serialize;

use super::{Corpus, GoldReport};
use crate::{
    app::second::read::MOST_TOKENS,
    domain::Claim,
    models::{Fault, LanguageModel, Request},
    understanding::{
        Lexicon, Message, Reading, read,
        second::{self, Asking, Why},
    },
};

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// The rules.
    Rules,
    /// The model, about every report.
    Model,
    /// The rules, and the model where it is asked.
    Both(Asking),
}

/// What a model cost, and what became of what it said.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Cost {
    /// Reports about which it was asked.
    pub asked: usize,
    /// Of them, those with no answer that could be used, by fault.
    pub faults: BTreeMap<&'static str, usize>,
    /// Claims that held.
    pub accepted: usize,
    /// Claims that did not, by reason.
    pub refused: BTreeMap<&'static str, usize>,
    /// Of those that held, claims that the rules did not have.
    pub added: usize,
    /// Claims of the rules that were to wait for their writer.
    pub doubted: usize,
    /// Tokens read and written.
    pub tokens: (u64, u64),
    /// Seconds of asking.
    pub seconds: f64,
}

impl Cost {
    /// Takes another corpus in.
    pub fn merge(&mut self, other: &Cost) {
        self.asked += other.asked;
        self.accepted += other.accepted;
        self.added += other.added;
        self.doubted += other.doubted;
        self.tokens = (self.tokens.0 + other.tokens.0, self.tokens.1 + other.tokens.1);
        self.seconds += other.seconds;
        for (into, from) in [(&mut self.faults, &other.faults), (&mut self.refused, &other.refused)] {
            for (name, count) in from {
                *into.entry(name).or_default() += count;
            }
        }
    }
}

/// Reads every report of a corpus.
pub async fn readings(corpus: &Corpus, readers: Readers, model: Option<&dyn LanguageModel>) -> (Vec<Reading>, Cost) {
    let lexicon = Lexicon::new(corpus.org.clone());
    let mut cost = Cost::default();
    let mut all = Vec::with_capacity(corpus.reports.len());
    for report in &corpus.reports {
        let message = message(report);
        let rules = read(&lexicon, &message);
        let reading = match (readers, model) {
            (Readers::Rules, _) | (_, None) => rules,
            (Readers::Model, Some(model)) => {
                let claims = ask(&lexicon, &message, &rules, Asking::Always, model, &mut cost).await;
                Reading { claims, ..rules }
            }
            (Readers::Both(when), Some(model)) => {
                let claims = ask(&lexicon, &message, &rules, when, model, &mut cost).await;
                merged(rules, claims, &mut cost)
            }
        };
        all.push(reading);
    }
    (all, cost)
}

pub(super) fn message(report: &GoldReport) -> Message<'_> {
    Message {
        text: &report.text,
        author: &report.author,
        sent_at: report.sent_at,
        voice: report.channel == "voice",
    }
}

fn merged(mut rules: Reading, model: Vec<Claim>, cost: &mut Cost) -> Reading {
    let merged = second::merge(&rules.claims, model);
    cost.added += merged.added.len();
    cost.doubted += merged.doubted.len();
    for (at, doubt) in merged.doubted {
        rules.claims[at].doubt = Some(doubt);
    }
    rules.claims.extend(merged.added);
    rules
}

async fn ask(
    lexicon: &Lexicon,
    message: &Message<'_>,
    reading: &Reading,
    when: Asking,
    model: &dyn LanguageModel,
    cost: &mut Cost,
) -> Vec<Claim> {
    let Some(task) = second::task(lexicon, message, reading, when) else { return Vec::new() };
    let turn = second::user_turn(&task, message.sent_at);
    let request = Request::of(second::prompt(task.language), turn, "claims", second::schema(&task), MOST_TOKENS);
    let started = Instant::now();
    let answer = model.complete(&request).await;
    cost.asked += 1;
    cost.seconds += started.elapsed().as_secs_f64();
    let completion = match answer {
        Ok(completion) => completion,
        Err(fault) => {
            if let Fault::Cut { used } = fault {
                cost.tokens = (cost.tokens.0 + used.tokens_in, cost.tokens.1 + used.tokens_out);
            }
            *cost.faults.entry(fault.code()).or_default() += 1;
            return Vec::new();
        }
    };
    let used = completion.used;
    cost.tokens = (cost.tokens.0 + used.tokens_in, cost.tokens.1 + used.tokens_out);
    let accepted = second::accept(lexicon, message, &task, &completion.content);
    if accepted.refused.iter().any(|r| r.why == Why::Unreadable) {
        *cost.faults.entry(Fault::NotUnderstood.code()).or_default() += 1;
    }
    cost.accepted += accepted.claims.len();
    for refused in &accepted.refused {
        *cost.refused.entry(refused.why.code()).or_default() += 1;
    }
    accepted.claims
}
