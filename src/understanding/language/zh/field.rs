//! Words around a field of the company's own, in Chinese.

use crate::understanding::field::{FilledWords, Words};

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
