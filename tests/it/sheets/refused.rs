//! Files that are no workbooks, or that are made to do harm.

use std::time::{Duration, Instant};

use zhixing::sheets::{Refused, from_csv, from_xlsx, to_org};

use super::{COMPANY, DEPARTMENTS, PEOPLE, raw, sheet_xml, workbook, zipped};

fn refused(bytes: &[u8]) -> Refused {
    let begun = Instant::now();
    let error = from_xlsx(bytes).expect_err("it is refused");
    assert!(begun.elapsed() < Duration::from_secs(20), "{error}: {:?}", begun.elapsed());
    assert!(!error.to_string().is_empty());
    error
}

#[test]
fn what_is_no_workbook_is_said_so() {
    assert!(matches!(refused(b""), Refused::NotXlsx));
    assert!(matches!(refused("姓名,部门\n".as_bytes()), Refused::NotXlsx));
    assert!(matches!(refused(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Refused::Compound));
    assert!(matches!(refused(b"PK\x03\x04 nothing"), Refused::Damaged(_)));
    assert!(matches!(refused(&zipped(&[("a.txt", b"hello")])), Refused::Damaged(_)), "a zip of something else");
    assert!(matches!(refused(&workbook(&[("Sheet1", &[&["姓名"]])])), Refused::Nothing));
    let twice = workbook(&[("人员", &[&["姓名"]]), ("people", &[&["name"]])]);
    assert!(matches!(refused(&twice), Refused::Twice(..)));
    let large = vec![b'P'; 20_000_001];
    assert!(matches!(refused(&large), Refused::TooLarge(_)));
}

#[test]
fn a_truncated_workbook_is_damaged() {
    let whole = workbook(&[COMPANY, DEPARTMENTS, PEOPLE]);
    assert!(from_xlsx(&whole).is_ok());
    for tenth in 1..10 {
        let cut = &whole[..whole.len() * tenth / 10];
        assert!(matches!(refused(cut), Refused::Damaged(_)), "{tenth} tenths");
    }
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    // 60 MB of one letter, a thousandth of that packed.
    let dense = vec![b' '; 60_000_000];
    assert!(matches!(refused(&raw("人员", &dense)), Refused::Ratio { .. }));
    let many: Vec<(String, Vec<u8>)> = (0..1_500).map(|n| (format!("p{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    assert!(matches!(refused(&zipped(&many)), Refused::Parts(1_500, _)));
    // Many parts, each below what is looked at closely, too much together.
    let part = vec![b' '; 900_000];
    let parts: Vec<(String, &[u8])> = (0..100).map(|n| (format!("p{n}"), part.as_slice())).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    assert!(matches!(refused(&zipped(&parts)), Refused::Unpacked(_)));
}

#[test]
fn a_zip_bomb_that_lies_of_its_size_is_not_believed() {
    let size = 60_000_000_u32;
    let mut bomb = raw("人员", &vec![b' '; size as usize]);
    let (real, claimed) = (size.to_le_bytes(), 1_000_u32.to_le_bytes());
    let mut lies = 0;
    for at in 0..bomb.len() - 4 {
        if bomb[at..at + 4] == real {
            bomb[at..at + 4].copy_from_slice(&claimed);
            lies += 1;
        }
    }
    assert!(lies >= 1, "the sizes in the directory were found");
    refused(&bomb);
}

#[test]
fn a_sheet_that_claims_to_be_huge_costs_nothing() {
    let claim = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="inlineStr"><is><t>部门</t></is></c></row>"#;
    let only_claim = format!("{claim}</sheetData></worksheet>");
    let book = from_xlsx(&raw("人员", only_claim.as_bytes())).expect("it is small");
    assert_eq!(book.tables[0].rows.len(), 1);
    let corner = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    assert!(matches!(
        refused(&raw("人员", format!("{claim}{corner}").as_bytes())),
        Refused::Rows { row: 1_048_576, .. }
    ));
    let right = r#"<row r="2"><c r="XFD2"><v>1</v></c></row></sheetData></worksheet>"#;
    assert!(matches!(refused(&raw("人员", format!("{claim}{right}").as_bytes())), Refused::Columns { .. }));
    let empty = r#"<row r="1048576"><c r="A1048576" s="0"/></row></sheetData></worksheet>"#;
    assert!(from_xlsx(&raw("人员", format!("{claim}{empty}").as_bytes())).is_ok(), "an empty cell is none");
}

#[test]
fn too_many_cells_are_refused() {
    let full = format!("{}\n", ["1"; 12].join(",")).repeat(90_000);
    assert!(matches!(from_csv(&[("人员.csv".into(), full.into_bytes())]), Err(Refused::Cells(_))));
    let lines = "a,b\n".repeat(100_001);
    assert!(matches!(from_csv(&[("人员.csv".into(), lines.into_bytes())]), Err(Refused::Rows { .. })));
    let wide = ",x".repeat(300);
    assert!(matches!(from_csv(&[("人员.csv".into(), wide.into_bytes())]), Err(Refused::Columns { .. })));
}

/// Whatever stands in a part, it is read or refused; nothing panics.
#[test]
fn a_broken_part_breaks_nothing() {
    let cells = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="B1" t="s"><v>0</v></c></row>
        <row r="2"><c r="A2" s="7"><v>46351</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#REF!</v></c>
        <c r="D2"><f>A1</f></c><c r="E2" t="str"><f t="shared" si="0" ref="E2:E9">B1</f><v>x</v></c><c t="d" r="F2"><v>2026-11-25</v></c></row>"#;
    let sheet = sheet_xml(cells);
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below as u64) as usize
    };
    let mut read = 0;
    for _ in 0..600 {
        let mut broken = sheet.clone();
        for _ in 0..=next(4) {
            let at = next(broken.len());
            match next(3) {
                0 => broken[at] = *b"<>\"'&;09AZ \x00\xff".get(next(13)).expect("one of them"),
                1 => drop(broken.remove(at)),
                _ => {
                    let (from, to) = (at, (at + next(40)).min(broken.len()));
                    let piece = broken[from..to].to_vec();
                    let to = next(broken.len());
                    broken.splice(to..to, piece);
                }
            }
        }
        if let Ok(book) = from_xlsx(&raw("人员", &broken)) {
            read += 1;
            let _ = to_org(&book, None);
        }
    }
    assert!(read > 5, "{read} were read all the same");
}
