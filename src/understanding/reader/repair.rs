//! Figures taken back, and what is put in their place.

use crate::understanding::{
    cue::Cue,
    quantity::{Quantity, QuantityKind},
};

use super::{figures::class, work::Walk};

impl Walk<'_, '_> {
    /// Whether the writer took a figure back: 80%,不对,是75%.
    pub(crate) fn withdrawn(&self, q: &Quantity) -> bool {
        let scene = self.scene;
        let after = scene.cues.partition_point(|c| c.start < q.end);
        let near = scene.cues[after..].iter().take_while(|c| c.start - q.end <= 14);
        near.filter(|c| c.cue == Cue::Repair).any(|c| {
            let between = scene.quantities_in(q.end, c.start).next().is_some();
            let line = |at: usize| {
                let here = scene.clauses.get(scene.clauses.partition_point(|k| k.end <= at));
                here.filter(|k| k.start <= at).map(|k| k.line)
            };
            !between
                && scene.quantities.get(scene.quantities.partition_point(|o| o.start < c.end)).is_some_and(|o| {
                    let alike = class(o) == class(q) || matches!(o.kind, QuantityKind::Number);
                    o.start - c.end <= 24 && line(q.start) == line(o.start) && alike
                })
        })
    }

    /// 累计一百七十五户,哦不对,是一百六十五户: what is put in the place of a figure taken back in other words is what that was.
    pub(super) fn put_right(&mut self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let last = scene.quantities[..scene.quantities.partition_point(|o| o.start < q.start)].last();
        let Some(old) = last.filter(|o| o.end < c.start && class(o) == class(q) && self.withdrawn(o)) else {
            return false;
        };
        let at = scene.clauses.partition_point(|k| k.end <= old.start);
        if at >= clause || scene.foreign(c.start, c.end) > 0 {
            return false;
        }
        let right = Quantity { value: q.value, approximate: q.approximate, ..old.clone() };
        let (from, before) = (self.window(at, old), self.drafts.len());
        let bound = self.kpi_figure(at, &right, from) || self.progress(at, &right, from);
        for draft in &mut self.drafts[before..] {
            (draft.start, draft.end, draft.clause) = (c.start, q.end, clause);
        }
        bound
    }

    /// Whether a bare number takes back a percentage just before it.
    pub(super) fn mends_percent(&self, q: &Quantity) -> bool {
        let scene = self.scene;
        let before = scene.quantities[..scene.quantities.partition_point(|o| o.end <= q.start)].last();
        let before = before.filter(|o| q.start - o.end <= 12);
        before.is_some_and(|o| {
            matches!(o.kind, QuantityKind::Percent) && scene.has(o.end, q.start, Cue::Repair) && self.withdrawn(o)
        })
    }
}
