//! What those above say of a report: 已阅 and 点评, and what its writer says back. Whoever may read a report may say
//! something of it; it is kept under the report and told to its writer.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Actor, App, Error, change::Change, reports::readable};
use crate::{
    domain::{Key, ReportMeta, Review, ReviewKind, period::DateRange},
    store::{
        history::LAST_MOMENT,
        reports::{self, ReportFilter},
        reviews,
    },
};

/// A report that was said something of, and who takes part in what is said.
pub struct Reviewed {
    /// The report.
    pub report: ReportMeta,
    /// Its writer and those who said something of it, without the actor.
    pub others: Vec<Key>,
    /// What is said now.
    pub review: Review,
}

/// The newest report of a person, of some days or at all, if the actor may read it.
pub async fn newest(app: &App, actor: &Actor, author: &Key, days: Option<DateRange>) -> Result<Uuid, Error> {
    let filter = ReportFilter {
        authors: Some(vec![author.clone()]),
        from: days.map(|d| d.first),
        to: days.map(|d| d.last),
        ..Default::default()
    };
    let mut tx = app.store.read().await?;
    let newest_first = reports::list(&mut tx, actor.company.id, &filter).await?;
    let report = newest_first.first().ok_or(Error::NotFound)?.meta();
    readable(&mut tx, actor, report.id, &report.author).await?;
    Ok(report.id)
}

/// The report of the actor's own that somebody commented on last.
pub async fn commented(app: &App, actor: &Actor) -> Result<Uuid, Error> {
    let mut tx = app.store.read().await?;
    reviews::latest_of(&mut tx, actor.company.id, &actor.person).await?.ok_or(Error::NotFound)
}

/// Says something of a report, or only that it was read where there are no words. A report that the actor may not read
/// is not found; [`Error::Conflict`] where they said before that they have read it, [`Error::Invalid`] where a writer says
/// so of their own.
pub async fn review(app: &App, actor: &Actor, report: Uuid, text: &str, now: DateTime<Utc>) -> Result<Reviewed, Error> {
    let mut tx = app.store.read().await?;
    let stored = reports::by_id(&mut tx, actor.company.id, report).await?;
    let meta = stored.filter(|r| r.withdrawn_at.is_none()).ok_or(Error::NotFound)?.meta();
    readable(&mut tx, actor, meta.id, &meta.author).await?;
    let before = reviews::of_reports(&mut tx, actor.company.id, &[report], LAST_MOMENT).await?;
    let own = meta.author == actor.person;
    let kind = match (own, text.trim().is_empty()) {
        (true, true) => return Err(Error::Invalid("one's own".into())),
        (true, false) => ReviewKind::Reply,
        (false, true) => ReviewKind::Seen,
        (false, false) => ReviewKind::Comment,
    };
    if kind == ReviewKind::Seen && before.iter().any(|r| r.author == actor.person) {
        return Err(Error::Conflict);
    }
    let mut others: Vec<Key> = vec![meta.author.clone()];
    others.extend(before.iter().filter(|r| r.kind != ReviewKind::Seen).map(|r| r.author.clone()));
    others.retain(|person| person != &actor.person);
    others.sort();
    others.dedup();
    let review = Review { report, author: actor.person.clone(), at: now, kind, text: text.trim().to_string() };
    Ok(Reviewed { report: meta, others, review })
}

/// The change that keeps it.
pub fn change(reviewed: &Reviewed) -> Change {
    Change::Review(Box::new(reviewed.review.clone()))
}
