//! KPIs that a figure goes on about without naming them: told just before.

use crate::{
    domain::{
        Key,
        figure::UnitClass,
        org::{Kpi, Level},
    },
    understanding::{
        cue::Cue,
        quantity::{Quantity, QuantityKind},
        time::{Grain, Looking},
    },
};

use super::work::Walk;

impl Walk<'_, '_> {
    /// The KPI spoken of last, or, where a total is counted in another unit than its, the last one told in that unit of the
    /// same sentence: 签了一单 合同额三十万 这个月就两单了.
    pub(super) fn kpi_in_unit(&self, clause: usize, q: &Quantity, from: usize) -> Option<(Key, usize)> {
        let scene = self.scene;
        let org = scene.lexicon.org();
        let last = self.kpi.clone()?;
        let QuantityKind::Count(unit) = &q.kind else { return Some(last) };
        let counts = |key: &Key| org.kpi(key).is_some_and(|k| &k.unit == unit);
        let period = scene.times_in(from, q.start, Looking::Back).any(|t| t.grain != Grain::Day);
        if counts(&last.0) || !(period || scene.has(from, q.start, Cue::Total)) {
            return Some(last);
        }
        let told = self.recent(clause).iter().rev().find(|d| d.subject.as_ref().is_some_and(counts));
        told.and_then(|d| Some((d.subject.clone()?, d.clause))).or(Some(last))
    }

    /// The KPI spoken of just before, if this figure goes on about it.
    pub(super) fn kpi_before(&self, clause: usize, q: &Quantity, from: usize) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let (key, at) = self.kpi_in_unit(clause, q, from)?;
        let (key, at) = (&key, &at);
        let there = &scene.clauses[*at];
        // What was put right belongs to an earlier clause than the KPI told last.
        if *at > clause
            || there.line != c.line
            || self.parted == Some(c.sentence)
            || (self.work.as_ref().is_some_and(|(_, w)| w > at) && !scene.has(from, q.start, Cue::Total))
        {
            return None;
        }
        let kpi = scene.lexicon.org().kpi(key).filter(|k| self.takes(k, q))?;
        let total = scene.has(from, q.start, Cue::Total) || self.spans_period(kpi, c.start, q.start);
        let own = scene.foreign(c.start, q.start);
        let reach = if total { 8 } else { 3 };
        let close = (there.sentence == c.sentence && clause - at <= reach) || clause - at <= 1;
        let silent = scene.named_in(c.start, c.end).all(|n| n.kpi.is_none());
        let cost = scene.has(c.start, c.end, Cue::Cost)
            || scene.has(c.start, c.end, Cue::Effort) && kpi.unit.class() == UnitClass::Time;
        let already = self.recent(*at).iter().any(|d| d.clause == *at && d.subject.as_ref() == Some(key));
        let gained = scene.has(from, q.start, Cue::Gain);
        let leans = match q.kind {
            QuantityKind::Number | QuantityKind::Count(_) => total || !already || gained,
            QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Money(_)
            | QuantityKind::Duration { .. }
            | QuantityKind::Fraction { .. } => !already || total || gained,
        };
        let named_work = scene.named_in(c.start, c.end).any(|n| n.work.is_some());
        let counted = match &q.kind {
            QuantityKind::Count(unit) => unit == &kpi.unit,
            QuantityKind::Number
            | QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Money(_)
            | QuantityKind::Duration { .. }
            | QuantityKind::Fraction { .. } => true,
        };
        // 合计退了2,160 counts no complaints.
        let bare = matches!(q.kind, QuantityKind::Number) && kpi.unit.class() == UnitClass::Count;
        let counted = counted && !(bare && own > 0);
        (silent && counted && !named_work && close && own <= 3 && (total || !cost) && leans).then(|| key.clone())
    }

    /// 累计我这边是十三户: where the writer says whose total it is, an own KPI in the same unit told before rather than the
    /// department's told last.
    pub(super) fn own_rather(&self, clause: usize, key: Key) -> Key {
        let scene = self.scene;
        let org = scene.lexicon.org();
        let c = &scene.clauses[clause];
        let own = |k: &Kpi| k.level == Level::Person && &k.owner == scene.author;
        let Some(kpi) = org.kpi(&key).filter(|k| !own(k) && scene.has(c.start, c.end, Cue::Self_)) else { return key };
        let told = self.recent(clause).iter().rev().filter_map(|d| org.kpi(d.subject.as_ref()?));
        told.into_iter().find(|k| own(k) && k.unit == kpi.unit).map_or(key, |k| k.id.clone())
    }
}
