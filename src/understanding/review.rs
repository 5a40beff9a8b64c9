//! What somebody above says of a report: “已阅 张伟今天的日报”, “点评张伟昨天的日报:压测数据再补一下”, “点评:…” of the report
//! that was shown last.

use chrono::NaiveDate;

use super::{
    language::{en, zh},
    lexicon::Lexicon,
    text::Text,
    time,
};
use crate::domain::{Key, org::Kind, period::DateRange};

/// The words of one language of a review.
pub struct Words {
    /// That it was read.
    pub seen: &'static [&'static str],
    /// That something is said of it.
    pub comment: &'static [&'static str],
    /// That something is said back.
    pub back: &'static [&'static str],
    /// A report.
    pub report: &'static [&'static str],
    /// What else may stand before the colon.
    pub around: &'static [&'static str],
}

const LANGUAGES: [&Words; 2] = [&zh::review::WORDS, &en::review::WORDS];

/// The longest review.
const LONGEST: usize = 500;

/// What is said of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whose report; the one shown last if nobody is named.
    pub of: Option<Key>,
    /// Of which days; the newest if none is named.
    pub days: Option<DateRange>,
    /// The words; empty where it only was read.
    pub text: String,
    /// Whether they answer what was said of a report of the speaker's.
    pub back: bool,
}

/// What a message says of a report, if that is all it does.
pub fn read(lexicon: &Lexicon, message: &str, speaker: &Key, today: NaiveDate) -> Option<Said> {
    let message = message.trim();
    if message.chars().count() > LONGEST {
        return None;
    }
    LANGUAGES.iter().find_map(|words| said(lexicon, message, speaker, today, words))
}

fn said(lexicon: &Lexicon, message: &str, speaker: &Key, today: NaiveDate, words: &Words) -> Option<Said> {
    let (head, text) = match message.find([':', ':']) {
        Some(at) => (&message[..at], message[at..].trim_start_matches([':', ':']).trim()),
        None => (message, ""),
    };
    let head = Text::new(head.trim().trim_end_matches(['。', '.', '!', '!']));
    let folded: String = head.chars.iter().collect();
    let starts = |list: &[&'static str]| list.iter().copied().find(|word| folded.starts_with(word));
    let verb = match text.is_empty() {
        true => starts(words.seen)?,
        false => starts(words.comment).or_else(|| starts(words.back))?,
    };
    let back = words.back.contains(&verb);
    let from = verb.chars().count();
    let mut left: Vec<bool> = (0..head.chars.len()).map(|i| i >= from).collect();
    let named = lexicon.resolve(&lexicon.mentions(&head), speaker);
    let is_person = |key: &Key| lexicon.org().kind(key) == Some(Kind::Person);
    let person = named.into_iter().find(|n| n.start >= from && n.who.as_ref().is_some_and(is_person));
    let days = time::scan(&head, today, lexicon.org().company.fiscal_year_start_month);
    let spans = person.iter().map(|n| (n.start, n.end)).chain(days.first().map(|d| (d.start, d.end)));
    for (start, end) in spans {
        left[start.min(end)..end].fill(false);
    }
    let mut rest: String = (0..head.chars.len()).filter(|i| left[*i]).map(|i| head.chars[i]).collect();
    let names_report = words.report.iter().any(|word| rest.contains(word));
    for word in words.report.iter().chain(words.around) {
        rest = rest.replace(word, "");
    }
    // Anything else in it, and it is something else: 点评了三份方案, “seen from here”.
    if rest.chars().any(char::is_alphanumeric) || person.is_none() && !days.is_empty() && !names_report {
        return None;
    }
    let of = person.and_then(|n| n.who);
    Some(Said { of, days: days.first().map(|d| d.back), text: text.to_string(), back })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::Org;

    #[test]
    fn reviews_are_told_from_reports() {
        let org = Org::parse(include_str!("../../tests/corpus/qiming/org.json")).expect("it is right");
        let lexicon = Lexicon::new(Arc::new(org));
        let mut wrong = Vec::new();
        for (message, expected) in [
            ("点评张伟昨天的日报:压测数据再补一下", "p-zhangwei 2026-11-19 压测数据再补一下"),
            ("点评 张伟今天的日报: 写得清楚", "p-zhangwei 2026-11-20 写得清楚"),
            ("已阅 张伟今天的日报", "p-zhangwei 2026-11-20 "),
            ("已阅", "  "),
            ("回复点评:明天补上", "  明天补上"),
            ("回复客户邮件:3封", ""),
            ("点评:再补一下数据", "  再补一下数据"),
            (
                "comment on Zhang Wei's report of yesterday: please add the figures",
                "p-zhangwei 2026-11-19 please add the figures",
            ),
            ("seen Zhang Wei's report", "p-zhangwei  "),
            ("点评了三份方案", ""),
            ("已阅读需求文档", ""),
            ("今天点评:三份方案", ""),
            ("点评张伟昨天的日报", ""),
            ("review meeting: 2 hours", ""),
            ("Seen from here: all green", ""),
        ] {
            let read = read(&lexicon, message, &"p-lihao".into(), "2026-11-20".parse().expect("a day"));
            let shown = read.map(|s| {
                let of = s.of.map(|k| k.to_string()).unwrap_or_default();
                format!("{of} {} {}", s.days.map(|d| d.last.to_string()).unwrap_or_default(), s.text)
            });
            if shown.clone().unwrap_or_default() != expected {
                wrong.push(format!("{message}: {shown:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
