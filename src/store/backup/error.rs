//! Why a backup or a restore could not be done.

use std::{io, path::PathBuf};

use crate::store;

/// A result of backup and restore.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a backup or a restore could not be done. Whatever it is, no target has been changed and no file is half there.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database could not.
    #[error(transparent)]
    Store(store::Error),
    /// Some rows are hidden from the role, so what it sees is not everything.
    #[error("this role of the database may not read or write every row; use one that may, with --admin-db")]
    RowsHidden(#[source] Option<store::Error>),
    /// Reading or writing the file failed.
    #[error("{what}")]
    File {
        /// What was being done.
        what: &'static str,
        /// Why it failed.
        #[source]
        source: io::Error,
    },
    /// The file to write is there already.
    #[error("{} is there already; a backup overwrites nothing", .0.display())]
    Exists(PathBuf),
    /// It is no backup, or its beginning or end is missing.
    #[error("this is no whole backup of zhixing: {0}")]
    NotWhole(&'static str),
    /// It is a backup, but something in it was changed or lost.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// Its format is newer than this program.
    #[error("the backup has format {0}, which is newer than this program; update zhixing")]
    NewerFormat(u64),
    /// Its tables are newer than this program.
    #[error("the backup was made with tables of version {file}, this program knows {known}; update zhixing")]
    NewerTables {
        /// The version of the file.
        file: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database's tables are newer than this program.
    #[error("the database has tables of version {database}, this program knows {known}; update zhixing")]
    NewerDatabase {
        /// The version of the database.
        database: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database has no tables, so there is nothing to back up.
    #[error("the database has no tables: there is nothing to back up")]
    Empty,
    /// The target holds a company.
    #[error("the database already holds {0}; restore into an empty one, nothing is ever overwritten")]
    Occupied(String),
    /// The target's tables are newer than the file's, by a migration that would have changed its rows.
    #[error("the database has newer tables than the backup (version {0}); restore into a database without tables")]
    TargetAhead(i64),
    /// What was read back from the target is not what the file holds.
    #[error("what the database gave back for the table {0} is not what was restored; nothing was kept")]
    NotAsWritten(&'static str),
    /// The work broke off in the middle.
    #[error("the work broke off")]
    Broken,
}

impl Error {
    /// Names what was being done with the file.
    pub(super) fn file(what: &'static str) -> impl FnOnce(io::Error) -> Error {
        move |source| Error::File { what, source }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        if error.is_no_right() { Error::RowsHidden(Some(error)) } else { Error::Store(error) }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        store::Error::from(error).into()
    }
}
