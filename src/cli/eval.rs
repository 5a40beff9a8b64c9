//! `zhixing eval FOLDER...`: accuracy against a gold corpus.

use std::{
    io::{self, Write},
    time::Duration,
};

use super::{
    Done, Failure,
    args::{self, Reader},
    model,
    open::Open,
};
use crate::{
    eval::{
        Corpus, Score,
        score::compared,
        second::{Cost, Readers, readings},
    },
    models::{Client, LanguageModel},
};

/// How long one call may take here: what a slow machine can say at all is of interest too.
const PATIENCE: Duration = Duration::from_secs(600);

/// Reads every folder, compares with its gold, prints.
pub async fn run(open: &Open, args: &args::Eval) -> Result<Done, Failure> {
    let (readers, client) = readers(open, args)?;
    let model = client.as_ref().map(|client| client as &dyn LanguageModel);
    let (mut total, mut spent) = (Score::default(), Cost::default());
    let mut parts = serde_json::Map::new();
    for folder in &args.folders {
        let mut corpus = Corpus::open(folder)?;
        corpus.reports.truncate(args.first.unwrap_or(usize::MAX));
        let (read, cost) = readings(&corpus, readers, model).await;
        let one = compared(&corpus, &read);
        total.merge(&one);
        spent.merge(&cost);
        if args.json {
            parts.insert(corpus.name, as_json(&one)?);
        } else {
            show(&mut io::stdout().lock(), &corpus.name, &one, args.errors)?;
        }
    }
    let out = &mut io::stdout().lock();
    if args.json {
        parts.insert("total".into(), as_json(&total)?);
        if model.is_some() {
            parts.insert("model".into(), serde_json::to_value(&spent).map_err(anyhow::Error::from)?);
        }
        writeln!(out, "{}", serde_json::Value::Object(parts))?;
        return Ok(Done::Whole);
    }
    if args.folders.len() > 1 {
        show(out, "total", &total, false)?;
    }
    if model.is_some() {
        show_cost(out, &spent)?;
    }
    Ok(Done::Whole)
}

fn readers(open: &Open, args: &args::Eval) -> Result<(Readers, Option<Client>), Failure> {
    let readers = match args.reader {
        Reader::Rules => return Ok((Readers::Rules, None)),
        Reader::Model => Readers::Model,
        Reader::Both => match model::when(&open.settings)? {
            Some(when) => Readers::Both(when),
            None => return Ok((Readers::Rules, None)),
        },
    };
    let client = model::patient_client(&open.settings, PATIENCE)?;
    let none = || Failure::Usage("no model is set: model_url and model name one, in zhixing.toml or as ZHIXING_*".into());
    Ok((readers, Some(client.ok_or_else(none)?)))
}

fn show_cost(out: &mut dyn Write, cost: &Cost) -> io::Result<()> {
    let faults: usize = cost.faults.values().sum();
    let refused: usize = cost.refused.values().sum();
    writeln!(out, "model")?;
    writeln!(out, "  asked about {} reports, {faults} without a usable answer {:?}", cost.asked, cost.faults)?;
    writeln!(out, "  claims: {} held, {refused} refused {:?}", cost.accepted, cost.refused)?;
    writeln!(out, "  beside the rules: {} added, {} put in doubt", cost.added, cost.doubted)?;
    writeln!(out, "  {} tokens read, {} written, {:.0} s", cost.tokens.0, cost.tokens.1, cost.seconds)
}

fn show(out: &mut dyn Write, name: &str, score: &Score, errors: bool) -> io::Result<()> {
    if errors {
        for line in &score.errors {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "{name}\n{score}")
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
