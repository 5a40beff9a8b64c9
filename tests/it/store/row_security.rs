//! The second wall between companies, on PostgreSQL: asked without the program's own filters.

use std::{collections::BTreeMap, path::Path, process::Stdio};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use uuid::Uuid;
use zhixing::store::{Error, Store, orgs, reports};

use super::{all_seeing, as_role, empty_databases, make_role, test_databases};
use crate::{
    backup::{Files, lived_in, restore, take},
    faults::program,
};

const ORG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json");
const REPORTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/reports.jsonl");

/// Every table with a company, as the database lists them.
const TABLES: &str = "select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname = 'company_id' order by 1";

async fn connect(url: &str) -> PgConnection {
    PgConnection::connect(url).await.expect("it opens")
}

async fn texts(conn: &mut PgConnection, sql: &str) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(conn).await.expect("it answers")
}

async fn number(conn: &mut PgConnection, sql: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(conn).await.unwrap_or_else(|e| panic!("{sql}: {e}"))
}

/// Runs a statement; how many rows it touched, or why it was refused.
async fn change(conn: &mut PgConnection, sql: &str) -> Result<u64, String> {
    conn.execute(AssertSqlSafe(sql)).await.map(|done| done.rows_affected()).map_err(|e| e.to_string())
}

async fn are_walled(conn: &mut PgConnection) {
    let tables = texts(conn, TABLES).await;
    assert!(tables.len() > 20, "{tables:?}");
    for table in tables.iter().map(String::as_str).chain(["company"]) {
        let forced = format!(
            "select (relrowsecurity and relforcerowsecurity)::int::bigint from pg_class where oid = '{table}'::regclass"
        );
        assert_eq!(number(conn, &forced).await, 1, "{table} has no forced row-level security");
        let column = if table == "company" { "id" } else { "company_id" };
        let rule = format!("({column} = (NULLIF(current_setting('zhixing.company'::text, true), ''::text))::uuid)");
        let policies = format!(
            "select policyname || ' ' || permissive || ' ' || cmd || ' ' || roles::text || ' ' || coalesce(qual, '') || ' '
            || coalesce(with_check, '') from pg_policies where schemaname = 'public' and tablename = '{table}' order by 1"
        );
        let mut expect = vec![format!("company_wall PERMISSIVE ALL {{public}} {rule} {rule}")];
        if table == "company" {
            expect.insert(0, "company_seen PERMISSIVE SELECT {public} true ".into());
        }
        assert_eq!(texts(conn, &policies).await, expect, "{table}");
    }
    let views =
        "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
        and not coalesce('security_invoker=true' = any (reloptions), false)";
    assert_eq!(texts(conn, views).await, [""; 0], "a view asks as its owner");
}

#[tokio::test]
async fn every_table_with_a_company_has_the_wall_also_later_ones() {
    let db = test_databases().await.remove(1);
    let mut conn = connect(&db.url).await;
    are_walled(&mut conn).await;
    // A table that a later migration makes.
    conn.execute("create table later (company_id uuid not null references company (id), what text)")
        .await
        .expect("made");
    conn.execute("alter table report no force row level security").await.expect("it is let go");
    db.store.migrate().await.expect("nothing else is missing");
    assert!(texts(&mut conn, TABLES).await.contains(&"later".to_owned()));
    are_walled(&mut conn).await;
}

/// A migration that changes rows would see none: it lets the wall down, and the program raises it again afterwards.
#[test]
fn later_migrations_that_change_rows_let_the_wall_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    for file in std::fs::read_dir(folder).expect("it is there") {
        let path = file.expect("an entry").path();
        let name = path.file_name().and_then(|n| n.to_str()).expect("a name");
        let number: u32 = name[..4].parse().expect("a number");
        let text = std::fs::read_to_string(&path).expect("it is read");
        let changes = text.lines().any(|l| ["update ", "insert ", "delete "].iter().any(|word| l.starts_with(word)));
        assert!(number <= 12 || !changes || text.contains("no force row level security"), "{name} changes no row");
    }
}

/// A database in which a company has lived, and another that has a row for each of its rows.
async fn two_companies(db: &super::TestDatabase) -> (Uuid, Uuid, BTreeMap<String, i64>) {
    let (_, company) = lived_in(&db.store).await;
    let (one, other) = (company.id, Uuid::now_v7());
    let mut conn = connect(&all_seeing(&db.url)).await;
    // Triggers would check references between rows that are not there yet.
    conn.execute("set session_replication_role = replica").await.expect("a superuser may");
    let copy = |table: &str, with: String| {
        format!("insert into {table} select (jsonb_populate_record(t, jsonb_build_object({with}))).* from {table} t")
    };
    change(&mut conn, &copy("company", format!("'id', '{other}', 'key', 'other'"))).await.expect("it is copied");
    let mut rows = BTreeMap::new();
    for table in texts(&mut conn, TABLES).await {
        let copied = change(&mut conn, &copy(&table, format!("'company_id', '{other}'"))).await.expect("it is copied");
        if copied > 0 {
            rows.insert(table, i64::try_from(copied).expect("few"));
        }
    }
    assert!(rows.len() >= 25, "tables without a row are not tried: {rows:?}");
    (one, other, rows)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_without_any_filter_sees_and_changes_one_company() {
    let db = test_databases().await.remove(1);
    let (one, other, rows) = two_companies(&db).await;
    let mut conn = connect(&db.url).await;
    let all = |table: &str| format!("select count(*) from (select * from {table}) t");
    for table in rows.keys().map(String::as_str).chain(["measurement"]) {
        assert_eq!(number(&mut conn, &all(table)).await, 0, "{table}: unbound sees nothing");
    }
    assert_eq!(number(&mut conn, &all("company")).await, 2, "which companies there are is no secret");
    conn.execute(AssertSqlSafe(format!("set zhixing.company = '{one}'"))).await.expect("it is set");
    assert!(number(&mut conn, &all("measurement")).await > 0);
    let others = format!("select count(*) from measurement where company_id <> '{one}'");
    assert_eq!(number(&mut conn, &others).await, 0, "views too");
    for (table, own) in &rows {
        assert_eq!(number(&mut conn, &all(table)).await, *own, "{table}: its own rows");
        let foreign = format!("select count(*) from {table} where company_id <> '{one}'");
        assert_eq!(number(&mut conn, &foreign).await, 0, "{table}");
        for sql in [
            format!("update {table} set company_id = company_id where company_id = '{other}'"),
            format!("delete from {table} where company_id = '{other}'"),
        ] {
            assert_eq!(change(&mut conn, &sql).await, Ok(0), "{sql}");
        }
        let record = format!("(jsonb_populate_record(t, jsonb_build_object('company_id', '{other}'))).*");
        let insert = format!("insert into {table} select {record} from {table} t limit 1");
        let refused = change(&mut conn, &insert).await.expect_err("it is another's");
        assert!(refused.contains("row-level security"), "{table}: {refused}");
        let give = format!("update {table} set company_id = '{other}'");
        let refused = change(&mut conn, &give).await.expect_err("it would be another's");
        assert!(refused.contains("row-level security") || refused.contains("only added to"), "{table}: {refused}");
    }
    for (sql, expect) in [
        (format!("update company set name = 'x' where id = '{other}'"), 0),
        (format!("delete from company where id = '{other}'"), 0),
        (format!("update company set name = name where id = '{one}'"), 1),
    ] {
        assert_eq!(change(&mut conn, &sql).await, Ok(expect), "{sql}");
    }
    let third = "insert into company select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'key', 'x'))).*
        from company t limit 1";
    let refused = change(&mut conn, third).await.expect_err("it is not for this one");
    assert!(refused.contains("row-level security"), "{refused}");
    // Nothing of the other was touched.
    let mut behind = connect(&all_seeing(&db.url)).await;
    for (table, own) in &rows {
        let left = format!("select count(*) from {table} where company_id = '{other}'");
        assert_eq!(number(&mut behind, &left).await, *own, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_works_for_one_company_and_without_one_for_none() {
    let db = test_databases().await.remove(1);
    let (one, other, rows) = two_companies(&db).await;
    let seen = async |store: &Store, company| {
        let mut tx = store.read().await.expect("it opens");
        reports::list(&mut tx, company, &Default::default()).await.expect("it answers").len() as i64
    };
    assert!(rows["report"] > 5);
    assert!(seen(&db.store, one).await > 0);
    assert_eq!(seen(&db.store, other).await, 0, "asking for another's rows gives none");
    assert!(matches!(db.store.bind(other), Err(Error::Bound)));
    assert!(db.store.bind(one).is_ok(), "again the same");
    let beside = db.store.bound_to(other);
    assert_eq!((seen(&beside, one).await, seen(&beside, other).await > 0), (0, true));
    let unbound = Store::open(&db.url).await.expect("it opens");
    assert_eq!((seen(&unbound, one).await, seen(&unbound, other).await), (0, 0));
    assert_eq!(orgs::companies(&unbound).await.expect("it answers").len(), 2);
    // What doctor counts is all of both, and a backup holds both, on either kind and back.
    let counted = unbound.check().await.expect("it answers").counts;
    assert!(counted.contains(&("companies".into(), 2)), "{counted:?}");
    assert!(counted.contains(&("reports".into(), rows["report"] * 2)), "{counted:?}");
    let files = Files::new();
    let taken = take(&unbound, &files.file("both.zxb")).await;
    let of = |table: &str| taken.manifest.tables.iter().find(|t| t.table == table).expect("it is there").rows as i64;
    assert_eq!((of("company"), of("report"), of("claim")), (2, rows["report"] * 2, rows["claim"] * 2));
    for to in empty_databases().await {
        restore(&to.store, &files.file("both.zxb")).await.unwrap_or_else(|e| panic!("{}: {e:?}", to.name));
        let again = take(&to.store, &files.file(to.name)).await;
        assert_eq!(again.manifest.tables, taken.manifest.tables, "{}", to.name);
    }
}

/// How a program ended: exit code, output, words on standard error.
fn call(url: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let output = program(url, args).stdin(Stdio::null()).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is text");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn well(url: &str, args: &[&str]) -> String {
    let (code, out, said) = call(url, args);
    assert_eq!(code, Some(0), "{args:?}: {said} {out}");
    out
}

#[tokio::test]
async fn nothing_is_served_as_a_role_that_passes_the_wall() {
    let db = empty_databases().await.remove(1);
    let mut superuser = connect(&all_seeing(&db.url)).await;
    make_role(&mut superuser, "zhixing_bypass", "login bypassrls").await;
    for (url, why) in [
        (all_seeing(&db.url), "zhixing of the database is a superuser"),
        (as_role(&db.url, "zhixing_bypass"), "has BYPASSRLS"),
    ] {
        for args in [
            &["serve", "--listen", "127.0.0.1:0"][..],
            &["demo", "--serve", "--listen", "127.0.0.1:0"],
            &["import", ORG],
            &["init", "--company", "x", "--admin", "y"],
            &["chat", "--as", "张伟"],
            &["file", REPORTS],
            &["ask", "--as", "张伟", "登录接口怎么样了"],
            &["audit", "--verify"],
        ] {
            let (code, out, said) = call(&url, args);
            assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}: {said}");
            assert!(said.contains(why) && said.contains("zhixing doctor"), "{args:?}: {said}");
        }
    }
    assert_eq!(texts(&mut superuser, TABLES).await, [""; 0], "nor were tables made");
}

#[tokio::test]
async fn everything_works_as_an_ordinary_role_that_owns_its_database() {
    let mut both = empty_databases().await;
    let (db, to) = (both.remove(1), empty_databases().await.remove(1));
    well(&db.url, &["import", ORG]);
    well(&db.url, &["import", ORG]);
    well(&db.url, &["file", REPORTS]);
    let question = ["ask", "--as", "张伟", "--at", "2026-12-31T18:00:00+08:00", "--json", "登录接口做到多少了?"];
    let answer = well(&db.url, &question);
    let files = Files::new();
    let file = files.file("a.zxb").display().to_string();
    well(&db.url, &["backup", &file]);
    well(&to.url, &["restore", "--no-deliver", &file]);
    assert_eq!(well(&to.url, &question), answer);
    well(&to.url, &["rebuild"]);
    well(&to.url, &["audit", "--verify"]);
    let seen = well(&to.url, &["doctor"]);
    assert!(seen.contains("wall        ok") && seen.contains("--roles"), "it owns the tables: {seen}");
    assert!(!seen.contains("create role") && well(&to.url, &["doctor", "--roles"]).contains("create role"), "{seen}");
    assert!(seen.contains("companies           1"), "{seen}");
}

#[tokio::test]
async fn what_doctor_prints_makes_two_roles_of_which_one_serves_and_one_migrates() {
    let db = test_databases().await.remove(1);
    let superuser = all_seeing(&db.url);
    let (code, seen, _) = call(&superuser, &["doctor"]);
    assert_eq!(code, Some(1), "{seen}");
    assert!(seen.contains("wall        WRONG") && seen.contains("is a superuser"), "{seen}");
    let begin = seen.find("create role").expect("it prints the roles");
    let sql = &seen[begin..begin + seen[begin..].find("\n\n").expect("it ends")];
    let mut conn = connect(&superuser).await;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap_or_else(|e| panic!("{e}: {sql}"));
    let name = db.url.rsplit_once('/').expect("it names a database").1;
    let (owner, service) = (as_role(&db.url, &format!("{name}_owner")), as_role(&db.url, &format!("{name}_service")));

    // The tables are one migration behind: who serves says what to do, and leaves them alone.
    conn.execute("delete from _sqlx_migrations where version = 12").await.expect("it is forgotten");
    let undo = "drop function raise_wall; drop policy company_wall on company; drop policy company_seen on company";
    sqlx::raw_sql(undo).execute(&mut conn).await.expect("it is taken down");
    for args in [&["import", ORG][..], &["migrate"], &["serve", "--listen", "127.0.0.1:0"]] {
        let (code, _, said) = call(&service, args);
        assert!(code == Some(1) && said.contains("zhixing migrate") && said.contains("--admin-db"), "{args:?}: {said}");
    }
    let (code, seen, _) = call(&service, &["doctor"]);
    assert!(code == Some(1) && seen.contains("wall        OLD") && !seen.contains("wall        ok"), "{seen}");
    well(&service, &["migrate", "--admin-db", &owner]);
    well(&service, &["migrate"]);

    well(&service, &["import", ORG]);
    well(&service, &["file", REPORTS]);
    let question = ["ask", "--as", "张伟", "--at", "2026-12-31T18:00:00+08:00", "--json", "登录接口做到多少了?"];
    let answer = well(&service, &question);
    let seen = well(&service, &["doctor"]);
    assert!(seen.contains("wall        ok") && !seen.contains("create role"), "{seen}");
    let files = Files::new();
    let (one, other) = (files.file("a.zxb").display().to_string(), files.file("b.zxb").display().to_string());
    well(&service, &["backup", &one]);
    well(&service, &["backup", "--admin-db", &owner, &other]);
    let to = empty_databases().await.remove(1);
    well("postgres://nobody@127.0.0.1:1/none", &["restore", "--admin-db", &to.url, &other]);
    assert_eq!(well(&to.url, &question), answer);

    // Who serves cannot take the wall down.
    let mut serving = connect(&service).await;
    for sql in [
        "alter table report disable row level security",
        "drop policy company_wall on report",
        "alter table audit disable trigger audit_stays",
        "truncate report cascade",
        "create table mine (x int)",
        "set role zhixing",
    ] {
        change(&mut serving, sql).await.expect_err(sql);
    }
}
