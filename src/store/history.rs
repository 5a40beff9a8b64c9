//! The slice of what was filed that one question needs.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Result, Store,
    claims::select_claims,
    columns::ClaimRow,
    reviews,
    statement::{Sql, sql},
    tx::{Tx, on, row, stored_time},
};
use crate::domain::{History, Key, ReportMeta};

/// Before the first day that anybody reports on.
pub(super) const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1, 1, 1).expect("a day");
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 30).expect("a day");
/// The last day that sorts behind all others as text.
const NEVER: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a day");
/// Before anything was sent.
pub(super) const FIRST: DateTime<Utc> = FIRST_DAY.and_time(NaiveTime::MIN).and_utc();
/// After all that is sent.
pub const LAST_MOMENT: DateTime<Utc> = LAST;
/// After all that is sent.
pub(super) const LAST: DateTime<Utc> = LAST_DAY.and_time(NaiveTime::MIN).and_utc();

const BY_SUBJECT: Sql = select_claims!(
    "and c.standing = 'counted' and c.subject in " @list("$2") " and c.day >= $3 and c.day <= $4 and c.sent_at <= $5
    and (c.author in " @list("$6") " or $6 is null) order by c.day, c.sent_at, c.id"
);
const BY_AUTHOR: Sql = select_claims!(
    "and c.standing = 'counted' and c.author in " @list("$2") " and c.day >= $3 and c.day <= $4 and c.sent_at <= $5
    order by c.day, c.sent_at, c.id"
);
const BY_DAY: Sql = select_claims!(
    "and c.standing = 'counted' and c.day >= $2 and c.day <= $3 and c.sent_at <= $4
    order by c.day, c.sent_at, c.id"
);
const REPORTS_BY_ID: Sql = sql!(
    "select id, external_id, author, sent_at, duty_day, case when $3 then text else '' end as text, summary
    from report where company_id = $1 and id in " @ids("$2") " and withdrawn_at is null order by sent_at, id"
);
const REPORTS_BY_AUTHOR: Sql = sql!(
    "select id, external_id, author, sent_at, duty_day, case when $7 then text else '' end as text, summary
    from report where company_id = $1 and author in " @list("$2") " and sent_on >= $3 and sent_on <= $4
    and duty_day <= $5 and sent_at <= $6 and withdrawn_at is null order by sent_at, id"
);
const REPORTS_BY_DAY: Sql = sql!(
    "select id, external_id, author, sent_at, duty_day, case when $6 then text else '' end as text, summary
    from report where company_id = $1 and sent_on >= $2 and sent_on <= $3
    and duty_day <= $4 and sent_at <= $5 and withdrawn_at is null order by sent_at, id"
);

pub(super) const STATEMENTS: &[(&str, Sql)] = &[
    ("BY_SUBJECT", BY_SUBJECT),
    ("BY_AUTHOR", BY_AUTHOR),
    ("BY_DAY", BY_DAY),
    ("REPORTS_BY_ID", REPORTS_BY_ID),
    ("REPORTS_BY_AUTHOR", REPORTS_BY_AUTHOR),
    ("REPORTS_BY_DAY", REPORTS_BY_DAY),
];

/// Which slice.
#[derive(Clone, Debug, Default)]
pub struct HistoryFilter {
    /// Only claims about these, and the reports they stand in.
    pub subjects: Option<Vec<Key>>,
    /// Only what these wrote.
    pub authors: Option<Vec<Key>>,
    /// Claims for this day or later; reports sent on this day or later.
    pub from: Option<NaiveDate>,
    /// Claims for this day or earlier; reports that meet the duty of this day or an earlier one.
    pub to: Option<NaiveDate>,
    /// Only what was sent by then, with the standing it has now.
    pub at: Option<DateTime<Utc>>,
    /// With the texts of reports; without, they are empty.
    pub with_texts: bool,
}

row! {
    struct ReportRow {
        id: Uuid,
        external_id: String,
        author: String,
        sent_at: DateTime<Utc>,
        duty_day: NaiveDate,
        text: String,
        summary: String,
    }
}

/// Loads a slice: claims that count and reports that stand, in their order.
pub async fn load(store: &Store, company: Uuid, filter: &HistoryFilter) -> Result<History> {
    load_in(&mut store.read().await?, company, filter).await
}

/// The same within a transaction.
pub async fn load_in(tx: &mut Tx, company: Uuid, filter: &HistoryFilter) -> Result<History> {
    let (from, to) = (filter.from.unwrap_or(FIRST_DAY), filter.to.unwrap_or(LAST_DAY));
    let at = stored_time(filter.at.unwrap_or(LAST));
    let authors = filter.authors.as_ref().map(Json);
    let rows: Vec<ClaimRow> = match (&filter.subjects, &filter.authors) {
        (Some(subjects), _) => on!(tx, c => sqlx::query_as(BY_SUBJECT.at(c)).bind(company).bind(Json(subjects))
            .bind(from).bind(to).bind(at).bind(authors).fetch_all(&mut *c).await)?,
        (None, Some(authors)) => on!(tx, c => sqlx::query_as(BY_AUTHOR.at(c)).bind(company).bind(Json(authors))
            .bind(from).bind(to).bind(at).fetch_all(&mut *c).await)?,
        (None, None) => on!(tx, c => sqlx::query_as(BY_DAY.at(c)).bind(company).bind(from).bind(to).bind(at)
            .fetch_all(&mut *c).await)?,
    };
    let claims = rows.into_iter().map(ClaimRow::filed).collect::<Result<Vec<_>>>()?;
    // A message after midnight is sent on the day after the one whose duty it meets, one handed in late within a week.
    let sent_to = (to + Days::new(8)).min(NEVER);
    let texts = filter.with_texts;
    let reports: Vec<ReportRow> = match (&filter.subjects, &filter.authors) {
        (Some(_), _) => {
            let mut ids: Vec<Uuid> = claims.iter().map(|c| c.report).collect();
            ids.sort_unstable();
            ids.dedup();
            on!(tx, c => sqlx::query_as(REPORTS_BY_ID.at(c)).bind(company).bind(Json(ids)).bind(texts)
                .fetch_all(&mut *c).await)?
        }
        (None, Some(authors)) => on!(tx, c => sqlx::query_as(REPORTS_BY_AUTHOR.at(c)).bind(company)
            .bind(Json(authors)).bind(from).bind(sent_to).bind(to).bind(at).bind(texts).fetch_all(&mut *c).await)?,
        (None, None) => on!(tx, c => sqlx::query_as(REPORTS_BY_DAY.at(c)).bind(company).bind(from).bind(sent_to)
            .bind(to).bind(at).bind(texts).fetch_all(&mut *c).await)?,
    };
    let meta = |r: ReportRow| ReportMeta {
        id: r.id,
        external_id: r.external_id,
        author: r.author.into(),
        sent_at: r.sent_at,
        duty_day: r.duty_day,
        text: r.text,
        summary: r.summary,
    };
    let ids: Vec<Uuid> = reports.iter().map(|r| r.id).collect();
    let reviews = if texts { reviews::of_reports(tx, company, &ids, at).await? } else { Vec::new() };
    Ok(History { reports: reports.into_iter().map(meta).collect(), claims, reviews })
}
