//! Which kind of question it is: from the most to the least telling words.

use chrono::Days;

use super::{
    average, count,
    cue::Cue,
    dates, filled, measured,
    names::Found,
    query::Query,
    reporting::{self, scope},
    seen::Seen,
    stranger,
};
use crate::{
    domain::{
        Key, Language,
        access::Secret,
        org::{Kind, Project, Role},
        period::DateRange,
    },
    understanding::language::{en, zh},
};

type Look = fn(&Seen<'_>) -> Option<Query>;

/// Every recogniser, in order: secrets go before any name.
const LOOKS: [Look; 21] = [
    secret,
    filled::filled,
    viewers,
    outside,
    learning,
    average::average,
    reporting::duty,
    reporting::reports,
    ranking,
    waiting,
    blocked,
    money,
    hours,
    dates::overdue,
    measured::figure,
    dates::slipped,
    risk,
    goals,
    dates::due,
    tasks,
    projects,
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

pub(super) fn somebody(seen: &Seen<'_>) -> Vec<Key> {
    seen.of(&[Kind::Department, Kind::Person, Kind::Company])
}

fn ranking(seen: &Seen<'_>) -> Option<Query> {
    let works = seen.works();
    let figures = !seen.of(&[Kind::Kpi]).is_empty();
    if !seen.has(Cue::Rank) || figures || seen.has(Cue::Risk) {
        return None;
    }
    // 五个项目哪个最慢 asks for one of the five.
    let most = match seen.has(Cue::Most) {
        true => Some(1),
        false => count::of_things(&seen.bare),
    };
    let most = most.filter(|_| works.is_empty());
    Some(Query::Ranking { among: works, ascending: ascending(seen), most })
}

fn ascending(seen: &Seen<'_>) -> bool {
    seen.has(Cue::Ascending)
}

fn waiting(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Waiting) || !seen.of(&[Kind::Kpi]).is_empty() {
        return None;
    }
    let work = seen.works().into_iter().next();
    // 林悦在等什么 asks what holds her up.
    if let Some(waits) = who_waits(seen).filter(|_| work.is_none()) {
        return Some(Query::Blocked { within: Some(waits) });
    }
    match (somebody(seen).into_iter().next(), work) {
        (_, Some(work)) => Some(Query::Why { subject: work, period: past_days(seen) }),
        (Some(on), None) => Some(Query::Waiting { on }),
        (None, None) if seen.has(Cue::Mine) || seen.has(Cue::Ours) => {
            let on = if seen.has(Cue::Ours) { seen.ours()? } else { seen.asker.clone() };
            Some(Query::Waiting { on })
        }
        (None, None) => Some(Query::Blocked { within: None }),
    }
}

/// The person or department whose name stands right before 在等, or between "is" and "waiting".
fn who_waits(seen: &Seen<'_>) -> Option<Key> {
    let behind = |end: usize| -> String { seen.text.chars().skip(end).take(10).collect() };
    let waits = |f: &&Found| {
        let behind = behind(f.end);
        let words = zh::question::WAITS.iter().chain(en::question::WAITS);
        words.into_iter().any(|word| behind.trim_start().starts_with(word))
    };
    let key = seen.names.iter().find(waits)?.keys.first()?;
    matches!(seen.org.kind(key), Some(Kind::Person | Kind::Department)).then(|| key.clone())
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
        () if seen.has(Cue::Ours) => seen.ours(),
        // What a head is to settle is what holds up those below; everything, for who heads all.
        () if seen.has(Cue::Mine) && heads(seen) => scope(seen).filter(|k| seen.org.kind(k) != Some(Kind::Company)),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    Some(Query::Blocked { within })
}

/// The days named, where they have begun: 为什么12月20日上不了线 asks about no days.
pub(super) fn past_days(seen: &Seen<'_>) -> Option<DateRange> {
    seen.period().filter(|period| period.first <= seen.today)
}

fn heads(seen: &Seen<'_>) -> bool {
    let leads = |r: &Role| matches!(r, Role::DepartmentHead | Role::Executive);
    seen.org.person(seen.asker).is_some_and(|p| p.roles.iter().any(leads))
}

fn money(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Money) || seen.has(Cue::Hours) {
        return None;
    }
    let of = seen.works().into_iter().next().or_else(|| spender(seen))?;
    Some(Query::Cost { of, period: seen.period() })
}

/// Whose spending is asked for as a whole; nobody's where the words say what for: 用电花了多少.
fn spender(seen: &Seen<'_>) -> Option<Key> {
    if !seen.of(&[Kind::Kpi]).is_empty() || stranger::says_more(seen) {
        return None;
    }
    somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Ours) => seen.ours(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () if seen.any(&[Cue::Company, Cue::Projects]) => scope(seen),
        () => None,
    })
}

fn hours(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Hours) || !seen.of(&[Kind::Kpi]).is_empty() {
        return None;
    }
    let on = seen.works().into_iter().next();
    let by = somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Ours) => on.is_none().then(|| seen.ours()).flatten(),
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
        .or_else(|| (seen.has(Cue::Ours) && !seen.has(Cue::Company)).then(|| seen.ours()).flatten());
    let of = of.filter(|k| seen.org.kind(k) != Some(Kind::Company));
    let projects = seen.of(&[Kind::Project]);
    let among = if projects.len() > 1 { projects } else { Vec::new() };
    Some(Query::Risk { of: of.filter(|_| among.is_empty()), among, single: seen.has(Cue::Most) })
}

fn goal_owner(seen: &Seen<'_>) -> Option<Key> {
    somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Company) => Some(seen.org.company.id.clone()),
        // Who heads all means all, not the company's own alone.
        () if seen.has(Cue::Ours) => seen.ours().filter(|of| of != &seen.org.company.id),
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

/// Which projects there are: 品质部有哪些项目, "what projects do we run".
fn projects(seen: &Seen<'_>) -> Option<Query> {
    if !seen.has(Cue::Projects) || !seen.any(&[Cue::Which, Cue::Quantity, Cue::State]) || !seen.works().is_empty() {
        return None;
    }
    let of = somebody(seen).into_iter().next().or_else(|| match () {
        () if seen.has(Cue::Ours) => seen.ours(),
        () if seen.has(Cue::Mine) => Some(seen.asker.clone()),
        () => None,
    });
    let has_part = |p: &Project| match &of {
        Some(of) => seen.org.people.iter().any(|who| {
            let meant = &who.id == of || seen.org.is_within(&who.department, of) || of == &seen.org.company.id;
            meant && (p.owner == who.id || seen.org.kind(of) == Some(Kind::Person) && seen.org.works_on(&who.id, p))
        }),
        None => true,
    };
    let subjects: Vec<Key> = seen.org.projects.iter().filter(|p| has_part(p)).map(|p| p.id.clone()).collect();
    (!subjects.is_empty()).then_some(Query::State { subjects })
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
        // 李浩手下 are those whom he heads.
        Some(of) if seen.has(Cue::Team) => headed_by(seen, &of).unwrap_or(of),
        Some(of) => of,
        // 总结一下本周: of those one heads, else of oneself.
        None if seen.has(Cue::Summary) && !stranger::named(seen) => match heads(seen) {
            true => scope(seen)?,
            false => seen.asker.clone(),
        },
        None if !seen.has(Cue::Did) => return None,
        None if seen.has(Cue::Ours) => seen.ours()?,
        None if seen.has(Cue::Mine) => seen.asker.clone(),
        None if seen.has(Cue::Company) => seen.org.company.id.clone(),
        // 你能做什么 is about nobody of the company.
        None if zh::question::YOU.iter().any(|word| seen.text.contains(word)) => return Some(Query::OutOfScope),
        None => return Some(Query::Stranger),
    };
    let recent = DateRange { first: seen.today - Days::new(6), last: seen.today };
    Some(Query::Activity { of, period: seen.period().unwrap_or(recent) })
}

fn headed_by(seen: &Seen<'_>, person: &Key) -> Option<Key> {
    seen.org.departments.iter().find(|d| d.head.as_ref() == Some(person)).map(|d| d.id.clone())
}

/// A figure of the business that nobody defined, or nothing for this assistant.
fn rest(seen: &Seen<'_>) -> Query {
    let named = !seen.of(&[Kind::Department, Kind::Company]).is_empty();
    // A name in capitals and past days are of the business as well: MTTR是多少, 上周用了多少水.
    let looks_back = seen.period().is_some_and(|period| period.first < seen.today);
    let of_business = seen.any(&[Cue::Business, Cue::Ours, Cue::Company]) || looks_back || abbreviated(seen);
    let business = named || of_business;
    let figure = [Cue::Quantity, Cue::State, Cue::Change, Cue::Money, Cue::Hours, Cue::Gap, Cue::Reached];
    if seen.any(&figure) && business || asks_a_figure(&seen.bare) { Query::Undefined } else { Query::OutOfScope }
}

/// Whether a Chinese question has a word in Latin letters, as figures of a business often are called.
fn abbreviated(seen: &Seen<'_>) -> bool {
    let words = seen.bare.split(|c: char| !c.is_ascii_alphabetic());
    Language::of(&seen.bare) == Some(Language::Zh) && words.into_iter().any(|word| (2..=5).contains(&word.len()))
}
