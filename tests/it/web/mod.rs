//! The page over real HTTP, on both databases: log-in, chat, resume, and what it refuses.

mod chat;
mod door;
mod replicas;

use std::{net::SocketAddr, time::Duration};

use reqwest::{Response, StatusCode, header};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::JoinHandle};
use uuid::Uuid;
use zhixing::{
    app::{App, Company, codes, organisation},
    channels::web::Page,
    conversation::{deliver, worker},
    domain::Org,
    store::audit::{self, AuditFilter, Entry},
    web::{self, Site},
};

use crate::store::{TestDatabase, test_databases};

pub const PASSWORD: &str = "只有我自己知道的一句话";

/// A server with a company, gone with this value.
pub struct Served {
    pub app: App,
    pub company: Company,
    pub address: SocketAddr,
    pub name: &'static str,
    parts: Vec<JoinHandle<()>>,
    _database: TestDatabase,
}

impl Served {
    /// The entries of an action in the audit log, oldest first.
    pub async fn logged(&self, action: &str) -> Vec<Entry> {
        let mut tx = self.app.store.read().await.expect("it opens");
        let filter = AuditFilter { action: Some(action.into()), ..AuditFilter::default() };
        let mut entries = audit::list(&mut tx, self.company.id, &filter).await.expect("it answers");
        entries.reverse();
        entries
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.parts.iter().for_each(JoinHandle::abort);
    }
}

/// Who works behind the page.
#[derive(Clone, Copy, PartialEq)]
pub enum Workers {
    At,
    Away,
}

/// A server on each database.
pub async fn served(workers: Workers) -> Vec<Served> {
    let mut all = Vec::new();
    for database in test_databases().await {
        all.push(serve(database, workers, false).await);
    }
    all
}

pub async fn serve(database: TestDatabase, workers: Workers, demo: bool) -> Served {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json");
    let json = std::fs::read_to_string(path).expect("the corpus is there");
    serve_company(database, workers, demo, &Org::parse(&json).expect("it is right")).await
}

/// A server with a company.
pub async fn serve_company(database: TestDatabase, workers: Workers, demo: bool, org: &Org) -> Served {
    let app = App::new(database.store.clone());
    let company = organisation::create(&app, org).await.expect("it is made");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    let site = Site { company: company.id, public_url: None, demo: demo.then(|| "p-zhangwei".into()) };
    let mut parts = Vec::new();
    let (served, id) = (app.clone(), company.id);
    parts.push(tokio::spawn(async move {
        web::serve(served, site, listener, std::future::pending()).await.expect("it serves");
    }));
    if workers == Workers::At {
        let (at_work, showing) = (app.clone(), app.clone());
        parts.push(tokio::spawn(async move { worker::run(&at_work, id, "web").await }));
        parts.push(tokio::spawn(async move {
            let page = Page { app: showing.clone() };
            deliver::run(&showing, id, &page).await;
        }));
    }
    Served { app, company, address, name: database.name, parts, _database: database }
}

/// A browser: one cookie, one token.
pub struct Browser {
    client: reqwest::Client,
    base: String,
    pub cookie: String,
    pub token: String,
}

impl Browser {
    pub fn new(address: SocketAddr) -> Browser {
        // Once a process; a second time it is there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        Browser {
            client: client.expect("a client"),
            base: format!("http://{address}"),
            cookie: String::new(),
            token: String::new(),
        }
    }

    /// Joins by an invitation, and is logged in.
    pub async fn joined(served: &Served, person: &str) -> Browser {
        let code = codes::issue(&served.app, &served.company, None, &person.into(), chrono::Utc::now()).await;
        let mut browser = Browser::new(served.address);
        let response = browser.join(&code.expect("a code"), PASSWORD).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        browser.keep(&response);
        browser.open().await;
        browser
    }

    /// Keeps the cookie that a response sets.
    pub fn keep(&mut self, response: &Response) {
        let set = response.headers().get(header::SET_COOKIE).expect("a cookie").to_str().expect("text");
        self.cookie = set.split(';').next().expect("a part").to_string();
    }

    /// Opens the chat page and takes its token.
    pub async fn open(&mut self) {
        let page = self.get("/chat").await.text().await.expect("a page");
        let (_, rest) = page.split_once("name=\"csrf\" content=\"").expect("the page has a token");
        self.token = rest.split('"').next().expect("it ends").to_string();
    }

    pub async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.base)).header(header::COOKIE, &self.cookie);
        request.send().await.expect("it answers")
    }

    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let request = self.client.post(format!("{}{path}", self.base)).header(header::COOKIE, &self.cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request.body(body.join("&")).send().await.expect("it answers")
    }

    pub async fn join(&self, code: &str, password: &str) -> Response {
        self.form(&format!("/join/{code}"), &[("password", password), ("again", password)]).await
    }

    pub async fn log_in(&self, name: &str, password: &str) -> Response {
        self.form("/login", &[("name", name), ("password", password)]).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        let request = self.client.post(format!("{}{path}", self.base)).header(header::COOKIE, &self.cookie);
        request.header("x-csrf-token", &self.token).json(body).send().await.expect("it answers")
    }

    /// Says something under an id.
    pub async fn say_as(&self, id: Uuid, text: &str) -> StatusCode {
        self.post("/chat/messages", &json!({ "id": id, "text": text })).await.status()
    }

    /// Says something and waits for the reply to it.
    pub async fn ask(&self, text: &str) -> Value {
        let id = Uuid::new_v4();
        let mut stream = self.events("").await;
        assert_eq!(self.say_as(id, text).await, StatusCode::ACCEPTED);
        stream.until(|entry| entry["to"] == json!(id)).await
    }

    /// Listens to what comes; `query` may say where to resume.
    pub async fn events(&self, query: &str) -> Events {
        Events { response: self.get(&format!("/chat/events{query}")).await, bytes: Vec::new() }
    }

    pub async fn history(&self) -> Vec<Value> {
        let page: Value = self.get("/chat/history").await.json().await.expect("it is JSON");
        page["entries"].as_array().expect("there are entries").clone()
    }
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// A stream of server-sent events.
pub struct Events {
    response: Response,
    bytes: Vec<u8>,
}

impl Events {
    /// The next event: its name and data.
    pub async fn next(&mut self) -> (String, Value) {
        loop {
            if let Some(end) = self.bytes.windows(2).position(|pair| pair == b"\n\n") {
                let event: Vec<u8> = self.bytes.drain(..end + 2).collect();
                let event = String::from_utf8(event).expect("it is text");
                let field = |name: &str| event.lines().find_map(|l| l.strip_prefix(name)).unwrap_or_default().trim();
                let (name, data) = (field("event:").to_string(), field("data:").to_string());
                if !name.is_empty() {
                    return (name, serde_json::from_str(&data).expect("it is JSON"));
                }
                continue;
            }
            let chunk = tokio::time::timeout(Duration::from_secs(30), self.response.chunk());
            let bytes = chunk.await.expect("it comes in time").expect("it can be read").expect("the stream goes on");
            self.bytes.extend_from_slice(&bytes);
        }
    }

    /// The next reply for which this holds.
    pub async fn until(&mut self, holds: impl Fn(&Value) -> bool) -> Value {
        loop {
            let (name, data) = self.next().await;
            if name == "reply" && holds(&data) {
                return data;
            }
        }
    }
}
