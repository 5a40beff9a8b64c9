//! Acknowledged means stored, once: the program is killed under load, its sender sends again what was not acknowledged,
//! and in the end every message is one report.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::mpsc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use zhixing::store::{
    Store,
    history::{self, HistoryFilter},
    orgs,
};

use crate::store::{TestDatabase, empty_databases};

/// Messages sent between two kills.
const BATCH: usize = 120;

fn kills() -> usize {
    if std::env::var_os("ZHIXING_LONG").is_some() { 50 } else { 5 }
}

fn program(database: &TestDatabase, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhixing"));
    command.args(["--db", &database.url]).args(args).env_remove("ZHIXING_DATABASE_URL");
    command
}

fn start(database: &TestDatabase) -> Child {
    let mut command = program(database, &["chat", "--as", "p-zhangwei", "--json"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// Ids acknowledged on the output of a child, as they come.
fn acknowledged(child: &mut Child) -> mpsc::Receiver<String> {
    let output = child.stdout.take().expect("it is piped");
    let (acks, received) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line: Value = serde_json::from_slice(&line).unwrap_or_default();
            if let Some(id) = line["ack"].as_str()
                && acks.send(id.to_string()).is_err()
            {
                break;
            }
        }
    });
    received
}

fn message(number: usize) -> Value {
    let who = ["p-zhangwei", "p-zhangwen", "p-linyue", "p-daniel"][number % 4];
    json!({ "id": format!("m-{number}"), "as": who, "text": format!("今天登录接口进度{}%,开会{}小时", number % 100, 1 + number % 7) })
}

/// Sends until all are acknowledged or the deadline is over; says which were.
fn send(child: &mut Child, unacknowledged: &BTreeMap<String, Value>, until: Instant) -> BTreeSet<String> {
    let acks = acknowledged(child);
    let mut input = child.stdin.take().expect("it is piped");
    let lines: Vec<String> = unacknowledged.values().map(Value::to_string).collect();
    let writer = std::thread::spawn(move || {
        for line in lines {
            // The program may be killed at any of these.
            if writeln!(input, "{line}").is_err() {
                return;
            }
        }
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
    });
    let mut done = BTreeSet::new();
    while let Some(left) = until.checked_duration_since(Instant::now()) {
        match acks.recv_timeout(left.min(Duration::from_millis(20))) {
            Ok(id) => _ = done.insert(id),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
    }
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
    // What was acknowledged before the kill but not read yet was acknowledged all the same.
    done.extend(acks.iter());
    writer.join().expect("the writer ends");
    done
}

async fn crash_story(database: &TestDatabase) {
    let org = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json");
    assert!(program(database, &["import", org]).stdout(Stdio::null()).status().expect("it runs").success());

    let mut unacknowledged: BTreeMap<String, Value> = BTreeMap::new();
    let mut all = BTreeSet::new();
    let mut acknowledged_before_a_kill = 0;
    for round in 0..kills() {
        for number in round * BATCH..(round + 1) * BATCH {
            let message = message(number);
            let id = message["id"].as_str().expect("it has one").to_string();
            all.insert(id.clone());
            unacknowledged.insert(id, message);
        }
        let mut child = start(database);
        let lifetime = Duration::from_millis(250 + (round as u64 * 97) % 500);
        let done = send(&mut child, &unacknowledged, Instant::now() + lifetime);
        acknowledged_before_a_kill += done.len();
        unacknowledged.retain(|id, _| !done.contains(id));
    }
    assert!(acknowledged_before_a_kill > 0, "no kill came after an acknowledgement: the test is blind");

    // The last one lives: everything unacknowledged is sent again, and all that waits is worked on.
    let mut last = start(database);
    let mut input = last.stdin.take().expect("it is piped");
    let received = acknowledged(&mut last);
    for message in unacknowledged.values() {
        writeln!(input, "{message}").expect("it reads");
    }
    drop(input);
    assert!(last.wait().expect("it ends").success());
    let late: BTreeSet<String> = received.iter().collect();
    assert!(unacknowledged.keys().all(|id| late.contains(id)), "all are acknowledged in the end");

    let stored = stored_ids(&database.url).await;
    let once: BTreeSet<&String> = stored.iter().collect();
    assert_eq!(stored.len(), once.len(), "nothing is there twice");
    let lost: Vec<&String> = all.iter().filter(|id| !once.contains(id)).collect();
    assert!(lost.is_empty(), "{} of {} were lost: {lost:?}", lost.len(), all.len());
    println!(
        "{}: {} kills, {} messages, {acknowledged_before_a_kill} acknowledged before a kill",
        database.name,
        kills(),
        all.len()
    );
}

async fn stored_ids(url: &str) -> Vec<String> {
    let store = Store::open(url).await.expect("it opens");
    let company = orgs::companies(&store).await.expect("it reads")[0].id;
    store.bind(company).expect("it works for no other");
    let history = history::load(&store, company, &HistoryFilter::default()).await.expect("it reads");
    history.reports.into_iter().map(|r| r.external_id).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_is_stored_once_whatever_is_killed() {
    for database in empty_databases().await {
        database.store.close().await;
        crash_story(&database).await;
    }
}
