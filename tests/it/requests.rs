//! Requests on which nobody decides in time, and what was agreed to over imports.

use chrono::{DateTime, Utc};
use zhixing::{
    app::{App, Company, organisation},
    conversation::{overdue, worker},
    domain::{Org, approval::State, org::Target},
    store::{
        Store,
        audit::{self, AuditFilter},
        inbox::Inbound,
        requests,
    },
};

use crate::store::{at, test_databases};

const ORG: &str = include_str!("../corpus/qiming/org.json");

async fn company(store: &Store) -> (App, Company) {
    let app = App::new(store.clone());
    let company = organisation::create(&app, &Org::parse(ORG).expect("it is right")).await.expect("it is made");
    (app, company)
}

/// Says something and gives everything that was said because of it.
async fn say(app: &App, company: &Company, person: &str, text: &str, now: DateTime<Utc>) -> String {
    let id = uuid::Uuid::now_v7().to_string();
    let message = Inbound::said(company.id, "terminal", id, format!("terminal:{person}"), person, text, now);
    worker::receive(app, message).await.expect("it is received");
    worker::drain(app, company.id, "terminal").await.expect("it is handled");
    heard(app, company).await
}

async fn heard(app: &App, company: &Company) -> String {
    let mut said = String::new();
    worker::deliver(app, company.id, "terminal", None, |_, reply| {
        said.push_str(&reply.text);
        said.push('\n');
        Ok(())
    })
    .await
    .expect("it is delivered");
    said
}

/// The steps that the audit log has, each once.
async fn actions(store: &Store, company: &Company) -> Vec<String> {
    let mut tx = store.read().await.expect("it opens");
    let entries = audit::list(&mut tx, company.id, &AuditFilter::default()).await.expect("it answers");
    entries
        .into_iter()
        .rev()
        .map(|e| e.action)
        .filter(|a| a.starts_with("request."))
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_decide_in_time_is_passed_over() {
    for db in test_databases().await {
        let (app, company) = company(&db.store).await;
        let friday = at("2026-11-20T10:00:00Z");
        for person in ["p-lihao", "p-chenqm", "p-wangfang"] {
            say(&app, &company, person, "你好", friday).await;
        }
        say(&app, &company, "p-zhangwei", "我想申报一个KPI:每月接口文档10篇", friday).await;
        let said = say(&app, &company, "p-zhangwei", "提交", friday).await;
        assert!(said.contains("等李浩审批"), "{said}");
        // Three working days: until Wednesday.
        assert_eq!(overdue::once(&app, company.id, at("2026-11-25T10:00:00Z")).await.expect("it looks"), 0);
        assert_eq!(overdue::once(&app, company.id, at("2026-11-26T10:00:00Z")).await.expect("it looks"), 1);
        assert_eq!(overdue::once(&app, company.id, at("2026-11-26T10:01:00Z")).await.expect("it looks"), 0);
        let told = heard(&app, &company).await;
        assert!(told.contains("到期没有人审批,转给你") && told.contains("已转给陈启明"), "{told}");
        let late = say(&app, &company, "p-lihao", "同意", at("2026-11-26T11:00:00Z")).await;
        assert!(late.contains("没有等你决定的事"), "{late}");
        let agreed = say(&app, &company, "p-chenqm", "同意", at("2026-11-26T11:00:00Z")).await;
        assert!(agreed.contains("陈启明同意了"), "{agreed}");
        let steps = ["request.approve", "request.draft", "request.raise", "request.submit"];
        assert_eq!(actions(&db.store, &company).await, steps, "{}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_expires_where_nobody_is_left() {
    for db in test_databases().await {
        let (app, company) = company(&db.store).await;
        let friday = at("2026-11-06T10:00:00Z");
        say(&app, &company, "p-wangfang", "你好", friday).await;
        say(&app, &company, "p-chenqm", "我想申报一个KPI:每月拜访客户3家", friday).await;
        let said = say(&app, &company, "p-chenqm", "提交", friday).await;
        assert!(said.contains("等王芳审批"), "{said}");
        assert_eq!(overdue::once(&app, company.id, at("2026-11-20T10:00:00Z")).await.expect("it looks"), 1);
        let told = heard(&app, &company).await;
        assert!(told.contains("已经没有上一级"), "{told}");
        let mut tx = db.store.read().await.expect("it opens");
        let own = requests::of_requester(&mut tx, company.id, &"p-chenqm".into()).await.expect("it answers");
        assert_eq!(own[0].state, State::Expired);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_agreed_to_outlives_imports_until_the_file_says_otherwise() {
    for db in test_databases().await {
        let (app, company) = company(&db.store).await;
        let now = at("2026-11-20T10:00:00Z");
        for (person, text) in [
            ("p-zhangwei", "我想申报一个KPI:每月接口文档10篇"),
            ("p-zhangwei", "提交"),
            ("p-lihao", "同意"),
            ("p-heliang", "把续费率目标改成92%"),
            ("p-heliang", "提交"),
            ("p-chenqm", "同意"),
        ] {
            say(&app, &company, person, text, now).await;
        }
        let org = Org::parse(ORG).expect("it is right");
        let plain = organisation::plain(&app, company.id).await.expect("it is there");
        assert!(plain.kpis.iter().any(|k| k.name == "接口文档"), "it is there beside those of the file");
        let would = organisation::would_change(&app, company.id, &plain, &org).await.expect("it is compared");
        assert_eq!(would.list, [], "{}: a dry run takes nothing away that an import leaves", db.name);
        let done = organisation::import(&app, company.id, &org, Utc::now()).await.expect("it is imported");
        assert!(!done.0.is_change(), "{}", db.name);
        let seen = app.company(company.id).await.expect("it is there").org;
        assert!(seen.kpis.iter().any(|k| k.name == "接口文档"), "{}", db.name);
        let target = |org: &Org| org.kpi(&"k-renew".into()).and_then(|k| k.target.clone());
        assert_eq!(target(&seen), Some(Target::Bound(92.into())));
        let mut newer = org.clone();
        newer
            .kpis
            .iter_mut()
            .filter(|k| k.id.as_str() == "k-renew")
            .for_each(|k| k.target = Some(Target::Bound(95.into())));
        organisation::import(&app, company.id, &newer, Utc::now()).await.expect("it is imported");
        let seen = app.company(company.id).await.expect("it is there").org;
        assert_eq!(target(&seen), Some(Target::Bound(95.into())), "{}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_else_decides_and_a_button_pressed_twice_decides_once() {
    for db in test_databases().await {
        let (app, company) = company(&db.store).await;
        let now = at("2026-11-20T10:00:00Z");
        say(&app, &company, "p-zhangwei", "我想申报一个KPI:每月接口文档10篇", now).await;
        say(&app, &company, "p-zhangwei", "提交", now).await;
        let mut tx = db.store.read().await.expect("it opens");
        let id = requests::of_requester(&mut tx, company.id, &"p-zhangwei".into()).await.expect("it answers")[0].id;
        drop(tx);
        for stranger in ["p-zhangwei", "p-zhangwen", "p-wangfang"] {
            let said = say(&app, &company, stranger, &format!("/request {id} yes"), now).await;
            assert!(said.contains("没有等你处理"), "{stranger}: {said}");
        }
        say(&app, &company, "p-lihao", "11月20日到11月27日我的审批由王涛代办", now).await;
        let said = say(&app, &company, "p-wangtao", &format!("/request {id} yes"), now).await;
        assert!(said.contains("王涛同意了"), "{said}");
        let again = say(&app, &company, "p-lihao", &format!("/request {id} yes"), now).await;
        assert!(again.contains("没有等你处理"), "{again}");
        let steps = ["request.approve", "request.draft", "request.submit"];
        assert_eq!(actions(&db.store, &company).await, steps, "{}", db.name);
    }
}
