//! `zhixing report`: files one report.

use std::{io::Read, path::Path};

use anyhow::Context;
use chrono::Utc;
use uuid::Uuid;

use super::{Done, Failure, args, open::Open, person};
use crate::{
    app::{App, Company},
    channels::terminal::{self, storable},
    conversation::{second, worker},
    store::inbox::Inbound,
};

/// The channel of single reports filed by command.
const CHANNEL: &str = "command";

/// Files one report and shows what was understood.
pub async fn run(open: &Open, args: args::Report) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let person = person::find(&company.org, &args.person)?;
    let text = read_text(args.file.as_deref())?;
    let inbound = Inbound {
        company: company.id,
        channel: CHANNEL.into(),
        external_id: Uuid::now_v7().to_string(),
        thread: terminal::thread(&person),
        sender: person.to_string(),
        sent_at: args.at.map_or_else(Utc::now, |at| at.to_utc()),
        // What has words is a report, as the command says; what has none is told so.
        forced_report: text.chars().any(char::is_alphanumeric),
        text,
        voice: false,
        reply_to: None,
        revises: None,
    };
    worker::receive(&app, inbound).await?;
    worker::drain(&app, company.id, CHANNEL).await?;
    show(&app, &company, args.json).await?;
    if !args.json {
        // A person sees what the model adds; a program has its answer and waits for nobody.
        second::finish(&app, company.id).await?;
        show(&app, &company, args.json).await?;
    }
    Ok(Done::Whole)
}

async fn show(app: &App, company: &Company, json: bool) -> anyhow::Result<()> {
    worker::deliver(app, company.id, CHANNEL, None, |to, reply| {
        if json {
            println!("{}", serde_json::json!({ "id": to, "reply": reply.text, "claims": reply.data.get("claims") }));
        } else {
            println!("{}", reply.text);
        }
        Ok(())
    })
    .await
}

fn read_text(file: Option<&Path>) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    match file.filter(|f| f.as_os_str() != "-") {
        Some(path) => {
            bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        }
        None => {
            std::io::stdin().read_to_end(&mut bytes).context("reading standard input")?;
        }
    }
    Ok(storable(&bytes).trim_end().to_string())
}
