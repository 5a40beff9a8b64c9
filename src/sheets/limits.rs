//! How much of a file is read at most. A company of ten thousand people stays far below.

/// Bytes of a file.
pub const FILE: u64 = 20_000_000;

/// Parts of an XLSX archive.
pub const PARTS: usize = 1_000;

/// Bytes that all parts unpack to.
pub const UNPACKED: u64 = 64_000_000;

/// How many times its size a part may unpack to, should it be larger than [`SMALL`].
pub const RATIO: u64 = 250;

/// Parts of so few bytes may be as dense as they like: a sheet of empty rows is.
pub const SMALL: u64 = 1_000_000;

/// Sheets.
pub const SHEETS: usize = 100;

/// The last row.
pub const ROWS: u64 = 100_000;

/// The columns, from A.
pub const COLUMNS: usize = 200;

/// Cells with something in them, in all tables.
pub const CELLS: usize = 1_000_000;
