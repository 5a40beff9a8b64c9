//! One transaction on either database, and the macro that runs one text on both.

use std::ops::{Deref, DerefMut};

use chrono::{DateTime, SubsecRound, Utc};
use sqlx::{Database, Sqlite, Transaction};
use uuid::Uuid;

use super::Result;
#[cfg(feature = "postgres")]
use super::dialect::{wall, whole};

/// A transaction, to read or to write in. Every function of the store takes one.
///
/// One from [`Store::read`](super::Store::read) sees one state of the database throughout and is rolled back when
/// dropped; one inside [`Store::write`](super::Store::write) is committed after its closure.
pub struct Tx(pub(super) Inside);

pub(super) enum Inside {
    Sqlite(Hold<Sqlite>),
    #[cfg(feature = "postgres")]
    Postgres(Hold<sqlx::Postgres>),
}

/// The connection a transaction runs on.
pub(super) enum Hold<DB: Database> {
    /// The writer's own, which begins and commits by itself.
    Own(Box<DB::Connection>),
    /// One of a pool, rolled back when dropped.
    Lent(Transaction<'static, DB>),
}

impl<DB: Database> Deref for Hold<DB> {
    type Target = DB::Connection;

    fn deref(&self) -> &DB::Connection {
        match self {
            Hold::Own(conn) => conn,
            Hold::Lent(tx) => tx,
        }
    }
}

impl<DB: Database> DerefMut for Hold<DB> {
    fn deref_mut(&mut self) -> &mut DB::Connection {
        match self {
            Hold::Own(conn) => conn,
            Hold::Lent(tx) => tx,
        }
    }
}

impl Tx {
    /// Acts for a company until this ends, whatever the store is bound to: for one that is being made, and for who copies
    /// several.
    #[cfg_attr(not(feature = "postgres"), expect(unused_variables))]
    pub(super) async fn act_for(&mut self, company: Uuid) -> Result<()> {
        match &mut self.0 {
            Inside::Sqlite(_) => {}
            #[cfg(feature = "postgres")]
            Inside::Postgres(hold) => {
                sqlx::query(wall::POSTGRES_ACT).bind(company.to_string()).execute(&mut **hold).await?;
            }
        }
        Ok(())
    }

    /// Whether some policy hides rows even from who acts for each company in turn: who copies everything must see
    /// everything.
    pub(super) async fn hides_rows(&mut self) -> Result<bool> {
        match &mut self.0 {
            Inside::Sqlite(_) => Ok(false),
            #[cfg(feature = "postgres")]
            Inside::Postgres(hold) => Ok(sqlx::query_scalar(whole::POSTGRES_HIDES).fetch_one(&mut **hold).await?),
        }
    }

    /// Nobody else adds or changes a company until this ends. SQLite has one writer, so nobody does.
    pub(super) async fn keep_others_from_companies(&mut self) -> Result<()> {
        match &mut self.0 {
            Inside::Sqlite(_) => {}
            #[cfg(feature = "postgres")]
            Inside::Postgres(hold) => _ = sqlx::query(whole::POSTGRES_ALONE).execute(&mut **hold).await?,
        }
        Ok(())
    }
}

/// Runs an expression on whichever connection a transaction holds:
/// `on!(tx, conn => sqlx::query(SQL.at(conn)).bind(id).execute(&mut *conn).await)`.
macro_rules! on {
    ($tx:expr, $conn:ident => $body:expr) => {
        match &mut $tx.0 {
            $crate::store::tx::Inside::Sqlite(hold) => {
                let $conn: &mut sqlx::SqliteConnection = &mut *hold;
                $body
            }
            #[cfg(feature = "postgres")]
            $crate::store::tx::Inside::Postgres(hold) => {
                let $conn: &mut sqlx::PgConnection = &mut *hold;
                $body
            }
        }
    };
}
pub(super) use on;

/// A struct that is read from a row of either database by the names of its fields.
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$field_meta:meta])* $field_vis:vis $field:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $type,)+ }

        impl<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow> for $name {
            fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> sqlx::Result<Self> {
                Ok($name { $($field: sqlx::Row::try_get(row, stringify!($field))?,)+ })
            }
        }

        #[cfg(feature = "postgres")]
        impl<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow> for $name {
            fn from_row(row: &'r sqlx::postgres::PgRow) -> sqlx::Result<Self> {
                Ok($name { $($field: sqlx::Row::try_get(row, stringify!($field))?,)+ })
            }
        }
    };
}
pub(super) use row;

/// A moment as both databases keep it: PostgreSQL knows microseconds, and SQLite compares times as texts, whose years have
/// four digits.
pub fn stored_time(at: DateTime<Utc>) -> DateTime<Utc> {
    const LAST: i64 = 253_402_300_799;
    let last = DateTime::from_timestamp(LAST, 999_999_000).expect("the year 9999 is a year");
    at.trunc_subsecs(6).min(last)
}
