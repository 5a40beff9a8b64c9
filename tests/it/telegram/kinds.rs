//! What phones send besides plain text, as Telegram writes it: one file an update in `fixtures/`.

use super::{ZHANG, labels, story};

/// Each update, and what is said to it; `None` is silence.
const FIXTURES: [(&str, Option<&str>); 16] = [
    ("text_with_entities", Some("登录接口:进度 80%")),
    ("forwarded", Some("登录接口:进度 70%")),
    ("photo_with_caption", Some("登录接口:进度 60%")),
    ("photo", Some(ONLY_TEXT)),
    ("voice", Some(ONLY_TEXT)),
    ("document", Some(ONLY_TEXT)),
    ("sticker", Some(ONLY_TEXT)),
    ("edited_live_location", None),
    ("pinned", None),
    ("group_text", Some("登录接口:进度 40%")),
    ("group_voice", None),
    ("channel_post", None),
    ("blocked_by_user", None),
    ("unknown_kind", None),
    ("unknown_fields", Some("登录接口:进度 50%")),
    ("broken_message", None),
];

const ONLY_TEXT: &str = "我现在只看得懂文字";

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/it/telegram/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("it is there")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_update_is_answered_or_passed_over() {
    story(async |world| {
        for (name, expected) in FIXTURES {
            let before = world.fake.said(ZHANG).len();
            world.fake.update(&fixture(name));
            world.rest().await;
            let said: Vec<String> = world.fake.said(ZHANG)[before..].iter().map(|m| m.text.clone()).collect();
            match expected {
                Some(words) => assert!(said.len() == 1 && said[0].contains(words), "{name}: {said:?}"),
                None => assert_eq!(said, [""; 0], "{name}"),
            }
        }
        let in_group = world.fake.said(-1_001_234_567_890);
        assert!(
            in_group.len() == 1 && in_group[0].text.contains("私聊"),
            "the group hears where the card is: {in_group:?}"
        );
        let sent = world.fake.calls("sendMessage").len();
        assert_eq!(sent, world.fake.said(ZHANG).len() + 1, "nothing went to other chats");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_album_is_answered_once() {
    story(async |world| {
        for number in 0..3 {
            let photo = fixture("album_photo").replace("\"MESSAGE_ID\"", &format!("{}", 900 + number));
            world.fake.update(&photo);
        }
        world.rest().await;
        let said = world.fake.said(ZHANG);
        assert!(said.len() == 1 && said[0].text.contains(ONLY_TEXT), "{said:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_update_takes_none_of_its_batch_along() {
    story(async |world| {
        world.kill().await;
        world.fake.says(ZHANG, "登录接口80%");
        world.fake.update(&fixture("broken_message"));
        // Half of an emoji, which no JSON reader takes for text.
        world.fake.update(r#"{"update_id": "UPDATE_ID", "message": {"message_id": 5, "text": "\ud83d"}}"#);
        world.fake.update(r#"{"update_id": "UPDATE_ID"}"#);
        world.fake.says(ZHANG, "规则引擎70%");
        world.start();
        world.rest().await;
        let texts: Vec<String> = world.reports().await.into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["登录接口80%", "规则引擎70%"]);
        assert_eq!(world.fake.said(ZHANG).len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn emoji_and_odd_characters_come_through() {
    story(async |world| {
        let card = world.talk(ZHANG, "👨‍👩‍👧‍👦 登录接口80% <b>&amp;</b> *_[x](y)`\u{202e}\u{0}🎉").await;
        assert!(card.text.contains("登录接口:进度 80%"), "{}", card.text);
        assert!(world.reports().await[0].1.contains("<b>&amp;</b> *_[x](y)`"));
        let calls = world.fake.calls("sendMessage");
        assert!(calls.iter().all(|c| c.body.get("parse_mode").is_none()), "nothing is taken for a format");
        let nothing = world.talk(ZHANG, "👍").await;
        assert_eq!(labels(&nothing), [""; 0]);
        assert!(nothing.text.contains("没有文字内容"), "{}", nothing.text);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_messages_of_one_second_keep_their_order() {
    story(async |world| {
        world.kill().await;
        for number in 1..=9 {
            world.fake.says(ZHANG, &format!("登录接口{number}0%"));
        }
        world.start();
        world.rest().await;
        let said: Vec<String> = world.fake.said(ZHANG).into_iter().map(|m| m.text).collect();
        for (place, text) in said.iter().enumerate() {
            assert!(text.contains(&format!("进度 {}0%", place + 1)), "{said:#?}");
        }
        assert_eq!(said.len(), 9);
        let state = world.talk(ZHANG, "登录接口进展怎么样?").await;
        assert!(state.text.contains("90%"), "the last one counts: {}", state.text);
    })
    .await;
}
