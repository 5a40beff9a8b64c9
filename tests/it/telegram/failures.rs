//! Telegram away, slow, busy, refusing or talking nonsense.

use std::{
    num::NonZeroU32,
    time::{Duration, Instant},
};

use tokio::net::TcpListener;
use zhixing::channels::telegram::Timing;

use super::{Fake, LI, World, ZHANG, fake::Failure, labels, quick, story, story_with};
use crate::store::test_databases;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_network_that_is_away_at_the_start_is_waited_for() {
    for database in test_databases().await {
        // A port where nothing listens yet.
        let port = TcpListener::bind("127.0.0.1:0").await.expect("a port").local_addr().expect("it has one").port();
        let mut world = World::prepare(database, Fake::start().await, quick()).await;
        world.bind(ZHANG, "p-zhangwei").await;
        world.fake.url = format!("http://127.0.0.1:{port}");
        world.start();
        tokio::time::sleep(Duration::from_millis(100)).await;
        let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("it is still free");
        world.fake = Fake::start_on(listener);
        let card = world.talk(ZHANG, "登录接口80%").await;
        assert_eq!(labels(&card).len(), 3);
        world.kill().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_resets_and_server_errors_are_waited_out() {
    story(async |world| {
        world.fake.says(ZHANG, "登录接口80%");
        for failure in [
            Failure::Garbage("<html>502 Bad Gateway</html>"),
            Failure::Garbage("{\"ok\":true,\"result\":[{\"update_id\":"),
            Failure::Garbage("{\"ok\":true,\"result\":{\"not\":\"a list\"}}"),
            Failure::Garbage("{\"ok\":true,\"result\":[7,null,\"x\"]}"),
            Failure::Garbage(""),
            Failure::Reset,
            Failure::error(500, "Internal Server Error"),
            Failure::error(502, "Bad Gateway"),
            Failure::wait(0),
        ] {
            world.fake.fail("getUpdates", failure);
        }
        world.fake.says(ZHANG, "规则引擎70%");
        world.rest().await;
        assert_eq!(world.reports().await.len(), 2);
        let said: Vec<String> = world.fake.said(ZHANG).into_iter().map(|m| m.text).collect();
        assert!(said.len() == 2 && said[0].contains("80%") && said[1].contains("70%"), "{said:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_a_webhook_and_a_second_program_are_outlasted() {
    story(async |world| {
        world.fake.set_webhook(true);
        world.fake.says(ZHANG, "登录接口80%");
        tokio::time::sleep(Duration::from_millis(250)).await;
        assert_eq!(world.fake.unconfirmed(), 1);
        world.fake.set_webhook(false);
        world.hears(ZHANG, 0).await;

        world.fake.set_token_wrong(true);
        world.fake.says(ZHANG, "规则引擎70%");
        tokio::time::sleep(Duration::from_millis(250)).await;
        assert_eq!(world.fake.unconfirmed(), 1);
        world.fake.set_token_wrong(false);
        world.hears(ZHANG, 1).await;

        // A second program takes turns with the first: each message is received by one or both, and filed once.
        world.start();
        for number in 0..6 {
            world.fake.says(ZHANG, &format!("登录接口8{number}%"));
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        world.until("all of it", || world.fake.unconfirmed() == 0).await;
        world.rest().await;
        assert_eq!(world.reports().await.len(), 8);
        assert_eq!(world.fake.said(ZHANG).len(), 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_is_wrong_from_the_start_is_tried_again() {
    for database in test_databases().await {
        let world = World::prepare(database, Fake::start().await, quick()).await;
        world.bind(ZHANG, "p-zhangwei").await;
        world.fake.set_token_wrong(true);
        world.start();
        world.fake.says(ZHANG, "登录接口80%");
        tokio::time::sleep(Duration::from_millis(150)).await;
        world.fake.set_token_wrong(false);
        world.hears(ZHANG, 0).await;
        world.kill().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_chat_that_is_blocked_or_slow_holds_up_no_other() {
    story(async |world| {
        world.fake.block(ZHANG, Failure::blocked());
        world.fake.says(ZHANG, "登录接口80%");
        let answer = world.talk(LI, "登录接口进展怎么样?").await;
        assert!(answer.text.contains("80%") || answer.text.contains("登录接口"), "{}", answer.text);
        world.rest().await;
        assert_eq!(world.fake.said(ZHANG), []);

        world.fake.block(ZHANG, Failure::Hang(Duration::from_secs(2)));
        world.fake.says(ZHANG, "规则引擎70%");
        world.until("the slow call", || world.fake.calls("sendMessage").len() >= 3).await;
        let begun = Instant::now();
        world.talk(LI, "帮助").await;
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());

        // He unblocks the bot and writes again.
        world.fake.unblock(ZHANG);
        world.fake.says(ZHANG, "登录接口90%");
        world.until("the answers", || world.fake.said(ZHANG).iter().any(|m| m.text.contains("90%"))).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn being_asked_to_wait_delays_and_no_more() {
    story(async |world| {
        world.fake.fail("sendMessage", Failure::wait(1));
        let begun = Instant::now();
        let card = world.talk(ZHANG, "登录接口80%").await;
        assert!(begun.elapsed() >= Duration::from_secs(1), "it waited as long as it was asked to");

        world.fake.fail("editMessageText", Failure::wait(1));
        world.fake.presses(ZHANG, "确认");
        world.until("the edit", || world.shown(ZHANG, card.id).edits == 1).await;
        world.rest().await;
        assert_eq!(world.fake.said(ZHANG).len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_in_trouble_and_a_lost_answer_lose_no_reply() {
    story(async |world| {
        world.fake.fail("sendMessage", Failure::error(500, "Internal Server Error"));
        world.fake.says(ZHANG, "登录接口80%");
        world.rest().await;
        assert_eq!(world.fake.said(ZHANG).len(), 1);

        // Telegram has no way to know a message again: a lost answer is the one case of a second copy.
        world.fake.fail("sendMessage", Failure::LoseAnswer);
        world.fake.says(ZHANG, "规则引擎70%");
        world.rest().await;
        assert_eq!(world.fake.said(ZHANG).len(), 3);

        // The card that is known is the second copy; both keyboards are those of the same reply.
        let cards = world.fake.said(ZHANG);
        assert_eq!(cards[1].buttons, cards[2].buttons);
        world.fake.presses_data(ZHANG, cards[1].id, &cards[1].buttons[0].1);
        world.until("the edit", || world.shown(ZHANG, cards[2].id).edits == 1).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_cannot_be_edited_is_sent_anew() {
    story(async |world| {
        let card = world.talk(ZHANG, "登录接口80%").await;
        world.fake.fail("editMessageText", Failure::error(400, "Bad Request: message to edit not found"));
        let anew = world.talk(ZHANG, "不是80%,是75%").await;
        assert!(anew.text.contains("登录接口:进度 75%") && labels(&anew).len() == 3, "{anew:?}");

        // From then on that one is the card.
        world.fake.presses(ZHANG, "确认");
        world.until("the edit", || world.shown(ZHANG, anew.id).edits == 1).await;
        assert_eq!(world.shown(ZHANG, card.id).edits, 0);

        // Shown already, as after a restart between the edit and its record.
        let third = world.talk(ZHANG, "规则引擎70%").await;
        let same = "Bad Request: message is not modified: specified new message content and reply markup are exactly \
                    the same as a current content and reply markup of the message";
        world.fake.fail("editMessageText", Failure::error(400, same));
        let notice = world.talk(ZHANG, "不是70%,是75%").await;
        assert_eq!(notice.reply_to, Some(third.id));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn long_answers_come_in_parts_with_the_buttons_on_the_last() {
    story(async |world| {
        let report: String =
            (1..=198).map(|n| format!("{}{}%\n", ["登录接口", "会员首页改版"][n % 2], n / 2)).collect();
        world.fake.fail("sendMessage", Failure::wait(0));
        world.fake.says(ZHANG, &report);
        world.rest().await;
        let parts = world.fake.said(ZHANG);
        assert!(parts.len() > 1, "{parts:?}");
        let (last, before) = parts.split_last().expect("there are parts");
        assert!(labels(last).len() == 3 && before.iter().all(|part| part.buttons.is_empty()));
        assert!(parts.iter().all(|part| part.text.encode_utf16().count() <= 4096));
        assert!(before[0].reply_to.is_some() && last.reply_to.is_none(), "only the first part points back");

        // A part that fails is sent again, and none of those before it.
        world.fake.fail("sendMessage", Failure::error(500, "x"));
        let asked = world.fake.calls("sendMessage").len();
        world.fake.says(ZHANG, &report.replace('\n', "。\n"));
        world.until("the first try", || world.fake.calls("sendMessage").len() > asked).await;
        world.rest().await;
        assert_eq!(world.fake.said(ZHANG).len(), 2 * parts.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_to_one_chat_keep_their_distance() {
    let between = Duration::from_millis(200);
    let timing = Timing { between, per_second: NonZeroU32::new(50).expect("not zero"), ..quick() };
    story_with(timing, async |world| {
        for number in 1..=4 {
            world.fake.says(ZHANG, &format!("登录接口{number}0%"));
        }
        world.rest().await;
        let sent: Vec<Instant> = world.fake.calls("sendMessage").iter().map(|call| call.at).collect();
        assert_eq!(sent.len(), 4);
        let close = sent.windows(2).filter(|two| two[1] - two[0] < between - Duration::from_millis(50)).count();
        assert_eq!(close, 0, "{sent:?}");
    })
    .await;
}
