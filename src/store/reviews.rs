//! What those above say of a report, and what its writer says back.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Result,
    columns::{from_word, word},
    statement::statements,
    tx::{Tx, on, row, stored_time},
};
use crate::domain::{Key, Review};

statements! {
    INSERT = "insert into review (company_id, id, report_id, author, at, kind, text) values ($1, $2, $3, $4, $5, $6, $7)";
    OF_REPORTS = "select report_id, author, at, kind, text from review
        where company_id = $1 and report_id in " @ids("$2") " and at <= $3 order by at, id";
    LATEST_OF = "select v.report_id from report r join review v on v.company_id = r.company_id and v.report_id = r.id
        where r.company_id = $1 and r.author = $2 and v.author <> $2 and v.kind = 'comment' order by v.at desc limit 1";
}

row! {
    struct Row {
        report_id: Uuid,
        author: String,
        at: DateTime<Utc>,
        kind: String,
        text: String,
    }
}

/// Adds what somebody says of a report.
pub async fn add(tx: &mut Tx, company: Uuid, review: &Review) -> Result<()> {
    on!(tx, c => sqlx::query(INSERT.at(c)).bind(company).bind(Uuid::now_v7()).bind(review.report)
        .bind(review.author.as_str()).bind(stored_time(review.at)).bind(word(&review.kind)).bind(&review.text)
        .execute(&mut *c).await.map(drop))?;
    Ok(())
}

/// What was said of some reports by a moment, oldest first.
pub async fn of_reports(tx: &mut Tx, company: Uuid, reports: &[Uuid], at: DateTime<Utc>) -> Result<Vec<Review>> {
    if reports.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = on!(tx, c => sqlx::query_as(OF_REPORTS.at(c)).bind(company).bind(Json(reports))
        .bind(stored_time(at)).fetch_all(&mut *c).await)?;
    let review = |r: Row| {
        let kind = from_word(&r.kind, "a review's kind is unknown")?;
        Ok(Review { report: r.report_id, author: Key::from(r.author), at: r.at, kind, text: r.text })
    };
    rows.into_iter().map(review).collect()
}

/// The report of a writer that somebody else commented on last.
pub async fn latest_of(tx: &mut Tx, company: Uuid, author: &Key) -> Result<Option<Uuid>> {
    Ok(on!(tx, c => sqlx::query_scalar(LATEST_OF.at(c)).bind(company).bind(author.as_str()).fetch_optional(&mut *c)
        .await)?)
}
