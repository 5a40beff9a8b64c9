//! `zhixing backup`: the whole database to one file, or a look at such a file.

use std::{
    io::{IsTerminal, stdout},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use chrono::{Local, Utc};
use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use serde_json::json;

use super::{Done, Failure, args, open::Open};
use crate::{
    app::audit::note_with_all,
    store::backup::{self, Checked, Error, Manifest, Progress, Step},
};

/// Prints a line. What was done is done, even where nobody reads on, as before `head`.
macro_rules! tell {
    ($($what:tt)+) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($what)+);
    }};
}
pub(super) use tell;

/// Makes a backup, or checks one.
pub async fn run(open: &Open, args: args::Backup) -> Result<Done, Failure> {
    if let Some(file) = args.verify {
        let checked = verify(&file).await?;
        tell!("{}: whole and undamaged", file.display());
        print_contents(&checked);
        return Ok(Done::Whole);
    }
    let file =
        args.file.unwrap_or_else(|| PathBuf::from(format!("zhixing-{}.zxb", Local::now().format("%Y%m%d-%H%M%S"))));
    let to_output = file.as_os_str() == "-";
    if to_output && stdout().is_terminal() {
        return Err(Failure::Usage("a backup is not for the eye; send standard output to a file or a program".into()));
    }
    let store = open.existing(&open.admin_url(&args.admin)).await?;
    let bar = Bar::counting("rows");
    let making = async {
        if to_output {
            backup::take_to(&store, stdout(), Utc::now(), bar.rows_heard()).await
        } else {
            backup::take(&store, &file, Utc::now(), bar.rows_heard()).await
        }
    };
    // Interrupted, the unfinished file is removed before the program ends.
    let taken = tokio::select! {
        taken = making => taken.map_err(|error| about(error, &file))?,
        _ = tokio::signal::ctrl_c() => return Err(anyhow::anyhow!("interrupted; no backup was made").into()),
    };
    bar.clear();
    note_with_all(store, "backup.take", json!({ "rows": taken.manifest.rows })).await;
    if !to_output {
        let rows = HumanCount(taken.manifest.rows);
        tell!("{}: {rows} rows in {}", file.display(), HumanBytes(taken.bytes));
    }
    Ok(Done::Whole)
}

/// Checks a backup to its last byte.
pub async fn verify(file: &Path) -> Result<Checked, Failure> {
    let length = std::fs::metadata(file).with_context(|| format!("opening {}", file.display()))?.len();
    let bar = Bar::of(length, "checking {bar:30} {bytes}/{total_bytes}");
    let checked = backup::verify(file, bar.bytes_heard()).await;
    bar.clear();
    checked.map_err(|error| about(error, file))
}

/// A failure, with the name of the file where it is the file's.
pub fn about(error: Error, file: &Path) -> Failure {
    match error {
        Error::File { .. }
        | Error::NotWhole(_)
        | Error::Damaged(_)
        | Error::NewerFormat(_)
        | Error::NewerTables { .. } => anyhow::Error::new(error).context(file.display().to_string()).into(),
        Error::Store(_)
        | Error::RowsHidden(_)
        | Error::Exists(_)
        | Error::NewerDatabase { .. }
        | Error::Empty
        | Error::Occupied(_)
        | Error::TargetAhead(_)
        | Error::NotAsWritten(_)
        | Error::Broken => error.into(),
    }
}

/// Prints when a backup was made, and of what.
pub fn print_contents(checked: &Checked) {
    let header = &checked.header;
    tell!(
        "made {} by zhixing {} of {}, tables of version {}",
        header.made_at,
        header.program,
        header.engine,
        header.schema
    );
    print_tables(&checked.manifest);
    tell!("not in it: {}", header.left_out.join(", "));
}

/// Prints the tables with number and hash of their rows.
pub fn print_tables(manifest: &Manifest) {
    tell!("{:<14}{:>12}  sha256", "table", "rows");
    for table in &manifest.tables {
        tell!("{:<14}{:>12}  {}", table.table, HumanCount(table.rows).to_string(), short(&table.sha256));
    }
    tell!("{:<14}{:>12}  {}", "all", HumanCount(manifest.rows).to_string(), short(&manifest.sha256));
}

/// Enough of a hash to compare by eye.
fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

/// A bar on a terminal; nothing elsewhere.
pub struct Bar(ProgressBar);

impl Bar {
    /// One that runs up to a known number.
    pub fn of(length: u64, template: &str) -> Bar {
        let bar = ProgressBar::new(length);
        bar.set_style(ProgressStyle::with_template(template).expect("the template is right"));
        Bar(bar)
    }

    /// One that counts, as nobody knows how many there will be.
    pub fn counting(what: &str) -> Bar {
        let bar = ProgressBar::new_spinner();
        let template = format!("{{spinner}} {{human_pos}} {what} ({{per_sec}})");
        bar.set_style(ProgressStyle::with_template(&template).expect("the template is right"));
        Bar(bar)
    }

    /// What moves it by bytes of a file.
    pub fn bytes_heard(&self) -> Progress {
        let bar = self.0.clone();
        Arc::new(move |step| match step {
            Step::Bytes(n) => bar.inc(n),
            Step::Rows(_) | Step::Compared(_) => {}
        })
    }

    /// What moves it by rows.
    pub fn rows_heard(&self) -> Progress {
        let bar = self.0.clone();
        Arc::new(move |step| match step {
            Step::Rows(n) | Step::Compared(n) => bar.inc(n),
            Step::Bytes(_) => {}
        })
    }

    /// Takes it away.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Exists(_) | Error::Occupied(_) | Error::TargetAhead(_) => Failure::Usage(error.to_string()),
            Error::Store(error) => error.into(),
            Error::RowsHidden(_)
            | Error::File { .. }
            | Error::NotWhole(_)
            | Error::Damaged(_)
            | Error::NewerFormat(_)
            | Error::NewerTables { .. }
            | Error::NewerDatabase { .. }
            | Error::Empty
            | Error::NotAsWritten(_)
            | Error::Broken => Failure::Failed(error.into()),
        }
    }
}
