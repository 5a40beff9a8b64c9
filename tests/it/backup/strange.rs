//! Values at the edge of what the columns hold, many rows, and databases of an older version.

use std::path::Path;

use sqlx::{Connection, PgConnection, SqliteConnection, migrate::Migrator};
use uuid::Uuid;

use super::{
    Files,
    dump::{Conn, rows},
    founded, restore, take,
};
use crate::store::{TestDatabase, empty_databases, test_databases};

/// More rows than any insert or piece takes, and no multiple of it.
const MANY: u32 = 1037;

/// Texts that one database or the other might sort, fold or change.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "B",
    "b",
    "_",
    "~",
    "ä",
    "a\u{308}",
    "é",
    "中",
    "啊",
    "🎉",
    "\u{feff}x",
    "\u{fffd}",
    "\u{1}\u{7f}",
    "tab\tline\nreturn\r",
    "\u{2028}",
    "\\n",
    "\"quoted\"",
    "null",
    "NULL",
    "[]",
    "{\"a\":1}",
    "12",
    "1e5",
    "true",
    "2026-11-20",
    "\u{202e}rtl",
    "\u{10ffff}",
];

/// JSON that the two keep each in its own way.
const JSONS: &[&str] = &[
    "null",
    "\"\"",
    "[]",
    "{}",
    "[0, -0.0, 1.0, 1e2, 0.1, 1e-9, 1e15, 5e-324]",
    "[1e16, 1.5e18, 1.2345678901234567e18, 1e19, 1e21, 1.7976931348623157e308]",
    "[18446744073709551615, 9007199254740993, -9223372036854775808]",
    "{\"b\":1,\"a\":{\"z\":null,\"y\":[1.0,true]},\"\":0,\"啊\":\"\\u0001\"}",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u2028\"",
];

fn id(db: &TestDatabase, id: Uuid) -> String {
    if db.name == "SQLite" { format!("x'{}'", id.simple()) } else { format!("'{id}'::uuid") }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Writes rows at the edges straight into the tables.
async fn fill_strangely(db: &TestDatabase, company: Uuid) {
    let company = id(db, company);
    let mut conn = Conn::open(&db.url).await;
    let mut sql = String::new();
    for (n, json) in JSONS.iter().enumerate() {
        sql += &format!(
            "insert into audit values ({company}, {}, '2026-11-20T10:00:00.00000{}+00:00', 'a', 'b', 'c', {});\n",
            id(db, Uuid::from_u128(n as u128)),
            n % 10,
            quoted(json)
        );
    }
    for (n, text) in TEXTS.iter().enumerate() {
        let (text, n) = (quoted(text), id(db, Uuid::from_u128(u128::MAX - n as u128)));
        sql += &format!(
            "insert into account values ({company}, {text}, {text}, {text}, '1970-01-01T00:00:00+00:00');
            insert into alias values ({company}, {n}, {text}, {text}, {text}, '2026-11-20T10:00:00.999999+00:00', null,
            null, null, null);\n"
        );
    }
    // Days and whole numbers at their ends; a figure that is nothing beside one that is zero.
    for (day, low, high) in
        [("0001-01-01", i64::MIN.to_string(), i64::MAX.to_string()), ("9999-12-31", "null".into(), "0".into())]
    {
        sql += &format!(
            "insert into kpi_state values ({company}, 'k', '{day}', '{day}', {low}, {high}, '{day}', 'null');
            insert into model_use values ({company}, '{day}', 0, -1, 9223372036854775807, -9223372036854775808);\n"
        );
    }
    let long = "很长的一句话,".repeat(40_000);
    sql += &format!(
        "insert into conversation values ({company}, 'c', 't', 'p', {}, 'zh', '9999-12-31T23:59:59.999999+00:00');\n",
        quoted(&format!("{{\"said\":\"{long}\"}}"))
    );
    for n in 0..MANY {
        sql += &format!(
            "insert into job values ({company}, {}, 'kind', 'key-{n}', '[{n}]', '2026-11-20T10:00:00+00:00',
            '2026-11-20T10:00:00+00:00', null, {n}, null, null, null);\n",
            id(db, Uuid::from_u128(u128::from(n) << 64))
        );
    }
    conn.change(&sql).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_keeps_strange_values_and_many_rows() {
    for from in test_databases().await {
        let (_, company) = founded(&from.store).await;
        fill_strangely(&from, company.id).await;
        let files = Files::new();
        let file = files.file("of.zxb");
        let taken = take(&from.store, &file).await;
        let before = rows(&from.url).await;
        assert_eq!(before["job"].len(), MANY as usize);
        for to in empty_databases().await {
            restore(&to.store, &file).await.unwrap_or_else(|e| panic!("{} to {}: {e:?}", from.name, to.name));
            for (table, rows) in rows(&to.url).await {
                for (row, same) in before[&table].iter().zip(&rows) {
                    assert_eq!(row, same, "{} to {}: {table}", from.name, to.name);
                }
                assert_eq!(before[&table].len(), rows.len(), "{} to {}: {table}", from.name, to.name);
            }
            let again = take(&to.store, &files.file(to.name)).await;
            assert_eq!(again.manifest.tables, taken.manifest.tables, "{} to {}", from.name, to.name);
        }
    }
}

/// SQLite compares moments and ids as they are written: restored ones are written as the program writes them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_writes_values_as_the_program_does() {
    let kinds =
        "select distinct typeof(id) || typeof(sent_at) || length(sent_at) || typeof(sent_on) || typeof(withdrawn_at)
        || typeof(text) || typeof(keywords) || typeof(revision) from report order by 1";
    let moments = "select sent_at from report order by sent_at, external_id";
    let from = &test_databases().await[0];
    super::lived_in(&from.store).await;
    let files = Files::new();
    take(&from.store, &files.file("of.zxb")).await;
    let on_postgres = empty_databases().await.remove(1);
    restore(&on_postgres.store, &files.file("of.zxb")).await.expect("it is restored");
    take(&on_postgres.store, &files.file("back.zxb")).await;
    let back = empty_databases().await.remove(0);
    restore(&back.store, &files.file("back.zxb")).await.expect("it is restored");
    let (mut one, mut other) = (Conn::open(&from.url).await, Conn::open(&back.url).await);
    for sql in [kinds, moments] {
        assert_eq!(one.texts(sql).await, other.texts(sql).await);
    }
}

/// A restored SQLite file may be moved before anything opens it: it holds everything without its log.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_is_restored_into_the_file_itself() {
    let from = &test_databases().await[0];
    super::lived_in(&from.store).await;
    let files = Files::new();
    take(&from.store, &files.file("of.zxb")).await;
    let to = &empty_databases().await[0];
    restore(&to.store, &files.file("of.zxb")).await.expect("it is restored");
    let moved = files.file("moved.db");
    std::fs::copy(to.url.strip_prefix("sqlite:").expect("a file"), &moved).expect("it is copied");
    assert_eq!(rows(&format!("sqlite:{}", moved.display())).await, rows(&to.url).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_of_an_older_version_is_restored_and_brought_up_to_date() {
    for version in [1, 2] {
        for from in empty_databases().await {
            migrate_to(&from, version).await;
            let company = Uuid::now_v7();
            let (company_id, report) = (id(&from, company), id(&from, Uuid::now_v7()));
            let moment = "'2026-11-20T10:00:00.123456+00:00'";
            Conn::open(&from.url)
                .await
                .change(&format!(
                    "insert into company (id, key, name, timezone, fiscal_start, version)
                    values ({company_id}, 'c', '星河', 'Asia/Shanghai', 1, 1);
                    insert into report (company_id, id, channel, external_id, thread, author, sent_at, sent_on, duty_day,
                    text, summary, keywords, language, reader_version) values ({company_id}, {report}, 'c', 'm', 't', 'p',
                    {moment}, '2026-11-20', '2026-11-20', '登录接口80%', '', '[]', 'zh', '1')"
                ))
                .await;
            let before = rows(&from.url).await;
            let files = Files::new();
            take(&from.store, &files.file("of.zxb")).await;
            assert_eq!(rows(&from.url).await, before, "a backup leaves the tables of the version they have");
            let mut copies = empty_databases().await;
            copies.extend(test_databases().await);
            for to in &copies {
                let what = format!("{} of version {version} to {}", from.name, to.name);
                restore(&to.store, &files.file("of.zxb")).await.unwrap_or_else(|e| panic!("{what}: {e:?}"));
                assert_eq!(to.store.check().await.expect("it answers").missing, Vec::<i64>::new(), "{what}");
            }
            // Brought up to date where it stands, it is the same.
            from.store.migrate().await.expect("the tables are updated");
            let updated = rows(&from.url).await;
            assert_eq!(updated["report"].len(), 1);
            for to in &copies {
                assert_eq!(rows(&to.url).await, updated, "{} of version {version} to {}", from.name, to.name);
            }
        }
    }
}

async fn migrate_to(db: &TestDatabase, version: i64) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    if db.name == "SQLite" {
        let path = db.url.strip_prefix("sqlite:").expect("a file");
        let mut conn = SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
        let migrator = Migrator::new(folder.join("sqlite")).await.expect("they are there");
        migrator.run_to(version, &mut conn).await.expect("the tables are made");
    } else {
        let mut conn = PgConnection::connect(&db.url).await.expect("it opens");
        let migrator = Migrator::new(folder.join("postgres")).await.expect("they are there");
        migrator.run_to(version, &mut conn).await.expect("the tables are made");
    }
}
