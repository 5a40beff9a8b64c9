//! Fields of a company's own on its projects, KPIs and reports: 客户等级, 合同金额, 签约日期, 拜访客户数.
//!
//! A definition says what a field holds; a value is read by it and kept only where it fits.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fmt,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Kind, Org, OrgFault, Problem};
use crate::domain::{Decimal, Key, Language, Unit, work::made_at};

/// The most characters of a text.
const LONGEST: usize = 200;

/// What a field stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bearer {
    /// Projects.
    Project,
    /// KPIs.
    Kpi,
    /// Reports: filled by what they say, each with its words.
    Report,
}

impl Bearer {
    /// What such things are; reports are none of the company's things.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Bearer::Project => Some(Kind::Project),
            Bearer::Kpi => Some(Kind::Kpi),
            Bearer::Report => None,
        }
    }
}

/// Who sees what reports say of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldClass {
    /// Everybody.
    Ordinary,
    /// Who sees the person's figures.
    #[default]
    Personal,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Words, in one line.
    Text,
    /// A figure, in a unit where it has one.
    Number(Option<Unit>),
    /// A day.
    Date,
    /// One of these.
    Choice(Vec<String>),
}

/// A field of the company's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its key.
    pub id: Key,
    /// Its name.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// What it stands on.
    pub of: Bearer,
    /// What it holds.
    pub holds: Holds,
    /// The department whose reports it is of, with those below it; everybody's if none.
    pub within: Option<Key>,
    /// Who sees what reports say of it.
    pub class: FieldClass,
}

impl Field {
    /// What people call it in a language: its first name that is written in it, else its name.
    pub fn called(&self, language: Language) -> &str {
        let names = || std::iter::once(&self.name).chain(&self.aliases);
        names().find(|name| Language::of(name) == Some(language)).unwrap_or(&self.name)
    }
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Words, or the one that was chosen.
    Words(String),
    /// A figure.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
}

impl fmt::Display for Content {
    /// As [`Holds::take`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Content::Words(words) => f.write_str(words),
            Content::Number(value) => write!(f, "{}", value.normalize()),
            Content::Date(day) => write!(f, "{day}"),
        }
    }
}

impl Holds {
    /// The content that is written; `None` where it does not fit.
    pub fn take(&self, written: &str) -> Option<Content> {
        let written = written.trim();
        match self {
            Holds::Text => {
                let fits = !written.is_empty() && !written.contains('\n') && written.chars().count() <= LONGEST;
                fits.then(|| Content::Words(written.into()))
            }
            Holds::Number(_) => {
                let value: Option<Decimal> = written.parse().ok().or_else(|| Decimal::from_scientific(written).ok());
                value.map(|v| Content::Number(v.normalize()))
            }
            Holds::Date => written.parse().ok().map(Content::Date),
            Holds::Choice(choices) => {
                let same = |choice: &&String| choice.to_lowercase() == written.to_lowercase();
                choices.iter().find(same).cloned().map(Content::Words)
            }
        }
    }

    /// What fits, for a fault of a file.
    fn wanted(&self) -> String {
        match self {
            Holds::Text => format!("one line of at most {LONGEST} characters"),
            Holds::Number(_) => "a figure".into(),
            Holds::Date => "a day like 2026-11-25".into(),
            Holds::Choice(choices) => format!("one of {}", choices.join("、")),
        }
    }
}

/// A company's own fields, and what stands in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    /// The fields, in the order of the file.
    pub list: Vec<Field>,
    /// What those were called that are gone.
    gone: BTreeMap<Key, String>,
    /// By thing and field.
    values: BTreeMap<Key, BTreeMap<Key, Content>>,
    /// Those that were set in chat: an import leaves them unless its file names them.
    said: BTreeSet<(Key, Key)>,
}

impl Fields {
    /// Those that are defined, with nothing in them.
    pub fn of(list: Vec<Field>) -> Fields {
        Fields { list, ..Fields::default() }
    }

    /// The field of a key.
    pub fn field(&self, key: &Key) -> Option<&Field> {
        self.list.iter().find(|f| &f.id == key)
    }

    /// Those of reports.
    pub fn of_reports(&self) -> impl Iterator<Item = &Field> {
        self.list.iter().filter(|f| f.of == Bearer::Report)
    }

    /// The last name of a field that is gone: reports still speak of it.
    pub fn last_name(&self, key: &Key) -> Option<&str> {
        self.gone.get(key).map(String::as_str)
    }

    /// What stands in a field of a thing.
    pub fn content(&self, subject: &Key, field: &Key) -> Option<&Content> {
        self.values.get(subject)?.get(field)
    }

    /// What stands in the fields of a thing, in the order of the fields.
    pub fn on<'a>(&'a self, subject: &Key) -> impl Iterator<Item = (&'a Field, &'a Content)> {
        let values = self.values.get(subject);
        self.list.iter().filter_map(move |f| Some((f, values?.get(&f.id)?)))
    }

    /// Everything that stands in a field: the thing, the field, the content.
    pub fn all(&self) -> impl Iterator<Item = (&Key, &Key, &Content)> {
        self.values.iter().flat_map(|(subject, on)| on.iter().map(move |(field, content)| (subject, field, content)))
    }

    /// Puts what is written into a field of a thing; the fault where it does not fit.
    pub(super) fn put(&mut self, subject: &Key, of: Bearer, field: &Key, written: &str) -> Result<(), Problem> {
        let unknown = || Problem::Unknown(field.to_string());
        let known = self.field(field).filter(|f| f.of == of).ok_or_else(unknown)?;
        let wrong = || Problem::Value(format!("{} takes {}, not “{written}”", known.name, known.holds.wanted()));
        let content = known.holds.take(written).ok_or_else(wrong)?;
        self.values.entry(subject.clone()).or_default().insert(field.clone(), content);
        Ok(())
    }
}

/// What stands in a field, as it is kept.
#[derive(Clone, Debug)]
pub struct Value {
    /// The project or KPI.
    pub subject: Key,
    /// The field.
    pub field: Key,
    /// The content, as it is written.
    pub written: String,
    /// Whether it was set in chat.
    pub said: bool,
}

impl Org {
    /// Whether the reports of a person have a field.
    pub fn reports_have(&self, person: &Key, field: &Field) -> bool {
        let within = |department: &Key| self.person(person).is_some_and(|p| self.is_within(&p.department, department));
        field.of == Bearer::Report && field.within.as_ref().is_none_or(within)
    }

    /// The same company with these values in its fields, but for what does not fit any more: the thing or the field is
    /// gone, or it holds something else now.
    pub fn with_values(mut self, kept: impl IntoIterator<Item = Value>) -> Org {
        for Value { subject, field, written, said } in kept {
            let fits = |of: &Bearer| of.kind().is_some() && self.kind(&subject) == of.kind();
            let of = self.fields.field(&field).map(|f| f.of).filter(fits);
            if of.is_some_and(|of| self.fields.put(&subject, of, &field, &written).is_ok()) && said {
                self.fields.said.insert((subject, field));
            }
        }
        self
    }

    /// The same company, where these fields are gone that were called so.
    pub fn with_gone_fields(mut self, gone: impl IntoIterator<Item = (Key, String)>) -> Org {
        self.fields.gone.extend(gone);
        self
    }

    /// The company as an import of it leaves it, where it was `before`: with the fields that were defined in chat, and with
    /// what was set in chat and this does not name.
    pub(super) fn with_said(&self, before: &Org) -> Option<Org> {
        let stays = |field: &&Field| {
            let same = |f: &Field| f.id == field.id || f.of == field.of && f.name.eq_ignore_ascii_case(&field.name);
            let within = field.within.as_ref().is_none_or(|department| self.department(department).is_some());
            made_at(&field.id).is_some() && within && !self.fields.list.iter().any(same)
        };
        let made: Vec<Field> = before.fields.list.iter().filter(stays).cloned().collect();
        let value = |(subject, field): &(Key, Key)| {
            let open = self.fields.content(subject, field).is_none();
            let written = before.fields.content(subject, field).filter(|_| open)?.to_string();
            Some(Value { subject: subject.clone(), field: field.clone(), written, said: true })
        };
        let said: Vec<Value> = before.fields.said.iter().filter_map(value).collect();
        (!said.is_empty() || !made.is_empty()).then(|| {
            let mut kept = self.clone();
            kept.fields.list.extend(made);
            kept.with_values(said)
        })
    }
}

/// What must hold of the definitions.
pub(super) fn check(org: &Org) -> Vec<OrgFault> {
    let mut faults = Vec::new();
    let mut names: HashSet<(Bearer, String)> = HashSet::new();
    for (at, field) in org.fields.list.iter().enumerate() {
        let mut wrong = |of: &'static str, why: &str| {
            let place = format!("fields[{at}] ({})", field.id);
            faults.push(OrgFault { place, field: of, problem: Problem::Value(why.into()) });
        };
        if !names.insert((field.of, field.name.to_lowercase())) {
            wrong("name", "another field of the same things has this name");
        }
        if field.of != Bearer::Report && (field.within.is_some() || field.class != FieldClass::default()) {
            wrong("of", "only a field of reports has a department or a class");
        }
        if let Holds::Choice(choices) = &field.holds {
            let unlike: HashSet<String> = choices.iter().map(|c| c.trim().to_lowercase()).collect();
            if choices.is_empty() || unlike.len() < choices.len() || unlike.contains("") {
                wrong("choices", "a choice is between different words");
            }
        }
    }
    faults
}
