//! The question about one report.

use chrono::{DateTime, FixedOffset, Utc};

use super::{Second, job::Read};
use crate::{
    app::{Actor, App, Company, Error, reports::figures_before},
    domain::Filed,
    models::{Completion, Fault, Request},
    store::reports::{self, ReportFilter, StoredReport},
    understanding::{
        Message, Reading, read,
        second::{self, Accepted, Asking, Task, Why},
    },
};

/// The most tokens of an answer: twelve claims of eighty.
const MOST_TOKENS: u32 = 1000;

/// A report about which the model can be asked.
pub struct Prepared {
    /// Its writer.
    pub actor: Actor,
    /// The report.
    pub report: StoredReport,
    /// What the model is asked.
    pub request: Request,
    task: Task,
    voice: bool,
}

/// Whether the model is to be asked about a report that the rules have read.
pub fn is_wanted(app: &App, actor: &Actor, text: &str, sent_at: DateTime<Utc>, voice: bool, reading: &Reading) -> bool {
    let Some(model) = &app.second else { return false };
    let message = Message { text, author: &actor.person, sent_at: local(actor, sent_at), voice };
    second::task(&actor.company.lexicon, &message, reading, model.when()).is_some()
}

fn local(actor: &Actor, at: DateTime<Utc>) -> DateTime<FixedOffset> {
    at.with_timezone(&actor.company.org.company.timezone).fixed_offset()
}

/// Makes the question about a report. `None` where there is none any more: the report was taken back or edited, or its
/// writer has gone.
pub async fn prepare(app: &App, model: &Second, company: uuid::Uuid, job: &Read) -> Result<Option<Prepared>, Error> {
    let company = app.company(company).await?;
    let mut tx = app.store.read().await?;
    let found = reports::by_id(&mut tx, company.id, job.report).await?;
    drop(tx);
    let current = |r: &StoredReport| r.withdrawn_at.is_none() && r.revision == job.revision;
    let Some(stored) = found.filter(current) else { return Ok(None) };
    let Some(actor) = Actor::of(company, &stored.report.author) else { return Ok(None) };
    let sent_at = local(&actor, stored.report.sent_at);
    let message = Message { text: &stored.report.text, author: &actor.person, sent_at, voice: job.voice };
    let lexicon = &actor.company.lexicon;
    let reading = read(lexicon, &message);
    let Some(task) = second::task(lexicon, &message, &reading, model.when()) else { return Ok(None) };
    let request = request(&task, sent_at);
    Ok(Some(Prepared { actor, report: stored, request, task, voice: job.voice }))
}

/// What is sent to ask about a report sent at a time.
pub fn request(task: &Task, sent_at: DateTime<FixedOffset>) -> Request {
    let turn = second::user_turn(task, sent_at);
    Request::of(second::prompt(task.language), turn, "claims", second::schema(task), MOST_TOKENS)
}

/// Of a company's newest reports, at most so many: about how many the rules are unsure, and how many there are.
pub async fn share_in_doubt(app: &App, company: &Company, newest: u32) -> Result<(usize, usize), Error> {
    let filter = ReportFilter { limit: Some(newest), ..Default::default() };
    let reports = reports::list(&mut app.store.read().await?, company.id, &filter).await?;
    let in_doubt = |stored: &&StoredReport| {
        let report = &stored.report;
        let Some(actor) = Actor::of(company.clone(), &report.author) else { return false };
        let sent_at = local(&actor, report.sent_at);
        let message = Message { text: &report.text, author: &report.author, sent_at, voice: false };
        let reading = read(&company.lexicon, &message);
        second::task(&company.lexicon, &message, &reading, Asking::WhereInDoubt).is_some()
    };
    Ok((reports.iter().filter(in_doubt).count(), reports.len()))
}

impl Prepared {
    /// What of an answer holds. An answer that cannot be read at all is a fault.
    pub fn accept(&self, completion: &Completion) -> Result<Accepted, Fault> {
        let sent_at = local(&self.actor, self.report.report.sent_at);
        let report = &self.report.report;
        let message = Message { text: &report.text, author: &self.actor.person, sent_at, voice: self.voice };
        let accepted = second::accept(&self.actor.company.lexicon, &message, &self.task, &completion.content);
        if accepted.refused.iter().any(|refused| refused.why == Why::Unreadable) {
            return Err(Fault::NotUnderstood);
        }
        Ok(accepted)
    }

    /// The prompt by whose answer claims are read.
    pub fn prompt_version(&self) -> &'static str {
        &second::prompt(self.task.language).version
    }

    /// The figures that the KPIs of claims had before, from other reports.
    pub async fn earlier(&self, app: &App, accepted: &Accepted) -> Result<Vec<Filed>, Error> {
        let report = &self.report.report;
        let mut earlier = figures_before(app, &self.actor, &accepted.claims, report.sent_on, report.sent_at).await?;
        earlier.retain(|filed| filed.report != report.id);
        Ok(earlier)
    }
}
