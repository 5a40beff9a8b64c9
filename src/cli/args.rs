//! What can be called, and with what.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use clap::{Parser, Subcommand};

/// 知行: daily reports in, goals and answers out.
#[derive(Debug, Parser)]
#[command(name = "zhixing", version, about, disable_help_subcommand = true)]
pub struct Args {
    /// The database: sqlite:PATH or postgres://… (default: an SQLite file in the user's data directory).
    #[arg(long, global = true, value_name = "URL")]
    pub db: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// A made-up company with six weeks of history, and a chat with it. No settings needed.
    Demo(Demo),
    /// Makes the database with the first company and its admin.
    Init(Init),
    /// Imports a company: an org.json, a workbook (.xlsx) or CSV files. Run twice, it changes nothing.
    Import(Import),
    /// Writes the company, or an empty template to fill in.
    #[command(subcommand)]
    Export(Export),
    /// Reads reports without a database: one JSON line each with claims, keywords and summary.
    Read(Read),
    /// Files a history of reports through the whole pipeline.
    File {
        /// The reports, one JSON line each.
        reports: PathBuf,
    },
    /// Files one report.
    Report(Report),
    /// Asks a question, or a file of them.
    Ask(Ask),
    /// Serves the page and the chat channels until stopped.
    Serve(Serve),
    /// Prints a one-time link and code for a person: to choose a password on the page, or to send to the bot.
    Invite {
        /// Whom: an id, or a name or alias that only one person has.
        person: String,
    },
    /// Shows who decides on what is asked for in chat, or sets it.
    Approvals(Approvals),
    /// A chat in the terminal.
    Chat(Chat),
    /// Measures accuracy against labelled folders.
    Eval(Eval),
    /// Looks at the installation and says what is wrong.
    Doctor(Doctor),
    /// Makes or updates the tables.
    Migrate(Migrate),
    /// Folds the state of work and KPIs anew from the claims.
    Rebuild,
    /// Reads stored reports again with this version's rules and shows what changes. Corrections by people stay.
    Reread(Reread),
    /// Shows who did what, or verifies that the log is as it was written.
    Audit(Audit),
    /// Records salaries, scores and peer reviews, a JSON object a line: {"person", "class", "label", "value"}.
    Private {
        /// The file.
        file: PathBuf,
    },
    /// Hands out, takes out, or stops using all that is kept about one person.
    Subject(SubjectOf),
    /// Writes the whole database to one file while the service runs, or checks such a file.
    Backup(Backup),
    /// Loads a backup into an empty database, on SQLite or PostgreSQL.
    Restore(Restore),
}

/// Arguments of `approvals`.
#[derive(Debug, clap::Args)]
pub struct Approvals {
    /// Who decides on a kind of request, and after how many working days the next one up is asked. Kinds: new_kpi,
    /// target_change, goal_for_other, late_report. Who: line_manager, department_head, hr, executive.
    #[arg(long, value_name = "KIND=WHO:DAYS")]
    pub set: Vec<String>,
}

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Who speaks first.
    #[arg(long = "as", value_name = "PERSON", default_value = "张伟")]
    pub person: String,
    /// Serve the page until stopped, without a chat in the terminal.
    #[arg(long)]
    pub serve: bool,
    /// The address of the page (default: 127.0.0.1:8690, or any free port).
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<std::net::SocketAddr>,
    /// Keep the demo's database as it was left, instead of making it anew.
    #[arg(long)]
    pub keep: bool,
}

/// Arguments of `serve`.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// The address to listen on (default: 127.0.0.1:8690, or the setting `listen`).
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<std::net::SocketAddr>,
}

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct Init {
    /// The company's name.
    #[arg(long, value_name = "NAME")]
    pub company: String,
    /// The admin's name.
    #[arg(long, value_name = "NAME")]
    pub admin: String,
    /// The company's time zone.
    #[arg(long, value_name = "ZONE", default_value = "Asia/Shanghai")]
    pub timezone: String,
}

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// One org.json, one workbook, or CSV files named for what they hold: 人员.csv, 项目.csv or people.csv, projects.csv.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Show what would change, field by field, and write nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// What `export` writes.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// The company: departments, people, projects, milestones, tasks, KPIs. `import` of it changes nothing.
    Org(ExportOrg),
}

/// Arguments of `export org`.
#[derive(Debug, clap::Args)]
pub struct ExportOrg {
    /// As a workbook.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["csv", "json"])]
    pub xlsx: Option<PathBuf>,
    /// As CSV files in a folder, one a sheet.
    #[arg(long, value_name = "FOLDER", conflicts_with = "json")]
    pub csv: Option<PathBuf>,
    /// As org.json; `-` is standard output (default).
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// An empty template instead: headings, an example row, and what each column is for. Needs no database.
    #[arg(long)]
    pub template: bool,
}

/// Arguments of `read`.
#[derive(Debug, clap::Args)]
pub struct Read {
    /// The company as org.json.
    pub org: PathBuf,
    /// The reports, one JSON line each.
    pub reports: PathBuf,
}

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
pub struct Report {
    /// Whose report: an id, or a name or alias that only one person has.
    #[arg(long = "as", value_name = "PERSON")]
    pub person: String,
    /// When it was sent (default: now).
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub at: Option<DateTime<FixedOffset>>,
    /// Print the claims as JSON.
    #[arg(long)]
    pub json: bool,
    /// The text; `-` or nothing reads standard input.
    pub file: Option<PathBuf>,
}

/// Arguments of `ask`.
#[derive(Debug, clap::Args)]
pub struct Ask {
    /// Who asks: an id, or a name or alias that only one person has.
    #[arg(long = "as", value_name = "PERSON", required_unless_present = "questions")]
    pub person: Option<String>,
    /// What “now” is (default: now); only what was sent by then is seen.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub at: Option<DateTime<FixedOffset>>,
    /// Print the answer as JSON.
    #[arg(long)]
    pub json: bool,
    /// A file of questions, one JSON line each; prints one JSON line each.
    #[arg(long, value_name = "QUESTIONS.jsonl", conflicts_with_all = ["person", "text"])]
    pub questions: Option<PathBuf>,
    /// The question.
    #[arg(required_unless_present = "questions")]
    pub text: Option<String>,
}

/// Arguments of `chat`.
#[derive(Debug, clap::Args)]
pub struct Chat {
    /// Who speaks: an id, or a name or alias that only one person has.
    #[arg(long = "as", value_name = "PERSON")]
    pub person: String,
    /// JSON lines in and out: {"id","text"} in, {"ack"} when it is stored, {"reply"} when it is answered.
    #[arg(long)]
    pub json: bool,
}

/// Who reads in an evaluation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Reader {
    /// The rules alone.
    #[default]
    Rules,
    /// A model alone.
    Model,
    /// The rules, and a model where they are unsure.
    Both,
}

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
pub struct Eval {
    /// Folders with org.json, reports.jsonl and, for questions, questions.jsonl.
    #[arg(required = true)]
    pub folders: Vec<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// List every miss with its text.
    #[arg(long)]
    pub errors: bool,
    /// Who reads the reports; `model` and `both` ask the model of the settings, which costs time and tokens.
    #[arg(long, value_enum, default_value_t)]
    pub reader: Reader,
    /// Only the first reports of each folder, so many.
    #[arg(long, value_name = "N")]
    pub first: Option<usize>,
}

/// Arguments of `doctor`.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Also print the SQL that makes two PostgreSQL roles: one that owns the tables, one that only serves.
    #[arg(long)]
    pub roles: bool,
}

/// Arguments of `reread`.
#[derive(Debug, clap::Args)]
pub struct Reread {
    /// Only reports sent on this day or later.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<chrono::NaiveDate>,
    /// Take the new readings; without it nothing is changed.
    #[arg(long)]
    pub apply: bool,
}

/// Arguments of `audit`.
#[derive(Debug, clap::Args)]
pub struct Audit {
    /// Verify the chain of hashes from its beginning, and print its head.
    #[arg(long)]
    pub verify: bool,
    /// Verify, and look for a head that was noted before.
    #[arg(long, value_name = "HASH")]
    pub noted: Option<String>,
    /// Only what this person did, by their id, or a job by its name.
    #[arg(long, value_name = "ID")]
    pub actor: Option<String>,
    /// Only this action, such as report.file.
    #[arg(long, value_name = "ACTION")]
    pub action: Option<String>,
    /// At most so many, newest first.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: u32,
}

/// Arguments of `subject`.
#[derive(Debug, clap::Args)]
pub struct SubjectOf {
    /// What is asked for.
    #[command(subcommand)]
    pub what: Subject,
}

/// What a person may ask of whoever keeps data about them.
#[derive(Debug, clap::Subcommand)]
pub enum Subject {
    /// Everything that is kept about them, as JSON.
    Export {
        /// Whom: an id, a name or an alias; also somebody who has left.
        person: String,
        /// Where to write it, readable by you alone (default: standard output).
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Takes out who somebody is who has left: words, accounts, conversations, name. Figures stay, by nobody.
    Erase {
        /// Whom: an id, or the name of one who has left.
        person: String,
    },
    /// Keeps their data and shows it to nobody but them.
    Restrict {
        /// Whom: an id, a name or an alias.
        person: String,
        /// Use it again.
        #[arg(long)]
        lift: bool,
    },
}

/// The role of the database that makes tables and copies them.
#[derive(Debug, clap::Args)]
pub struct Admin {
    /// The database as the role that owns its tables (default: the setting `admin_database_url` where --db is not given,
    /// else the database itself).
    #[arg(long, value_name = "URL")]
    pub admin_db: Option<String>,
}

/// Arguments of `migrate`.
#[derive(Debug, clap::Args)]
pub struct Migrate {
    /// As whom.
    #[command(flatten)]
    pub admin: Admin,
}

/// Arguments of `backup`.
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// As whom.
    #[command(flatten)]
    pub admin: Admin,
    /// Where to write it; `-` is standard output (default: zhixing-YYYYMMDD-HHMMSS.zxb in this folder).
    pub file: Option<PathBuf>,
    /// Check a backup to its last byte instead of making one. Needs no database.
    #[arg(long, value_name = "FILE", conflicts_with = "file")]
    pub verify: Option<PathBuf>,
}

/// Arguments of `restore`.
#[derive(Debug, clap::Args)]
pub struct Restore {
    /// As whom.
    #[command(flatten)]
    pub admin: Admin,
    /// The backup.
    pub file: PathBuf,
    /// Set aside the messages, replies and jobs that still waited when the backup was made: for a copy beside the
    /// original, or where they have been sent since.
    #[arg(long)]
    pub no_deliver: bool,
}

/// A moment with its offset, as RFC 3339 has it: 2026-11-23T09:00:00+08:00.
fn time(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text).map_err(|_| format!("{text:?} is no time like 2026-11-23T09:00:00+08:00"))
}
