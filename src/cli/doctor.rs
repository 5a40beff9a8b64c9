//! `zhixing doctor`: how the installation stands, and what to do where something is wrong.

use std::time::Duration;

use chrono::Utc;
use uuid::Uuid;

use super::{
    Done, Failure, args, model,
    open::{Open, without_password},
};
use crate::{
    app::{App, second::read::share_in_doubt},
    config::Settings,
    domain::calendar::local_day,
    store::{Store, Wall, inbox, model_use, orgs, outbox},
};

/// How many reports are looked at to say how often a model is needed.
const SAMPLE: u32 = 200;

/// How long to wait for a model.
const PATIENCE: Duration = Duration::from_secs(5);

/// Looks at settings, database, company and queues; a fault makes the exit code 1.
pub async fn run(open: &Open, args: &args::Doctor) -> Result<Done, Failure> {
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
    if let Some(wall) = store.wall().await?
        && !stands(&wall, checked.missing.is_empty(), args.roles)
    {
        done = Done::Partly;
    }
    let companies = if checked.missing.is_empty() { orgs::companies(&store).await? } else { Vec::new() };
    if companies.is_empty() {
        println!("company     none    make one with `zhixing init` or `zhixing import org.json`");
    }
    for company in companies {
        let store = store.bound_to(company.id);
        let waiting = inbox::pending(&store, company.id).await?;
        let undelivered = outbox::pending(&store, company.id).await?;
        println!(
            "company     ok      {} ({}): {waiting} to work on, {undelivered} to deliver",
            company.name, company.key
        );
        model_of(open, &App::new(store.clone()), company.id).await?;
    }
    if !answers(&open.settings).await? {
        done = Done::Partly;
    }
    Ok(done)
}

/// Says whether the wall between companies stands, and what to do where it could be better. Around tables that are not
/// there, or of an old schema, there is none to speak of.
fn stands(wall: &Wall, has_tables: bool, roles: bool) -> bool {
    let role = &wall.role;
    let bare = !wall.bare.is_empty();
    match wall.passes {
        Some(why) => println!("wall        WRONG   the role {role} {why}: nothing is served as such a role"),
        None if !has_tables => println!("wall        OLD     around all tables only after `zhixing migrate`"),
        None if bare => println!("wall        WRONG   not around {}: run `zhixing migrate`", wall.bare.join(", ")),
        None if wall.owns => {
            println!(
                "wall        ok      {role} sees the rows of one company; it owns the tables, so it could take the"
            );
            println!("                    wall down: a role that only serves could not (`zhixing doctor --roles`)");
        }
        None => println!("wall        ok      {role} sees the rows of one company, and does not own the tables"),
    }
    if roles || wall.passes.is_some() {
        println!("            This makes the two roles; run it in this database as a superuser:\n");
        println!("{}", wall.roles);
    }
    wall.passes.is_none() && has_tables && !bare
}

/// How many of a company's reports a model is or would be asked about, and what it used today.
async fn model_of(open: &Open, app: &App, company: Uuid) -> Result<(), Failure> {
    let company = app.company(company).await?;
    let (in_doubt, of) = share_in_doubt(app, &company, SAMPLE).await?;
    println!("  {:<20}{in_doubt} of the last {of}: where the rules are unsure", "reports in doubt");
    let today = local_day(Utc::now(), company.org.company.timezone);
    let used = model_use::of_day(&mut app.store.read().await?, company.id, today).await?;
    let most = model::daily_tokens(&open.settings)?;
    println!(
        "  {:<20}{} of {most} tokens, {} calls, {} failed",
        "model today",
        used.tokens(),
        used.calls,
        used.failures
    );
    Ok(())
}

/// Whether the model of the settings answers; one that is not set has no fault.
async fn answers(settings: &Settings) -> Result<bool, Failure> {
    let Some(client) = model::patient_client(settings, PATIENCE)? else {
        println!("model       none    the rules read alone; model_url, model_key and model name one");
        return Ok(true);
    };
    let url = without_password(settings.model_url.as_deref().unwrap_or_default());
    let name = settings.model.as_deref().unwrap_or_default();
    match client.check().await {
        Ok(Some(false)) => println!("model       ODD     {url} answers, but does not list {name}"),
        Ok(Some(true) | None) => println!("model       ok      {name} at {url}"),
        Err(fault) => {
            println!("model       FAILED  {name} at {url}: {fault}");
            println!("            reports are read by rules meanwhile; are address, key and network right?");
            return Ok(false);
        }
    }
    Ok(true)
}
