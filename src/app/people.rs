//! Who is behind a sender.

use super::{Actor, App, Company, Error};
use crate::{domain::Key, store::accounts};

/// Channels on which the sender is the person's key: whoever may run the program speaks for anybody, and on the page the
/// session has proved who it is.
const OWN: [&str; 4] = ["terminal", "command", "file", "web"];

/// The person behind a sender of a channel; `None` where nobody is bound to it.
pub async fn speaker(app: &App, company: &Company, channel: &str, sender: &str) -> Result<Option<Actor>, Error> {
    let person = if OWN.contains(&channel) {
        Some(Key::from(sender))
    } else {
        let mut tx = app.store.read().await?;
        accounts::person(&mut tx, company.id, channel, sender).await?
    };
    Ok(person.and_then(|p| Actor::of(company.clone(), &p)))
}
