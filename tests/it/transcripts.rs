//! Dialogues, one a file in `tests/transcripts`, replayed whole on both databases and compared whole.
//!
//! The company is that of `tests/corpus/qiming`, or of a file of the same name that ends in `.org.json`.
//! `@ TIME` sets the time, `NAME> …` is what somebody says (`⏎` is a line break), everything else is the reply. `@group NAME
//! PERSON PERSON …` begins a group chat of these, `…` among them for somebody unknown, and `@private` ends it; what is said
//! in private meanwhile has `(私聊)` before it. With
//! UPDATE_TRANSCRIPTS set, the files are written anew.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use zhixing::{
    app::{App, Company, organisation},
    channels::terminal,
    conversation::worker::{self, SeenRoom},
    domain::{Key, Org},
    store::{Store, inbox::Inbound},
};

use crate::store::test_databases;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

async fn company(store: &Store, own: &Path) -> (App, Company) {
    let app = App::new(store.clone());
    let corpus = folder("corpus/qiming").join("org.json");
    let json = fs::read_to_string(if own.exists() { own } else { &corpus }).expect("the company is there");
    let company = organisation::create(&app, &Org::parse(&json).expect("it is right")).await.expect("it is made");
    (app, company)
}

/// The key of a person; of somebody who is nobody of the company, their name.
fn key(company: &Company, who: &str) -> Key {
    company.org.people.iter().find(|p| p.name == who).map_or_else(|| who.into(), |p| p.id.clone())
}

/// A group chat: what it is called, and who is in it.
type Group = (String, Vec<String>);

fn seen(company: &Company, speaker: &Key, (name, members): &Group) -> SeenRoom {
    let known = members.iter().filter(|who| *who != "…").map(|who| key(company, who)).collect();
    let mut room = terminal::room(company.id, name, speaker, Some(known));
    if members.iter().any(|who| who == "…") {
        room.seen.people = None;
    }
    room
}

async fn say(
    app: &App,
    company: &Company,
    group: Option<&Group>,
    (who, text): (&str, &str),
    at: DateTime<Utc>,
) -> String {
    let person = &key(company, who);
    let room = group.map(|group| seen(company, person, group));
    let inbound = Inbound {
        company: company.id,
        channel: "terminal".into(),
        external_id: Uuid::now_v7().to_string(),
        thread: room.as_ref().map_or_else(|| terminal::thread(person), |room| room.seen.thread.clone()),
        sender: person.to_string(),
        sent_at: at,
        text: text.replace('⏎', "\n"),
        voice: false,
        forced_report: false,
        reply_to: None,
        revises: None,
    };
    worker::receive_with(app, vec![inbound], room.into_iter().collect()).await.expect("it is received");
    worker::drain(app, company.id, "terminal").await.expect("it is handled");
    let mut said = String::new();
    worker::deliver_each(app, company.id, "terminal", None, |message, reply| {
        if group.is_some() && !message.thread.starts_with(terminal::GROUP) {
            said.push_str("(私聊) ");
        }
        said.push_str(&reply.text);
        said.push('\n');
        Ok(())
    })
    .await
    .expect("it is delivered");
    said
}

/// The dialogue as it goes now, in the form of its file.
async fn replay(store: &Store, transcript: &str, own: &Path) -> String {
    let (app, company) = company(store, own).await;
    let mut at: DateTime<Utc> = "2026-11-20T10:00:00Z".parse().expect("a time");
    let (mut out, mut group): (_, Option<Group>) = (String::new(), None);
    for line in transcript.lines() {
        if let Some(time) = line.strip_prefix("@ ") {
            at = time.parse().expect("a time");
            out.push_str(&format!("{line}\n\n"));
        } else if let Some(named) = line.strip_prefix("@group ") {
            let mut words = named.split_whitespace().map(str::to_owned);
            group = Some((words.next().expect("a name"), words.collect()));
            out.push_str(&format!("{line}\n\n"));
        } else if line == "@private" {
            group = None;
            out.push_str(&format!("{line}\n\n"));
        } else if let Some(title) = line.strip_prefix("# ") {
            out.push_str(&format!("# {title}\n\n"));
        } else if let Some((who, text)) = line.split_once("> ").filter(|(who, _)| who.chars().count() <= 12) {
            let reply = say(&app, &company, group.as_ref(), (who, text), at).await;
            out.push_str(&format!("{line}\n{reply}\n"));
            at += chrono::Duration::minutes(1);
        }
    }
    out.trim_end().to_string() + "\n"
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dialogues_go_as_written() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder("transcripts")).expect("they are there").map(|f| f.expect("a file").path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    assert!(files.len() >= 5, "the transcripts were found");
    for file in files {
        let written = fs::read_to_string(&file).expect("it is text");
        for database in test_databases().await {
            let now = replay(&database.store, &written, &file.with_extension("org.json")).await;
            if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
                fs::write(&file, &now).expect("it is written");
            } else {
                assert_eq!(now, written, "{} on {}", file.display(), database.name);
            }
        }
    }
}
