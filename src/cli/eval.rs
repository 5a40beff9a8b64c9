//! `zhixing eval FOLDER...`: accuracy against a gold corpus.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    io::{self, Write},
    time::{Duration, Instant},
};

use serde::Serialize;

use super::{Done, Failure, args, model, open::Open, rehearse};
use crate::{
    app::second::read,
    eval::{Corpus, Readers, Score, score_by},
    models::{Client, Fault, LanguageModel, Used},
};

/// How long one call may take here: what a slow machine can say at all is of interest too.
const PATIENCE: Duration = Duration::from_secs(600);

/// What asking a model cost.
#[derive(Debug, Default, Serialize)]
struct Cost {
    calls: usize,
    faults: BTreeMap<&'static str, usize>,
    tokens_in: u64,
    tokens_out: u64,
    seconds: f64,
}

/// Reads every folder, compares with its gold, prints.
pub async fn run(open: &Open, args: &args::Eval) -> Result<Done, Failure> {
    let client = client(open, args.reader)?;
    let cost = RefCell::new(Cost::default());
    let ask = |task: &_, sent_at| asked(client.as_ref()?, &read::request(task, sent_at), &cost);
    let readers = match args.reader {
        args::Reader::Rules => Readers::Rules,
        args::Reader::Model => Readers::Model(&ask),
        args::Reader::Both => Readers::Both(&ask),
    };
    let mut total = Score::default();
    let mut parts = serde_json::Map::new();
    for folder in &args.folders {
        let mut corpus = Corpus::open(folder)?;
        corpus.reports.truncate(args.first.unwrap_or(usize::MAX));
        let one = score_by(&corpus, readers);
        total.merge(&one);
        let asked = if args.reader == args::Reader::Rules { rehearse::questions(folder, &corpus).await? } else { None };
        if args.json {
            let mut part = as_json(&one)?;
            if let Some(asked) = &asked {
                part["questions"] = serde_json::to_value(&asked.score).map_err(anyhow::Error::from)?;
            }
            parts.insert(corpus.name, part);
        } else {
            show(&mut io::stdout().lock(), &corpus.name, &one, args.errors)?;
            if let Some(asked) = &asked {
                show_questions(&mut io::stdout().lock(), asked, args.errors)?;
            }
        }
    }
    let out = &mut io::stdout().lock();
    let cost = cost.into_inner();
    if args.json {
        parts.insert("total".into(), as_json(&total)?);
        if client.is_some() {
            parts.insert("model".into(), serde_json::to_value(&cost).map_err(anyhow::Error::from)?);
        }
        writeln!(out, "{}", serde_json::Value::Object(parts))?;
        return Ok(Done::Whole);
    }
    if args.folders.len() > 1 {
        show(out, "total", &total, false)?;
    }
    if client.is_some() {
        let Cost { calls, faults, tokens_in, tokens_out, seconds } = cost;
        writeln!(
            out,
            "model: {calls} calls, {tokens_in} tokens read, {tokens_out} written, {seconds:.0} s; faults {faults:?}"
        )?;
    }
    Ok(Done::Whole)
}

/// The model that is to read, if one is.
fn client(open: &Open, reader: args::Reader) -> Result<Option<Client>, Failure> {
    if reader == args::Reader::Rules {
        return Ok(None);
    }
    let none =
        || Failure::Usage("no model is set: model_url and model name one, in zhixing.toml or as ZHIXING_*".into());
    model::patient_client(&open.settings, PATIENCE)?.ok_or_else(none).map(Some)
}

/// Asks the model and counts; `None` where there is no answer.
fn asked(client: &Client, request: &crate::models::Request, cost: &RefCell<Cost>) -> Option<String> {
    let started = Instant::now();
    // Scoring is no asynchronous code; nothing else runs in this program.
    let answer = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(client.complete(request)));
    let mut cost = cost.borrow_mut();
    cost.calls += 1;
    cost.seconds += started.elapsed().as_secs_f64();
    let used = match &answer {
        Ok(completion) => completion.used,
        Err(Fault::Cut { used }) => *used,
        Err(_) => Used::default(),
    };
    cost.tokens_in += used.tokens_in;
    cost.tokens_out += used.tokens_out;
    if let Err(fault) = &answer {
        *cost.faults.entry(fault.code()).or_default() += 1;
    }
    answer.ok().map(|completion| completion.content)
}

fn show(out: &mut dyn Write, name: &str, score: &Score, errors: bool) -> io::Result<()> {
    if errors {
        for line in &score.errors {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "{name}\n{score}")
}

fn show_questions(out: &mut dyn Write, asked: &rehearse::Rehearsed, errors: bool) -> io::Result<()> {
    if errors {
        for line in &asked.errors {
            writeln!(out, "{line}")?;
        }
    }
    let score = &asked.score;
    write!(out, "  questions    {} of {} right", score.right, score.asked)?;
    for (outcome, (due, right)) in &score.by_outcome {
        write!(out, ", {outcome} {right} of {due}")?;
    }
    writeln!(
        out,
        "; answered where it should not {}, refused where it should not {}\n",
        score.confident_wrong, score.false_refusals
    )
}

fn as_json(score: &Score) -> anyhow::Result<serde_json::Value> {
    let mut value = serde_json::to_value(score)?;
    if let Some(object) = value.as_object_mut() {
        object.insert("precision".into(), score.all.precision().into());
        object.insert("recall".into(), score.all.recall().into());
        object.insert("f1".into(), score.all.f1().into());
        object.insert("exact_rate".into(), score.exact_rate().into());
        object.insert("keywords_f1".into(), score.keywords.f1().into());
    }
    Ok(value)
}
