//! Questions about reports: who has filed them, and what they say.

use chrono::Days;

use super::{
    cue::Cue,
    query::{DutyAsk, Query},
    recognise::somebody,
    seen::Seen,
    stranger,
};
use crate::domain::{
    Key,
    calendar::{is_working_day, working_day_before},
    org::{Kind, Role},
    period::DateRange,
};

/// Whom a question means that names nobody: the asker, their department, or what they may oversee.
pub(super) fn scope(seen: &Seen<'_>) -> Option<Key> {
    let person = seen.org.person(seen.asker)?;
    let oversees = person.roles.iter().any(|r| matches!(r, Role::Executive | Role::Hr));
    if seen.has(Cue::Company) || (oversees && !seen.has(Cue::Ours)) {
        return Some(seen.org.company.id.clone());
    }
    Some(person.department.clone())
}

pub(super) fn duty(seen: &Seen<'_>) -> Option<Query> {
    let about_reports = seen.has(Cue::Report) && !seen.has(Cue::Show);
    let missing = seen.has(Cue::NotReported) && (about_reports || seen.has(Cue::Which));
    let met = seen.has(Cue::Reported) && (about_reports || seen.has(Cue::People));
    let knows = seen.of(&[Kind::Kpi, Kind::Project, Kind::Milestone, Kind::Task]).is_empty();
    // “How many hours have I reported” is about hours.
    let hours = seen.has(Cue::Hours) && !seen.has(Cue::Report);
    if !(missing || met) || !knows || hours {
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
    let day = seen.period().map_or(seen.today, |p| p.last.min(seen.today.max(p.first)));
    // 周五谁没交, asked on a Thursday, is about the Friday before.
    let coming = day > seen.today && DateRange::week(seen.today).contains(day);
    let day = if coming && !seen.has(Cue::Next) { day - Days::new(7) } else { day };
    // Of days to come nobody has a duty yet.
    let since = seen.period().filter(|p| p.first < p.last && p.first < seen.today).map(|p| p.first);
    Some(Query::Duty { of, day, since, ask })
}

pub(super) fn reports(seen: &Seen<'_>) -> Option<Query> {
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
    Some(Query::Reports { of, period: with_working_day(period) })
}

/// A day off with the working day before it: on a Monday, 昨天 is Friday too.
fn with_working_day(period: DateRange) -> DateRange {
    let off = period.first == period.last && !is_working_day(period.first);
    if off { DateRange { first: working_day_before(period.first), ..period } } else { period }
}
