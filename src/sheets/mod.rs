//! A company as a workbook or as CSV files: rows in, an [`Org`](crate::domain::Org) out, and back.
//!
//! `columns.rs` says which columns each sheet has; a new field of `org.json` is one line there. Rows become the JSON of
//! `org.json` and go through `Org::parse` like any other, so what is right is said in one place; a fault is named by
//! sheet, row and column. Pure: bytes go in and come out, nothing is opened here.

mod build;
mod cell;
mod columns;
mod csv;
mod export;
mod fault;
mod head;
mod limits;
mod names;
mod rows;
mod scoring;
mod template;
mod words;
mod xlsx;

pub use self::{
    build::to_org,
    cell::Cell,
    columns::Sheet,
    csv::{from_csv, to_csv},
    export::from_org,
    fault::{Fault, Problem, Refused},
    template::template,
    xlsx::{from_xlsx, to_xlsx},
};

/// The tables of a workbook, or of some CSV files.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// What was recognised, in the order of the file.
    pub tables: Vec<Table>,
    /// The names of sheets that mean nothing here and were not read.
    pub unread: Vec<String>,
}

impl Book {
    /// The table of a sheet.
    pub fn table(&self, sheet: Sheet) -> Option<&Table> {
        self.tables.iter().find(|t| t.sheet == sheet)
    }
}

/// One table: the rows that hold something.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What its rows are.
    pub sheet: Sheet,
    /// Its name in the file, for places: `人员`, `人员.csv`.
    pub name: String,
    /// Its rows; the heading is one of the first.
    pub rows: Vec<Row>,
}

/// A row with its number as spreadsheet programs count, from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number.
    pub number: u32,
    /// Its cells from column A on.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A cell; beyond the last there are empty ones.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Cell::is_empty)
    }
}
