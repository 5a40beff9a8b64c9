//! Who looked at what is somebody's: recorded where the company wants it, told to that person and to nobody else.

use zhixing::{
    app::{App, Company, organisation, subject},
    domain::{Key, Org},
};

use super::{
    company::{self, REPORTS, SUBJECT, now},
    matrix::say,
};
use crate::{
    store::test_databases,
    web::{Browser, Workers, serve_company},
};

fn org(records: bool) -> Org {
    let mut org = company::org();
    org.company.records_views = records;
    org
}

async fn reported(app: &App, company: &Company) {
    for (minute, text) in REPORTS.iter().enumerate() {
        say(app, company, &SUBJECT.into(), text, now() - chrono::Duration::minutes(60 - minute as i64)).await;
    }
}

async fn asks(app: &App, company: &Company, person: &str, text: &str) -> String {
    say(app, company, &person.into(), text, now()).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_told_who_looked() {
    for database in test_databases().await {
        let served = serve_company(database, Workers::At, false, &org(true)).await;
        let (app, company) = (&served.app, &served.company);
        reported(app, company).await;
        let nobody = asks(app, company, SUBJECT, "谁看过我的数据").await;
        assert!(nobody.contains("还没有人看过"), "{nobody}");
        // Twice on a day is one line; what everybody sees of a project, and one's own, is none; nor is what was refused.
        for text in ["冯小明今天花了多少工时?", "冯小明今天花了多少工时?", "看看冯小明今天的日报"]
        {
            asks(app, company, "p-wang", text).await;
        }
        asks(app, company, "p-zhou", "代码评审数现在是多少?").await;
        asks(app, company, "p-chen", "凤凰项目进度多少了?").await;
        asks(app, company, "p-shen", "看看冯小明今天的日报").await;
        asks(app, company, SUBJECT, "冯小明今天花了多少工时?").await;
        let told = asks(app, company, SUBJECT, "谁看过我的日报?").await;
        assert!(told.contains("11月20日 王若兰: 做了什么和工时、日报原文"), "{}: {told}", served.name);
        assert!(told.contains("11月20日 周敏仪: 个人指标"), "{told}");
        assert_eq!(told.matches("11月20日").count(), 2, "{told}");
        let english = asks(app, company, SUBJECT, "Who has looked at my data?").await;
        assert!(english.contains("王若兰: what you did and your hours, reports"), "{english}");
        let other = asks(app, company, "p-wang", "谁看过我的数据").await;
        assert!(other.contains("还没有人看过"), "nobody is told of another's: {other}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_opened_on_the_page_was_looked_at() {
    let served = serve_company(test_databases().await.remove(0), Workers::At, false, &org(true)).await;
    let (app, company) = (&served.app, &served.company);
    reported(app, company).await;
    let mut tx = app.store.read().await.expect("it opens");
    let found = zhixing::store::reports::list(&mut tx, company.id, &Default::default()).await.expect("it answers");
    let report = found[0].report.id;
    drop(tx);
    for person in [SUBJECT, "p-qian", "p-chen"] {
        Browser::joined(&served, person).await.get(&format!("/chat/reports/{report}")).await;
    }
    let told = asks(app, company, SUBJECT, "谁看过我的日报").await;
    assert!(told.contains("钱立群: 日报原文") && !told.contains("陈佳慧") && !told.contains("冯小明"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_looked_at_is_handed_out_and_erased_with_the_person() {
    for database in test_databases().await {
        let app = App::new(database.store.clone());
        let company = organisation::create(&app, &org(true)).await.expect("it is made");
        reported(&app, &company).await;
        asks(&app, &company, "p-wang", "看看冯小明今天的日报").await;
        let person = Key::from(SUBJECT);
        let all = subject::export(&app, &company, &person).await.expect("it is handed out");
        assert_eq!(all["looked_at"][0]["viewer"], "p-wang", "{}: {}", database.name, all["looked_at"]);
        assert_eq!(all["looked_at"][0]["class"], "report_text");
        let without = super::subject::without();
        organisation::import(&app, company.id, &without, now()).await.expect("it is imported");
        let company = app.company(company.id).await.expect("it is there");
        subject::erase(&app, &company, &person).await.expect("it is erased");
        let mut tx = app.store.read().await.expect("it opens");
        let left = zhixing::store::views::of_person(&mut tx, company.id, &person, 9).await.expect("it answers");
        assert!(left.is_empty(), "{}", database.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_recorded_where_the_company_does_not_want_it() {
    for database in test_databases().await {
        let app = App::new(database.store.clone());
        let company = organisation::create(&app, &org(false)).await.expect("it is made");
        reported(&app, &company).await;
        asks(&app, &company, "p-wang", "看看冯小明今天的日报").await;
        let told = asks(&app, &company, SUBJECT, "谁看过我的日报").await;
        assert!(told.contains("没有打开查看记录") && !told.contains("王若兰"), "{}: {told}", database.name);
        // From the import that wants it, and no earlier.
        organisation::import(&app, company.id, &org(true), now()).await.expect("it is imported");
        let company = app.company(company.id).await.expect("it is there");
        let told = asks(&app, &company, SUBJECT, "谁看过我的日报").await;
        assert!(told.contains("还没有人看过"), "{told}");
    }
}
