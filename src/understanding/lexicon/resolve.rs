//! Which of several things of one name a writer means.

use std::collections::HashMap;

use super::{How, Lexicon, Mention};
use crate::domain::{
    Key, access,
    org::{Kind, Level},
};

/// A mention resolved for a writer: at most one thing of each class.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// First character, in uniform text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The project, milestone or task.
    pub work: Option<Key>,
    /// The KPI.
    pub kpi: Option<Key>,
    /// The person or department.
    pub who: Option<Key>,
    /// All things of one class that are equally likely, if there are several.
    pub tied: Vec<Key>,
    /// How the name was recognised.
    pub how: How,
}

impl Lexicon {
    /// Resolves the mentions of one report for its writer.
    pub(crate) fn resolve(&self, mentions: &[Mention], author: &Key) -> Vec<Named> {
        let mut spoken_of: HashMap<Key, i32> = HashMap::new();
        for mention in mentions {
            if let [key] = &mention.keys[..]
                && let Some(project) = self.org.project_of(key)
            {
                *spoken_of.entry(project.id.clone()).or_default() += 1;
            }
        }
        mentions
            .iter()
            .map(|mention| {
                let mut tied = Vec::new();
                let mut pick = |class: &dyn Fn(&Key) -> bool| {
                    // A name of one thing only is weighed against none.
                    if let [key] = mention.keys.as_slice() {
                        return class(key).then(|| key.clone());
                    }
                    let mut scored: Vec<(i32, &Key)> = mention
                        .keys
                        .iter()
                        .filter(|k| class(k))
                        .map(|k| (self.likely(k, author, &spoken_of), k))
                        .collect();
                    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
                    let (best, key) = scored.first()?;
                    let equal: Vec<Key> = scored.iter().filter(|(s, _)| s == best).map(|(_, k)| (*k).clone()).collect();
                    if equal.len() > 1 {
                        tied = equal;
                    }
                    Some((*key).clone())
                };
                let work = pick(&|k| self.is_work(k));
                let kpi = pick(&|k| self.org.kind(k) == Some(Kind::Kpi));
                let who = pick(&|k| matches!(self.org.kind(k), Some(Kind::Person | Kind::Department)));
                Named { start: mention.start, end: mention.end, work, kpi, who, tied, how: mention.how }
            })
            .collect()
    }

    /// How likely a writer means a thing, against others of the same name.
    fn likely(&self, key: &Key, author: &Key, spoken_of: &HashMap<Key, i32>) -> i32 {
        let org = &self.org;
        let own = org.person(author).map(|p| &p.department);
        match org.kind(key) {
            Some(Kind::Kpi) => org.kpi(key).map_or(0, |kpi| match kpi.level {
                Level::Person if &kpi.owner == author => 6,
                Level::Person => i32::from(org.person(&kpi.owner).map(|p| &p.department) == own),
                Level::Position if org.owns(author, kpi) => 6,
                Level::Position => 1,
                Level::Department if own.is_some_and(|d| org.is_within(d, &kpi.owner)) => 5,
                Level::Department if access::moves(org, author, kpi) => 4,
                Level::Department => 2,
                Level::Company => 3,
            }),
            Some(Kind::Project | Kind::Milestone | Kind::Task) => org.project_of(key).map_or(0, |project| {
                let works = i32::from(org.works_on(author, project)) * 2;
                let assigned = i32::from(org.task(key).is_some_and(|t| t.assignee.as_ref() == Some(author)));
                works + assigned + 3 * spoken_of.get(&project.id).copied().unwrap_or(0).min(1)
            }),
            Some(Kind::Person) => {
                let same = i32::from(org.person(key).map(|p| &p.department) == own);
                let together =
                    org.projects.iter().filter(|j| org.works_on(author, j) && org.works_on(key, j)).count().min(3);
                if key == author { -1 } else { same * 2 + together as i32 }
            }
            Some(Kind::Department | Kind::Company | Kind::Field) | None => 1,
        }
    }
}
