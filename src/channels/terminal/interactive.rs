//! A chat for a person at a terminal.

use anyhow::Context;
use chrono::Utc;
use rustyline::{DefaultEditor, ExternalPrinter, error::ReadlineError};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use super::{Beside, CHANNEL, Switch, speaker, thread};
use crate::{
    app::{Actor, App, Company},
    conversation::{reply::Reply, worker},
    domain::Key,
    store::inbox::Inbound,
    wording::{Say, say},
};

/// One line asked for at the prompt.
struct Prompt {
    text: String,
    line: oneshot::Sender<Option<String>>,
}

/// Chats until the end of input. `switch` finds the person behind `/as NAME`, where that is allowed.
pub async fn chat(app: &App, company: &Company, person: Key, switch: Option<Switch<'_>>) -> anyhow::Result<()> {
    let (prompts, mut printer) = start_editor()?;
    let _reader = Beside::start(app, company.id);
    let mut person = person;
    deliver(app, company, &person).await?;
    loop {
        let (line, answer) = oneshot::channel();
        let text = format!("{}> ", company.org.name(&person));
        prompts.send(Prompt { text, line }).await.context("asking for a line")?;
        let Some(line) = listen(app, company, &person, answer, &mut printer).await? else { return Ok(()) };
        let said = line.trim();
        match speaker(said, switch) {
            _ if said == "/quit" || said == "/exit" => return Ok(()),
            Some(Ok(other)) => person = other,
            Some(Err(why)) => println!("{why}"),
            None if said.is_empty() => {}
            None => converse(app, company, &person, &line).await?,
        }
    }
}

/// Prints above the prompt while a line is being written.
type Printer = Box<dyn FnMut(String) + Send>;

/// Waits for a line, and shows what comes meanwhile: what a model added to a report.
async fn listen(
    app: &App,
    company: &Company,
    person: &Key,
    mut line: oneshot::Receiver<Option<String>>,
    printer: &mut Printer,
) -> anyhow::Result<Option<String>> {
    loop {
        let bell = app.bells.outbox.notified();
        tokio::select! {
            line = &mut line => return line.context("reading a line"),
            () = bell => {}
        }
        worker::deliver(app, company.id, CHANNEL, Some(&thread(person)), |_, reply| {
            printer(format!("{}\n", reply.text));
            Ok(())
        })
        .await?;
    }
}

/// The line editor lives on a thread of its own: it blocks.
fn start_editor() -> anyhow::Result<(mpsc::Sender<Prompt>, Printer)> {
    let mut editor = DefaultEditor::new().context("starting the line editor")?;
    let printer: Printer = match editor.create_external_printer() {
        // A terminal that has gone away is found out by the next read.
        Ok(mut printer) => Box::new(move |text| drop(printer.print(text))),
        Err(_) => Box::new(|text| println!("{text}")),
    };
    let (prompts, mut asked) = mpsc::channel::<Prompt>(1);
    std::thread::spawn(move || {
        while let Some(prompt) = asked.blocking_recv() {
            let line = match editor.readline(&prompt.text) {
                Ok(line) => {
                    // A history that cannot grow is no reason to stop.
                    let _ = editor.add_history_entry(&line);
                    Some(line)
                }
                Err(ReadlineError::Interrupted) => Some(String::new()),
                Err(_) => None,
            };
            if prompt.line.send(line).is_err() {
                break;
            }
        }
    });
    Ok((prompts, printer))
}

async fn converse(app: &App, company: &Company, person: &Key, line: &str) -> anyhow::Result<()> {
    let inbound = Inbound {
        company: company.id,
        channel: CHANNEL.into(),
        external_id: Uuid::now_v7().to_string(),
        thread: thread(person),
        sender: person.to_string(),
        sent_at: Utc::now(),
        text: super::storable(line.as_bytes()),
        voice: false,
        forced_report: false,
        reply_to: None,
        revises: None,
    };
    if let Err(error) = worker::receive(app, inbound).await {
        tracing::warn!(%error, "a message could not be stored");
        println!("{}\n", say(&Say::Unavailable, crate::domain::Language::of(line).unwrap_or_default()));
        return Ok(());
    }
    if let Err(error) = worker::drain(app, company.id, CHANNEL).await {
        tracing::warn!(%error, "a message could not be handled yet");
        println!("{}\n", say(&Say::Broken, crate::domain::Language::of(line).unwrap_or_default()));
        return Ok(());
    }
    if let Err(error) = deliver(app, company, person).await {
        tracing::warn!(%error, "a reply could not be handed out yet");
        println!("{}\n", say(&Say::Broken, crate::domain::Language::of(line).unwrap_or_default()));
    }
    Ok(())
}

/// Prints what waits for this person.
async fn deliver(app: &App, company: &Company, person: &Key) -> anyhow::Result<()> {
    debug_assert!(Actor::of(company.clone(), person).is_some(), "the person was looked up before");
    worker::deliver(app, company.id, CHANNEL, Some(&thread(person)), |_, reply| {
        print_reply(reply);
        Ok(())
    })
    .await
}

fn print_reply(reply: &Reply) {
    println!("{}\n", reply.text);
}
