//! The whole database in one file, and back, on either database.
//!
//! [`take`] reads one state of all tables in one transaction while others write; [`verify`] reads a file to its end;
//! [`restore`] loads one into a database without a company, in one transaction that reads everything back before it
//! commits. The file belongs to neither database, so one made of SQLite is restored to PostgreSQL and back with the same
//! hashes.
//!
//! `tables` lists what is in it, `cell` and `format` say how it is written, `encode` and `decode` write and read it
//! without a database; `rows` alone makes SQL. Rows stream through in pieces: a backup keeps a few of them in memory,
//! however many there are.
//!
//! Not in it: who is logged in, one-time codes, failed log-ins ([`LEFT_OUT`]), and leases on work, which is free again
//! after a restore.

mod cell;
mod decode;
mod encode;
mod error;
mod format;
mod load;
mod place;
mod rows;
mod tables;
mod take;

use std::sync::Arc;

pub use self::{
    error::{Error, Result},
    format::{Entry, Header, Manifest},
    load::{Checked, Waiting, restore, verify},
    tables::{Column, Kind, LEFT_OUT, TABLES, Table},
    take::{Taken, take, take_to},
};
pub(super) use self::{load::STATEMENTS, rows::statements};

/// How far the work has come since the last time it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many bytes of the file were compared with their hash.
    Bytes(u64),
    /// So many rows were read of the one and written to the other.
    Rows(u64),
    /// So many rows were read back and compared.
    Compared(u64),
}

/// Hears how far the work has come.
pub type Progress = Arc<dyn Fn(Step) + Send + Sync>;

/// Hears nothing.
pub fn unheard() -> Progress {
    Arc::new(|_| {})
}
