//! `zhixing file`: a history of reports through the whole pipeline, as if nobody pressed a button.

use std::{io::BufRead, path::Path};

use anyhow::Context;
use chrono::{DateTime, FixedOffset};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Deserialize;
use serde_json::json;

use super::{Done, Failure, open::Open};
use crate::{
    app::{App, Company},
    conversation::{MOST_CHARACTERS, worker},
    domain::Key,
    store::inbox::Inbound,
};

/// The channel of filed histories.
const CHANNEL: &str = worker::HISTORY;

/// How many messages one commit takes in.
const TOGETHER: usize = 100;

/// What is read of a line; every other field is dropped as it is parsed.
#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    /// The report's id: its id on the channel.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// When it was sent.
    pub sent_at: DateTime<FixedOffset>,
    /// `text` or `voice`.
    pub channel: String,
    /// What it says.
    pub text: String,
}

impl From<&crate::eval::GoldReport> for Line {
    fn from(report: &crate::eval::GoldReport) -> Line {
        Line {
            id: report.id.clone(),
            author: report.author.to_string(),
            sent_at: report.sent_at,
            channel: report.channel.clone(),
            text: report.text.clone(),
        }
    }
}

/// Files a history. A line that cannot be filed is named and the rest goes on.
pub async fn run(open: &Open, reports: &Path) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let file = std::fs::File::open(reports).with_context(|| format!("opening {}", reports.display()))?;
    let mut lines = Vec::new();
    let mut done = Done::Whole;
    for (number, line) in std::io::BufReader::new(file).split(b'\n').enumerate() {
        let line = line.context("reading the reports")?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match parse(&line, &company) {
            Ok(line) => lines.push(line),
            Err((id, why)) => {
                println!("{}", json!({ "id": id, "line": number + 1, "error": why }));
                done = Done::Partly;
            }
        }
    }
    all(&app, &company, lines).await?;
    Ok(done)
}

fn parse(bytes: &[u8], company: &Company) -> Result<Line, (Option<String>, String)> {
    let text = std::str::from_utf8(bytes).map_err(|_| (None, "is not UTF-8".to_string()))?;
    let line: Line = serde_json::from_str(text).map_err(|e| {
        let id = serde_json::from_str::<serde_json::Value>(text).ok().and_then(|v| Some(v.get("id")?.as_str()?.into()));
        (id, e.to_string())
    })?;
    if company.org.person(&Key::from(line.author.as_str())).is_none() {
        return Err((Some(line.id), format!("nobody has the id {:?}", line.author)));
    }
    if line.text.chars().nth(MOST_CHARACTERS).is_some() {
        return Err((Some(line.id), format!("the text has more than {MOST_CHARACTERS} characters")));
    }
    Ok(line)
}

/// Files reports in their order, with a progress bar on a terminal.
pub async fn all(app: &App, company: &Company, lines: Vec<Line>) -> Result<(), Failure> {
    let bar = ProgressBar::new(lines.len() as u64);
    bar.set_style(ProgressStyle::with_template("{bar:30} {pos}/{len} 条日报").expect("the template is right"));
    for some in lines.chunks(TOGETHER) {
        let messages = some.iter().map(|line| inbound(company, line)).collect();
        worker::receive_all(app, messages).await?;
        while worker::step(app, company.id, CHANNEL).await?.is_some() {
            bar.inc(1);
        }
    }
    // A run that was killed left messages in its hands.
    worker::finish(app, company.id, CHANNEL).await?;
    bar.finish_and_clear();
    Ok(())
}

fn inbound(company: &Company, line: &Line) -> Inbound {
    Inbound {
        company: company.id,
        channel: CHANNEL.into(),
        external_id: line.id.clone(),
        thread: format!("{CHANNEL}:{}", line.author),
        sender: line.author.clone(),
        sent_at: line.sent_at.to_utc(),
        text: line.text.replace('\0', "\u{fffd}"),
        voice: line.channel == "voice",
        forced_report: true,
        reply_to: None,
        revises: None,
    }
}
