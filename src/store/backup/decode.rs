//! Reads the file, and believes nothing in it before its hash is right. Knows no database.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    path::Path,
};

use sha2::{Digest, Sha256};
use zstd::stream::read::Decoder as Zstd;

use super::{
    cell::{Cell, read_row},
    error::{Error, Result},
    format::{FRAME, Header, LONGEST_LINE, Manifest, SEAL, SEAL_LENGTH, Sum, TableEnd, TableHead, Tally, line},
    tables::{Kind, Table, tables_at},
};

/// How many bytes are read at a time while the seal is checked.
const AT_A_TIME: usize = 1 << 20;

/// Rows of a table, as they stand in the file.
#[derive(Debug)]
pub(super) struct Batch {
    pub table: &'static Table,
    pub rows: Vec<Vec<Cell>>,
}

/// A table that is being read.
struct Open {
    table: &'static Table,
    head: Vec<u8>,
    kinds: Vec<Kind>,
    tally: Tally,
}

/// A backup that is being read, its seal unbroken.
pub(super) struct Decoder {
    lines: BufReader<Zstd<'static, BufReader<std::io::Take<File>>>>,
    header: Header,
    /// The tables that are still to come, the next one last.
    tables: Vec<&'static Table>,
    open: Option<Open>,
    sum: Sum,
    manifest: Option<Manifest>,
}

impl Decoder {
    /// Opens a backup: its seal must be right, and its header one that this program understands; `known` are the
    /// migrations it knows.
    pub fn open(path: &Path, known: &[i64], progress: impl Fn(u64)) -> Result<Decoder> {
        let mut file = File::open(path).map_err(Error::file("opening the backup"))?;
        let length = check_seal(&mut file, progress)?;
        let frames = BufReader::with_capacity(AT_A_TIME, file.take(length));
        let zstd = Zstd::with_buffer(frames).map_err(Error::file("reading the backup"))?;
        let mut lines = BufReader::with_capacity(AT_A_TIME, zstd);
        let first = read_line(&mut lines)?.ok_or(Error::NotWhole("it has no first line"))?;
        let header = Header::read(&first)?;
        check_migrations(&header, known)?;
        let mut sum = Sum::default();
        sum.header(&first);
        let mut tables: Vec<_> = tables_at(header.schema).collect();
        tables.reverse();
        Ok(Decoder { lines, header, tables, open: None, sum, manifest: None })
    }

    /// What its first line says.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The next rows, at most so many and all of one table; nothing at the end, where all hashes were right.
    pub fn next(&mut self, most: usize) -> Result<Option<Batch>> {
        loop {
            let table = match &self.open {
                Some(open) => open.table,
                None => match self.begin_table()? {
                    Some(table) => table,
                    None => return Ok(None),
                },
            };
            let mut rows = Vec::new();
            while rows.len() < most
                && let Some(row) = self.row()?
            {
                rows.push(row);
            }
            if !rows.is_empty() {
                return Ok(Some(Batch { table, rows }));
            }
        }
    }

    /// The manifest, once the end was reached.
    pub fn manifest(self) -> Result<Manifest> {
        self.manifest.ok_or(Error::NotWhole("it was not read to its end"))
    }

    /// Begins the next table; after the last one it is the end.
    fn begin_table(&mut self) -> Result<Option<&'static Table>> {
        if self.manifest.is_some() {
            return Ok(None);
        }
        let head = read_line(&mut self.lines)?.ok_or(Error::NotWhole("it ends before its manifest"))?;
        let Some(table) = self.tables.pop() else {
            self.end(&head)?;
            return Ok(None);
        };
        if head != line(&TableHead::of(table, self.header.schema)) {
            return Err(Error::Damaged(match serde_json::from_slice::<TableHead>(&head) {
                Ok(other) if other.table == table.name => format!("the table {} has other columns", table.name),
                Ok(other) => format!("the table {} stands where {} should be", other.table, table.name),
                Err(_) => format!("the table {} is missing", table.name),
            }));
        }
        let kinds = table.columns_at(self.header.schema).map(|c| c.kind).collect();
        self.open = Some(Open { table, head, kinds, tally: Tally::default() });
        Ok(Some(table))
    }

    /// The next row of the table that was begun; nothing at its end.
    fn row(&mut self) -> Result<Option<Vec<Cell>>> {
        let Some(open) = &mut self.open else { return Ok(None) };
        let text = read_line(&mut self.lines)?.ok_or(Error::NotWhole("it ends within a table"))?;
        if text.first() == Some(&b'[') {
            open.tally.add(&text, 1);
            return match read_row(&text, &open.kinds) {
                Some(row) => Ok(Some(row)),
                None => {
                    Err(Error::Damaged(format!("a row of the table {} has other columns or values", open.table.name)))
                }
            };
        }
        if let Some(Open { table, head, tally, .. }) = self.open.take() {
            let tally = tally.end();
            let end: TableEnd = serde_json::from_slice(&text)
                .map_err(|_| Error::Damaged(format!("the table {} has no end", table.name)))?;
            if end != tally {
                return Err(Error::Damaged(format!("number or hash of the rows of the table {} is wrong", table.name)));
            }
            self.sum.table(&head, &text, table.name, tally);
        }
        Ok(None)
    }

    fn end(&mut self, last: &[u8]) -> Result<()> {
        let manifest = std::mem::take(&mut self.sum).end();
        if last != line(&manifest) {
            return Err(Error::Damaged("its manifest is wrong".into()));
        }
        if read_line(&mut self.lines)?.is_some() {
            return Err(Error::Damaged("something follows its manifest".into()));
        }
        self.manifest = Some(manifest);
        Ok(())
    }
}

/// Reads all bytes and compares their hash with the last frame; gives how many stand before it.
fn check_seal(file: &mut File, progress: impl Fn(u64)) -> Result<u64> {
    let reading = || Error::file("reading the backup");
    let length = file.metadata().map_err(reading())?.len();
    let mut first = [0; FRAME.len()];
    if length < (FRAME.len() + SEAL_LENGTH) as u64 {
        return Err(Error::NotWhole("it is too short"));
    }
    file.read_exact(&mut first).map_err(reading())?;
    if first != FRAME {
        return Err(Error::NotWhole("it does not begin as one"));
    }
    let body = length - SEAL_LENGTH as u64;
    let mut hash = Sha256::new();
    hash.update(first);
    let mut left = body - first.len() as u64;
    let mut bytes = vec![0; AT_A_TIME];
    while left > 0 {
        let some = usize::try_from(left).unwrap_or(AT_A_TIME).min(AT_A_TIME);
        file.read_exact(&mut bytes[..some]).map_err(reading())?;
        hash.update(&bytes[..some]);
        left -= some as u64;
        progress(some as u64);
    }
    let mut seal = [0; SEAL_LENGTH];
    file.read_exact(&mut seal).map_err(reading())?;
    if seal[..SEAL.len()] != SEAL {
        return Err(Error::NotWhole("its end is missing"));
    }
    if seal[SEAL.len()..] != hash.finalize()[..] {
        return Err(Error::Damaged("its bytes are not those that were written".into()));
    }
    file.seek(SeekFrom::Start(0)).map_err(reading())?;
    Ok(body)
}

fn check_migrations(header: &Header, known: &[i64]) -> Result<()> {
    let newest = known.last().copied().unwrap_or_default();
    if header.schema > newest {
        return Err(Error::NewerTables { file: header.schema, known: newest });
    }
    let until: Vec<i64> = known.iter().copied().filter(|v| *v <= header.schema).collect();
    if until.is_empty() || header.migrations != until {
        return Err(Error::Damaged("its tables are of no version of zhixing".into()));
    }
    Ok(())
}

/// What the system did not read is its fault; what was read and cannot be unpacked is the file's.
fn unread(error: io::Error) -> Error {
    if error.raw_os_error().is_some() {
        Error::file("reading the backup")(error)
    } else {
        Error::Damaged("it cannot be unpacked".into())
    }
}

/// The next line with its end; nothing where there are no more. A line without end was cut off.
fn read_line(lines: &mut impl BufRead) -> Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    lines.take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(unread)?;
    match line.last() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        Some(_) => Err(Error::NotWhole("a line is cut off")),
    }
}
