//! The words that stand in cells for the values of `org.json`, the one that is written first.

/// A value of `org.json` and the words for it.
pub(super) type Word = (&'static str, &'static [&'static str]);

pub(super) const ROLES: &[Word] = &[
    ("employee", &["员工", "普通员工"]),
    ("project_manager", &["项目经理", "project manager"]),
    ("department_head", &["部门负责人", "部门主管", "department head"]),
    ("hr", &["人力资源", "人事"]),
    ("executive", &["高管", "管理层"]),
    ("admin", &["管理员"]),
    ("auditor", &["审计", "审计员"]),
];

pub(super) const LEVELS: &[Word] = &[
    ("company", &["公司", "公司级"]),
    ("department", &["部门", "部门级"]),
    ("position", &["岗位", "岗位级", "职位"]),
    ("person", &["个人", "人员", "个人级"]),
];

pub(super) const DIRECTIONS: &[Word] = &[
    ("higher", &["越高越好", "高", "越大越好"]),
    ("lower", &["越低越好", "低", "越小越好"]),
    ("range", &["区间", "范围", "区间内"]),
];

pub(super) const AGGREGATIONS: &[Word] = &[
    ("sum", &["累计", "求和", "合计"]),
    ("latest", &["最新", "最新值"]),
    ("average", &["平均", "平均值", "均值"]),
    ("ratio", &["比率", "比值"]),
];

pub(super) const PERIODS: &[Word] = &[
    ("week", &["周", "每周", "weekly"]),
    ("month", &["月", "每月", "月度", "monthly"]),
    ("quarter", &["季", "季度", "每季度", "quarterly"]),
    ("half_year", &["半年", "每半年", "half year", "half-yearly"]),
    ("year", &["年", "每年", "年度", "yearly"]),
];

pub(super) const CATEGORIES: &[Word] = &[("result", &["结果", "结果类", "outcome"]), ("process", &["过程", "过程类"])];

pub(super) const FORMS: &[Word] =
    &[("kpi", &["指标"]), ("objective", &["目标"]), ("key_result", &["关键结果", "key result"])];

pub(super) const RANKS: &[Word] = &[("primary", &["关键", "关键指标"]), ("supporting", &["辅助", "辅助指标"])];

pub(super) const TARGET_FORMS: &[Word] = &[
    ("absolute", &["绝对值", "数值"]),
    ("last_year", &["比去年", "同比", "last year"]),
    ("last_month", &["比上月", "环比", "last month"]),
];

pub(super) const FORMULAS: &[Word] = &[
    ("linear", &["线性"]),
    ("reciprocal", &["反比"]),
    ("change", &["变化"]),
    ("range", &["区间"]),
    ("tiers", &["分档"]),
    ("milestone", &["里程碑"]),
];

pub(super) const BEARERS: &[Word] =
    &[("project", &["项目"]), ("kpi", &["指标"]), ("report", &["日报", "报告", "汇报"])];

pub(super) const FIELD_CLASSES: &[Word] = &[("ordinary", &["公开"]), ("personal", &["个人"])];

pub(super) const CONTENTS: &[Word] = &[
    ("text", &["文字", "文本"]),
    ("number", &["数", "数字", "数值"]),
    ("date", &["日期"]),
    ("choice", &["选项", "单选"]),
];

pub(super) const FLAGS: &[Word] = &[("true", &["是", "yes", "y", "1", "√"]), ("false", &["否", "no", "n", "0"])];

/// The value that a word stands for.
pub(super) fn meant(words: &'static [Word], written: &str) -> Option<&'static str> {
    let same = |word: &str| word.eq_ignore_ascii_case(written);
    words.iter().find(|(value, names)| same(value) || names.iter().any(|n| same(n))).map(|(value, _)| *value)
}

/// The word that is written for a value; the value itself where there is none.
pub(super) fn written<'a>(words: &'static [Word], value: &'a str) -> &'a str {
    words.iter().find(|(v, _)| *v == value).map_or(value, |(_, names)| names[0])
}

/// What can be written, each in Chinese with the English word behind it: `公司 company、部门 department`.
pub(super) fn choice(words: &'static [Word]) -> String {
    words.iter().map(|(value, names)| format!("{} {value}", names[0])).collect::<Vec<_>>().join("、")
}
