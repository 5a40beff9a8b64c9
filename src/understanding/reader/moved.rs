//! Dates that moved.

use chrono::{Datelike, Months};

use crate::{
    domain::{Fact, Key, period::DateRange},
    understanding::{
        clause::Clause,
        cue::{Cue, CueAt},
        language,
        quantity::QuantityKind,
        time::{Grain, Looking},
    },
};

use super::{scene::Days, work::Walk};

impl Walk<'_, '_> {
    /// A date that moved: 改到19号, slip到11/18.
    pub(crate) fn moves(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        if scene.unvouched(clause) {
            return;
        }
        if self.moved_by(clause) || self.brought_to(clause) || self.instead_of(clause) {
            return;
        }
        let Some(cue) = scene.cues_in(c.start, c.end).find(|k| k.cue == Cue::Move) else { return };
        let dated = |from: usize, to: usize| {
            scene
                .times_in(from, to, Looking::Ahead)
                .rev()
                .find(|t| {
                    t.range.last >= scene.today && (t.start >= cue.end || t.end <= cue.start && cue.end + 2 >= c.end)
                })
                .cloned()
        };
        let behind: String = scene.text.chars[cue.end..c.end].iter().take(6).collect();
        if [" into ", " onto ", " in "].iter().any(|w| behind.starts_with(w)) {
            return;
        }
        // 调到八成 and 延了3天 move no date.
        let bare_day = self.bare_day(c, cue);
        if bare_day.is_none() && scene.quantities_in(cue.end, c.end).next().is_some_and(|q| q.start <= cue.end + 1) {
            return;
        }
        let chars = &scene.text.chars;
        let single = cue.end - cue.start == 1;
        let mut at = clause;
        let mut time = scene
            .times_in(cue.end, c.end, Looking::Ahead)
            .rev()
            .find(|t| t.range.last >= scene.today && (!single || t.start <= cue.end + 1))
            .cloned();
        time = time.or(bare_day);
        if time.is_none() && !single {
            time = dated(c.start, c.end);
        }
        // 再给我3天,22号交; 改期,消防队要补图,新日子16日.
        for i in (clause + 1..scene.clauses.len().min(clause + 3)).take_while(|i| scene.together(clause, *i) && !single)
        {
            if time.is_none() {
                let n = &scene.clauses[i];
                time = scene
                    .times_in(n.start, n.end, Looking::Ahead)
                    // 延期,从20号调到24号: what it moves from is not the new day.
                    .find(|t| !matches!(t.start.checked_sub(1).map(|at| chars[at]), Some('从' | '由' | '自')))
                    .filter(|t| t.range.last > scene.today)
                    .cloned();
                at = i;
            }
        }
        let Some(time) = time else { return };
        if scene.denied(clause, cue.start, cue.end) && !chars[cue.start].is_ascii() {
            return;
        }
        let mut works = scene.works(c);
        // 随隧道炉顺延: what a date follows is not what moves.
        works.retain(|n| n.start == c.start || !language::zh::words::FOLLOWS.contains(chars[n.start - 1]));
        let named = works.iter().rev().find(|n| n.end <= cue.start).or_else(|| works.first());
        let (subject, doubt) = match named {
            Some(n) => (n.work.clone(), scene.doubt_of(n)),
            // 内审员取证要拖到12月 has a thing of its own.
            None if scene.foreign(c.start, cue.start) > 3 => return,
            None => (self.moved(clause), None),
        };
        let Some(subject) = subject else { return };
        self.claim(at.min(clause), Fact::DueChange { date: time.range.last }, Some(subject), doubt);
        if at != clause
            && let Some(draft) = self.drafts.last_mut()
        {
            draft.end = scene.clauses[at].end;
        }
    }

    /// 延到27: a day of the month that a date is put off to, without its 号.
    fn bare_day(&self, c: &Clause, cue: &CueAt) -> Option<Days> {
        let scene = self.scene;
        let chars = &scene.text.chars;
        let to = cue.end - usize::from(chars[cue.end - 1] == '到');
        let put_off = chars.get(to) == Some(&'到') && to > 0 && language::zh::words::PUT_OFF.contains(chars[to - 1]);
        // 进度推到30 is how far it is.
        let told: String = chars[c.start..cue.start].iter().collect();
        let figure = language::zh::words::HOW_FAR.iter().any(|w| told.contains(w))
            || scene.named_in(c.start, cue.start).any(|n| n.kpi.is_some());
        let put_off = put_off && !figure;
        let q = scene.quantities_in(cue.end, c.end).next().filter(|q| q.start <= to + 2 && q.end == c.end)?;
        let day = u32::try_from(q.value)
            .ok()
            .filter(|_| put_off && q.value.is_integer() && matches!(q.kind, QuantityKind::Number))?;
        let this = scene.today.with_day(day).filter(|d| *d > scene.today);
        let day = this.or_else(|| scene.today.checked_add_months(Months::new(1))?.with_day(day))?;
        let range = DateRange::day(day);
        let (start, end) = (q.start, q.end);
        Some(Days { start, end, range, grain: Grain::Day, fixed: true, deadline: false, clock: false })
    }

    /// The work that a moved date leans on: spoken of earlier in the line.
    fn moved(&self, clause: usize) -> Option<Key> {
        let (key, at) = self.work.as_ref()?;
        (self.scene.clauses[*at].line == self.scene.clauses[clause].line).then(|| key.clone())
    }

    /// 12月3号来,提前了5天: a day, and by how much it moved.
    fn moved_by(&mut self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let by_days = scene.quantities_in(c.start, c.end).any(|q| {
            matches!(q.kind, QuantityKind::Duration { days: Some(_) }) && {
                let before: String = scene.text.chars[c.start..q.start].iter().collect();
                language::zh::words::MOVED_BY.iter().any(|w| before.ends_with(w))
            }
        });
        if !by_days || scene.text.chars[c.start..c.end].iter().any(|ch| matches!(ch, '能' | '可')) {
            return false;
        }
        let day = |i: usize| {
            let d = &scene.clauses[i];
            let found = scene.ahead_in(d.start, d.end, false).filter(|t| matches!(t.grain, Grain::Day));
            found.cloned().map(|t| (t, i))
        };
        let before = clause.checked_sub(1).filter(|b| scene.together(*b, clause));
        let Some((time, at)) = day(clause).or_else(|| before.and_then(day)) else { return false };
        self.drafts.retain(|d| {
            !(d.clause == at && matches!(d.fact, Fact::Plan { date: Some(date) } if date == time.range.last))
        });
        self.moved_to(at, clause, &time)
    }

    /// 原定18号,提到16号; 从23号提到20号: what held before makes a moved date of a word that may only mention one.
    fn brought_to(&mut self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let Some(time) = scene.times_in(c.start, c.end, Looking::Ahead).next_back().cloned() else { return false };
        let brought = scene.cues_in(c.start, time.start).next_back().is_some_and(|k| {
            let word: String = scene.text.chars[k.start..k.end].iter().collect();
            time.start - k.end <= 1 && language::zh::words::BRINGS_TO.contains(&word.as_str())
        });
        let day = matches!(time.grain, Grain::Day) && time.range.last >= scene.today;
        if !brought || !day {
            return false;
        }
        let from = scene.times_in(c.start, time.start, Looking::Ahead).next().is_some()
            && scene.has(c.start, time.start, Cue::From);
        let before = clause.checked_sub(1).filter(|b| scene.together(*b, clause)).filter(|b| {
            let b = &scene.clauses[*b];
            scene.has(b.start, b.end, Cue::Formerly) && scene.times_in(b.start, b.end, Looking::Ahead).next().is_some()
        });
        (from || before.is_some()) && self.moved_to(before.filter(|_| !from).unwrap_or(clause), clause, &time)
    }

    /// 预计12/3出报告,原来说的是11/27: what held before follows the new day.
    fn instead_of(&mut self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let Some(before) = clause.checked_sub(1).filter(|b| scene.together(*b, clause)) else { return false };
        let day = |i: usize| {
            let d = &scene.clauses[i];
            scene.times_in(d.start, d.end, Looking::Ahead).rfind(|t| matches!(t.grain, Grain::Day)).cloned()
        };
        let formerly = scene.cues_in(c.start, c.end).any(|k| {
            let word: String = scene.text.chars[k.start..k.end].iter().collect();
            k.cue == Cue::Formerly && language::zh::words::HELD_BEFORE.contains(&word.as_str())
        });
        let (Some(new), Some(old)) = (day(before), day(clause)) else { return false };
        let alone = scene.quantities_in(c.start, c.end).next().is_none()
            && scene.cues_in(c.start, c.end).all(|k| k.cue != Cue::Move);
        if !formerly
            || !alone
            || new.range.last < scene.today
            || new.range.last == old.range.last
            || scene.unvouched(before)
        {
            return false;
        }
        if !self.moved_to(before, clause, &new) {
            return false;
        }
        self.drafts.retain(|d| {
            !(d.clause == before && matches!(d.fact, Fact::Plan { date: Some(date) } if date == new.range.last))
        });
        true
    }

    /// Claims a moved date in the words from one clause to another.
    fn moved_to(&mut self, first: usize, last: usize, time: &Days) -> bool {
        let scene = self.scene;
        let named = (first..=last).rev().find_map(|i| {
            let works = scene.works(&scene.clauses[i]);
            works.first().and_then(|n| n.work.clone().map(|k| (k, scene.doubt_of(n))))
        });
        let line = scene.clauses[last].line;
        let earlier = || {
            let named = &scene.named[..scene.named.partition_point(|n| n.start < scene.clauses[first].start)];
            let from = scene.clauses[scene.clauses.partition_point(|c| c.line < line)].start;
            named.iter().rev().take_while(|n| n.start >= from).find_map(|n| n.work.clone())
        };
        let Some((key, doubt)) = named.or_else(|| self.moved(last).or_else(earlier).map(|k| (k, None))) else {
            return false;
        };
        self.claim(first, Fact::DueChange { date: time.range.last }, Some(key), doubt);
        if let Some(draft) = self.drafts.last_mut() {
            draft.end = scene.clauses[last].end;
        }
        true
    }
}
