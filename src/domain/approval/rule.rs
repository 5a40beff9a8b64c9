//! Who decides on a request, and how long they have.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::domain::{Key, Org, calendar::working_day_after, org::Role};

/// Who decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// The manager of the one it is about.
    LineManager,
    /// The head of their department.
    DepartmentHead,
    /// 人力.
    Hr,
    /// 高管.
    Executive,
}

/// Who decides on a kind of request, and how long they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Who decides.
    pub decider: Decider,
    /// Working days after which the next one up is asked.
    pub days: u32,
}

impl Rule {
    /// The rule where a company has set none.
    pub fn default_of(kind: Kind) -> Rule {
        match kind {
            Kind::NewKpi | Kind::TargetChange | Kind::GoalForOther => Rule { decider: Decider::LineManager, days: 3 },
            Kind::LateReport => Rule { decider: Decider::LineManager, days: 2 },
        }
    }
}

/// Somebody who decides for another while they are away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Who is away.
    pub person: Key,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
    /// Who decides then.
    pub stands_in: Key,
}

/// Those who may decide on a request, the first one to be asked first.
pub fn line(org: &Org, decider: Decider, by: &Key, about: &Key) -> Vec<Key> {
    let with = |role: Role| org.people.iter().filter(move |p| p.roles.contains(&role)).map(|p| p.id.clone());
    let managers = || org.line_above(about).into_iter().cloned();
    let heads = || {
        let department = org.person(about).map(|p| &p.department);
        let above = department.map(|d| org.departments_above(d)).unwrap_or_default();
        above.into_iter().filter_map(|d| org.department(d)?.head.clone()).collect::<Vec<_>>()
    };
    let mut all: Vec<Key> = match decider {
        Decider::LineManager => managers().collect(),
        Decider::DepartmentHead => heads().into_iter().chain(managers()).collect(),
        Decider::Hr => with(Role::Hr).chain(with(Role::Executive)).collect(),
        Decider::Executive => with(Role::Executive).collect(),
    };
    // Whoever has nobody above them asks HR.
    if all.iter().all(|key| key == by || key == about) {
        all.extend(with(Role::Hr).chain(with(Role::Executive)));
    }
    let mut line: Vec<Key> = Vec::new();
    for key in all {
        if &key != by && &key != about && !line.contains(&key) {
            line.push(key);
        }
    }
    line
}

/// Who is to decide once a request was raised so many times: the one in the line, or who stands in for them on that day.
pub fn decider(
    line: &[Key],
    raised: usize,
    away: &[Delegation],
    by: &Key,
    about: &Key,
    today: NaiveDate,
) -> Option<Key> {
    let person = line.get(raised)?;
    let stands_in = away
        .iter()
        .find(|d| &d.person == person && d.first <= today && today <= d.last)
        .map(|d| &d.stands_in)
        .filter(|other| *other != by && *other != about);
    Some(stands_in.unwrap_or(person).clone())
}

/// The last day on which a request that waits since a day is not late.
pub fn waits_until(since: NaiveDate, days: u32) -> NaiveDate {
    (0..days.max(1)).fold(since, |day, _| working_day_after(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org() -> Org {
        Org::parse(include_str!("../../../tests/corpus/qiming/org.json")).expect("it is right")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn names(keys: &[Key]) -> Vec<&str> {
        keys.iter().map(Key::as_str).collect()
    }

    #[test]
    fn the_line_leaves_out_who_asks_and_whom_it_is_about() {
        let org = org();
        let line = |decider, by: &str, about: &str| line(&org, decider, &by.into(), &about.into());
        assert_eq!(names(&line(Decider::LineManager, "p-zhangwei", "p-zhangwei")), ["p-lihao", "p-chenqm"]);
        assert_eq!(names(&line(Decider::LineManager, "p-lihao", "p-zhangwei")), ["p-chenqm"], "her own wish for him");
        assert_eq!(names(&line(Decider::LineManager, "p-chenqm", "p-chenqm")), ["p-wangfang"], "nobody is above");
        assert_eq!(names(&line(Decider::DepartmentHead, "p-linyue", "p-linyue")), ["p-suqing", "p-chenqm"]);
        assert_eq!(names(&line(Decider::Hr, "p-wangfang", "p-wangfang")), ["p-chenqm"]);
        assert_eq!(names(&line(Decider::Executive, "p-zhangwei", "p-zhangwei")), ["p-chenqm"]);
        for person in &org.people {
            for about in &org.people {
                for decider in [Decider::LineManager, Decider::DepartmentHead, Decider::Hr, Decider::Executive] {
                    let line = super::line(&org, decider, &person.id, &about.id);
                    assert!(!line.contains(&person.id) && !line.contains(&about.id));
                }
            }
        }
    }

    #[test]
    fn who_is_away_is_stood_in_for() {
        let line = [Key::from("boss"), Key::from("chief")];
        let away = [Delegation {
            person: "boss".into(),
            first: day("2026-11-20"),
            last: day("2026-11-24"),
            stands_in: "deputy".into(),
        }];
        let (by, other) = (Key::from("me"), Key::from("deputy"));
        let who = |raised, by: &Key, on: &str| decider(&line, raised, &away, by, by, day(on)).map(|k| k.to_string());
        assert_eq!(who(0, &by, "2026-11-19").as_deref(), Some("boss"));
        assert_eq!(who(0, &by, "2026-11-20").as_deref(), Some("deputy"));
        assert_eq!(who(0, &by, "2026-11-24").as_deref(), Some("deputy"));
        assert_eq!(who(0, &other, "2026-11-22").as_deref(), Some("boss"), "nobody decides on their own");
        assert_eq!(who(1, &by, "2026-11-22").as_deref(), Some("chief"));
        assert_eq!(who(2, &by, "2026-11-22"), None);
    }

    #[test]
    fn waiting_counts_working_days() {
        // 2026-11-20 is a Friday.
        assert_eq!(waits_until(day("2026-11-20"), 1), day("2026-11-23"));
        assert_eq!(waits_until(day("2026-11-20"), 3), day("2026-11-25"));
        assert_eq!(waits_until(day("2026-11-20"), 0), day("2026-11-23"));
    }
}
