//! Acknowledged means on disk, SQLite: the power is cut while the program writes, and every acknowledged message is
//! stored once.
//!
//! A cut: the database is on a disk image of its own. At a random moment the program is stopped where it stands and the
//! image is copied; whatever the system still held in memory is not in the copy. The copy is mounted elsewhere, which
//! replays the file system's journal, and read. What a disk holds in a cache of its own is not lost by this: the image
//! gets what the system has handed over.
//!
//! Killing alone would show nothing: the system writes later what a killed program left in memory. So there is a
//! control: a small writer that differs from its twin in `synchronous = NORMAL` alone must lose rows.

use std::{
    collections::BTreeSet,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use serde_json::json;
use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use tempfile::TempDir;
use uuid::Uuid;

use crate::faults::{
    cannot_run,
    chat::{Chat, PATIENT},
    disk::{Disk, make_image, with_own_mounts},
    freeze, import, is_long, messages, random, times,
};

/// Who writes when the power is cut.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Writing {
    /// The program, sent so many messages, or as many as it takes.
    Program(Option<usize>),
    /// A small writer with `synchronous = FULL`.
    Full,
    /// The same with `synchronous = NORMAL`.
    Normal,
}

/// What a cut, or several, left.
#[derive(Debug, Default)]
struct Left {
    cuts: usize,
    acknowledged: usize,
    lost: usize,
    twice: usize,
    /// Stored, but not worked on yet.
    waiting: usize,
}

impl Left {
    fn add(&mut self, other: Left) {
        self.cuts += other.cuts;
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.twice += other.twice;
        self.waiting += other.waiting;
    }
}

#[test]
fn acknowledged_is_on_disk_when_the_power_is_cut() {
    let ran = with_own_mounts(|| {
        let place = Place::make();
        let mut program = Left::default();
        for n in 0..times(2, 200) {
            // Now and then fewer are sent, and what the cut left is worked on to the end.
            let sent = if n % 20 == 0 { Some(200) } else { None };
            program.add(place.cut(Writing::Program(sent)));
        }
        println!("SQLite, the program: {program:?}");
        assert_eq!((program.lost, program.twice), (0, 0), "{program:?}");

        let mut full = Left::default();
        for _ in 0..times(1, 20) {
            full.add(place.cut(Writing::Full));
        }
        println!("SQLite, a small writer with FULL: {full:?}");
        assert_eq!((full.lost, full.twice), (0, 0), "{full:?}");

        let mut normal = Left::default();
        while normal.cuts < 20 && (normal.lost == 0 || is_long()) {
            normal.add(place.cut(Writing::Normal));
        }
        println!("SQLite, the same with NORMAL: {normal:?}");
        assert!(normal.lost > 0, "the control lost nothing: the test is blind: {normal:?}");
    });
    if let Err(why) = ran {
        cannot_run("power cuts on SQLite", &why);
    }
}

/// A folder with an image that holds the company and nothing else.
struct Place {
    folder: TempDir,
}

impl Place {
    fn make() -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a folder") };
        let image = place.path("begin.img");
        make_image(&image, 64).expect("an image can be made");
        let disk = Disk::image(&image, &place.path("begin"));
        import(&url(&disk));
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn cut(&self, writing: Writing) -> Left {
        let (image, cut) = (self.path("image.img"), self.path("cut.img"));
        std::fs::copy(self.path("begin.img"), &image).expect("there is room");
        let disk = Disk::image(&image, &self.path("disk"));
        let acknowledged = write_and_cut(writing, &disk, || {
            std::fs::copy(&image, &cut).expect("there is room");
        });
        drop(disk);
        let disk = Disk::image(&cut, &self.path("after"));
        let left = look(&acknowledged, &disk);
        if let Writing::Program(Some(_)) = writing {
            Chat::start(&url(&disk)).end();
            let after = look(&acknowledged, &disk);
            assert_eq!((after.lost, after.twice, after.waiting), (0, 0, 0), "worked on to the end: {after:?}");
        }
        left
    }
}

fn url(disk: &Disk) -> String {
    format!("sqlite:{}", file(disk).display())
}

fn file(disk: &Disk) -> PathBuf {
    disk.path.join("x.db")
}

/// Lets somebody write for a while and cuts the power; gives what was acknowledged until then.
fn write_and_cut(writing: Writing, disk: &Disk, cut: impl FnOnce()) -> BTreeSet<String> {
    let chat = match writing {
        Writing::Program(sent) => {
            let mut chat = Chat::start(&url(disk));
            chat.feed(messages().take(sent.unwrap_or(usize::MAX)));
            chat
        }
        Writing::Full => Chat::run(&mut small_writer_on(disk, "full")),
        Writing::Normal => Chat::run(&mut small_writer_on(disk, "normal")),
    };
    let mut lines = vec![chat.wait_for(PATIENT, |line| line["ack"].is_string()).0];
    let end = Instant::now() + Duration::from_millis(300 + random(1500));
    lines.extend(std::iter::from_fn(|| chat.next(end)));
    freeze(&[chat.id()]);
    cut();
    // What it said before it was stopped it has said, also where nobody has read it yet.
    lines.extend(chat.kill());
    lines.iter().filter_map(|line| line["ack"].as_str()).map(str::to_string).collect()
}

/// Reads what is on a disk, as the tests of nothing else do: by SQL, from the inbox, which keeps every key.
fn look(acknowledged: &BTreeSet<String>, disk: &Disk) -> Left {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let mut conn = SqliteConnectOptions::new().filename(file(disk)).connect().await.expect("it opens");
        let whole: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&mut conn).await.expect("it reads");
        assert_eq!(whole, "ok");
        let all = |sql: &'static str| sqlx::query_scalar::<_, String>(sql);
        let stored = all("select external_id from inbox").fetch_all(&mut conn).await.expect("it reads");
        let reports = all("select external_id from report").fetch_all(&mut conn).await.expect("it reads");
        let finished = all("select external_id from inbox where done_at is not null").fetch_all(&mut conn).await;
        let set_aside = all("select external_id from inbox where failed_at is not null").fetch_all(&mut conn).await;
        conn.close().await.expect("it closes");
        assert_eq!(set_aside.expect("it reads").len(), 0, "nothing is set aside");
        let (once, filed): (BTreeSet<&String>, BTreeSet<&String>) = (stored.iter().collect(), reports.iter().collect());
        // Each of these messages is a report: what is done is filed, and what is filed is done.
        let done = finished.expect("it reads");
        assert_eq!(done.iter().collect::<BTreeSet<_>>(), filed, "a step is kept whole");
        Left {
            cuts: 1,
            acknowledged: acknowledged.len(),
            lost: acknowledged.iter().filter(|id| !once.contains(id)).count(),
            twice: stored.len() - once.len() + reports.len() - filed.len(),
            waiting: once.difference(&filed).count(),
        }
    })
}

/// The small writer is this test program itself, asked for one test that waits to be asked.
fn small_writer_on(disk: &Disk, synchronous: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("it runs from a file"));
    command.args(["power::small_writer", "--exact", "--ignored", "--nocapture"]);
    command.env("SMALL_WRITER_FILE", file(disk)).env("SMALL_WRITER_SYNCHRONOUS", synchronous);
    command
}

#[tokio::test]
#[ignore = "not a test: what `acknowledged_is_on_disk_when_the_power_is_cut` runs as its control"]
async fn small_writer() {
    let Some(path) = std::env::var_os("SMALL_WRITER_FILE") else { return };
    let synchronous = std::env::var("SMALL_WRITER_SYNCHRONOUS").expect("it is set too");
    write_on(Path::new(&path), synchronous.parse().expect("a level")).await;
}

/// Writes one message a transaction into the program's own table and acknowledges it, without end.
async fn write_on(path: &Path, synchronous: SqliteSynchronous) {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .foreign_keys(true);
    let mut conn: SqliteConnection = options.connect().await.expect("it opens");
    let company: Uuid = sqlx::query_scalar("select id from company").fetch_one(&mut conn).await.expect("there is one");
    for number in 0.. {
        let (id, now) = (format!("m-{number}"), chrono::Utc::now());
        sqlx::query(
            "insert into inbox (company_id, id, channel, external_id, thread, sender, sent_at, text, voice, \
             forced_report, received_at, due_at, attempts) values ($1, $2, 'small', $3, 't', 's', $4, $5, 0, 0, $4, $4, 0)",
        )
        .bind(company)
        .bind(Uuid::now_v7())
        .bind(&id)
        .bind(now)
        .bind("今天登录接口进度40%,开会2小时")
        .execute(&mut conn)
        .await
        .expect("it is written");
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", json!({ "ack": id })).and_then(|()| out.flush()).expect("somebody listens");
    }
}
