//! From a model's answer to a typed question.

use chrono::{Days, Months, NaiveDate};
use serde_json::Value;

use super::{
    Task,
    schema::{ASKS, MOST_SUBJECTS, PERIODS},
};
use crate::{
    domain::{Key, Org, org::Kind, period::DateRange},
    understanding::{
        clause::han,
        question::{DutyAsk, Query, Question, When},
        second::{Why, answer::object, subject::share_word},
        text::Text,
    },
};

/// The question of an answer, made of enum names and keys on the list alone. Never fails; what is not on the list, and
/// what makes no question, is refused.
pub fn accept(org: &Org, task: &Task, answer: &str) -> Result<Question, Why> {
    let object = object(answer)?;
    let word = |name: &str| object.get(name).and_then(Value::as_str);
    let ask = word("ask").filter(|ask| ASKS.contains(ask)).ok_or(Why::Shape)?;
    let period = match object.get("period") {
        None | Some(Value::Null) => None,
        Some(Value::String(name)) if PERIODS.contains(&name.as_str()) => days(org, task, name),
        Some(_) => return Err(Why::Shape),
    };
    let subjects = subjects(task, object.get("subjects"))?;
    let query = Asked { org, task, subjects, period }.query(ask)?;
    Ok(Question { query, language: task.language, as_of: None })
}

/// The keys of an answer, all of them on the list.
fn subjects(task: &Task, named: Option<&Value>) -> Result<Vec<Key>, Why> {
    let named = match named {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(Value::Array(named)) if named.len() <= MOST_SUBJECTS => named,
        Some(Value::Array(_)) => return Err(Why::TooMany),
        Some(_) => return Err(Why::Shape),
    };
    let mut keys: Vec<Key> = Vec::new();
    for name in named {
        let name = name.as_str().ok_or(Why::Shape)?;
        let listed = task.candidates.iter().find(|c| c.key.as_str() == name).ok_or(Why::Subject)?;
        if !keys.contains(&listed.key) {
            keys.push(listed.key.clone());
        }
    }
    Ok(keys)
}

/// Days by name; `named` are those of the question's own words.
fn days(org: &Org, task: &Task, name: &str) -> Option<DateRange> {
    let today = task.today;
    let fiscal = org.company.fiscal_year_start_month;
    let before = |months: u32| -> NaiveDate { DateRange::month(today).first - Months::new(months) };
    Some(match name {
        "named" => return task.named,
        "today" => DateRange::day(today),
        "yesterday" => DateRange::day(today - Days::new(1)),
        "this_week" => DateRange::week(today),
        "last_week" => DateRange::week(today - Days::new(7)),
        "this_month" => DateRange::month(today),
        "last_month" => DateRange::month(before(1)),
        "this_quarter" => DateRange::quarter(today, fiscal),
        "last_quarter" => DateRange::quarter(before(3), fiscal),
        "this_year" => DateRange::year(today, fiscal),
        _ => return None,
    })
}

/// An answer's parts, each checked.
struct Asked<'a> {
    org: &'a Org,
    task: &'a Task,
    subjects: Vec<Key>,
    period: Option<DateRange>,
}

impl Asked<'_> {
    fn query(self, ask: &str) -> Result<Query, Why> {
        let period = self.period;
        let recent = DateRange { first: self.task.today - Days::new(6), last: self.task.today };
        Ok(match ask {
            "state" => Query::State { subjects: self.works()? },
            "due" => Query::Due { subject: self.work()? },
            "why" => Query::Why { subject: self.kpi().or_else(|_| self.work())?, period: None },
            "risk" => Query::Risk { of: self.any()?, among: Vec::new(), single: false },
            "blocked" => Query::Blocked { within: self.any()? },
            "waiting" => Query::Waiting { on: self.somebody()? },
            "figure" => Query::Figure { kpis: self.kpis()?, when: self.when(), gap: false },
            "change" => Query::Change { kpi: self.kpi()?, from: period, to: None },
            "goals" => Query::Goals { of: self.if_named(Self::somebody)?, period, missed: false, met: false },
            "missed_goals" => Query::Goals { of: self.if_named(Self::somebody)?, period, missed: true, met: false },
            "ranking_high" => {
                Query::Ranking { among: self.if_named(Self::works)?.unwrap_or_default(), ascending: false, most: None }
            }
            "ranking_low" => {
                Query::Ranking { among: self.if_named(Self::works)?.unwrap_or_default(), ascending: true, most: None }
            }
            "tasks" => Query::OpenTasks { of: self.of(&[Kind::Person])?, next: false },
            "deadlines" => Query::Deadlines { of: self.any()?, period },
            "activity" => Query::Activity { of: self.somebody()?, period: period.unwrap_or(recent) },
            "hours" => self.hours()?,
            "cost" => Query::Cost { of: self.work()?, period },
            "duty_missing" => self.duty(DutyAsk::Missing)?,
            "duty_met" => self.duty(DutyAsk::Met)?,
            "reports" => Query::Reports { of: self.somebody()?, period: period.unwrap_or(recent) },
            "learning" => Query::Learning { topic: String::new() },
            "other" => Query::OutOfScope,
            _ => return Err(Why::Shape),
        })
    }

    /// All subjects, if there are some and each is of these kinds.
    fn all(&self, kinds: &[Kind]) -> Result<Vec<Key>, Why> {
        let fits = |key: &Key| self.org.kind(key).is_some_and(|k| kinds.contains(&k));
        let fit = !self.subjects.is_empty() && self.subjects.iter().all(fits);
        if fit { Ok(self.subjects.clone()) } else { Err(Why::Subject) }
    }

    /// The only subject, if it is of these kinds.
    fn of(&self, kinds: &[Kind]) -> Result<Key, Why> {
        match self.all(kinds)?.as_slice() {
            [one] => Ok(one.clone()),
            _ => Err(Why::Subject),
        }
    }

    fn works(&self) -> Result<Vec<Key>, Why> {
        self.all(&[Kind::Project, Kind::Milestone, Kind::Task])
    }

    fn work(&self) -> Result<Key, Why> {
        self.of(&[Kind::Project, Kind::Milestone, Kind::Task])
    }

    /// KPIs that the question has a word of: nobody is told one figure who asked for another.
    fn kpis(&self) -> Result<Vec<Key>, Why> {
        let kpis = self.all(&[Kind::Kpi])?;
        let text = Text::new(&self.task.text).chars;
        let meant = |key: &Key| {
            let mut names = self.org.names().filter(|(_, k)| *k == key).map(|(name, _)| Text::new(name).chars);
            let foreign = !text.iter().any(|c| han(*c));
            foreign || names.any(|name| share_word(&text, &name))
        };
        if kpis.iter().all(meant) { Ok(kpis) } else { Err(Why::Elsewhere) }
    }

    fn kpi(&self) -> Result<Key, Why> {
        match self.kpis()?.as_slice() {
            [one] => Ok(one.clone()),
            _ => Err(Why::Subject),
        }
    }

    fn somebody(&self) -> Result<Key, Why> {
        self.of(&[Kind::Person, Kind::Department])
    }

    /// The thing or person it is about; `None` where it names none, which means all.
    fn any(&self) -> Result<Option<Key>, Why> {
        self.if_named(|asked| asked.work().or_else(|_| asked.somebody()))
    }

    fn if_named<T>(&self, take: impl Fn(&Self) -> Result<T, Why>) -> Result<Option<T>, Why> {
        if self.subjects.is_empty() { Ok(None) } else { take(self).map(Some) }
    }

    fn when(&self) -> When {
        match self.period {
            None => When::Now,
            Some(range) if range.first == range.last => When::On(range.first),
            Some(range) => When::During(range),
        }
    }

    fn hours(&self) -> Result<Query, Why> {
        let kind = |kinds: &[Kind]| {
            let of: Vec<&Key> =
                self.subjects.iter().filter(|k| self.org.kind(k).is_some_and(|k| kinds.contains(&k))).collect();
            of.first().map(|key| (*key).clone())
        };
        let on = kind(&[Kind::Project, Kind::Milestone, Kind::Task]);
        let by = kind(&[Kind::Person, Kind::Department]);
        let told = usize::from(on.is_some()) + usize::from(by.is_some());
        if told == 0 || told != self.subjects.len() {
            return Err(Why::Subject);
        }
        Ok(Query::Hours { by, on, period: self.period })
    }

    fn duty(&self, ask: DutyAsk) -> Result<Query, Why> {
        let of = match self.all(&[Kind::Person, Kind::Department]) {
            Ok(of) => of,
            Err(_) if self.subjects.is_empty() => {
                self.org.person(&self.task.asker).map(|p| vec![p.department.clone()]).ok_or(Why::Subject)?
            }
            Err(why) => return Err(why),
        };
        Ok(Query::Duty { of, day: self.period.map_or(self.task.today, |p| p.last), since: None, ask })
    }
}
