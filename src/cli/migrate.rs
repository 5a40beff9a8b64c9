//! `zhixing migrate`: makes or updates the tables.

use super::{Done, Failure, args, open::Open};

/// Makes or updates them; run again, it changes nothing.
pub async fn run(open: &Open, args: &args::Migrate) -> Result<Done, Failure> {
    let store = open.opened(&open.admin_url(&args.admin)).await?;
    super::open::bring_up_to_date(&store).await?;
    println!("the tables are up to date");
    Ok(Done::Whole)
}
