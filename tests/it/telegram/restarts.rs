//! What was received is kept, and kept once, wherever the program ends.

use std::time::Duration;

use super::{LI, ZHANG, fake::Failure, story};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_comes_again_after_a_restart_is_one_report() {
    story(async |world| {
        let said = world.fake.says(ZHANG, "登录接口80%");
        world.hears(ZHANG, 0).await;
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
    // A database that is away, on both kinds: its connections are closed.
    for database in crate::store::test_databases().await {
        let world = super::World::prepare(database, super::Fake::start().await, super::quick()).await;
        world.bind(ZHANG, "p-zhangwei").await;
        let again = zhixing::store::Store::open(&world.database.url).await.expect("it opens");
        let app = zhixing::app::App::new(again.clone());
        let (company, bot) = (world.company, world.bot());
        let running = tokio::spawn(zhixing::channels::telegram::run(app, company, bot));
        world.until("a poller", || !world.fake.calls("getUpdates").is_empty()).await;
        again.close().await;
        world.fake.says(ZHANG, "登录接口80%");
        let asked = world.fake.calls("getUpdates").len();
        world.until("several tries", || world.fake.calls("getUpdates").len() > asked + 3).await;
        assert_eq!(world.fake.unconfirmed(), 1, "Telegram keeps it");
        running.abort();
        world.start();
        world.hears(ZHANG, 0).await;
        world.rest().await;
        assert_eq!(world.reports().await.len(), 1);
        world.kill().await;
    }
}
