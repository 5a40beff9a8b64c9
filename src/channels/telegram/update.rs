//! What arrives, as far as it is used: everything else in an update may be new, different or missing.
//!
//! The types of `teloxide-core` name every field, and one that has changed would cost the whole message. A report must
//! not be lost because its sender's phone marks it with something new.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, de::IgnoredAny};
use uuid::Uuid;

use super::CHANNEL;
use crate::{
    domain::Language,
    store::{
        inbox::Inbound,
        rooms::{Member, Seen},
    },
};

/// What people send besides text. It is answered with a word that only text is read; whatever else Telegram puts into a
/// chat, such as a pinned message or a changed picture, is nobody's word and is passed over.
const NO_TEXT: [&str; 14] = [
    "animation",
    "audio",
    "contact",
    "dice",
    "document",
    "game",
    "location",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
];

/// Spoken words: not read yet either.
const VOICE: &str = "voice";

#[derive(Deserialize)]
struct Numbered {
    update_id: i64,
}

#[derive(Deserialize)]
struct Update {
    #[serde(default)]
    message: Option<Message>,
    #[serde(default)]
    edited_message: Option<Message>,
    #[serde(default)]
    callback_query: Option<Callback>,
}

#[derive(Deserialize)]
struct Message {
    message_id: i64,
    #[serde(default)]
    from: Option<User>,
    chat: Chat,
    date: i64,
    #[serde(default)]
    edit_date: Option<i64>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    caption: Option<String>,
    #[serde(default)]
    media_group_id: Option<String>,
    #[serde(default)]
    reply_to_message: Option<Named>,
    #[serde(default)]
    new_chat_members: Vec<User>,
    #[serde(default)]
    left_chat_member: Option<User>,
    #[serde(flatten)]
    rest: BTreeMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
struct Named {
    message_id: i64,
    #[serde(default)]
    from: Option<User>,
}

#[derive(Deserialize)]
struct User {
    id: i64,
    #[serde(default)]
    is_bot: bool,
    #[serde(default)]
    username: String,
    #[serde(default)]
    language_code: Option<String>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
    #[serde(rename = "type", default)]
    kind: String,
}

#[derive(Deserialize)]
struct Callback {
    id: String,
    from: User,
    #[serde(default)]
    message: Option<Pressed>,
    #[serde(default)]
    data: Option<String>,
}

#[derive(Deserialize)]
struct Pressed {
    chat: Chat,
}

/// What an update is to us.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Incoming {
    /// Something said in a private chat.
    Said(Box<Inbound>),
    /// Something seen in a group.
    InGroup(Box<InGroup>),
    /// A button was pressed.
    Pressed(Press),
    /// Nothing that concerns us.
    Nothing,
}

/// What an update shows of a group: who is in it and who is not any longer, and what was said to us, if anything was.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InGroup {
    /// The group, with whoever this update shows.
    pub seen: Seen,
    /// What was said.
    pub said: Option<Inbound>,
}

/// A press of a button.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Press {
    /// Its id, to be answered.
    pub id: String,
    /// The chat; `None` where Telegram does not say, as with messages of others.
    pub chat: Option<i64>,
    /// Who pressed.
    pub sender: i64,
    /// What the button names.
    pub data: String,
    /// The language of the sender's program.
    pub language: Language,
}

/// The number of an update, whatever else it is.
pub(super) fn number(update: &str) -> Option<i64> {
    serde_json::from_str(update).ok().map(|Numbered { update_id }| update_id)
}

/// Reads an update. An error says where it cannot be read, and none of its words.
pub(super) fn read(update: &str, number: i64, company: Uuid, bot: &str) -> Result<Incoming, String> {
    let read: Update =
        serde_json::from_str(update).map_err(|e| format!("{:?} at byte {}", e.classify(), e.column()))?;
    let (message, edit) = match read {
        Update { message: Some(message), .. } => (message, None),
        Update { edited_message: Some(message), .. } => (message, Some(number)),
        Update { callback_query: Some(callback), .. } => return Ok(pressed(callback)),
        Update { message: None, edited_message: None, callback_query: None } => return Ok(Incoming::Nothing),
    };
    Ok(match message.chat.kind.as_str() {
        "private" => {
            said(message, edit, company, bot).map_or(Incoming::Nothing, |inbound| Incoming::Said(Box::new(inbound)))
        }
        "group" | "supergroup" => {
            let seen = seen(&message);
            let said = if is_for(&message, bot) { said(message, edit, company, bot) } else { None };
            let nobody = seen.here.is_empty() && seen.gone.is_empty() && said.is_none();
            if nobody { Incoming::Nothing } else { Incoming::InGroup(Box::new(InGroup { seen, said })) }
        }
        _ => Incoming::Nothing,
    })
}

/// Who a message shows to be in its group: who speaks, who has come, who has gone. The private chat with somebody has
/// their own number.
fn seen(message: &Message) -> Seen {
    let people = message.from.iter().chain(&message.new_chat_members).filter(|user| !user.is_bot);
    let left = message.left_chat_member.as_ref().map(|user| user.id);
    let here = people.filter(|user| Some(user.id) != left).map(|user| user.id.to_string());
    Seen {
        thread: message.chat.id.to_string(),
        people: None,
        here: here.map(|id| Member { private: id.clone(), sender: id }).collect(),
        gone: left.map(|id| id.to_string()).into_iter().collect(),
    }
}

/// Whether a message of a group is said to the bot: it names it, or replies to it.
fn is_for(message: &Message, bot: &str) -> bool {
    let ours = |user: &User| user.is_bot && user.username.eq_ignore_ascii_case(bot);
    let replies = message.reply_to_message.as_ref().and_then(|replied| replied.from.as_ref()).is_some_and(ours);
    let words = message.text.as_deref().or(message.caption.as_deref()).unwrap_or_default();
    replies || !mentions(words, bot).is_empty()
}

/// Where a text names the bot, in bytes.
fn mentions(text: &str, bot: &str) -> Vec<std::ops::Range<usize>> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let named = |(at, _): (usize, &str)| {
        let end = at + 1 + bot.len();
        let same = text.get(at + 1..end).is_some_and(|name| name.eq_ignore_ascii_case(bot));
        // `a@ZhixingBot` is an address, `@ZhixingBot2` somebody else; `/help@ZhixingBot` is said to us.
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let free = !word.ends_with(is_of_name) || word.starts_with('/');
        (same && free && !text[end..].starts_with(is_of_name)).then_some(at..end)
    };
    if bot.is_empty() { Vec::new() } else { text.match_indices('@').filter_map(named).collect() }
}

fn said(message: Message, edit: Option<i64>, company: Uuid, bot: &str) -> Option<Inbound> {
    let Message {
        message_id, from, chat, date, edit_date, text, caption, media_group_id, reply_to_message, rest, ..
    } = message;
    let from = from.filter(|from| !from.is_bot)?;
    let of_chat = |id: i64| message_key(chat.id, id);
    let without_text = || rest.contains_key(VOICE) || NO_TEXT.iter().any(|kind| rest.contains_key(*kind));
    let (text, external_id) = match (text.or(caption), media_group_id) {
        (Some(text), _) => (text, of_chat(message_id)),
        // The pictures of an album come as messages of their own: answered once.
        (None, Some(album)) if without_text() => (String::new(), format!("{}:album:{album}", chat.id)),
        (None, None) if without_text() => (String::new(), of_chat(message_id)),
        (None, _) => return None,
    };
    // A live location is edited every few seconds.
    if edit.is_some() && text.is_empty() {
        return None;
    }
    let at = sent_at(edit_date.filter(|_| edit.is_some()).unwrap_or(date), message_id)?;
    let original = external_id.clone();
    let external_id = match edit {
        Some(update) => format!("{original}:e{update}"),
        None => external_id,
    };
    let text = for_us(&storable(&text), bot);
    let (thread, sender) = (chat.id.to_string(), from.id.to_string());
    let mut inbound = Inbound::said(company, CHANNEL, external_id, thread, sender, text, at);
    inbound.reply_to = reply_to_message.map(|replied| of_chat(replied.message_id));
    inbound.revises = edit.map(|_| original);
    Some(inbound)
}

fn pressed(callback: Callback) -> Incoming {
    let code = callback.from.language_code.unwrap_or_default();
    Incoming::Pressed(Press {
        id: callback.id,
        chat: callback.message.map(|message| message.chat.id),
        sender: callback.from.id,
        data: callback.data.unwrap_or_default(),
        language: Language::from_code(code.split('-').next().unwrap_or_default()),
    })
}

/// A message by its chat and its number there.
pub(super) fn message_key(chat: i64, message: i64) -> String {
    format!("{chat}:{message}")
}

/// The number of the message that a key names, where it is one of this chat.
pub(super) fn message_in(chat: i64, key: &str) -> Option<i64> {
    message_of(key).filter(|_| key.split(':').next().and_then(|of| of.parse().ok()) == Some(chat))
}

/// The number of the message that a key names, edited or not; `None` for a press or an album.
pub(super) fn message_of(key: &str) -> Option<i64> {
    key.split(':').nth(1)?.parse().ok().filter(|_| !is_press(key))
}

/// The key of a press.
pub(super) fn press_key(id: &str) -> String {
    format!("press:{id}")
}

/// Whether a key is that of a press.
pub(super) fn is_press(key: &str) -> bool {
    key.starts_with("press:")
}

/// Telegram's times are whole seconds, and the parts of a text that a phone cut are sent within one: the number of the
/// message stands in for the microseconds, so that the inbox, and every figure ordered by time, keep their order.
fn sent_at(seconds: i64, message: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)?.checked_add_signed(TimeDelta::microseconds(message.rem_euclid(1_000_000)))
}

/// No database keeps NUL in text.
fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// `/help@OurBot` says `/help`, and `@OurBot 进展怎么样` asks it.
fn for_us(text: &str, bot: &str) -> String {
    let mut rest = text.to_owned();
    for name in mentions(text, bot).into_iter().rev() {
        rest.replace_range(name, "");
    }
    if rest.len() == text.len() { rest } else { rest.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn private(fields: Value) -> Value {
        let mut message = json!({"message_id": 7, "from": {"id": 42, "is_bot": false}, "date": 1_763_632_800,
            "chat": {"id": 42, "type": "private"}});
        let more = fields.as_object().expect("fields").clone();
        message.as_object_mut().expect("an object").extend(more);
        message
    }

    fn inbound(update: Value) -> Option<Inbound> {
        match read(&update.to_string(), 900, Uuid::nil(), "ZhixingBot").expect("it can be read") {
            Incoming::Said(inbound) => Some(*inbound),
            Incoming::InGroup(seen) => seen.said,
            Incoming::Pressed(_) | Incoming::Nothing => None,
        }
    }

    fn text_of(fields: Value) -> Option<String> {
        inbound(json!({"message": private(fields)})).map(|inbound| inbound.text)
    }

    #[test]
    fn a_message_has_its_chat_and_number() {
        let said = inbound(json!({"message": private(json!({"text": "好", "reply_to_message": {"message_id": 5}}))}));
        let said = said.expect("it is said");
        assert_eq!((said.external_id.as_str(), said.thread.as_str(), said.sender.as_str()), ("42:7", "42", "42"));
        assert_eq!((said.reply_to.as_deref(), said.revises), (Some("42:5"), None));
        assert_eq!(said.sent_at.timestamp_micros(), 1_763_632_800_000_007);
    }

    #[test]
    fn an_edited_message_names_its_original() {
        let edited = private(json!({"text": "好", "edit_date": 1_763_632_900}));
        let said = inbound(json!({"edited_message": edited})).expect("it is said");
        assert_eq!((said.external_id.as_str(), said.revises.as_deref()), ("42:7:e900", Some("42:7")));
        assert_eq!(said.sent_at.timestamp(), 1_763_632_900);
        assert_eq!(message_of(&said.external_id), Some(7));
    }

    #[test]
    fn what_has_no_text_is_empty_and_what_nobody_said_is_nothing() {
        assert_eq!(text_of(json!({"voice": {"duration": 3}})).as_deref(), Some(""));
        assert_eq!(text_of(json!({"photo": [], "caption": "看板"})).as_deref(), Some("看板"));
        assert_eq!(text_of(json!({"pinned_message": {"message_id": 3}})), None);
        assert_eq!(text_of(json!({"some_new_kind": {}})), None);
        let album = inbound(json!({"message": private(json!({"photo": [], "media_group_id": "8"}))}));
        assert_eq!(album.expect("it is said").external_id, "42:album:8");
        assert_eq!(message_of("42:album:8"), None);
        assert_eq!(message_of("press:7:8"), None);
    }

    #[test]
    fn in_a_group_what_is_said_to_the_bot_is_heard() {
        let group = |fields: Value| {
            let mut message = private(json!({"chat": {"id": -100, "type": "supergroup"}}));
            message.as_object_mut().expect("an object").extend(fields.as_object().expect("fields").clone());
            inbound(json!({ "message": message }))
        };
        let text = |fields| group(fields).map(|said| said.text);
        let said = |words: &str| text(json!({ "text": words }));
        assert_eq!(said("进展怎么样"), None);
        assert_eq!(said("@ZhixingBot 进展怎么样").as_deref(), Some("进展怎么样"));
        assert_eq!(said("进展怎么样@zhixingbot").as_deref(), Some("进展怎么样"));
        assert_eq!(said("/help@ZhixingBot").as_deref(), Some("/help"));
        for other in ["/help", "/help@OtherBot", "写信给 a@ZhixingBot", "@ZhixingBot2 进展", "@Zhixing 进展", "@"]
        {
            assert_eq!(said(other), None, "{other}");
        }
        let reply = |bot, name: &str| {
            let from = json!({"id": 1, "is_bot": bot, "username": name});
            text(json!({"text": "好", "reply_to_message": {"message_id": 5, "from": from}}))
        };
        assert_eq!(reply(true, "ZhixingBot").as_deref(), Some("好"));
        assert_eq!(reply(true, "OtherBot"), None);
        assert_eq!(reply(false, "ZhixingBot"), None);
        let said = group(json!({"text": "@ZhixingBot 好"})).expect("it is said");
        assert_eq!((said.external_id.as_str(), said.thread.as_str(), said.sender.as_str()), ("-100:7", "-100", "42"));
        assert_eq!(
            (message_in(-100, "-100:7"), message_in(42, "-100:7"), message_in(42, "press:7")),
            (Some(7), None, None)
        );
    }

    #[test]
    fn who_comes_speaks_and_goes_is_seen_in_a_group() {
        let seen = |fields: Value| {
            let mut message = private(json!({"chat": {"id": -100, "type": "group"}}));
            message.as_object_mut().expect("an object").extend(fields.as_object().expect("fields").clone());
            match read(&json!({ "message": message }).to_string(), 1, Uuid::nil(), "b").expect("it can be read") {
                Incoming::InGroup(seen) => {
                    let here: Vec<String> = seen.seen.here.into_iter().map(|m| m.sender).collect();
                    (here.join(" "), seen.seen.gone.join(" "))
                }
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(seen(json!({"text": "hi"})), ("42".into(), String::new()));
        let new = json!([{"id": 43, "is_bot": false}, {"id": 9, "is_bot": true}]);
        assert_eq!(seen(json!({"new_chat_members": new})), ("42 43".into(), String::new()));
        assert_eq!(seen(json!({"left_chat_member": {"id": 42}})), (String::new(), "42".into()));
        assert_eq!(seen(json!({"left_chat_member": {"id": 44}})), ("42".into(), "44".into()));
    }

    #[test]
    fn channels_and_bots_are_passed_over() {
        assert_eq!(text_of(json!({"text": "hi", "chat": {"id": -100, "type": "channel"}})), None);
        assert_eq!(text_of(json!({"text": "hi", "from": {"id": 3, "is_bot": true}})), None);
        assert_eq!(text_of(json!({"text": "hi", "from": null})), None);
        assert_eq!(inbound(json!({"poll_answer": {}})), None);
    }

    #[test]
    fn commands_may_name_the_bot() {
        let said = |text: &str| text_of(json!({"text": text})).expect("it is said");
        assert_eq!(said("/help@zhixingbot"), "/help");
        assert_eq!(said("/start@ZhixingBot abc"), "/start abc");
        assert_eq!(said("/help@OtherBot"), "/help@OtherBot");
        assert_eq!(said("写信给 a@ZhixingBot"), "写信给 a@ZhixingBot");
        assert_eq!(said("a\0b"), "a\u{fffd}b");
    }

    #[test]
    fn broken_updates_say_nothing_of_their_words() {
        let broken = r#"{"update_id": 5, "message": {"message_id": "工资 9000", "date": 1, "chat": {"id": 1}}}"#;
        let why = read(broken, 5, Uuid::nil(), "b").expect_err("it is broken");
        assert!(!why.contains("9000"), "{why}");
        assert_eq!(number(broken), Some(5));
        let surrogate = r#"{"update_id": 6, "message": {"text": "\ud83d"}}"#;
        assert_eq!(number(surrogate), Some(6));
        assert!(read(surrogate, 6, Uuid::nil(), "b").is_err());
        assert_eq!(number("7"), None);
    }

    #[test]
    fn a_press_names_its_button() {
        let callback = json!({"callback_query": {"id": "99", "from": {"id": 42, "language_code": "en-GB"}, "data": "x:1",
            "chat_instance": "1", "message": {"message_id": 8, "date": 0, "chat": {"id": 42, "type": "private"}}}});
        let expected =
            Press { id: "99".into(), chat: Some(42), sender: 42, data: "x:1".into(), language: Language::En };
        assert_eq!(read(&callback.to_string(), 1, Uuid::nil(), "b"), Ok(Incoming::Pressed(expected)));
    }
}
