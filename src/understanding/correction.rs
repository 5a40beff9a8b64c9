//! A correction in words: 不是80%,是75% · 登录接口是75% · 2 改成 11月25日 · 不是会员项目,是积分商城.
//!
//! It says what it says: which line it means is settled against the card by [`Correction::fits`] and the conversation.

use chrono::NaiveDate;

use super::{
    ground::reached,
    language::{en, zh},
    lexicon::Lexicon,
    quantity::{self, Quantity, QuantityKind},
    text::Text,
    time,
};
use crate::domain::{Claim, Decimal, Fact, Key, Span, Unit, figure::UnitClass};

/// The words of one language that a correction is made of.
pub struct Words {
    /// Before what is wrong: 不是.
    pub wrong: &'static [&'static str],
    /// Before what is right: 是, 应该是, 改成.
    pub right: &'static [&'static str],
    /// Around the number of a line: 第2条.
    pub line: &'static [&'static str],
}

/// What a correction puts in place.
#[derive(Clone, Debug, PartialEq)]
pub enum New {
    /// A figure.
    Figure(Quantity),
    /// A day.
    Day(NaiveDate),
    /// Another thing.
    Subject(Key),
}

/// What a correction says.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The line it names by number, from 1.
    pub line: Option<usize>,
    /// The things it names, other than a new one.
    pub about: Vec<Key>,
    /// The figure that it says is wrong.
    pub wrong_figure: Option<Decimal>,
    /// The day that it says is wrong.
    pub wrong_day: Option<NaiveDate>,
    /// What it puts in place; `None` where it only says what is wrong.
    pub new: Option<New>,
    /// Where the new words stand in the correcting message.
    pub span: Span,
}

/// Reads a correction; `None` where the message has neither a figure, a day nor a name.
pub fn read(lexicon: &Lexicon, message: &str, today: NaiveDate) -> Option<Correction> {
    let text = Text::new(message);
    let (line, from) = line_number(&text);
    let figures: Vec<Quantity> = quantity::scan(&text, false).into_iter().filter(|q| q.start >= from).collect();
    let days: Vec<_> = time::scan(&text, today, 1).into_iter().filter(|t| t.start >= from).collect();
    let names: Vec<_> = lexicon.mentions(&text).into_iter().filter(|m| m.start >= from).collect();
    let first_is_wrong = |start: usize| says_wrong(&text, start);

    if let Some(last) = figures.last() {
        let wrong = figures.iter().find(|q| first_is_wrong(q.start)).map(|q| q.value);
        let only_wrong = figures.len() == 1 && wrong.is_some();
        return Some(Correction {
            line,
            about: names.iter().filter_map(|m| m.keys.first().cloned()).collect(),
            wrong_figure: wrong,
            wrong_day: None,
            new: (!only_wrong).then(|| New::Figure(last.clone())),
            span: text.span(last.start, last.end),
        });
    }
    if let Some(last) = days.last() {
        let wrong = days.iter().find(|t| first_is_wrong(t.start)).map(|t| t.ahead.last);
        let only_wrong = days.len() == 1 && wrong.is_some();
        return Some(Correction {
            line,
            about: names.iter().filter_map(|m| m.keys.first().cloned()).collect(),
            wrong_figure: None,
            wrong_day: wrong,
            new: (!only_wrong).then_some(New::Day(last.ahead.last)),
            span: text.span(last.start, last.end),
        });
    }
    let last = names.last()?;
    let wrong = names.iter().find(|m| first_is_wrong(m.start) && names.len() > 1);
    Some(Correction {
        line,
        about: wrong.and_then(|m| m.keys.first().cloned()).into_iter().collect(),
        wrong_figure: None,
        wrong_day: None,
        new: last.keys.first().cloned().map(New::Subject),
        span: text.span(last.start, last.end),
    })
}

/// Whether a message says by number which line it corrects: 第2条是75%, 12 改成 75%. “2. 联调80%” and “1是联调80%,2是…”
/// are lists.
pub fn names_line(message: &str) -> bool {
    let text = Text::new(message.trim());
    let Some((_, at)) = leading_number(&text) else { return false };
    let rest: String = text.chars[at..].iter().collect();
    let of_line = text.chars[0] == '第' && WORDS.iter().any(|w| w.line.iter().any(|m| rest.starts_with(m)));
    let figure = |after: &str| after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let puts = |m: &str| rest.strip_prefix(m).is_some_and(|after| !matches!(m, "是" | "is") || figure(after));
    of_line || WORDS.iter().any(|w| w.right.iter().any(|m| puts(m)))
}

const WORDS: [Words; 2] = [zh::correction::WORDS, en::correction::WORDS];

/// The number of a line at the start, 第2条 or “2 改成”, and where the rest begins.
fn line_number(text: &Text) -> (Option<usize>, usize) {
    let Some((number, at)) = leading_number(text) else { return (None, 0) };
    let rest: String = text.chars[at..].iter().collect();
    let marked = WORDS.iter().any(|w| w.line.iter().chain(w.right).any(|m| rest.starts_with(m)));
    if marked { (Some(number), at) } else { (None, 0) }
}

/// A number from 1 to 99 at the start, after 第 or not, and where what follows it begins.
fn leading_number(text: &Text) -> Option<(usize, usize)> {
    let from = usize::from(text.chars.first() == Some(&'第'));
    let digits: String = text.chars[from..].iter().take_while(|c| c.is_ascii_digit()).collect();
    let number = digits.parse().ok().filter(|n| (1..=99).contains(n))?;
    let blank = |c: &&char| c.is_whitespace();
    let at = from + digits.len();
    Some((number, at + text.chars[at..].iter().take_while(blank).count()))
}

/// Whether what starts here is said to be wrong: 不是 right before it.
fn says_wrong(text: &Text, start: usize) -> bool {
    let before: String = text.chars[..start].iter().collect();
    let before = before.trim_end();
    WORDS.iter().any(|w| w.wrong.iter().any(|m| before.ends_with(m)))
}

impl Correction {
    /// Whether it can mean this claim: what it names, what it says is wrong, and a new figure of the right kind.
    pub fn fits(&self, claim: &Claim) -> bool {
        let named = self.about.is_empty() || claim.subject.as_ref().is_some_and(|s| self.about.contains(s));
        let figure = claim.fact.figure();
        let wrong_figure = self.wrong_figure.is_none_or(|wrong| figure.as_ref().is_some_and(|(v, _)| *v == wrong));
        let day = day_of(&claim.fact);
        let wrong_day = self.wrong_day.is_none_or(|wrong| day == Some(wrong));
        let kind = match &self.new {
            None => true,
            Some(New::Subject(_)) => true,
            Some(New::Day(_)) => matches!(claim.fact, Fact::Plan { .. } | Fact::DueChange { .. }),
            Some(New::Figure(new)) => figure.is_some_and(|(_, unit)| suits(new, &unit)),
        };
        named && wrong_figure && wrong_day && kind
    }

    /// The claim as corrected; `None` where nothing is put in place.
    pub fn applied(&self, claim: &Claim) -> Option<Claim> {
        let mut corrected = claim.clone();
        match self.new.as_ref()? {
            New::Subject(key) => corrected.subject = Some(key.clone()),
            New::Day(day) => match &mut corrected.fact {
                Fact::Plan { date } => *date = Some(*day),
                Fact::DueChange { date } => *date = *day,
                _ => return None,
            },
            New::Figure(new) => set_figure(&mut corrected.fact, new)?,
        }
        Some(corrected)
    }
}

fn day_of(fact: &Fact) -> Option<NaiveDate> {
    match fact {
        Fact::Plan { date } => *date,
        Fact::DueChange { date } => Some(*date),
        Fact::Measurement { .. }
        | Fact::Increment { .. }
        | Fact::Progress { .. }
        | Fact::Status { .. }
        | Fact::Effort { .. }
        | Fact::Cost { .. }
        | Fact::Blocker { .. } => None,
    }
}

/// Whether a figure can stand for a unit: 75% for per cent, a bare number for anything.
fn suits(new: &Quantity, unit: &Unit) -> bool {
    match &new.kind {
        QuantityKind::Number => true,
        QuantityKind::Percent | QuantityKind::Fraction { .. } => unit.class() == UnitClass::Percent,
        QuantityKind::Points => false,
        QuantityKind::Money(currency) => {
            unit.class() == UnitClass::Money && (currency == unit || currency.as_str() == "CNY")
        }
        QuantityKind::Duration { .. } => unit.class() == UnitClass::Time,
        QuantityKind::Count(_) => unit.class() == UnitClass::Count,
    }
}

fn set_figure(fact: &mut Fact, new: &Quantity) -> Option<()> {
    let in_days = match new.kind {
        QuantityKind::Duration { days } => days,
        _ => None,
    };
    match fact {
        Fact::Measurement { value, unit, .. } | Fact::Increment { value, unit, .. } => {
            let days = in_days.filter(|_| matches!(unit.as_str(), "天" | "day" | "days"));
            *value = days.unwrap_or(new.value);
        }
        Fact::Progress { percent } => *percent = reached(new.value),
        Fact::Effort { hours } => *hours = new.value,
        Fact::Cost { amount, .. } => *amount = new.value,
        Fact::Status { .. } | Fact::Blocker { .. } | Fact::Plan { .. } | Fact::DueChange { .. } => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::names_line;

    #[test]
    fn lines_are_named_by_number() {
        for says in ["1 改成 75%", "第2条是75%", "第12项不对", "12改为3小时", "2是75%", "3 should be 75%", "2 is 75%"]
        {
            assert!(names_line(says), "{says}");
        }
        for says in [
            "1. 登录接口80%",
            "1、联调完成",
            "1是联调做完,2是开了会",
            "75%",
            "11月25日改成",
            "3个接口",
            "第一版发布了",
            "100 改成 1",
            "",
        ] {
            assert!(!names_line(says), "{says}");
        }
    }
}
