//! A PostgreSQL server of the test's own, to stop and start as it likes.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;

use super::{disk::Disk, run, try_run};
use crate::store::make_database;

/// How a server is stopped.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// Connections are ended, everything is written.
    Fast,
    /// Everything ends where it stands, as in a crash.
    Immediate,
}

/// A server with a database `zhixing`.
pub struct Cluster {
    folder: TempDir,
    data: PathBuf,
    port: u16,
    settings: String,
}

impl Cluster {
    /// Makes and starts a server, with settings besides its own.
    pub async fn start(settings: &[&str]) -> Cluster {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        Cluster::new_in(folder, data, settings).await
    }

    /// The same, with its files on a disk.
    pub async fn start_on(disk: &Disk, settings: &[&str]) -> Cluster {
        give_to_server(&disk.path);
        Cluster::new_in(tempfile::tempdir().expect("a folder"), disk.path.join("data"), settings).await
    }

    async fn new_in(folder: TempDir, data: PathBuf, settings: &[&str]) -> Cluster {
        let init = ["-U", "zhixing", "-A", "trust", "-E", "UTF8", "--locale=C", "--wal-segsize=1", "-D"];
        give_to_server(folder.path());
        run(as_server("initdb").args(init).arg(&data));
        let cluster = Cluster::found_in(folder, data, settings);
        let mut conn = cluster.connect("postgres").await;
        make_database(&mut conn, "zhixing").await;
        cluster
    }

    /// Starts a server with the files that another left on a disk.
    pub fn found_on(disk: &Disk, settings: &[&str]) -> Cluster {
        let data = disk.path.join("data");
        // It names a process of the machine as it was before the power was cut.
        let _ = std::fs::remove_file(data.join("postmaster.pid"));
        Cluster::found_in(tempfile::tempdir().expect("a folder"), data, settings)
    }

    fn found_in(folder: TempDir, data: PathBuf, settings: &[&str]) -> Cluster {
        give_to_server(folder.path());
        let settings = settings.iter().map(|s| format!(" -c {s}")).collect();
        let mut cluster = Cluster { folder, data, port: 0, settings };
        // A port that was free a moment ago may be taken the next, so a few are tried.
        for _ in 0..5 {
            cluster.port = free_port();
            if cluster.try_start_again().is_ok() {
                return cluster;
            }
        }
        panic!("the server does not start: {}", cluster.log());
    }

    /// The URL of its database as the role that programs work as.
    pub fn url(&self) -> String {
        format!("postgres://zhixing_app@127.0.0.1:{}/zhixing", self.port)
    }

    /// Stops it.
    pub fn stop(&self, how: Stop) {
        let mode = match how {
            Stop::Fast => "fast",
            Stop::Immediate => "immediate",
        };
        run(self.control().args(["-m", mode, "-w", "-t", "60", "stop"]));
    }

    /// Starts it again, and waits until it takes connections.
    pub fn start_again(&self) {
        self.try_start_again().unwrap_or_else(|why| panic!("{why}: {}", self.log()));
    }

    fn try_start_again(&self) -> Result<(), String> {
        let folder = self.folder.path().display();
        let options = format!(
            "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories={folder} -c fsync=on{}",
            self.port, self.settings
        );
        let log = self.folder.path().join("log");
        try_run(self.control().arg("-l").arg(log).args(["-w", "-t", "60", "-o", &options, "start"])).map(drop)
    }

    fn control(&self) -> Command {
        let mut command = as_server("pg_ctl");
        command.arg("-D").arg(&self.data);
        command
    }

    /// A connection of the test's own, which sees everything, once it takes any.
    pub async fn connect(&self, database: &str) -> PgConnection {
        let url = format!("postgres://zhixing@127.0.0.1:{}/{database}", self.port);
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            match PgConnection::connect(&url).await {
                Ok(conn) => return conn,
                Err(error) => assert!(Instant::now() < end, "{error}: {}", self.log()),
            }
            tokio::task::yield_now().await;
        }
    }

    /// Texts that a query gives.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        let mut conn = self.connect("zhixing").await;
        sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut conn).await.expect("it answers")
    }

    /// Its processes.
    pub fn processes(&self) -> Vec<u32> {
        let pid = std::fs::read_to_string(self.data.join("postmaster.pid")).expect("it runs");
        let first = pid.lines().next().expect("it names its process").trim().to_string();
        let children = std::fs::read_to_string(format!("/proc/{first}/task/{first}/children")).expect("it runs");
        std::iter::once(first.as_str())
            .chain(children.split_whitespace())
            .map(|id| id.parse().expect("an id"))
            .collect()
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may be stopped already.
        let _ = try_run(self.control().args(["-m", "immediate", "-w", "stop"]));
    }
}

/// The server's programs; distributions keep them out of the path.
fn server_program(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|v| v.path().join("bin").join(name)).filter(|p| p.exists()).collect();
    found.sort();
    found.pop().unwrap_or_else(|| name.into())
}

fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

/// One of the server's programs. It refuses to run as root; root runs it as the user its package made.
fn as_server(name: &str) -> Command {
    if !is_root() {
        return Command::new(server_program(name));
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]).arg(server_program(name));
    command.current_dir("/");
    command
}

/// Makes a folder the server's own.
pub fn give_to_server(folder: &Path) {
    if is_root() {
        run(Command::new("chown").arg("postgres").arg(folder));
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    listener.local_addr().expect("it has an address").port()
}
