//! Statements: one text for both databases, held in constants and listed so that a test can prepare every one.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::{LazyLock, Mutex, PoisonError},
};

use sqlx::SqliteConnection;

/// One statement. The two texts are the same but for the pieces of `dialect`.
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

/// An insert of several rows in one statement. Its texts, one for each number of rows, are made once and kept.
#[derive(Clone, Copy, Debug)]
pub struct Insert {
    /// `insert into t (a, b)`.
    pub(super) head: &'static str,
    /// How many columns a row has.
    pub(super) columns: usize,
    /// What follows the rows: `on conflict …`, `returning …`.
    pub(super) tail: &'static str,
}

impl Insert {
    /// The text that inserts so many rows. Parameters are numbered row after row.
    pub fn text(&self, rows: usize) -> &'static str {
        type Made = HashMap<(&'static str, &'static str, usize), &'static str>;
        static MADE: LazyLock<Mutex<Made>> = LazyLock::new(Mutex::default);
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry((self.head, self.tail, rows)).or_insert_with(|| {
            let mut text = String::from(self.head);
            text.push_str(" values ");
            for row in 0..rows {
                text.push_str(if row == 0 { "(" } else { ", (" });
                for column in 0..self.columns {
                    let comma = if column == 0 { "" } else { ", " };
                    write!(text, "{comma}${}", row * self.columns + column + 1).expect("a string takes all");
                }
                text.push(')');
            }
            text.push(' ');
            text.push_str(self.tail);
            // At most `ROWS` texts for each insert of the program; sqlx wants them to live as long as it.
            Box::leak(text.into_boxed_str())
        })
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
        ("audit chain", super::audit_chain::STATEMENTS),
        ("subject", super::subject::STATEMENTS),
        ("private", super::private::STATEMENTS),
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
