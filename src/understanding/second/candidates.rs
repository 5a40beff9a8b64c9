//! What a model may name: the things the report names, what belongs to them, and what the writer works on.

use super::{Asking, Candidate, subject::shares_word};
use crate::{
    domain::{
        Key, Org, access,
        org::{Kind, Level},
    },
    understanding::reader::Scene,
};

/// The most things on a list: small models lose their way in longer ones.
const MOST: usize = 40;

/// The most people on a list.
const MOST_PEOPLE: usize = 20;

/// What claims may be about, likeliest first.
pub(super) fn subjects(scene: &Scene<'_>, when: Asking) -> Vec<Candidate> {
    let org = scene.lexicon.org();
    let mut keys: Vec<&Key> = Vec::new();
    let named = scene.named.iter().chain(&scene.parts);
    for n in named {
        keys.extend(n.work.iter().chain(&n.kpi));
        keys.extend(n.tied.iter().filter(|k| scene.lexicon.is_work(k) || org.kpi(k).is_some()));
    }
    for key in keys.clone() {
        if let Some(project) = org.project_of(key) {
            keys.push(&project.id);
            keys.extend(project.tasks.iter().map(|t| &t.id));
            keys.extend(project.milestones.iter().map(|m| &m.id));
        }
    }
    let spoken = |key: &Key| scene.clauses.iter().any(|c| shares_word(scene, c, key));
    let moved = org.kpis.iter().filter(|k| access::moves(org, scene.author, k));
    keys.extend(moved.filter(|k| k.level != Level::Company || spoken(&k.id)).map(|k| &k.id));
    for project in org.projects.iter().filter(|j| org.works_on(scene.author, j)) {
        keys.push(&project.id);
        keys.extend(project.tasks.iter().filter(|t| t.assignee.as_ref() == Some(scene.author)).map(|t| &t.id));
        if when == Asking::Always {
            keys.extend(project.milestones.iter().map(|m| &m.id));
        }
    }
    listed(org, keys, MOST)
}

/// The people and departments that the report names, but for its writer.
pub(super) fn people(scene: &Scene<'_>) -> Vec<Candidate> {
    let keys = scene.named.iter().filter_map(|n| n.who.as_ref()).filter(|k| *k != scene.author).collect();
    listed(scene.lexicon.org(), keys, MOST_PEOPLE)
}

/// Candidates of keys, each once.
pub(super) fn listed(org: &Org, keys: Vec<&Key>, most: usize) -> Vec<Candidate> {
    let mut list: Vec<Candidate> = Vec::new();
    for key in keys {
        if list.len() == most {
            break;
        }
        if !list.iter().any(|c| &c.key == key) {
            list.extend(candidate(org, key));
        }
    }
    list
}

/// A thing as a candidate; `None` for the company and for what is not known.
fn candidate(org: &Org, key: &Key) -> Option<Candidate> {
    let kind = match org.kind(key)? {
        Kind::Company | Kind::Field => return None,
        Kind::Department => "department",
        Kind::Person => "person",
        Kind::Project => "project",
        Kind::Milestone => "milestone",
        Kind::Task => "task",
        Kind::Kpi => "kpi",
    };
    let name = org.name(key);
    let aliases = org.names().filter(|(n, k)| *k == key && *n != name).map(|(n, _)| n.to_owned()).collect();
    let unit = org.kpi(key).map(|kpi| kpi.unit.clone());
    Some(Candidate { key: key.clone(), kind, name: name.to_owned(), aliases, unit })
}
