//! `zhixing migrate`: makes or updates the tables.

use super::{Done, Failure, open::Open};

/// Makes or updates them; run again, it changes nothing.
pub async fn run(open: &Open) -> Result<Done, Failure> {
    open.store().await?;
    println!("the tables are up to date");
    Ok(Done::Whole)
}
