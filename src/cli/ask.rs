//! `zhixing ask`: one question, or a file of them.

use std::{collections::HashMap, io::BufRead, path::Path};

use anyhow::Context as _;
use chrono::{DateTime, FixedOffset, Utc};
use serde::Deserialize;
use serde_json::json;

use super::{Done, Failure, args, open::Open, person};
use crate::{
    app::{Actor, App, Company, questions::answer_json},
    conversation::ask::{Asked, Told, ask},
    domain::Key,
    understanding::question::Context,
};

/// What is read of a line of questions.
#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(rename = "as")]
    person: String,
    at: DateTime<FixedOffset>,
    text: String,
    follow_up_of: Option<String>,
}

/// Answers.
pub async fn run(open: &Open, args: args::Ask) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    if let Some(file) = &args.questions {
        return file_of_questions(&app, &company, file).await;
    }
    let (Some(written), Some(text)) = (&args.person, &args.text) else {
        return Err(Failure::Usage("who asks, and what?".into()));
    };
    let person = person::find(&company.org, written)?;
    let at = args.at.map_or_else(Utc::now, |at| at.to_utc());
    let told = tell(&app, &company, &person, text, at, None).await?;
    if args.json {
        println!("{}", answer_json(&told.answer, &told.text));
    } else {
        println!("{}", told.text);
    }
    Ok(Done::Whole)
}

async fn tell(
    app: &App,
    company: &Company,
    person: &Key,
    text: &str,
    at: DateTime<Utc>,
    previous: Option<&Context>,
) -> Result<Told, Failure> {
    let actor =
        Actor::of(company.clone(), person).ok_or_else(|| Failure::Usage(format!("nobody has the id {person}")))?;
    Ok(ask(app, &actor, &Asked { text, at, language: None }, previous).await?)
}

/// Answers each line; one that follows another is asked in the same conversation.
async fn file_of_questions(app: &App, company: &Company, file: &Path) -> Result<Done, Failure> {
    let opened = std::fs::File::open(file).with_context(|| format!("opening {}", file.display()))?;
    let mut contexts: HashMap<String, Context> = HashMap::new();
    let mut done = Done::Whole;
    for line in std::io::BufReader::new(opened).lines() {
        let line = line.context("reading the questions")?;
        if line.trim().is_empty() {
            continue;
        }
        match one(app, company, &line, &mut contexts).await {
            Ok(answer) => println!("{answer}"),
            Err((id, why)) => {
                println!("{}", json!({ "id": id, "error": why }));
                done = Done::Partly;
            }
        }
    }
    Ok(done)
}

/// Answers one line, after the one it follows.
pub(super) async fn one(
    app: &App,
    company: &Company,
    line: &str,
    contexts: &mut HashMap<String, Context>,
) -> Result<serde_json::Value, (Option<String>, String)> {
    let question: Line = serde_json::from_str(line).map_err(|e| (None, e.to_string()))?;
    let previous = question.follow_up_of.as_ref().and_then(|id| contexts.get(id)).cloned();
    let person = Key::from(question.person.as_str());
    let told = tell(app, company, &person, &question.text, question.at.to_utc(), previous.as_ref()).await;
    let told = told.map_err(|failure| (Some(question.id.clone()), format!("{failure:?}")))?;
    let mut answer = answer_json(&told.answer, &told.text);
    answer["id"] = json!(question.id);
    contexts.insert(question.id, told.context);
    Ok(answer)
}
