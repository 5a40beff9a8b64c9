//! Questions about days: what is due, what is late, what was put off.

use chrono::{Days, NaiveDate};

use super::{cue::Cue, query::Query, recognise::somebody, seen::Seen, stranger};
use crate::{
    domain::{Key, org::Kind, period::DateRange},
    understanding::language::zh,
};

/// In which project, or whose the work is that is asked about; `None` where it is everybody's.
fn whose(seen: &Seen<'_>) -> Option<Key> {
    let project = seen.works().into_iter().next();
    let of = project.or_else(|| somebody(seen).into_iter().next()).or_else(|| match () {
        () if seen.has(Cue::Ours) => seen.ours(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    of.filter(|k| seen.org.kind(k) != Some(Kind::Company))
}

/// What is past its day and not done: 哪些任务过期了.
pub(super) fn overdue(seen: &Seen<'_>) -> Option<Query> {
    let asks = seen.any(&[Cue::Which, Cue::Mine, Cue::Task, Cue::Ours])
        || seen.has(Cue::Quantity) && !stranger::says_more(seen);
    // 哪个项目拖期的可能最大 is about what is to come.
    if zh::question::LIKELY.iter().any(|word| seen.text.contains(word)) {
        return None;
    }
    // “Overdue tasks” are no overdue receivables.
    let figure = !seen.of(&[Kind::Kpi]).is_empty() && !seen.has(Cue::Task);
    if !seen.has(Cue::Overdue) || !asks || figure || !seen.of(&[Kind::Milestone, Kind::Task]).is_empty() {
        return None;
    }
    let until_now = DateRange { first: NaiveDate::MIN, last: seen.today - Days::new(1) };
    Some(Query::Deadlines { of: whose(seen), period: Some(until_now) })
}

/// What was put off: 哪些任务改过日期, 上周有哪些节点推迟了.
pub(super) fn slipped(seen: &Seen<'_>) -> Option<Query> {
    let asks = seen.any(&[Cue::Which, Cue::Task, Cue::Deadline, Cue::Quantity]) || seen.works().is_empty();
    if !seen.has(Cue::Slipped) || !asks || !seen.of(&[Kind::Kpi, Kind::Milestone, Kind::Task]).is_empty() {
        return None;
    }
    Some(Query::Slipped { of: whose(seen), period: seen.period() })
}

pub(super) fn due(seen: &Seen<'_>) -> Option<Query> {
    let works = seen.works();
    let project = works.first().filter(|k| seen.org.project(k).is_some());
    // 到哪一步了,谁负责,什么时候到期: the state tells all three.
    if seen.has(Cue::Owner) && !works.is_empty() {
        return Some(Query::State { subjects: works });
    }
    if let Some(project) = project
        && seen.any(&[Cue::Next, Cue::Which, Cue::Milestones])
        && seen.has(Cue::Deadline)
    {
        return Some(Query::Deadlines { of: Some(project.clone()), period: seen.period() });
    }
    if let Some(subject) = works.first() {
        let asks = seen.any(&[Cue::When, Cue::Moved, Cue::Deadline]);
        // The state of several tells the day of each.
        return asks.then(|| match works.len() {
            1 => Query::Due { subject: subject.clone() },
            _ => Query::State { subjects: works.clone() },
        });
    }
    let next = seen.has(Cue::Next) && seen.has(Cue::Which) && seen.has(Cue::Task);
    if !seen.has(Cue::Deadline) && !next {
        return None;
    }
    let of = somebody(seen)
        .into_iter()
        .next()
        .or_else(|| (seen.has(Cue::Mine) && !seen.has(Cue::Ours)).then(|| seen.asker.clone()));
    match of {
        Some(of) if seen.org.kind(&of) == Some(Kind::Person) && seen.period().is_none() => {
            Some(Query::OpenTasks { of, next: true })
        }
        of => {
            let of = of.or_else(|| seen.has(Cue::Ours).then(|| seen.ours()).flatten());
            Some(Query::Deadlines { of, period: seen.period() })
        }
    }
}
