//! What the writer will do next.

use crate::{
    domain::{Fact, Key},
    understanding::{clause::Clause, cue::Cue, language, quantity::QuantityKind, section::Topic, time::Looking},
};

use super::{scene::Days, work::Walk};

impl Walk<'_, '_> {
    /// What the writer will do next.
    pub(crate) fn plans(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let section = c.section.topic == Topic::Plan;
        if scene.unvouched(clause) || scene.private(c) {
            return;
        }
        if !section && self.awaited(c) {
            return;
        }
        if self
            .recent(clause)
            .iter()
            .any(|d| d.start <= c.start && c.end <= d.end && matches!(d.fact, Fact::DueChange { .. }))
        {
            return;
        }
        let time = scene.ahead_in(c.start, c.end, section || self.willed(c)).cloned();
        let blocked = self.recent(clause).iter().any(|d| d.clause == clause && matches!(d.fact, Fact::Blocker { .. }));
        if !section {
            let Some(time) = &time else {
                if !self.later_today(clause) {
                    self.undated_plan(clause);
                }
                return;
            };
            let formerly = scene.cues_in(c.start, time.start).any(|k| k.cue == Cue::Formerly);
            let denied =
                scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Cannot | Cue::Not) || self.refuses(k));
            let beyond =
                scene.named_in(c.start, c.end).filter(|n| n.start <= time.end + 1).map(|n| n.end).max().unwrap_or(0);
            let works_before = scene.someone_else(c, time.end.max(c.start + 4).max(beyond).min(c.end));
            if formerly
                || denied
                || blocked
                || scene.past(clause)
                || works_before
                || self.aims(c) && !self.stands(c)
                || self.for_everybody(c)
                || self.delegated(c, time.start)
                || self.told_done(clause)
            {
                return;
            }
            let aside = c.end - c.start <= time.end - time.start + 1;
            if aside && !self.work.as_ref().is_some_and(|(_, at)| scene.together(*at, clause)) {
                return;
            }
        } else if scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Nothing && k.start - c.start <= 1)
            && scene.foreign(c.start, c.end) <= 3
        {
            return;
        }
        let latin = scene.text.chars[c.start..c.end].iter().filter(|ch| ch.is_alphabetic()).all(char::is_ascii);
        let vague = time.as_ref().is_some_and(|t| !t.fixed && !t.deadline);
        let told = scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Done | Cue::Deliver));
        let spent = latin && scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Effort | Cue::Cost));
        if latin && (told || spent) && !section && !self.willed(c) {
            return;
        }
        let will = || scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Will | Cue::Self_));
        if latin && vague && !section && !will() && !self.scheduled(c) && !self.rest_of_it(c) {
            return;
        }
        let works = scene.works(c);
        let echoed = if works.is_empty() && !section { self.taken_up(clause) } else { None };
        let (subject, doubt) = match works.first() {
            Some(n) => (n.work.clone(), scene.doubt_of(n)),
            None if echoed.is_some() => (echoed, None),
            None if self.rest_of_it(c) && self.work_before(clause).is_some() => (self.work_before(clause), None),
            None if section => {
                (self.same_item(clause).or_else(|| self.only_work().filter(|_| self.told_of_before(clause))), None)
            }
            None if self.away(c) => (None, None),
            None if self.turned(clause) || scene.voice && scene.foreign(c.start, c.end) > self.leaning(c) => {
                (None, None)
            }
            None => (self.spoken_of(clause, c.start, c.end), None),
        };
        if works.is_empty()
            && !section
            && (self.outsiders(c) || subject.is_none() && (self.tells(c) || !self.deed(c) || self.empty(c)))
        {
            return;
        }
        // 明早去登记中心,给房产核查查档: what comes next says what for.
        let object = if subject.is_none() && !section { self.object_next(clause) } else { None };
        let (subject, further) = match object {
            Some(key) => (Some(key), true),
            None => (subject, false),
        };
        let time = time.or_else(|| self.bound_next(clause).filter(|_| section));
        let date = time.map(|t| t.range.last).or(c.section.day.filter(|_| section));
        // One item of a plan is one plan, unless a later clause names another thing or another day.
        let same = self.recent(clause).iter().any(|d| {
            matches!(d.fact, Fact::Plan { date: told } if told == date)
                && scene.together(d.clause, clause)
                && (d.subject == subject || works.is_empty() && (section || scene.voice))
        });
        if !same {
            self.claim(clause, Fact::Plan { date }, subject, doubt);
            if further && let Some(draft) = self.drafts.last_mut() {
                draft.end = scene.clauses[clause + 1].end;
            }
        }
    }

    /// The work that the verb behind a day takes up again: 明天接着拆导轨.
    fn taken_up(&self, clause: usize) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let mut at = scene.times_in(c.start, c.end, Looking::Ahead).next()?.end;
        while let Some(k) = scene
            .cues_in(at, c.end)
            .next()
            .filter(|k| k.start == at && matches!(k.cue, Cue::Will | Cue::Then | Cue::Started))
        {
            at = k.end;
        }
        let led = scene.text.chars.get(at).is_some_and(|ch| language::zh::words::COMMON_VERBS.contains(*ch));
        (at..c.end.min(at + if led { 1 } else { 2 })).find_map(|i| self.echoed(clause, scene.text.chars[i]))
    }

    /// Whether the sentence before a plan, in the same line, is about the work spoken of.
    fn told_of_before(&self, clause: usize) -> bool {
        let here = &self.scene.clauses[clause];
        self.work.as_ref().is_some_and(|(_, at)| {
            let there = &self.scene.clauses[*at];
            there.line == here.line && here.sentence - there.sentence <= 3
        })
    }

    /// Whether a clause is about what is left of something: remaining three on Thursday, 剩下的周五弄.
    fn rest_of_it(&self, c: &Clause) -> bool {
        let words: String = self.scene.text.chars[c.start..c.end].iter().collect();
        language::zh::words::REST.iter().any(|w| words.starts_with(w))
            || language::en::words::REST.iter().any(|w| words.starts_with(w))
    }

    /// Exhibits ship on 4 December: the name of some work, and what it does on a day.
    fn scheduled(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let Some(t) = scene.times_in(c.start, c.end, Looking::Ahead).next() else { return false };
        let words: String = scene.text.chars[c.start..t.start].iter().collect();
        scene.works_in_full(c).first().is_some_and(|n| scene.foreign(c.start, n.start) <= 2 && n.end < t.start)
            && words.split(' ').any(|w| language::en::words::SCHEDULED.contains(&w))
    }

    /// How much a spoken plan may say of its own and still be about the work before: little, unless it goes on with it.
    fn leaning(&self, c: &Clause) -> usize {
        let goes_on = self.scene.cues_in(c.start, c.end).any(|k| {
            let word: String = self.scene.text.chars[k.start..k.end].iter().collect();
            k.cue == Cue::Pronoun || ["继续", "接着", "再"].contains(&word.as_str())
        });
        if goes_on { 4 } else { 2 }
    }

    /// The day by which a plan is due where the next words say nothing else: a guide for the tenant, by Friday.
    fn bound_next(&self, clause: usize) -> Option<Days> {
        let scene = self.scene;
        let n = scene.clauses.get(clause + 1).filter(|_| scene.together(clause, clause + 1))?;
        let bare = scene.foreign(n.start, n.end) == 0 && scene.works(n).is_empty();
        scene.ahead_in(n.start, n.end, true).filter(|t| bare && t.deadline).cloned()
    }

    /// The work that the next words of a plan name, where they tell nothing else.
    fn object_next(&self, clause: usize) -> Option<Key> {
        let scene = self.scene;
        let n = scene.clauses.get(clause + 1).filter(|_| scene.together(clause, clause + 1) && !scene.voice)?;
        let tells = scene.quantities_in(n.start, n.end).next().is_some()
            || scene.times_in(n.start, n.end, Looking::Ahead).next().is_some()
            || scene.cues_in(n.start, n.end).any(|k| super::state_of(k.cue).is_some() || k.cue == Cue::Not);
        let works = scene.works_in_full(n);
        works.first().filter(|_| !tells).and_then(|w| w.work.clone())
    }

    /// Whether a clause that names nothing known still tells a deed of the writer's.
    fn deed(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let ascii = scene.text.chars[c.start..c.end].iter().filter(|ch| ch.is_alphabetic()).all(char::is_ascii);
        let deadline = scene.times_in(c.start, c.end, Looking::Ahead).any(|t| t.deadline);
        deadline
            || ascii
            || self.day_then_deed(c)
            || scene.has(c.start, c.end, Cue::Self_)
            || scene.text.chars[c.start..c.end].iter().any(|ch| language::zh::words::DEEDS.contains(*ch))
    }

    /// Whether a clause opens with a day and goes on with something that people do: 下周一先人工扣一批.
    fn day_then_deed(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let Some(t) = scene.times_in(c.start, c.end, Looking::Ahead).next() else { return false };
        let rest: String = scene.text.chars[t.end..c.end].iter().collect();
        t.start <= c.start + 1
            && scene.foreign(t.end, c.end) >= 2
            && !language::zh::words::HAPPENS.iter().any(|w| rest.contains(w))
    }

    /// Whether a clause tells an aim; 守门诊 keeps no line.
    fn aims(&self, c: &Clause) -> bool {
        let scene = self.scene;
        scene.cues_in(c.start, c.end).any(|k| {
            let figure = scene.quantities_in(k.end, c.end).next().is_some_and(|q| q.start <= k.end + 2);
            let urged = k.cue == Cue::Will && k.end - k.start >= 2 && scene.text.chars[k.start] == '要';
            k.cue == Cue::Target && (k.end - k.start >= 2 || figure) || urged && figure
        })
    }

    /// Whether somebody says something in a clause; 讲者 and 说明会 say nothing.
    fn tells(&self, c: &Clause) -> bool {
        let scene = self.scene;
        scene.cues_in(c.start, c.end).any(|k| {
            let explains = scene.text.chars.get(k.end) == Some(&'明');
            k.cue == Cue::Says && scene.text.chars[k.start..k.end] != ['讲'] && !explains
        })
    }

    /// Whether a clause that names no work is about a KPI, or a meeting or journey of its own: 明天去上海开会.
    fn away(&self, c: &Clause) -> bool {
        let words: String = self.scene.text.chars[c.start..c.end].iter().collect();
        self.scene.named_in(c.start, c.end).any(|n| n.kpi.is_some())
            || language::zh::words::AWAY.iter().any(|w| words.contains(w))
    }

    /// Whether a clause says nothing of its own: no word, nothing counted (去七组), nothing to finish (清完).
    fn empty(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let counts = scene.quantities_in(c.start, c.end).any(|q| matches!(q.kind, QuantityKind::Count(_)));
        let finishes = scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Done && k.end - k.start >= 2);
        scene.foreign(c.start, c.end) == 0 && !counts && !finishes
    }

    /// The subject of an earlier clause of the same item.
    fn same_item(&self, clause: usize) -> Option<Key> {
        self.work.as_ref().filter(|(_, at)| self.scene.together(*at, clause)).map(|(k, _)| k.clone())
    }

    /// 下班前把海报发出去: what is left to be done today.
    fn later_today(&mut self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars[c.start..c.end];
        let leads = |word: &str| chars.iter().copied().take(word.chars().count()).eq(word.chars());
        let Some(lead) = language::zh::words::LATER.iter().find(|w| leads(w)) else { return false };
        let words: String = chars.iter().collect();
        let rest = c.start + lead.chars().count();
        let told = scene.cues_in(rest, c.end).any(|k| {
            super::state_of(k.cue).is_some() || matches!(k.cue, Cue::Not | Cue::Cannot | Cue::Says | Cue::Formerly)
        });
        let past = words.contains('了') || words.contains('过') || words.ends_with('的');
        let deed = scene.foreign(rest, c.end) >= 2
            && scene.text.chars[rest..c.end].iter().any(|ch| language::zh::words::DEEDS.contains(*ch));
        if told
            || past
            || !deed
            || self.outsiders(c)
            || scene.someone_else(c, c.end)
            || scene.quantities_in(rest, c.end).next().is_some()
            || self.recent(clause).iter().any(|d| d.clause == clause)
        {
            return false;
        }
        let (subject, doubt) = match scene.works(c).first() {
            Some(n) => (n.work.clone(), scene.doubt_of(n)),
            None if scene.foreign(rest, c.end) <= 4 => (self.spoken_of(clause, c.start, c.end), None),
            None => (None, None),
        };
        self.claim(clause, Fact::Plan { date: Some(scene.today) }, subject, doubt);
        true
    }

    /// 计划, 打算 with no day.
    fn undated_plan(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let told = scene.cues_in(c.start, c.end).any(|k| {
            let word: String = chars[k.start..k.end].iter().collect();
            k.cue == Cue::Will && language::zh::words::NEXT.contains(&word.as_str())
        });
        let free = scene.times_in(c.start, c.end, Looking::Ahead).next().is_none()
            && scene.quantities_in(c.start, c.end).next().is_none();
        // 计划表 and 计划书 are papers.
        let paper = scene.cues_in(c.start, c.end).any(|k| {
            k.cue == Cue::Will
                && (chars.get(k.end).is_some_and(|ch| matches!(ch, '表' | '书' | '单' | '案' | '外' | '内'))
                    // 巡检计划已拟好 is one, too.
                    || chars.get(k.end) == Some(&'已')
                    || scene.named_in(c.start, k.start).any(|n| n.end == k.start))
        });
        if !told
            || paper
            || !free
            || self.recent(clause).iter().any(|d| d.clause == clause)
            || scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Not | Cue::Done | Cue::Formerly))
        {
            return;
        }
        let works = scene.works(c);
        if let Some(n) = works.first() {
            let (subject, doubt) = (n.work.clone(), scene.doubt_of(n));
            self.claim(clause, Fact::Plan { date: None }, subject, doubt);
        } else if self.leads_on(c) && self.work.as_ref().is_some_and(|(_, at)| clause - at <= 1) {
            // 支付回调 done,接下来搞 coupon 模块.
            let subject = self.same_item(clause);
            if subject.is_some() {
                self.claim(clause, Fact::Plan { date: None }, subject, None);
            }
        }
    }

    /// Whether a clause opens with 接下来 and goes on with a deed.
    fn leads_on(&self, c: &Clause) -> bool {
        let words: String = self.scene.text.chars[c.start..c.end].iter().collect();
        ["接下来", "下一步", "接下去"].iter().any(|w| words.starts_with(w)) && self.deed(c)
    }

    /// Whether words of the future stand in a clause, so that a period in it is one to come; 按期 and 照常 name none.
    fn willed(&self, c: &Clause) -> bool {
        self.scene.cues_in(c.start, c.end).any(|k| {
            let word: String = self.scene.text.chars[k.start..k.end].iter().collect();
            k.cue == Cue::Will && k.end - k.start >= 2 && !["按期", "按计划", "如期"].contains(&word.as_str())
        })
    }
}
