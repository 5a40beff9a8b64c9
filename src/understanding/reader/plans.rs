//! What the writer will do next.

use crate::{
    domain::{Fact, Key},
    understanding::{clause::Clause, cue::Cue, language, section::Topic, time::Looking},
};

use super::work::Walk;

impl Walk<'_, '_> {
    /// What the writer will do next.
    pub(crate) fn plans(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let section = c.section.topic == Topic::Plan;
        if scene.unvouched(clause) || scene.private(c) {
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
                self.undated_plan(clause);
                return;
            };
            let formerly = scene.cues_in(c.start, time.start).any(|k| k.cue == Cue::Formerly);
            let denied =
                scene.has(c.start, c.end, Cue::Cannot) || scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Not);
            let beyond =
                scene.named_in(c.start, c.end).filter(|n| n.start <= time.end + 1).map(|n| n.end).max().unwrap_or(0);
            let works_before = scene.someone_else(c, time.end.max(c.start + 4).max(beyond).min(c.end));
            if formerly
                || denied
                || blocked
                || scene.past(clause)
                || works_before
                || scene.has(c.start, c.end, Cue::Target)
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
        if latin && vague && !section && !scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Will | Cue::Self_))
        {
            return;
        }
        let works = scene.works(c);
        let (subject, doubt) = match works.first() {
            Some(n) => (n.work.clone(), scene.doubt_of(n)),
            None if section => (self.same_item(clause), None),
            None => (self.spoken_of(clause, c.start, c.end), None),
        };
        if works.is_empty()
            && !section
            && (self.outsiders(c)
                || subject.is_none()
                    && (scene.has(c.start, c.end, Cue::Says) || !self.deed(c) || scene.foreign(c.start, c.end) == 0))
        {
            return;
        }
        let date = time.map(|t| t.range.last).or(c.section.day.filter(|_| section));
        // One item of a plan is one plan, unless a later clause names another thing or another day.
        let same = self.recent(clause).iter().any(|d| {
            matches!(d.fact, Fact::Plan { date: told } if told == date)
                && scene.together(d.clause, clause)
                && (d.subject == subject || works.is_empty() && (section || scene.voice))
        });
        if !same {
            self.claim(clause, Fact::Plan { date }, subject, doubt);
        }
    }

    /// Whether a clause tells what people outside will do.
    fn outsiders(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let words: String = scene.text.chars[c.start..c.end].iter().collect();
        let me = scene.has(c.start, c.end, Cue::Self_);
        !me && language::zh::words::OUTSIDERS.iter().any(|w| {
            words.find(w).is_some_and(|at| {
                let at = c.start + words[..at].chars().count();
                let led = scene.times_in(c.start, at, Looking::Ahead).map(|t| t.end).max().unwrap_or(c.start);
                let toward =
                    scene.cues_in(c.start, at).any(|k| matches!(k.cue, Cue::Toward | Cue::Wait) && at - k.end <= 1);
                at <= led + 1 && !toward
            })
        })
    }

    /// Whether a clause that names nothing known still tells a deed of the writer's.
    fn deed(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let ascii = scene.text.chars[c.start..c.end].iter().filter(|ch| ch.is_alphabetic()).all(char::is_ascii);
        let deadline = scene.times_in(c.start, c.end, Looking::Ahead).any(|t| t.deadline);
        deadline
            || ascii
            || scene.has(c.start, c.end, Cue::Self_)
            || scene.text.chars[c.start..c.end].iter().any(|ch| language::zh::words::DEEDS.contains(*ch))
    }

    /// The subject of an earlier clause of the same item.
    fn same_item(&self, clause: usize) -> Option<Key> {
        self.work.as_ref().filter(|(_, at)| self.scene.together(*at, clause)).map(|(k, _)| k.clone())
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
        if !told
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
        }
    }

    fn willed(&self, c: &Clause) -> bool {
        self.scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Will && k.end - k.start >= 2)
    }
}
