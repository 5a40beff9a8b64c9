//! Claims that carry a figure: the figure must stand in the quote, and say what the claim says.

use chrono::NaiveDate;

use super::{
    Why,
    accept::{Bench, Found},
    answer::{Kind, Written},
    place::Place,
    subject::{Class, leads, meant, names},
};
use crate::{
    domain::{
        Decimal, Doubt, Fact, Key, Unit,
        figure::UnitClass,
        org::{Aggregation, Kpi, Level},
    },
    understanding::{
        cue::Cue,
        ground::{hours, in_unit, reached},
        language,
        quantity::{Quantity, QuantityKind},
        reader::{Walk, is_comparing},
        section::Topic,
    },
};

/// A figure of the quote, where it stands.
struct At<'q> {
    q: &'q Quantity,
    clause: usize,
    /// Where the words that belong to it begin.
    from: usize,
}

impl Bench<'_, '_> {
    /// A claim with a figure: of all figures of the quote that have the value, the first that states it.
    pub(super) fn figure(&self, written: &Written, place: &Place, subject: Option<&Key>) -> Result<Found, Why> {
        let value = written.value.ok_or(Why::Figure)?;
        let mut why = Why::Figure;
        for q in self.walk.scene.quantities_in(place.start, place.end) {
            let Some(clause) = place.clauses.clone().find(|i| self.holds(*i, q)) else { continue };
            let at = At { q, clause, from: self.walk.window(clause, q) };
            match self.stated(written.kind, place, &at, value, subject) {
                Ok(found) => return Ok(found),
                // A figure of another value says nothing of why this one was refused.
                Err(Why::Figure) => {}
                Err(other) => why = other,
            }
        }
        Err(why)
    }

    fn holds(&self, clause: usize, q: &Quantity) -> bool {
        let c = &self.walk.scene.clauses[clause];
        c.start <= q.start && q.end <= c.end
    }

    fn stated(
        &self,
        kind: Kind,
        place: &Place,
        at: &At<'_>,
        value: Decimal,
        subject: Option<&Key>,
    ) -> Result<Found, Why> {
        let (fact, doubt) = match kind {
            Kind::Measurement | Kind::Increment => self.kpi(at, value, subject)?,
            Kind::Progress => self.progress(at, value, subject)?,
            Kind::Effort => self.effort(at, value, subject)?,
            Kind::Cost => self.cost(place, at, value, subject)?,
            Kind::Status | Kind::Blocker | Kind::Plan | Kind::DueChange => return Err(Why::Figure),
        };
        if self.walk.withdrawn(at.q) || at.q.remaining || self.walk.passing(at.clause, at.q, at.from) {
            return Err(Why::Passing);
        }
        Ok(Found { fact, doubt, approximate: at.q.approximate, only: None })
    }

    fn kpi(&self, at: &At<'_>, value: Decimal, subject: Option<&Key>) -> Result<(Fact, Option<Doubt>), Why> {
        let scene = self.walk.scene;
        let kpi = subject.and_then(|k| scene.lexicon.org().kpi(k)).ok_or(Why::Subject)?;
        if !self.walk.takes(kpi, at.q) || !in_unit(at.q, &kpi.unit).contains(&value) {
            return Err(Why::Figure);
        }
        let yearly = scene.has(at.from, at.q.start, Cue::YearOnYear) && matches!(at.q.kind, QuantityKind::Percent);
        if yearly && !is_comparing(kpi) {
            return Err(Why::Passing);
        }
        let doubt = self.whose(at, Class::Kpi, &kpi.id)?;
        let c = &scene.clauses[at.clause];
        let on = scene.day_told(c.start, at.q.start);
        Ok((self.running(kpi, at, value, on), doubt))
    }

    /// Words decide whether a figure is the running total or adds to it, whatever the model calls it: a total that was
    /// none would take the place of all that was told before.
    fn running(&self, kpi: &Kpi, at: &At<'_>, value: Decimal, on: NaiveDate) -> Fact {
        let unit = kpi.unit.clone();
        let total = match kpi.aggregation {
            Aggregation::Latest | Aggregation::Average | Aggregation::Ratio => true,
            Aggregation::Sum => self.walk.is_total(kpi, at.clause, at.q, at.from),
        };
        if total { Fact::Measurement { value, unit, on } } else { Fact::Increment { value, unit, on } }
    }

    fn progress(&self, at: &At<'_>, value: Decimal, subject: Option<&Key>) -> Result<(Fact, Option<Doubt>), Why> {
        let scene = self.walk.scene;
        let subject = self.work_of(subject)?.ok_or(Why::Subject)?;
        let noun = scene.cues_in(at.from, at.q.start).any(|k| {
            k.cue == Cue::Progress
                && at.q.start - k.end <= 1
                && language::zh::words::progress_noun(&scene.text.chars[k.start..k.end])
        });
        let fits = match at.q.kind {
            QuantityKind::Percent | QuantityKind::Fraction { .. } => true,
            QuantityKind::Number => noun,
            QuantityKind::Points | QuantityKind::Money(_) | QuantityKind::Duration { .. } | QuantityKind::Count(_) => {
                false
            }
        };
        if !fits || reached(at.q.value) != value {
            return Err(Why::Figure);
        }
        let c = &scene.clauses[at.clause];
        let of_kpi = names(scene, c.start, at.q.start, Class::Kpi).last().map(|n| n.start);
        let of_work = names(scene, c.start, at.q.start, Class::Work).last().map(|n| n.start);
        if of_kpi.is_some_and(|kpi| of_work.is_none_or(|work| work < kpi)) {
            return Err(Why::Elsewhere);
        }
        let doubt = self.whose(at, Class::Work, subject)?;
        Ok((Fact::Progress { percent: value }, doubt))
    }

    fn effort(&self, at: &At<'_>, value: Decimal, subject: Option<&Key>) -> Result<(Fact, Option<Doubt>), Why> {
        let scene = self.walk.scene;
        let subject = self.work_of(subject)?;
        if hours(at.q) != Some(value) || value < Decimal::new(1, 1) {
            return Err(Why::Figure);
        }
        let c = &scene.clauses[at.clause];
        let cued = c.section.topic == Topic::Effort
            || scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Effort | Cue::Cost));
        let english = scene.text.chars[at.q.end..c.end].windows(4).any(|w| matches!(w, [' ', 'o', 'n', ' ']));
        if self.walk.unworked(at.clause, at.q, at.from, cued) || scene.denied(at.clause, at.q.start, at.q.end) {
            return Err(Why::Passing);
        }
        // 开会4个小时: what was done, and how long, and nothing after.
        let done = scene.foreign(at.q.end, c.end) == 0
            && at.q.start >= c.start + 2
            && matches!(at.q.kind, QuantityKind::Duration { days: None });
        if !cued && !english && !done {
            return Err(Why::Unsaid);
        }
        let doubt = subject.map_or(Ok(None), |key| self.whose(at, Class::Work, key))?;
        Ok((Fact::Effort { hours: value }, doubt))
    }

    fn cost(
        &self,
        place: &Place,
        at: &At<'_>,
        value: Decimal,
        subject: Option<&Key>,
    ) -> Result<(Fact, Option<Doubt>), Why> {
        let scene = self.walk.scene;
        let subject = self.work_of(subject)?;
        let c = &scene.clauses[at.clause];
        // 消耗5600,3: a bare number is money only right behind the word, with no other figure between.
        let before = scene.cues_in(at.from, at.q.start).filter(|k| k.cue == Cue::Cost).map(|k| k.end).max();
        let currency = match &at.q.kind {
            QuantityKind::Money(currency) => currency.clone(),
            QuantityKind::Number if before.is_some_and(|end| at.q.start - end <= 6) => Unit::new("CNY"),
            QuantityKind::Number
            | QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Duration { .. }
            | QuantityKind::Count(_)
            | QuantityKind::Fraction { .. } => return Err(Why::Figure),
        };
        if at.q.value != value {
            return Err(Why::Figure);
        }
        let (start, end) = (c.start.min(place.start), c.end.max(place.end));
        let said = c.section.topic == Topic::Cost
            || scene.cues_in(start, end).any(|k| matches!(k.cue, Cue::Cost | Cue::Charge));
        if !said {
            return Err(Why::Unsaid);
        }
        let counted = names(scene, c.start, at.q.start, Class::Kpi).last().and_then(|n| n.kpi.as_ref());
        let of_kpi =
            counted.and_then(|k| scene.lexicon.org().kpi(k)).is_some_and(|k| k.unit.class() == UnitClass::Money);
        if of_kpi || self.walk.unspent(at.clause, at.q, at.from) {
            return Err(Why::Passing);
        }
        let doubt = subject.map_or(Ok(None), |key| self.whose(at, Class::Work, key))?;
        let cumulative = scene.cues_in(c.start, at.q.start).any(|k| k.cue == Cue::Total);
        Ok((Fact::Cost { amount: value, currency, cumulative }, doubt))
    }

    /// Whether a figure is of the subject: named before it with no figure between, else after it, else spoken of.
    fn whose(&self, at: &At<'_>, class: Class, subject: &Key) -> Result<Option<Doubt>, Why> {
        let scene = self.walk.scene;
        let c = &scene.clauses[at.clause];
        let next = scene.quantities_in(at.q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        for (start, end) in [(at.from, at.q.start), (at.q.end, next), (c.start, c.end)] {
            let near = names(scene, start.min(end), end, class);
            if !near.is_empty() {
                return meant(scene, &near, class, subject).ok_or(Why::Elsewhere);
            }
        }
        // A bare number says nothing of what it counts unless it is gained or a total; a percentage beside work is that
        // work's.
        let told = scene.cues_in(c.start, at.q.start).any(|k| matches!(k.cue, Cue::Gain | Cue::Total));
        let bare = matches!(at.q.kind, QuantityKind::Number) && !told;
        let worked = class == Class::Kpi
            && !matches!(at.q.kind, QuantityKind::Count(_))
            && !names(scene, c.start, c.end, Class::Work).is_empty();
        if (bare && class == Class::Kpi) || worked {
            return Err(Why::Elsewhere);
        }
        if class == Class::Kpi && self.counted(at, told, subject) {
            return Ok(None);
        }
        leads(scene, at.clause, class, subject)
    }

    /// 今天签了一单: a count in the very unit of a KPI of the writer's own, gained or in a word of its name.
    fn counted(&self, at: &At<'_>, told: bool, subject: &Key) -> bool {
        let scene = self.walk.scene;
        let c = &scene.clauses[at.clause];
        let own = scene.lexicon.org().kpi(subject).filter(|k| k.level == Level::Person && &k.owner == scene.author);
        let exact = own.is_some_and(|k| at.q.kind == QuantityKind::Count(k.unit.clone()));
        let words = scene.lexicon.kpi_words().iter().find(|w| &w.key == subject);
        let word = words.is_some_and(|w| scene.text.chars[c.start..at.q.start].iter().any(|ch| w.chars.contains(ch)));
        exact && (told || word)
    }

    /// The subject, if it is a project, milestone or task.
    pub(super) fn work_of<'k>(&self, subject: Option<&'k Key>) -> Result<Option<&'k Key>, Why> {
        match subject {
            Some(key) if !self.walk.scene.lexicon.is_work(key) => Err(Why::Subject),
            other => Ok(other),
        }
    }
}

/// Whether `walk` would pass over a figure of a clause, for those who look for what was left unread.
pub(super) fn told(walk: &Walk<'_, '_>, clause: usize, q: &Quantity) -> bool {
    !walk.withdrawn(q) && !q.remaining && !walk.passing(clause, q, walk.window(clause, q))
}
