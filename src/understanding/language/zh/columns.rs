//! Chinese headers of the columns of a table.

use crate::understanding::table::Column;

/// Words that stand at the head of a column, and what its cells hold.
pub const COLUMNS: &[(Column, &str)] = &[
    (
        Column::Task,
        "任务 任务名称 工作任务 任务内容 工作内容 工作项 工作事项 事项 项目 项目名称 项目/任务 模块 功能 内容 需求 里程碑 子任务 名称 任务项",
    ),
    (Column::Progress, "进度 完成进度 当前进度 任务进度 完成度 完成率 完成比例 完成百分比 进展 百分比"),
    (Column::State, "状态 任务状态 当前状态 完成状态 完成情况 是否完成 情况 现状"),
    (
        Column::Due,
        "截止 截止日期 截止时间 截止日 预计完成 预计完成时间 预计完成日期 预计完成日 计划完成 计划完成时间 计划完成日期 计划完成日 到期 到期日 到期时间 期限 交付日期 预计交付 预计上线",
    ),
    (Column::Effort, "工时 耗时 用时 实际工时 已用工时 今日工时 投入工时 花费时间 投入时间"),
    (Column::Owner, "负责人 责任人 经办人 执行人 跟进人 处理人 人员 姓名 成员"),
    (
        Column::Serial,
        "序号 编号 序 优先级 级别 权重 计划工时 预计工时 预估工时 开始时间 开始日期 开始 起始日期 计划开始",
    ),
];

/// States of work in progress, as a cell tells them.
pub const GOING_ON: &str = "进行中 在做 在进行 开发中 处理中 执行中 推进中 测试中 联调中 已开始 正在进行";
