//! Words of questions in English.

use crate::understanding::question::{
    BoardWords,
    cue::{Cue, Table},
};

/// What points to what; all lower case, whole words. `..` stands for a few characters between.
#[rustfmt::skip]
pub const CUES: Table = &[
    (Cue::Salary, &["salary", "salaries", "earn", "earns", "earning", "paid a month", "pay grade", "wage",
        "wages", "bonus", "compensation", "get paid", "make a month", "make a year", "paycheck",
        "payslip", "pay slip", "remuneration", "stock options", "pay raise", "take home",
        "how much does..make"]),
    (Cue::Score, &["performance score", "performance rating", "performance review", "appraisal", "appraisals",
        "review score", "rating", "performance ranking", "top performers", "worst performer",
        "performance scores", "performance ratings", "performance grade"]),
    (Cue::PeerReview, &["peer review", "peer reviews", "peer feedback", "360 review", "360 feedback", "360"]),
    (Cue::Outside, &["weather", "flight", "flights", "train ticket", "tickets to", "hotel", "stock price",
        "stocks", "shares to buy", "lottery", "joke", "poem", "movie", "movies", "film", "restaurant",
        "restaurants", "recipe", "translate", "python", "javascript", "world cup", "football", "capital of",
        "president", "horoscope", "song", "bitcoin", "news", "game", "population of", "taxi", "lunch", "dinner",
        "exchange rate", "for loop", "write code", "haircut", "vacation spot", "how tall is",
        "temperature", "umbrella", "rain", "book a table", "book me", "who won", "what time is it"]),
    (Cue::Learn, &["learn", "learning", "course", "courses", "training should", "get better at", "improve my",
        "skill", "skills", "study", "upskill", "recommend..training", "grow in"]),
    (Cue::NotReported, &["not reported", "hasn't reported", "haven't reported", "has not reported",
        "have not reported", "didn't report", "did not report", "didn't submit", "did not submit",
        "not submitted", "hasn't submitted", "haven't submitted", "missing report", "missing reports",
        "missed their report", "not filed", "didn't file", "did not file", "hasn't filed", "haven't filed",
        "no report", "missing their daily", "without a report", "skipped",
        "yet to report", "yet to submit", "yet to file", "hasn't sent", "haven't sent", "didn't send",
        "forgot to", "who's missing", "who is missing", "hasn't written", "haven't written",
        "didn't write", "didn't hand in", "haven't handed in", "no daily"]),
    (Cue::Reported, &["reported", "submitted", "filed", "handed in", "turned in", "sent in", "file a",
        "submit a"]),
    (Cue::Report, &["report", "reports", "daily", "dailies", "daily report", "daily reports"]),
    (Cue::Show, &["show", "list", "read", "see", "give me", "pull up", "what is in", "what's in", "say"]),
    (Cue::Waiting, &["waiting for", "waiting on", "waits for", "wait for", "depends on", "needs something from",
        "blocked by", "blocked on", "held up by", "stuck on", "waits on", "waiting", "owes", "owe"]),
    (Cue::Blocked, &["blocked", "blocker", "blockers", "blocking", "stuck", "held up", "impediment",
        "impediments", "obstacles", "need my help", "needs my help", "need from me", "needs from me",
        "need my support", "escalate",
        "hold-up", "holdup", "holding up", "stalled", "roadblock", "roadblocks", "bottleneck",
        "bottlenecks", "in the way"]),
    (Cue::Why, &["why", "reason", "cause", "causes", "caused", "holding..up", "holding..back", "how come",
        "what went wrong", "behind the delay", "what is delaying",
        "what's holding", "what is holding", "what's wrong with", "what is wrong with",
        "what's causing", "hold-up", "holdup", "slow"]),
    (Cue::Rank, &["rank", "ranked", "sort", "order by", "highest to lowest", "lowest to highest", "from highest",
        "from lowest", "furthest along", "furthest behind", "most complete", "least complete",
        "compare the progress",
        "slowest", "fastest", "furthest ahead", "least progress", "most progress"]),
    (Cue::Ascending, &["lowest to highest", "from lowest", "furthest behind", "least complete", "slowest",
        "lowest first", "ascending", "lowest", "least",
        "least progress"]),
    (Cue::Risk, &["risk", "risks", "at risk", "likely to be late", "likely to slip", "likely to be delayed",
        "going to be late", "will be late", "will slip", "make it in time", "on time", "on track",
        "behind schedule", "in danger", "in trouble", "worried", "miss its deadline", "miss the deadline",
        "miss their deadline", "slipping", "going wrong", "trouble", "red flags", "concerned about",
        "shaky", "late", "delayed", "jeopardy", "might slip", "could slip", "slip", "worry",
        "worrying", "problem", "problems", "make the deadline", "meet the deadline",
        "hit the deadline", "in time", "falling behind", "running behind", "be ready by", "make it by"]),
    (Cue::Most, &["most", "which project is"]),
    (Cue::Money, &["cost", "costs", "spent", "spend", "spending", "budget", "expense", "expenses", "money",
        "over budget",
        "cash", "burned", "paid for"]),
    (Cue::Hours, &["hours", "hour", "how much time", "how long did", "effort", "person-days", "man-days",
        "overtime", "how many days",
        "time went into", "time spent", "time has gone into", "how much work"]),
    (Cue::Change, &["changed", "change", "dropped", "drop", "rose", "risen", "increased", "decreased", "trend",
        "trending", "went up", "went down", "gone up", "gone down", "fallen", "fell", "improved", "grown",
        "developed", "compare", "compared", "versus", "vs",
        "better or worse", "up or down", "higher or lower", "month over month", "week over week",
        "than last", "since last", "difference",
        "develop", "developing", "evolve", "evolved"]),
    (Cue::Latest, &["latest", "most recent", "last reported", "last time", "newest", "last figure", "last value"]),
    (Cue::Gap, &["gap", "short of", "away from", "far from", "how far off", "missing to", "below target",
        "above target", "over target", "under target", "to go", "still need", "from target", "left to",
        "off target", "close to", "how close", "remaining", "shortfall"]),
    (Cue::Goal, &["goal", "goals", "target", "targets", "kpi", "kpis", "okr", "okrs", "metrics", "objectives"]),
    (Cue::Missed, &["missed", "not reached", "not met", "below target", "off target", "behind on",
        "missing their target", "not on target", "failing", "not hitting", "off track"]),
    (Cue::Reached, &["reached", "met", "on target", "hit the target", "hit our", "within range",
        "meet the target", "meeting", "hitting", "enough", "in the range", "good enough",
        "hit", "hit target", "making"]),
    (Cue::When, &["when", "what date", "which day", "what day", "which date", "how soon", "eta",
        "when's", "by when", "how long until", "how long till"]),
    (Cue::Moved, &["moved to", "postponed", "rescheduled", "pushed to", "pushed back", "slipped to", "new date",
        "delayed to", "delayed until", "moved",
        "slipped", "shifted", "delayed"]),
    (Cue::Deadline, &["due", "deadline", "deadlines", "due date", "due dates", "milestone", "milestones"]),
    (Cue::Slipped, &["moved", "postponed", "rescheduled", "pushed back", "slipped", "changed dates",
        "changed their dates", "new dates", "date changes",
        "got delayed", "been delayed", "were delayed", "was delayed", "what slipped"]),
    (Cue::Best, &["best", "worst", "highest", "lowest", "most", "least", "top"]),
    (Cue::Highest, &["highest", "most"]),
    (Cue::Worst, &["worst"]),
    (Cue::Compared, &["more", "fewer", "higher", "lower", "better", "ahead"]),
    (Cue::Team, &["'s team", "team"]),
    (Cue::Projects, &["project", "projects"]),
    (Cue::Milestones, &["milestones", "deadlines", "due dates"]),
    (Cue::Ahead, &["make it by", "be ready by", "be done by", "finish by", "in time for", "by the end of"]),
    (Cue::Summary, &["summary", "summarise", "summarize", "recap", "what's new", "what is new", "overview", "highlights"]),
    (Cue::Overdue, &["overdue", "past due", "past their due", "past its due", "late tasks", "late items",
        "already late"]),
    (Cue::Owner, &["who owns", "owner", "who is responsible", "who's responsible", "in charge of", "who is working on",
        "who's working on"]),
    (Cue::Viewers, &["who can see", "who can read", "who sees", "who reads"]),
    (Cue::Next, &["next", "upcoming", "coming up", "soon", "coming"]),
    (Cue::Task, &["task", "tasks", "to-do", "todo", "to do", "on my plate", "on..plate", "open items",
        "outstanding", "assigned to", "workload", "unfinished", "left to do",
        "still open", "still to do", "still have to do", "open work", "remaining work", "work left",
        "left for me", "what's left"]),
    (Cue::Did, &["what did", "been doing", "been up to", "working on", "worked on", "what has", "what have",
        "accomplish", "get done", "got done", "been working", "activity", "up to",
        "worked", "busy with", "achieve", "achieved"]),
    (Cue::State, &["goal tree", "tree of goals", "how far", "progress", "status", "state of", "still on", "still running", "still going",
        "going ahead", "what happened", "how is", "how are", "how's", "finished", "done", "complete", "completed",
        "started", "paused", "cancelled", "canceled", "percent", "along", "how did", "how does", "doing",
        "running", "ready", "still planned", "happening",
        "what's up with", "where are we with", "where do we stand", "where are we on", "update on",
        "how far along", "live yet", "over yet"]),
    (Cue::Quantity, &["how many", "how much", "what is", "what's", "what was", "how high", "how low", "how big",
        "what are", "number of", "what were"]),
    (Cue::People, &["how many people", "how many", "how many of"]),
    (Cue::Which, &["which", "who", "who's", "what tasks", "any", "what projects", "whose",
        "what's late", "anyone", "anybody", "anything"]),
    (Cue::Mine, &["i", "my", "me", "i've", "i'm", "mine"]),
    (Cue::Ours, &["our", "we", "us", "my team", "the team", "my department", "we've"]),
    (Cue::Department, &["department", "my team", "the team"]),
    (Cue::Company, &["company", "everyone", "everybody", "company-wide", "overall goals", "the firm",
        "all departments",
        "overall"]),
    (Cue::Ellipsis, &["and", "what about", "how about"]),
    (Cue::Business, &["rate", "revenue", "sales", "cost", "profit", "customers", "orders", "our", "share",
        "number of", "this month", "volume", "income", "margin", "department", "clients"]),
    (Cue::UntilNow, &["so far", "until now", "up to now", "to date", "since"]),
];

/// How many.
pub const COUNTING: &[&str] = &["how many", "number of"];

/// Numbers in words, from one.
pub const NUMBERS: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// Kinds of things that are counted in a ranking.
pub const THINGS: &[&str] = &["projects", "tasks", "milestones", "kpis", "departments", "people"];

/// The word that turns the one before it into a project's.
pub const PROJECT_WORD: &str = "project";

/// Words before it that name none.
pub const PLAIN: &[&str] = &[
    "the", "this", "that", "which", "what", "each", "every", "any", "our", "whole", "new", "same", "all", "other",
    "my", "slowest", "current",
];

/// Business words with what they are called in Chinese, for companies whose things have Chinese names alone.
#[rustfmt::skip]
pub const GLOSSARY: &[(&str, &[&str])] = &[
    ("turnover rate", &["离职率", "流失率"]), ("staff turnover", &["离职率"]), ("turnover", &["离职率", "营业额"]),
    ("attrition", &["流失率", "离职率"]), ("churn", &["流失率"]), ("store", &["门店", "店"]),
    ("shop", &["门店", "店"]), ("gross margin", &["毛利率"]), ("margin", &["毛利率", "利润率"]),
    ("revenue", &["销售额", "营业额", "营收", "收入"]), ("sales", &["销售额", "销售", "销量"]),
    ("satisfaction", &["满意度"]), ("return rate", &["退货率"]), ("returns", &["退货"]),
    ("crash", &["崩溃", "闪退"]), ("traffic", &["客流", "流量", "访问量"]), ("complaint", &["客诉", "投诉"]),
    ("complaints", &["客诉", "投诉"]), ("inventory", &["库存"]), ("stock", &["库存"]), ("coverage", &["覆盖率"]),
    ("conversion", &["转化率"]), ("leads", &["线索"]), ("flyer", &["传单"]), ("flyers", &["传单"]),
    ("promotion", &["推广", "促销"]), ("campaign", &["活动", "推广"]), ("training", &["培训"]),
    ("launch", &["上线", "发布"]), ("migration", &["迁移"]), ("test", &["测试"]), ("testing", &["测试"]),
    ("review", &["评审", "复盘"]), ("warehouse", &["仓库", "仓"]), ("overseas", &["海外"]),
    ("delivery", &["配送", "交付"]), ("shipping", &["发货"]), ("accuracy", &["准确率"]),
    ("followers", &["粉丝", "关注"]), ("fans", &["粉丝"]), ("receivables", &["应收"]), ("receivable", &["应收"]),
    ("overdue", &["逾期"]), ("deals", &["签约", "签单"]), ("contracts", &["合同", "签约"]),
    ("contract", &["合同", "签约"]), ("hires", &["入职", "到岗"]), ("recruiting", &["招聘"]), ("hiring", &["招聘"]),
    ("employee", &["员工"]), ("customer", &["客户"]), ("client", &["客户"]), ("patient", &["患者"]),
    ("waiting time", &["候诊"]), ("response time", &["响应", "首响"]), ("release", &["发布", "发版"]),
    ("releases", &["发布", "发版"]), ("bug", &["bug"]), ("fix", &["修复"]), ("renewal", &["续费率", "续约"]),
    ("visit", &["回访", "拜访"]), ("visits", &["回访", "拜访", "访问"]), ("login", &["登录"]),
    ("interface", &["接口"]), ("integration", &["对接", "集成"]), ("acceptance", &["验收"]),
    ("inspection", &["巡检", "检查", "质检"]), ("quality", &["质量", "质检"]), ("design", &["设计"]),
    ("prototype", &["原型"]), ("office", &["办公室"]), ("move", &["搬迁"]), ("website", &["官网", "网站"]),
    ("network", &["网络"]), ("equipment", &["设备"]), ("installation", &["安装"]), ("purchase", &["采购"]),
    ("procurement", &["采购"]), ("supplier", &["供应商"]), ("survey", &["调研", "问卷"]), ("interview", &["访谈"]),
    ("interviews", &["访谈"]), ("yield", &["良率", "合格率"]), ("pass rate", &["合格率"]),
    ("defect", &["缺陷", "不良"]), ("safety", &["安全"]), ("output", &["产量", "产值"]), ("cost", &["成本"]),
    ("construction", &["施工"]), ("permit", &["许可"]), ("bid", &["投标"]), ("tender", &["投标", "招标"]),
    ("enrolment", &["招生", "报名"]), ("enrollment", &["招生", "报名"]), ("course", &["课程"]), ("class", &["班"]),
    ("live", &["直播"]), ("video", &["视频"]), ("poster", &["海报"]), ("expert", &["专家"]), ("opinion", &["意见"]),
    ("evidence", &["证据"]), ("hearing", &["开庭"]), ("plan", &["方案", "计划"]), ("robot", &["机器人"]),
    ("dashboard", &["看板"]), ("data", &["数据"]), ("cache", &["缓存"]), ("offline", &["离线"]),
    ("payment", &["支付"]), ("member", &["会员"]), ("mall", &["商城"]), ("on-time", &["准时", "按时", "准点"]),
    ("punctuality", &["准点", "准时"]), ("vehicle", &["车辆", "车"]), ("driver", &["司机"]),
    ("route", &["线路", "路线"]), ("fuel", &["油耗", "油费"]), ("damage", &["货损", "破损"]),
    ("cold chain", &["冷链"]), ("parcel", &["包裹", "快件"]), ("accident", &["事故"]),
    ("hazard", &["隐患"]), ("hazards", &["隐患"]), ("rectification", &["整改"]), ("rework", &["返工"]),
    ("scrap", &["报废"]), ("capacity", &["产能"]), ("throughput", &["吞吐", "产量"]), ("downtime", &["停机"]),
    ("uptime", &["可用率", "在线率"]), ("availability", &["可用率", "可用性"]), ("latency", &["时延", "延迟"]),
    ("invoice", &["发票", "开票"]), ("invoices", &["发票", "开票"]), ("collection", &["回款", "催收"]),
    ("collections", &["回款", "催收"]), ("profit", &["利润"]), ("expense", &["费用"]), ("headcount", &["编制", "人数"]),
    ("onboarding", &["入职"]), ("retention", &["留存率", "保留率", "续约率"]), ("students", &["学员", "学生"]),
    ("student", &["学员", "学生"]), ("lesson", &["课"]), ("lessons", &["课"]), ("attendance", &["出勤率", "到课率"]),
    ("occupancy", &["入住率", "占用率", "出租率"]), ("room", &["客房", "房"]), ("menu", &["菜单", "菜品"]),
    ("kitchen", &["厨房", "后厨"]), ("dish", &["菜品"]), ("table", &["桌", "翻台率"]), ("bed", &["床位"]),
    ("surgery", &["手术"]), ("outpatient", &["门诊"]), ("ward", &["病房"]), ("case", &["案件", "病例"]),
    ("cases", &["案件", "病例"]), ("billing", &["计费", "开票"]), ("filing", &["立案", "申报"]), ("audit", &["审计"]),
    ("compliance", &["合规"]), ("server", &["服务器"]), ("cluster", &["集群"]), ("model", &["模型"]),
    ("label", &["标注", "标签"]), ("level", &["关卡", "等级"]), ("players", &["玩家"]), ("art", &["美术"]),
    ("animation", &["动画"]), ("sound", &["音效"]), ("mold", &["模具"]), ("mould", &["模具"]), ("line", &["产线"]),
    ("assembly", &["装配", "组装"]), ("batch", &["批"]), ("sample", &["样品", "打样"]), ("materials", &["物料", "材料"]),
    ("material", &["物料", "材料"]), ("steel", &["钢材", "钢筋"]), ("concrete", &["混凝土"]), ("site", &["工地", "现场"]),
    ("handover", &["交付", "移交"]), ("export", &["出口", "导出"]), ("import", &["进口", "导入"]),
    ("customs", &["报关", "通关"]), ("clearance", &["通关", "清关"]), ("lease", &["租"]), ("energy", &["能耗"]),
    ("exhibition", &["展会", "展览"]), ("fair", &["展会"]), ("brand", &["品牌"]), ("content", &["内容"]),
    ("article", &["文章", "推文"]), ("articles", &["文章", "推文"]), ("subscribers", &["订阅", "关注"]),
    ("lift", &["电梯"]), ("elevator", &["电梯"]), ("gate", &["道闸", "门禁"]), ("charging", &["充电"]),
    ("roof", &["屋面", "屋顶"]), ("booth", &["展位", "展台"]), ("visa", &["签证"]), ("visas", &["签证"]),
    ("oven", &["炉"]), ("packaging", &["包装", "包材"]), ("recipe", &["配方"]), ("shelf life", &["保质期"]),
    ("parking", &["停车"]), ("tenant", &["租户"]), ("tenants", &["租户"]), ("owners", &["业主"]),
    ("patrol", &["巡更", "巡逻"]), ("greening", &["绿化"]), ("garbage", &["垃圾"]), ("steam", &["蒸汽", "汽耗"]),
    ("labels", &["标签"]), ("quotation", &["报价"]), ("quotations", &["报价"]),
    ("shipment", &["出货", "发运"]), ("refund", &["退税", "退款"]), ("rebate", &["退税", "返利"]),
    ("utilisation", &["利用率", "使用率"]), ("utilization", &["利用率", "使用率"]),
];

/// Right behind the name of somebody who waits.
pub const WAITS: &[&str] = &["waiting for", "waiting on", "still waiting", "waits for", "waits on"];

/// Before days that now is compared with: since last week, than in October.
pub const COMPARED_WITH: &[&str] =
    &["since", "than", "than in", "from", "compared to", "compared with", "vs", "versus", "against"];

/// Of each of what was spoken of.
pub const EACH: &[&str] = &["each", "both", "they", "respectively", "all of them"];

/// Words that join what is named side by side.
pub const JOINING_WORDS: &[&str] = &["and", "or", "and the", "versus", "vs", "vs.", "to", "with", "as well as", "&"];

/// Words that point back to what was spoken of.
pub const PRONOUNS: &[&str] = &["it", "its", "that", "they", "them", "their", "he", "she", "his", "her", "him", "this"];

/// Words that point back to a person.
pub const PERSONS: &[&str] = &["he", "she", "his", "her", "him"];

/// Asks for the board.
pub static BOARD: BoardWords = BoardWords {
    whole: &["board", "the board", "task board", "kanban", "show the board", "show me the board"],
    own: &["my tasks", "my board", "show my tasks", "show me my tasks", "my to-dos"],
    before: &["board of ", "the board of ", "show the board of ", "show me the board of ", "board for "],
    behind: &["'s board"],
};

/// That the mean over people is asked for.
pub const AVERAGE: &[&str] = &["average", "per person", "per head", "mean "];

/// How far people are with their goals.
pub const ATTAINMENT: &[&str] = &["attainment", "completion rate", "achievement rate"];
