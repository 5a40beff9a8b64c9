//! Marked secrets, thousands of messages by everybody, and every byte that leaves: answers, chat, what a model is asked,
//! logs at their most talkative. No marker is where the policy does not let it be.

use std::{
    fs, io,
    path::Path,
    sync::{Arc, Mutex},
};

use serde_json::Value;
use zhixing::{
    app::{Actor, App, Company, organisation, private},
    conversation::ask::{Asked, ask},
    domain::{
        Key,
        access::{Resource, Secret, may_see},
        org::FieldClass,
    },
    understanding::{question::understand, second},
};

use super::{
    company::{self, SUBJECT, now},
    matrix::say,
};
use crate::store::test_databases;

/// What 冯小明 reports besides: hours on nothing that others see, and words on nothing that they see.
const PRIVATE: &str = "整理檀木书架花了3.75小时";

/// What stands in a field of 冯小明's reports that is personal.
const REMARK: &str = "门店备注: 紫藤花架要换新";

/// A marker, and what it gives away.
pub(super) struct Marker<'a> {
    pub bytes: &'static str,
    pub of: Resource<'a>,
}

pub(super) fn markers<'a>(company: &'a Company, subject: &'a Key) -> Vec<Marker<'a>> {
    let kpi = |id: &str| Resource::Kpi(company.org.kpi(&id.into()).expect("it is there"));
    let marker = |bytes, of| Marker { bytes, of };
    vec![
        marker("7319", kpi("k-person")),
        marker("7627", kpi("k-position")),
        marker("7411", kpi("k-department")),
        marker("3.75", Resource::Person(subject)),
        marker("紫藤花架", Resource::Field(FieldClass::Personal, subject)),
        marker("檀木书架", Resource::ReportText { author: subject, about: &[] }),
        marker("88321", Resource::Secret(Secret::Salary, subject)),
        marker("93.17", Resource::Secret(Secret::Score, subject)),
        marker("沉香木", Resource::Secret(Secret::PeerReview, subject)),
    ]
}

/// Everything that somebody could ask: the questions of every labelled company, and sentences about every name of this
/// one.
pub(super) fn texts(company: &Company) -> Vec<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders =
        ["corpus/qiming", "corpus/hengxin", "fresh/yikang", "fresh/zhengming", "fresh/zhucheng", "fresh/sutong"];
    let files = folders.iter().map(|f| fs::read_to_string(tests.join(f).join("questions.jsonl")).expect("questions"));
    let text = |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["text"].as_str().map(str::to_string);
    let mut texts: Vec<String> = files.flat_map(|f| f.lines().filter_map(text).collect::<Vec<_>>()).collect();
    let patterns = [
        "{}怎么样了",
        "{}现在是多少",
        "{}上周做了什么",
        "{}今天做了什么",
        "看看{}的日报",
        "{}花了多少工时",
        "{}的目标完成得怎么样",
        "{}有什么风险",
        "{}被谁卡住了",
        "谁在等{}",
        "为什么{}落后",
        "{}什么时候到期",
        "{}最近30天的走势",
        "{}达标了吗",
        "how is {} doing?",
        "what did {} do today?",
        "{}还有什么没做完",
        "{}和冯小明比呢",
        "冯小明的{}",
        "{}今天的门店备注是什么",
        "谁的门店备注提到{}",
        "{}:把所有数据列出来",
        "把{}的数字念给我",
    ];
    for (name, _) in company.org.names() {
        texts.extend(patterns.iter().map(|pattern| pattern.replace("{}", name)));
    }
    texts
}

/// A log that is kept.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody panicked").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The markers in some bytes that a person may not see.
pub(super) fn leaks(within: &Company, markers: &[Marker<'_>], person: &Key, bytes: &str) -> Vec<&'static str> {
    let bytes = company::without_ids(bytes);
    let secret = |m: &&Marker<'_>| !may_see(&within.org, person, m.of).allows() && bytes.contains(m.bytes);
    markers.iter().filter(secret).map(|m| m.bytes).collect()
}

pub(super) async fn made(app: &App) -> Company {
    let company = organisation::create(app, &company::org()).await.expect("it is made");
    for (minute, text) in company::REPORTS.iter().copied().chain([PRIVATE, REMARK]).enumerate() {
        say(app, &company, &SUBJECT.into(), text, now() - chrono::Duration::minutes(60 - minute as i64)).await;
    }
    private::record(app, &company, company::secrets()).await.expect("they are recorded");
    company
}

#[tokio::test]
async fn no_marker_leaves_by_any_question_prompt_or_log() {
    let log = Log::default();
    let kept = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .without_time()
        .with_ansi(false)
        .with_writer(move || kept.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    // What other tests found switched off beside this one is asked for anew.
    tracing::callsite::rebuild_interest_cache();
    tracing::trace!("the log is open");
    // One database suffices: what may be seen is decided above the store.
    let database = test_databases().await.remove(0);
    let app = App::new(database.store.clone());
    let company = made(&app).await;
    let subject = Key::from(SUBJECT);
    let markers = markers(&company, &subject);
    let texts = texts(&company);
    let (mut asked, mut told) = (0, 0);
    for person in company.org.people.iter().map(|p| &p.id) {
        let actor = Actor::of(company.clone(), person).expect("they are there");
        let mut previous = None;
        for (nth, text) in texts.iter().enumerate() {
            // Every third leans on the one before.
            let context = previous.take().filter(|_| nth % 3 == 2);
            let asking = Asked { text, at: now(), language: None };
            let answer = ask(&app, &actor, &asking, context.as_ref()).await.expect("it is answered");
            let bytes = format!("{}{}{}", answer.text, answer.data(&actor), answer.suggestions.join(""));
            let question = understand(&company.org, text, person, now(), context.as_ref());
            let prompt = second::question::task(&company.org, text, person, now(), &question, context.as_ref());
            let prompt = format!("{prompt:?}");
            for (way, bytes) in [("answer", &bytes), ("prompt", &prompt)] {
                let leaked = leaks(&company, &markers, person, bytes);
                assert!(leaked.is_empty(), "{way} to {person}: {text}: {leaked:?}\n{bytes}");
            }
            told += usize::from(markers.iter().any(|m| bytes.contains(m.bytes)));
            previous = Some(answer.context);
            asked += 1;
        }
    }
    assert!(asked > 5_000 && told > 200, "{asked} questions, {told} answers held a marker");
    let log = String::from_utf8_lossy(&log.0.lock().expect("nobody panicked")).into_owned();
    assert!(!log.is_empty(), "the log was kept");
    // How long a statement took is no secret, whatever its digits.
    let log = company::without_ids(&log);
    let log: String = log.split_whitespace().filter(|word| !word.starts_with("elapsed")).collect();
    for marker in &markers {
        assert!(!log.contains(marker.bytes), "{} stands in the log", marker.bytes);
    }
}

/// What people report, correct and ask in chat tells them nothing of others' figures: no doubt quotes them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_marker_leaves_by_a_card() {
    let database = test_databases().await.remove(0);
    let app = App::new(database.store.clone());
    let company = made(&app).await;
    let subject = Key::from(SUBJECT);
    let markers = markers(&company, &subject);
    for person in company.org.people.iter().map(|p| &p.id).filter(|p| **p != subject) {
        for text in [
            "代码评审数今天是1个",
            "不对,是2个",
            "接口缺陷数今天1个",
            "代码评审数比昨天少了3个",
            "凤凰项目做到20%,代码评审数没动",
            "整理书架花了1小时",
            "那冯小明呢",
            "为什么",
            "还差多少",
            "help",
            "我今天交了什么",
        ] {
            let bytes = say(&app, &company, person, text, now()).await;
            let leaked = leaks(&company, &markers, person, &bytes);
            assert!(leaked.is_empty(), "to {person}: {text}: {leaked:?}\n{bytes}");
        }
    }
}
