//! Obstacles and risks, and who is waited for.

use crate::{
    domain::{
        Doubt, Fact, Key,
        figure::UnitClass,
        org::{Direction, Kind},
    },
    understanding::{clause::Clause, cue::Cue, lexicon::Named, section::Topic},
};

use super::{trouble::Strength, work::Walk};

fn org_kpi(walk: &Walk<'_, '_>, key: &Key) -> bool {
    walk.scene.lexicon.org().kpi(key).is_some()
}

impl Walk<'_, '_> {
    /// What holds a subject up.
    pub(crate) fn obstacles(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let strength = self.strength(clause);
        if strength == Strength::None {
            return;
        }
        let waiting_on = self.waited_for(clause);
        let recent = self.recent(clause);
        let before = self.drafts.len() - recent.len();
        let earlier = recent.iter().rposition(|d| {
            matches!(d.fact, Fact::Blocker { .. })
                && scene.together(d.clause, clause)
                && (!scene.voice || clause.abs_diff(d.clause) <= 2)
        });
        let earlier = earlier.map(|i| before + i);
        let here = self.cause_of(clause, strength).or_else(|| self.held_up(c));
        if let Some(i) = earlier
            && here.as_ref().is_none_or(|(key, _)| self.drafts[i].subject.as_ref() == Some(key))
        {
            let between = (self.drafts[i].clause + 1..clause).find_map(|i| self.person_in(i));
            self.drafts[i].end = c.end;
            self.drafts[i].clause = clause;
            let org = scene.lexicon.org();
            if let Fact::Blocker { waiting_on: who } = &mut self.drafts[i].fact
                && who.as_ref().is_none_or(|w| org.person(w).is_none())
            {
                // A person is waited for rather than a department named before.
                *who = waiting_on.or(between).or(who.take());
            }
            return;
        }
        let (subject, doubt) = match here {
            Some((key, doubt)) => (Some(key), doubt),
            None => (self.held_up_nearby(clause, strength), None),
        };
        let next = clause + 1;
        let waiting_on = waiting_on.or_else(|| {
            let promised =
                next < scene.clauses.len() && scene.together(clause, next) && self.strength(next) == Strength::None;
            let n = &scene.clauses.get(next).filter(|_| promised)?;
            scene.someone_else(n, n.end.min(n.start + 8)).then(|| self.person_in(next)).flatten()
        });
        let counts_harm = |k: &Key| {
            let kpi = scene.lexicon.org().kpi(k);
            kpi.is_some_and(|k| k.direction == Direction::Lower && k.unit.class() == UnitClass::Count)
        };
        if subject.as_ref().is_some_and(|k| strength == Strength::Trouble && org_kpi(self, k) || counts_harm(k)) {
            // The cause of a bad figure holds nothing up.
            return;
        }
        let section = matches!(c.section.topic, Topic::Risk | Topic::Help);
        let subject = subject.or_else(|| {
            self.only_work().filter(|_| {
                let near = |(_, at): &(Key, usize)| {
                    let there = &scene.clauses[*at];
                    there.line == c.line && c.sentence - there.sentence <= 2
                };
                section || strength == Strength::Plain && self.work.as_ref().is_some_and(near)
            })
        });
        let alone = subject.is_none();
        let plain = strength == Strength::Plain && (waiting_on.is_some() || self.waits_in_trouble(clause));
        if alone && !(section || plain) {
            return;
        }
        self.claim(clause, Fact::Blocker { waiting_on }, subject, doubt);
    }

    /// Whether a clause waits, and it or its sentence before says what is wrong: 水管又堵,等设备组来通.
    fn waits_in_trouble(&self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let waits = scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Wait && self.waits(c, k.start, k.end));
        waits
            && (clause.saturating_sub(1)..=clause).filter(|i| scene.together(*i, clause)).any(|i| {
                let b = &scene.clauses[i];
                scene.has(b.start, b.end, Cue::Trouble)
            })
    }

    /// The work or KPI that a clause says is held up.
    fn held_up(&self, c: &Clause) -> Option<(Key, Option<Doubt>)> {
        let scene = self.scene;
        let mut works = scene.works_in_full(c);
        if works.is_empty() && scene.has(c.start, c.end, Cue::Blocked) {
            // 启用时间悬 begins with a part of a name.
            works.extend(scene.parts.iter().find(|n| n.start >= c.start && n.start <= c.start + 1 && n.end <= c.end));
        }
        // What comes after 等 is waited for, not held up.
        let wait = scene
            .cues_in(c.start, c.end)
            .find(|k| k.cue == Cue::Wait && self.waits(c, k.start, k.end))
            .map(|k| k.start);
        let named = works
            .iter()
            .find(|n| wait.is_none_or(|w| n.start < w))
            .or_else(|| works.first().filter(|_| scene.text.chars[c.start].is_ascii()));
        named
            .and_then(|n| n.work.clone().map(|k| (k, scene.doubt_of(n))))
            .or_else(|| scene.named_in(c.start, c.end).find_map(|n| n.kpi.clone().map(|k| (k, scene.doubt_of(n)))))
    }

    /// What is held up, where the clause does not say: told in the same sentence before or after, else spoken of.
    fn held_up_nearby(&self, clause: usize, strength: Strength) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let near = |i: usize| scene.together(i, clause) && (!scene.voice || i.abs_diff(clause) <= 2);
        let after = (clause + 1..scene.clauses.len())
            .take_while(|i| near(*i))
            .find(|i| {
                self.strength(*i) != Strength::None
                    || scene.has(scene.clauses[*i].start, scene.clauses[*i].end, Cue::Move)
            })
            .and_then(|i| self.held_up(&scene.clauses[i]));
        // After a KPI's figure, trouble is why the figure is bad.
        let figure = self.kpi.as_ref().is_some_and(|(_, k)| near(*k) && self.work.as_ref().is_none_or(|(_, w)| k > w));
        let left = |at: usize| scene.voice && self.figured_since(at, clause);
        let before = self
            .work
            .as_ref()
            .filter(|(_, at)| near(*at) && !self.turns_away(*at, clause) && !left(*at))
            .filter(|_| !(figure && strength == Strength::Trouble));
        let concludes = (clause + 1..scene.clauses.len()).take_while(|i| near(*i)).find(|i| {
            let n = &scene.clauses[*i];
            self.strength(*i) == Strength::Plain
                || !scene.works_in_full(n).is_empty()
                    && scene.cues_in(n.start, n.end).any(|k| matches!(k.cue, Cue::Move | Cue::Cannot))
        });
        if let Some((key, _)) = concludes.and_then(|i| self.held_up(&scene.clauses[i])) {
            return Some(key);
        }
        if let Some((key, _)) = before {
            return Some(key.clone());
        }
        if let Some((key, _)) = after {
            return Some(key);
        }
        let kpi = self.kpi.as_ref().filter(|(_, at)| near(*at)).map(|(k, _)| k.clone());
        let moved = scene
            .sentence_of(clause)
            .any(|i| near(i) && scene.has(scene.clauses[i].start, scene.clauses[i].end, Cue::Move));
        let last = self.work.as_ref().filter(|(_, at)| {
            let there = &scene.clauses[*at];
            let pronoun = scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Pronoun && k.start - c.start <= 1);
            there.line == c.line
                && c.sentence - there.sentence <= 1
                && (strength == Strength::Plain || moved || pronoun && !scene.voice)
        });
        last.map(|(k, _)| k.clone()).or(kpi.filter(|_| strength == Strength::Plain))
    }

    /// The first colleague named in a clause.
    fn person_in(&self, clause: usize) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let org = scene.lexicon.org();
        scene
            .named_in(c.start, c.end)
            .filter(|n| n.work.is_none() && n.kpi.is_none())
            .find_map(|n| n.who.clone().filter(|w| w != scene.author && org.kind(w) == Some(Kind::Person)))
    }

    /// What a cause holds up, where the clause before tells what came to nothing: UAT没做成,WMS接口没好.
    fn cause_of(&self, clause: usize, strength: Strength) -> Option<(Key, Option<Doubt>)> {
        let scene = self.scene;
        let before = clause.checked_sub(1).filter(|b| scene.together(*b, clause) && strength == Strength::Trouble)?;
        let b = &scene.clauses[before];
        let failed = scene.cues_in(b.start, b.end).any(|k| matches!(k.cue, Cue::Not | Cue::Cannot | Cue::Trouble));
        let quiet = scene.quantities_in(b.start, b.end).next().is_none();
        (failed && quiet && !scene.works_in_full(b).is_empty()).then(|| self.held_up(b)).flatten()
    }

    /// The person or department waited for.
    fn waited_for(&self, clause: usize) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let org = scene.lexicon.org();
        let help = c.section.topic == Topic::Help;
        let named = || scene.named_in(c.start, c.end).filter(|n| n.who.as_ref().is_some_and(|w| w != scene.author));
        let person = |n: &&Named| n.who.as_ref().is_some_and(|w| org.kind(w) == Some(Kind::Person));
        named()
            .filter(person)
            .chain(named().filter(|n| !person(n)))
            .find(|n| {
                let person = n.who.as_ref().is_some_and(|w| org.kind(w) == Some(Kind::Person));
                let asked = scene
                    .cues_in(c.start, n.start)
                    .any(|k| matches!(k.cue, Cue::Wait | Cue::Toward) && n.start - k.end <= 2);
                let lone = n.work.is_none() && n.kpi.is_none();
                // 供应链没把流程给我, 品质的三坐标排不上号.
                let failing = lone
                    && scene
                        .cues_in(n.end, c.end)
                        .any(|k| matches!(k.cue, Cue::Trouble | Cue::Not) && scene.foreign(n.end, k.start) <= 4);
                failing || (person && lone) || asked || (help && lone)
            })
            .and_then(|n| n.who.clone())
    }
}
