//! What zhixing says of work that is given, in Chinese.

use super::card::day;
use crate::wording::{
    talk::numbered,
    work::{WorkSay, WorkWords},
};

pub(in crate::wording) fn say(what: &WorkSay) -> String {
    match what {
        WorkSay::WhichAssignee(names) => format!("有几个人都可能,交给谁?{}\n回复数字即可。", numbered(names)),
        WorkSay::WhichProject { title, names } => {
            format!("“{title}”放在哪个项目里?{}\n回复数字即可。", numbered(names))
        }
        WorkSay::NoProject { title } => {
            format!("“{title}”放在哪个项目里?请把项目也说上,例如:让张伟周五前完成会员项目的{title}")
        }
        WorkSay::NoTitle => "要做的事叫什么?可以这样说:让张伟周五前做完压测;建个里程碑:11月25日接口联调".into(),
        WorkSay::MayNot { project } => {
            format!("没有建:只有“{project}”的负责人、成员、对方的上级,或者给自己,才能这样安排。")
        }
        WorkSay::Exists { title } => format!("“{title}”已经有了,没有重复建。要改日期可以直接说:{title}推到周四"),
        WorkSay::Confirm(work) => format!("要建这个{}吗?\n{}\n回复“确认”或“取消”。", kind(work), lines(work)),
        WorkSay::Made(work) => {
            let told = work.assignee.as_ref().map(|_| "对方会收到通知,").unwrap_or_default();
            format!("已建{}“{}”。{told}从现在起,日报里说到它我都认得。", kind(work), work.title)
        }
        WorkSay::NotMade => "好的,没有建。".into(),
        WorkSay::Gone => "这一项已经处理过了。需要的话请再说一遍。".into(),
        WorkSay::AsksToDefine { by, work } => {
            format!("{by}的日报里说到一个还没有定义的{}:\n{}\n要不要建?不建就不再问。", kind(work), lines(work))
        }
        WorkSay::Ignored { title } => format!("好的,“{title}”不建,以后不再问。"),
        WorkSay::Told { by, work } => match work.assignee {
            Some(_) => format!("{by}给你安排了任务:\n{}\n做完了直接告诉我,例如:{}做完了", lines(work), work.title),
            None => format!("{by}在你的项目里建了里程碑:\n{}", lines(work)),
        },
    }
}

fn kind(work: &WorkWords) -> &'static str {
    if work.assignee.is_some() { "任务" } else { "里程碑" }
}

fn lines(work: &WorkWords) -> String {
    let assignee = work.assignee.as_ref().map(|name| format!("\n负责人:{name}")).unwrap_or_default();
    let due = work.due.map_or("未定".to_string(), day);
    format!("名称:{}{assignee}\n截止:{due}\n项目:{}", work.title, work.project)
}
