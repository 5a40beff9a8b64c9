//! An account becomes a person by a one-time code; before, it gets to know how, and nothing else.

use chrono::{Duration, Utc};
use zhixing::{app::codes, domain::Key};

use super::{STRANGER, labels, story};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_and_a_yes_bind_an_account() {
    story(async |world| {
        let code = world.code("p-zhangwen").await;
        // As a link `t.me/ZhixingBot?start=CODE` sends it.
        let asked = world.talk(STRANGER, &format!("/start@ZhixingBot {code}")).await;
        assert_eq!(asked.text, "这个绑定码是给张雯(研发部)的。你是张雯吗?");
        assert_eq!(labels(&asked), ["是我", "不是我"]);
        assert!(world.talk(STRANGER, "今天登录接口80%").await.text.contains("我还不知道你是谁"), "not bound yet");

        let welcome = world.press(STRANGER, "是我").await;
        assert!(welcome.text.starts_with("你好,张雯!我是知行。"), "{}", welcome.text);
        let card = world.talk(STRANGER, "今天登录接口80%").await;
        assert!(card.text.starts_with("已记下"), "{}", card.text);

        let used = world.talk(STRANGER + 1, &format!("/start {code}")).await;
        assert!(used.text.contains("无效、用过了或已过期"), "{}", used.text);
        let still = world.talk(STRANGER + 1, "登录接口80%").await;
        assert!(still.text.contains("我还不知道你是谁"), "{}", still.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_no_a_wrong_code_and_a_late_one_bind_nobody() {
    story(async |world| {
        let code = world.code("p-zhangwen").await;
        world.talk(STRANGER, &format!("绑定 {code}")).await;
        assert!(world.press(STRANGER, "不是我").await.text.contains("没有绑定"));

        let wrong = world.talk(STRANGER, "/start AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
        assert!(wrong.text.contains("无效、用过了或已过期"), "{}", wrong.text);

        let company = world.app.company(world.company).await.expect("it is there");
        let long_ago = Utc::now() - codes::LIFETIME - Duration::minutes(1);
        let late = codes::issue(&world.app, &company, None, &Key::from("p-sunyang"), long_ago).await;
        let late = world.talk(STRANGER, &format!("/start {}", late.expect("it is given"))).await;
        assert!(late.text.contains("无效、用过了或已过期"), "{}", late.text);
        let bare = world.talk(STRANGER, "/start").await;
        assert!(bare.text.contains("我还不知道你是谁"), "{}", bare.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strangers_hear_how_to_bind_and_nothing_else() {
    story(async |world| {
        for said in
            ["谁昨天没交日报?", "登录接口80%", "/help", "帮助", "what did 张伟 do last week?", "1", "👍", "确认"]
        {
            let told = world.talk(STRANGER, said).await;
            assert!(told.text.contains("/start"), "{said}: {}", told.text);
            assert_eq!(labels(&told), [""; 0], "{said}");
        }
        assert_eq!(world.reports().await, []);
    })
    .await;
}
