//! What a person may ask of whoever keeps data about them.

use sqlx::{Connection, Row, SqliteConnection};
use zhixing::{
    app::{Actor, App, Company, Error, organisation, private, subject},
    conversation::ask::{Asked, ask},
    domain::{Key, Org},
    store::model_answers,
};

use super::{
    company::{self, REPORTS, SUBJECT, now},
    matrix::say,
};
use crate::store::test_databases;

async fn told(app: &App, company: &Company, person: &str, text: &str) -> String {
    let actor = Actor::of(company.clone(), &person.into()).expect("they are there");
    let told = ask(app, &actor, &Asked { text, at: now(), language: None }, None).await.expect("it is answered");
    told.data(&actor).to_string()
}

async fn made(app: &App) -> Company {
    let company = organisation::create(app, &company::org()).await.expect("it is made");
    for (minute, text) in REPORTS.iter().enumerate() {
        say(app, &company, &SUBJECT.into(), text, now() - chrono::Duration::minutes(60 - minute as i64)).await;
    }
    company
}

/// The company without 冯小明 and what is theirs.
pub fn without() -> Org {
    let mut json = company::json();
    let keep = |list: &mut serde_json::Value, field: &str| {
        list.as_array_mut().expect("a list").retain(|thing| thing[field] != SUBJECT);
    };
    keep(&mut json["people"], "id");
    keep(&mut json["kpis"], "owner");
    // Nobody else has the position.
    json["kpis"].as_array_mut().expect("a list").retain(|kpi| kpi["level"] != "position");
    json["projects"][0]["members"] = serde_json::json!(["p-jiang"]);
    json["projects"][0]["tasks"] = serde_json::json!([]);
    Org::parse(&json.to_string()).expect("it is right")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_about_a_person_is_handed_out() {
    for database in test_databases().await {
        let app = App::new(database.store.clone());
        let company = made(&app).await;
        let all = subject::export(&app, &company, &SUBJECT.into()).await.expect("it is handed out");
        assert_eq!(all["person"]["name"], "冯小明", "{}", database.name);
        let texts: Vec<&str> =
            all["reports"].as_array().expect("reports").iter().filter_map(|r| r["text"].as_str()).collect();
        assert!(REPORTS.iter().all(|text| texts.contains(text)), "{texts:?}");
        assert!(all["replies"].as_array().expect("replies").len() >= REPORTS.len());
        assert!(all["audit"].as_array().expect("entries").len() >= REPORTS.len());
        private::record(&app, &company, company::secrets()).await.expect("they are recorded");
        let all = subject::export(&app, &company, &SUBJECT.into()).await.expect("it is handed out").to_string();
        assert!(all.contains("88321") && all.contains("沉香木") && !all.contains("p-chen"), "{}", database.name);
        let nobody = subject::export(&app, &company, &"p-nobody".into()).await;
        assert!(matches!(nobody, Err(Error::NotFound)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn restricted_data_is_shown_to_nobody_else_and_still_counts() {
    for database in test_databases().await {
        let app = App::new(database.store.clone());
        let before = made(&app).await;
        let person = Key::from(SUBJECT);
        let hours = "冯小明今天花了多少工时?";
        assert!(told(&app, &before, "p-wang", hours).await.contains("6.25"));
        assert!(subject::restrict(&app, &before, &person, true, now()).await.expect("it is done"));
        assert!(!subject::restrict(&app, &before, &person, true, now()).await.expect("it is done"));
        let company = app.company(before.id).await.expect("it is there");
        for asker in ["p-wang", "p-zhao", "p-zhou"] {
            let refused = told(&app, &company, asker, hours).await;
            assert_eq!(refused, told(&app, &company, asker, "韩大雷今天花了多少工时?").await, "{asker}");
        }
        assert!(told(&app, &company, SUBJECT, hours).await.contains("6.25"), "they see their own");
        let state = told(&app, &company, "p-wang", "凤凰项目进度多少了?").await;
        assert!(state.contains("37%") && !state.contains("做到37%"), "the figure counts, the words are not shown");
        assert!(subject::restrict(&app, &company, &person, false, now()).await.expect("it is done"));
        let company = app.company(before.id).await.expect("it is there");
        assert!(told(&app, &company, "p-wang", hours).await.contains("6.25"), "{}", database.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_person_is_nowhere_and_their_figures_stay() {
    for database in test_databases().await {
        let app = App::new(database.store.clone());
        let company = made(&app).await;
        private::record(&app, &company, company::secrets()).await.expect("they are recorded");
        let person = Key::from(SUBJECT);
        say(&app, &company, &person, "我想自己申报一个KPI:明年一季度客户留存率提到85%", now()).await;
        let all = subject::export(&app, &company, &person).await.expect("it is handed out");
        assert_eq!(all["requests"].as_array().map(Vec::len), Some(1), "{}: {}", database.name, all["requests"]);
        answered(&app, &company, &person, REPORTS[0]).await;
        answered(&app, &company, &"p-wang".into(), &format!("{{\"waiting_on\": \"{SUBJECT}\"}}")).await;
        let all = subject::export(&app, &company, &person).await.expect("it is handed out");
        assert_eq!(all["model_answers"][0]["answer"], REPORTS[0], "{}", database.name);
        assert!(matches!(subject::erase(&app, &company, &person).await, Err(Error::Conflict)));
        organisation::import(&app, company.id, &without(), now()).await.expect("it is imported");
        let company = app.company(company.id).await.expect("it is there");
        let found = subject::find(&app, &company, "冯小明").await.expect("it is looked up");
        assert_eq!(found.as_ref(), Some(&person), "also by the name they had");
        let alias = subject::erase(&app, &company, &person).await.expect("it is erased");
        assert!(matches!(subject::erase(&app, &company, &person).await, Err(Error::NotFound)));
        let company = app.company(company.id).await.expect("it is there");
        let state = told(&app, &company, "p-wang", "凤凰项目进度多少了?").await;
        assert!(state.contains("37%") && !state.contains(&alias), "{}: {state}", database.name);
        if database.name == "SQLite" {
            let kept = every_text(&database.url).await;
            for words in REPORTS.iter().copied().chain(["冯小明", SUBJECT, "88321", "沉香木"]) {
                let places: Vec<&String> =
                    kept.iter().filter(|(_, text)| text.contains(words)).map(|(t, _)| t).collect();
                assert!(places.is_empty(), "{words:?} stands in {places:?}");
            }
        }
    }
}

/// A model has answered about somebody's words.
async fn answered(app: &App, company: &Company, person: &Key, answer: &str) {
    let (id, person, answer) = (company.id, person.clone(), answer.to_owned());
    let kept = model_answers::Answer { answer, answered_at: now() };
    let keep = app
        .store
        .write(move |tx| Box::pin(async move { model_answers::keep(tx, id, &person, "asked", &kept, now()).await }));
    keep.await.expect("it is kept");
}

/// Every text in the database but the audit log's, with its table.
async fn every_text(url: &str) -> Vec<(String, String)> {
    let mut conn = SqliteConnection::connect(url).await.expect("it opens");
    let tables = "select name from sqlite_master where type = 'table' and name not like 'audit%'";
    let tables: Vec<(String,)> = sqlx::query_as(tables).fetch_all(&mut conn).await.expect("tables");
    let mut texts = Vec::new();
    for (table,) in tables {
        let sql = sqlx::AssertSqlSafe(format!("select * from {table}"));
        for row in sqlx::query(sql).fetch_all(&mut conn).await.expect("rows") {
            for column in 0..row.len() {
                if let Ok(Some(text)) = row.try_get::<Option<String>, _>(column) {
                    texts.push((table.clone(), text));
                }
            }
        }
    }
    texts
}
