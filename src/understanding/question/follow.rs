//! Follow-ups: a question inherits what it leaves out from the one before.

use super::{
    cue::{Cue, says},
    names::Found,
    query::{Context, DutyAsk, Query, When},
    recognise::{recognise, somebody},
    seen::{Seen, focus, points_back, points_to_person},
    stranger,
};
use crate::{
    domain::{Key, Org, org::Kind, period::DateRange},
    understanding::language::{en, zh},
};

/// The question, with what it leaves out taken from the one before.
pub(super) fn question(seen: &Seen<'_>) -> Query {
    let Some(previous) = seen.previous else { return recognise(seen) };
    // Of whom nobody knows, the work spoken of before must not be told: 张三丰这周工时多少.
    let lone = seen.names.is_empty();
    if lone && !points_back(&seen.bare) && stranger::opens(seen) {
        return match recognise(seen) {
            secret @ Query::Secret { .. } => secret,
            _ => Query::Stranger,
        };
    }
    if let Some(query) =
        same_again(seen, &previous.question.query).or_else(|| same_duty(seen, &previous.question.query))
    {
        return query;
    }
    if let Some(key) = figure_of_another(seen, &previous.question.query) {
        let mut leaning = seen.clone();
        leaning.names = vec![Found { start: 0, end: 0, keys: vec![key] }];
        return recognise(&leaning);
    }
    let back = points_back(&seen.bare);
    let self_contained = seen.has(Cue::Which) && !back && !seen.any(&[Cue::Why, Cue::Owner])
        || seen.has(Cue::Goal) && seen.any(&[Cue::Company, Cue::Ours]) && !back
        || seen.any(&[Cue::Mine, Cue::Outside, Cue::Learn, Cue::Salary, Cue::Score, Cue::PeerReview]);
    if lone
        && !self_contained
        && let Some(key) = antecedent(seen, previous)
    {
        let mut leaning = seen.clone();
        let keys = each_before(seen, previous).unwrap_or(vec![key]);
        leaning.names = keys.into_iter().map(|key| Found { start: 0, end: 0, keys: vec![key] }).collect();
        return recognise(&leaning);
    }
    recognise(seen)
}

/// 各差多少, after several figures: of each of them.
fn each_before(seen: &Seen<'_>, previous: &Context) -> Option<Vec<Key>> {
    let each = zh::question::EACH.iter().chain(en::question::EACH).any(|word| says(&seen.bare, word));
    match &previous.question.query {
        Query::Figure { kpis, .. } | Query::Standings { kpis, .. } if each && kpis.len() > 1 => Some(kpis.clone()),
        _ => None,
    }
}

/// 静静的呢, 云山的达标没: after a figure, that of the same name of whom or what is named.
fn figure_of_another(seen: &Seen<'_>, previous: &Query) -> Option<Key> {
    let (Query::Figure { kpis, .. } | Query::Standings { kpis, .. }) = previous else { return None };
    let own_cues = [Cue::Did, Cue::State, Cue::Task, Cue::Hours, Cue::Money, Cue::Goal, Cue::Blocked, Cue::Waiting];
    let [Found { keys, .. }] = seen.names.as_slice() else { return None };
    let [owner] = keys.as_slice() else { return None };
    let asks = seen.any(&[Cue::Ellipsis, Cue::Reached, Cue::Gap, Cue::Quantity]);
    if seen.any(&own_cues) || !asks {
        return None;
    }
    let called =
        |key: &Key| -> Vec<&str> { seen.org.names().filter(|(_, k)| *k == key).map(|(name, _)| name).collect() };
    let names: Vec<&str> = kpis.iter().flat_map(called).collect();
    let alike = |key: &Key| called(key).iter().any(|name| names.contains(name));
    seen.org.kpis.iter().find(|kpi| &kpi.owner == owner && alike(&kpi.id)).map(|kpi| kpi.id.clone())
}

/// What was spoken of last; 他 of a piece of work is who does it, 它 of a person's work the first thing told of it.
fn antecedent(seen: &Seen<'_>, previous: &Context) -> Option<Key> {
    let org = seen.org;
    let key = focus(previous)?;
    let is_person = |key: &Key| org.kind(key) == Some(Kind::Person);
    let person = points_to_person(&seen.bare);
    if person && !is_person(&key) {
        let assignee = org.task(&key).and_then(|task| task.assignee.clone());
        let owner = || org.project_of(&key).map(|project| project.owner.clone());
        return assignee.or_else(owner).or(Some(key));
    }
    // 什么时候弄完 is asked of work, not of whom was spoken of.
    let of_work = points_back(&seen.bare) || seen.any(&[Cue::When, Cue::Moved, Cue::Why]);
    if !person && is_person(&key) && of_work {
        return previous.subjects.iter().find(|key| !is_person(key)).cloned().or(Some(key));
    }
    Some(key)
}

/// 那上上周呢, 毛利率呢: the question before with other days or about something else.
fn same_again(seen: &Seen<'_>, previous: &Query) -> Option<Query> {
    let telling = seen
        .cues
        .iter()
        .any(|c| !matches!(c, Cue::Ellipsis | Cue::Quantity | Cue::Business | Cue::Ours | Cue::Next | Cue::Company));
    if telling || (!seen.has(Cue::Ellipsis) && seen.text.chars().count() > 12) {
        return None;
    }
    let named = seen.names.first().and_then(|f| f.keys.first());
    let with_subject = match named {
        Some(key) => about(seen.org, previous, key)?,
        None => previous.clone(),
    };
    match seen.period() {
        Some(period) => Some(over(&with_subject, period)),
        None if named.is_some() => Some(with_subject),
        None => None,
    }
}

/// 那谁交了, after who has not: of the same people and day, but for those named.
fn same_duty(seen: &Seen<'_>, previous: &Query) -> Option<Query> {
    let Query::Duty { of, day, since, .. } = previous else { return None };
    let ask = match () {
        () if seen.has(Cue::NotReported) => DutyAsk::Missing,
        () if seen.has(Cue::Reported) && seen.has(Cue::People) => DutyAsk::Count,
        () if seen.has(Cue::Reported) => DutyAsk::Met,
        () => return None,
    };
    if seen.any(&[Cue::Mine, Cue::Company]) {
        return None;
    }
    let named = somebody(seen);
    let of = if named.is_empty() { of.clone() } else { named };
    let (day, since) = match seen.period() {
        Some(period) => (period.last, (period.first < period.last).then_some(period.first)),
        None => (*day, *since),
    };
    Some(Query::Duty { of, day, since, ask })
}

/// The same question about another thing of the same kind.
fn about(org: &Org, query: &Query, key: &Key) -> Option<Query> {
    let kind = org.kind(key)?;
    let work = matches!(kind, Kind::Project | Kind::Milestone | Kind::Task);
    let somebody = matches!(kind, Kind::Person | Kind::Department | Kind::Company);
    let key = key.clone();
    let changed = match query.clone() {
        Query::State { .. } if work => Query::State { subjects: vec![key] },
        Query::Due { .. } if work => Query::Due { subject: key },
        Query::Why { .. } if work || kind == Kind::Kpi => Query::Why { subject: key, period: None },
        Query::Risk { single, .. } if work || somebody => Query::Risk { of: Some(key), among: Vec::new(), single },
        Query::Blocked { .. } if work || somebody => Query::Blocked { within: Some(key) },
        Query::Board { .. } if kind == Kind::Project || somebody => Query::Board { of: Some(key) },
        Query::Waiting { .. } if somebody => Query::Waiting { on: key },
        Query::Figure { when, gap, .. } if kind == Kind::Kpi => Query::Figure { kpis: vec![key], when, gap },
        Query::Change { from, to, .. } if kind == Kind::Kpi => Query::Change { kpi: key, from, to },
        Query::Goals { period, missed, met, .. } if somebody => Query::Goals { of: Some(key), period, missed, met },
        Query::OpenTasks { next, .. } if kind == Kind::Person => Query::OpenTasks { of: key, next },
        Query::Deadlines { period, .. } if work || somebody => Query::Deadlines { of: Some(key), period },
        Query::Slipped { period, .. } if work || somebody => Query::Slipped { of: Some(key), period },
        Query::Activity { period, .. } if somebody => Query::Activity { of: key, period },
        Query::Hours { by, period, .. } if work => Query::Hours { by, on: Some(key), period },
        Query::Hours { on, period, .. } if somebody => Query::Hours { by: Some(key), on, period },
        Query::Average { what, period, .. } if matches!(kind, Kind::Department | Kind::Company) => {
            Query::Average { of: key, what, period }
        }
        Query::Field { field, period, most, .. } if somebody => Query::Field { field, of: Some(key), period, most },
        Query::Cost { period, .. } if work || somebody => Query::Cost { of: key, period },
        Query::Duty { day, since, ask, .. } if somebody => Query::Duty { of: vec![key], day, since, ask },
        Query::Reports { period, .. } if somebody => Query::Reports { of: key, period },
        Query::Each { parts, .. } => about(org, &parts.first()?.1, &key)?,
        Query::State { .. }
        | Query::Due { .. }
        | Query::Why { .. }
        | Query::Risk { .. }
        | Query::Blocked { .. }
        | Query::Waiting { .. }
        | Query::Figure { .. }
        | Query::Standings { .. }
        | Query::Change { .. }
        | Query::Goals { .. }
        | Query::Ranking { .. }
        | Query::OpenTasks { .. }
        | Query::Board { .. }
        | Query::Deadlines { .. }
        | Query::Slipped { .. }
        | Query::Activity { .. }
        | Query::Hours { .. }
        | Query::Average { .. }
        | Query::Field { .. }
        | Query::Cost { .. }
        | Query::Duty { .. }
        | Query::Reports { .. }
        | Query::Viewers
        | Query::Learning { .. }
        | Query::Ambiguous { .. }
        | Query::Secret { .. }
        | Query::Undefined
        | Query::Stranger
        | Query::OutOfScope => return None,
    };
    Some(changed)
}

/// The same question over other days.
fn over(query: &Query, period: DateRange) -> Query {
    let when = if period.first == period.last { When::On(period.first) } else { When::During(period) };
    match query.clone() {
        Query::Figure { kpis, gap, .. } => Query::Figure { kpis, when, gap },
        Query::Standings { kpis, ascending, .. } => Query::Standings { kpis, when, ascending },
        Query::Change { kpi, to, .. } => Query::Change { kpi, from: Some(period), to },
        Query::Why { subject, .. } => Query::Why { subject, period: Some(period) },
        Query::Goals { of, missed, met, .. } => Query::Goals { of, period: Some(period), missed, met },
        Query::Deadlines { of, .. } => Query::Deadlines { of, period: Some(period) },
        Query::Slipped { of, .. } => Query::Slipped { of, period: Some(period) },
        Query::Activity { of, .. } => Query::Activity { of, period },
        Query::Hours { by, on, .. } => Query::Hours { by, on, period: Some(period) },
        Query::Average { of, what, .. } => Query::Average { of, what, period: Some(period) },
        Query::Field { field, of, most, .. } => Query::Field { field, of, period, most },
        Query::Cost { of, .. } => Query::Cost { of, period: Some(period) },
        Query::Duty { of, ask, .. } => {
            let since = (period.first < period.last).then_some(period.first);
            Query::Duty { of, day: period.last, since, ask }
        }
        Query::Reports { of, .. } => Query::Reports { of, period },
        Query::Each { parts, unseen } => {
            let parts = parts.into_iter().map(|(key, query)| (key, over(&query, period))).collect();
            Query::Each { parts, unseen }
        }
        query @ (Query::State { .. }
        | Query::Due { .. }
        | Query::Risk { .. }
        | Query::Blocked { .. }
        | Query::Waiting { .. }
        | Query::Ranking { .. }
        | Query::OpenTasks { .. }
        | Query::Board { .. }
        | Query::Viewers
        | Query::Learning { .. }
        | Query::Ambiguous { .. }
        | Query::Secret { .. }
        | Query::Undefined
        | Query::Stranger
        | Query::OutOfScope) => query,
    }
}
