//! What zhixing says in Chinese.

use super::card::day;
use super::{goals::ONLY_RESULTS, smart};
use crate::wording::talk::{Say, numbered};

pub(in crate::wording) fn say(what: &Say) -> String {
    match what {
        Say::Help => HELP.into(),
        Say::Welcome { name } => format!("你好,{name}!我是知行。直接把今天做了什么发给我就行,不用填表。\n{HELP}"),
        Say::Pleasantry => "在呢。日报直接发我,想问什么也直接问;发“帮助”看看我能做什么。".into(),
        Say::Sympathy => "听到了,保重身体。这类话我不会记录;有工作进展时再发给我。".into(),
        Say::WhichLanguage => "用哪种语言回复你?回复“中文”或“English”。".into(),
        Say::LanguageSet => "好的,之后用中文回复。".into(),
        Say::Confirmed => "好的,已确认。".into(),
        Say::NoCard => "没有找到可以确认或修改的日报。先发一条日报吧。".into(),
        Say::HowToCorrect => "哪里不对?直接说,例如:不是80%,是75%;或者 登录接口是75%;或者 2 改成 11月25日。".into(),
        Say::UnclearCorrection => "没看懂要改哪里。可以这样说:不是80%,是75%;或者带上名字:登录接口是75%。".into(),
        Say::NoSuchFigure { figure } => {
            format!("最近的日报里没有“{figure}”。要改哪一条?可以带上名字,例如:登录接口是75%。")
        }
        Say::WhatInstead { line } => format!("“{line}”,应该是什么?直接回复就行;要去掉就说“删掉”。"),
        Say::Removed { line } => format!("已去掉:{line}"),
        Say::NotFollowed { words } => format!("“{words}”没看懂要改哪一条,没有动。请单独再说一次。"),
        Say::WhichLine { lines } => format!("有几条都可能,要改哪一条?{}\n回复数字即可。", numbered(lines)),
        Say::Withdrawn { day: on, start } => format!("已撤回{}的日报“{start}…”,里面的数字不再计入。", day(*on)),
        Say::WhichReport { starts } => format!("有几条日报,要撤回哪一条?{}\n回复数字即可。", numbered(starts)),
        Say::NoReportThen => "那天没有找到你的日报。".into(),
        Say::NotKept => "好的,这条不当日报,不会保留。".into(),
        Say::IsItAReport => "没太看懂。这是日报吗?回复“是日报”就记下;想提问可以换个说法,或发“帮助”。".into(),
        Say::Empty => "这条消息没有文字内容。用几句话说说今天做了什么吧。".into(),
        Say::OnlyText => "我现在只看得懂文字,语音、图片和文件还不行。用几句话写给我就好。".into(),
        Say::TooLong { most } => format!("这条太长了(最多 {most} 个字),没有处理。请分成几条发,我会一条条记下。"),
        Say::NoSuchChoice { of } => format!("请回复 1 到 {of} 之间的数字。"),
        Say::Dropped => "好的,这一条不计入。".into(),
        Say::AsksToEndorse { by, line, quote } => {
            format!("{by}在日报里提到了你负责的指标:{line}  ←「{quote}」\n认可后才计入:回复“认可”或“不认可”。")
        }
        Say::Endorsed { line } => format!("已认可,计入:{line}"),
        Say::NotEndorsed { line } => format!("未认可,不计入:{line}"),
        Say::NameProposed { name, thing, owner } => {
            format!("好的,“{name}”就是{thing}。等{owner}同意后,大家说“{name}”我都认得。")
        }
        Say::AsksForName { by, name, thing } => {
            format!("{by}说“{name}”就是{thing}。以后把“{name}”都当作{thing},回复“同意”或“不同意”。")
        }
        Say::NameKnown { name, thing } => format!("记住了:“{name}”就是{thing}。"),
        Say::NameRefused { name, thing } => format!("好的,“{name}”不当作{thing}。"),
        Say::NameTaken { name } => format!("“{name}”已经是别的名字了,没有改。"),
        Say::NameWithoutOwner { name } => {
            format!("这一项没有负责人可以同意,“{name}”没有记下。可以请管理员在导入文件里加别名。")
        }
        Say::NoNameToDecide => "没有等你决定的事,或者已经处理过了。".into(),
        Say::NothingToEndorse => "没有等你认可的数字,或者已经处理过了。".into(),
        Say::LogInAgain => "请重新登录。".into(),
        Say::WrongPassword => "姓名或密码不对。忘了密码就请管理员再发一个邀请链接。".into(),
        Say::WaitForLogIn { seconds } => format!("试错太多次了,请 {seconds} 秒后再试。"),
        Say::WeakPassword { shortest } => format!("密码至少要 {shortest} 个字符。"),
        Say::PasswordsDiffer => "两次输入的密码不一样。".into(),
        Say::BadRequest => "这个请求看不懂,请刷新页面再试。".into(),
        Say::NotThere => "没有找到,或者你看不到。".into(),
        Say::TooFast => "发得太快了,请稍等一下。".into(),
        Say::Invitation { name, code, link, minutes } => invitation(name, code, link.as_deref(), *minutes),
        Say::NoInvitation => "没有找到要邀请的人,或者你不能邀请。管理员可以说:邀请 张伟".into(),
        Say::Corrected { line } => format!("已更正:{line}"),
        Say::Settled { line } => format!("已计入:{line}"),
        Say::ReadAgain => "已按修改后的内容重新读过。".into(),
        Say::ModelAdded { lines } => format!("模型又读了一遍,补充了 {lines} 条。"),
        Say::ModelDoubts { lines } => format!("模型又读了一遍,有 {lines} 条拿不准,请你看一眼。"),
        Say::ModelFailed => "模型这次没读成,以上是规则读到的,不影响使用。".into(),
        Say::StaleCard => "这张卡片已经更新了,请看最新的一张。".into(),
        Say::IsItYou { name, department } => format!("这个绑定码是给{name}({department})的。你是{name}吗?"),
        Say::BadCode => "这个绑定码无效、用过了或已过期。请找管理员再要一个。".into(),
        Say::NotBound => "好的,没有绑定。请找管理员要你自己的绑定码。".into(),
        Say::Unbound => "我还不知道你是谁。请找管理员要一个绑定码,然后发给我:/start 绑定码".into(),
        Say::UnboundInRoom => "我还不知道你是谁。请找管理员要一个绑定码,在私聊里发给我。".into(),
        Say::InPrivate => "这个我在私聊里回你。".into(),
        Say::CardInPrivate => "收到,已经存好;卡片发到你的私聊了。".into(),
        Say::MoreInPrivate => "这里只说群里每个人都能看的,完整的发到你的私聊了。".into(),
        Say::Unavailable => "现在存不了(数据库繁忙或不可用),这条还没有收下。请过一会儿再发一次。".into(),
        Say::Broken => "出了点问题,你的消息已经存好,没有丢;我会再试。".into(),
        Say::SetAside => "这条消息试了几次都没处理成,已经原样留存,管理员会来看。".into(),
        Say::GoalChecked { goal, missing } => smart::checked(goal, missing),
        Say::Mine { goals, tasks, reported_today, only_results } => {
            let mut text = mine(goals, tasks, *reported_today);
            if *only_results {
                text.push('\n');
                text.push_str(ONLY_RESULTS);
            }
            text
        }
        Say::Review(review) => super::review::say(review),
        Say::Field(what) => super::field::say(what),
        Say::Work(work) => super::work::say(work),
        Say::Trace(trace) => super::trace::say(trace),
        Say::Request(request) => super::request::say(request),
    }
}

fn invitation(name: &str, code: &str, link: Option<&str>, minutes: i64) -> String {
    let link = link.map(|link| format!("\n网页:{link}")).unwrap_or_default();
    format!("给{name}的邀请,{minutes} 分钟内有效,只能用一次:{link}\n聊天软件里发给机器人:/start {code}")
}

fn mine(goals: &[String], tasks: &[String], reported_today: bool) -> String {
    let mut text = String::from(if reported_today { "今天的日报:已交" } else { "今天的日报:还没交" });
    if !goals.is_empty() {
        text.push_str("\n你的指标:");
        text.push_str(&goals.iter().map(|g| format!("\n· {g}")).collect::<String>());
    }
    if !tasks.is_empty() {
        text.push_str("\n你手上的任务:");
        text.push_str(&tasks.iter().map(|t| format!("\n· {t}")).collect::<String>());
    }
    text
}

const HELP: &str = "我能做这些:
· 收日报:随便怎么写,例如“登录接口做到八成了,联调卡在运维的测试环境,下周二前搞完”
· 改日报:直接回复“不是80%,是75%”;撤回:“把我昨天写的那条删了”
· 答问题:“会员项目进展怎么样”“哪些项目卡住了,卡在谁那”“谁昨天没交日报”
· 看目标:“研发部的目标完成得怎么样”“我的KPI完成率”;“检查一下这个目标:提高客户满意度”
· 派活:“让张伟周五前做完压测”;看板:“会员项目的看板”“我的任务”
· 点评:“点评张伟昨天的日报:…”;申报指标:“我想自己申报一个KPI:…”;“待我审批的”
· 我的:看自己的指标和任务;语言:中文 / English";
