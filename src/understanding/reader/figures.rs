//! Figures: a KPI's value, what adds to it, progress; what is left goes to effort and cost.

use crate::{
    domain::{Fact, Key, figure::UnitClass, org::Kpi},
    understanding::{
        cue::Cue,
        ground::reached,
        language,
        lexicon::Named,
        quantity::{Quantity, QuantityKind},
        section::Topic,
        time::{Grain, Looking},
    },
};

use super::work::Walk;

impl Walk<'_, '_> {
    /// Claims that the figures of a clause make.
    pub(crate) fn figures(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        if scene.unvouched(clause) {
            return;
        }
        let quantities: Vec<Quantity> =
            scene.quantities_in(c.start, c.end).map(|q| self.level(c.start, q).unwrap_or_else(|| q.clone())).collect();
        for q in &quantities {
            if self.withdrawn(q) || q.remaining {
                continue;
            }
            let from = self.window(clause, q);
            let time_like = matches!(q.kind, QuantityKind::Duration { .. });
            if self.year_on_year(clause, q, from) || self.passing(clause, q, from) {
                continue;
            }
            let bound = self.kpi_figure(clause, q, from) || self.progress(clause, q, from) || self.put_right(clause, q);
            if !bound {
                if time_like && self.heads.others {
                    continue;
                }
                if time_like {
                    self.effort(clause, q, from);
                } else {
                    self.cost(clause, q, from);
                }
            }
        }
    }

    /// Where the words that belong to a figure begin: after the figure before it, or inside its own brackets.
    pub(crate) fn window(&self, clause: usize, q: &Quantity) -> usize {
        let c = &self.scene.clauses[clause];
        let chars = &self.scene.text.chars;
        let after = self.scene.quantities_in(c.start, q.start).map(|o| o.end).max().unwrap_or(c.start);
        let open = (after..q.start).rev().find(|i| matches!(chars[*i], '('));
        let closed = (after..q.start).rev().find(|i| matches!(chars[*i], ')'));
        match (open, closed) {
            (Some(open), None) => open + 1,
            (Some(open), Some(closed)) if open > closed => open + 1,
            (Some(_) | None, _) => after,
        }
    }

    /// Whether a figure is told only to compare, to aim at, or in passing.
    pub(crate) fn passing(&self, clause: usize, q: &Quantity, from: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let has = |cue| scene.has(from, q.start, cue);
        let next = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        let chars = &scene.text.chars;
        let adjacent =
            |cue: Cue, gap: usize| scene.cues_in(from, q.start).any(|k| k.cue == cue && q.start - k.end <= gap);
        let to = has(Cue::To);
        if self.listed_with_an_aim(clause, q)
            || matches!(q.kind, QuantityKind::Points)
            || (q.comparison.is_some() && !matches!(q.kind, QuantityKind::Duration { .. }))
        {
            return true;
        }
        let aimed = has(Cue::Target)
            || scene.cues_in(q.end, next).any(|k| {
                k.cue == Cue::Target
                    && k.start - q.end <= 3
                    && !chars[q.end..k.start].contains(&'(')
                    && !language::en::words::compares(&chars[k.start..k.end])
            })
            || scene.cues_in(c.start, q.start).any(|k| {
                matches!(k.cue, Cue::Target | Cue::Will) && language::zh::words::urges(&chars[k.start..k.end])
            });
        let aimed = aimed || self.insisted_on(clause);
        let last_period =
            scene.times_in(from, q.start, Looking::Back).any(|t| t.range.last < scene.today && t.grain != Grain::Day)
                && !scene.times_in(from, q.start, Looking::Back).any(|t| t.range.contains(scene.today));
        // Cost of the fittings was 3,400: an English past is no comparison where money was spent.
        let spent = has(Cue::Cost) && chars[q.start.saturating_sub(4)..q.start].iter().any(char::is_ascii_alphabetic);
        // That was 3 hours in the studio sums up.
        let led: String = chars[c.start..q.start].iter().collect();
        let spent = spent || language::en::words::SUMS_UP.contains(&led.trim());
        // From 80% last month to 85%: what it came to is of now.
        let last_period = last_period && !(adjacent(Cue::To, 1) && scene.has(c.start, from, Cue::From));
        let adding = last_period && self.of_a_past_span(clause, q, from);
        let (last_period, compared) = if adding {
            (false, has(Cue::Than))
        } else {
            (last_period, (has(Cue::Than) || has(Cue::Formerly) && !spent) && !adjacent(Cue::To, 1))
        };
        // 从80%提升到85% states 85 only, and 涨了3个点 states nothing.
        let is_q = |part: &Option<Quantity>| part.as_ref().is_some_and(|o| o.start == q.start);
        let near = scene.deltas.partition_point(|d| d.end < q.end);
        let changed =
            scene.deltas[near..].iter().take_while(|d| d.start <= q.start).any(|d| is_q(&d.by) || is_q(&d.from));
        // 从80%涨了5个点到目前的85%: whatever stands between, behind 从 the first was and a later one is.
        let left_behind = has(Cue::From) && scene.quantities_in(q.end, c.end).any(|o| class(o) == class(q));
        let shared = matches!(q.kind, QuantityKind::Percent | QuantityKind::Fraction { .. })
            && (adjacent(Cue::Share, 2)
                || chars.get(q.end) == Some(&'的')
                || scene.cues_in(q.end, next).any(|k| {
                    // 55% of the data migration is how far that is.
                    let of_work = scene.named_in(k.end, c.end).any(|n| n.work.is_some() && n.start <= k.end + 1);
                    k.cue == Cue::Share && k.start - q.end <= 1 && !of_work
                }));
        let denied = scene.cues_in(from, q.start).any(|k| k.cue == Cue::Not && q.start - k.end <= 3);
        let planned = c.section.topic == Topic::Plan
            || scene.ahead_in(c.start, q.start, false).is_some()
            || scene.cues_in(from, q.start).any(|k| {
                // 我估计百分之四十 guesses at what is.
                let guess = chars[k.start..k.end] == ['估', '计'] && q.start - k.end <= 1;
                k.cue == Cue::Will && k.end - k.start >= 2 && !guess && strong(&chars[k.start..k.end])
            });
        // 差2.1万件达标 is what is lacking.
        let lacking = q.start > from
            && matches!(chars[q.start - 1], '差' | '欠')
            && !scene.named_in(from, q.start).any(|n| n.end == q.start);
        // 9个里头能看的5个: those out of which the others are.
        let out_of = ["里头", "里面", "当中"].iter().any(|w| chars[q.end..c.end].iter().copied().take(2).eq(w.chars()));
        lacking
            || out_of
            || aimed
            || last_period
            || compared
            || changed
            || left_behind
            || shared
            || denied
            || (planned && !to)
            || planned
    }

    /// 11月回款300万,一分不能少: what the next words insist on is an aim.
    fn insisted_on(&self, clause: usize) -> bool {
        let scene = self.scene;
        scene.clauses.get(clause + 1).filter(|_| scene.together(clause, clause + 1)).is_some_and(|n| {
            let words: String = scene.text.chars[n.start..n.end].iter().collect();
            language::zh::words::INSISTS.iter().any(|w| words.contains(w))
        })
    }

    /// 回款目标600万,纯销1.8万盒: a KPI and its figure alone, listed behind another's aim.
    fn listed_with_an_aim(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let alone = |i: usize| {
            let c = &scene.clauses[i];
            let mut kpis = scene.named_in(c.start, c.end).filter(|n| n.kpi.is_some());
            let bare = kpis.next().is_some() && kpis.next().is_none() && scene.foreign(c.start, c.end) <= 1;
            bare && scene.quantities_in(c.start, c.end).count() == 1
        };
        let Some(before) = clause.checked_sub(1).filter(|b| scene.together(*b, clause)) else { return false };
        let (b, c) = (&scene.clauses[before], &scene.clauses[clause]);
        let plain = scene.cues_in(c.start, c.end).all(|k| matches!(k.cue, Cue::Glue | Cue::Target))
            && scene.times_in(c.start, q.start, Looking::Back).next().is_none();
        let aim = scene
            .named_in(b.start, b.end)
            .find(|n| n.kpi.is_some())
            .is_some_and(|n| scene.cues_in(n.end, b.end).any(|k| k.cue == Cue::Target && k.start == n.end));
        alone(before) && alone(clause) && plain && aim
    }

    /// 同比下降13.5%: the figure of a KPI that compares with last year, or of none.
    fn year_on_year(&mut self, clause: usize, q: &Quantity, from: usize) -> bool {
        let scene = self.scene;
        if !scene.has(from, q.start, Cue::YearOnYear) || !matches!(q.kind, QuantityKind::Percent) {
            return false;
        }
        let c = &scene.clauses[clause];
        let topic = self.kpi.as_ref().map(|(k, _)| k.clone());
        let here = scene.named_in(c.start, q.start).filter_map(|n| n.kpi.clone()).next_back();
        let org = scene.lexicon.org();
        let about = here.or(topic);
        let words = |key: &Key| scene.lexicon.kpi_words().iter().find(|w| &w.key == key);
        let best = org
            .kpis
            .iter()
            .filter(|k| k.unit.class() == UnitClass::Percent && is_comparing(k))
            .filter_map(|k| {
                let shared = match (about.as_ref().and_then(words), words(&k.id)) {
                    (Some(a), Some(b)) => a.chars.iter().filter(|ch| b.chars.contains(ch)).count(),
                    (None, _) | (_, None) => 0,
                };
                (shared > 0 || about.as_ref() == Some(&k.id)).then_some((shared, k))
            })
            .max_by_key(|(shared, _)| *shared);
        if let Some((_, kpi)) = best {
            let on = scene.day_told(c.start, q.start);
            let fact = Fact::Measurement { value: q.value, unit: kpi.unit.clone(), on };
            self.figure_claim(clause, q, fact, Some(kpi.id.clone()), None);
        }
        true
    }

    /// How far a project, milestone or task is.
    pub(super) fn progress(&mut self, clause: usize, q: &Quantity, from: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let cued = scene.cues_in(from, q.start).any(|k| k.cue == Cue::Progress && q.start - k.end <= 2);
        match q.kind {
            QuantityKind::Percent => {}
            QuantityKind::Fraction { .. } if cued || self.so_many_of(clause, q) => {}
            // 百分之六十五,不对,七十五 goes on in percent.
            QuantityKind::Number if self.mends_percent(q) => {}
            QuantityKind::Number
                if scene.cues_in(from, q.start).any(|k| {
                    k.cue == Cue::Progress
                        && (q.start - k.end <= 1 || q.start - k.end <= 3 && scene.foreign(k.end, q.start) == 0)
                        && language::zh::words::progress_noun(&scene.text.chars[k.start..k.end])
                }) => {}
            QuantityKind::Fraction { .. }
            | QuantityKind::Number
            | QuantityKind::Points
            | QuantityKind::Money(_)
            | QuantityKind::Duration { .. }
            | QuantityKind::Count(_) => return false,
        }
        if scene.has(c.start, c.end, Cue::Cost) && !cued && scene.has(from, q.end + 4, Cue::Cost) {
            return true;
        }
        if self.of_a_rate(q, c.start) {
            return false;
        }
        let works = scene.works(c);
        if self.of_a_named_part(clause, q, &works)
            || self.parted == Some(c.sentence) && works.is_empty() && !cued && !scene.has(from, q.start, Cue::Total)
        {
            self.parted = Some(c.sentence);
            return true;
        }
        let half = scene.text.chars[q.start..q.end].contains(&'半');
        let part = half || matches!(q.kind, QuantityKind::Fraction { .. });
        let named = works
            .iter()
            .rev()
            .find(|n| n.end <= q.start)
            // 地标贴了一半 is half of a part.
            .filter(|n| !part || scene.foreign(n.end, q.start) <= if self.does_half(n.end, q) { 2 } else { 1 })
            .or_else(|| works.iter().find(|n| n.start >= q.end && n.start - q.end <= 12));
        let (subject, doubt) = match named {
            Some(n) => (n.work.clone(), scene.doubt_of(n)),
            None => {
                let own = scene.foreign(c.start, q.start).max(scene.foreign(q.end, c.end.min(q.end + 8)));
                let same = self.work.as_ref().is_some_and(|(_, at)| scene.clauses[*at].line == c.line);
                let kpi_since = match (&self.work, &self.kpi) {
                    (Some((_, w)), Some((_, k))) => k > w && scene.clauses[*k].sentence == c.sentence,
                    (Some(_) | None, _) => false,
                };
                if !same
                    || kpi_since
                    || own
                        > if part {
                            1
                        } else if cued {
                            6
                        } else {
                            2
                        }
                {
                    return false;
                }
                (self.spoken_of(clause, c.start, q.start), None)
            }
        };
        if subject.is_none() {
            return false;
        }
        self.figure_claim(clause, q, Fact::Progress { percent: reached(q.value) }, subject, doubt);
        true
    }
}

impl Walk<'_, '_> {
    /// 装修:吊顶龙骨60%: behind a colon, the figure of a part that has its own name.
    fn of_a_named_part(&self, clause: usize, q: &Quantity, works: &[&Named]) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        works.iter().rev().find(|n| n.end <= q.start).is_some_and(|n| {
            scene.text.chars.get(n.end) == Some(&':')
                && scene.foreign(n.end, q.start) >= 3
                && scene.quantities_in(c.start, q.start).next().is_none()
                && !scene
                    .cues_in(n.end, q.start)
                    .any(|k| matches!(k.cue, Cue::Progress | Cue::Done | Cue::Total | Cue::Deliver | Cue::Started))
        })
    }

    /// 展机我打包了一半: whose deed it is stands between, so that the verb is all that the clause says.
    fn does_half(&self, start: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let me = scene.cues_in(start, q.start).next().is_some_and(|k| k.cue == Cue::Self_ && k.start == start);
        me && scene.text.chars[q.start - 1] == '了'
    }

    /// 编码 310/540: so many of so many, with nothing but the name before.
    fn so_many_of(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let slashed = scene.text.chars[q.start..q.end].contains(&'/');
        slashed
            && scene.foreign(c.start, c.end) == 0
            && scene.works_in_full(c).last().is_some_and(|n| n.end <= q.start && q.start - n.end <= 1)
    }

    /// Whether a percentage follows the name of a rate, so that it is no progress: 差异率0.3%.
    fn of_a_rate(&self, q: &Quantity, start: usize) -> bool {
        let scene = self.scene;
        let chars = &scene.text.chars;
        let mut at = q.start;
        while at > start && (matches!(chars[at - 1], ' ' | ':' | '是' | '为' | '到' | '在' | '约')) {
            at -= 1;
        }
        let progress = scene.cues_in(start, q.start).any(|k| k.cue == Cue::Progress && k.end == at);
        let inside = scene.named_in(start, q.start).any(|n| n.end == at);
        // error rate down to 0.8%.
        let said: String = chars[start.max(q.start.saturating_sub(16))..q.start].iter().collect();
        let named = scene.named_in(start, q.start).next_back().map_or(start, |n| n.end);
        let english = said.split(' ').any(|w| matches!(w, "rate" | "ratio" | "margin")) && q.start >= named + 5;
        let chinese = at > start && language::zh::words::RATES.contains(chars[at - 1]);
        (chinese || english) && !progress && !inside
    }
}

/// Whether a KPI compares with last year or last month.
pub(crate) fn is_comparing(kpi: &Kpi) -> bool {
    std::iter::once(&kpi.name).chain(&kpi.aliases).any(|n| {
        let n = n.to_lowercase();
        n.contains("同比") || n.contains("环比") || n.contains("yoy") || n.contains("year")
    })
}

/// Words of the future that make a figure an aim: 计划, 争取; 肯定 and 应该 do not.
fn strong(word: &[char]) -> bool {
    let word: String = word.iter().collect();
    language::zh::words::AIMS.contains(&word.as_str()) || language::en::words::AIMS.contains(&word.as_str())
}

/// What figures must share for one to take back the other.
pub(super) fn class(q: &Quantity) -> u8 {
    match q.kind {
        QuantityKind::Number => 0,
        QuantityKind::Percent | QuantityKind::Points | QuantityKind::Fraction { .. } => 1,
        QuantityKind::Money(_) => 2,
        QuantityKind::Duration { .. } => 3,
        QuantityKind::Count(_) => 4,
    }
}
