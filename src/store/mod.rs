//! Everything that is kept, on SQLite or PostgreSQL.
//!
//! Each statement is written once and runs on both. A file holds one subject; its functions take a [`Tx`], which
//! [`Store::write`] and [`Store::read`] give, or the [`Store`] itself where they are a transaction of their own.
//!
//! - **Written means on disk.** SQLite runs with a write-ahead log and `synchronous = FULL`; PostgreSQL as it is set up,
//!   which `check` reports.
//! - **The company comes first** in every key, index and argument; on PostgreSQL row-level security is a second wall
//!   ([`Store::bind`]).
//! - **State is kept beside the claims** in the transaction that files them ([`states`]); rebuilding gives the same rows.
//! - **Work is taken under a fenced lease** ([`inbox`], [`outbox`], [`jobs`]): who comes back too late changes nothing.
//!
//! No rule of the business is here, and no permission: that is `app`.

mod dialect;
mod error;
mod lease;
pub mod statement;
mod tx;
mod wall;
mod writer;

pub mod accounts;
pub mod aliases;
pub mod audit;
pub mod audit_chain;
pub mod backup;
pub mod claims;
pub mod codes;
mod columns;
pub mod conversations;
pub mod history;
pub mod inbox;
pub mod jobs;
pub mod logins;
pub mod model_answers;
pub mod model_use;
pub mod orgs;
pub mod outbox;
pub mod private;
pub mod reports;
pub mod requests;
pub mod reviews;
pub mod rooms;
mod schema;
pub mod states;
pub mod subject;
pub mod unnamed;
pub mod views;

use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};

use futures::future::BoxFuture;
use sqlx::{
    Connection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

pub use self::{
    error::{Error, Result},
    lease::{Failed, Lease, MAX_ATTEMPTS},
    schema::Checked,
    tx::{Tx, stored_time},
    wall::Wall,
    writer::Writer,
};
use self::{
    tx::{Hold, Inside},
    wall::Acting,
};

/// How long to wait for a lock, or for a connection, before saying so.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many read at once.
const READERS: u32 = 8;

/// Prepared statements that a connection keeps: more than the store has.
const PREPARED: usize = 512;

/// The database behind a store.
pub(crate) enum Db {
    /// A file: many readers, one writer.
    Sqlite {
        /// The readers.
        read: SqlitePool,
        /// The way to the writer.
        write: Writer,
        /// How to connect as the writer does.
        options: Box<SqliteConnectOptions>,
    },
    /// A server.
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
}

/// The way to everything that is kept. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: Arc<Db>,
    /// For whom; clones share it.
    acting: Arc<OnceLock<Acting>>,
}

impl Store {
    /// Opens a database: `sqlite:PATH`, which makes the file and its folder, or `postgres://…`.
    ///
    /// Must be called within a tokio runtime, which then runs the writer.
    pub async fn open(url: &str) -> Result<Store> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Store::open_file(Path::new(path.strip_prefix("//").unwrap_or(path))).await;
        }
        #[cfg(feature = "postgres")]
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Store::open_server(url).await;
        }
        Err(sqlx::Error::Configuration("a database is sqlite:PATH or postgres://…".into()).into())
    }

    fn new(db: Db) -> Store {
        Store { db: Arc::new(db), acting: Arc::default() }
    }

    async fn open_file(path: &Path) -> Result<Store> {
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            tokio::fs::create_dir_all(folder).await.map_err(sqlx::Error::Io)?;
        }
        make_private(path).await.map_err(sqlx::Error::Io)?;
        let shared = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .statement_cache_capacity(PREPARED);
        let options = shared
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let writer = sqlx::SqliteConnection::connect_with(&options).await?;
        // A reader cannot write by mistake; it waits for no lock, as the log lets it read beside the writer.
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            .connect_lazy_with(shared.synchronous(SqliteSynchronous::Full).pragma("query_only", "on"));
        let write = Writer::start(writer, options.clone());
        Ok(Store::new(Db::Sqlite { read, write, options: Box::new(options) }))
    }

    #[cfg(feature = "postgres")]
    async fn open_server(url: &str) -> Result<Store> {
        let options: sqlx::postgres::PgConnectOptions = url.parse()?;
        let pool = sqlx::postgres::PgPoolOptions::new()
            .max_connections(READERS * 2)
            .acquire_timeout(PATIENCE)
            .after_connect(|conn, _| {
                Box::pin(async move {
                    sqlx::query("set lock_timeout = '2s'").execute(&mut *conn).await?;
                    Ok(())
                })
            })
            .connect_with(options.statement_cache_capacity(PREPARED))
            .await?;
        Ok(Store::new(Db::Postgres(pool)))
    }

    /// Makes or updates the tables. Doing it again changes nothing.
    pub async fn migrate(&self) -> Result<()> {
        schema::migrate_to(&self.db, None).await
    }

    /// The kind of database.
    pub fn engine(&self) -> &'static str {
        match &*self.db {
            Db::Sqlite { .. } => "SQLite",
            #[cfg(feature = "postgres")]
            Db::Postgres(_) => "PostgreSQL",
        }
    }

    /// How the database stands: for `doctor`.
    pub async fn check(&self) -> Result<Checked> {
        schema::check(self).await
    }

    /// Runs a closure in a transaction: all of it is kept, or none.
    ///
    /// On SQLite it shares its commit with others that are waiting; each still stands or falls alone. The closure
    /// should do nothing slow: on SQLite nobody else writes meanwhile.
    pub async fn write<F, T, E>(&self, closure: F) -> std::result::Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, std::result::Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.db {
            Db::Sqlite { write, .. } => write.run(closure).await,
            #[cfg(feature = "postgres")]
            Db::Postgres(pool) => {
                let begin = self.acting.get().map_or(dialect::wall::POSTGRES_WRITE, |acting| acting.write);
                let begun = pool.begin_with(begin).await.map_err(Error::from)?;
                let mut tx = Tx(Inside::Postgres(Hold::Lent(begun)));
                // On an error the transaction is dropped, which rolls it back.
                let value = writer::run_guarded(closure, &mut tx).await?;
                if let Inside::Postgres(Hold::Lent(begun)) = tx.0 {
                    begun.commit().await.map_err(Error::from)?;
                }
                Ok(value)
            }
        }
    }

    /// A transaction to read in: it sees one state of the database until it is dropped.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx(match &*self.db {
            Db::Sqlite { read, .. } => Inside::Sqlite(Hold::Lent(read.begin().await?)),
            #[cfg(feature = "postgres")]
            Db::Postgres(pool) => {
                let begin = self.acting.get().map_or(dialect::wall::POSTGRES_READ, |acting| acting.read);
                Inside::Postgres(Hold::Lent(pool.begin_with(begin).await?))
            }
        }))
    }

    /// Closes the connections that read; the writer ends with the last clone.
    pub async fn close(&self) {
        match &*self.db {
            Db::Sqlite { read, .. } => read.close().await,
            #[cfg(feature = "postgres")]
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

/// Makes the file of a new database, readable by its owner only; SQLite gives its log the same rights.
async fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    match options.open(path).await {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(e),
        Ok(_) | Err(_) => Ok(()),
    }
}
