//! `zhixing init`: the database with the first company and its admin.

use serde_json::json;

use super::{Done, Failure, args, import, open::Open};
use crate::{app::App, domain::Org};

/// Makes them, and says how to go on. A database that has a company is left as it is.
pub async fn run(open: &Open, args: args::Init) -> Result<Done, Failure> {
    let app = App::new(open.store().await?);
    if !app.companies().await?.is_empty() {
        return Err(Failure::Usage("the database has its company already; use `zhixing import` to change it".into()));
    }
    let org = json!({
        "company": { "id": "c", "name": args.company, "timezone": args.timezone, "fiscal_year_start_month": 1 },
        "departments": [{ "id": "d-admin", "name": "管理", "head": "p-admin" }],
        "people": [{ "id": "p-admin", "name": args.admin, "department": "d-admin", "roles": ["admin"] }],
    });
    let org = Org::parse(&org.to_string()).map_err(|faults| Failure::Usage(faults[0].to_string()))?;
    import::create(&app, &org).await?;
    println!("{} is ready, with {} as its admin.", org.company.name, args.admin);
    println!("Next: zhixing import org.json   (departments, people, projects, KPIs)");
    println!("Then: zhixing chat --as p-admin");
    Ok(Done::Whole)
}
