//! Days that are told of something else than a deed of the writer's to come: what is awaited, owned, refused, left to others.

use crate::understanding::{
    clause::Clause,
    cue::{Cue, CueAt},
    language,
    time::Looking,
};

use super::work::Walk;

impl Walk<'_, '_> {
    /// Whether a day is told of something awaited or owned, not of a deed: 周四才回来, 最早周四, 下周排程.
    pub(super) fn awaited(&self, c: &Clause) -> bool {
        let scene = self.scene;
        let chars = &scene.text.chars;
        scene.times_in(c.start, c.end, Looking::Ahead).any(|t| {
            let starts = |at: usize, words: &[&str]| {
                words.iter().any(|w| chars[at..c.end].iter().copied().take(w.chars().count()).eq(w.chars()))
            };
            let only = chars.get(t.end) == Some(&'才') && t.end < c.end;
            let best = |gap: usize| t.start >= c.start + gap && starts(t.start - gap, language::zh::words::AT_BEST);
            let bound =
                (best(2) || best(3) || best(4)) && scene.works(c).is_empty() && scene.foreign(c.start, c.end) <= 4;
            let needs = t.start >= c.start + 2
                && !t.deadline
                && starts(t.start - 2, &["还要", "还得", "还需", "需要", "再要", "至少", "起码"]);
            let of_a_day = !t.deadline && t.end < c.end && starts(t.end, language::zh::words::OF_A_DAY);
            // 累计8/10 counts.
            let counted = t.start >= c.start + 2 && starts(t.start - 2, &["累计", "共计", "做到", "做了", "合计"]);
            // 纸说礼拜六到 is what somebody says.
            let said = scene
                .cues_in(c.start, t.start)
                .any(|k| k.cue == Cue::Says && t.start - k.end <= 1 && k.start > c.start);
            let lasts = t.start >= c.start + 3 && starts(t.start - 3, &["持续到", "维持到", "延续到"]);
            let those = chars.get(t.end) == Some(&'那') && t.end < c.end;
            // 电热水器明天到 is to arrive.
            let arrives = chars.get(t.end) == Some(&'到')
                && t.end + 1 == c.end
                && t.start > c.start
                && scene.works(c).iter().all(|n| n.end != t.start);
            // 征期16号截止, 截关 11/23: when something ends by itself.
            let led: String = chars[c.start..t.start].iter().collect();
            let rest: String = chars[t.end..c.end].iter().collect();
            let ends = scene.works_in_full(c).is_empty()
                && (language::zh::words::ENDS.contains(&rest.trim()) && t.start > c.start
                    || language::zh::words::ENDS
                        .iter()
                        .any(|w| chars[t.start..t.end].iter().collect::<String>().ends_with(w))
                    || rest.is_empty() && language::zh::words::ENDS.iter().any(|w| led.trim().ends_with(w)));
            // 周三是84% tells a figure.
            let figure = matches!(chars.get(t.end), Some('是' | '为'))
                && scene.quantities_in(t.end, c.end).any(|q| q.start == t.end + 1);
            ends || figure || arrives || only || said || lasts || those || bound || needs || counted || of_a_day
        })
    }

    /// Whether a word for trouble denies what is done: 做不了, 装不成.
    pub(super) fn refuses(&self, cue: &CueAt) -> bool {
        matches!(cue.cue, Cue::Blocked | Cue::Trouble)
            && self.scene.text.chars[cue.start..cue.end]
                .windows(2)
                .any(|w| w[0] == '不' && matches!(w[1], '了' | '成' | '动' | '上'))
    }

    /// Whether a clause says that a day still holds: PPAP目标11.27不变.
    pub(super) fn stands(&self, c: &Clause) -> bool {
        let scene = self.scene;
        scene.cues_in(c.start, c.end).any(|k| {
            let word: String = scene.text.chars[k.start..k.end].iter().collect();
            ["不变", "不动", "照旧", "不改", "仍定", "照常", "still planned", "on track"].contains(&word.as_str())
        })
    }

    /// Whether a colleague was told to do something by a day named after them: 换模我让小军下周一启动.
    pub(super) fn delegated(&self, c: &Clause, day: usize) -> bool {
        let scene = self.scene;
        scene.cues_in(c.start, day).any(|k| {
            k.cue == Cue::Toward
                && k.end - k.start == 1
                && matches!(scene.text.chars[k.start], '让' | '叫' | '催')
                && (scene.named_in(k.end, day).any(|n| n.who.is_some() && n.work.is_none() && n.start == k.end)
                    || day > k.end && day - k.end <= 4 && scene.foreign(k.end, day) >= 2)
        })
    }

    /// Whether a clause urges others: 各店周末前自查完, 年底大家顶一顶.
    pub(super) fn for_everybody(&self, c: &Clause) -> bool {
        let words: String = self.scene.text.chars[c.start..c.end].iter().collect();
        language::zh::words::EVERYBODY.iter().any(|w| words.contains(w))
    }

    /// Whether the next words say that it is done already: 6日定标,已完成.
    pub(super) fn told_done(&self, clause: usize) -> bool {
        let scene = self.scene;
        scene.clauses.get(clause + 1).filter(|_| scene.together(clause, clause + 1)).is_some_and(|n| {
            scene.has(n.start, n.end, Cue::Done)
                && scene.text.chars[n.start] == '已'
                && scene.foreign(n.start, n.end) <= 1
        })
    }

    /// Whether a clause tells what people outside will do.
    pub(super) fn outsiders(&self, c: &Clause) -> bool {
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
}
