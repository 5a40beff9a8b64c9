//! Which kind of question it is: from the most to the least telling words.

use chrono::{Days, NaiveDate};

use super::{
    count,
    cue::Cue,
    query::{DutyAsk, Query, When},
    seen::Seen,
    stranger,
};
use crate::{
    domain::{
        Key,
        access::Secret,
        org::{Kind, Role},
        period::DateRange,
    },
    understanding::language::zh,
};

type Look = fn(&Seen<'_>) -> Option<Query>;

/// Every recogniser, in order: secrets go before any name.
const LOOKS: [Look; 17] = [
    secret, viewers, outside, learning, duty, reports, ranking, waiting, blocked, money, hours, figure, overdue, risk,
    goals, due, tasks,
];

/// The question without regard to what was asked before.
pub(super) fn recognise(seen: &Seen<'_>) -> Query {
    LOOKS
        .iter()
        .find_map(|look| look(seen))
        .or_else(|| work(seen))
        .or_else(|| activity(seen))
        .unwrap_or_else(|| rest(seen))
}

fn secret(seen: &Seen<'_>) -> Option<Query> {
    let class = if seen.has(Cue::PeerReview) {
        Secret::PeerReview
    } else if seen.has(Cue::Salary) {
        Secret::Salary
    } else if seen.has(Cue::Score) {
        Secret::Score
    } else {
        return None;
    };
    Some(Query::Secret { class })
}

fn viewers(seen: &Seen<'_>) -> Option<Query> {
    (seen.has(Cue::Viewers) && seen.has(Cue::Mine)).then_some(Query::Viewers)
}

fn outside(seen: &Seen<'_>) -> Option<Query> {
    let known = !seen.of(&[Kind::Kpi, Kind::Project, Kind::Milestone, Kind::Task]).is_empty();
    (seen.has(Cue::Outside) && !known).then_some(Query::OutOfScope)
}

fn learning(seen: &Seen<'_>) -> Option<Query> {
    seen.has(Cue::Learn).then(|| Query::Learning { topic: topic(&seen.text) })
}

/// The first clause of the question, which says what the asker wants.
fn topic(text: &str) -> String {
    text.split([',', '。', '?', '!', ';', '、']).next().unwrap_or(text).trim().to_owned()
}

fn somebody(seen: &Seen<'_>) -> Vec<Key> {
    seen.of(&[Kind::Department, Kind::Person, Kind::Company])
}

/// Whom a question means that names nobody: the asker, their department, or what they may oversee.
fn scope(seen: &Seen<'_>) -> Option<Key> {
    let person = seen.org.person(seen.asker)?;
    let oversees = person.roles.iter().any(|r| matches!(r, Role::Executive | Role::Hr));
    if seen.has(Cue::Company) || (oversees && !seen.has(Cue::Ours)) {
        return Some(seen.org.company.id.clone());
    }
    Some(person.department.clone())
}

fn duty(seen: &Seen<'_>) -> Option<Query> {
    let about_reports = seen.has(Cue::Report) && !seen.has(Cue::Show);
    let missing = seen.has(Cue::NotReported) && (about_reports || seen.has(Cue::Which));
    let met = seen.has(Cue::Reported) && (about_reports || seen.has(Cue::People));
    let knows = seen.of(&[Kind::Kpi, Kind::Project, Kind::Milestone, Kind::Task]).is_empty();
    if !(missing || met) || !knows {
        return None;
    }
    let ask = match () {
        () if seen.has(Cue::People) => DutyAsk::Count,
        () if missing => DutyAsk::Missing,
        () => DutyAsk::Met,
    };
    let mut of = somebody(seen);
    if of.is_empty() {
        if stranger::named(seen) {
            return Some(Query::Stranger);
        }
        of.push(if seen.has(Cue::Mine) && !seen.has(Cue::Ours) { seen.asker.clone() } else { scope(seen)? });
    }
    let day = seen.days.first().map_or(seen.today, |d| d.range.last.min(seen.today.max(d.range.first)));
    Some(Query::Duty { of, day, ask })
}

fn reports(seen: &Seen<'_>) -> Option<Query> {
    if !(seen.has(Cue::Report) && seen.any(&[Cue::Show, Cue::Which])) || seen.any(&[Cue::State, Cue::Hours]) {
        return None;
    }
    if somebody(seen).is_empty() && stranger::named(seen) {
        return Some(Query::Stranger);
    }
    let of = somebody(seen)
        .into_iter()
        .next()
        .or_else(|| seen.has(Cue::Mine).then(|| seen.asker.clone()))
        .or_else(|| scope(seen))?;
    let period = seen.period().unwrap_or(DateRange { first: seen.today - Days::new(6), last: seen.today });
    Some(Query::Reports { of, period })
}

fn ranking(seen: &Seen<'_>) -> Option<Query> {
    let works = seen.works();
    let figures = !seen.of(&[Kind::Kpi]).is_empty();
    if !seen.has(Cue::Rank) || figures || seen.has(Cue::Risk) {
        return None;
    }
    let most = count::of_things(&seen.bare).or_else(|| seen.has(Cue::Most).then_some(1)).filter(|_| works.is_empty());
    Some(Query::Ranking { among: works, ascending: ascending(seen), most })
}

fn ascending(seen: &Seen<'_>) -> bool {
    seen.has(Cue::Ascending)
}

fn waiting(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Waiting) {
        return None;
    }
    let work = seen.works().into_iter().next();
    match (somebody(seen).into_iter().next(), work) {
        (_, Some(work)) => Some(Query::Why { subject: work, period: past_days(seen) }),
        (Some(on), None) => Some(Query::Waiting { on }),
        (None, None) if seen.has(Cue::Mine) || seen.has(Cue::Ours) => {
            let on = if seen.has(Cue::Ours) { seen.own_department()? } else { seen.asker.clone() };
            Some(Query::Waiting { on })
        }
        (None, None) => Some(Query::Blocked { within: None }),
    }
}

/// What is past its day and not done: 哪些任务过期了.
fn overdue(seen: &Seen<'_>) -> Option<Query> {
    let asks = seen.any(&[Cue::Which, Cue::Mine, Cue::Task, Cue::Quantity, Cue::Ours]);
    if !seen.has(Cue::Overdue) || !asks || !seen.of(&[Kind::Kpi, Kind::Milestone, Kind::Task]).is_empty() {
        return None;
    }
    let project = seen.works().into_iter().next();
    let of = project.or_else(|| somebody(seen).into_iter().next()).or_else(|| match () {
        () if seen.has(Cue::Ours) => seen.own_department(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    let of = of.filter(|k| seen.org.kind(k) != Some(Kind::Company));
    let until_now = DateRange { first: NaiveDate::MIN, last: seen.today - Days::new(1) };
    Some(Query::Deadlines { of, period: Some(until_now) })
}

fn blocked(seen: &Seen<'_>) -> Option<Query> {
    let works = seen.works();
    if let Some(subject) = works.first().filter(|_| seen.any(&[Cue::Why, Cue::Blocked])) {
        let parts = seen.has(Cue::Which) && !seen.has(Cue::Why) && seen.org.project(subject).is_some();
        let subject = subject.clone();
        return Some(if parts {
            Query::Blocked { within: Some(subject) }
        } else {
            Query::Why { subject, period: past_days(seen) }
        });
    }
    if !seen.has(Cue::Blocked) {
        return None;
    }
    let within = somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Ours) => seen.own_department(),
        // What a head is to settle is what holds up those below; everything, for who heads all.
        () if seen.has(Cue::Mine) && heads(seen) => scope(seen).filter(|k| seen.org.kind(k) != Some(Kind::Company)),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    Some(Query::Blocked { within })
}

/// The days named, where they have begun: 为什么12月20日上不了线 asks about no days.
fn past_days(seen: &Seen<'_>) -> Option<DateRange> {
    seen.period().filter(|period| period.first <= seen.today)
}

fn heads(seen: &Seen<'_>) -> bool {
    let leads = |r: &Role| matches!(r, Role::DepartmentHead | Role::Executive);
    seen.org.person(seen.asker).is_some_and(|p| p.roles.iter().any(leads))
}

fn money(seen: &Seen<'_>) -> Option<Query> {
    let of = seen.works().into_iter().next()?;
    (seen.has(Cue::Money) && !seen.has(Cue::Hours)).then(|| Query::Cost { of, period: seen.period() })
}

fn hours(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Hours) || !seen.of(&[Kind::Kpi]).is_empty() {
        return None;
    }
    let on = seen.works().into_iter().next();
    let by = somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Ours) => on.is_none().then(|| seen.own_department()).flatten(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    if on.is_none() && by.is_none() {
        if stranger::named(seen) {
            return Some(Query::Stranger);
        }
        // 上周工时最多的是谁: among those the asker oversees.
        let among = scope(seen).filter(|_| seen.any(&[Cue::Which, Cue::Most, Cue::Rank, Cue::Company]))?;
        return Some(Query::Hours { by: Some(among), on, period: seen.period() });
    }
    Some(Query::Hours { by, on, period: seen.period() })
}

fn figure(seen: &Seen<'_>) -> Option<Query> {
    let kpis = seen.of(&[Kind::Kpi]);
    let kpi = kpis.first()?.clone();
    if seen.has(Cue::Why) {
        return Some(Query::Why { subject: kpi, period: past_days(seen) });
    }
    if seen.has(Cue::Change) && kpis.len() == 1 {
        let (from, to) = span(seen);
        return Some(Query::Change { kpi, from, to });
    }
    let when = match seen.period() {
        Some(range) if range.first == range.last => When::On(range.first),
        Some(range) => When::During(range),
        None if seen.has(Cue::Latest) => When::Latest,
        None => When::Now,
    };
    Some(Query::Figure { kpis, when, gap: seen.has(Cue::Gap) })
}

/// From when until when: two days named, or one and now. One span alone is looked at from its beginning to its end.
fn span(seen: &Seen<'_>) -> (Option<DateRange>, Option<DateRange>) {
    match seen.days.as_slice() {
        [] => (None, None),
        [one] if one.range.first == one.range.last => (Some(one.range), None),
        [one] => (Some(DateRange::day(one.range.first.pred_opt().unwrap_or(one.range.first))), Some(one.range)),
        [one, two, ..] => {
            let (a, b) = (one.range, two.range);
            if a.first <= b.first { (Some(a), Some(b)) } else { (Some(b), Some(a)) }
        }
    }
}

fn risk(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Risk) {
        return None;
    }
    if seen.has(Cue::Goal) && seen.works().is_empty() {
        return Some(Query::Goals { of: goal_owner(seen), period: seen.period(), missed: true, met: false });
    }
    let of = seen
        .works()
        .into_iter()
        .next()
        .or_else(|| somebody(seen).into_iter().next())
        .or_else(|| (seen.has(Cue::Ours) && !seen.has(Cue::Company)).then(|| seen.own_department()).flatten());
    let of = of.filter(|k| seen.org.kind(k) != Some(Kind::Company));
    Some(Query::Risk { of, single: seen.has(Cue::Most) })
}

fn goal_owner(seen: &Seen<'_>) -> Option<Key> {
    somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Company) => Some(seen.org.company.id.clone()),
        () if seen.has(Cue::Ours) => seen.own_department(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    })
}

fn goals(seen: &Seen<'_>) -> Option<Query> {
    let asks = seen.any(&[Cue::State, Cue::Reached, Cue::Missed, Cue::Quantity, Cue::Which, Cue::Gap]);
    let named = seen.has(Cue::Goal) || seen.has(Cue::Missed) && seen.has(Cue::Which);
    // 我这个月还差多少能达标: one's own goals, though none is named.
    let own = seen.any(&[Cue::Mine, Cue::Ours]) && seen.any(&[Cue::Gap, Cue::Reached, Cue::Missed]);
    if !(named || own && somebody(seen).is_empty()) || !asks || !seen.works().is_empty() {
        return None;
    }
    let of = goal_owner(seen)
        .filter(|k| seen.org.kpis.iter().any(|kpi| &kpi.owner == k) || seen.org.kind(k) == Some(Kind::Person));
    let of = of.filter(|k| k != seen.asker || seen.org.kpis.iter().any(|kpi| seen.org.owns(k, kpi)));
    let missed = seen.has(Cue::Missed);
    let met = !missed && seen.has(Cue::Which) && seen.has(Cue::Reached) && !seen.has(Cue::State);
    Some(Query::Goals { of, period: seen.period(), missed, met })
}

fn due(seen: &Seen<'_>) -> Option<Query> {
    let works = seen.works();
    let project = works.first().filter(|k| seen.org.project(k).is_some());
    if let Some(project) = project
        && seen.any(&[Cue::Next, Cue::Which])
        && seen.has(Cue::Deadline)
    {
        return Some(Query::Deadlines { of: Some(project.clone()), period: seen.period() });
    }
    if let Some(subject) = works.first() {
        let asks = seen.any(&[Cue::When, Cue::Moved, Cue::Deadline]);
        return asks.then(|| Query::Due { subject: subject.clone() });
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
            let of = of.or_else(|| seen.has(Cue::Ours).then(|| seen.own_department()).flatten());
            Some(Query::Deadlines { of, period: seen.period() })
        }
    }
}

fn tasks(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Task) || !seen.works().is_empty() {
        return None;
    }
    let of = seen.of(&[Kind::Person]).into_iter().next().or_else(|| seen.has(Cue::Mine).then(|| seen.asker.clone()));
    let Some(of) = of else { return stranger::named(seen).then_some(Query::Stranger) };
    if seen.has(Cue::Did) && !seen.days.is_empty() {
        return None;
    }
    Some(Query::OpenTasks { of, next: false })
}

fn work(seen: &Seen<'_>) -> Option<Query> {
    let subjects = seen.works();
    if subjects.is_empty() {
        return None;
    }
    Some(if asks_a_figure(&seen.bare) { Query::Undefined } else { Query::State { subjects } })
}

/// Whether how much of something is asked that is a figure by its name: 工地本月用水量是多少. Had anybody defined it, it
/// would have been found by now; the state of the 工地 is no answer.
fn asks_a_figure(bare: &str) -> bool {
    zh::question::HOW_MUCH.iter().filter_map(|word| bare.find(word)).min().is_some_and(|at| {
        let before = bare[..at].trim_end_matches(|c| zh::question::BEFORE_HOW_MUCH.contains(c));
        before.chars().next_back().is_some_and(|c| zh::question::FIGURE_ENDINGS.contains(c))
    })
}

fn activity(seen: &Seen<'_>) -> Option<Query> {
    let asks = seen.any(&[Cue::Did, Cue::State]);
    let named = somebody(seen).into_iter().next();
    if named.is_some() && seen.has(Cue::Quantity) && !asks {
        return None;
    }
    let of = match named {
        Some(of) => of,
        None if !seen.has(Cue::Did) => return None,
        None if seen.has(Cue::Ours) => seen.own_department()?,
        None if seen.has(Cue::Mine) => seen.asker.clone(),
        None if seen.has(Cue::Company) => seen.org.company.id.clone(),
        None => return Some(Query::Stranger),
    };
    let recent = DateRange { first: seen.today - Days::new(6), last: seen.today };
    Some(Query::Activity { of, period: seen.period().unwrap_or(recent) })
}

/// A figure of the business that nobody defined, or nothing for this assistant.
fn rest(seen: &Seen<'_>) -> Query {
    let named = !seen.of(&[Kind::Department, Kind::Company]).is_empty();
    let business = named || seen.any(&[Cue::Business, Cue::Ours, Cue::Company]);
    let figure = [Cue::Quantity, Cue::State, Cue::Change, Cue::Money, Cue::Hours, Cue::Gap, Cue::Reached];
    if seen.any(&figure) && business || asks_a_figure(&seen.bare) { Query::Undefined } else { Query::OutOfScope }
}
