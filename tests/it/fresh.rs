//! Companies in other trades, labelled before anything had read them: general rules hold there too.

use std::path::PathBuf;

use zhixing::eval::{Corpus, score};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fresh").join(name)
}

/// Floors: they may rise, never fall.
#[test]
fn other_trades_are_read_nearly_as_well() {
    for (company, floor) in [
        ("yikang", 0.97),
        ("zhengming", 0.97),
        ("zhucheng", 0.98),
        ("sutong", 0.97),
        ("junchi", 0.95),
        ("zaotai", 0.92),
        ("jinlan", 0.95),
        ("haiqiao", 0.84),
        ("maixiang", 0.80),
        ("qihang", 0.90),
        ("qingchuan", 0.91),
        ("kangnuo", 0.92),
        ("yunxiu", 0.92),
        ("anke", 0.98),
        ("boda", 0.96),
        ("chengyi", 0.98),
        ("dingfeng", 0.97),
    ] {
        let corpus = Corpus::open(&folder(company)).expect("the company is there");
        let reached = score(&corpus);
        assert_eq!(reached.ungrounded, 0, "{company}: every claim stands in the text");
        assert!(reached.all.f1() >= floor, "{company}: F1 {:.3} is below {floor}", reached.all.f1());
    }
}
