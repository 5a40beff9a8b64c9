//! The chat page in a real Chromium, against the demo's server: `chat.mjs` played from its first step to its last.
//!
//! A program of its own, so that nothing else runs while it measures how fast a card comes.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

/// A server, stopped with this value.
struct Served {
    child: Child,
    url: String,
}

impl Served {
    /// The demo on a new database in a folder.
    fn start(folder: &Path) -> Served {
        let db = format!("sqlite:{}", folder.join("demo.db").display());
        let mut child = Command::new(env!("CARGO_BIN_EXE_zhixing"))
            .args(["demo", "--serve", "--listen", "127.0.0.1:0", "--db", &db])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines().map_while(Result::ok);
        let url = lines.find_map(|line| {
            let from = line.find("http://")?;
            line[from..].split_whitespace().next().map(str::to_string)
        });
        // Whatever else it prints has to go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        Served { url: url.expect("it says where it listens"), child }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_page_works_in_chromium() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let served = Served::start(folder.path());
    let played = Command::new("node")
        .arg("chat.mjs")
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser"))
        .env("ZHIXING_BROWSER_URL", &served.url)
        .output()
        .expect("node is installed");
    let (said, wrong) = (String::from_utf8_lossy(&played.stdout), String::from_utf8_lossy(&played.stderr));
    println!("{said}");
    assert!(played.status.success(), "{said}\n{wrong}");
}
