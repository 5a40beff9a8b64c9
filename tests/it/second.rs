//! The model as second reader: how much of the corpus it is asked about, and whether the truth gets in.

use std::{collections::BTreeMap, path::Path};

use serde_json::{Value, json};
use zhixing::{
    eval::{Corpus, GoldReport, Readers, score, score_by},
    understanding::{
        Lexicon, Message, read,
        second::{self, Asking},
    },
};

const FOLDERS: [&str; 6] =
    ["corpus/qiming", "corpus/hengxin", "fresh/yikang", "fresh/zhengming", "fresh/zhucheng", "fresh/sutong"];

fn corpus(folder: &str) -> Corpus {
    Corpus::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)).expect("a corpus")
}

fn message(report: &GoldReport) -> Message<'_> {
    let voice = report.channel == "voice";
    Message { text: &report.text, author: &report.author, sent_at: report.sent_at, voice }
}

/// How many reports of a folder a model is asked about, of how many.
fn asked(folder: &str) -> (usize, usize) {
    let corpus = corpus(folder);
    let lexicon = Lexicon::new(corpus.org.clone());
    let asked = corpus.reports.iter().filter(|report| {
        let message = message(report);
        let reading = read(&lexicon, &message);
        second::task(&lexicon, &message, &reading, Asking::WhereInDoubt).is_some()
    });
    (asked.count(), corpus.reports.len())
}

#[test]
fn most_reports_need_no_model() {
    let mut total = (0, 0);
    for folder in FOLDERS {
        let (count, of) = asked(folder);
        println!("{folder}: {count} of {of} reports would be asked about ({:.0} %)", 100.0 * count as f64 / of as f64);
        if folder.starts_with("corpus") {
            total = (total.0 + count, total.1 + of);
        }
    }
    println!("corpus: {} of {}", total.0, total.1);
    assert!(total.0 * 10 <= total.1 * 4, "a model would be asked about {} of {}", total.0, total.1);
}

/// The gold claims of a report as a model would write them.
fn truth(report: &GoldReport) -> String {
    let claims: Vec<Value> = report
        .claims
        .iter()
        .map(|gold| {
            json!({"kind": gold.kind, "quote": gold.quote, "subject": gold.subject, "value": gold.value,
                "state": gold.state, "when": gold.date, "waiting_on": gold.waiting_on})
        })
        .collect();
    json!({"claims": claims}).to_string()
}

/// A model that tells the truth is believed, nearly always.
#[test]
fn the_truth_gets_in() {
    let (mut accepted, mut told) = (0, 0);
    let mut refusals: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in FOLDERS {
        let corpus = corpus(folder);
        let lexicon = Lexicon::new(corpus.org.clone());
        for report in &corpus.reports {
            let message = message(report);
            let reading = read(&lexicon, &message);
            let Some(task) = second::task(&lexicon, &message, &reading, Asking::Always) else { continue };
            let taken = second::accept(&lexicon, &message, &task, &truth(report));
            accepted += taken.claims.len();
            told += report.claims.len();
            for refused in taken.refused {
                *refusals.entry(refused.why.code()).or_default() += 1;
                if std::env::var_os("ZHIXING_SHOW").is_some() {
                    println!("{folder} {} {} {:?}", report.id, refused.why.code(), report.claims.get(refused.at));
                }
            }
        }
    }
    println!("{accepted} of {told} true claims get in; refused {refusals:?}");
    assert!(accepted * 100 >= told * 85, "{accepted} of {told}");
}

/// A model beside the rules never takes away what they read, and one that only lies changes nothing.
#[test]
fn an_evaluation_hangs_a_model_in() {
    let corpus = corpus("fresh/maixiang");
    let rules = score(&corpus);
    let silent = score_by(&corpus, Readers::Both(&|_, _| None));
    assert_eq!((silent.all, silent.asked > 0), (rules.all, true));
    let liar = score_by(&corpus, Readers::Both(&|_, _| Some("{\"claims\":[{\"kind\":\"cost\"}]}".into())));
    assert_eq!((liar.all, liar.refused.get("shape")), (rules.all, Some(&liar.asked)));
    let by_text: BTreeMap<&str, String> = corpus.reports.iter().map(|r| (r.text.as_str(), truth(r))).collect();
    let honest = score_by(&corpus, Readers::Both(&|task, _| by_text.get(task.text.as_str()).cloned()));
    assert!(honest.all.f1() > rules.all.f1(), "{honest}");
    let alone = score_by(&corpus, Readers::Model(&|task, _| by_text.get(task.text.as_str()).cloned()));
    assert!(alone.all.precision() > 0.98 && alone.ungrounded == 0, "{alone}");
}
