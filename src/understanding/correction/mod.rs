//! A correction in words: 不是80%,是75% · 登录接口是75% · 2 改成 11月25日 · 不是等邓凯,是等林悦 · 第2条删掉.
//!
//! It says what it says: which line it means is settled against the card by [`Correction::fits`] and the conversation.
//! One message may hold several.

mod line;
mod marks;
mod piece;

use chrono::NaiveDate;

use super::{
    ground::reached,
    language::{en, zh},
    lexicon::Lexicon,
    quantity::{Quantity, QuantityKind},
    text::Text,
};
use crate::domain::{Claim, Fact, Key, Span, Unit, figure::UnitClass, org::Content, period::DateRange};

pub use line::names_line;

/// The words of one language that a correction is made of.
pub struct Words {
    /// Before what is wrong: 不是.
    pub wrong: &'static [&'static str],
    /// Before what is right: 是, 应该是, 改成.
    pub right: &'static [&'static str],
    /// Those of them that say that something takes a place: 改成, rather than 是.
    pub firm: &'static [&'static str],
    /// Between what is wrong and what is right in its stead: 80%改成75%.
    pub instead: &'static [&'static str],
    /// That what was said is a mistake: 写错了.
    pub mistaken: &'static [&'static str],
    /// That a line goes: 删掉.
    pub removing: &'static [&'static str],
    /// Before what did not happen: 没有.
    pub denying: &'static [&'static str],
    /// Around the number of a line: 第2条.
    pub line: &'static [&'static str],
    /// After the day of the report that is meant: 昨天说的.
    pub of_day: &'static [&'static str],
    /// What a line tells, by its common names.
    pub matters: &'static [(Matter, &'static [&'static str])],
}

const WORDS: [&Words; 2] = [&zh::correction::WORDS, &en::correction::WORDS];

/// What a line tells, as people name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// 进度.
    Progress,
    /// 工时.
    Effort,
    /// 花费.
    Cost,
    /// 日期, 计划.
    Day,
    /// 卡点.
    Blocker,
    /// 做完, 上线.
    Status,
}

impl Matter {
    fn is_of(self, fact: &Fact) -> bool {
        match fact {
            Fact::Progress { .. } => self == Matter::Progress,
            Fact::Effort { .. } => self == Matter::Effort,
            Fact::Cost { .. } => self == Matter::Cost,
            Fact::Plan { .. } | Fact::DueChange { .. } => self == Matter::Day,
            Fact::Blocker { .. } => self == Matter::Blocker,
            Fact::Status { .. } => self == Matter::Status,
            Fact::Measurement { .. } | Fact::Increment { .. } | Fact::Field { .. } => false,
        }
    }
}

/// Something that a line says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A figure.
    Figure(Quantity),
    /// A day.
    Day(NaiveDate),
    /// The thing it is about.
    Subject(Key),
    /// Who is waited for.
    Party(Key),
    /// What stands in a field of words or of choices.
    Words(String),
}

impl Value {
    /// Whether one can stand for the other.
    fn is_like(&self, other: &Value) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What a correction does to a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    /// Puts this in place of what it says.
    Put(Value),
    /// Takes it off.
    Remove,
    /// Only says that it is wrong.
    Doubt,
    /// Puts something there that is no figure, no day and no name: 天气改成晴天. It fits no line.
    Other,
}

/// What a correction says.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// The line it names by number, from 1.
    pub line: Option<usize>,
    /// The days of the report that it means.
    pub reported: Option<DateRange>,
    /// The things it names, other than a new one.
    pub about: Vec<Key>,
    /// What it names by a common name.
    pub matter: Option<Matter>,
    /// What it says is wrong.
    pub wrong: Option<Value>,
    /// What it does.
    pub does: Does,
    /// Whether its words say that something was wrong, rather than only how it is.
    pub owns_up: bool,
    /// Whether its words are those of a correction at all.
    pub marked: bool,
    /// Whether 是 or a like word says what there is: 计划是下周三.
    pub stated: bool,
    /// Where its new words stand in the correcting message; all of its words where it has none.
    pub span: Span,
    /// All of its words.
    pub words: Span,
}

/// Reads the corrections in a message, one after another. None where it has neither a figure, a day, a name nor the
/// words of a correction.
pub fn read(lexicon: &Lexicon, message: &str, today: NaiveDate) -> Vec<Correction> {
    piece::read(lexicon, message, &Text::new(message), today)
}

impl Correction {
    /// The words that it rests on: a figure or a day stands in its own, a name is plain only with those around it.
    pub fn ground(&self) -> Span {
        match &self.does {
            Does::Put(Value::Subject(_) | Value::Party(_)) => self.words,
            Does::Put(Value::Figure(_) | Value::Day(_) | Value::Words(_))
            | Does::Remove
            | Does::Doubt
            | Does::Other => self.span,
        }
    }

    /// Whether it says which line it means, besides by what could stand there.
    pub fn is_anchored(&self) -> bool {
        self.line.is_some() || self.wrong.is_some() || self.matter.is_some() || !self.about.is_empty()
    }

    /// Its words in the message that it was read from.
    pub fn said_in(&self, message: &str) -> String {
        self.words.of(message).unwrap_or(message).trim().to_string()
    }

    /// Whether it can mean this claim: what it names, what it says is wrong, and something new of the right kind.
    pub fn fits(&self, claim: &Claim) -> bool {
        let named = self.about.is_empty() || claim.subject.as_ref().is_some_and(|s| self.about.contains(s));
        let matter = self.matter.is_none_or(|m| m.is_of(&claim.fact) || self.reaches(m, &claim.fact));
        let wrong = self.wrong.as_ref().is_none_or(|wrong| states(claim, wrong));
        let new = match &self.does {
            Does::Remove | Does::Doubt => true,
            Does::Other => false,
            Does::Put(new) => self.could_say(claim, new),
        };
        named && matter && wrong && new
    }

    /// Done after all, or not: 不是做完了,是80%.
    fn reaches(&self, matter: Matter, fact: &Fact) -> bool {
        let figure = matches!(self.does, Does::Put(Value::Figure(_)));
        figure && matter == Matter::Progress && matches!(fact, Fact::Status { .. }) && !self.about.is_empty()
    }

    fn could_say(&self, claim: &Claim, new: &Value) -> bool {
        match (new, &claim.fact) {
            // A field is said of a report, not put in the place of a thing.
            (Value::Subject(_), fact) => !matches!(fact, Fact::Field { .. }),
            (Value::Party(_), fact) => matches!(fact, Fact::Blocker { .. }),
            (Value::Words(_), fact) => matches!(fact, Fact::Field { content: Content::Words(_), .. }),
            (Value::Day(_), Fact::Field { content, .. }) => matches!(content, Content::Date(_)),
            (Value::Day(_), fact) => matches!(fact, Fact::Plan { .. } | Fact::DueChange { .. }),
            (Value::Figure(new), Fact::Status { .. }) => {
                let said = self.matter.is_some() || self.line.is_some();
                said && is_share(new)
            }
            (Value::Figure(new), fact) => fact.figure().is_some_and(|(_, unit)| suits(new, &unit)),
        }
    }

    /// The claim as corrected; `None` where nothing is put in place.
    pub fn applied(&self, claim: &Claim) -> Option<Claim> {
        let Does::Put(new) = &self.does else { return None };
        let mut corrected = claim.clone();
        match (new, &mut corrected.fact) {
            (Value::Subject(key), _) => corrected.subject = Some(key.clone()),
            (Value::Party(key), Fact::Blocker { waiting_on }) => *waiting_on = Some(key.clone()),
            (Value::Day(day), Fact::Plan { date }) => *date = Some(*day),
            (Value::Day(day), Fact::DueChange { date } | Fact::Field { content: Content::Date(date), .. }) => {
                *date = *day
            }
            (Value::Words(new), Fact::Field { content: Content::Words(words), .. }) => *words = new.clone(),
            (Value::Figure(new), fact) => set_figure(fact, new)?,
            (Value::Party(_) | Value::Day(_) | Value::Words(_), _) => return None,
        }
        Some(corrected)
    }
}

/// Whether a claim states what is said to be wrong.
fn states(claim: &Claim, wrong: &Value) -> bool {
    match wrong {
        Value::Figure(wrong) => claim.fact.figure().is_some_and(|(value, unit)| {
            let days = days_of(wrong).filter(|_| counts_days(&unit));
            value == days.unwrap_or(wrong.value) && suits(wrong, &unit)
        }),
        Value::Day(wrong) => day_of(&claim.fact) == Some(*wrong),
        Value::Words(wrong) => {
            matches!(&claim.fact, Fact::Field { content: Content::Words(words), .. } if words == wrong)
        }
        Value::Subject(wrong) => claim.subject.as_ref() == Some(wrong),
        Value::Party(wrong) => matches!(&claim.fact, Fact::Blocker { waiting_on: Some(who) } if who == wrong),
    }
}

fn day_of(fact: &Fact) -> Option<NaiveDate> {
    match fact {
        Fact::Plan { date } => *date,
        Fact::DueChange { date } | Fact::Field { content: Content::Date(date), .. } => Some(*date),
        Fact::Measurement { .. }
        | Fact::Increment { .. }
        | Fact::Progress { .. }
        | Fact::Status { .. }
        | Fact::Effort { .. }
        | Fact::Cost { .. }
        | Fact::Blocker { .. }
        | Fact::Field { .. } => None,
    }
}

/// A share of a whole: 75%, 七成, or a bare number that is taken for one.
fn is_share(new: &Quantity) -> bool {
    matches!(new.kind, QuantityKind::Percent | QuantityKind::Fraction { .. })
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

fn days_of(new: &Quantity) -> Option<crate::domain::Decimal> {
    match new.kind {
        QuantityKind::Duration { days } => days,
        _ => None,
    }
}

fn counts_days(unit: &Unit) -> bool {
    matches!(unit.as_str(), "天" | "day" | "days")
}

fn set_figure(fact: &mut Fact, new: &Quantity) -> Option<()> {
    match fact {
        Fact::Measurement { value, unit, .. } | Fact::Increment { value, unit, .. } => {
            *value = days_of(new).filter(|_| counts_days(unit)).unwrap_or(new.value);
        }
        Fact::Field { content: Content::Number(value), .. } => *value = new.value,
        Fact::Progress { percent } => *percent = reached(new.value),
        Fact::Effort { hours } => *hours = new.value,
        Fact::Cost { amount, .. } => *amount = new.value,
        Fact::Status { .. } => *fact = Fact::Progress { percent: reached(new.value) },
        Fact::Blocker { .. } | Fact::Plan { .. } | Fact::DueChange { .. } | Fact::Field { .. } => return None,
    }
    Some(())
}
