//! `zhixing doctor`: how the installation stands, and what to do where something is wrong.

use super::{
    Done, Failure,
    open::{Open, without_password},
};
use crate::store::{Store, inbox, orgs, outbox};

/// Looks at settings, database, company and queues; a fault makes the exit code 1.
pub async fn run(open: &Open) -> Result<Done, Failure> {
    let url = open.url("zhixing.db");
    println!("settings    ok");
    let store = match Store::open(&url).await {
        Ok(store) => store,
        Err(error) => {
            println!("database    FAILED  {}: {error}", without_password(&url));
            println!("            is the path writable, or the server running and the password right?");
            return Ok(Done::Partly);
        }
    };
    println!("database    ok      {}", without_password(&url));
    let mut done = Done::Whole;
    let checked = store.check().await?;
    println!("  engine              {} {}", checked.engine, checked.version);
    for (name, value) in &checked.settings {
        println!("  {name:<20}{value}");
    }
    if !checked.durable {
        println!(
            "  durability          WRONG   what is acknowledged may be lost in a power cut; see the settings above"
        );
        done = Done::Partly;
    }
    if !checked.missing.is_empty() {
        println!("  tables              OLD     run `zhixing migrate`");
        done = Done::Partly;
    }
    for (what, rows) in &checked.counts {
        println!("  {what:<20}{rows}");
    }
    let companies = if checked.missing.is_empty() { orgs::companies(&store).await? } else { Vec::new() };
    if companies.is_empty() {
        println!("company     none    make one with `zhixing init` or `zhixing import org.json`");
    }
    for company in companies {
        let waiting = inbox::pending(&store, company.id).await?;
        let undelivered = outbox::pending(&store, company.id).await?;
        println!(
            "company     ok      {} ({}): {waiting} to work on, {undelivered} to deliver",
            company.name, company.key
        );
    }
    Ok(done)
}
