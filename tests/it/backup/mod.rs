//! Backup and restore: what is in the file, taken beside writers, restored on either database, refused where it must be.

mod beside;
mod command;
mod dump;
mod lists;
mod refused;
mod strange;
mod whole;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;
use zhixing::{
    app::{Actor, App, Company, codes, login, organisation, private, subject},
    conversation::{
        ask::{Asked, ask},
        worker,
    },
    domain::{
        Key, Org,
        access::{Secret, Sensitive},
        approval::{Decider, Kind, Rule},
    },
    store::{
        Store, audit_chain,
        backup::{self, Checked, Taken, Waiting, unheard},
        inbox::Inbound,
        jobs, logins,
        model_answers::{self, Answer},
        model_use::{self, ModelUse},
        private::Field,
        requests,
        rooms::{self, Member, Seen},
    },
};

use crate::store::{NOW, at, day};

/// A folder for files of backups.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Files {
        Files(TempDir::new().expect("a folder"))
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The names of what is there.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("the folder is there");
        let mut names: Vec<_> =
            entries.map(|e| e.expect("an entry").file_name().into_string().expect("a name")).collect();
        names.sort();
        names
    }
}

pub async fn take(store: &Store, file: &Path) -> Taken {
    backup::take(store, file, at(NOW), unheard()).await.expect("a backup is made")
}

pub async fn verify(file: &Path) -> Result<Checked, backup::Error> {
    backup::verify(file, unheard()).await
}

pub async fn restore(store: &Store, file: &Path) -> Result<Checked, backup::Error> {
    let checked = verify(file).await?;
    backup::restore(store, &checked, Waiting::Kept, at(NOW), unheard()).await?;
    Ok(checked)
}

/// The channel on which people talk here.
pub const CHANNEL: &str = "terminal";

pub fn said(company: &Company, id: &str, person: &str, text: &str, sent_at: DateTime<Utc>) -> Inbound {
    Inbound::said(company.id, CHANNEL, id, format!("terminal:{person}"), person, text, sent_at)
}

/// Somebody says something, which is worked on; what is answered waits in the outbox.
pub async fn say(app: &App, message: Inbound) {
    let company = message.company;
    worker::receive(app, message).await.expect("it is received");
    worker::drain(app, company, CHANNEL).await.expect("it is handled");
}

/// The company of the corpus, without a report.
pub async fn founded(store: &Store) -> (App, Company) {
    let app = App::new(store.clone());
    let json = include_str!("../../corpus/qiming/org.json");
    let mut org = Org::parse(json).expect("it is right");
    org.company.records_views = true;
    let company = organisation::create(&app, &org).await.expect("it is made");
    (app, company)
}

/// The same with a field of its own.
async fn with_a_field(store: &Store) -> (App, Company) {
    let (app, company) = founded(store).await;
    let mut json: serde_json::Value = serde_json::from_str(&company.org.to_json()).expect("JSON");
    let field = json!({ "id": "f-tier", "name": "客户等级", "of": "project", "kind": "choice", "choices": ["A", "B"] });
    json["fields"] = json!([field]);
    let org = Org::parse(&json.to_string()).expect("it is right");
    organisation::import(&app, company.id, &org, at(NOW)).await.expect("it is imported");
    let company = app.company(company.id).await.expect("it is there");
    (app, company)
}

/// A company that has lived: something of everything that can be stored, also what waits to be done.
pub async fn lived_in(store: &Store) -> (App, Company) {
    let (app, company) = with_a_field(store).await;
    let mut now = at("2026-11-20T10:00:00.123456Z");
    for (number, (person, text)) in [
        ("p-linyue", "你好"),
        ("p-zhangwei", "登录接口80%,规则引擎卡住了,等林悦给文档,下周三前搞完规则引擎"),
        ("p-zhangwei", "不是80%,是75%"),
        ("p-zhangwei", "确认"),
        ("p-daniel", "Member data migration is at 55%, waiting on Lin Yue for the merge rules. Spent 3 hours on it."),
        ("p-daniel", "not 55%, it's 50%"),
        ("p-daniel", "How far along is the member data migration?"),
        ("p-zhangwei", "凤凰就是会员中心项目"),
        ("p-linyue", "同意"),
        ("p-zhangwen", "凤凰做到65%了 🎉\n“引号”和'撇号'和\\反斜杠"),
        ("p-huangjia", "信息流素材做完了。本周CAC从113降到109,今天新增线索61条,转化率10.1%。花了两万三。"),
        ("p-wutong", "今天签了一单,本月累计签约单数两单了"),
        ("p-linyue", "让张伟周五前完成会员中心的压测"),
        ("p-linyue", "确认"),
        ("p-lihao", "点评张伟今天的日报:写得清楚"),
        ("p-lihao", "看看张伟今天的日报"),
        ("p-zhangwei", "会员中心的灰度放量里程碑推到下周五"),
        ("p-zhangwei", "我想自己申报一个KPI:明年一季度代码评审时长降到4小时"),
        ("p-zhangwei", "提交"),
        ("p-lihao", "11月23日到11月27日我的审批由王涛代办"),
        ("p-linyue", "会员中心的客户等级是A"),
        ("p-zhoumin", "给增长运营部的日报加一个字段:拜访客户数,数字,单位家"),
        ("p-zhoumin", "确认"),
        ("p-wutong", "今天拜访了5家客户"),
        ("p-zhangwen", "今天开会2小时"),
        ("p-zhangwen", "不是日报"),
    ]
    .into_iter()
    .enumerate()
    {
        say(&app, said(&company, &format!("m-{number}"), person, text, now)).await;
        now += Duration::minutes(1);
    }
    let mut edited = said(&company, "m-9-edited", "p-zhangwen", "凤凰做到70%了", now);
    edited.revises = Some("m-9".into());
    say(&app, edited).await;
    worker::deliver(&app, company.id, CHANNEL, Some("terminal:p-daniel"), |_, _| Ok(())).await.expect("it is sent");
    people_come(&app, &company, now).await;
    audit_chain::link(store, company.id).await.expect("the log is chained");
    // This one still waits to be worked on.
    worker::receive(&app, said(&company, "m-waits", "p-zhangwei", "今天登录接口做到90%了", now))
        .await
        .expect("it waits");
    (app, company)
}

/// Somebody binds an account, somebody has a password and a browser; a code, a failed log-in and a job are open. Somebody's
/// data is restricted, somebody's salary is known.
async fn people_come(app: &App, company: &Company, now: DateTime<Utc>) {
    let code = codes::issue(app, company, None, &"p-zhangwei".into(), now).await.expect("a code");
    codes::redeem(app, company, &code, "telegram", "4711", now).await.expect("it is bound");
    let code = codes::issue(app, company, None, &"p-linyue".into(), now).await.expect("a code");
    login::join(app, company, &code, "只有我自己知道的一句话", now).await.expect("she joins");
    login::open(app, company, &"p-linyue".into(), now).await.expect("she is logged in");
    codes::issue(app, company, None, &"p-daniel".into(), now).await.expect("a code");
    subject::restrict(app, company, &"p-huangjia".into(), true, now).await.expect("it is restricted");
    let salary = Field {
        person: "p-daniel".into(),
        label: "2026-11".into(),
        source: String::new(),
        value: Sensitive::new(Secret::Salary, "31000".to_owned()),
        recorded_at: now,
    };
    private::record(app, company, vec![salary]).await.expect("it is recorded");
    let id = company.id;
    let other = app.store.write(move |tx| {
        Box::pin(async move {
            logins::failed(tx, id, "person:p-daniel", now, now).await?;
            let used = ModelUse { calls: 3, failures: 1, tokens_in: 1 << 40, tokens_out: 17 };
            model_use::add(tx, id, day("2026-11-20"), &used).await?;
            let answer = Answer { answer: "{}".to_owned(), answered_at: now };
            model_answers::keep(tx, id, &"p-daniel".into(), "asked", &answer, now).await?;
            let body = json!({"a": [null, 1, 2.5, 1e16, -0.0, u64::MAX], "z": {"啊": "\u{2028}\"\\"}, "b": 1e-7});
            let member = Member { sender: "4711".into(), private: "4711".into() };
            let seen = Seen { thread: "-100".into(), people: Some(7), here: vec![member], gone: vec![] };
            rooms::see(tx, id, "telegram", &seen, now).await?;
            let rule = Rule { decider: Decider::DepartmentHead, days: 5 };
            requests::set_rule(tx, id, Kind::NewKpi, rule).await?;
            jobs::put(tx, id, "test", "once", &body, now, now).await
        })
    });
    other.await.expect("it is written");
}

/// What the program answers in a database, with every figure and citation.
pub async fn answers(store: &Store) -> Vec<String> {
    let app = App::new(store.clone());
    let company = only_company(&app).await;
    let mut all = Vec::new();
    for (person, text) in [
        ("p-zhangwei", "登录接口做到多少了?"),
        ("p-linyue", "凤凰怎么样了?"),
        ("p-linyue", "哪些项目有风险?"),
        ("p-linyue", "张伟这周做了什么?"),
        ("p-daniel", "How far along is the member data migration?"),
    ] {
        let actor = Actor::of(company.clone(), &Key::from(person)).expect("the person is there");
        let asked = Asked { text, at: at("2026-11-21T10:00:00Z"), language: None };
        let told = ask(&app, &actor, &asked, None).await.expect("it is answered");
        all.push(told.data(&actor).to_string());
    }
    all
}

pub async fn only_company(app: &App) -> Company {
    let companies = app.companies().await.expect("they are read");
    assert_eq!(companies.len(), 1);
    app.store.bind(companies[0].id).expect("it works for no other");
    app.company(companies[0].id).await.expect("it is there")
}

/// Which reports there are, by the id of their message.
pub async fn report_of(store: &Store, company: Uuid, id: &str) -> bool {
    let mut tx = store.read().await.expect("it opens");
    zhixing::store::reports::by_external(&mut tx, company, CHANNEL, id).await.expect("it answers").is_some()
}
