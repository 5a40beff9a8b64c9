//! Groups: the bot answers whom it is said to, with what all may see; the rest goes to private chats.

use super::{LI, STRANGER, World, ZHANG, story};

/// The group.
const GROUP: i64 = -1_002_233_445_566;

async fn said(world: &World, user: i64, text: &str) -> (Vec<String>, Vec<String>) {
    let (here, apart) = (world.fake.said(GROUP).len(), world.fake.said(user).len());
    world.fake.says_in(GROUP, user, text);
    world.rest().await;
    let texts = |chat: i64, from: usize| world.fake.said(chat)[from..].iter().map(|m| m.text.clone()).collect();
    (texts(GROUP, here), texts(user, apart))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_bot_is_silent_until_it_is_named() {
    story(async |world| {
        world.fake.group(GROUP, 3);
        let none: (Vec<String>, Vec<String>) = Default::default();
        assert_eq!(said(world, ZHANG, "登录接口80%").await, none);
        assert_eq!(said(world, ZHANG, "/help").await, none);
        assert_eq!(world.reports().await, []);
        let (here, apart) = said(world, ZHANG, "@ZhixingBot 登录接口做到80%了,今天花了6小时").await;
        assert_eq!(here, ["收到,已经存好;卡片发到你的私聊了。"]);
        assert!(apart.len() == 1 && apart[0].contains("登录接口:进度 80%"), "{apart:?}");
        let reports = world.reports().await;
        assert_eq!(reports[0].1, "登录接口做到80%了,今天花了6小时", "without the name of the bot");
        // The card is confirmed where it is shown, or in the group.
        let (here, apart) = said(world, ZHANG, "@zhixingbot 确认").await;
        assert_eq!(here, ["这个我在私聊里回你。"]);
        assert_eq!(apart.len(), 1);
        assert!(world.fake.said(GROUP).iter().all(|m| m.buttons.is_empty() && m.reply_to.is_some()));
        let card = &world.fake.said(ZHANG)[0];
        assert_eq!(card.reply_to, None, "a number of the group is no number of this chat");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_all_may_see_is_said_and_nothing_of_a_person() {
    story(async |world| {
        world.fake.group(GROUP, 3);
        world.fake.says(ZHANG, "登录接口80%,今天花了6小时");
        world.rest().await;
        // Only who has spoken is known; the third is taken for anybody of the company.
        let (here, apart) = said(world, LI, "@ZhixingBot 登录接口做到多少了?").await;
        assert!(here[0].contains("80%"), "{here:?}");
        assert_eq!(apart, [""; 0]);
        let (here, apart) = said(world, LI, "@ZhixingBot 张伟这周工时多少?").await;
        assert_eq!(here, ["这个我在私聊里回你。"]);
        assert!(apart[0].contains('6'), "{apart:?}");
        // 崩溃率 is a KPI of their department: said only where both are known to be of it, and nobody else is there.
        said(world, LI, "@ZhixingBot 崩溃率0.3%").await;
        let (here, _) = said(world, LI, "@ZhixingBot 崩溃率多少?").await;
        assert_eq!(here, ["这个我在私聊里回你。"], "somebody is there who has not been seen");
        let (forbidden, _) = said(world, ZHANG, "@ZhixingBot 赵磊这周工时多少?").await;
        let (unknown, _) = said(world, ZHANG, "@ZhixingBot 张三丰这周工时多少?").await;
        assert_eq!((forbidden, unknown), (here.clone(), here), "unknown, forbidden and known to one are told alike");
        let (here, _) = said(world, LI, "@ZhixingBot 崩溃率多少?").await;
        assert!(here[0].contains("0.3"), "{here:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outsiders_hear_nothing_of_the_company() {
    story(async |world| {
        world.fake.group(GROUP, 3);
        let (here, apart) = said(world, STRANGER, "@ZhixingBot 登录接口做到多少了?").await;
        assert_eq!(here, ["我还不知道你是谁。请找管理员要一个绑定码,在私聊里发给我。"]);
        assert_eq!(apart, [""; 0]);
        world.fake.says(ZHANG, "登录接口80%");
        world.rest().await;
        let (here, apart) = said(world, ZHANG, "@ZhixingBot 登录接口做到多少了?").await;
        assert_eq!(here, ["这个我在私聊里回你。"]);
        assert!(apart[0].contains("80%"), "{apart:?}");
        // A code is not taken where others read it.
        let code = world.code("p-zhangwen").await;
        let (here, _) = said(world, STRANGER, &format!("/start@ZhixingBot {code}")).await;
        assert!(here[0].contains("私聊"), "{here:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_telegram_does_not_say_how_many_listen_the_bot_is_careful() {
    story(async |world| {
        world.fake.says(LI, "崩溃率0.3%");
        world.rest().await;
        let (here, apart) = said(world, LI, "@ZhixingBot 崩溃率多少?").await;
        assert_eq!(here, ["这个我在私聊里回你。"]);
        assert!(apart[0].contains("0.3"), "{apart:?}");
    })
    .await;
}
