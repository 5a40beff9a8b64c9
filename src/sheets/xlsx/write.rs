//! A workbook of tables.

use chrono::Datelike;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::{
    domain::figure::to_f64,
    sheets::{Book, Cell, Refused, Table, csv::FORMULA},
};

/// How wide a column is at most, in digits.
const WIDEST: usize = 40;

/// How days are shown.
const DAY: &str = "yyyy-mm-dd";

/// The sheet of explanations.
pub(super) const NOTES: &str = "说明";

/// A workbook with a sheet for each table, and one of explanations where there are any.
pub fn to_xlsx(book: &Book, notes: &[Vec<String>]) -> Result<Vec<u8>, Refused> {
    write(book, notes).map_err(|error| Refused::Writing(error.to_string()))
}

struct Formats {
    head: Format,
    text: Format,
    guarded: Format,
    day: Format,
}

fn write(book: &Book, notes: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats {
        head: Format::new().set_bold(),
        // Typed into, such a cell takes what is typed as text: an id 007 stays one.
        text: Format::new().set_num_format("@"),
        guarded: Format::new().set_num_format("@").set_quote_prefix(),
        day: Format::new().set_num_format(DAY),
    };
    let mut workbook = Workbook::new();
    for table in &book.tables {
        sheet(workbook.add_worksheet(), table, &formats)?;
    }
    if !notes.is_empty() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(NOTES)?;
        for (at, row) in (0..).zip(notes) {
            for (column, text) in (0..).zip(row) {
                sheet.write_string(at, column, text)?;
            }
        }
        for (column, width) in (0..).zip([10.0, 14.0, 24.0, 6.0, 44.0, 44.0]) {
            sheet.set_column_width(column, width)?;
        }
    }
    workbook.save_to_buffer()
}

fn sheet(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(&table.name)?;
    sheet.set_freeze_panes(1, 0)?;
    let mut widths: Vec<usize> = Vec::new();
    for (at, row) in (0..).zip(&table.rows) {
        for (column, cell) in (0..).zip(&row.cells) {
            let shown = cell.text().ok().flatten().unwrap_or_default();
            let place = usize::from(column);
            widths.resize(widths.len().max(place + 1), 0);
            widths[place] = widths[place].max(shown.width());
            match cell {
                Cell::Empty => {}
                Cell::Number(value) => {
                    sheet.write_number(at, column, to_f64(*value))?;
                }
                Cell::Day(day) => {
                    let (month, of_month) = (day.month() as u8, day.day() as u8);
                    let moment =
                        u16::try_from(day.year()).ok().and_then(|y| ExcelDateTime::from_ymd(y, month, of_month).ok());
                    match moment {
                        Some(moment) => sheet.write_datetime_with_format(at, column, &moment, &formats.day)?,
                        // Before 1900 a workbook has no days.
                        None => sheet.write_string(at, column, shown)?,
                    };
                }
                Cell::Text(_) | Cell::Percent(_) | Cell::Flag(_) | Cell::Error(_) | Cell::Uncalculated => {
                    let format = match () {
                        () if at == 0 => &formats.head,
                        () if shown.starts_with(FORMULA) => &formats.guarded,
                        () => &formats.text,
                    };
                    sheet.write_string_with_format(at, column, shown, format)?;
                }
            }
        }
    }
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, (width.min(WIDEST) + 3) as f64)?;
    }
    Ok(())
}
