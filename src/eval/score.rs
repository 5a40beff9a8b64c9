//! Counting agreement.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Corpus, GoldClaim, GoldReport, Readers};
use crate::{
    domain::{Claim, Fact, Span, figure::to_f64},
    understanding::{Lexicon, Message, ground::grounded, read},
};

/// Right, invented and missed, of some slice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Tally {
    /// Predicted and in gold.
    pub right: usize,
    /// Predicted, not in gold.
    pub extra: usize,
    /// In gold, not predicted.
    pub missed: usize,
}

impl Tally {
    /// The share of what was predicted that is right.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.extra)
    }

    /// The share of gold that was found.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.extra + self.missed)
    }

    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.extra += other.extra;
        self.missed += other.missed;
    }
}

pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// What a corpus says of the reader.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Score {
    /// Reports read.
    pub reports: usize,
    /// Reports with every claim right and none extra.
    pub exact: usize,
    /// Over all claims.
    pub all: Tally,
    /// By kind of claim.
    pub kinds: BTreeMap<String, Tally>,
    /// By channel.
    pub channels: BTreeMap<String, Tally>,
    /// By language.
    pub languages: BTreeMap<String, Tally>,
    /// Claims that carry a figure.
    pub figures: Tally,
    /// Claims whose words or figure do not stand in the text.
    pub ungrounded: usize,
    /// Blockers matched, and of them those with the right `waiting_on`.
    pub waiting: (usize, usize),
    /// Keywords.
    pub keywords: Tally,
    /// Gold claims, and of them those that the summary still tells.
    pub told: (usize, usize),
    /// Characters of summaries and of reports.
    pub length: (usize, usize),
    /// Reports about which a model was asked.
    pub asked: usize,
    /// Claims of a model's answers that held.
    pub held: usize,
    /// What of a model's answers was refused, by why.
    pub refused: BTreeMap<String, usize>,
    /// Each miss and each extra, in words.
    #[serde(skip)]
    pub errors: Vec<String>,
}

impl Score {
    /// Takes another corpus in.
    pub fn merge(&mut self, other: &Score) {
        self.reports += other.reports;
        self.exact += other.exact;
        self.all.add(other.all);
        for (into, from) in [
            (&mut self.kinds, &other.kinds),
            (&mut self.channels, &other.channels),
            (&mut self.languages, &other.languages),
        ] {
            for (name, tally) in from {
                into.entry(name.clone()).or_default().add(*tally);
            }
        }
        self.figures.add(other.figures);
        self.ungrounded += other.ungrounded;
        self.waiting = (self.waiting.0 + other.waiting.0, self.waiting.1 + other.waiting.1);
        self.keywords.add(other.keywords);
        self.told = (self.told.0 + other.told.0, self.told.1 + other.told.1);
        self.length = (self.length.0 + other.length.0, self.length.1 + other.length.1);
        self.asked += other.asked;
        self.held += other.held;
        for (why, count) in &other.refused {
            *self.refused.entry(why.clone()).or_default() += count;
        }
        self.errors.extend(other.errors.iter().cloned());
    }

    /// The share of reports that are right altogether.
    pub fn exact_rate(&self) -> f64 {
        share(self.exact, self.reports)
    }
}

/// Reads every report of a corpus by rules and compares.
pub fn score(corpus: &Corpus) -> Score {
    score_by(corpus, Readers::Rules)
}

/// Reads every report of a corpus and compares.
pub fn score_by(corpus: &Corpus, readers: Readers<'_>) -> Score {
    let lexicon = Lexicon::new(corpus.org.clone());
    let mut score = Score { reports: corpus.reports.len(), ..Score::default() };
    for report in &corpus.reports {
        let message = Message {
            text: &report.text,
            author: &report.author,
            sent_at: report.sent_at,
            voice: report.channel == "voice",
        };
        let reading = read(&lexicon, &message);
        let done = readers.read(&lexicon, &message, &reading);
        score.asked += usize::from(done.asked);
        score.held += done.held;
        for refused in &done.refused {
            *score.refused.entry(refused.why.code().to_string()).or_default() += 1;
        }
        score.ungrounded += done.claims.iter().filter(|c| !grounded(&report.text, c)).count();
        compare(&mut score, &corpus.name, report, &done.claims);
        let hit = reading.keywords.iter().filter(|k| report.keywords.contains(k)).count();
        score.keywords.add(Tally {
            right: hit,
            extra: reading.keywords.len() - hit,
            missed: report.keywords.len().saturating_sub(hit),
        });
        score.length.0 += reading.summary.chars().count();
        score.length.1 += report.text.chars().count();
        for gold in &report.claims {
            score.told.0 += 1;
            score.told.1 += usize::from(tells(&corpus.org, &reading.summary, gold));
        }
    }
    score
}

/// Whether a summary names a claim's subject and tells its figure.
fn tells(org: &crate::domain::Org, summary: &str, gold: &GoldClaim) -> bool {
    let lower = summary.to_lowercase();
    let named = gold
        .subject
        .as_ref()
        .is_none_or(|key| org.names().any(|(name, of)| of == key && lower.contains(&name.to_lowercase())));
    named && gold.value.is_none_or(|v| lower.replace(',', "").contains(&format!("{v}")))
}

fn compare(score: &mut Score, corpus: &str, report: &GoldReport, claims: &[Claim]) {
    let spans: Vec<Vec<Span>> = report.claims.iter().map(|g| places(&report.text, &g.quote)).collect();
    let mut used = vec![false; claims.len()];
    let mut slices = [Tally::default(); 1];
    let mut note = |kind: &str, has_value: bool, tally: Tally| {
        score.kinds.entry(kind.to_string()).or_default().add(tally);
        if has_value {
            score.figures.add(tally);
        }
        slices[0].add(tally);
    };
    let mut found = vec![None; report.claims.len()];
    for (g, gold) in report.claims.iter().enumerate() {
        found[g] = (0..claims.len()).find(|&i| {
            !used[i] && agrees(&claims[i], gold) && spans[g].iter().any(|span| span.overlaps(claims[i].span))
        });
        if let Some(i) = found[g] {
            used[i] = true;
        }
    }
    for (g, gold) in report.claims.iter().enumerate() {
        let tally = match found[g] {
            Some(_) => Tally { right: 1, ..Tally::default() },
            None => Tally { missed: 1, ..Tally::default() },
        };
        note(&gold.kind, gold.value.is_some(), tally);
    }
    for (claim, _) in claims.iter().zip(&used).filter(|(_, used)| !**used) {
        note(claim.fact.kind(), claim.fact.figure().is_some(), Tally { extra: 1, ..Tally::default() });
    }
    let tally = slices[0];
    for (g, gold) in report.claims.iter().enumerate() {
        match found[g] {
            Some(i) => {
                if let Fact::Blocker { waiting_on } = &claims[i].fact {
                    score.waiting.0 += 1;
                    score.waiting.1 += usize::from(*waiting_on == gold.waiting_on);
                    if *waiting_on != gold.waiting_on {
                        score.errors.push(format!(
                            "{corpus} {} WAIT {:?} not {waiting_on:?}: {}",
                            report.id, gold.waiting_on, gold.quote
                        ));
                    }
                }
            }
            None => score.errors.push(format!("{corpus} {} MISS {}", report.id, shown(gold))),
        }
    }
    for (claim, _) in claims.iter().zip(&used).filter(|(_, used)| !**used) {
        score
            .errors
            .push(format!("{corpus} {} EXTRA {:?} {:?} «{}»", report.id, claim.subject, claim.fact, claim.quote));
    }
    if tally.extra + tally.missed > 0 {
        score.errors.push(format!("   {}: {}\n", report.author, report.text.replace('\n', " ⏎ ")));
    }
    score.exact += usize::from(tally.extra + tally.missed == 0);
    score.all.add(tally);
    score.channels.entry(report.channel.clone()).or_default().add(tally);
    score.languages.entry(report.lang.clone()).or_default().add(tally);
}

fn shown(gold: &GoldClaim) -> String {
    let mut text = format!("{} {:?}", gold.kind, gold.subject);
    if let Some(value) = gold.value {
        text += &format!(" {value}");
    }
    if let Some(date) = gold.date {
        text += &format!(" {date}");
    }
    if let Some(state) = &gold.state {
        text += &format!(" {state}");
    }
    format!("{text} «{}»", gold.quote)
}

fn agrees(claim: &Claim, gold: &GoldClaim) -> bool {
    let (date, state) = match &claim.fact {
        Fact::Plan { date } => (*date, None),
        Fact::DueChange { date } => (Some(*date), None),
        Fact::Status { state } => (None, serde_json::to_value(state).ok().and_then(|v| v.as_str().map(String::from))),
        Fact::Measurement { .. }
        | Fact::Increment { .. }
        | Fact::Progress { .. }
        | Fact::Effort { .. }
        | Fact::Cost { .. }
        | Fact::Blocker { .. }
        | Fact::Field { .. } => (None, None),
    };
    claim.fact.kind() == gold.kind
        && claim.subject == gold.subject
        && gold.date.is_none_or(|d| date == Some(d))
        && gold.state.as_ref().is_none_or(|s| state.as_ref() == Some(s))
        && gold.value.is_none_or(|want| {
            claim.fact.figure().is_some_and(|(value, unit)| {
                let same_unit = gold.unit.as_ref().is_none_or(|u| u == unit.as_str());
                same_unit && (to_f64(value) - want).abs() <= want.abs() * 0.005 + 1e-9
            })
        })
}

/// Every place where `quote` stands in `text`.
fn places(text: &str, quote: &str) -> Vec<Span> {
    let width = quote.chars().count();
    text.match_indices(quote)
        .map(|(at, _)| {
            let start = text[..at].chars().count();
            Span { start, end: start + width }
        })
        .collect()
}
