//! Milestones and tasks that a report speaks of and nobody has defined: “联调里程碑推到周五”.
//!
//! `TITLE NOUN`, in a clause that tells what became of it, in a message that leads to one project. The title ends at the
//! noun and begins behind the last name of a project or person, day or word without meaning before it. A title that is a
//! name of something already is none. Nothing is made of it: whoever owns the project is asked.

use chrono::NaiveDate;

use super::{
    language::{en, zh},
    lexicon::{Lexicon, Named},
    order::What,
    text::Text,
    time::{self, TimeMention},
};
use crate::domain::{Key, org::Kind};

/// The words of one language around work.
pub struct Words {
    /// A milestone.
    pub milestone: &'static [&'static str],
    /// A task.
    pub task: &'static [&'static str],
    /// Says nothing of the work, before its title.
    pub cut: &'static [&'static str],
    /// That something became of it.
    pub telling: &'static [&'static str],
}

const LANGUAGES: [&Words; 2] = [&zh::unnamed::WORDS, &en::unnamed::WORDS];

/// How many characters a title has.
const TITLE: std::ops::RangeInclusive<usize> = 2..=30;

/// How many words or Chinese characters a title has at most.
const LONGEST: usize = 10;

/// Work that nobody has defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// What it is.
    pub what: What,
    /// What it is called.
    pub title: String,
    /// The project that the message leads to.
    pub project: Key,
    /// The day it is due, where the clause says so.
    pub due: Option<NaiveDate>,
}

/// The work of this kind that a report speaks of.
pub fn read(lexicon: &Lexicon, message: &str, author: &Key, today: NaiveDate) -> Vec<Unnamed> {
    let text = Text::new(message);
    let named = lexicon.resolve(&lexicon.mentions(&text), author);
    let days = time::scan(&text, today, lexicon.org().company.fiscal_year_start_month);
    let look = Look { lexicon, message, text: &text, named: &named, days: &days, today };
    let mut found: Vec<Unnamed> = Vec::new();
    for words in LANGUAGES {
        let nouns = [(What::Milestone, words.milestone), (What::Task, words.task)];
        for (what, noun) in nouns.iter().flat_map(|(what, list)| list.iter().map(move |noun| (*what, *noun))) {
            for at in places(&text.chars, noun) {
                let new = look.titled(words, at, at + noun.chars().count()).and_then(|titled| {
                    let project = look.project(author, titled.start, at)?;
                    Some(Unnamed { what, title: titled.title, project, due: titled.due })
                });
                found.extend(new.filter(|one| found.iter().all(|other| other.title != one.title)));
            }
        }
    }
    found
}

struct Look<'a> {
    lexicon: &'a Lexicon,
    message: &'a str,
    text: &'a Text,
    named: &'a [Named],
    days: &'a [TimeMention],
    today: NaiveDate,
}

/// A title before a noun.
struct Titled {
    start: usize,
    title: String,
    due: Option<NaiveDate>,
}

impl Look<'_> {
    /// The one project that the message names outside of a title, or that its writer works on.
    fn project(&self, author: &Key, start: usize, at: usize) -> Option<Key> {
        let org = self.lexicon.org();
        let one = |mut keys: Vec<&Key>| {
            keys.sort();
            keys.dedup();
            if let [key] = keys[..] { Some(key.clone()) } else { None }
        };
        let outside = self.named.iter().filter(|n| n.end <= start || at <= n.start);
        let of = |n: &Named| org.project_of(n.work.as_ref()?).map(|project| &project.id);
        let spoken: Vec<&Key> = outside.filter_map(of).collect();
        if !spoken.is_empty() {
            return one(spoken);
        }
        one(org.projects.iter().filter(|j| org.works_on(author, j)).map(|j| &j.id).collect())
    }

    /// The title before a noun, and the day it is due, if the clause tells what became of it.
    fn titled(&self, words: &Words, at: usize, end: usize) -> Option<Titled> {
        let chars = &self.text.chars;
        let parts = |c: &char| matches!(c, ',' | '。' | ';' | ':' | '、' | '!' | '?' | '\n' | '(' | ')');
        let from = chars[..at].iter().rposition(parts).map_or(0, |i| i + 1);
        let until = chars[end..].iter().position(parts).map_or(chars.len(), |i| end + i);
        let clause: String = chars[from..until].iter().collect();
        if !words.telling.iter().any(|word| clause.contains(word)) {
            return None;
        }
        let start = self.begins(words, from, at);
        if self.named.iter().any(|n| n.start <= start && n.end >= at) {
            return None;
        }
        let title = self.text.words(self.message, start, at)?.trim().trim_end_matches('的').trim();
        let latin = title.is_ascii();
        let length = if latin { title.split_whitespace().count() } else { title.chars().count() };
        let is_title = TITLE.contains(&title.chars().count())
            && length <= LONGEST
            && title.chars().all(|c| c.is_alphanumeric() || latin && matches!(c, ' ' | '-'))
            && title.chars().any(char::is_alphabetic);
        let due = self.days.iter().find(|d| d.start >= end && d.end <= until).map(|d| d.ahead.last);
        is_title.then(|| Titled { start, title: title.to_string(), due: due.filter(|day| *day >= self.today) })
    }

    /// Where a title begins that ends at a place.
    fn begins(&self, words: &Words, from: usize, at: usize) -> usize {
        let org = self.lexicon.org();
        let is_other = |n: &&Named| {
            let project = n.work.as_ref().is_some_and(|key| org.kind(key) == Some(Kind::Project));
            project || n.who.is_some()
        };
        let names = self.named.iter().filter(is_other).map(|n| n.end);
        let days = self.days.iter().map(|d| d.end);
        let clause = &self.text.chars[from..at];
        let cuts = words.cut.iter().flat_map(|word| {
            let length = word.chars().count();
            places(clause, word).into_iter().map(move |i| from + i + length)
        });
        names.chain(days).chain(cuts).filter(|end| *end > from && *end <= at).max().unwrap_or(from)
    }
}

/// Every place of a word; a Latin one whole.
fn places(chars: &[char], word: &str) -> Vec<usize> {
    let word: Vec<char> = word.chars().collect();
    let latin = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
    let whole = |i: usize| {
        let starts = i == 0 || !latin(word.first()) || !latin(chars.get(i - 1));
        starts && (!latin(word.last()) || !latin(chars.get(i + word.len())))
    };
    (0..chars.len()).filter(|i| chars[*i..].starts_with(&word) && whole(*i)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::Org;

    /// What is found, a line each. 2026-11-20 is a Friday.
    fn found(text: &str, author: &str) -> Vec<String> {
        let org = Org::parse(include_str!("../../tests/corpus/qiming/org.json")).expect("it is right");
        let lexicon = Lexicon::new(Arc::new(org));
        let read = read(&lexicon, text, &author.into(), "2026-11-20".parse().expect("a day"));
        let due = |u: &Unnamed| u.due.map(|d| d.to_string()).unwrap_or_default();
        read.iter().map(|u| format!("{:?} {} {} {}", u.what, u.project, u.title, due(u))).collect()
    }

    #[test]
    fn what_nobody_has_defined_is_found() {
        for (text, expected) in [
            ("会员中心的灰度放量里程碑推到下周五", "Milestone prj-member 灰度放量 2026-11-27"),
            ("会员中心安全加固里程碑推到11月27日,登录接口80%", "Milestone prj-member 安全加固 2026-11-27"),
            ("会员中心:今天完成了安全加固里程碑", "Milestone prj-member 安全加固 "),
            ("会员中心的压力巡检任务做完了", "Task prj-member 压力巡检 "),
            (
                "Member Center: the security audit milestone moved to Nov 27",
                "Milestone prj-member security audit 2026-11-27",
            ),
        ] {
            assert_eq!(found(text, "p-zhangwei"), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_defined_or_only_mentioned_is_not() {
        for text in [
            "会员中心的登录接口任务做完了",
            "会员中心的里程碑推到下周五",
            "会员中心这个里程碑推到下周五",
            "会员中心讨论了安全加固里程碑",
            "会员中心的任务做完了",
            "安全加固里程碑推到下周五",
            "Member Center: the milestone moved to Nov 27",
        ] {
            // 张伟 works on two projects: without a name it is not clear which is meant.
            assert_eq!(found(text, "p-zhangwei"), Vec::<String>::new(), "{text}");
        }
    }
}
