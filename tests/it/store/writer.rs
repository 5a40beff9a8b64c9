//! Transactions: each stands or falls alone, and a database that is held up says so soon.

use std::time::{Duration, Instant};

use futures::future::join_all;
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};
use uuid::Uuid;
use zhixing::store::{Error, Store, Tx, inbox};

use super::{NOW, at, company, message, test_databases};

async fn receive(tx: &mut Tx, company: Uuid, n: usize) -> Result<usize, Error> {
    inbox::receive(tx, &message(company, &n.to_string(), &n.to_string()), at(NOW)).await?;
    Ok(n)
}

#[tokio::test]
async fn one_that_fails_in_a_group_takes_no_other_with_it() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        // All are queued before the writer looks, so on SQLite they share a commit.
        let writes = (0..30).map(|n| {
            db.store.write(move |tx| {
                Box::pin(async move {
                    receive(tx, company, n).await?;
                    match n {
                        7 => Err(Error::Conflict),
                        // The row is there already: the database itself refuses.
                        11 => receive_twice(tx, company).await,
                        13 => panic!("a fault in one closure"),
                        _ => Ok(n),
                    }
                })
            })
        });
        let guarded = writes.map(|w| futures::FutureExt::catch_unwind(std::panic::AssertUnwindSafe(w)));
        let results = join_all(guarded).await;
        for (n, result) in results.into_iter().enumerate() {
            match (n, result) {
                (7, Ok(result)) => assert!(matches!(result, Err(Error::Conflict)), "{}: {result:?}", db.name),
                (11, Ok(result)) => assert!(matches!(result, Err(Error::Other(_))), "{}: {result:?}", db.name),
                (13, Ok(result)) => assert!(matches!(result, Err(Error::Broken)), "{}: {result:?}", db.name),
                (_, Ok(result)) => assert_eq!(result.expect("it is kept"), n, "{}", db.name),
                (_, Err(_)) => panic!("{}: {n} took its caller away", db.name),
            }
        }
        assert_eq!(inbox::pending(&db.store, company).await.expect("it answers"), 27, "{}", db.name);
    }
}

async fn receive_twice(tx: &mut Tx, company: Uuid) -> Result<usize, Error> {
    let org = super::small_org();
    let report = super::report(company, "twice", "p-li", at(NOW));
    zhixing::store::reports::insert(tx, &report).await?;
    let claim = super::filed(&report, "t", super::progress(1));
    zhixing::store::claims::insert(tx, company, &[claim.clone(), claim]).await?;
    Ok(org.people.len())
}

#[tokio::test]
async fn a_locked_file_is_said_soon_and_works_again_later() {
    let db = &test_databases().await[0];
    let (company, _) = company(&db.store).await;
    let path = db.url.strip_prefix("sqlite:").expect("a file");
    let mut other = SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
    other.execute("begin immediate").await.expect("the lock is free");
    let begun = Instant::now();
    let refused = db.store.write(move |tx| Box::pin(async move { receive(tx, company, 1).await })).await;
    assert!(matches!(refused, Err(Error::Locked(_))), "{refused:?}");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert_eq!(inbox::pending(&db.store, company).await.expect("reading goes on"), 0);
    other.execute("rollback").await.expect("the lock is let go");
    db.store.write(move |tx| Box::pin(async move { receive(tx, company, 1).await })).await.expect("it works again");
}

#[tokio::test]
async fn a_locked_row_is_said_soon_and_works_again_later() {
    let db = &test_databases().await[1];
    let (company, org) = company(&db.store).await;
    let mut other = PgConnection::connect(&db.url).await.expect("it opens");
    other.execute("begin; lock table inbox in access exclusive mode").await.expect("the lock is free");
    let begun = Instant::now();
    let refused = db.store.write(move |tx| Box::pin(async move { receive(tx, company, 1).await })).await;
    assert!(matches!(refused, Err(Error::Locked(_))), "{refused:?}");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    other.execute("rollback").await.expect("the lock is let go");
    db.store.write(move |tx| Box::pin(async move { receive(tx, company, 1).await })).await.expect("it works again");
    assert_eq!(org.people.len(), 2);
}

#[tokio::test]
async fn what_cannot_be_reached_or_read_is_told_apart() {
    let nobody = Store::open("postgres://nobody@127.0.0.1:1/none").await.map(drop);
    assert!(matches!(nobody, Err(Error::Gone(_))), "{nobody:?}");
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("no.db");
    std::fs::write(&path, "this is no database, however long it may go on being a text".repeat(20)).expect("a file");
    let damaged = Store::open(&format!("sqlite:{}", path.display())).await.map(drop);
    assert!(matches!(damaged, Err(Error::Corrupt(_))), "{damaged:?}");
}

#[tokio::test]
async fn reading_sees_one_state_throughout() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let mut tx = db.store.read().await.expect("it opens");
        assert_eq!(zhixing::store::reports::list(&mut tx, company, &Default::default()).await.expect("it answers"), []);
        let report = super::report(company, "r", "p-li", at(NOW));
        super::file(&db.store, company, &super::small_org(), &report, vec![]).await.expect("it is filed");
        let still = zhixing::store::reports::list(&mut tx, company, &Default::default()).await.expect("it answers");
        assert_eq!(still, [], "{}", db.name);
        drop(tx);
        let mut tx = db.store.read().await.expect("it opens");
        let now = zhixing::store::reports::list(&mut tx, company, &Default::default()).await.expect("it answers");
        assert_eq!(now.len(), 1, "{}", db.name);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("new.db");
    let store = Store::open(&format!("sqlite:{}", path.display())).await.expect("it opens");
    store.migrate().await.expect("the tables are made");
    let (made, _) = company(&store).await;
    store.write(move |tx| Box::pin(async move { receive(tx, made, 1).await })).await.expect("it is written");
    let mut seen = 0;
    for file in std::fs::read_dir(folder.path()).expect("it is there").map(|f| f.expect("it is named")) {
        let rights = file.metadata().expect("it is there").permissions().mode();
        assert_eq!(rights & 0o777, 0o600, "{:?}", file.file_name());
        seen += 1;
    }
    assert_eq!(seen, 3, "the file, its log and the log's index");
}
