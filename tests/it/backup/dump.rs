//! The rows of a database, read without the program: the list of tables and columns is the database's own.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat};
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

use crate::store::all_seeing;

/// Columns of a table with their types as the database names them.
pub type Columns = BTreeMap<String, Vec<(String, String)>>;

/// The rows of each table in one writing for both databases, sorted.
pub type Rows = BTreeMap<String, Vec<String>>;

/// A connection to one of the two.
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Conn {
    pub async fn open(url: &str) -> Conn {
        match url.strip_prefix("sqlite:") {
            Some(path) => Conn::Sqlite(SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens")),
            None => Conn::Postgres(PgConnection::connect(&all_seeing(url)).await.expect("it opens")),
        }
    }

    /// All tables with their columns, in the order of the names; not the list of migrations.
    pub async fn columns(&mut self) -> Columns {
        let found: Vec<(String, String, String)> =
            match self {
                Conn::Sqlite(c) => {
                    sqlx::query_as(
                        "select m.name, c.name, lower(c.type) from sqlite_master m join pragma_table_info(m.name) c
                where m.type = 'table' and m.name <> '_sqlx_migrations' and m.name not like 'sqlite%'
                order by m.name, c.name",
                    )
                    .fetch_all(c)
                    .await
                }
                Conn::Postgres(c) => sqlx::query_as(
                    "select c.table_name::text, column_name::text, data_type::text from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> '_sqlx_migrations'
                order by table_name, column_name",
                )
                .fetch_all(c)
                .await,
            }
            .expect("it answers");
        let mut tables = Columns::new();
        for (table, column, kind) in found {
            tables.entry(table).or_default().push((column, kind));
        }
        tables
    }

    /// All rows.
    pub async fn rows(&mut self) -> Rows {
        let mut all = Rows::new();
        for (table, columns) in self.columns().await {
            let list: Vec<String> = columns.iter().map(|(name, kind)| as_text(name, kind)).collect();
            let text = format!("select {} from \"{table}\"", list.join(", "));
            let number = columns.len();
            let found: Vec<Vec<Option<String>>> = match self {
                Conn::Sqlite(c) => {
                    let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(c).await.expect("it answers");
                    rows.iter().map(|row| (0..number).map(|n| row.get(n)).collect()).collect()
                }
                Conn::Postgres(c) => {
                    let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(c).await.expect("it answers");
                    rows.iter().map(|row| (0..number).map(|n| row.get(n)).collect()).collect()
                }
            };
            let row = |cells: Vec<Option<String>>| {
                let named = columns.iter().zip(cells);
                let cells = named.map(|((name, kind), cell)| format!("{name}={:?}", cell.map(|c| plain(kind, &c))));
                cells.collect::<Vec<_>>().join(" ")
            };
            let mut rows: Vec<String> = found.into_iter().map(row).collect();
            rows.sort();
            all.insert(table, rows);
        }
        all
    }

    /// The number that a query gives.
    pub async fn number(&mut self, sql: &str) -> i64 {
        match self {
            Conn::Sqlite(c) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(c).await,
            Conn::Postgres(c) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(c).await,
        }
        .expect("it answers")
    }

    /// The texts that a query gives.
    pub async fn texts(&mut self, sql: &str) -> Vec<String> {
        match self {
            Conn::Sqlite(c) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(c).await,
            Conn::Postgres(c) => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(c).await,
        }
        .expect("it answers")
    }

    /// Changes something.
    pub async fn change(&mut self, sql: &str) {
        match self {
            Conn::Sqlite(c) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await.map(drop),
            Conn::Postgres(c) => sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await.map(drop),
        }
        .expect("it is changed");
    }
}

/// All rows of a database.
pub async fn rows(url: &str) -> Rows {
    Conn::open(url).await.rows().await
}

fn as_text(name: &str, kind: &str) -> String {
    match kind {
        "blob" => format!("case when \"{name}\" is null then null else lower(hex(\"{name}\")) end"),
        "uuid" => format!("replace(\"{name}\"::text, '-', '')"),
        "timestamp with time zone" => format!("replace(\"{name}\"::timestamptz(6)::text, ' ', 'T')"),
        "boolean" => format!("cast(cast(\"{name}\" as integer) as text)"),
        _ => format!("cast(\"{name}\" as text)"),
    }
}

/// A value in the writing of both.
fn plain(kind: &str, text: &str) -> String {
    match kind {
        "json" | "jsonb" => number_by_value(serde_json::from_str(text).expect("it is JSON")).to_string(),
        "datetime" | "timestamp with time zone" => {
            let text = if text.ends_with("+00") { format!("{text}:00") } else { text.to_owned() };
            let moment = DateTime::parse_from_rfc3339(&text).unwrap_or_else(|e| panic!("{text}: {e}"));
            moment.to_utc().to_rfc3339_opts(SecondsFormat::Nanos, true)
        }
        _ => text.to_owned(),
    }
}

/// JSON with each number written by its value: `1.0` and `1` are one.
fn number_by_value(value: Value) -> Value {
    match value {
        Value::Number(n) if n.is_f64() => {
            let float = n.as_f64().expect("it is one");
            let digits = format!("{float}");
            Value::String(if digits == "-0" { "0".into() } else { digits })
        }
        Value::Number(n) => Value::String(n.to_string()),
        Value::Array(all) => all.into_iter().map(number_by_value).collect(),
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, number_by_value(value))).collect(),
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}
