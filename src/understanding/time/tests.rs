//! Phrases and the days they mean on Monday, 23 November 2026; words that name no day.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Looking, TimeMention, scan};
use crate::{domain::period::DateRange, understanding::text::Text};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn read(text: &str) -> Vec<TimeMention> {
    scan(&Text::new(text), today(), 1)
}

/// `11-20` or `11-16..11-22`, with the year where it is another.
fn told(range: DateRange) -> String {
    let day = |day: NaiveDate| {
        let text = day.to_string();
        text.strip_prefix("2026-").map_or(text.clone(), str::to_owned)
    };
    if range.first == range.last { day(range.first) } else { format!("{}..{}", day(range.first), day(range.last)) }
}

fn check_looking(looking: Looking, expected: &str, texts: &[&str]) {
    for text in texts {
        let days: Vec<String> = read(text).iter().map(|m| told(m.range(looking))).collect();
        assert_eq!(days.join(", "), expected, "{text}");
    }
}

fn ahead(expected: &str, texts: &[&str]) {
    check_looking(Looking::Ahead, expected, texts);
}

fn back(expected: &str, texts: &[&str]) {
    check_looking(Looking::Back, expected, texts);
}

#[test]
fn days_beside_today() {
    ahead("11-23", &["今天", "今日", "今儿", "今早", "今晚", "today", "tonight", "EOD", "done by EOD"]);
    ahead("11-24", &["明天", "明日", "明儿", "明早", "tomorrow", "【明日计划】", "tmr"]);
    ahead("11-25", &["后天", "the day after tomorrow"]);
    ahead("11-26", &["大后天", "三天后", "3天之后", "in 3 days"]);
    ahead("11-22", &["昨天", "昨日", "昨晚", "yesterday"]);
    ahead("11-21", &["前天"]);
    ahead("12-07", &["两周后", "2周以后", "in 2 weeks"]);
    ahead("11-20", &["3天前", "three days ago"]);
    ahead("11-25", &["两个工作日后"]);
}

#[test]
fn weekdays() {
    ahead(
        "11-27",
        &["周五", "星期五", "礼拜五", "本周五", "这周五", "這週五", "Friday", "by Friday", "周5", "this Friday"],
    );
    back("11-20", &["周五", "星期五", "Fri"]);
    back("11-27", &["本周五"]);
    ahead("11-23", &["周一", "星期一"]);
    back("11-23", &["周一"]);
    ahead("12-01", &["下周二", "下星期二", "下个礼拜二", "next Tuesday"]);
    ahead("12-07", &["下下周一"]);
    back("11-20", &["上周五", "last Friday"]);
    ahead("11-29", &["周日", "周天", "星期天", "礼拜天"]);
    ahead("11-27", &["周五前", "周五之前", "最晚周五", "截止周五", "before Friday", "周五下班前"]);
    ahead("11-23..11-25", &["周一到周三", "周一至周三"]);
    ahead("11-30..12-02", &["下周一到周三"]);
}

#[test]
fn weeks_and_months() {
    ahead("11-23..11-29", &["本周", "这周", "这个星期", "本周内", "this week"]);
    ahead("11-30..12-06", &["下周", "下礼拜", "next week", "下周内"]);
    ahead("11-16..11-22", &["上周", "last week", "上个星期"]);
    ahead("11-28..11-29", &["周末", "本周末", "这周末"]);
    ahead("12-05..12-06", &["下周末"]);
    ahead("11-23..11-29", &["W48"]);
    ahead("11-01..11-30", &["本月", "这个月", "this month", "11月", "十一月"]);
    ahead("12-01..12-31", &["下月", "下个月", "next month", "12月", "十二月份"]);
    ahead(
        "11-30",
        &["月底", "本月底", "月底前", "月末", "这个月底", "end of month", "EOM", "by the end of the month", "11月底"],
    );
    ahead("12-31", &["下月底", "下个月底", "年底", "季度末", "年底前", "end of December", "Q4末", "by end of year"]);
    ahead("12-01..12-10", &["下月初", "12月上旬", "12月初"]);
    ahead("11-11..11-20", &["中旬", "11月中旬"]);
    ahead("11-21..11-30", &["下旬", "本月下旬"]);
    ahead("11-15", &["月中"]);
    ahead("10-01..12-31", &["Q4", "四季度", "第四季度", "本季度", "2026Q4", "26年Q4", "Q4 2026", "this quarter"]);
    back("07-01..09-30", &["Q3", "上季度", "三季度"]);
    ahead("2027-01-01..2027-03-31", &["Q1"]);
    back("01-01..03-31", &["Q1"]);
    ahead("01-01..12-31", &["今年", "2026年", "this year"]);
    ahead("07-01..12-31", &["下半年"]);
    ahead("11-10..11-23", &["近两周", "最近两周", "过去14天", "the last 2 weeks"]);
    ahead("11-17..11-23", &["最近7天", "近7天", "过去一周", "last 7 days"]);
    ahead("11-23..11-26", &["3天内", "再给我3天", "within 3 days"]);
    ahead("11-23..11-30", &["一周内"]);
    ahead("11-16..11-22", &["11月第三周", "本月的第三周"]);
    ahead("11-23..11-28", &["5日内回复"]);
    ahead("11-24", &["by EOD tomorrow"]);
    ahead("11-15", &["本月15日前提交"]);
    ahead("12-06", &["12月第一个周日", "十二月的第一个星期天", "the first Sunday of December"]);
    ahead("11-30", &["本月最后一天", "11月最后一个周一", "the last Monday of this month", "last day of November"]);
    ahead("11-01..11-03", &["本月前三天", "11月前3天", "first 3 days of November"]);
    ahead("01-01..09-30", &["前三季度", "今年前三季度", "今年前9个月", "2026年前三个季度"]);
    ahead("11-09..11-22", &["上两周", "前两周"]);
    ahead("09-01..10-31", &["上两个月", "前两个月"]);
    ahead("11-20..11-22", &["前三天"]);
    ahead("11-23..11-25", &["上半周", "本周前三天", "本周一到周三"]);
    ahead("11-05", &["本月第4个工作日"]);
    ahead("12-07..12-13", &["12月第一周", "12月的第一个星期", "the first week of December"]);
    ahead("2025-12-29..01-04", &["今年第一周", "2026年第1周"]);
    ahead("09-01..11-23", &["9月以来", "9月至今", "9月到现在", "September to date"]);
    ahead("12-07", &["过两周", "再过2周", "in two weeks"]);
    ahead("01-01..06-30", &["上半年", "2026年上半年", "2026上半年", "H1 2026", "2026H1", "2026年H1"]);
    ahead("01-01..12-31", &["FY26", "FY2026", "本财年", "2026财年"]);
    ahead("12-02", &["下周三", "下周周三", "下周星期三", "Wednesday next week", "next week Wednesday"]);
}

#[test]
fn dates() {
    ahead(
        "11-20",
        &[
            "11月20日",
            "11月20号",
            "十一月二十号",
            "2026-11-20",
            "2026年11月20日",
            "26年11月20日",
            "2026/11/20",
            "20261120",
            "11/20",
            "11-20",
            "Nov 20",
            "20 Nov",
            "November 20th",
            "Nov 20, 2026",
            "due 11/20",
            "改到11.20",
            "11.20前",
        ],
    );
    ahead("12-20", &["20号", "二十号", "20日", "on the 20th", "12月20日", "改到20号"]);
    back("11-20", &["20号", "20日", "二十号", "11月20日"]);
    ahead("11-23", &["23号"]);
    ahead("2027-01-05", &["1月5日", "下下个月5号"]);
    back("01-05", &["1月5日"]);
    ahead("10-30", &["10月30号", "Oct 30"]);
    ahead("12-05", &["下月5号", "下个月5号"]);
    back("10-28", &["上个月28号"]);
    ahead("11-02..11-06", &["11月2日至6日", "11月2日-11月6日", "11.2-11.6", "from Nov 2 to 6", "11/2-11/6"]);
    ahead("11-16..11-22", &["the week of Nov 16"]);
    ahead("11-24", &["24号(下周二)", "11月24日 周二", "明天下午三点", "明天18:30", "tomorrow at 3pm"]);
    ahead("2027-01-01", &["元旦前"]);
    back("10-01", &["国庆前"]);
    back("10-01..10-07", &["国庆期间", "国庆假期", "国庆长假"]);
    back("05-01..05-05", &["五一期间", "劳动节假期"]);
    ahead("2025-06-01..2025-06-30", &["去年6月"]);
    ahead("2027-03-05", &["明年3月5日"]);
    ahead("2025-01-01..2025-12-31", &["2025年", "去年", "in 2025", "since 2025"]);
    ahead("2024-01-01..12-31", &["2024-2026年", "2024年到2026年", "from 2024 to 2026", "between 2024 and 2026"]);
    ahead("11-20", &["11/20/2026", "20.11.2026", "2026 11 20", "11/20/26"]);
    ahead("11-30, 12-02", &["下周一、周三", "下周一和周三"]);
    ahead("12-10, 12-11", &["12月10号、11号", "12月10日和11日"]);
    ahead(
        "12-10..12-11",
        &["12月10号到11号", "between Dec 10 and 11", "10 to 11 December", "10-11 Dec", "Dec 10th - 11th"],
    );
    ahead("11-18..12-19", &["Nov 18-Dec 19, 2026", "从11月18号起至12月19号"]);
    ahead("11-01..12-31", &["Nov-Dec 2026", "11-12月", "11月和12月之间"]);
}

#[test]
fn deadlines_and_clocks_are_marked() {
    for (text, deadline, clock) in [
        ("周五前", true, false),
        ("截止11月30日", true, false),
        ("by Friday", true, false),
        ("本周内", true, false),
        ("周五", false, false),
        ("明天下午三点", false, true),
        ("今晚", false, true),
        ("周五18:00前", true, true),
    ] {
        let mentions = read(text);
        assert_eq!(mentions.iter().map(|m| (m.deadline, m.clock)).collect::<Vec<_>>(), [(deadline, clock)], "{text}");
        assert_eq!((mentions[0].start, mentions[0].end), (0, text.chars().count()), "{text}");
    }
}

#[test]
fn what_names_no_day() {
    ahead(
        "",
        &[
            "周转天数",
            "周期",
            "每周五",
            "一周三次",
            "双十一专场",
            "3号楼",
            "第20号",
            "完成7/10",
            "6/8 done",
            "10.5%",
            "2-3天",
            "3.1",
            "前端",
            "后台",
            "18:30",
            "下午三点",
            "三个月",
            "大方",
            "本身",
            "月报",
            "日报",
            "3点建议",
            "Sun Yang",
            "a second look",
            "the 2nd version",
            "1.2万",
            "进度80",
            "这两天",
            "双十一期间",
            "may need",
            "march on",
            "this may slip",
            "v3.2.2024",
            "1/2/20",
            "10.20.30.40",
            "a total of 2026",
            "in 2026 requests",
            "orders went from 2014 to 2300",
            "前三名",
            "前5大客户",
            "上两个版本",
            "以上两周",
            "线下年会",
            "第2周期",
            "通过3周测试",
            "超过三天",
            "过两天",
            "H2标题",
            "20年代",
            "timeout 2000s",
            "80年的房子",
            "单号133-03-03-2020",
            "the first version of the page",
            "last two tickets of the sprint",
        ],
    );
    ahead("11-23..11-29", &["本周一共", "这周三个", "本周五单"]);
    ahead("11-23", &["今天前端联调"]);
}

#[test]
fn decades_and_centuries() {
    back(
        "1980-01-01..1989-12-31",
        &["80年代", "八十年代", "上世纪八十年代", "二十世纪80年代", "1980年代", "in the 1980s"],
    );
    back("1870-01-01..1879-12-31", &["19世纪70年代"]);
    back("1800-01-01..1899-12-31", &["19世纪", "十九世纪", "in the 19th century"]);
    back("1960-01-01..1962-12-31", &["20世纪60年代前期", "60年代初"]);
    back("1997-01-01..1999-12-31", &["二十世纪九十年代末期", "90年代末"]);
    ahead("2020-01-01..2029-12-31", &["本世纪20年代"]);
}

#[test]
fn fiscal_quarters_start_where_the_company_says() {
    let mentions = scan(&Text::new("Q1"), today(), 4);
    assert_eq!(told(mentions[0].range(Looking::Back)), "04-01..06-30");
}

proptest! {
    #[test]
    fn every_mention_quotes_the_original(text in "(\\PC|[0-9一二三十年月日号周天前后上下本近到至底初末内点半季度/.:-]|Q4|W48|Nov |by |next ){0,50}") {
        let uniform = Text::new(&text);
        let mut end = 0;
        for mention in scan(&uniform, today(), 1) {
            prop_assert!(mention.start >= end && mention.end > mention.start, "{:?}", mention);
            prop_assert!(mention.back.first <= mention.back.last && mention.ahead.first <= mention.ahead.last);
            end = mention.end;
            prop_assert!(uniform.span(mention.start, mention.end).of(&text).is_some());
        }
    }
}
