//! A client of any OpenAI-compatible service: one POST to `{base}/chat/completions`, bounded in time and size.
//!
//! The request types are those of `async-openai`; the call is made by `reqwest` itself. The client of `async-openai`
//! reads an answer into memory whole, however large, tries again by itself, and writes an answer that it cannot parse
//! to the log: an answer quotes reports, a report may not be logged, and trying again is the job's.
//!
//! Of an answer only its content is needed. Services that are “compatible” leave out nearly everything else.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use async_openai::types::chat::{
    ChatCompletionRequestAssistantMessage, ChatCompletionRequestMessage, ChatCompletionRequestSystemMessage,
    ChatCompletionRequestUserMessage, CreateChatCompletionRequest, ResponseFormat, ResponseFormatJsonSchema,
};
use futures::{FutureExt, StreamExt, future::BoxFuture};
use reqwest::{Response, StatusCode, Url, header};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::{Completion, Fault, LanguageModel, Request, Used};

/// The longest that a call takes. Nobody waits for it, and small models on small machines are slow.
pub const LIMIT: Duration = Duration::from_secs(60);

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(2);

/// The most bytes of an answer. A right one has a few thousand.
const MOST_BYTES: usize = 1 << 20;

/// Why a client cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The base URL is none.
    #[error("{0:?} is no URL such as https://api.example.com/v1")]
    Url(String),
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made: {0}")]
    Http(#[from] reqwest::Error),
}

/// A client of one model.
pub struct Client {
    http: reqwest::Client,
    base: Url,
    key: Option<SecretString>,
    model: String,
    limit: Duration,
    /// The service takes no schema, only “some JSON”: found out by its refusal.
    takes_no_schema: AtomicBool,
}

impl Client {
    /// A client of the model of a name at a base URL, with a time limit for a whole call: [`LIMIT`] if in doubt.
    pub fn new(base: &str, key: Option<SecretString>, model: &str, limit: Duration) -> Result<Client, Unusable> {
        let parsed = Url::parse(base).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        let base = parsed.filter(|url| url.host().is_some()).ok_or_else(|| Unusable::Url(base.into()))?;
        // Another part of the program may have chosen it before, the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            // A key is sent to the host in the settings and to no other.
            .redirect(reqwest::redirect::Policy::none());
        if is_loopback(&base) {
            http = http.no_proxy();
        }
        Ok(Client {
            http: http.build()?,
            base,
            key,
            model: model.into(),
            limit,
            takes_no_schema: AtomicBool::new(false),
        })
    }

    /// Whether the service answers, and whether it has the model, as far as it tells: for `doctor`.
    pub async fn check(&self) -> Result<Option<bool>, Fault> {
        let asking = async {
            let response = self.authorised(self.http.get(self.url("models"))).send().await.map_err(of_http)?;
            let listed: Value = match serde_json::from_slice(&body(taken(response)?).await?) {
                Ok(listed) => listed,
                Err(_) => return Ok(None),
            };
            let ids = listed["data"].as_array().map(|all| all.iter().filter_map(|m| m["id"].as_str()).collect());
            Ok(ids.map(|ids: Vec<&str>| ids.contains(&self.model.as_str())))
        };
        match tokio::time::timeout(self.limit, asking).await.unwrap_or(Err(Fault::TimedOut)) {
            // Not every service lists its models.
            Err(Fault::Refused(404 | 405)) => Ok(None),
            other => other,
        }
    }

    fn url(&self, path: &str) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}/{path}", self.base.path().trim_end_matches('/')));
        url
    }

    fn authorised(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        match &self.key {
            Some(key) => request.bearer_auth(key.expose_secret()),
            None => request,
        }
    }

    async fn ask(&self, request: &Request) -> Result<Completion, Fault> {
        if !self.takes_no_schema.load(Ordering::Relaxed) {
            match self.post(request, schema_format(request)).await {
                Err(Fault::Refused(400 | 422)) => {}
                other => return other,
            }
        }
        // Some services know JSON, but no schema of it. The examples show the shape, and what comes is checked anyway.
        let completion = self.post(request, ResponseFormat::JsonObject).await?;
        self.takes_no_schema.store(true, Ordering::Relaxed);
        Ok(completion)
    }

    async fn post(&self, request: &Request, format: ResponseFormat) -> Result<Completion, Fault> {
        let body_sent = wire(request, &self.model, format);
        let post = self.http.post(self.url("chat/completions")).json(&body_sent);
        let response = self.authorised(post).send().await.map_err(of_http)?;
        understood(&body(taken(response)?).await?, request)
    }
}

impl LanguageModel for Client {
    fn complete<'a>(&'a self, request: &'a Request) -> BoxFuture<'a, Result<Completion, Fault>> {
        // Over the whole call: a server that sends a byte now and then is as slow as one that sends nothing.
        async { tokio::time::timeout(self.limit, self.ask(request)).await.unwrap_or(Err(Fault::TimedOut)) }.boxed()
    }

    fn name(&self) -> &str {
        &self.model
    }

    fn limit(&self) -> Duration {
        self.limit
    }
}

/// A proxy set for the internet is no way to this machine.
fn is_loopback(url: &Url) -> bool {
    match url.host_str() {
        Some("localhost") => true,
        Some(host) => host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
        None => false,
    }
}

fn schema_format(request: &Request) -> ResponseFormat {
    let json_schema = ResponseFormatJsonSchema {
        description: None,
        name: request.name.into(),
        schema: request.schema.clone(),
        strict: Some(true),
    };
    ResponseFormat::JsonSchema { json_schema }
}

fn wire(request: &Request, model: &str, format: ResponseFormat) -> CreateChatCompletionRequest {
    let user = |text: &str| ChatCompletionRequestMessage::User(ChatCompletionRequestUserMessage::from(text));
    let system = ChatCompletionRequestSystemMessage::from(request.system.as_str());
    let mut messages = vec![ChatCompletionRequestMessage::System(system)];
    for (asked, answered) in &request.shots {
        let answered = ChatCompletionRequestAssistantMessage::from(answered.as_str());
        messages.extend([user(asked), ChatCompletionRequestMessage::Assistant(answered)]);
    }
    messages.push(user(&request.user));
    // Compatible services know `max_tokens`, not the newer name.
    #[allow(deprecated)]
    CreateChatCompletionRequest {
        messages,
        model: model.into(),
        temperature: Some(0.0),
        max_tokens: Some(request.most_tokens),
        response_format: Some(format),
        ..Default::default()
    }
}

fn of_http(error: reqwest::Error) -> Fault {
    if error.is_timeout() && !error.is_connect() { Fault::TimedOut } else { Fault::Unreachable }
}

/// The response, if it is a success.
fn taken(response: Response) -> Result<Response, Fault> {
    match response.status() {
        status if status.is_success() => Ok(response),
        StatusCode::TOO_MANY_REQUESTS => Err(Fault::Busy { retry_after: retry_after(&response) }),
        StatusCode::SERVICE_UNAVAILABLE if retry_after(&response).is_some() => {
            Err(Fault::Busy { retry_after: retry_after(&response) })
        }
        status => Err(Fault::Refused(status.as_u16())),
    }
}

/// The seconds of `Retry-After`; a date, or anything else, says nothing.
fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}

/// The body of an answer, up to what a right one may have.
async fn body(response: Response) -> Result<Vec<u8>, Fault> {
    if response.content_length().is_some_and(|length| length > MOST_BYTES as u64) {
        return Err(Fault::TooLarge);
    }
    let mut bytes = Vec::new();
    let mut stream = response.bytes_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(of_http)?;
        if bytes.len() + chunk.len() > MOST_BYTES {
            return Err(Fault::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The completion in an answer: its first choice's content. Everything else may be missing.
fn understood(bytes: &[u8], request: &Request) -> Result<Completion, Fault> {
    let answer: Value = serde_json::from_slice(bytes).map_err(|_| Fault::NotUnderstood)?;
    let choice = answer.pointer("/choices/0").ok_or(Fault::NotUnderstood)?;
    let content = choice.pointer("/message/content").and_then(Value::as_str).unwrap_or_default().trim();
    let counted = |key: &str| answer.get("usage").and_then(|usage| usage.get(key)).and_then(Value::as_u64);
    let used = Used {
        tokens_in: counted("prompt_tokens").unwrap_or_else(|| request.estimate()),
        tokens_out: counted("completion_tokens").unwrap_or(content.chars().count().div_ceil(2) as u64),
    };
    // Any other reason, known or not, says that the answer is whole.
    if choice.get("finish_reason").and_then(Value::as_str) == Some("length") {
        return Err(Fault::Cut { used });
    }
    if content.is_empty() {
        return Err(Fault::NotUnderstood);
    }
    Ok(Completion { content: content.into(), used })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request() -> Request {
        Request {
            system: "读日报".into(),
            shots: vec![("问".into(), "答".into())],
            user: "今天".into(),
            name: "claims",
            schema: json!({"type": "object"}),
            most_tokens: 100,
        }
    }

    fn check(answer: Value, expected: Result<&str, Fault>) {
        let got = understood(answer.to_string().as_bytes(), &request());
        assert_eq!(got.as_ref().map(|c| c.content.as_str()).map_err(|f| *f), expected, "{answer}");
    }

    #[test]
    fn only_the_content_is_needed() {
        check(json!({"choices": [{"message": {"content": "{}"}}]}), Ok("{}"));
        check(
            json!({"choices": [{"message": {"content": " {} "}, "finish_reason": "eos_token"}], "usage": 7}),
            Ok("{}"),
        );
        check(json!({"choices": [{"message": {"content": "{}"}, "finish_reason": 3}], "usage": null}), Ok("{}"));
        check(json!({"choices": []}), Err(Fault::NotUnderstood));
        check(json!({"choices": null}), Err(Fault::NotUnderstood));
        check(
            json!({"choices": [{"message": {"content": null, "reasoning_content": "…"}}]}),
            Err(Fault::NotUnderstood),
        );
        check(json!([]), Err(Fault::NotUnderstood));
    }

    #[test]
    fn what_is_cut_is_a_fault_that_cost_something() {
        let usage = json!({"prompt_tokens": 12, "completion_tokens": 100});
        let answer = json!({"choices": [{"message": {"content": "{"}, "finish_reason": "length"}], "usage": usage});
        check(answer, Err(Fault::Cut { used: Used { tokens_in: 12, tokens_out: 100 } }));
    }

    #[test]
    fn tokens_nobody_counted_are_estimated() {
        let got = understood(br#"{"choices":[{"message":{"content":"{\"a\":1}"}}]}"#, &request()).expect("it is right");
        assert_eq!(got.used, Used { tokens_in: 4, tokens_out: 4 });
    }

    #[test]
    fn the_request_has_the_turns_in_order_and_the_schema() {
        let sent = serde_json::to_value(wire(&request(), "m", schema_format(&request()))).expect("it is JSON");
        let roles: Vec<_> = sent["messages"].as_array().expect("a list").iter().map(|m| m["role"].clone()).collect();
        assert_eq!(roles, ["system", "user", "assistant", "user"]);
        assert_eq!((&sent["max_tokens"], &sent["temperature"]), (&json!(100), &json!(0.0)));
        assert_eq!(sent["response_format"]["json_schema"]["schema"], json!({"type": "object"}));
    }

    #[test]
    fn base_urls_keep_their_path() {
        let client = |base| Client::new(base, None, "m", LIMIT).expect("it is made");
        assert_eq!(client("http://127.0.0.1:1/v1").url("models").as_str(), "http://127.0.0.1:1/v1/models");
        assert_eq!(client("https://a.example/x/v1/").url("models").as_str(), "https://a.example/x/v1/models");
        assert!(matches!(Client::new("127.0.0.1:1", None, "m", LIMIT), Err(Unusable::Url(_))));
        assert!(matches!(Client::new("file:///etc/passwd", None, "m", LIMIT), Err(Unusable::Url(_))));
    }
}
