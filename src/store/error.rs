//! What can go wrong with a database, told apart by what people can do about it.

use std::{borrow::Cow, sync::Arc};

use sqlx::migrate::MigrateError;

/// A result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the store could not do what was asked. Cheap to clone: one failed commit answers all who were in it.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Another program or transaction holds a lock for too long. Trying again later helps.
    #[error("the database is locked")]
    Locked(#[source] Arc<sqlx::Error>),
    /// Two transactions stood in each other's way and this one was rolled back. The same again, at once, goes through.
    #[error("another transaction was in the way")]
    Collided(#[source] Arc<sqlx::Error>),
    /// No answer in time. Whether it was written is not known; doing it again under the same key does it once.
    #[error("the database did not answer in time")]
    Late,
    /// No room: the disk, a quota or a file-size limit. Nothing was written.
    #[error("the database has no room left")]
    Full(#[source] Arc<sqlx::Error>),
    /// The database cannot be reached: server down, file or folder not readable, pool exhausted.
    #[error("the database cannot be reached")]
    Gone(#[source] Arc<sqlx::Error>),
    /// A lease or version was lost: somebody else has done or taken this work since. Nothing was written.
    #[error("somebody else has taken this over")]
    Conflict,
    /// What is stored cannot be read: a damaged file, or a row that makes no sense.
    #[error("the database is damaged: {0}")]
    Corrupt(Cow<'static, str>),
    /// The tables are not those of this version of the program.
    #[error("the tables do not fit this version: {0}")]
    Schema(Arc<str>),
    /// The role of the database passes the wall between companies.
    #[error(
        "the role {role} of the database {why}, so nothing would keep the rows of companies apart; connect as an ordinary \
         role. `zhixing doctor` prints the SQL that makes one"
    )]
    Unheld {
        /// The role.
        role: Arc<str>,
        /// What it is or has.
        why: &'static str,
    },
    /// The process works for another company.
    #[error("this process works for another company")]
    Bound,
    /// A figure or time that the tables cannot hold exactly.
    #[error("{0} cannot be stored")]
    Unstorable(&'static str),
    /// Anything else; a fault of ours.
    #[error("the database refused")]
    Other(#[source] Arc<sqlx::Error>),
    /// The work broke off in the middle and was rolled back.
    #[error("the transaction broke off")]
    Broken,
}

impl Error {
    /// Whether trying the same again later may succeed without anybody doing anything.
    pub fn is_passing(&self) -> bool {
        match self {
            Error::Locked(_) | Error::Collided(_) | Error::Late | Error::Gone(_) | Error::Full(_) => true,
            Error::Conflict
            | Error::Corrupt(_)
            | Error::Schema(_)
            | Error::Unheld { .. }
            | Error::Bound
            | Error::Unstorable(_)
            | Error::Other(_)
            | Error::Broken => false,
        }
    }

    /// Whether trying the same again at once may succeed.
    pub fn is_collision(&self) -> bool {
        matches!(self, Error::Collided(_))
    }

    /// Whether the role of the database lacks a right to what was asked.
    pub fn is_no_right(&self) -> bool {
        let Error::Other(error) = self else { return false };
        error.as_database_error().and_then(|e| e.code()).is_some_and(|code| code == "42501")
    }

    pub(super) fn unknown(what: &'static str) -> Error {
        Error::Corrupt(Cow::Borrowed(what))
    }
}

/// What a code of the database means.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    Locked,
    Collided,
    Full,
    Gone,
    Corrupt,
    Other,
}

/// SQLite gives a number, whose low byte is the primary code; PostgreSQL gives five characters.
fn meaning(code: &str) -> Meaning {
    if code.len() == 5 && !code.starts_with("SQ") {
        return match code {
            "55P03" | "57014" => Meaning::Locked,
            "40P01" | "40001" => Meaning::Collided,
            "53100" => Meaning::Full,
            "XX001" | "XX002" => Meaning::Corrupt,
            _ if code.starts_with("08") || code.starts_with("53") || code.starts_with("57P") => Meaning::Gone,
            _ => Meaning::Other,
        };
    }
    match code.parse::<i32>().map(|c| c & 0xff) {
        Ok(5 | 6) => Meaning::Locked,
        Ok(13) => Meaning::Full,
        // A write that the disk refuses, a file-size limit included; a file that cannot be opened.
        Ok(10 | 14) => Meaning::Gone,
        Ok(11 | 26) => Meaning::Corrupt,
        _ => Meaning::Other,
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let meaning = match &error {
            sqlx::Error::Database(e) => e.code().map_or(Meaning::Other, |code| meaning(&code)),
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Meaning::Gone,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Meaning::Corrupt,
            _ => Meaning::Other,
        };
        match meaning {
            Meaning::Locked => Error::Locked(Arc::new(error)),
            Meaning::Collided => Error::Collided(Arc::new(error)),
            Meaning::Full => Error::Full(Arc::new(error)),
            Meaning::Gone => Error::Gone(Arc::new(error)),
            // The decoder's words name the column, not what is in it.
            Meaning::Corrupt => Error::Corrupt(Cow::Owned(error.to_string())),
            Meaning::Other => Error::Other(Arc::new(error)),
        }
    }
}

impl From<MigrateError> for Error {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(e) | MigrateError::ExecuteMigration(e, _) => e.into(),
            other => Error::Schema(other.to_string().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_both_databases_are_told_apart() {
        for (code, expect) in [
            ("5", Meaning::Locked),
            ("517", Meaning::Locked),
            ("13", Meaning::Full),
            ("778", Meaning::Gone),
            ("11", Meaning::Corrupt),
            ("2067", Meaning::Other),
            ("55P03", Meaning::Locked),
            ("40P01", Meaning::Collided),
            ("40001", Meaning::Collided),
            ("53100", Meaning::Full),
            ("53300", Meaning::Gone),
            ("57P01", Meaning::Gone),
            ("08006", Meaning::Gone),
            ("XX001", Meaning::Corrupt),
            ("23505", Meaning::Other),
        ] {
            assert_eq!(meaning(code), expect, "{code}");
        }
    }
}
