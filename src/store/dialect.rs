//! The few places where the two databases speak differently. A statement is written once; these pieces stand in it.

/// A piece of SQL that differs between the databases.
///
/// - `@list("$2")`: the texts of a JSON array bound as a parameter, as rows.
/// - `@ids("$2")`: the UUIDs of such an array.
/// - `@next`: take the row nobody else is taking.
/// - `@hold`: keep the rows read from changing until the transaction ends. SQLite has one writer, so nothing changes.
macro_rules! piece {
    (sqlite list($p:literal)) => {
        concat!("(select value from json_each(", $p, "))")
    };
    (postgres list($p:literal)) => {
        concat!("(select jsonb_array_elements_text(", $p, "))")
    };
    (sqlite ids($p:literal)) => {
        concat!("(select unhex(replace(value, '-', '')) from json_each(", $p, "))")
    };
    (postgres ids($p:literal)) => {
        concat!("(select jsonb_array_elements_text(", $p, ")::uuid)")
    };
    (sqlite next) => {
        ""
    };
    (postgres next) => {
        " for update skip locked"
    };
    (sqlite hold) => {
        ""
    };
    (postgres hold) => {
        " for update"
    };
}
pub(super) use piece;

/// A question asked of the database about itself.
pub(super) mod about {
    /// The version of SQLite.
    pub const SQLITE_VERSION: &str = "select sqlite_version()";
    /// How SQLite keeps its journal.
    pub const SQLITE_JOURNAL: &str = "pragma journal_mode";
    /// How SQLite writes to disk: 2 is FULL.
    pub const SQLITE_SYNCHRONOUS: &str = "pragma synchronous";
    /// The version of PostgreSQL.
    #[cfg(feature = "postgres")]
    pub const POSTGRES_VERSION: &str = "show server_version";
    /// Whether a commit waits for the disk.
    #[cfg(feature = "postgres")]
    pub const POSTGRES_COMMIT: &str = "show synchronous_commit";
    /// Whether PostgreSQL writes through to disk.
    #[cfg(feature = "postgres")]
    pub const POSTGRES_FSYNC: &str = "show fsync";
}

/// What each is told by those who copy everything.
pub(super) mod whole {
    /// Everything in the log goes into the file, which then holds all by itself.
    pub const SQLITE_FOLD_LOG: &str = "pragma wal_checkpoint(truncate)";
    /// Rows that a policy hides are an error. Who may bypass policies does.
    #[cfg(feature = "postgres")]
    pub const POSTGRES_EVERY_ROW: &str = "set local row_security = off";
    /// Others read the companies and wait to write any.
    #[cfg(feature = "postgres")]
    pub const POSTGRES_ALONE: &str = "lock table company in share row exclusive mode";
}
