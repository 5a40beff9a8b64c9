//! The store on both databases. Every test here runs on each.

mod audit_chain;
mod inbox;
mod orgs;
mod row_security;
mod schema;
mod states;
mod story;
mod writer;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;
use zhixing::{
    domain::{Claim, Fact, Filed, Key, Language, Org, Reader, Span, Standing, Unit},
    store::{Error, Store, inbox::Inbound, reports::NewReport},
};

/// A fresh database, gone with its folder.
pub struct TestDatabase {
    pub name: &'static str,
    pub url: String,
    pub store: Store,
    _folder: Option<TempDir>,
}

/// The role that the tests and the programs they start work as on PostgreSQL: an ordinary one, which the wall between
/// companies holds. It owns its databases.
const ROLE: &str = "zhixing_app";

/// A fresh database of each kind, with its tables.
pub async fn test_databases() -> Vec<TestDatabase> {
    let mut both = empty_databases().await;
    for database in &mut both {
        database.store.migrate().await.expect("the tables are made");
    }
    both
}

/// A fresh database of each kind, without tables.
pub async fn empty_databases() -> Vec<TestDatabase> {
    let folder = TempDir::new().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("made/on/the/way/test.db").display());
    let store = Store::open(&url).await.expect("SQLite opens");
    let sqlite = TestDatabase { name: "SQLite", url, store, _folder: Some(folder) };

    let server = server();
    let name = format!("zhixing_{}", Uuid::now_v7().simple());
    let mut conn = PgConnection::connect(&server).await.expect("the test server answers");
    make_database(&mut conn, &name).await;
    let (base, _) = server.rsplit_once('/').expect("the URL names a database");
    let url = as_role(&format!("{base}/{name}"), ROLE);
    let store = Store::open(&url).await.expect("PostgreSQL opens");
    vec![sqlite, TestDatabase { name: "PostgreSQL", url, store, _folder: None }]
}

/// Makes a database that belongs to the role of the tests, and that role where it is not there yet.
pub async fn make_database(superuser: &mut PgConnection, name: &str) {
    make_role(superuser, ROLE, "login").await;
    let create = format!("create database {name} owner {ROLE}");
    superuser.execute(AssertSqlSafe(create)).await.expect("a database is made");
}

/// Makes a role; another test may be doing the same.
pub async fn make_role(superuser: &mut PgConnection, role: &str, with: &str) {
    let create = format!(
        "do $$ begin create role {role} {with}; exception when duplicate_object or unique_violation then null; end $$"
    );
    superuser.execute(AssertSqlSafe(create)).await.expect("the role is made");
}

/// The URL of a PostgreSQL database as another role.
pub fn as_role(url: &str, role: &str) -> String {
    let (scheme, rest) = url.split_once("://").expect("it is a URL");
    let (_, place) = rest.split_once('@').expect("it names a role");
    format!("{scheme}://{role}@{place}")
}

/// The URL of a database as who sees every row, behind the wall between companies; an SQLite file as it is.
pub fn all_seeing(url: &str) -> String {
    if url.starts_with("sqlite:") { url.to_owned() } else { as_role(url, "zhixing") }
}

fn server() -> String {
    std::env::var("ZHIXING_TEST_POSTGRES").expect(
        "ZHIXING_TEST_POSTGRES is not set: these tests run on PostgreSQL too. `tests/run` starts a server and sets it",
    )
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

pub const NOW: &str = "2026-11-20T10:00:00Z";

/// A small company: two people, a project with a task, and two KPIs.
pub fn small_org() -> Org {
    Org::parse(
        r#"{"company": {"id": "c", "name": "星河", "timezone": "Asia/Shanghai", "fiscal_year_start_month": 1},
        "departments": [{"id": "d", "name": "研发部", "aliases": ["技术部"], "parent": null, "head": "p-li"}],
        "people": [
            {"id": "p-li", "name": "李雷", "aliases": [], "department": "d", "position": "经理", "manager": null,
             "roles": ["department_head"]},
            {"id": "p-zhang", "name": "张伟", "aliases": ["小张"], "department": "d", "position": "工程师",
             "manager": "p-li", "roles": ["employee"]}],
        "projects": [{"id": "j", "name": "会员", "aliases": [], "owner": "p-li", "members": ["p-zhang"],
            "start": "2026-10-01", "due": "2026-12-31", "budget": 100000.5, "currency": "CNY", "planned_hours": 400,
            "milestones": [{"id": "m", "name": "上线", "aliases": [], "due": "2026-12-20"}],
            "tasks": [{"id": "t", "name": "登录接口", "aliases": ["登录"], "assignee": "p-zhang", "due": "2026-11-24"}]}],
        "kpis": [
            {"id": "k-deals", "name": "签单", "aliases": [], "level": "department", "owner": "d", "unit": "单",
             "direction": "higher", "aggregation": "sum", "period": "month", "target": 20, "baseline": 3,
             "start": "2026-01-01", "end": "2026-12-31", "category": "result", "weight": 60, "parent": null},
            {"id": "k-error", "name": "差错率", "aliases": [], "level": "department", "owner": "d", "unit": "%",
             "direction": "range", "aggregation": "latest", "period": "week", "target": [0.1, 0.5], "baseline": null,
             "start": null, "end": null, "category": "process", "weight": null, "parent": null}]}"#,
    )
    .expect("the company is whole")
}

/// Makes the small company.
pub async fn company(store: &Store) -> (Uuid, Org) {
    let org = small_org();
    let made = org.clone();
    let id = store.write(move |tx| Box::pin(async move { zhixing::store::orgs::create(tx, &made).await })).await;
    let id = id.expect("the company is made");
    store.bind(id).expect("the store works for it");
    (id, org)
}

pub fn message(company: Uuid, thread: &str, external_id: &str) -> Inbound {
    Inbound {
        company,
        channel: "telegram".into(),
        external_id: external_id.into(),
        thread: thread.into(),
        sender: "4711".into(),
        sent_at: at(NOW),
        text: "登录接口做到八成了".into(),
        voice: false,
        forced_report: false,
        reply_to: None,
        revises: None,
    }
}

pub fn report(company: Uuid, external_id: &str, author: &str, sent_at: DateTime<Utc>) -> NewReport {
    NewReport {
        company,
        id: Uuid::now_v7(),
        channel: "telegram".into(),
        external_id: external_id.into(),
        thread: "42".into(),
        author: author.into(),
        sent_at,
        sent_on: sent_at.date_naive(),
        duty_day: sent_at.date_naive(),
        text: "登录接口做到八成了,签了两单".into(),
        summary: "登录接口 80%;签单 +2".into(),
        keywords: vec!["登录接口".into(), "签".into()],
        language: Language::Zh,
        reader_version: "rules-1".into(),
        voice: false,
    }
}

pub fn filed(report: &NewReport, subject: &str, fact: Fact) -> Filed {
    Filed {
        said_in: None,
        id: Uuid::now_v7(),
        report: report.id,
        external_id: report.external_id.clone(),
        author: report.author.clone(),
        sent_at: report.sent_at,
        sent_on: report.sent_on,
        standing: Standing::Counted,
        claim: Claim {
            fact,
            subject: Some(Key::from(subject)),
            span: Span { start: 0, end: 4 },
            quote: "登录接口".into(),
            by: Reader::Rules,
            approximate: false,
            doubt: None,
        },
    }
}

pub fn progress(percent: i64) -> Fact {
    Fact::Progress { percent: percent.into() }
}

pub fn plus(value: i64, on: NaiveDate) -> Fact {
    Fact::Increment { value: value.into(), unit: Unit::from("单"), on }
}

pub fn total(value: i64, on: NaiveDate) -> Fact {
    Fact::Measurement { value: value.into(), unit: Unit::from("单"), on }
}

/// Files a report with its claims, as one transaction.
pub async fn file(
    store: &Store,
    company: Uuid,
    org: &Org,
    report: &NewReport,
    claims: Vec<Filed>,
) -> Result<bool, Error> {
    let (org, report) = (org.clone(), report.clone());
    store
        .write(move |tx| {
            Box::pin(async move {
                if !zhixing::store::reports::insert(tx, &report).await? {
                    return Ok(false);
                }
                zhixing::store::claims::insert(tx, company, &claims).await?;
                zhixing::store::states::apply(tx, company, &org, &claims).await?;
                Ok(true)
            })
        })
        .await
}
