//! `zhixing import` and `zhixing export` as they are called.

use std::{
    path::Path,
    process::{Command, Output},
};

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
use zhixing::store::{
    Store,
    audit::{self, AuditFilter},
    orgs,
};

use super::{COMPANY, DEPARTMENTS, PEOPLE, fill, workbook};
use crate::store::empty_databases;

struct Said {
    code: i32,
    out: String,
    err: String,
}

fn call(url: &str, folder: &Path, args: &[&str]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhixing"));
    let Output { status, stdout, stderr } =
        command.current_dir(folder).args(["--db", url]).args(args).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is text");
    Said { code: status.code().expect("it ends"), out: text(stdout), err: text(stderr) }
}

/// The actions in the audit log with their details, oldest first.
async fn log(store: &Store) -> Vec<(String, String)> {
    let company = orgs::companies(store).await.expect("it answers")[0].id;
    let mut tx = store.bound_to(company).read().await.expect("it opens");
    let all = audit::list(&mut tx, company, &AuditFilter::default()).await.expect("it answers");
    assert!(all.iter().all(|e| e.actor == "command line"));
    all.into_iter().rev().map(|e| (e.action, e.detail.to_string())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_comes_in_changes_and_goes_out() {
    for db in empty_databases().await {
        let folder = TempDir::new().expect("a folder");
        let run = |args: &[&str]| call(&db.url, folder.path(), args);
        std::fs::write(folder.path().join("a.xlsx"), workbook(&[COMPANY, DEPARTMENTS, PEOPLE])).expect("it is written");

        let dry = run(&["import", "--dry-run", "a.xlsx"]);
        assert_eq!(dry.code, 0, "{}", dry.err);
        assert!(dry.out.contains("5 to add, 0 to change, 0 to archive, 0 unchanged"), "{}", dry.out);
        let applied = db.store.check().await.map(|c| c.applied).unwrap_or_default();
        assert_eq!(applied, Vec::<i64>::new(), "{}: not even tables are made", db.name);

        let made = run(&["import", "a.xlsx"]);
        assert_eq!(
            (made.code, made.out.as_str()),
            (0, "星河: 2 departments, 2 people, 0 projects, 0 KPIs\n"),
            "{}",
            made.err
        );
        let again = run(&["import", "a.xlsx"]);
        assert_eq!(again.out, "星河: 0 added, 0 changed, 0 archived, 5 unchanged\n");

        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("人员").expect("a name");
        fill(sheet, &[PEOPLE.1[0], &["王芳", "", "总部"], &["李雷", "老李", "总部", "总监", "", "部门负责人、员工"]]);
        book.save(folder.path().join("b.xlsx")).expect("it is saved");
        let dry = run(&["import", "--dry-run", "b.xlsx"]);
        for line in
            ["+ added     person 王芳", "position: 经理 → 总监", "department: 研发部 (", "- archived  person 张伟"]
        {
            assert!(dry.out.contains(line), "{line}: {}", dry.out);
        }
        assert!(dry.out.contains("1 to add, 1 to change, 1 to archive, 3 unchanged"), "{}", dry.out);
        assert_eq!(log(&db.store).await.len(), 2, "{}: looking is no import", db.name);
        let done = run(&["import", "b.xlsx"]);
        assert!(done.out.starts_with("星河: 1 added, 1 changed, 1 archived, 3 unchanged\n  + added"), "{}", done.out);

        for form in [["--xlsx", "out.xlsx"], ["--csv", "out"], ["--json", "out.json"]] {
            let out = run(&[&["export", "org"], form.as_slice()].concat());
            assert_eq!(out.code, 0, "{}", out.err);
            assert_eq!(run(&[&["export", "org"], form.as_slice()].concat()).code, 2, "nothing is overwritten");
        }
        let csv: Vec<String> = std::fs::read_dir(folder.path().join("out"))
            .expect("a folder")
            .map(|e| e.expect("an entry").path().display().to_string())
            .collect();
        let csv: Vec<&str> = csv.iter().map(String::as_str).collect();
        for files in [vec!["out.xlsx"], vec!["out.json"], csv] {
            let same = run(&[&["import"], files.as_slice()].concat());
            assert_eq!(same.out, "星河: 0 added, 0 changed, 0 archived, 5 unchanged\n", "{}", same.err);
        }

        std::fs::write(folder.path().join("人员.csv"), "姓名,部门\n李雷,总布\n").expect("it is written");
        let wrong = run(&["import", "人员.csv"]);
        assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
        assert!(wrong.err.contains("人员.csv!B2: no department is called “总布”; did you mean 总部?"), "{}", wrong.err);
        assert_eq!(run(&["import", "a.xlsx", "b.xlsx"]).code, 2);
        assert_eq!(run(&["import", "old.xls"]).code, 2);

        let log = log(&db.store).await;
        let counts = |added: u64, changed: u64, archived: u64| {
            ("org.import".to_owned(), format!(r#"{{"added":{added},"archived":{archived},"changed":{changed}}}"#))
        };
        let export = |form: &str| ("org.export".to_owned(), format!(r#"{{"form":"{form}"}}"#));
        let none = counts(0, 0, 0);
        let expect = [
            counts(5, 0, 0),
            none.clone(),
            counts(1, 1, 1),
            export("xlsx"),
            export("csv"),
            export("json"),
            none.clone(),
            none.clone(),
            none,
        ];
        assert_eq!(log, expect, "{}", db.name);
    }
}

#[test]
fn the_template_needs_no_database() {
    let folder = TempDir::new().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("none.db").display());
    let run = |args: &[&str]| call(&url, folder.path(), args);
    assert_eq!(run(&["export", "org", "--template", "--xlsx", "t.xlsx"]).code, 0);
    assert_eq!(run(&["export", "org", "--template"]).code, 2);
    assert_eq!(run(&["export", "org", "--template", "--json", "t.json"]).code, 2);
    assert!(!folder.path().join("none.db").exists());
    assert_eq!(run(&["import", "t.xlsx"]).code, 0);
}
