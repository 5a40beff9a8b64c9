//! Answers, good and bad, about questions at 启明 on Monday 2026-11-23.

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, Utc};

use super::*;
use crate::{
    domain::Org,
    understanding::{
        question::{Query, Question, understand},
        second::Why,
    },
};

static ORG: LazyLock<Arc<Org>> = LazyLock::new(|| {
    Arc::new(Org::parse(include_str!("../../../../tests/corpus/qiming/org.json")).expect("a company"))
});

fn now() -> DateTime<Utc> {
    "2026-11-23T01:00:00Z".parse().expect("a time")
}

/// A task about a question that the rules are said not to have understood.
fn asked(asker: &str, text: &str) -> Task {
    let understood = Question { query: Query::OutOfScope, language: Language::Zh, as_of: None };
    task(&ORG, text, &Key::from(asker), now(), &understood, None).expect("a task")
}

fn check(asker: &str, text: &str, answer: &str, expected: Result<&str, Why>) {
    let task = asked(asker, text);
    let told = accept(&ORG, &task, answer).map(|q| serde_json::to_string(&q.query).expect("JSON"));
    assert_eq!(told.as_deref().map_err(|why| *why), expected, "{text} {answer}");
}

#[test]
fn an_answer_fills_the_typed_question() {
    let li = "p-lihao";
    check(
        li,
        "登录那块弄得咋样",
        r#"{"ask":"state","period":null,"subjects":["t-mb-login"]}"#,
        Ok(r#"{"State":{"subjects":["t-mb-login"]}}"#),
    );
    check(
        li,
        "闪退还厉害不",
        r#"{"ask":"figure","period":"last_week","subjects":["k-crash"]}"#,
        Ok(
            r#"{"Figure":{"kpis":["k-crash"],"when":{"During":{"first":"2026-11-16","last":"2026-11-22"}},"gap":false}}"#,
        ),
    );
    check(li, "下雨了", r#"{"ask":"other","period":null,"subjects":[]}"#, Ok(r#""OutOfScope""#));
    check(
        li,
        "有啥要操心的",
        r#"{"ask":"risk","period":null,"subjects":[]}"#,
        Ok(r#"{"Risk":{"of":null,"among":[],"single":false}}"#),
    );
}

#[test]
fn what_is_not_on_the_list_is_refused() {
    let li = "p-lihao";
    for (answer, why) in [
        ("drop table report", Why::Unreadable),
        (r#"{"ask":"select * from claim","period":null,"subjects":[]}"#, Why::Shape),
        (r#"{"ask":"salary","period":null,"subjects":["p-zhangwei"]}"#, Why::Shape),
        (r#"{"ask":"state","period":null,"subjects":["t-unknown"]}"#, Why::Subject),
        (r#"{"ask":"state","period":null,"subjects":["k-crash"]}"#, Why::Subject),
        (r#"{"ask":"state","period":null,"subjects":[]}"#, Why::Subject),
        (r#"{"ask":"state","period":null,"subjects":[{"sql":1}]}"#, Why::Shape),
        (r#"{"ask":"state","period":"forever","subjects":["prj-member"]}"#, Why::Shape),
        (r#"{"ask":"state","period":null,"subjects":["a","a","a","a","a","a","a"]}"#, Why::TooMany),
        (r#"{"ask":"risk","period":null,"subjects":["k-crash"]}"#, Why::Subject),
        (r#"{"ask":"figure","period":null,"subjects":["k-crash"]}"#, Why::Elsewhere),
    ] {
        check(li, "市场占有率咋样", answer, Err(why));
    }
}

#[test]
fn only_what_the_asker_may_know_of_is_listed() {
    let keys = |asker| asked(asker, "说说看").candidates.into_iter().map(|c| c.key.to_string()).collect::<Vec<_>>();
    let (zhang, li) = (keys("p-zhangwei"), keys("p-lihao"));
    assert!(zhang.contains(&"k-bugfix-zw".into()) && !zhang.contains(&"k-deal".into()));
    assert!(!zhang.contains(&"p-lihao".into()) && li.contains(&"p-zhangwei".into()));
}

#[test]
fn a_question_understood_or_secret_or_about_a_stranger_is_not_asked() {
    for text in ["登录接口进度多少", "张伟的工资是多少", "钱小多上周报了多少工时"] {
        let asker = Key::from("p-lihao");
        let understood = understand(&ORG, text, &asker, now(), None);
        assert_eq!(task(&ORG, text, &asker, now(), &understood, None), None, "{text}");
    }
}
