//! Money spent.

use crate::{
    domain::{Fact, Key, Unit},
    understanding::{
        cue::Cue,
        language,
        quantity::{Quantity, QuantityKind},
        section::Topic,
    },
};

use super::work::Walk;

impl Walk<'_, '_> {
    /// An amount that no KPI takes is a cost, if the words say that it was paid.
    pub(crate) fn cost(&mut self, clause: usize, q: &Quantity, from: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let rest = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        let money = matches!(q.kind, QuantityKind::Money(_));
        if !money && !matches!(q.kind, QuantityKind::Number) {
            return;
        }
        let before = scene.cues_in(c.start, q.start).filter(|k| k.cue == Cue::Cost).map(|k| k.end).max();
        let after = scene.cues_in(q.end, rest).filter(|k| k.cue == Cue::Cost).map(|k| k.start).min();
        let section = c.section.topic == Topic::Cost;
        // 今天付了三成定金 二十八万八: the amount follows a pause.
        let paused = clause > 0 && scene.foreign(c.start, c.end) == 0 && {
            let p = &scene.clauses[clause - 1];
            p.sentence == c.sentence
                && scene.has(p.start, p.end, Cue::Cost)
                && !self.recent(clause).iter().any(|d| d.clause == clause - 1 && matches!(d.fact, Fact::Cost { .. }))
        };
        let near_before = before.is_some_and(|at| at >= from || q.start - at <= 10);
        let near_after = after.is_some_and(|at| at - q.end <= 4);
        // A following clause may say what the amount was: 高铁加住宿1180元,自己先付的; 油费四千二,记在双十一里头.
        let charged = self.charge(clause).is_some();
        let follows = money
            && scene.clauses.get(clause + 1).is_some_and(|n| {
                n.sentence == c.sentence
                    && scene.has(n.start, n.end, Cue::Cost)
                    && scene.quantities_in(n.start, n.end).next().is_none()
            });
        let paid = if money {
            near_before || near_after || section || charged || follows || paused
        } else {
            (near_before && before.is_some_and(|at| q.start - at <= 6 || self.fee(clause, q)))
                || (section && q.value >= 100.into())
                || (after.is_some_and(|at| at - q.end <= 1 || at - q.end <= 2 && scene.text.chars[at] == '已')
                    && q.value >= 100.into())
                || q.value >= 100.into() && self.fee_then_paid(clause, q)
                || near_before && self.paid_in_english(q, before)
                || self.bought_before(clause, q)
                || paused
                || (charged && near_before)
        };
        if !paid || self.unspent(clause, q, from) {
            return;
        }
        let currency = match &q.kind {
            QuantityKind::Money(unit) => unit.clone(),
            QuantityKind::Number
            | QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Duration { .. }
            | QuantityKind::Count(_)
            | QuantityKind::Fraction { .. } => Unit::new("CNY"),
        };
        let works = scene.works(c);
        let named = works.iter().rev().find(|n| n.end <= q.start).or_else(|| works.first());
        let (subject, doubt) = match (self.charge(clause), named) {
            (Some(key), _) => (Some(key), None),
            (None, Some(n)) => (n.work.clone(), scene.doubt_of(n)),
            (None, None) if paused || self.leans(clause) => (self.work.as_ref().map(|(k, _)| k.clone()), None),
            (None, None) => (None, None),
        };
        let cumulative = scene.cues_in(c.start, q.start).any(|k| k.cue == Cue::Total);
        self.figure_claim(clause, q, Fact::Cost { amount: q.value, currency, cumulative }, subject, doubt);
    }

    /// Whether the name of a fee stands right before an amount: 支架款18.6万.
    fn fee(&self, clause: usize, q: &Quantity) -> bool {
        let words = &self.scene.text.chars[self.scene.clauses[clause].start..q.start];
        words.iter().rfind(|ch| **ch != ' ').is_some_and(|ch| matches!(ch, '费' | '款' | '金' | '租' | '税'))
    }

    /// 诉讼费 1,950 已缴: a fee with its amount, and a clause of its own that says it is paid.
    fn fee_then_paid(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        self.fee(clause, q)
            && scene.clauses.get(clause + 1).filter(|_| scene.together(clause, clause + 1)).is_some_and(|n| {
                scene.has(n.start, n.end, Cue::Cost)
                    && scene.foreign(n.start, n.end) == 0
                    && scene.quantities_in(n.start, n.end).next().is_none()
            })
    }

    /// Paid the caterer 2,150: who was paid stands between.
    fn paid_in_english(&self, q: &Quantity, before: Option<usize>) -> bool {
        let chars = &self.scene.text.chars;
        before.is_some_and(|at| {
            let who = &chars[at..q.start];
            let words = who.iter().filter(|c| **c == ' ').count();
            q.value >= 100.into() && words <= 5 && who.iter().all(|c| c.is_ascii() && *c != ',')
        })
    }

    /// 换了个机封 三百八: an amount that follows what was bought after a pause.
    fn bought_before(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let here: String = scene.text.chars[c.start..q.start].iter().collect();
        if scene.voice && q.end == c.end && ["换了一个", "换了个"].iter().any(|w| here.ends_with(w)) {
            return true;
        }
        let Some(before) = clause.checked_sub(1).filter(|b| scene.together(*b, clause)) else { return false };
        let b = &scene.clauses[before];
        let words: String = scene.text.chars[b.start..b.end].iter().collect();
        c.end - c.start == q.end - q.start
            && q.value >= 10.into()
            && language::zh::words::BOUGHT.iter().any(|w| words.contains(w))
            && !self.recent(clause).iter().any(|d| d.clause == before)
    }

    /// Whether an amount is a price, a budget or a debt, or its spending is denied or lies ahead.
    pub(crate) fn unspent(&self, clause: usize, q: &Quantity, from: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let rest = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        let before = scene.cues_in(c.start, q.start).filter(|k| k.cue == Cue::Cost).map(|k| k.end).max();
        let after = scene.cues_in(q.end, rest).filter(|k| k.cue == Cue::Cost).map(|k| k.start).min();
        let near_after = after.is_some_and(|at| at - q.end <= 4);
        let unspent = scene.cues_in(from, q.start).filter(|k| k.cue == Cue::NotCost).map(|k| k.end).max();
        let unspent_after = scene.cues_in(q.end, rest).any(|k| k.cue == Cue::NotCost && k.start - q.end <= 1);
        let each = matches!(scene.text.chars.get(q.end), Some('/' | '每'));
        let not_spent =
            each || unspent_after || unspent.is_some_and(|at| before.is_none_or(|b| b <= at) && !near_after);
        let denied = before.is_some_and(|at| scene.denied(clause, at.saturating_sub(1), at)) || scene.future(clause);
        not_spent || denied
    }

    /// Whether a clause about money goes on about the work spoken of.
    fn leans(&self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let own = scene.foreign(c.start, c.end);
        self.work.as_ref().is_some_and(|(_, at)| {
            let there = &scene.clauses[*at];
            if self.figured_since(*at, clause) {
                return false;
            }
            let words: String = scene.text.chars[c.start..c.end].iter().collect();
            if language::zh::words::TRAVEL.iter().any(|w| words.contains(w)) && there.sentence != c.sentence {
                return false;
            }
            if there.sentence == c.sentence {
                clause - at <= 6 && own <= 6
            } else {
                there.line == c.line && clause - at <= 2 && own <= 2
            }
        })
    }

    /// What an amount is charged to: 记获客专项, 算 App 3.0 的, in the same clause or the next.
    fn charge(&self, clause: usize) -> Option<Key> {
        let scene = self.scene;
        let within = |i: usize| {
            let c = scene.clauses.get(i)?;
            let cue = scene.cues_in(c.start, c.end).find(|k| k.cue == Cue::Charge)?;
            let n = scene.named_in(cue.end, c.end).next().filter(|n| n.start - cue.end <= 3)?;
            n.work.clone()
        };
        let next = clause + 1;
        // 付商混款42万,云栖的: a name alone says whose the amount is.
        let owner = |i: usize| {
            let n = scene.clauses.get(i).filter(|_| scene.together(clause, i) && !scene.voice)?;
            let named = scene.named_in(n.start, n.end).next().filter(|m| m.start == n.start)?;
            let rest: String = scene.text.chars[named.end..n.end].iter().collect();
            ["的", "用的", "的事", "上", "那边", "那边的", "项目的"]
                .contains(&rest.as_str())
                .then(|| named.work.clone())
                .flatten()
        };
        if let Some(key) = owner(next) {
            return Some(key);
        }
        within(clause).or_else(|| {
            (next < scene.clauses.len()
                && scene.together(clause, next)
                && scene.clauses[next].start.abs_diff(scene.clauses[clause].end) <= 3)
                .then(|| within(next))
                .flatten()
        })
    }
}
