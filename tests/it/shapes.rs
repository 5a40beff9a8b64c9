//! Reports in the shapes people paste them: tables, mail threads, marks of state, headings, scripts.

use chrono::DateTime;
use zhixing::{
    domain::Key,
    eval::Corpus,
    understanding::{Lexicon, Message, ground::grounded, read},
};

fn lexicon() -> Lexicon {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/qiming");
    Lexicon::new(Corpus::open(&folder).expect("a corpus").org)
}

/// Every claim of a text sent on Thursday 2026-11-19, one phrase each.
fn claims(lexicon: &Lexicon, author: &str, text: &str) -> Vec<String> {
    let sent_at = DateTime::parse_from_rfc3339("2026-11-19T18:00:00+08:00").expect("a time");
    let author = Key::from(author);
    let reading = read(lexicon, &Message { text, author: &author, sent_at, voice: false });
    let told = |c: &zhixing::domain::Claim| {
        assert!(grounded(text, c), "{c:?} stands in the text");
        let fact = serde_json::to_value(&c.fact).expect("a claim has a JSON form");
        let field = |name: &str| fact.get(name).and_then(|v| v.as_str().map(String::from));
        let detail = ["value", "percent", "hours", "amount", "state", "date", "waiting_on"].into_iter().find_map(field);
        let subject = c.subject.as_ref().map_or("-", Key::as_str).to_string();
        [Some(c.fact.kind().to_string()), Some(subject), detail].into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    reading.claims.iter().map(told).collect()
}

fn check(cases: &[(&str, &str, &[&str])]) {
    let lexicon = lexicon();
    for (author, text, expected) in cases {
        assert_eq!(claims(&lexicon, author, text), *expected, "{text}");
    }
}

#[test]
fn columns_of_a_table_say_what_its_cells_hold() {
    check(&[
        (
            "p-zhangwei",
            "| 任务 | 进度 | 状态 | 负责人 | 截止 | 工时 | 备注 |\n|---|---|---|---|---|---|---|\n\
             | 登录接口 | 80 | 进行中 | 张伟 | 11/25 | 4 | 等孙洋开白名单 |\n\
             | 规则引擎 | 100% | 已完成 | 张伟 | 11/18 | 2.5h | |\n\
             | 会员首页 | 30% | 进行中 | 张雯 | 周五 | 3 | |\n\
             | 兑换接口 || 未开始 | 张伟 | 下周三 | | |",
            &[
                "progress t-mb-login 80",
                "status t-mb-login started",
                "plan t-mb-login 2026-11-25",
                "effort t-mb-login 4",
                "blocker t-mb-login p-sunyang",
                "progress t-mb-level 100",
                "status t-mb-level done",
                "effort t-mb-level 2.5",
                "progress t-mb-page 30",
                "status t-mb-page started",
                "plan t-ml-order 2026-11-25",
            ],
        ),
        (
            "p-zhangwei",
            "序号\t任务\t进度\t状态\t截止日期\t备注\n1\t登录接口\t80%\t进行中\t2026-11-25\t\n2\t规则引擎\t55\t受阻\t11月30日\t缺数据\n\
             3\t兑换接口\t\t未开始\t下周五\t\n\n今天花了2小时开会",
            &[
                "progress t-mb-login 80",
                "status t-mb-login started",
                "plan t-mb-login 2026-11-25",
                "progress t-mb-level 55",
                "blocker t-mb-level",
                "plan t-mb-level 2026-11-30",
                "plan t-ml-order 2026-11-27",
                "effort - 2",
            ],
        ),
        (
            "p-daniel",
            "Task\tProgress\tStatus\tDue\tHours\nETL pipeline\t70%\tIn progress\t2026-11-27\t5\nTracking plan\t100\tDone\t\t2\n\
             Alert rules\t0\tNot started\t12/3\t",
            &[
                "progress t-db-etl 70",
                "status t-db-etl started",
                "plan t-db-etl 2026-11-27",
                "effort t-db-etl 5",
                "progress t-db-track 100",
                "status t-db-track done",
                "effort t-db-track 2",
                "progress t-db-alert 0",
                "plan t-db-alert 2026-12-03",
            ],
        ),
        // The task in its cell is meant, not the project beside it; 0.8 may be 80% or not; a part done is not the whole.
        (
            "p-zhangwei",
            "项目\t任务\t完成率\t工时(h)\n会员中心\t登录接口开发\t85\t6\n积分商城\t兑换下单\t0.8\t2",
            &["progress t-mb-login 85", "effort t-mb-login 6", "effort t-ml-order 2"],
        ),
        (
            "p-zhangwei",
            "任务 | 进度 | 预计完成\n登录接口 | 80 | 下周二\n规则引擎单元测试 | 已完成 |",
            &["progress t-mb-login 80", "plan t-mb-login 2026-11-24"],
        ),
    ]);
}

#[test]
fn old_words_of_a_mail_state_nothing() {
    check(&[
        (
            "p-zhangwei",
            "登录接口做到80%\n\n此致\n敬礼\n张伟 后端工程师\n\n-----原始邮件-----\n发件人: 李浩\n发送时间: 2026年11月18日 9:00\n\
             收件人: 张伟\n主题: 登录接口进度\n\n登录接口上周60%,规则引擎已完成。",
            &["progress t-mb-login 80"],
        ),
        (
            "p-daniel",
            "ETL pipeline at 70%\n\nBest regards,\nDaniel\n\nOn Tue, Nov 17, 2026 at 9:03 AM Li Hao <lihao@example.com> wrote:\n\
             > ETL pipeline at 50%?\n> Tracking plan is finished\n",
            &["progress t-db-etl 70"],
        ),
        (
            "p-daniel",
            "On Tue, Nov 17, 2026 at 9:03 AM Li Hao wrote:\n> ETL pipeline at 50%\n\nETL pipeline at 70% now",
            &["progress t-db-etl 70"],
        ),
        (
            "p-zhangwei",
            "规则引擎完成\n\n发件人:李浩\n发送时间:周三\n主题:进度\n登录接口80%",
            &["status t-mb-level done"],
        ),
        // A mail pasted whole is what is told; >80% is a figure, no quote.
        ("p-zhangwei", "发件人: 张伟\n收件人: 李浩\n主题: 日报\n\n登录接口80%", &["progress t-mb-login 80"]),
        (
            "p-zhangwei",
            "登录接口80%\n发自我的iPhone\n本邮件及其附件含有保密信息,规则引擎完成",
            &["progress t-mb-login 80"],
        ),
        (
            "p-zhangwei",
            "谢谢运维\n登录接口80%\n谢谢\n1. 规则引擎完成",
            &["progress t-mb-login 80", "status t-mb-level done"],
        ),
    ]);
}

#[test]
fn marks_beside_a_name_tell_its_state() {
    check(&[
        (
            "p-zhangwei",
            "1. 登录接口（完成）\n2. 规则引擎(进展20%)\n3. 兑换接口<还没有结束>",
            &["status t-mb-login done", "progress t-mb-level 20"],
        ),
        (
            "p-zhangwei",
            "- [x] 登录接口\n- [ ] 规则引擎\n✅ 兑换接口",
            &["status t-mb-login done", "status t-ml-order done"],
        ),
        ("p-zhangwei", "登录接口 ✅\n规则引擎 ❌\n联调 √", &["status t-mb-login done", "status ms-mb-joint done"]),
        (
            "p-zhangwei",
            "✅ 登录接口80%\n明日计划\n✅ 规则引擎",
            &["progress t-mb-login 80", "plan t-mb-level 2026-11-20"],
        ),
        (
            "p-zhangwei",
            "登录接口\n完成: 60% 完成时间: 2026-11-25\n规则引擎 完成：100% 完成时间：11月18日",
            &["progress t-mb-login 60", "plan t-mb-login 2026-11-25", "progress t-mb-level 100"],
        ),
    ]);
}

#[test]
fn names_head_what_stands_under_them() {
    check(&[
        (
            "p-zhangwei",
            "【会员中心】\n1、整体进度到60%\n2、下周三上线\n【积分商城】\n暂停",
            &["progress prj-member 60", "plan prj-member 2026-11-25", "status prj-mall paused"],
        ),
        ("p-zhangwei", "积分商城:\n- 整体进度30%\n- 兑换接口完成", &["progress prj-mall 30", "status t-ml-order done"]),
        // What a colleague means to do is no plan of the writer's.
        (
            "p-lihao",
            "张伟:\n- 登录接口80%\n- 明天做规则引擎\n张雯:\n- 会员首页完成",
            &["progress t-mb-login 80", "status t-mb-page done"],
        ),
        (
            "p-zhangwei",
            "张伟:\n- 登录接口80%\n- 明天做规则引擎",
            &["progress t-mb-login 80", "plan t-mb-level 2026-11-20"],
        ),
    ]);
}

#[test]
fn scripts_widths_and_a_learners_english_are_read() {
    check(&[
        ("p-zhangwei", "登錄接口做到八成了，聯調卡在運維", &["progress t-mb-login 80", "blocker ms-mb-joint"]),
        (
            "p-zhangwei",
            "登錄接口完成度８０％，規則引擎已經完成，明天繼續兌換接口",
            &["progress t-mb-login 80", "status t-mb-level done", "plan t-ml-order 2026-11-20"],
        ),
        (
            "p-daniel",
            "Today I finish tracking plan. ETL pipeline is finish 70%. Tomorrow will continue to do the charts.",
            &["status t-db-track done", "progress t-db-etl 70", "plan t-db-chart 2026-11-20"],
        ),
    ]);
}

#[test]
fn few_words_say_what_others_spell_out() {
    check(&[
        ("p-zhangwei", "巡检正常。明日计划:登录接口联调", &["plan t-mb-login 2026-11-20"]),
        (
            "p-zhangwei",
            "① 登录接口80% ② 规则引擎已完成 ③ 修了2个bug",
            &["progress t-mb-login 80", "status t-mb-level done"],
        ),
        ("p-zhangwei", "登录接口80% / 规则引擎55%", &["progress t-mb-login 80", "progress t-mb-level 55"]),
        ("p-zhangwei", "明 登录接口联调", &["plan t-mb-login 2026-11-20"]),
        ("p-zhangwei", "登录接口 完", &["status t-mb-login done"]),
        ("p-zhangwei", "下周一起登录接口改两班倒", &["plan t-mb-login 2026-11-23"]),
        ("p-zhangwei", "原定27号,登录接口提到25号", &["due_change t-mb-login 2026-11-25"]),
        ("p-zhangwei", "登录接口预计12/3提测,原定11/27", &["due_change t-mb-login 2026-12-03"]),
        ("p-zhangwei", "登录接口12月3号上,提前了5天", &["due_change t-mb-login 2026-12-03"]),
        ("p-zhangwei", "诉讼费 1,950 已缴", &["cost - 1950"]),
        // Figures of parts are not the whole's, others' plans not the writer's, a price is no cost.
        ("p-zhangwei", "登录接口:前端页面60%,后端服务30%", &[]),
        ("p-zhangwei", "大家年底前把登录接口搞完", &[]),
        ("p-zhangwei", "投票双过半,登录接口继续", &[]),
        ("p-zhangwei", "登录接口的加密卡成本是11.8元/张", &[]),
    ]);
}

#[test]
fn what_a_figure_was_is_no_claim() {
    let renew: &[&str] = &["measurement k-renew 85"];
    check(&[
        ("p-xumeng", "续费率从80%提升到85%", renew),
        ("p-xumeng", "续费率从80%涨了5个点到85%", renew),
        ("p-xumeng", "续费率从80%提升到目前的85%", renew),
        ("p-xumeng", "续费率从上周的80%提升到本周的85%", renew),
        ("p-xumeng", "续费率由80%变为85%", renew),
        ("p-xumeng", "Renewal rate went from 80% last month to 85%", renew),
        ("p-xumeng", "续费率涨了3个点", &[]),
        ("p-zhangwei", "登录接口进度推到30%", &["progress t-mb-login 30"]),
    ]);
}
