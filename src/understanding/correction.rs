//! A correction in words: 不是80%,是75% · 登录接口是75% · 2 改成 11月25日 · 不是会员项目,是积分商城.
//!
//! It says what it says: which line it means is settled against the card by [`Correction::fits`] and the conversation.

use chrono::NaiveDate;

use super::{
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

/// The number of a line at the start, 第2条 or “2 改成”, and where the rest begins.
fn line_number(text: &Text) -> (Option<usize>, usize) {
    let chars = &text.chars;
    let mut at = usize::from(chars.first() == Some(&'第'));
    let Some(digit) = chars.get(at).and_then(|c| c.to_digit(10)).filter(|d| *d > 0) else { return (None, 0) };
    at += 1;
    while chars.get(at).is_some_and(|c| c.is_whitespace()) {
        at += 1;
    }
    let rest: String = chars[at.min(chars.len())..].iter().collect();
    let marked = [zh::correction::WORDS, en::correction::WORDS]
        .iter()
        .any(|w| w.line.iter().chain(w.right).any(|m| rest.starts_with(m)));
    if marked { (Some(digit as usize), at) } else { (None, 0) }
}

/// Whether what starts here is said to be wrong: 不是 right before it.
fn says_wrong(text: &Text, start: usize) -> bool {
    let before: String = text.chars[..start].iter().collect();
    let before = before.trim_end();
    [zh::correction::WORDS, en::correction::WORDS].iter().any(|w| w.wrong.iter().any(|m| before.ends_with(m)))
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
        Fact::Progress { percent } => *percent = new.value,
        Fact::Effort { hours } => *hours = new.value,
        Fact::Cost { amount, .. } => *amount = new.value,
        Fact::Status { .. } | Fact::Blocker { .. } | Fact::Plan { .. } | Fact::DueChange { .. } => return None,
    }
    Some(())
}
