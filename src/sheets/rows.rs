//! A row as the JSON object that `org.json` would have for it.

use serde_json::{Map, Number, Value};

use super::{
    Row, Sheet,
    cell::{Cell, Figure, plain},
    columns::{Column, Kind},
    fault::{Fault, Problem},
    head::Headed,
    names::Names,
    scoring,
    words::{self, Word},
};
use crate::domain::{Decimal, org::Kind as Thing};

/// Reads rows; what is wrong with them is collected.
pub(super) struct Reader<'a> {
    pub names: &'a Names,
    pub faults: Vec<Fault>,
}

/// What a KPI's owner is, by its level as `org.json` has it; `None` for a position, which is but a name.
fn owner_kind(level: &str) -> Option<Thing> {
    match level {
        "company" => Some(Thing::Company),
        "department" => Some(Thing::Department),
        "person" => Some(Thing::Person),
        _ => None,
    }
}

/// Whose a KPI is, where that can be read.
fn owner(headed: &Headed<'_>, row: &Row, names: &Names) -> Option<String> {
    let level = word(words::LEVELS, headed.field(row, "level")).ok()??;
    match (owner_kind(level), headed.field(row, "owner").text().ok()?) {
        (Some(kind), Some(written)) => names.find(kind, &written).ok(),
        (Some(kind), None) => names.only(kind).map(str::to_owned),
        (None, position) => position,
    }
}

/// The project that a milestone or task stands under.
pub(super) fn project(headed: &Headed<'_>, row: &Row, names: &Names) -> Option<String> {
    let written = headed.field(row, "project").text().ok()??;
    names.find(Thing::Project, &written).ok()
}

impl Reader<'_> {
    /// The object of a row, which has this id; fields without a column are as in the object that there was.
    pub fn object(
        &mut self,
        headed: &Headed<'_>,
        row: &Row,
        id: &str,
        old: Option<&Map<String, Value>>,
    ) -> Map<String, Value> {
        let mut object = old.cloned().unwrap_or_default();
        for (column, _) in headed.table.sheet.columns().iter().zip(&headed.at).filter(|(_, at)| at.is_some()) {
            object.remove(column.field);
        }
        object.insert("id".into(), id.into());
        for (which, column) in headed.table.sheet.columns().iter().enumerate() {
            let at = headed.at[which];
            // A column that is not there was named once for all rows.
            if at.is_none() && !matches!(column.kind, Kind::Owner) {
                continue;
            }
            match self.value(headed, row, column, headed.cell(row, which)) {
                Ok(Some(value)) => {
                    object.insert(column.field.into(), value);
                }
                Ok(None) => {}
                Err(problem) => self.faults.push(Fault { place: headed.place(row, at), problem }),
            }
        }
        object
    }

    fn value(&self, headed: &Headed<'_>, row: &Row, column: &Column, cell: &Cell) -> Result<Option<Value>, Problem> {
        if column.needed && cell.is_empty() {
            return Err(Problem::Empty(column.heads[0]));
        }
        let array = |values: Vec<Value>| Some(values).filter(|v| !v.is_empty()).map(Value::Array);
        let find = |kind: Thing, written: &str| self.names.find(kind, written).map(Value::from);
        let unit = || headed.field(row, "unit").text().ok().flatten().is_some_and(|u| plain(&u) == "%");
        Ok(match column.kind {
            Kind::Id => None,
            Kind::Text => cell.text()?.map(Value::from),
            Kind::Texts => array(cell.list()?.into_iter().map(Value::from).collect()),
            Kind::Word(words) => word(words, cell)?.map(Value::from),
            Kind::Words(words) => {
                let meant =
                    |w: &String| word(words, &Cell::Text(w.clone())).map(|m| m.map_or(Value::Null, Value::from));
                array(cell.list()?.iter().map(meant).collect::<Result<_, _>>()?)
            }
            Kind::Flag => word(words::FLAGS, cell)?.map(|flag| Value::from(flag == "true")),
            Kind::Thing(kind) => cell.text()?.map(|written| find(kind, &written)).transpose()?,
            Kind::Things(kind) => array(cell.list()?.iter().map(|w| find(kind, w)).collect::<Result<_, _>>()?),
            // Where it stands is not part of it; only that it can be found is looked at.
            Kind::Project => {
                cell.text()?.map(|written| find(Thing::Project, &written)).transpose()?;
                None
            }
            Kind::Owner => {
                // A level that cannot be read is named where it stands.
                let Some(level) = word(words::LEVELS, headed.field(row, "level")).ok().flatten() else {
                    return Ok(None);
                };
                match (owner_kind(level), cell.text()?) {
                    (Some(kind), Some(written)) => Some(find(kind, &written)?),
                    (None, Some(position)) => Some(position.into()),
                    (Some(Thing::Company), None) => self.names.only(Thing::Company).map(Value::from),
                    (_, None) => return Err(Problem::Empty(column.heads[0])),
                }
            }
            Kind::Day => cell.day()?.map(|day| Value::from(day.to_string())),
            Kind::Spans => {
                let span = |l: &crate::domain::org::Leave| serde_json::json!({ "from": l.from, "to": l.to });
                array(cell.spans()?.iter().map(span).collect())
            }
            Kind::Whole => match cell.figure()? {
                Some(f) if f.is_percent || !f.value.fract().is_zero() => return Err(not_a(cell, "a whole number")),
                figure => figure.map(|f| number(f.value, cell)).transpose()?,
            },
            Kind::Figure => cell.figure()?.map(|f| in_unit(f, false, cell)).transpose()?,
            Kind::Percent => cell.figure()?.map(|f| number(f.value, cell)).transpose()?,
            Kind::InUnit => cell.figure()?.map(|f| in_unit(f, unit(), cell)).transpose()?,
            Kind::Target => {
                let figures = cell.target()?.into_iter().map(|f| in_unit(f, unit(), cell));
                let mut figures = figures.collect::<Result<Vec<Value>, _>>()?;
                if figures.len() > 1 { Some(Value::Array(figures)) } else { figures.pop() }
            }
            Kind::Scoring => scoring::read(cell, unit())?,
            Kind::Fields => {
                let mut values = Map::new();
                for entry in cell.list()? {
                    let (field, value) = entry.split_once(['=', '＝', ':', ':']).ok_or_else(|| Problem::NotA {
                        written: entry.clone(),
                        wanted: "a field and what stands in it, like 客户等级=A".into(),
                    })?;
                    values.insert(self.names.find(Thing::Field, field.trim())?, value.trim().into());
                }
                Some(values).filter(|v| !v.is_empty()).map(Value::Object)
            }
        })
    }
}

fn not_a(cell: &Cell, wanted: &str) -> Problem {
    Problem::NotA { written: cell.text().ok().flatten().unwrap_or_default(), wanted: wanted.to_owned() }
}

fn number(value: Decimal, cell: &Cell) -> Result<Value, Problem> {
    let number: Result<Number, _> = serde_json::from_str(&value.normalize().to_string());
    number.map(Value::from).map_err(|_| not_a(cell, "a figure that can be kept"))
}

/// A figure in the unit of its column: one in per cent only where that is in per cent.
pub(super) fn in_unit(figure: Figure, unit_is_percent: bool, cell: &Cell) -> Result<Value, Problem> {
    if figure.is_percent && !unit_is_percent {
        return Err(not_a(cell, "a figure in the unit of this column: it is in per cent"));
    }
    number(figure.value, cell)
}

/// The value of `org.json` that a word in a cell stands for.
fn word(words: &'static [Word], cell: &Cell) -> Result<Option<&'static str>, Problem> {
    let Some(written) = cell.text()? else { return Ok(None) };
    let found = words::meant(words, &plain(&written));
    let wanted = || format!("one of {}", words::choice(words));
    found.map(Some).ok_or_else(|| Problem::NotA { written, wanted: wanted() })
}

/// The scope within which a name is looked for: a project, an owner, or nothing.
pub(super) fn scope(headed: &Headed<'_>, row: &Row, names: &Names) -> String {
    match headed.table.sheet {
        Sheet::Milestones | Sheet::Tasks => project(headed, row, names).unwrap_or_default(),
        Sheet::Kpis => owner(headed, row, names).unwrap_or_default(),
        Sheet::Company | Sheet::Departments | Sheet::People | Sheet::Projects | Sheet::Fields => String::new(),
    }
}
