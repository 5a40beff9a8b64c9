//! CSV, in and out: one file a sheet, named for it.

use std::borrow::Cow;

use csv::{ReaderBuilder, WriterBuilder};
use encoding_rs::{Encoding, GB18030};

use super::{Book, Cell, Refused, Row, Sheet, Table, head::letter, limits};

/// What begins a cell that a spreadsheet program would take for a formula.
pub(super) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The tables of some files, each with its name.
pub fn from_csv(files: &[(String, Vec<u8>)]) -> Result<Book, Refused> {
    let mut book = Book::default();
    let mut left = limits::CELLS;
    for (name, bytes) in files {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let last = || stem.rsplit(['-', '_', ' ', '.']).next().unwrap_or(stem);
        let sheet = Sheet::of(stem).or_else(|| Sheet::of(last())).ok_or_else(|| Refused::Unnamed(name.clone()))?;
        if let Some(other) = book.table(sheet) {
            return Err(Refused::Twice(other.name.clone(), name.clone()));
        }
        let rows = rows(name, bytes, &mut left)?;
        book.tables.push(Table { sheet, name: name.clone(), rows });
    }
    Ok(book)
}

/// UTF-8, with or without its mark, UTF-16 with it, or GB18030 as Excel on a Chinese Windows writes it.
fn decoded<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Refused> {
    let refused = || Refused::Encoding(name.to_owned());
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = &bytes[mark..];
        return encoding.decode_without_bom_handling_and_without_replacement(rest).ok_or_else(refused);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes).ok_or_else(refused),
    }
}

/// What parts the cells: what the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let count = |d: &u8| first.bytes().filter(|b| b == d).count();
    *b"\t;,".iter().max_by_key(|d| count(d)).unwrap_or(&b',')
}

fn rows(name: &str, bytes: &[u8], left: &mut usize) -> Result<Vec<Row>, Refused> {
    if bytes.len() as u64 > limits::FILE {
        return Err(Refused::TooLarge(limits::FILE));
    }
    let text = decoded(name, bytes)?;
    if text.contains('\0') {
        return Err(Refused::Encoding(name.to_owned()));
    }
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| Refused::Damaged(format!("{name}: {error}")))?;
        let line = record.position().map_or(0, |at| line(&text, at));
        if line > limits::ROWS {
            return Err(Refused::Rows { sheet: name.to_owned(), row: line, most: limits::ROWS });
        }
        if record.len() > limits::COLUMNS {
            return Err(Refused::Columns { sheet: name.to_owned(), most: letter(limits::COLUMNS - 1) });
        }
        let cells: Vec<Cell> = record.iter().map(|field| Cell::text_of(unguarded(field))).collect();
        let row = Row { number: u32::try_from(line).unwrap_or(u32::MAX), cells };
        let filled = row.cells.iter().filter(|c| !c.is_empty()).count();
        *left = left.checked_sub(filled).ok_or(Refused::Cells(limits::CELLS))?;
        if filled > 0 {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The line that a record begins in: the reader leaves empty lines before it to the record.
fn line(text: &str, at: &csv::Position) -> u64 {
    let before = usize::try_from(at.byte()).ok().and_then(|byte| text.as_bytes().get(byte..)).unwrap_or_default();
    let empty = before.iter().take_while(|b| matches!(b, b'\n' | b'\r')).filter(|b| **b == b'\n').count();
    at.line() + empty as u64
}

/// Whether a text would be taken for a formula, or for a guarded one.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { format!("'{text}").into() } else { text.into() }
}

fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_dangerous(rest)).unwrap_or(text)
}

/// A file for each table, in UTF-8 with its mark, as Excel wants it.
pub fn to_csv(book: &Book) -> Result<Vec<(String, Vec<u8>)>, Refused> {
    let writing = |error: csv::Error| Refused::Writing(error.to_string());
    let mut files = Vec::new();
    for table in &book.tables {
        let mut writer = WriterBuilder::new().flexible(true).from_writer(b"\xef\xbb\xbf".to_vec());
        for row in &table.rows {
            let cells = row.cells.iter().map(|cell| match cell {
                // A figure is none to be feared, and a sign belongs to it.
                Cell::Number(value) => value.to_string(),
                cell => guarded(&cell.text().ok().flatten().unwrap_or_default()).into_owned(),
            });
            writer.write_record(cells).map_err(writing)?;
        }
        let bytes = writer.into_inner().map_err(|error| Refused::Writing(error.to_string()))?;
        files.push((format!("{}.csv", table.sheet.name()), bytes));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_guarded_and_comes_back() {
        for text in ["=1+1", "+86", "-x", "@user", "'=x", "''=x", "'plain", "plain", "\tx"] {
            assert!(!guarded(text).starts_with(FORMULA), "{text}");
            assert_eq!(unguarded(&guarded(text)), text);
        }
    }
}
