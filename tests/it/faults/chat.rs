//! The program, talked to in JSON lines: a line in is a message, lines out are acknowledgements, refusals and replies.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use super::program;

/// A running `zhixing chat --json`.
pub struct Chat {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<Value>,
    log: Receiver<String>,
}

impl Chat {
    /// Starts the program on a database.
    pub fn start(url: &str) -> Chat {
        Chat::run(&mut program(url, &["chat", "--as", "p-zhangwei", "--json"]))
    }

    /// Starts it as a command says.
    pub fn run(command: &mut Command) -> Chat {
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (heard, lines) = mpsc::channel();
        read_all(child.stdout.take().expect("it is piped"), move |line| {
            heard.send(serde_json::from_str(&line).unwrap_or_default()).is_ok()
        });
        let (logged, log) = mpsc::channel();
        read_all(child.stderr.take().expect("it is piped"), move |line| logged.send(line).is_ok());
        Chat { input: child.stdin.take(), child, lines, log }
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a message, whoever listens.
    pub fn send(&mut self, id: &str, person: &str, text: &str) {
        self.send_line(&json!({ "id": id, "as": person, "text": text }));
    }

    /// Sends a line.
    pub fn send_line(&mut self, line: &Value) {
        let input = self.input.as_mut().expect("its input is open");
        writeln!(input, "{line}").expect("the program reads on");
    }

    /// Sends lines for as long as the program takes any.
    pub fn feed(&mut self, lines: impl Iterator<Item = Value> + Send + 'static) {
        let mut input = self.input.take().expect("its input is open");
        std::thread::spawn(move || {
            for line in lines {
                if writeln!(input, "{line}").is_err() {
                    break;
                }
            }
        });
    }

    /// Sends a report of the one who chats.
    pub fn report(&mut self, id: &str) {
        self.send(id, "p-zhangwei", "今天登录接口进度40%,开会2小时");
    }

    /// The next line, if one comes in time.
    pub fn next(&self, until: Instant) -> Option<Value> {
        match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => Some(line),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => panic!("the program ended: {}", self.recent_log()),
        }
    }

    /// Reads on until a line is what is waited for; also says how long it took.
    pub fn wait_for(&self, within: Duration, what: impl Fn(&Value) -> bool) -> (Value, Duration) {
        let begun = Instant::now();
        let mut heard = Vec::new();
        while let Some(line) = self.next(begun + within) {
            if what(&line) {
                return (line, begun.elapsed());
            }
            heard.push(line);
        }
        panic!("not heard within {within:?}; heard {heard:?}; the log: {}", self.recent_log())
    }

    /// Waits until a message is acknowledged.
    pub fn hear_ack(&self, id: &str) {
        self.wait_for(PATIENT, |line| line["ack"] == id);
    }

    /// Waits until a message is answered.
    pub fn hear_reply(&self, id: &str) -> Value {
        self.wait_for(PATIENT, |line| line["to"] == id).0["reply"].clone()
    }

    /// Waits until a message is acknowledged and answered. One that was stored before may be answered first.
    pub fn hear_both(&self, id: &str) {
        let first = self.wait_for(PATIENT, |line| line["ack"] == id || line["to"] == id).0;
        if first["ack"] == id {
            self.hear_reply(id)
        } else {
            self.wait_for(PATIENT, |line| line["ack"] == id).0
        };
    }

    /// Waits until a message is acknowledged or refused; says with which words it was refused, and how long it took.
    pub fn hear_word(&self, id: &str) -> (Option<String>, Duration) {
        let (line, took) = self.wait_for(PATIENT, |line| line["ack"] == id || line["id"] == id);
        (line["error"].as_str().map(str::to_string), took)
    }

    /// Kills it, and gives what it said before.
    pub fn kill(mut self) -> Vec<Value> {
        self.child.kill().expect("it is ours");
        self.child.wait().expect("it ends");
        self.lines.iter().collect()
    }

    /// Ends its input and waits until it has worked on everything; gives what it said.
    pub fn end(mut self) -> Vec<Value> {
        drop(self.input.take());
        let heard = self.lines.iter().collect();
        let ended = self.child.wait().expect("it ends");
        assert!(ended.success(), "it ends well: {}", self.recent_log());
        heard
    }

    /// The last lines of its log.
    pub fn recent_log(&self) -> String {
        let mut last = VecDeque::new();
        for line in self.log.try_iter() {
            last.push_back(line);
            if last.len() > 20 {
                last.pop_front();
            }
        }
        Vec::from(last).join("\n")
    }
}

/// Far longer than anything takes, so that only what never comes fails.
pub const PATIENT: Duration = Duration::from_secs(60);

impl Drop for Chat {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads lines on a thread of its own until nobody wants them.
fn read_all(from: impl std::io::Read + Send + 'static, mut give: impl FnMut(String) -> bool + Send + 'static) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
            if !give(String::from_utf8_lossy(&line).into_owned()) {
                break;
            }
        }
    });
}
