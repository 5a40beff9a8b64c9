//! A service that answers as it is told: well, badly, late, or not at all.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// How the service answers.
#[derive(Clone, Debug)]
pub enum Act {
    /// With these claims, as a good service does.
    Claims(Value),
    /// With this content, and nothing else that is not needed.
    Content(String),
    /// With this JSON.
    Json(Value),
    /// With a status and headers.
    Status(u16, &'static str),
    /// With these bytes as JSON.
    Bytes(&'static str),
    /// Not, for so long.
    Stall(Duration),
    /// With half an answer, then the connection breaks.
    Reset,
    /// With so many megabytes, said beforehand or not.
    Huge { megabytes: usize, said: bool },
    /// With a byte every second.
    Drip,
}

/// The service.
pub struct Stub {
    /// Its base URL.
    pub url: String,
    act: Arc<Mutex<Act>>,
    calls: Arc<AtomicUsize>,
    bodies: Arc<Mutex<Vec<String>>>,
    held: Arc<AtomicBool>,
    serving: JoinHandle<()>,
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Stub {
    /// Starts it on a free port.
    pub async fn start(act: Act) -> Stub {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let url = format!("http://{}/v1", listener.local_addr().expect("it has an address"));
        let act = Arc::new(Mutex::new(act));
        let (calls, bodies) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let held = Arc::new(AtomicBool::new(false));
        let shared = (act.clone(), calls.clone(), bodies.clone(), held.clone());
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (act, calls, bodies, held) = shared.clone();
                tokio::spawn(async move {
                    let mut stream = stream;
                    let body = request(&mut stream).await;
                    calls.fetch_add(1, Ordering::SeqCst);
                    bodies.lock().expect("nobody panicked").push(body);
                    while held.load(Ordering::SeqCst) {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                    let act = act.lock().expect("nobody panicked").clone();
                    answer(&mut stream, act).await;
                });
            }
        });
        Stub { url, act, calls, bodies, held, serving }
    }

    /// Answers like this from now on.
    pub fn becomes(&self, act: Act) {
        *self.act.lock().expect("nobody panicked") = act;
    }

    /// How often it was asked.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    /// What it was sent, in order.
    pub fn bodies(&self) -> Vec<String> {
        self.bodies.lock().expect("nobody panicked").clone()
    }

    /// Thinks until it is let go.
    pub fn hold(&self, held: bool) {
        self.held.store(held, Ordering::SeqCst);
    }

    /// Waits until it has been asked so often.
    pub async fn asked(&self, times: usize) {
        while self.calls() < times {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

async fn request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).to_string();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|l| l.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if bytes.len() >= head.len() + 4 + length.unwrap_or(0_usize) {
                return text[head.len() + 4..].to_string();
            }
        }
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return String::new(),
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
        }
    }
}

/// A whole answer as good services give it.
pub fn whole(content: &str) -> Value {
    json!({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1_790_000_000, "model": "stub",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 700, "completion_tokens": 40, "total_tokens": 740}
    })
}

async fn answer(stream: &mut TcpStream, act: Act) {
    // Whoever asked may have gone away at any of these.
    let _ = match act {
        Act::Claims(claims) => send(stream, 200, "", whole(&json!({ "claims": claims }).to_string()).to_string()).await,
        Act::Content(content) => {
            let bare = json!({"choices": [{"message": {"content": content}}]});
            send(stream, 200, "", bare.to_string()).await
        }
        Act::Json(value) => send(stream, 200, "", value.to_string()).await,
        Act::Status(status, headers) => send(stream, status, headers, "{\"error\":{\"message\":\"no\"}}".into()).await,
        Act::Bytes(bytes) => send(stream, 200, "", bytes.into()).await,
        Act::Stall(long) => {
            tokio::time::sleep(long).await;
            Ok(())
        }
        Act::Reset => {
            let _ = stream.set_zero_linger();
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n{\"choices\":[{\"mess").await
        }
        Act::Huge { megabytes, said } => huge(stream, megabytes, said).await,
        Act::Drip => drip(stream).await,
    };
}

async fn send(stream: &mut TcpStream, status: u16, headers: &str, body: String) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).await?;
    stream.shutdown().await
}

async fn huge(stream: &mut TcpStream, megabytes: usize, said: bool) -> std::io::Result<()> {
    let length = if said { format!("content-length: {}\r\n", megabytes << 20) } else { String::new() };
    stream.write_all(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n{length}\r\n").as_bytes()).await?;
    let some = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        stream.write_all(&some).await?;
    }
    Ok(())
}

async fn drip(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n").await?;
    for byte in whole("{}").to_string().bytes() {
        stream.write_all(&[byte]).await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Ok(())
}
