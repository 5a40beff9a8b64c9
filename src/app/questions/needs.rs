//! What must be loaded for a question.

use chrono::NaiveDate;

use super::{duty::working_day_of, permit::people_of};
use crate::{
    domain::{Key, Org, period::DateRange},
    insight::{effort::project_keys, goals::Tree},
    understanding::question::{Averaged, Query, Question, When},
};

/// What a question needs from the store. `None` is everything: all subjects, all writers, all days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Needs {
    /// Claims about these.
    pub subjects: Option<Vec<Key>>,
    /// Claims and reports by these.
    pub authors: Option<Vec<Key>>,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Until this day.
    pub to: Option<NaiveDate>,
    /// Whether claims are needed.
    pub claims: bool,
    /// Whether reports with their texts are needed.
    pub texts: bool,
}

impl Needs {
    fn claims() -> Needs {
        Needs { claims: true, ..Needs::default() }
    }

    fn about(subjects: Vec<Key>) -> Needs {
        Needs { subjects: Some(subjects), ..Needs::claims() }
    }

    /// What either of two needs.
    fn or(self, other: Needs) -> Needs {
        fn both(a: Option<Vec<Key>>, b: Option<Vec<Key>>) -> Option<Vec<Key>> {
            let mut keys = a?;
            keys.extend(b?);
            keys.sort();
            keys.dedup();
            Some(keys)
        }
        Needs {
            subjects: both(self.subjects, other.subjects),
            authors: both(self.authors, other.authors),
            from: self.from.zip(other.from).map(|(a, b)| a.min(b)),
            to: self.to.zip(other.to).map(|(a, b)| a.max(b)),
            claims: self.claims || other.claims,
            texts: self.texts || other.texts,
        }
    }

    fn by(authors: Vec<Key>, period: Option<DateRange>) -> Needs {
        Needs { authors: Some(authors), from: period.map(|p| p.first), to: period.map(|p| p.last), ..Needs::claims() }
    }
}

/// What must be loaded to answer a permitted question. Days bound the sending of reports, not the days claims are for.
pub fn needs(org: &Org, question: &Question, _today: NaiveDate) -> Needs {
    needs_of(org, &question.query)
}

fn needs_of(org: &Org, query: &Query) -> Needs {
    match query {
        Query::State { subjects } => Needs::about(whole_projects(org, subjects)),
        Query::Due { subject } | Query::Why { subject, .. } => {
            Needs::about(whole_projects(org, std::slice::from_ref(subject)))
        }
        Query::Average { of, what: Averaged::Hours, period } => Needs::by(people_of(org, of), *period),
        Query::Cost { of, period } if org.project_of(of).is_none() => Needs::by(people_of(org, of), *period),
        Query::Cost { of, .. } => Needs::about(whole_projects(org, std::slice::from_ref(of))),
        Query::Ranking { among, .. } if !among.is_empty() => Needs::about(whole_projects(org, among)),
        Query::Standings { kpis, .. } => Needs::about(with_parts(org, kpis)),
        Query::Figure { kpis, when: When::Now | When::Latest | When::On(_) | When::During(_), .. } => {
            Needs::about(with_parts(org, kpis))
        }
        Query::Change { kpi, .. } => Needs::about(with_parts(org, std::slice::from_ref(kpi))),
        Query::Field { field, .. } => Needs::about(vec![field.clone()]),
        Query::Activity { of, period } => Needs::by(people_of(org, of), Some(*period)),
        Query::Hours { by: Some(by), period, .. } => Needs::by(people_of(org, by), *period),
        Query::Reports { of, period } => {
            Needs { claims: false, texts: true, ..Needs::by(people_of(org, of), Some(*period)) }
        }
        Query::Duty { of, day, since, .. } => {
            let people = of.iter().flat_map(|k| people_of(org, k)).collect();
            let next = *day + chrono::Days::new(1);
            let period = DateRange { first: since.unwrap_or_else(|| working_day_of(*day)), last: next };
            Needs { claims: false, texts: true, ..Needs::by(people, Some(period)) }
        }
        Query::Hours { by: None, on: Some(on), .. } => Needs::about(whole_projects(org, std::slice::from_ref(on))),
        Query::Hours { by: None, on: None, .. }
        | Query::Average { what: Averaged::Attainment, .. }
        | Query::Ranking { .. }
        | Query::Risk { .. }
        | Query::Blocked { .. }
        | Query::Waiting { .. }
        | Query::Board { .. }
        | Query::Goals { .. }
        | Query::OpenTasks { .. }
        | Query::Deadlines { .. }
        | Query::Slipped { .. }
        | Query::Learning { .. } => Needs::claims(),
        Query::Each { parts, .. } => {
            let each = parts.iter().map(|(_, query)| needs_of(org, query));
            each.reduce(Needs::or).unwrap_or_default()
        }
        Query::Ambiguous { .. }
        | Query::Viewers
        | Query::Secret { .. }
        | Query::Undefined
        | Query::Stranger
        | Query::OutOfScope => Needs::default(),
    }
}

/// KPIs with those right below them, and those that a ratio or a roll-up among them rests on.
fn with_parts(org: &Org, kpis: &[Key]) -> Vec<Key> {
    let rests = |key: &Key| org.kpi(key).is_some_and(|k| k.rollup || k.ratio.is_some());
    let below = org.kpis.iter().filter(|k| k.parent.as_ref().is_some_and(|p| kpis.contains(p))).map(|k| &k.id);
    let mut keys: Vec<Key> = kpis.iter().chain(below).cloned().collect();
    if kpis.iter().any(rests) {
        let tree = Tree::new(org);
        keys.extend(kpis.iter().flat_map(|k| tree.needs(k)).cloned());
    }
    keys.sort();
    keys.dedup();
    keys
}

/// Everything in the projects that these belong to; a KPI stays itself.
fn whole_projects(org: &Org, subjects: &[Key]) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for subject in subjects {
        match org.project_of(subject) {
            Some(project) => keys.extend(project_keys(project)),
            None => keys.push(subject.clone()),
        }
    }
    keys.sort();
    keys.dedup();
    keys
}
