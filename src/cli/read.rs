//! `zhixing read ORG.json REPORTS.jsonl`: pure reading, no database, nothing learnt from one line for another.

use std::{
    fs::File,
    io::{BufRead, BufReader, Write},
    sync::Arc,
};

use anyhow::Context;
use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Done, Failure, args, import};
use crate::{
    domain::{Claim, Key},
    understanding::{Lexicon, Message, read},
};

/// The fields of a line that count; every other is dropped as the line is parsed.
#[derive(Deserialize)]
struct Line {
    author: Key,
    sent_at: DateTime<FixedOffset>,
    channel: String,
    text: String,
}

#[derive(Deserialize)]
struct Id {
    id: Value,
}

/// Reads every line and prints what was read; a bad line is named and the rest goes on.
pub fn run(args: &args::Read) -> Result<Done, Failure> {
    let lexicon = Lexicon::new(Arc::new(import::read_org(&args.org)?));
    let file = File::open(&args.reports).with_context(|| format!("opening {}", args.reports.display()))?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut done = Done::Whole;
    for line in BufReader::new(file).split(b'\n') {
        let line = line.context("reading the reports")?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let printed = match std::str::from_utf8(&line) {
            Ok(line) => read_line(&lexicon, line),
            Err(_) => json!({ "id": null, "error": "is not UTF-8" }),
        };
        if printed.get("error").is_some() {
            done = Done::Partly;
        }
        writeln!(out, "{printed}")?;
    }
    Ok(done)
}

/// What one line of reports gives: `{"id","claims","keywords","summary"}`, or `{"id","error"}`.
pub fn read_line(lexicon: &Lexicon, line: &str) -> Value {
    let id = serde_json::from_str::<Id>(line).map_or(Value::Null, |line| line.id);
    let parsed = match serde_json::from_str::<Line>(line) {
        Ok(parsed) => parsed,
        Err(why) => return json!({"id": id, "error": why.to_string()}),
    };
    if lexicon.org().person(&parsed.author).is_none() {
        return json!({"id": id, "error": format!("{} is nobody in this company", parsed.author)});
    }
    let voice = match parsed.channel.as_str() {
        "voice" => true,
        "text" => false,
        other => return json!({"id": id, "error": format!("{other:?} is no channel; it is text or voice")}),
    };
    let message = Message { text: &parsed.text, author: &parsed.author, sent_at: parsed.sent_at, voice };
    let reading = read(lexicon, &message);
    let claims: Vec<Value> = reading.claims.iter().map(Claim::to_contract).collect();
    json!({"id": id, "claims": claims, "keywords": reading.keywords, "summary": reading.summary})
}
