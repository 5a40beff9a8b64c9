//! Working time spent.

use crate::{
    domain::{Decimal, Fact},
    understanding::{
        clause::han,
        cue::Cue,
        ground::hours,
        quantity::{Quantity, QuantityKind},
        section::Topic,
        time::Looking,
    },
};

use super::work::Walk;

impl Walk<'_, '_> {
    /// A duration that no KPI takes is working time, if the words say that it was spent.
    pub(crate) fn effort(&mut self, clause: usize, q: &Quantity, from: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let Some(worked) = hours(q) else { return };
        let in_days = matches!(q.kind, QuantityKind::Duration { days: Some(_) });
        let rest = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        let cued = scene.has(from, q.start, Cue::Effort)
            || scene.cues_in(from, q.start).any(|k| k.cue == Cue::Cost && q.start - k.end <= 2)
            || scene.cues_in(q.end, rest).any(|k| k.cue == Cue::Effort && k.start - q.end <= 2)
            || c.section.topic == Topic::Effort;
        if self.unworked(clause, q, from, cued) {
            return;
        }
        let works = scene.works(c);
        let of_work = works.iter().any(|n| n.end <= q.start || n.start - q.end <= 8);
        let english_on = rest > q.end + 3 && chars[q.end..rest].windows(4).any(|w| matches!(w, [' ', 'o', 'n', ' ']));
        let ends = scene.foreign(q.end, c.end) == 0;
        let told = scene.times_in(from, q.start, Looking::Back).map(|t| t.end).max().unwrap_or(from);
        let after_activity =
            q.start >= told + 2 && (han(chars[q.start - 1]) || chars[q.start - 1] == ' ' || q.approximate);
        let before = self
            .recent(clause)
            .iter()
            .any(|d| matches!(d.fact, Fact::Effort { .. }) && scene.together(d.clause, clause));
        let spent = cued
            || english_on
            || (ends && !in_days && (of_work || after_activity))
            || (ends && before && after_activity);
        if !spent || worked < Decimal::new(1, 1) {
            return;
        }
        let named = works.iter().rev().find(|n| n.end <= q.start).or_else(|| works.first());
        let (subject, doubt) = match named {
            Some(n) => (n.work.clone(), scene.doubt_of(n)),
            None if c.section.topic == Topic::Effort => (None, None),
            None => {
                let bare = scene.foreign(c.start, q.start) <= 1 && scene.foreign(q.end, c.end) <= 2
                    || scene.has(c.start, c.end, Cue::Pronoun);
                let leans = bare && (cued || self.voice_after_done(clause));
                (if leans { self.spoken_of(clause, c.start, c.end) } else { None }, None)
            }
        };
        self.figure_claim(clause, q, Fact::Effort { hours: worked }, subject, doubt);
    }

    /// Whether a duration is time that nobody worked, that lies ahead, or that a KPI counts.
    pub(crate) fn unworked(&self, clause: usize, q: &Quantity, from: usize, cued: bool) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let rest = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        let other = scene
            .cues_in(from, q.start)
            .any(|k| k.cue == Cue::NotEffort && q.start - k.end <= 3 && !(cued && k.end - k.start == 1))
            || scene.cues_in(q.end, rest).any(|k| k.cue == Cue::NotEffort && k.start - q.end <= 1)
            || scene.has(c.start, c.end, Cue::Private)
            || scene
                .cues_in(from, q.start)
                .any(|k| matches!(k.cue, Cue::Move | Cue::Paused | Cue::Cancelled | Cue::From));
        let future = c.section.topic == Topic::Plan || scene.ahead_in(c.start, c.end, false).is_some();
        let kpi_here = scene.named_in(c.start, c.end).any(|n| n.kpi.is_some() && n.work.is_none());
        other || future || (kpi_here && !cued)
    }

    fn voice_after_done(&self, clause: usize) -> bool {
        self.work.as_ref().is_some_and(|(_, at)| self.scene.together(*at, clause))
    }
}
