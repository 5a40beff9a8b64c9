//! Working time spent.

use crate::{
    domain::{Decimal, Fact, Key},
    understanding::{
        clause::{Clause, han},
        cue::{Cue, CueAt},
        ground::hours,
        language,
        lexicon::Named,
        quantity::{Quantity, QuantityKind},
        section::Topic,
        time::Looking,
    },
};

use super::work::Walk;

fn in_days(q: &Quantity) -> bool {
    matches!(q.kind, QuantityKind::Duration { days: Some(_) })
}

fn ends_in_le(chars: &[char], cue: &CueAt) -> bool {
    chars[cue.end - 1] == '了'
}

/// The words of Latin letters in some text.
fn latin_words(chars: &[char]) -> impl Iterator<Item = &[char]> {
    chars.split(|c| !c.is_ascii_alphabetic())
}

impl Walk<'_, '_> {
    /// A duration that no KPI takes is working time, if the words say that it was spent.
    pub(crate) fn effort(&mut self, clause: usize, q: &Quantity, from: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let Some(worked) = hours(q) else { return };
        let in_days = in_days(q);
        let rest = scene.quantities_in(q.end, c.end).map(|o| o.start).min().unwrap_or(c.end);
        let cued = scene.has(from, q.start, Cue::Effort)
            || scene.cues_in(from, q.start).any(|k| k.cue == Cue::Cost && q.start - k.end <= 2)
            || scene.cues_in(q.end, rest).any(|k| k.cue == Cue::Effort && k.start - q.end <= 2)
            || c.section.topic == Topic::Effort
            || chars[q.end..c.end].starts_with(&['没', '了'])
            || self.verb_before(clause, q)
            || (!in_days || chars[q.start..q.end].contains(&'整')) && self.deed_before(clause, q)
            || !in_days && chars[q.start.saturating_sub(1)] == '(' && chars.get(q.end) == Some(&')');
        // 花了大半天 is no figure.
        let vague = q.start > c.start && chars[q.start - 1] == '大' && chars[q.start] == '半';
        if vague || self.unworked(clause, q, from, cued) || self.goes_on(q) || self.outsiders_time(c, q) {
            return;
        }
        let works = scene.works(c);
        let of_work = works.iter().any(|n| n.end <= q.start || n.start - q.end <= 8);
        let english_on = rest > q.end + 3 && chars[q.end..rest].windows(4).any(|w| matches!(w, [' ', 'o', 'n', ' ']));
        let leads = q.start <= c.start + 1 && {
            let next: String = chars[q.end..c.end].iter().collect();
            let word = next.trim_start().split(' ').next().unwrap_or_default();
            matches!(word, "in" | "with" | "for") || word.len() > 4 && word.ends_with("ing")
        };
        // That was 3 hours in the studio.
        let led: String = chars[c.start..q.start].iter().collect();
        let leads = leads || language::en::words::SUMS_UP.contains(&led.trim());
        let ends = scene.foreign(q.end, c.end) == 0;
        let told = scene.times_in(from, q.start, Looking::Back).map(|t| t.end).max().unwrap_or(from);
        let after_activity = q.start >= told + 2
            && (han(chars[q.start - 1]) || chars[q.start - 1] == ' ' && han(chars[q.start - 2]) || q.approximate);
        let before = self
            .recent(clause)
            .iter()
            .any(|d| matches!(d.fact, Fact::Effort { .. }) && scene.together(d.clause, clause));
        let activity = !in_days && (self.activity_before(clause) || ends && self.english_activity(clause, q));
        let spent = cued
            || english_on
            || activity
            || !in_days && self.alone_on_its_line(clause, q)
            || leads
            || (ends && !in_days && (of_work || after_activity))
            || (ends && before && after_activity)
            || (ends && in_days && self.days_of_the_week(clause, q));
        if !spent || worked < Decimal::new(1, 1) {
            return;
        }
        let named = works.iter().rev().find(|n| n.end <= q.start).or_else(|| works.first());
        let (subject, doubt) = match named {
            Some(n) => (n.work.clone(), scene.doubt_of(n)),
            None if self.own_line(clause) => (self.only_work(), None),
            None if c.section.topic == Topic::Effort || self.turned(clause) => (None, None),
            None => {
                let bare = scene.foreign(c.start, q.start) <= 1 && scene.foreign(q.end, c.end) <= 2
                    || scene.has(c.start, c.end, Cue::Pronoun);
                let aside = self.spent_elsewhere(clause, q);
                let same = !aside
                    && scene.foreign(c.start, c.end) <= 4
                    && (!before || scene.foreign(c.start, c.end) <= 1)
                    && self.work.as_ref().is_some_and(|(_, at)| scene.together(*at, clause) && clause - at <= 1);
                let leans =
                    bare && !aside && (cued || english_on || self.voice_after_done(clause)) && (!before || cued)
                        || same;
                let it = activity
                    && clause.checked_sub(1).is_some_and(|b| {
                        let b = &scene.clauses[b];
                        scene.has(b.start, b.end, Cue::Pronoun)
                    });
                let about = if aside { None } else { self.shares_words(clause) };
                let spoken = || self.spoken_of(clause, c.start, c.end).filter(|_| leans || it);
                let only = || self.only_work().filter(|_| !aside && self.goes_into_the_only_work(clause, q, cued));
                let mine = || self.work_before(clause).filter(|_| self.nothing_but_mine(c));
                (about.or_else(spoken).or_else(mine).or_else(only), None)
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
                .any(|k| {
                    matches!(k.cue, Cue::Paused | Cue::Cancelled | Cue::From)
                        // 推水推了两小时 pushes nothing back: what is put off is put off by days.
                        || k.cue == Cue::Move && k.end - k.start > 1 && (in_days(q) || !ends_in_le(&scene.text.chars, k))
                })
            // 从42分钟压到31分钟 is how long a thing takes.
            || !cued && scene.cues_in(from, q.start).any(|k| matches!(k.cue, Cue::Trouble | Cue::Blocked))
            || !cued
                && scene.has(c.start, from, Cue::From)
                && scene.cues_in(from, q.start).any(|k| k.cue == Cue::To && q.start - k.end <= 1);
        // Spent 3 hours over the weekend looks back.
        let english =
            scene.cues_in(c.start, q.start).any(|k| k.cue == Cue::Effort && scene.text.chars[k.start].is_ascii())
                && !scene.has(c.start, c.end, Cue::Will);
        let future = c.section.topic == Topic::Plan || !english && scene.ahead_in(c.start, c.end, false).is_some();
        let kpi_here = scene.named_in(c.start, c.end).any(|n| n.kpi.is_some() && n.work.is_none());
        other || future || (kpi_here && !cued)
    }

    /// Whether a verb told as past stands right before: AGV今天调了一整天.
    fn verb_before(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        q.start >= c.start + 2
            && chars[q.start - 1] == '了'
            && han(chars[q.start - 2])
            && !language::zh::words::PASSES.contains(chars[q.start - 2])
            && scene.works(c).iter().any(|n| {
                let met = scene.cues_in(c.start, n.start).any(|k| k.cue == Cue::Toward);
                n.end <= q.start && !met && scene.foreign(n.end, q.start) <= 4
            })
    }

    /// Whether hours went into something beside the work spoken of: a meeting, 加了3个小时班, someone else's shift.
    fn spent_elsewhere(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let words: String = chars[c.start..c.end].iter().collect();
        let overtime = chars[c.start..q.start].contains(&'加') && chars[q.end..c.end].contains(&'班');
        overtime
            || self.verb_copied(c, q)
            || language::zh::words::ELSEWHERE.iter().any(|w| words.contains(w))
            || scene.named_in(c.start, c.end).any(|n| n.who.is_some() && n.work.is_none())
    }

    /// 棚拍了一整天 in a report that names one piece of work: a deed of its own, but of no other part of the day, with nobody
    /// else, of nothing that has a name.
    fn goes_into_the_only_work(&self, clause: usize, q: &Quantity, cued: bool) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let part_of_day = scene.times_in(c.start, q.start, Looking::Back).any(|t| t.clock);
        (cued || self.deed_before(clause, q))
            && self.work.is_some()
            && !part_of_day
            && !clause.checked_sub(1).is_some_and(|b| {
                let b = &scene.clauses[b];
                b.line == c.line && scene.has(b.start, b.end, Cue::Toward)
            })
            && !scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Toward)
            && scene.named_in(c.start, c.end).next().is_none()
    }

    /// I logged 6 hours: nothing but whose hours they are.
    fn nothing_but_mine(&self, c: &Clause) -> bool {
        let scene = self.scene;
        scene.text.chars[c.start].is_ascii()
            && scene.has(c.start, c.end, Cue::Self_)
            && scene.foreign(c.start, c.end) == 0
            && scene.named_in(c.start, c.end).next().is_none()
    }

    /// 这周跑村里三天: days of this week or today behind a deed with a thing of its own.
    fn days_of_the_week(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let told = scene.times_in(c.start, q.start, Looking::Back).next();
        let Some(at) = told.filter(|t| t.range.contains(scene.today) && t.start <= c.start + 1).map(|t| t.end) else {
            return false;
        };
        let deed = scene.text.chars[at..q.start].iter().find(|ch| han(**ch));
        deed.is_some_and(|ch| language::zh::words::WORKED.contains(*ch))
            && scene.foreign(at, q.start) >= 2
            && scene.cues_in(at, q.start).all(|k| matches!(k.cue, Cue::Glue | Cue::Toward | Cue::Progress))
    }

    /// The work of the line whose name shares a word with what hours went into: 挑数据4h after 数据迁移.
    fn shares_words(&self, clause: usize) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let from = scene.clauses[scene.clauses.partition_point(|o| o.line < c.line)].start;
        let words = &scene.text.chars[c.start..c.end];
        let shares = |n: &&Named| {
            let name = &scene.text.chars[n.start..n.end];
            words.windows(2).any(|w| w.iter().all(|ch| han(*ch)) && name.windows(2).any(|v| v == w))
                || latin_words(name).any(|v| v.len() >= 5 && latin_words(words).any(|w| w == v))
        };
        scene.named_in(from, c.start).rev().find(|n| n.work.is_some() && shares(n)).and_then(|n| n.work.clone())
    }

    /// 改卷子改了三个钟头: a verb told twice has a thing of its own between; 盯现场盯了 is on the spot.
    fn verb_copied(&self, c: &Clause, q: &Quantity) -> bool {
        let scene = self.scene;
        let chars = &scene.text.chars;
        if q.start < c.start + 5 || chars[q.start - 1] != '了' {
            return false;
        }
        let verb = chars[q.start - 2];
        let first = (c.start..q.start - 3).find(|i| chars[*i] == verb);
        first.is_some_and(|at| {
            let thing: String = chars[at + 1..q.start - 2].iter().collect();
            thing.chars().count() >= 2 && !["现场", "工地", "车间"].contains(&thing.as_str())
        })
    }

    /// Whether hours have a line to themselves, with nothing but a word of effort: 来回8h.
    fn own_line(&self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let beside = |at: Option<usize>| at.and_then(|i| scene.clauses.get(i)).is_some_and(|n| n.line == c.line);
        c.section.topic != Topic::Effort
            && c.line > 0
            && scene.foreign(c.start, c.end) == 0
            && c.end - c.start <= 8
            && !beside(clause.checked_sub(1))
            && !beside(Some(clause + 1))
    }

    /// 和法务对了2小时清单: a verb told as past with hours behind it.
    fn deed_before(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let at = if q.start > c.start && chars[q.start - 1] == ' ' { q.start - 1 } else { q.start };
        at >= c.start + 2
            && chars[at - 1] == '了'
            && han(chars[at - 2])
            && !language::zh::words::PASSES.contains(chars[at - 2])
            && !scene.someone_else(c, q.start)
    }

    /// 拆了两天了 goes on: how long it has taken so far is no day's work.
    fn goes_on(&self, q: &Quantity) -> bool {
        let chars = &self.scene.text.chars;
        in_days(q) && chars.get(q.end) == Some(&'了') && q.start > 0 && chars[q.start - 1] == '了'
    }

    /// 那个阿姨骂了四十分钟: the time of people outside.
    fn outsiders_time(&self, c: &Clause, q: &Quantity) -> bool {
        let scene = self.scene;
        if !scene.text.chars[c.start..q.start].ends_with(&['了']) {
            return false;
        }
        let words: String = scene.text.chars[c.start..q.start].iter().collect();
        let begins = |w: &&str| words.find(w).map(|at| c.start + words[..at].chars().count());
        let named = |at: usize| scene.named_in(c.start, q.start).any(|n| (n.start..n.end).contains(&at));
        let Some(first) = language::zh::words::OUTSIDERS.iter().filter_map(begins).filter(|at| !named(*at)).min()
        else {
            return false;
        };
        // 合同跟律师改了3小时 is time of the writer's, too.
        !scene.cues_in(c.start, q.start).any(|k| {
            let word = &scene.text.chars[k.start..k.end];
            let beside = k.cue == Cue::Toward && matches!(word, ['跟' | '和' | '与' | '同' | '陪']);
            (k.cue == Cue::Self_ || beside && k.start > c.start) && k.end <= first
        })
    }

    /// 6h and nothing else on a line.
    fn alone_on_its_line(&self, clause: usize, q: &Quantity) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let beside = |at: Option<usize>| at.and_then(|i| scene.clauses.get(i)).is_some_and(|n| n.line == c.line);
        (c.start, c.end) == (q.start, q.end)
            && c.line > 0
            && !beside(clause.checked_sub(1))
            && !beside(Some(clause + 1))
    }

    /// Team meeting 1.5 hrs.
    fn english_activity(&self, clause: usize, q: &Quantity) -> bool {
        let words: String = self.scene.text.chars[self.scene.clauses[clause].start..q.start].iter().collect();
        let last = words.trim_end().rsplit(' ').next().unwrap_or_default();
        last.len() > 4 && last.ends_with("ing") || language::en::words::ACTIVITIES.contains(&last)
    }

    /// Took brokers around, 3 hours: hours alone behind a clause that tells what was done.
    fn activity_before(&self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let Some(before) = clause.checked_sub(1).filter(|b| scene.together(*b, clause)) else { return false };
        let b = &scene.clauses[before];
        scene.foreign(c.start, c.end) == 0
            && scene.foreign(b.start, b.end) >= 2
            && scene.quantities_in(b.start, b.end).next().is_none()
            && !self.recent(clause).iter().any(|d| d.clause == before)
            && !scene.future(before)
            && !scene.unvouched(before)
            && !scene.cues_in(b.start, b.end).any(|k| {
                matches!(
                    k.cue,
                    Cue::Not | Cue::Cannot | Cue::Wait | Cue::Trouble | Cue::Blocked | Cue::NotEffort | Cue::Will
                )
            })
    }

    fn voice_after_done(&self, clause: usize) -> bool {
        self.work.as_ref().is_some_and(|(_, at)| self.scene.together(*at, clause))
    }
}
