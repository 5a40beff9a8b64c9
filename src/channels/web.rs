//! The page as a channel: its platform is our own outbox, so a reply is delivered as soon as it may be shown.

use futures::{FutureExt, future::BoxFuture};

use crate::{
    app::App,
    conversation::deliver::{Channel, Sending, Undelivered},
    domain::Key,
};

/// The name of this channel in inbox and outbox.
pub const CHANNEL: &str = "web";

/// The conversation of a person on the page: one, on however many devices.
pub fn thread(person: &Key) -> String {
    format!("web:{person}")
}

/// The page.
pub struct Page {
    /// Whose bell tells open pages that there is something to show.
    pub app: App,
}

impl Channel for Page {
    fn name(&self) -> &'static str {
        CHANNEL
    }

    fn send<'a>(&'a self, sending: &'a Sending) -> BoxFuture<'a, Result<Option<String>, Undelivered>> {
        async move { Ok(Some(sending.id.to_string())) }.boxed()
    }

    fn shown(&self, sending: &Sending) {
        self.app.bells.show(&sending.thread);
    }
}
