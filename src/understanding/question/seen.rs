//! What stands in a question: names resolved as far as they can be, days, cues.

use chrono::NaiveDate;

use super::{
    cue::{Cue, cues, says},
    days::{self, Dated},
    names::{self, Found},
    query::{Context, Query},
};
use crate::{
    domain::{
        Key, Org,
        org::{Kind, Kpi, Level, Role},
        period::DateRange,
    },
    understanding::{
        language::{en, zh},
        text::{Text, fold},
        time,
    },
};

/// A question taken apart.
#[derive(Clone, Debug)]
pub struct Seen<'a> {
    /// The company.
    pub org: &'a Org,
    /// Who asks.
    pub asker: &'a Key,
    /// The local day.
    pub today: NaiveDate,
    /// The text, lower case.
    pub text: String,
    /// The text without names and days.
    pub bare: String,
    /// What its words point to.
    pub cues: Vec<Cue>,
    /// The names, in order.
    pub names: Vec<Found>,
    /// The days named.
    pub days: Vec<Dated>,
    /// What was asked before.
    pub previous: Option<&'a Context>,
}

impl<'a> Seen<'a> {
    /// Takes a question apart.
    pub fn new(org: &'a Org, text: &str, asker: &'a Key, today: NaiveDate, previous: Option<&'a Context>) -> Seen<'a> {
        let chars: Vec<char> = text.chars().map(fold).collect();
        let focus = previous.and_then(focus);
        let within = focus.as_ref().and_then(|k| org.project_of(k)).map(|p| p.id.clone());
        let names = names::find(org, asker, &chars, within.as_ref());
        let mut blank = chars.clone();
        for name in &names {
            blank[name.start..name.end].fill('\u{1}');
        }
        let mut days = days::scan(&blank, today, org.company.fiscal_year_start_month);
        if days.is_empty() {
            days = named_days(text, &chars, &names, today, org.company.fiscal_year_start_month);
        }
        // 双11当天 is a day, though 双11 is the name of a project too.
        if let Some(festival) = days::festival(&chars, today, days.first()) {
            days = vec![festival];
        }
        let said = cues(&blank.iter().collect::<String>());
        for named in &days {
            blank[named.start..named.end].fill('\u{1}');
        }
        let mut seen = Seen {
            org,
            asker,
            today,
            text: chars.iter().collect(),
            bare: blank.iter().collect(),
            cues: said,
            names,
            days,
            previous,
        };
        seen.settle(within.as_ref());
        seen
    }

    /// Whether words point to this.
    pub fn has(&self, cue: Cue) -> bool {
        self.cues.contains(&cue)
    }

    /// Whether words point to any of these.
    pub fn any(&self, cues: &[Cue]) -> bool {
        cues.iter().any(|c| self.has(*c))
    }

    /// The things named of these kinds, in order; ambiguous names stand for their first.
    pub fn of(&self, kinds: &[Kind]) -> Vec<Key> {
        let mut keys: Vec<Key> = Vec::new();
        for key in self.names.iter().filter_map(|f| f.keys.first()) {
            if self.org.kind(key).is_some_and(|k| kinds.contains(&k)) && !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        keys
    }

    /// Projects, milestones and tasks; a project gives way to a part of it.
    pub fn works(&self) -> Vec<Key> {
        let keys = self.of(&[Kind::Project, Kind::Milestone, Kind::Task]);
        let part_of = |p: &Key| keys.iter().any(|k| k != p && self.org.project_of(k).is_some_and(|of| &of.id == p));
        if keys.len() == 2 { keys.iter().filter(|k| !part_of(k)).cloned().collect() } else { keys }
    }

    /// The days meant, from the first named to the last, or until today where the words say so.
    pub fn period(&self) -> Option<DateRange> {
        let first = self.days.first()?.range;
        if self.has(Cue::UntilNow) && first.last < self.today {
            return Some(DateRange::between(first.first, self.today));
        }
        let last = self.days.last()?.range;
        // 2025年双11当天: a year and a day in it are one day.
        Some(if self.days.len() > 1 { DateRange::between(first.first, last.last) } else { first })
    }

    /// Whom 我们 means: the asker's department; the company where its head speaks and does not say 部门.
    pub fn ours(&self) -> Option<Key> {
        let person = self.org.person(self.asker)?;
        let heads_all = person.roles.contains(&Role::Executive) && !self.has(Cue::Department);
        Some(if heads_all { self.org.company.id.clone() } else { person.department.clone() })
    }

    /// Settles names that are said of several things: by the project spoken of, by whose figure is meant.
    fn settle(&mut self, within: Option<&Key>) {
        let sure = self.names.iter().filter(|f| f.keys.len() == 1).filter_map(|f| f.keys.first());
        let said: Vec<Key> = sure.filter(|k| self.org.kind(k) == Some(Kind::Project)).cloned().collect();
        let owners = self.of(&[Kind::Person, Kind::Department]);
        let whose = Whose { asker: self.asker, owners: &owners, ours: self.has(Cue::Ours) };
        self.split(&owners);
        for at in 0..self.names.len() {
            let keys = &self.names[at].keys;
            if let [only] = keys.as_slice()
                && let Some(own) = part_of(self.org, only, &owners)
            {
                self.names[at].keys = vec![own];
                continue;
            }
            if keys.len() < 2 {
                continue;
            }
            let settled = if keys.iter().all(|k| self.org.kind(k) == Some(Kind::Kpi)) {
                whose_figure(self.org, keys, whose)
            } else {
                in_project(self.org, keys, said.first().or(within))
            };
            self.names[at].keys = settled;
        }
    }
}

impl Seen<'_> {
    /// 磊子和静静谁签得多: a figure's name that several are named with, or that is compared among all who have one, is one
    /// name for each.
    fn split(&mut self, owners: &[Key]) {
        let compared = self.any(&[Cue::Rank, Cue::Best]) || self.has(Cue::Compared) && self.has(Cue::Which);
        let org = self.org;
        let owner = |key: &Key| org.kpi(key).map(|kpi| kpi.owner.clone());
        let mut names = Vec::new();
        for name in std::mem::take(&mut self.names) {
            let figures = name.keys.len() > 1 && name.keys.iter().all(|k| org.kind(k) == Some(Kind::Kpi));
            let of = |by: &Key| name.keys.iter().find(|k| owner(k).as_ref() == Some(by)).cloned();
            let named: Vec<Key> = owners.iter().filter_map(of).collect();
            let each = match figures {
                true if named.len() > 1 => named,
                // Those of whom none is named are compared where they are of one rank.
                true if owners.is_empty() && compared && of_one_rank(org, &name.keys) => name.keys.clone(),
                true | false => Vec::new(),
            };
            match each.is_empty() {
                true => names.push(name),
                false => names.extend(each.into_iter().map(|key| Found { keys: vec![key], ..name.clone() })),
            }
        }
        self.names = names;
    }
}

/// Whether figures are all of people, or all of departments.
fn of_one_rank(org: &Org, kpis: &[Key]) -> bool {
    let mut levels = kpis.iter().filter_map(|k| org.kpi(k)).map(|k| k.level);
    levels.next().is_some_and(|first| levels.all(|level| level == first))
}

/// Days that only the grammar of reports knows, outside names; they look back.
fn named_days(text: &str, chars: &[char], names: &[Found], today: NaiveDate, fiscal_start: u32) -> Vec<Dated> {
    let uniform = Text::new(text);
    if uniform.chars.len() != chars.len() {
        return Vec::new();
    }
    time::scan(&uniform, today, fiscal_start)
        .into_iter()
        .filter(|t| !names.iter().any(|n| t.start < n.end && n.start < t.end))
        .map(|t| Dated { start: t.start, end: t.end, range: t.range(time::Looking::Back) })
        .collect()
}

/// What was spoken of last.
pub fn focus(context: &Context) -> Option<Key> {
    subject_of(&context.question.query).or_else(|| context.subjects.first().cloned())
}

/// What a question is about, if it is one thing.
pub fn subject_of(query: &Query) -> Option<Key> {
    match query {
        Query::State { subjects } => subjects.first().cloned(),
        Query::Due { subject } | Query::Why { subject, .. } => Some(subject.clone()),
        Query::Risk { of, .. } | Query::Deadlines { of, .. } | Query::Slipped { of, .. } | Query::Goals { of, .. } => {
            of.clone()
        }
        Query::Blocked { within } => within.clone(),
        Query::Board { of } => of.clone(),
        Query::Waiting { on } => Some(on.clone()),
        Query::Figure { kpis, .. } | Query::Standings { kpis, .. } => kpis.first().cloned(),
        Query::Change { kpi, .. } => Some(kpi.clone()),
        Query::OpenTasks { of, .. }
        | Query::Activity { of, .. }
        | Query::Average { of, .. }
        | Query::Cost { of, .. }
        | Query::Reports { of, .. } => Some(of.clone()),
        Query::Hours { by, on, .. } => on.clone().or_else(|| by.clone()),
        Query::Field { of, .. } => of.clone(),
        Query::Duty { of, .. } => of.first().cloned(),
        Query::Each { parts, .. } => parts.first().map(|(key, _)| key.clone()),
        Query::Ranking { .. }
        | Query::Viewers
        | Query::Learning { .. }
        | Query::Ambiguous { .. }
        | Query::Secret { .. }
        | Query::Undefined
        | Query::Stranger
        | Query::OutOfScope => None,
    }
}

fn in_project(org: &Org, keys: &[Key], project: Option<&Key>) -> Vec<Key> {
    let inside: Vec<Key> = keys
        .iter()
        .filter(|k| project.is_some_and(|p| org.project_of(k).is_some_and(|of| &of.id == p)))
        .cloned()
        .collect();
    if inside.is_empty() { keys.to_vec() } else { inside }
}

/// 罗姐的直通率: the figure of somebody named that counts towards the one named, where they have but one.
fn part_of(org: &Org, kpi: &Key, owners: &[Key]) -> Option<Key> {
    let of = |k: &&Kpi| k.parent.as_ref() == Some(kpi) && owners.contains(&k.owner);
    let owned = org.kpi(kpi).is_some_and(|k| owners.contains(&k.owner));
    let mut parts = org.kpis.iter().filter(of);
    let part = parts.next().filter(|_| !owned)?;
    parts.next().is_none().then(|| part.id.clone())
}

/// Of whom a figure may be.
#[derive(Clone, Copy)]
struct Whose<'a> {
    asker: &'a Key,
    owners: &'a [Key],
    ours: bool,
}

/// Somebody named owns it; 我们的 is the department's; the asker's own comes next; then the company's or department's.
fn whose_figure(org: &Org, keys: &[Key], whose: Whose<'_>) -> Vec<Key> {
    let Whose { asker, owners, ours } = whose;
    let owner = |k: &Key| org.kpi(k).map(|kpi| kpi.owner.clone());
    let level = |k: &Key| org.kpi(k).map(|kpi| kpi.level);
    let owned = |by: &dyn Fn(&Key) -> bool| -> Vec<Key> {
        keys.iter().filter(|k| owner(k).is_some_and(|o| by(&o))).cloned().collect()
    };
    let named = owned(&|o| owners.contains(o));
    if !named.is_empty() {
        return named;
    }
    let person = org.person(asker);
    let department = owned(&|o| person.is_some_and(|p| org.is_within(&p.department, o)));
    if ours && !department.is_empty() {
        return department;
    }
    let own = owned(&|o| o == asker);
    if !own.is_empty() {
        return own;
    }
    let shared: Vec<Key> = keys.iter().filter(|k| level(k) != Some(Level::Person)).cloned().collect();
    let company: Vec<Key> = shared.iter().filter(|k| level(k) == Some(Level::Company)).cloned().collect();
    match (company.is_empty(), department.is_empty(), shared.is_empty()) {
        (false, _, _) => company,
        (true, false, _) => department,
        (true, true, false) => shared,
        (true, true, true) => keys.to_vec(),
    }
}

/// Whether a word points back to what was spoken of.
pub fn points_back(text: &str) -> bool {
    zh::question::PRONOUNS.iter().any(|w| text.contains(w)) || en::question::PRONOUNS.iter().any(|w| says(text, w))
}

/// Whether a word points back to a person: 他, she.
pub fn points_to_person(text: &str) -> bool {
    let words = zh::question::PERSONS.iter().chain(en::question::PERSONS);
    words.into_iter().any(|w| says(text, w))
}
