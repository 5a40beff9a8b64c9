//! A chat with a program: lines in, lines out, or JSON lines both ways.
//!
//! With JSON, a line in is `{"id": "…", "text": "…"}` (`"as"` may name another person, `"sent_at"` the time, `"voice"`
//! that it was spoken, `"group"` that it was said in a group chat of that name, `"members"` who is in it; without them
//! nobody knows), and lines out are `{"ack": id}` once the message is on disk, `{"to": id, "reply": {…}}` once it
//! is answered (with `"group"` where that is said in one), and `{"id": id, "error": "…"}` for a message that was not taken. What was not acknowledged may be sent
//! again under the same id: it is stored once.

use std::{io::Write, sync::Arc, time::Duration};

use chrono::{DateTime, FixedOffset, Utc};
use serde::Deserialize;
use serde_json::json;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    sync::{Notify, mpsc},
};
use uuid::Uuid;

use super::{CHANNEL, GROUP, Switch, room, speaker, storable, thread};
use crate::{
    app::{App, Company},
    conversation::{
        second,
        worker::{self, SeenRoom},
    },
    domain::{Key, Language},
    store::inbox::Inbound,
    wording::{Say, say},
};

/// How many lines one commit takes in.
const TOGETHER: usize = 64;

/// How many messages are answered side by side.
const WORKERS: usize = 4;

/// How long a worker rests when there is nothing to do. A lease that a killed process left behind runs out without
/// anybody saying so.
const IDLE: Duration = Duration::from_millis(500);

/// How long a worker rests when the database cannot be used: twice as long each time, from the first to the last.
const RESTS: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(2));

#[derive(Deserialize)]
struct JsonLine {
    id: Option<String>,
    text: String,
    #[serde(rename = "as")]
    person: Option<String>,
    sent_at: Option<DateTime<FixedOffset>>,
    #[serde(default)]
    voice: bool,
    group: Option<String>,
    members: Option<Vec<Key>>,
}

/// Plain lines: each is a message, its reply follows it. `switch` finds the person behind `/as NAME`, where that is
/// allowed.
pub async fn plain(app: &App, company: &Company, person: Key, switch: Option<Switch<'_>>) -> anyhow::Result<()> {
    let mut person = person;
    let mut input = BufReader::new(tokio::io::stdin());
    let mut bytes = Vec::new();
    let reader = super::Beside::start(app, company.id);
    while input.read_until(b'\n', &mut bytes).await? > 0 {
        let text = storable(&bytes);
        bytes.clear();
        if text.trim().is_empty() {
            continue;
        }
        match speaker(&text, switch) {
            Some(Ok(other)) => {
                person = other;
                continue;
            }
            Some(Err(why)) => {
                println!("{why}\n");
                continue;
            }
            None => {}
        }
        let inbound = message(company, &person, Uuid::now_v7().to_string(), text.trim_end_matches(['\r', '\n']));
        if worker::receive(app, inbound).await.is_err() {
            println!("{}\n", say(&Say::Unavailable, Language::of(&text).unwrap_or_default()));
            continue;
        }
        if let Err(error) = worker::drain(app, company.id, CHANNEL).await {
            tracing::warn!(%error, "a message could not be handled yet");
            println!("{}\n", say(&Say::Broken, Language::of(&text).unwrap_or_default()));
            continue;
        }
        if let Err(error) = print_waiting(app, company, &person).await {
            tracing::warn!(%error, "a reply could not be handed out yet");
            println!("{}\n", say(&Say::Broken, Language::of(&text).unwrap_or_default()));
        }
    }
    // What a model has still to read would be read by nobody once the program has gone.
    second::finish(app, company.id).await?;
    drop(reader);
    print_waiting(app, company, &person).await
}

async fn print_waiting(app: &App, company: &Company, person: &Key) -> anyhow::Result<()> {
    worker::deliver(app, company.id, CHANNEL, Some(&thread(person)), |_, reply| {
        println!("{}\n", reply.text);
        Ok(())
    })
    .await
}

fn message(company: &Company, person: &Key, id: String, text: &str) -> Inbound {
    Inbound {
        company: company.id,
        channel: CHANNEL.into(),
        external_id: id,
        thread: thread(person),
        sender: person.to_string(),
        sent_at: Utc::now(),
        text: text.into(),
        voice: false,
        forced_report: false,
        reply_to: None,
        revises: None,
    }
}

/// JSON lines: taken in together, answered side by side, in order within each conversation.
pub async fn json(app: &App, company: &Company, person: &Key) -> anyhow::Result<()> {
    let (lines, mut arrived) = mpsc::channel::<Vec<u8>>(TOGETHER * 2);
    let reading = tokio::spawn(read_lines(lines));
    let more = Arc::new(Notify::new());
    let (ended, _) = tokio::sync::watch::channel(false);
    let workers: Vec<_> =
        (0..WORKERS).map(|_| tokio::spawn(answer(app.clone(), company.id, more.clone(), ended.subscribe()))).collect();
    let reader = super::Beside::start(app, company.id);
    let mut group = Vec::with_capacity(TOGETHER);
    while arrived.recv_many(&mut group, TOGETHER).await > 0 {
        take_in(app, company, person, &mut group).await;
        more.notify_waiters();
    }
    reading.await??;
    ended.send_replace(true);
    more.notify_waiters();
    for worker in workers {
        worker.await?;
    }
    worker::finish(app, company.id, CHANNEL).await?;
    second::finish(app, company.id).await?;
    drop(reader);
    hand_out(app, company.id).await
}

async fn read_lines(lines: mpsc::Sender<Vec<u8>>) -> anyhow::Result<()> {
    let mut input = BufReader::new(tokio::io::stdin());
    loop {
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes).await? == 0 {
            return Ok(());
        }
        if bytes.iter().any(|b| !b.is_ascii_whitespace()) && lines.send(bytes).await.is_err() {
            return Ok(());
        }
    }
}

/// Stores a group of lines in one commit, then acknowledges each.
async fn take_in(app: &App, company: &Company, person: &Key, group: &mut Vec<Vec<u8>>) {
    let (mut messages, mut rooms) = (Vec::with_capacity(group.len()), Vec::new());
    for bytes in group.drain(..) {
        match parse(company, person, &bytes) {
            Ok((message, room)) => {
                messages.push(message);
                rooms.extend(room);
            }
            Err(why) => print_line(&json!({ "error": why })),
        }
    }
    let ids: Vec<String> = messages.iter().map(|m| m.external_id.clone()).collect();
    match worker::receive_with(app, messages, rooms).await {
        Ok(()) => ids.iter().for_each(|id| print_line(&json!({ "ack": id }))),
        Err(error) => {
            tracing::warn!(%error, "messages could not be stored");
            ids.iter().for_each(|id| print_line(&json!({ "id": id, "error": say(&Say::Unavailable, Language::Zh) })));
        }
    }
}

fn parse(company: &Company, person: &Key, bytes: &[u8]) -> Result<(Inbound, Option<SeenRoom>), String> {
    let text = String::from_utf8_lossy(bytes);
    let line: JsonLine = serde_json::from_str(text.trim()).map_err(|e| e.to_string())?;
    let speaker = line.person.map(Key::from).unwrap_or_else(|| person.clone());
    if company.org.person(&speaker).is_none() {
        return Err(format!("nobody has the id {speaker}"));
    }
    let id = line.id.unwrap_or_else(|| Uuid::now_v7().to_string());
    let mut inbound = message(company, &speaker, id, &storable(line.text.as_bytes()));
    inbound.voice = line.voice;
    if let Some(at) = line.sent_at {
        inbound.sent_at = at.to_utc();
    }
    let room = line.group.map(|name| room(company.id, &name, &speaker, line.members));
    if let Some(room) = &room {
        inbound.thread.clone_from(&room.seen.thread);
    }
    Ok((inbound, room))
}

async fn answer(app: App, company: Uuid, more: Arc<Notify>, mut ended: tokio::sync::watch::Receiver<bool>) {
    let mut rest = RESTS.0;
    loop {
        let waiting = more.notified();
        let answered = answer_waiting(&app, company).await;
        // What could not be answered by then is left to the one who ended it.
        if *ended.borrow_and_update() {
            return;
        }
        match answered {
            Ok(()) => {
                rest = RESTS.0;
                tokio::select! {
                    () = waiting => {}
                    _ = ended.changed() => {}
                    () = tokio::time::sleep(IDLE) => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, "messages could not be answered yet");
                tokio::select! {
                    _ = ended.changed() => {}
                    () = tokio::time::sleep(rest) => {}
                }
                rest = (rest * 2).min(RESTS.1);
            }
        }
    }
}

/// Works on what waits. Each reply goes out at once: a sender who goes on must not keep the others from theirs.
async fn answer_waiting(app: &App, company: Uuid) -> anyhow::Result<()> {
    hand_out(app, company).await?;
    while worker::step(app, company, CHANNEL).await?.is_some() {
        hand_out(app, company).await?;
    }
    Ok(())
}

async fn hand_out(app: &App, company: Uuid) -> anyhow::Result<()> {
    worker::deliver_each(app, company, CHANNEL, None, |message, reply| {
        let mut line = json!({ "to": message.reply_to, "reply": reply });
        if let Some(group) = message.thread.strip_prefix(GROUP) {
            line["group"] = json!(group);
        }
        print_line(&line);
        Ok(())
    })
    .await
}

/// One whole line at once, so that lines of several workers never mix.
fn print_line(value: &serde_json::Value) {
    let mut out = std::io::stdout().lock();
    // A reader that has gone away is found out by the next read of ours.
    let _ = writeln!(out, "{value}");
    let _ = out.flush();
}
