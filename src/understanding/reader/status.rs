//! States that changed.

use crate::{
    domain::{Doubt, Fact, Key, WorkStatus},
    understanding::{
        cue::{Cue, CueAt},
        language,
        lexicon::Named,
        quantity::QuantityKind,
        section::Topic,
        time::Looking,
    },
};

use super::work::Walk;

impl Walk<'_, '_> {
    /// States that a clause tells: 登录接口完成, Started the ETL pipeline.
    pub(crate) fn states(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        if scene.unvouched(clause) || c.section.topic == Topic::Plan {
            return;
        }
        self.pause(clause);
        let cues: Vec<CueAt> = scene.cues_in(c.start, c.end).copied().collect();
        for cue in cues {
            let state = match state_of(cue.cue) {
                Some(state) => state,
                None => continue,
            };
            if scene.denied(clause, cue.start, cue.end)
                || self.looks_ahead(clause, state)
                || scene.has(c.start, cue.start, Cue::Formerly) && self.was_due(c.start, cue.start)
            {
                continue;
            }
            let next = scene.text.chars.get(cue.end).copied().unwrap_or(' ');
            // 启动会 and kickoff 后 are no start, 写完一半 is no end.
            let part = scene.quantities_in(cue.end, c.end).next().is_some_and(|q| q.start <= cue.end + 1);
            if (state == WorkStatus::Started && matches!(next, '会' | '后' | '前')
                || after_word(&scene.text.chars, cue.end))
                || (state == WorkStatus::Done && part)
            {
                continue;
            }
            if state == WorkStatus::Paused && self.ends_a_name(&cue) {
                continue;
            }
            // 等拧紧站先弄完 waits for it.
            if scene.cues_in(c.start, cue.start).any(|k| k.cue == Cue::Wait && self.waits(c, k.start, k.end)) {
                continue;
            }
            if cue.cue == Cue::Deliver && !self.told_as_past(clause, &cue) {
                continue;
            }
            let mut subjects = self.subjects_of(clause, &cue, state);
            let bare = subjects.is_empty() && self.bare(clause) && !self.of_a_part(clause, &cue);
            if bare {
                subjects.extend(self.spoken_of(clause, c.start, c.end).map(|k| (k, None)));
            }
            if subjects.is_empty() {
                subjects.extend(self.verb_taken_up(clause, &cue).map(|k| (k, None)));
            }
            for (key, doubt) in subjects {
                let told = self.recent(clause).iter().any(|d| {
                    d.clause == clause
                        && d.subject.as_ref() == Some(&key)
                        && matches!(&d.fact, Fact::Status { state: s } if *s == state)
                });
                if !told {
                    self.claim(clause, Fact::Status { state }, Some(key), doubt);
                    self.with_subject(clause, bare);
                }
            }
        }
    }

    /// The work whose name has the verb of a clause that says hardly more: 评完了 after 街道初评, 就开始装了 after 新梯安装.
    fn verb_taken_up(&self, clause: usize, cue: &CueAt) -> Option<Key> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let verb = match cue.cue {
            Cue::Done if matches!(chars.get(cue.start + 1), Some('完' | '好' | '毕')) => chars[cue.start],
            Cue::Started => *chars[cue.end..c.end].iter().find(|c| **c != '了')?,
            _ => return None,
        };
        let little = scene.named_in(c.start, c.end).next().is_none()
            && scene.foreign(c.start, c.end) <= 2
            && scene.quantities_in(c.start, c.end).next().is_none();
        little.then(|| self.echoed(clause, verb)).flatten()
    }

    /// 冻结有风险 after 设计冻结: the end of a name told before stands for the name.
    fn ends_a_name(&self, cue: &CueAt) -> bool {
        let scene = self.scene;
        let word = &scene.text.chars[cue.start..cue.end];
        let before = &scene.named[..scene.named.partition_point(|n| n.start < cue.start)];
        before.iter().rev().take(12).any(|n| n.work.is_some() && scene.text.chars[n.start..n.end].ends_with(word))
    }

    /// 换梯的表决过了: what decides or examines has passed.
    pub(crate) fn passes(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let found = scene.works_in_full(c).into_iter().find(|n| {
            language::zh::words::DECIDES.contains(chars[n.end - 1])
                && chars[n.end..c.end].starts_with(&['过', '了'])
                && scene.foreign(n.end + 2, c.end) == 0
        });
        if let Some(n) = found.filter(|n| !scene.unvouched(clause) && !scene.denied(clause, n.end, n.end)) {
            self.claim(clause, Fact::Status { state: WorkStatus::Done }, n.work.clone(), scene.doubt_of(n));
        }
    }

    /// Takes the clause before along, where that named what this one tells of: 方案评审通过,完成.
    fn with_subject(&mut self, clause: usize, bare: bool) {
        let named = self.work.as_ref().is_some_and(|(_, at)| at + 1 == clause && self.scene.together(*at, clause));
        if bare
            && named
            && let Some(draft) = self.drafts.last_mut()
        {
            draft.start = self.scene.clauses[clause - 1].start;
        }
    }

    /// 今儿本该全装完的: what was to be is not.
    fn was_due(&self, start: usize, end: usize) -> bool {
        let words: String = self.scene.text.chars[start..end].iter().collect();
        ["本该", "本来", "按说", "原本"].iter().any(|w| words.contains(w))
    }

    /// 停两周: a pause of so long.
    fn pause(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let paused = scene.cues_in(c.start, c.end).any(|k| {
            k.end - k.start == 1
                && scene.text.chars[k.start] == '停'
                && scene
                    .quantities_in(k.end, c.end)
                    .any(|q| q.start <= k.end + 1 && matches!(q.kind, QuantityKind::Duration { .. }))
        });
        if let Some(n) = scene.works(c).first().filter(|_| paused) {
            self.claim(clause, Fact::Status { state: WorkStatus::Paused }, n.work.clone(), scene.doubt_of(n));
        }
    }

    /// Whether a clause tells a state that is still to come.
    pub(crate) fn looks_ahead(&self, clause: usize, state: WorkStatus) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        match state {
            WorkStatus::Done | WorkStatus::Started => {
                let will = scene.cues_in(c.start, c.end).any(|k| {
                    k.cue == Cue::Will && {
                        let word: String = scene.text.chars[k.start..k.end].iter().collect();
                        language::zh::words::AIMS.contains(&word.as_str())
                            || language::en::words::AIMS.contains(&word.as_str())
                            || ["要", "会", "得", "肯定", "to be", "due"].contains(&word.as_str())
                                && !scene.past(clause)
                    }
                });
                will || scene.future(clause)
            }
            WorkStatus::Paused | WorkStatus::Cancelled => false,
        }
    }

    /// 上线 alone is a piece of work; 昨天上线 and 上线了 tell that it is done.
    pub(crate) fn told_as_past(&self, clause: usize, cue: &CueAt) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let chars = &scene.text.chars;
        let le = chars.get(cue.end - 1) == Some(&'了')
            || chars.get(cue.end) == Some(&'了')
            || chars[cue.start].is_ascii_alphabetic();
        let yi = cue.start > 0 && matches!(chars[cue.start - 1], '已' | '式')
            || cue.start > 1 && chars[cue.start - 2] == '已';
        let day = scene.times_in(c.start, cue.start, Looking::Back).any(|t| t.range.last <= scene.today);
        (le || yi || day && cue.end >= c.end) && scene.foreign(cue.end, c.end) <= 2
    }

    /// Whether a clause says nothing but that something is done.
    fn bare(&self, clause: usize) -> bool {
        let c = &self.scene.clauses[clause];
        let named = self.scene.named_in(c.start, c.end).any(|n| n.kpi.is_some() || n.work.is_some());
        let pronoun = self.scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Pronoun && k.start == c.start);
        let leans = self.work.as_ref().is_some_and(|(_, at)| {
            clause - at <= 1
                || self.denied_between(*at, clause)
                || pronoun && clause - at <= 3 && self.scene.together(*at, clause)
        });
        leans
            && !named
            && !self.scene.has(c.start, c.end, Cue::Cost)
            && self.scene.quantities_in(c.start, c.end).next().is_none()
            && self.scene.foreign(c.start, c.end) <= 1
    }

    /// 官网商量过了,今年不做,取消: nothing but a denial stands between the work and its state.
    fn denied_between(&self, at: usize, clause: usize) -> bool {
        let scene = self.scene;
        let b = &scene.clauses[at + 1];
        clause - at == 2
            && scene.together(at, clause)
            && scene.has(b.start, b.end, Cue::Not)
            && scene.foreign(b.start, b.end) <= 2
            && scene.named_in(b.start, b.end).next().is_none()
    }

    /// Whether an ordinal makes a name one of several of its kind: 第一套夹具做完.
    fn one_of_several(&self, n: &Named) -> bool {
        let chars = &self.scene.text.chars;
        let before = &chars[n.start.saturating_sub(4)..n.start];
        let measured = before.last().is_some_and(|c| language::zh::words::PIECES.contains(*c));
        measured && before.contains(&'第')
    }

    /// Whether a bare verb of completion tells of things counted just before: 货架到了两车,卸完了.
    fn of_a_part(&self, clause: usize, cue: &CueAt) -> bool {
        let scene = self.scene;
        let word: String = scene.text.chars[cue.start..cue.end].iter().collect();
        let general = language::zh::words::DONE_OF_ALL.iter().any(|w| word.starts_with(w)) || word.is_ascii();
        let counted = clause.checked_sub(1).is_some_and(|b| {
            let b = &scene.clauses[b];
            scene.quantities_in(b.start, b.end).any(|q| matches!(q.kind, QuantityKind::Count(_)))
        });
        counted && !general
    }

    /// Whether all of the things counted between a name and its state are told of: 程序文件31份全部改完.
    fn all_counted(&self, start: usize, cue: &CueAt) -> bool {
        let scene = self.scene;
        let mut counts = scene.quantities_in(start, cue.start);
        let Some(q) = counts.next().filter(|q| matches!(q.kind, QuantityKind::Count(_))) else { return false };
        let between: String = scene.text.chars[q.end..cue.end].iter().collect();
        counts.next().is_none()
            && scene.foreign(start, q.start) == 0
            && scene.foreign(q.end, cue.start) <= 2
            && (language::zh::words::ALL_OF.iter().any(|w| between.starts_with(w)) || between.ends_with('毕'))
    }

    /// The whole things whose state a cue tells; a part of one (静态页搞完) is none.
    pub(crate) fn subjects_of(&self, clause: usize, cue: &CueAt, state: WorkStatus) -> Vec<(Key, Option<Doubt>)> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let works = scene.works(c);
        let chars = &scene.text.chars;
        let whole = |start: usize, end: usize, slack: usize| {
            scene.quantities_in(start, end).next().is_none() && scene.foreign(start, end) <= slack
        };
        let take = |n: &Named| n.work.clone().map(|k| (k, scene.doubt_of(n)));
        let chinese = !chars[cue.start].is_ascii();
        let before: Vec<&&Named> = works.iter().filter(|n| n.end <= cue.start).collect();
        if let Some(last) = before.last() {
            if self.one_of_several(last) {
                return Vec::new();
            }
            let started = matches!(state, WorkStatus::Started | WorkStatus::Paused | WorkStatus::Cancelled);
            let slack = if started { 4 } else { 1 };
            // 会员首页对接登录接口: what the first does with the second is no state of the second.
            let object = state == WorkStatus::Done && chinese && scene.foreign(cue.end, c.end) > 2;
            if !object && (whole(last.end, cue.start, slack) || self.all_counted(last.end, cue)) {
                let mut found: Vec<(Key, Option<Doubt>)> = take(last).into_iter().collect();
                for pair in before.windows(2).rev() {
                    let joined: String = chars[pair[0].end..pair[1].start].iter().collect();
                    if !["和", "、", "与", "及", "跟", "以及", "还有", "/", " and ", " & ", ", "]
                        .contains(&joined.as_str())
                    {
                        break;
                    }
                    found.extend(take(pair[0]));
                }
                return found;
            }
            return Vec::new();
        }
        let after = works.iter().find(|n| n.start >= cue.end);
        if let Some(n) = after {
            let gap = scene.foreign(cue.end, n.start);
            let tail = scene.foreign(n.end, c.end);
            let colon = chars[cue.end..n.start].contains(&':');
            let fits = match state {
                WorkStatus::Started => gap <= 1,
                WorkStatus::Done | WorkStatus::Paused | WorkStatus::Cancelled => {
                    gap <= 1 && tail <= if chinese { 1 } else { 3 }
                }
            };
            if fits && !colon && whole(cue.end, n.start, 1) {
                return take(n).into_iter().collect();
            }
        }
        Vec::new()
    }
}

/// Whether 后 follows, with a space or without.
fn after_word(chars: &[char], at: usize) -> bool {
    chars.get(at) == Some(&' ') && chars.get(at + 1) == Some(&'后')
}

/// The state that a cue tells.
pub(crate) fn state_of(cue: Cue) -> Option<WorkStatus> {
    match cue {
        Cue::Done | Cue::Deliver => Some(WorkStatus::Done),
        Cue::Started => Some(WorkStatus::Started),
        Cue::Paused => Some(WorkStatus::Paused),
        Cue::Cancelled => Some(WorkStatus::Cancelled),
        Cue::Not
        | Cue::Cannot
        | Cue::Hearsay
        | Cue::Says
        | Cue::Question
        | Cue::Wish
        | Cue::Will
        | Cue::Move
        | Cue::Target
        | Cue::Formerly
        | Cue::Cost
        | Cue::NotCost
        | Cue::Effort
        | Cue::NotEffort
        | Cue::Total
        | Cue::Gain
        | Cue::Than
        | Cue::Change
        | Cue::From
        | Cue::To
        | Cue::Share
        | Cue::Progress
        | Cue::Wait
        | Cue::Blocked
        | Cue::Trouble
        | Cue::Because
        | Cue::Resolved
        | Cue::Private
        | Cue::Charge
        | Cue::Repair
        | Cue::YearOnYear
        | Cue::Nothing
        | Cue::Self_
        | Cue::Pronoun
        | Cue::Toward
        | Cue::Then
        | Cue::Glue => None,
    }
}
