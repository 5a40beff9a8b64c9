//! Which KPI a figure belongs to, and whether it is the running total or adds to it.

use crate::{
    domain::{
        Fact, Key, access,
        figure::UnitClass,
        org::{Aggregation, Cadence, Kpi, Level},
        period::DateRange,
    },
    understanding::{
        cue::Cue,
        ground::in_unit,
        language,
        lexicon::Named,
        quantity::{Quantity, QuantityKind},
        time::{Grain, Looking},
    },
};

use super::{figures::class, work::Walk};

impl Walk<'_, '_> {
    /// A KPI's figure: named in the clause, before the figure or right after it; else spoken of just before; else by what
    /// is counted.
    pub(super) fn kpi_figure(&mut self, clause: usize, q: &Quantity, from: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let org = scene.lexicon.org();
        let fits = |n: &&Named| n.kpi.as_ref().and_then(|k| org.kpi(k)).is_some_and(|k| self.takes(k, q));
        let worked =
            |n: &&Named| n.work.is_some() && matches!(q.kind, QuantityKind::Percent | QuantityKind::Fraction { .. });
        let before = scene.named_in(c.start, q.start).rev().find(|n| fits(n) || worked(n)).filter(fits);
        let near = before.filter(|n| {
            let gap = scene.foreign(n.end, q.start);
            let crossed = scene.quantities_in(n.end, q.start).any(|o| !self.withdrawn(o) && class(o) == class(q))
                && !scene.has(n.end, q.start, Cue::From)
                && !scene.has(n.end, q.start, Cue::Total);
            let limit = match q.kind {
                // 准确率街道测的八十八点五: a share with a decimal is no number of anything else.
                QuantityKind::Number if !q.value.is_integer() && self.is_rate(n) => 4,
                QuantityKind::Number => 2,
                QuantityKind::Count(_) => 5,
                QuantityKind::Percent
                | QuantityKind::Points
                | QuantityKind::Money(_)
                | QuantityKind::Duration { .. }
                | QuantityKind::Fraction { .. } => 8,
            };
            gap <= limit && !crossed
        });
        let after = || {
            scene.named_in(q.end, c.end).next().filter(fits).filter(|n| {
                n.start - q.end <= 6
                    && scene.foreign(q.end, n.start) <= 2
                    && (!matches!(q.kind, QuantityKind::Number) || self.counts_next(q, n) || self.takings(q, n))
                    && scene.quantities_in(q.end, n.start).next().is_none()
                    && (scene.quantities_in(n.end, c.end).next().is_none() || before.is_none())
            })
        };
        if near.is_some_and(|n| self.narrowed_next(clause, n, q)) {
            return true;
        }
        if let Some(key) = self.narrowed(clause, q) {
            return self.kpi_claim(clause, q, from, Some(key), None);
        }
        if near.is_some_and(|n| self.of_parts(n, q)) {
            self.parted = Some(c.sentence);
            return true;
        }
        let found = near.or_else(after);
        if let Some(n) = found {
            let (key, doubt) = (n.kpi.clone(), scene.doubt_of(n));
            return self.kpi_claim(clause, q, from, key, doubt);
        }
        if scene.works(c).iter().any(|n| n.end <= q.start && !matches!(q.kind, QuantityKind::Count(_))) {
            return false;
        }
        if let Some(key) = self.kpi_before(clause, q, from).map(|key| self.own_rather(clause, key)) {
            return self.kpi_claim(clause, q, from, Some(key), None);
        }
        if let Some(key) = self.kpi_charged(clause, q) {
            return self.kpi_claim(clause, q, from, Some(key), None);
        }
        let told = self.kpi_by_words(clause, q).or_else(|| self.sum_by_words(clause, q));
        match told.or_else(|| self.kpi_of_the_day(clause, q)) {
            Some(key) => self.kpi_claim(clause, q, from, Some(key), None),
            None => false,
        }
    }

    /// Whether a KPI is named by a wider word, and the next words give the figure of what it counts: 线索23条 | 有效11 for
    /// 有效线索.
    fn narrowed_next(&self, clause: usize, n: &Named, q: &Quantity) -> bool {
        let next = clause + 1;
        let here = &self.scene.clauses[clause];
        let Some(c) = self.scene.clauses.get(next).filter(|c| c.line == here.line && c.start - q.end <= 4) else {
            return false;
        };
        self.scene
            .quantities_in(c.start, c.end)
            .next()
            .is_some_and(|o| self.narrowed(next, o).is_some_and(|key| n.kpi.as_ref() == Some(&key)))
    }

    /// The KPI whose name is that of the clause before with a word more, where that word and a figure are all that a clause
    /// says: 有效11.
    fn narrowed(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let b = clause.checked_sub(1).map(|b| &scene.clauses[b]).filter(|b| b.line == c.line)?;
        let key = scene.named_in(b.start, b.end).next_back()?.kpi.clone()?;
        let kpi = scene.lexicon.org().kpi(&key)?;
        let word: String = scene.text.chars[c.start..q.start].iter().collect();
        let word = word.trim();
        let whole = word.chars().count() >= 2 && kpi.name.starts_with(word) && kpi.name != word;
        let wider = || kpi.name.strip_prefix(word).is_some_and(|rest| kpi.aliases.iter().any(|a| a == rest));
        (whole && wider() && q.end == c.end && self.takes(kpi, q)).then_some(key)
    }

    /// Whether a figure is one part's of several, told one after another: 废品率:压铸3.1% 机加1.2%.
    fn of_parts(&self, named: &Named, q: &Quantity) -> bool {
        let scene = self.scene;
        if scene.foreign(named.end, q.start) < 2 {
            return false;
        }
        let next = scene.quantities.get(scene.quantities.partition_point(|o| o.start < q.end));
        next.is_some_and(|o| {
            class(o) == class(q)
                && o.start - q.end <= 8
                && scene.foreign(q.end, o.start) >= 2
                && scene.named_in(q.end, o.start).all(|n| n.kpi.is_none())
                && scene.cues_in(q.end, o.start).all(|k| matches!(k.cue, Cue::Glue | Cue::Progress))
                && scene.times_in(q.end, o.start, Looking::Back).next().is_none()
        })
    }

    /// Whether an English count stands right before what it counts: three customer complaints.
    fn counts_next(&self, q: &Quantity, named: &Named) -> bool {
        let scene = self.scene;
        let latin = scene.text.chars[named.start].is_ascii_alphabetic();
        let kpi = named.kpi.as_ref().and_then(|k| scene.lexicon.org().kpi(k));
        latin && named.start - q.end <= 1 && kpi.is_some_and(|k| k.unit.class() == UnitClass::Count)
    }

    /// 今日3.66万流水: a large sum with the name of a KPI in money right behind it.
    fn takings(&self, q: &Quantity, n: &Named) -> bool {
        let kpi = n.kpi.as_ref().and_then(|k| self.scene.lexicon.org().kpi(k));
        n.start == q.end && q.value >= 1000.into() && kpi.is_some_and(|k| k.unit.class() == UnitClass::Money)
    }

    /// The KPI that the next clause counts a figure to: 看了17人次,算门诊量.
    fn kpi_charged(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let n = scene.clauses.get(clause + 1).filter(|_| scene.together(clause, clause + 1))?;
        let cue = scene.cues_in(n.start, n.end).find(|k| k.cue == Cue::Charge && k.start == n.start)?;
        let named = scene.named_in(cue.end, n.end).next().filter(|m| m.start - cue.end <= 2)?;
        named.kpi.clone().filter(|k| scene.lexicon.org().kpi(k).is_some_and(|k| self.takes(k, q)))
    }

    /// The one KPI of the writer's whose names share the words around a count: 签了两单, 回访9家.
    fn kpi_by_words(&self, clause: usize, q: &Quantity) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let unit = match &q.kind {
            QuantityKind::Count(unit) => unit.as_str(),
            QuantityKind::Number
            | QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Money(_)
            | QuantityKind::Duration { .. }
            | QuantityKind::Fraction { .. } => return None,
        };
        let org = scene.lexicon.org();
        let chars = &scene.text.chars;
        let stop = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end).min(q.end + 6);
        // 门店这边 销售部本月累计二百户: the words before say what is spoken of.
        let topic = clause.checked_sub(1).map(|b| &scene.clauses[b]).filter(|b| {
            scene.together(clause - 1, clause)
                && scene.foreign(c.start, q.end) == 0
                && scene.quantities_in(b.start, b.end).next().is_none()
                && {
                    let said: String = scene.text.chars[b.start..b.end].iter().collect();
                    language::zh::words::TOPICS.iter().any(|w| said.ends_with(w))
                }
        });
        let start = match topic {
            Some(b) => b.start,
            None => self.window(clause, q).max(q.start.saturating_sub(12)),
        };
        let worked = |i: &usize| {
            scene
                .named
                .get(scene.named.partition_point(|n| n.end <= *i))
                .is_some_and(|n| n.work.is_some() && n.start <= *i)
        };
        let around: Vec<char> = (start..q.start)
            .chain(q.end..stop)
            .map(|i| if worked(&i) || i == q.end { ' ' } else { chars[i] })
            .collect();
        let around: Vec<char> = if q.end < stop {
            around.into_iter().chain([' ', chars[q.end]]).chain(chars[q.end + 1..stop].first().copied()).collect()
        } else {
            around
        };
        let verb: Vec<char> = chars[start.max(q.start.saturating_sub(3))..q.start].to_vec();
        let mut scored: Vec<(usize, i32, &Key)> = scene
            .lexicon
            .kpi_words()
            .iter()
            .filter_map(|words| {
                let kpi = org.kpi(&words.key)?;
                if kpi.unit.class() != UnitClass::Count || !language::zh::words::counts_alike(unit, kpi.unit.as_str()) {
                    return None;
                }
                let pairs = around.windows(2).filter(|w| words.pairs.contains(&[w[0], w[1]])).count();
                let near = verb.iter().filter(|ch| words.chars.contains(ch)).count();
                let exact = usize::from(unit == kpi.unit.as_str());
                let own = match kpi.level {
                    Level::Person | Level::Position => 2,
                    Level::Department => 1,
                    Level::Company => 0,
                };
                let score = pairs * 3 + near * exact;
                (score > 0 && access::moves(org, scene.author, kpi)).then_some((score + exact, own, &words.key))
            })
            .collect();
        scored.sort_by_key(|(score, own, _)| std::cmp::Reverse((*score, *own)));
        scored.first().map(|(_, _, key)| (*key).clone())
    }

    /// Whether a figure can be a KPI's value.
    pub(crate) fn takes(&self, kpi: &Kpi, q: &Quantity) -> bool {
        let counted = match &q.kind {
            QuantityKind::Count(unit) => language::zh::words::counts_alike(unit.as_str(), kpi.unit.as_str()),
            QuantityKind::Number
            | QuantityKind::Percent
            | QuantityKind::Points
            | QuantityKind::Money(_)
            | QuantityKind::Duration { .. }
            | QuantityKind::Fraction { .. } => true,
        };
        counted && !in_unit(q, &kpi.unit).is_empty()
    }

    fn kpi_claim(
        &mut self,
        clause: usize,
        q: &Quantity,
        from: usize,
        key: Option<Key>,
        doubt: Option<crate::domain::Doubt>,
    ) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let Some(kpi) = key.as_ref().and_then(|k| scene.lexicon.org().kpi(k)) else { return false };
        let Some(value) = in_unit(q, &kpi.unit).first().copied() else { return false };
        let nothing = kpi.aggregation == Aggregation::Sum && value.is_zero();
        if nothing || self.of_a_longer_period(kpi, c.start, q.start) {
            return true;
        }
        let on = scene.day_told(c.start, q.start);
        let unit = kpi.unit.clone();
        let running = match kpi.aggregation {
            Aggregation::Latest | Aggregation::Average | Aggregation::Ratio => true,
            Aggregation::Sum => self.is_total(kpi, clause, q, from),
        };
        let fact = if running { Fact::Measurement { value, unit, on } } else { Fact::Increment { value, unit, on } };
        self.figure_claim(clause, q, fact, key, doubt);
        true
    }

    /// Whether a figure of a KPI that adds up is its running total.
    pub(crate) fn is_total(&self, kpi: &Kpi, clause: usize, q: &Quantity, from: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let rest = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        let told = scene.has(from, q.start, Cue::Total)
            || self.spans_period(kpi, from, q.start)
            // 签约1场(科达年会) totals nothing.
            || scene.cues_in(q.end, rest).any(|k| {
                let aside = k.start > q.end + 2 && scene.text.chars[q.end..k.start].contains(&'(');
                k.cue == Cue::Total && k.end - k.start > 1 && !aside
            })
            || self.spans_period(kpi, q.end, rest);
        let today = scene.times_in(from, q.start, Looking::Back).any(|t| t.grain == Grain::Day);
        let strong = scene
            .cues_in(from, q.start)
            .any(|k| k.cue == Cue::Total && language::zh::words::cumulative(&scene.text.chars[k.start..k.end]));
        let day_before = (0..clause).rev().take_while(|i| scene.together(*i, clause)).any(|i| {
            let b = &scene.clauses[i];
            scene.times_in(b.start, b.end, Looking::Back).any(|t| t.grain == Grain::Day)
        });
        let period = self.spans_period(kpi, from, q.start) || self.spans_period(kpi, q.end, rest);
        // 上周产出合计98.6吨 adds up a span that is over.
        let over = scene
            .times_in(c.start, q.start, Looking::Back)
            .next_back()
            .is_some_and(|t| t.grain != Grain::Day && t.range.last < scene.today);
        told && !over && (strong || !today && (period || !day_before))
    }

    /// Whether a sum is told over more than the KPI's period: 年累计143万 for a month's.
    fn of_a_longer_period(&self, kpi: &Kpi, start: usize, end: usize) -> bool {
        let scene = self.scene;
        let start = scene.quantities_in(start, end).map(|o| o.end).max().unwrap_or(start);
        let words: String = scene.text.chars[start..end].iter().collect();
        let said = |list: &[&str]| list.iter().any(|w| words.contains(w));
        if kpi.aggregation != Aggregation::Sum {
            return false;
        }
        match kpi.period {
            Cadence::Year => false,
            Cadence::Quarter | Cadence::HalfYear => said(language::zh::words::OF_THE_YEAR),
            Cadence::Month | Cadence::Week => {
                said(language::zh::words::OF_THE_YEAR) || said(language::zh::words::OF_THE_QUARTER)
            }
        }
    }

    /// Whether a range names a period as long as the KPI's that holds today: 本月, Q4, 十月.
    pub(super) fn spans_period(&self, kpi: &Kpi, start: usize, end: usize) -> bool {
        let scene = self.scene;
        let fiscal = scene.lexicon.org().company.fiscal_year_start_month;
        let period = DateRange::of(kpi.period, scene.today, fiscal);
        scene
            .times_in(start, end, Looking::Back)
            .any(|t| t.grain != Grain::Day && t.range.contains(scene.today) && t.range.first <= period.first)
    }
}
