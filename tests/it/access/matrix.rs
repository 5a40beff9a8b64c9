//! Every cell, through every way out: what the table allows is answered, what it does not is not.

use std::process::Command;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use zhixing::{
    app::{Actor, App, Company, private},
    conversation::{
        ask::{Asked, ask},
        worker,
    },
    domain::{
        Key,
        access::{Class, may_see},
    },
    store::{
        audit::{self, AuditFilter, Entry},
        inbox::Inbound,
        reports::{self, ReportFilter},
    },
};

use super::company::{self, Probe, REPORTS, SUBJECT, now, probe, resource};
use crate::{
    store::test_databases,
    web::{Browser, Served, Workers, serve_company},
};

pub async fn say(app: &App, company: &Company, person: &Key, text: &str, at: DateTime<Utc>) -> String {
    let inbound = Inbound {
        company: company.id,
        channel: "terminal".into(),
        external_id: Uuid::now_v7().to_string(),
        thread: format!("terminal:{person}"),
        sender: person.to_string(),
        sent_at: at,
        text: text.into(),
        voice: false,
        forced_report: false,
        reply_to: None,
        revises: None,
    };
    worker::receive(app, inbound).await.expect("it is received");
    worker::drain(app, company.id, "terminal").await.expect("it is handled");
    let mut said = String::new();
    let thread = format!("terminal:{person}");
    worker::deliver(app, company.id, "terminal", Some(&thread), |_, reply| {
        said.push_str(&lasting(serde_json::to_value(reply)?));
        Ok(())
    })
    .await
    .expect("it is delivered");
    said
}

/// What was answered in a cell by a way out: everything that left.
struct Cell {
    way: &'static str,
    person: Key,
    class: Class,
    bytes: String,
    unknown: Option<String>,
}

/// What is wrong with a cell.
fn judge(company: &Company, cell: &Cell) -> Option<String> {
    let may = may_see(&company.org, &cell.person, resource(&company.org, cell.class)).allows();
    let marker = probe(cell.class).expect("it was asked").marker;
    let told = company::without_ids(&cell.bytes).contains(marker);
    let Cell { way, person, class, bytes, unknown } = cell;
    if told != may {
        return Some(format!("{way}: {person} {class:?}: may {may}, told {told}: {bytes}"));
    }
    match unknown {
        Some(unknown) if !may && unknown != bytes => {
            Some(format!("{way}: {person} {class:?}: forbidden and unknown differ:\n{bytes}\n{unknown}"))
        }
        _ => None,
    }
}

/// Without what differs by the message: its id and time.
fn lasting(mut entry: Value) -> String {
    if let Some(fields) = entry.as_object_mut() {
        fields.retain(|name, _| !matches!(name.as_str(), "id" | "at" | "to" | "about"));
    }
    entry.to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_cell_is_answered_by_the_table() {
    for database in test_databases().await {
        let name = database.name;
        let url = database.url.clone();
        let served = serve_company(database, Workers::At, false, &company::org()).await;
        let (app, company) = (&served.app, &served.company);
        for (minute, text) in REPORTS.iter().enumerate() {
            say(app, company, &SUBJECT.into(), text, now() - chrono::Duration::minutes(60 - minute as i64)).await;
        }
        private::record(app, company, company::secrets()).await.expect("they are recorded");
        let mut cells = Vec::new();
        for person in company.org.people.iter().map(|p| &p.id) {
            let actor = Actor::of(company.clone(), person).expect("they are there");
            for class in Class::ALL {
                let Some(probe) = probe(class) else { continue };
                let asked = async |text: &str| {
                    let asked = Asked { text, at: now(), language: None };
                    let told = ask(app, &actor, &asked, None).await.expect("it is answered");
                    format!("{}{}", told.data(&actor), told.suggestions.join(""))
                };
                let mut cell = |way, bytes, unknown| {
                    cells.push(Cell { way, person: person.clone(), class, bytes, unknown });
                };
                let (told, unknown) = (asked(probe.text).await, probe.unknown);
                if !may_see(&company.org, person, resource(&company.org, class)).allows() {
                    let entry = newest_entry(app, company, person).await;
                    let ended = entry.detail["outcome"].as_str();
                    // What the asker may not see is no name to them, and ends as what nobody has defined does.
                    assert!(matches!(ended, Some("refuse" | "no_data")), "{person} {class:?}: {entry:?}");
                    assert_eq!((entry.action.as_str(), entry.actor.as_str()), ("question.ask", person.as_str()));
                }
                cell(
                    "ask",
                    told,
                    match unknown {
                        Some(text) => Some(asked(text).await),
                        None => None,
                    },
                );
                let told = say(app, company, person, probe.text, now()).await;
                cell(
                    "chat",
                    told,
                    match unknown {
                        Some(text) => Some(say(app, company, person, text, now()).await),
                        None => None,
                    },
                );
            }
        }
        cells.extend(command_line(&url, company));
        cells.extend(page(&served).await);
        let wrong: Vec<String> = cells.iter().filter_map(|cell| judge(company, cell)).collect();
        assert!(wrong.is_empty(), "{name}: {} of {} cells:\n{}", wrong.len(), cells.len(), wrong.join("\n\n"));
        assert!(cells.len() >= 13 * 12 * 3, "{} cells were tried", cells.len());
    }
}

/// What somebody did last, by the audit log.
async fn newest_entry(app: &App, company: &Company, person: &Key) -> Entry {
    let mut tx = app.store.read().await.expect("it opens");
    let filter = AuditFilter { actor: Some(person.to_string()), limit: Some(1), ..AuditFilter::default() };
    audit::list(&mut tx, company.id, &filter).await.expect("it answers").remove(0)
}

/// The cells by the page, and a report opened there. The page's now is now, so nothing is asked about a day.
async fn page(served: &Served) -> Vec<Cell> {
    let (app, company) = (&served.app, &served.company);
    let mut tx = app.store.read().await.expect("it is read");
    let mut found = reports::list(&mut tx, company.id, &ReportFilter::default()).await.expect("they are there");
    found.retain(|stored| stored.report.text.contains("凤凰"));
    let report = found[0].report.id;
    drop(tx);
    let mut cells = Vec::new();
    for person in company.org.people.iter().map(|p| &p.id) {
        let browser = Browser::joined(served, person.as_str()).await;
        for class in Class::ALL {
            let Some(Probe { text, unknown, .. }) = probe(class).filter(|p| !p.text.contains("今天")) else {
                continue;
            };
            let bytes = lasting(browser.ask(text).await);
            let unknown = match unknown {
                Some(unknown) => Some(lasting(browser.ask(unknown).await)),
                None => None,
            };
            cells.push(Cell { way: "page", person: person.clone(), class, bytes, unknown });
        }
        let open = async |id: Uuid| {
            let response = browser.get(&format!("/chat/reports/{id}")).await;
            format!("{} {}", response.status(), response.text().await.expect("text"))
        };
        let (unknown, bytes) = (Some(open(Uuid::now_v7()).await), open(report).await);
        if !may_see(&company.org, person, resource(&company.org, Class::ReportText)).allows() {
            let entry = newest_entry(app, company, person).await;
            let said = json!({ "class": "report_text", "action": "see" });
            assert_eq!((entry.action.as_str(), entry.detail), ("access.refuse", said), "{person}");
        }
        cells.push(Cell { way: "page", person: person.clone(), class: Class::ReportText, bytes, unknown });
    }
    cells
}

/// All cells by `zhixing ask --questions`.
fn command_line(url: &str, company: &Company) -> Vec<Cell> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("questions.jsonl");
    let mut lines = String::new();
    let mut asked = Vec::new();
    for person in company.org.people.iter().map(|p| p.id.clone()) {
        for class in Class::ALL {
            let Some(probe) = probe(class) else { continue };
            for text in std::iter::once(probe.text).chain(probe.unknown) {
                // One id for all: an answer must not differ by it.
                let line = json!({ "id": "q", "as": person, "at": now(), "text": text });
                lines.push_str(&format!("{line}\n"));
            }
            asked.push((person.clone(), class, probe.unknown.is_some()));
        }
    }
    std::fs::write(&file, lines).expect("it is written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhixing"));
    let out = command.args(["ask", "--db", url, "--questions"]).arg(&file).output().expect("it runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).expect("it is text");
    let mut answers = text.lines().map(str::to_string);
    let mut next = || answers.next().expect("an answer to each");
    let cell = |(person, class, unknown): (Key, Class, bool)| Cell {
        way: "command line",
        person,
        class,
        bytes: next(),
        unknown: unknown.then(&mut next),
    };
    asked.into_iter().map(cell).collect()
}
