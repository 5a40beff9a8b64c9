//! `zhixing private`: records salaries, scores and peer reviews from a file, a JSON object a line.

use std::path::Path;

use anyhow::Context;
use chrono::Utc;
use serde::Deserialize;

use super::{Done, Failure, open::Open, person};
use crate::{
    app::{Company, private::record},
    domain::access::Sensitive,
    store::private::{Field, secret},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    person: String,
    class: String,
    label: String,
    value: String,
    #[serde(default)]
    source: String,
}

/// Records a file, whole or not at all. What is wrong is told by its line, without the value.
pub async fn run(open: &Open, file: &Path) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let fields: Vec<Field> = lines.map(|(at, line)| field(&company, line, at + 1)).collect::<Result<_, Failure>>()?;
    let count = record(&app, &company, fields).await?;
    println!("{count} private fields recorded");
    Ok(Done::Whole)
}

fn field(company: &Company, line: &str, at: usize) -> Result<Field, Failure> {
    // The parser's own words could quote the value.
    let wrong = |what: &str| Failure::Usage(format!("line {at}: {what}"));
    let line: Line = serde_json::from_str(line)
        .map_err(|_| wrong(r#"no {"person", "class", "label", "value"}, each a text, and at most "source" besides"#))?;
    let kind = secret(&line.class).ok_or_else(|| wrong("class is salary, score or peer_review"))?;
    let person = person::find(&company.org, &line.person)?;
    let source = match line.source.as_str() {
        "" => String::new(),
        named => person::find(&company.org, named)?.to_string(),
    };
    let value = Sensitive::new(kind, line.value);
    Ok(Field { person, label: line.label, source, value, recorded_at: Utc::now() })
}
