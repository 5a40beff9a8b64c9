//! Words around a field of the company's own, in Chinese.

use crate::{
    domain::org::Bearer,
    understanding::field::{DefiningWords, FilledWords, Words},
};

/// The words.
pub static WORDS: Words = Words {
    openings: &["", "把", "将", "请把", "请将", "麻烦把", "请问", "查一下", "看看", "清空", "去掉"],
    of_thing: &["的", "", " ", " 的 ", " 的", "的 ", "这个项目的", "项目的", "指标的"],
    of_field: &[],
    links: &[
        "应该是",
        "设置为",
        "设置成",
        "设为",
        "设成",
        "改成",
        "改为",
        "填成",
        "填",
        "定为",
        "是",
        "为",
        "=",
        ":",
        " 是 ",
        " 是",
        " 为 ",
        " 改成 ",
        " 设为 ",
        " = ",
        " ",
    ],
    asking: &[
        "什么",
        "是什么",
        "是啥",
        "啥",
        "是多少",
        "多少",
        "是几",
        "几",
        "是哪天",
        "哪天",
        "是哪个",
        "哪个",
        "呢",
        "是什么呢",
        "有没有填",
    ],
    emptying: &["清空", "空", "去掉", "删掉", "无"],
};

/// The words around a field of a report.
pub static FILLED: FilledWords = FilledWords {
    links: &[
        " ",
        ":",
        "=",
        "是",
        "为",
        "有",
        "共",
        "一共",
        "总共",
        "合计",
        "达",
        "达到",
        "完成",
        "了",
        "今天",
        "今日",
        "约",
        "大约",
        "大概",
        "差不多",
    ],
    stating: &[":", "=", "是", "为"],
    counters: &["数", "数量", "量", "个数", "次数", "人数"],
    done: &["了", "过", " ", "共", "一共", "约", "大约", "大概", "差不多"],
    of: &["的", " ", "个", "家", "位", "名", "次", "条", "份", "台", "单"],
    repairs: &["不对", "不是", "错了", "说错了", "写错了", "更正", "哦不", "应该是", "改成"],
    how_many: &["多少", "几", "家", "个", "位", "名", "次", "条", "份", "台", "单", "了"],
};

/// Links that say that a figure is rough.
pub static ROUGH: &[&str] = &["约", "大约", "大概", "差不多"];

/// Before a figure that is meant to be, not one that is.
pub static AIMS: &[&str] = &["计划", "目标", "打算", "准备", "预计", "争取", "应", "要求"];

/// What asks for a sum.
pub static SUMS: &[&str] = &["合计", "总计", "总数", "总共", "一共", "汇总", "排名"];

/// The words around a definition.
pub static DEFINING: DefiningWords = DefiningWords {
    adding: &[
        "加",
        "加上",
        "增加",
        "新增",
        "添加",
        "新建",
        "加一个",
        "加个",
        "增加一个",
        "新增一个",
        "添加一个",
        "建一个",
    ],
    field: &["字段", "自定义字段"],
    bearers: &[
        ("日报", Bearer::Report),
        ("周报", Bearer::Report),
        ("汇报", Bearer::Report),
        ("报告", Bearer::Report),
        ("项目", Bearer::Project),
        ("指标", Bearer::Kpi),
        ("kpi", Bearer::Kpi),
    ],
    removing: &["删了", "删掉", "删除", "去掉", "取消"],
    filler: &[
        "给", "为", "在", "请", "把", "将", "的", "里", "上", "所有", "这个", "一个", "个", " ", "“", "”", "\"", "「",
        "」",
    ],
    ends: &[":", "叫", "叫做", "名叫", "名为"],
    renaming: &[("", "改名为"), ("", "改名叫"), ("", "改名成"), ("", "改叫"), ("", "重命名为")],
    choosing: &[("", "的选项改成"), ("", "的选项改为"), ("", "的选项是"), ("", "选项改成"), ("", "选项改为")],
    text: &["文字", "文本", "一行字", "一行文字"],
    number: &["数字", "数", "数值", "数量"],
    date: &["日期", "日子"],
    choices: &["选项", "选项:", "选项是", "选项为", "单选", "单选:"],
    unit: &["单位", "单位:", "单位是", "单位为"],
    alias: &["别名", "别名:", "英文", "英文名", "英文:", "英文名:", "又叫", "也叫"],
};
