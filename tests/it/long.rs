//! Long reports: right for each thing they name, and read in time that grows with their length.

use std::{path::Path, sync::Arc};

use chrono::DateTime;
use nix::time::{ClockId, clock_gettime};
use zhixing::{
    domain::{Claim, Decimal, Fact, Key, org::Org},
    eval::Corpus,
    understanding::{
        Lexicon, Message, read,
        second::{Asking, task},
    },
};

/// How much longer a text twice as long may take. The aim is 2.3 (`cargo bench -- reading` measures it); the rest is for
/// caches that others use as well. What looks through the whole text for each of its pieces takes four times as long.
const MOST_GROWTH: f64 = 2.7;

fn lexicon() -> Lexicon {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming");
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

/// How long this thread has been at work, in seconds: what else the machine does meanwhile does not count.
fn at_work() -> f64 {
    let time = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).expect("the system counts it");
    time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9
}

/// How long it takes to read a text.
fn reading(lexicon: &Lexicon, text: &str) -> f64 {
    let began = at_work();
    claims(lexicon, "p-zhangwei", text);
    at_work() - began
}

/// How long it takes to settle what of a text, once read, a model is asked about.
fn asking(lexicon: &Lexicon, text: &str) -> f64 {
    let sent_at = DateTime::parse_from_rfc3339("2026-11-19T18:00:00+08:00").expect("a time");
    let author = Key::from("p-zhangwei");
    let message = Message { text, author: &author, sent_at, voice: false };
    let read = read(lexicon, &message);
    let began = at_work();
    task(lexicon, &message, &read, Asking::Always).expect("there is something to read");
    at_work() - began
}

/// How many times as long something takes for a text twice, by the least of several times each.
fn growth(text: &str, once: impl Fn(&str) -> f64) -> f64 {
    let twice = format!("{text}\n{text}");
    let (mut short, mut long) = (f64::MAX, f64::MAX);
    for _ in 0..3 {
        short = short.min(once(text));
        long = long.min(once(&twice));
    }
    long / short
}

/// Whether a text twice as long takes about twice as long to read.
pub fn grows_evenly(text: &str, read: impl Fn(&str)) {
    let grown = || {
        growth(text, |text| {
            let began = at_work();
            read(text);
            at_work() - began
        })
    };
    let mut growths: Vec<f64> = Vec::new();
    // What was disturbed is measured again.
    while growths.len() < 3 && growths.last().is_none_or(|last| *last > MOST_GROWTH) {
        growths.push(grown());
    }
    assert!(growths.iter().any(|growth| *growth <= MOST_GROWTH), "{growths:.2?} times as long");
}

/// Pieces of one kind over and over, and the corpus's own lines: up to 32 KB, with `ZHIXING_LONG` up to 64 KB.
#[test]
fn a_text_twice_as_long_takes_about_twice_as_long() {
    let lexicon = lexicon();
    let half = if std::env::var_os("ZHIXING_LONG").is_some() { 32 } else { 16 } * 1024;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming");
    let reports = Corpus::open(&folder).expect("a corpus").reports;
    let lines: String = reports.iter().map(|r| format!("{}\n", r.text)).collect();
    let pieces = ["听说登录接口在改,", "登录接口80%,明天继续联调\n", "缺图纸,没人来,等运维,", "今天花了2小时,", &lines];
    claims(&lexicon, "p-zhangwei", &lines);
    for piece in pieces {
        let text = piece.repeat(half / piece.len() + 1);
        let text = &text[..text.floor_char_boundary(half)];
        for (what, once) in [("read", reading as fn(&Lexicon, &str) -> f64), ("ask about", asking)] {
            let grown = || growth(text, |text| once(&lexicon, text));
            let mut growths: Vec<f64> = Vec::new();
            // What was disturbed is measured again.
            while growths.len() < 3 && growths.last().is_none_or(|last| *last > MOST_GROWTH) {
                growths.push(grown());
            }
            let least = growths.iter().copied().fold(f64::MAX, f64::min);
            println!("{}: {least:.2} times as long to {what}", piece.chars().take(12).collect::<String>());
            assert!(least <= MOST_GROWTH, "{piece}: {growths:.2?} times as long to {what}");
        }
    }
}
