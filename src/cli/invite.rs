//! `zhixing invite PERSON`: a one-time link and code.

use chrono::Utc;

use super::{Done, Failure, open::Open, person};
use crate::{
    app::{App, Company, codes},
    domain::Key,
};

/// The address that `serve` listens on where nothing is set.
pub const ADDRESS: &str = "127.0.0.1:8690";

/// Prints them.
pub async fn run(open: &Open, name: &str) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let person = person::find(&company.org, name)?;
    if !company.is_present(&person, Utc::now()) {
        return Err(Failure::Usage(format!("{} has left and cannot come in", company.org.name(&person))));
    }
    print(open, &app, &company, &person).await?;
    Ok(Done::Whole)
}

/// Issues a code for a person and prints how to use it.
pub async fn print(open: &Open, app: &App, company: &Company, person: &Key) -> Result<(), Failure> {
    let code = codes::issue(app, company, None, person, Utc::now()).await?;
    let page = page(open);
    println!("For {}, good for {} minutes and once:", company.org.name(person), codes::LIFETIME.num_minutes());
    println!("  page, while `zhixing serve` runs:  {page}/join/{code}");
    println!("  chat app, sent to the bot:         /start {code}");
    Ok(())
}

/// How people reach the page.
pub fn page(open: &Open) -> String {
    let listen = open.settings.listen.as_deref().unwrap_or(ADDRESS);
    let url = open.settings.public_url.clone().unwrap_or_else(|| format!("http://{listen}"));
    url.trim_end_matches('/').to_string()
}
