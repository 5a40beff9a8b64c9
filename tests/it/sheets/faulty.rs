//! Faults are named by sheet, row and column, all of them together.

use zhixing::sheets::{from_xlsx, to_org};

use super::{COMPANY, DEPARTMENTS, PEOPLE, read, said, workbook};

#[test]
fn all_faults_are_named_with_their_places() {
    let people: &[&[&str]] = &[
        &["姓名", "部门", "直属上级", "角色", "离职日期", "休假"],
        &["李雷", "研法部", "", "老板", "", ""],
        &["", "研发部", "", "", "昨天", ""],
        &["张伟", "研发部", "王芳", "员工", "", "2026-10-07~2026-10-01"],
        &["张伟", "研发部", "", "", "", ""],
    ];
    let said = said(read(&workbook(&[COMPANY, DEPARTMENTS, ("人员", people)]), None));
    assert_eq!(
        said,
        [
            "人员!A5: 人员!A4 has the same name; give each an id",
            "人员!B2: no department is called “研法部”; did you mean 研发部?",
            "人员!D2: “老板” is not one of 员工 employee、项目经理 project_manager、部门负责人 department_head、人力资源 hr、高管 executive、管理员 admin、审计 auditor",
            "人员!A3: 姓名 is empty",
            "人员!E3: “昨天” is not a day like 2026-11-25",
            "人员!C4: no person is called “王芳”",
            "人员!F4: “2026-10-07~2026-10-01” is not a span: it ends before it begins",
        ]
    );
}

#[test]
fn a_name_of_two_is_no_name() {
    let people: &[&[&str]] = &[
        &["编号", "姓名", "部门", "直属上级"],
        &["p1", "张伟", "研发部", ""],
        &["p2", "张伟", "研发部", ""],
        &["p1", "李雷", "研发部", "张伟"],
        &["p4", "王芳", "研发部", "p2"],
    ];
    let said = said(read(&workbook(&[COMPANY, DEPARTMENTS, ("人员", people)]), None));
    assert_eq!(
        said,
        [
            "人员!A4: 人员!A2 has the same id",
            "人员!D4: “张伟” is the name of more than one person (p1, p2); write the id",
        ]
    );
}

#[test]
fn what_the_company_says_is_said_of_the_row() {
    let people: &[&[&str]] = &[&["姓名", "部门", "直属上级"], &["李雷", "研发部", "张伟"], &["张伟", "研发部", "李雷"]];
    let circle = said(read(&workbook(&[COMPANY, DEPARTMENTS, ("人员", people)]), None));
    assert_eq!(circle, ["人员!C2: goes round in a circle: 李雷 → 张伟 → 李雷"]);
    let company: (&str, &[&[&str]]) = ("公司", &[&["名称", "时区", "财年起始月"], &["星河", "火星", "13"]]);
    let zone = said(read(&workbook(&[company, DEPARTMENTS, PEOPLE]), None));
    assert_eq!(zone, ["公司!B2: \"火星\" is no time zone", "公司!C2: a month is 1 to 12"]);
    let kpis: &[&[&str]] = &[
        &["名称", "层级", "归属", "单位", "方向", "汇总方式", "周期", "目标"],
        &["差错率", "部门", "研发部", "%", "区间", "最新", "周", "3"],
    ];
    let target = said(read(&workbook(&[COMPANY, DEPARTMENTS, PEOPLE, ("指标", kpis)]), None));
    assert_eq!(target, ["指标!H2: a range KPI has a target of two figures, [low, high]"]);
}

#[test]
fn tables_that_lack_something_say_what() {
    let no_company = said(read(&workbook(&[DEPARTMENTS, PEOPLE]), None));
    assert_eq!(no_company, ["公司: there is no company yet, and no sheet 公司 to make it of"]);
    let no_column =
        said(read(&workbook(&[COMPANY, DEPARTMENTS, ("人员", &[&["姓名", "岗位"], &["李雷", "经理"]])]), None));
    assert_eq!(no_column, ["人员!1: there is no column 部门"]);
    let no_head = said(read(&workbook(&[COMPANY, DEPARTMENTS, ("人员", &[&["甲", "乙"], &["丙", "丁"]])]), None));
    assert!(no_head.contains(&"人员: no heading was found in the first rows".to_owned()), "{no_head:?}");
    let twice: &[&[&str]] = &[&["姓名", "部门", "名称"], &["李雷", "研发部", "雷"]];
    let twice = said(read(&workbook(&[COMPANY, DEPARTMENTS, ("人员", twice)]), None));
    assert!(twice.contains(&"人员!C1: 名称 stands here a second time".to_owned()), "{twice:?}");
}

#[test]
fn what_is_not_read_is_noted() {
    let people: &[&[&str]] = &[&["姓名", "部门", "电话"], &["李雷", "研发部", "123"]];
    let bytes = workbook(&[COMPANY, DEPARTMENTS, ("人员", people), ("草稿", &[&["x"]])]);
    let (org, notes) = to_org(&from_xlsx(&bytes).expect("a workbook"), None);
    assert!(org.is_ok());
    assert_eq!(notes, ["the sheet 草稿 is not read", "人员!C1: the column “电话” is not read"]);
}
