//! Words around work that a report speaks of, in Chinese.

use crate::understanding::unnamed::Words;

/// The words.
pub static WORDS: Words = Words {
    milestone: &["里程碑"],
    task: &["任务"],
    cut: &[
        "的",
        "把",
        "将",
        "这个",
        "那个",
        "本次",
        "该",
        "各个",
        "每个",
        "一个",
        "没有",
        "今天",
        "昨天",
        "目前",
        "现在",
        "我们",
        "我这边",
        "完成了",
        "完成",
        "推进",
        "达成",
        "赶",
        "项目",
        "关于",
        "所有",
        "其他",
        "手上",
        "剩下",
        "计划",
    ],
    telling: &[
        "推到", "推迟", "延到", "延期", "挪到", "改到", "提前", "顺延", "完成", "达成", "做完", "过了", "定在", "卡住",
        "做到",
    ],
};
