//! Questions about figures: how much, against the target, how it moved, who has the most.

use chrono::Datelike;

use super::{
    cue::Cue,
    days::Dated,
    names::Found,
    query::{Query, When},
    recognise::past_days,
    seen::Seen,
    stranger,
};
use crate::{
    domain::{
        Key,
        org::{Direction, Kind, Level},
        period::DateRange,
    },
    understanding::language::{en, zh},
};

pub(super) fn figure(seen: &Seen<'_>) -> Option<Query> {
    let kpis = seen.of(&[Kind::Kpi]);
    let kpi = kpis.first()?.clone();
    if seen.has(Cue::Why) {
        return Some(Query::Why { subject: kpi, period: past_days(seen) });
    }
    if is_anothers(seen, &kpis) {
        return Some(Query::Stranger);
    }
    // 跟目标比差多少 is no change.
    let to_target = seen.has(Cue::Goal) && seen.has(Cue::Gap);
    if seen.has(Cue::Change) && !to_target && kpis.len() == 1 {
        let (from, to) = span(seen);
        return Some(Query::Change { kpi, from, to });
    }
    let when = match seen.period() {
        Some(range) if range.first == range.last => When::On(range.first),
        Some(range) => When::During(range),
        None if seen.has(Cue::Latest) => When::Latest,
        None => When::Now,
    };
    if seen.any(&[Cue::Rank, Cue::Best]) || kpis.len() > 1 && seen.has(Cue::Compared) && seen.has(Cue::Which) {
        let among = if kpis.len() > 1 { kpis.clone() } else { peers(seen, &kpi) };
        if among.len() > 1 {
            return Some(Query::Standings { kpis: among, when, ascending: lowest_first(seen, &kpi) });
        }
    }
    Some(Query::Figure { kpis, when, gap: seen.has(Cue::Gap) })
}

/// 乐瑶的拜访量, where only the asker's own is known: told of nobody in somebody else's stead, known or not.
fn is_anothers(seen: &Seen<'_>, kpis: &[Key]) -> bool {
    let own = |key: &Key| seen.org.kpi(key).is_some_and(|k| k.level == Level::Person && &k.owner == seen.asker);
    let [Found { start, keys, .. }, ..] = seen.names.as_slice() else { return false };
    let person = |key: &Key| key != seen.asker && seen.org.kind(key) == Some(Kind::Person);
    let named = keys.iter().all(person) && *start < figure_at(seen);
    !seen.any(&[Cue::Mine, Cue::Ours]) && kpis.iter().all(own) && (named || stranger::named(seen))
}

/// Where the first figure is named.
fn figure_at(seen: &Seen<'_>) -> usize {
    let figure = |f: &&Found| f.keys.iter().all(|k| seen.org.kind(k) == Some(Kind::Kpi));
    seen.names.iter().find(figure).map_or(0, |f| f.start)
}

/// The KPIs that one is ranked among: those that count towards it, else those beside it.
fn peers(seen: &Seen<'_>, key: &Key) -> Vec<Key> {
    let of = |parent: &Key| -> Vec<Key> {
        seen.org.kpis.iter().filter(|k| k.parent.as_ref() == Some(parent)).map(|k| k.id.clone()).collect()
    };
    let below = of(key);
    let parent = seen.org.kpi(key).and_then(|k| k.parent.as_ref());
    if below.is_empty() { parent.map_or(Vec::new(), of) } else { below }
}

/// 最低 and 垫底 are the lowest; 最好 is where lower is better.
fn lowest_first(seen: &Seen<'_>, key: &Key) -> bool {
    let lower_is_better = seen.org.kpi(key).is_some_and(|k| k.direction == Direction::Lower);
    match (seen.has(Cue::Worst), seen.has(Cue::Ascending)) {
        (true, _) => !lower_is_better,
        (false, true) => true,
        (false, false) => lower_is_better && !seen.has(Cue::Highest),
    }
}

/// From when until when: two days named, or one and now. One span alone is looked at from its beginning to its end.
fn span(seen: &Seen<'_>) -> (Option<DateRange>, Option<DateRange>) {
    match seen.days.as_slice() {
        [] => (None, None),
        // 比月初 is against how things stood when the month began.
        [one] if compared_with(seen, one) && is_beginning(one.range) => {
            (Some(DateRange::day(one.range.first.pred_opt().unwrap_or(one.range.first))), None)
        }
        [one] if one.range.first == one.range.last || compared_with(seen, one) => (Some(one.range), None),
        [one] => (Some(DateRange::day(one.range.first.pred_opt().unwrap_or(one.range.first))), Some(one.range)),
        [one, two, ..] => {
            let (a, b) = (one.range, two.range);
            if a.first <= b.first { (Some(a), Some(b)) } else { (Some(b), Some(a)) }
        }
    }
}

/// Whether days are the first ten of a month.
fn is_beginning(range: DateRange) -> bool {
    (range.first.day(), range.last.day()) == (1, 10)
}

/// Whether days are those that now is compared with: 比月初, 跟上周比, "since last week".
fn compared_with(seen: &Seen<'_>, days: &Dated) -> bool {
    if days.range.last >= seen.today {
        return false;
    }
    let before: String = seen.text.chars().take(days.start).collect();
    let words = zh::question::COMPARED_WITH.iter().chain(en::question::COMPARED_WITH);
    words.into_iter().any(|word| before.trim_end().ends_with(word))
}
