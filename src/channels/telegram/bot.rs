//! The calls to the Bot API: one POST each, bounded in time and size.
//!
//! What is sent are the types of `teloxide-core`; the call is made by `reqwest` itself. The client of `teloxide-core`
//! forgets the error code, sleeps ten seconds on a server error, and takes a message for unsent when it does not know
//! every field of the answer.
//!
//! The token is in the URL of every call, so no error of `reqwest` is shown as it comes.

use std::{net::IpAddr, time::Duration};

use futures::StreamExt;
use reqwest::{Client, Response, StatusCode, Url, header, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use teloxide_core::{
    payloads::{AnswerCallbackQuery, EditMessageText, GetChatMemberCount, GetMe, SendMessage},
    requests::Payload,
    types::{CallbackQueryId, ChatId, Recipient},
};

use super::Timing;

/// Where the Bot API is, if nothing else is set.
const TELEGRAM: &str = "https://api.telegram.org";

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(5);

/// The most bytes of an answer: a hundred updates of the longest texts have a few million.
const MOST_BYTES: usize = 16 << 20;

/// The updates that are asked for.
const UPDATES: [&str; 3] = ["message", "edited_message", "callback_query"];

/// A bot, by its token.
pub struct Bot {
    http: Client,
    base: Url,
    token: SecretString,
    pub(super) timing: Timing,
}

/// Why a bot cannot be made of the settings.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The URL of the Bot API is none.
    #[error("telegram_url: {0:?} is no URL such as https://api.telegram.org")]
    Url(String),
    /// The token has not the form of one.
    #[error("telegram_token: a token looks like 123456789:AAE…; @BotFather gives it")]
    Token,
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made")]
    Http,
}

/// Why a call failed. No variant has the token or the words of a message in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Telegram asks to wait.
    #[error("Telegram asks to wait {} s", .0.as_secs())]
    Wait(Duration),
    /// It cannot be reached, is in trouble, or its answer makes no sense.
    #[error("Telegram cannot be reached: {0}")]
    Unreachable(String),
    /// It does not know the token.
    #[error("Telegram does not know this telegram_token: look it up at @BotFather and start again")]
    Token,
    /// Somebody else gets the updates: another program with the same token, or a webhook.
    #[error("somebody else gets the updates of this bot: {0}")]
    Conflict(String),
    /// It will not do what was asked.
    #[error("Telegram refuses: {why}")]
    Refused {
        /// 400, 403 and the like.
        code: u16,
        /// Telegram's words.
        why: String,
    },
}

/// Who the bot is.
#[derive(Clone, Debug, Deserialize)]
pub struct Me {
    /// Its name without `@`.
    #[serde(default)]
    pub username: String,
}

/// A message of ours, as far as it matters.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    pub message_id: i64,
}

/// What Telegram answers. Everything but `ok` may be missing.
#[derive(Deserialize)]
struct Answer {
    ok: bool,
    #[serde(default)]
    result: Option<Box<RawValue>>,
    #[serde(default)]
    error_code: Option<u16>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    parameters: Option<Parameters>,
}

#[derive(Default, Deserialize)]
struct Parameters {
    #[serde(default)]
    retry_after: Option<u64>,
}

/// `GetUpdates` of `teloxide-core` has an offset of 32 bits; Telegram names no such bound.
#[derive(Serialize)]
struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<i64>,
    timeout: u64,
    allowed_updates: [&'static str; 3],
}

impl Bot {
    /// The bot of a token, at Telegram's or another address of the Bot API.
    pub fn new(token: SecretString, url: Option<&str>, timing: Timing) -> Result<Bot, Unusable> {
        let url = url.unwrap_or(TELEGRAM);
        let parsed = Url::parse(url).ok().filter(|u| matches!(u.scheme(), "http" | "https"));
        let base = parsed.filter(|u| u.host().is_some()).ok_or_else(|| Unusable::Url(url.into()))?;
        let shown = token.expose_secret();
        let of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
        if !shown.contains(':') || !shown.chars().all(of_token) {
            return Err(Unusable::Token);
        }
        // Another part of the program may have chosen it before, the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut http = Client::builder()
            .connect_timeout(CONNECT)
            .tcp_nodelay(true)
            // A token is sent to the host in the settings and to no other.
            .redirect(redirect::Policy::none());
        if is_loopback(&base) {
            http = http.no_proxy();
        }
        Ok(Bot { http: http.build().map_err(|_| Unusable::Http)?, base, token, timing })
    }

    /// Asks who the bot is: whether the token is right and Telegram can be reached.
    pub async fn me(&self) -> Result<Me, Fault> {
        self.call(&GetMe::new()).await
    }

    /// Asks for updates from an offset on, which confirms all before it. Each comes as Telegram wrote it.
    pub(super) async fn updates(&self, offset: Option<i64>) -> Result<Vec<Box<RawValue>>, Fault> {
        let timing = &self.timing;
        let asked = GetUpdates { offset, timeout: timing.poll.as_secs(), allowed_updates: UPDATES };
        self.post("GetUpdates", &asked, timing.poll + timing.call).await
    }

    /// Sends a message. Gives its id.
    pub(super) async fn send(&self, message: &SendMessage) -> Result<i64, Fault> {
        Ok(self.call::<_, Sent>(message).await?.message_id)
    }

    /// How many are in a group, the bot among them.
    pub(super) async fn count(&self, chat: i64) -> Result<u32, Fault> {
        self.call(&GetChatMemberCount::new(Recipient::Id(ChatId(chat)))).await
    }

    /// Shows other words and buttons in a message of ours.
    pub(super) async fn edit(&self, edit: &EditMessageText) -> Result<(), Fault> {
        self.call::<_, serde::de::IgnoredAny>(edit).await.map(drop)
    }

    /// Ends the waiting of whoever pressed a button, with a word or without.
    pub(super) async fn answer(&self, press: &str, words: Option<String>) -> Result<(), Fault> {
        let mut answer = AnswerCallbackQuery::new(CallbackQueryId(press.into()));
        answer.text = words;
        self.call::<_, serde::de::IgnoredAny>(&answer).await.map(drop)
    }

    async fn call<P: Payload + Serialize, T: DeserializeOwned>(&self, payload: &P) -> Result<T, Fault> {
        self.post(P::NAME, payload, self.timing.call).await
    }

    async fn post<T: DeserializeOwned>(
        &self,
        method: &str,
        body: &impl Serialize,
        limit: Duration,
    ) -> Result<T, Fault> {
        let asking = async {
            let response = self.http.post(self.url(method)).json(body).send().await.map_err(|e| of_http(&e))?;
            let status = response.status();
            understood(status, retry_after(&response), &bytes(response).await?)
        };
        // Over the whole call: a server that sends a byte now and then is as slow as one that sends nothing.
        tokio::time::timeout(limit, asking)
            .await
            .unwrap_or_else(|_| Err(Fault::Unreachable("it takes too long".into())))
    }

    fn url(&self, method: &str) -> Url {
        let mut url = self.base.clone();
        let path = self.base.path().trim_end_matches('/');
        url.set_path(&format!("{path}/bot{}/{method}", self.token.expose_secret()));
        url
    }
}

/// A proxy set for the internet is no way to this machine.
fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => host.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback()),
        None => false,
    }
}

/// The innermost cause says what happened and knows no URL; the outermost shows it with the token.
fn of_http(error: &reqwest::Error) -> Fault {
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    let mut words = None;
    while let Some(inner) = cause {
        words = Some(inner.to_string());
        cause = inner.source();
    }
    let step = if error.is_connect() { "connecting" } else { "talking to it" };
    Fault::Unreachable(format!("{step}: {}", words.unwrap_or_else(|| "it broke off".into())))
}

fn retry_after(response: &Response) -> Option<u64> {
    response.headers().get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
}

async fn bytes(response: Response) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut stream = response.bytes_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|e| of_http(&e))?;
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(Fault::Unreachable("its answer is too long".into()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

fn understood<T: DeserializeOwned>(status: StatusCode, header: Option<u64>, bytes: &[u8]) -> Result<T, Fault> {
    let senseless = || Fault::Unreachable(format!("its answer makes no sense (HTTP {})", status.as_u16()));
    let answer: Answer = match serde_json::from_slice(bytes) {
        Ok(answer) => answer,
        // Whatever stands between us and Telegram has its own words for being busy.
        Err(_) if status == StatusCode::TOO_MANY_REQUESTS => {
            return Err(Fault::Wait(Duration::from_secs(header.unwrap_or(1))));
        }
        Err(_) => return Err(senseless()),
    };
    if answer.ok {
        let result = answer.result.as_deref().map(RawValue::get).unwrap_or("null");
        return serde_json::from_str(result).map_err(|_| senseless());
    }
    let why = answer.description.unwrap_or_default();
    Err(match answer.error_code.unwrap_or(status.as_u16()) {
        429 => {
            let seconds = answer.parameters.unwrap_or_default().retry_after.or(header);
            Fault::Wait(Duration::from_secs(seconds.or_else(|| last_number(&why)).unwrap_or(1)))
        }
        // 404 is the answer to a token that has not even the form of one.
        401 | 404 => Fault::Token,
        409 => Fault::Conflict(why),
        code @ 400..500 => Fault::Refused { code, why },
        code => Fault::Unreachable(format!("it is in trouble ({code})")),
    })
}

/// “Too Many Requests: retry after 35”.
fn last_number(words: &str) -> Option<u64> {
    words.rsplit(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, body: &str, expected: Result<i64, Fault>) {
        let status = StatusCode::from_u16(status).expect("a status");
        let got = understood::<Sent>(status, None, body.as_bytes()).map(|sent| sent.message_id);
        assert_eq!(got, expected, "{body}");
    }

    #[test]
    fn answers_are_understood_by_their_code() {
        let refused = |code, why: &str| Err(Fault::Refused { code, why: why.into() });
        let senseless = |code: u16| Err(Fault::Unreachable(format!("its answer makes no sense (HTTP {code})")));
        check(200, r#"{"ok":true,"result":{"message_id":7,"new_field":{"a":[1]}}}"#, Ok(7));
        check(403, r#"{"ok":false,"error_code":403,"description":"Forbidden: x"}"#, refused(403, "Forbidden: x"));
        check(400, r#"{"ok":false,"description":"Bad Request: x"}"#, refused(400, "Bad Request: x"));
        check(401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#, Err(Fault::Token));
        check(
            409,
            r#"{"ok":false,"error_code":409,"description":"Conflict: x"}"#,
            Err(Fault::Conflict("Conflict: x".into())),
        );
        check(502, r#"{"ok":false,"error_code":502}"#, Err(Fault::Unreachable("it is in trouble (502)".into())));
        check(502, "<html>Bad Gateway</html>", senseless(502));
        check(200, r#"{"ok":true}"#, senseless(200));
        check(200, "[]", senseless(200));
    }

    #[test]
    fn a_wait_is_found_wherever_it_stands() {
        let wait = |seconds| Err(Fault::Wait(Duration::from_secs(seconds)));
        check(429, r#"{"ok":false,"error_code":429,"parameters":{"retry_after":35,"x":1}}"#, wait(35));
        check(429, r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7"}"#, wait(7));
        check(429, r#"{"ok":false,"error_code":429}"#, wait(1));
        check(429, "slow down", wait(1));
    }

    #[test]
    fn base_urls_keep_their_path_and_settings_are_checked() {
        let bot = |token: &str, url| Bot::new(token.into(), url, Timing::default());
        let url = |url| bot("1:ab", url).expect("it is made").url("GetMe").to_string();
        assert_eq!(url(None), "https://api.telegram.org/bot1:ab/GetMe");
        assert_eq!(url(Some("http://127.0.0.1:8081/x/")), "http://127.0.0.1:8081/x/bot1:ab/GetMe");
        assert!(matches!(bot("1:ab", Some("telegram.org")), Err(Unusable::Url(_))));
        assert!(matches!(bot("1:ab\n", None), Err(Unusable::Token)));
        assert!(matches!(bot("nonsense", None), Err(Unusable::Token)));
    }
}
