//! A workbook's cells.
//!
//! Cells are taken one by one as they stand in the file; what a sheet claims of its size is not believed, so a cell in
//! the last corner costs no more than one in the first.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};
use chrono::NaiveDate;

use super::safe;
use crate::sheets::{Book, Cell, Refused, Row, Sheet, Table, cell::decimal, head::letter, limits};

/// Sheets that explain the others, and are passed over in silence.
const EXPLAINING: [&str; 3] = [super::write::NOTES, "填写说明", "README"];

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The tables of a workbook.
pub fn from_xlsx(bytes: &[u8]) -> Result<Book, Refused> {
    safe::check(bytes)?;
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = workbook.sheets_metadata();
    if sheets.len() > limits::SHEETS {
        return Err(Refused::Sheets(sheets.len(), limits::SHEETS));
    }
    let names: Vec<String> = sheets.iter().filter(|s| s.typ == SheetType::WorkSheet).map(|s| s.name.clone()).collect();
    let mut book = Book::default();
    let mut left = limits::CELLS;
    for name in names {
        let Some(sheet) = Sheet::of(&name) else {
            if !EXPLAINING.contains(&name.trim()) {
                book.unread.push(name);
            }
            continue;
        };
        if let Some(other) = book.table(sheet) {
            return Err(Refused::Twice(other.name.clone(), name));
        }
        let rows = rows(&mut workbook, &name, &mut left)?;
        book.tables.push(Table { sheet, name: name.trim().to_owned(), rows });
    }
    if book.tables.is_empty() { Err(Refused::Nothing) } else { Ok(book) }
}

fn damaged(error: XlsxError) -> Refused {
    Refused::Damaged(error.to_string())
}

fn rows(workbook: &mut Workbook<'_>, name: &str, left: &mut usize) -> Result<Vec<Row>, Refused> {
    let mut cells: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(damaged)? {
        let (row, column) = found.get_position();
        let format = || reader.styles().get(style).and_then(|s| s.number_format.as_ref()).map(|f| &*f.format_code);
        let cell = cell(found.get_value(), format);
        if !cell.is_empty() {
            put(&mut cells, name, (row, column), cell, left)?;
        }
    }
    drop(reader);
    // A formula that nobody has calculated looks empty; its place tells that it is not.
    let mut reader = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    while let Some(found) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        if found.formula.is_some() && matches!(found.value, DataRef::Empty) {
            put(&mut cells, name, found.pos, Cell::Uncalculated, left)?;
        }
    }
    Ok(cells.into_iter().map(|(row, cells)| Row { number: row + 1, cells }).collect())
}

type Rows = BTreeMap<u32, Vec<Cell>>;

fn put(rows: &mut Rows, sheet: &str, (row, column): (u32, u32), cell: Cell, left: &mut usize) -> Result<(), Refused> {
    if u64::from(row) >= limits::ROWS {
        return Err(Refused::Rows { sheet: sheet.to_owned(), row: u64::from(row) + 1, most: limits::ROWS });
    }
    let column = column as usize;
    if column >= limits::COLUMNS {
        return Err(Refused::Columns { sheet: sheet.to_owned(), most: letter(limits::COLUMNS - 1) });
    }
    *left = left.checked_sub(1).ok_or(Refused::Cells(limits::CELLS))?;
    let cells = rows.entry(row).or_default();
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    cells[column] = cell;
    Ok(())
}

fn cell<'f>(value: &DataRef<'_>, format: impl FnOnce() -> Option<&'f str>) -> Cell {
    let figure = |value: f64| {
        let Some(value) = decimal(value) else { return Cell::Error("#NUM!".into()) };
        if format().is_some_and(is_percent) {
            Cell::Percent((value * crate::domain::Decimal::ONE_HUNDRED).normalize())
        } else {
            Cell::Number(value)
        }
    };
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(value) => figure(*value as f64),
        DataRef::Float(value) => figure(*value),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text_of(text),
        DataRef::SharedString(text) => Cell::text_of(text),
        DataRef::Bool(flag) => Cell::Flag(*flag),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::DateTime(moment) if moment.is_duration() => figure(moment.as_f64()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let day = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
            day.filter(|_| moment.as_f64() >= 1.0).map_or_else(|| Cell::Error("#DATE!".into()), Cell::Day)
        }
    }
}

/// Whether a number format shows per cent: a `%` that is not quoted.
fn is_percent(format: &str) -> bool {
    let mut is_quoted = false;
    let mut is_escaped = false;
    for c in format.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            '%' if !is_quoted => return true,
            _ => {}
        }
    }
    false
}
