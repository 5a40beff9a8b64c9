//! The program itself: how long until it is ready, and what it holds in memory when idle.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::median;

pub fn measure() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = format!("sqlite:{}", folder.path().join("bench.db").display());
    let org = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json");
    let program = env!("CARGO_BIN_EXE_zhixing");
    let imported = Command::new(program).args(["--db", &db, "import", org]).stdout(Stdio::null()).status();
    assert!(imported.expect("it runs").success());
    let mut ready = Vec::new();
    let mut memory = Vec::new();
    for round in 0..5 {
        let start = Instant::now();
        let mut child = Command::new(program)
            .args(["--db", &db, "chat", "--as", "p-zhangwei", "--json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut input = child.stdin.take().expect("it is piped");
        writeln!(input, r#"{{"id": "b-{round}", "text": "登录接口80%"}}"#).expect("it reads");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        lines.next().expect("it acknowledges").expect("it is text");
        ready.push(start.elapsed().as_secs_f64());
        lines.next().expect("it answers").expect("it is text");
        std::thread::sleep(Duration::from_millis(300));
        memory.push(resident_megabytes(child.id()));
        drop(input);
        child.wait().expect("it ends");
    }
    println!("start     {:.3} s from start to the first acknowledged message (aim 0.3)", median(ready));
    println!("memory    {:.0} MB resident when idle after the first answer (aim 80)", median(memory));
}

/// Resident memory of a process, where the system tells it.
fn resident_megabytes(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("nan kB");
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(f64::NAN) / 1024.0
}
