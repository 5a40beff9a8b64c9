//! The sheets and their columns. A field of `org.json` is one line here; reading, writing, the template and its
//! explanations follow from it.

use super::words::{
    AGGREGATIONS, BEARERS, CATEGORIES, CONTENTS, DIRECTIONS, FIELD_CLASSES, FORMS, LEVELS, PERIODS, RANKS, ROLES,
    TARGET_FORMS, Word,
};
use crate::domain::org::Kind as Thing;

/// A sheet of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// 公司: one row.
    Company,
    /// 部门.
    Departments,
    /// 人员.
    People,
    /// 项目.
    Projects,
    /// 里程碑.
    Milestones,
    /// 任务.
    Tasks,
    /// 指标.
    Kpis,
    /// 字段: what the company adds to its projects and KPIs.
    Fields,
}

impl Sheet {
    /// All, in the order in which they are written.
    pub const ALL: [Sheet; 8] = [
        Sheet::Company,
        Sheet::Departments,
        Sheet::People,
        Sheet::Projects,
        Sheet::Milestones,
        Sheet::Tasks,
        Sheet::Kpis,
        Sheet::Fields,
    ];

    /// Its names; the first is written.
    pub(super) fn names(self) -> &'static [&'static str] {
        match self {
            Sheet::Company => &["公司", "company", "公司信息"],
            Sheet::Departments => &["部门", "departments", "department", "组织", "部门表"],
            Sheet::People => &["人员", "people", "person", "员工", "人员表", "人员名单", "员工名单", "花名册", "staff"],
            Sheet::Projects => &["项目", "projects", "project", "项目表"],
            Sheet::Milestones => &["里程碑", "milestones", "milestone", "里程碑表"],
            Sheet::Tasks => &["任务", "tasks", "task", "任务表"],
            Sheet::Kpis => &["指标", "kpis", "kpi", "指标表", "绩效指标"],
            Sheet::Fields => &["字段", "fields", "field", "自定义字段"],
        }
    }

    /// The name that is written.
    pub fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The sheet of a name.
    pub(super) fn of(name: &str) -> Option<Sheet> {
        let name = name.trim();
        Sheet::ALL.into_iter().find(|s| s.names().iter().any(|n| n.eq_ignore_ascii_case(name)))
    }

    /// Where its things stand in `org.json`.
    pub(super) fn list(self) -> &'static str {
        match self {
            Sheet::Company => "company",
            Sheet::Departments => "departments",
            Sheet::People => "people",
            Sheet::Projects => "projects",
            Sheet::Milestones => "milestones",
            Sheet::Tasks => "tasks",
            Sheet::Kpis => "kpis",
            Sheet::Fields => "fields",
        }
    }

    /// What its rows are.
    pub(super) fn thing(self) -> Thing {
        match self {
            Sheet::Company => Thing::Company,
            Sheet::Departments => Thing::Department,
            Sheet::People => Thing::Person,
            Sheet::Projects => Thing::Project,
            Sheet::Milestones => Thing::Milestone,
            Sheet::Tasks => Thing::Task,
            Sheet::Kpis => Thing::Kpi,
            Sheet::Fields => Thing::Field,
        }
    }

    /// Its columns.
    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Sheet::Company => COMPANY,
            Sheet::Departments => DEPARTMENTS,
            Sheet::People => PEOPLE,
            Sheet::Projects => PROJECTS,
            Sheet::Milestones => MILESTONES,
            Sheet::Tasks => TASKS,
            Sheet::Kpis => KPIS,
            Sheet::Fields => FIELDS,
        }
    }
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// An id; may be empty.
    Id,
    /// Text.
    Text,
    /// Several texts.
    Texts,
    /// One of some words.
    Word(&'static [Word]),
    /// Several of them.
    Words(&'static [Word]),
    /// Yes or no.
    Flag,
    /// A thing by its name or id.
    Thing(Thing),
    /// Several.
    Things(Thing),
    /// The project that a milestone or task stands under.
    Project,
    /// Whose a KPI is: of what kind, the level says.
    Owner,
    /// A day.
    Day,
    /// Spans of days.
    Spans,
    /// A whole number.
    Whole,
    /// A figure.
    Figure,
    /// A figure in per cent, with or without the sign.
    Percent,
    /// A figure in the KPI's unit.
    InUnit,
    /// The same, or two of them: `0.1~0.5`.
    Target,
    /// A formula with its figures: `分档 80~120`.
    Scoring,
    /// What stands in the company's own fields on such a thing: `客户等级=A、合同金额=120`.
    Fields,
}

/// A column of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// The field of `org.json`.
    pub field: &'static str,
    /// Its headings; the first is written.
    pub heads: &'static [&'static str],
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a row without it is at fault.
    pub needed: bool,
    /// What it is, for the template.
    pub about: &'static str,
    /// The cell of the template's example.
    pub example: &'static str,
}

type Heads = &'static [&'static str];

const fn need(field: &'static str, heads: Heads, kind: Kind, about: &'static str, example: &'static str) -> Column {
    Column { field, heads, kind, needed: true, about, example }
}

const fn may(field: &'static str, heads: Heads, kind: Kind, about: &'static str, example: &'static str) -> Column {
    Column { field, heads, kind, needed: false, about, example }
}

const fn id(heads: Heads, example: &'static str) -> Column {
    may("id", heads, Kind::Id, "不填则按名称生成,同名的要各填一个;填了就不要再改", example)
}

const fn name(heads: Heads, example: &'static str) -> Column {
    need("name", heads, Kind::Text, "大家认得的名称", example)
}

const fn aliases(example: &'static str) -> Column {
    may("aliases", &["别名", "aliases", "alias", "其他叫法"], Kind::Texts, "平时还怎么叫,用顿号隔开,越全越好", example)
}

const fn fields(example: &'static str) -> Column {
    may("fields", &["自定义", "fields", "custom fields"], Kind::Fields, "“字段”表里的字段,写成 字段=值", example)
}

const COMPANY: &[Column] = &[
    id(&["编号", "id", "公司编号"], ""),
    name(&["名称", "name", "公司名称", "公司"], "星河科技"),
    may("timezone", &["时区", "timezone", "time zone"], Kind::Text, "不填为 Asia/Shanghai", "Asia/Shanghai"),
    may(
        "fiscal_year_start_month",
        &["财年起始月", "fiscal_year_start_month", "fiscal year start month"],
        Kind::Whole,
        "财年从几月开始,1 到 12;不填为 1",
        "1",
    ),
    may(
        "records_views",
        &["记录查看", "records_views", "records views"],
        Kind::Flag,
        "是否记下谁看过别人的日报和个人数据;不填为否",
        "否",
    ),
];

const DEPARTMENTS: &[Column] = &[
    id(&["编号", "id", "部门编号"], ""),
    name(&["名称", "name", "部门名称", "部门"], "研发部"),
    aliases("研发、技术部"),
    may("parent", &["上级部门", "parent", "parent department"], Kind::Thing(Thing::Department), "上一级部门", ""),
    may("head", &["负责人", "head", "部门负责人", "主管"], Kind::Thing(Thing::Person), "部门负责人", "李雷"),
];

const PEOPLE: &[Column] = &[
    id(&["编号", "id", "工号", "员工编号"], ""),
    name(&["姓名", "name", "名称", "员工姓名"], "李雷"),
    aliases("老李"),
    need("department", &["部门", "department", "所属部门"], Kind::Thing(Thing::Department), "所在部门", "研发部"),
    may("position", &["岗位", "position", "职位", "职务", "title"], Kind::Text, "岗位名称", "研发经理"),
    may("manager", &["直属上级", "manager", "上级", "汇报对象"], Kind::Thing(Thing::Person), "直接汇报给谁", ""),
    may("roles", &["角色", "roles", "role"], Kind::Words(ROLES), "可以有几个", "员工、部门负责人"),
    may("left", &["离职日期", "left", "离职日"], Kind::Day, "从这一天起不再是公司的人", ""),
    may(
        "leave",
        &["休假", "leave", "请假"],
        Kind::Spans,
        "休假的日子,首尾都算,几段用顿号隔开",
        "2026-10-08~2026-10-10",
    ),
];

const PROJECTS: &[Column] = &[
    id(&["编号", "id", "项目编号"], ""),
    name(&["名称", "name", "项目名称", "项目"], "会员中心重构"),
    aliases("会员项目"),
    need("owner", &["负责人", "owner", "项目经理", "项目负责人"], Kind::Thing(Thing::Person), "谁负责", "李雷"),
    may("members", &["成员", "members", "项目成员"], Kind::Things(Thing::Person), "还有谁参加", ""),
    may("start", &["开始日期", "start", "开始"], Kind::Day, "第一天", "2026-10-01"),
    may("due", &["截止日期", "due", "计划完成日期", "截止"], Kind::Day, "最后一天", "2026-12-20"),
    may("budget", &["预算", "budget"], Kind::Figure, "可以花多少", "300000"),
    may("currency", &["币种", "currency"], Kind::Text, "预算的币种,不填为 CNY", "CNY"),
    may("planned_hours", &["计划工时", "planned_hours", "planned hours"], Kind::Figure, "可以用多少小时", "1200"),
    fields("客户等级=A"),
];

const MILESTONES: &[Column] = &[
    id(&["编号", "id", "里程碑编号"], ""),
    need("project", &["项目", "project", "所属项目"], Kind::Project, "属于哪个项目", "会员中心重构"),
    name(&["名称", "name", "里程碑名称", "里程碑"], "接口联调"),
    aliases(""),
    may("due", &["截止日期", "due", "计划完成日期", "截止"], Kind::Day, "计划哪天到", "2026-11-25"),
];

const TASKS: &[Column] = &[
    id(&["编号", "id", "任务编号"], ""),
    need("project", &["项目", "project", "所属项目"], Kind::Project, "属于哪个项目", "会员中心重构"),
    name(&["名称", "name", "任务名称", "任务"], "登录接口"),
    aliases("登录"),
    may("assignee", &["执行人", "assignee", "负责人"], Kind::Thing(Thing::Person), "谁做", "李雷"),
    may("due", &["截止日期", "due", "计划完成日期", "截止"], Kind::Day, "计划哪天做完", "2026-11-22"),
];

const KPIS: &[Column] = &[
    id(&["编号", "id", "指标编号"], ""),
    name(&["名称", "name", "指标名称", "指标"], "月均发布版本数"),
    aliases("发版"),
    need("level", &["层级", "level"], Kind::Word(LEVELS), "是谁的指标", "部门"),
    may(
        "owner",
        &["归属", "owner", "所有者", "负责方"],
        Kind::Owner,
        "哪个部门、哪个岗位或哪个人的;公司的指标可以不填",
        "研发部",
    ),
    need("unit", &["单位", "unit"], Kind::Text, "%、h、天、CNY、USD,或量词(个、单、条)", "个"),
    need("direction", &["方向", "direction"], Kind::Word(DIRECTIONS), "怎样算好", "越高越好"),
    need(
        "aggregation",
        &["汇总方式", "aggregation", "汇总"],
        Kind::Word(AGGREGATIONS),
        "一期里的数怎么合成一个",
        "累计",
    ),
    need("period", &["周期", "period"], Kind::Word(PERIODS), "多久重新算一次", "月"),
    may("target", &["目标", "target", "目标值"], Kind::Target, "要达到多少;区间写成 0.1~0.5", "2"),
    may("baseline", &["基线", "baseline", "基线值"], Kind::InUnit, "从多少开始", ""),
    may("start", &["开始日期", "start", "开始"], Kind::Day, "第一天", "2026-10-01"),
    may("end", &["结束日期", "end", "结束"], Kind::Day, "最后一天", "2026-12-31"),
    may("category", &["类别", "category", "类型"], Kind::Word(CATEGORIES), "不填为结果", "结果"),
    may("weight", &["权重", "weight"], Kind::Percent, "在归属者的指标里占百分之几", "40"),
    may("parent", &["上级指标", "parent", "parent kpi"], Kind::Thing(Thing::Kpi), "支撑哪个指标", ""),
    may("form", &["形式", "form"], Kind::Word(FORMS), "不填为指标;关键结果的上级指标是一个目标", ""),
    may("rollup", &["汇总下级", "rollup", "roll-up"], Kind::Flag, "自己没有数时,按权重汇总下级的完成率", ""),
    may("rank", &["主次", "rank"], Kind::Word(RANKS), "关键还是辅助", ""),
    may("supports", &["对齐", "supports", "支持的指标"], Kind::Things(Thing::Kpi), "还与哪些指标对齐", ""),
    may(
        "target_form",
        &["目标形式", "target_form", "target form"],
        Kind::Word(TARGET_FORMS),
        "不填为绝对值;否则目标是比那时增减百分之几",
        "",
    ),
    may("scoring", &["计分方式", "scoring"], Kind::Scoring, "完成率怎么算;不填按方向", "分档 1~3"),
    may("numerator", &["分子", "numerator"], Kind::Thing(Thing::Kpi), "比率的分子是哪个指标", ""),
    may("denominator", &["分母", "denominator"], Kind::Thing(Thing::Kpi), "比率的分母是哪个指标", ""),
    fields(""),
];

const FIELDS: &[Column] = &[
    id(&["编号", "id", "字段编号"], ""),
    name(&["名称", "name", "字段名称", "字段"], "客户等级"),
    aliases("等级"),
    need("of", &["对象", "of", "applies to"], Kind::Word(BEARERS), "加在什么上", "项目"),
    need("kind", &["类型", "kind", "type"], Kind::Word(CONTENTS), "填什么", "选项"),
    may("unit", &["单位", "unit"], Kind::Text, "数的单位", ""),
    may("choices", &["选项", "choices"], Kind::Texts, "可以选哪些", "A、B、C"),
    may(
        "department",
        &["部门", "department"],
        Kind::Thing(Thing::Department),
        "日报的字段:哪个部门的日报有,不填为全公司",
        "",
    ),
    may("class", &["可见", "class", "visible to"], Kind::Word(FIELD_CLASSES), "日报的字段:谁能看到,不填为个人", ""),
];
