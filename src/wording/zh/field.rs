//! What zhixing says of fields of a company's own, in Chinese.

use super::{
    card::figure,
    finding::{day, period},
};
use crate::{
    app::questions::{OfField, Whose},
    domain::{
        Decimal, Language, Org,
        org::{Content, Holds},
    },
    wording::field::{FieldSay, held},
};

pub(in crate::wording) fn say(what: &FieldSay) -> String {
    match what {
        FieldSay::Holds { thing, field, content: Some(content) } => format!("{thing}的{field}:{content}"),
        FieldSay::Holds { thing, field, content: None } => format!("{thing}的{field}还没有填。"),
        FieldSay::Emptied { thing, field } => format!("{thing}的{field}已清空。"),
        FieldSay::Takes { field, holds } => format!("{field}要填{},没有改。", wanted(holds)),
        FieldSay::NotYours { thing, field } => format!("{thing}的{field}由负责人来填,没有改。"),
    }
}

fn wanted(holds: &Holds) -> String {
    match holds {
        Holds::Text => "一行文字".into(),
        Holds::Number(Some(unit)) => format!("一个数,例如 {}", figure(Decimal::ONE_HUNDRED, unit)),
        Holds::Number(None) => "一个数".into(),
        Holds::Date => "一个日期,例如 2026-12-01".into(),
        Holds::Choice(choices) => format!("{}中的一个", choices.join("、")),
    }
}

/// What an answer says of a field that reports fill.
pub(super) fn of_field(org: &Org, what: &OfField) -> String {
    let name = |key| org.name(key);
    match what {
        OfField::Total { field, of, value, unit, period: days } => {
            let (who, among) = match of {
                Whose::Of(of) => (format!("{}的", org.name(of)), String::new()),
                Whose::All => (String::new(), String::new()),
                Whose::Some(people) => (String::new(), format!(",能看到的 {people} 人合计")),
            };
            let value = held(&Content::Number(*value), unit.as_ref(), Language::Zh);
            format!("{who}{}({}{among}):{value}", name(field), period(*days))
        }
        OfField::Said { author, day: on, field, content } => {
            format!("{}({}){}:{}", name(author), day(*on), name(field), held(content, None, Language::Zh))
        }
        OfField::Empty { field, of, period: days } => {
            let who = of.as_ref().map_or(String::new(), |k| format!("{}的", org.name(k)));
            format!("{},{who}日报里没有提到{}", period(*days), name(field))
        }
    }
}
