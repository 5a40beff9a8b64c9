//! `zhixing rebuild`: folds the state of work and KPIs anew from the claims.

use super::{Done, Failure, open::Open};
use crate::store::states;

/// Folds everything anew; the rows come out the same unless something was wrong.
pub async fn run(open: &Open) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let rebuilt = states::rebuild(&app.store, company.id, &company.org).await?;
    println!("{} states of work and {} of KPIs", rebuilt.work, rebuilt.kpis);
    Ok(Done::Whole)
}
