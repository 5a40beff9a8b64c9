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
    /// Others read the companies and wait to write any.
    #[cfg(feature = "postgres")]
    pub const POSTGRES_ALONE: &str = "lock table company in share row exclusive mode";
    /// Whether policies besides those of the wall hide rows from this role; a permissive one only shows more.
    #[cfg(feature = "postgres")]
    pub const POSTGRES_HIDES: &str = "select exists (select from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and row_security_active(c.oid)
        and (exists (select from pg_policy p, unnest(p.polroles) r where p.polrelid = c.oid and not p.polpermissive
                and case r when 0 then true else pg_has_role(current_user, r, 'usage') end)
            or not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'company_wall')))";
}

/// What PostgreSQL is told about the wall between companies.
#[cfg(feature = "postgres")]
pub(super) mod wall {
    /// Begins a transaction that writes.
    pub const POSTGRES_WRITE: &str = "begin";
    /// Begins one that reads.
    pub const POSTGRES_READ: &str = "begin transaction isolation level repeatable read, read only";
    /// The company that is acted for until the transaction ends.
    pub const POSTGRES_ACT: &str = "select set_config('zhixing.company', $1, true)";
    /// Raises it around tables that have none.
    pub const POSTGRES_RAISE: &str = "select raise_wall()";
    /// The migrations that are applied.
    pub const POSTGRES_APPLIED: &str = "select version, checksum, success from _sqlx_migrations order by version";
    /// The role, and whether the wall lets it pass.
    pub const POSTGRES_ROLE: &str =
        "select rolname::text, rolsuper, rolbypassrls from pg_roles where rolname = current_user";
    /// Whether the role owns tables.
    pub const POSTGRES_OWNS: &str = "select exists (select from pg_class where relkind in ('r', 'p')
        and relnamespace = current_schema()::regnamespace and pg_has_role(current_user, relowner, 'usage'))";
    /// Tables of companies without the wall.
    pub const POSTGRES_BARE: &str = "select c.relname::text from pg_class c
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
        and (c.relname = 'company' or exists (select from pg_attribute a
            where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped))
        and not (c.relrowsecurity and c.relforcerowsecurity
            and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'company_wall'))
        order by 1";
    /// The database, and names for its two roles, as they are written in SQL.
    pub const POSTGRES_NAMES: &str = "select quote_ident(current_database()),
        quote_ident(current_database() || '_owner'), quote_ident(current_database() || '_service')";
    /// Makes one role that owns the tables and one that serves, of a database with tables or without.
    pub const POSTGRES_ROLES: &str = "\
create role OWNER_ROLE login password 'choose-one';
create role SERVICE_ROLE login password 'choose-another';
alter database DATABASE owner to OWNER_ROLE;
do $$
declare it regclass; fn regprocedure;
begin
    for it in select oid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') loop
        execute format('alter table %s owner to OWNER_ROLE', it);
    end loop;
    for fn in select oid from pg_proc where pronamespace = 'public'::regnamespace
        and proname in ('audit_stays', 'raise_wall') loop
        execute format('alter function %s owner to OWNER_ROLE', fn);
    end loop;
end $$;
grant usage on schema public to SERVICE_ROLE;
grant select, insert, update, delete on all tables in schema public to SERVICE_ROLE;
alter default privileges for role OWNER_ROLE in schema public
    grant select, insert, update, delete on tables to SERVICE_ROLE;
";
}
