//! A whole company goes into a file and out of it, from each database to each.

use zhixing::{
    app::App,
    conversation::worker,
    store::{
        accounts, audit_chain,
        backup::{self, Waiting, unheard},
        states,
    },
};

use super::{
    CHANNEL, Files, answers,
    dump::{Conn, Rows, rows},
    lists::{WITHOUT_COLUMNS, WITHOUT_TABLES},
    lived_in, only_company, report_of, restore, said, say, take, verify,
};
use crate::store::{NOW, TestDatabase, at, empty_databases, test_databases};

/// The rows that a backup is to hold.
fn held(mut rows: Rows) -> Rows {
    for (table, _) in WITHOUT_TABLES {
        rows.remove(*table).expect("the table is there");
    }
    for row in rows.values_mut().flatten() {
        for (column, _) in WITHOUT_COLUMNS {
            if let Some((before, after)) = row.split_once(&format!("{column}=")) {
                let after = after.split_once(' ').map_or("", |(_, rest)| rest);
                *row = format!("{before}{after}");
            }
        }
    }
    rows
}

/// One row after another, as a difference of whole tables cannot be read.
fn assert_same(one: &Rows, other: &Rows, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    for (table, rows) in one {
        assert_eq!(rows.len(), other[table].len(), "{what}: rows of {table}");
        for (row, same) in rows.iter().zip(&other[table]) {
            assert_eq!(row, same, "{what}: {table}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_is_restored_row_for_row_from_each_database_to_each() {
    for from in test_databases().await {
        lived_in(&from.store).await;
        // Somebody works on a message while the backup is taken.
        Conn::open(&from.url)
            .await
            .change("update inbox set lease_until = sent_at where external_id = 'm-waits'")
            .await;
        let said_before = answers(&from.store).await;
        assert!(said_before[0].contains("90%") || said_before[0].contains("75%"), "{}", said_before[0]);
        assert!(said_before[1].contains("70%"), "the name given in chat is known: {}", said_before[1]);
        let before = rows(&from.url).await;
        for (table, rows) in &before {
            assert!(!rows.is_empty(), "the story writes nothing to {table}: the test is blind there");
        }
        let files = Files::new();
        let file = files.file("of.zxb");
        let taken = take(&from.store, &file).await;
        for entry in &taken.manifest.tables {
            assert_eq!(entry.rows, before[&entry.table].len() as u64, "{}", entry.table);
        }
        for to in empty_databases().await {
            let what = format!("{} to {}", from.name, to.name);
            let checked = restore(&to.store, &file).await.unwrap_or_else(|e| panic!("{what}: {e:?}"));
            assert_eq!(checked.manifest, taken.manifest, "{what}");
            let after = rows(&to.url).await;
            for (table, _) in WITHOUT_TABLES {
                assert!(after[*table].is_empty(), "{what}: {table}");
            }
            assert_same(&held(before.clone()), &held(after), &what);
            let again = take(&to.store, &files.file(&format!("{}.zxb", to.name))).await;
            assert_eq!(again.manifest.tables, taken.manifest.tables, "{what}: counts and hashes");
            assert_eq!(answers(&to.store).await, said_before, "{what}");
            goes_on(&to, &what).await;
        }
        assert_eq!(rows(&from.url).await, before, "{}: a backup changes nothing", from.name);
    }
}

/// The company lives on in the restored database.
async fn goes_on(to: &TestDatabase, what: &str) {
    let app = App::new(to.store.clone());
    let company = only_company(&app).await;
    let mut tx = to.store.read().await.expect("it opens");
    let bound = accounts::person(&mut tx, company.id, "telegram", "4711").await.expect("it answers");
    assert_eq!(bound.as_ref().map(|p| p.as_str()), Some("p-zhangwei"), "{what}: the account is bound still");
    drop(tx);
    let log = audit_chain::verify(&to.store, company.id, None).await.expect("it is read");
    assert!(log.linked > 0 && log.broken.is_none(), "{what}: the log is as it was written: {log:?}");
    // States are what the claims make of them.
    let before = rows(&to.url).await;
    states::rebuild(&to.store, company.id, &company.org).await.expect("they are folded");
    assert_same(&before, &rows(&to.url).await, what);
    // What waited is worked on, what is new is filed, what was sent before is not filed again.
    worker::drain(&app, company.id, CHANNEL).await.expect("it is worked on");
    assert!(report_of(&to.store, company.id, "m-waits").await, "{what}");
    let reports = rows(&to.url).await["report"].len();
    say(&app, said(&company, "m-1", "p-zhangwei", "登录接口10%", at("2026-11-22T09:00:00Z"))).await;
    assert_eq!(rows(&to.url).await["report"].len(), reports, "{what}: sent twice is one report");
    say(&app, said(&company, "m-new", "p-zhangwei", "登录接口做到95%了", at("2026-11-22T10:00:00Z"))).await;
    assert!(report_of(&to.store, company.id, "m-new").await, "{what}");
    let mut answered = Vec::new();
    worker::deliver(&app, company.id, CHANNEL, None, |to, reply| {
        answered.push((to.map(str::to_owned), reply.text.clone()));
        Ok(())
    })
    .await
    .expect("it is delivered");
    let reply = answered.iter().find(|(to, _)| to.as_deref() == Some("m-new")).expect("it is answered");
    assert!(reply.1.contains("95%"), "{what}: {}", reply.1);
    assert!(answered.iter().any(|(to, _)| to.as_deref() == Some("m-1")), "{what}: what waited is delivered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_restored_without_delivery_sends_nothing_that_waited() {
    let from = &test_databases().await[0];
    lived_in(&from.store).await;
    let files = Files::new();
    let file = files.file("of.zxb");
    take(&from.store, &file).await;
    for to in empty_databases().await {
        let checked = verify(&file).await.expect("it is whole");
        backup::restore(&to.store, &checked, Waiting::SetAside, at(NOW), unheard()).await.expect("it is restored");
        let app = App::new(to.store.clone());
        let company = only_company(&app).await;
        let worked = worker::drain(&app, company.id, CHANNEL).await.expect("it answers");
        assert_eq!(worked.len(), 0, "{}", to.name);
        let mut sent = 0;
        worker::deliver(&app, company.id, CHANNEL, None, |_, _| {
            sent += 1;
            Ok(())
        })
        .await
        .expect("it answers");
        assert_eq!(sent, 0, "{}", to.name);
        // What comes from now on is answered.
        say(&app, said(&company, "m-new", "p-zhangwei", "登录接口做到95%了", at("2026-11-22T10:00:00Z"))).await;
        assert!(report_of(&to.store, company.id, "m-new").await, "{}", to.name);
    }
}
