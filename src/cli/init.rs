//! `zhixing init`: the database with the first company and its admin.

use serde_json::json;

use super::{Done, Failure, args, invite, open::Open};
use crate::{
    app::{self, App},
    domain::Org,
};

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
    let company = app::organisation::create(&app, &org).await?;
    println!("{} is ready, with {} as its admin.", org.company.name, args.admin);
    invite::print(open, &app, &company, &"p-admin".into()).await?;
    println!("Next: zhixing import org.json   (departments, people, projects, KPIs)");
    println!("Then: zhixing serve             (the page), or: zhixing chat --as p-admin");
    println!("Others: zhixing invite NAME     (a new link; the admin can also say 邀请 NAME in chat)");
    Ok(Done::Whole)
}
