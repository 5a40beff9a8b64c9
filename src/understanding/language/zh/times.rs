//! Chinese words for days.

use crate::understanding::language::TimeWord::{self, *};
use crate::understanding::time::anchor::{Holiday, Part, Unit};

/// Words that name days, or begin to.
pub const TIME_WORDS: &[(&str, TimeWord)] = &[
    ("今天|今日|本日|今儿|今儿个", Day(0)),
    ("大大后天", Day(4)),
    ("上一个月|上月|上个月", Month(-1)),
    ("下一个月|下月|下个月|次月", Month(1)),
    ("上一个季度|上季度|上个季度|上一季度", Quarter(-1)),
    ("下一个季度|下季度|下个季度|下一季度", Quarter(1)),
    ("上一个星期|上周|上个周|上一周|上星期|上个星期|上礼拜|上个礼拜|前一周", Week(-1)),
    ("下一个星期|下周|下个周|下一周|下星期|下个星期|下礼拜|下个礼拜", Week(1)),
    ("上一年|去年|上年", Year(-1)),
    ("下一年|明年|来年|次年|下年", Year(1)),
    ("今早|今晚|今晨|今夜", DayPart(0)),
    ("当天|当日", SameDay),
    ("明天|明日|明儿|明儿个|次日|第二天|听日", Day(1)),
    ("明早|明晚|明晨|听朝|听晚", DayPart(1)),
    ("后天|后日|后儿", Day(2)),
    ("大后天", Day(3)),
    ("明后天|明后两天", NextDays(2)),
    ("昨天|昨日|昨儿|昨儿个|寻日|琴日", Day(-1)),
    ("昨晚|昨夜|昨早", DayPart(-1)),
    ("前天|前日|前儿", Day(-2)),
    ("前晚", DayPart(-2)),
    ("大前天", Day(-3)),
    ("周|星期|礼拜", BareWeek),
    ("周末|双休日", Weekend(0)),
    ("上半周|前半周", PartOfWeek(Part::FirstHalf)),
    ("下半周|后半周", PartOfWeek(Part::SecondHalf)),
    ("本周|这周|这个周|这一周|本星期|这星期|这个星期|这礼拜|这个礼拜|本礼拜|这一礼拜|这一星期|当周|周内", Week(0)),
    ("下下周|下下个周|下下星期|下下个星期|下下礼拜", Week(2)),
    ("上上周|上上个周|上上星期|上上个星期", Week(-2)),
    ("本月|这个月|这月|当月", Month(0)),
    ("下下月|下下个月", Month(2)),
    ("上上月|上上个月", Month(-2)),
    ("月底|月末", MonthPart(Part::End)),
    ("月初", MonthPart(Part::Start)),
    ("月中", MonthPart(Part::Middle)),
    ("月内", MonthPart(Part::Whole)),
    ("上旬", MonthPart(Part::Ten(1))),
    ("中旬", MonthPart(Part::Ten(2))),
    ("下旬", MonthPart(Part::Ten(3))),
    ("前半月|上半月|前半个月", MonthPart(Part::FirstHalf)),
    ("下半月|后半月", MonthPart(Part::SecondHalf)),
    ("本季度|这季度|这个季度|当季|本季", Quarter(0)),
    ("季度末|季末|季度底|季底", QuarterPart(Part::End)),
    ("季初", QuarterPart(Part::Start)),
    ("今年|本年|本年度|当年|当年度", Year(0)),
    ("后年", Year(2)),
    ("前年", Year(-2)),
    ("年底|年末", YearPart(Part::End)),
    ("本财年|这个财年|当前财年|本财政年度", FiscalYear(0)),
    ("上财年|上个财年|上一财年", FiscalYear(-1)),
    ("下财年|下个财年|下一财年", FiscalYear(1)),
    (
        "年终|近来|这两天|这几天|这三天|那两天|那几天|那三天|前几天|前两天|这两周|这几周|近几天|近几周|\
     最近几天|近两天|这两个月|这几个月|过两天|过几天|过几周|过一阵|周一个|次日达|周边|周期|周转|周报|周会|周到|周围|周全|周知|周密|\
     周折|前三|年初步|年中旬|前年度",
        Not,
    ),
    ("年初", YearPart(Part::Start)),
    ("年中", YearPart(Part::Middle)),
    ("年内", YearPart(Part::Whole)),
    ("上半年", YearPart(Part::FirstHalf)),
    ("下半年", YearPart(Part::SecondHalf)),
    ("近|最近|过去|过去的", Past),
    ("前|上", Before),
    ("未来|接下来|接下来的|今后|往后|后", Coming),
    ("过|再过", In),
    ("再给我|再给|再要|还要|还需|还需要|再等|再有|再花", Give),
    ("每|每个|逢", Every),
];

/// What is counted within a span, and before today: 前五个月, 第二周, 上两周.
pub const COUNTED_UNITS: &[(&str, Unit)] = &[
    ("天", Unit::Day),
    ("工作日|个工作日", Unit::WorkingDay),
    ("周|个周|星期|个星期|礼拜|个礼拜", Unit::Week),
    ("月|个月", Unit::Month),
    ("季度|个季度|季", Unit::Quarter),
    ("年", Unit::Year),
];

/// Parts behind a month: 11月底, 下月初.
pub const MONTH_PARTS: &[(&str, Part)] = &[
    ("底|末|份底|的月底|月底|月末", Part::End),
    ("初|份初|月初", Part::Start),
    ("上旬|份上旬", Part::Ten(1)),
    ("中旬|份中旬", Part::Ten(2)),
    ("下旬|份下旬", Part::Ten(3)),
    ("中", Part::Middle),
    ("上半月|前半月", Part::FirstHalf),
    ("下半月", Part::SecondHalf),
    ("份", Part::Whole),
];

/// Parts behind a week.
pub const WEEK_PARTS: &[(&str, Part)] = &[
    ("初|的周初", Part::Start),
    ("中|的周中", Part::Middle),
    ("底", Part::End),
    ("上半周|前半周|上半段", Part::FirstHalf),
    ("下半周|后半周|下半段", Part::SecondHalf),
];

/// Parts behind a year or a quarter.
pub const YEAR_PARTS: &[(&str, Part)] = &[
    ("底|末|年底|年末", Part::End),
    ("初|年初|伊始", Part::Start),
    ("中|年中", Part::Middle),
    ("上半年|的上半年|h1", Part::FirstHalf),
    ("下半年|的下半年|h2", Part::SecondHalf),
    ("度", Part::Whole),
];

/// Holidays. The bare name is a day only where the words treat it as one: 国庆前, 双11当天.
pub const HOLIDAYS: &[(&str, Holiday)] = &[
    ("元旦|元旦节", Holiday::Fixed(1, 1)),
    ("春节|过年|农历新年", Holiday::Spring),
    ("清明|清明节", Holiday::Fixed(4, 5)),
    ("五一|劳动节|五一节", Holiday::Fixed(5, 1)),
    ("端午|端午节", Holiday::DragonBoat),
    ("中秋|中秋节", Holiday::MidAutumn),
    ("国庆|国庆节|十一", Holiday::Fixed(10, 1)),
    ("圣诞|圣诞节", Holiday::Fixed(12, 25)),
    ("平安夜", Holiday::Fixed(12, 24)),
    ("双十一|双11", Holiday::Fixed(11, 11)),
    ("双十二|双12", Holiday::Fixed(12, 12)),
    ("618|六一八", Holiday::Fixed(6, 18)),
    ("三八|三八节", Holiday::Fixed(3, 8)),
    ("六一|六一儿童节|儿童节", Holiday::Fixed(6, 1)),
    ("教师节", Holiday::Fixed(9, 10)),
    ("情人节", Holiday::Fixed(2, 14)),
];

/// Behind a holiday, what makes a day of it.
pub const HOLIDAY_FOLLOWERS: &str = "前|之前|以前|节前|当天|当日|那天|后|之后|以后|上线|到|为止";

/// Behind a holiday, what makes it the days off.
pub const HOLIDAY_PERIODS: &str = "期间|假期|假期期间|长假|长假期间|小长假|黄金周|放假期间";

/// Parts of the day; with a figure and 点 behind them, a time of day.
pub const CLOCK_PERIODS: &str = "上午|下午|早上|早晨|晚上|中午|凌晨|傍晚|夜里|半夜|深夜|午后|清晨|一早|一大早|晚|早|午前|下班|下班时|\
    上班|白天|夜间|晚间|午间|全天|一整天|整天|一天|上半天|下半天|中|收盘|开盘";

/// Words before days that make them a deadline.
pub const DEADLINE_BEFORE: &str = "截止|截止到|截至|截至到|截止至|截止日期|截止日期是|截止时间|最晚|最迟|不晚于|不迟于|赶在|至迟|\
    最晚到|最迟到";

/// Words behind days that make them a deadline.
pub const DEADLINE_AFTER: &str = "前|之前|以前|为止|截止|截至|内|以内|之内|前后|结束前|下班前|收盘前";

/// What 前 and 内 begin when they are no deadline: 今天前端, 本周内部.
pub const DEADLINE_BREAKERS: &str = "前端|前期|前台|前置|前景|前往|前后|前面|前来|前去|前辈|前沿|内部|内容|\
    内测|内存|内网|内审|内训|内控|内勤|内业|内科|内购|内镜|前天|截止阀|前厅|\
    前两天|前三天|前几天|前两周|前三周|前十天|前三名|前十名";

/// Words before figures that ask for a day: 改到11.28.
pub const DAY_BEFORE: &str = "改到|推到|推迟到|延到|延期到|延后到|延迟到|顺延到|顺延至|延至|延期至|推迟至|改至|改期到|挪到|拖到|\
    提前到|提前至|定在|定于|预计|计划|计划于|争取|日期|日期:|时间|时间:|完成时间:|完成时间|交期|交期:|\
    交付时间|自|从|ddl|eta|ddl:|eta:|截止|调到|调整到|调整至|排到|排在|约在|约到|定到";

/// Words behind figures that ask for a day: 11.28上线.
pub const DAY_AFTER: &str = "上线|交付|提测|发版|发布|开始|开会|到货|验收|开庭|开工|截止|交货|上午|下午|晚上|早上|起|当天|那天|\
    提交|周一|周二|周三|周四|周五|周六|周日|(周|出发|启动|日报|工作日报|晚|早";

/// Behind 号 or 日, what makes it no day: 3号楼, 20日均, 5日内.
pub fn breaks_day_number(mark: char, next: char) -> bool {
    let breakers = match mark {
        '号' => "楼线机店库仓位床柜窗门厂车井炉泵桌标地单馆院区码牌房厅令文梯闸罐釜槽塔坑墩棚摊",
        _ => "均报活志榜本产用常语元内",
    };
    breakers.contains(next)
}

/// Words before a dotted figure that ask for a day.
pub const DOTTED_DAY_BEFORE: &str = "改|改为|原定|原计划|改到|推到|推迟到|延到|延期到|延后到|延迟到|顺延到|顺延至|延至|延期至|推迟至|改至|改期到|挪到|拖到|\
    提前到|提前至|定在|定于|日期|日期:|完成时间:|完成时间|交期|交期:|交付时间|上线时间|ddl|eta|ddl:|\
    eta:|due|delay到|slip到|排到|排在";

/// Behind days, what makes them the beginning of a span up to today.
pub const SINCE: &str = "以来|至今|到今天为止|到现在|到目前|到目前为止|截至目前|起至今|开始至今";

/// Behind a weekday's figure, measures that make a count of it: 这周三个, 本周五单.
pub const WEEKDAY_COUNTS: &str = "个家单条件次台套份篇张页批票位名户笔辆箱吨项例场盒趟宗";

/// Behind 一起, what is done together: 下周一起去看.
pub const DONE_TOGETHER: &str = "去吃来聚讨开看弄做过盘梳参把跟和与对给到走学练干搞写改推谈聊商核复评调测团";

/// What joins the ends of a span.
pub const SPAN_JOINTS: &str = "到|至|-|~|--| - | ~ |起到|起至|开始到|开始至| 到 | 至 |~~";

/// What joins the ends of a span where 之间 stands behind.
pub const BETWEEN: &str = "和|与|跟";

/// Behind the end of a span.
pub const BETWEEN_END: &str = "之间|间";
