//! The command line: one file a command.

mod approvals;
pub mod args;
pub mod ask;
pub mod audit;
pub mod backup;
pub mod changes;
pub mod chat;
pub mod demo;
pub mod doctor;
pub mod eval;
pub mod export;
pub mod file;
pub mod import;
pub mod init;
pub mod invite;
pub mod migrate;
pub mod model;
pub mod open;
pub mod person;
pub mod private;
pub mod read;
pub mod rebuild;
pub mod rehearse;
pub mod report;
pub mod reread;
pub mod restore;
pub mod serve;
pub mod subject;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Args, Command};

/// How a command ended, for its exit code.
#[derive(Debug)]
pub enum Failure {
    /// It was called wrongly: exit code 2.
    Usage(String),
    /// It failed: exit code 1.
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Failure::Failed(error)
    }
}

impl From<crate::store::Error> for Failure {
    fn from(error: crate::store::Error) -> Self {
        if matches!(error, crate::store::Error::Unheld { .. }) {
            return Failure::Usage(error.to_string());
        }
        Failure::Failed(anyhow::Error::new(error).context("using the database"))
    }
}

impl From<crate::app::Error> for Failure {
    fn from(error: crate::app::Error) -> Self {
        Failure::Failed(error.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Failed(error.into())
    }
}

/// Whether everything that was asked for worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// All of it: exit code 0.
    Whole,
    /// Parts failed, and were named: exit code 1.
    Partly,
}

/// Runs the program with the arguments it was called with.
pub fn main() -> ExitCode {
    let args = Args::parse();
    let result = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Failure::from)
        .and_then(|runtime| runtime.block_on(run(args)));
    match result {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::Partly) => ExitCode::from(1),
        Err(Failure::Usage(why)) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
        Err(Failure::Failed(error)) => {
            eprintln!("zhixing: {error:#}");
            ExitCode::from(1)
        }
    }
}

async fn run(args: Args) -> Result<Done, Failure> {
    let settings = open::settings(&args)?;
    open::start_log(&settings);
    let open = open::Open { settings, db: args.db };
    match args.command {
        Command::Demo(demo) => demo::run(&open, demo).await,
        Command::Init(init) => init::run(&open, init).await,
        Command::Import(args) => import::run(&open, &args).await,
        Command::Export(args) => export::run(&open, &args).await,
        Command::Read(args) => read::run(&args),
        Command::File { reports } => file::run(&open, &reports).await,
        Command::Report(report) => report::run(&open, report).await,
        Command::Ask(ask) => ask::run(&open, ask).await,
        Command::Serve(args) => serve::run(&open, args).await,
        Command::Approvals(args) => approvals::run(&open, &args).await,
        Command::Invite { person } => invite::run(&open, &person).await,
        Command::Chat(chat) => chat::run(&open, chat).await,
        Command::Eval(args) => eval::run(&open, &args).await,
        Command::Doctor(args) => doctor::run(&open, &args).await,
        Command::Migrate(args) => migrate::run(&open, &args).await,
        Command::Audit(args) => audit::run(&open, &args).await,
        Command::Private { file } => private::run(&open, &file).await,
        Command::Subject(args) => subject::run(&open, &args.what).await,
        Command::Reread(args) => reread::run(&open, &args).await,
        Command::Rebuild => rebuild::run(&open).await,
        Command::Backup(args) => backup::run(&open, args).await,
        Command::Restore(args) => restore::run(&open, args).await,
    }
}
