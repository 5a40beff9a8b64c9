//! Chinese section headings.

use crate::understanding::section::Topic;

/// Words that make a heading, and what stands under it.
pub const HEADINGS: &[(Topic, &str)] = &[
    (
        Topic::Plan,
        "明 明日 明天 明儿 明日计划 明天计划 计划 下周 下周计划 下一步 接下来 后续 后续计划 待办 次日 工作计划 后天 下步 安排 将做 要做 打算 预告",
    ),
    (
        Topic::Done,
        "今日 今天 今儿 今日完成 完成 已完成 完成情况 进展 工作 本日 昨日 昨天 本周 本周完成 今日工作 工作内容 进度 日报 周报 战报 小结 汇报 成果 做了 今日进展 主要工作 总结",
    ),
    (Topic::Doing, "进行中 在做 正在做 处理中 跟进 跟进中"),
    (Topic::Risk, "风险 卡点 问题 困难 难点 阻塞 担心 堵点 隐患 异常 风险点 遇到 遗留 预警 障碍 风险提示 存在问题"),
    (Topic::Help, "协调 求助 支持 帮助 需协调 需要协调 需支持 需要支持 需帮助 待协调 请求 协助"),
    (Topic::Effort, "工时 用时 耗时 投入 时间"),
    (Topic::Cost, "开支 费用 花费 支出 花销 成本 报销 开销 采购"),
    (Topic::Other, "数据 指标 质量 备注 其他 其它 数字 感想 心得 杂项 kpi 闲话 吐槽 学习 思考 运营数据 经营数据"),
];

/// Words that may stand in a heading beside those.
pub const BESIDE: &str =
    "的 与 和 及 需 要 我 我的 个人 汇总 情况 事项 内容 需要 工作 或 项 点 有 主要 关键 重点 一览 是 了 以及 / & ( )";
