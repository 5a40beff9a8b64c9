//! Getting in, and what is refused.

use reqwest::{StatusCode, header};
use serde_json::json;
use uuid::Uuid;
use zhixing::app::codes;

use super::{Browser, PASSWORD, Workers, serve, served};
use crate::store::test_databases;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_works_once_and_then_the_password_does() {
    for served in served(Workers::Away).await {
        let person = "p-zhangwei".into();
        let issue = || codes::issue(&served.app, &served.company, None, &person, chrono::Utc::now());
        let (ended, code) = (issue().await.expect("a code"), issue().await.expect("a code"));
        let mut browser = Browser::new(served.address);
        assert_eq!(browser.get("/chat").await.headers()[header::LOCATION], "/login");
        let page = browser.get(&format!("/join/{code}")).await.text().await.expect("a page");
        assert!(page.contains("你是 张伟 吗?"), "{page}");
        assert_eq!(browser.join(&ended, PASSWORD).await.status(), StatusCode::NOT_FOUND, "a new code ends the old one");
        assert_eq!(browser.join(&code, "short").await.status(), StatusCode::BAD_REQUEST);

        let joined = browser.join(&code, PASSWORD).await;
        let cookie = joined.headers()[header::SET_COOKIE].to_str().expect("text").to_string();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        browser.keep(&joined);
        assert_eq!(browser.get("/chat").await.status(), StatusCode::OK);
        assert_eq!(browser.join(&code, PASSWORD).await.status(), StatusCode::NOT_FOUND, "it works once");
        let wrong = served.logged("code.fail").await;
        assert_eq!(wrong.len(), 1, "one entry tells of a row of them");
        assert!(!format!("{wrong:?}").contains(&code) && !format!("{wrong:?}").contains(&ended));

        // Another device; its session is not the one that an attacker may have planted.
        let mut other = Browser::new(served.address);
        other.cookie = "zhixing=planted".into();
        let entered = other.log_in("张伟", PASSWORD).await;
        assert_eq!(entered.status(), StatusCode::SEE_OTHER, "{}", served.name);
        other.keep(&entered);
        assert!(other.cookie != "zhixing=planted" && other.cookie != browser.cookie);

        // Leaving ends this session and no other.
        other.open().await;
        let mut stream = other.events("").await;
        assert_eq!(other.post("/logout", &json!({})).await.status(), StatusCode::NO_CONTENT);
        assert_eq!(other.get("/chat/history").await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(stream.next().await.0, "logout");
        assert_eq!(browser.get("/chat/history").await.status(), StatusCode::OK);
        let times =
            |entries: Vec<zhixing::store::audit::Entry>| entries.iter().filter(|e| e.actor == "p-zhangwei").count();
        let [joined, entered, left] = ["login.join", "login.enter", "login.leave"].map(|action| served.logged(action));
        let counted = (times(joined.await), times(entered.await), times(left.await));
        assert_eq!(counted, (1, 2, 1), "{}", served.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_is_slowed_and_tells_nothing() {
    for served in served(Workers::Away).await {
        Browser::joined(&served, "p-zhangwei").await;
        let browser = Browser::new(served.address);
        let known = browser.log_in("张伟", "wrong password").await;
        let unknown = browser.log_in("张伟", "wrong password").await;
        assert_eq!((known.status(), unknown.status()), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
        assert_eq!(known.text().await.expect("a page"), unknown.text().await.expect("a page"));
        let mut last = StatusCode::OK;
        for _ in 0..6 {
            last = browser.log_in("张伟", "wrong password").await.status();
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let told = served.logged("login.fail").await;
        let failures: Vec<_> = told.iter().map(|e| (e.resource.as_str(), e.detail["failures"].as_i64())).collect();
        assert_eq!(failures[..2], [("p-zhangwei", Some(1)), ("p-zhangwei", Some(6))], "{}", served.name);
        assert!(!format!("{told:?}").contains("wrong password"), "what was typed stands nowhere");
        let right = browser.log_in("张伟", PASSWORD).await;
        assert_eq!(right.status(), StatusCode::TOO_MANY_REQUESTS, "whoever guesses is not let in by the last guess");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_page_itself_changes_anything() {
    for served in served(Workers::Away).await {
        let mut browser = Browser::joined(&served, "p-zhangwei").await;
        let message = json!({ "id": Uuid::new_v4(), "text": "登录接口80%" });
        let token = std::mem::replace(&mut browser.token, "another".into());
        assert_eq!(browser.post("/chat/messages", &message).await.status(), StatusCode::FORBIDDEN);
        browser.token = token;
        let forged = served.logged("page.forged").await;
        assert_eq!(forged.iter().map(|e| e.actor.as_str()).collect::<Vec<_>>(), ["p-zhangwei"], "{}", served.name);
        assert_eq!(browser.post("/demo/as", &json!({ "person": "p-lihao" })).await.status(), StatusCode::NOT_FOUND);
        let long = json!({ "id": Uuid::new_v4(), "text": "长".repeat(100_000) });
        assert_eq!(browser.post("/chat/messages", &long).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(browser.post("/chat/messages", &json!({ "text": 1 })).await.status(), StatusCode::BAD_REQUEST);
        for path in
            ["/chat", "/login", "/chat/history", "/nowhere", "/assets/web/chat.js", "/chat/reports/x", "/healthz"]
        {
            let response = browser.get(path).await;
            let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("text");
            assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}");
            assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_the_demo_one_is_whom_one_chooses() {
    for database in test_databases().await {
        let served = serve(database, Workers::At, true).await;
        let mut browser = Browser::new(served.address);
        let response = browser.get("/chat").await;
        browser.keep(&response);
        browser.open().await;
        let as_lihao = browser.post("/demo/as", &json!({ "person": "p-lihao" })).await;
        assert_eq!(as_lihao.status(), StatusCode::NO_CONTENT);
        let page: serde_json::Value = browser.get("/chat/history").await.json().await.expect("it is JSON");
        assert_eq!(page["me"]["name"], "李浩");
        assert!(page["people"].as_array().expect("people").len() > 10);
    }
}
