//! What was received is kept, and kept once, wherever the program ends.

use std::time::Duration;

use sqlx::{Connection, Executor};

use super::{LI, ZHANG, fake::Failure, story};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_again_after_a_restart_is_one_report() {
    story(async |world| {
        let said = world.fake.says(ZHANG, "登录接口80%");
        world.hears(ZHANG, 0).await;
        world.rest().await;
        // The same update once more, as after a program that ended before it confirmed.
        world.kill().await;
        let again = world.fake.calls("getUpdates").len();
        world.fake.update(&redelivered(ZHANG, said, "登录接口80%"));
        world.fake.update(&redelivered(ZHANG, said, "登录接口80%"));
        world.start();
        world.until("the next question", || world.fake.calls("getUpdates").len() > again + 1).await;
        world.rest().await;
        assert_eq!(world.reports().await.len(), 1);
        assert_eq!(world.fake.said(ZHANG).len(), 1, "and one card");
    })
    .await;
}

fn redelivered(user: i64, id: i64, text: &str) -> String {
    serde_json::json!({"update_id": "UPDATE_ID", "message": {"message_id": id, "from": super::fake::person(user),
        "chat": {"id": user, "type": "private"}, "date": 1_795_161_600, "text": text}})
    .to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_nothing_is_lost_and_nothing_is_there_twice() {
    let kills = if std::env::var_os("ZHIXING_LONG").is_some() { 100 } else { 12 };
    story(async |world| {
        let mut sent = Vec::new();
        for round in 0..kills {
            for number in 0..4 {
                let (user, text) =
                    ([ZHANG, LI][number % 2], format!("登录接口{}%,开会{}小时", round % 90 + number, number + 1));
                sent.push((format!("{user}:{}", world.fake.says(user, &text)), text));
            }
            if round % 3 == 0 {
                world.fake.fail("getUpdates", Failure::LoseAnswer);
            }
            // From before the first question to after the last answer.
            tokio::time::sleep(Duration::from_millis(7 + (round as u64 * 37) % 150)).await;
            world.kill().await;
            world.start();
        }
        // Replies that a killed program held are taken up when their lease is over; reports do not wait for it.
        world.until("the end of the queue", || world.fake.unconfirmed() == 0).await;
        let patience = std::time::Instant::now() + Duration::from_secs(30);
        loop {
            let reports = world.reports().await;
            if reports.len() >= sent.len() || std::time::Instant::now() > patience {
                sent.sort();
                assert_eq!(reports, sent, "on {}", world.database.name);
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_stored_is_not_confirmed() {
    story(async |world| {
        world.talk(ZHANG, "登录接口70%").await;
        world.rest().await;
        let held = Held::take(&world.database.url).await;
        let asked = world.fake.calls("getUpdates").len();
        world.fake.says(ZHANG, "登录接口80%");
        // The one that fetches it, and the one after it could not be stored.
        world.until("another try", || world.fake.calls("getUpdates").len() > asked + 1).await;
        assert_eq!(world.fake.unconfirmed(), 1, "Telegram keeps it on {}", world.database.name);
        world.kill().await;
        held.free().await;
        world.start();
        world.hears(ZHANG, 1).await;
        world.rest().await;
        assert_eq!(world.reports().await.len(), 2);
    })
    .await;
}

/// A database into which nothing can be written: somebody else holds it.
enum Held {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl Held {
    async fn take(url: &str) -> Held {
        match url.strip_prefix("sqlite:") {
            Some(path) => {
                let mut conn = sqlx::SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
                conn.execute("begin immediate").await.expect("it is held");
                Held::Sqlite(conn)
            }
            None => {
                let mut conn = sqlx::PgConnection::connect(url).await.expect("it opens");
                conn.execute("begin").await.expect("it begins");
                conn.execute("lock table inbox in exclusive mode").await.expect("it is held");
                Held::Postgres(conn)
            }
        }
    }

    async fn free(self) {
        match self {
            Held::Sqlite(conn) => conn.close().await.expect("it is freed"),
            Held::Postgres(conn) => conn.close().await.expect("it is freed"),
        }
    }
}
