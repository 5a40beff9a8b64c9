//! `zhixing import`: a company from its `org.json`, whole or not at all.

use std::path::Path;

use anyhow::Context;

use super::{Done, Failure, open::Open};
use crate::{
    app::{self, App, Company},
    domain::Org,
};

/// Imports a file; says what changed.
pub async fn run(open: &Open, file: &Path) -> Result<Done, Failure> {
    let org = read_org(file)?;
    let app = App::new(open.store().await?);
    let companies = app.companies().await?;
    let known = companies.iter().find(|c| c.key == org.company.id.as_str());
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
        return Ok(Done::Whole);
    };
    app.store.bind(known.id)?;
    let imported = app::organisation::import(&app, known.id, &org).await?;
    println!(
        "{}: {} added, {} changed, {} archived, {} unchanged",
        org.company.name, imported.added, imported.changed, imported.archived, imported.unchanged
    );
    Ok(Done::Whole)
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
