//! What must hold of every claim that gets in, judged by reading its quote in another way than the program does: cruder,
//! with lists of its own, and so that it errs on the side of calling a lie.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use zhixing::{
    domain::{Claim, Decimal, Fact, Key, Reader, figure::to_f64},
    understanding::{Message, second},
};

use super::Company;

/// The first thing wrong with what was accepted.
pub fn fault(
    company: &Company,
    message: &Message<'_>,
    task: &second::Task,
    accepted: &second::Accepted,
) -> Option<String> {
    if accepted.claims.len() > 12 || accepted.refused.len() > 13 {
        return Some("more than was asked for".into());
    }
    let judged = accepted.claims.iter().find_map(|claim| {
        wrong(company, message, task, claim).map(|what| format!("{what}: {:?} «{}»", claim.fact, claim.quote))
    });
    let twice = accepted.claims.windows(2).any(|w| w[0] == w[1]);
    judged.or(twice.then(|| "twice the same".into()))
}

fn wrong(company: &Company, message: &Message<'_>, task: &second::Task, claim: &Claim) -> Option<&'static str> {
    let chars: Vec<char> = message.text.chars().collect();
    let there: Option<String> = chars.get(claim.span.start..claim.span.end).map(|c| c.iter().collect());
    if there.as_deref() != Some(claim.quote.as_str()) || claim.quote.is_empty() || claim.quote.chars().count() > 160 {
        return Some("the quote does not stand there");
    }
    if claim.by != Reader::Model {
        return Some("no model read it");
    }
    if let Some(subject) = &claim.subject
        && !task.candidates.iter().any(|c| &c.key == subject)
    {
        return Some("the subject is not on the list");
    }
    fact(company, message, task, claim)
}

fn fact(company: &Company, message: &Message<'_>, task: &second::Task, claim: &Claim) -> Option<&'static str> {
    let org = &company.corpus.org;
    let kpi = claim.subject.as_ref().and_then(|k| org.kpi(k));
    let work = claim.subject.as_ref().is_some_and(|k| org.project_of(k).is_some());
    let free = claim.subject.is_none();
    let day = message.sent_at.with_timezone(&org.company.timezone).date_naive();
    match &claim.fact {
        Fact::Measurement { value, unit, .. } | Fact::Increment { value, unit, .. } => match kpi {
            None => Some("no KPI"),
            Some(kpi) if &kpi.unit != unit => Some("not the KPI's unit"),
            Some(_) => figure(&claim.quote, *value),
        },
        Fact::Progress { percent } if work => figure(&claim.quote, *percent),
        Fact::Effort { hours } if work || free => figure(&claim.quote, *hours),
        Fact::Cost { amount, .. } if work || free => figure(&claim.quote, *amount),
        Fact::Status { .. } if work => denied(&claim.quote).then_some("a state that is denied"),
        Fact::DueChange { date } if work => (!means(&claim.quote, *date, day)).then_some("a date out of nowhere"),
        Fact::Plan { date } if work || free => date.and_then(|date| planned(message.text, claim, date, day)),
        Fact::Blocker { waiting_on } if work || free || kpi.is_some() => {
            let Some(who) = waiting_on else { return None };
            let listed = task.people.iter().any(|p| &p.key == who);
            (!listed || !mentioned(company, &claim.quote, who)).then_some("waiting for one whom nobody named")
        }
        Fact::Progress { .. }
        | Fact::Effort { .. }
        | Fact::Cost { .. }
        | Fact::Status { .. }
        | Fact::DueChange { .. }
        | Fact::Field { .. }
        | Fact::Plan { .. }
        | Fact::Blocker { .. } => Some("not a thing that such a claim can be about"),
    }
}

/// A word that denies stands right before a word of state.
fn denied(quote: &str) -> bool {
    let lower = quote.to_lowercase();
    let states = ["完", "开始", "启动", "上线", "结束", "开工", "搞定", "done", "finish", "start", "complete"];
    ["没", "未", "not "].iter().any(|no| {
        lower.match_indices(no).any(|(at, _)| {
            let next: String = lower[at + no.len()..].chars().take(4).collect();
            states
                .iter()
                .any(|word| next.starts_with(word) || next.chars().skip(1).collect::<String>().starts_with(word))
        })
    })
}

/// Some character of one of the names stands in the quote: names may be written by their sound.
fn mentioned(company: &Company, quote: &str, who: &Key) -> bool {
    let quote = quote.to_lowercase();
    let names = company.corpus.org.names().filter(|(_, key)| *key == who);
    names.map(|(name, _)| name.to_lowercase()).any(|name| name.chars().any(|c| quote.contains(c)))
}

/// A plan's date is meant by its words, or by the words of a heading above them.
fn planned(text: &str, claim: &Claim, date: NaiveDate, today: NaiveDate) -> Option<&'static str> {
    let before: String = text.chars().take(claim.span.start).collect();
    let lower = before.to_lowercase();
    let headed = ["计划", "明", "plan", "next", "tomorrow", "下", "待", "安排"].iter().any(|w| lower.contains(w));
    let next = date == today + Days::new(1);
    let fits = means(&claim.quote, date, today) || headed && (next || means(&before, date, today));
    (!fits).then_some("a date out of nowhere")
}

/// Whether words could mean a date: its day's number, its weekday, so many days from today, or the end of a span.
fn means(words: &str, date: NaiveDate, today: NaiveDate) -> bool {
    let words = words.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    let ahead = (date - today).num_days();
    let weekday: &[&str] = match date.weekday() {
        Weekday::Mon => &["周一", "星期一", "礼拜一", "mon"],
        Weekday::Tue => &["周二", "星期二", "礼拜二", "tue"],
        Weekday::Wed => &["周三", "星期三", "礼拜三", "wed"],
        Weekday::Thu => &["周四", "星期四", "礼拜四", "thu"],
        Weekday::Fri => &["周五", "星期五", "礼拜五", "fri"],
        Weekday::Sat => &["周六", "星期六", "礼拜六", "sat"],
        Weekday::Sun => &["周日", "周天", "星期日", "星期天", "礼拜天", "sun", "周", "week", "礼拜", "星期"],
    };
    let relative = match ahead {
        0 => has(&["今", "today", "tonight", "eod", "当天", "下班", "this morning", "this afternoon"]),
        1 => has(&["明", "tomorrow", "tmr", "次日", "第二天"]),
        2 => has(&["后天", "day after", "後天", "隔天"]),
        3 => has(&["大后天"]),
        _ => false,
    };
    let last_of_month = (date + Days::new(1)).day() == 1;
    let span = last_of_month && has(&["月", "month", "季", "quarter", "q", "年", "year", "底", "end", "eom", "eoq"])
        || matches!(date.day(), 10 | 15 | 20) && has(&["旬", "月中", "mid"])
        || has(&["周", "week", "工作日", "天", "day", "月", "month"])
            && numbers(&words)
                .iter()
                .any(|n| [1.0, 7.0, 14.0, 30.0].iter().any(|m| (n * m - ahead as f64).abs() < 4.0))
        || has(&["节", "元旦", "春节", "国庆"]);
    let numbered = numbers(&words).iter().any(|n| *n == f64::from(date.day()));
    has(weekday) || relative || span || numbered
}

/// Whether a figure stands in words: one of the numbers in them, times a scale or unit that stands there too.
fn figure(quote: &str, value: Decimal) -> Option<&'static str> {
    let wanted = to_f64(value);
    let found = numbers(quote);
    let mut scales = vec![1.0];
    for (words, scale) in [
        (&["万", "w", "萬"][..], 1e4),
        (&["千", "k", "thousand", "仟"], 1e3),
        (&["亿", "億"], 1e8),
        (&["m", "million", "百万"], 1e6),
        (&["百"], 1e2),
        (&["成", "折"], 10.0),
        (&["天", "日", "day", "d"], 8.0),
        (&["天", "日", "day", "d"], 24.0),
        (&["周", "week"], 40.0),
        (&["分", "min"], 1.0 / 60.0),
        (&["时", "h", "钟"], 60.0),
        (&["时", "h", "钟"], 1.0 / 24.0),
    ] {
        if words.iter().any(|w| quote.to_lowercase().contains(w)) {
            scales.push(scale);
        }
    }
    let close = |a: f64| (a - wanted).abs() <= wanted.abs() * 1e-5 + 1e-6;
    let scaled: Vec<f64> = found.iter().flat_map(|n| scales.iter().map(move |s| n * s)).collect();
    let sums = scaled.iter().flat_map(|a| scaled.iter().map(move |b| a + b)).any(close);
    let parts = found.iter().any(|a| found.iter().any(|b| *b != 0.0 && close(a / b * 100.0)));
    (!scaled.iter().any(|n| close(*n)) && !sums && !parts).then_some("a figure that is not in the words")
}

/// The numbers in words: digits in any script's form, Chinese numerals, a few English words.
pub fn numbers(words: &str) -> Vec<f64> {
    let lower = words.to_lowercase();
    let mut found = Vec::new();
    for (word, value) in [
        ("半", 0.5),
        ("半", 50.0),
        ("half", 0.5),
        ("half", 50.0),
        ("quarter", 25.0),
        ("满", 100.0),
        ("俩", 2.0),
        ("仨", 3.0),
        ("one", 1.0),
        ("whole", 1.0),
        ("all day", 1.0),
        ("full day", 1.0),
        ("another", 1.0),
        ("morning", 4.0),
        ("afternoon", 4.0),
        ("couple", 2.0),
        (" a ", 1.0),
        ("a ", 1.0),
        ("an ", 1.0),
        ("two", 2.0),
        ("three", 3.0),
        ("third", 100.0 / 3.0),
        ("four", 4.0),
        ("five", 5.0),
        ("six", 6.0),
        ("seven", 7.0),
        ("eight", 8.0),
        ("nine", 9.0),
        ("ten", 10.0),
        ("eleven", 11.0),
        ("twelve", 12.0),
        ("fifteen", 15.0),
        ("twenty", 20.0),
        ("thirty", 30.0),
        ("forty", 40.0),
        ("fifty", 50.0),
        ("sixty", 60.0),
        ("seventy", 70.0),
        ("eighty", 80.0),
        ("ninety", 90.0),
    ] {
        if lower.contains(word) {
            found.push(value);
        }
    }
    let plain: String = lower.chars().map(digit).collect();
    for run in plain.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')) {
        found.extend(run.split(',').filter_map(|part| part.parse::<f64>().ok()));
        let run = run.trim_matches(['.', ',']).replace(',', "");
        found.extend(run.parse::<f64>().ok());
        found.extend(run.split('.').filter_map(|part| part.parse::<f64>().ok()));
    }
    // 3万2, 1,380万5: a digit behind a scale is the next place.
    let bare: Vec<char> = plain.chars().filter(|c| *c != ',').collect();
    for at in 1..bare.len().max(2) - 1 {
        let next = bare[at + 1].to_digit(10).filter(|_| "百千万亿kw".contains(bare[at]));
        let before: String = bare[..at].iter().rev().take_while(|c| c.is_ascii_digit()).collect();
        let before: String = before.chars().rev().collect();
        if let (Some(next), Ok(before)) = (next, before.parse::<f64>()) {
            found.push(before + f64::from(next) / 10.0);
        }
    }
    for run in lower.split(|c: char| !"零〇一二两三四五六七八九十百千万亿点".contains(c)) {
        found.extend(chinese(run));
        found.extend(run.split('点').filter_map(chinese));
    }
    // 1,380万三成: the numeral before 成 is no next place of what stands before it.
    let glued: Vec<char> = lower.chars().collect();
    found.extend(glued.windows(2).filter(|pair| pair[1] == '成').filter_map(|pair| chinese(&pair[0].to_string())));
    found
}

/// Digits of every form as ASCII ones.
fn digit(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '\u{1d7ce}'..='\u{1d7ff}' => char::from(b'0' + ((c as u32 - 0x1d7ce) % 10) as u8),
        '．' => '.',
        _ => c,
    }
}

/// 一千三百二十, 三万二, 八点五, 二六 (26).
fn chinese(run: &str) -> Option<f64> {
    if let Some((whole, part)) = run.split_once('点') {
        let digits: String = part.chars().filter_map(|c| value(c).map(|v| v.to_string())).collect();
        return Some(chinese(whole)? + format!("0.{digits}").parse::<f64>().ok()?);
    }
    let scale = |c: char| match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        '万' => Some(1e4),
        '亿' => Some(1e8),
        _ => None,
    };
    if run.is_empty() || !run.chars().any(|c| scale(c).is_some()) {
        return run.chars().try_fold(0.0, |all, c| Some(all * 10.0 + value(c)?)).filter(|_| !run.is_empty());
    }
    let (mut total, mut section, mut digit, mut last) = (0.0, 0.0, 0.0, 1.0);
    let mut zero = false;
    for c in run.chars() {
        if let Some(s) = scale(c) {
            if s >= 1e4 {
                total = (total + section + digit) * s;
                section = 0.0;
            } else {
                section += if digit == 0.0 { 1.0 } else { digit } * s;
            }
            (digit, last, zero) = (0.0, s, false);
        } else {
            let next = value(c)?;
            zero |= next == 0.0;
            // 四千二三: two that follow each other are about their mean.
            digit = if digit > 0.0 && next == digit + 1.0 { digit + 0.5 } else { next };
        }
    }
    let tail = if zero || last <= 10.0 { digit } else { digit * last / 10.0 };
    Some(total + section + tail)
}

fn value(c: char) -> Option<f64> {
    let place = "零一二三四五六七八九".chars().position(|d| d == c);
    place.map(|p| p as f64).or(match c {
        '〇' => Some(0.0),
        '两' => Some(2.0),
        _ => None,
    })
}
