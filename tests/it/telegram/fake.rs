//! A Bot API server on loopback that behaves as Telegram's does: updates come again until they are confirmed, a second
//! poller ends the first, what is sent is checked and shown in chats, and it fails as it is told to.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The token of the bot.
pub const TOKEN: &str = "123456789:AAE-fake_Token";

/// How a call fails.
#[derive(Clone, Debug)]
pub enum Failure {
    /// An error of the Bot API.
    Error(u16, Value),
    /// Something that is no answer of the Bot API.
    Garbage(&'static str),
    /// The connection breaks off.
    Reset,
    /// No answer for a while, and then nothing.
    Hang(Duration),
    /// It does what was asked, and the answer is lost.
    LoseAnswer,
}

impl Failure {
    pub fn wait(seconds: u64) -> Failure {
        let description = format!("Too Many Requests: retry after {seconds}");
        Failure::Error(429, json!({"description": description, "parameters": {"retry_after": seconds}}))
    }

    pub fn error(code: u16, description: &str) -> Failure {
        Failure::Error(code, json!({ "description": description }))
    }

    pub fn blocked() -> Failure {
        Failure::error(403, "Forbidden: bot was blocked by the user")
    }
}

/// A message as it stands in a chat.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub id: i64,
    pub by_bot: bool,
    pub text: String,
    /// Each label with its data.
    pub buttons: Vec<(String, String)>,
    pub reply_to: Option<i64>,
    pub edits: usize,
}

/// A call that was made.
#[derive(Clone, Debug)]
pub struct Call {
    pub method: String,
    pub body: Value,
    pub at: Instant,
}

#[derive(Default)]
struct Inner {
    updates: VecDeque<(i64, String)>,
    last_update: i64,
    last_message: i64,
    /// Which `getUpdates` is the newest: older ones end.
    poller: u64,
    calls: Vec<Call>,
    chats: BTreeMap<i64, Vec<Shown>>,
    failures: HashMap<String, VecDeque<Failure>>,
    blocked: HashMap<i64, Failure>,
    presses: HashMap<String, Option<String>>,
    /// How many are in a group, the bot among them.
    groups: HashMap<i64, u32>,
    webhook: bool,
    token_is_wrong: bool,
    /// The time on the phones.
    clock: i64,
}

/// The server; it ends when the last clone is gone.
#[derive(Clone)]
pub struct Fake {
    pub url: String,
    inner: Arc<Mutex<Inner>>,
    _server: Arc<Server>,
}

struct Server(tokio::task::JoinHandle<()>);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Fake {
    pub async fn start() -> Fake {
        Fake::start_on(TcpListener::bind("127.0.0.1:0").await.expect("a port is free"))
    }

    pub fn start_on(listener: TcpListener) -> Fake {
        let inner = Arc::new(Mutex::new(Inner { clock: 1_795_161_600, last_update: 524_876_000, ..Inner::default() }));
        let url = format!("http://{}", listener.local_addr().expect("it has one"));
        let router = Router::new().route("/{bot}/{method}", post(handle)).with_state(inner.clone());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Fake { url, inner, _server: Arc::new(Server(server)) }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().expect("no test has panicked in it")
    }

    /// Lets the next call of a method fail.
    pub fn fail(&self, method: &str, failure: Failure) {
        self.inner().failures.entry(method.to_lowercase()).or_default().push_back(failure);
    }

    /// Lets every message to a chat fail.
    pub fn block(&self, chat: i64, failure: Failure) {
        self.inner().blocked.insert(chat, failure);
    }

    pub fn unblock(&self, chat: i64) {
        self.inner().blocked.remove(&chat);
    }

    pub fn set_webhook(&self, set: bool) {
        self.inner().webhook = set;
    }

    pub fn set_token_wrong(&self, wrong: bool) {
        self.inner().token_is_wrong = wrong;
    }

    /// Lets time pass on the phones. They stand still otherwise: all that is said is said in one second.
    pub fn later(&self, seconds: i64) {
        self.inner().clock += seconds;
    }

    /// Puts an update into the queue as it is. `UPDATE_ID` in it is its number.
    pub fn update(&self, raw: &str) -> i64 {
        let mut inner = self.inner();
        inner.last_update += 1;
        let id = inner.last_update;
        inner.updates.push_back((id, raw.replace("\"UPDATE_ID\"", &id.to_string())));
        id
    }

    /// Somebody says something.
    pub fn says(&self, user: i64, text: &str) -> i64 {
        self.says_in_reply(user, None, text)
    }

    /// Somebody replies to a message.
    pub fn says_in_reply(&self, user: i64, reply_to: Option<i64>, text: &str) -> i64 {
        let (message, id) = self.message_of(user, reply_to, text);
        self.update(&json!({"update_id": "UPDATE_ID", "message": message}).to_string());
        id
    }

    fn message_of(&self, user: i64, reply_to: Option<i64>, text: &str) -> (Value, i64) {
        let mut inner = self.inner();
        inner.last_message += 1;
        let (id, clock) = (inner.last_message, inner.clock);
        let mut message = message(id, clock, user, text);
        if let Some(to) = reply_to {
            let replied = inner.chats.get(&user).and_then(|chat| chat.iter().find(|m| m.id == to)).cloned();
            let replied = replied.expect("what is replied to is there");
            message["reply_to_message"] = self::message(to, clock - 60, user, &replied.text);
            message["reply_to_message"]["from"]["is_bot"] = json!(replied.by_bot);
        }
        let shown = Shown { id, by_bot: false, text: text.into(), buttons: vec![], reply_to, edits: 0 };
        inner.chats.entry(user).or_default().push(shown);
        (message, id)
    }

    /// A group of so many, the bot among them.
    pub fn group(&self, chat: i64, people: u32) {
        self.inner().groups.insert(chat, people);
    }

    /// Somebody says something in a group.
    pub fn says_in(&self, group: i64, user: i64, text: &str) -> i64 {
        let mut inner = self.inner();
        inner.last_message += 1;
        let id = inner.last_message;
        let mut message = message(id, inner.clock, user, text);
        message["chat"] = json!({"id": group, "type": "supergroup", "title": "项目群"});
        let shown = Shown { id, by_bot: false, text: text.into(), buttons: vec![], reply_to: None, edits: 0 };
        inner.chats.entry(group).or_default().push(shown);
        drop(inner);
        self.update(&json!({"update_id": "UPDATE_ID", "message": message}).to_string());
        id
    }

    /// Somebody edits their message.
    pub fn edits(&self, user: i64, id: i64, text: &str) {
        let clock = self.inner().clock;
        let mut message = message(id, clock, user, text);
        message["edit_date"] = json!(clock + 5);
        self.update(&json!({"update_id": "UPDATE_ID", "edited_message": message}).to_string());
    }

    /// Somebody presses the newest button of that label. Gives the id of the press.
    pub fn presses(&self, user: i64, label: &str) -> String {
        let chat = self.chat(user);
        let (message, data) = chat
            .iter()
            .rev()
            .find_map(|m| m.buttons.iter().find(|(l, _)| l == label).map(|(_, data)| (m.id, data.clone())))
            .unwrap_or_else(|| panic!("no button {label} in {chat:#?}"));
        self.presses_data(user, message, &data)
    }

    pub fn presses_data(&self, user: i64, message: i64, data: &str) -> String {
        let id = format!("{}{:03}", user as u64 * 7_919, self.inner().presses.len());
        self.inner().presses.insert(id.clone(), None);
        let callback = json!({"id": id, "from": person(user), "chat_instance": "-76543210987654321", "data": data,
            "message": self::message(message, self.inner().clock, user, "…")});
        self.update(&json!({"update_id": "UPDATE_ID", "callback_query": callback}).to_string());
        id
    }

    /// What was told to a press; `None` while it waits.
    pub fn answered(&self, press: &str) -> Option<String> {
        self.inner().presses.get(press).cloned().flatten()
    }

    pub fn chat(&self, user: i64) -> Vec<Shown> {
        self.inner().chats.get(&user).cloned().unwrap_or_default()
    }

    /// What the bot said in a chat, in order.
    pub fn said(&self, user: i64) -> Vec<Shown> {
        self.chat(user).into_iter().filter(|m| m.by_bot).collect()
    }

    pub fn calls(&self, method: &str) -> Vec<Call> {
        self.inner().calls.iter().filter(|call| call.method == method.to_lowercase()).cloned().collect()
    }

    /// How many updates are not confirmed yet.
    pub fn unconfirmed(&self) -> usize {
        self.inner().updates.len()
    }
}

pub fn person(user: i64) -> Value {
    json!({"id": user, "is_bot": false, "first_name": "伟", "last_name": "张", "username": format!("user{user}"),
        "language_code": "zh-hans"})
}

fn message(id: i64, date: i64, user: i64, text: &str) -> Value {
    json!({"message_id": id, "from": person(user), "date": date, "text": text,
        "chat": {"id": user, "first_name": "伟", "last_name": "张", "username": format!("user{user}"), "type": "private"}})
}

fn ok(result: Value) -> Response {
    Json(json!({"ok": true, "result": result})).into_response()
}

fn error(code: u16, body: &Value) -> Response {
    let mut body = body.clone();
    body["ok"] = json!(false);
    body["error_code"] = json!(code);
    (StatusCode::from_u16(code).expect("a status"), Json(body)).into_response()
}

fn bad(why: &str) -> Response {
    error(400, &json!({"description": format!("Bad Request: {why}")}))
}

async fn handle(
    State(state): State<Arc<Mutex<Inner>>>,
    Path((bot, method)): Path<(String, String)>,
    body: Option<Json<Value>>,
) -> Response {
    let body = body.map(|Json(body)| body).unwrap_or_default();
    let method = method.to_lowercase();
    let failure = {
        let mut inner = state.lock().expect("it is whole");
        if bot != format!("bot{TOKEN}") || inner.token_is_wrong {
            return error(401, &json!({"description": "Unauthorized"}));
        }
        inner.calls.push(Call { method: method.clone(), body: body.clone(), at: Instant::now() });
        let next = inner.failures.get_mut(&method).and_then(VecDeque::pop_front);
        let chat = body["chat_id"].as_i64();
        next.or_else(|| chat.and_then(|chat| inner.blocked.get(&chat).cloned()))
    };
    match failure {
        None => answer(&state, &method, &body).await,
        Some(Failure::Error(code, words)) => error(code, &words),
        Some(Failure::Garbage(words)) => words.into_response(),
        Some(Failure::Reset) => broken_off(),
        Some(Failure::Hang(time)) => {
            tokio::time::sleep(time).await;
            broken_off()
        }
        Some(Failure::LoseAnswer) => {
            answer(&state, &method, &body).await;
            broken_off()
        }
    }
}

fn broken_off() -> Response {
    Body::from_stream(futures::stream::once(async { Err::<Vec<u8>, _>(std::io::Error::other("reset")) }))
        .into_response()
}

async fn answer(state: &Mutex<Inner>, method: &str, body: &Value) -> Response {
    match method {
        "getme" => ok(json!({"id": 123456789, "is_bot": true, "first_name": "知行", "username": "ZhixingBot",
            "can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": false,
            "can_connect_to_business": false, "has_main_web_app": false})),
        "getupdates" => updates(state, body).await,
        "getchatmembercount" => {
            let group = body["chat_id"].as_i64().unwrap_or_default();
            match state.lock().expect("it is whole").groups.get(&group) {
                Some(people) => ok(json!(people)),
                None => bad("chat not found"),
            }
        }
        "sendmessage" => send(&mut state.lock().expect("it is whole"), body),
        "editmessagetext" => edit(&mut state.lock().expect("it is whole"), body),
        "answercallbackquery" => answer_press(&mut state.lock().expect("it is whole"), body),
        _ => error(404, &json!({"description": "Not Found"})),
    }
}

async fn updates(state: &Mutex<Inner>, body: &Value) -> Response {
    let conflict = |why: &str| error(409, &json!({"description": format!("Conflict: {why}")}));
    let poller = {
        let mut inner = state.lock().expect("it is whole");
        inner.poller += 1;
        inner.poller
    };
    let until = Instant::now() + Duration::from_secs(body["timeout"].as_u64().unwrap_or(0));
    let limit = body["limit"].as_u64().unwrap_or(100) as usize;
    loop {
        {
            let mut inner = state.lock().expect("it is whole");
            if inner.webhook {
                return conflict(
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
                );
            }
            if inner.poller != poller {
                return conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running",
                );
            }
            if let Some(offset) = body["offset"].as_i64() {
                inner.updates.retain(|(id, _)| *id >= offset);
            }
            if !inner.updates.is_empty() || Instant::now() >= until {
                let all: Vec<&str> = inner.updates.iter().take(limit).map(|(_, raw)| raw.as_str()).collect();
                let body = format!("{{\"ok\":true,\"result\":[{}]}}", all.join(","));
                return ([("content-type", "application/json")], body).into_response();
            }
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn keyboard(body: &Value) -> Result<Vec<(String, String)>, &'static str> {
    let mut buttons = Vec::new();
    for row in body["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten() {
        for button in row.as_array().ok_or("can't parse keyboard")? {
            let (Some(label), Some(data)) = (button["text"].as_str(), button["callback_data"].as_str()) else {
                return Err("can't parse inline keyboard button");
            };
            if label.is_empty() || data.is_empty() || data.len() > 64 {
                return Err("BUTTON_DATA_INVALID");
            }
            buttons.push((label.into(), data.into()));
        }
    }
    Ok(buttons)
}

fn words(body: &Value) -> Result<String, &'static str> {
    let text = body["text"].as_str().unwrap_or_default().trim();
    match text.encode_utf16().count() {
        0 => Err("message text is empty"),
        1..=4096 => Ok(text.into()),
        _ => Err("message is too long"),
    }
}

fn send(inner: &mut Inner, body: &Value) -> Response {
    let Some(chat) = body["chat_id"].as_i64() else { return bad("chat not found") };
    let (text, buttons) = match (words(body), keyboard(body)) {
        (Ok(text), Ok(buttons)) => (text, buttons),
        (Err(why), _) | (_, Err(why)) => return bad(why),
    };
    let wanted = body["reply_parameters"]["message_id"].as_i64();
    let there = |id: &i64| inner.chats.get(&chat).is_some_and(|all| all.iter().any(|m| m.id == *id));
    let reply_to = wanted.filter(there);
    if wanted.is_some() && reply_to.is_none() && body["reply_parameters"]["allow_sending_without_reply"] != true {
        return bad("message to be replied not found");
    }
    inner.last_message += 1;
    let id = inner.last_message;
    let clock = inner.clock;
    let shown = Shown { id, by_bot: true, text: text.clone(), buttons, reply_to, edits: 0 };
    inner.chats.entry(chat).or_default().push(shown);
    ok(message(id, clock, chat, &text))
}

fn edit(inner: &mut Inner, body: &Value) -> Response {
    let (chat, id) = (body["chat_id"].as_i64().unwrap_or(0), body["message_id"].as_i64().unwrap_or(0));
    let (text, buttons) = match (words(body), keyboard(body)) {
        (Ok(text), Ok(buttons)) => (text, buttons),
        (Err(why), _) | (_, Err(why)) => return bad(why),
    };
    let clock = inner.clock;
    let Some(shown) = inner.chats.get_mut(&chat).and_then(|all| all.iter_mut().find(|m| m.id == id)) else {
        return bad("message to edit not found");
    };
    if !shown.by_bot {
        return bad("message can't be edited");
    }
    if shown.text == text && shown.buttons == buttons {
        return bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a \
             current content and reply markup of the message",
        );
    }
    (shown.text, shown.buttons, shown.edits) = (text.clone(), buttons, shown.edits + 1);
    ok(message(id, clock, chat, &text))
}

fn answer_press(inner: &mut Inner, body: &Value) -> Response {
    let words = body["text"].as_str().unwrap_or_default().to_string();
    match inner.presses.get_mut(body["callback_query_id"].as_str().unwrap_or_default()) {
        Some(waiting) => {
            *waiting = Some(words);
            ok(json!(true))
        }
        None => bad("query is too old and response timeout expired or query ID is invalid"),
    }
}
