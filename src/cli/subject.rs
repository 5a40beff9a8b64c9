//! `zhixing subject`: what a person may ask of whoever keeps data about them.

use std::path::Path;

use anyhow::Context;
use chrono::Utc;

use super::{Done, Failure, args, open::Open, person};
use crate::{
    app::{App, Company, Error, subject},
    domain::Key,
};

/// Exports, erases or restricts.
pub async fn run(open: &Open, what: &args::Subject) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    match what {
        args::Subject::Export { person, out } => {
            let person = meant(&app, &company, person).await?;
            let all = subject::export(&app, &company, &person).await?;
            write(&format!("{all:#}\n"), out.as_deref())?;
        }
        args::Subject::Erase { person } => {
            let person = meant(&app, &company, person).await?;
            match subject::erase(&app, &company, &person).await {
                Ok(alias) => {
                    println!("{person} is erased: their words, accounts and conversations are gone, what they");
                    println!("reported stays as figures of {alias}. The audit log keeps the id {person}, other");
                    println!("people's reports what they say of them, and backups all they held when they were made.");
                }
                Err(Error::Conflict) => {
                    return Err(Failure::Usage(format!(
                        "{person} is still in the company: import an org.json without them first, in which what they \
                         own and whom they manage is somebody else's"
                    )));
                }
                Err(other) => return Err(other.into()),
            }
        }
        args::Subject::Restrict { person, lift } => {
            let person = meant(&app, &company, person).await?;
            let changed = subject::restrict(&app, &company, &person, !lift, Utc::now()).await?;
            match (lift, changed) {
                (false, true) => println!("{person}'s data is kept and shown to nobody but them from now on"),
                (true, true) => println!("{person}'s data is used again"),
                (_, false) => println!("nothing to change: it is so already"),
            }
        }
    }
    Ok(Done::Whole)
}

/// The person meant, also one who has left.
async fn meant(app: &App, company: &Company, written: &str) -> Result<Key, Failure> {
    match person::find(&company.org, written) {
        Ok(found) => Ok(found),
        Err(failure) => subject::find(app, company, written).await?.ok_or(failure),
    }
}

fn write(text: &str, out: Option<&Path>) -> Result<(), Failure> {
    match out {
        None => print!("{text}"),
        Some(path) => {
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.open(path).with_context(|| format!("making {}", path.display()))?;
            std::io::Write::write_all(&mut file, text.as_bytes())
                .with_context(|| format!("writing {}", path.display()))?;
        }
    }
    Ok(())
}
