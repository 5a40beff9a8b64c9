//! Whether a clause tells an obstacle, and how plainly.

use crate::understanding::{
    clause::Clause,
    cue::{Cue, CueAt},
    language,
    quantity::QuantityKind,
    section::Topic,
    time::Looking,
};

use super::work::Walk;

/// How many characters may stand between a count and what is said of it: 2个用例没过.
const MOST_COUNTED: usize = 4;

/// How plainly a clause tells an obstacle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// It tells none.
    None,
    /// Something is wrong: 没到货, 不稳定.
    Trouble,
    /// It holds something up: 卡在, 等, 有风险.
    Plain,
}

impl Walk<'_, '_> {
    /// How plainly a clause tells an obstacle.
    pub(crate) fn strength(&self, clause: usize) -> Strength {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let cues = || scene.cues_in(c.start, c.end);
        let section = matches!(c.section.topic, Topic::Risk | Topic::Help);
        let words: usize = scene.foreign(c.start, c.end);
        if cues().any(|k| k.cue == Cue::Nothing && k.start - c.start <= 1) && words <= 3 {
            return Strength::None;
        }
        let held = cues().any(|k| k.cue == Cue::Blocked);
        if scene.private(c) && !held || c.section.topic == Topic::Plan {
            return Strength::None;
        }
        let waits = cues().any(|k| k.cue == Cue::Wait && self.waits(c, k.start, k.end)) || self.awaits_someone(c);
        let resolved = cues().any(|k| k.cue == Cue::Resolved && !scene.denied(clause, k.start, k.start)) && !waits;
        if resolved || scene.hearsay(clause) {
            return Strength::None;
        }
        let chars = &scene.text.chars;
        let plain = cues().any(|k| {
            // 没点表没法往下配: what denies by itself is not denied.
            let denies = matches!(chars[k.start], '没' | '无' | '不');
            k.cue == Cue::Blocked
                && (denies || !scene.denied(clause, k.start, k.start))
                && !self.counted(c, k)
                && !self.announces(clause, k)
        });
        if waits || plain || section {
            return Strength::Plain;
        }
        if self.past_trouble(clause) {
            return Strength::None;
        }
        let aside = |at: usize| {
            let chars = &scene.text.chars;
            (c.start..at).rev().find_map(|i| matches!(chars[i], '(' | ')').then_some(chars[i] == '(')).unwrap_or(false)
        };
        // 给全我才能往下走 waits all the same.
        let only_then = cues().any(|k| {
            k.cue == Cue::Trouble && chars[k.start] == '才' && k.start > c.start && chars[k.start - 1] == '我'
        });
        // 成本价还没给我 leaves the writer waiting.
        let mine = cues().any(|k| {
            let will = k.cue == Cue::Will && k.start == c.start && chars[k.start] == 'i';
            will || k.cue == Cue::Self_ && !scene.done_to(c, k)
        });
        if mine && !only_then {
            return Strength::None;
        }
        // 缺的六份追回四份 tells what came of the trouble.
        // 返工完成 is over.
        let over = cues().any(|k| {
            k.cue == Cue::Done
                && cues().any(|t| t.cue == Cue::Trouble && t.end <= k.start && scene.foreign(t.end, k.start) <= 1)
                && !scene.denied(clause, k.start, k.end)
        });
        let redone = |at: usize| {
            let rest: String = chars[at..c.end].iter().collect();
            ["改了", "补了", "修了", "重做了", "换了"].iter().any(|w| rest.contains(w))
        };
        let over = over || cues().any(|k| k.cue == Cue::Trouble && redone(k.end));
        if over || self.replaced_next(clause) {
            return Strength::None;
        }
        let attribute = |end: usize| chars.get(end) == Some(&'的') && end + 1 < c.end;
        if self.explains(clause)
            || cues().any(|k| {
                k.cue == Cue::Trouble
                    && !aside(k.start)
                    && !attribute(k.end)
                    && !self.wants_some(c, k)
                    && !self.left_to_pass(c, k)
            })
        {
            Strength::Trouble
        } else {
            Strength::None
        }
    }

    /// 担心的是物料,厂家排产紧: what the next words tell of is only named here.
    fn announces(&self, clause: usize, cue: &CueAt) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let worry: String = scene.text.chars[cue.start..cue.end].iter().collect();
        let follows = scene.clauses.get(clause + 1).is_some() && scene.together(clause, clause + 1);
        follows
            && language::zh::words::WORRIES.iter().any(|w| worry.starts_with(w))
            && scene.text.chars[cue.end..c.end].starts_with(&['的', '是'])
            && scene.foreign(cue.end, c.end) == 0
    }

    /// 疏水阀坏了 换了一个: what broke has been replaced in the same breath.
    fn replaced_next(&self, clause: usize) -> bool {
        let scene = self.scene;
        scene.clauses.get(clause + 1).filter(|_| scene.together(clause, clause + 1)).is_some_and(|n| {
            let words: String = scene.text.chars[n.start..n.end].iter().take(4).collect();
            language::zh::words::REPLACED.iter().any(|w| words.starts_with(w))
        })
    }

    /// Whether a word for risks counts those found or mended: 发现隐患九条.
    fn counted(&self, c: &Clause, cue: &CueAt) -> bool {
        let scene = self.scene;
        let word: String = scene.text.chars[cue.start..cue.end].iter().collect();
        ["隐患", "风险", "难点", "困难", "风险点"].contains(&word.as_str())
            && scene
                .quantities_in(cue.end, c.end)
                .next()
                .is_some_and(|q| q.start - cue.end <= 1 && matches!(q.kind, QuantityKind::Count(_)))
    }

    /// 德文待小马校对 waits for a colleague; 卡一周了 has been stuck so long.
    fn awaits_someone(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let chars = &scene.text.chars;
        let lone = |at: usize, word: char| at > c.start && chars[at - 1] == word;
        let person = scene.named_in(c.start, c.end).any(|n| {
            let at = if n.start > c.start && chars[n.start - 1] == ' ' { n.start - 1 } else { n.start };
            n.who.as_ref().is_some_and(|w| w != scene.author) && n.work.is_none() && lone(at, '待')
        });
        person
            || scene.quantities_in(c.start, c.end).any(|q| {
                matches!(q.kind, QuantityKind::Duration { .. })
                    && (lone(q.start, '卡')
                        || q.start > c.start + 1 && chars[q.start - 1] == '了' && chars[q.start - 2] == '卡')
            })
    }

    /// 剩2个用例没过 tells how many are left, too.
    fn left_to_pass(&self, c: &Clause, cue: &CueAt) -> bool {
        let chars = &self.scene.text.chars;
        let word: String = chars[cue.start..cue.end].iter().collect();
        let counted = self.scene.quantities_in(c.start, cue.start).last().filter(|q| cue.start - q.end <= MOST_COUNTED);
        ["没过", "没通过", "未通过"].contains(&word.as_str())
            && counted.is_some_and(|q| {
                matches!(q.kind, QuantityKind::Count(_)) && q.start > c.start && chars[q.start - 1] == '剩'
            })
    }

    /// 还缺9张 tells how many are left.
    fn wants_some(&self, c: &Clause, cue: &CueAt) -> bool {
        let scene = self.scene;
        let still = cue.start > c.start && scene.text.chars[cue.start - 1] == '还';
        scene.text.chars[cue.end - 1] == '缺'
            && scene.quantities_in(cue.end, c.end).next().is_some_and(|q| {
                // 报告缺3篇文献全文 says of what, and is lacking.
                (still || scene.foreign(q.end, c.end) < 2)
                    && q.start - cue.end <= 1
                    && matches!(&q.kind, QuantityKind::Count(unit) if !matches!(unit.as_str(), "人" | "名"))
            })
    }

    /// Whether a clause tells why a date moved or something cannot be: a denial of its own, or 因为, next to such a clause.
    fn explains(&self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let because = scene.has(c.start, c.end, Cue::Because);
        let denies = scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Not | Cue::Cannot));
        let finished =
            scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Done | Cue::Deliver | Cue::Started | Cue::Move));
        if scene.has(c.start, c.end, Cue::Self_)
            || finished
            || scene.foreign(c.start, c.end) < 2
            || scene.times_in(c.start, c.end, Looking::Ahead).next().is_some()
        {
            return false;
        }
        let hints = scene.works_in_full(c).is_empty() && !self.recent(clause).iter().any(|d| d.clause == clause) && {
            let words: String = scene.text.chars[c.start..c.end].iter().collect();
            language::zh::words::CAUSES.iter().any(|w| words.contains(w))
        };
        if !(because || denies || hints)
            || scene.quantities_in(c.start, c.end).any(|q| !hints || matches!(q.kind, QuantityKind::Percent))
        {
            return false;
        }
        let near = [clause.checked_sub(1), Some(clause + 1)];
        near.into_iter().flatten().filter(|i| *i < scene.clauses.len() && scene.together(*i, clause)).any(|i| {
            let n = &scene.clauses[i];
            let dated = |i: usize| {
                scene.clauses.get(i).is_some_and(|n| scene.ahead_in(n.start, n.end, true).is_some())
                    && scene.together(i, clause)
            };
            let moved = scene.cues_in(n.start, n.end).any(|k| {
                k.cue == Cue::Move
                    && (dated(i) || k.end - k.start > 1 && dated(if i < clause { clause + 1 } else { i + 1 }))
            });
            let cannot = scene.has(n.start, n.end, Cue::Cannot) && !scene.works_in_full(n).is_empty();
            let paused = scene.has(n.start, n.end, Cue::Paused) && !scene.works_in_full(n).is_empty();
            moved || cannot || paused || because && scene.has(n.start, n.end, Cue::Blocked)
        })
    }

    /// Trouble of another day is over.
    fn past_trouble(&self, clause: usize) -> bool {
        let c = &self.scene.clauses[clause];
        self.scene.times_in(c.start, c.end, Looking::Back).any(|t| t.range.last < self.scene.today)
            && !self.scene.has(c.start, c.end, Cue::Wait)
            && !self.scene.times_in(c.start, c.end, Looking::Ahead).any(|t| t.range.last > self.scene.today)
            && !self.scene.text.chars[c.start..c.end].contains(&'还')
    }

    /// 等 waits when something follows that may come; 等等 and a list's 等 do not.
    pub(crate) fn waits(&self, c: &Clause, start: usize, end: usize) -> bool {
        let chars = &self.scene.text.chars;
        if end >= c.end {
            return end - start > 1;
        }
        let after = chars[end];
        let before = if start > c.start { chars[start - 1] } else { ' ' };
        if chars[start].is_ascii() {
            let word: String = chars[start..end].iter().collect();
            return match word.as_str() {
                "need" | "needs" => {
                    let from: String = chars[end..c.end].iter().collect();
                    from.contains(" from ")
                        || self.scene.named_in(end, c.end).any(|n| n.who.is_some() && n.start - end <= 2)
                }
                "until" => self.scene.cues_in(c.start, start).any(|k| k.cue == Cue::Not || k.cue == Cue::Blocked),
                _ => true,
            };
        }
        !"级于等同待会一".contains(after) && !"平同相高中上下优".contains(before) && !after.is_ascii_punctuation()
    }
}
