//! What zhixing says of requests, in Chinese.

use super::{card::day, smart};
use crate::{
    app::requests::Missing,
    domain::approval::State,
    wording::request::{RequestSay, codes},
};

pub(in crate::wording) fn say(what: &RequestSay) -> String {
    match what {
        RequestSay::Missing(Missing::Name) => "这个指标叫什么?例如:客户留存率。".into(),
        RequestSay::Missing(Missing::Measure) => "用什么来衡量?说一个能数的,例如:NPS、返工次数、留存率。".into(),
        RequestSay::Missing(Missing::Figure) => "要达到多少?带上单位,例如:提到85%、每月20家。".into(),
        RequestSay::Missing(Missing::Reference) => {
            "增减的百分比要有起点:从多少到多少?例如:从20单降到17单、从70%提到85%。".into()
        }
        RequestSay::Missing(Missing::Time) => "到什么时候,或者按什么周期?例如:明年一季度、12月底前、每月。".into(),
        RequestSay::Lacks { goal, all } => {
            let first = all.first().map(|first| say(&RequestSay::Missing(*first))).unwrap_or_default();
            let codes = codes(all);
            format!(
                "“{goal}”还缺:{}。可以整句重说:{}\n也可以一样一样来。{first}",
                smart::names(&codes),
                whole(goal, all)
            )
        }
        RequestSay::Draft(line) => format!("我理解的是:\n{line}\n回复“提交”就送审,回复“取消”就不提。"),
        RequestSay::Submitted { line, decider } => format!("已提交,等{decider}审批:\n{line}"),
        RequestSay::Decide { by, line } => format!("{by}提交了申请,等你审批:\n{line}\n回复“同意”,或者“退回”。"),
        RequestSay::WhyReturned(line) => format!("退回的原因是什么?一句话就行,会原样转给对方。\n{line}"),
        RequestSay::Approved { line, by } => {
            format!("{}同意了:\n{line}\n现在起生效。", by.as_deref().unwrap_or("你"))
        }
        RequestSay::Returned { line, by: Some(by), reason } => {
            format!("{by}退回了:\n{line}\n原因:{reason}\n可以改一下再提。")
        }
        RequestSay::Returned { line, by: None, reason } => format!("你退回了:\n{line}\n原因已转告:{reason}"),
        RequestSay::Withdrawn(line) => format!("已撤回申请:\n{line}"),
        RequestSay::Dropped => "好的,没有提交。".into(),
        RequestSay::Raised { by, line } => format!("{by}的申请到期没有人审批,转给你:\n{line}\n回复“同意”,或者“退回”。"),
        RequestSay::Expired(line) => format!("申请到期没有人审批,已经没有上一级可以转了:\n{line}\n需要的话请重新提。"),
        RequestSay::WentUp { line, decider } => format!("申请到期没有审批,已转给{decider}:\n{line}"),
        RequestSay::Gone => "没有等你处理的这项申请,或者已经处理过了。".into(),
        RequestSay::MayNot => {
            "这个申请你不能提:指标的目标由负责人、上级、人力或高管来提,给别人定指标要是对方的上级。".into()
        }
        RequestSay::Exists => "已经是这样了,没有提交。".into(),
        RequestSay::TakesRange(kpi) => format!("{kpi}的目标是一个区间,要说两头,例如:把{kpi}目标改成5到10。"),
        RequestSay::TakesFigure(kpi) => format!("{kpi}的目标是一个数,不是区间,例如:把{kpi}目标改成10。"),
        RequestSay::NobodyDecides => "没有人可以审批这项申请,请联系人力。".into(),
        RequestSay::NoReport => "没有找到要补到那天的日报。请先把日报发给我,再说“这是补昨天的日报”。".into(),
        RequestSay::Waiting(0) => "没有等你审批的申请。".into(),
        RequestSay::Waiting(count) => format!("有 {count} 项等你审批:"),
        RequestSay::Own(all) if all.is_empty() => "你还没有提过申请。".into(),
        RequestSay::Own(all) => {
            let lines: String = all.iter().map(|(line, state)| format!("\n· [{}] {line}", stands(*state))).collect();
            format!("你的申请:{lines}")
        }
        RequestSay::StandsIn { name, first, last } => {
            format!("好的,{}到{}你的审批由{name}代办。", day(*first), day(*last))
        }
        RequestSay::NoStandIn => "请说清楚哪几天、由谁代办,例如:11月23日到11月27日我的审批由赵磊代办。".into(),
    }
}

/// The goal as it could be put. A change in per cent becomes one from a figure to another.
fn whole(goal: &str, all: &[Missing]) -> String {
    let rest: Vec<Missing> = all.iter().copied().filter(|m| *m != Missing::Reference).collect();
    let from_to = if rest.len() < all.len() { ",从__到__(数值和单位)" } else { "" };
    format!("{}{from_to}", smart::reworded(goal, &codes(&rest)))
}

fn stands(state: State) -> &'static str {
    match state {
        State::Asking => "还差内容",
        State::Draft => "未提交",
        State::Submitted => "待审批",
        State::Approved => "已同意",
        State::Returned => "已退回",
        State::Withdrawn => "已撤回",
        State::Expired => "已过期",
    }
}

pub(in crate::wording) fn kpi(name: &str, target: &str, time: &[String], owner: &str) -> String {
    let time = if time.is_empty() { String::new() } else { format!(",{}", time.join(",")) };
    format!("指标:{name}{target}{time}(负责人:{owner})")
}

pub(in crate::wording) fn target(kpi: &str, from: Option<&str>, to: &str) -> String {
    format!("{kpi}的目标:{} → {to}", from.unwrap_or("未定"))
}

pub(in crate::wording) fn late(author: &str, day: &str) -> String {
    format!("补报:{author}的日报算作{day}的")
}
