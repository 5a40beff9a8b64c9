//! Whether a clause vouches for something, and whether it looks ahead.

use crate::understanding::{
    cue::{Cue, CueAt},
    language::zh,
    section::Topic,
    time::{Grain, Looking},
};

use super::scene::Scene;

impl Scene<'_> {
    /// Whether what a clause says is only heard, asked or wished.
    pub(crate) fn unvouched(&self, clause: usize) -> bool {
        let c = &self.clauses[clause];
        let asked = matches!(self.text.chars.get(c.end), Some('?'));
        asked
            || self.hearsay(clause)
            || self.cues_in(c.start, c.end).any(|q| {
                // maybe 60% is about 60%.
                let rough = self.text.chars[q.start..q.end] == ['m', 'a', 'y', 'b', 'e']
                    && self.quantities_in(q.end, c.end).next().is_some_and(|f| f.start - q.end <= 1);
                matches!(q.cue, Cue::Question | Cue::Wish) && !rough
            })
    }

    /// Whether a clause tells what others say. 听说 holds to the end of its sentence; “X 说” for its own clause.
    pub(crate) fn hearsay(&self, clause: usize) -> bool {
        let c = &self.clauses[clause];
        self.heard[clause]
            || self.cues_in(c.start, c.end).filter(|q| q.cue == Cue::Says).any(|says| {
                let gap = if self.text.chars[says.start].is_ascii() { 2 } else { 1 };
                self.named_in(c.start, c.end).any(|n| {
                    // 我跟雷哥说了: the writer says it.
                    let told = self.cues_in(c.start, n.start).any(|k| k.cue == Cue::Toward && k.end == n.start)
                        && self.has(c.start, n.start, Cue::Self_);
                    n.who.as_ref().is_some_and(|w| w != self.author)
                        && n.end <= says.start
                        && says.start - n.end <= gap
                        && !told
                }) || self.outsider_says(c.start, says)
                    || self.text.chars[says.start..says.end] == ['说', '是']
            })
    }

    /// Whether people outside the company say something: 供应商说想拖到二号.
    fn outsider_says(&self, start: usize, says: &CueAt) -> bool {
        let chars = &self.text.chars;
        let word: String = chars[says.start..says.end].iter().collect();
        let before: String = chars[start.max(says.start.saturating_sub(10))..says.start].iter().collect();
        zh::words::TELLS.contains(&word.as_str())
            && zh::words::OUTSIDERS.iter().any(|w| {
                before.rfind(w).is_some_and(|at| before[at + w.len()..].chars().filter(|c| *c != ' ').count() <= 2)
            })
    }

    /// Whether a clause tells a private matter: 请半天假.
    pub(crate) fn private(&self, c: &crate::understanding::clause::Clause) -> bool {
        let chars = &self.text.chars[c.start..c.end];
        let leave = chars
            .iter()
            .position(|ch| *ch == '请')
            .is_some_and(|at| chars[at..chars.len().min(at + 6)].contains(&'假'));
        leave || self.has(c.start, c.end, Cue::Private)
    }

    /// Whether what stands at `at` is denied within its clause.
    pub(crate) fn denied(&self, clause: usize, at: usize, end: usize) -> bool {
        let c = &self.clauses[clause];
        let before = self.cues_in(c.start, at).rev().any(|q| {
            // 没回收完: a word for trouble that denies, denies.
            let denies = matches!(q.cue, Cue::Trouble | Cue::Blocked)
                && self.text.chars[q.start..q.end].iter().any(|ch| matches!(ch, '没' | '未'));
            (q.cue == Cue::Not || denies) && at - q.end <= 8
        });
        let after =
            self.cues_in(end.saturating_sub(2).max(c.start), c.end).any(|q| q.cue == Cue::Cannot && q.start <= end + 2);
        before || after
    }

    /// The last day in a range that lies ahead. A period that holds today counts if it is a deadline or `periods` is set.
    pub(crate) fn ahead_in(&self, start: usize, end: usize, periods: bool) -> Option<&super::scene::Days> {
        let told =
            |t: &&super::scene::Days| matches!(t.grain, Grain::Day | Grain::Week) || t.fixed || t.deadline || periods;
        // 明年的品牌方案 says which, not when.
        let which = |t: &&super::scene::Days| {
            let long = matches!(t.grain, Grain::Quarter | Grain::Year);
            long && self.text.chars.get(t.end) == Some(&'的')
        };
        // 本世纪 and 2030年代 are no day to be done by.
        let era = |t: &&super::scene::Days| (t.range.last - t.range.first).num_days() > 3650;
        self.times_in(start, end, Looking::Ahead).rev().filter(|t| told(t) && !which(t) && !era(t)).find(|t| {
            t.range.first > self.today
                || (t.range.last > self.today && (t.deadline || periods || self.until(t.end)))
                || (t.range.last == self.today && t.clock && t.deadline)
        })
    }

    fn until(&self, at: usize) -> bool {
        matches!(self.text.chars.get(at), Some('前' | '内' | '底'))
    }

    /// Whether a clause tells something past, so that a bare weekday in it has passed.
    pub(crate) fn past(&self, clause: usize) -> bool {
        let c = &self.clauses[clause];
        let chars = &self.text.chars[c.start..c.end];
        let le = chars.iter().enumerate().any(|(i, ch)| {
            // 约了周六 is still to come.
            let told = i == 0 || !matches!(chars[i - 1], '不' | '约' | '定' | '订');
            *ch == '了' && told && chars.get(i + 1) != Some(&'解')
        });
        let yi = chars.contains(&'已') || chars.last() == Some(&'的') || chars.ends_with(&['完', '毕']);
        let looks_back = self.times_in(c.start, c.end, Looking::Back).any(|t| t.range.last <= self.today);
        let forced = self.times_in(c.start, c.end, Looking::Ahead).all(|t| t.range.first <= self.today);
        (le || yi || chars.ends_with(&['e', 'd'])) && (looks_back || forced)
    }

    /// The day before today that a figure is for, if words near it say so.
    pub(crate) fn day_told(&self, start: usize, end: usize) -> chrono::NaiveDate {
        self.times_in(start, end, Looking::Back)
            .rev()
            .find(|t| t.grain == Grain::Day && t.range.last <= self.today)
            .map_or(self.today, |t| t.range.last)
    }

    /// Whether a clause speaks of the future: a plan section, or a day ahead and nothing past.
    pub(crate) fn future(&self, clause: usize) -> bool {
        let c = &self.clauses[clause];
        c.section.topic == Topic::Plan || (self.ahead_in(c.start, c.end, false).is_some() && !self.past(clause))
    }
}
