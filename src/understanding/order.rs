//! A message that gives somebody work or sets a milestone: “让张伟周五前做完压测”, “建个里程碑:11月25日接口联调”.
//!
//! - `GIVE PERSON … DAY … TITLE`: 让/请/安排 or ask/have, with a word of finishing or a deadline, and no word of the past.
//! - `TITLE HAND-OVER PERSON`: 把压测交给张伟, “assign the load test to Zhang Wei”.
//! - `CREATE NOUN: TITLE, DAY, PERSON`: 新建任务, 加个里程碑, “add a task”.
//!
//! One line and nothing else in it. “让张伟帮忙看了下压测” tells what was done, and is none.

use chrono::NaiveDate;

use super::{
    language::{en, zh},
    lexicon::{Lexicon, Named},
    text::Text,
    time,
};
use crate::domain::{Key, org::Kind};

/// The words of one language around work that is given.
pub struct Words {
    /// Before the person, at the start of a message.
    pub giving: &'static [&'static str],
    /// Between the work and the person, each with what may stand before the work.
    pub handing: &'static [(&'static str, &'static str)],
    /// Makes something, before the noun.
    pub creating: &'static [&'static str],
    /// A task.
    pub task: &'static [&'static str],
    /// A milestone.
    pub milestone: &'static [&'static str],
    /// That something is to be finished, and nothing else: no part of what the work is called.
    pub done: &'static [&'static str],
    /// That something is to be finished, and how.
    pub finishing: &'static [&'static str],
    /// That something happened: the message tells of it.
    pub past: &'static [&'static str],
    /// Words that hold a word of the past and are none.
    pub not_past: &'static [&'static str],
    /// Says nothing of the work, at the start of what is left.
    pub leading: &'static [&'static str],
    /// Says nothing of the work, at its end.
    pub trailing: &'static [&'static str],
    /// The speaker.
    pub me: &'static [&'static str],
}

const LANGUAGES: [&Words; 2] = [&zh::order::WORDS, &en::order::WORDS];

/// The longest message that gives work.
const LONGEST: usize = 80;

/// The longest name of a piece of work.
const LONGEST_TITLE: usize = 40;

/// What is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A task.
    Task,
    /// A milestone.
    Milestone,
}

/// Work that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What it is.
    pub what: What,
    /// Who is to do it: those the words could mean, nobody where none is named.
    pub assignees: Vec<Key>,
    /// The project, if one is named: those the words could mean.
    pub projects: Vec<Key>,
    /// What it is called; empty where the words do not say.
    pub title: String,
    /// The day it is due.
    pub due: Option<NaiveDate>,
}

/// The work that a message gives, if that is all it does.
pub fn read(lexicon: &Lexicon, message: &str, speaker: &Key, today: NaiveDate) -> Option<Order> {
    let message = message.trim();
    if message.chars().count() > LONGEST || message.contains(['\n', '?', '?']) {
        return None;
    }
    LANGUAGES.iter().find_map(|words| Look::new(lexicon, message, speaker, today, words).order())
}

/// A message looked at in one language.
struct Look<'a> {
    words: &'a Words,
    lexicon: &'a Lexicon,
    message: &'a str,
    speaker: &'a Key,
    text: Text,
    said: String,
    named: Vec<Named>,
    days: Vec<time::TimeMention>,
    taken: Vec<bool>,
}

impl<'a> Look<'a> {
    fn new(lexicon: &'a Lexicon, message: &'a str, speaker: &'a Key, today: NaiveDate, words: &'a Words) -> Self {
        let text = Text::new(message);
        let mentions = lexicon.mentions(&text);
        let named = lexicon.resolve(&mentions, speaker);
        let days = time::scan(&text, today, lexicon.org().company.fiscal_year_start_month);
        let said = text.chars.iter().collect();
        let taken = vec![false; text.chars.len()];
        Look { words, lexicon, message, speaker, text, said, named, days, taken }
    }

    fn order(mut self) -> Option<Order> {
        if self.tells_of_the_past() {
            return None;
        }
        if let Some(what) = self.created() {
            return self.finish(what);
        }
        let given = self.given() || self.handed();
        given.then_some(()).and_then(|()| self.finish(What::Task))
    }

    fn tells_of_the_past(&self) -> bool {
        let mut said = self.said.clone();
        for phrase in self.words.not_past {
            said = said.replace(phrase, " ");
        }
        self.words.past.iter().any(|word| said.contains(word))
    }

    /// `GIVE PERSON …`, with a word of finishing or a deadline.
    fn given(&mut self) -> bool {
        let Some(opener) =
            self.words.giving.iter().filter(|word| self.said.starts_with(**word)).max_by_key(|w| w.len())
        else {
            return false;
        };
        let after = opener.chars().count();
        let is_person = |n: &Named| n.start >= after && self.blank(after, n.start) && self.is_person(n);
        if !self.named.iter().any(is_person) {
            return false;
        }
        let behind: String = self.text.chars[after..].iter().collect();
        let finishes = self.words.finishing.iter().chain(self.words.done).any(|word| says(&behind, word));
        if !finishes && !self.days.iter().any(|day| day.deadline) {
            return false;
        }
        self.take(0, after);
        true
    }

    /// `TITLE HAND-OVER PERSON`.
    fn handed(&mut self) -> bool {
        for (before, link) in self.words.handing {
            if !self.said.starts_with(before) {
                continue;
            }
            let Some(at) = self.said.find(link).map(|byte| self.said[..byte].chars().count()) else { continue };
            let end = at + link.chars().count();
            if self.named.iter().any(|n| n.start >= end && self.blank(end, n.start) && self.is_person(n)) {
                self.take(0, before.chars().count());
                self.take(at, end);
                return true;
            }
        }
        false
    }

    /// `CREATE NOUN`, with nothing before it but a name and words without meaning.
    fn created(&mut self) -> Option<What> {
        let nouns = [(What::Milestone, self.words.milestone), (What::Task, self.words.task)];
        let mut best: Option<(usize, usize, What)> = None;
        for (what, noun) in nouns.iter().flat_map(|(what, list)| list.iter().map(move |noun| (*what, *noun))) {
            for verb in self.words.creating {
                let whole = format!("{verb}{noun}");
                let Some(byte) = self.said.find(&whole) else { continue };
                let start = self.said[..byte].chars().count();
                let end = start + whole.chars().count();
                if best.is_none_or(|(_, longest, _)| end - start > longest) {
                    best = Some((start, end - start, what));
                }
            }
        }
        let (start, length, what) = best?;
        let mut left: String = (0..start)
            .filter(|i| !self.named.iter().any(|n| n.start <= *i && *i < n.end))
            .map(|i| self.text.chars[i])
            .collect();
        for word in self.words.me.iter().chain(self.words.leading).chain(self.words.done) {
            left = left.replace(word, "");
        }
        if left.chars().any(char::is_alphanumeric) {
            return None;
        }
        self.take(0, start + length);
        Some(what)
    }

    fn is_person(&self, named: &Named) -> bool {
        named.who.as_ref().is_some_and(|who| self.lexicon.org().kind(who) == Some(Kind::Person))
    }

    fn blank(&self, from: usize, to: usize) -> bool {
        self.text.chars[from..to].iter().all(|c| c.is_whitespace() || matches!(c, '@' | ',' | ':'))
    }

    fn take(&mut self, from: usize, to: usize) {
        self.taken[from..to].fill(true);
    }

    fn finish(mut self, what: What) -> Option<Order> {
        let due = self.days.first().map(|day| day.ahead.last);
        if let Some(day) = self.days.first().cloned() {
            self.take(day.start, day.end);
        }
        let assignees = self.assignees(what);
        let projects = self.projects();
        let title: String = self.title().chars().take(LONGEST_TITLE).collect();
        Some(Order { what, assignees, projects, title: title.trim().to_string(), due })
    }

    fn assignees(&mut self, what: What) -> Vec<Key> {
        if what == What::Milestone {
            return Vec::new();
        }
        let person = self.named.iter().find(|n| self.is_person(n)).cloned();
        match person {
            Some(named) => {
                self.take(named.start, named.end);
                if named.tied.is_empty() { named.who.into_iter().collect() } else { named.tied }
            }
            None => {
                let me = self.words.me.iter().find_map(|word| self.said.find(word).map(|byte| (byte, word)));
                if let Some((byte, word)) = me {
                    let start = self.said[..byte].chars().count();
                    self.take(start, start + word.chars().count());
                }
                vec![self.speaker.clone()]
            }
        }
    }

    /// The project; its name is no part of the title where it only says where the work belongs.
    fn projects(&mut self) -> Vec<Key> {
        let org = self.lexicon.org();
        let project = self.named.iter().find(|n| n.work.as_ref().is_some_and(|k| org.project(k).is_some())).cloned();
        let Some(named) = project else { return Vec::new() };
        let at = |i: usize| self.text.chars.get(i).copied().unwrap_or(',');
        let mut end = named.end;
        if at(end) == '项' && at(end + 1) == '目' {
            end += 2;
        }
        let stands_apart = matches!(at(end), '的' | '里' | '中' | ',' | '。' | ';' | ':' | ')' | '上' | '要')
            || self.taken.get(end).is_some_and(|taken| *taken);
        if stands_apart {
            let end = if at(end) == '的' { end + 1 } else { end };
            self.take(named.start, end.min(self.text.chars.len()));
        }
        if named.tied.is_empty() { named.work.into_iter().collect() } else { named.tied }
    }

    fn title(&self) -> String {
        let parts = |c: char| matches!(c, ',' | '。' | ';' | ':' | '、' | '(' | ')' | '"' | '!' | '~' | '.');
        let mut pieces: Vec<String> = Vec::new();
        let mut at = 0;
        while at < self.text.chars.len() {
            let free = |i: usize| !self.taken[i] && !parts(self.text.chars[i]);
            let end = (at..self.text.chars.len()).find(|i| !free(*i)).unwrap_or(self.text.chars.len());
            if end > at {
                let piece = self.text.words(self.message, at, end).unwrap_or_default();
                let piece = self.bare(piece);
                if piece.chars().any(char::is_alphanumeric) {
                    pieces.push(piece.to_string());
                }
            }
            at = end.max(at + 1);
        }
        let latin = pieces.iter().all(|p| p.is_ascii());
        pieces.join(if latin { " " } else { "," })
    }

    /// A piece without the words around it that say nothing of the work.
    fn bare<'t>(&self, piece: &'t str) -> &'t str {
        let mut piece = piece.trim();
        loop {
            let folded = piece.to_lowercase();
            let lead =
                self.words.leading.iter().chain(self.words.done).filter(|w| starts(&folded, w)).map(|w| w.len()).max();
            let trail =
                self.words.trailing.iter().chain(self.words.done).filter(|w| ends(&folded, w)).map(|w| w.len()).max();
            let shorter = match (lead, trail) {
                (Some(lead), _) => piece.get(lead..),
                (None, Some(trail)) => piece.get(..piece.len() - trail),
                (None, None) => return piece,
            };
            let Some(shorter) = shorter else { return piece };
            piece = shorter.trim();
        }
    }
}

fn latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

fn starts(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !latin(word.chars().next_back()) || !latin(rest.chars().next()))
}

fn ends(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !latin(word.chars().next()) || !latin(rest.chars().next_back()))
}

fn says(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = !latin(word.chars().next()) || !latin(text[..at].chars().next_back());
        before && (!latin(word.chars().next_back()) || !latin(text[at + word.len()..].chars().next()))
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::Org;

    fn lexicon() -> Lexicon {
        let org = Org::parse(include_str!("../../tests/corpus/qiming/org.json")).expect("it is right");
        Lexicon::new(Arc::new(org))
    }

    fn shown(order: &Order) -> String {
        let list = |keys: &[Key]| keys.iter().map(Key::as_str).collect::<Vec<_>>().join("|");
        let due = order.due.map(|d| d.format("%m-%d").to_string()).unwrap_or_default();
        format!("{:?} {} {} {} {}", order.what, list(&order.assignees), list(&order.projects), order.title, due)
    }

    #[test]
    fn work_is_given() {
        let lexicon = lexicon();
        // 2026-11-20 is a Friday.
        let today = "2026-11-20".parse().expect("a day");
        let mut wrong = Vec::new();
        for (text, expected) in [
            ("让张伟周五前做完压测", "Task p-zhangwei  压测 11-20"),
            ("让张伟下周五前把压测做完", "Task p-zhangwei  压测 11-27"),
            ("请张伟在11月27日之前完成会员中心的压测报告", "Task p-zhangwei prj-member 压测报告 11-27"),
            ("安排孙洋下周三前写完告警文档", "Task p-sunyang  告警文档 11-25"),
            ("让张工周五前做完压测", "Task p-zhangwei|p-zhangwen  压测 11-20"),
            ("把压测交给张伟,下周五前完成", "Task p-zhangwei  压测 11-27"),
            ("给张伟安排个任务:压测,11月27日前", "Task p-zhangwei  压测 11-27"),
            ("给我建个任务:整理压测数据,周五前", "Task p-lihao  整理压测数据 11-20"),
            ("新建任务:压测,张伟负责,11月27日,会员中心", "Task p-zhangwei prj-member 压测 11-27"),
            ("建个里程碑:11月25日接口联调演练", "Milestone   接口联调演练 11-25"),
            ("会员中心加个里程碑:压测通过,12月1日", "Milestone  prj-member 压测通过 12-01"),
            ("ask Zhang Wei to finish the load test by Friday", "Task p-zhangwei  load test 11-20"),
            ("have Daniel write the runbook by Nov 27", "Task p-daniel  write the runbook 11-27"),
            ("assign the load test to Zhang Wei by Friday", "Task p-zhangwei  load test 11-20"),
            (
                "add a milestone for Member Center: load test passed, Dec 1",
                "Milestone  prj-member load test passed 12-01",
            ),
            ("create a task for Zhang Wei: load test by Nov 27", "Task p-zhangwei  load test 11-27"),
        ] {
            let order = read(&lexicon, text, &"p-lihao".into(), today);
            let order = order.as_ref().map(shown).unwrap_or_default();
            if order != expected {
                wrong.push(format!("{text}: {order}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_only_tells_of_work_gives_none() {
        let lexicon = lexicon();
        let today = "2026-11-20".parse().expect("a day");
        for text in [
            "让张伟帮忙看了下压测",
            "让张伟做完了压测",
            "让张伟看看压测结果",
            "请张伟吃饭",
            "昨天让张伟做完压测",
            "让客户周五前完成验收",
            "张伟周五前做完压测",
            "今天建了个里程碑",
            "完成任务:压测",
            "任务做完了",
            "让张伟周五前做完压测可以吗?",
            "登录接口80%,让张伟继续跟进",
            "Zhang Wei finished the load test",
            "I asked Zhang Wei to finish the load test by Friday",
            "tell me what Zhang Wei has to finish by Friday",
        ] {
            assert_eq!(read(&lexicon, text, &"p-lihao".into(), today), None, "{text}");
        }
    }
}
