//! What a goal lacks, in Chinese.

use crate::understanding::smart::Code;

fn name(code: Code) -> &'static str {
    match code {
        Code::M => "衡量什么",
        Code::N => "数值",
        Code::T => "时间",
        Code::V => "能检验的说法",
        Code::B => "对比基准",
    }
}

fn question(code: Code) -> &'static str {
    match code {
        Code::M => "用哪个指标或交付物来衡量?例如留存率、上线、签约额",
        Code::N => "做到多少算达成?例如85%、8000人、不超过1次",
        Code::T => "到什么时候,或者多久一次?例如Q1、年底前、每周",
        Code::V => "“提升、加强、尽快”这类词怎么才算做到?换成能数、能看到的结果",
        Code::B => "和什么比?例如比去年同期、从45天到30天",
    }
}

/// What a goal lacks, one question each, and how it could be put.
pub(super) fn checked(goal: &str, missing: &[Code]) -> String {
    if missing.is_empty() {
        return format!("“{goal}”合格:衡量什么、多少、什么时候都说清了。");
    }
    let asked: String = missing.iter().map(|c| format!("\n· {}:{}", name(*c), question(*c))).collect();
    format!(
        "“{goal}”还不能考核,缺:{}。{asked}\n可以这样写:{}\n补好后再发“检查一下这个目标:…”,我再看一遍。",
        names(missing),
        reworded(goal, missing)
    )
}

/// What is missing, by name.
pub(super) fn names(missing: &[Code]) -> String {
    missing.iter().map(|c| name(*c)).collect::<Vec<_>>().join("、")
}

/// The goal with a gap for all that is missing.
pub(super) fn reworded(goal: &str, missing: &[Code]) -> String {
    let lacks = |code| missing.contains(&code);
    let when = if lacks(Code::T) { "在__(时间)前," } else { "" };
    let against = if lacks(Code::B) { ",比__(去年同期或现状)" } else { "" };
    let measure = if lacks(Code::M) { ",以__(指标或交付物)衡量" } else { "" };
    let number = if lacks(Code::N) { ",达到__(数值和单位)" } else { "" };
    format!("{when}{}{measure}{number}{against}", goal.trim_end_matches(['。', '.', '!', '!']))
}
