//! Reports: one message each, with the summary made on reading.

use chrono::{DateTime, Days, NaiveDate, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Result, claims,
    history::{FIRST_DAY, LAST},
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::{Claim, Filed, Key, Language, ReportMeta, Standing};

statements! {
    HOLD = "select id from report where company_id = $1 and id = $2" @hold;
    INSERT = "insert into report (company_id, id, channel, external_id, thread, author, sent_at, sent_on, duty_day, text,
        summary, keywords, language, reader_version, voice)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        on conflict (company_id, channel, external_id) do nothing";
    BY_ID = "select * from report where company_id = $1 and id = $2";
    BY_EXTERNAL = "select * from report where company_id = $1 and channel = $2 and external_id = $3";
    NEWEST_OF = "select * from report where company_id = $1 and author = $2 and sent_at < $3 and withdrawn_at is null
        order by sent_at desc, id desc limit 1";
    OF_AUTHOR_ON = "select * from report where company_id = $1 and author = $2 and duty_day = $3
        and sent_on >= $3 and sent_on <= $4 and withdrawn_at is null order by sent_at, id";
    LIST = "select * from report where company_id = $1 and sent_on >= $2 and sent_on <= $3 and sent_at < $4
        and (author in " @list("$5") " or $5 is null) and ($6 or withdrawn_at is null)
        order by sent_at desc, id desc limit $7";
    REVISE = "update report set text = $3, summary = $4, keywords = $5, language = $6, reader_version = $7,
        voice = $8, revision = revision + 1 where company_id = $1 and id = $2";
    SET_READING = "update report set summary = $3, keywords = $4, reader_version = $5 where company_id = $1 and id = $2";
    KEEP_TEXT = "insert into report_text (company_id, report_id, revision, text, replaced_at)
        select company_id, id, revision, text, $3 from report where company_id = $1 and id = $2";
    WITHDRAW = "update report set withdrawn_at = $3 where company_id = $1 and id = $2 and withdrawn_at is null";
}

/// A report to be filed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewReport {
    /// The company it is of.
    pub company: Uuid,
    /// Its id, a UUIDv7 made by the caller.
    pub id: Uuid,
    /// The channel it came by.
    pub channel: String,
    /// Its id there.
    pub external_id: String,
    /// The conversation it stands in.
    pub thread: String,
    /// Who wrote it.
    pub author: Key,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// The calendar day of sending in the company's time zone.
    pub sent_on: NaiveDate,
    /// The day whose duty to report it meets.
    pub duty_day: NaiveDate,
    /// The text as received.
    pub text: String,
    /// What it says, short.
    pub summary: String,
    /// The words that say what it is about.
    pub keywords: Vec<String>,
    /// The language it is in.
    pub language: Language,
    /// What read it, so that a later version knows what to read again.
    pub reader_version: String,
    /// Whether it was spoken.
    pub voice: bool,
}

impl NewReport {
    /// A claim of it, as filed now.
    pub fn filed(&self, id: Uuid, standing: Standing, claim: Claim) -> Filed {
        Filed {
            id,
            report: self.id,
            external_id: self.external_id.clone(),
            author: self.author.clone(),
            sent_at: self.sent_at,
            sent_on: self.sent_on,
            standing,
            claim,
            said_in: None,
        }
    }
}

/// A report as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredReport {
    /// The report.
    pub report: NewReport,
    /// How often its text was edited.
    pub revision: i32,
    /// When it was withdrawn, if it was.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

impl StoredReport {
    /// The report as answers name it.
    pub fn meta(&self) -> ReportMeta {
        let r = &self.report;
        ReportMeta {
            id: r.id,
            external_id: r.external_id.clone(),
            author: r.author.clone(),
            sent_at: r.sent_at,
            duty_day: r.duty_day,
            text: r.text.clone(),
            summary: r.summary.clone(),
        }
    }
}

/// Which reports to list.
#[derive(Clone, Debug, Default)]
pub struct ReportFilter {
    /// Only by these.
    pub authors: Option<Vec<Key>>,
    /// Sent on or after this day.
    pub from: Option<NaiveDate>,
    /// Sent on or before this day.
    pub to: Option<NaiveDate>,
    /// Sent before this moment: for the next page.
    pub before: Option<DateTime<Utc>>,
    /// Withdrawn ones too.
    pub withdrawn: bool,
    /// At most so many, newest first; 100 where none is given.
    pub limit: Option<u32>,
}

row! {
    struct Row {
        company_id: Uuid,
        id: Uuid,
        channel: String,
        external_id: String,
        thread: String,
        author: String,
        sent_at: DateTime<Utc>,
        sent_on: NaiveDate,
        duty_day: NaiveDate,
        text: String,
        summary: String,
        keywords: Json<Vec<String>>,
        language: String,
        reader_version: String,
        voice: bool,
        revision: i32,
        withdrawn_at: Option<DateTime<Utc>>,
    }
}

impl From<Row> for StoredReport {
    fn from(r: Row) -> Self {
        let report = NewReport {
            company: r.company_id,
            id: r.id,
            channel: r.channel,
            external_id: r.external_id,
            thread: r.thread,
            author: r.author.into(),
            sent_at: r.sent_at,
            sent_on: r.sent_on,
            duty_day: r.duty_day,
            text: r.text,
            summary: r.summary,
            keywords: r.keywords.0,
            language: Language::from_code(&r.language),
            reader_version: r.reader_version,
            voice: r.voice,
        };
        StoredReport { report, revision: r.revision, withdrawn_at: r.withdrawn_at }
    }
}

/// Files a report. `false` where one of this channel and id is there already; nothing is changed then.
pub async fn insert(tx: &mut Tx, r: &NewReport) -> Result<bool> {
    let new = on!(tx, c => sqlx::query(INSERT.at(c)).bind(r.company).bind(r.id).bind(&r.channel).bind(&r.external_id)
        .bind(&r.thread).bind(r.author.as_str()).bind(stored_time(r.sent_at)).bind(r.sent_on).bind(r.duty_day)
        .bind(&r.text).bind(&r.summary).bind(Json(&r.keywords)).bind(r.language.code()).bind(&r.reader_version)
        .bind(r.voice).execute(&mut *c).await?.rows_affected());
    Ok(new == 1)
}

/// Puts in a report's edited text and its reading; the text before is kept. Its claims are the caller's concern.
pub async fn revise(tx: &mut Tx, r: &NewReport, now: DateTime<Utc>) -> Result<()> {
    on!(tx, c => sqlx::query(KEEP_TEXT.at(c)).bind(r.company).bind(r.id).bind(stored_time(now))
        .execute(&mut *c).await.map(drop))?;
    on!(tx, c => sqlx::query(REVISE.at(c)).bind(r.company).bind(r.id).bind(&r.text).bind(&r.summary)
        .bind(Json(&r.keywords)).bind(r.language.code()).bind(&r.reader_version).bind(r.voice).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Puts in another reading of the same text. Its claims are the caller's concern.
pub async fn set_reading(
    tx: &mut Tx,
    company: Uuid,
    id: Uuid,
    summary: &str,
    keywords: &[String],
    reader_version: &str,
) -> Result<()> {
    on!(tx, c => sqlx::query(SET_READING.at(c)).bind(company).bind(id).bind(summary).bind(Json(keywords))
        .bind(reader_version).execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// Keeps others from changing a report and its claims until the transaction ends: two who read a card at once and then
/// change it would each overlook what the other did.
pub async fn hold(tx: &mut Tx, company: Uuid, id: Uuid) -> Result<()> {
    let _held: Option<Uuid> =
        on!(tx, c => sqlx::query_scalar(HOLD.at(c)).bind(company).bind(id).fetch_optional(&mut *c).await)?;
    Ok(())
}

/// One report, withdrawn or not.
pub async fn by_id(tx: &mut Tx, company: Uuid, id: Uuid) -> Result<Option<StoredReport>> {
    let row: Option<Row> =
        on!(tx, c => sqlx::query_as(BY_ID.at(c)).bind(company).bind(id).fetch_optional(&mut *c).await)?;
    Ok(row.map(StoredReport::from))
}

/// The report that came as this message, withdrawn or not.
pub async fn by_external(tx: &mut Tx, company: Uuid, channel: &str, external_id: &str) -> Result<Option<StoredReport>> {
    let row: Option<Row> = on!(tx, c => sqlx::query_as(BY_EXTERNAL.at(c)).bind(company).bind(channel)
        .bind(external_id).fetch_optional(&mut *c).await)?;
    Ok(row.map(StoredReport::from))
}

/// The last report that a person sent before a moment and did not withdraw.
pub async fn newest_of(
    tx: &mut Tx,
    company: Uuid,
    author: &Key,
    before: DateTime<Utc>,
) -> Result<Option<StoredReport>> {
    let row: Option<Row> = on!(tx, c => sqlx::query_as(NEWEST_OF.at(c)).bind(company).bind(author.as_str())
        .bind(stored_time(before)).fetch_optional(&mut *c).await)?;
    Ok(row.map(StoredReport::from))
}

/// The reports by which a person met the duty of a day, oldest first.
pub async fn of_author_on(tx: &mut Tx, company: Uuid, author: &Key, day: NaiveDate) -> Result<Vec<StoredReport>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_AUTHOR_ON.at(c)).bind(company).bind(author.as_str()).bind(day)
        .bind(day + Days::new(1)).fetch_all(&mut *c).await)?;
    Ok(rows.into_iter().map(StoredReport::from).collect())
}

/// Withdraws a report with its claims; all stay. Gives the subjects whose states are to be folded anew; `None` where
/// it was withdrawn before or is not known.
pub async fn withdraw(tx: &mut Tx, company: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<Option<Vec<Key>>> {
    let done = on!(tx, c => sqlx::query(WITHDRAW.at(c)).bind(company).bind(id).bind(stored_time(now))
        .execute(&mut *c).await?.rows_affected());
    if done == 0 { Ok(None) } else { claims::withdraw(tx, company, id).await.map(Some) }
}

/// Lists reports, newest first.
pub async fn list(tx: &mut Tx, company: Uuid, filter: &ReportFilter) -> Result<Vec<StoredReport>> {
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(LIST.at(c)).bind(company)
        .bind(filter.from.unwrap_or(FIRST_DAY)).bind(filter.to.unwrap_or(LAST.date_naive()))
        .bind(stored_time(filter.before.unwrap_or(LAST))).bind(filter.authors.as_ref().map(Json))
        .bind(filter.withdrawn).bind(i64::from(filter.limit.unwrap_or(100))).fetch_all(&mut *c).await)?;
    Ok(rows.into_iter().map(StoredReport::from).collect())
}
