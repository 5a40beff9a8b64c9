//! How the model fails. Each time the rules' reading stands, the writer hears one line, and it recovers.

use std::time::{Duration, Instant};

use super::{stub::whole, *};
use crate::store::test_databases;

/// The limit of a call in these tests.
const LIMIT: Duration = Duration::from_millis(400);

/// One report under a fault: what its writer hears once the model has been tried as often as it is.
async fn suffers(db: &crate::store::TestDatabase, what: &str, act: Act) {
    let stub = Stub::start(act).await;
    let chat = Chat::with(&db.store, &stub.url, LIMIT, 2_000_000).await;
    let started = Instant::now();
    assert_eq!(chat.says(TEXT).await.len(), 1);
    assert!(started.elapsed() < Duration::from_secs(3), "{what}: the card does not wait");
    let mut now = soon();
    for _ in 0..4 {
        chat.works(now).await;
        now += chrono::Duration::minutes(15);
    }
    assert!((1..=4).contains(&stub.calls()), "{what}: asked {} times", stub.calls());
    assert_eq!(chat.claims().await, RULES, "{what} on {}", db.name);
    assert_eq!(texts(&chat.replies().await), [NOT_READ], "{what} on {}", db.name);
    assert!(chat.used(Utc::now()).await.failures >= 1, "{what}");

    // Later it works again.
    stub.becomes(Act::Claims(plans()));
    chat.says(TEXT).await;
    chat.works(now + chrono::Duration::hours(2)).await;
    assert_eq!(chat.claims().await, BOTH, "{what} on {}: it recovers", db.name);
    assert_eq!(chat.replies().await.len(), 1, "{what}");
}

async fn on_both(what: &str, act: Act) {
    for db in test_databases().await {
        suffers(&db, what, act.clone()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_break_or_stall() {
    on_both("reset in the middle", Act::Reset).await;
    on_both("a stall", Act::Stall(Duration::from_secs(5))).await;
    on_both("a byte a second", Act::Drip).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statuses_that_refuse() {
    on_both("429", Act::Status(429, "")).await;
    on_both("429 for a while", Act::Status(429, "retry-after: 30\r\n")).await;
    on_both("429 for ever", Act::Status(429, "retry-after: 99999999\r\n")).await;
    on_both("429 until nobody knows when", Act::Status(429, "retry-after: soon\r\n")).await;
    on_both("500", Act::Status(500, "")).await;
    on_both("503", Act::Status(503, "retry-after: 1\r\n")).await;
    on_both("401", Act::Status(401, "")).await;
    on_both("400", Act::Status(400, "")).await;
    on_both("elsewhere", Act::Status(302, "location: http://127.0.0.1:1/\r\n")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_that_are_none() {
    on_both("broken JSON", Act::Bytes("{\"choices\":[{\"message\":{\"content\":\"{}")).await;
    on_both("a page", Act::Bytes("<html>Gateway</html>")).await;
    on_both("no choice", Act::Json(json!({"choices": []}))).await;
    on_both("no content", Act::Json(json!({"choices": [{"message": {"content": null}}]}))).await;
    on_both("broken content", Act::Content("{\"claims\": [{".into())).await;
    on_both("another shape", Act::Content("{\"facts\": \"many\"}".into())).await;
    on_both("another language", Act::Content("Извините, я не могу помочь.".into())).await;
    let mut cut = whole("{\"claims\": [");
    cut["choices"][0]["finish_reason"] = json!("length");
    on_both("cut", Act::Json(cut)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_without_end_is_not_kept_in_memory() {
    let before = resident();
    for said in [false, true] {
        on_both("100 MB", Act::Huge { megabytes: 100, said }).await;
    }
    let grown = resident().saturating_sub(before);
    // The stub, the databases and other tests of this process grow too.
    assert!(grown < 80 << 20, "{} MB", grown >> 20);
}

/// Bytes of this process in memory.
fn resident() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|p| p.parse::<u64>().ok()).unwrap_or(0) * 4096
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_listens() {
    for db in test_databases().await {
        let url = {
            let stub = Stub::start(Act::Reset).await;
            stub.url.clone()
        };
        tokio::time::sleep(Duration::from_millis(20)).await;
        let chat = Chat::new(&db.store, &url).await;
        chat.says(TEXT).await;
        let now = soon();
        chat.works(now).await;
        assert_eq!(texts(&chat.replies().await), [""; 0], "a first fault is tried again before anybody hears of it");
        chat.works(now + chrono::Duration::minutes(1)).await;
        assert_eq!(texts(&chat.replies().await), [NOT_READ], "{}", db.name);
        assert_eq!(chat.claims().await, RULES, "{}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn services_that_leave_out_nearly_everything_are_understood() {
    for db in test_databases().await {
        let content = json!({ "claims": plans() }).to_string();
        let stub = Stub::start(Act::Content(content.clone())).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        let mut unknown = whole(&content);
        unknown["choices"][0]["finish_reason"] = json!("insufficient_system_resource");
        unknown["usage"] = json!("none");
        for act in [Act::Content(content.clone()), Act::Json(unknown)] {
            stub.becomes(act);
            chat.forgets().await;
            chat.says(TEXT).await;
            chat.works(soon()).await;
            assert_eq!(chat.claims().await, BOTH, "{}", db.name);
        }
        assert_eq!(stub.calls(), 2);
        assert!(chat.used(Utc::now()).await.tokens() > 100, "tokens that nobody counted are estimated");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_circuit_opens_and_closes_again() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Status(500, "")).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        for _ in 0..12 {
            chat.says(TEXT).await;
        }
        let now = soon();
        chat.works(now).await;
        assert!(stub.calls() <= 5, "{}: {} calls for twelve reports", db.name, stub.calls());
        assert_eq!(texts(&chat.replies().await), [""; 0], "it may pass in a moment");
        chat.works(now + chrono::Duration::seconds(25)).await;
        assert!(stub.calls() <= 5);
        for minutes in 1..4 {
            chat.works(now + chrono::Duration::minutes(minutes)).await;
        }
        assert_eq!(texts(&chat.replies().await), [NOT_READ], "twelve reports, one line");

        // It comes back: every report that waited is read. A few may have been tried twice and given up.
        stub.becomes(Act::Claims(plans()));
        chat.works(now + chrono::Duration::minutes(15)).await;
        let replies = chat.replies().await;
        assert!((9..=12).contains(&replies.len()), "{}: {}", db.name, replies.len());
        assert!(replies.iter().all(|r| r.text.contains("补充了 1 条")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_minute_of_silence_is_cut_off() {
    if std::env::var_os("ZHIXING_LONG").is_none() {
        return;
    }
    for db in test_databases().await {
        let stub = Stub::start(Act::Stall(Duration::from_secs(90))).await;
        let chat = Chat::with(&db.store, &stub.url, zhixing::models::client::LIMIT, 2_000_000).await;
        chat.says(TEXT).await;
        let started = Instant::now();
        chat.works(soon()).await;
        assert!((55..70).contains(&started.elapsed().as_secs()), "{:?}", started.elapsed());
        assert_eq!(chat.claims().await, RULES);
    }
}
