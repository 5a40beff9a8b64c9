//! `zhixing chat`.

use std::io::IsTerminal;

use super::{Done, Failure, args, open::Open, person};
use crate::channels::terminal::{interactive, lines};

/// Chats in the terminal, or by lines where input is none.
pub async fn run(open: &Open, args: args::Chat) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let person = person::find(&company.org, &args.person)?;
    if args.json {
        lines::json(&app, &company, &person).await?;
    } else if std::io::stdin().is_terminal() {
        interactive::chat(&app, &company, person, None).await?;
    } else {
        lines::plain(&app, &company, person, None).await?;
    }
    Ok(Done::Whole)
}
