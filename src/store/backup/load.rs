//! Checks a backup, and loads it into an empty database: all of it, or nothing.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use futures::FutureExt;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use uuid::Uuid;

use super::{
    Progress, Step,
    cell::Cell,
    decode::{Batch, Decoder},
    error::{Error, Result},
    format::{Entry, Header, Manifest, Tally},
    rows::{self, Piece},
    tables::{Table, tables_at},
    take::{WAITING, settle},
};
use crate::store::{
    Store, schema,
    statement::statements,
    tx::{Tx, on, stored_time},
};

statements! {
    COMPANIES = "select name from company order by name";
    IDS = "select id from company order by id";
    HUSH_INBOX = "update inbox set failed_at = $2, last_error = $3
        where company_id = $1 and done_at is null and failed_at is null";
    HUSH_OUTBOX = "update outbox set failed_at = $2, last_error = $3
        where company_id = $1 and done_at is null and failed_at is null";
    HUSH_JOBS = "update job set failed_at = $2, last_error = $3
        where company_id = $1 and done_at is null and failed_at is null";
}

/// Why a row that was set aside by a restore was.
const HUSHED: &str = "restored without delivery";

/// A backup every byte and hash of which was right.
#[derive(Clone, Debug)]
pub struct Checked {
    path: PathBuf,
    /// What its first line says.
    pub header: Header,
    /// What is in it.
    pub manifest: Manifest,
}

/// What is to become of messages and work that still waited when the backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// They are worked on and delivered by the next service that runs over the database.
    Kept,
    /// They are set aside: nothing that waited is sent by a copy.
    SetAside,
}

/// Reads a backup to its end without a database.
pub async fn verify(path: &Path, progress: Progress) -> Result<Checked> {
    let path = path.to_owned();
    let checking = tokio::task::spawn_blocking(move || {
        let mut decoder = open(&path, &progress)?;
        while let Some(batch) = decoder.next(rows::ROWS)? {
            progress(Step::Rows(batch.rows.len() as u64));
        }
        Ok(Checked { header: decoder.header().clone(), manifest: decoder.manifest()?, path })
    });
    checking.await.unwrap_or(Err(Error::Broken))
}

fn open(path: &Path, progress: &Progress) -> Result<Decoder> {
    Decoder::open(path, &schema::versions(), |bytes| progress(Step::Bytes(bytes)))
}

/// Loads a checked backup into a database that holds no company, in one transaction which also reads everything back and
/// compares it with the file. Whatever goes wrong, at most empty tables are left.
pub async fn restore(
    store: &Store,
    backup: &Checked,
    waiting: Waiting,
    now: DateTime<Utc>,
    progress: Progress,
) -> Result<()> {
    prepare(store, backup.header.schema).await?;
    let (batches, received) = channel(WAITING);
    let (path, reading) = (backup.path.clone(), progress.clone());
    let read = tokio::task::spawn_blocking(move || hand_out(&path, &reading, &batches));
    let backup = Arc::new(backup.clone());
    let kept = store.write(move |tx| fill(tx, backup, received, waiting, now, progress).boxed()).await;
    settle(kept, read.await.unwrap_or(Err(Error::Broken)))?;
    store.migrate().await?;
    // A restored file may be moved before anything opens it, and then without its log. Everything is kept without this.
    if let Err(error) = schema::fold_log(&store.db).await {
        tracing::warn!(%error, "everything is restored, but some of it stands in the database's log beside its file");
    }
    Ok(())
}

/// Brings the tables of a database without a company to those of the backup.
async fn prepare(store: &Store, schema: i64) -> Result<()> {
    let applied = {
        let mut tx = store.read().await?;
        let applied = schema::applied(&mut tx).await?;
        if !applied.is_empty() {
            must_be_empty(&mut tx).await?;
        }
        applied.last().copied()
    };
    match applied {
        // A migration that was applied to no rows would have changed those that are to come.
        Some(ahead) if ahead > schema && schema::changes_rows(schema, ahead) => Err(Error::TargetAhead(ahead)),
        Some(ahead) if ahead > schema => Ok(store.migrate().await?),
        Some(_) | None => Ok(schema::migrate_to(&store.db, Some(schema)).await?),
    }
}

async fn must_be_empty(tx: &mut Tx) -> Result<()> {
    let names: Vec<String> = on!(tx, c => sqlx::query_scalar(COMPANIES.at(c)).fetch_all(&mut *c).await)?;
    if names.is_empty() { Ok(()) } else { Err(Error::Occupied(names.join(", "))) }
}

/// What is read of the file, in its order.
enum Read {
    Rows(Batch),
    End(Manifest),
}

/// Reads the file on a thread of its own.
fn hand_out(path: &Path, progress: &Progress, batches: &Sender<Read>) -> Result<()> {
    let mut decoder = open(path, progress)?;
    while let Some(batch) = decoder.next(rows::ROWS)? {
        batches.blocking_send(Read::Rows(batch)).map_err(|_| Error::Broken)?;
    }
    batches.blocking_send(Read::End(decoder.manifest()?)).map_err(|_| Error::Broken)
}

async fn fill(
    tx: &mut Tx,
    backup: Arc<Checked>,
    mut batches: Receiver<Read>,
    waiting: Waiting,
    now: DateTime<Utc>,
    progress: Progress,
) -> Result<()> {
    let schema = backup.header.schema;
    if tx.hides_rows().await? {
        return Err(Error::RowsHidden(None));
    }
    tx.keep_others_from_companies().await?;
    // Somebody may have made one since.
    must_be_empty(tx).await?;
    let manifest = loop {
        match batches.recv().await.ok_or(Error::Broken)? {
            Read::Rows(Batch { table, rows }) => {
                let number = rows.len() as u64;
                write(tx, table, schema, rows).await?;
                progress(Step::Rows(number));
            }
            Read::End(manifest) => break manifest,
        }
    };
    if manifest != backup.manifest {
        return Err(Error::Damaged("it was changed while it was being restored".into()));
    }
    let companies = companies(tx).await?;
    compare(tx, schema, &companies, &manifest, progress).await?;
    if waiting == Waiting::SetAside {
        for company in companies {
            tx.act_for(company).await?;
            for sql in [HUSH_INBOX, HUSH_OUTBOX, HUSH_JOBS] {
                on!(tx, c => sqlx::query(sql.at(c)).bind(company).bind(stored_time(now)).bind(HUSHED).execute(&mut *c)
                    .await.map(drop))?;
            }
        }
    }
    Ok(())
}

/// Every company, in the order of the file.
pub(super) async fn companies(tx: &mut Tx) -> Result<Vec<Uuid>> {
    Ok(on!(tx, c => sqlx::query_scalar(IDS.at(c)).fetch_all(&mut *c).await)?)
}

/// Writes rows, those of each company for it.
async fn write(tx: &mut Tx, table: &'static Table, schema: i64, mut rows: Vec<Vec<Cell>>) -> Result<()> {
    // The company comes first in every table.
    while let Some(Some(Cell::Uuid(Some(company)))) = rows.first().map(|row| row.first().cloned()) {
        let same = |row: &Vec<Cell>| row.first() == Some(&Cell::Uuid(Some(company)));
        let rest = rows.split_off(rows.iter().take_while(|row| same(row)).count());
        tx.act_for(company).await?;
        rows::write(tx, table, schema, std::mem::replace(&mut rows, rest)).await?;
    }
    if rows.is_empty() { Ok(()) } else { Err(Error::Damaged("a row belongs to no company".into())) }
}

/// Reads back what was written and compares number and hash of every table's rows.
async fn compare(tx: &mut Tx, schema: i64, companies: &[Uuid], manifest: &Manifest, progress: Progress) -> Result<()> {
    let (pieces, received) = channel(WAITING);
    let counting = tokio::task::spawn_blocking(move || count(received, &progress));
    let read = async {
        for table in tables_at(schema) {
            rows::read(tx, table, schema, companies, &pieces).await?;
        }
        pieces.send(Piece::End).await.map_err(|_| Error::Broken)
    }
    .await;
    drop(pieces);
    let found = settle(read, counting.await.unwrap_or(Err(Error::Broken)))?;
    let tables = tables_at(schema).map(|t| t.name);
    for ((table, written), found) in tables.zip(&manifest.tables).zip(found) {
        if *written != found {
            return Err(Error::NotAsWritten(table));
        }
    }
    Ok(())
}

fn count(mut pieces: Receiver<Piece>, progress: &Progress) -> Result<Vec<Entry>> {
    let mut found = Vec::new();
    let mut open: Option<(&str, Tally)> = None;
    loop {
        let piece = pieces.blocking_recv().ok_or(Error::Broken)?;
        if let Piece::Rows { lines, rows } = &piece {
            if let Some((_, tally)) = &mut open {
                tally.add(lines, *rows);
            }
            progress(Step::Compared(*rows));
            continue;
        }
        if let Some((table, tally)) = open.take() {
            let end = tally.end();
            found.push(Entry { table: table.into(), rows: end.rows, sha256: end.sha256 });
        }
        match piece {
            Piece::Table(table) => open = Some((table.name, Tally::default())),
            Piece::Rows { .. } => {}
            Piece::End => return Ok(found),
        }
    }
}
