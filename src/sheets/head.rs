//! The heading of a table, and which of its columns are ours.
//!
//! The heading is the row among the first few in which most columns are known: a title over the table, even one merged
//! across it, is passed over.

use super::{
    Cell, Row, Table,
    cell::plain,
    columns::Column,
    fault::{Fault, Problem},
};

/// In how many rows the heading is looked for.
const FIRST_ROWS: usize = 10;

/// A table with its heading found.
pub(super) struct Headed<'a> {
    pub table: &'a Table,
    /// The heading; a table without rows has none.
    head: Option<&'a Row>,
    /// For each column of the sheet, where it is in the table.
    pub at: Vec<Option<usize>>,
    /// The rows below the heading.
    pub body: &'a [Row],
}

/// `A`, `Z`, `AA`.
pub(super) fn letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        letters.push(char::from(b'A' + u8::try_from((left - 1) % 26).unwrap_or(0)));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn is_head(column: &Column, written: &str) -> bool {
    let same = |head: &&str| plain(head).eq_ignore_ascii_case(written);
    column.heads.iter().any(same) || column.field.eq_ignore_ascii_case(written)
}

/// A heading as it is compared: without the marks by which forms say that something is needed.
fn heading(cell: &Cell) -> String {
    let text = cell.text().ok().flatten().unwrap_or_default();
    let text = plain(&text);
    let text = text.split(['(', '\n']).next().unwrap_or_default();
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | ':')).to_owned()
}

impl<'a> Headed<'a> {
    /// Finds the heading. Faults are added; `None` where there is none to be found. A table without any row has none,
    /// and nothing in it.
    pub fn find(table: &'a Table, faults: &mut Vec<Fault>) -> Option<Headed<'a>> {
        let columns = table.sheet.columns();
        if table.rows.is_empty() {
            return Some(Headed { table, head: None, at: vec![None; columns.len()], body: &[] });
        }
        let known = |row: &Row| {
            let heads = row.cells.iter().map(heading);
            heads.filter(|h| !h.is_empty() && columns.iter().any(|c| is_head(c, h))).count()
        };
        let first = table.rows.iter().take(FIRST_ROWS);
        let best = first.map(known).enumerate().rev().max_by_key(|(_, known)| *known);
        let Some((at, 1..)) = best else {
            faults.push(Fault { place: table.name.clone(), problem: Problem::NoHeading });
            return None;
        };
        let (head, body) = (&table.rows[at], &table.rows[at + 1..]);
        let mut headed = Headed { table, head: Some(head), at: vec![None; columns.len()], body };
        for (column, cell) in head.cells.iter().enumerate() {
            let written = heading(cell);
            let Some(which) = columns.iter().position(|c| !written.is_empty() && is_head(c, &written)) else {
                continue;
            };
            if headed.at[which].replace(column).is_some() {
                let place = headed.place(head, Some(column));
                faults.push(Fault { place, problem: Problem::TwiceHeaded(written) });
            }
        }
        let missing = columns.iter().zip(&headed.at).filter(|(c, at)| c.needed && at.is_none());
        for (column, _) in missing {
            let problem = Problem::NoColumn(column.heads[0]);
            faults.push(Fault { place: headed.place(head, None), problem });
        }
        headed.find_unheaded(head, faults);
        Some(headed)
    }

    /// A value under an empty heading is one that would be lost, as under a heading merged over two columns.
    fn find_unheaded(&self, head: &Row, faults: &mut Vec<Fault>) {
        let widest = self.body.iter().map(|r| r.cells.len()).max().unwrap_or(0);
        for column in (0..widest).filter(|c| head.cell(*c).is_empty()) {
            if let Some(row) = self.body.iter().find(|r| !r.cell(column).is_empty()) {
                faults.push(Fault { place: self.place(row, Some(column)), problem: Problem::Unheaded });
            }
        }
    }

    /// The cell of a row under a column of the sheet; empty where the table does not have it.
    pub fn cell<'r>(&self, row: &'r Row, which: usize) -> &'r Cell {
        self.at[which].map_or(&Cell::Empty, |at| row.cell(at))
    }

    /// The cell under a field.
    pub fn field<'r>(&self, row: &'r Row, field: &str) -> &'r Cell {
        let which = self.table.sheet.columns().iter().position(|c| c.field == field);
        which.map_or(&Cell::Empty, |which| self.cell(row, which))
    }

    /// `人员!C5`.
    pub fn place(&self, row: &Row, column: Option<usize>) -> String {
        let letter = column.map(letter).unwrap_or_default();
        format!("{}!{letter}{}", self.table.name, row.number)
    }

    /// The place of a field of a row: its cell, or the row where the table has no such column.
    pub fn place_of(&self, row: &Row, field: &str) -> String {
        let which = self.table.sheet.columns().iter().position(|c| c.field == field);
        self.place(row, which.and_then(|which| self.at[which]))
    }

    /// Headings that are not read, with their places and what they say.
    pub fn unread(&self) -> Vec<(String, String)> {
        let Some(head) = self.head else { return Vec::new() };
        let unread = head.cells.iter().enumerate().filter(|(at, c)| !c.is_empty() && !self.at.contains(&Some(*at)));
        unread.map(|(at, cell)| (self.place(head, Some(at)), heading(cell))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_have_letters() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
