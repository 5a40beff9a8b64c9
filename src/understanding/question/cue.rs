//! The words that show what a question is after; the words themselves stand in `understanding::language`.

use crate::understanding::language::{en, zh};

/// What words in a question point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// 工资, salary.
    Salary,
    /// 绩效得分, appraisal score.
    Score,
    /// 互评, peer review.
    PeerReview,
    /// 天气, 股票, weather.
    Outside,
    /// 学习建议.
    Learn,
    /// 没交.
    NotReported,
    /// 交了日报.
    Reported,
    /// 日报.
    Report,
    /// 看看, 列出, show.
    Show,
    /// 在等.
    Waiting,
    /// 卡住, 卡点.
    Blocked,
    /// 为什么.
    Why,
    /// 排一下.
    Rank,
    /// 从低到高.
    Ascending,
    /// 风险, 延期.
    Risk,
    /// 最可能.
    Most,
    /// 花了多少钱, 预算.
    Money,
    /// 工时.
    Hours,
    /// 降了, 变化, 趋势.
    Change,
    /// 最新, 最近一次.
    Latest,
    /// 离目标差多少.
    Gap,
    /// 目标, KPI, 指标 in general.
    Goal,
    /// 没达标.
    Missed,
    /// 达标了吗.
    Reached,
    /// 什么时候, 几号.
    When,
    /// 改到.
    Moved,
    /// 到期, deadline.
    Deadline,
    /// 最好, 最高, best.
    Best,
    /// 最高, 最多, highest.
    Highest,
    /// 最差, worst.
    Worst,
    /// 得多, 高, 更好: with 谁 or 哪个, which of several has more.
    Compared,
    /// 手下, 下属.
    Team,
    /// 里程碑, 节点 in general.
    Milestones,
    /// 项目 in general.
    Projects,
    /// 改过日期, postponed.
    Slipped,
    /// 能赶在, make it by: a day to come, whatever it is called.
    Ahead,
    /// 总结一下, recap.
    Summary,
    /// 过期了, overdue.
    Overdue,
    /// 谁负责, who owns.
    Owner,
    /// 谁能看到.
    Viewers,
    /// 接下来.
    Next,
    /// 任务, 手上的活.
    Task,
    /// 做了什么.
    Did,
    /// 进度, 怎么样.
    State,
    /// 多少, 几.
    Quantity,
    /// 几个人, 多少人.
    People,
    /// 哪些, 哪个, 谁.
    Which,
    /// 我, my.
    Mine,
    /// 我们, our.
    Ours,
    /// 部门 in general.
    Department,
    /// 公司.
    Company,
    /// 呢, what about.
    Ellipsis,
    /// 收入, 成本, 率: words of business figures.
    Business,
    /// 到现在, so far.
    UntilNow,
}

/// A table of cues with their words.
pub type Table = &'static [(Cue, &'static [&'static str])];

/// The cues of a text, in which everything that is a name has been blanked.
pub fn cues(text: &str) -> Vec<Cue> {
    let tables: [Table; 2] = [zh::question::CUES, en::question::CUES];
    let mut found: Vec<Cue> = Vec::new();
    for (cue, words) in tables.iter().flat_map(|t| t.iter()) {
        if !found.contains(cue) && words.iter().any(|w| says(text, w)) {
            found.push(*cue);
        }
    }
    found
}

/// Whether a text has a word: Latin words whole, Chinese anywhere; `..` stands for up to eight characters.
pub fn says(text: &str, word: &str) -> bool {
    if let Some((before, after)) = word.split_once("..") {
        return text.match_indices(before).any(|(at, _)| {
            let rest: String = text[at + before.len()..].chars().take(8 + after.chars().count()).collect();
            rest.contains(after)
        });
    }
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(word).any(|(at, _)| {
        let starts = !latin(word.chars().next()) || !latin(text[..at].chars().next_back());
        let ends = !latin(word.chars().next_back()) || !latin(text[at + word.len()..].chars().next());
        starts && ends
    })
}
