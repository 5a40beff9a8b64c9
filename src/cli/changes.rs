//! What an import changes, as lines: all of it, or shortly.

use serde_json::Value;

use crate::domain::{
    Key, Org,
    org::{
        Kind,
        changes::{Change, Changes, Difference, Field},
    },
};

/// How many lines a real import prints.
const SHORT: usize = 20;

fn kind(of: Kind) -> &'static str {
    match of {
        Kind::Company => "company",
        Kind::Department => "department",
        Kind::Person => "person",
        Kind::Project => "project",
        Kind::Milestone => "milestone",
        Kind::Task => "task",
        Kind::Kpi => "KPI",
        Kind::Field => "field",
    }
}

fn heading(change: &Change) -> String {
    let Change { key, name, what, .. } = change;
    let sign = match what {
        Difference::Added => "+ added",
        Difference::Changed(_) => "~ changed",
        Difference::Archived => "- archived",
    };
    format!("{sign:<11} {} {name} ({key})", kind(change.kind))
}

/// Prints every change with its fields, old → new, and the counts.
pub fn print(changes: &Changes, before: Option<&Org>, after: &Org) {
    let name = |value: &Value| -> String {
        let Some(text) = value.as_str() else { return shown(value) };
        let key = Key::from(text);
        let org = if after.kind(&key).is_some() { Some(after) } else { before.filter(|b| b.kind(&key).is_some()) };
        org.map_or_else(|| text.to_owned(), |org| format!("{} ({text})", org.name(&key)))
    };
    for change in &changes.list {
        println!("{}", heading(change));
        if let Difference::Changed(fields) = &change.what {
            for Field { name: field, old, new } in fields {
                // An id tells nobody who it is; a name that happens to be an id does not stand in these fields.
                let (old, new) = if REFERENCES.contains(&field.as_str()) {
                    (each(old, &name), each(new, &name))
                } else {
                    (shown(old), shown(new))
                };
                println!("              {field}: {old} → {new}");
            }
        }
    }
    let (added, changed, archived) = changes.counts();
    println!("{added} to add, {changed} to change, {archived} to archive, {} unchanged", changes.unchanged);
}

/// Fields that hold ids.
const REFERENCES: &[&str] = &["parent", "head", "department", "manager", "owner", "members", "assignee", "project"];

fn each(value: &Value, name: &impl Fn(&Value) -> String) -> String {
    match value {
        Value::Array(list) => list.iter().map(name).collect::<Vec<_>>().join("、"),
        Value::Null => shown(value),
        other => name(other),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "nothing".into(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join("、"),
        Value::Object(fields) if fields.contains_key("from") => {
            fields.values().map(shown).collect::<Vec<_>>().join("~")
        }
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| format!("{name}={}", shown(value))).collect::<Vec<_>>().join("、")
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// Prints the first changes, each on a line.
pub fn print_shortly(changes: &Changes) {
    for change in changes.list.iter().take(SHORT) {
        let fields = match &change.what {
            Difference::Changed(fields) => {
                format!(": {}", fields.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", "))
            }
            Difference::Added | Difference::Archived => String::new(),
        };
        println!("  {}{fields}", heading(change));
    }
    if let Some(more @ 1..) = changes.list.len().checked_sub(SHORT) {
        println!("  … and {more} more");
    }
}
