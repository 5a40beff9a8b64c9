//! The conversation on the page.

use reqwest::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;
use zhixing::store::inbox;

use super::{Browser, Workers, served};

fn words(entry: &Value) -> Vec<&str> {
    let lines = entry["reply"]["in_place"]["data"]["words"]["lines"].as_array();
    let lines = lines.or_else(|| entry["reply"]["data"]["words"]["lines"].as_array()).expect("it is a card");
    lines.iter().map(|line| line["words"].as_str().expect("words")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_is_told_corrected_confirmed_and_asked_about() {
    for served in served(Workers::At).await {
        let browser = Browser::joined(&served, "p-zhangwei").await;
        let card = browser.ask("登录接口做到80%了,今天花了5小时").await;
        assert_eq!(words(&card), ["登录接口:进度 80%", "登录接口:工时 5 小时"]);
        assert_eq!(card["reply"]["data"]["text"], "登录接口做到80%了,今天花了5小时");

        let corrected = browser.ask("不是80%,是75%").await;
        assert_eq!(corrected["about"], card["about"], "it is the same card");
        assert_eq!(words(&corrected)[0], "登录接口:进度 75%");
        assert_eq!(corrected["reply"]["in_place"]["notice"], "已更正:登录接口:进度 75%");

        // The buttons of the card as it was are stale; those of the newest work.
        let press = |entry: &Value| json!({ "id": Uuid::new_v4(), "entry": entry["id"], "button": 0 });
        let stale = browser.post("/chat/press", &press(&card)).await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
        let mut stream = browser.events("").await;
        assert_eq!(browser.post("/chat/press", &press(&corrected)).await.status(), StatusCode::ACCEPTED);
        let confirmed = stream.until(|e| e["reply"]["text"] == "好的,已确认。").await;
        assert!(confirmed["reply"]["in_place"]["text"].as_str().expect("text").contains("✓ 已确认"));

        let answer = browser.ask("登录接口进展怎么样").await;
        let cited = &answer["reply"]["data"]["citations"][0];
        let opened = browser.get(&format!("/chat/reports/{}", cited["report_id"].as_str().expect("an id"))).await;
        let report: Value = opened.json().await.expect("it is JSON");
        assert_eq!(
            (report["author"].as_str(), report["text"].as_str()),
            (Some("张伟"), Some("登录接口做到80%了,今天花了5小时"))
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_to_an_old_card_and_an_edit_mean_that_report() {
    for served in served(Workers::At).await {
        let browser = Browser::joined(&served, "p-zhangwei").await;
        let first = browser.ask("登录接口80%").await;
        let second = browser.ask("等级规则引擎40%").await;
        let id = Uuid::new_v4();
        let mut stream = browser.events("").await;
        let reply = json!({ "id": id, "text": "不是80%,是85%", "reply_to": first["id"] });
        assert_eq!(browser.post("/chat/messages", &reply).await.status(), StatusCode::ACCEPTED);
        let corrected = stream.until(|e| e["to"] == json!(id)).await;
        assert_eq!((&corrected["about"], words(&corrected)[0]), (&first["about"], "登录接口:进度 85%"));

        let edit = json!({ "id": Uuid::new_v4(), "message": second["to"], "text": "等级规则引擎45%,今天花了3小时" });
        assert_eq!(browser.post("/chat/edit", &edit).await.status(), StatusCode::ACCEPTED);
        let edited = stream.until(|e| e["about"] == second["about"] && e["id"] != second["id"]).await;
        assert_eq!(words(&edited), ["等级规则引擎:进度 45%", "等级规则引擎:工时 3 小时"]);
        let own: Vec<Value> = browser.history().await.into_iter().filter(|e| e["from"] == "me").collect();
        assert_eq!(own.len(), 2, "an edit is no report of its own");
        assert_eq!(own[1]["text"], "等级规则引擎45%,今天花了3小时");

        // Edited again with a person's correction in between: what a person corrected stays.
        let edit = json!({ "id": Uuid::new_v4(), "message": first["to"], "text": "登录接口80%,联调卡住了" });
        assert_eq!(browser.post("/chat/edit", &edit).await.status(), StatusCode::ACCEPTED);
        let again = stream.until(|e| e["about"] == first["about"] && e["id"] != corrected["id"]).await;
        assert_eq!(words(&again)[0], "登录接口:进度 85%", "{again:#}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sent_twice_is_once_and_resuming_loses_nothing() {
    for served in served(Workers::At).await {
        let browser = Browser::joined(&served, "p-zhangwei").await;
        let first = browser.ask("登录接口80%").await;
        let id = Uuid::new_v4();
        for _ in 0..3 {
            assert_eq!(browser.say_as(id, "等级规则引擎40%").await, StatusCode::ACCEPTED);
        }
        let mut stream = browser.events("").await;
        let second = stream.until(|e| e["to"] == json!(id)).await;
        let third = browser.ask("会员首页改版开始了").await;

        // Somebody who was away since the first reply.
        let after = format!("?after={}", first["id"].as_str().expect("an id"));
        let mut resumed = browser.events(&after).await;
        for expected in [&second, &third] {
            let entry = resumed.until(|e| e["id"] == expected["id"]).await;
            assert_eq!(&entry, expected);
        }
        let history = browser.history().await;
        let own: Vec<&Value> = history.iter().filter(|e| e["from"] == "me").collect();
        assert_eq!(own.len(), 3, "{}", served.name);
        assert_eq!(history.len(), 6, "each has one reply");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_is_on_disk_though_nobody_works() {
    for served in served(Workers::Away).await {
        let browser = Browser::joined(&served, "p-zhangwei").await;
        assert_eq!(browser.say_as(Uuid::new_v4(), "登录接口80%").await, StatusCode::ACCEPTED);
        let waiting = inbox::pending(&served.app.store, served.company.id).await.expect("it reads");
        assert_eq!(waiting, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_one_may_not_see_is_as_one_that_is_not_there() {
    for served in served(Workers::At).await {
        let writer = Browser::joined(&served, "p-wutong").await;
        let card = writer.ask("个人签约单数今天2单").await;
        let path = format!("/chat/reports/{}", card["about"].as_str().expect("an id"));
        assert_eq!(writer.get(&path).await.status(), StatusCode::OK);
        let stranger = Browser::joined(&served, "p-zhangwei").await;
        let (unseen, unknown) =
            (stranger.get(&path).await, stranger.get(&format!("/chat/reports/{}", Uuid::now_v7())).await);
        assert_eq!((unseen.status(), unknown.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        assert_eq!(unseen.bytes().await.expect("bytes"), unknown.bytes().await.expect("bytes"));
    }
}
