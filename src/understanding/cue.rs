//! Cues: the closed-class words that say what a clause does with the things it names.
//!
//! The words themselves are in `language`; here they become one automaton, built once. Longest match wins, leftmost
//! first; a Latin word must stand on word boundaries.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use daachorse::CharwiseDoubleArrayAhoCorasick;

use super::{language, uniform::Squeezed};

/// What a word of the language does in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// 完成, 搞定, done.
    Done,
    /// 上线, 发布, 交付: done when told as past, else the work itself.
    Deliver,
    /// 开工, 启动, started.
    Started,
    /// 暂停, on hold.
    Paused,
    /// 取消, cancelled.
    Cancelled,
    /// 没, 未, not: denies what follows.
    Not,
    /// 不了, 不完: denies what stands before.
    Cannot,
    /// 听说, 据说: not vouched for.
    Hearsay,
    /// 说, said: hearsay after a person.
    Says,
    /// 吗, 没有?: a question.
    Question,
    /// 希望, 要是: wished.
    Wish,
    /// 计划, 预计, will: the future.
    Will,
    /// 改到, 推迟到, slip: moves a date.
    Move,
    /// 目标, 上限: a figure to reach.
    Target,
    /// 原定, 本来: what held before.
    Formerly,
    /// 花了, 支付, paid.
    Cost,
    /// 合同, 预算, 报价: money that is not spent.
    NotCost,
    /// 工时, 耗时, spent.
    Effort,
    /// 请假, 延期, 提前: time that is not worked.
    NotEffort,
    /// 累计, 总共, to date.
    Total,
    /// 新增, 又, 带来.
    Gain,
    /// 比, 较: what follows is compared with.
    Than,
    /// 降了, 涨了, 提高: the figure that follows is a change.
    Change,
    /// 从, from: what follows has passed.
    From,
    /// 到, 至, to: what follows holds now.
    To,
    /// 占, 放量, of the: a share of something else.
    Share,
    /// 进度, 做到, 整体: a percentage that follows is progress.
    Progress,
    /// 等, waiting for.
    Wait,
    /// 卡在, 受阻, blocked by.
    Blocked,
    /// 没给, 不稳定, 缺: trouble if it holds something up.
    Trouble,
    /// 因为, 由于, because: a cause follows.
    Because,
    /// 修好了, 解决了: trouble that is over.
    Resolved,
    /// 请假, 调休: private.
    Private,
    /// 记在, 算: the expense belongs to what follows.
    Charge,
    /// 不对, I mean: what went before is withdrawn.
    Repair,
    /// 同比, year on year.
    YearOnYear,
    /// 无, 暂无: nothing to tell.
    Nothing,
    /// 我, 我们, I.
    Self_,
    /// 它, 这块, it: the thing spoken of.
    Pronoun,
    /// 找, 和, 给, with: the person that follows is no subject.
    Toward,
    /// 然后, 另外: a new thought begins.
    Then,
    /// 已, 全部, 今天, is, all: carries nothing of its own.
    Glue,
}

/// A cue found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueAt {
    /// First character, in uniform text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it does.
    pub cue: Cue,
}

/// The words of all cues: each leads to the cues that it may be, one after another.
struct Cues {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    what: Vec<Cue>,
    of_word: Vec<Range<usize>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words: Vec<(String, Vec<Cue>)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut add = |word: String, cue: Cue| {
        let place = *at.entry(word.clone()).or_insert(words.len());
        if place == words.len() {
            words.push((word, Vec::new()));
        }
        words[place].1.push(cue);
    };
    for (cue, list) in language::zh::cues::CUES.iter().chain(language::en::cues::CUES) {
        for word in list.split_whitespace() {
            add(word.replace('_', " "), *cue);
            // 还没到 is as much trouble as 没到, and must win over the bare 还没.
            if *cue == Cue::Trouble && word.starts_with(language::zh::words::DENIALS) {
                for before in language::zh::words::STILL {
                    add(format!("{before}{word}"), *cue);
                }
            }
        }
    }
    let automaton = CharwiseDoubleArrayAhoCorasick::new(words.iter().map(|(word, _)| word))
        .expect("the word tables are small enough for an automaton");
    let mut what = Vec::new();
    let mut of_word = Vec::with_capacity(words.len());
    for (_, cues) in words {
        of_word.push(what.len()..what.len() + cues.len());
        what.extend(cues);
    }
    Cues { automaton, what, of_word }
});

/// Finds the cues of a text, none overlapping another. `taken` says which characters belong to names.
pub fn find(text: &Squeezed, chars: &[char], taken: &[bool]) -> Vec<CueAt> {
    let mut all: Vec<CueAt> = CUES
        .automaton
        .find_overlapping_iter(&text.spaced)
        .map(|m| {
            let (start, end) = (text.char_at(m.start()), text.char_at(m.end()));
            // 换完毕 is 换完 and its 毕.
            let end = if chars[end - 1] == '完' && chars.get(end) == Some(&'毕') { end + 1 } else { end };
            (start, end, m.value())
        })
        .filter(|(start, end, _)| text.on_boundary(*start, *end) && !taken[*start..*end].iter().any(|t| *t))
        .flat_map(|(start, end, word)| {
            CUES.what[CUES.of_word[word as usize].clone()].iter().map(move |cue| CueAt { start, end, cue: *cue })
        })
        .collect();
    all.extend(endings(chars, taken));
    all.sort_by_key(|c| (c.start, std::cmp::Reverse(c.end)));
    let mut kept: Vec<CueAt> = Vec::with_capacity(all.len());
    for cue in all {
        // 要延到 moves a date more than 要延 fears for one.
        if cue.cue == Cue::Move
            && cue.end - cue.start > 1
            && kept.last().is_some_and(|last| {
                matches!(last.cue, Cue::Blocked | Cue::Trouble) && last.end > cue.start && last.end < cue.end
            })
        {
            kept.pop();
        }
        if kept.last().is_none_or(|last| last.end <= cue.start || (last.start == cue.start && last.end == cue.end)) {
            kept.push(cue);
        }
    }
    kept
}

/// Verbs with an ending of their own: 铺完, 校完了, 备好了, 开编. No table can hold every verb.
fn endings(chars: &[char], taken: &[bool]) -> Vec<CueAt> {
    use language::zh::words::{DONE_ENDS, NOT_BEFORE_BROKEN, NOT_BEFORE_DONE, NOT_BEFORE_GOOD, STARTED_AFTER_OPEN};
    let mut found = Vec::new();
    for i in 1..chars.len() {
        if taken[i] {
            continue;
        }
        let (verb, c) = (chars[i - 1], chars[i]);
        let next = chars.get(i + 1).copied().unwrap_or('\n');
        let closed = !super::clause::han(next) || matches!(next, '了' | '啦' | '啊' | '吧' | '呀');
        let end = i + 1 + usize::from(next == '了');
        if taken[i - 1] {
            // 用纸采购完了: the name has the verb.
            if closed && DONE_ENDS.contains(c) && super::clause::han(verb) && !NOT_BEFORE_DONE.contains(verb) {
                found.push(CueAt { start: i, end, cue: Cue::Done });
            }
            continue;
        }
        // 尾期验货 完 at the end of a line.
        if verb == ' ' && matches!(c, '完' | '毕') && next == '\n' && i >= 2 && super::clause::han(chars[i - 2]) {
            found.push(CueAt { start: i, end: i + 1, cue: Cue::Done });
        }
        if !super::clause::han(verb) {
            continue;
        }
        // 空调坏 at the end of a clause.
        if c == '坏' && closed && next != '了' && !NOT_BEFORE_BROKEN.contains(verb) {
            found.push(CueAt { start: i, end: i + 1, cue: Cue::Trouble });
        }
        if closed && DONE_ENDS.contains(c) && !NOT_BEFORE_DONE.contains(verb)
            || c == '好' && next == '了' && !NOT_BEFORE_GOOD.contains(verb)
        {
            found.push(CueAt { start: i - 1, end, cue: Cue::Done });
        } else if verb == '开' && closed && STARTED_AFTER_OPEN.contains(c) {
            found.push(CueAt { start: i - 1, end, cue: Cue::Started });
        }
    }
    found
}
