//! Fields of a company's own on projects and KPIs: defined and filled by a file, filled in chat, kept on both databases.

use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;
use zhixing::{
    app::{Actor, App, fields, organisation, subject, views},
    domain::{
        Claim, Fact, Key, Org,
        org::{
            Content,
            changes::{Changes, Difference},
        },
    },
    store::{Store, orgs},
    understanding::{
        Lexicon,
        question::{self, Query},
        reader::{self, Message},
    },
};

use crate::access::say;
use crate::long;
use crate::store::{NOW, at, test_databases};

/// Two people, a project and a KPI of one of them, with a field of every kind.
fn whole() -> Value {
    json!({
        "company": { "id": "c", "name": "星河" },
        "departments": [{ "id": "d", "name": "销售部", "head": "p-li" }],
        "people": [
            { "id": "p-li", "name": "李雷", "department": "d" },
            { "id": "p-zhang", "name": "张伟", "department": "d", "manager": "p-li" },
        ],
        "projects": [{ "id": "j", "name": "会员", "owner": "p-li", "fields": { "f-tier": "a", "f-sum": 120.5 } }],
        "kpis": [{
            "id": "k", "name": "签单", "level": "person", "owner": "p-zhang", "unit": "单", "direction": "higher",
            "aggregation": "sum", "period": "month", "fields": { "f-source": "财务部=老张、a,b" },
        }],
        "fields": [
            { "id": "f-tier", "name": "客户等级", "aliases": ["等级"], "of": "project", "kind": "choice", "choices": ["A", "B"] },
            { "id": "f-sum", "name": "合同金额", "of": "project", "kind": "number", "unit": "万元" },
            { "id": "f-signed", "name": "签约日期", "of": "project", "kind": "date" },
            { "id": "f-source", "name": "数据来源", "of": "kpi", "kind": "text" },
        ],
    })
}

fn parse(json: &Value) -> Result<Org, Vec<String>> {
    Org::parse(&json.to_string()).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn with(pointer: &str, value: Value) -> Value {
    let mut json = whole();
    *json.pointer_mut(pointer).expect("it is there") = value;
    json
}

fn content(org: &Org, subject: &str, field: &str) -> Option<String> {
    org.fields.content(&subject.into(), &field.into()).map(ToString::to_string)
}

#[test]
fn what_does_not_fit_is_named_with_its_place() {
    let cases = [
        ("/projects/0/fields/f-tier", json!("C"), r#"projects[0] (j), fields: 客户等级 takes one of A、B, not “C”"#),
        ("/projects/0/fields/f-sum", json!("很多"), r#"projects[0] (j), fields: 合同金额 takes a figure, not “很多”"#),
        (
            "/projects/0/fields",
            json!({ "f-source": "x" }),
            r#"projects[0] (j), fields: nothing of the right kind has the id "f-source""#,
        ),
        ("/kpis/0/fields", json!({ "f-x": 1 }), r#"kpis[0] (k), fields: nothing of the right kind has the id "f-x""#),
        ("/kpis/0/fields/f-source", json!(true), "kpis[0] (k), fields: f-source: a text or a figure stands in a field"),
        ("/fields/0/choices", json!(["A", "a "]), "fields[0] (f-tier), choices: a choice is between different words"),
        (
            "/fields/1/name",
            json!("客户等级"),
            "fields[1] (f-sum), name: another field of the same things has this name",
        ),
        ("/fields/1/kind", json!("text"), "fields[1] (f-sum), unit: only a number has a unit"),
        ("/fields/3/id", json!("j"), r#"fields[3] (j), id: the id "j" is used twice"#),
    ];
    for (pointer, value, said) in cases {
        let faults = parse(&with(pointer, value)).expect_err("it is faulty");
        assert!(faults.iter().any(|f| f == said), "{said}: {faults:?}");
    }
}

#[test]
fn it_comes_out_as_it_went_in_and_what_changes_is_told() {
    let org = parse(&whole()).expect("it is whole");
    assert_eq!(content(&org, "j", "f-tier").as_deref(), Some("A"), "the choice as it is defined");
    assert_eq!(Org::parse(&org.to_json()).expect("it is whole").fields, org.fields);
    let other = parse(&with("/projects/0/fields/f-sum", json!(130))).expect("it is whole");
    let changes = Changes::between(Some(&org), &other);
    assert_eq!(changes.counts(), (0, 1, 0));
    assert_eq!(changes.list[0].key.as_str(), "j");
}

async fn create(store: &Store, org: &Org) -> Uuid {
    let org = org.clone();
    let made = store.write(move |tx| Box::pin(async move { orgs::create(tx, &org).await }));
    let company = made.await.expect("it is made");
    store.bind(company).expect("the store works for it");
    company
}

async fn set(store: &Store, company: Uuid, subject: &'static str, field: &'static str, content: Option<Content>) {
    let set = store.write(move |tx| {
        Box::pin(async move { orgs::set_value(tx, company, &subject.into(), &field.into(), content.as_ref()).await })
    });
    set.await.expect("it is set");
}

async fn import(store: &Store, company: Uuid, json: &Value) -> Org {
    let org = parse(json).expect("it is whole");
    store
        .write(move |tx| Box::pin(async move { orgs::import(tx, company, &org).await }))
        .await
        .expect("it is imported");
    orgs::load(store, company).await.expect("it answers").expect("it is there").0
}

#[tokio::test]
async fn a_file_rules_what_it_names_and_leaves_what_was_said_in_chat() {
    for db in test_databases().await {
        let org = parse(&whole()).expect("it is whole");
        let company = create(&db.store, &org).await;
        let (loaded, _) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        assert_eq!(loaded.fields, org.fields, "{}", db.name);

        let day = Content::Date("2026-12-01".parse().expect("a day"));
        set(&db.store, company, "j", "f-signed", Some(day)).await;
        set(&db.store, company, "j", "f-tier", Some(Content::Words("B".into()))).await;
        set(&db.store, company, "k", "f-source", None).await;
        let (loaded, _) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        assert_eq!(content(&loaded, "j", "f-tier").as_deref(), Some("B"));
        assert_eq!(content(&loaded, "k", "f-source"), None);

        // Exported and imported again, all is as it is.
        let again: Value = serde_json::from_str(&loaded.to_json()).expect("JSON");
        let as_it_is = Org::parse(&again.to_string()).expect("it is whole");
        assert_eq!(Changes::between(Some(&loaded), &as_it_is).list, [], "{}", db.name);
        assert_eq!(import(&db.store, company, &again).await.to_json(), loaded.to_json(), "{}", db.name);

        set(&db.store, company, "j", "f-signed", Some(Content::Date("2026-12-24".parse().expect("a day")))).await;
        let (before, _) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        let told = Changes::between(Some(&before), &parse(&whole()).expect("it is whole"));
        let project = told.list.iter().find(|c| c.key.as_str() == "j").expect("it changes");
        let Difference::Changed(fields) = &project.what else { panic!("{project:?}") };
        assert_eq!((&fields[0].new["f-tier"], &fields[0].new["f-signed"]), (&json!("A"), &json!("2026-12-24")));
        let org = import(&db.store, company, &whole()).await;
        assert_eq!(content(&org, "j", "f-tier").as_deref(), Some("A"), "{}: the file names it", db.name);
        assert_eq!(content(&org, "j", "f-signed").as_deref(), Some("2026-12-24"), "{}: it was said in chat", db.name);

        // A field that is gone, or holds something else now, takes what stood in it along.
        let mut less = with("/fields/2/kind", json!("number"));
        less["fields"].as_array_mut().expect("a list").remove(0);
        less["projects"][0]["fields"] = json!({});
        let org = import(&db.store, company, &less).await;
        assert_eq!(org.fields.on(&"j".into()).count(), 0, "{}", db.name);
    }
}

#[tokio::test]
async fn only_who_manages_a_thing_fills_it_and_only_who_sees_it_knows() {
    let db = &test_databases().await[0];
    let app = App::new(db.store.clone());
    let company = organisation::create(&app, &parse(&whole()).expect("it is whole")).await.expect("it is made");
    let [li, zhang] = ["p-li", "p-zhang"].map(|p| Actor::of(company.clone(), &p.into()).expect("they are there"));
    let (j, k, tier, source): (Key, Key, Key, Key) = ("j".into(), "k".into(), "f-tier".into(), "f-source".into());
    let may = |actor: &Actor, subject: &Key, field: &Key| fields::set(actor, subject, field, None).is_ok();
    assert!(may(&li, &j, &tier) && !may(&zhang, &j, &tier), "a project is its owner's");
    assert!(may(&zhang, &k, &source) && !may(&li, &k, &source), "a person's KPI is theirs");
    assert!(fields::sees(&li, &k) && fields::sees(&zhang, &j));
    assert!(!fields::sees(&zhang, &"nothing".into()));
}

#[tokio::test]
async fn what_stands_on_a_persons_kpi_is_handed_out_and_taken_out_with_them() {
    for db in test_databases().await {
        let app = App::new(db.store.clone());
        let company = organisation::create(&app, &parse(&whole()).expect("it is whole")).await.expect("it is made");
        let handed = subject::export(&app, &company, &"p-zhang".into()).await.expect("it is handed out");
        assert_eq!(handed["fields"], json!([{ "subject": "k", "field": "数据来源", "content": "财务部=老张、a,b" }]));

        let mut without = whole();
        without["people"].as_array_mut().expect("a list").remove(1);
        without["kpis"] = json!([]);
        let org = parse(&without).expect("it is whole");
        organisation::import(&app, company.id, &org, at(NOW)).await.expect("it is imported");
        let company = app.company(company.id).await.expect("it is there");
        let kept = subject::export(&app, &company, &"p-zhang".into()).await.expect("it is handed out");
        assert_eq!(kept["fields"], handed["fields"], "{}: what is archived is kept", db.name);
        let alias = subject::erase(&app, &company, &"p-zhang".into()).await.expect("it is taken out");
        let left = subject::export(&app, &company, &alias.into()).await.expect("it is handed out");
        assert_eq!(left["fields"], json!([]), "{}", db.name);
    }
}

/// The same company, whose sales reports have fields of every kind.
fn with_reports() -> Org {
    let mut json = whole();
    let people = json["people"].as_array_mut().expect("a list");
    people.push(json!({ "id": "p-wang", "name": "王芳", "department": "d", "manager": "p-li" }));
    people.push(json!({ "id": "p-zhao", "name": "赵敏", "department": "d-other" }));
    json["departments"].as_array_mut().expect("a list").push(json!({ "id": "d-other", "name": "财务部" }));
    let fields = json["fields"].as_array_mut().expect("a list");
    fields.extend([
        json!({ "id": "r-visits", "name": "拜访客户数", "aliases": ["customer visits"], "of": "report", "kind": "number", "unit": "家", "department": "d" }),
        json!({ "id": "r-mood", "name": "客户心情", "of": "report", "kind": "choice", "choices": ["好", "一般", "差"], "class": "ordinary" }),
        json!({ "id": "r-next", "name": "回访日期", "of": "report", "kind": "date" }),
        json!({ "id": "r-pulls", "name": "PR数", "aliases": ["PR"], "of": "report", "kind": "number", "department": "d" }),
        json!({ "id": "r-checks", "name": "质检数", "of": "report", "kind": "number", "class": "ordinary" }),
        json!({ "id": "r-word", "name": "客户反馈", "of": "report", "kind": "text" }),
    ]);
    json["projects"][0]["tasks"] = json!([
        { "id": "t-word", "name": "客户反馈整理", "assignee": "p-zhang" },
        { "id": "t-login", "name": "登录接口", "aliases": ["login API"], "assignee": "p-zhang" },
    ]);
    json["projects"][0]["members"] = json!(["p-zhang"]);
    parse(&json).expect("it is whole")
}

/// What reports say of fields: field, content, day, quote.
fn said(author: &str, text: &str) -> Vec<String> {
    let lexicon = Lexicon::new(Arc::new(with_reports()));
    let author = author.into();
    let sent_at = at(NOW).fixed_offset();
    let reading = reader::read(&lexicon, &Message { text, author: &author, sent_at, voice: false });
    let of_field = |claim: &Claim| {
        let Fact::Field { content, on, .. } = &claim.fact else { return None };
        assert_eq!(claim.span.of(text), Some(claim.quote.as_str()), "{text}");
        let doubt = if claim.doubt.is_some() { " ?" } else { "" };
        let ago = (at(NOW).date_naive() - *on).num_days();
        Some(format!("{} {content} -{ago} {}{doubt}", claim.subject.as_ref()?, claim.quote))
    };
    reading.claims.iter().filter_map(of_field).collect()
}

#[test]
fn reports_say_what_stands_in_their_fields() {
    let cases: [(&str, &[&str]); 23] = [
        ("拜访客户数: 5", &["r-visits 5 -0 拜访客户数: 5"]),
        ("拜访客户数5家", &["r-visits 5 -0 拜访客户数5家"]),
        ("今天拜访客户8家", &["r-visits 8 -0 拜访客户8家"]),
        ("今天拜访了3家客户,签了合同", &["r-visits 3 -0 拜访了3家客户"]),
        ("昨天拜访客户数4家", &["r-visits 4 -1 拜访客户数4家"]),
        ("拜访客户数5家,不对,6家", &["r-visits 6 -0 拜访客户数5家,不对,6家"]),
        ("上午拜访客户数5家\n下午拜访客户数2家", &["r-visits 5 -0 拜访客户数5家", "r-visits 2 -0 拜访客户数2家 ?"]),
        ("made 5 customer visits today", &["r-visits 5 -0 5 customer visits"]),
        ("customer visits: 7", &["r-visits 7 -0 customer visits: 7"]),
        ("明天拜访客户5家", &[]),
        ("没有拜访客户", &[]),
        ("计划拜访客户数10家", &[]),
        ("拜访客户数超过5家", &[]),
        ("拜访客户5小时", &[]),
        ("客户心情:一般", &["r-mood 一般 -0 客户心情:一般"]),
        ("回访日期:12月3日", &["r-next 2026-12-03 -0 回访日期:12月3日"]),
        ("合并了4个PR", &["r-pulls 4 -0 4个PR"]),
        ("merged 4 PRs today", &["r-pulls 4 -0 4 PRs"]),
        ("PRs: 4", &["r-pulls 4 -0 PRs: 4"]),
        ("sent 4 prints to the client", &[]),
        ("4 progress photos were taken", &[]),
        ("计划写完了,拜访客户数5家", &["r-visits 5 -0 拜访客户数5家"]),
        ("客户反馈:价格偏高,想要折扣", &["r-word 价格偏高,想要折扣 -0 客户反馈:价格偏高,想要折扣"]),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| said("p-zhang", text) != *expected)
        .map(|(text, expected)| format!("{text}: {:?}, not {expected:?}", said("p-zhang", text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(said("p-zhao", "拜访客户数: 5").is_empty(), "another department's reports have no such field");
}

#[tokio::test]
async fn what_reports_say_of_a_field_is_shown_corrected_asked_for_and_taken_back() {
    for db in test_databases().await {
        let app = App::new(db.store.clone());
        let company = organisation::create(&app, &with_reports()).await.expect("it is made");
        let now = at(NOW);
        let tell = async |person: &str, text: &str| say(&app, &company, &person.into(), text, now).await;
        let card = tell("p-zhang", "拜访客户数: 5").await;
        assert!(card.contains("拜访客户数:5 家"), "{}: {card}", db.name);
        let card = tell("p-zhang", "拜访客户数改成6").await;
        assert!(card.contains("拜访客户数:6 家"), "{}: {card}", db.name);
        assert!(tell("p-wang", "今天拜访了2家客户").await.contains("拜访客户数:2 家"), "{}", db.name);
        for (asker, question, answer) in [
            ("p-li", "张伟今天拜访客户数多少?", "张伟的拜访客户数"),
            ("p-li", "张伟今天拜访客户数多少?", "6 家"),
            ("p-li", "销售部今天拜访客户数合计", "8 家"),
            ("p-li", "张伟这周拜访了多少客户?", "6 家"),
            ("p-li", "谁的拜访客户数最多?", "张伟的拜访客户数"),
            ("p-li", "How many customer visits did 张伟 make today?", "customer visits"),
        ] {
            let told = tell(asker, question).await;
            assert!(told.contains(answer), "{}: {question}: {told}", db.name);
        }
        // Who may not see a person's figures learns nothing, not even whether there is one.
        let forbidden = tell("p-zhao", "张伟今天拜访客户数多少?").await;
        let unknown = tell("p-zhao", "韩大雷今天拜访客户数多少?").await;
        assert_eq!(forbidden, unknown, "{}", db.name);
        assert!(!tell("p-zhao", "销售部今天拜访客户数合计").await.contains("8 家"), "{}", db.name);
        tell("p-zhang", "撤回").await;
        assert!(tell("p-li", "销售部今天拜访客户数合计").await.contains("2 家"), "{}: it was taken back", db.name);
    }
}

#[tokio::test]
async fn a_field_defined_in_chat_is_there_at_once_and_stays_over_imports() {
    for db in test_databases().await {
        let app = App::new(db.store.clone());
        let json: Value = serde_json::from_str(&with_reports().to_json()).expect("JSON");
        let org = parse(&json).expect("it is whole");
        let company = organisation::create(&app, &org).await.expect("it is made");
        let mut now = at(NOW);
        let mut tell = async |person: &str, text: &str| {
            now += chrono::Duration::minutes(1);
            let company = app.company(company.id).await.expect("it is there");
            say(&app, &company, &person.into(), text, now).await
        };
        let order = "给销售部的日报加一个字段:发出报价数,数字,单位份";
        assert!(!tell("p-zhang", order).await.contains("确认"), "{}: he may not", db.name);
        assert!(tell("p-li", order).await.contains("确认"), "{}", db.name);
        tell("p-li", "确认").await;
        assert!(tell("p-zhang", "发出报价数: 3").await.contains("发出报价数:3 份"), "{}", db.name);

        let before = app.company(company.id).await.expect("it is there").org;
        let told = Changes::between(Some(&before), &org);
        assert_eq!(told.counts(), (0, 0, 0), "{}: {:?}", db.name, told.list);
        organisation::import(&app, company.id, &org, at(NOW)).await.expect("it is imported");
        let after = app.company(company.id).await.expect("it is there").org;
        assert_eq!(after.fields.list, before.fields.list, "{}: no file names it, and it stays", db.name);

        // A file that has one of this name rules; what was said stays.
        let mut named = json.clone();
        let own = json!({ "id": "r-quotes", "name": "发出报价数", "of": "report", "kind": "number", "unit": "份" });
        named["fields"].as_array_mut().expect("a list").push(own);
        organisation::import(&app, company.id, &parse(&named).expect("it is whole"), at(NOW)).await.expect("imported");
        let ruled = app.company(company.id).await.expect("it loads").org;
        let ids: Vec<&str> =
            ruled.fields.list.iter().filter(|f| f.name == "发出报价数").map(|f| f.id.as_str()).collect();
        assert_eq!(ids, ["r-quotes"], "{}", db.name);
        organisation::import(&app, company.id, &org, at(NOW)).await.expect("it is imported");

        tell("p-li", "把字段发出报价数删了").await;
        tell("p-li", "确认").await;
        let gone = app.company(company.id).await.expect("it is there").org;
        assert!(gone.fields.list.iter().all(|f| f.name != "发出报价数"), "{}", db.name);
        let key = &before.fields.list.iter().find(|f| f.name == "发出报价数").expect("it was there").id;
        assert_eq!(gone.name(key), "发出报价数", "{}: by its last name", db.name);
    }
}

#[test]
fn a_figure_of_a_field_leaves_what_else_its_clause_tells() {
    let lexicon = Lexicon::new(Arc::new(with_reports()));
    let author = "p-zhang".into();
    let sent_at = at(NOW).fixed_offset();
    let kinds = |text: &str| {
        let reading = reader::read(&lexicon, &Message { text, author: &author, sent_at, voice: false });
        reading.claims.iter().map(|c| c.fact.kind().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("The login API is done and made 5 customer visits"), ["status", "field"]);
    assert_eq!(kinds("登录接口做完了拜访客户5家"), ["status", "field"]);
    assert_eq!(kinds("登录接口卡在等运维今天拜访客户5家"), ["blocker", "field"]);
    assert_eq!(kinds("今天拜访客户5家"), ["field"]);
    assert_eq!(kinds("完成拜访客户数5家"), ["field"]);
}

#[test]
fn only_a_question_about_a_field_is_taken_for_one() {
    let org = with_reports();
    let asker = "p-li".into();
    let today = at(NOW).date_naive();
    let about = |text: &str| match question::understand(&org, text, &asker, at(NOW), None).query {
        Query::Field { field, .. } => field.to_string(),
        Query::Stranger => "stranger".into(),
        _ => "other".into(),
    };
    let wrong: Vec<String> = [
        ("拜访客户数多少", "r-visits"),
        ("这周一共拜访了多少客户?", "r-visits"),
        ("全公司这周拜访客户数是多少", "r-visits"),
        ("谁的拜访客户数最多?", "r-visits"),
        ("昨天拜访客户合计", "r-visits"),
        ("这周拜访客户数排名", "r-visits"),
        ("张伟这周有哪些客户反馈", "r-word"),
        ("How many customer visits were made this week?", "r-visits"),
        ("这周提交了多少个PR", "r-pulls"),
        ("质检多少", "r-checks"),
        ("客户反馈整理什么时候到期", "other"),
        ("客户反馈整理怎么样了", "other"),
        ("质检什么时候完成", "other"),
        ("How is the project going?", "other"),
        ("what progress did 张伟 make this week?", "other"),
        ("市场二部这周拜访客户数多少", "stranger"),
        ("How many customer visits of the growth team this week?", "stranger"),
    ]
    .into_iter()
    .filter(|(text, expected)| about(text) != *expected)
    .map(|(text, expected)| format!("{text}: {}, not {expected}", about(text)))
    .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let totals = |text: &str| question::totals(&org, text, &asker, today);
    for text in ["销售部昨天拜访客户数合计", "拜访客户数排名", "这周拜访客户数汇总", "total customer visits this week"]
    {
        assert!(totals(text), "{text}");
    }
    for text in [
        "今天整理了拜访客户数汇总,发给李总",
        "今天整理了拜访客户数汇总",
        "Prepared the customer visits total for the boss",
    ] {
        assert!(!totals(text), "{text}");
    }
}

#[tokio::test]
async fn a_report_about_a_sum_is_filed_and_a_part_is_told_as_a_part() {
    let db = &test_databases().await[0];
    let app = App::new(db.store.clone());
    let company = organisation::create(&app, &with_reports()).await.expect("it is made");
    let tell = async |person: &str, text: &str| say(&app, &company, &person.into(), text, at(NOW)).await;
    let card = tell("p-zhang", "今天整理了拜访客户数汇总,发给李总").await;
    assert!(card.contains("已记下"), "{card}");
    tell("p-zhang", "拜访客户数: 5").await;
    tell("p-wang", "拜访客户数: 2").await;
    let again = tell("p-zhang", "拜访客户数: 3").await;
    assert!(again.contains("已经报过 5 家"), "{again}");
    tell("p-zhang", "不算").await;
    // Who sees all of them is told the sum; who sees some, of how many it is.
    let whole = tell("p-li", "今天拜访客户数合计").await;
    assert!(whole.contains("7 家") && !whole.contains("人合计"), "{whole}");
    let part = tell("p-zhang", "今天拜访客户数合计").await;
    assert!(part.contains("能看到的 1 人合计):5 家"), "{part}");
    assert_eq!(tell("p-zhao", "今天拜访客户数合计").await, tell("p-zhao", "韩大雷今天拜访客户数多少?").await);
}

#[tokio::test]
async fn words_in_a_field_go_with_whose_they_are() {
    for db in test_databases().await {
        let app = App::new(db.store.clone());
        let company = organisation::create(&app, &with_reports()).await.expect("it is made");
        let zhang = "p-zhang".into();
        say(&app, &company, &zhang, "客户反馈:老板人不错\n拜访客户数: 5\n回访日期:12月3日", at(NOW)).await;
        let handed = subject::export(&app, &company, &zhang).await.expect("it is handed out").to_string();
        assert!(handed.contains("老板人不错"), "{}: {handed}", db.name);

        let mut without = serde_json::from_str::<Value>(&with_reports().to_json()).expect("JSON");
        without["people"].as_array_mut().expect("a list").retain(|p| p["id"] != "p-zhang");
        without["kpis"] = json!([]);
        without["projects"] = json!([]);
        let org = parse(&without).expect("it is whole");
        organisation::import(&app, company.id, &org, at(NOW)).await.expect("it is imported");
        let company = app.company(company.id).await.expect("it is there");
        let alias = subject::erase(&app, &company, &zhang).await.expect("it is taken out");
        let left = subject::export(&app, &company, &alias.into()).await.expect("it is handed out").to_string();
        assert!(!left.contains("老板人不错"), "{}: {left}", db.name);
        assert!(left.contains("2026-12-03"), "{}: days and figures stay: {left}", db.name);
    }
}

#[tokio::test]
async fn a_look_at_what_everybody_sees_is_not_recorded() {
    let db = &test_databases().await[0];
    let app = App::new(db.store.clone());
    let mut json = serde_json::from_str::<Value>(&with_reports().to_json()).expect("JSON");
    json["company"]["records_views"] = json!(true);
    let company = organisation::create(&app, &parse(&json).expect("it is whole")).await.expect("it is made");
    let tell = async |person: &str, text: &str| say(&app, &company, &person.into(), text, at(NOW)).await;
    tell("p-zhang", "质检数: 3\n拜访客户数: 5").await;
    let zhang = Actor::of(company.clone(), &"p-zhang".into()).expect("they are there");
    let looks = async || views::own(&app, &zhang).await.expect("it answers").expect("it is recorded").len();
    let told = tell("p-zhao", "张伟今天质检数多少?").await;
    assert!(told.contains('3'), "{told}");
    assert_eq!(looks().await, 0);
    tell("p-li", "张伟今天拜访客户数多少?").await;
    assert_eq!(looks().await, 1);
}

#[test]
fn a_report_twice_as_long_takes_about_twice_as_long() {
    let lexicon = Lexicon::new(Arc::new(with_reports()));
    let author = "p-zhang".into();
    let sent_at = at(NOW).fixed_offset();
    let once = |text: &str| {
        reader::read(&lexicon, &Message { text, author: &author, sent_at, voice: false });
    };
    for piece in ["拜访客户数: 5家\n", "客户反馈:很好 "] {
        long::grows_evenly(&piece.repeat(16 * 1024 / piece.len()), once);
    }
}
