//! Who is behind a sender.

use chrono::{DateTime, Utc};

use super::{Actor, App, Company, Error};
use crate::{domain::Key, store::accounts};

/// Channels on which the sender is the person's key: whoever may run the program speaks for anybody, and on the page the
/// session has proved who it is.
const OWN: [&str; 4] = ["terminal", "command", "file", WEB];

/// The page.
const WEB: &str = "web";

/// The person behind a sender of a channel; `None` where nobody is bound to it.
///
/// Whoever had left when they sent it is nobody, but not to those who run the program: they may file what is old.
pub async fn speaker(
    app: &App,
    company: &Company,
    channel: &str,
    sender: &str,
    sent_at: DateTime<Utc>,
) -> Result<Option<Actor>, Error> {
    let person = if OWN.contains(&channel) {
        Some(Key::from(sender))
    } else {
        let mut tx = app.store.read().await?;
        accounts::person(&mut tx, company.id, channel, sender).await?
    };
    let is_trusted = OWN.contains(&channel) && channel != WEB;
    Ok(person.and_then(|p| {
        if is_trusted { Actor::of(company.clone(), &p) } else { Actor::present(company.clone(), &p, sent_at) }
    }))
}
