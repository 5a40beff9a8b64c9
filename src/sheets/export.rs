//! A company as tables.

use serde_json::Value;

use super::{
    Book, Cell, Row, Sheet, Table,
    columns::{Column, Kind},
    names::Names,
    scoring, words,
};
use crate::domain::{
    Decimal, Org,
    org::{Kind as Thing, Leave},
};

const KINDS: [Thing; 6] = [Thing::Company, Thing::Department, Thing::Person, Thing::Project, Thing::Kpi, Thing::Field];

/// All tables of a company: reading them gives the same company.
pub fn from_org(org: &Org) -> Book {
    let json: Value = serde_json::from_str(&org.to_json()).expect("a company is JSON");
    let mut names = Names::default();
    names.add_of(org, &KINDS);
    let write = Writer { org, names };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let inner = |sheet: Sheet| -> Vec<Value> {
        let under = |project: Value| {
            let id = project["id"].clone();
            list(&project[sheet.list()]).into_iter().map(move |mut thing| {
                thing["project"] = id.clone();
                thing
            })
        };
        list(&json["projects"]).into_iter().flat_map(under).collect()
    };
    let tables = Sheet::ALL.map(|sheet| {
        let things = match sheet {
            Sheet::Company => vec![json["company"].clone()],
            Sheet::Milestones | Sheet::Tasks => inner(sheet),
            Sheet::Departments | Sheet::People | Sheet::Projects | Sheet::Kpis | Sheet::Fields => {
                list(&json[sheet.list()])
            }
        };
        let rows = things.iter().map(|thing| sheet.columns().iter().map(|c| write.cell(c, thing)).collect());
        table(sheet, rows)
    });
    Book { tables: tables.into(), unread: Vec::new() }
}

/// A table with its heading.
pub(super) fn table(sheet: Sheet, rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    let heads = sheet.columns().iter().map(|c| Cell::Text(c.heads[0].to_owned())).collect();
    let rows = std::iter::once(heads).chain(rows).zip(1..).map(|(cells, number)| Row { number, cells });
    Table { sheet, name: sheet.name().to_owned(), rows: rows.collect() }
}

struct Writer<'a> {
    org: &'a Org,
    names: Names,
}

impl Writer<'_> {
    fn cell(&self, column: &Column, thing: &Value) -> Cell {
        let value = &thing[column.field];
        let texts = || -> Vec<String> {
            value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let text = || value.as_str().unwrap_or_default();
        let name = |kind: Thing, id: &str| {
            let key = id.into();
            self.names.written(kind, id, self.org.name(&key)).to_owned()
        };
        match column.kind {
            Kind::Id | Kind::Text => Cell::text_of(text()),
            Kind::Texts => Cell::of_list(&texts()),
            Kind::Word(all) => Cell::text_of(words::written(all, text())),
            Kind::Words(all) => {
                let list: Vec<String> = texts().iter().map(|value| words::written(all, value).to_owned()).collect();
                Cell::of_list(&list)
            }
            Kind::Flag => Cell::text_of(
                value.as_bool().map_or("", |flag| words::written(words::FLAGS, if flag { "true" } else { "false" })),
            ),
            _ if value.is_null() => Cell::Empty,
            Kind::Thing(kind) => Cell::text_of(&name(kind, text())),
            Kind::Project => Cell::text_of(&name(Thing::Project, text())),
            Kind::Things(kind) => Cell::of_list(&texts().iter().map(|id| name(kind, id)).collect::<Vec<_>>()),
            Kind::Owner => match self.org.kind(&text().into()) {
                Some(kind) if thing["level"] != "position" => Cell::text_of(&name(kind, text())),
                _ => Cell::text_of(text()),
            },
            Kind::Day => text().parse().map_or(Cell::Empty, Cell::Day),
            Kind::Spans => {
                let spans: Vec<Leave> = serde_json::from_value(value.clone()).unwrap_or_default();
                let spans: Vec<String> = spans.iter().map(|l| format!("{}~{}", l.from, l.to)).collect();
                Cell::of_list(&spans)
            }
            Kind::Whole | Kind::Figure | Kind::Percent | Kind::InUnit => figure(value),
            Kind::Target => match value.as_array().map(Vec::as_slice) {
                Some([low, high]) => Cell::Text(format!("{}~{}", plain(low), plain(high))),
                _ => figure(value),
            },
            Kind::Fields => {
                let text = |value: &Value| value.as_str().map_or_else(|| plain(value), str::to_owned);
                let values = value.as_object().into_iter().flatten();
                Cell::of_list(
                    &values.map(|(f, v)| format!("{}={}", name(Thing::Field, f), text(v))).collect::<Vec<_>>(),
                )
            }
            Kind::Scoring => Cell::Text(scoring::written(value)),
        }
    }
}

fn exact(value: &Value) -> Option<Decimal> {
    let text = value.to_string();
    text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok()).map(|value: Decimal| value.normalize())
}

/// A figure as people write it, also where JSON has an exponent.
pub(super) fn plain(value: &Value) -> String {
    exact(value).map_or_else(|| value.to_string(), |value| value.to_string())
}

fn figure(value: &Value) -> Cell {
    exact(value).map_or_else(|| Cell::text_of(&value.to_string()), Cell::Number)
}
