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
        ("yikang", 0.96),
        ("zhengming", 0.96),
        ("zhucheng", 0.95),
        ("sutong", 0.94),
        ("junchi", 0.93),
        ("zaotai", 0.81),
    ] {
        let corpus = Corpus::open(&folder(company)).expect("the company is there");
        let reached = score(&corpus);
        assert_eq!(reached.ungrounded, 0, "{company}: every claim stands in the text");
        assert!(reached.all.f1() >= floor, "{company}: F1 {:.3} is below {floor}", reached.all.f1());
    }
}
