//! Writes the file. Knows no database.

use std::io::{self, Write};

use sha2::{Digest, Sha256};
use zstd::stream::write::Encoder as Zstd;

use super::{
    error::{Error, Result},
    format::{Header, Manifest, SEAL, Sum, TableHead, Tally, line},
    tables::Table,
};

/// How hard it compresses: zstd's own default.
const LEVEL: i32 = 3;

/// Where the bytes go, with their hash.
struct Sealing<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A backup that is being written: its tables one after another, each with its rows.
pub(super) struct Encoder<W: Write> {
    out: Zstd<'static, Sealing<W>>,
    schema: i64,
    sum: Sum,
    /// The table whose rows are being written, its line and their tally.
    open: Option<(&'static Table, Vec<u8>, Tally)>,
}

impl<W: Write> Encoder<W> {
    pub fn new(out: W, header: &Header) -> Result<Encoder<W>> {
        let sealing = Sealing { out, hash: Sha256::new(), bytes: 0 };
        let mut encoder = Encoder {
            out: Zstd::new(sealing, LEVEL).map_err(unwritten)?,
            schema: header.schema,
            sum: Sum::default(),
            open: None,
        };
        let first = line(header);
        encoder.out.write_all(&first).map_err(unwritten)?;
        encoder.sum.header(&first);
        Ok(encoder)
    }

    /// Ends the table before and begins this one.
    pub fn table(&mut self, table: &'static Table) -> Result<()> {
        self.end_table()?;
        let head = line(&TableHead::of(table, self.schema));
        self.out.write_all(&head).map_err(unwritten)?;
        self.open = Some((table, head, Tally::default()));
        Ok(())
    }

    /// Writes rows of the table that was begun.
    pub fn rows(&mut self, lines: &[u8], rows: u64) -> Result<()> {
        if let Some((_, _, tally)) = &mut self.open {
            tally.add(lines, rows);
        }
        self.out.write_all(lines).map_err(unwritten)
    }

    fn end_table(&mut self) -> Result<()> {
        if let Some((table, head, tally)) = self.open.take() {
            let tally = tally.end();
            let end = line(&tally);
            self.out.write_all(&end).map_err(unwritten)?;
            self.sum.table(&head, &end, table.name, tally);
        }
        Ok(())
    }

    /// Writes the end. Gives back where the bytes went, the manifest and the number of bytes.
    pub fn finish(mut self) -> Result<(W, Manifest, u64)> {
        self.end_table()?;
        let manifest = self.sum.end();
        self.out.write_all(&line(&manifest)).map_err(unwritten)?;
        let Sealing { mut out, hash, bytes } = self.out.finish().map_err(unwritten)?;
        let mut seal = SEAL.to_vec();
        seal.extend(hash.finalize());
        out.write_all(&seal).and_then(|()| out.flush()).map_err(unwritten)?;
        Ok((out, manifest, bytes + seal.len() as u64))
    }
}

fn unwritten(error: io::Error) -> Error {
    Error::file("writing the backup")(error)
}
