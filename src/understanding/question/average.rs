//! A question for the mean over people: 研发部这周平均工时多少, “average hours of the sales team this week”.

use super::{
    cue::Cue,
    query::{Averaged, Query},
    recognise::somebody,
    seen::Seen,
    stranger,
};
use crate::{
    domain::org::Kind,
    understanding::language::{en, zh},
};

/// The mean over the people of a department or the company, if that is asked for.
pub(super) fn average(seen: &Seen<'_>) -> Option<Query> {
    let has = |zh: &[&str], en: &[&str]| zh.iter().chain(en).any(|word| seen.bare.contains(word));
    let named = seen.of(&[Kind::Kpi, Kind::Project, Kind::Milestone, Kind::Task, Kind::Person]);
    if !has(zh::question::AVERAGE, en::question::AVERAGE) || !named.is_empty() {
        return None;
    }
    let what = match () {
        () if seen.has(Cue::Hours) => Averaged::Hours,
        () if has(zh::question::ATTAINMENT, en::question::ATTAINMENT) => Averaged::Attainment,
        () => return None,
    };
    let of = match somebody(seen).into_iter().next() {
        Some(of) => of,
        // 前端组平均工时, where nobody has a 前端组, is not about one's own department.
        None if names_another(seen) => return Some(Query::Stranger),
        None if seen.has(Cue::Company) => seen.org.company.id.clone(),
        None => seen.ours()?,
    };
    Some(Query::Average { of, what, period: seen.period() })
}

fn names_another(seen: &Seen<'_>) -> bool {
    let mut rest = seen.clone();
    for word in zh::question::AVERAGE.iter().chain(zh::question::ATTAINMENT) {
        rest.bare = rest.bare.replace(word, " ");
    }
    stranger::names_another(&rest)
}
