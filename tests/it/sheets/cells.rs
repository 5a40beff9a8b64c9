//! What people and their programs put into cells.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zhixing::domain::Org;

use super::{COMPANY, DEPARTMENTS, PEOPLE, fill, raw, read, read_csv, said, sheet_xml, workbook};

/// A workbook with the company of the other tests, and sheets of one's own.
fn with(more: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in [COMPANY, DEPARTMENTS, PEOPLE] {
        fill(book.add_worksheet().set_name(name).expect("a name"), rows);
    }
    more(&mut book);
    book.save_to_buffer().expect("it is written")
}

fn right(bytes: &[u8]) -> Org {
    read(bytes, None).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn names_stand_for_people_and_departments() {
    let org = right(&workbook(&[COMPANY, DEPARTMENTS, PEOPLE]));
    let (li, zhang) = (&org.people[0], &org.people[1]);
    assert_eq!(zhang.manager.as_ref(), Some(&li.id));
    assert_eq!(zhang.aliases, ["小张", "张工"]);
    assert_eq!(org.departments[1].head.as_ref(), Some(&li.id));
    assert_eq!(org.departments[1].parent.as_ref(), Some(&org.departments[0].id));
    assert_eq!(li.roles.len(), 2);
    assert_eq!(org.company.timezone.name(), "Asia/Shanghai");
}

#[test]
fn english_works_as_well() {
    let org = right(&workbook(&[
        ("Company", &[&["Name", "Time zone"], &["Starriver", "Europe/Berlin"]]),
        ("Departments", &[&["Name", "Head"], &["R&D", "Li Lei"]]),
        (
            "People",
            &[&["ID", "Name", "Aliases", "Department", "Roles"], &["p-1", "Li Lei", "Leo, Lee", "r&d", "HR, employee"]],
        ),
        (
            "KPIs",
            &[
                &["Name", "Level", "Owner", "Unit", "Direction", "Aggregation", "Period", "Target"],
                &["Releases", "department", "R&D", "个", "higher", "sum", "month", "2"],
            ],
        ),
    ]));
    assert_eq!((org.people[0].id.as_str(), org.people[0].aliases.len()), ("p-1", 2));
    assert_eq!(org.kpis[0].owner, org.departments[0].id);
}

#[test]
fn days_figures_and_per_cents_are_what_they_are() {
    let bytes = with(|book| {
        let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        let percent = Format::new().set_num_format("0%");
        let sheet = book.add_worksheet().set_name("项目").expect("a name");
        fill(
            sheet,
            &[&["编号", "名称", "负责人", "开始日期", "截止日期", "预算", "计划工时"], &["", "会员中心", "李雷"]],
        );
        sheet.write_number(1, 0, 1001.0).expect("an id that is a number");
        let november = ExcelDateTime::from_ymd(2026, 11, 25).expect("a day");
        sheet.write_datetime_with_format(1, 3, &november, &day).expect("a day");
        sheet.write_string(1, 4, "２０２６年１２月２０日").expect("a day");
        sheet.write_number(1, 5, 300000.5).expect("a figure");
        sheet.write_string(1, 6, " １,２００ ").expect("a figure");
        let sheet = book.add_worksheet().set_name("指标").expect("a name");
        let head: &[&str] = &["名称", "层级", "归属", "单位", "方向", "汇总方式", "周期", "目标", "基线", "权重"];
        let row = ["达标率", "个人", "张伟", "%", "越高越好", "最新", "月"];
        fill(sheet, &[head, &row, &["差错", "公司", "", "％", "区间", "平均值", "季度", "0.1～0.5", "85%"]]);
        sheet.write_number_with_format(1, 7, 0.07, &percent).expect("per cent");
        sheet.write_number_with_format(1, 9, 0.4, &percent).expect("per cent");
    });
    let org = right(&bytes);
    let project = &org.projects[0];
    assert_eq!(project.id.as_str(), "1001");
    assert_eq!(project.start.expect("a day").to_string(), "2026-11-25");
    assert_eq!(project.due.expect("a day").to_string(), "2026-12-20");
    assert_eq!(project.budget.expect("a figure").to_string(), "300000.5");
    assert_eq!(project.planned_hours.expect("a figure").to_string(), "1200");
    let json: serde_json::Value = serde_json::from_str(&org.to_json()).expect("it is JSON");
    assert_eq!((&json["kpis"][0]["target"], &json["kpis"][0]["weight"]), (&7.into(), &40.into()));
    assert_eq!(json["kpis"][1]["target"], serde_json::json!([0.1, 0.5]));
    assert_eq!(json["kpis"][1]["baseline"], 85);
    assert_eq!(org.kpis[1].owner, org.company.id);
}

#[test]
fn a_figure_in_per_cent_needs_a_unit_in_per_cent() {
    let head: &[&str] = &["名称", "层级", "归属", "单位", "方向", "汇总方式", "周期", "目标"];
    let rows: &[&[&str]] = &[head, &["签单", "个人", "张伟", "单", "越高越好", "累计", "月", "85%"]];
    let said = said(read(&workbook(&[COMPANY, DEPARTMENTS, PEOPLE, ("指标", rows)]), None));
    assert_eq!(said, ["指标!H2: “85%” is not a figure in the unit of this column: it is in per cent"]);
}

#[test]
fn a_formula_is_what_it_came_to() {
    let bytes = with(|book| {
        let sheet = book.add_worksheet().set_name("里程碑").expect("a name");
        fill(sheet, &[&["项目", "名称", "截止日期"], &["会员", "", "2026-11-25"]]);
        sheet.write_formula(1, 1, Formula::new("\"接口\"&\"联调\"").set_result("接口联调")).expect("a formula");
        fill(book.add_worksheet().set_name("项目").expect("a name"), &[&["名称", "负责人"], &["会员", "李雷"]]);
    });
    assert_eq!(right(&bytes).projects[0].milestones[0].name, "接口联调");
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="inlineStr"><is><t>时区</t></is></c></row>
        <row r="2"><c r="A2" t="inlineStr"><is><t>星河</t></is></c><c r="B2"><f>X1</f></c></row>"#;
    let said = said(read(&raw("公司", &sheet_xml(rows)), None));
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("公司!B2: the formula has no value"), "{said:?}");
    let error = rows.replace("<f>X1</f>", "<f>1/0</f><v>#DIV/0!</v>").replace("r=\"B2\"", "r=\"B2\" t=\"e\"");
    let said = super::said(read(&raw("公司", &sheet_xml(&error)), None));
    assert_eq!(said, ["公司!B2: the cell holds the error #DIV/0!"]);
}

#[test]
fn titles_empty_rows_and_spaces_do_not_matter() {
    let bytes = with(|book| {
        let sheet = book.add_worksheet().set_name(" 任务 ").expect("a name");
        let title = Format::new().set_bold();
        sheet.merge_range(0, 0, 0, 4, "2026 年任务一览", &title).expect("merged");
        fill(
            sheet,
            &[
                &[],
                &["", " 项 目 "],
                &["* 项目", "任务名称（必填）", "执行人:", "截止"],
                &[],
                &["\u{3000}会员 ", " 登录接口\u{a0}", " 张伟", " 2026/11/22 "],
                &["", "  ", ""],
                &["会员", "注册接口"],
                &[],
            ],
        );
        for row in 20..3_000 {
            sheet.write_blank(row, 0, &title).expect("nothing");
        }
        fill(book.add_worksheet().set_name("项目").expect("a name"), &[&["名称", "负责人"], &["会员", "李雷"]]);
    });
    let org = right(&bytes);
    let tasks = &org.projects[0].tasks;
    assert_eq!(tasks.iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["登录接口", "注册接口"]);
    assert_eq!(tasks[0].assignee.as_ref(), Some(&org.people[1].id));
}

#[test]
fn a_heading_merged_over_two_columns_hides_nothing() {
    let bytes = with(|book| {
        let sheet = book.add_worksheet().set_name("项目").expect("a name");
        fill(sheet, &[&["名称", "", "负责人"], &["会员", "中心", "李雷"]]);
        sheet.merge_range(0, 0, 0, 1, "名称", &Format::new()).expect("merged");
    });
    assert_eq!(said(read(&bytes, None)), ["项目!B2: there is a value, but no heading above it"]);
}

#[test]
fn csv_is_read_in_the_encodings_there_are() {
    let company = "名称\n星河\n";
    let people = "姓名,部门,直属上级\n\"李雷\",研发部,\n\n张伟 ,研发部,李雷\n";
    let departments = "名称;负责人\n研发部;李雷\n";
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let mark = |text: &str| [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for encode in [&gb as &dyn Fn(&str) -> Vec<u8>, &mark, &|t: &str| t.as_bytes().to_vec()] {
        let files = [
            ("公司.csv", encode(company)),
            ("星河-人员.CSV", encode(people)),
            ("departments.csv", encode(departments)),
        ];
        let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (*n, b.as_slice())).collect();
        let org = read_csv(&files, None).unwrap_or_else(|f| panic!("{f:?}"));
        assert_eq!(org.people[1].manager.as_ref(), Some(&org.people[0].id));
    }
    let faulty = [("公司.csv", company.as_bytes()), ("人员.csv", "姓名,部门\n\n李雷,研法部\n".as_bytes())];
    assert_eq!(said(read_csv(&faulty, None)), ["人员.csv!B3: no department is called “研法部”"]);
    assert!(zhixing::sheets::from_csv(&[("名单一.csv".into(), Vec::new())]).is_err());
    assert!(zhixing::sheets::from_csv(&[("人员.csv".into(), vec![0xff, 0x00, 0x80, 0xff])]).is_err());
}
