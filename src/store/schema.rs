//! The tables: their migrations, and how the database stands.

use sqlx::{
    Connection, SqlStr,
    migrate::{Migration, MigrationType, Migrator},
};
use uuid::Uuid;

#[cfg(feature = "postgres")]
use super::dialect::wall;
use super::{
    Db, Error, Result, Store,
    dialect::{about, whole},
    statement::statements,
    tx::{Tx, on},
};

statements! {
    COMPANIES = "select id from company order by id";
    COUNTS = "select 'people' as name, count(*) as rows from person where company_id = $1 and not archived
        union all select 'reports', count(*) from report where company_id = $1
        union all select 'claims', count(*) from claim where company_id = $1
        union all select 'inbox', count(*) from inbox where company_id = $1 and done_at is null and failed_at is null
        union all select 'inbox set aside', count(*) from inbox where company_id = $1 and failed_at is not null
        union all select 'outbox', count(*) from outbox where company_id = $1 and done_at is null and failed_at is null
        union all select 'outbox set aside', count(*) from outbox where company_id = $1 and failed_at is not null
        union all select 'jobs', count(*) from job where company_id = $1 and done_at is null and failed_at is null
        union all select 'jobs set aside', count(*) from job where company_id = $1 and failed_at is not null";
}

/// Version, name and text of each migration, oldest first. They are added to, never edited.
const SQLITE: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("../../migrations/sqlite/0001_first.sql")),
    (2, "serve", include_str!("../../migrations/sqlite/0002_serve.sql")),
    (3, "alias", include_str!("../../migrations/sqlite/0003_alias.sql")),
    (5, "audit_chain", include_str!("../../migrations/sqlite/0005_audit_chain.sql")),
    (6, "voice", include_str!("../../migrations/sqlite/0006_voice.sql")),
    (7, "goals", include_str!("../../migrations/sqlite/0007_goals.sql")),
    (8, "work", include_str!("../../migrations/sqlite/0008_work.sql")),
    (9, "requests", include_str!("../../migrations/sqlite/0009_requests.sql")),
    (10, "people", include_str!("../../migrations/sqlite/0010_people.sql")),
    (11, "subject", include_str!("../../migrations/sqlite/0011_subject.sql")),
    (12, "row_security", include_str!("../../migrations/sqlite/0012_row_security.sql")),
    (13, "private", include_str!("../../migrations/sqlite/0013_private.sql")),
    (14, "fields", include_str!("../../migrations/sqlite/0014_fields.sql")),
    (15, "rights", include_str!("../../migrations/sqlite/0015_rights.sql")),
    (16, "model_answer", include_str!("../../migrations/sqlite/0016_model_answer.sql")),
    (17, "report_fields", include_str!("../../migrations/sqlite/0017_report_fields.sql")),
    (18, "field_origin", include_str!("../../migrations/sqlite/0018_field_origin.sql")),
    (19, "rooms", include_str!("../../migrations/sqlite/0019_rooms.sql")),
];
#[cfg(feature = "postgres")]
const POSTGRES: &[(i64, &str, &str)] = &[
    (1, "first", include_str!("../../migrations/postgres/0001_first.sql")),
    (2, "serve", include_str!("../../migrations/postgres/0002_serve.sql")),
    (3, "alias", include_str!("../../migrations/postgres/0003_alias.sql")),
    (5, "audit_chain", include_str!("../../migrations/postgres/0005_audit_chain.sql")),
    (6, "voice", include_str!("../../migrations/postgres/0006_voice.sql")),
    (7, "goals", include_str!("../../migrations/postgres/0007_goals.sql")),
    (8, "work", include_str!("../../migrations/postgres/0008_work.sql")),
    (9, "requests", include_str!("../../migrations/postgres/0009_requests.sql")),
    (10, "people", include_str!("../../migrations/postgres/0010_people.sql")),
    (11, "subject", include_str!("../../migrations/postgres/0011_subject.sql")),
    (12, "row_security", include_str!("../../migrations/postgres/0012_row_security.sql")),
    (13, "private", include_str!("../../migrations/postgres/0013_private.sql")),
    (14, "fields", include_str!("../../migrations/postgres/0014_fields.sql")),
    (15, "rights", include_str!("../../migrations/postgres/0015_rights.sql")),
    (16, "model_answer", include_str!("../../migrations/postgres/0016_model_answer.sql")),
    (17, "report_fields", include_str!("../../migrations/postgres/0017_report_fields.sql")),
    (18, "field_origin", include_str!("../../migrations/postgres/0018_field_origin.sql")),
    (19, "rooms", include_str!("../../migrations/postgres/0019_rooms.sql")),
];

/// The migration that raises the wall between companies.
#[cfg(feature = "postgres")]
const WALL: i64 = 12;

const APPLIED: &str = "select version from _sqlx_migrations where success order by version";

/// How a database stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// `SQLite` or `PostgreSQL`.
    pub engine: &'static str,
    /// Its version.
    pub version: String,
    /// Settings that matter to safety, with their values.
    pub settings: Vec<(&'static str, String)>,
    /// Whether what is acknowledged is on disk, by those settings.
    pub durable: bool,
    /// Migrations that are applied.
    pub applied: Vec<i64>,
    /// Migrations that are not applied yet.
    pub missing: Vec<i64>,
    /// How many rows of what; empty while migrations are missing.
    pub counts: Vec<(String, i64)>,
}

fn migrator(migrations: &'static [(i64, &'static str, &'static str)]) -> Migrator {
    let made = migrations.iter().map(|&(version, name, text)| {
        Migration::new(version, name.into(), MigrationType::Simple, SqlStr::from_static(text), false)
    });
    Migrator::with_migrations(made.collect())
}

/// The versions of all migrations, oldest first; they are the same on both databases.
pub(super) fn versions() -> Vec<i64> {
    SQLITE.iter().map(|m| m.0).collect()
}

/// Whether a migration after one and up to another changes rows that are there, not only tables.
pub(super) fn changes_rows(after: i64, until: i64) -> bool {
    let text = SQLITE.iter().filter(|m| after < m.0 && m.0 <= until).map(|m| m.2);
    let words = |line: &str| ["update ", "insert ", "delete "].iter().any(|word| line.starts_with(word));
    text.flat_map(str::lines).any(words)
}

/// Makes or updates the tables, up to a version or all.
pub(super) async fn migrate_to(db: &Db, version: Option<i64>) -> Result<()> {
    let version = version.unwrap_or(i64::MAX);
    match db {
        Db::Sqlite { options, .. } => {
            let mut conn = sqlx::SqliteConnection::connect_with(options).await?;
            migrator(SQLITE).run_to(version, &mut conn).await?;
            conn.close().await?;
        }
        #[cfg(feature = "postgres")]
        Db::Postgres(pool) => {
            let migrator = migrator(POSTGRES);
            // Who serves may write rows and make no tables, not even where there is nothing to do.
            if !is_as_wanted(pool, &migrator, version).await? {
                migrator.run_to(version, pool).await?;
            }
            if version >= WALL {
                sqlx::query(wall::POSTGRES_RAISE).execute(pool).await?;
            }
        }
    }
    Ok(())
}

/// Whether just the migrations up to a version are applied, as they are here.
#[cfg(feature = "postgres")]
async fn is_as_wanted(pool: &sqlx::PgPool, migrator: &Migrator, version: i64) -> Result<bool> {
    let applied: Vec<(i64, Vec<u8>, bool)> = match sqlx::query_as(wall::POSTGRES_APPLIED).fetch_all(pool).await {
        Ok(applied) => applied,
        Err(sqlx::Error::Database(e)) if e.code().is_some_and(|c| c == "42P01") => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    let wanted = migrator.iter().filter(|m| m.version <= version);
    Ok(wanted.map(|m| (m.version, m.checksum.to_vec(), true)).eq(applied))
}

/// Brings what stands in the log of an SQLite database into its file, so that the file alone holds everything.
pub(super) async fn fold_log(db: &Db) -> Result<()> {
    match db {
        Db::Sqlite { options, .. } => {
            let mut conn = sqlx::SqliteConnection::connect_with(options).await?;
            sqlx::query(whole::SQLITE_FOLD_LOG).execute(&mut conn).await?;
            conn.close().await?;
        }
        #[cfg(feature = "postgres")]
        Db::Postgres(_) => {}
    }
    Ok(())
}

/// The migrations that are applied, oldest first. Where there are none the transaction may be of no more use.
pub(super) async fn applied(tx: &mut Tx) -> Result<Vec<i64>> {
    // A database without tables has no list of migrations either.
    match on!(tx, c => sqlx::query_scalar(APPLIED).fetch_all(&mut *c).await) {
        Ok(versions) => Ok(versions),
        Err(sqlx::Error::Database(e)) if e.code().is_some_and(|c| ["1", "42P01"].contains(&&*c)) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn check(store: &Store) -> Result<Checked> {
    let (engine, version, settings, durable) = about_engine(store).await?;
    let applied = applied(&mut store.read().await?).await?;
    let missing: Vec<i64> = versions().into_iter().filter(|v| !applied.contains(v)).collect();
    let counts = if missing.is_empty() { counts(&mut store.read().await?).await? } else { Vec::new() };
    Ok(Checked { engine, version, settings, durable, applied, missing, counts })
}

/// How many companies there are, and how many rows of all of them.
async fn counts(tx: &mut Tx) -> Result<Vec<(String, i64)>> {
    let companies: Vec<Uuid> = on!(tx, c => sqlx::query_scalar(COMPANIES.at(c)).fetch_all(&mut *c).await)?;
    let mut all = vec![("companies".to_owned(), i64::try_from(companies.len()).unwrap_or(i64::MAX))];
    // Nobody's rows are none of everything.
    for company in std::iter::once(Uuid::nil()).chain(companies) {
        tx.act_for(company).await?;
        let counts: Vec<(String, i64)> =
            on!(tx, c => sqlx::query_as(COUNTS.at(c)).bind(company).fetch_all(&mut *c).await)?;
        for (name, rows) in counts {
            match all.iter_mut().find(|(known, _)| *known == name) {
                Some((_, sum)) => *sum += rows,
                None => all.push((name, rows)),
            }
        }
    }
    Ok(all)
}

async fn about_engine(store: &Store) -> Result<(&'static str, String, Vec<(&'static str, String)>, bool), Error> {
    // Settings are asked of a connection that writes.
    match &*store.db {
        Db::Sqlite { write, .. } => {
            write
                .run(|tx| {
                    Box::pin(async move {
                        let version: String =
                            on!(tx, c => sqlx::query_scalar(about::SQLITE_VERSION).fetch_one(&mut *c).await)?;
                        let journal: String =
                            on!(tx, c => sqlx::query_scalar(about::SQLITE_JOURNAL).fetch_one(&mut *c).await)?;
                        let sync: i64 =
                            on!(tx, c => sqlx::query_scalar(about::SQLITE_SYNCHRONOUS).fetch_one(&mut *c).await)?;
                        let level = ["off", "normal", "full", "extra"].get(sync as usize).copied().unwrap_or("unknown");
                        let settings = vec![("journal_mode", journal), ("synchronous", level.to_owned())];
                        Ok(("SQLite", version, settings, sync >= 2))
                    })
                })
                .await
        }
        #[cfg(feature = "postgres")]
        Db::Postgres(pool) => {
            let version: String = sqlx::query_scalar(about::POSTGRES_VERSION).fetch_one(pool).await?;
            let commit: String = sqlx::query_scalar(about::POSTGRES_COMMIT).fetch_one(pool).await?;
            let fsync: String = sqlx::query_scalar(about::POSTGRES_FSYNC).fetch_one(pool).await?;
            let durable = commit != "off" && fsync == "on";
            Ok(("PostgreSQL", version, vec![("synchronous_commit", commit), ("fsync", fsync)], durable))
        }
    }
}
