//! Phrases and what they must read as; traps and idioms that must read as nothing.

use proptest::prelude::*;

use super::{Comparison, Direction, Quantity, QuantityKind, deltas, noun, scan};
use crate::{
    domain::{Decimal, Unit},
    understanding::text::Text,
};

fn read(text: &str) -> Vec<Quantity> {
    scan(&Text::new(text), false)
}

/// A figure as the tables below write it: value and kind.
fn told(figure: &Quantity) -> String {
    let kind = match &figure.kind {
        QuantityKind::Number => String::new(),
        QuantityKind::Percent => "%".into(),
        QuantityKind::Points => "点".into(),
        QuantityKind::Money(unit) => format!(" {unit}"),
        QuantityKind::Duration { days: Some(days) } => format!("h={days}d"),
        QuantityKind::Duration { days: None } => "h".into(),
        QuantityKind::Count(unit) => unit.to_string(),
        QuantityKind::Fraction { part, whole } => format!("%={part}/{whole}"),
    };
    format!("{}{kind}", figure.value.round_dp(2).normalize())
}

fn check(expected: &str, texts: &[&str]) {
    for text in texts {
        let figures: Vec<String> = read(text).iter().map(told).collect();
        assert_eq!(figures.join(", "), expected, "{text}");
    }
}

/// Changes as the table below writes them: direction, then what was, what is, and by how much.
fn changes(text: &str) -> String {
    let text = Text::new(text);
    let written = |q: &Option<Quantity>| q.as_ref().map_or("-".into(), told);
    let told: Vec<String> = deltas(&text.chars, &scan(&text, false))
        .iter()
        .map(|d| {
            let way = match d.direction {
                Some(Direction::Up) => "up",
                Some(Direction::Down) => "down",
                None => "?",
            };
            format!("{way} {} {} {}", written(&d.from), written(&d.to), written(&d.by))
        })
        .collect();
    told.join("; ")
}

#[test]
fn changes_have_a_direction_and_keep_their_figures() {
    for (text, expected) in [
        ("覆盖率从80%提升到85%", "up 80% 85% -"),
        ("从上周的80%提升到了85%", "up 80% 85% -"),
        ("转化率由4.2%变成3.8%", "down 4.2% 3.8% -"),
        ("QPS由一千二涨到两千", "up 1200 2000 -"),
        ("耗时从3天缩短到1天", "down 24h=3d 8h=1d -"),
        ("留存 62% → 65%", "up 62% 65% -"),
        ("churn from 5% to 4%", "down 5% 4% -"),
        ("提高了5%", "up - - 5%"),
        ("涨了3个点", "up - - 3点"),
        ("提升了约3个点", "up - - 3点"),
        ("较上周增长8%", "up - - 8%"),
        ("成本降了两千", "down - - 2000"),
        ("缺陷率降到1.2%", "down - 1.2% -"),
        ("up by 3pp", "up - - 3点"),
        ("加载快了2秒", "? - - 0h"),
        ("从52%到55%", "up 52% 55% -"),
        // Spans, bounds and mere figures are no changes.
        ("10到15个", ""),
        ("完成到80%", ""),
        ("差不多80%", ""),
        ("至少80%", ""),
        ("超过80%", ""),
        ("从3家门店收到15单", ""),
        ("印刷费付掉了一万四千六", ""),
        ("活跃掉了3个点", "down - - 3点"),
    ] {
        assert_eq!(changes(text), expected, "{text}");
    }
}

#[test]
fn counts_have_a_noun() {
    for (text, expected) in [
        ("5个客户", "客户"),
        ("签了3家新客户", "客户"),
        ("拜访3家重点意向客户", "客户"),
        ("两个接口没通", "接口"),
        ("12 bugs", "bugs"),
        ("12 new leads", "leads"),
        ("签约三单", "单"),
        ("新增用户1200", "用户"),
        ("还差2个", "个"),
        ("修了俩bug", "bug"),
        ("两个需求评审", "需求"),
        ("进度80", ""),
    ] {
        let uniform = Text::new(text);
        let figures = scan(&uniform, false);
        let found = figures.first().and_then(|q| noun(&uniform.chars, q));
        assert_eq!(found.map_or(String::new(), |r| uniform.chars[r].iter().collect()), expected, "{text}");
    }
}

#[test]
fn numbers() {
    check("12000", &["一万二", "1.2万", "1.2w", "１.２Ｗ", "12000", "12,000", "日活1万2"]);
    check("860", &["涨粉八百六", "八百六十", "860"]);
    check("48300", &["营业额四万八千三", "四万八千三百"]);
    check("52000", &["营业额五万二 客流不错", "五万两千"]);
    check("2005", &["累计两千零五"]);
    check("2300", &["涨粉两千三 还行"]);
    check("113", &["CAC这周是一百一十三"]);
    check("116", &["一百十六"]);
    check("99.1", &["准确率九十九点一 对"]);
    check("0.7", &["零点七"]);
    check("1.06", &["一点零五六"]);
    check("3200000", &["三百二十万", "320万", "3.2百万"]);
    check("3000000", &["三百多万", "300多万"]);
    check("300000", &["三十来万"]);
    check("3000", &["积压3k+", "3k", "3千"]);
    check("5000000", &["回款500w", "500万", "五百万"]);
    check("1500000000", &["15亿", "1.5 billion", "十五亿"]);
    check("120003500", &["一亿两千万零三千五百"]);
    check("80", &["进度80", "进度八十", "progress 80"]);
    check("-3.5", &["利润:-3.5"]);
    check("20260", &["二零二六零"]);
    check("12", &["twelve done"]);
    check("302", &["three hundred and two"]);
}

#[test]
fn shares() {
    check("80%", &["80%", "80 %", "８０％", "百分之八十", "八成", "8成", "80 percent", "80pct", "80 per cent"]);
    check("85.5%", &["百分之八十五点五", "85.5%"]);
    check("85%", &["八成五", "八成半"]);
    check("75%", &["七成五", "three quarters"]);
    check("70%, 5个", &["完成七成五个"]);
    check("30%, 12h=1.5d", &["三成一天半"]);
    check("60%", &["3.0测试用例写了六成", "六成了"]);
    check("30%", &["人占三成吧", "写了三成", "首批上架三成。"]);
    check("50%", &["一半", "过半", "一大半", "准备了一半了", "half of it"]);
    check("100%", &["百分百", "百分之百", "100%"]);
    check("3点", &["提升3个点", "3个百分点", "up 3pp", "三个百分点"]);
    check("0.7点", &["涨了零点七个点", "0.7个百分点"]);
    check("0.08%", &["0.8‰", "千分之零点八"]);
    check("-3%", &["环比-3%"]);
    check("70%=7/10", &["完成7/10", "7/10 done", "做完7/10"]);
    check("66.67%=2/3", &["完成三分之二"]);
    check("45%", &["40-50%", "40%~50%"]);
    check("52%, 55%", &["从52%提升到55%", "52%到55%"]);
    check("", &["三成本科", "成本", "完成", "五成交"]);
}

#[test]
fn money() {
    check("4250 CNY", &["油费四千二三百元", "四千二三元"]);
    check("35500 CNY", &["三万五六块钱"]);
    check("360000 CNY", &["三十六万元", "36万元", "￥36万", "RMB 360,000", "360,000 yuan", "36万人民币"]);
    check("1200 USD", &["$1,200", "1.2k USD", "1200美元", "一千二百美金", "US$1200"]);
    check("6800 CNY", &["花了6800块", "6800块钱", "6,800元", "¥6800"]);
    check("4 CNY", &["降了4块;"]);
    check("3.5 CNY", &["三块五", "3.5元", "三元五角"]);
    check("300 HKD", &["HK$300", "300港币"]);
    check("50 EUR", &["€50", "50欧元"]);
    check("8000 CNY", &["8000元/月"]);
    check("2块", &["换了两块屏"]);
}

#[test]
fn durations() {
    check("3h", &["3小时", "三个小时", "3 hours", "3h", "3 hrs", "180分钟", "180min"]);
    check("2.5h", &["两个半小时", "2.5h", "2小时30分钟", "2h30m", "two and a half hours", "2小时半"]);
    check("1.5h", &["一个半小时", "90min", "1h30m", "an hour and a half"]);
    check("24.5h", &["二十四个半小时"]);
    check("4h=0.5d", &["半天", "半个工作日", "half a day", "请半天假"]);
    check("12h=1.5d", &["一天半", "1.5天", "1.5人日", "a day and a half"]);
    check("16h=2d", &["2人日", "2人天", "2pd", "2 person-days", "两天", "2 man-days"]);
    check("8h=1d", &["一整天", "the whole day", "一天", "1d"]);
    check("80h=14d", &["暂停两周", "2 weeks"]);
    check("28h=3.5d", &["三四天"]);
    check("20h=2.5d", &["2-3天", "2-3 more days"]);
    check("1h", &["一个多小时"]);
    check("0.75h", &["三刻钟", "45分钟"]);
    check("11h=1.125d", &["1天3小时"]);
}

#[test]
fn counts() {
    check("52条", &["新增线索52条", "五十二条", "52 条"]);
    check("2单", &["两单了", "签了两单"]);
    check("4个", &["定了四个"]);
    check("920人", &["九百二十人"]);
    check("12orders", &["12 orders"]);
    check("3bugs", &["found 3 bugs", "three bugs"]);
    check("3000单", &["积压3k多单"]);
    check("20家", &["20多家", "二十来家", "20余家"]);
    check("5.5个", &["五六个"]);
    check("35个", &["三四十个"]);
    check("12吨", &["12吨", "十二吨"]);
    check("30kg", &["30kg"]);
    check("12leads", &["12 new leads"]);
    check("12处, 3项", &["1、完成巡检12处 2、整改3项"]);
    check("1个", &["发了1个版本"]);
    check("10个, 15个", &["10到15个"]);
}

#[test]
fn what_surrounds_a_figure() {
    for (text, approximate, comparison, remaining) in [
        ("大概八成", true, None, false),
        ("差不多两万", true, None, false),
        ("100个左右", true, None, false),
        ("将近100万", true, None, false),
        ("不到3天", true, Some(Comparison::Less), false),
        ("3000出头", true, None, false),
        ("roughly 30%", true, None, false),
        ("不低于80%", false, Some(Comparison::AtLeast), false),
        ("≥2", false, Some(Comparison::AtLeast), false),
        ("80%以上", false, Some(Comparison::AtLeast), false),
        ("不超过2天", false, Some(Comparison::AtMost), false),
        ("5%以内", false, Some(Comparison::AtMost), false),
        ("under 5%", false, Some(Comparison::AtMost), false),
        ("超过48小时", false, Some(Comparison::More), false),
        ("低于26%", false, Some(Comparison::Less), false),
        ("还差2个", false, None, true),
        ("还剩6家", false, None, true),
        ("剩2台等电工", false, None, true),
        ("还剩大概3个", true, None, true),
        ("2 left", false, None, true),
        ("最近3个", false, None, false),
        ("签约3单", false, None, false),
    ] {
        let figures = read(text);
        let found: Vec<_> = figures.iter().map(|q| (q.approximate, q.comparison, q.remaining)).collect();
        assert_eq!(found, [(approximate, comparison, remaining)], "{text}");
    }
}

#[test]
fn traps_are_no_figures() {
    check(
        "",
        &[
            "看一下",
            "一起",
            "一些",
            "一直",
            "统一",
            "第一",
            "快一点",
            "一点儿",
            "三方",
            "十分",
            "万一",
            "千万别",
            "下一步",
            "一期改了",
            "双十一",
            "周一",
            "四季度",
            "七夕",
            "第3版",
            "第三批",
            "十几个",
            "几十万",
            "好几个",
            "v2.8.0",
            "版本3.0.1",
            "PR #123",
            "bug 1383",
            "FE-20",
            "fp16",
            "A102",
            "见 https://a.cn/x/12?p=3",
            "a12@b.cn",
            "10.0.0.1",
            "13812345678",
            "京A12345",
            "(2026)京0105民初123号",
            "301室",
            "18:30",
            "下午三点",
            "3pm",
            "500错误",
            "Android 14",
            "1. 修复",
            "2、修复",
            "3) 修复",
            "① 修复",
            "一、总结",
            "2026-11-20",
            "11月20日",
            "11/24",
            "2026年",
            "周五",
            "20号",
            "Nov 16",
            "Q4",
            "W48",
            "三天后",
            "近两周",
            "最近7天",
            "2 weeks ago",
            "每周五",
            "这两天",
            "五五",
            "3-7-2017",
            "二次开庭",
            "每一家",
            "15号",
            "第100天",
            "二标段",
        ],
    );
    check("12个", &["双十一签了12个"]);
    check("1个", &["修一个500错误"]);
}

#[test]
fn a_bound_in_days_is_a_figure_too() {
    let figures = read("控制在3天内");
    assert_eq!(figures.iter().map(told).collect::<Vec<_>>(), ["24h=3d"]);
    assert_eq!(figures[0].comparison, Some(Comparison::AtMost));
}

#[test]
fn huge_figures_are_ignored() {
    let line = "9".repeat(65_536);
    assert!(read(&line).is_empty());
    assert!(read(&"九".repeat(65_536)).is_empty());
    let _ = read(&"1万".repeat(20_000));
    let _ = read(&"一万亿".repeat(20_000));
    let _ = read(&"3-".repeat(30_000));
}

#[test]
fn a_unit_is_what_the_words_say() {
    let figures = read("签了三单");
    assert_eq!(figures[0].kind, QuantityKind::Count(Unit::new("单")));
    assert_eq!(figures[0].value, Decimal::from(3));
}

proptest! {
    #[test]
    fn every_figure_quotes_the_original(text in "(\\PC|[0-9一二三十百千万亿点半零几多.,%/:+ 天周月号个成元-]){0,60}") {
        let uniform = Text::new(&text);
        let mut end = 0;
        for figure in scan(&uniform, true) {
            prop_assert!(figure.start >= end && figure.end > figure.start);
            end = figure.end;
            let quote = uniform.span(figure.start, figure.end).of(&text);
            prop_assert!(quote.is_some_and(|q| !q.is_empty()));
        }
    }
}
