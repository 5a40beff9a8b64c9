//! Reading stored reports again with the present rules: what would change, and changing it.
//!
//! Only what rules read is read again. A line that a person corrected, chose, let count or took off stays as it is, and so
//! does what a model added. What the rules no longer read is superseded, never deleted.

use std::collections::HashSet;

use chrono::{NaiveDate, TimeDelta, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    Actor, App, Company, Error,
    card::Card,
    commit::READER_VERSION,
    reports::{card_of, doubt_from_history, figures_before, standing},
    revise::{same_matter, settles},
    second::keep::{by_person, dropped},
};
use crate::{
    domain::{Claim, Filed, Key, Reader, Standing},
    store::{
        Tx, audit, claims,
        reports::{self, ReportFilter, StoredReport},
        states,
    },
    understanding::{Message, Reading, read},
};

/// How many reports are looked at together.
const PAGE: u32 = 200;

/// The action in the audit log.
const ACTION: &str = "report.reread";

/// What another reading of a report changes.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The report.
    pub report: StoredReport,
    /// What is read no more.
    pub gone: Vec<Claim>,
    /// What is read now.
    pub new: Vec<Claim>,
}

/// What was found, or done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reread {
    /// Reports read again.
    pub reports: usize,
    /// Of them, those whose reading differs.
    pub differing: usize,
    /// Reports whose writers are no longer there; they stay as they are.
    pub left_out: usize,
}

/// Reads every report sent since a day again, newest first, and tells each difference. With `apply` the new readings take
/// the place of the old ones, each report in a transaction of its own.
pub async fn reread(
    app: &App,
    company: &Company,
    since: Option<NaiveDate>,
    apply: bool,
    mut tell: impl FnMut(&Difference),
) -> Result<Reread, Error> {
    let mut done = Reread::default();
    let (mut before, mut limit) = (None, PAGE);
    let mut seen: HashSet<Uuid> = HashSet::new();
    loop {
        let filter = ReportFilter { from: since, before, limit: Some(limit), ..Default::default() };
        let page = reports::list(&mut app.store.read().await?, company.id, &filter).await?;
        let (full, last) = (page.len() == limit as usize, page.last().map(|r| r.report.sent_at));
        let fresh: Vec<StoredReport> = page.into_iter().filter(|r| seen.insert(r.report.id)).collect();
        if fresh.is_empty() && !full {
            return Ok(done);
        }
        // The next page begins with the moment at which this one ended, for others may have been sent in it.
        limit = if fresh.is_empty() { limit.saturating_mul(2) } else { PAGE };
        before = last.map(|at| at + TimeDelta::microseconds(1));
        for report in fresh {
            let Some(actor) = Actor::of(company.clone(), &report.report.author) else {
                done.left_out += 1;
                continue;
            };
            done.reports += 1;
            let difference = one(app, &actor, report, apply).await?;
            if let Some(difference) = difference {
                done.differing += 1;
                tell(&difference);
            }
        }
    }
}

async fn one(app: &App, actor: &Actor, report: StoredReport, apply: bool) -> Result<Option<Difference>, Error> {
    let kept = &report.report;
    let zone = actor.company.org.company.timezone;
    let message = Message {
        text: &kept.text,
        author: &kept.author,
        sent_at: kept.sent_at.with_timezone(&zone).fixed_offset(),
        voice: kept.voice,
    };
    let mut reading = read(&actor.company.lexicon, &message);
    let mut earlier = figures_before(app, actor, &reading.claims, kept.sent_on, kept.sent_at).await?;
    earlier.retain(|f| f.report != kept.id);
    for claim in reading.claims.iter_mut().filter(|c| c.doubt.is_none()) {
        claim.doubt = doubt_from_history(actor, claim, &earlier);
    }
    if !apply {
        let mut tx = app.store.read().await?;
        let changes = changes(&mut tx, actor, &report, &reading.claims).await?;
        return Ok(changes.map(|changes| changes.difference(report)));
    }
    let (actor, id) = (actor.clone(), kept.id);
    let applied =
        app.store.write(move |tx| Box::pin(async move { put(tx, &actor, id, report.revision, reading).await }));
    applied.await
}

/// What changes on a report.
struct Changes {
    gone: Vec<Filed>,
    new: Vec<Claim>,
}

impl Changes {
    fn difference(self, report: StoredReport) -> Difference {
        Difference { report, gone: self.gone.into_iter().map(|f| f.claim).collect(), new: self.new }
    }
}

/// What a new reading changes beside what stands; `None` where that is nothing.
async fn changes(tx: &mut Tx, actor: &Actor, report: &StoredReport, read: &[Claim]) -> Result<Option<Changes>, Error> {
    let (company, id) = (actor.company.id, report.report.id);
    let filed = claims::of_report(tx, company, id).await?;
    let corrections = claims::corrections_of(tx, company, id).await?;
    let card = card_of(id, &report.report.text, &filed, &corrections);
    let off = dropped(tx, actor, &filed, report.report.sent_at).await?;
    let stands = |claim: &Claim| card.lines.iter().any(|line| says_the_same(&line.claim, claim));
    let settled = |claim: &Claim| {
        let line =
            |line: &&super::card::Line| by_person(line) && (settles(line, claim) || same_matter(&line.claim, claim));
        card.lines.iter().any(|l| line(&l)) || off.iter().any(|old| same_matter(old, claim))
    };
    let new: Vec<Claim> = read.iter().filter(|c| !stands(c) && !settled(c)).cloned().collect();
    let gone = gone(&card, filed, read);
    Ok((!new.is_empty() || !gone.is_empty()).then_some(Changes { gone, new }))
}

/// What rules read before and read no more, where nobody has settled it.
fn gone(card: &Card, filed: Vec<Filed>, read: &[Claim]) -> Vec<Filed> {
    let no_more = |f: &Filed| {
        let line = card.lines.iter().find(|line| line.id == f.id && !by_person(line));
        line.is_some_and(|l| l.claim.by == Reader::Rules && !read.iter().any(|c| says_the_same(&l.claim, c)))
    };
    filed.into_iter().filter(no_more).collect()
}

/// Whether two claims state one fact on words that overlap.
fn says_the_same(one: &Claim, other: &Claim) -> bool {
    one.fact == other.fact && one.subject == other.subject && one.span.overlaps(other.span)
}

/// Puts a new reading in the place of the old one, unless the report has changed meanwhile.
async fn put(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    revision: i32,
    reading: Reading,
) -> Result<Option<Difference>, Error> {
    let company = actor.company.id;
    reports::hold(tx, company, id).await?;
    let stored = reports::by_id(tx, company, id).await?.ok_or(Error::NotFound)?;
    if stored.withdrawn_at.is_some() || stored.revision != revision {
        return Ok(None);
    }
    let Some(changes) = changes(tx, actor, &stored, &reading.claims).await? else { return Ok(None) };
    for old in &changes.gone {
        claims::set_standing(tx, company, old.id, Standing::Superseded).await?;
    }
    let report = &stored.report;
    let file = |claim: &Claim| report.filed(Uuid::now_v7(), standing(actor, claim), claim.clone());
    let new: Vec<Filed> = changes.new.iter().map(file).collect();
    claims::append(tx, company, id, &new, None).await?;
    reports::set_reading(tx, company, id, &reading.summary, &reading.keywords, READER_VERSION).await?;
    let changed = changes.gone.iter().map(|f| &f.claim).chain(&changes.new);
    let subjects: Vec<Key> = changed.filter_map(|claim| claim.subject.clone()).collect();
    states::refold(tx, company, &actor.company.org, &subjects).await?;
    let entry = audit::Entry {
        company,
        at: Utc::now(),
        actor: READER_VERSION.into(),
        action: ACTION.into(),
        resource: id.to_string(),
        detail: json!({ "superseded": changes.gone.len(), "added": changes.new.len() }),
    };
    audit::add(tx, &entry).await?;
    Ok(Some(changes.difference(stored)))
}
