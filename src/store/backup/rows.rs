//! Reads and writes rows of any table of the list. The only SQL of backups is here; it is made of the list once.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::{LazyLock, Mutex, PoisonError},
};

use futures::TryStreamExt;
use sqlx::{Row, types::Json};
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::{
    cell::{Cell, write_row},
    error::{Error, Result},
    tables::{Kind, TABLES, Table},
};
use crate::store::{
    statement::{Insert, Sql},
    tx::{Tx, on},
};

/// How many rows one insert writes.
pub(super) const ROWS: usize = 32;

/// Lines are handed on once they have so many bytes.
const CHUNK: usize = 128 << 10;

/// The statements of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts {
    /// All rows of a company, which comes first in every key, in the order of the key. PostgreSQL sorts texts by the rules of some language unless told otherwise.
    pub select: Sql,
    pub insert: Insert,
}

/// The statements of a table where these migrations are applied: made once and kept, as sqlx wants texts to live as long
/// as the program.
pub(super) fn texts(table: &'static Table, schema: i64) -> Texts {
    type Made = HashMap<(&'static str, i64), Texts>;
    static MADE: LazyLock<Mutex<Made>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    *made.entry((table.name, schema)).or_insert_with(|| make(table, schema))
}

fn make(table: &'static Table, schema: i64) -> Texts {
    let keep = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let columns: Vec<&str> = table.columns_at(schema).map(|c| c.name).collect();
    let list = columns.join(", ");
    let select = |collation: &str| {
        let mut text = format!("select {list} from {} where {} = $1 order by ", table.name, table.key[0]);
        for (place, name) in table.key.iter().enumerate() {
            let is_text = table.columns.iter().any(|c| c.name == *name && c.kind == Kind::Text);
            let comma = if place == 0 { "" } else { ", " };
            write!(text, "{comma}{name}{}", if is_text { collation } else { "" }).expect("a string takes all");
        }
        keep(text)
    };
    Texts {
        select: Sql { sqlite: select(""), postgres: select(" collate \"C\"") },
        insert: Insert { head: keep(format!("insert into {} ({list})", table.name)), columns: columns.len(), tail: "" },
    }
}

/// Selects and inserts, each with its name.
type Listed = (Vec<(String, Sql)>, Vec<(&'static str, Insert)>);

/// The statements of all tables as they are now.
pub(in crate::store) fn statements() -> Listed {
    let made = TABLES.iter().map(|t| (t.name, texts(t, i64::MAX)));
    made.map(|(name, texts)| ((format!("backup {name}"), texts.select), (name, texts.insert))).unzip()
}

/// What is read of a database, in its order.
#[derive(Debug)]
pub(super) enum Piece {
    /// A table begins.
    Table(&'static Table),
    /// Rows of it, as lines.
    Rows { lines: Vec<u8>, rows: u64 },
    /// Everything was read. Whoever hears no such end has not got all.
    End,
}

/// Reads all rows of a table, company after company, and hands them on. A receiver that has gone away has a reason, which
/// whoever waits for it will learn.
pub(super) async fn read(
    tx: &mut Tx,
    table: &'static Table,
    schema: i64,
    companies: &[Uuid],
    out: &Sender<Piece>,
) -> Result<()> {
    out.send(Piece::Table(table)).await.map_err(|_| Error::Broken)?;
    for &company in companies {
        tx.act_for(company).await?;
        read_one(tx, table, schema, company, out).await?;
    }
    Ok(())
}

async fn read_one(tx: &mut Tx, table: &'static Table, schema: i64, company: Uuid, out: &Sender<Piece>) -> Result<()> {
    let kinds: Vec<Kind> = table.columns_at(schema).map(|c| c.kind).collect();
    let sql = texts(table, schema).select;
    let gone = |_| Error::Broken;
    let mut lines = Vec::with_capacity(CHUNK);
    let mut rows = 0;
    on!(tx, c => {
        let mut stream = sqlx::query(sql.at(c)).bind(company).fetch(&mut *c);
        while let Some(row) = stream.try_next().await? {
            let mut cells = Vec::with_capacity(kinds.len());
            for (place, kind) in kinds.iter().enumerate() {
                cells.push(match kind {
                    Kind::Uuid => Cell::Uuid(row.try_get(place)?),
                    Kind::Text => Cell::Text(row.try_get(place)?),
                    Kind::Day => Cell::Day(row.try_get(place)?),
                    Kind::Moment => Cell::Moment(row.try_get(place)?),
                    Kind::Flag => Cell::Flag(row.try_get(place)?),
                    Kind::Small => Cell::Small(row.try_get(place)?),
                    Kind::Whole => Cell::Whole(row.try_get(place)?),
                    Kind::Json => Cell::Json(row.try_get::<Option<Json<_>>, _>(place)?.map(|json| json.0)),
                });
            }
            write_row(&cells, &mut lines);
            rows += 1;
            if lines.len() >= CHUNK {
                let full = std::mem::replace(&mut lines, Vec::with_capacity(CHUNK));
                out.send(Piece::Rows { lines: full, rows: std::mem::take(&mut rows) }).await.map_err(gone)?;
            }
        }
    });
    if rows > 0 {
        out.send(Piece::Rows { lines, rows }).await.map_err(gone)?;
    }
    Ok(())
}

/// Writes rows, at most [`ROWS`].
pub(super) async fn write(tx: &mut Tx, table: &'static Table, schema: i64, rows: Vec<Vec<Cell>>) -> Result<()> {
    let sql = texts(table, schema).insert.of(rows.len());
    on!(tx, c => {
        let mut query = sqlx::query(sql.at(c));
        for cell in rows.into_iter().flatten() {
            query = match cell {
                Cell::Uuid(v) => query.bind(v),
                Cell::Text(v) => query.bind(v),
                Cell::Day(v) => query.bind(v),
                Cell::Moment(v) => query.bind(v),
                Cell::Flag(v) => query.bind(v),
                Cell::Small(v) => query.bind(v),
                Cell::Whole(v) => query.bind(v),
                Cell::Json(v) => query.bind(v.map(Json)),
            };
        }
        query.execute(&mut *c).await?;
    });
    Ok(())
}
