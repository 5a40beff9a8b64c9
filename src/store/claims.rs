//! Claims as filed. They are never changed but for their standing; a correction is a claim of its own.

use chrono::NaiveDate;
use sqlx::types::Json;
use uuid::Uuid;

use super::{
    Error, Result,
    columns::{ClaimRow, FactColumns, as_stored, word},
    statement::{Insert, ROWS, Sql, sql},
    tx::{Tx, on},
};
use crate::domain::{Doubt, Filed, Key, Standing};

/// Claims of a company with their reports' ids, narrowed by what follows.
macro_rules! select_claims {
    ($($rest:tt)*) => {
        $crate::store::statement::sql!(
            "select c.id, c.report_id, r.external_id, c.kind, c.subject, c.value, c.unit, c.on_day, c.state, c.date,
            c.waiting_on, c.approximate, c.cumulative, c.span_start, c.span_end, c.quote, c.by_reader, c.standing,
            c.doubt, c.sent_at, c.sent_on, c.author, c.said_in
            from claim c join report r on r.company_id = c.company_id and r.id = c.report_id
            where c.company_id = $1 " $($rest)*
        )
    };
}
pub(super) use select_claims;

const OF_REPORT: Sql = select_claims!("and c.report_id = $2 order by c.ordinal, c.id");
const BY_ID: Sql = select_claims!("and c.id = $2");
const ALIKE: Sql = select_claims!(
    "and c.author = $2 and c.subject = $3 and c.day = $4 and c.kind = $5 and c.value = $6
    and c.standing = 'counted' order by c.sent_at, c.id"
);
const WAITING_OF: Sql = select_claims!("and c.author = $2 and c.standing = 'pending' order by c.sent_at, c.id");
const UNENDORSED: Sql = select_claims!(
    "and c.standing = 'unendorsed' and c.subject in " @list("$2") " order by c.sent_at, c.id limit 20"
);
const ORDINAL: Sql = sql!("select ordinal from claim where company_id = $1 and id = $2");
const LAST: Sql = sql!("select max(ordinal) from claim where company_id = $1 and report_id = $2");
const SET_STANDING: Sql = sql!("update claim set standing = $3 where company_id = $1 and id = $2");
const SET_DOUBT: Sql = sql!(
    "update claim set standing = 'pending', doubt = $3 where company_id = $1 and id = $2 and standing = 'counted'"
);
const WITHDRAW: Sql = sql!(
    "update claim set standing = 'withdrawn'
    where company_id = $1 and report_id = $2 and standing in ('counted', 'pending', 'unendorsed') returning subject"
);
const HISTORY_OF: Sql =
    sql!("select id, supersedes from claim where company_id = $1 and report_id = $2 and supersedes is not null");

pub(super) const STATEMENTS: &[(&str, Sql)] = &[
    ("OF_REPORT", OF_REPORT),
    ("BY_ID", BY_ID),
    ("ALIKE", ALIKE),
    ("WAITING_OF", WAITING_OF),
    ("UNENDORSED", UNENDORSED),
    ("ORDINAL", ORDINAL),
    ("LAST", LAST),
    ("SET_STANDING", SET_STANDING),
    ("SET_DOUBT", SET_DOUBT),
    ("WITHDRAW", WITHDRAW),
    ("HISTORY_OF", HISTORY_OF),
];

pub(super) const INSERT: Insert = Insert {
    head: "insert into claim (company_id, id, report_id, ordinal, kind, subject, value, unit, on_day, day, state, date, \
           waiting_on, approximate, cumulative, span_start, span_end, quote, by_reader, standing, doubt, supersedes, \
           sent_at, sent_on, author, said_in, prompt)",
    columns: 27,
    tail: "",
};

struct New<'a> {
    filed: &'a Filed,
    columns: FactColumns,
    ordinal: i32,
    supersedes: Option<Uuid>,
    prompt: Option<&'a str>,
}

/// Writes down the claims of a report, in the order of their words. Their report must be written first; their states
/// are not moved: that is [`states::apply`](super::states::apply), over the claims as given here.
pub async fn insert(tx: &mut Tx, company: Uuid, claims: &[Filed]) -> Result<()> {
    insert_from(tx, company, claims, 0, None).await
}

/// Writes down further claims of a report after those that are there: what a later reading adds, with the version of
/// the prompt where a model read them.
pub async fn append(tx: &mut Tx, company: Uuid, report: Uuid, claims: &[Filed], prompt: Option<&str>) -> Result<()> {
    let last: Option<i32> =
        on!(tx, c => sqlx::query_scalar(LAST.at(c)).bind(company).bind(report).fetch_one(&mut *c).await)?;
    insert_from(tx, company, claims, last.map_or(0, |last| last + 1), prompt).await
}

async fn insert_from(tx: &mut Tx, company: Uuid, claims: &[Filed], first: i32, prompt: Option<&str>) -> Result<()> {
    for (chunk, some) in (0_i32..).zip(claims.chunks(ROWS)) {
        let rows: Result<Vec<New<'_>>> = (first + chunk * ROWS as i32..)
            .zip(some)
            .map(|(ordinal, filed)| {
                Ok(New { filed, columns: FactColumns::of(&filed.claim.fact)?, ordinal, supersedes: None, prompt })
            })
            .collect();
        write(tx, company, &rows?).await?;
    }
    Ok(())
}

async fn write(tx: &mut Tx, company: Uuid, rows: &[New<'_>]) -> Result<()> {
    let place =
        |at: usize| i32::try_from(at).map_err(|_| Error::Unstorable("a text of two thousand million characters"));
    on!(tx, c => {
        let mut query = sqlx::query(INSERT.of(rows.len()).at(c));
        for new in rows {
            let stored = as_stored(new.filed)?;
            let (claim, columns) = (&new.filed.claim, &new.columns);
            query = query.bind(company).bind(stored.id).bind(stored.report).bind(new.ordinal)
                .bind(&columns.kind).bind(claim.subject.as_ref().map(Key::as_str)).bind(columns.value)
                .bind(&columns.unit).bind(columns.on_day).bind(stored.day()).bind(&columns.state).bind(columns.date)
                .bind(&columns.waiting_on).bind(claim.approximate).bind(columns.cumulative)
                .bind(place(claim.span.start)?).bind(place(claim.span.end)?).bind(&claim.quote).bind(word(&claim.by))
                .bind(stored.standing.code()).bind(claim.doubt.as_ref().map(Json)).bind(new.supersedes)
                .bind(stored.sent_at).bind(stored.sent_on).bind(new.filed.author.as_str())
                .bind(&new.filed.said_in).bind(new.prompt);
        }
        query.execute(&mut *c).await?;
    });
    Ok(())
}

fn read(rows: Vec<ClaimRow>) -> Result<Vec<Filed>> {
    rows.into_iter().map(ClaimRow::filed).collect()
}

/// The claims of a report, whatever their standing, in the order of their words.
pub async fn of_report(tx: &mut Tx, company: Uuid, report: Uuid) -> Result<Vec<Filed>> {
    read(on!(tx, c => sqlx::query_as(OF_REPORT.at(c)).bind(company).bind(report).fetch_all(&mut *c).await)?)
}

/// One claim.
pub async fn by_id(tx: &mut Tx, company: Uuid, id: Uuid) -> Result<Option<Filed>> {
    let row: Option<ClaimRow> =
        on!(tx, c => sqlx::query_as(BY_ID.at(c)).bind(company).bind(id).fetch_optional(&mut *c).await)?;
    row.map(ClaimRow::filed).transpose()
}

/// The counted claims of a writer that say the same: subject, day, kind and value. Such a claim again is a doubt.
pub async fn alike(tx: &mut Tx, company: Uuid, claim: &Filed) -> Result<Vec<Filed>> {
    let Some(subject) = &claim.claim.subject else { return Ok(Vec::new()) };
    let columns = FactColumns::of(&claim.claim.fact)?;
    let day: NaiveDate = claim.day();
    read(on!(tx, c => sqlx::query_as(ALIKE.at(c)).bind(company).bind(claim.author.as_str()).bind(subject.as_str())
        .bind(day).bind(&columns.kind).bind(columns.value).fetch_all(&mut *c).await)?)
}

/// The claims of a writer that wait for them, oldest first.
pub async fn waiting_of(tx: &mut Tx, company: Uuid, author: &Key) -> Result<Vec<Filed>> {
    let author = author.as_str();
    read(on!(tx, c => sqlx::query_as(WAITING_OF.at(c)).bind(company).bind(author).fetch_all(&mut *c).await)?)
}

/// The figures of KPIs that wait for who answers for them, oldest first, twenty at most.
pub async fn unendorsed(tx: &mut Tx, company: Uuid, kpis: &[Key]) -> Result<Vec<Filed>> {
    read(on!(tx, c => sqlx::query_as(UNENDORSED.at(c)).bind(company).bind(Json(kpis)).fetch_all(&mut *c).await)?)
}

/// Puts a correction in the place of a claim; both stay. The states of both subjects are to be folded anew.
pub async fn supersede(tx: &mut Tx, company: Uuid, old: Uuid, new: &Filed) -> Result<()> {
    let ordinal: Option<i32> =
        on!(tx, c => sqlx::query_scalar(ORDINAL.at(c)).bind(company).bind(old).fetch_optional(&mut *c).await)?;
    let ordinal = ordinal.ok_or(Error::Conflict)?;
    let columns = FactColumns::of(&new.claim.fact)?;
    write(tx, company, &[New { filed: new, columns, ordinal, supersedes: Some(old), prompt: None }]).await?;
    set_standing(tx, company, old, Standing::Superseded).await
}

/// Changes whether a claim counts. The state of its subject is to be folded anew.
pub async fn set_standing(tx: &mut Tx, company: Uuid, id: Uuid, standing: Standing) -> Result<()> {
    let done = on!(tx, c => sqlx::query(SET_STANDING.at(c)).bind(company).bind(id).bind(standing.code())
        .execute(&mut *c).await?.rows_affected());
    if done == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// Lets a counted claim wait for its writer. `false` where it does not count: then nothing changes. The state of its
/// subject is to be folded anew.
pub async fn set_doubt(tx: &mut Tx, company: Uuid, id: Uuid, doubt: &Doubt) -> Result<bool> {
    let done = on!(tx, c => sqlx::query(SET_DOUBT.at(c)).bind(company).bind(id).bind(Json(doubt))
        .execute(&mut *c).await?.rows_affected());
    Ok(done == 1)
}

/// Which claims of a report took the place of which: new, old.
pub async fn corrections_of(tx: &mut Tx, company: Uuid, report: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
    Ok(on!(tx, c => sqlx::query_as(HISTORY_OF.at(c)).bind(company).bind(report).fetch_all(&mut *c).await)?)
}

/// Withdraws the claims of a report. Gives the subjects whose states are to be folded anew.
pub(super) async fn withdraw(tx: &mut Tx, company: Uuid, report: Uuid) -> Result<Vec<Key>> {
    let subjects: Vec<(Option<String>,)> =
        on!(tx, c => sqlx::query_as(WITHDRAW.at(c)).bind(company).bind(report).fetch_all(&mut *c).await)?;
    let mut subjects: Vec<Key> = subjects.into_iter().filter_map(|(s,)| s.map(Key::from)).collect();
    subjects.sort();
    subjects.dedup();
    Ok(subjects)
}
