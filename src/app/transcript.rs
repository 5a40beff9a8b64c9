//! What was said in a conversation, for a channel whose platform we are: our replies, and the speaker's own reports.
//! Other messages are not kept, as everywhere.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Actor, App, Error, audit, reports::readable, views};
use crate::store::{
    outbox::{self, Stored},
    reports::{self, NewReport, ReportFilter},
};

/// Replies delivered in a thread of the actor's and written from a moment on, oldest first.
pub async fn replies_since(
    app: &App,
    actor: &Actor,
    channel: &str,
    thread: &str,
    since: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Stored>, Error> {
    let mut tx = app.store.read().await?;
    Ok(outbox::of_thread_since(&mut tx, actor.company.id, channel, thread, since, limit).await?)
}

/// Replies delivered in a thread of the actor's and written before a moment, newest first.
pub async fn replies_before(
    app: &App,
    actor: &Actor,
    channel: &str,
    thread: &str,
    before: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<Stored>, Error> {
    let mut tx = app.store.read().await?;
    Ok(outbox::of_thread_before(&mut tx, actor.company.id, channel, thread, before, limit).await?)
}

/// The actor's own reports by a channel sent before a moment, newest first; withdrawn ones too: they were said.
pub async fn own_reports_before(
    app: &App,
    actor: &Actor,
    channel: &str,
    before: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<NewReport>, Error> {
    let filter = ReportFilter {
        authors: Some(vec![actor.person.clone()]),
        before: Some(before),
        withdrawn: true,
        limit: Some(limit),
        ..Default::default()
    };
    let mut tx = app.store.read().await?;
    let found = reports::list(&mut tx, actor.company.id, &filter).await?;
    Ok(found.into_iter().map(|stored| stored.report).filter(|report| report.channel == channel).collect())
}

/// A report with its text, where the actor may see it. One they may not see and one that does not exist are both not
/// found.
pub async fn report(app: &App, actor: &Actor, id: Uuid) -> Result<NewReport, Error> {
    let mut tx = app.store.read().await?;
    let stored = reports::by_id(&mut tx, actor.company.id, id).await?.ok_or(Error::NotFound)?;
    let own = stored.report.author == actor.person;
    let read = readable(&mut tx, actor, id, &stored.report.author).await;
    drop(tx);
    audit::refused(app, actor, read).await?;
    if !own && stored.withdrawn_at.is_some() {
        return Err(Error::NotFound);
    }
    views::opened(app, actor, &stored.report.author, Utc::now()).await?;
    Ok(stored.report)
}
