//! Names and ids: what a cell means that names a person, a department, a project.
//!
//! An id comes before a name, a name before an alias, and only what one thing is called counts. A row without an id gets
//! that of the thing which the company has under this name; a new thing gets one made of its name, the same every time.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::{cell::plain, fault::Problem};
use crate::domain::{Org, org::Kind};

/// How near a name has to be to be offered.
const NEAR: f64 = 0.45;

/// Things by the names that stand for them.
#[derive(Default)]
pub(super) struct Names {
    ids: HashSet<(Kind, String)>,
    names: HashMap<(Kind, String), Vec<String>>,
    aliases: HashMap<(Kind, String), Vec<String>>,
    /// Ids with the names as written, for hints.
    written: HashMap<Kind, Vec<(String, String)>>,
}

fn folded(name: &str) -> String {
    plain(name).to_lowercase().split_whitespace().collect()
}

impl Names {
    /// Adds a thing.
    pub fn add(&mut self, kind: Kind, id: &str, name: &str, aliases: &[String]) {
        self.ids.insert((kind, id.to_owned()));
        let put = |list: &mut HashMap<(Kind, String), Vec<String>>, name: &str| {
            let ids = list.entry((kind, folded(name))).or_default();
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        };
        put(&mut self.names, name);
        aliases.iter().for_each(|alias| put(&mut self.aliases, alias));
        self.written.entry(kind).or_default().push((id.to_owned(), name.to_owned()));
    }

    /// The id of what is written.
    pub fn find(&self, kind: Kind, written: &str) -> Result<String, Problem> {
        let exact = (kind, written.to_owned());
        if self.ids.contains(&exact) {
            return Ok(exact.1);
        }
        let key = (kind, folded(written));
        match self.names.get(&key).or_else(|| self.aliases.get(&key)).map(Vec::as_slice) {
            Some([one]) => Ok(one.clone()),
            Some(several) => Err(Problem::Ambiguous { kind, written: written.to_owned(), ids: several.to_vec() }),
            None => Err(Problem::Unknown { kind, written: written.to_owned(), near: self.near(kind, written) }),
        }
    }

    fn near(&self, kind: Kind, written: &str) -> Vec<String> {
        let names = self.written.get(&kind).map(Vec::as_slice).unwrap_or_default();
        let mut near: Vec<(f64, &String)> = names
            .iter()
            .map(|(_, name)| (strsim::normalized_damerau_levenshtein(name, written), name))
            .filter(|(likeness, _)| *likeness > NEAR)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.dedup_by(|a, b| a.1 == b.1);
        near.into_iter().take(3).map(|(_, name)| name.clone()).collect()
    }

    /// Adds what a company has of some kinds.
    pub fn add_of(&mut self, org: &Org, kinds: &[Kind]) {
        if kinds.contains(&Kind::Company) {
            self.add(Kind::Company, org.company.id.as_str(), &org.company.name, &[]);
        }
        for d in org.departments.iter().filter(|_| kinds.contains(&Kind::Department)) {
            self.add(Kind::Department, d.id.as_str(), &d.name, &d.aliases);
        }
        for p in org.people.iter().filter(|_| kinds.contains(&Kind::Person)) {
            self.add(Kind::Person, p.id.as_str(), &p.name, &p.aliases);
        }
        for j in org.projects.iter().filter(|_| kinds.contains(&Kind::Project)) {
            self.add(Kind::Project, j.id.as_str(), &j.name, &j.aliases);
        }
        for k in org.kpis.iter().filter(|_| kinds.contains(&Kind::Kpi)) {
            self.add(Kind::Kpi, k.id.as_str(), &k.name, &k.aliases);
        }
        for f in org.fields.list.iter().filter(|_| kinds.contains(&Kind::Field)) {
            self.add(Kind::Field, f.id.as_str(), &f.name, &f.aliases);
        }
    }

    /// The id of the only thing of a kind.
    pub fn only(&self, kind: Kind) -> Option<&str> {
        match self.written.get(&kind).map(Vec::as_slice) {
            Some([(id, _)]) => Some(id),
            _ => None,
        }
    }

    /// The name of a thing; its id where it is not known.
    pub fn name<'a>(&'a self, kind: Kind, id: &'a str) -> &'a str {
        let all = self.written.get(&kind).map(Vec::as_slice).unwrap_or_default();
        all.iter().find(|(known, _)| known == id).map_or(id, |(_, name)| name)
    }

    /// What is written for a thing: its name where that leads back to it, else its id.
    pub fn written<'a>(&self, kind: Kind, id: &'a str, name: &'a str) -> &'a str {
        if self.find(kind, name).is_ok_and(|found| found == id) { name } else { id }
    }
}

/// The ids that a company has, by kind, scope and name: the scope is the project of a milestone, the owner of a KPI.
#[derive(Default)]
pub(super) struct Known {
    /// Nothing where two have the name.
    ids: HashMap<(Kind, String, String), Option<String>>,
}

impl Known {
    /// Those of a company.
    pub fn of(org: &Org) -> Known {
        let mut known = Known::default();
        let mut add = |kind: Kind, scope: &str, name: &str, id: &str| {
            let place = known.ids.entry((kind, scope.to_owned(), folded(name)));
            place.and_modify(|known| *known = None).or_insert_with(|| Some(id.to_owned()));
        };
        org.departments.iter().for_each(|d| add(Kind::Department, "", &d.name, d.id.as_str()));
        org.people.iter().for_each(|p| add(Kind::Person, "", &p.name, p.id.as_str()));
        org.fields.list.iter().for_each(|f| add(Kind::Field, "", &f.name, f.id.as_str()));
        org.kpis.iter().for_each(|k| add(Kind::Kpi, k.owner.as_str(), &k.name, k.id.as_str()));
        for j in &org.projects {
            add(Kind::Project, "", &j.name, j.id.as_str());
            j.milestones.iter().for_each(|m| add(Kind::Milestone, j.id.as_str(), &m.name, m.id.as_str()));
            j.tasks.iter().for_each(|t| add(Kind::Task, j.id.as_str(), &t.name, t.id.as_str()));
        }
        known
    }

    /// The id of a thing.
    pub fn id(&self, kind: Kind, scope: &str, name: &str) -> Option<String> {
        self.ids.get(&(kind, scope.to_owned(), folded(name))).cloned().flatten()
    }
}

/// An id made of a name: the same for the same, and it tells nobody the name.
pub(super) fn made(kind: Kind, scope: &str, name: &str) -> String {
    let prefix = match kind {
        Kind::Company => "c",
        Kind::Department => "d",
        Kind::Person => "p",
        Kind::Project => "prj",
        Kind::Milestone => "ms",
        Kind::Task => "t",
        Kind::Kpi => "k",
        Kind::Field => "f",
    };
    let hash = Sha256::digest(format!("{prefix}\n{scope}\n{}", folded(name)).as_bytes());
    let hex: String = hash.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    format!("{prefix}-{hex}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_before_names_and_names_before_aliases() {
        let mut names = Names::default();
        names.add(Kind::Person, "p-1", "张伟", &["小李".into()]);
        names.add(Kind::Person, "p-2", "小李", &[]);
        names.add(Kind::Person, "p-3", "王芳", &["芳姐".into(), "芳芳".into()]);
        names.add(Kind::Person, "p-4", "王芳", &["芳芳".into()]);
        assert_eq!(names.find(Kind::Person, "p-1").as_deref(), Ok("p-1"));
        assert_eq!(names.find(Kind::Person, "小李").as_deref(), Ok("p-2"));
        assert_eq!(names.find(Kind::Person, " 芳姐 ").as_deref(), Ok("p-3"));
        assert!(matches!(names.find(Kind::Person, "王芳"), Err(Problem::Ambiguous { ids, .. }) if ids.len() == 2));
        assert!(matches!(names.find(Kind::Person, "芳芳"), Err(Problem::Ambiguous { .. })));
        let near = names.find(Kind::Person, "张炜");
        assert!(matches!(near, Err(Problem::Unknown { near, .. }) if near == ["张伟"]));
        assert!(matches!(names.find(Kind::Department, "张伟"), Err(Problem::Unknown { .. })));
        assert_eq!(names.written(Kind::Person, "p-1", "张伟"), "张伟");
        assert_eq!(names.written(Kind::Person, "p-3", "王芳"), "p-3");
    }

    #[test]
    fn a_made_id_stays() {
        assert_eq!(made(Kind::Person, "", "张伟"), made(Kind::Person, "", " 张伟 "));
        assert_ne!(made(Kind::Person, "", "张伟"), made(Kind::Department, "", "张伟"));
        assert_eq!(made(Kind::Company, "", "星河"), "c-4ae44cb463", "in every version");
        assert_ne!(made(Kind::Task, "prj-1", "联调"), made(Kind::Task, "prj-2", "联调"));
    }
}
