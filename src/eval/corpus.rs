//! A gold corpus as it lies on disk: a company and its reports with their gold claims.

use std::{path::Path, sync::Arc};

use anyhow::{Context, anyhow};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::{Key, Org};

/// One company of a corpus.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The folder's name.
    pub name: String,
    /// The company.
    pub org: Arc<Org>,
    /// Its reports, oldest first.
    pub reports: Vec<GoldReport>,
}

/// A report with its gold.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GoldReport {
    /// Its id.
    pub id: String,
    /// Who wrote it.
    pub author: Key,
    /// When.
    pub sent_at: DateTime<FixedOffset>,
    /// `text` or `voice`.
    pub channel: String,
    /// `zh`, `en` or `mixed`.
    #[serde(default)]
    pub lang: String,
    /// The words.
    pub text: String,
    /// What it states.
    #[serde(default)]
    pub claims: Vec<GoldClaim>,
    /// What it is about.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// In a sentence.
    #[serde(default)]
    pub summary: String,
}

/// A gold claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoldClaim {
    /// What kind of fact.
    pub kind: String,
    /// What it is about.
    pub subject: Option<Key>,
    /// Its figure.
    #[serde(default)]
    pub value: Option<f64>,
    /// The figure's unit.
    #[serde(default)]
    pub unit: Option<String>,
    /// Its date.
    #[serde(default)]
    pub date: Option<NaiveDate>,
    /// Its state.
    #[serde(default)]
    pub state: Option<String>,
    /// Who is waited for.
    #[serde(default)]
    pub waiting_on: Option<Key>,
    /// The words that carry it.
    pub quote: String,
}

impl Corpus {
    /// Reads a folder with `org.json` and `reports.jsonl`.
    pub fn open(folder: &Path) -> anyhow::Result<Corpus> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
        };
        let org = Org::parse(&read("org.json")?)
            .map_err(|faults| anyhow!("{}: {} faults, first: {:?}", folder.display(), faults.len(), faults.first()))?;
        let reports = read("reports.jsonl")?
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(i, line)| {
                serde_json::from_str(line)
                    .with_context(|| format!("{} line {}", folder.join("reports.jsonl").display(), i + 1))
            })
            .collect::<anyhow::Result<Vec<GoldReport>>>()?;
        let name =
            folder.file_name().map_or_else(|| folder.display().to_string(), |n| n.to_string_lossy().into_owned());
        Ok(Corpus { name, org: Arc::new(org), reports })
    }
}
