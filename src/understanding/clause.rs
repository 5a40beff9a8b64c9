//! The structure of a report: lines, bullets, tables, sections, sentences, clauses.

use std::ops::Range;

use chrono::NaiveDate;

use super::{
    bullet,
    cue::{Cue, CueAt},
    section::{Topic, heading},
    table::{self, Column},
    text::Text,
    time::TimeMention,
};

/// What a clause stands under.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Section {
    /// What the heading announces.
    pub topic: Topic,
    /// The last day that the heading names, for a plan.
    pub day: Option<NaiveDate>,
}

/// The smallest piece that states a fact.
#[derive(Clone, Debug)]
pub struct Clause {
    /// First character, in uniform text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Which line it stands on, from 0.
    pub line: usize,
    /// Which sentence it belongs to, from 0 over the whole report.
    pub sentence: usize,
    /// What it stands under.
    pub section: Section,
    /// What it holds as a cell of a table whose header says so.
    pub column: Option<Column>,
}

/// What splitting needs to know of the text.
pub struct Marks<'a> {
    /// The text.
    pub text: &'a Text,
    /// Characters inside names and figures, where nothing splits.
    pub whole: &'a [bool],
    /// The cues.
    pub cues: &'a [CueAt],
    /// Places where a figure ends.
    pub figure_ends: &'a [usize],
    /// The days named.
    pub times: &'a [TimeMention],
    /// The day of the report.
    pub today: NaiveDate,
    /// Written by a speech recogniser.
    pub voice: bool,
}

/// Splits a report.
pub fn split(marks: &Marks<'_>) -> Vec<Clause> {
    let chars = &marks.text.chars;
    let mut clauses = Vec::new();
    let mut section = Section::default();
    let mut sentence = 0;
    let mut columns = Columns::default();
    let mut start = 0;
    for (line, piece) in chars.split(|c| *c == '\n').enumerate() {
        let end = start + piece.len();
        let body = bullet::skip(chars, start, end);
        if let Some(cells) = row_cells(marks, start, end, !columns.sections.is_empty()) {
            table_row(marks, cells, (end, line), &mut sentence, &mut columns, &mut clauses);
        } else {
            columns = Columns::default();
            let (after, found) = leading_heading(marks, body, end);
            let bulleted = body > start;
            let inline = found.is_some() && after < end && !bracketed(chars, body);
            let mut here = section;
            if let Some(found) = found {
                here = found;
                // 明天:… on a bulleted line speaks for that line alone.
                if !(bulleted && inline) {
                    section = found;
                }
            }
            sentences(marks, after, end, line, here, &mut sentence, &mut clauses);
        }
        sentence += 1;
        start = end + 1;
    }
    clauses
}

fn bracketed(chars: &[char], at: usize) -> bool {
    matches!(chars.get(at), Some('【' | '[' | '#' | '*'))
}

/// A heading at the start of a line, and where its content begins.
fn leading_heading(marks: &Marks<'_>, start: usize, end: usize) -> (usize, Option<Section>) {
    let chars = &marks.text.chars;
    let named = |a: usize, b: usize| marks.whole[a..b].iter().any(|w| *w);
    let close = |open: usize, mark: char| (open..end).find(|i| chars[*i] == mark);
    if let Some(mark) = match chars.get(start) {
        Some('【') => Some('】'),
        Some('[') => Some(']'),
        _ => None,
    } && let Some(stop) = close(start, mark)
    {
        let words = &chars[start + 1..stop];
        if words.len() <= 16 {
            let strict = heading(words, false);
            let topic = strict.or_else(|| if named(start + 1, stop) { None } else { heading(words, true) });
            if let Some(topic) = topic {
                let mut after = stop + 1;
                while after < end && matches!(chars[after], ':' | ' ') {
                    after += 1;
                }
                return (after, Some(section_of(marks, topic, start, stop)));
            }
        }
    }
    let colon = (start..end.min(start + 24)).find(|i| matches!(chars[*i], ':' | '|'));
    if let Some(colon) = colon
        && let Some(topic) = heading(&chars[start..colon], false)
    {
        return (colon + 1, Some(section_of(marks, topic, start, colon)));
    }
    if end > start
        && end - start <= 16
        && let Some(topic) = heading(&chars[start..end], false)
    {
        return (end, Some(section_of(marks, topic, start, end)));
    }
    (start, None)
}

/// The section under a heading. A plan with no day named is for the next calendar day.
fn section_of(marks: &Marks<'_>, topic: Topic, start: usize, end: usize) -> Section {
    if topic != Topic::Plan {
        return Section { topic, day: None };
    }
    let from = marks.times.partition_point(|t| t.start < start);
    let day = marks.times[from..]
        .iter()
        .take_while(|t| t.end <= end)
        .filter(|t| t.ahead.last > marks.today)
        .map(|t| t.ahead.last)
        .last();
    Section { topic, day: day.or(marks.today.succ_opt()) }
}

/// What divides a row, if a line is one: a line of a table, or the header that begins one.
fn row_cells(marks: &Marks<'_>, start: usize, end: usize, open: bool) -> Option<Vec<Range<usize>>> {
    let cells = table::cells(marks.text, start, end)?;
    let lead = (start..end).map(|i| marks.text.chars[i]).find(|c| *c != ' ');
    (open || lead == Some('|') || table::header(marks.text, &cells).is_some()).then_some(cells)
}

/// What a table says of its columns.
#[derive(Default)]
struct Columns {
    /// What stands under each.
    sections: Vec<Section>,
    /// What the cells of each hold, where the header says so.
    slots: Vec<Option<Column>>,
}

/// The columns of a table whose first row has these cells, and whether that row is only a header.
fn columns_of(marks: &Marks<'_>, cells: &[Range<usize>], end: usize) -> (Columns, bool) {
    let chars = &marks.text.chars;
    if let Some(slots) = table::header(marks.text, cells) {
        return (Columns { sections: vec![Section::default(); cells.len()], slots }, true);
    }
    let heads: Vec<Option<Topic>> = cells.iter().map(|c| heading(&chars[c.clone()], false)).collect();
    let sections = heads
        .iter()
        .zip(cells)
        .map(|(topic, c)| topic.map_or(Section::default(), |topic| section_of(marks, topic, c.start, c.end)))
        .collect();
    let below: Vec<char> = chars[(end + 1).min(chars.len())..].iter().copied().take_while(|c| *c != '\n').collect();
    let headed = table::is_rule(&below) || heads.iter().any(Option::is_some);
    (Columns { sections, slots: vec![None; cells.len()] }, headed)
}

fn table_row(
    marks: &Marks<'_>,
    cells: Vec<Range<usize>>,
    at: (usize, usize),
    sentence: &mut usize,
    columns: &mut Columns,
    clauses: &mut Vec<Clause>,
) {
    let (end, line) = at;
    let Some(start) = cells.first().map(|c| c.start) else { return };
    if table::is_rule(&marks.text.chars[start..end]) {
        return;
    }
    if columns.sections.is_empty() {
        let headed;
        (*columns, headed) = columns_of(marks, &cells, end);
        if headed {
            return;
        }
    }
    let slotted = columns.slots.iter().any(Option::is_some);
    for (i, cell) in cells.into_iter().enumerate() {
        let section = columns.sections.get(i).copied().unwrap_or_default();
        match columns.slots.get(i).copied().flatten() {
            Some(Column::Serial) => {}
            Some(column) => {
                let (start, end) = trim(&marks.text.chars, cell.start, cell.end);
                if start < end {
                    clauses.push(Clause { start, end, line, sentence: *sentence, section, column: Some(column) });
                }
            }
            None => {
                let first = clauses.len();
                let row = *sentence;
                sentences(marks, cell.start, cell.end, line, section, sentence, clauses);
                if slotted {
                    // What a remark says is about the row, however many sentences it has.
                    clauses[first..].iter_mut().for_each(|c| c.sentence = row);
                    *sentence = row;
                }
            }
        }
    }
}

/// What separates at a character.
#[derive(PartialEq)]
enum Break {
    None,
    Clause,
    Sentence,
}

fn sentences(
    marks: &Marks<'_>,
    start: usize,
    end: usize,
    line: usize,
    section: Section,
    sentence: &mut usize,
    clauses: &mut Vec<Clause>,
) {
    let mut at = start;
    let mut push = |a: usize, b: usize, sentence: usize, section: Section| {
        let (a, b) = trim(&marks.text.chars, a, b);
        if a < b {
            clauses.push(Clause { start: a, end: b, line, sentence, section, column: None });
        }
    };
    let above = section;
    let mut section = section;
    for i in start..end {
        if i < at {
            continue;
        }
        let found = separates(marks, at, i, end);
        if found == Break::None {
            if i > at && marks.voice && then_at(marks, i) {
                push(at, i, *sentence, section);
                at = i;
            }
            continue;
        }
        push(at, i, *sentence, section);
        at = i + 1;
        if found == Break::Sentence {
            *sentence += 1;
            if let Some((after, found)) = heading_within(marks, at, end) {
                (at, section) = (after, found);
            } else if marks.text.chars[i] != ';' {
                section = above;
            }
        }
    }
    push(at, end, *sentence, section);
}

/// 巡检正常。明日计划:换灯: a heading of what is to come or what is wrong inside a line holds for its sentence.
fn heading_within(marks: &Marks<'_>, start: usize, end: usize) -> Option<(usize, Section)> {
    let start = bullet::skip(&marks.text.chars, start, end);
    let (after, found) = leading_heading(marks, start, end);
    let found = found.filter(|f| matches!(f.topic, Topic::Plan | Topic::Risk | Topic::Help))?;
    (after < end && marks.text.chars[after - 1] == ':').then_some((after, found))
}

fn then_at(marks: &Marks<'_>, i: usize) -> bool {
    let from = marks.cues.partition_point(|c| c.start < i);
    let here = marks.cues[from..].iter().take_while(|c| c.start == i);
    here.into_iter().any(|c| c.cue == Cue::Then && opens_thought(marks, c))
}

/// 然后 and its like open a new clause where a speaker does not pause.
fn opens_thought(marks: &Marks<'_>, cue: &CueAt) -> bool {
    marks.voice && cue.end - cue.start >= 2 && marks.text.chars[cue.start] as u32 > 0x2e80
}

fn separates(marks: &Marks<'_>, begin: usize, i: usize, end: usize) -> Break {
    let chars = &marks.text.chars;
    if marks.whole[i] {
        return Break::None;
    }
    let before = if i > begin { chars[i - 1] } else { ' ' };
    let after = if i + 1 < end { chars[i + 1] } else { ' ' };
    match chars[i] {
        '。' | ';' | '!' | '?' | '…' | '~' | '|' | '•' | '①'..='⑳' => Break::Sentence,
        ',' => {
            // 0.008,80% are two figures; 1,260 is one, and its comma is inside.
            let ends = marks.figure_ends.binary_search(&i).is_ok();
            if before.is_ascii_digit() && after.is_ascii_digit() && !ends && marks.whole.get(i - 1) == Some(&true) {
                Break::None
            } else {
                Break::Clause
            }
        }
        '.' if (after == ' ' || han(after)) && !before.is_ascii_digit() => Break::Sentence,
        '.' if after == ' ' => Break::Sentence,
        // 4)已谈 5)公开课: a number in a list begins an item.
        ' ' if listed(chars, i + 1, end) => Break::Sentence,
        ' ' if marks.voice => {
            if (before.is_ascii_alphanumeric() && !before.is_ascii_digit())
                || (after.is_ascii_alphabetic() && before.is_ascii_alphanumeric())
            {
                Break::None
            } else {
                Break::Clause
            }
        }
        // 夹具 3h 气密台 2h: a space behind a figure parts it from the next name.
        ' ' if (han(before) || before == '%' || marks.figure_ends.binary_search(&i).is_ok())
            && (han(after) || after.is_ascii_digit()) =>
        {
            let figured =
                marks.figure_ends.partition_point(|e| *e <= begin) < marks.figure_ends.partition_point(|e| *e <= i);
            let cues = &marks.cues[marks.cues.partition_point(|c| c.start < begin)..];
            let complete = figured
                || cues.iter().take_while(|c| c.start < i).any(|c| {
                    c.end <= i
                        // 改完 12 份 is one fact.
                        && !(c.end == i && after.is_ascii_digit() && c.cue == Cue::Done)
                        && matches!(c.cue, Cue::Done | Cue::Cannot | Cue::Started | Cue::Move | Cue::Blocked)
                })
                || (i - begin >= 8 && han(after));
            if complete && i - begin >= 3 { Break::Clause } else { Break::None }
        }
        // 盘点4h+对账2h are two facts.
        '+' if marks.figure_ends.binary_search(&i).is_ok() && han(after) => Break::Clause,
        // 发报价 / 催客户: between spaces a slash parts items.
        '/' if before == ' ' && after == ' ' => Break::Sentence,
        c if emoji(c) => Break::Sentence,
        _ => Break::None,
    }
}

/// Whether 5) stands at a place.
fn listed(chars: &[char], at: usize, end: usize) -> bool {
    let digits = chars[at.min(end)..end].iter().take(3).take_while(|c| c.is_ascii_digit()).count();
    (1..=2).contains(&digits) && chars.get(at + digits) == Some(&')') && at + digits + 1 < end
}

/// Whether a character is Han.
pub fn han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c)
}

fn emoji(c: char) -> bool {
    matches!(c as u32, 0x1f300..=0x1faff | 0x2600..=0x27bf)
}

/// Trims what carries nothing at both ends.
pub fn trim(chars: &[char], mut start: usize, mut end: usize) -> (usize, usize) {
    let open = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '¥' | '$' | '€' | '(' | '《' | '“' | '"' | '【' | '[' | '+' | '-' | '≥' | '≤' | '<' | '>')
    };
    let close =
        |c: char| c.is_alphanumeric() || matches!(c, '%' | '‰' | ')' | '》' | '”' | '"' | '】' | ']' | '¥' | '$' | '€');
    while start < end && !open(chars[start]) {
        start += 1;
    }
    while start < end && !close(chars[end - 1]) {
        end -= 1;
    }
    (start, end)
}
