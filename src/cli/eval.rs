//! `zhixing eval FOLDER...`: accuracy against a gold corpus.

use std::io::{self, Write};

use super::{Done, Failure, args};
use crate::eval::{Corpus, Readers, Score, readers::Ask, score_by};

/// Reads every folder, compares with its gold, prints.
pub fn run(args: &args::Eval) -> Result<Done, Failure> {
    let readers = readers(args.reader, None)?;
    let out = &mut io::stdout().lock();
    let mut total = Score::default();
    let mut parts = serde_json::Map::new();
    for folder in &args.folders {
        let corpus = Corpus::open(folder)?;
        let one = score_by(&corpus, readers);
        total.merge(&one);
        if args.json {
            parts.insert(corpus.name, as_json(&one)?);
        } else {
            show(out, &corpus.name, &one, args.errors)?;
        }
    }
    if args.json {
        parts.insert("total".into(), as_json(&total)?);
        writeln!(out, "{}", serde_json::Value::Object(parts))?;
    } else if args.folders.len() > 1 {
        show(out, "total", &total, false)?;
    }
    Ok(Done::Whole)
}

/// The readers asked for; `model` is how to ask the one that is configured.
fn readers(reader: args::Reader, model: Option<Ask<'_>>) -> Result<Readers<'_>, Failure> {
    match (reader, model) {
        (args::Reader::Rules, _) => Ok(Readers::Rules),
        (args::Reader::Model, Some(ask)) => Ok(Readers::Model(ask)),
        (args::Reader::Both, Some(ask)) => Ok(Readers::Both(ask)),
        (args::Reader::Model | args::Reader::Both, None) => {
            Err(Failure::Usage("--reader model and --reader both need a model, and none is configured.".into()))
        }
    }
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
