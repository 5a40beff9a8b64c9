//! What is not restored: damaged and cut files, files of newer versions, files that are no backups; and nothing is
//! restored over a company. Whatever is refused leaves everything as it was.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zhixing::store::backup::{self, Error, Waiting, unheard};

use super::{Files, dump::rows, founded, lived_in, restore, say, take, verify};
use crate::store::{NOW, as_role, at, empty_databases, test_databases};

/// How long the last frame is, which holds the hash of all bytes before it.
const SEAL: usize = 40;

/// The lines of a backup, as a person would see them.
fn lines(file: &Path) -> Vec<String> {
    let bytes = std::fs::read(file).expect("it is there");
    let text = zstd::decode_all(&bytes[..bytes.len() - SEAL]).expect("it is zstd");
    String::from_utf8(text).expect("it is text").lines().map(str::to_owned).collect()
}

/// Writes lines as a file whose bytes are sealed, as somebody could who knows the format.
fn write_sealed(file: &Path, lines: &[String]) {
    seal(file, zstd::encode_all((lines.join("\n") + "\n").as_bytes(), 3).expect("it is compressed"));
}

fn seal(file: &Path, mut bytes: Vec<u8>) {
    let hash = Sha256::digest(&bytes);
    bytes.extend([0x5e, 0x2a, 0x4d, 0x18, 32, 0, 0, 0]);
    bytes.extend(hash);
    std::fs::write(file, bytes).expect("it is written");
}

/// That a file is refused by its bytes, in words that say so.
async fn is_refused(file: &Path, what: &str) -> Error {
    let error = verify(file).await.expect_err(what);
    let words = error.to_string();
    assert!(words.contains("no whole backup") || words.contains("damaged"), "{what}: {words}");
    error
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_damaged_or_cut_anywhere_is_refused() {
    let db = &test_databases().await[0];
    lived_in(&db.store).await;
    let files = Files::new();
    let (file, bad) = (files.file("good.zxb"), files.file("bad.zxb"));
    take(&db.store, &file).await;
    let good = std::fs::read(&file).expect("it is there");
    verify(&file).await.expect("it is whole");
    let ends = |n: &usize| *n < 50 || good.len() - n <= 60;
    let places: Vec<usize> = (0..good.len()).filter(|n| ends(n) || n % 97 == 0).collect();
    assert!(places.len() > 150, "{} places of {}", places.len(), good.len());
    for place in places {
        let mut flipped = good.clone();
        flipped[place] ^= 1 << (place % 8);
        std::fs::write(&bad, &flipped).expect("it is written");
        is_refused(&bad, &format!("byte {place} flipped")).await;
        std::fs::write(&bad, &good[..place]).expect("it is written");
        is_refused(&bad, &format!("cut at {place}")).await;
    }
    for (what, bytes) in [
        ("empty", Vec::new()),
        ("something else", b"SQLite format 3\0 and so on, long enough to be something".to_vec()),
        ("a byte too many", [&good[..], b"\n"].concat()),
        ("twice", [&good[..], &good[..]].concat()),
        ("without its beginning", good[1..].to_vec()),
        ("zeros", vec![0; good.len()]),
    ] {
        std::fs::write(&bad, bytes).expect("it is written");
        is_refused(&bad, what).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_changed_inside_is_refused_though_its_seal_is_right() {
    let db = &test_databases().await[0];
    lived_in(&db.store).await;
    let files = Files::new();
    let (file, bad) = (files.file("good.zxb"), files.file("bad.zxb"));
    take(&db.store, &file).await;
    let good = lines(&file);
    write_sealed(&bad, &good);
    verify(&bad).await.expect("sealed as it was it is whole");
    let at = good.iter().position(|l| l.starts_with("[\"") && l.contains("登录接口")).expect("a row");
    let table = good.iter().position(|l| l.starts_with("{\"table\":\"claim\"")).expect("a table");
    let changed = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = good.clone();
        change(&mut lines);
        lines
    };
    for (what, lines) in [
        ("a word", changed(&|l| l[at] = l[at].replacen("登录接口", "退出接口", 1))),
        ("a row less", changed(&|l| _ = l.remove(at))),
        ("a row twice", changed(&|l| l.insert(at, good[at].clone()))),
        ("a value of another type", changed(&|l| l[at] = l[at].replacen('"', "1,\"", 1))),
        ("a table's name", changed(&|l| l[table] = l[table].replace("claim", "claims"))),
        ("a column less", changed(&|l| l[table] = l[table].replace(",\"kind text\"", ""))),
        ("a table's beginning is gone", changed(&|l| _ = l.remove(table))),
        ("no manifest", changed(&|l| _ = l.pop())),
        ("more after the manifest", changed(&|l| l.push("[]".into()))),
        ("only its first line", good[..1].to_vec()),
        ("another first line", changed(&|l| l[0] = "{}".into())),
        ("a field more in its first line", changed(&|l| l[0] = l[0].replacen('{', "{\"more\":1,", 1))),
        ("no line at all", vec![String::new()]),
    ] {
        write_sealed(&bad, &lines);
        is_refused(&bad, what).await;
    }
    let bytes = std::fs::read(&file).expect("it is there");
    let frame = &bytes[..bytes.len() - SEAL];
    for (what, bytes) in [
        ("a frame cut in the middle", frame[..frame.len() / 2].to_vec()),
        ("a frame of nothing", frame[..4].to_vec()),
        ("a frame of noise", frame.iter().enumerate().map(|(n, b)| if n < 4 { *b } else { b ^ 0x55 }).collect()),
        ("bytes after the frame", [frame, b"more"].concat()),
        ("a second frame", [frame, frame].concat()),
    ] {
        seal(&bad, bytes);
        is_refused(&bad, what).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_of_a_newer_version_is_refused() {
    let db = &test_databases().await[0];
    founded(&db.store).await;
    let files = Files::new();
    let (file, newer) = (files.file("good.zxb"), files.file("newer.zxb"));
    take(&db.store, &file).await;
    let mut lines = lines(&file);
    let first: Value = serde_json::from_str(&lines[0]).expect("it is JSON");
    let known = first["schema"].as_i64().expect("a number");

    // Whatever else a newer format has, its number is all that is asked.
    lines[0] = json!({"zhixing": "backup", "format": 2, "by": "somebody else"}).to_string();
    write_sealed(&newer, &lines);
    let error = verify(&newer).await.expect_err("it is newer");
    assert!(matches!(error, Error::NewerFormat(2)), "{error:?}");
    assert!(error.to_string().contains("update zhixing"), "{error}");

    let mut header = first.clone();
    header["schema"] = json!(known + 1);
    header["migrations"].as_array_mut().expect("a list").push(json!(known + 1));
    lines[0] = header.to_string();
    write_sealed(&newer, &lines);
    let error = verify(&newer).await.expect_err("it is newer");
    assert!(matches!(error, Error::NewerTables { .. }), "{error:?}");
    assert!(error.to_string().contains("update zhixing"), "{error}");

    // A database that a newer program has changed is left to that program.
    super::dump::Conn::open(&db.url)
        .await
        .change(&format!(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
            values ({}, 'later', true, x'00', 0)",
            known + 1
        ))
        .await;
    let error = backup::take(&db.store, &files.file("none.zxb"), at(NOW), unheard()).await.expect_err("it is newer");
    assert!(matches!(error, Error::NewerDatabase { .. }), "{error:?}");
    assert_eq!(files.names(), ["good.zxb", "newer.zxb"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_is_not_restored_over_a_company() {
    let from = &test_databases().await[0];
    lived_in(&from.store).await;
    let files = Files::new();
    let file = files.file("of.zxb");
    take(&from.store, &file).await;
    for to in test_databases().await {
        // Tables without a company are no obstacle, a company is, whichever it is.
        restore(&to.store, &file).await.unwrap_or_else(|e| panic!("{}: {e:?}", to.name));
        let before = rows(&to.url).await;
        let error = restore(&to.store, &file).await.expect_err("it is occupied");
        assert!(matches!(&error, Error::Occupied(_)), "{}: {error:?}", to.name);
        assert!(error.to_string().contains("启明"), "it says by whom: {error}");
        assert_eq!(rows(&to.url).await, before, "{}", to.name);
    }
    for to in test_databases().await {
        let (app, company) = founded(&to.store).await;
        say(&app, super::said(&company, "mine", "p-zhangwei", "登录接口做到12%了", at(NOW))).await;
        let before = rows(&to.url).await;
        restore(&to.store, &file).await.expect_err("it is occupied");
        assert_eq!(rows(&to.url).await, before, "{}", to.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_restored_twice_at_once_is_restored_once() {
    let from = &test_databases().await[0];
    lived_in(&from.store).await;
    let files = Files::new();
    let file = files.file("of.zxb");
    take(&from.store, &file).await;
    for to in empty_databases().await {
        let (one, other) = tokio::join!(restore(&to.store, &file), restore(&to.store, &file));
        let won = [&one, &other].into_iter().filter(|r| r.is_ok()).count();
        assert_eq!(won, 1, "{}: {one:?} {other:?}", to.name);
        let again = take(&to.store, &files.file(&format!("{}.zxb", to.name))).await;
        let checked = verify(&file).await.expect("it is whole");
        assert_eq!(again.manifest.tables, checked.manifest.tables, "{}", to.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_that_changes_between_check_and_restore_leaves_nothing() {
    let from = &test_databases().await[0];
    lived_in(&from.store).await;
    let files = Files::new();
    let (file, other) = (files.file("of.zxb"), files.file("other.zxb"));
    take(&from.store, &file).await;
    let good = std::fs::read(&file).expect("it is there");
    let mut changed = lines(&file);
    changed.pop();
    for to in empty_databases().await {
        let checked = verify(&file).await.expect("it is whole");
        let second = &test_databases().await[0];
        founded(&second.store).await;
        let _ = std::fs::remove_file(&other);
        take(&second.store, &other).await;
        // Another backup in its place, one that ends too early, one that is cut, none.
        let whole = std::fs::read(&other).expect("it is there");
        write_sealed(&other, &changed);
        let ends_early = std::fs::read(&other).expect("it is there");
        for (what, bytes) in [
            ("another", Some(whole)),
            ("ends early", Some(ends_early)),
            ("cut", Some(good[..good.len() / 2].to_vec())),
            ("gone", None),
        ] {
            match bytes {
                Some(bytes) => std::fs::write(&file, bytes).expect("it is written"),
                None => std::fs::remove_file(&file).expect("it was there"),
            }
            let error = backup::restore(&to.store, &checked, Waiting::Kept, at(NOW), unheard()).await.expect_err(what);
            assert!(!matches!(error, Error::Broken), "{} {what}: it says why", to.name);
            let left = rows(&to.url).await;
            assert!(left.values().all(Vec::is_empty), "{} {what}: {left:?}", to.name);
        }
        std::fs::write(&file, &good).expect("it is written");
        restore(&to.store, &file).await.expect("the database took no harm");
    }
}

/// Row-level security that hides rows makes no backup with rows missing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_by_a_role_that_may_not_see_all_is_refused() {
    let db = test_databases().await.remove(1);
    lived_in(&db.store).await;
    let role = format!("reader_{}", uuid::Uuid::now_v7().simple());
    let mut owner = super::dump::Conn::open(&db.url).await;
    owner
        .change(&format!(
            "create role {role} login; grant select on all tables in schema public to {role};
            create policy one on report as restrictive for select to {role} using (author = 'p-daniel')"
        ))
        .await;
    let url = as_role(&db.url, &role);
    let store = zhixing::store::Store::open(&url).await.expect("the role may log in");
    let files = Files::new();
    let error = backup::take(&store, &files.file("a.zxb"), at(NOW), unheard()).await.expect_err("rows are hidden");
    assert!(matches!(error, Error::RowsHidden(_)), "{error:?}");
    assert_eq!(files.names(), Vec::<String>::new());
    // Whom the policy is not about sees all.
    take(&db.store, &files.file("b.zxb")).await;
    store.close().await;
    owner.change(&format!("drop owned by {role}; drop role {role}")).await;
}
