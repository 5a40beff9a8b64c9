//! The SMART check against labelled goals: those it was made with, those written before it, and those after.
//!
//! The former lie beside the project in `shared/reference/scoring`, or where `ZHIXING_SCORING` says; they are not part of
//! the project.

use std::{collections::BTreeMap, path::PathBuf};

use serde::Deserialize;
use zhixing::understanding::smart::{Code, check};

#[derive(Deserialize)]
struct Goal {
    id: String,
    text: String,
    label: String,
    missing: Vec<Code>,
}

/// How often the check agrees: good or bad, and right, extra and missed of each code.
#[derive(Debug, Default)]
struct Agreement {
    goals: usize,
    labels: usize,
    codes: BTreeMap<Code, (usize, usize, usize)>,
}

impl Agreement {
    fn rate(&self) -> f64 {
        self.labels as f64 / self.goals as f64
    }

    fn f1(&self, codes: &[Code]) -> f64 {
        let sum =
            codes.iter().filter_map(|c| self.codes.get(c)).fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2));
        2.0 * sum.0 as f64 / (2 * sum.0 + sum.1 + sum.2) as f64
    }
}

fn measure(path: PathBuf) -> Option<Agreement> {
    let text = std::fs::read_to_string(path).ok()?;
    let today = "2026-11-23".parse().expect("a day");
    let mut agreement = Agreement::default();
    for line in text.lines() {
        let goal: Goal = serde_json::from_str(line).expect("a goal");
        let found = check(&goal.text, today, 1, false);
        agreement.goals += 1;
        agreement.labels += usize::from(found.is_empty() == (goal.label == "good"));
        for code in [Code::M, Code::N, Code::T, Code::V, Code::B] {
            let of = agreement.codes.entry(code).or_default();
            match (found.contains(&code), goal.missing.contains(&code)) {
                (true, true) => of.0 += 1,
                (true, false) => of.1 += 1,
                (false, true) => of.2 += 1,
                (false, false) => {}
            }
        }
        if found != goal.missing {
            println!("{} {}: {found:?}, labelled {:?}", goal.id, goal.text, goal.missing);
        }
    }
    Some(agreement)
}

const ALL: [Code; 5] = [Code::M, Code::N, Code::T, Code::V, Code::B];

fn hold(name: &str, agreement: &Agreement, label: f64, code: f64) {
    println!("{name}: {:.3} good or bad, codes {:.3}, {agreement:?}", agreement.rate(), agreement.f1(&ALL));
    assert!(agreement.rate() >= label, "{name}: {}", agreement.rate());
    assert!(agreement.f1(&ALL) >= code, "{name}: {}", agreement.f1(&ALL));
    for one in [Code::N, Code::T, Code::B] {
        assert!(agreement.f1(&[one]) >= 0.8, "{name}, {one:?}: {}", agreement.f1(&[one]));
    }
}

#[test]
fn goals_written_before_the_rules_are_told_apart() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/smart/fresh.jsonl");
    hold("fresh", &measure(path).expect("they are there"), 0.85, 0.8);
}

#[test]
fn goals_written_after_the_rules_are_told_apart() {
    for name in ["later", "last"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/smart/{name}.jsonl"));
        hold(name, &measure(path).expect("they are there"), 0.85, 0.8);
    }
}

#[test]
fn the_goals_it_was_made_with_are_told_apart() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/scoring");
    let folder = std::env::var_os("ZHIXING_SCORING").map_or(beside, PathBuf::from);
    let Some(agreement) = measure(folder.join("smart_dev.jsonl")) else {
        eprintln!("the labelled goals are not beside the project: skipped");
        return;
    };
    hold("dev", &agreement, 0.95, 0.9);
}

#[test]
fn the_examples_of_the_manual_hold() {
    let today = "2026-11-23".parse().expect("a day");
    assert_eq!(check("Q1客户留存率提升至85%", today, 1, false), []);
    assert_eq!(check("提高客户满意度", today, 1, false), [Code::N, Code::T, Code::V]);
}
