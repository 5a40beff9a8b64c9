//! Chinese words and characters of other kinds.

/// Characters in the names of KPIs that tell nothing of what is counted.
pub const PLAIN: &str = "数率量月均个人平总本单位新增每日周度的额我值度比时长件次期内季年大小当";

/// Before a name, whose it is.
pub const OWNERS: &[&[char]] = &[&['我', '的'], &['我', '们'], &['咱', '们']];

/// Nouns that say nothing of what a report is about.
#[rustfmt::skip]
pub const EMPTY_NOUNS: &[&str] = &[
    "有点", "大家", "时候", "事情", "问题", "情况", "东西", "方面", "公司", "压力", "部分", "地方", "时间", "样子",
    "原因", "结果", "感觉", "意思", "办法", "工作", "主要", "影响", "风险", "进度", "状态", "今天", "明天", "上午", "下午",
    "晚上", "本周", "目前", "老板", "领导", "同事", "对方", "那边", "这边", "费用", "延迟", "卡点", "进展", "困难",
    "总共", "合计", "逻辑", "道理", "心情", "状况", "动静", "说法",
];

/// Words of the future that make a figure an aim.
pub const AIMS: &[&str] = &[
    "计划",
    "预计",
    "打算",
    "争取",
    "将",
    "拟",
    "力争",
    "确保",
    "保证",
    "务必",
    "预期",
    "目标是",
    "估计",
    "要到",
    "要达到",
    "要做到",
    "要冲到",
    "要提到",
    "要降到",
    "必须",
];

/// Measure words that count the same kind of thing.
const ALIKE: &[&str] = &[
    "人名位个员",
    "单个笔份张",
    "家个户店",
    "次回趟场例起个",
    "条个项",
    "件个起例宗单",
    "台套个辆部",
    "篇条个",
    "套个间",
    "个版",
];

/// Whether something counted in one measure word may be counted in another: 一名 and 一人.
pub fn counts_alike(a: &str, b: &str) -> bool {
    if a == b || a.is_empty() {
        return true;
    }
    if a.is_ascii() {
        return true;
    }
    let one = |s: &str| {
        let mut chars = s.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    match (one(a), one(b)) {
        (Some(x), Some(y)) => ALIKE.iter().any(|group| group.contains(x) && group.contains(y)),
        (Some(x), None) => b.starts_with(x),
        (None, Some(y)) => a.starts_with(y),
        (None, None) => false,
    }
}

/// Whether a word of totals is one even beside 今天.
pub fn cumulative(word: &[char]) -> bool {
    let word: String = word.iter().collect();
    [
        "累计",
        "截至",
        "截止",
        "月累计",
        "累积",
        "total",
        "to date",
        "so far",
        "cumulative",
        "到目前",
        "至今",
        "到现在",
        "到今天",
        "到今日",
        "截至今日",
    ]
    .contains(&word.as_str())
}

/// Whether a word of progress is a noun that a bare number may follow: 进度80.
pub fn progress_noun(word: &[char]) -> bool {
    let word: String = word.iter().collect();
    ["进度", "完成度", "总进度", "完成率", "progress"].contains(&word.as_str())
}

/// Words that announce what is next with no day named.
pub const NEXT: &[&str] = &["打算", "接下来", "下一步", "接下去", "计划"];

/// Whether a word of aims holds for every figure after it in its clause.
pub fn urges(word: &[char]) -> bool {
    let word: String = word.iter().collect();
    ["记住", "守住", "要求", "红线", "底线", "目标", "目标是"].contains(&word.as_str())
}

/// Characters that end a verb whose work is done.
pub const DONE_ENDS: &str = "完毕";

/// Characters before 完 that are part of what is done, not the doing.
pub const NOT_BEFORE_DONE: &str = "区楼层栋段批家个份页章条台车箱路没未不半";

/// Characters before 坏 that tell of no fault: 不坏, 好坏.
pub const NOT_BEFORE_BROKEN: &str = "不好没变损破使最";

/// Characters that make 好 an adjective or part of another word.
pub const NOT_BEFORE_GOOD: &str = "良友爱最很更较正刚不好美只还幸挺真太蛮你大转看就修恢都也变心";

/// Verbs that 开 begins.
pub const STARTED_AFTER_OPEN: &str = "写画编做测跑贴装挖铺打搭拆建砌浇印录拍剪学查谈卖售排审校训培采剥焊涂刷翻译";

/// People and bodies outside whose doings are no plan of the writer's.
#[rustfmt::skip]
pub const OUTSIDERS: &[&str] = &[
    "客户", "甲方", "乙方", "业主", "供应商", "厂家", "厂商", "对方", "监理", "银行", "法院", "海关", "专家", "领导",
    "老板", "总部", "集团", "船公司", "司机", "房东", "物业", "家长", "学生", "审计", "政府", "媒体", "记者", "快递",
    "师傅", "阿姨", "隔壁", "同行", "对手", "竞品", "他们", "人家", "天气", "气象", "食堂", "supplier", "vendor",
    "client", "customer", "forwarder", "contractor", "外包", "房管", "街道", "消防队", "中介", "平台方", "渠道商",
    "代理商", "经销商", "施工队", "设计院", "同学", "校方", "患者", "商场", "邻居", "街坊", "租户", "租客", "住户",
    "居民", "家属", "病人", "顾客", "客人", "游客", "旅客", "乘客", "供电局", "供电公司", "自来水公司", "供电所",
    "电工", "木工", "瓦工", "工人", "厂里", "厂方", "原厂", "安装队", "检测公司", "律师", "村里", "村委", "居委",
    "社区", "顾问",
];

/// Words behind the name of a thing that make a person of it.
pub const BY_TRADE: &[&str] =
    &["老师", "师傅", "讲师", "教练", "工人", "董事", "总经", "老总", "老板", "主任", "主管", "院长", "校长", "厂长"];

/// Words of speech that make hearsay of what people outside say.
pub const TELLS: &[&str] = &["说", "讲", "称", "表示", "答应", "透露", "says", "said", "promised", "claims", "told"];

/// Nouns that a day stands before without anything being planned for it: 和生产对下周排程.
pub const OF_A_DAY: &[&str] = &[
    "计划",
    "排程",
    "排产",
    "排期",
    "排班",
    "班表",
    "课表",
    "任务",
    "安排",
    "需求",
    "预算",
    "例会",
    "日程",
    "行程",
    "目标",
    "物料",
    "订单",
    "货",
    "单子",
    "库存",
    "节奏",
    "工作计划",
];

/// Words that set a bare day as a bound on something awaited: 最早周四.
pub const AT_BEST: &[&str] = &["最早", "最快", "最迟", "估计", "可能", "说是", "据说"];

/// Words that tell the whole of things counted: 程序文件31份全部改完.
pub const ALL_OF: &[&str] = &["全", "都", "均", "悉数", "统统", "皆", "一并"];

/// Words of completion that tell it of whatever was spoken of, even after a count.
pub const DONE_OF_ALL: &[&str] = &[
    "完成", "搞定", "结束", "完事", "完工", "竣工", "收官", "收尾", "收工", "妥了", "了结", "验收", "通过", "销项",
    "结案", "办结", "闭环", "完结", "交差", "完活", "弄完", "弄好", "做完", "做好", "搞完", "搞好",
];

/// Signs in a clause next to a moved date that it tells why.
pub const CAUSES: &[&str] = &[
    "又", "临时", "突然", "撞", "冲突", "要补", "得补", "要先", "得先", "要重", "得重", "出国", "出差", "请假", "住院",
    "撤", "退回", "病了", "忙不", "排满", "还在", "维护", "满了", "坏了", "丢了", "漏了", "慢了", "晚了", "超了",
    "改了", "变了", "涨了", "still", "again",
];

/// What hours are spent on beside the work spoken of: 下午开质量例会1h.
pub const ELSEWHERE: &[&str] = &[
    "会", "面试", "培训", "客户", "报表", "邮件", "加班", "顶班", "代班", "电话", "报销", "接待", "参观", "考试",
    "体检", "盘点", "排程", "排班", "meeting", "call", "别人", "别的", "其他", "杂事", "琐事",
];

/// Meetings and journeys that belong to no work spoken of before.
pub const AWAY: &[&str] =
    &["开会", "出差", "例会", "周会", "晨会", "早会", "年会", "面试", "体检", "考试", "接待", "参观", "团建"];

/// Sums that people tell by one word for another.
pub const SAME_SUM: &[&[&str]] =
    &[&["回款", "到账", "收款", "进账", "回笼"], &["营业额", "流水", "营收", "销售额", "成交额"]];

/// Words for totals of the year.
pub const OF_THE_YEAR: &[&str] = &["年累计", "全年", "今年", "年初至今", "ytd", "year to date"];
/// Words for totals of the quarter.
pub const OF_THE_QUARTER: &[&str] = &["季累计", "季度累计", "本季", "qtd", "quarter to date"];

/// Verbs of work that days are told of without 了: 这周跑村里三天.
pub const WORKED: &str = "跑写开做改搞弄带陪讲教修调理盯查巡整画编审对";

/// Verbs of time that passes without work: 等了两天, 快了半小时.
pub const PASSES: &str = "租借等停拖晚延慢快短少多长超早迟误堵睡休歇住过差缩降减省提近达到满断坏";

/// Measure words of one piece among several of a kind.
pub const PIECES: &str = "套个批台版轮组件块张份家条只辆间层段章";

/// Characters that end the name of a rate, which a percentage after it is a figure of: 差异率0.3%.
pub const RATES: &str = "率比幅";

/// Verbs that make a plan of what names nothing known: 明天去见城西那家.
pub const DEEDS: &str =
    "去见给做出谈开跑交找拜约写发办理清补改整搞弄参继安陪带送验查看讲飞赶接对拍盘盯定试再装测排推跟回复催报提审核";

/// Words of what a day takes in: 今天做了3.2万.
pub const SOLD: &[&str] = &["做了", "卖了", "收了", "卖出", "爆了", "爆单", "营业", "开张", "生意", "进账"];

/// Words that lead to the day that held before.
pub const HELD_BEFORE: &[&str] =
    &["原定", "原计划", "本来", "原本", "原先", "原来", "原期", "原来定", "originally", "instead of", "rather than"];

/// Words before a length that say by how much a day moved.
pub const MOVED_BY: &[&str] = &[
    "提前了",
    "提早了",
    "推迟了",
    "推后了",
    "延后了",
    "延期了",
    "延迟了",
    "顺延了",
    "往后推了",
    "往后延了",
    "往前提了",
    "晚了",
    "早了",
];

/// Words before a day that bring it there, where another day held before.
pub const BRINGS_TO: &[&str] = &["提到", "提至", "拉到", "压到"];

/// Words that lead to what is left of the day.
pub const LATER: &[&str] = &["今晚", "晚上", "下班前", "待会儿", "待会", "等会儿", "等会", "一会儿", "回头"];

/// Those a head speaks to, whose deeds are no plan of the writer's.
pub const EVERYBODY: &[&str] = &["大家", "各位", "各部门", "各部", "各店", "各组", "各班", "你们", "全体", "所有人"];

/// What people spend on their way, which belongs to no work of the sentence before.
pub const TRAVEL: &[&str] =
    &["出差", "差旅", "报销", "打车", "签证", "油费", "机票", "住宿", "餐费", "招待", "运费", "高铁"];

/// Words for what is left of something spoken of.
pub const REST: &[&str] = &["剩下", "余下", "剩余", "其余", "剩的"];

/// Words that insist on the figure before.
pub const INSISTS: &[&str] = &["不能少", "不许少", "不准少", "必须拿下", "必须完成", "必须做到", "一定要做到"];

/// What tells how far something is: 进度推到30 moves no date.
pub const HOW_FAR: &[&str] = &["进度", "进展", "完成度", "完成率"];

/// What ends the name of what the next words are about: 门店这边,….
pub const TOPICS: &[&str] = &["这边", "那边", "方面", "这块", "这头"];

/// What a worry begins with: 担心的是物料.
pub const WORRIES: &[&str] = &["担心", "头疼", "犯愁", "发愁", "着急", "困难", "难点", "风险"];

/// Characters before 到 that put a date off.
pub const PUT_OFF: &str = "延推迟期后";

/// Words that turn to another matter.
pub const TURNS: &[&str] = &["对了", "哦对了", "另外", "此外", "再一个", "顺便"];

/// Before a name, characters that make a cause of it: 随隧道炉顺延.
pub const FOLLOWS: &str = "随因受";

/// Words that tell that what broke was replaced or mended.
pub const REPLACED: &[&str] = &["换了", "已换", "换上", "换新", "当场换", "当场修", "补了", "已补"];

/// Words that tell of a purchase, for an amount after a pause.
pub const BOUGHT: &[&str] = &["换了个", "换了一", "换了新", "买了", "添了", "配了个", "配了一", "订了", "租了"];

/// What is said of days by which something outside ends or opens.
pub const ENDS: &[&str] = &["截止", "到期", "截关", "截单", "截港", "开船", "放榜", "开市", "封账", "关账"];

/// What comes about by itself, so that a day before it is no plan: 明天下雨, 周四到货.
pub const HAPPENS: &[&str] = &[
    "雨",
    "雪",
    "台风",
    "降温",
    "停水",
    "停电",
    "停气",
    "断网",
    "放假",
    "休",
    "假",
    "节",
    "生日",
    "到期",
    "到货",
    "到齐",
    "发货",
    "来货",
    "到港",
    "开学",
    "过年",
    "有空",
    "没空",
    "不在",
    "才",
    "再说",
    "见",
    "结果",
    "答复",
    "回复我",
    "加油",
];

/// What names of decisions and examinations end in, so that 过了 says they are over.
pub const DECIDES: &str = "审评验检批决核考试测查";

/// Verbs too common to point at a name that has them.
pub const COMMON_VERBS: &str = "做弄搞上下来去有是到在开出把给要会能就都还再看说找跟和同对用";

/// Before a person, words that make them no doer: 给我, 找我.
pub const TO_ONE: &str = "给发帮找问替教催陪等";

/// Characters that deny what follows.
pub const DENIALS: [char; 2] = ['没', '未'];

/// Words that stand before a denial: 还没到, 一直没回.
pub const STILL: &[&str] = &["还", "还是", "仍", "一直", "也", "都", "尚", "迟迟", "又", "到现在", "至今", "依然"];

/// Beginnings and ends of names that are too common to stand for them.
pub const GENERIC: &[&str] = &[
    "项目", "系统", "数据", "方案", "报告", "活动", "客户", "用户", "员工", "公司", "部门", "平台", "管理", "计划",
    "中心", "工作", "完成", "上线", "升级", "优化", "测试", "培训", "准备", "开发", "设计", "整理", "合作", "签约",
    "采购", "安装", "发布", "试点", "调整", "整改", "更新", "改造", "建设", "维护", "评审", "验收", "审核", "检查",
    "会议", "合同", "文件", "资料", "材料", "设备", "产品", "市场", "门店", "仓库", "人员", "团队", "业务", "服务",
    "全面", "年度", "季度", "首次", "首批", "第一", "内部", "外部", "线上", "线下", "今天", "明天", "正式", "最终",
    "全部", "问题", "风险", "司机", "现场", "进场", "施工", "人手",
];
