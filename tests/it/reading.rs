//! Reading reports: accuracy on the development corpus, phrases and their claims, and what must hold for any text.

use std::{path::Path, sync::Arc};

use chrono::DateTime;
use proptest::prelude::*;
use zhixing::{
    cli::read::read_line,
    domain::{Key, Org},
    eval::{Corpus, Score, score},
    understanding::{Lexicon, Message, ground::grounded, read},
};

/// The level reached, less two points.
const F1: f64 = 0.97;

fn corpus(name: &str) -> Corpus {
    Corpus::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)).expect("a corpus")
}

fn lexicon() -> Lexicon {
    Lexicon::new(corpus("qiming").org)
}

/// Every claim of a text by 张伟 on Thursday 2026-11-19, one phrase each.
fn claims(lexicon: &Lexicon, author: &str, text: &str, voice: bool) -> Vec<String> {
    let sent_at = DateTime::parse_from_rfc3339("2026-11-19T18:00:00+08:00").expect("a time");
    let author = Key::from(author);
    let reading = read(lexicon, &Message { text, author: &author, sent_at, voice });
    reading
        .claims
        .iter()
        .map(|c| {
            let subject = c.subject.as_ref().map_or("-", Key::as_str);
            let fact = serde_json::to_value(&c.fact).expect("a claim has a JSON form");
            let field = |name: &str| fact.get(name).and_then(|v| v.as_str().map(String::from));
            let detail =
                ["value", "percent", "hours", "amount", "state", "date", "waiting_on"].into_iter().find_map(field);
            [Some(c.fact.kind().to_string()), Some(subject.to_string()), detail]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

#[test]
fn the_development_corpus_is_read() {
    let mut total = Score::default();
    for name in ["qiming", "hengxin"] {
        total.merge(&score(&corpus(name)));
    }
    assert_eq!(total.ungrounded, 0);
    assert!(total.all.f1() >= F1, "{total}");
    assert!(total.figures.precision() >= 0.95, "{total}");
}

#[test]
fn phrases_give_their_claims() {
    let lexicon = lexicon();
    let cases: &[(&str, &str, &[&str])] = &[
        ("p-zhangwei", "登录接口做到八成了", &["progress t-mb-login 80"]),
        ("p-zhangwei", "登录接口80%,不对,是75%", &["progress t-mb-login 75"]),
        ("p-zhangwei", "登录接口完成", &["status t-mb-login done"]),
        ("p-zhangwei", "规则引擎改到下周三", &["due_change t-mb-level 2026-11-25"]),
        ("p-zhangwei", "明天继续登录接口", &["plan t-mb-login 2026-11-20"]),
        ("p-zhangwei", "登录接口卡在短信通道,等孙洋开白名单", &["blocker t-mb-login p-sunyang"]),
        ("p-zhangwei", "规则引擎今天花了5小时", &["effort t-mb-level 5"]),
        ("p-huangjia", "获客专项今天投放花了6800块", &["cost prj-cac 6800"]),
        ("p-huangjia", "新增线索52条", &["increment k-leads 52"]),
        ("p-huangjia", "线索本月累计312条", &["measurement k-leads 312"]),
        ("p-huangjia", "CAC从113降到109", &["measurement k-cac 109"]),
        ("p-wutong", "今天签了两单", &["increment k-deal 2"]),
        ("p-chenqm", "积分商城先暂停两周", &["status prj-mall paused"]),
        ("p-daniel", "ETL pipeline at 70%", &["progress t-db-etl 70"]),
        ("p-daniel", "Tracking plan is finished", &["status t-db-track done"]),
    ];
    for (author, text, expected) in cases {
        assert_eq!(claims(&lexicon, author, text, false), *expected, "{text}");
    }
}

#[test]
fn what_is_no_claim_gives_none() {
    let lexicon = lexicon();
    for (author, text) in [
        ("p-liuxin", "今天状态不太好,头有点疼,下午早走了一会儿"),
        ("p-linyue", "听说支付SDK那边做完了"),
        ("p-huangjia", "CAC目标115"),
        ("p-huangjia", "今天没有新增线索"),
        ("p-zhangwei", "登录接口还没完成"),
        ("p-linyue", "【风险】暂无"),
        ("p-wutong", "合同五万八"),
        ("p-xumeng", "后天请半天假"),
        ("p-zhangwen", "会员首页改版的静态页搞完了"),
        ("p-linyue", "希望登录接口下周能完成"),
    ] {
        assert_eq!(claims(&lexicon, author, text, false), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn gold_is_not_looked_at() {
    let corpus = corpus("qiming");
    let lexicon = Lexicon::new(corpus.org.clone());
    for report in &corpus.reports {
        let full = serde_json::to_string(report).expect("a line");
        let mut bare = serde_json::to_value(report).expect("a line");
        let fields = bare.as_object_mut().expect("an object");
        for name in ["claims", "keywords", "summary", "lang"] {
            fields.insert(name.into(), serde_json::json!({"corrupted": [1, 2]}));
        }
        let corrupted = serde_json::to_string(&bare).expect("a line");
        for name in ["claims", "keywords", "summary", "lang"] {
            bare.as_object_mut().expect("an object").remove(name);
        }
        let expected = read_line(&lexicon, &bare.to_string());
        assert!(expected.get("error").is_none(), "{expected}");
        assert_eq!(read_line(&lexicon, &full), expected);
        assert_eq!(read_line(&lexicon, &corrupted), expected);
    }
}

#[test]
fn a_bad_line_says_why() {
    let lexicon = lexicon();
    for line in [
        r#"{"id": "x"}"#,
        r#"{"id": "x", "author": "p-nobody", "sent_at": "2026-11-19T18:00:00+08:00", "channel": "text", "text": ""}"#,
        r#"{"id": "x", "author": "p-zhangwei", "sent_at": "2026-11-19T18:00:00+08:00", "channel": "fax", "text": ""}"#,
        r#"{"id": "x", "author": "p-zhangwei", "sent_at": "yesterday", "channel": "text", "text": ""}"#,
    ] {
        let printed = read_line(&lexicon, line);
        assert_eq!(printed["id"], "x", "{line}");
        assert!(printed["error"].is_string(), "{line}");
        assert!(printed.get("claims").is_none(), "{line}");
    }
    assert!(read_line(&lexicon, "no JSON").get("error").is_some());
}

/// Words that rules act on, in any order.
fn jumble() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "登录接口",
        "会员中心",
        "CAC",
        "线索",
        "等孙洋",
        "完成",
        "没",
        "80%",
        "三成",
        "12条",
        "花了",
        "5小时",
        "6800元",
        "改到",
        "下周三",
        "11月20日",
        "本月累计",
        "从",
        "到",
        ",",
        "。",
        "\n",
        " ",
        "| ",
        "【明日计划】",
        "风险:",
        "- ",
        "1. ",
        "(",
        ")",
        "不对",
        "😀",
        "ETL pipeline",
        "done",
        "by Friday",
        "blocked by",
        "了",
        "的",
        "它",
        "同比下降",
        "1/2",
        "9999999999999999999999",
        "百分之",
        "０．５",
        "周",
    ]);
    prop::collection::vec(words, 0..24).prop_map(|w| w.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read_and_every_claim_grounded(text in prop_oneof![jumble(), "\\PC{0,120}", any::<String>()], voice: bool) {
        static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(lexicon);
        let sent_at = DateTime::parse_from_rfc3339("2026-11-19T18:00:00+08:00").expect("a time");
        let author = Key::from("p-zhangwei");
        let reading = read(&LEXICON, &Message { text: &text, author: &author, sent_at, voice });
        for claim in &reading.claims {
            prop_assert!(grounded(&text, claim), "{claim:?}");
        }
        for word in &reading.keywords {
            prop_assert!(text.contains(word.as_str()), "{word}");
        }
        prop_assert!(reading.summary.chars().count() <= text.chars().count());
    }
}

#[test]
fn a_company_without_anything_is_read() {
    let json = r#"{"company": {"id": "c", "name": "空", "timezone": "Asia/Shanghai", "fiscal_year_start_month": 1},
        "departments": [], "people": [], "projects": [], "kpis": []}"#;
    let lexicon = Lexicon::new(Arc::new(Org::parse(json).expect("a company")));
    assert_eq!(claims(&lexicon, "p-nobody", "加班3小时", false), ["effort - 3"]);
}
