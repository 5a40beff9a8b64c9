//! A message that defines a field of the company's own, changes it or takes it away.
//!
//! - `给 [DEPARTMENT 的] THINGS 加字段:NAME, KIND, 单位 UNIT`, “add a field to the reports of Sales: customer visits, number”
//! - `把字段 NAME 删了`, “remove the field customer tier”
//! - `把字段 NAME 改名为 NAME`, “rename the field customer tier to customer class”
//! - `字段 NAME 的选项改成 A/B/C`, “change the choices of the field customer tier to A/B/C”
//!
//! Nothing else stands in the message: “删除了冗余字段” tells of work, and is none.

use super::{LONGEST, QUOTES, places};
use crate::{
    domain::{
        Decimal, Key, Unit,
        org::{Bearer, Holds, Kind},
    },
    understanding::{
        language::{en, zh},
        lexicon::Lexicon,
        quantity::{self, QuantityKind},
        text::Text,
        words::stands_alone,
    },
};

/// The words of one language around a definition. Lower case, half-width.
pub struct DefiningWords {
    /// Makes a field.
    pub adding: &'static [&'static str],
    /// A field.
    pub field: &'static [&'static str],
    /// What a field stands on.
    pub bearers: &'static [(&'static str, Bearer)],
    /// Takes a field away.
    pub removing: &'static [&'static str],
    /// Says nothing of it.
    pub filler: &'static [&'static str],
    /// Ends what stands before the name of a new field.
    pub ends: &'static [&'static str],
    /// What stands before another name, each with what stands before the field then.
    pub renaming: &'static [(&'static str, &'static str)],
    /// The same before other choices.
    pub choosing: &'static [(&'static str, &'static str)],
    /// A field of words.
    pub text: &'static [&'static str],
    /// A field of figures.
    pub number: &'static [&'static str],
    /// A field of days.
    pub date: &'static [&'static str],
    /// Before the choices.
    pub choices: &'static [&'static str],
    /// Before the unit.
    pub unit: &'static [&'static str],
    /// Before another name.
    pub alias: &'static [&'static str],
}

const LANGUAGES: [&DefiningWords; 2] = [&zh::field::DEFINING, &en::field::DEFINING];

/// Between choices.
const BETWEEN: [char; 3] = ['/', '、', '|'];

/// The longest name of a field.
const LONGEST_NAME: usize = 30;

/// What a message does to the fields there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defines {
    /// There is to be one more.
    Add(NewField),
    /// There is to be one more, of the reports of a department that is not there.
    AddNowhere(String),
    /// One is to go: those that the words could mean.
    Remove(Vec<Key>),
    /// One is to be called otherwise.
    Rename(Vec<Key>, String),
    /// One is a choice between these from now on.
    Choose(Vec<Key>, Vec<String>),
}

/// A field that is to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewField {
    /// What it stands on.
    pub of: Bearer,
    /// The department whose reports it is of.
    pub within: Option<Key>,
    /// Its name; empty where the words do not say.
    pub name: String,
    /// What else people call it.
    pub aliases: Vec<String>,
    /// What it holds; `None` where the words do not say.
    pub holds: Option<Holds>,
}

/// What a message does to the fields there are, if that is all it does.
pub fn defines(lexicon: &Lexicon, message: &str) -> Option<Defines> {
    let message = message.trim().trim_end_matches(['。', '.', '!', '!']).trim_end();
    if message.contains(['\n', '?', '?']) || message.chars().count() > LONGEST {
        return None;
    }
    let text = Text::new(message);
    LANGUAGES.iter().find_map(|words| {
        let look = Look { words, lexicon, message, text: &text };
        look.added().or_else(|| look.changed())
    })
}

/// A message looked at in one language.
struct Look<'a> {
    words: &'a DefiningWords,
    lexicon: &'a Lexicon,
    message: &'a str,
    text: &'a Text,
}

/// What stands around a name.
#[derive(Default)]
struct Around {
    adds: bool,
    removes: bool,
    names_field: bool,
    of: Option<Bearer>,
    within: Vec<Key>,
}

impl Look<'_> {
    fn starts(&self, at: usize, word: &str) -> bool {
        let mut chars = self.text.chars[at..].iter();
        word.chars().all(|c| chars.next() == Some(&c))
    }

    /// Whether no letter goes on before or behind a word of letters.
    fn is_whole(&self, at: usize, word: &str) -> bool {
        stands_alone(&self.text.chars, at, at + word.chars().count())
    }

    fn longest<'w>(&self, at: usize, words: &'w [&'static str]) -> Option<&'w &'static str> {
        words
            .iter()
            .filter(|word| self.starts(at, word) && self.is_whole(at, word))
            .max_by_key(|word| word.chars().count())
    }

    /// The words of the original, without what is put around them.
    fn said(&self, from: usize, to: usize) -> String {
        let said = self.text.words(self.message, from, to).unwrap_or_default();
        said.trim().trim_matches(QUOTES).trim().to_owned()
    }

    /// One word around a name: where it ends. The longest of all wins.
    fn step(&self, at: usize, to: usize, around: &mut Around) -> Option<usize> {
        let department = |key: &Key| self.lexicon.org().kind(key) == Some(Kind::Department);
        let mentions = self.lexicon.mentions(self.text);
        let here = mentions.iter().filter(|m| m.start == at && m.end <= to && m.keys.iter().any(department));
        if let Some(mention) = here.max_by_key(|m| m.end) {
            around.within = mention.keys.iter().filter(|key| department(key)).cloned().collect();
            return Some(mention.end);
        }
        let words = self.words;
        let bearers: Vec<&'static str> = words.bearers.iter().map(|(word, _)| *word).collect();
        let groups = [words.adding, words.removing, words.field, &bearers, words.filler];
        let found = groups.iter().enumerate().filter_map(|(group, list)| Some((group, *self.longest(at, list)?)));
        let (group, word) = found.max_by_key(|(group, word)| (word.chars().count(), usize::MAX - group))?;
        let end = at + word.chars().count();
        if end > to {
            return None;
        }
        match group {
            0 => around.adds = true,
            1 => around.removes = true,
            2 => around.names_field = true,
            3 => around.of = words.bearers.iter().find(|(bearer, _)| *bearer == word).map(|(_, of)| *of),
            _ => {}
        }
        Some(end)
    }

    /// Whether nothing but such words stands there.
    fn only(&self, mut at: usize, to: usize, around: &mut Around) -> bool {
        while at < to {
            match self.step(at, to, around) {
                Some(end) => at = end,
                None => return false,
            }
        }
        true
    }

    fn added(&self) -> Option<Defines> {
        let length = self.text.chars.len();
        let mut around = Around::default();
        let mut at = 0;
        let mut unknown = String::new();
        loop {
            let whole = around.adds && around.names_field && around.of.is_some();
            if let Some(end) = self.longest(at, self.words.ends).filter(|_| whole) {
                at += end.chars().count();
                break;
            }
            let ends_in_field = self.words.field.iter().any(|word| {
                let from = at.checked_sub(word.chars().count());
                from.is_some_and(|from| self.starts(from, word))
            });
            if whole && ends_in_field {
                break;
            }
            match self.step(at, length, &mut around) {
                Some(end) => at = end,
                None if at < length && !whole => {
                    unknown.push_str(self.text.words(self.message, at, at + 1).unwrap_or_default());
                    at += 1;
                }
                None => return None,
            }
        }
        let within = match around.within.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            _ => return None,
        };
        let of = around.of?;
        if within.is_some() && of != Bearer::Report {
            return None;
        }
        let new = self.body(at, of, within);
        if unknown.is_empty() {
            return Some(Defines::Add(new));
        }
        // 给后台的报告加字段校验 tells of work: only what a field holds makes it a definition.
        let sure = of == Bearer::Report && new.within.is_none() && new.holds.is_some();
        sure.then_some(Defines::AddNowhere(unknown))
    }

    /// `NAME, KIND, 单位 UNIT`.
    fn body(&self, from: usize, of: Bearer, within: Option<Key>) -> NewField {
        let mut parts = Vec::new();
        let mut start = from;
        for at in from..=self.text.chars.len() {
            if self.text.chars.get(at).is_none_or(|c| matches!(c, ',' | ';')) {
                let blank = |c: &&char| c.is_whitespace();
                parts.push((start + self.text.chars[start..at].iter().take_while(blank).count(), at));
                start = at + 1;
            }
        }
        let name = parts.first().map(|(from, to)| self.said(*from, *to)).filter(|name| is_name(name));
        let mut new = NewField { of, within, name: name.unwrap_or_default(), aliases: Vec::new(), holds: None };
        let (mut unit, mut odd) = (None, false);
        for (from, to) in parts.into_iter().skip(1) {
            let whole = |list: &[&str]| {
                let said: String = self.text.chars[from..to].iter().collect();
                list.contains(&said.trim())
            };
            let behind = |list: &'static [&'static str]| {
                let word = self.longest(from, list)?;
                Some(self.said((from + word.chars().count()).min(to), to)).filter(|said| !said.is_empty())
            };
            match () {
                () if whole(self.words.number) => new.holds = Some(Holds::Number(None)),
                () if whole(self.words.text) => new.holds = Some(Holds::Text),
                () if whole(self.words.date) => new.holds = Some(Holds::Date),
                () => {
                    if let Some(choices) = behind(self.words.choices) {
                        new.holds = Some(Holds::Choice(split(&choices)));
                    } else if let Some(said) = behind(self.words.unit) {
                        unit = Some(said);
                    } else if let Some(said) = behind(self.words.alias) {
                        new.aliases.push(said);
                    } else if let Some(Holds::Choice(choices)) = &mut new.holds {
                        choices.extend(split(&self.said(from, to)));
                    } else {
                        odd = true;
                    }
                }
            }
        }
        new.holds = match (new.holds, unit) {
            (None | Some(Holds::Number(_)), Some(unit)) => Some(Holds::Number(Some(unit_of(&unit)))),
            (Some(Holds::Text | Holds::Date | Holds::Choice(_)), Some(_)) => None,
            (holds, None) => holds,
        };
        new.holds = new.holds.filter(|holds| !odd && (!matches!(holds, Holds::Choice(choices) if choices.len() < 2)));
        new
    }

    fn changed(&self) -> Option<Defines> {
        let org = self.lexicon.org();
        let length = self.text.chars.len();
        let mut named: Vec<_> = org.fields.list.iter().flat_map(|field| places(field, self.text)).collect();
        named.sort_by_key(|(start, end, _)| (usize::MAX - (end - start), *start));
        let (start, end, _) = *named.iter().find(|(start, ..)| self.only(0, *start, &mut Around::default()))?;
        let mut around = Around::default();
        self.only(0, start, &mut around);
        let before: String = self.text.chars[..start].iter().collect();
        let mut at = end;
        let put = loop {
            let of = |links: &[(&str, &str)]| {
                let fits = |(verb, link): &&(&str, &str)| before.contains(verb) && self.starts(at, link);
                links.iter().filter(fits).map(|(_, link)| link.chars().count()).max()
            };
            if let Some(link) = of(self.words.choosing) {
                break Some((true, self.said(at + link, length)));
            }
            if let Some(link) = of(self.words.renaming) {
                break Some((false, self.said(at + link, length)));
            }
            if at >= length {
                break None;
            }
            at = self.step(at, length, &mut around)?;
        };
        if !around.names_field {
            return None;
        }
        let meant = |(s, e, field): &&(usize, usize, &crate::domain::org::Field)| {
            (*s, *e) == (start, end)
                && around.of.is_none_or(|of| field.of == of)
                && (around.within.is_empty() || field.within.as_ref().is_some_and(|d| around.within.contains(d)))
        };
        let mut keys: Vec<Key> = named.iter().filter(meant).map(|(.., field)| field.id.clone()).collect();
        keys.dedup();
        match put {
            _ if keys.is_empty() => None,
            None => around.removes.then_some(Defines::Remove(keys)),
            Some((true, choices)) => Some(Defines::Choose(keys, split(&choices))).filter(|_| !choices.is_empty()),
            Some((false, name)) => is_name(&name).then_some(Defines::Rename(keys, name)),
        }
    }
}

fn is_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    letters >= 2 && name.chars().count() <= LONGEST_NAME
}

fn split(choices: &str) -> Vec<String> {
    choices
        .split(BETWEEN)
        .flat_map(|part| part.split([',', ',']))
        .map(|c| c.trim().to_owned())
        .filter(|c| !c.is_empty())
        .collect()
}

/// A unit as figures have it: 元 is that of money.
fn unit_of(said: &str) -> Unit {
    let one = format!("1{said}");
    match quantity::scan(&Text::new(&one), false).as_slice() {
        [quantity] if quantity.end == one.chars().count() && quantity.value == Decimal::ONE => match &quantity.kind {
            QuantityKind::Money(unit) => unit.clone(),
            QuantityKind::Percent => Unit::percent(),
            QuantityKind::Number
            | QuantityKind::Fraction { .. }
            | QuantityKind::Duration { .. }
            | QuantityKind::Count(_)
            | QuantityKind::Points => Unit::new(said),
        },
        _ => Unit::new(said),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::Org;

    fn read(message: &str) -> Option<Defines> {
        let org = Org::parse(include_str!("../../../tests/transcripts/fields.org.json")).expect("it is right");
        defines(&Lexicon::new(Arc::new(org)), message)
    }

    fn added(message: &str) -> String {
        match read(message) {
            Some(Defines::Add(new)) => format!("{:?} {:?} {} {:?}", new.of, new.within, new.name, new.holds),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn fields_are_defined_as_people_say_it() {
        let key = |id: &str| Some(Key::from(id));
        for (message, within, name, holds) in [
            (
                "给研发部的日报加一个字段:上线次数,数字,单位次",
                key("d-rd"),
                "上线次数",
                Some(Holds::Number(Some(Unit::new("次")))),
            ),
            ("日报新增字段:报销金额,数字,单位元。", None, "报销金额", Some(Holds::Number(Some(Unit::new("CNY"))))),
            ("请给日报加个字段叫“客户反馈”,文字", None, "客户反馈", Some(Holds::Text)),
            ("给日报加字段:客户心情,选项:好、一般、差", None, "客户心情", Some(Holds::Choice(split("好/一般/差")))),
            (
                "add a field to the reports of CS: Call Backs, number",
                key("d-cs"),
                "Call Backs",
                Some(Holds::Number(None)),
            ),
            ("给日报加一个字段:客户心情", None, "客户心情", None),
            ("给日报加一个字段:客户心情,选项好", None, "客户心情", None),
        ] {
            assert_eq!(added(message), format!("{:?} {within:?} {name} {holds:?}", Bearer::Report), "{message}");
        }
        assert_eq!(read("给市场部的日报加字段:到场人数,数字"), Some(Defines::AddNowhere("市场部".into())));
    }

    #[test]
    fn fields_are_changed_as_people_say_it() {
        let tier = || vec![Key::from("f-tier")];
        for (message, does) in [
            ("把字段客户等级删了", Defines::Remove(tier())),
            ("删掉项目的客户等级字段", Defines::Remove(tier())),
            ("Remove the field customer tier.", Defines::Remove(tier())),
            ("把客户等级这个字段改名为客户级别", Defines::Rename(tier(), "客户级别".into())),
            ("rename the field customer tier to Customer Class", Defines::Rename(tier(), "Customer Class".into())),
            ("把字段客户等级的选项改成A/B/C/D", Defines::Choose(tier(), split("A/B/C/D"))),
        ] {
            assert_eq!(read(message), Some(does), "{message}");
        }
    }

    #[test]
    fn what_tells_of_work_defines_nothing() {
        for message in [
            "删除了冗余字段",
            "把字段校验的问题改了",
            "会员中心加了三个字段",
            "给后台报告加字段校验",
            "给订单接口加字段:备注",
            "客户等级删了两条",
            "会员中心的客户等级是A",
            "added a field to the report page",
        ] {
            assert_eq!(read(message), None, "{message}");
        }
    }
}
