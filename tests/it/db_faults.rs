//! Databases that are locked, full, out of connections, stuck or failing: the writer is told soon and kindly, nothing
//! that was acknowledged is lost, and all goes on by itself when the fault is over. The program is never started again.

use std::{
    collections::BTreeSet,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions,
};
use tempfile::TempDir;
use zhixing::{
    app::{self, App},
    conversation::worker,
    store,
};

use crate::{
    faults::{
        cannot_run,
        chat::{Chat, PATIENT},
        cluster::{Cluster, give_to_server},
        disk::{Disk, with_own_mounts},
        freeze, import, is_long,
        load::Load,
        program, run, thaw,
    },
    store::{company, message, test_databases},
};

/// How soon somebody is told that a message was not taken.
const SOON: Duration = Duration::from_secs(3);

/// A message is sent and refused, in words that say what to do, and soon.
fn is_refused_kindly(chat: &mut Chat, id: &str) {
    chat.report(id);
    let (word, took) = chat.hear_word(id);
    let word = word.expect("it is refused");
    assert!(word.contains("还没有收下") && word.contains("再发一次"), "{word}");
    assert!(took < SOON, "{took:?}");
}

/// A message is sent, taken and answered.
fn is_taken(chat: &mut Chat, id: &str) {
    chat.report(id);
    chat.hear_both(id);
}

/// An SQLite file with the company in it.
fn sqlite_in(folder: &Path) -> String {
    let url = format!("sqlite:{}", folder.join("x.db").display());
    import(&url);
    url
}

async fn open(url: &str) -> SqliteConnection {
    let file = url.strip_prefix("sqlite:").expect("a file");
    SqliteConnectOptions::new().filename(file).connect().await.expect("it opens")
}

async fn texts(url: &str, sql: &str) -> Vec<String> {
    let mut conn = open(url).await;
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut conn).await.expect("it reads")
}

/// For threads that have mounts of their own.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

const REPORTS: &str = "select external_id from report order by external_id";
const KEYS: &str = "select external_id from inbox";

#[tokio::test]
async fn a_locked_sqlite_file_is_said_soon_and_recovers() {
    let folder = TempDir::new().expect("a folder");
    let url = sqlite_in(folder.path());
    let mut chat = Chat::start(&url);
    is_taken(&mut chat, "before");
    let mut other = open(&url).await;
    other.execute("begin exclusive").await.expect("the lock is free");
    is_refused_kindly(&mut chat, "locked-1");
    is_refused_kindly(&mut chat, "locked-2");
    other.execute("rollback").await.expect("the lock is let go");
    is_taken(&mut chat, "locked-1");
    is_taken(&mut chat, "locked-2");
    chat.end();
    assert_eq!(texts(&url, REPORTS).await, ["before", "locked-1", "locked-2"]);
}

#[tokio::test]
async fn a_locked_table_of_postgresql_is_said_soon_and_recovers() {
    let cluster = Cluster::start(&[]).await;
    import(&cluster.url());
    let mut chat = Chat::start(&cluster.url());
    is_taken(&mut chat, "before");
    let mut other = cluster.connect("zhixing").await;
    other.execute("begin; lock table inbox in access exclusive mode").await.expect("the lock is free");
    is_refused_kindly(&mut chat, "locked-1");
    is_refused_kindly(&mut chat, "locked-2");
    other.execute("rollback").await.expect("the lock is let go");
    is_taken(&mut chat, "locked-1");
    is_taken(&mut chat, "locked-2");
    chat.end();
    assert_eq!(cluster.texts(REPORTS).await, ["before", "locked-1", "locked-2"]);
}

#[tokio::test]
async fn what_waits_for_a_lock_is_tried_until_it_goes_through() {
    let cluster = Cluster::start(&[]).await;
    import(&cluster.url());
    let mut chat = Chat::start(&cluster.url());
    let mut other = cluster.connect("zhixing").await;
    other.execute("begin; lock table report in access exclusive mode").await.expect("the lock is free");
    chat.report("waits");
    chat.hear_ack("waits");
    // More often than a message that fails is tried at all.
    let tries = if is_long() { store::MAX_ATTEMPTS as usize + 2 } else { 2 };
    let mut put_off = BTreeSet::new();
    let put_off_until = "select lease_until::text from inbox where attempts = 0 and lease_until is not null";
    let end = Instant::now() + PATIENT;
    while put_off.len() <= tries {
        assert!(Instant::now() < end, "it is not tried again: {put_off:?}");
        put_off.extend(cluster.texts(put_off_until).await);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    other.execute("rollback").await.expect("the lock is let go");
    chat.hear_reply("waits");
    chat.end();
    assert_eq!(cluster.texts(REPORTS).await, ["waits"]);
}

#[tokio::test]
async fn the_victim_of_a_deadlock_is_tried_again() {
    let cluster = Cluster::start(&[]).await;
    import(&cluster.url());
    let mut chat = Chat::start(&cluster.url());
    is_taken(&mut chat, "first");
    let mut other = cluster.connect("zhixing").await;
    // The other one waits for as long as it takes, so the program is the victim.
    other.execute("set deadlock_timeout = '60s'; begin; lock table audit in share mode").await.expect("it is free");
    chat.report("crossed");
    let waiting = "select pid::text from pg_locks where not granted";
    while cluster.texts(waiting).await.is_empty() {}
    // The program has written its report and waits for the audit; now each waits for the other.
    other.execute("lock table report in share mode").await.expect("the program gives way");
    other.execute("rollback").await.expect("the locks are let go");
    chat.hear_reply("crossed");
    assert_eq!(chat.recent_log(), "", "it was tried again at once, and not put off");
    chat.end();
    assert_eq!(cluster.texts(REPORTS).await, ["crossed", "first"]);
    let mut conn = cluster.connect("zhixing").await;
    let counted = "select sum(deadlocks)::bigint from pg_stat_database";
    let end = Instant::now() + PATIENT;
    // The server counts a little later than it happens.
    while sqlx::query_scalar::<_, i64>(counted).fetch_one(&mut conn).await.expect("it answers") == 0 {
        assert!(Instant::now() < end, "there was no deadlock: the test is blind");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn an_exhausted_pool_is_said_soon_and_recovers() {
    let db = &test_databases().await[1];
    let (company, _) = company(&db.store).await;
    let app = App::new(db.store.clone());
    let mut held = Vec::new();
    let none_left = loop {
        match db.store.read().await {
            Ok(tx) => held.push(tx),
            Err(error) => break error,
        }
    };
    assert!(matches!(none_left, store::Error::Gone(_)), "{none_left:?}");
    let begun = Instant::now();
    let refused = worker::receive(&app, message(company, "t", "1")).await;
    assert!(matches!(refused, Err(app::Error::Unavailable(_))), "{refused:?}");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    held.clear();
    worker::receive(&app, message(company, "t", "1")).await.expect("it is taken again");
}

#[tokio::test]
async fn a_server_with_hardly_a_connection_left_loses_nothing() {
    let cluster = Cluster::start(&["max_connections=6", "superuser_reserved_connections=0", "max_wal_senders=0"]).await;
    import(&cluster.url());
    let mut chat = Chat::start(&cluster.url());
    is_taken(&mut chat, "before");
    // The program keeps the few that it has; whatever more it asks for is refused.
    let mut held = Vec::new();
    while let Ok(conn) = PgConnection::connect(&cluster.url()).await {
        held.push(conn);
    }
    let mut load = Load::on(chat, 0);
    load.go_on(Duration::from_secs(if is_long() { 30 } else { 4 }));
    for conn in held {
        conn.close().await.expect("it closes");
    }
    load.until_acknowledged();
    let heard = load.settle();
    let stored = cluster.texts(REPORTS).await;
    let once: BTreeSet<&String> = stored.iter().collect();
    assert_eq!(stored.len(), once.len(), "nothing is there twice");
    assert!(heard.acknowledged.iter().all(|id| once.contains(id)), "all that was acknowledged is there");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_said_soon_and_recovers() {
    let cluster = Cluster::start(&[]).await;
    import(&cluster.url());
    let mut chat = Chat::start(&cluster.url());
    is_taken(&mut chat, "before");
    let processes = cluster.processes();
    freeze(&processes);
    is_refused_kindly(&mut chat, "stuck-1");
    is_refused_kindly(&mut chat, "stuck-2");
    thaw(&processes);
    is_taken(&mut chat, "stuck-1");
    is_taken(&mut chat, "stuck-2");
    chat.end();
    assert_eq!(cluster.texts(REPORTS).await, ["before", "stuck-1", "stuck-2"]);
}

/// Sends messages until one is refused; gives those that were acknowledged, and the refused one.
fn report_until_refused(chat: &mut Chat) -> (Vec<String>, String) {
    let mut acknowledged = Vec::new();
    for number in 0..5000 {
        let id = format!("full-{number}");
        chat.report(&id);
        let (word, took) = chat.hear_word(&id);
        assert!(took < SOON, "{took:?}");
        match word {
            None => acknowledged.push(id),
            Some(word) => {
                assert!(word.contains("还没有收下"), "{word}");
                return (acknowledged, id);
            }
        }
    }
    panic!("there is always room: the test is blind")
}

#[test]
fn a_full_disk_refuses_kindly_keeps_what_it_has_and_recovers_on_sqlite() {
    let ran = with_own_mounts(|| {
        let folder = TempDir::new().expect("a folder");
        let disk = Disk::small(&folder.path().join("disk"), 8);
        let url = sqlite_in(&disk.path);
        let mut chat = Chat::start(&url);
        is_taken(&mut chat, "before");
        let filler = disk.fill(256 << 10);
        let (acknowledged, refused) = report_until_refused(&mut chat);
        let keys: BTreeSet<String> = block_on(texts(&url, KEYS)).into_iter().collect();
        assert!(acknowledged.iter().all(|id| keys.contains(id)), "they can be read while the disk is full");
        drop(filler);
        is_taken(&mut chat, &refused);
        chat.end();
        let reports = block_on(texts(&url, REPORTS));
        assert_eq!(reports.len(), acknowledged.len() + 2, "each is one report: {} of them", acknowledged.len());
        assert_eq!(block_on(texts(&url, "pragma integrity_check")), ["ok"]);
    });
    if let Err(why) = ran {
        cannot_run("a full disk under SQLite", &why);
    }
}

#[test]
fn a_full_disk_refuses_kindly_keeps_what_it_has_and_recovers_on_postgresql() {
    let ran = with_own_mounts(|| {
        block_on(async {
            let folder = TempDir::new().expect("a folder");
            run(Command::new("chmod").arg("755").arg(folder.path()));
            let disk = Disk::small(&folder.path().join("disk"), 64);
            give_to_server(&disk.path);
            let cluster = Cluster::start(&[]).await;
            let space = format!("create tablespace small location '{}'", disk.path.display());
            let mut conn = cluster.connect("postgres").await;
            conn.execute(AssertSqlSafe(space)).await.expect("the folder is the server's");
            conn.execute("alter database zhixing set tablespace small").await.expect("nobody uses it");
            import(&cluster.url());
            let mut chat = Chat::start(&cluster.url());
            is_taken(&mut chat, "before");
            let filler = disk.fill(64 << 10);
            let (acknowledged, refused) = report_until_refused(&mut chat);
            let keys: BTreeSet<String> = cluster.texts(KEYS).await.into_iter().collect();
            assert!(acknowledged.iter().all(|id| keys.contains(id)), "they can be read while the disk is full");
            drop(filler);
            is_taken(&mut chat, &refused);
            chat.end();
            let reports = cluster.texts(REPORTS).await;
            assert_eq!(reports.len(), acknowledged.len() + 2, "each is one report: {} of them", acknowledged.len());
        });
    });
    if let Err(why) = ran {
        cannot_run("a full disk under PostgreSQL", &why);
    }
}

#[tokio::test]
async fn a_limit_on_the_size_of_files_refuses_kindly_and_recovers() {
    let folder = TempDir::new().expect("a folder");
    let url = sqlite_in(folder.path());
    let mut limited = Command::new("sh");
    let chat = program(&url, &["chat", "--as", "p-zhangwei", "--json"]);
    // The signal would end the program; what is asked for is the failing write.
    limited.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"]).arg(chat.get_program()).args(chat.get_args());
    let mut chat = Chat::run(&mut limited);
    is_taken(&mut chat, "before");
    let id = chat.id().to_string();
    let limit = |bytes: &str| run(Command::new("prlimit").args(["--pid", &id, &format!("--fsize={bytes}:")]));
    limit("1000000");
    let (acknowledged, refused) = report_until_refused(&mut chat);
    let keys: BTreeSet<String> = texts(&url, KEYS).await.into_iter().collect();
    assert!(acknowledged.iter().all(|id| keys.contains(id)), "what was acknowledged is there");
    limit("unlimited");
    is_taken(&mut chat, &refused);
    chat.end();
    assert_eq!(texts(&url, REPORTS).await.len(), acknowledged.len() + 2, "each is one report");
    assert_eq!(texts(&url, "pragma integrity_check").await, ["ok"]);
}

#[tokio::test]
async fn a_disk_that_fails_to_sync_is_never_trusted() {
    if !is_long() {
        return;
    }
    let folder = TempDir::new().expect("a folder");
    let url = sqlite_in(folder.path());
    let inner = program(&url, &["chat", "--as", "p-zhangwei", "--json"]);
    let mut traced = Command::new("strace");
    traced.args(["-f", "-qq", "-o"]).arg(folder.path().join("trace"));
    traced.args(["-e", "trace=fdatasync,fsync,openat", "-e", "inject=fdatasync,fsync:error=EIO:when=10+10"]);
    traced.arg(inner.get_program()).args(inner.get_args());
    let mut load = Load::on(Chat::run(&mut traced), 0);
    load.go_on(Duration::from_secs(20));
    let heard = load.settle();
    let stored = texts(&url, REPORTS).await;
    let once: BTreeSet<&String> = stored.iter().collect();
    let lost = heard.acknowledged.iter().filter(|id| !once.contains(id)).count();
    let trace = std::fs::read_to_string(folder.path().join("trace")).expect("it was traced");
    let failed = trace.lines().filter(|line| line.contains("INJECTED")).count();
    let opened = trace.lines().filter(|line| line.contains("x.db-wal\"")).count();
    println!(
        "SQLite, every tenth sync fails: {failed} failed, log opened {opened} times, {} acknowledged, {lost} lost, {} twice, {} refused",
        heard.acknowledged.len(),
        stored.len() - once.len(),
        heard.refused
    );
    assert!(failed > 0 && heard.refused > 0, "no sync failed: the test is blind");
    assert!(opened > 20, "the log is opened anew, more often than those who read need it: {opened}");
    assert_eq!((lost, stored.len() - once.len()), (0, 0));
    assert_eq!(texts(&url, "pragma integrity_check").await, ["ok"]);
}
