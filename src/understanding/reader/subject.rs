//! What a clause is about.

use crate::{
    domain::{Doubt, Key},
    understanding::{
        clause::{Clause, han},
        cue::{Cue, CueAt},
        language,
        lexicon::Named,
    },
};

use super::{scene::Scene, work::Walk};

impl Scene<'_> {
    /// The projects, milestones and tasks named in a clause, a part next to its whole standing for both.
    pub(crate) fn works(&self, c: &Clause) -> Vec<&Named> {
        let mut works = self.works_in_full(c);
        if works.is_empty() {
            let from = self.parts.partition_point(|n| n.start < c.start);
            // A common word means a task only where the clause opens with it: 培训结束了, not 才能进场.
            let opens = |n: &&Named| !self.is_common(n) || self.foreign(c.start, n.start) == 0;
            works.extend(self.parts.get(from).filter(|n| n.end <= c.end).filter(opens));
        }
        works
    }

    fn is_common(&self, n: &Named) -> bool {
        let word: String = self.text.chars[n.start..n.end].iter().collect();
        language::zh::words::GENERIC.contains(&word.as_str())
    }

    /// The same, by their full names and aliases alone.
    pub(crate) fn works_in_full(&self, c: &Clause) -> Vec<&Named> {
        let mut works: Vec<&Named> = Vec::new();
        for n in self.named_in(c.start, c.end).filter(|n| n.work.is_some()) {
            if let Some(last) = works.last_mut()
                && self.part_of(n, last)
                && n.start - last.end <= 6
            {
                *last = n;
                continue;
            }
            // 仁和进院 is the part, the name of its whole right behind.
            if let Some(last) = works.last()
                && self.part_of(last, n)
                && n.start == last.end
            {
                continue;
            }
            works.push(n);
        }
        // 联调里登录接口通了 is about the second.
        if works.len() > 1 && matches!(self.text.chars.get(works[0].end), Some('里' | '中')) {
            works.remove(0);
        }
        works
    }

    /// Whether one names a milestone or task of the project the other names.
    fn part_of(&self, part: &Named, whole: &Named) -> bool {
        let org = self.lexicon.org();
        match (&part.work, &whole.work) {
            (Some(part), Some(whole)) => {
                org.project(whole).is_some()
                    && org.project(part).is_none()
                    && org.project_of(part).is_some_and(|j| &j.id == whole)
            }
            (Some(_) | None, _) => false,
        }
    }

    /// The doubt that hangs on a name, if several things are equally likely.
    pub(crate) fn doubt_of(&self, named: &Named) -> Option<Doubt> {
        (!named.tied.is_empty()).then(|| Doubt::Ambiguous { candidates: named.tied.clone() })
    }

    /// Whether the writer is only given, told or asked: 周五前给我排期表.
    pub(super) fn done_to(&self, c: &Clause, me: &CueAt) -> bool {
        me.start > c.start && language::zh::words::TO_ONE.contains(self.text.chars[me.start - 1])
    }

    /// Whether someone else is the subject of a clause: a colleague named before anything else, whom the writer does not
    /// merely meet, ask or help.
    pub(crate) fn someone_else(&self, c: &Clause, upto: usize) -> bool {
        let me = self.cues_in(c.start, c.end).any(|q| q.cue == Cue::Self_ && !self.done_to(c, q));
        self.named_in(c.start, upto.max(c.start)).any(|n| {
            let other = n.work.is_none()
                && n.kpi.is_none()
                && n.who.as_ref().is_some_and(|w| w != self.author && self.lexicon.org().person(w).is_some());
            let toward = self
                .cues_in(c.start, n.start)
                .rev()
                .any(|q| matches!(q.cue, Cue::Toward | Cue::Wait) && n.start - q.end <= 1);
            let next = self.text.chars.get(n.end);
            // 杜鹃把表放我桌上: who does something with something is the doer.
            other && !toward && next != Some(&'的') && (!me || next == Some(&'把'))
        })
    }
}

impl Walk<'_, '_> {
    /// Whether the talk has turned to something without a name since the work was spoken of: 全站仪送检了,后天去取.
    pub(crate) fn turned(&self, clause: usize) -> bool {
        let scene = self.scene;
        let Some((_, at)) = self.work.as_ref() else { return false };
        let here = scene.clauses[clause].sentence;
        (*at + 1..clause).any(|i| {
            let c = &scene.clauses[i];
            let own = scene.foreign(c.start, c.end);
            let new =
                if scene.voice { i + 1 == clause && own >= 4 } else { scene.clauses[*at].sentence != here && own >= 3 };
            let pronoun = scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Pronoun && k.start == c.start);
            new && !pronoun
                && c.sentence == here
                && scene.works(c).is_empty()
                && !self.recent(clause).iter().any(|d| d.clause == i)
        })
    }

    /// The work named earlier whose name a verb takes up again: 接着拆导轨 after 旧梯拆除, 评完了 after 街道初评.
    pub(crate) fn echoed(&self, clause: usize, verb: char) -> Option<Key> {
        let scene = self.scene;
        let start = scene.clauses[clause].start;
        if !han(verb) || language::zh::words::COMMON_VERBS.contains(verb) {
            return None;
        }
        let before = &scene.named[..scene.named.partition_point(|n| n.start < start)];
        before.iter().rev().take(12).find_map(|n| {
            let key = n.work.as_ref().filter(|_| n.tied.is_empty())?;
            let takes =
                scene.text.chars[n.start..n.end].contains(&verb) || scene.lexicon.org().name(key).contains(verb);
            takes.then(|| key.clone())
        })
    }

    /// Whether a clause after the work spoken of turns to something else: 对了, 另外.
    pub(crate) fn turns_away(&self, at: usize, clause: usize) -> bool {
        let scene = self.scene;
        (at + 1..=clause).rev().take(6).any(|i| {
            let c = &scene.clauses[i];
            scene.cues_in(c.start, c.end).next().is_some_and(|k| {
                let word: String = scene.text.chars[k.start..k.end].iter().collect();
                k.start == c.start && language::zh::words::TURNS.contains(&word.as_str())
            })
        })
    }

    /// The one thing that a whole report names, if it names no other.
    pub(crate) fn only_work(&self) -> Option<Key> {
        let mut works = self.scene.named.iter().filter_map(|n| n.work.as_ref());
        let first = works.next()?;
        works.all(|k| k == first).then(|| first.clone())
    }

    /// The work of the sentence before in the same line, or of this one.
    pub(crate) fn work_before(&self, clause: usize) -> Option<Key> {
        let (key, at) = self.work.as_ref()?;
        let (here, there) = (&self.scene.clauses[clause], &self.scene.clauses[*at]);
        let near = here.line == there.line && here.sentence - there.sentence <= 1;
        (near && !self.turns_away(*at, clause)).then(|| key.clone())
    }

    /// Whether a KPI's figure was told since some work was spoken of, in a report about more than that.
    pub(crate) fn figured_since(&self, at: usize, clause: usize) -> bool {
        let apart = |k: usize| k > at && self.scene.clauses[k].sentence != self.scene.clauses[clause].sentence;
        self.kpi.as_ref().is_some_and(|(_, k)| apart(*k) || self.scene.voice && *k > at) && self.only_work().is_none()
    }

    /// The work spoken of before a clause, if the clause may lean on it: in the same sentence while it brings little of
    /// its own, or from the sentence before in the same line when it says hardly more than the fact.
    pub(crate) fn spoken_of(&self, clause: usize, start: usize, end: usize) -> Option<Key> {
        let (key, at) = self.work.as_ref()?;
        let (here, there) = (&self.scene.clauses[clause], &self.scene.clauses[*at]);
        // ④ begins another item.
        let apart =
            self.scene.text.chars[there.end.min(here.start)..here.start].iter().any(|c| matches!(c, '①'..='⑳' | '•'));
        if apart || self.turns_away(*at, clause) {
            return None;
        }
        let own = self.scene.foreign(start, end);
        let pronoun = self.scene.has(start, end, Cue::Pronoun);
        // A KPI's figure has been told since: the talk has moved on.
        if self.figured_since(*at, clause) && !pronoun {
            return None;
        }
        let fresh = self.scene.has(start, end, Cue::Self_) || self.scene.text.chars[start..end].contains(&':');
        let near = if self.scene.voice { clause - at <= 4 } else { true };
        let leans = if here.sentence == there.sentence {
            near && (own <= 7 || pronoun)
        } else {
            here.line == there.line && (own <= 2 && !fresh || pronoun && own <= 12)
        };
        leans.then(|| key.clone())
    }
}
