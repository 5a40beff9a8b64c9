//! The model as second reader: how much of the corpus it is asked about.

use std::path::Path;

use zhixing::{
    eval::Corpus,
    understanding::{Lexicon, Message, read, second},
};

/// How many reports of a folder a model is asked about, of how many.
fn asked(folder: &str) -> (usize, usize) {
    let corpus = Corpus::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)).expect("a corpus");
    let lexicon = Lexicon::new(corpus.org.clone());
    let mut count = 0;
    for report in &corpus.reports {
        let voice = report.channel == "voice";
        let message = Message { text: &report.text, author: &report.author, sent_at: report.sent_at, voice };
        let reading = read(&lexicon, &message);
        if let Some(task) = second::task(&lexicon, &message, &reading, second::Asking::WhereInDoubt) {
            count += 1;
            if std::env::var_os("ZHIXING_SHOW").is_some() {
                println!("{} {:?}\n    {}", report.id, task.words, report.text.replace('\n', " / "));
            }
        }
    }
    (count, corpus.reports.len())
}

#[test]
fn most_reports_need_no_model() {
    let mut total = (0, 0);
    for folder in
        ["corpus/qiming", "corpus/hengxin", "fresh/yikang", "fresh/zhengming", "fresh/zhucheng", "fresh/sutong"]
    {
        let (count, of) = asked(folder);
        println!("{folder}: {count} of {of} reports would be asked about ({:.0} %)", 100.0 * count as f64 / of as f64);
        if folder.starts_with("corpus") {
            total = (total.0 + count, total.1 + of);
        }
    }
    println!("corpus: {} of {}", total.0, total.1);
    assert!(total.0 * 10 <= total.1 * 4, "a model would be asked about {} of {}", total.0, total.1);
}
