//! Phrases and the question each makes: other wordings than those of the corpus.

use std::{fs, path::Path};

use zhixing::{
    domain::{Key, Org},
    understanding::question::{Context, Query, When, understand},
};

fn keys(keys: &[Key]) -> String {
    keys.iter().map(Key::as_str).collect::<Vec<_>>().join(",")
}

fn maybe(key: &Option<Key>) -> &str {
    key.as_ref().map_or("-", Key::as_str)
}

/// A question in short: its kind, what it is about, and what tells it from others of its kind.
fn shape(query: &Query) -> String {
    match query {
        Query::State { subjects } => format!("state {}", keys(subjects)),
        Query::Due { subject } => format!("due {subject}"),
        Query::Why { subject, .. } => format!("why {subject}"),
        Query::Risk { of, among, .. } if among.is_empty() => format!("risk {}", maybe(of)),
        Query::Risk { among, .. } => format!("risk {}", keys(among)),
        Query::Blocked { within } => format!("blocked {}", maybe(within)),
        Query::Waiting { on } => format!("waiting {on}"),
        Query::Board { of } => format!("board {}", maybe(of)),
        Query::Figure { kpis, when, gap } => {
            let when = match when {
                When::Now => "now".to_owned(),
                When::Latest => "latest".to_owned(),
                When::On(day) => day.to_string(),
                When::During(range) => format!("{}..{}", range.first, range.last),
            };
            format!("figure {} {when}{}", keys(kpis), if *gap { " gap" } else { "" })
        }
        Query::Standings { kpis, ascending, .. } => {
            format!("standings {}{}", keys(kpis), if *ascending { " up" } else { "" })
        }
        Query::Change { kpi, .. } => format!("change {kpi}"),
        Query::Goals { of, missed, met, .. } => {
            let only = if *missed { " missed" } else { "" };
            format!("goals {}{only}{}", maybe(of), if *met { " met" } else { "" })
        }
        Query::Ranking { among, ascending, most } => {
            let most = most.map_or(String::new(), |n| format!(" {n}"));
            format!("ranking {}{}{most}", keys(among), if *ascending { " up" } else { "" })
        }
        Query::OpenTasks { of, next } => format!("tasks {of}{}", if *next { " next" } else { "" }),
        Query::Deadlines { of, .. } => format!("deadlines {}", maybe(of)),
        Query::Slipped { of, .. } => format!("slipped {}", maybe(of)),
        Query::Activity { of, period } => format!("activity {of} {}..{}", period.first, period.last),
        Query::Hours { by, on, .. } => format!("hours {} {}", maybe(by), maybe(on)),
        Query::Average { of, what, .. } => format!("average {of} {what:?}"),
        Query::Field { field, of, .. } => format!("field {field} {}", maybe(of)),
        Query::Cost { of, .. } => format!("cost {of}"),
        Query::Duty { of, day, ask, .. } => format!("duty {} {day} {ask:?}", keys(of)),
        Query::Reports { of, .. } => format!("reports {of}"),
        Query::Viewers => "viewers".to_owned(),
        Query::Learning { .. } => "learning".to_owned(),
        Query::Ambiguous { readings } => {
            format!("which {}", readings.iter().map(|(k, _)| k.as_str()).collect::<Vec<_>>().join(","))
        }
        Query::Each { parts, .. } => {
            format!("each {}", parts.iter().map(|(_, q)| shape(q)).collect::<Vec<_>>().join(" | "))
        }
        Query::Secret { class } => format!("secret {class:?}"),
        Query::Undefined => "undefined".to_owned(),
        Query::Stranger => "stranger".to_owned(),
        Query::OutOfScope => "outside".to_owned(),
    }
}

fn org(name: &str) -> Org {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folder = ["corpus", "fresh"].iter().map(|kind| tests.join(kind).join(name)).find(|folder| folder.exists());
    let file = folder.expect("the company is there").join("org.json");
    Org::parse(&fs::read_to_string(file).expect("org.json")).expect("a company")
}

/// Asker, phrase, shape.
type Case = (&'static str, &'static str, &'static str);

fn check(company: &str, cases: &[Case]) {
    let org = org(company);
    let now = "2026-11-23T01:00:00Z".parse().expect("a time");
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(asker, phrase, expected)| {
            let question = understand(&org, phrase, &Key::from(*asker), now, None);
            let shape = shape(&question.query);
            (shape != *expected).then(|| format!("{phrase}\n   expected {expected}\n   got      {shape}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn whoever_is_nobody_here_is_not_taken_for_what_was_spoken_of() {
    let org = org("qiming");
    let asker = Key::from("p-lihao");
    let now = "2026-11-23T01:00:00Z".parse().expect("a time");
    let question = understand(&org, "登录接口一共用了几个小时", &asker, now, None);
    let before = Context { question, subjects: vec![Key::from("t-mb-login")] };
    let after = |phrase| shape(&understand(&org, phrase, &asker, now, Some(&before)).query);
    for phrase in ["张三丰这周工时多少?", "那张三丰的工时呢", "张三丰上周呢", "How many hours did Bob log?"]
    {
        assert_eq!(after(phrase), "stranger", "{phrase}");
    }
    for phrase in ["这周工时多少?", "那上周呢", "它这周花了多少小时"] {
        assert_eq!(after(phrase), "hours - t-mb-login", "{phrase}");
    }
    assert_eq!(after("张三丰的工资多少"), "secret Salary");
}

#[test]
fn phrases_of_a_software_company() {
    check(
        "qiming",
        &[
            ("p-lihao", "移动端3.0到哪一步了?", "state prj-app"),
            ("p-lihao", "App 3.0 做得怎么样", "state prj-app"),
            ("p-lihao", "数据管道搞定了吗", "state t-db-etl"),
            ("p-lihao", "离线缓存做完没有", "state t-app-offline"),
            ("p-lihao", "what's the status of the dashboard?", "state prj-data"),
            ("p-lihao", "Is the landing page finished?", "state t-cac-landing"),
            ("p-lihao", "积分商城现在还做不做了?", "state prj-mall"),
            ("p-chenqm", "双十一活动进展如何", "state ms-cac-double11"),
            ("p-lihao", "研发部这周平均工时多少?", "average d-rd Hours"),
            ("p-lihao", "我们上周人均工时是多少", "average d-rd Hours"),
            ("p-chenqm", "全公司平均完成率是多少?", "average c-qiming Attainment"),
            ("p-lihao", "average hours of 研发部 this week?", "average d-rd Hours"),
            ("p-lihao", "平均bug修复时间现在多少?", "figure k-bugfix now"),
            ("p-lihao", "张伟这周平均工时多少?", "hours p-zhangwei -"),
            ("p-lihao", "告警规则几号上线?", "due t-db-alert"),
            ("p-lihao", "数据迁移推迟到什么时候了", "due t-mb-migrate"),
            ("p-lihao", "接口联调的截止日期是哪天", "due ms-mb-joint"),
            ("p-lihao", "When is the store launch?", "due ms-app-store"),
            ("p-lihao", "which day was the KOL collab moved to?", "due t-cac-kol"),
            ("p-lihao", "规则引擎为什么又延期了?", "why t-mb-level"),
            ("p-lihao", "是什么原因让供应商签约一直没完成", "why t-ml-supplier"),
            ("p-lihao", "Why is the member data migration late?", "why t-mb-migrate"),
            ("p-lihao", "接口联调卡在哪了", "why ms-mb-joint"),
            ("p-lihao", "what is holding up the pipeline?", "why t-db-etl"),
            ("p-heliang", "续费率为什么下降了", "why k-renew"),
            ("p-chenqm", "哪几个项目可能会延期", "risk -"),
            ("p-chenqm", "现在最让人担心的项目是哪个", "risk -"),
            ("p-chenqm", "Which projects are at risk?", "risk -"),
            ("p-chenqm", "which project is most likely to be late?", "risk -"),
            ("p-chenqm", "会员中心能按时上线吗", "risk ms-mb-launch"),
            ("p-chenqm", "数据看板有没有风险", "risk prj-data"),
            ("p-chenqm", "目前有哪些卡点", "blocked -"),
            ("p-chenqm", "What is blocked right now?", "blocked -"),
            ("p-chenqm", "会员中心有哪些任务被卡住了", "blocked prj-member"),
            ("p-lihao", "研发部有什么东西卡住了", "blocked d-rd"),
            (
                "p-chenqm",
                "张伟和林悦上周分别做了什么",
                "each activity p-zhangwei 2026-11-16..2026-11-22 | activity p-linyue 2026-11-16..2026-11-22",
            ),
            ("p-chenqm", "会员中心跟积分商城各花了多少钱", "each cost prj-member | cost prj-mall"),
            ("p-chenqm", "研发部、产品部在等谁", "each blocked d-rd | blocked d-product"),
            ("p-chenqm", "数据迁移花了多少钱 进度多少", "each cost t-mb-migrate | state t-mb-migrate"),
            ("p-chenqm", "会员中心和积分商城进度怎么样", "state prj-member,prj-mall"),
            ("p-chenqm", "哪个项目拖期的可能最大", "risk -"),
            ("p-chenqm", "哪些任务拖期了", "deadlines -"),
            ("p-zhangwei", "how many hours have I reported this month", "hours p-zhangwei -"),
            ("p-heliang", "今年三季度续费率多少", "figure k-renew 2026-07-01..2026-09-30"),
            ("p-heliang", "近两个季度续费率多少", "figure k-renew 2026-05-24..2026-11-23"),
            ("p-sunyang", "谁在等我", "waiting p-sunyang"),
            ("p-lihao", "哪些事情在等孙洋处理?", "waiting p-sunyang"),
            ("p-lihao", "Which tasks are waiting on Daniel?", "waiting p-daniel"),
            ("p-lihao", "有什么在等研发部的", "waiting d-rd"),
            ("p-wangtao", "现在闪退率多少", "figure k-crash now"),
            ("p-wangtao", "What is the crash rate now?", "figure k-crash now"),
            ("p-wangtao", "最新的崩溃率是多少", "figure k-crash latest"),
            ("p-zhaolei", "测试覆盖率离目标还差多少", "figure k-cover now gap"),
            ("p-heliang", "NPS 距离目标还有多大差距", "figure k-nps now gap"),
            ("p-chenqm", "上个月新增线索多少条", "figure k-leads 2026-10-01..2026-10-31"),
            ("p-chenqm", "How many leads did we get last week?", "figure k-leads 2026-11-16..2026-11-22"),
            ("p-lihao", "这个月发了多少个版本", "figure k-release 2026-11-01..2026-11-30"),
            ("p-lihao", "本月发版达标了吗", "figure k-release 2026-11-01..2026-11-30"),
            ("p-lihao", "bug修复时间现在多长", "figure k-bugfix now"),
            ("p-zhangwei", "bug修复时间现在多长", "figure k-bugfix-zw now"),
            ("p-wutong", "我本月签了几单", "figure k-deal 2026-11-01..2026-11-30"),
            ("p-xumeng", "这个月回访了多少家客户", "figure k-visit 2026-11-01..2026-11-30"),
            ("p-wangfang", "本季度到岗了几个人?", "figure k-hire 2026-10-01..2026-12-31"),
            ("p-suqing", "需求交付周期在区间里吗", "figure k-reqcycle now"),
            ("p-heliang", "10月的续费率", "figure k-renew 2026-10-01..2026-10-31"),
            ("p-wangtao", "10月27日崩溃率多少", "figure k-crash 2026-10-27"),
            ("p-wangtao", "what was the crash rate on Nov 6?", "figure k-crash 2026-11-06"),
            ("p-zhoumin", "试用转化率涨了几个点", "change k-conv"),
            ("p-zhoumin", "CAC 的走势", "change k-cac"),
            ("p-zhoumin", "How has the trial conversion rate changed since Oct 23?", "change k-conv"),
            ("p-chenqm", "公司目标完成得怎么样", "goals c-qiming"),
            ("p-chenqm", "哪些KPI没达标", "goals - missed"),
            ("p-lihao", "我们部门的指标达标情况", "goals d-rd"),
            ("p-zhangwei", "我的KPI完成得怎么样?", "goals p-zhangwei"),
            ("p-chenqm", "Which goals are we missing their target on?", "goals - missed"),
            ("p-chenqm", "所有项目按完成度排个名", "ranking "),
            ("p-chenqm", "会员中心、数据看板和移动端3.0按进度从低到高排", "ranking prj-member,prj-data,prj-app up"),
            (
                "p-chenqm",
                "rank the dashboard, the points mall and App 3.0 by progress",
                "ranking prj-data,prj-mall,prj-app",
            ),
            ("p-zhangwen", "我还有哪些任务没做完", "tasks p-zhangwen"),
            ("p-zhangwen", "手头还剩什么活,我看看", "tasks p-zhangwen"),
            ("p-lihao", "赵磊手上有什么任务", "tasks p-zhaolei"),
            ("p-daniel", "What's on my plate?", "tasks p-daniel"),
            ("p-daniel", "what tasks do I still have to do", "tasks p-daniel"),
            ("p-daniel", "which of my tasks is due next?", "tasks p-daniel next"),
            ("p-zhangwen", "我下一个到期的任务是什么", "tasks p-zhangwen next"),
            ("p-lihao", "会员中心接下来有哪些节点", "deadlines prj-member"),
            ("p-lihao", "本周有什么要到期的", "deadlines -"),
            ("p-lihao", "王涛昨天干了什么", "activity p-wangtao 2026-11-22..2026-11-22"),
            ("p-lihao", "张雯上周忙什么了", "activity p-zhangwen 2026-11-16..2026-11-22"),
            ("p-lihao", "What did Zhang Wei do last week?", "activity p-zhangwei 2026-11-16..2026-11-22"),
            ("p-lihao", "上上周赵磊做了哪些事", "activity p-zhaolei 2026-11-09..2026-11-15"),
            ("p-lihao", "研发部这周都做了什么", "activity d-rd 2026-11-23..2026-11-29"),
            ("p-zhangwei", "我上周都干了些什么", "activity p-zhangwei 2026-11-16..2026-11-22"),
            ("p-zhangwei", "我上周写了啥", "activity p-zhangwei 2026-11-16..2026-11-22"),
            ("p-zhangwei", "我昨天报了什么", "activity p-zhangwei 2026-11-22..2026-11-22"),
            ("p-zhangwei", "上周我都汇报了啥", "activity p-zhangwei 2026-11-16..2026-11-22"),
            ("p-lihao", "马小云上周做了什么", "stranger"),
            ("p-lihao", "Daniel上周报了多少工时", "hours p-daniel -"),
            ("p-lihao", "登录接口一共用了几个小时", "hours - t-mb-login"),
            ("p-lihao", "How many hours went into the pipeline?", "hours - t-db-etl"),
            ("p-zhangwei", "我这个月报了多少小时", "hours p-zhangwei -"),
            ("p-zhoumin", "降本获客专项花了多少钱,超预算了吗", "cost prj-cac"),
            ("p-zhoumin", "how much have we spent on the CAC专项?", "cost prj-cac"),
            ("p-wangtao", "App 3.0 的预算还剩多少", "cost prj-app"),
            ("p-lihao", "今天研发部谁还没交日报", "duty d-rd 2026-11-23 Missing"),
            ("p-chenqm", "昨天有谁没写日报", "duty c-qiming 2026-11-22 Missing"),
            ("p-lihao", "11月20号我们部门几个人交了日报", "duty d-rd 2026-11-20 Count"),
            ("p-lihao", "Who hasn't submitted a daily report on Nov 20?", "duty d-rd 2026-11-20 Missing"),
            ("p-lihao", "上周五谁交了日报", "duty d-rd 2026-11-20 Met"),
            ("p-lihao", "看看张伟上周的日报", "reports p-zhangwei"),
            ("p-lihao", "show me Wang Tao's reports from last week", "reports p-wangtao"),
            ("p-liuxin", "怎么提升文案能力", "learning"),
            ("p-liuxin", "我该学点什么", "learning"),
            ("p-emma", "What should I learn to get better at negotiation?", "learning"),
            ("p-lihao", "张工上周做了什么", "which p-zhangwei,p-zhangwen"),
            ("p-lihao", "会员项目的进度", "which prj-member,prj-mall"),
            ("p-lihao", "会员中心的进度", "state prj-member"),
            ("p-lihao", "王涛的年薪多少", "secret Salary"),
            ("p-lihao", "What's Emma's bonus?", "secret Salary"),
            ("p-lihao", "按绩效给研发部排个名", "secret Score"),
            ("p-lihao", "谁在360里给我打了低分", "secret PeerReview"),
            ("p-lihao", "帮我写个python脚本", "outside"),
            ("p-lihao", "讲个笑话", "outside"),
            ("p-lihao", "Recommend a restaurant nearby", "outside"),
            ("p-lihao", "珠穆朗玛峰有多高", "outside"),
            ("p-chenqm", "我们的毛利率是多少", "undefined"),
            ("p-chenqm", "本月电费花了多少", "undefined"),
            ("p-chenqm", "What is our market share?", "undefined"),
        ],
    );
}

#[test]
fn phrases_of_a_retailer() {
    check(
        "hengxin",
        &[
            ("p-chenxia", "本店这个月营业额多少", "figure k-rev-gg 2026-11-01..2026-11-30"),
            ("p-chenjie", "营业额这个月累计多少了?", "figure k-rev-jh 2026-11-01..2026-11-30"),
            ("p-deng", "营业额这个月累计多少了?", "figure k-rev 2026-11-01..2026-11-30"),
            ("p-deng", "What is our gross margin?", "figure k-margin now"),
            ("p-qiangang", "库存准确率最近一次报了多少", "figure k-acc latest"),
            ("p-qiangang", "周转天数在正常范围内吗", "figure k-turn now"),
            ("p-pengbo", "单均配送时长比目标高出多少", "figure k-dlv now gap"),
            ("p-yaoyao", "我这个月涨了多少粉", "figure k-fans 2026-11-01..2026-11-30"),
            ("p-xiejun", "双11当天线上GMV多少", "figure k-gmv 2026-11-11"),
            ("p-luohong", "员工满意度多少", "undefined"),
            ("p-deng", "How is the store project going?", "which prj-store,prj-inspect"),
            ("p-deng", "门店那个项目怎么样了", "which prj-store,prj-inspect"),
            ("p-luohong", "客户满意度这个月有什么变化", "change k-csat"),
            ("p-fangping", "应收账款比上个月降了多少", "change k-ar"),
            ("p-deng", "智能客服做到几成了", "state prj-bot"),
            ("p-deng", "仓库项目现在怎么样", "state prj-wms"),
            ("p-deng", "门店项目的风险", "which prj-store,prj-inspect"),
            ("p-qiangang", "切换上线能按时吗", "risk ms-wm-cut"),
            ("p-qiangang", "全仓盘点谁在做,到什么程度了", "state t-wm-count"),
            ("p-deng", "跨境店花了多少钱", "cost prj-cross"),
            ("p-deng", "大促预算超了没有", "cost prj-11"),
            ("p-marco", "Why is the bank link delayed?", "why t-er-bank"),
            ("p-marco", "what are the upcoming milestones of the ERP integration?", "deadlines prj-erp"),
            ("p-majing", "陈店长昨天忙啥了", "which p-chenxia,p-chenjie"),
            ("p-majing", "门店运营部谁今天没报日报", "duty d-store 2026-11-23 Missing"),
            ("p-xuting", "罗红的绩效评级", "secret Score"),
            ("p-grace", "How much money does Jason make a month?", "secret Salary"),
            ("p-pengbo", "今晚吃什么好", "outside"),
            ("p-majing", "门店这个月的房租是多少", "undefined"),
            ("p-grace", "Is the store training done?", "state t-st-train"),
            ("p-deng", "哪些目标没有达到", "goals - missed"),
            ("p-luwei", "我最近有哪些任务快到期了", "tasks p-luwei next"),
            ("p-qiangang", "陆伟和彭博上周的工时", "each hours p-luwei - | hours p-pengbo -"),
            ("p-yaoyao", "谁能看到我的日报?", "viewers"),
            ("p-grace", "Who can read my reports?", "viewers"),
            ("p-luwei", "我欠别人什么东西", "waiting p-luwei"),
            ("p-luwei", "我上周日报写了啥", "reports p-luwei"),
            ("p-luwei", "我上周日干了什么", "activity p-luwei 2026-11-22..2026-11-22"),
            ("p-majing", "上周日报谁没交", "duty d-store 2026-11-22 Missing"),
            ("p-deng", "上个月和这个月的GMV对比一下", "change k-gmv"),
            ("p-deng", "有没有哪个项目要黄?", "risk -"),
            ("p-deng", "老谢那边最近在忙什么", "activity p-xiejun 2026-11-17..2026-11-23"),
            ("p-deng", "罗经理昨天干了啥", "activity p-luohong 2026-11-22..2026-11-22"),
            ("p-majing", "门店本月用水量是多少", "undefined"),
            ("p-deng", "门店改造本月用电量有多少", "undefined"),
            ("p-deng", "哪些任务逾期了?", "deadlines -"),
            ("p-deng", "What is overdue?", "deadlines -"),
            ("p-fengliang", "我有没有过期的任务", "deadlines p-fengliang"),
            ("p-chenxia", "我这个月还差多少能达标", "goals p-chenxia"),
            ("p-yaoyao", "谢军给我打了多少分", "secret Score"),
            ("p-deng", "进度最慢的项目是哪个", "ranking  up 1"),
            ("p-deng", "目前完成度最高的三个项目", "ranking  3"),
            ("p-deng", "进度前三的项目", "ranking  3"),
            ("p-deng", "这两个项目按完成度排一下:WMS、ERP", "ranking prj-wms,prj-erp"),
            ("p-deng", "Which project is furthest along?", "ranking  1"),
            ("p-deng", "有什么需要我协调的吗", "blocked -"),
            ("p-deng", "上周工时最多的是谁", "hours c-hengxin -"),
            ("p-deng", "上个月哪些指标达标了", "goals - met"),
            ("p-majing", "江汉路店上周卖了多少", "figure k-rev-jh 2026-11-16..2026-11-22"),
        ],
    );
}

#[test]
fn phrases_of_a_car_parts_plant() {
    check(
        "junchi",
        &[
            ("p-hao", "哪个项目最让人不放心", "risk -"),
            ("p-hao", "咱们厂哪几个项目有点危险", "risk -"),
            ("p-hao", "整体看下来哪块最拖后腿", "risk -"),
            ("p-hao", "which projects look shaky?", "risk -"),
            ("p-hao", "卡钳二代能赶在1月底前量产吗", "risk prj-cal"),
            ("p-hao", "卡钳二代和搬仓哪个更可能延期", "risk prj-cal,prj-wh"),
            ("p-hao", "五个项目哪个最慢", "ranking  up 1"),
            ("p-hao", "进度垫底的项目是哪个", "ranking  up 1"),
            ("p-hao", "卡钳和精益哪个进度快", "ranking prj-cal,prj-lean"),
            ("p-hao", "内审和外审分别是几号", "state ms-iatf-in,ms-iatf-out"),
            ("p-hao", "审核定在哪天", "which ms-iatf-in,t-iatf-sup,ms-iatf-out"),
            ("p-hao", "哪些任务改过日期", "slipped -"),
            ("p-hao", "what got delayed recently", "slipped -"),
            ("p-hao", "内审卡哪了", "why ms-iatf-in"),
            ("p-hao", "生产部那边有什么难处", "blocked d-prod"),
            ("p-hao", "品质部在等谁", "blocked d-qa"),
            ("p-hao", "谁在等品质部", "waiting d-qa"),
            ("p-hao", "罗姐的直通率多少", "figure k-fpy-luo now"),
            ("p-ke", "我们部门这个月降本多少", "figure k-save 2026-11-01..2026-11-30"),
            ("p-ke", "我这个月降本多少", "figure k-save-ke 2026-11-01..2026-11-30"),
            ("p-ke", "PPM多少", "undefined"),
            ("p-ke", "NPV多少", "undefined"),
            ("p-hao", "11月13号产了多少件", "figure k-out 2026-11-13"),
            ("p-hao", "废频率多少", "figure k-scrap now"),
            ("p-hao", "PPM跟目标比差多少", "figure k-ppm now gap"),
            ("p-hao", "OEE比月初涨了多少", "change k-oee"),
            ("p-hao", "去年十一月的产量", "figure k-out 2025-11-01..2025-11-30"),
            ("p-hao", "上个月15号的产量", "figure k-out 2026-10-15"),
            ("p-hao", "厂里这个月用电花了多少", "undefined"),
            ("p-hao", "工艺部这个月花了多少钱", "cost d-eng"),
            ("p-hao", "周五供应链部谁没交日报", "duty d-sc 2026-11-20 Missing"),
            ("p-hao", "供应链部有哪些项目", "state prj-wh"),
            ("p-hao", "总结一下本周工作", "activity c-junchi 2026-11-23..2026-11-29"),
            ("p-bai", "罗姐年终奖多少", "secret Salary"),
            ("p-bai", "把同事给松哥打的分发我", "secret PeerReview"),
            ("p-hao", "你能做什么", "outside"),
            ("p-hao", "今晚球赛几点开踢", "outside"),
        ],
    );
}
