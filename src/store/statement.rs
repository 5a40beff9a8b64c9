//! Statements: one text for both databases, held in constants and listed so that a test can prepare every one.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError},
};

use sqlx::SqliteConnection;

/// One statement. The two texts are the same but for the pieces of `dialect`, and for how an [`Insert`] counts.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    /// As SQLite takes it.
    pub sqlite: &'static str,
    /// As PostgreSQL takes it.
    pub postgres: &'static str,
}

/// A connection to one of the two.
pub(super) trait Speaks {
    /// The statement's text for it.
    fn text(sql: &Sql) -> &'static str;
}

impl Speaks for SqliteConnection {
    fn text(sql: &Sql) -> &'static str {
        sql.sqlite
    }
}

#[cfg(feature = "postgres")]
impl Speaks for sqlx::PgConnection {
    fn text(sql: &Sql) -> &'static str {
        sql.postgres
    }
}

impl Sql {
    /// The text for a connection.
    pub(super) fn at<C: Speaks>(&self, _: &C) -> &'static str {
        C::text(self)
    }
}

/// Writes one [`Sql`] out of texts and pieces: `sql!("select … in " @list("$2") " order by x")`.
macro_rules! sql {
    ($($text:literal $(@ $piece:ident $(($arg:literal))? )? )+) => {
        $crate::store::statement::Sql {
            sqlite: concat!($($text, $($crate::store::dialect::piece!(sqlite $piece $(($arg))?),)? )+),
            postgres: concat!($($text, $($crate::store::dialect::piece!(postgres $piece $(($arg))?),)? )+),
        }
    };
}
pub(super) use sql;

/// The statements of a file, each a constant, with `STATEMENTS` to list them.
macro_rules! statements {
    ($( $name:ident = $($text:literal $(@ $piece:ident $(($arg:literal))? )? )+ ; )+) => {
        $( const $name: $crate::store::statement::Sql =
            $crate::store::statement::sql!($($text $(@ $piece $(($arg))? )? )+); )+
        /// Every statement of this file, by name.
        pub(in crate::store) const STATEMENTS: &[(&str, $crate::store::statement::Sql)] = &[$((stringify!($name), $name)),+];
    };
}
pub(super) use statements;

/// The most rows that one insert writes. A longer list takes several.
pub(super) const ROWS: usize = 16;

/// The most rows that one insert writes where there may be thousands of them.
pub(super) const MANY: usize = 256;

/// Rows in pieces of one insert each: of [`MANY`] while there are so many, then of [`ROWS`], then what is left. So an
/// insert has few texts, and a large import few statements.
pub(super) fn pieces<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let (many, rest) = rows.split_at(rows.len() - rows.len() % MANY);
    many.chunks(MANY).chain(rest.chunks(ROWS))
}

/// An insert of several rows in one statement. Its texts, one for each number of rows, are made once and kept.
#[derive(Clone, Copy, Debug)]
pub struct Insert {
    /// `insert into t (a, b)`.
    pub(super) head: &'static str,
    /// How many columns a row has.
    pub(super) columns: usize,
    /// What follows the rows: `on conflict …`, `returning …`; without parameters.
    pub(super) tail: &'static str,
}

impl Insert {
    /// The statement that inserts so many rows. Its parameters are the cells, row after row.
    pub fn of(&self, rows: usize) -> Sql {
        type Made = HashMap<(&'static str, &'static str, usize), Sql>;
        static MADE: LazyLock<Mutex<Made>> = LazyLock::new(Mutex::default);
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        *made.entry((self.head, self.tail, rows)).or_insert_with(|| Sql {
            // SQLite looks a parameter with a name up among all others, and `$1` is a name to it: thousands would take
            // the square of their number.
            sqlite: self.text(rows, |_| "?".into()),
            postgres: self.text(rows, |n| format!("${n}")),
        })
    }

    fn text(&self, rows: usize, parameter: impl Fn(usize) -> String) -> &'static str {
        let cell = |row: usize, column: usize| parameter(row * self.columns + column + 1);
        let row = |row| (0..self.columns).map(|column| cell(row, column)).collect::<Vec<_>>().join(", ");
        let rows: Vec<String> = (0..rows).map(|n| format!("({})", row(n))).collect();
        let text = format!("{} values {} {}", self.head, rows.join(", "), self.tail);
        // A few texts for each insert of the program; sqlx wants them to live as long as it.
        Box::leak(text.into_boxed_str())
    }
}

/// Everything that the store runs, each with its name.
#[derive(Clone, Debug)]
pub struct Statements {
    /// Statements, by file and constant.
    pub statements: Vec<(String, Sql)>,
    /// Inserts of several rows, by table.
    pub inserts: Vec<(&'static str, Insert)>,
}

/// Every statement and every insert that the store runs.
pub fn all() -> Statements {
    let files: &[(&str, &[(&str, Sql)])] = &[
        ("accounts", super::accounts::STATEMENTS),
        ("aliases", super::aliases::STATEMENTS),
        ("audit", super::audit::STATEMENTS),
        ("backup", super::backup::STATEMENTS),
        ("claims", super::claims::STATEMENTS),
        ("codes", super::codes::STATEMENTS),
        ("conversations", super::conversations::STATEMENTS),
        ("history", super::history::STATEMENTS),
        ("inbox", super::inbox::STATEMENTS),
        ("inbox lease", super::inbox::LEASE),
        ("jobs", super::jobs::STATEMENTS),
        ("jobs lease", super::jobs::LEASE),
        ("logins", super::logins::STATEMENTS),
        ("model answers", super::model_answers::STATEMENTS),
        ("model use", super::model_use::STATEMENTS),
        ("orgs", super::orgs::STATEMENTS),
        ("orgs made", super::orgs::MADE_STATEMENTS),
        ("orgs rows", super::orgs::ROW_STATEMENTS),
        ("outbox", super::outbox::STATEMENTS),
        ("outbox lease", super::outbox::LEASE),
        ("reports", super::reports::STATEMENTS),
        ("reviews", super::reviews::STATEMENTS),
        ("requests", super::requests::STATEMENTS),
        ("rooms", super::rooms::STATEMENTS),
        ("audit chain", super::audit_chain::STATEMENTS),
        ("subject", super::subject::STATEMENTS),
        ("private", super::private::STATEMENTS),
        ("unnamed", super::unnamed::STATEMENTS),
        ("views", super::views::STATEMENTS),
        ("schema", super::schema::STATEMENTS),
        ("states", super::states::STATEMENTS),
        ("states fold", super::states::FOLD_STATEMENTS),
    ];
    let statements =
        files.iter().flat_map(|(file, list)| list.iter().map(move |(name, sql)| (format!("{file} {name}"), *sql)));
    let inserts = [
        ("audit", super::audit::INSERT),
        ("claims", super::claims::INSERT),
        ("inbox", super::inbox::INSERT),
        ("outbox", super::outbox::INSERT),
        ("kpi states", super::states::PUT_KPI),
        ("kpi states new", super::states::NEW_KPI),
        ("work states", super::states::PUT_WORK),
        ("work states new", super::states::NEW_WORK),
    ];
    let inserts = inserts.into_iter().chain(super::orgs::INSERTS.iter().copied());
    let (whole, rows) = super::backup::statements();
    Statements { statements: statements.chain(whole).collect(), inserts: inserts.chain(rows).collect() }
}
