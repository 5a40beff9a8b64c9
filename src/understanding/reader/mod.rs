//! Reading a report into claims, by rules.
//!
//! A report is split into clauses; names, figures, days and cues are found once for the whole text; then the clauses are
//! walked in order, and each is asked in turn for figures, states, moved dates, obstacles and plans. What a clause leaves
//! unsaid is taken from what was spoken of just before.

mod blockers;
mod carried;
mod cost;
mod effort;
mod figures;
mod heads;
mod kpis;
mod moved;
mod plans;
mod repair;
mod rows;
mod scene;
mod status;
mod subject;
mod tense;
mod ticks;
mod tidy;
mod trouble;
mod undone;
mod untold;
mod work;

use chrono::{DateTime, FixedOffset};

pub(crate) use self::{
    figures::is_comparing,
    scene::{Days, Scene},
    status::state_of,
    trouble::Strength,
    work::Walk,
};
use super::{Lexicon, Reading, field, keywords, summary, text::Text, wish};
use crate::domain::{Doubt, Fact, Key, Language};

/// A message to be read as a report.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// The words, as received.
    pub text: &'a str,
    /// Who wrote them.
    pub author: &'a Key,
    /// When they were sent.
    pub sent_at: DateTime<FixedOffset>,
    /// Written by a speech recogniser.
    pub voice: bool,
}

/// A claim in the making; places are in uniform text.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub fact: Fact,
    pub subject: Option<Key>,
    pub start: usize,
    pub end: usize,
    pub approximate: bool,
    pub doubt: Option<Doubt>,
    pub clause: usize,
}

/// Reads a report: what it states, what it is about, and both in a sentence.
pub fn read(lexicon: &Lexicon, message: &Message<'_>) -> Reading {
    let text = Text::new(message.text).without_old_words();
    // 补昨天的日报: says which day the report is for, and nothing of the work.
    let text = match wish::late_report(message.text, message.sent_at.date_naive()) {
        Some(_) => {
            let end = wish::head_end(&text);
            text.without_head(end)
        }
        None => text,
    };
    let scene = Scene::new(lexicon, message, &text);
    let drafts = tidy::without_old_days(&scene, tidy::tidied(&scene, walk(&scene)));
    let drafts = field::with_filled(&scene, message.text, drafts);
    let claims = tidy::claims(&scene, message.text, drafts);
    let language = Language::of(message.text).unwrap_or_default();
    let keywords = keywords::keywords(&scene, message.text);
    let summary = summary::summary(lexicon.org(), language, message.text, &claims, &keywords);
    Reading { claims, keywords, summary, language }
}

fn walk(scene: &Scene<'_>) -> Vec<Draft> {
    let mut walk = work::Walk::new(scene);
    for clause in 0..scene.clauses.len() {
        walk.under(clause);
        if walk.cell(clause) {
            continue;
        }
        walk.figures(clause);
        walk.states(clause);
        walk.passes(clause);
        walk.ticked(clause);
        walk.moves(clause);
        walk.obstacles(clause);
        if !walk.heads.others {
            walk.plans(clause);
        }
        walk.remember(clause);
    }
    walk.drafts
}
