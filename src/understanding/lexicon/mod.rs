//! What reading needs to know of one company: its names as people write and say them. Built once, shared by all threads.

pub mod kpi;
mod mention;
mod part;
mod resolve;
mod sound;

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use daachorse::CharwiseDoubleArrayAhoCorasick;
use jieba_rs::Jieba;

use self::{kpi::KpiWords, sound::Sounds};
pub use self::{
    mention::{How, Mention},
    resolve::Named,
};
use super::{
    text::Text,
    uniform::{Squeezed, tight_name},
};
use crate::domain::{Key, Org, org::Kind};

/// One way of writing one or several things.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// As [`Squeezed::tight`](super::uniform::Squeezed) writes it.
    pub tight: String,
    /// Its characters.
    pub chars: Vec<char>,
    /// The things it may stand for, in the order of the file.
    pub keys: Vec<Key>,
}

/// Everything about one company that reading needs.
pub struct Lexicon {
    org: Arc<Org>,
    names: Vec<Name>,
    /// There is none without a name.
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    sounds: Sounds,
    parts: part::Parts,
    kpis: Vec<KpiWords>,
    jieba: OnceLock<Jieba>,
}

impl Lexicon {
    /// Prepares the names of a company.
    pub fn new(org: Arc<Org>) -> Lexicon {
        let mut at: HashMap<String, usize> = HashMap::new();
        let mut names: Vec<Name> = Vec::new();
        for (name, key) in org.names() {
            let tight = tight_name(&Text::new(name));
            if tight.is_empty() {
                continue;
            }
            let i = *at.entry(tight.clone()).or_insert_with(|| {
                names.push(Name { chars: tight.chars().collect(), tight, keys: Vec::new() });
                names.len() - 1
            });
            if !names[i].keys.contains(key) {
                names[i].keys.push(key.clone());
            }
        }
        let automaton = (!names.is_empty()).then(|| {
            CharwiseDoubleArrayAhoCorasick::new(names.iter().map(|n| &n.tight))
                .expect("the names of a company are small enough for an automaton")
        });
        let sounds = Sounds::new(&names);
        let parts = part::Parts::new(&org, &names);
        let kpis = kpi::words(&org);
        Lexicon { org, names, automaton, sounds, parts, kpis, jieba: OnceLock::new() }
    }

    /// The company.
    pub fn org(&self) -> &Org {
        &self.org
    }

    /// What the names of each KPI are made of, in the order of the file.
    pub fn kpi_words(&self) -> &[KpiWords] {
        &self.kpis
    }

    /// A segmenter that knows the company's names; made on first use.
    pub fn jieba(&self) -> &Jieba {
        self.jieba.get_or_init(|| {
            let mut jieba = Jieba::new();
            for name in self.names.iter().filter(|n| n.chars.len() > 1) {
                jieba.add_word(&name.tight, None, Some("nz"));
            }
            jieba
        })
    }

    /// Parts of names of what a writer works on, or of what the report names in full.
    pub(crate) fn parts(&self, squeezed: &Squeezed, author: &Key, named: &[Named]) -> Vec<Named> {
        let in_full: HashSet<&Key> = named.iter().filter_map(|n| n.work.as_ref()).collect();
        self.parts
            .find(squeezed)
            .into_iter()
            .filter(|(start, end, (key, common))| {
                let free = named.get(named.partition_point(|n| n.end <= *start)).is_none_or(|n| n.start >= *end);
                let assigned = || self.org.task(key).is_some_and(|t| t.assignee.as_ref() == Some(author));
                let own = || self.org.project_of(key).is_some_and(|j| self.org.works_on(author, j));
                free && (!common || assigned()) && (in_full.contains(key) || own())
            })
            .map(|(start, end, (key, _))| Named {
                start,
                end,
                work: Some(key.clone()),
                kpi: None,
                who: None,
                tied: Vec::new(),
                how: How::Exact,
            })
            .collect()
    }

    /// Whether a thing is a project, milestone or task.
    pub fn is_work(&self, key: &Key) -> bool {
        matches!(self.org.kind(key), Some(Kind::Project | Kind::Milestone | Kind::Task))
    }
}
