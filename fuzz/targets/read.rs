//! Any text as a report, typed or spoken: nothing panics, every claim stands at its words and says what they say, keywords
//! are pieces of the text, and the summary is no longer than the text.

#![no_main]

use std::{path::Path, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use zhixing::{
    eval::Corpus,
    understanding::{
        Lexicon, Message,
        ground::grounded,
        read,
        second::{self, Asking},
    },
};

static COMPANY: LazyLock<(Corpus, Lexicon)> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/corpus/qiming");
    let corpus = Corpus::open(&folder).expect("the corpus is there");
    let lexicon = Lexicon::new(corpus.org.clone());
    (corpus, lexicon)
});

fuzz_target!(|text: &str| {
    let (corpus, lexicon) = &*COMPANY;
    let report = &corpus.reports[text.len() % corpus.reports.len()];
    for voice in [false, true] {
        let message = Message { text, author: &report.author, sent_at: report.sent_at, voice };
        let reading = read(lexicon, &message);
        for claim in &reading.claims {
            assert!(grounded(text, claim), "{claim:?}");
        }
        assert!(reading.keywords.iter().all(|word| text.contains(word.as_str())), "{:?}", reading.keywords);
        assert!(reading.summary.chars().count() <= text.chars().count(), "{}", reading.summary);
        if let Some(task) = second::task(lexicon, &message, &reading, Asking::WhereInDoubt) {
            assert!(task.words.iter().all(|words| text.contains(words.as_str())), "{:?}", task.words);
        }
    }
});
