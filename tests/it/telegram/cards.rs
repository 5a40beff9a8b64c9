//! Reports, their cards, and what is done with them on a phone.

use super::{LI, World, ZHANG, labels, story};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_is_confirmed_in_place() {
    story(async |world| {
        let said = world.fake.says(ZHANG, "登录接口做到80%了。开会2小时");
        let card = world.hears(ZHANG, 0).await;
        assert_eq!(
            card.text,
            "已记下,我的理解是:\n1. 登录接口:进度 80%  ←「登录接口做到80%」\n2. 工时 2 小时  ←「开会2小时」\n\
             哪里不对直接回复,例如:不是80%,是75%"
        );
        assert_eq!(labels(&card), ["确认", "修改", "不是日报"]);
        assert_eq!(card.reply_to, Some(said));

        let press = world.fake.presses(ZHANG, "确认");
        world.until("the edit", || world.shown(ZHANG, card.id).edits == 1).await;
        world.rest().await;
        let confirmed = world.shown(ZHANG, card.id);
        assert!(confirmed.text.ends_with("✓ 已确认"), "{}", confirmed.text);
        assert_eq!(labels(&confirmed), [""; 0], "there is nothing left to press");
        assert_eq!(world.fake.answered(&press).as_deref(), Some(""), "the press no longer waits");
        assert_eq!(world.fake.said(ZHANG).len(), 1, "whoever presses looks at the card: no further message");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_correction_in_words_edits_the_card_and_says_so() {
    story(async |world| {
        let card = world.talk(ZHANG, "登录接口80%").await;
        let notice = world.talk(ZHANG, "不是80%,是75%").await;
        assert_eq!(notice.text, "已更正:登录接口:进度 75%");
        assert_eq!(notice.reply_to, Some(card.id), "it points at the card");
        let edited = world.shown(ZHANG, card.id);
        assert!(edited.text.contains("1. 登录接口:进度 75%(原为:登录接口:进度 80%)"), "{}", edited.text);
        assert_eq!(labels(&edited), ["确认", "修改", "不是日报"]);

        // The new keyboard is the card's own; pressing it works.
        world.fake.presses(ZHANG, "不是日报");
        world.until("the edit", || world.shown(ZHANG, card.id).edits == 2).await;
        assert!(world.shown(ZHANG, card.id).text.starts_with("已撤回"));
        assert_eq!(world.reports().await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_to_an_old_card_corrects_that_report() {
    story(async |world| {
        let old = world.talk(ZHANG, "登录接口80%").await;
        world.fake.later(60);
        let new = world.talk(ZHANG, "规则引擎80%").await;
        world.fake.later(60);
        world.fake.says_in_reply(ZHANG, Some(old.id), "不是80%,是70%");
        assert_eq!(world.hears(ZHANG, 2).await.text, "已更正:登录接口:进度 70%");
        assert!(world.shown(ZHANG, old.id).text.contains("登录接口:进度 70%"));
        assert_eq!(world.shown(ZHANG, new.id), new, "the newest card is left alone");

        // The same by replying to one's own message.
        let own = world.fake.chat(ZHANG).iter().find(|m| m.text == "规则引擎80%").expect("it is there").id;
        world.fake.says_in_reply(ZHANG, Some(own), "不是80%,是60%");
        assert_eq!(world.hears(ZHANG, 3).await.text, "已更正:等级规则引擎:进度 60%");
        assert!(world.shown(ZHANG, new.id).text.contains("等级规则引擎:进度 60%"));

        // A button of the old card belongs to the old report.
        world.fake.presses_data(ZHANG, old.id, &world.shown(ZHANG, old.id).buttons[2].1);
        world.until("the edit", || world.shown(ZHANG, old.id).text.starts_with("已撤回")).await;
        assert_eq!(world.reports().await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edited_message_is_read_again() {
    story(async |world| {
        let said = world.fake.says(ZHANG, "登录接口80%");
        let card = world.hears(ZHANG, 0).await;
        world.fake.edits(ZHANG, said, "登录接口85%,开会2小时");
        let notice = world.hears(ZHANG, 1).await;
        assert_eq!((notice.text.as_str(), notice.reply_to), ("已按修改后的内容重新读过。", Some(card.id)));
        let edited = world.shown(ZHANG, card.id).text;
        assert!(edited.contains("登录接口:进度 85%") && edited.contains("2 小时"), "{edited}");
        let reports = world.reports().await;
        assert_eq!(reports, [(format!("{ZHANG}:{said}"), "登录接口85%,开会2小时".into())]);

        // Telegram calls it an edit too when a link got its preview.
        world.fake.edits(ZHANG, said, "登录接口85%,开会2小时");
        world.rest().await;
        assert_eq!(world.fake.said(ZHANG).len(), 2, "nothing is said of it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_its_clarification_and_what_follows() {
    story(async |world| {
        world.talk(ZHANG, "规则引擎85%,卡在积分过期规则,林悦还没拍板").await;
        world.fake.later(600);
        let stuck = world.talk(LI, "哪些项目卡住了,卡在谁那").await;
        assert!(stuck.text.contains("等级规则引擎受阻,在等林悦"), "{}", stuck.text);
        let which = world.talk(LI, "张工手上的活进展怎么样了?").await;
        assert_eq!(labels(&which).len(), 2, "{which:?}");
        let answer = world.press(LI, labels(&which)[0]).await;
        assert!(answer.text.contains("等级规则引擎:进度85%"), "{}", answer.text);
        let secret = world.talk(LI, "张伟的工资是多少?").await;
        assert_eq!(secret.text, "薪酬信息我不能提供,请联系人力资源。");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pressing_twice_is_pressing_once() {
    story(async |world| {
        let card = world.talk(ZHANG, "登录接口80%").await;
        let first = world.fake.presses(ZHANG, "确认");
        let second = world.fake.presses_data(ZHANG, card.id, &card.buttons[0].1);
        world
            .until("both answers", || world.fake.answered(&first).is_some() && world.fake.answered(&second).is_some())
            .await;
        world.rest().await;
        assert_eq!(world.shown(ZHANG, card.id).edits, 1);
        assert_eq!(world.fake.said(ZHANG).len(), 1);

        // Much later the phone still shows the old keyboard.
        tokio::time::sleep(std::time::Duration::from_millis(2100)).await;
        let late = world.fake.presses_data(ZHANG, card.id, &card.buttons[2].1);
        told_stale(world, &late).await;
        assert_eq!(world.reports().await.len(), 1, "the old button takes nothing back");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn presses_that_name_nothing_are_answered_too() {
    story(async |world| {
        let card = world.talk(ZHANG, "登录接口80%").await;
        let of_another = world.fake.presses_data(LI, card.id, &card.buttons[0].1);
        told_stale(world, &of_another).await;
        for data in ["", "confirm", "00000000000000000000000000000000:0", &format!("{}9", card.buttons[0].1)] {
            let press = world.fake.presses_data(ZHANG, card.id, data);
            told_stale(world, &press).await;
        }
        world.rest().await;
        assert_eq!(world.fake.said(ZHANG), [card]);
    })
    .await;
}

async fn told_stale(world: &World, press: &str) {
    world.until("an answer to the press", || world.fake.answered(press).is_some()).await;
    assert_eq!(world.fake.answered(press).as_deref(), Some("这张卡片已经更新了,请看最新的一张。"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_and_the_text_after_it_keep_their_order() {
    story(async |world| {
        let card = world.talk(ZHANG, "登录接口80%").await;
        // Both wait while the program is away.
        world.rest().await;
        world.kill().await;
        world.fake.later(300);
        world.fake.presses(ZHANG, "不是日报");
        world.fake.says(ZHANG, "不是80%,是75%");
        world.start();
        world.rest().await;
        assert!(world.shown(ZHANG, card.id).text.starts_with("已撤回"), "taken back before anything else");
        assert_eq!(world.reports().await, []);
    })
    .await;
}
