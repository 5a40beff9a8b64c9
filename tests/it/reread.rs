//! Stored reports are read again: what an older reader had wrong is put right, what people settled stays.

use uuid::Uuid;
use zhixing::{
    app::{
        App, Company, organisation,
        reread::{Difference, Reread, reread},
    },
    domain::{Decimal, Fact, Filed, Key, Org, Standing},
    store::{audit_chain, claims, reports, states},
};

use crate::{
    backup::{founded, said, say},
    store::{TestDatabase, at, test_databases},
};

const SENT: &str = "2026-11-20T10:00:00Z";

/// A company with a few reports, among them a spoken one and one that its writer corrected.
async fn with_reports(db: &TestDatabase) -> (App, Company) {
    let (app, company) = founded(&db.store).await;
    for (id, person, text) in [
        ("r-1", "p-zhangwei", "登录接口80%,规则引擎卡住了,等林悦给文档"),
        ("r-2", "p-linyue", "积分商城原型做到40%"),
        ("r-3", "p-linyue", "不是40%,是45%"),
    ] {
        say(&app, said(&company, id, person, text, at(SENT))).await;
    }
    let mut spoken = said(&company, "r-4", "p-zhangwen", "嗯那个会员首页改版做到百分之六十五 哦不对 是七十", at(SENT));
    spoken.voice = true;
    say(&app, spoken).await;
    (app, company)
}

async fn filed(db: &TestDatabase, company: &Company, external: &str) -> (Uuid, Vec<Filed>) {
    let mut tx = db.store.read().await.expect("it opens");
    let report = reports::by_external(&mut tx, company.id, "terminal", external).await.expect("it answers");
    let id = report.expect("the report is there").report.id;
    (id, claims::of_report(&mut tx, company.id, id).await.expect("they are read"))
}

/// What an older reader would have left: the progress of a report misread, and its obstacle overlooked.
async fn misread(db: &TestDatabase, company: &Company) {
    let (report, all) = filed(db, company, "r-1").await;
    let (company, org) = (company.id, company.org.clone());
    let written = db.store.write(move |tx| {
        Box::pin(async move {
            let mut wrong = Vec::new();
            for old in all {
                claims::set_standing(tx, company, old.id, Standing::Superseded).await?;
                if let Fact::Progress { .. } = old.claim.fact {
                    let fact = Fact::Progress { percent: Decimal::from(8) };
                    let claim = zhixing::domain::Claim { fact, ..old.claim.clone() };
                    wrong.push(Filed { id: Uuid::now_v7(), claim, ..old });
                }
            }
            claims::append(tx, company, report, &wrong, None).await?;
            let subjects: Vec<Key> = org.projects.iter().flat_map(|p| &p.tasks).map(|t| t.id.clone()).collect();
            states::refold(tx, company, &org, &subjects).await
        })
    });
    written.await.expect("it is written");
}

async fn run(app: &App, company: &Company, apply: bool) -> (Reread, Vec<String>) {
    let mut told = Vec::new();
    let tell = |d: &Difference| {
        let kinds = |all: &[zhixing::domain::Claim]| {
            let mut kinds: Vec<String> = all
                .iter()
                .map(|c| format!("{} {}", c.fact.kind(), c.fact.figure().map_or(String::new(), |(v, _)| v.to_string())))
                .collect();
            kinds.sort();
            kinds.join(",")
        };
        told.push(format!("{} -[{}] +[{}]", d.report.report.external_id, kinds(&d.gone), kinds(&d.new)));
    };
    let done = reread(app, company, None, apply, tell).await.expect("they are read");
    (done, told)
}

async fn progress(db: &TestDatabase, company: &Company, task: &str) -> Option<Decimal> {
    let keys = [Key::from(task)];
    let mut tx = db.store.read().await.expect("it opens");
    states::work(&mut tx, company.id, Some(&keys)).await.expect("it answers").first().and_then(|w| w.progress)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_present_reader_reads_the_same_stays_as_it_is() {
    for db in test_databases().await {
        let (app, company) = with_reports(&db).await;
        let (done, told) = run(&app, &company, true).await;
        assert_eq!((done.reports, done.differing), (3, 0), "{}: {told:?}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_misread_report_is_shown_then_put_right_once() {
    for db in test_databases().await {
        let (app, company) = with_reports(&db).await;
        misread(&db, &company).await;
        let expected = ["r-1 -[progress 8] +[blocker ,progress 80]"];
        let (done, told) = run(&app, &company, false).await;
        assert_eq!((done.differing, told), (1, expected.map(String::from).to_vec()), "{}", db.name);
        assert_eq!(progress(&db, &company, "t-mb-login").await, Some(8.into()), "{}: only shown", db.name);
        let (done, told) = run(&app, &company, true).await;
        assert_eq!((done.differing, told), (1, expected.map(String::from).to_vec()), "{}", db.name);
        assert_eq!(progress(&db, &company, "t-mb-login").await, Some(80.into()), "{}", db.name);
        let (_, all) = filed(&db, &company, "r-1").await;
        let kept =
            |f: &&Filed| f.standing == Standing::Superseded && f.claim.fact == Fact::Progress { percent: 8.into() };
        assert_eq!(all.iter().filter(kept).count(), 1, "{}: the old reading is kept", db.name);
        assert_eq!(run(&app, &company, true).await.0.differing, 0, "{}: once", db.name);
        audit_chain::link(&db.store, company.id).await.expect("it is chained");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_person_corrected_or_took_back_is_not_read_again() {
    for db in test_databases().await {
        let (app, company) = with_reports(&db).await;
        say(&app, said(&company, "r-5", "p-zhangwei", "不是80%,是70%", at(SENT))).await;
        let (_, before) = filed(&db, &company, "r-1").await;
        assert_eq!(run(&app, &company, true).await.0.differing, 0, "{}", db.name);
        assert_eq!(filed(&db, &company, "r-1").await.1, before, "{}", db.name);
        assert_eq!(progress(&db, &company, "t-mb-login").await, Some(70.into()), "{}", db.name);
        say(&app, said(&company, "r-6", "p-zhangwei", "把我今天写的那条删了", at(SENT))).await;
        let (done, told) = run(&app, &company, true).await;
        assert_eq!((done.reports, done.differing), (2, 0), "{}: {told:?}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_fills_a_field_stays_as_it_was_read_or_put_right() {
    for db in test_databases().await {
        let (app, company) = with_reports(&db).await;
        let mut json: serde_json::Value = serde_json::from_str(&company.org.to_json()).expect("JSON");
        json["fields"] = serde_json::json!([
            { "id": "r-visits", "name": "拜访客户数", "of": "report", "kind": "number", "unit": "家" },
            { "id": "r-mood", "name": "客户心情", "of": "report", "kind": "choice", "choices": ["好", "一般"] },
        ]);
        let org = Org::parse(&json.to_string()).expect("it is right");
        organisation::import(&app, company.id, &org, at(SENT)).await.expect("it is imported");
        let company = app.company(company.id).await.expect("it is there");
        for (id, text) in
            [("f-1", "今天拜访了5家客户,客户心情:一般"), ("f-2", "拜访客户数改成6"), ("f-3", "客户心情改成好")]
        {
            say(&app, said(&company, id, "p-wutong", text, at(SENT))).await;
        }
        let counted = |all: &[Filed]| {
            let counts = all.iter().filter(|f| f.standing == Standing::Counted);
            let mut facts: Vec<String> = counts
                .filter_map(|f| match &f.claim.fact {
                    Fact::Field { content, .. } => Some(content.to_string()),
                    _ => None,
                })
                .collect();
            facts.sort();
            facts
        };
        assert_eq!(counted(&filed(&db, &company, "f-1").await.1), ["6", "好"], "{}", db.name);
        let (done, told) = run(&app, &company, true).await;
        assert_eq!(done.differing, 0, "{}: {told:?}", db.name);
        assert_eq!(counted(&filed(&db, &company, "f-1").await.1), ["6", "好"], "{}", db.name);
    }
}
