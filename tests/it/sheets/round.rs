//! What is written is read as it was.

use std::{fs, path::Path};

use proptest::prelude::*;
use zhixing::{
    domain::{Org, org::changes::Changes},
    sheets::{Book, from_csv, from_org, from_xlsx, template, to_csv, to_org, to_xlsx},
};

use super::{COMPANY, DEPARTMENTS, PEOPLE, read, workbook};

fn labelled() -> Vec<(String, Org)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = ["corpus", "fresh"].map(|f| fs::read_dir(tests.join(f)).expect("a folder"));
    let files = folders.into_iter().flatten().map(|e| e.expect("an entry").path().join("org.json"));
    let found: Vec<(String, Org)> = files
        .filter(|f| f.exists())
        .map(|f| (f.display().to_string(), Org::parse(&fs::read_to_string(&f).expect("text")).expect("whole")))
        .collect();
    assert!(found.len() >= 8);
    found
}

/// The tables of a company after the way through a workbook and through CSV files.
fn both_ways(org: &Org) -> [Book; 2] {
    let book = from_org(org);
    let workbook = from_xlsx(&to_xlsx(&book, &[]).expect("it is written")).expect("it is read");
    [workbook, from_csv(&to_csv(&book).expect("they are written")).expect("they are read")]
}

fn comes_back(name: &str, org: &Org) {
    for book in both_ways(org) {
        for current in [None, Some(org)] {
            let (read, notes) = to_org(&book, current);
            assert_eq!(notes, Vec::<String>::new(), "{name}");
            let read = read.unwrap_or_else(|f| panic!("{name}: {}", f[0]));
            assert_eq!(read.to_json(), org.to_json(), "{name}");
            assert_eq!(Changes::between(Some(org), &read).list, [], "{name}");
        }
    }
}

#[test]
fn every_labelled_company_comes_back() {
    for (name, org) in labelled() {
        comes_back(&name, &org);
    }
}

#[test]
fn strange_names_come_back() {
    let org = Org::parse(
        r#"{"company": {"id": "1", "name": "=HYPERLINK(\"x\")", "timezone": "Europe/Berlin", "fiscal_year_start_month": 4,
            "records_views": true},
        "departments": [{"id": "d", "name": "+研发", "aliases": ["甲、乙", "a,b", "-c"]}, {"id": "王芳", "name": "空"}],
        "people": [
            {"id": "007", "name": "王芳", "department": "d", "aliases": ["@fang"], "left": "2026-11-01",
             "leave": [{"from": "2026-10-01", "to": "2026-10-07"}, {"from": "2026-10-12", "to": "2026-10-12"}]},
            {"id": "8", "name": "王芳", "department": "王芳", "manager": "007", "roles": ["hr", "admin"]},
            {"id": "张伟", "name": "李雷", "department": "d", "manager": "9"},
            {"id": "9", "name": "张伟", "department": "d"}],
        "projects": [
            {"id": "j1", "name": "重构", "owner": "007", "members": ["8", "张伟", "9"], "budget": 0.1, "currency": "USD",
             "milestones": [{"id": "m1", "name": "联调", "due": "2026-01-31"}], "tasks": [{"id": "t1", "name": "=1+1"}]},
            {"id": "j2", "name": "重构", "owner": "9", "milestones": [{"id": "m2", "name": "联调"}],
             "tasks": [{"id": "t2", "name": "a\"b", "assignee": "张伟"}]}],
        "kpis": [
            {"id": "k1", "name": "差错率", "level": "company", "owner": "1", "unit": "%", "direction": "range",
             "aggregation": "latest", "period": "week", "target": [-0.5, 0.5], "baseline": -3.25},
            {"id": "k2", "name": "差错率", "level": "person", "owner": "8", "unit": "%", "direction": "lower",
             "aggregation": "average", "period": "year", "target": -1, "weight": 12.5, "parent": "k1",
             "category": "process"}]}"#,
    )
    .expect("it is whole");
    comes_back("strange", &org);
}

#[test]
fn the_template_is_a_company() {
    let (book, notes) = template();
    let bytes = to_xlsx(&book, &notes).expect("it is written");
    let book = from_xlsx(&bytes).expect("it is read");
    assert!(book.unread.is_empty(), "the explanations are passed over");
    let org = read(&bytes, None).unwrap_or_else(|f| panic!("{}", f[0]));
    assert_eq!((org.people.len(), org.kpis.len(), org.projects[0].tasks.len()), (1, 1, 1));
    assert_eq!(org.departments[0].head.as_ref(), Some(&org.people[0].id));
}

#[test]
fn what_has_no_id_gets_one_and_is_found_again() {
    let bytes = workbook(&[COMPANY, DEPARTMENTS, PEOPLE]);
    let first = read(&bytes, None).expect("it is right");
    let ids = |org: &Org| org.people.iter().map(|p| p.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(&first), ids(&read(&bytes, None).expect("it is right")), "the same ids in another database");
    assert_eq!(Changes::between(Some(&first), &read(&bytes, Some(&first)).expect("it is right")).list, []);
    // Who is known under an id of their own stays who they are.
    let mut known = first.to_json();
    for (n, id) in ids(&first).into_iter().enumerate() {
        known = known.replace(&id, &format!("E{n}"));
    }
    let known = Org::parse(&known).expect("it is right");
    let again = read(&bytes, Some(&known)).expect("it is right");
    assert_eq!(ids(&again), ["E0", "E1"]);
    assert_eq!(Changes::between(Some(&known), &again).list, []);
}

#[test]
fn a_sheet_that_is_not_there_changes_nothing_and_neither_does_a_column() {
    let (_, org) = labelled().into_iter().find(|(name, _)| name.contains("qiming")).expect("a company");
    let rows: Vec<[String; 2]> =
        org.people.iter().map(|p| [p.name.clone(), org.name(&p.department).to_owned()]).collect();
    let mut rows: Vec<Vec<&str>> = rows.iter().map(|r| r.iter().map(String::as_str).collect()).collect();
    rows.insert(0, vec!["姓名", "部门"]);
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let same = read(&workbook(&[("人员", &rows)]), Some(&org)).expect("it is right");
    assert_eq!(same.to_json(), org.to_json());
}

fn name() -> impl Strategy<Value = String> {
    // Everything that could be taken for something else: signs, separators, quotes, digits, wide characters.
    let chars = "[-=+@'\"、,;~%0-9a\u{4f1f}\u{ff11}\\[\\]（）]{1,6}";
    chars.prop_filter("names do not begin or end in spaces", |n: &String| n.trim() == n)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    #[test]
    fn companies_come_back(
        names in prop::collection::vec((name(), prop::collection::vec(name(), 0..3)), 2..6),
        target in -1_000_000_i64..1_000_000,
        days in prop::collection::vec(0_i64..4_000, 0..4),
    ) {
        let day = |n: i64| chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day") + chrono::Days::new(n as u64);
        let people: Vec<_> = names.iter().enumerate().map(|(n, (name, aliases))| serde_json::json!({
            "id": format!("p{n}"), "name": name, "aliases": aliases, "department": "d",
            "manager": (n > 0).then(|| format!("p{}", n - 1)),
            "leave": days.iter().map(|d| serde_json::json!({"from": day(*d), "to": day(d + 3)})).collect::<Vec<_>>(),
        })).collect();
        let json = serde_json::json!({
            "company": {"id": "c", "name": names[0].0, "timezone": "Asia/Shanghai", "fiscal_year_start_month": 1},
            "departments": [{"id": "d", "name": names[1].0, "head": "p1"}],
            "people": people,
            "kpis": [{"id": "k", "name": names[1].0, "level": "person", "owner": "p0", "unit": "单",
                "direction": "higher", "aggregation": "sum", "period": "month", "target": target as f64 / 1000.0}],
        });
        let org = Org::parse(&json.to_string()).expect("it is whole");
        comes_back("made up", &org);
    }
}
