//! Tables become a company: ids for things without one, rows to `org.json`, and faults back to rows.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{
    Book, Row, Sheet,
    fault::{Fault, Problem},
    head::Headed,
    names::{self, Known, Names},
    rows::{self, Reader},
};
use crate::domain::{
    Org,
    org::{OrgFault, Problem as OrgProblem},
};

/// A thing as an object, with its row where it comes from a table.
struct Thing {
    object: Map<String, Value>,
    from: Option<(Sheet, usize)>,
    /// The project of a milestone or task.
    project: Option<String>,
}

/// Reads a company out of tables. A table that is not there leaves its things as `current` has them; one that is there
/// has all of them, and a column that is not there leaves its field. Every fault that can be seen is returned, and notes on columns that are not read.
pub fn to_org(book: &Book, current: Option<&Org>) -> (Result<Org, Vec<Fault>>, Vec<String>) {
    let mut faults = Vec::new();
    let tables: Vec<Headed<'_>> = book.tables.iter().filter_map(|t| Headed::find(t, &mut faults)).collect();
    let notes = notes(book, &tables);
    if current.is_none() && book.table(Sheet::Company).is_none() {
        let why = "there is no company yet, and no sheet 公司 to make it of";
        faults.push(Fault { place: Sheet::Company.name().into(), problem: Problem::NoTable(why) });
    }
    let org = Building {
        tables,
        current,
        names: Names::default(),
        known: current.map(Known::of).unwrap_or_default(),
        ids: HashMap::new(),
    }
    .build(faults);
    (org, notes)
}

/// What was passed over, with its place.
fn notes(book: &Book, tables: &[Headed<'_>]) -> Vec<String> {
    let sheets = book.unread.iter().map(|name| format!("the sheet {name} is not read"));
    let columns = tables.iter().flat_map(|t| t.unread());
    sheets.chain(columns.map(|(place, head)| format!("{place}: the column “{head}” is not read"))).collect()
}

struct Building<'a> {
    tables: Vec<Headed<'a>>,
    current: Option<&'a Org>,
    names: Names,
    known: Known,
    /// The id of each row.
    ids: HashMap<(Sheet, usize), String>,
}

impl<'a> Building<'a> {
    fn table(&self, sheet: Sheet) -> Option<&Headed<'a>> {
        self.tables.iter().find(|t| t.table.sheet == sheet)
    }

    fn build(mut self, mut faults: Vec<Fault>) -> Result<Org, Vec<Fault>> {
        let kept: Vec<_> = Sheet::ALL.into_iter().filter(|s| self.table(*s).is_none()).map(Sheet::thing).collect();
        if let Some(current) = self.current {
            self.names.add_of(current, &kept);
        }
        let mut seen = HashMap::new();
        for sheet in Sheet::ALL {
            self.identify(sheet, &mut seen, &mut faults);
        }
        let current: Value =
            self.current.map_or(Value::Null, |org| serde_json::from_str(&org.to_json()).expect("a company is JSON"));
        let old = by_id(&current);
        let mut reader = Reader { names: &self.names, faults };
        let mut things: HashMap<Sheet, Vec<Thing>> = HashMap::new();
        for headed in &self.tables {
            let sheet = headed.table.sheet;
            let list = headed.body.iter().enumerate().filter(|(_, row)| !row.is_empty()).map(|(at, row)| Thing {
                object: {
                    let id = self.ids[&(sheet, at)].as_str();
                    reader.object(headed, row, id, old.get(&(sheet, id)).copied())
                },
                from: Some((sheet, at)),
                project: rows::project(headed, row, &self.names),
            });
            things.insert(sheet, list.collect());
        }
        let mut faults = reader.faults;
        if let Some(headed) = self.table(Sheet::Company)
            && things.get(&Sheet::Company).is_some_and(|t| t.len() != 1)
        {
            let problem = Problem::NoTable("this sheet has one row, the company");
            faults.push(Fault { place: headed.table.name.clone(), problem });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        self.parse(things, &current)
    }

    /// Gives every row of a sheet its id and makes its name known. Rows with an id come first, so that no other takes it.
    fn identify(&mut self, sheet: Sheet, seen: &mut HashMap<String, String>, faults: &mut Vec<Fault>) {
        let Some(headed) = self.tables.iter().find(|t| t.table.sheet == sheet) else { return };
        let rows = || headed.body.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let given = |row: &Row| headed.field(row, "id").text().ok().flatten();
        let mut ids: HashMap<usize, String> = HashMap::new();
        for (at, row) in rows() {
            let Some(id) = given(row) else { continue };
            let place = headed.place_of(row, "id");
            if let Some(other) = seen.insert(id.clone(), place.clone()) {
                faults.push(Fault { place, problem: Problem::SameId(other) });
            }
            ids.insert(at, id);
        }
        let taken: HashSet<String> = ids.values().cloned().collect();
        for (at, row) in rows().filter(|(_, row)| given(row).is_none()) {
            let name = headed.field(row, "name").text().ok().flatten().unwrap_or_default();
            let scope = rows::scope(headed, row, &self.names);
            let known = match sheet {
                Sheet::Company => self.current.map(|org| org.company.id.to_string()),
                _ => self.known.id(sheet.thing(), &scope, &name),
            };
            let id = known.filter(|id| !taken.contains(id));
            let id = id.unwrap_or_else(|| names::made(sheet.thing(), &scope, &name));
            let place = headed.place_of(row, "name");
            // An empty name is a fault of its own.
            if !name.is_empty()
                && let Some(other) = seen.insert(id.clone(), place.clone())
            {
                faults.push(Fault { place, problem: Problem::SameName(other) });
            }
            ids.insert(at, id);
        }
        for (at, row) in rows() {
            let name = headed.field(row, "name").text().ok().flatten().unwrap_or_default();
            let aliases = headed.field(row, "aliases").list().unwrap_or_default();
            self.names.add(sheet.thing(), &ids[&at], &name, &aliases);
        }
        self.ids.extend(ids.into_iter().map(|(at, id)| ((sheet, at), id)));
    }

    /// Puts the company together, a thing a line, and reads it as `org.json`.
    fn parse(&self, mut things: HashMap<Sheet, Vec<Thing>>, current: &Value) -> Result<Org, Vec<Fault>> {
        let mut take = |sheet: Sheet| things.remove(&sheet);
        let mut lines = Lines::default();
        let company = take(Sheet::Company).unwrap_or_else(|| list(&Value::Array(vec![current["company"].clone()])));
        lines.text.push_str("{\"company\":");
        company.iter().for_each(|thing| lines.add("company", thing, ""));
        for sheet in [Sheet::Departments, Sheet::People] {
            let list = take(sheet).unwrap_or_else(|| list(&current[sheet.list()]));
            lines.list(sheet.list(), sheet.list(), &list);
        }
        let projects = take(Sheet::Projects).unwrap_or_else(|| list(&current["projects"]));
        let inner: Vec<(Sheet, Option<Vec<Thing>>)> =
            [Sheet::Milestones, Sheet::Tasks].into_iter().map(|sheet| (sheet, take(sheet))).collect();
        lines.text.push_str(",\"projects\":[");
        for (at, mut project) in projects.into_iter().enumerate() {
            let id = project.object.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
            let old = current["projects"].as_array().into_iter().flatten().find(|j| j["id"] == id.as_str());
            for (sheet, _) in &inner {
                project.object.remove(sheet.list());
            }
            lines.text.push_str(if at == 0 { "" } else { "," });
            lines.add(&format!("projects[{at}]"), &project, "}");
            for (sheet, all) in &inner {
                let kept = old.map(|j| list(&j[sheet.list()])).unwrap_or_default();
                let own: Vec<&Thing> = match all {
                    Some(all) => all.iter().filter(|t| t.project.as_deref() == Some(id.as_str())).collect(),
                    None => kept.iter().collect(),
                };
                lines.list_of(&format!("projects[{at}].{}", sheet.list()), sheet.list(), own.into_iter());
            }
            lines.text.push('}');
        }
        lines.text.push(']');
        lines.list("kpis", "kpis", &take(Sheet::Kpis).unwrap_or_else(|| list(&current["kpis"])));
        lines.list("fields", "fields", &take(Sheet::Fields).unwrap_or_else(|| list(&current["fields"])));
        lines.text.push('}');
        Org::parse(&lines.text).map_err(|faults| faults.iter().map(|fault| self.fault(fault, &lines)).collect())
    }

    /// A fault of the company, by the row that it comes from.
    fn fault(&self, fault: &OrgFault, lines: &Lines) -> Fault {
        let thing = fault.place.split(" (").next().unwrap_or_default();
        let line = || thing.strip_prefix("line ")?.split(',').next()?.parse::<usize>().ok();
        let from = lines.places.get(thing).or_else(|| lines.rows.get(&line()?)).copied();
        let row = from.and_then(|(sheet, at)| Some((self.table(sheet)?, at)));
        let Some((headed, at)) = row else {
            return Fault { place: "the company as it is".into(), problem: Problem::Org(fault.to_string()) };
        };
        let place = headed.place_of(&headed.body[at], fault.field);
        let said = match &fault.problem {
            OrgProblem::Cycle(ids) => {
                let names: Vec<&str> = ids.iter().map(|id| self.names.name(headed.table.sheet.thing(), id)).collect();
                format!("goes round in a circle: {}", names.join(" → "))
            }
            OrgProblem::Shape(_) | OrgProblem::Duplicate(_) | OrgProblem::Unknown(_) | OrgProblem::Value(_) => {
                let bare = OrgFault { place: String::new(), field: "", problem: fault.problem.clone() };
                bare.to_string().trim_start_matches(": ").to_owned()
            }
        };
        Fault { place, problem: Problem::Org(said) }
    }
}

fn list(value: &Value) -> Vec<Thing> {
    let objects = value.as_array().into_iter().flatten().filter_map(Value::as_object);
    objects.map(|object| Thing { object: object.clone(), from: None, project: None }).collect()
}

fn under<'v>(value: &'v Value, list: &str) -> &'v [Value] {
    value[list].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The objects of a company by sheet and id.
fn by_id(current: &Value) -> HashMap<(Sheet, &str), &Map<String, Value>> {
    let projects = || under(current, "projects").iter();
    let mut all = HashMap::new();
    for sheet in Sheet::ALL {
        let things: Vec<&Value> = match sheet {
            Sheet::Company => vec![&current["company"]],
            Sheet::Departments | Sheet::People | Sheet::Projects | Sheet::Kpis | Sheet::Fields => {
                under(current, sheet.list()).iter().collect()
            }
            Sheet::Milestones | Sheet::Tasks => projects().flat_map(|j| under(j, sheet.list())).collect(),
        };
        let objects = things.into_iter().filter_map(Value::as_object);
        all.extend(objects.filter_map(|o| Some(((sheet, o.get("id")?.as_str()?), o))));
    }
    all
}

/// `org.json` with a thing a line, and where each comes from.
#[derive(Default)]
struct Lines {
    text: String,
    /// By the place as a fault names it: `projects[0].tasks[2]`.
    places: HashMap<String, (Sheet, usize)>,
    /// By the line.
    rows: HashMap<usize, (Sheet, usize)>,
    /// How many lines have ended.
    ended: usize,
}

impl Lines {
    /// Adds a thing on a line of its own, without what it ends in.
    fn add(&mut self, place: &str, thing: &Thing, without: &str) {
        self.text.push('\n');
        self.ended += 1;
        if let Some(from) = thing.from {
            self.places.insert(place.to_owned(), from);
            self.rows.insert(self.ended + 1, from);
        }
        let text = serde_json::to_string(&thing.object).expect("an object is JSON");
        self.text.push_str(text.strip_suffix(without).unwrap_or(&text));
    }

    fn list(&mut self, place: &str, name: &str, things: &[Thing]) {
        self.list_of(place, name, things.iter());
    }

    fn list_of<'t>(&mut self, place: &str, name: &str, things: impl Iterator<Item = &'t Thing>) {
        self.text.push_str(&format!(",\"{name}\":["));
        for (at, thing) in things.enumerate() {
            self.text.push_str(if at == 0 { "" } else { "," });
            self.add(&format!("{place}[{at}]"), thing, "");
        }
        self.text.push(']');
    }
}
