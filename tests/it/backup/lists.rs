//! The list of tables against the tables that there are: nothing is forgotten.

use std::collections::BTreeSet;

use zhixing::store::backup::{Kind, LEFT_OUT, TABLES};

use super::dump::Conn;
use crate::store::test_databases;

/// Tables that no backup holds, and columns that it leaves empty. Whoever adds one here has a reason to give.
pub const WITHOUT_TABLES: &[(&str, &str)] = &[
    ("code", "a code that was used or withdrawn since must not work again"),
    ("session", "a cookie that was logged out since must not work again"),
    ("login_failure", "it counts the last minutes"),
    ("model_answer", "it only saves asking again"),
];
pub const WITHOUT_COLUMNS: &[(&str, &str)] = &[("lease_until", "who held it works on another database")];

#[tokio::test]
async fn backup_holds_every_table_and_column_or_says_why_not() {
    let left_out: BTreeSet<&str> = LEFT_OUT.iter().map(|(table, _)| *table).collect();
    assert_eq!(left_out, WITHOUT_TABLES.iter().map(|(table, _)| *table).collect());
    assert!(LEFT_OUT.iter().all(|(_, why)| why.len() > 10), "each has a reason");
    for db in test_databases().await {
        let there = Conn::open(&db.url).await.columns().await;
        assert!(there.len() > 20, "{}: {there:?}", db.name);
        let mut named: BTreeSet<&str> = left_out.clone();
        for table in TABLES {
            assert!(named.insert(table.name), "{} is named twice", table.name);
            let columns = there.get(table.name).unwrap_or_else(|| panic!("{}: no table {}", db.name, table.name));
            let mut held: BTreeSet<&str> = table.left_out.iter().copied().collect();
            for name in &held {
                assert!(WITHOUT_COLUMNS.iter().any(|(c, _)| c == name), "{} leaves {name} out", table.name);
            }
            for column in table.columns {
                assert!(held.insert(column.name), "{}.{} is named twice", table.name, column.name);
                let (_, is) = columns.iter().find(|(name, _)| name == column.name).expect("the column is there");
                assert!(fits(column.kind, is), "{}: {}.{} is {is}", db.name, table.name, column.name);
            }
            let all: BTreeSet<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(held, all, "{}: columns of {}", db.name, table.name);
        }
        let all: BTreeSet<&str> = there.keys().map(String::as_str).collect();
        assert_eq!(named, all, "{}: a table is neither in the backup nor left out for a reason", db.name);
    }
}

fn fits(kind: Kind, is: &str) -> bool {
    let names: &[&str] = match kind {
        Kind::Uuid => &["blob", "uuid"],
        Kind::Text => &["text"],
        Kind::Day => &["date"],
        Kind::Moment => &["datetime", "timestamp with time zone"],
        Kind::Flag => &["boolean"],
        Kind::Small => &["integer"],
        Kind::Whole => &["bigint"],
        Kind::Json => &["json", "jsonb"],
    };
    names.contains(&is)
}
