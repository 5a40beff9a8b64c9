//! The tables and the statements over them.

use std::collections::BTreeSet;

use sqlx::{Connection, Executor, PgConnection, SqlStr, SqliteConnection};
use zhixing::store::statement;

use super::{empty_databases, test_databases};

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    for db in empty_databases().await {
        let before = db.store.check().await.expect("it answers");
        assert_eq!(
            (before.applied, before.missing),
            (vec![], vec![1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]),
            "{}",
            db.name
        );
        db.store.migrate().await.expect("the tables are made");
        db.store.migrate().await.expect("the tables are there");
        let after = db.store.check().await.expect("it answers");
        assert_eq!(
            (after.applied.clone(), after.missing.clone()),
            (vec![1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], vec![]),
            "{}",
            db.name
        );
        assert!(after.durable, "{}: {:?}", db.name, after.settings);
        assert!(after.counts.iter().any(|(name, rows)| name == "reports" && *rows == 0));
    }
}

#[tokio::test]
async fn sqlite_writes_ahead_and_waits_for_the_disk() {
    let db = &test_databases().await[0];
    let checked = db.store.check().await.expect("it answers");
    assert_eq!(checked.settings, [("journal_mode", "wal".into()), ("synchronous", "full".to_owned())]);
}

#[tokio::test]
async fn both_have_the_same_tables_and_columns() {
    let both = test_databases().await;
    let path = both[0].url.strip_prefix("sqlite:").expect("a file");
    let mut sqlite = SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
    let mut postgres = PgConnection::connect(&both[1].url).await.expect("it opens");
    let on_sqlite: Vec<(String, String, bool)> = sqlx::query_as(
        "select m.name, c.name, c.\"notnull\" from sqlite_master m join pragma_table_info(m.name) c
        where m.type in ('table', 'view') and m.name not like '%sqlx%' and m.name not like 'sqlite%'",
    )
    .fetch_all(&mut sqlite)
    .await
    .expect("it answers");
    let on_postgres: Vec<(String, String, bool)> = sqlx::query_as(
        "select table_name::text, column_name::text, is_nullable = 'NO' from information_schema.columns
        where table_schema = 'public' and table_name not like '%sqlx%'",
    )
    .fetch_all(&mut postgres)
    .await
    .expect("it answers");
    let on_sqlite: BTreeSet<_> = on_sqlite.into_iter().collect();
    let on_postgres: BTreeSet<_> = on_postgres.into_iter().collect();
    assert!(on_sqlite.len() > 100);
    assert_eq!(on_sqlite, on_postgres);
}

#[tokio::test]
async fn every_statement_is_understood_by_both() {
    let both = test_databases().await;
    let path = both[0].url.strip_prefix("sqlite:").expect("a file");
    let mut sqlite = SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
    let mut postgres = PgConnection::connect(&both[1].url).await.expect("it opens");
    let statement::Statements { statements, inserts } = statement::all();
    assert!(statements.len() > 60 && inserts.len() > 10);
    for (name, sql) in statements {
        if let Err(e) = (&mut sqlite).prepare(SqlStr::from_static(sql.sqlite)).await {
            panic!("SQLite does not take {name}: {e}");
        }
        if let Err(e) = (&mut postgres).prepare(SqlStr::from_static(sql.postgres)).await {
            panic!("PostgreSQL does not take {name}: {e}");
        }
    }
    for (name, insert) in inserts {
        for rows in [1, 2, 16, 256] {
            let sql = insert.of(rows);
            if let Err(e) = (&mut sqlite).prepare(SqlStr::from_static(sql.sqlite)).await {
                panic!("SQLite does not take {name} of {rows}: {e}");
            }
            if let Err(e) = (&mut postgres).prepare(SqlStr::from_static(sql.postgres)).await {
                panic!("PostgreSQL does not take {name} of {rows}: {e}");
            }
        }
    }
}

/// A statement that is written in place would escape the test above.
#[test]
fn no_statement_is_written_in_place() {
    fn look(folder: &std::path::Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                look(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a file");
            let squeezed: String = text.split_whitespace().collect();
            // How a connection is set up stands where it is set up.
            let squeezed = squeezed.replace("query(\"setlock_timeout", "");
            for call in ["query(\"", "query_as(\"", "query_scalar(\"", "AssertSqlSafe"] {
                if squeezed.contains(call) {
                    found.push(format!("{}: {call}", path.display()));
                }
            }
        }
    }
    let mut found = Vec::new();
    look(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"), &mut found);
    assert!(found.is_empty(), "{found:?}");
}

/// Every key, unique constraint, foreign key and index of a company's things begins with the company.
#[test]
fn the_company_comes_first() {
    for text in [
        include_str!("../../../migrations/sqlite/0001_first.sql"),
        include_str!("../../../migrations/postgres/0001_first.sql"),
    ] {
        let own = text.split("create table company (").nth(1).and_then(|t| t.split_once(");")).expect("a table").1;
        for start in ["primary key (", "unique (", "foreign key ("] {
            for part in own.split(start).skip(1) {
                assert!(part.starts_with("company_id"), "{start}{}", part.lines().next().unwrap_or_default());
            }
        }
        for index in own.split("create index ").skip(1) {
            let columns = index.split_once('(').expect("columns").1;
            assert!(columns.starts_with("company_id"), "{}", index.lines().next().unwrap_or_default());
        }
    }
}

/// Nothing that is asked while people wait reads a whole table; what `doctor` counts may, and backups are to.
#[tokio::test]
async fn no_statement_reads_a_whole_table() {
    let db = &test_databases().await[0];
    let path = db.url.strip_prefix("sqlite:").expect("a file");
    let mut sqlite = SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
    for (name, sql) in statement::all().statements {
        if name == "schema COUNTS" || name.starts_with("backup ") {
            continue;
        }
        let explain = format!("explain query plan {}", sql.sqlite);
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(explain)).fetch_all(&mut sqlite).await.expect("it explains");
        for (_, _, _, step) in plan {
            // Companies are few; the rows of a JSON parameter are the question's own.
            let small = ["SCAN company", "SCAN json_each"].iter().any(|s| step.starts_with(s));
            assert!(!step.starts_with("SCAN") || small, "{name}: {step}");
        }
    }
}
