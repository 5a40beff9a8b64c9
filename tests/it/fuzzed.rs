//! Random input where a fuzzer would come: any text as a report, any bytes as a model's answer.
//!
//! `ZHIXING_LONG` runs two hundred times as many cases.

use std::{path::Path, sync::LazyLock};

use proptest::prelude::*;
use zhixing::{
    domain::Claim,
    eval::{Corpus, GoldReport},
    understanding::{
        Lexicon, Message, Reading, correction,
        ground::grounded,
        read,
        second::{self, Asking, Task},
    },
};

static CORPUS: LazyLock<(Corpus, Lexicon)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming");
    let corpus = Corpus::open(&folder).expect("a corpus");
    let lexicon = Lexicon::new(corpus.org.clone());
    (corpus, lexicon)
});

fn cases() -> u32 {
    if std::env::var_os("ZHIXING_LONG").is_some() { 100_000 } else { 500 }
}

fn message<'a>(report: &'a GoldReport, text: &'a str, voice: bool) -> Message<'a> {
    Message { text, author: &report.author, sent_at: report.sent_at, voice }
}

/// Every claim stands at its place in the text, and says what the words there say.
fn holds(text: &str, claims: &[Claim]) -> Result<(), TestCaseError> {
    for claim in claims {
        prop_assert_eq!(claim.span.of(text), Some(claim.quote.as_str()));
        prop_assert!(grounded(text, claim), "{:?}", claim);
    }
    Ok(())
}

/// A piece of a report of the corpus, cut anywhere.
fn piece() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1usize..40).prop_map(|(report, from, length)| {
        let text: Vec<char> = CORPUS.0.reports[report.index(CORPUS.0.reports.len())].text.chars().collect();
        let from = from.index(text.len().max(1));
        text.iter().skip(from).take(length).collect()
    })
}

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![4 => piece(), 1 => "\\PC{0,12}", 1 => any::<String>()];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

static TASKS: LazyLock<Vec<(usize, Task)>> = LazyLock::new(|| {
    let (corpus, lexicon) = &*CORPUS;
    let task = |(at, report): (usize, &GoldReport)| {
        let message = message(report, &report.text, report.channel == "voice");
        Some((at, second::task(lexicon, &message, &Reading::default(), Asking::Always)?))
    };
    corpus.reports.iter().enumerate().filter_map(task).collect()
});

/// Bytes, or the gold of a report as an answer with some bytes struck by others.
fn answer(report: &GoldReport, bytes: &[u8], struck: &[(prop::sample::Index, u8)], whole: bool) -> String {
    if !whole {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let claims: Vec<serde_json::Value> = report
        .claims
        .iter()
        .map(|gold| {
            serde_json::json!({"kind": gold.kind, "quote": gold.quote, "subject": gold.subject, "value": gold.value,
                "state": gold.state, "when": gold.date, "waiting_on": gold.waiting_on})
        })
        .collect();
    let mut answer = serde_json::json!({ "claims": claims }).to_string().into_bytes();
    for (at, byte) in struck {
        let at = at.index(answer.len());
        answer[at] = *byte;
    }
    String::from_utf8_lossy(&answer).into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    /// Any text is read as corrections, and their words stand in it.
    #[test]
    fn any_text_is_read_as_corrections(text in text()) {
        let (corpus, lexicon) = &*CORPUS;
        let today = corpus.reports[0].sent_at.date_naive();
        for correction in correction::read(lexicon, &text, today) {
            prop_assert!(correction.span.of(&text).is_some() && correction.words.of(&text).is_some(), "{:?}", correction);
        }
        correction::names_line(&text);
    }

    #[test]
    fn any_text_is_read(text in text(), author: prop::sample::Index, voice: bool) {
        let (corpus, lexicon) = &*CORPUS;
        let report = &corpus.reports[author.index(corpus.reports.len())];
        let reading = read(lexicon, &message(report, &text, voice));
        holds(&text, &reading.claims)?;
        for word in &reading.keywords {
            prop_assert!(text.contains(word.as_str()), "{}", word);
        }
    }

    #[test]
    fn any_answer_is_judged(
        at: prop::sample::Index,
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        struck in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        whole: bool,
    ) {
        let (corpus, lexicon) = &*CORPUS;
        let (report, task) = &TASKS[at.index(TASKS.len())];
        let report = &corpus.reports[*report];
        let message = message(report, &report.text, report.channel == "voice");
        let accepted = second::accept(lexicon, &message, task, &answer(report, &bytes, &struck, whole));
        holds(&report.text, &accepted.claims)?;
    }
}
