//! `zhixing import`: a company from its `org.json`, a workbook or CSV files, whole or not at all.

use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context;
use chrono::Utc;

use super::{Done, Failure, args, changes, open::Open};
use crate::{
    app::{self, App, Company},
    domain::{
        Org,
        org::{Warning, changes::Changes},
    },
    sheets::{self, Book, Refused},
    store::orgs::CompanyRow,
};

/// The most bytes of a file that are read.
const LONGEST: u64 = 200_000_000;

/// How many people a warning names.
const NAMED: usize = 5;

/// What is to be imported.
enum Given {
    /// A company, whole.
    Org(Box<Org>),
    /// Tables, which may leave some of it as it is.
    Book(Book),
}

/// Imports a company; says what changed, or would.
pub async fn run(open: &Open, args: &args::Import) -> Result<Done, Failure> {
    let given = read(&args.files)?;
    if args.dry_run {
        let org = match open.untouched().await? {
            Some(store) => {
                let app = App::new(store);
                match known(&app, &given).await? {
                    Some(known) => {
                        app.store.bind(known.id)?;
                        let before = app::organisation::plain(&app, known.id).await?;
                        let org = whole(&args.files, given, Some(&before))?;
                        let changes = app::organisation::would_change(&app, known.id, &before, &org).await?;
                        changes::print(&changes, Some(&before), &org);
                        org
                    }
                    None => all_new(args, given)?,
                }
            }
            None => all_new(args, given)?,
        };
        println!("{}: nothing was written; without --dry-run it is imported", org.company.name);
        return Ok(Done::Whole);
    }
    let app = App::new(open.store().await?);
    let Some(known) = known(&app, &given).await? else {
        let org = whole(&args.files, given, None)?;
        create(&app, &org).await?;
        println!(
            "{}: {} departments, {} people, {} projects, {} KPIs",
            org.company.name,
            org.departments.len(),
            org.people.len(),
            org.projects.len(),
            org.kpis.len()
        );
        warn(&org, &org.warnings());
        return Ok(Done::Whole);
    };
    app.store.bind(known.id)?;
    let before = app::organisation::plain(&app, known.id).await?;
    let org = whole(&args.files, given, Some(&before))?;
    let (imported, changed) = app::organisation::import(&app, known.id, &org, Utc::now()).await?;
    println!(
        "{}: {} added, {} changed, {} archived, {} unchanged",
        org.company.name, imported.added, imported.changed, imported.archived, imported.unchanged
    );
    changes::print_shortly(&changed);
    warn(&org, &org.warnings());
    Ok(Done::Whole)
}

/// Shows a company of which the database has nothing.
fn all_new(args: &args::Import, given: Given) -> Result<Org, Failure> {
    let org = whole(&args.files, given, None)?;
    changes::print(&Changes::between(None, &org), None, &org);
    Ok(org)
}

/// Says what is odd in the goals and was taken nevertheless.
fn warn(org: &Org, warnings: &[Warning]) {
    for warning in warnings {
        eprintln!("warning: {}", told(org, warning));
    }
}

fn told(org: &Org, warning: &Warning) -> String {
    match warning {
        Warning::Weights { of, sum } => {
            format!("the weights of {} come to {sum}, not 100; they are normalised when used", org.name(of))
        }
        Warning::Unweighted { kpi, above } => format!(
            "{} has no weight and so counts for nothing in {}, where others have one",
            org.name(kpi),
            org.name(above)
        ),
        Warning::TooManyPrimary { person, count } => {
            format!("{} has {count} primary KPIs; three to five can be kept in sight", org.name(person))
        }
        Warning::OnlyResults { people } => {
            let named: Vec<&str> = people.iter().take(NAMED).map(|p| org.name(p)).collect();
            let more = people.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("only result KPIs, no process that shows trouble earlier: {}{more}", named.join(", "))
        }
    }
}

/// The company that is imported into: that of the same key, else the only one.
async fn known(app: &App, given: &Given) -> Result<Option<CompanyRow>, Failure> {
    let mut companies = app.companies().await?;
    let key = match given {
        Given::Org(org) => Some(org.company.id.to_string()),
        Given::Book(_) => None,
    };
    if let Some(at) = companies.iter().position(|c| Some(&c.key) == key.as_ref()) {
        return Ok(Some(companies.swap_remove(at)));
    }
    match (companies.len(), given) {
        (0 | 1, _) => Ok(companies.pop()),
        (_, Given::Org(_)) => Ok(None),
        (_, Given::Book(_)) => {
            Err(Failure::Usage("the database holds several companies; a workbook cannot say which it is for".into()))
        }
    }
}

/// Makes a company that the database does not have.
pub async fn create(app: &App, org: &Org) -> Result<Company, Failure> {
    Ok(app::organisation::create(app, org).await?)
}

fn read(files: &[PathBuf]) -> Result<Given, Failure> {
    let ending = |file: &PathBuf| file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let endings: Vec<String> = files.iter().map(ending).collect();
    if endings.iter().all(|e| e == "csv") {
        let named = |file: &PathBuf| -> Result<(String, Vec<u8>), Failure> {
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            Ok((name, bytes(file)?))
        };
        let all = files.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        return Ok(Given::Book(sheets::from_csv(&all).map_err(|error| refused(files, &error))?));
    }
    let [file] = files else {
        return Err(Failure::Usage("several files can only be CSV files, one a sheet".into()));
    };
    match endings[0].as_str() {
        "xlsx" | "xlsm" => Ok(Given::Book(sheets::from_xlsx(&bytes(file)?).map_err(|error| refused(files, &error))?)),
        "xls" | "et" | "ods" | "numbers" => {
            Err(Failure::Usage(format!("{} is not read; save it as .xlsx or .csv", file.display())))
        }
        _ => Ok(Given::Org(Box::new(read_org(file)?))),
    }
}

fn refused(files: &[PathBuf], error: &Refused) -> Failure {
    let name = match files {
        // Of several, the words name the one.
        [file] => format!("{} was not imported: ", file.display()),
        _ => "nothing was imported: ".to_owned(),
    };
    Failure::Failed(anyhow::anyhow!("{name}{error}"))
}

fn whole(files: &[PathBuf], given: Given, before: Option<&Org>) -> Result<Org, Failure> {
    let book = match given {
        Given::Org(org) => return Ok(*org),
        Given::Book(book) => book,
    };
    let (org, notes) = sheets::to_org(&book, before);
    notes.iter().for_each(|note| eprintln!("note: {note}"));
    org.map_err(|faults| not_imported(files, faults.iter()))
}

fn not_imported(files: &[PathBuf], faults: impl Iterator<Item = impl ToString>) -> Failure {
    let names: Vec<String> = files.iter().map(|f| f.display().to_string()).collect();
    let lines: Vec<String> = faults.map(|f| format!("  {}", f.to_string())).collect();
    let were = if names.len() == 1 { "was" } else { "were" };
    Failure::Failed(anyhow::anyhow!("{} {were} not imported:\n{}", names.join(", "), lines.join("\n")))
}

fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let reading = || format!("reading {}", file.display());
    File::open(file).with_context(reading)?.take(LONGEST).read_to_end(&mut bytes).with_context(reading)?;
    Ok(bytes)
}

/// Reads an `org.json`; every fault is named with its place, and nothing is taken of a faulty file.
pub fn read_org(file: &Path) -> Result<Org, Failure> {
    let text = String::from_utf8(bytes(file)?).with_context(|| format!("{} is not UTF-8", file.display()))?;
    Org::parse(&text).map_err(|faults| not_imported(&[file.into()], faults.iter()))
}
