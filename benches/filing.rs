//! Reports filed per second with sixteen senders, beside bare inserts of the same rows in the same commits.
//!
//! Filing is what the program does: receive, take, read, file with claims and states, reply, finish. The bare arm writes
//! the rows of the inbox, its lease, the report, its claims, the audit and the dialogue in the same three commits a
//! message, and leaves out the states: its figure is, if anything, too high.

use std::{sync::Arc, time::Instant};

use chrono::Utc;
use serde_json::json;
use tokio::task::JoinSet;
use uuid::Uuid;
use zhixing::{
    app::{App, organisation},
    conversation::worker,
    domain::{Filed, Key, Language, Org, Standing},
    store::{
        Store, audit, claims,
        conversations::{self, Conversation, Place},
        history::{self, HistoryFilter},
        inbox::{self, Inbound},
        reports::{self, NewReport},
    },
};

const SENDERS: usize = 16;
const EACH: usize = 60;

/// Each sender reports on work of their own.
const TASKS: [&str; SENDERS] = [
    "登录接口",
    "规则引擎",
    "会员首页改版",
    "数据迁移",
    "回归测试",
    "商品列表页",
    "兑换下单",
    "供应商签约",
    "消息推送",
    "离线缓存",
    "支付SDK",
    "冷启动优化",
    "测试用例",
    "落地页改版",
    "信息流素材",
    "老带新",
];

pub fn measure() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("it starts");
    let folder = tempfile::tempdir().expect("a folder");
    let sqlite = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    runtime.block_on(compare("SQLite", &sqlite("filed.db"), &sqlite("bare.db")));
    match std::env::var("ZHIXING_TEST_POSTGRES") {
        Ok(server) => runtime.block_on(async {
            let (filed, bare) = (database(&server).await, database(&server).await);
            compare("PostgreSQL", &filed, &bare).await;
        }),
        Err(_) => {
            println!("file      PostgreSQL not measured: ZHIXING_TEST_POSTGRES names no server (tests/run --bench)")
        }
    }
}

/// A fresh database on the server, as an ordinary role: what is served is held by row-level security.
pub async fn database(server: &str) -> String {
    use sqlx::{AssertSqlSafe, Connection, Executor};
    let name = format!("bench_{}", Uuid::now_v7().simple());
    let mut conn = sqlx::PgConnection::connect(server).await.expect("the server answers");
    conn.execute(AssertSqlSafe(format!("create role {name} login"))).await.expect("it is made");
    conn.execute(AssertSqlSafe(format!("create database {name} owner {name}"))).await.expect("it is made");
    let (head, _) = server.rsplit_once('/').expect("the URL names a database");
    let (scheme, rest) = head.split_once("://").expect("it is a URL");
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    format!("{scheme}://{name}@{place}/{name}")
}

async fn open(url: &str) -> (App, Uuid, Vec<Key>) {
    let store = Store::open(url).await.expect("it opens");
    store.migrate().await.expect("it migrates");
    let app = App::new(store);
    let org = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json"));
    let org = Org::parse(&org.expect("the corpus is there")).expect("it is right");
    let company = organisation::create(&app, &org).await.expect("it is made");
    (app, company.id, org.people.iter().map(|p| p.id.clone()).collect())
}

async fn compare(name: &str, filed_url: &str, bare_url: &str) {
    let (app, company, people) = open(filed_url).await;
    run(&app, company, &people, "warm").await;
    let filed = run(&app, company, &people, "filed").await;
    let rows = rows_of(&app, company).await;
    let (bare_app, bare_company, _) = open(bare_url).await;
    let bare = run_bare(&bare_app, bare_company, &people, rows).await;
    println!(
        "file      {name:<10} {filed:>7.0} reports/s with {SENDERS} senders   bare inserts {bare:>7.0}/s   {:.2} of it (aim 0.60)",
        filed / bare
    );
}

fn message(company: Uuid, people: &[Key], sender: usize, number: usize, tag: &str) -> Inbound {
    let person = &people[sender % people.len()];
    Inbound {
        company,
        channel: "terminal".into(),
        external_id: format!("{tag}-{sender}-{number}"),
        thread: format!("terminal:{person}:{sender}"),
        sender: person.to_string(),
        sent_at: Utc::now(),
        text: format!(
            "{}进度{}%,卡在测试环境,今天开会{}小时",
            TASKS[sender % TASKS.len()],
            number % 100,
            1 + number % 6
        ),
        voice: false,
        forced_report: true,
        reply_to: None,
        revises: None,
    }
}

/// Sixteen senders, each with one message after the other: received, then worked on.
async fn run(app: &App, company: Uuid, people: &[Key], tag: &'static str) -> f64 {
    let people: Arc<[Key]> = people.into();
    let start = Instant::now();
    let mut senders = JoinSet::new();
    for sender in 0..SENDERS {
        let (app, people) = (app.clone(), people.clone());
        senders.spawn(async move {
            for number in 0..EACH {
                worker::receive(&app, message(company, &people, sender, number, tag)).await.expect("it is received");
                worker::step(&app, company, "terminal").await.expect("it is handled");
            }
        });
    }
    while let Some(ended) = senders.join_next().await {
        ended.expect("no sender fails");
    }
    worker::finish(app, company, "terminal").await.expect("all is handled");
    (SENDERS * EACH) as f64 / start.elapsed().as_secs_f64()
}

/// The claims that one filed report came to.
async fn rows_of(app: &App, company: Uuid) -> Vec<Filed> {
    let history = history::load(&app.store, company, &HistoryFilter::default()).await.expect("it reads");
    let report = history.claims.last().expect("claims were filed").report;
    history.claims.into_iter().filter(|c| c.report == report).collect()
}

async fn run_bare(app: &App, company: Uuid, people: &[Key], rows: Vec<Filed>) -> f64 {
    let (people, rows): (Arc<[Key]>, Arc<[Filed]>) = (people.into(), rows.into());
    let start = Instant::now();
    let mut senders = JoinSet::new();
    for sender in 0..SENDERS {
        let (store, people, rows) = (app.store.clone(), people.clone(), rows.clone());
        senders.spawn(async move {
            for number in 0..EACH {
                let inbound = message(company, &people, sender, number, "bare");
                let received =
                    store.write(move |tx| Box::pin(async move { inbox::receive(tx, &inbound, Utc::now()).await }));
                received.await.expect("it is written");
                let rows = rows.clone();
                let lease = chrono::Duration::seconds(5);
                let taken = inbox::take_of(&store, company, Some("terminal"), Utc::now(), lease).await;
                let Some(taken) = taken.expect("it is taken") else { continue };
                let written = store.write(move |tx| {
                    Box::pin(async move {
                        insert(tx, &taken.message, &rows).await?;
                        inbox::finish(tx, &taken, Utc::now()).await
                    })
                });
                written.await.expect("it is written");
            }
        });
    }
    while let Some(ended) = senders.join_next().await {
        ended.expect("no sender fails");
    }
    (SENDERS * EACH) as f64 / start.elapsed().as_secs_f64()
}

async fn insert(tx: &mut zhixing::store::Tx, message: &Inbound, rows: &[Filed]) -> zhixing::store::Result<()> {
    let now = Utc::now();
    let report = NewReport {
        company: message.company,
        id: Uuid::now_v7(),
        channel: message.channel.clone(),
        external_id: message.external_id.clone(),
        thread: message.thread.clone(),
        author: message.sender.clone().into(),
        sent_at: message.sent_at,
        sent_on: message.sent_at.date_naive(),
        duty_day: message.sent_at.date_naive(),
        text: message.text.clone(),
        summary: message.text.clone(),
        keywords: vec!["登录接口".into()],
        language: Language::Zh,
        reader_version: "bare".into(),
        voice: false,
    };
    reports::insert(tx, &report).await?;
    let filed: Vec<Filed> = rows
        .iter()
        .map(|row| Filed { id: Uuid::now_v7(), report: report.id, standing: Standing::Counted, ..row.clone() })
        .collect();
    claims::insert(tx, message.company, &filed).await?;
    let place = Place {
        company: message.company,
        channel: message.channel.clone(),
        thread: message.thread.clone(),
        person: report.author.clone(),
    };
    let kept = Conversation { body: json!({ "card": report.id }), language: Language::Zh, updated_at: now };
    conversations::save(tx, &place, &kept).await?;
    let entry = audit::Entry {
        company: message.company,
        at: now,
        actor: message.sender.clone(),
        action: "report.file".into(),
        resource: report.id.to_string(),
        detail: json!({ "claims": filed.len() }),
    };
    audit::add(tx, &entry).await?;
    Ok(())
}
