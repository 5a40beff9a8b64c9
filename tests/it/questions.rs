//! Questions over the gold claims of a corpus: what the reader does is not judged here.

use std::{collections::HashMap, fs, path::Path};

use serde_json::Value as Json;
use uuid::Uuid;
use zhixing::{
    app::questions::{answer, answer_json, context, permit, refuse},
    domain::{
        Claim, Decimal, Fact, Filed, History, Key, Org, Reader, ReportMeta, Span, Standing, Unit, WorkStatus,
        calendar::{duty_day, local_day},
    },
    eval::questions::{GoldQuestion, Score},
    understanding::question::{Context, understand},
    wording::answer as text,
};

/// A company with everything that its corpus says was filed.
pub struct World {
    pub org: Org,
    pub history: History,
}

impl World {
    pub fn load(folder: &Path) -> World {
        let org = Org::parse(&fs::read_to_string(folder.join("org.json")).expect("org.json")).expect("a company");
        let mut history = History::default();
        let lines = fs::read_to_string(folder.join("reports.jsonl")).expect("reports");
        for (n, line) in lines.lines().enumerate() {
            file(&org, &mut history, n as u128 + 1, &serde_json::from_str(line).expect("a report"));
        }
        World { org, history: history.sorted() }
    }

    fn ask(&self, gold: &GoldQuestion, previous: Option<&Context>) -> (Json, Context) {
        let now = gold.at.to_utc();
        let question = understand(&self.org, &gold.text, &gold.asker, now, previous);
        let language = question.language;
        let (question, answer) = match permit(&self.org, &gold.asker, question.clone()) {
            Ok(question) => {
                let answer = answer(&self.org, &gold.asker, &question, &self.history, now);
                (question, answer)
            }
            Err(refusal) => (question, refuse(refusal, language)),
        };
        (answer_json(&answer, &text(&self.org, &answer, language)), context(&question, &answer, previous))
    }
}

fn file(org: &Org, history: &mut History, n: u128, report: &Json) {
    let words = report["text"].as_str().expect("text").to_owned();
    let sent_at = report["sent_at"].as_str().expect("sent_at").parse().expect("a time");
    let zone = org.company.timezone;
    let meta = ReportMeta {
        id: Uuid::from_u128(n << 32),
        external_id: report["id"].as_str().expect("id").to_owned(),
        author: report["author"].as_str().expect("author").into(),
        sent_at,
        duty_day: duty_day(sent_at, zone),
        text: words.clone(),
        summary: String::new(),
    };
    for (at, claim) in report["claims"].as_array().into_iter().flatten().enumerate() {
        let quote = claim["quote"].as_str().expect("quote").to_owned();
        let start = words.find(&quote).map_or(0, |b| words[..b].chars().count());
        let day = local_day(sent_at, zone);
        history.claims.push(Filed {
            said_in: None,
            id: Uuid::from_u128((n << 32) + at as u128 + 1),
            report: meta.id,
            external_id: meta.external_id.clone(),
            author: meta.author.clone(),
            sent_at,
            sent_on: day,
            standing: Standing::Counted,
            claim: Claim {
                fact: fact(claim, day),
                subject: claim["subject"].as_str().map(Key::from),
                span: Span { start, end: start + quote.chars().count() },
                quote,
                by: Reader::Person,
                approximate: claim["approximate"].as_bool().unwrap_or(false),
                doubt: None,
            },
        });
    }
    history.reports.push(meta);
}

fn fact(claim: &Json, on: chrono::NaiveDate) -> Fact {
    let value = || -> Decimal { claim["value"].to_string().parse().expect("a decimal") };
    let unit = || Unit::new(claim["unit"].as_str().expect("unit"));
    let date = || claim["date"].as_str().map(|d| d.parse().expect("a date"));
    match claim["kind"].as_str().expect("kind") {
        "measurement" => Fact::Measurement { value: value(), unit: unit(), on },
        "increment" => Fact::Increment { value: value(), unit: unit(), on },
        "progress" => Fact::Progress { percent: value() },
        "status" => Fact::Status {
            state: match claim["state"].as_str().expect("state") {
                "started" => WorkStatus::Started,
                "done" => WorkStatus::Done,
                "paused" => WorkStatus::Paused,
                _ => WorkStatus::Cancelled,
            },
        },
        "effort" => Fact::Effort { hours: value() },
        "cost" => {
            Fact::Cost { amount: value(), currency: unit(), cumulative: claim["cumulative"].as_bool().unwrap_or(false) }
        }
        "blocker" => Fact::Blocker { waiting_on: claim["waiting_on"].as_str().map(Key::from) },
        "plan" => Fact::Plan { date: date() },
        "due_change" => Fact::DueChange { date: date().expect("a date") },
        other => panic!("unknown kind {other}"),
    }
}

/// Asks every question of a folder and scores the answers.
pub fn score(folder: &Path) -> Score {
    let world = World::load(folder);
    let questions = fs::read_to_string(folder.join("questions.jsonl")).expect("questions");
    let mut contexts: HashMap<String, Context> = HashMap::new();
    let mut score = Score::default();
    for line in questions.lines().filter(|l| !l.trim().is_empty()) {
        let gold: GoldQuestion = serde_json::from_str(line).expect("a question");
        let previous = gold.follow_up_of.as_ref().and_then(|id| contexts.get(id));
        let (answer, context) = world.ask(&gold, previous);
        if let Some(fault) = score.add(&gold.expect, &answer) {
            println!("✗ {} {} → {fault:?}\n   {:?}\n   {}", gold.id, gold.text, context.question.query, answer);
        }
        contexts.insert(gold.id.clone(), context);
    }
    println!("{}: {score:?}", folder.display());
    score
}

fn dev(name: &str) -> Score {
    score(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name))
}

#[test]
fn four_fifths_of_the_dev_questions_are_answered_rightly() {
    for name in ["qiming", "hengxin"] {
        let score = dev(name);
        assert!(score.right * 5 >= score.asked * 4, "{name}: {score:?}");
        assert_eq!(score.confident_wrong, 0, "{name}");
        assert_eq!(score.false_refusals, 0, "{name}");
    }
}

#[test]
fn questions_in_other_trades_are_answered_rightly() {
    let asked = |name: &str| score(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fresh").join(name));
    for name in
        ["yikang", "zhengming", "zhucheng", "sutong", "maixiang", "jinlan", "junchi", "qingchuan", "kangnuo", "yunxiu"]
    {
        let score = asked(name);
        assert!(score.right * 20 >= score.asked * 19, "{name}: {score:?}");
        assert_eq!(score.confident_wrong, 0, "{name}");
    }
    // 交期 is labelled as either of two figures, and answered as the one that is called so but for 平均.
    let haiqiao = asked("haiqiao");
    assert!(haiqiao.right * 20 >= haiqiao.asked * 19 && haiqiao.confident_wrong <= 1, "haiqiao: {haiqiao:?}");
}

/// What an asker is told, as other programs read it.
fn told(world: &World, asker: &str, phrase: &str) -> Json {
    let gold = serde_json::json!({
        "id": "q", "as": asker, "at": "2026-11-23T09:00:00+08:00", "text": phrase, "expect": {"outcome": "refuse"}
    });
    world.ask(&serde_json::from_value(gold).expect("a question"), None).0
}

#[test]
fn an_unseen_person_and_an_unknown_one_are_the_same_bytes() {
    let world = World::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming"));
    let pairs = [
        ("p-huangjia", "张伟上周做了什么", "钱小多上周做了什么"),
        ("p-xumeng", "李浩昨天干了什么", "钱小多昨天干了什么"),
        ("p-zhangwei", "何亮的绩效得分", "钱小多的绩效得分"),
        ("p-zhangwei", "王涛一个月工资多少", "钱小多一个月工资多少"),
        ("p-huangjia", "张工上周做了什么", "钱小多上周做了什么"),
        ("p-huangjia", "张伟这周报了多少工时", "钱小多这周报了多少工时"),
        ("p-huangjia", "张伟今天交日报了吗", "钱小多今天交日报了吗"),
        ("p-huangjia", "看看张伟的日报", "看看钱小多的日报"),
        ("p-huangjia", "李工上周做了什么", "钱工上周做了什么"),
        ("p-huangjia", "老李上周报了多少工时", "老钱上周报了多少工时"),
    ];
    for (asker, seen, unknown) in pairs {
        let (a, b) = (told(&world, asker, seen), told(&world, asker, unknown));
        assert_eq!(a["outcome"], "refuse", "{seen}");
        assert_eq!(a, b, "{seen} / {unknown}");
    }
}

#[test]
fn beside_somebody_seen_an_unseen_person_and_an_unknown_one_are_the_same_bytes() {
    let world = World::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming"));
    for (seen, unknown) in [
        ("黄佳和张伟上周分别做了什么", "黄佳和钱小多上周分别做了什么"),
        ("黄佳跟王涛上周的工时", "黄佳跟钱小多上周的工时"),
        ("黄佳和张伟、李浩上周做了什么", "黄佳和钱小多、钱多多上周做了什么"),
    ] {
        let (a, b) = (told(&world, "p-huangjia", seen), told(&world, "p-huangjia", unknown));
        assert_eq!(a, b, "{seen} / {unknown}");
        assert!(a["text"].as_str().is_some_and(|text| text.contains("没有查看的权限")), "{a}");
    }
}

#[test]
fn among_several_an_unseen_person_and_an_unknown_one_are_the_same_bytes() {
    let world = World::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming"));
    for (seen, unknown) in [
        ("苏晴、林悦和唐莉上周分别做了什么", "苏晴、林悦和钱小多上周分别做了什么"),
        ("苏晴、唐莉和林悦上周分别做了什么", "苏晴、钱小多和林悦上周分别做了什么"),
        ("What did Su Qing and Wu Tong do last week", "What did Su Qing and Bob do last week"),
    ] {
        let (a, b) = (told(&world, "p-suqing", seen), told(&world, "p-suqing", unknown));
        assert_eq!(a, b, "{seen} / {unknown}");
        assert!(b["subjects"].as_array().is_some_and(|subjects| !subjects.is_empty()), "{b}");
    }
}

#[test]
fn a_thing_whose_name_begins_like_a_persons_is_no_stranger() {
    let world = World::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming"));
    let told = told(&world, "p-suqing", "林悦和方案评审卡在哪");
    assert!(told["text"].as_str().is_some_and(|text| !text.contains("没有查看的权限")), "{told}");
}

#[test]
fn averages_that_are_refused_among_several_are_told_under_no_name() {
    let world = World::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming"));
    let both = told(&world, "p-huangjia", "研发部和产品部上周平均工时分别是多少");
    assert_eq!(both, told(&world, "p-huangjia", "钱小多上周报了多少工时"));
}

#[test]
fn a_why_tells_what_holds_still_or_happened_in_the_days_asked_for() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming");
    let org = Org::parse(&fs::read_to_string(folder.join("org.json")).expect("org.json")).expect("a company");
    let mut history = History::default();
    let said = [
        ("2026-11-02", "blocker", "t-mb-login", "登录接口卡在证书"),
        ("2026-11-10", "progress", "t-mb-login", "登录接口80%"),
        ("2026-11-18", "blocker", "t-mb-level", "规则引擎卡在文档"),
    ];
    for (n, (day, kind, subject, words)) in said.into_iter().enumerate() {
        let claim = serde_json::json!({"kind": kind, "subject": subject, "quote": words, "value": 80, "unit": "%"});
        let report = serde_json::json!({
            "id": format!("r-{n}"), "author": "p-zhangwei", "sent_at": format!("{day}T18:00:00+08:00"), "text": words,
            "claims": [claim]
        });
        file(&org, &mut history, n as u128 + 1, &report);
    }
    let world = World { org, history: history.sorted() };
    for (phrase, holds) in [("会员中心为什么慢", false), ("会员中心11月2日为什么卡住", true)] {
        let answer = told(&world, "p-chenqm", phrase);
        let text = answer["text"].as_str().expect("text");
        assert_eq!((text.contains("证书"), text.contains("文档")), (holds, !holds), "{phrase}: {text}");
    }
}

/// `ZHIXING_CORPUS=folder:folder cargo test --test it other_corpora -- --nocapture` scores other companies.
#[test]
fn other_corpora() {
    for folder in std::env::var("ZHIXING_CORPUS").unwrap_or_default().split(':').filter(|f| !f.is_empty()) {
        score(Path::new(folder));
    }
}
