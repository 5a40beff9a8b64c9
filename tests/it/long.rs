//! Long reports: right for each thing they name, and read in time that grows with their length.

use std::{sync::Arc, time::Instant};

use chrono::DateTime;
use zhixing::{
    domain::{Claim, Decimal, Fact, Key, org::Org},
    eval::Corpus,
    understanding::{Lexicon, Message, read},
};

/// How much longer a text twice as long may take; the aim is 2.3, the rest is for a busy machine.
const MOST_GROWTH: f64 = 3.0;

fn lexicon() -> Lexicon {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming");
    Lexicon::new(Corpus::open(&folder).expect("a corpus").org)
}

fn claims(lexicon: &Lexicon, author: &str, text: &str) -> Vec<Claim> {
    let sent_at = DateTime::parse_from_rfc3339("2026-11-19T18:00:00+08:00").expect("a time");
    read(lexicon, &Message { text, author: &Key::from(author), sent_at, voice: false }).claims
}

fn percents(claims: &[Claim], subject: &str) -> Vec<Decimal> {
    let of = claims.iter().filter(|c| c.subject.as_ref().is_some_and(|k| k.as_str() == subject));
    of.filter_map(|c| match c.fact {
        Fact::Progress { percent } => Some(percent),
        _ => None,
    })
    .collect()
}

#[test]
fn two_thousand_lines_are_read_line_by_line() {
    let lines = |n: usize| {
        (0..n)
            .map(|i| match i % 4 {
                0 => format!("登录接口{}.{}%", i / 40 % 100, i / 4 % 10),
                1 => "配电房巡检正常,没有异常".to_string(),
                2 => format!("规则引擎{}.{}%", i / 40 % 100, i / 4 % 10),
                _ => "下午和客户开会,讨论了需求".to_string(),
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    let read = claims(&lexicon(), "p-zhangwei", &lines(2000));
    for subject in ["t-mb-login", "t-mb-level"] {
        let found = percents(&read, subject);
        let expected: Vec<Decimal> = (0..500u32).map(|i| Decimal::new((i).into(), 1).normalize()).collect();
        assert_eq!(found, expected, "{subject}");
    }
    assert_eq!(read.len(), 1000, "nothing else is claimed");
}

#[test]
fn ten_projects_in_one_report_stay_apart() {
    let names = [
        "码头改造",
        "冷库扩建",
        "粮仓翻修",
        "渔港疏浚",
        "果园滴灌",
        "茶厂技改",
        "盐场护堤",
        "牧场围栏",
        "林场防火",
        "矿井通风",
    ];
    let projects: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            serde_json::json!({"id": format!("prj-{i}"), "name": name, "aliases": [], "owner": "p-a", "members": ["p-a"],
                "start": "2026-09-01", "due": "2026-12-31", "budget": null, "currency": "CNY", "planned_hours": null,
                "milestones": [], "tasks": []})
        })
        .collect();
    let org = serde_json::json!({
        "company": {"id": "c", "name": "百业集团", "timezone": "Asia/Shanghai", "fiscal_year_start_month": 1},
        "departments": [{"id": "d", "name": "工程部", "aliases": [], "parent": null, "head": "p-a"}],
        "people": [{"id": "p-a", "name": "唐一平", "aliases": [], "department": "d", "position": "工程师", "manager": null,
            "roles": ["employee"]}],
        "projects": projects, "kpis": []
    });
    let org = Org::parse(&org.to_string()).expect("a company");
    let lexicon = Lexicon::new(Arc::new(org));
    let text: String = names
        .iter()
        .enumerate()
        .map(|(i, name)| format!("{name}进度{}%,今天花了{}小时,11月{}号前做完。\n", 5 + i * 9, i % 3 + 1, 20 + i))
        .collect();
    let read = claims(&lexicon, "p-a", &text);
    for i in 0..names.len() {
        let subject = format!("prj-{i}");
        assert_eq!(percents(&read, &subject), [Decimal::from(5 + i as i64 * 9)], "{subject}");
        let told: Vec<&Fact> = read
            .iter()
            .filter(|c| c.subject.as_ref().is_some_and(|k| k.as_str() == subject))
            .map(|c| &c.fact)
            .collect();
        assert!(
            told.iter().any(|f| matches!(f, Fact::Effort { hours } if *hours == Decimal::from(i as i64 % 3 + 1))),
            "{told:?}"
        );
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20 + i as u32);
        assert!(told.iter().any(|f| matches!(f, Fact::Plan { date } if *date == day)), "{told:?}");
    }
    assert_eq!(read.len(), 30);
}

/// The least time of several to read a text.
fn seconds(lexicon: &Lexicon, text: &str) -> f64 {
    let once = || {
        let began = Instant::now();
        claims(lexicon, "p-zhangwei", text);
        began.elapsed().as_secs_f64()
    };
    (0..5).map(|_| once()).fold(f64::MAX, f64::min)
}

#[test]
#[ignore = "a measurement: it needs a quiet machine"]
fn a_text_twice_as_long_takes_about_twice_as_long() {
    let lexicon = lexicon();
    seconds(&lexicon, "登录接口80%");
    for piece in ["听说登录接口在改,", "登录接口80%,明天继续联调\n", "缺图纸,没人来,等运维,", "今天花了2小时,"]
    {
        let (short, long) = (piece.repeat(600), piece.repeat(1200));
        let growth = seconds(&lexicon, &long) / seconds(&lexicon, &short);
        assert!(growth <= MOST_GROWTH, "{piece}: {growth:.2} times as long");
    }
}
