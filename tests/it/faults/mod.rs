//! What the tests of faults share: the program under load, disks that can be cut off, a PostgreSQL server to break.

pub mod chat;
pub mod cluster;
pub mod disk;
pub mod load;

use std::{
    io::Write,
    process::{Command, Stdio},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::{Value, json};

/// Whether the tests that explore may take their time.
pub fn is_long() -> bool {
    std::env::var_os("ZHIXING_LONG").is_some()
}

/// How often a fault is brought about: `FAULTS` where it is set, else so often in a long run, so often in a
/// short one.
pub fn times(short: usize, long: usize) -> usize {
    let set = std::env::var("FAULTS").ok().map(|n| n.parse().expect("FAULTS is a number"));
    set.unwrap_or(if is_long() { long } else { short })
}

/// Says something that must be seen even where a test passes: the test runner keeps `println!` to itself.
pub fn loudly(what: &str) {
    writeln!(std::io::stderr(), "\n!!! {what}\n").expect("standard error is open");
}

/// What a test does that cannot run here: a long run fails, a short one says so.
pub fn cannot_run(what: &str, why: &str) {
    assert!(!is_long(), "NOT TESTED: {what}: {why}");
    loudly(&format!("NOT TESTED: {what}: {why}"));
}

/// A whole number below a limit, another one each time.
pub fn random(below: u64) -> u64 {
    getrandom::u64().expect("the system gives random numbers") % below
}

/// The program, on a database.
pub fn program(url: &str, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhixing"));
    command.args(["--db", url]).args(args).env_remove("ZHIXING_DATABASE_URL");
    command
}

const ORG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json");

/// The reports that all people of the company send in turn, without end.
pub fn messages() -> impl Iterator<Item = Value> + Send {
    let org = std::fs::read_to_string(ORG).expect("the company is there");
    let org: Value = serde_json::from_str(&org).expect("it is JSON");
    let people = org["people"].as_array().expect("it has people").clone();
    (0_usize..).map(move |number| {
        let who = &people[number % people.len()]["id"];
        let text = format!("今天登录接口进度{}%,开会{}小时", number % 100, 1 + number % 7);
        json!({ "id": format!("m-{number}"), "as": who, "text": text })
    })
}

/// Lets frozen processes go on.
pub fn thaw(processes: &[u32]) {
    for &id in processes {
        let _ = kill(Pid::from_raw(i32::try_from(id).expect("a process id")), Signal::SIGCONT);
    }
}

/// Stops processes where they are, and waits until they stand still.
pub fn freeze(processes: &[u32]) {
    for &id in processes {
        // One that has just ended stands still too.
        let _ = kill(Pid::from_raw(i32::try_from(id).expect("a process id")), Signal::SIGSTOP);
    }
    let stands = |id: &u32| {
        let Ok(tasks) = std::fs::read_dir(format!("/proc/{id}/task")) else { return true };
        tasks.flatten().all(|task| {
            let stat = std::fs::read_to_string(task.path().join("stat")).unwrap_or_default();
            // The state stands behind the name, which is in brackets.
            stat.rsplit_once(") ").is_none_or(|(_, rest)| rest.starts_with(['T', 'Z', 'X']))
        })
    };
    while !processes.iter().all(stands) {
        std::thread::yield_now();
    }
}

/// Puts the company of the corpus into a database.
pub fn import(url: &str) {
    let ended = program(url, &["import", ORG]).stdout(Stdio::null()).status().expect("it runs");
    assert!(ended.success(), "the company is imported");
}

/// Runs a command that must work; its words are in the panic where it does not.
pub fn run(command: &mut Command) -> String {
    try_run(command).unwrap_or_else(|why| panic!("{why}"))
}

/// Runs a command; where it does not work, says why.
pub fn try_run(command: &mut Command) -> Result<String, String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| format!("{command:?}: {e}"))?;
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_string();
    if output.status.success() {
        Ok(words(&output.stdout))
    } else {
        Err(format!("{command:?}: {} {}", words(&output.stderr), words(&output.stdout)))
    }
}
