//! The questions of a gold folder, asked end to end: its reports go through the whole pipeline into a database of their
//! own, then each question is asked, and what was answered is compared with what is due.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use uuid::Uuid;

use super::{Failure, ask, file};
use crate::{
    app::{App, organisation},
    eval::{
        Corpus,
        questions::{GoldQuestion, Score},
    },
    store::Store,
};

/// What became of a folder's questions.
pub struct Rehearsed {
    /// How many were answered rightly.
    pub score: Score,
    /// Each wrong one, in words.
    pub errors: Vec<String>,
}

/// A folder that is gone when this is.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "a folder for the evaluation could not be removed");
        }
    }
}

/// Asks the questions of a folder; `None` where it has none.
pub async fn questions(folder: &Path, corpus: &Corpus) -> Result<Option<Rehearsed>, Failure> {
    let path = folder.join("questions.jsonl");
    if !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let scratch = Scratch(std::env::temp_dir().join(format!("zhixing-eval-{}", Uuid::now_v7().simple())));
    let store = Store::open(&format!("sqlite:{}", scratch.0.join("eval.db").display())).await?;
    store.migrate().await?;
    let app = App::new(store);
    let company = organisation::create(&app, &corpus.org).await?;
    file::all(&app, &company, corpus.reports.iter().map(file::Line::from).collect()).await?;
    let mut contexts = HashMap::new();
    let mut done = Rehearsed { score: Score::default(), errors: Vec::new() };
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = || format!("{} line {}", path.display(), at + 1);
        let gold: GoldQuestion = serde_json::from_str(line).with_context(place)?;
        let answer = ask::one(&app, &company, line, &mut contexts).await;
        let answer = answer.map_err(|(_, why)| anyhow::anyhow!("{}: {why}", place()))?;
        if let Some(fault) = done.score.add(&gold.expect, &answer) {
            let said = answer["text"].as_str().unwrap_or_default();
            done.errors.push(format!(
                "{} {} wrong: {fault:?}\n    asked: {}\n    said: {said}",
                corpus.name, gold.id, gold.text
            ));
        }
    }
    app.store.close().await;
    Ok(Some(done))
}
