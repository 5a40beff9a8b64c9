//! `zhixing backup` and `zhixing restore` as they are called: their files, words and exit codes.

use std::{
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use super::{Files, dump::rows, lived_in};
use crate::{
    faults::program,
    store::{TestDatabase, empty_databases, test_databases},
};

/// How a call ended: exit code, output, words on standard error.
struct Ended {
    code: i32,
    out: String,
    said: String,
}

fn call(command: &mut Command) -> Ended {
    call_to(command, Stdio::piped())
}

fn call_to(command: &mut Command, out: Stdio) -> Ended {
    let output = command.stdin(Stdio::null()).stdout(out).output().expect("it runs");
    Ended {
        code: output.status.code().expect("it ends by itself"),
        out: String::from_utf8(output.stdout).expect("it is text"),
        said: String::from_utf8(output.stderr).expect("it is text"),
    }
}

impl Ended {
    /// It worked and had nothing to complain of.
    fn well(self) -> String {
        assert_eq!((self.code, self.said.as_str()), (0, ""), "{}", self.out);
        self.out
    }

    /// It ended with this code, saying all of these on standard error, in one line.
    fn badly(self, code: i32, words: &[&str]) {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.said);
        assert_eq!(self.said.trim_end().lines().count(), 1, "{}", self.said);
        for word in words {
            assert!(self.said.contains(word), "{word:?} in {}", self.said);
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("it is text")
}

/// The counts and hashes that a command prints.
fn table(out: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = out.lines().skip_while(|l| !l.starts_with("table")).collect();
    let last = lines.iter().position(|l| l.starts_with("all ")).expect("the sum is printed");
    assert!(last > 15, "{out}");
    lines.truncate(last + 1);
    lines
}

async fn with_a_company() -> Vec<TestDatabase> {
    let both = test_databases().await;
    for db in &both {
        lived_in(&db.store).await;
    }
    both
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_command_and_restore_command_carry_a_company_over() {
    for from in with_a_company().await {
        let files = Files::new();
        let file = files.file("备份 一.zxb");
        let out = call(&mut program(&from.url, &["backup", text(&file)])).well();
        assert!(out.starts_with(&format!("{}: ", file.display())) && out.contains(" rows in "), "{out}");
        let mode = std::fs::metadata(&file).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "it holds everything, for its owner alone");
        assert_eq!(files.names(), ["备份 一.zxb"], "nothing unfinished is left");
        let verified =
            call(Command::new(env!("CARGO_BIN_EXE_zhixing")).args(["backup", "--verify", text(&file)])).well();
        assert!(
            verified.contains("whole and undamaged") && verified.contains("not in it: code, session"),
            "{verified}"
        );
        for to in empty_databases().await {
            to.store.close().await;
            let out = call(&mut program(&to.url, &["restore", text(&file)])).well();
            assert!(out.contains("the database gave back the same rows"), "{out}");
            assert_eq!(table(&out), table(&verified), "{} to {}", from.name, to.name);
            for question in ["登录接口做到多少了?", "How far along is the member data migration?"] {
                let at = "2026-11-21T18:00:00+08:00";
                let args = ["ask", "--as", "张伟", "--at", at, "--json", question];
                let (one, other) = (call(&mut program(&from.url, &args)), call(&mut program(&to.url, &args)));
                assert_eq!(one.well(), other.well(), "{} to {}: {question}", from.name, to.name);
            }
            let log = call(&mut program(&to.url, &["audit"])).well();
            assert!(log.contains("command line") && log.contains("backup.restore"), "{log}");
            assert!(!log.contains("audit.read"), "the first to read it: {log}");
            let log = call(&mut program(&to.url, &["audit", "--action", "audit.read"])).well();
            assert_eq!(log.lines().count(), 1, "{log}");
            let before = rows(&to.url).await;
            let again = call(&mut program(&to.url, &["restore", text(&file)]));
            again.badly(2, &["already holds", "nothing is ever overwritten"]);
            assert_eq!(rows(&to.url).await, before);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_command_overwrites_nothing_and_says_what_is_wrong() {
    for db in with_a_company().await {
        let files = Files::new();
        let file = files.file("a.zxb");
        std::fs::write(&file, "something dear").expect("it is written");
        let backup = |file: &Path| call(&mut program(&db.url, &["backup", text(file)]));
        backup(&file).badly(2, &["a.zxb", "is there already"]);
        assert_eq!(std::fs::read_to_string(&file).expect("it is there"), "something dear");
        // A name that leads to nothing is a name all the same.
        std::os::unix::fs::symlink(files.file("nothing"), files.file("link.zxb")).expect("it is made");
        backup(&files.file("link.zxb")).badly(2, &["link.zxb", "is there already"]);
        backup(&files.file("no/folder/a.zxb")).badly(1, &["no/folder/a.zxb", "No such file"]);
        backup(&files.file("")).badly(2, &["is there already"]);
        assert_eq!(files.names(), ["a.zxb", "link.zxb"], "nothing unfinished is left");

        // Without a name the file is named after the time, in this folder.
        let out = call(program(&db.url, &["backup"]).current_dir(files.file(""))).well();
        let made: Vec<String> = files.names().into_iter().filter(|n| n.starts_with("zhixing-2")).collect();
        assert_eq!(made.len(), 1);
        assert!(out.starts_with(&made[0]) && made[0].ends_with(".zxb"), "{out}");

        // To standard output, for a program that takes it elsewhere.
        let piped = program(&db.url, &["backup", "-"]).stdin(Stdio::null()).output().expect("it runs");
        assert!(piped.status.success() && piped.stderr.is_empty());
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
        let no_room = program(&db.url, &["backup", "-"]).stdout(full).output().expect("it runs");
        let said = String::from_utf8_lossy(&no_room.stderr);
        assert!(no_room.status.code() == Some(1) && said.contains("No space left"), "{said}");
        let file = files.file("piped.zxb");
        std::fs::write(&file, piped.stdout).expect("it is written");
        call(&mut program(&db.url, &["backup", "--verify", text(&file)])).well();
    }
}

/// Like `zhixing restore a.zxb | head -1`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_commands_do_their_work_where_nobody_reads_their_words() {
    let from = with_a_company().await.remove(0);
    let files = Files::new();
    let file = files.file("a.zxb");
    let unread = |command: &mut Command| {
        let (reads, writes) = std::io::pipe().expect("a pipe");
        drop(reads);
        call_to(command, writes.into()).well();
    };
    unread(&mut program(&from.url, &["backup", text(&file)]));
    unread(&mut program(&from.url, &["backup", "--verify", text(&file)]));
    for to in empty_databases().await {
        unread(&mut program(&to.url, &["restore", text(&file)]));
        assert_eq!(rows(&to.url).await["report"], rows(&from.url).await["report"]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_command_needs_a_database() {
    let files = Files::new();
    let (file, nowhere) = (files.file("a.zxb"), files.file("nowhere/none.db"));
    let url = format!("sqlite:{}", nowhere.display());
    call(&mut program(&url, &["backup", text(&file)])).badly(2, &["there is no database at", "--db"]);
    assert_eq!(files.names(), Vec::<String>::new(), "no database was made on the way");
    for empty in empty_databases().await {
        call(&mut program(&empty.url, &["backup", text(&file)])).badly(1, &["no tables"]);
        assert_eq!(files.names(), Vec::<String>::new());
    }
    let url = "postgres://zhixing:geheim@127.0.0.1:1/none";
    let ended = call(&mut program(url, &["backup", text(&file)]));
    assert!(!ended.said.contains("geheim"), "{}", ended.said);
    ended.badly(1, &["127.0.0.1:1", "cannot be reached"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_that_is_damaged_or_missing_is_refused_by_the_restore_command() {
    let from = with_a_company().await.remove(0);
    let files = Files::new();
    let (file, bad, folder) = (files.file("good.zxb"), files.file("bad.zxb"), files.file("made"));
    call(&mut program(&from.url, &["backup", text(&file)])).well();
    let mut bytes = std::fs::read(&file).expect("it is there");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&bad, &bytes).expect("it is written");
    let fresh = format!("sqlite:{}", folder.join("new.db").display());
    let postgres = empty_databases().await.remove(1);
    for url in [&fresh, &postgres.url] {
        let restore = |file: &Path| call(&mut program(url, &["restore", text(file)]));
        restore(&bad).badly(1, &["bad.zxb", "damaged"]);
        std::fs::write(&bad, &bytes[..middle]).expect("it is written");
        restore(&bad).badly(1, &["bad.zxb", "no whole backup"]);
        restore(&files.file("none.zxb")).badly(1, &["none.zxb", "No such file"]);
        restore(&files.file("")).badly(1, &["directory"]);
        call(&mut program(url, &["backup", "--verify", text(&bad)])).badly(1, &["bad.zxb", "no whole backup"]);
        std::fs::write(&bad, &bytes).expect("it is written");
    }
    assert!(!folder.exists(), "a file that is refused makes no database");
    assert!(rows(&postgres.url).await.is_empty(), "nor tables in one");
}
