//! `zhixing import`: a company from its `org.json`, whole or not at all.

use std::path::Path;

use anyhow::Context;

use super::{Done, Failure, open::Open};
use crate::{
    app::{self, App, Company},
    domain::{Org, org::Warning},
};

/// How many people a warning names.
const NAMED: usize = 5;

/// Imports a file; says what changed.
pub async fn run(open: &Open, file: &Path) -> Result<Done, Failure> {
    let org = read_org(file)?;
    let app = App::new(open.store().await?);
    let companies = app.companies().await?;
    let known = companies.iter().find(|c| c.key == org.company.id.as_str());
    let warnings = org.warnings();
    let Some(known) = known.or(if companies.len() == 1 { companies.first() } else { None }) else {
        create(&app, &org).await?;
        println!(
            "{}: {} departments, {} people, {} projects, {} KPIs",
            org.company.name,
            org.departments.len(),
            org.people.len(),
            org.projects.len(),
            org.kpis.len()
        );
        warn(&org, &warnings);
        return Ok(Done::Whole);
    };
    app.store.bind(known.id)?;
    let imported = app::organisation::import(&app, known.id, &org).await?;
    println!(
        "{}: {} added, {} changed, {} archived, {} unchanged",
        org.company.name, imported.added, imported.changed, imported.archived, imported.unchanged
    );
    warn(&org, &warnings);
    Ok(Done::Whole)
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

/// Makes a company that the database does not have.
pub async fn create(app: &App, org: &Org) -> Result<Company, Failure> {
    Ok(app::organisation::create(app, org).await?)
}

/// Reads an `org.json`; every fault is named with its place, and nothing is taken of a faulty file.
pub fn read_org(file: &Path) -> Result<Org, Failure> {
    let bytes = std::fs::read(file).with_context(|| format!("reading {}", file.display()))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", file.display()))?;
    Org::parse(&text).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(|f| format!("  {f}")).collect();
        Failure::Failed(anyhow::anyhow!("{} was not imported:\n{}", file.display(), lines.join("\n")))
    })
}
