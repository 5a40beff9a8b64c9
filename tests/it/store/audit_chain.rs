//! The audit log: only added to, and any change to what is there is seen.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use uuid::Uuid;
use zhixing::store::{
    audit::{self, Entry},
    audit_chain::{Broken, link, verify},
};

use super::{NOW, TestDatabase, all_seeing, at, company, test_databases};

async fn write_entries(db: &TestDatabase, company: Uuid, names: &[&str]) {
    let entries: Vec<Entry> = names
        .iter()
        .map(|name| Entry {
            company,
            at: at(NOW),
            actor: "p-li".into(),
            action: "report.file".into(),
            resource: (*name).into(),
            detail: serde_json::json!({"z": 1, "a": ["汇报", null, true], "m": {"y": 2, "b": 3}}),
        })
        .collect();
    let written = db.store.write(move |tx| {
        Box::pin(async move {
            for entry in &entries {
                audit::add(tx, entry).await?;
            }
            Ok::<(), zhixing::store::Error>(())
        })
    });
    written.await.expect("they are written");
}

/// Changes a row behind the program's back; the error, if the database refuses.
async fn tamper(db: &TestDatabase, sql: &str) -> Option<String> {
    let refused = match db.url.strip_prefix("sqlite:") {
        Some(path) => {
            let mut conn = SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.err()
        }
        None => {
            let mut conn = PgConnection::connect(&all_seeing(&db.url)).await.expect("it opens");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.err()
        }
    };
    refused.map(|error| error.to_string())
}

fn without_guard(db: &TestDatabase, table: &str, change: &str) -> String {
    if db.url.starts_with("sqlite:") {
        format!("drop trigger if exists {table}_stays; drop trigger if exists {table}_stays_as_written; {change}")
    } else {
        format!("alter table {table} disable trigger {table}_stays; {change}")
    }
}

#[tokio::test]
async fn a_log_that_nobody_touched_is_whole_and_its_heads_are_found_again() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        write_entries(&db, company, &["a", "b", "c"]).await;
        let before = verify(&db.store, company, None).await.expect("it is read");
        assert_eq!((before.linked, before.loose), (0, 3), "{}", db.name);
        assert_eq!(link(&db.store, company).await.expect("it is chained"), 3, "{}", db.name);
        let noted = verify(&db.store, company, None).await.expect("it is read").head;
        // Two processes at once chain each entry once.
        let more: Vec<String> = (0..700).map(|n| n.to_string()).collect();
        write_entries(&db, company, &more.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let (one, other) = tokio::join!(link(&db.store, company), link(&db.store, company));
        let rest = link(&db.store, company).await.expect("it is chained");
        let all = one.expect("it is chained") + other.expect("it is chained") + rest;
        assert_eq!(all, 700, "{}", db.name);
        let after = verify(&db.store, company, Some(&noted)).await.expect("it is read");
        assert_eq!((after.linked, after.loose, after.broken, after.found), (703, 0, None, true), "{}", db.name);
        let unknown = verify(&db.store, company, Some("00")).await.expect("it is read");
        assert!(!unknown.found, "{}", db.name);
    }
}

#[tokio::test]
async fn entries_are_not_changed_and_not_taken_out() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        write_entries(&db, company, &["a", "b", "c"]).await;
        link(&db.store, company).await.expect("it is chained");
        for change in [
            "update audit set actor = 'p-zhang' where resource = 'b'",
            "delete from audit where resource = 'b'",
            "update audit_link set hash = '' where seq = 2",
            "delete from audit_link where seq = 2",
        ] {
            let refused = tamper(&db, change).await.expect("the database refuses");
            assert!(refused.contains("only added to"), "{}: {change}: {refused}", db.name);
        }
    }
}

#[tokio::test]
async fn who_gets_past_the_guard_is_seen() {
    for (table, change, broken) in [
        ("audit", "update audit set actor = 'p-zhang' where resource = 'b'", Broken::Changed(2)),
        ("audit", "delete from audit where resource = 'b'", Broken::Missing(2)),
        ("audit", "delete from audit where resource = 'c'", Broken::Missing(3)),
        ("audit_link", "update audit_link set hash = 'x' where seq = 1", Broken::Changed(1)),
        ("audit_link", "delete from audit_link where seq = 1", Broken::Missing(1)),
    ] {
        for db in test_databases().await {
            let (company, _) = company(&db.store).await;
            write_entries(&db, company, &["a", "b", "c"]).await;
            link(&db.store, company).await.expect("it is chained");
            assert_eq!(tamper(&db, &without_guard(&db, table, change)).await, None, "{}: {change}", db.name);
            let seen = verify(&db.store, company, None).await.expect("it is read");
            assert_eq!(seen.broken, Some(broken), "{}: {change}", db.name);
        }
    }
}

#[tokio::test]
async fn a_tail_cut_off_whole_is_seen_by_a_head_noted_before() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        write_entries(&db, company, &["a", "b", "c"]).await;
        link(&db.store, company).await.expect("it is chained");
        let noted = verify(&db.store, company, None).await.expect("it is read").head;
        let cut = "delete from audit_link where seq = 3";
        assert_eq!(tamper(&db, &without_guard(&db, "audit_link", cut)).await, None, "{}", db.name);
        let cut = "delete from audit where resource = 'c'";
        assert_eq!(tamper(&db, &without_guard(&db, "audit", cut)).await, None, "{}", db.name);
        let seen = verify(&db.store, company, Some(&noted)).await.expect("it is read");
        assert_eq!((seen.broken, seen.found), (None, false), "{}", db.name);
    }
}
