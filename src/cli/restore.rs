//! `zhixing restore`: a backup into an empty database, on either kind.

use chrono::Utc;
use serde_json::json;

use super::{
    Done, Failure, args,
    backup::{Bar, about, print_tables, tell, verify},
    open::{Open, without_password},
};
use crate::{
    app::audit::note_with_all,
    store::backup::{self, Waiting},
};

/// Checks the whole file, then loads it and compares what the database gives back.
pub async fn run(open: &Open, args: args::Restore) -> Result<Done, Failure> {
    let checked = verify(&args.file).await?;
    let url = open.admin_url(&args.admin);
    let shown = without_password(&url);
    let store = open.opened(&url).await?;
    let waiting = if args.no_deliver { Waiting::SetAside } else { Waiting::Kept };
    let rows = checked.manifest.rows;
    // Every row is written, then read back.
    let bar = Bar::of(rows * 2, "restoring {bar:30} {percent}%");
    let restored = backup::restore(&store, &checked, waiting, Utc::now(), bar.rows_heard()).await;
    restored.map_err(|error| about(error, &args.file))?;
    bar.clear();
    tell!("restored {} into {shown}; the database gave back the same rows", args.file.display());
    print_tables(&checked.manifest);
    let detail = json!({ "rows": rows, "made_at": checked.header.made_at, "from": checked.header.program });
    note_with_all(store, "backup.restore", detail).await;
    match waiting {
        Waiting::Kept => tell!("what waited is worked on and delivered by the next service over this database"),
        Waiting::SetAside => tell!("what waited is set aside and will not be delivered"),
    }
    tell!("everybody logs in anew: sessions, one-time codes and failed log-ins are in no backup");
    Ok(Done::Whole)
}
