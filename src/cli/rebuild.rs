//! `zhixing rebuild`: folds the state of work and KPIs anew from the claims.

use chrono::Utc;
use serde_json::json;

use super::{Done, Failure, open::Open};
use crate::{
    app::audit::{COMMAND_LINE, entry, note},
    store::states,
};

/// Folds everything anew; the rows come out the same unless something was wrong.
pub async fn run(open: &Open) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let rebuilt = states::rebuild(&app.store, company.id, &company.org).await?;
    let detail = json!({ "work": rebuilt.work, "kpis": rebuilt.kpis });
    note(&app, entry(company.id, COMMAND_LINE, "state.rebuild", String::new(), detail, Utc::now())).await?;
    println!("{} states of work and {} of KPIs", rebuilt.work, rebuilt.kpis);
    Ok(Done::Whole)
}
