//! Anything as a model's answer about a report: what gets in stands in the words, and what is merged keeps the rules' own.
//!
//! The first byte chooses the report; the rest is the answer. `seed` in `fuzz/run` starts from the true answers.

#![no_main]

use std::{path::Path, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use zhixing::{
    domain::Reader,
    eval::{Corpus, GoldReport},
    understanding::{
        Lexicon, Message, Reading,
        ground::grounded,
        read,
        second::{self, Asking, Task},
    },
};

struct Asked {
    report: GoldReport,
    reading: Reading,
    task: Task,
}

struct Company {
    lexicon: Lexicon,
    asked: Vec<Asked>,
}

fn message(report: &GoldReport) -> Message<'_> {
    let voice = report.channel == "voice";
    Message { text: &report.text, author: &report.author, sent_at: report.sent_at, voice }
}

static COMPANY: LazyLock<Company> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/qiming");
    let corpus = Corpus::open(&folder).expect("the corpus is there");
    let lexicon = Lexicon::new(corpus.org.clone());
    let asked = corpus.reports.into_iter().filter_map(|report| {
        let reading = read(&lexicon, &message(&report));
        let task = second::task(&lexicon, &message(&report), &reading, Asking::Always)?;
        Some(Asked { report, reading, task })
    });
    let asked = asked.collect();
    Company { lexicon, asked }
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, answer)) = bytes.split_first() else { return };
    let company = &*COMPANY;
    let asked = &company.asked[usize::from(*first) % company.asked.len()];
    let answer = String::from_utf8_lossy(answer);
    let accepted = second::accept(&company.lexicon, &message(&asked.report), &asked.task, &answer);
    for claim in &accepted.claims {
        assert_eq!(claim.by, Reader::Model);
        assert!(grounded(&asked.report.text, claim), "{claim:?}");
    }
    let held = accepted.claims.len();
    let merged = second::merge(&asked.reading.claims, accepted.claims);
    assert!(merged.added.len() <= held);
    assert!(merged.added.iter().all(|claim| claim.by == Reader::Model));
    assert!(merged.doubted.iter().all(|(at, _)| *at < asked.reading.claims.len()));
});
