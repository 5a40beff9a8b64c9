//! Workbooks and CSV files: in, out, refused.

mod cells;
mod command;
mod faulty;
mod goals;
mod refused;
mod round;

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Workbook, Worksheet};
use zhixing::{
    domain::Org,
    sheets::{Fault, from_csv, from_xlsx, to_org},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A workbook of sheets with rows of text.
pub fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        fill(book.add_worksheet().set_name(*name).expect("a name"), rows);
    }
    book.save_to_buffer().expect("it is written")
}

/// Writes rows of text.
pub fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (at, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*row) {
            if !text.is_empty() {
                sheet.write_string(at, column, *text).expect("it is written");
            }
        }
    }
}

/// A workbook of one sheet with this XML.
pub fn raw(name: &str, sheet: &[u8]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let relation = |id: &str, kind: &str, to: &str| {
        format!(
            r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{to}"/></Relationships>"#
        )
    };
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", relation("r1", "officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relation("r1", "worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A zip archive of parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("it begins");
        zip.write_all(bytes).expect("it is written");
    }
    zip.finish().expect("it ends").into_inner()
}

/// The XML of a sheet with these rows.
pub fn sheet_xml(rows: &str) -> Vec<u8> {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
    .into_bytes()
}

/// Reads a workbook as a company.
pub fn read(bytes: &[u8], current: Option<&Org>) -> Result<Org, Vec<Fault>> {
    to_org(&from_xlsx(bytes).expect("it is a workbook"), current).0
}

/// Reads CSV files as a company.
pub fn read_csv(files: &[(&str, &[u8])], current: Option<&Org>) -> Result<Org, Vec<Fault>> {
    let files: Vec<(String, Vec<u8>)> = files.iter().map(|(n, b)| ((*n).to_owned(), b.to_vec())).collect();
    to_org(&from_csv(&files).expect("they are CSV"), current).0
}

/// What is said of faults.
pub fn said(result: Result<Org, Vec<Fault>>) -> Vec<String> {
    result.expect_err("it is faulty").iter().map(ToString::to_string).collect()
}

pub const COMPANY: (&str, &[&[&str]]) = ("公司", &[&["名称"], &["星河"]]);
pub const DEPARTMENTS: (&str, &[&[&str]]) =
    ("部门", &[&["名称", "上级部门", "负责人"], &["总部", "", ""], &["研发部", "总部", "李雷"]]);
pub const PEOPLE: (&str, &[&[&str]]) = (
    "人员",
    &[
        &["姓名", "别名", "部门", "岗位", "直属上级", "角色"],
        &["李雷", "老李", "研发部", "经理", "", "部门负责人、员工"],
        &["张伟", "小张;张工", "研发部", "工程师", "老李", ""],
    ],
);
