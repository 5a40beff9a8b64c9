//! Fields of a company's own defined, changed and taken away in chat: shown first, done once it is confirmed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Actor, Error, change::Change};
use crate::{
    domain::{
        Key, Org,
        access::{Action, Resource, allow},
        org::{Bearer, Field, FieldClass, Holds},
        work,
    },
    store::{Tx, orgs},
    understanding::field::{Defines, NewField, defines},
};

/// A definition while its speaker has not confirmed it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its id: buttons name it, and the key of a new field is made of it.
    pub id: Uuid,
    /// What was said.
    pub said: String,
}

/// What is done to a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Redefines {
    /// It is new.
    Makes,
    /// It is called otherwise than this now.
    Renames(String),
    /// It is between other choices.
    Chooses,
    /// It goes.
    Removes,
}

/// A field as it is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The field.
    pub field: Field,
    /// What is done to it.
    pub does: Redefines,
}

/// Why a definition cannot be as it was said.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// It is not said what the field is called or holds.
    Unclear,
    /// No department is called so.
    NoDepartment(String),
    /// Another field of the same things is called so.
    Taken(String),
    /// Several fields are called so, which stand on these.
    Several(String, Vec<Bearer>),
    /// It is no choice.
    NoChoice(String),
}

/// What a draft comes to.
pub fn define(actor: &Actor, draft: &Draft) -> Result<Result<Definition, Unfit>, Error> {
    let org = &actor.company.org;
    let said = defines(&actor.company.lexicon, &draft.said).ok_or(Error::NotFound)?;
    let made = match said {
        Defines::Add(new) => added(org, draft.id, new),
        Defines::AddNowhere(department) => Err(Unfit::NoDepartment(department)),
        Defines::Remove(keys) => one(org, &keys)?.map(|field| Definition { field, does: Redefines::Removes }),
        Defines::Rename(keys, name) => one(org, &keys)?.map(|field| renamed(field, name)),
        Defines::Choose(keys, choices) => one(org, &keys)?.and_then(|field| chosen(field, choices)),
    };
    let made = match made {
        Ok(made) => made,
        Err(unfit) => return Ok(Err(unfit)),
    };
    allow(org, &actor.person, Action::Manage, Resource::Definition(made.field.within.as_ref()))?;
    let keeps_name = matches!(made.does, Redefines::Removes | Redefines::Chooses);
    match org.fields.list.iter().find(|other| clashes(other, &made.field)) {
        Some(other) if !keeps_name => Ok(Err(Unfit::Taken(other.name.clone()))),
        _ => Ok(Ok(made)),
    }
}

fn one(org: &Org, keys: &[Key]) -> Result<Result<Field, Unfit>, Error> {
    let fields: Vec<&Field> = keys.iter().filter_map(|key| org.fields.field(key)).collect();
    match fields.as_slice() {
        [] => Err(Error::NotFound),
        [field] => Ok(Ok((*field).clone())),
        several => Ok(Err(Unfit::Several(several[0].name.clone(), several.iter().map(|f| f.of).collect()))),
    }
}

fn added(org: &Org, id: Uuid, new: NewField) -> Result<Definition, Unfit> {
    let NewField { of, within, name, aliases, holds } = new;
    let holds = holds.filter(|holds| !name.is_empty() && is_choice(holds)).ok_or(Unfit::Unclear)?;
    let key = work::key("f", id);
    debug_assert!(org.kind(&key).is_none(), "the id is new");
    let field = Field { id: key, name, aliases, of, holds, within, class: FieldClass::default() };
    Ok(Definition { field, does: Redefines::Makes })
}

/// The old name stays one that people know it by.
fn renamed(mut field: Field, name: String) -> Definition {
    let before = std::mem::replace(&mut field.name, name);
    field.aliases.retain(|alias| alias.to_lowercase() != field.name.to_lowercase());
    field.aliases.push(before.clone());
    Definition { field, does: Redefines::Renames(before) }
}

fn chosen(mut field: Field, choices: Vec<String>) -> Result<Definition, Unfit> {
    let holds = Holds::Choice(choices);
    if !matches!(field.holds, Holds::Choice(_)) {
        return Err(Unfit::NoChoice(field.name));
    }
    if !is_choice(&holds) {
        return Err(Unfit::Unclear);
    }
    field.holds = holds;
    Ok(Definition { field, does: Redefines::Chooses })
}

/// Whether choices are between two different words at least; anything else is none.
fn is_choice(holds: &Holds) -> bool {
    let Holds::Choice(choices) = holds else { return true };
    let mut words: Vec<String> = choices.iter().map(|choice| choice.to_lowercase()).collect();
    words.sort();
    words.dedup();
    words.len() > 1 && words.len() == choices.len()
}

/// Whether two fields of the same things would be called the same.
fn clashes(other: &Field, field: &Field) -> bool {
    let names = |f: &Field| std::iter::once(&f.name).chain(&f.aliases).map(|n| n.to_lowercase()).collect::<Vec<_>>();
    let known = names(other);
    other.id != field.id && other.of == field.of && names(field).iter().any(|name| known.contains(name))
}

/// The change that does it.
pub fn change(definition: Definition) -> Change {
    Change::Redefine(Box::new(definition))
}

/// Writes it down.
pub(super) async fn write(tx: &mut Tx, company: Uuid, definition: &Definition) -> Result<(), Error> {
    let gone = definition.does == Redefines::Removes;
    Ok(orgs::put_field(tx, company, &definition.field, gone).await?)
}
