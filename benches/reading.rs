//! Reports read per second on one core, beside bare jieba segmentation of the same text.

use std::{sync::Arc, time::Instant};

use chrono::{DateTime, FixedOffset};
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
        let characters: usize = reports.iter().map(|r| r.text.chars().count()).sum();
        let reading = rate(&reports, |r| {
            let message = Message { text: &r.text, author: &r.author, sent_at: r.sent_at, voice: r.voice };
            std::hint::black_box(read(&lexicon, &message));
        });
        long_reports(company, &lexicon, &reports);
        let jieba = jieba_rs::Jieba::new();
        let cutting = rate(&reports, |r| {
            std::hint::black_box(jieba.cut(&r.text, true));
        });
        println!(
            "read      {company:<8} {reading:>9.0} reports/s on one core ({} characters each)   jieba alone {cutting:>9.0}/s   {:.2} of it",
            characters / reports.len(),
            reading / cutting
        );
    }
}

/// Lines a second of one long report made of the corpus's lines, and how its time grows as it doubles, up to 64 KB.
fn long_reports(company: &str, lexicon: &Lexicon, reports: &[Report]) {
    let lines: Vec<&str> = reports.iter().filter(|r| !r.voice).flat_map(|r| r.text.lines()).collect();
    let of = |count: usize| Report {
        author: reports[0].author.clone(),
        sent_at: reports[0].sent_at,
        voice: false,
        text: lines.iter().cycle().take(count).copied().collect::<Vec<_>>().join("\n"),
    };
    let mut before: Option<f64> = None;
    let mut count = 200;
    loop {
        let report = of(count);
        if report.text.len() > 64 * 1024 {
            break;
        }
        let rate = rate(std::slice::from_ref(&report), |r| {
            let message = Message { text: &r.text, author: &r.author, sent_at: r.sent_at, voice: r.voice };
            std::hint::black_box(read(lexicon, &message));
        });
        let growth = before.map_or(String::new(), |before| format!("   {:.2} times the time of half", before / rate));
        println!(
            "read      {company:<8} {:>9.0} lines/s in a report of {count} lines, {} bytes{growth}",
            rate * count as f64,
            report.text.len()
        );
        before = Some(rate);
        count *= 2;
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

/// Reports a second: the median of five runs of at least a quarter of a second each, after one to warm up.
fn rate(reports: &[Report], mut each: impl FnMut(&Report)) -> f64 {
    let mut run = || {
        let start = Instant::now();
        let mut count = 0;
        while start.elapsed().as_millis() < 250 {
            reports.iter().for_each(&mut each);
            count += reports.len();
        }
        count as f64 / start.elapsed().as_secs_f64()
    };
    run();
    median((0..5).map(|_| run()).collect())
}
