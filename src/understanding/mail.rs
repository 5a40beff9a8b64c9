//! The old words of a mail pasted in: quoted lines, the mails below, signatures and notices.
//!
//! What was written before, or by a program, states nothing now. A quoted line begins with >; a mail below begins with a
//! ruled line (-----原始邮件-----), with the headers of a mail, or with “On … wrote:”.

use std::{ops::Range, sync::LazyLock};

use super::language::{en, zh};

/// The most characters of a line that begins a signature: 此致 does, 谢谢运维把环境修好了 does not.
const SIGNATURE_LENGTH: usize = 14;

/// The most lines below a signature's first that belong to it.
const SIGNATURE_LINES: usize = 8;

/// Within so many lines a second header must follow a sender for a mail to begin there.
const HEADER_LINES: usize = 4;

struct Words {
    headers: Vec<Vec<char>>,
    senders: Vec<Vec<char>>,
    ruled: Vec<Vec<char>>,
    wrote: Vec<Vec<char>>,
    signatures: Vec<Vec<char>>,
    notices: Vec<Vec<char>>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let split = |zh: &str, en: &str| {
        zh.split_whitespace().chain(en.split_whitespace()).map(|w| w.replace('_', " ").chars().collect()).collect()
    };
    Words {
        headers: split(zh::mail::HEADERS, en::mail::HEADERS),
        senders: split(zh::mail::SENDERS, en::mail::SENDERS),
        ruled: split(zh::mail::RULED, en::mail::RULED),
        wrote: split(zh::mail::WROTE, en::mail::WROTE),
        signatures: split(zh::mail::SIGNATURES, en::mail::SIGNATURES),
        notices: split(zh::mail::NOTICES, en::mail::NOTICES),
    }
});

/// The lines of a uniform text that hold old words.
pub fn old_words(chars: &[char]) -> Vec<Range<usize>> {
    // One line has no mail below it.
    if !chars.contains(&'\n') {
        return Vec::new();
    }
    let lines = lines(chars);
    let mut old = Vec::new();
    let mut said = false;
    let mut at = 0;
    while at < lines.len() {
        let line = &chars[lines[at].clone()];
        let first = at;
        at = if is_quoted(line) || is_notice(line) {
            at + 1
        } else if said && (is_ruled(line) || begins_mail(chars, &lines, at)) {
            lines.len()
        } else if is_attribution(line) {
            quoted_below(chars, &lines, at)
        } else if said && is_signature(line) {
            signature_end(chars, &lines, at)
        } else if !said && (is_header(line, &WORDS.headers) && heads_on(chars, &lines, at)) {
            // A whole mail was pasted: its own headers state nothing, its words are what is told.
            at + 1
        } else {
            said |= line.iter().any(|c| c.is_alphanumeric());
            at += 1;
            continue;
        };
        old.push(lines[first].start..lines[at - 1].end);
    }
    old
}

/// The lines of a text, bare of space at both ends.
fn lines(chars: &[char]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for piece in chars.split(|c| *c == '\n') {
        let (mut a, mut b) = (start, start + piece.len());
        start = b + 1;
        while a < b && chars[a] == ' ' {
            a += 1;
        }
        while a < b && chars[b - 1] == ' ' {
            b -= 1;
        }
        lines.push(a..b);
    }
    lines
}

/// A quoted line. >80% is a figure.
fn is_quoted(line: &[char]) -> bool {
    line.first() == Some(&'>') && line.get(1).is_none_or(|c| !c.is_ascii_digit() && *c != '=')
}

fn holds(line: &[char], word: &[char]) -> bool {
    let begins = |(_, c): &(usize, &char)| Some(*c) == word.first();
    line.iter().enumerate().filter(begins).any(|(at, _)| line[at..].starts_with(word))
}

fn is_notice(line: &[char]) -> bool {
    WORDS.notices.iter().any(|w| holds(line, w))
}

/// -----原始邮件-----, also as a mail program on a telephone has it, with one rule only.
fn is_ruled(line: &[char]) -> bool {
    let dashes = line.iter().filter(|c| matches!(c, '-' | '_' | '=')).count();
    dashes >= 2 && line.len() <= 60 && WORDS.ruled.iter().any(|w| holds(line, w))
}

/// A line such as 发件人: or Sent:, a star or two before it.
fn is_header(line: &[char], words: &[Vec<char>]) -> bool {
    let lead = line.iter().take_while(|c| **c == '*').count();
    words.iter().any(|word| {
        line[lead..].starts_with(word) && {
            let rest = &line[lead + word.len()..];
            rest.iter().find(|c| !matches!(c, ' ' | '*')) == Some(&':')
        }
    })
}

/// Whether another header stands within the next lines or the ones before.
fn heads_on(chars: &[char], lines: &[Range<usize>], at: usize) -> bool {
    let near = at.saturating_sub(HEADER_LINES)..lines.len().min(at + HEADER_LINES);
    lines[near].iter().filter(|l| is_header(&chars[(*l).clone()], &WORDS.headers)).count() >= 2
}

fn begins_mail(chars: &[char], lines: &[Range<usize>], at: usize) -> bool {
    is_header(&chars[lines[at].clone()], &WORDS.senders)
        && lines[at + 1..lines.len().min(at + HEADER_LINES)]
            .iter()
            .any(|l| is_header(&chars[l.clone()], &WORDS.headers))
}

/// On Tue, Nov 17, 2026 at 9:03 AM Li Hao wrote: — with a day or an address, so that it is no sentence of the writer's.
fn is_attribution(line: &[char]) -> bool {
    WORDS.wrote.iter().any(|w| line.ends_with(w)) && line.iter().any(|c| c.is_ascii_digit() || *c == '@')
}

/// Where the words quoted under an attribution end: they are marked with >, or are all that follows.
fn quoted_below(chars: &[char], lines: &[Range<usize>], at: usize) -> usize {
    let next = lines[at + 1..].iter().find(|l| !l.is_empty());
    match next {
        Some(next) if chars[next.start] == '>' => at + 1,
        Some(_) | None => lines.len(),
    }
}

fn is_signature(line: &[char]) -> bool {
    if line == ['-', '-'] {
        return true;
    }
    if line.len() > SIGNATURE_LENGTH {
        return WORDS.signatures.iter().any(|w| w.len() >= 4 && line.starts_with(w) && line.len() <= 40 && sends(w));
    }
    WORDS
        .signatures
        .iter()
        .any(|w| line.starts_with(w) && (sends(w) || line[w.len()..].iter().all(|c| !c.is_alphanumeric())))
}

/// Words of a program that names itself behind them: 发自我的iPhone.
fn sends(word: &[char]) -> bool {
    word.ends_with(&['的']) || word.ends_with(&['自']) || word.ends_with(&['m', 'y']) || word.ends_with(&['o', 'r'])
}

/// Where a signature ends: at an empty line that is not the first, at a heading or list, or after so many lines.
fn signature_end(chars: &[char], lines: &[Range<usize>], at: usize) -> usize {
    let mut end = at + 1;
    while end < lines.len().min(at + 1 + SIGNATURE_LINES) {
        let line = &chars[lines[end].clone()];
        let ends = line.is_empty() && end > at + 1;
        let listed = matches!(line.first(), Some('【' | '[' | '#' | '|' | '-' | '*' | '>'))
            || line.first().is_some_and(char::is_ascii_digit) && matches!(line.get(1), Some('.' | '、' | ')'))
            || is_header(line, &WORDS.headers)
            || line.len() > 60
            || line.iter().any(|c| matches!(c, '%' | '。' | ';'));
        if ends || listed {
            break;
        }
        end += 1;
    }
    end
}
