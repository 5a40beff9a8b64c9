//! Keywords, beside what jieba's own extractors find in the same reports.

use std::{collections::HashSet, path::Path};

use jieba_rs::{Jieba, KeywordExtract, TextRank, TfIdf};
use zhixing::{
    eval::{Corpus, score},
    understanding::Lexicon,
};

/// By how much both are beaten, in F1.
const MARGIN: f64 = 0.10;

const FOLDERS: [&str; 6] =
    ["corpus/qiming", "corpus/hengxin", "fresh/yikang", "fresh/zhengming", "fresh/zhucheng", "fresh/sutong"];

/// F1 of an extractor that is told how many keywords each report has, which only helps it, and whose segmenter knows the
/// company's names.
fn f1(extractor: &dyn KeywordExtract, companies: &[(Corpus, Jieba)]) -> f64 {
    let (mut right, mut told, mut gold) = (0, 0, 0);
    for (corpus, jieba) in companies {
        for report in &corpus.reports {
            let found = extractor.extract_keywords(jieba, &report.text, report.keywords.len(), Vec::new());
            let found: HashSet<String> = found.into_iter().map(|k| k.keyword).collect();
            right += report.keywords.iter().filter(|k| found.contains(*k)).count();
            told += found.len();
            gold += report.keywords.len();
        }
    }
    2.0 * right as f64 / (told + gold) as f64
}

#[test]
fn keywords_beat_frequencies_and_ranks() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let companies: Vec<(Corpus, Jieba)> = FOLDERS
        .iter()
        .map(|folder| {
            let corpus = Corpus::open(&tests.join(folder)).expect("a corpus");
            let jieba = Lexicon::new(corpus.org.clone()).jieba().clone();
            (corpus, jieba)
        })
        .collect();
    let mut ours = zhixing::eval::Score::default();
    for (corpus, _) in &companies {
        ours.merge(&score(corpus));
    }
    let ours = ours.keywords.f1();
    let frequencies = f1(&TfIdf::default(), &companies);
    let ranks = f1(&TextRank::default(), &companies);
    println!("keywords F1: ours {ours:.3}, TF-IDF {frequencies:.3}, TextRank {ranks:.3}");
    assert!(ours >= 0.80, "ours {ours:.3}");
    assert!(ours >= frequencies + MARGIN, "ours {ours:.3}, TF-IDF {frequencies:.3}");
    assert!(ours >= ranks + MARGIN, "ours {ours:.3}, TextRank {ranks:.3}");
}
