//! What differs between a company as it is and as a file has it, thing by thing and field by field.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Key, Kind, Org, raw::to_raw};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its key.
    pub key: Key,
    /// Its name; the new one where that differs.
    pub name: String,
    /// How it differs.
    pub what: Difference,
}

/// How a thing differs.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// It is new, or back.
    Added,
    /// These fields differ.
    Changed(Vec<Field>),
    /// It is no longer there.
    Archived,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As `org.json` calls it.
    pub name: String,
    /// Before; null where there was nothing.
    pub old: Value,
    /// After.
    pub new: Value,
}

/// All that differs, and how much does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// What differs: what is new and what changed in the order of the file, then what is gone.
    pub list: Vec<Change>,
    /// How many things are as they were.
    pub unchanged: u64,
}

impl Changes {
    /// What differs between a company and the one that takes its place. Without one before, all is new. The order of
    /// things is no difference, nor is what was set in chat and the new one does not name.
    pub fn between(before: Option<&Org>, after: &Org) -> Changes {
        let kept = before.and_then(|before| after.with_said(before));
        let old = before.map(things).unwrap_or_default();
        let new = things(kept.as_ref().unwrap_or(after));
        let by_key: HashMap<(Kind, Option<&Key>), &Thing> = old.iter().map(|t| (t.place(), t)).collect();
        let mut changes = Changes::default();
        for thing in &new {
            let what = match by_key.get(&thing.place()) {
                None => Difference::Added,
                Some(was) => match fields(&was.fields, &thing.fields) {
                    none if none.is_empty() => {
                        changes.unchanged += 1;
                        continue;
                    }
                    some => Difference::Changed(some),
                },
            };
            changes.list.push(thing.change(what));
        }
        let still: HashSet<(Kind, Option<&Key>)> = new.iter().map(Thing::place).collect();
        let gone = old.iter().filter(|t| !still.contains(&t.place()));
        changes.list.extend(gone.map(|t| t.change(Difference::Archived)));
        changes
    }

    /// The same, but for what stays although no file names it: what was made in chat.
    pub fn keeping(mut self, made: &HashSet<Key>) -> Changes {
        self.list.retain(|change| change.what != Difference::Archived || !made.contains(&change.key));
        self
    }

    /// How many are new, changed and gone.
    pub fn counts(&self) -> (u64, u64, u64) {
        let (mut added, mut changed, mut archived) = (0, 0, 0);
        for change in &self.list {
            match change.what {
                Difference::Added => added += 1,
                Difference::Changed(_) => changed += 1,
                Difference::Archived => archived += 1,
            }
        }
        (added, changed, archived)
    }
}

struct Thing {
    kind: Kind,
    key: Key,
    name: String,
    fields: Map<String, Value>,
}

impl Thing {
    /// What makes it the same thing as another. The company is one, whatever its key.
    fn place(&self) -> (Kind, Option<&Key>) {
        (self.kind, Some(&self.key).filter(|_| self.kind != Kind::Company))
    }

    fn change(&self, what: Difference) -> Change {
        Change { kind: self.kind, key: self.key.clone(), name: self.name.clone(), what }
    }
}

/// The fields that differ, in the order of their names. Nothing and an empty list are the same.
fn fields(old: &Map<String, Value>, new: &Map<String, Value>) -> Vec<Field> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let value = |of: &Map<String, Value>, name: &String| match of.get(name) {
        Some(Value::Array(list)) if list.is_empty() => Value::Null,
        other => other.cloned().unwrap_or_default(),
    };
    let both = names.into_iter().map(|name| Field { name: name.clone(), old: value(old, name), new: value(new, name) });
    both.filter(|f| f.old != f.new).collect()
}

fn things(org: &Org) -> Vec<Thing> {
    let json = serde_json::to_value(to_raw(org)).expect("every field has a JSON form");
    let list = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let mut all = Vec::new();
    let mut add = |kind: Kind, value: &Value, project: Option<&Value>| {
        let mut fields = value.as_object().cloned().unwrap_or_default();
        for name in ["milestones", "tasks"] {
            fields.remove(name);
        }
        // A task that goes to another project is one that changed.
        if let Some(project) = project {
            fields.insert("project".into(), project["id"].clone());
        }
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        all.push(Thing { kind, key: text("id").into(), name: text("name"), fields });
    };
    add(Kind::Company, &json["company"], None);
    list(&json, "departments").iter().for_each(|d| add(Kind::Department, d, None));
    list(&json, "people").iter().for_each(|p| add(Kind::Person, p, None));
    for project in &list(&json, "projects") {
        add(Kind::Project, project, None);
        list(project, "milestones").iter().for_each(|m| add(Kind::Milestone, m, Some(project)));
        list(project, "tasks").iter().for_each(|t| add(Kind::Task, t, Some(project)));
    }
    list(&json, "kpis").iter().for_each(|k| add(Kind::Kpi, k, None));
    list(&json, "fields").iter().for_each(|f| add(Kind::Field, f, None));
    all
}
