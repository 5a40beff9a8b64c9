//! Dialogues, one a file in `tests/transcripts`, replayed whole on both databases and compared whole.
//!
//! The company is that of `tests/corpus/qiming`, or of a file of the same name that ends in `.org.json`.
//! `@ TIME` sets the time, `NAME> …` is what somebody says (`⏎` is a line break), everything else is the reply. With
//! UPDATE_TRANSCRIPTS set, the files are written anew.

use std::{
    fs,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use uuid::Uuid;
use zhixing::{
    app::{App, Company, organisation},
    conversation::worker,
    domain::Org,
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

async fn say(app: &App, company: &Company, who: &str, text: &str, at: DateTime<Utc>) -> String {
    let person = &company.org.people.iter().find(|p| p.name == who).expect("the person is there").id;
    let inbound = Inbound {
        company: company.id,
        channel: "terminal".into(),
        external_id: Uuid::now_v7().to_string(),
        thread: format!("terminal:{person}"),
        sender: person.to_string(),
        sent_at: at,
        text: text.replace('⏎', "\n"),
        voice: false,
        forced_report: false,
        reply_to: None,
        revises: None,
    };
    worker::receive(app, inbound).await.expect("it is received");
    worker::drain(app, company.id, "terminal").await.expect("it is handled");
    let mut said = String::new();
    worker::deliver(app, company.id, "terminal", None, |_, reply| {
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
    let mut out = String::new();
    for line in transcript.lines() {
        if let Some(time) = line.strip_prefix("@ ") {
            at = time.parse().expect("a time");
            out.push_str(&format!("{line}\n\n"));
        } else if let Some(title) = line.strip_prefix("# ") {
            out.push_str(&format!("# {title}\n\n"));
        } else if let Some((who, text)) = line.split_once("> ").filter(|(who, _)| who.chars().count() <= 12) {
            let reply = say(&app, &company, who, text, at).await;
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
