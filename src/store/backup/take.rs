//! Makes a backup: one state of the whole database, while others write.

use std::{io::Write, path::Path};

use chrono::{DateTime, SecondsFormat, Utc};
use tokio::sync::mpsc::{Receiver, channel};

use super::{
    Progress, Step,
    encode::Encoder,
    error::{Error, Result},
    format::{Header, Manifest},
    load::companies,
    place::Unfinished,
    rows::{self, Piece},
    tables::tables_at,
};
use crate::store::{Store, schema};

/// How many pieces wait between the one who reads and the one who writes: what a backup keeps in memory.
pub(super) const WAITING: usize = 4;

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What is in it.
    pub manifest: Manifest,
    /// How many bytes it has.
    pub bytes: u64,
}

/// Writes a backup to a file that does not exist yet. It has its name only once it is whole and on disk.
pub async fn take(store: &Store, target: &Path, now: DateTime<Utc>, progress: Progress) -> Result<Taken> {
    run(store, now, progress, || Unfinished::create(target), Unfinished::finish).await
}

/// Writes a backup to an output. Whether it arrived whole is for its receiver to check.
pub async fn take_to<W>(store: &Store, out: W, now: DateTime<Utc>, progress: Progress) -> Result<Taken>
where
    W: Write + Send + 'static,
{
    run(store, now, progress, || Ok(out), |_| Ok(())).await
}

async fn run<W: Write + Send + 'static>(
    store: &Store,
    now: DateTime<Utc>,
    progress: Progress,
    make: impl FnOnce() -> Result<W>,
    finish: impl FnOnce(W) -> Result<()> + Send + 'static,
) -> Result<Taken> {
    let mut tx = store.read().await?;
    let migrations = schema::applied(&mut tx).await?;
    let known = schema::versions();
    let schema = *migrations.last().ok_or(Error::Empty)?;
    if let Some(known) = known.last().filter(|known| **known < schema) {
        return Err(Error::NewerDatabase { database: schema, known: *known });
    }
    if tx.hides_rows().await? {
        return Err(Error::RowsHidden(None));
    }
    let companies = companies(&mut tx).await?;
    let header = Header::new(migrations, now.to_rfc3339_opts(SecondsFormat::Secs, true), store.engine());
    let out = make()?;
    let (pieces, received) = channel(WAITING);
    let writing = tokio::task::spawn_blocking(move || write(&header, out, received, &progress, finish));
    let read = async {
        for table in tables_at(schema) {
            rows::read(&mut tx, table, schema, &companies, &pieces).await?;
        }
        pieces.send(Piece::End).await.map_err(|_| Error::Broken)
    }
    .await;
    drop(pieces);
    settle(read, writing.await.unwrap_or(Err(Error::Broken)))
}

/// What became of two that work together. One that breaks off because the other did has nothing to say.
pub(super) fn settle<T>(one: Result<()>, other: Result<T>) -> Result<T> {
    match (one, other) {
        (Ok(()), other) => other,
        (Err(Error::Broken), Err(why)) | (Err(why), _) => Err(why),
    }
}

/// Writes what is received, on a thread of its own.
fn write<W: Write>(
    header: &Header,
    out: W,
    mut pieces: Receiver<Piece>,
    progress: &Progress,
    finish: impl FnOnce(W) -> Result<()>,
) -> Result<Taken> {
    let mut encoder = Encoder::new(out, header)?;
    loop {
        match pieces.blocking_recv().ok_or(Error::Broken)? {
            Piece::Table(table) => encoder.table(table)?,
            Piece::Rows { lines, rows } => {
                encoder.rows(&lines, rows)?;
                progress(Step::Rows(rows));
            }
            Piece::End => break,
        }
    }
    let (out, manifest, bytes) = encoder.finish()?;
    finish(out)?;
    Ok(Taken { manifest, bytes })
}
