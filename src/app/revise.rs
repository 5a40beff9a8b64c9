//! A message was edited: its report is read again, and what people said of it stays.

use uuid::Uuid;

use super::{
    Actor, App, Error,
    card::{Card, Line},
    change::{NewClaim, Revision, SecondReading},
    reports,
    second::read::is_wanted,
};
use crate::{
    domain::{Claim, Filed, Reader, Standing},
    store::{claims, reports as stored},
    understanding::reading::Reading,
};

/// One's own report that came as a message of a channel; `None` where that message was none, or was taken back.
pub async fn report_of(app: &App, actor: &Actor, channel: &str, external_id: &str) -> Result<Option<Uuid>, Error> {
    let mut tx = app.store.read().await?;
    let found = stored::by_external(&mut tx, actor.company.id, channel, external_id).await?;
    Ok(found.filter(|r| r.withdrawn_at.is_none() && r.report.author == actor.person).map(|r| r.report.id))
}

/// Puts a new reading in the place of the old one. A figure that a person corrected stays corrected, unless the edit
/// changed the very words it was corrected from.
pub async fn revise(
    app: &App,
    actor: &Actor,
    report: Uuid,
    message: &reports::Message<'_>,
    reading: Reading,
) -> Result<Revision, Error> {
    let asks = is_wanted(app, actor, message.text, message.sent_at, message.voice, &reading);
    let card = reports::card(app, actor, report).await?;
    let filed = filed_of(app, actor, report).await?;
    let mut kept = Vec::new();
    let mut claims = Vec::new();
    for claim in reading.claims {
        match card.lines.iter().find(|line| settles(line, &claim)) {
            Some(line) => {
                if !kept.contains(line) {
                    kept.push(line.clone());
                }
            }
            None => claims.push(fresh(actor, claim)),
        }
    }
    // A person's own line about something the new text no longer speaks of stays too: it was said.
    for line in card.lines.iter().filter(|l| l.claim.by == Reader::Person && l.said_in.is_some()) {
        let replaced = claims.iter().any(|new| same_matter(&new.claim, &line.claim));
        if !replaced && !kept.contains(line) {
            kept.push(line.clone());
        }
    }
    let old = filed.into_iter().filter(|f| on_card(&card, f) && !kept.iter().any(|line| line.id == f.id)).collect();
    Ok(Revision {
        report,
        text: message.text.into(),
        summary: reading.summary,
        keywords: reading.keywords,
        language: reading.language,
        old,
        kept,
        claims,
        second: asks.then_some(SecondReading { voice: message.voice }),
    })
}

async fn filed_of(app: &App, actor: &Actor, report: Uuid) -> Result<Vec<Filed>, Error> {
    let mut tx = app.store.read().await?;
    Ok(claims::of_report(&mut tx, actor.company.id, report).await?)
}

fn on_card(card: &Card, filed: &Filed) -> bool {
    card.lines.iter().any(|line| line.id == filed.id)
}

fn fresh(actor: &Actor, claim: Claim) -> NewClaim {
    let standing: Standing = reports::standing(actor, &claim);
    NewClaim { id: Uuid::now_v7(), standing, claim }
}

/// Whether a person has settled what a claim of the new reading says: the words still say what was corrected then.
pub fn settles(line: &Line, claim: &Claim) -> bool {
    let by_person = line.claim.by == Reader::Person;
    let said_before = line.was.as_ref().is_some_and(|was| was.fact == claim.fact && same_matter(was, claim));
    by_person && (said_before || line.claim.fact == claim.fact && same_matter(&line.claim, claim))
}

/// Whether two claims speak of the same: kind and subject.
pub fn same_matter(one: &Claim, other: &Claim) -> bool {
    one.fact.kind() == other.fact.kind() && one.subject == other.subject
}
