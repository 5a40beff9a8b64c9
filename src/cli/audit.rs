//! `zhixing audit`: who did what, and whether the log is as it was written.

use super::{Done, Failure, args, open::Open};
use crate::{
    app::audit::{COMMAND_LINE, read_by},
    store::{
        audit::{self, AuditFilter},
        audit_chain::{self, Broken},
    },
};

/// Lists the log, newest first, which leaves an entry; or verifies its chain; a broken one makes the exit code 1.
pub async fn run(open: &Open, args: &args::Audit) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    if args.verify || args.noted.is_some() {
        let linked_now = audit_chain::link(&app.store, company.id).await?;
        let verified = audit_chain::verify(&app.store, company.id, args.noted.as_deref()).await?;
        let linked = verified.linked;
        match verified.broken {
            Some(Broken::Missing(at)) => println!("BROKEN: entry {at} of the log is gone"),
            Some(Broken::Changed(at)) => println!("BROKEN: entry {at} of the log is not as it was written"),
            None => {
                println!("{linked} entries are chained and as they were written, {linked_now} of them chained just now")
            }
        }
        if !verified.found {
            println!(
                "BROKEN: the hash that was noted is not in the chain: entries were taken out, or the chain was made anew"
            );
        }
        if verified.broken.is_some() || !verified.found {
            return Ok(Done::Partly);
        }
        println!("head {}", verified.head);
        println!("Note it elsewhere; `zhixing audit --noted HASH` then shows that nothing before it was changed.");
        return Ok(Done::Whole);
    }
    let filter = AuditFilter {
        actor: args.actor.clone(),
        action: args.action.clone(),
        limit: Some(args.limit),
        ..AuditFilter::default()
    };
    let zone = company.org.company.timezone;
    let entries = audit::list(&mut app.store.read().await?, company.id, &filter).await?;
    // Before a line of it is shown: what cannot be written down is not read.
    read_by(&app, company.id, COMMAND_LINE).await?;
    for entry in entries {
        let at = entry.at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S");
        println!("{at}  {:<14} {:<20} {}  {}", entry.actor, entry.action, entry.resource, entry.detail);
    }
    Ok(Done::Whole)
}
