//! The pieces of a correcting message, and what two of them say together: 进度写错了,应该是75%.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Correction, Does, Value, WORDS, line::line_number, marks};
use crate::{
    domain::{
        Key, Span,
        org::{Content, Holds, Kind},
        period::DateRange,
    },
    understanding::{field, lexicon::Lexicon, quantity, text::Text, time},
};

/// A value where it stands in the message.
struct Found {
    start: usize,
    end: usize,
    value: Value,
}

/// Reads all corrections of a message.
pub fn read(lexicon: &Lexicon, message: &str, text: &Text, today: NaiveDate) -> Vec<Correction> {
    let (values, reported) = values(lexicon, message, text, today);
    let mut read: Vec<Correction> = Vec::new();
    for piece in pieces(&text.chars) {
        let Some(piece) = of_piece(text, piece, &values) else { continue };
        match read.last().and_then(|last| joined(last, &piece)) {
            Some(whole) => {
                let before = read.pop();
                read.push(Correction { words: together(before.map(|b| b.words), piece.words), ..whole });
            }
            None => read.push(piece),
        }
    }
    // 需求改成支持微信登录 may as well be news, unless what stands beside it is a correction.
    if !read.iter().any(|c| c.marked && c.does != Does::Other) {
        read.retain(|c| c.does != Does::Other);
    }
    for one in &mut read {
        one.reported = reported;
    }
    read
}

fn together(before: Option<Span>, next: Span) -> Span {
    Span { start: before.map_or(next.start, |b| b.start), ..next }
}

/// The figures, days and names of a message in their order, and the days of the report that it means.
fn values(lexicon: &Lexicon, message: &str, text: &Text, today: NaiveDate) -> (Vec<Found>, Option<DateRange>) {
    let mut reported = None;
    let mut found = in_fields(lexicon, message, text);
    for q in quantity::scan(text, false) {
        found.push(Found { start: q.start, end: q.end, value: Value::Figure(q) });
    }
    for t in time::scan(text, today, 1) {
        if says_report(&text.chars[t.end..]) {
            reported = Some(t.back);
        } else {
            found.push(Found { start: t.start, end: t.end, value: Value::Day(t.ahead.last) });
        }
    }
    for m in lexicon.mentions(text) {
        let Some(key) = m.keys.first().cloned() else { continue };
        let value = if is_party(lexicon, &key) { Value::Party(key) } else { Value::Subject(key) };
        found.push(Found { start: m.start, end: m.end, value });
    }
    for (start, end, field) in field::named(lexicon.org(), text) {
        found.push(Found { start, end, value: Value::Subject(field.id.clone()) });
    }
    // A figure within a name is none of its own.
    found.sort_by_key(|f| (f.start, usize::MAX - f.end));
    let mut end = 0;
    found.retain(|f| {
        let apart = f.start >= end;
        end = end.max(f.end);
        apart
    });
    (found, reported)
}

/// What is said to stand in fields of choices and of words that the message names before: 客户等级改成B.
fn in_fields(lexicon: &Lexicon, message: &str, text: &Text) -> Vec<Found> {
    let length = text.chars.len();
    let mut found = Vec::new();
    for (_, end, field) in field::named(lexicon.org(), text) {
        match &field.holds {
            Holds::Choice(choices) => {
                let uniform: Vec<(Vec<char>, &String)> = choices.iter().map(|c| (Text::new(c).chars, c)).collect();
                for start in end..length {
                    let here = uniform.iter().filter(|(chars, _)| text.chars[start..].starts_with(chars));
                    let Some((chars, choice)) = here.max_by_key(|(chars, _)| chars.len()) else { continue };
                    let value = Value::Words((*choice).clone());
                    found.push(Found { start, end: start + chars.len(), value });
                }
            }
            // Words go on to the end: with a comma in them it is not clear how far.
            Holds::Text if !text.chars[end..].iter().any(|c| matches!(c, ',' | ';' | '、' | '\n')) => {
                let Some(start) = marks::behind_firm(&text.chars[end..]).map(|at| end + at) else { continue };
                let said = text.words(message, start, length).unwrap_or_default();
                let said = said.trim_end_matches(['。', '.', '!', '!', ' ']);
                if let Some(Content::Words(words)) = field.holds.take(said) {
                    let end = start + Text::new(said).chars.len();
                    found.push(Found { start, end, value: Value::Words(words) });
                }
            }
            Holds::Text | Holds::Number(_) | Holds::Date => {}
        }
    }
    found
}

fn says_report(behind: &[char]) -> bool {
    let behind: String = behind.iter().take(12).collect();
    let behind = behind.trim_start().trim_start_matches('我');
    WORDS.iter().any(|w| w.of_day.iter().any(|m| behind.starts_with(m)))
}

fn is_party(lexicon: &Lexicon, key: &Key) -> bool {
    match lexicon.org().kind(key) {
        Some(Kind::Person | Kind::Department | Kind::Company) | None => true,
        Some(Kind::Project | Kind::Milestone | Kind::Task | Kind::Kpi | Kind::Field) => false,
    }
}

/// The pieces between commas, stops and line breaks; a comma within a figure divides nothing.
fn pieces(chars: &[char]) -> Vec<Range<usize>> {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let divides = |at: usize| match chars[at] {
        ';' | '。' | '!' | '\n' | '、' => true,
        ',' => !(at > 0 && digit(at - 1) && digit(at + 1)),
        '.' => chars.get(at + 1).is_some_and(|c| *c == ' ') && at > 0 && !digit(at - 1),
        _ => false,
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in (0..chars.len()).filter(|at| divides(*at)) {
        pieces.push(from..at);
        from = at + 1;
    }
    pieces.push(from..chars.len());
    pieces
}

fn of_piece(text: &Text, piece: Range<usize>, values: &[Found]) -> Option<Correction> {
    let chars = &text.chars[piece.clone()];
    let (line, from) = line_number(chars);
    let from = piece.start + from;
    let own: Vec<&Found> = values.iter().filter(|f| f.start >= from && f.end <= piece.end).collect();
    let said = Said::of(text, from..piece.end, &own);
    let mistaken = marks::has(chars, |w| w.mistaken);
    let denied = marks::denied(chars);
    let removes = marks::has(chars, |w| w.removing) || (denied.is_some() && said.right.is_none());
    let matter = marks::matter(chars);
    let words = text.span(piece.start, piece.end);
    if own.is_empty() && !mistaken && !removes && line.is_none() && matter.is_none() {
        return marks::puts_words(chars).then(|| other(words));
    }
    let span = said.right.map_or(words, |f| text.span(f.start, f.end));
    let does = match said.right {
        _ if removes && said.right.is_none() => Does::Remove,
        Some(found) => Does::Put(found.value.clone()),
        None => Does::Doubt,
    };
    Some(Correction {
        line,
        reported: None,
        about: said.about,
        matter: denied.or(matter),
        owns_up: said.wrong.is_some() || mistaken || removes,
        marked: said.wrong.is_some() || mistaken || removes || said.marked,
        stated: said.stated,
        wrong: said.wrong.map(|f| f.value.clone()),
        does,
        span,
        words,
    })
}

/// A piece that puts words in the place of words.
fn other(words: Span) -> Correction {
    Correction {
        line: None,
        reported: None,
        about: Vec::new(),
        matter: None,
        wrong: None,
        does: Does::Other,
        owns_up: false,
        marked: false,
        stated: false,
        span: words,
        words,
    }
}

/// What the values of a piece are to it.
struct Said<'a> {
    about: Vec<Key>,
    wrong: Option<&'a Found>,
    right: Option<&'a Found>,
    /// Whether a word says that the right one takes a place.
    marked: bool,
    /// Whether a word says that it is right.
    stated: bool,
}

impl<'a> Said<'a> {
    fn of(text: &Text, piece: Range<usize>, own: &[&'a Found]) -> Said<'a> {
        let mut said = Said { about: Vec::new(), wrong: None, right: None, marked: false, stated: false };
        let mut neutral = Vec::new();
        let mut from = piece.start;
        for found in own.iter().copied() {
            let mark = marks::before(&text.chars[from..found.start]);
            from = found.end;
            if mark == Some(marks::Mark::Wrong) || marks::wrong_behind(&text.chars[found.end..piece.end]) {
                said.wrong = said.wrong.or(Some(found));
            } else if let Some(mark) = mark {
                said.marked |= mark == marks::Mark::Firm;
                said.stated = true;
                said.right = Some(said.right.map_or(found, |before| finer(before, found)));
            } else {
                neutral.push(found);
            }
        }
        // 登录接口75%: a name beside something finer says what it is about; alone it is what is put.
        for found in neutral {
            match &found.value {
                Value::Subject(key) => said.about.push(key.clone()),
                Value::Party(_) => {}
                Value::Figure(_) | Value::Day(_) | Value::Words(_) => {
                    said.right = Some(said.right.map_or(found, |before| finer(before, found)));
                }
            }
        }
        // 登录接口改到周五: nothing is wrong with the name.
        if let (Some(Value::Subject(key)), Some(Value::Figure(_) | Value::Day(_) | Value::Words(_))) =
            (said.wrong.map(|f| &f.value), said.right.map(|f| &f.value))
        {
            said.about.push(key.clone());
            said.wrong = None;
        }
        said
    }
}

/// A figure rather than a day, a day rather than a name; of two alike the later.
fn finer<'a>(one: &'a Found, other: &'a Found) -> &'a Found {
    let rank = |f: &Found| match f.value {
        Value::Words(_) => 4,
        Value::Figure(_) => 3,
        Value::Day(_) => 2,
        Value::Subject(_) | Value::Party(_) => 1,
    };
    if rank(other) >= rank(one) { other } else { one }
}

/// What two pieces say together, where the one lacks what the other has.
fn joined(first: &Correction, next: &Correction) -> Option<Correction> {
    match (&first.does, &next.does) {
        (Does::Doubt, Does::Put(new)) => {
            let about_new = matches!((&first.wrong, next.about.as_slice()), (Some(Value::Subject(_)), [_]));
            if about_new {
                return other_subject(first, next);
            }
            let free = next.line.is_none() && next.wrong.is_none() && next.about.is_empty();
            let same_matter = next.matter.is_none() || first.matter.is_none() || next.matter == first.matter;
            (free && same_matter).then(|| completed(first, next, new))
        }
        // 不是登录接口,登录页面: a lone name takes the place of a wrong one.
        (Does::Doubt, Does::Doubt) => match (&first.wrong, next.about.as_slice()) {
            (Some(Value::Subject(_)), [_]) if next.wrong.is_none() && next.line.is_none() => other_subject(first, next),
            _ => None,
        },
        // 是75%,不是80%.
        (Does::Put(new), Does::Doubt) => {
            let wrong = next.wrong.as_ref().filter(|w| first.wrong.is_none() && w.is_like(new))?;
            let free = next.line.is_none() && next.about.is_empty();
            free.then(|| Correction { wrong: Some(wrong.clone()), owns_up: true, marked: true, ..first.clone() })
        }
        _ => None,
    }
}

/// 登录接口写错了,应该是75%: the wrong name says only what it is about.
fn completed(first: &Correction, next: &Correction, new: &Value) -> Correction {
    let mut whole = Correction {
        does: next.does.clone(),
        matter: first.matter.or(next.matter),
        span: next.span,
        owns_up: first.owns_up || next.owns_up,
        marked: first.marked || next.marked,
        ..first.clone()
    };
    match whole.wrong.take() {
        Some(Value::Subject(key)) if !matches!(new, Value::Subject(_)) => whole.about.push(key),
        Some(wrong) if wrong.is_like(new) => whole.wrong = Some(wrong),
        Some(_) | None => {}
    }
    whole
}

fn other_subject(first: &Correction, next: &Correction) -> Option<Correction> {
    let to = next.about.first()?.clone();
    Some(Correction { does: Does::Put(Value::Subject(to)), span: next.span, ..first.clone() })
}
