//! An empty workbook: headings, one example row a sheet, and what each column is for.

use super::{
    Book, Cell, Sheet,
    columns::{Column, Kind},
    export::table,
    scoring, words,
};

/// The tables with one example row, and the rows of the sheet of explanations.
pub fn template() -> (Book, Vec<Vec<String>>) {
    let example = |c: &Column| match c.kind {
        Kind::Day => c.example.parse().map_or(Cell::Empty, Cell::Day),
        Kind::Whole | Kind::Figure | Kind::Percent | Kind::InUnit | Kind::Target => {
            c.example.parse().map_or(Cell::Empty, Cell::Number)
        }
        _ => Cell::text_of(c.example),
    };
    let tables = Sheet::ALL.map(|s| table(s, std::iter::once(s.columns().iter().map(example).collect())));
    (Book { tables: tables.into(), unread: Vec::new() }, explanations())
}

fn explanations() -> Vec<Vec<String>> {
    let heads = ["工作表", "列", "英文", "必填", "说明", "怎么填"].map(str::to_owned).to_vec();
    let first = [
        "每张表的第二行是示例,请改成自己的内容或删掉。",
        "一张表在,就是全部:表里没有的会被归档;整张表删掉,就保持原样。",
        "人、部门、项目、指标可以写名称,也可以写编号;重名时写编号。",
    ];
    let notes = first.map(|note| vec![note.to_owned()]);
    let rows = Sheet::ALL.into_iter().flat_map(|sheet| {
        sheet.columns().iter().map(move |c| {
            let needed = if c.needed { "是" } else { "" };
            [sheet.name(), c.heads[0], c.field, needed, c.about, &how(c.kind)].map(str::to_owned).to_vec()
        })
    });
    notes.into_iter().chain([heads]).chain(rows).collect()
}

fn how(kind: Kind) -> String {
    match kind {
        Kind::Id | Kind::Text => "文字".into(),
        Kind::Texts => "几个文字,用、隔开".into(),
        Kind::Word(all) => format!("其中之一:{}", words::choice(all)),
        Kind::Words(all) => format!("几个,用、隔开:{}", words::choice(all)),
        Kind::Flag => format!("其中之一:{}", words::choice(words::FLAGS)),
        Kind::Thing(_) | Kind::Project | Kind::Owner => "名称或编号".into(),
        Kind::Things(_) => "几个名称或编号,用、隔开".into(),
        Kind::Day => "日期,如 2026-11-25".into(),
        Kind::Spans => "起止日期,如 2026-10-01~2026-10-07,几段用、隔开".into(),
        Kind::Whole => "整数".into(),
        Kind::Figure => "数".into(),
        Kind::Percent => "数,按百分数:40 即 40%".into(),
        Kind::InUnit => "数,按单位".into(),
        Kind::Target => "数,按单位;区间写成 0.1~0.5".into(),
        Kind::Fields => "字段=值,几个用、隔开".into(),
        Kind::Scoring => format!("其中之一,数按单位:{}", scoring::choice()),
    }
}
