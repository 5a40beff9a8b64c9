//! What zhixing says of what was done and looked at, in Chinese.

use super::card::day;
use crate::{
    domain::access::Class,
    wording::trace::{TraceSay, lines, looks},
};

pub(in crate::wording) fn say(what: &TraceSay) -> String {
    match what {
        TraceSay::Log(entries) => {
            format!("最近 {} 条审计记录,新的在前;全部用 zhixing audit 看:{}", entries.len(), lines(entries))
        }
        TraceSay::NoLog => "审计日志只有审计员能看。".into(),
        TraceSay::Looked(all) if all.is_empty() => "记录里还没有人看过你的日报和个人数字。".into(),
        TraceSay::Looked(all) => format!("看过你的日报和个人数字的,新的在前:{}", looks(all, day, kind, "、")),
        TraceSay::NotRecorded => {
            "公司没有打开查看记录,所以谁看过没有记下来。想知道谁有权看,可以问“谁能看我的日报”。".into()
        }
    }
}

fn kind(class: Class) -> &'static str {
    if class == Class::ReportText {
        "日报原文"
    } else if matches!(class, Class::PersonKpi | Class::PositionKpi) {
        "个人指标"
    } else {
        "做了什么和工时"
    }
}
