//! Two replicas of `serve` on one PostgreSQL: a conversation goes on at either, and each message is handled once.

use std::{
    net::SocketAddr,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;
use zhixing::{
    app::{App, codes},
    store::history::{self, HistoryFilter},
};

use super::{Browser, PASSWORD};
use crate::store::{TestDatabase, empty_databases};

struct Replica {
    child: Child,
    address: SocketAddr,
}

impl Drop for Replica {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(database: &TestDatabase) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhixing"));
    command.args(["--db", &database.url]).env_remove("ZHIXING_DATABASE_URL").stdout(Stdio::null());
    command
}

async fn start(database: &TestDatabase) -> Replica {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = free.local_addr().expect("it has an address");
    drop(free);
    let child = program(database).args(["serve", "--listen", &address.to_string()]).spawn().expect("it starts");
    let replica = Replica { child, address };
    let deadline = Instant::now() + Duration::from_secs(30);
    while tokio::net::TcpStream::connect(address).await.is_err() {
        assert!(Instant::now() < deadline, "the replica does not listen");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    replica
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_goes_on_at_either_and_each_message_is_handled_once() {
    let database = empty_databases().await.pop().expect("PostgreSQL");
    let org = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json");
    assert!(program(&database).args(["import", org]).status().expect("it runs").success());
    let app = App::new(database.store.clone());
    let company = app.companies().await.expect("it reads")[0].id;
    app.store.bind(company).expect("it works for no other");
    let company = app.company(company).await.expect("it is there");
    let (one, mut other) = (start(&database).await, start(&database).await);

    let code = codes::issue(&app, &company, None, &"p-zhangwei".into(), chrono::Utc::now()).await.expect("a code");
    let mut here = Browser::new(one.address);
    let joined = here.join(&code, PASSWORD).await;
    assert_eq!(joined.status(), StatusCode::SEE_OTHER);
    here.keep(&joined);
    here.open().await;
    // The cookie of the one is good at the other.
    let mut there = Browser::new(other.address);
    there.cookie = here.cookie.clone();
    there.open().await;

    let mut streams = [here.events("").await, there.events("").await];
    let count = if std::env::var_os("ZHIXING_LONG").is_some() { 400 } else { 24 };
    let ids: Vec<Uuid> = (0..count).map(|_| Uuid::new_v4()).collect();
    let is_killed_at = count / 2;
    for (number, id) in ids.iter().enumerate() {
        let text = format!("登录接口{}%", number % 100);
        let alive = if number % 2 == 0 || number >= is_killed_at { &here } else { &there };
        loop {
            // What was not acknowledged is sent again, under the same id.
            match alive.say_as(*id, &text).await {
                StatusCode::ACCEPTED => break,
                StatusCode::TOO_MANY_REQUESTS => tokio::time::sleep(Duration::from_millis(300)).await,
                status => panic!("{status}"),
            }
        }
        if number + 1 == is_killed_at {
            other.child.kill().expect("it is ours");
            other.child.wait().expect("it ends");
        }
    }
    // In the order of sending, on the stream of the one that lives.
    for id in &ids {
        streams[0].until(|entry| entry["to"] == json!(id)).await;
    }
    let filed = history::load(&app.store, company.id, &HistoryFilter::default()).await.expect("it reads");
    assert_eq!(filed.reports.len(), count, "each is one report");
    let answered = here.history().await.iter().filter(|e| e["from"] == "zhixing").count();
    assert!(answered == count.min(40), "each is answered once: {answered}");
    // The other comes back, and the conversation goes on there.
    let back = start(&database).await;
    let mut there = Browser::new(back.address);
    there.cookie = here.cookie.clone();
    there.open().await;
    let corrected = there.ask(&format!("不是{}%,是99%", (count - 1) % 100)).await;
    assert_eq!(corrected["reply"]["in_place"]["notice"], "已更正:登录接口:进度 99%");
}
