//! The state of work and KPIs, kept beside the claims it is folded from.
//!
//! [`apply`] moves it by claims that were just filed; [`refold`] folds anew what a correction, a withdrawal or a changed
//! standing touches; [`rebuild`] folds everything. All three give the same rows. Claims about a KPI that the company no
//! longer has are kept, but it has no state.

mod fold;

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use sqlx::types::Json;
use uuid::Uuid;

use self::fold::{Anew, Moves, Slot};
pub(super) use self::fold::{NEW_KPI, NEW_WORK, PUT_KPI, PUT_WORK, STATEMENTS as FOLD_STATEMENTS};
use super::{
    Error, Result, Store,
    columns::as_stored,
    history::{FIRST_DAY, LAST},
    statement::statements,
    tx::{Tx, on},
};
use crate::domain::{
    Fact, Filed, Key, Org, Standing,
    period::DateRange,
    state::{KpiState, WorkState, period_of},
};

statements! {
    WORK = "select body from work_state where company_id = $1 order by subject";
    WORK_OF = "select body from work_state where company_id = $1 and subject in " @list("$2") " order by subject";
    KPIS = "select body from kpi_state where company_id = $1 and period_first >= $2 and period_first <= $3
        order by kpi, period_first";
    KPIS_OF = "select body from kpi_state where company_id = $1 and period_first >= $2 and period_first <= $3
        and kpi in " @list("$4") " order by kpi, period_first";
    NEWEST_KPIS = "select s.body from kpi_state s where s.company_id = $1 and s.kpi in " @list("$3") "
        and s.period_first = (select max(n.period_first) from kpi_state n
            where n.company_id = $1 and n.kpi = s.kpi and n.period_first <= $2)
        order by s.kpi";
    DROP_WORK = "delete from work_state where company_id = $1";
    DROP_KPIS = "delete from kpi_state where company_id = $1";
    SUBJECTS = "select distinct subject from claim where company_id = $1 and standing = 'counted'
        and subject is not null order by subject";
    KPI_SUBJECTS = "select distinct kpi from kpi_state where company_id = $1 order by kpi";
    FIGURES = "select kpi, on_day, claim_id, report_id, value, absolute from measurement
        where company_id = $1 and kpi = $2 and on_day >= $3 and on_day <= $4 order by on_day, sent_at, claim_id";
}

/// How many subjects a rebuild folds at a time.
const AT_A_TIME: usize = 200;

/// What a rebuild made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Subjects that claims were counted about.
    pub subjects: u64,
    /// States of projects, milestones and tasks.
    pub work: u64,
    /// States of KPIs in their periods.
    pub kpis: u64,
}

/// A figure of a KPI that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The day it is for.
    pub on: NaiveDate,
    /// The claim that says it.
    pub claim: Uuid,
    /// Its report.
    pub report: Uuid,
    /// The figure, in the KPI's unit.
    pub value: crate::domain::Decimal,
    /// Whether it is where the KPI stands rather than what was added.
    pub absolute: bool,
}

/// Whether a fact is a figure of a KPI.
fn is_figure(fact: &Fact) -> bool {
    fact.kpi_figure().is_some()
}

fn kpi_slot(org: &Org, kpi: &Key, day: NaiveDate) -> Option<Slot> {
    let period = period_of(org.kpi(kpi)?, day, org.company.fiscal_year_start_month);
    Some(Slot { key: kpi.clone(), period: Some(period) })
}

/// Moves the states that claims touch, in the transaction that writes them down. Only those that count move anything.
///
/// Where the claims come after all that was folded so far they are applied; where one comes earlier (a late report),
/// its subject is folded anew.
pub async fn apply(tx: &mut Tx, company: Uuid, org: &Org, claims: &[Filed]) -> Result<()> {
    let mut work: Moves = BTreeMap::new();
    let mut kpis: Moves = BTreeMap::new();
    for filed in claims.iter().filter(|c| c.standing == Standing::Counted) {
        let Some(subject) = &filed.claim.subject else { continue };
        // What is said of a field is of its report alone.
        if matches!(filed.claim.fact, Fact::Field { .. }) {
            continue;
        }
        let filed = as_stored(filed)?;
        if !is_figure(&filed.claim.fact) {
            work.entry(Slot { key: subject.clone(), period: None }).or_default().push(filed);
        } else if let Some(slot) = kpi_slot(org, subject, filed.day()) {
            kpis.entry(slot).or_default().push(filed);
        }
    }
    for claims in work.values_mut().chain(kpis.values_mut()) {
        claims.sort_by_key(Filed::order);
    }
    fold::settle::<KpiState>(tx, company, kpis, Anew::WhereNeeded).await?;
    fold::settle::<WorkState>(tx, company, work, Anew::WhereNeeded).await
}

/// Folds the states of these subjects anew: after a correction, a withdrawal, a change of standing or of a KPI.
pub async fn refold(tx: &mut Tx, company: Uuid, org: &Org, subjects: &[Key]) -> Result<()> {
    if subjects.is_empty() {
        return Ok(());
    }
    let mut subjects = subjects.to_vec();
    subjects.sort();
    subjects.dedup();
    let kpis = fold::periods(tx, company, org, &subjects).await?;
    fold::settle::<KpiState>(tx, company, kpis, Anew::All).await?;
    let work = subjects.into_iter().map(|key| (Slot { key, period: None }, Vec::new())).collect();
    fold::settle::<WorkState>(tx, company, work, Anew::All).await
}

/// Folds every KPI anew: after the company's fiscal year or a KPI's cadence changed.
pub(super) async fn refold_kpis(tx: &mut Tx, company: Uuid, org: &Org) -> Result<()> {
    let known: Vec<String> =
        on!(tx, c => sqlx::query_scalar(KPI_SUBJECTS.at(c)).bind(company).fetch_all(&mut *c).await)?;
    let mut subjects: Vec<Key> =
        known.into_iter().map(Key::from).chain(org.kpis.iter().map(|k| k.id.clone())).collect();
    subjects.sort();
    subjects.dedup();
    for some in subjects.chunks(AT_A_TIME) {
        refold(tx, company, org, some).await?;
    }
    Ok(())
}

/// Drops all states of a company and folds them from its claims, in one transaction.
pub async fn rebuild(store: &Store, company: Uuid, org: &Org) -> Result<Rebuilt> {
    let org = Arc::new(org.clone());
    store
        .write(move |tx| {
            Box::pin(async move {
                on!(tx, c => sqlx::query(DROP_WORK.at(c)).bind(company).execute(&mut *c).await.map(drop))?;
                on!(tx, c => sqlx::query(DROP_KPIS.at(c)).bind(company).execute(&mut *c).await.map(drop))?;
                let subjects: Vec<String> =
                    on!(tx, c => sqlx::query_scalar(SUBJECTS.at(c)).bind(company).fetch_all(&mut *c).await)?;
                let subjects: Vec<Key> = subjects.into_iter().map(Key::from).collect();
                for some in subjects.chunks(AT_A_TIME) {
                    refold(tx, company, &org, some).await?;
                }
                Ok::<_, Error>(Rebuilt {
                    subjects: subjects.len() as u64,
                    work: work(tx, company, None).await?.len() as u64,
                    kpis: kpis(tx, company, None, None).await?.len() as u64,
                })
            })
        })
        .await
}

/// The states of projects, milestones and tasks: of these, or of all; by key.
pub async fn work(tx: &mut Tx, company: Uuid, subjects: Option<&[Key]>) -> Result<Vec<WorkState>> {
    let rows: Vec<Json<WorkState>> = match subjects {
        Some(subjects) => on!(tx, c => sqlx::query_scalar(WORK_OF.at(c)).bind(company).bind(Json(subjects))
            .fetch_all(&mut *c).await)?,
        None => on!(tx, c => sqlx::query_scalar(WORK.at(c)).bind(company).fetch_all(&mut *c).await)?,
    };
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// The states of KPIs, of these or of all, in the periods that begin within `begins`; by key and period.
pub async fn kpis(
    tx: &mut Tx,
    company: Uuid,
    kpis: Option<&[Key]>,
    begins: Option<DateRange>,
) -> Result<Vec<KpiState>> {
    let (first, last) = begins.map_or((FIRST_DAY, LAST.date_naive()), |r| (r.first, r.last));
    let rows: Vec<Json<KpiState>> = match kpis {
        Some(kpis) => on!(tx, c => sqlx::query_scalar(KPIS_OF.at(c)).bind(company).bind(first).bind(last)
            .bind(Json(kpis)).fetch_all(&mut *c).await)?,
        None => on!(tx, c => sqlx::query_scalar(KPIS.at(c)).bind(company).bind(first).bind(last)
            .fetch_all(&mut *c).await)?,
    };
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// The states of these KPIs in the last period of each that has one and had begun on a day; by key.
pub async fn newest_kpis(tx: &mut Tx, company: Uuid, kpis: &[Key], on: NaiveDate) -> Result<Vec<KpiState>> {
    let rows: Vec<Json<KpiState>> = on!(tx, c => sqlx::query_scalar(NEWEST_KPIS.at(c)).bind(company).bind(on)
        .bind(Json(kpis)).fetch_all(&mut *c).await)?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}

/// The figures of a KPI that count within some days, in their order: what a chart shows.
pub async fn figures(tx: &mut Tx, company: Uuid, kpi: &Key, days: DateRange) -> Result<Vec<Figure>> {
    let rows: Vec<(String, NaiveDate, Uuid, Uuid, i64, bool)> = on!(tx, c => sqlx::query_as(FIGURES.at(c))
        .bind(company).bind(kpi.as_str()).bind(days.first).bind(days.last).fetch_all(&mut *c).await)?;
    let figure = |(_, on, claim, report, value, absolute)| Figure {
        on,
        claim,
        report,
        value: crate::domain::figure::from_millionths(value),
        absolute,
    };
    Ok(rows.into_iter().map(figure).collect())
}
