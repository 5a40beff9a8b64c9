//! `zhixing export org`: the company as a workbook, CSV files or `org.json`; or an empty template.

use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use chrono::Utc;

use super::{
    Done, Failure,
    args::{Export, ExportOrg},
    backup::tell,
    open::Open,
};
use crate::{
    app::organisation,
    domain::Org,
    sheets::{self, Book, Refused},
};

/// Where it goes, and in which form.
enum To<'a> {
    Xlsx(&'a Path),
    Csv(&'a Path),
    Json(&'a Path),
    Output,
}

impl<'a> To<'a> {
    fn of(args: &'a ExportOrg) -> To<'a> {
        match (&args.xlsx, &args.csv, &args.json) {
            (Some(file), _, _) => To::Xlsx(file),
            (_, Some(folder), _) => To::Csv(folder),
            (_, _, Some(file)) if file.as_os_str() != "-" => To::Json(file),
            (None, None, _) => To::Output,
        }
    }

    /// Its word in the audit log.
    fn form(&self) -> &'static str {
        match self {
            To::Xlsx(_) => "xlsx",
            To::Csv(_) => "csv",
            To::Json(_) | To::Output => "json",
        }
    }
}

/// Writes it. No file is overwritten.
pub async fn run(open: &Open, args: &Export) -> Result<Done, Failure> {
    let Export::Org(args) = args;
    let to = To::of(args);
    if args.template {
        let (book, notes) = sheets::template();
        write(files(&to, &book, &notes, None)?, &to)?;
        return Ok(Done::Whole);
    }
    let (app, company) = open.company().await?;
    let org = organisation::plain(&app, company.id).await?;
    let files = files(&to, &sheets::from_org(&org), &[], Some(&org))?;
    let written = write(files, &to)?;
    // What cannot be written down did not happen.
    if let Err(error) = organisation::exported(&app, company.id, &org, to.form(), Utc::now()).await {
        written.iter().for_each(|file| drop(std::fs::remove_file(file)));
        return Err(error.into());
    }
    if let To::Output = to {
        tell!("{}", pretty(&org)?);
    }
    Ok(Done::Whole)
}

fn pretty(org: &Org) -> Result<String, Failure> {
    let value: serde_json::Value = serde_json::from_str(&org.to_json()).context("writing the company")?;
    Ok(serde_json::to_string_pretty(&value).context("writing the company")?)
}

/// The files to be written, each with what it holds.
fn files(
    to: &To<'_>,
    book: &Book,
    notes: &[Vec<String>],
    org: Option<&Org>,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
    let failed = |error: Refused| Failure::Failed(error.into());
    Ok(match to {
        To::Xlsx(file) => vec![(file.to_path_buf(), sheets::to_xlsx(book, notes).map_err(failed)?)],
        To::Csv(folder) => {
            let all = sheets::to_csv(book).map_err(failed)?;
            all.into_iter().map(|(name, bytes)| (folder.join(name), bytes)).collect()
        }
        To::Json(file) => match org {
            Some(org) => vec![(file.to_path_buf(), (pretty(org)? + "\n").into_bytes())],
            None => return Err(Failure::Usage("a template is a workbook or CSV files".into())),
        },
        To::Output => match org {
            Some(_) => Vec::new(),
            None => return Err(Failure::Usage("say where the template goes: --xlsx FILE or --csv FOLDER".into())),
        },
    })
}

/// Writes the files, all or none, for their owner's eyes only: they name everybody. Gives their paths.
fn write(files: Vec<(PathBuf, Vec<u8>)>, to: &To<'_>) -> Result<Vec<PathBuf>, Failure> {
    if let To::Csv(folder) = to {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    if let Some((file, _)) = files.iter().find(|(file, _)| file.symlink_metadata().is_ok()) {
        return Err(Failure::Usage(format!("{} is there already; it is not overwritten", file.display())));
    }
    let mut written = Vec::new();
    for (file, bytes) in files {
        if let Err(error) = make(&file).and_then(|mut made| made.write_all(&bytes).and_then(|()| made.sync_all())) {
            let _ = std::fs::remove_file(&file);
            written.iter().for_each(|file: &PathBuf| drop(std::fs::remove_file(file)));
            return Err(anyhow::Error::new(error).context(format!("writing {}", file.display())).into());
        }
        eprintln!("{}: {} bytes", file.display(), bytes.len());
        written.push(file);
    }
    Ok(written)
}

fn make(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}
