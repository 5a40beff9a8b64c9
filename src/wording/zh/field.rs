//! What zhixing says of fields of a company's own, in Chinese.

use super::{
    card::figure,
    finding::{day, period},
};
use crate::{
    app::questions::{OfField, Whose},
    domain::{
        Decimal, Language, Org,
        org::{Bearer, Content, Holds},
    },
    wording::field::{FieldSay, FieldWords, Redefined, held},
};

pub(in crate::wording) fn say(what: &FieldSay) -> String {
    match what {
        FieldSay::Holds { thing, field, content: Some(content) } => format!("{thing}的{field}:{content}"),
        FieldSay::Holds { thing, field, content: None } => format!("{thing}的{field}还没有填。"),
        FieldSay::Emptied { thing, field } => format!("{thing}的{field}已清空。"),
        FieldSay::Takes { field, holds } => format!("{field}要填{},没有改。", wanted(holds)),
        FieldSay::NotYours { thing, field } => format!("{thing}的{field}由负责人来填,没有改。"),
        FieldSay::AsksToDefine(words) => format!("{}\n回复“确认”或“取消”。", asks(words)),
        FieldSay::Defined(words) => defined(words),
        FieldSay::NotDefined => "好的,没有改字段。".into(),
        FieldSay::Gone => "这一项已经处理过了,或者字段已经不在了。需要的话请再说一遍。".into(),
        FieldSay::MayNotDefine => "字段由管理员、HR、高管来定,部门日报的字段部门负责人也可以定。没有改。".into(),
        FieldSay::HowToDefine => {
            "请写明字段叫什么、填什么:数字(可带单位)、文字、日期或选项。例如:给日报加一个字段:拜访客户数,数字,单位家"
                .into()
        }
        FieldSay::NoDepartment(name) => format!("没找到部门“{name}”,没有加字段。"),
        FieldSay::NameTaken(name) => format!("已经有字段“{name}”了,请换个名字。"),
        FieldSay::WhichField(name, of) => {
            let of: Vec<&str> = of.iter().map(|of| bearer(*of)).collect();
            format!("有几个字段叫“{name}”({})。请说明是哪一个,例如:删除{}的字段{name}", of.join("、"), of[0])
        }
        FieldSay::NoChoice(name) => format!("字段“{name}”填的不是选项,没有改。"),
    }
}

fn bearer(of: Bearer) -> &'static str {
    match of {
        Bearer::Project => "项目",
        Bearer::Kpi => "指标",
        Bearer::Report => "日报",
    }
}

/// The field with what it is of: 销售部日报的字段“拜访客户数”.
fn the(words: &FieldWords) -> String {
    format!("{}{}的字段“{}”", words.within.as_deref().unwrap_or_default(), bearer(words.of), words.name)
}

fn asks(words: &FieldWords) -> String {
    match &words.does {
        Redefined::Made => {
            let also = match words.aliases.as_slice() {
                [] => String::new(),
                aliases => format!(",也叫{}", aliases.join("、")),
            };
            format!("要加{}吗?填{}{also}。", the(words), wanted(&words.holds))
        }
        Redefined::Renamed(before) => format!("要把字段“{before}”改名为“{}”吗?原来的叫法也还认得。", words.name),
        Redefined::Chooses => format!("要把{}改成填{}吗?", the(words), wanted(&words.holds)),
        Redefined::Removed => format!("要删掉{}吗?已经填过的会留着,以后的日报不再填。", the(words)),
    }
}

fn defined(words: &FieldWords) -> String {
    match &words.does {
        Redefined::Made => match words.of {
            Bearer::Report => format!("已加上{},从下一份日报起就会填。", the(words)),
            Bearer::Project | Bearer::Kpi => format!("已加上{}。", the(words)),
        },
        Redefined::Renamed(before) => format!("字段“{before}”现在叫“{}”。", words.name),
        Redefined::Chooses => format!("{}现在填{}。", the(words), wanted(&words.holds)),
        Redefined::Removed => format!("已删掉{}。", the(words)),
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
