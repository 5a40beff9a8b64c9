//! Lines of reports read per second on one core, beside bare jieba segmentation of the same text: as filed, and joined
//! into the long reports that the aim is set for.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use nix::time::{ClockId, clock_gettime};
use zhixing::{
    domain::{Key, Org},
    understanding::{
        lexicon::Lexicon,
        reader::{Message, read},
    },
};

use crate::median;

struct Report {
    author: Key,
    sent_at: DateTime<FixedOffset>,
    voice: bool,
    text: String,
}

pub fn measure() {
    for company in ["qiming", "hengxin"] {
        let folder = format!("{}/tests/corpus/{company}", env!("CARGO_MANIFEST_DIR"));
        let org = std::fs::read_to_string(format!("{folder}/org.json")).expect("the corpus is there");
        let lexicon = Lexicon::new(Arc::new(Org::parse(&org).expect("it is right")));
        let reports = reports(&std::fs::read_to_string(format!("{folder}/reports.jsonl")).expect("it is there"));
        compare(company, "as filed", &lexicon, &reports);
        compare(company, "20 to 50 lines each", &lexicon, &joined(&reports));
        doublings(company, &lexicon, &reports);
    }
}

/// Reports and lines read per second, beside jieba.
fn compare(company: &str, what: &str, lexicon: &Lexicon, reports: &[Report]) {
    let characters: usize = reports.iter().map(|r| r.text.chars().count()).sum();
    let lines: usize = reports.iter().map(|r| r.text.lines().count()).sum();
    let reading = rate(reports, |r| read_one(lexicon, r));
    let jieba = jieba_rs::Jieba::new();
    let cutting = rate(reports, |r| {
        std::hint::black_box(jieba.cut(&r.text, true));
    });
    let of_lines = |rate: f64| rate * lines as f64 / reports.len() as f64;
    println!(
        "read      {company:<8} {:>7.0} lines/s (aim 20000), {reading:.0} reports/s {what}, {} characters a line, one core   \
         jieba alone {:.0} lines/s   {:.2} of it",
        of_lines(reading),
        characters / lines,
        of_lines(cutting),
        reading / cutting
    );
}

fn read_one(lexicon: &Lexicon, r: &Report) {
    let message = Message { text: &r.text, author: &r.author, sent_at: r.sent_at, voice: r.voice };
    std::hint::black_box(read(lexicon, &message));
}

/// The lines of all reports that were typed.
fn typed_lines(reports: &[Report]) -> Vec<&str> {
    reports.iter().filter(|r| !r.voice).flat_map(|r| r.text.lines()).filter(|l| !l.trim().is_empty()).collect()
}

/// Long reports made of the corpus's own lines in their order, each of another length from 20 to 50 lines, until every
/// line has stood in several.
fn joined(reports: &[Report]) -> Vec<Report> {
    let lines = typed_lines(reports);
    let mut rest = lines.iter().cycle().copied();
    let lengths = (0..16).map(|n| 20 + n * 11 % 31);
    lengths.map(|length| report(reports, rest.by_ref().take(length))).collect()
}

/// A report of some lines, by whoever wrote the first of all.
fn report<'a>(reports: &[Report], lines: impl Iterator<Item = &'a str>) -> Report {
    Report {
        author: reports[0].author.clone(),
        sent_at: reports[0].sent_at,
        voice: false,
        text: lines.collect::<Vec<_>>().join("\n"),
    }
}

/// How the time to read a report of the corpus's lines grows as it doubles, up to 64 KB.
fn doublings(company: &str, lexicon: &Lexicon, reports: &[Report]) {
    let lines = typed_lines(reports);
    let mut before: Option<f64> = None;
    for size in [4, 8, 16, 32, 64].map(|kilobytes: usize| kilobytes * 1024) {
        let mut length = 0;
        let fits = |line: &&str| {
            length += line.len() + 1;
            length <= size
        };
        let report = report(reports, lines.iter().cycle().copied().take_while(fits));
        let rate = rate(std::slice::from_ref(&report), |r| read_one(lexicon, r));
        let growth =
            before.map_or(String::new(), |before| format!("   {:.2} times that of half (aim 2.3)", before / rate));
        println!("read      {company:<8} {:>7.2} ms for a report of {} KB{growth}", 1000.0 / rate, size / 1024);
        before = Some(rate);
    }
}

fn reports(lines: &str) -> Vec<Report> {
    let text = |v: &serde_json::Value, name: &str| v[name].as_str().expect("it is text").to_string();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .map(|v: serde_json::Value| Report {
            author: text(&v, "author").into(),
            sent_at: text(&v, "sent_at").parse().expect("it is a time"),
            voice: v["channel"] == "voice",
            text: text(&v, "text"),
        })
        .collect()
}

/// How long this thread has been at work, in seconds: what else the machine does meanwhile does not count.
fn at_work() -> f64 {
    let time = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).expect("the system counts it");
    time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9
}

/// Reports a second: the median of five runs of at least a quarter of a second each, after one to warm up.
fn rate(reports: &[Report], mut each: impl FnMut(&Report)) -> f64 {
    let mut run = || {
        let start = at_work();
        let mut count = 0;
        while at_work() - start < 0.25 {
            reports.iter().for_each(&mut each);
            count += reports.len();
        }
        count as f64 / (at_work() - start)
    };
    run();
    median((0..5).map(|_| run()).collect())
}
