//! The file: what stands in it, and what holds it together.
//!
//! ```text
//! one zstd frame of lines:
//!   {"zhixing":"backup","format":1,"schema":3,"migrations":[1,2,3],…}    the header
//!   {"table":"company","columns":["id uuid","key text",…]}               each table, in a fixed order:
//!   ["019a…","c","…"]                                                      its rows by primary key, see `cell`
//!   {"rows":1,"sha256":"…"}                                                their number and the hash of their lines
//!   {"tables":[…],"rows":4711,"sha256":"…"}                              the manifest, over header and tables
//! one skippable frame: SHA-256 of all bytes before it
//! ```
//!
//! `zstd -dc FILE` shows the lines. The last frame finds a flipped or missing byte anywhere before a line is read; the
//! hashes of the tables are what a database is compared with after a restore. They find damage, not forgery: whoever can
//! write the file can write the hashes.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    error::{Error, Result},
    tables::Table,
};

/// The version of the format that this program writes and reads.
pub(super) const FORMAT: u64 = 1;

/// The longest line that is read.
pub(super) const LONGEST_LINE: u64 = 256 << 20;

/// How a zstd frame begins.
pub(super) const FRAME: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// How the last frame begins: the number of a skippable frame, and the length of what is in it.
pub(super) const SEAL: [u8; 8] = [0x5e, 0x2a, 0x4d, 0x18, 32, 0, 0, 0];

/// How long the last frame is.
pub(super) const SEAL_LENGTH: usize = SEAL.len() + 32;

/// The first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    zhixing: String,
    format: u64,
    /// The newest migration of the database: which tables and columns there are.
    pub schema: i64,
    /// All its migrations.
    pub migrations: Vec<i64>,
    /// When the backup was made.
    pub made_at: String,
    /// The kind of database it was made of.
    pub engine: String,
    /// The version of the program that made it.
    pub program: String,
    /// Tables that are not in it.
    pub left_out: Vec<String>,
}

impl Header {
    pub(super) fn new(migrations: Vec<i64>, made_at: String, engine: &str) -> Header {
        Header {
            zhixing: "backup".into(),
            format: FORMAT,
            schema: migrations.last().copied().unwrap_or_default(),
            migrations,
            made_at,
            engine: engine.into(),
            program: env!("CARGO_PKG_VERSION").into(),
            left_out: super::tables::LEFT_OUT.iter().map(|(name, _)| (*name).to_owned()).collect(),
        }
    }

    /// The header of a line. Of a newer format nothing but the number is asked.
    pub(super) fn read(line: &[u8]) -> Result<Header> {
        #[derive(Deserialize)]
        struct First {
            zhixing: String,
            format: u64,
        }
        match serde_json::from_slice(line) {
            Ok(First { zhixing, format }) if zhixing == "backup" && format > FORMAT => Err(Error::NewerFormat(format)),
            Ok(First { zhixing, format }) if zhixing == "backup" && format == FORMAT => {
                serde_json::from_slice(line).map_err(|_| Error::Damaged("its first line has other fields".into()))
            }
            _ => Err(Error::NotWhole("its first line is not that of a backup")),
        }
    }
}

/// The line before a table's rows.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableHead {
    pub table: String,
    pub columns: Vec<String>,
}

impl TableHead {
    /// What a table's line says where these migrations are applied.
    pub fn of(table: &Table, schema: i64) -> TableHead {
        let columns = table.columns_at(schema).map(|c| format!("{} {}", c.name, c.kind.word())).collect();
        TableHead { table: table.name.into(), columns }
    }
}

/// The line after a table's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableEnd {
    pub rows: u64,
    pub sha256: String,
}

/// A table as the manifest names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its name.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// The hash of its rows, in hexadecimal digits.
    pub sha256: String,
}

/// The last line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The tables, in the order of the file.
    pub tables: Vec<Entry>,
    /// How many rows there are in all.
    pub rows: u64,
    /// The hash over header and tables: two files with the same are the same backup.
    pub sha256: String,
}

/// The number and hash of a table's rows, as they come.
#[derive(Debug, Default)]
pub(super) struct Tally {
    rows: u64,
    hash: Sha256,
}

impl Tally {
    pub fn add(&mut self, lines: &[u8], rows: u64) {
        self.rows += rows;
        self.hash.update(lines);
    }

    pub fn end(self) -> TableEnd {
        TableEnd { rows: self.rows, sha256: hex(self.hash) }
    }
}

/// The manifest, as header and tables come. A table's end holds the hash of its rows, so they need no second one.
#[derive(Debug, Default)]
pub(super) struct Sum {
    tables: Vec<Entry>,
    hash: Sha256,
}

impl Sum {
    pub fn header(&mut self, line: &[u8]) {
        self.hash.update(line);
    }

    pub fn table(&mut self, head: &[u8], end: &[u8], table: &str, tally: TableEnd) {
        self.hash.update(head);
        self.hash.update(end);
        self.tables.push(Entry { table: table.into(), rows: tally.rows, sha256: tally.sha256 });
    }

    pub fn end(self) -> Manifest {
        Manifest { rows: self.tables.iter().map(|t| t.rows).sum(), tables: self.tables, sha256: hex(self.hash) }
    }
}

/// A line of the file.
pub(super) fn line<T: Serialize>(value: &T) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("memory takes all, and no key is anything but a text");
    line.push(b'\n');
    line
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
