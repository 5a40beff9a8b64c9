//! The evil model: whatever a model says about whatever text, what gets in stands in the words.
//!
//! Reports of all labelled companies, as they are and cut together, meet answers that lie in every way. The oracle reads
//! the quotes by means of its own. `ZHIXING_LONG` runs a million cases instead of ten thousand.

mod chance;
mod lies;
mod oracle;

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use chance::Chance;
use zhixing::{
    domain::Claim,
    eval::{Corpus, GoldReport},
    understanding::{
        Lexicon, Message, Reading, read,
        second::{self, Asking},
    },
};

/// A company with its names prepared once.
pub struct Company {
    corpus: Corpus,
    lexicon: Lexicon,
}

static COMPANIES: LazyLock<Vec<Company>> = LazyLock::new(|| {
    let folders =
        ["corpus/qiming", "corpus/hengxin", "fresh/yikang", "fresh/zhengming", "fresh/zhucheng", "fresh/sutong"];
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    folders
        .iter()
        .map(|folder| {
            let corpus = Corpus::open(&tests.join(folder)).expect("a corpus");
            let lexicon = Lexicon::new(corpus.org.clone());
            Company { corpus, lexicon }
        })
        .collect()
});

/// Answers tried on one text.
const ANSWERS: u64 = 20;

/// A report as it is, cut together from several, or a heap of words.
fn text(chance: &mut Chance, company: &Company, report: &GoldReport) -> String {
    let other = &chance.one_of(&company.corpus.reports).text;
    match chance.below(10) {
        0..=5 => report.text.clone(),
        6 | 7 => {
            let lines = report.text.split(['。', ',', '\n']).chain(other.split(['。', ',', '\n']));
            let mut lines: Vec<&str> = lines.collect();
            chance.shuffle(&mut lines);
            lines.truncate(8);
            let joint = chance.one_of(&["。", ",", "\n", " "]);
            lines.join(joint)
        }
        8 => format!("{}\n{}", report.text, other),
        _ => lies::heap(chance, &report.text),
    }
}

/// What came of a run, for the eye.
#[derive(Default)]
struct Tally {
    accepted: BTreeMap<&'static str, usize>,
    refused: BTreeMap<&'static str, usize>,
}

/// Tries answers on one text. The number of the text tells everything about it, so that a failure can be seen again.
fn one(number: u64, tally: &mut Tally) {
    let mut chance = Chance::new(number);
    let company = chance.one_of(&COMPANIES);
    let report = chance.one_of(&company.corpus.reports);
    let author = if chance.below(4) == 0 { &chance.one_of(&company.corpus.org.people).id } else { &report.author };
    let text = text(&mut chance, company, report);
    let voice = report.channel == "voice";
    let message = Message { text: &text, author, sent_at: report.sent_at, voice };
    let reading = read(&company.lexicon, &message);
    let Some(task) = second::task(&company.lexicon, &message, &reading, Asking::Always) else { return };
    let rules: &[Claim] = &reading.claims;
    for _ in 0..ANSWERS {
        let answer = lies::answer(&mut chance, company, report, &text, &task, rules);
        let accepted = second::accept(&company.lexicon, &message, &task, &answer);
        let fault = oracle::fault(company, &message, &task, &accepted);
        assert_eq!(fault, None, "case {number}\n{text}\n{answer}\n{:#?}", accepted.claims);
        for claim in &accepted.claims {
            *tally.accepted.entry(claim.fact.kind()).or_default() += 1;
        }
        for refused in &accepted.refused {
            *tally.refused.entry(refused.why.code()).or_default() += 1;
        }
        let claims = accepted.claims.len();
        let merged = second::merge(rules, accepted.claims);
        assert!(merged.added.len() <= claims && merged.doubted.iter().all(|(i, _)| *i < rules.len()), "case {number}");
    }
}

#[test]
fn nothing_gets_in_that_the_words_do_not_say() {
    let cases: u64 = if std::env::var_os("ZHIXING_LONG").is_some() { 1_000_000 } else { 10_000 };
    let first: u64 = std::env::var("ZHIXING_CASE").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut tally = Tally::default();
    for number in first..first + cases / ANSWERS {
        one(number, &mut tally);
    }
    println!("accepted {:?}\nrefused {:?}", tally.accepted, tally.refused);
    let enough = tally.accepted.values().sum::<usize>() as u64 * 50 > cases;
    assert!(enough && tally.accepted.len() == 9, "the lies are near enough to the truth to try every kind");
}

#[test]
fn the_oracle_is_not_blind() {
    let company = &COMPANIES[0];
    let report = company.corpus.reports.iter().find(|r| !r.claims.is_empty()).expect("a report");
    let message = Message { text: &report.text, author: &report.author, sent_at: report.sent_at, voice: false };
    let reading = read(&company.lexicon, &message);
    let task = second::task(&company.lexicon, &message, &Reading::default(), Asking::Always).expect("a task");
    let lie = |change: fn(&mut Claim)| {
        let mut claims: Vec<Claim> = reading.claims.clone();
        claims.iter_mut().for_each(|c| c.by = zhixing::domain::Reader::Model);
        let told =
            oracle::fault(company, &message, &task, &second::Accepted { claims: claims.clone(), refused: vec![] });
        assert_eq!(told, None, "what the rules read is true");
        claims.iter_mut().for_each(change);
        oracle::fault(company, &message, &task, &second::Accepted { claims, refused: vec![] })
    };
    assert!(lie(|c| c.span.end += 1).is_some());
    assert!(lie(|c| c.subject = Some("nobody".into())).is_some());
    assert!(lie(|c| c.fact = zhixing::domain::Fact::Effort { hours: 777.into() }).is_some());
    assert!(lie(|c| c.fact = zhixing::domain::Fact::Plan { date: "2031-05-29".parse().ok() }).is_some());
}
