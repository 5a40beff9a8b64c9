//! How the rows of states are moved: hold them, fold, write; the same way for work and for KPIs.
//!
//! The row of a state is what two transactions on the same subject meet at. One that is there is held from reading to
//! the end of the transaction; one that is not there yet is inserted, and who comes second to that reads again.

use std::{
    collections::{BTreeMap, BTreeSet},
    future::Future,
};

use chrono::{Days, NaiveDate};
use sqlx::types::Json;
use uuid::Uuid;

use super::{is_figure, kpi_slot};
use crate::{
    domain::{
        Filed, Key, Order, Org,
        figure::to_millionths,
        period::DateRange,
        state::{KpiState, WorkState},
    },
    store::{
        Error, Result,
        claims::select_claims,
        columns::{ClaimRow, word},
        history::{FIRST_DAY, LAST},
        statement::{Insert, Sql, pieces, sql},
        tx::{Tx, on},
    },
};

const HOLD_WORK: Sql =
    sql!("select body from work_state where company_id = $1 and subject in " @list("$2") " order by subject" @hold);
const HOLD_KPIS: Sql = sql!(
    "select body from kpi_state where company_id = $1 and kpi in " @list("$2") "
    and period_first >= $3 and period_first <= $4 order by kpi, period_first" @hold
);
const CLAIMS_OF_WORK: Sql = select_claims!(
    "and c.standing = 'counted' and c.subject in " @list("$2") " and c.kind not in ('measurement', 'increment', 'field')
    order by c.day, c.sent_at, c.id"
);
const CLAIMS_OF_KPIS: Sql = select_claims!(
    "and c.standing = 'counted' and c.subject in " @list("$2") " and c.kind in ('measurement', 'increment')
    and c.day >= $3 and c.day <= $4 order by c.day, c.sent_at, c.id"
);
const DELETE_WORK: Sql = sql!("delete from work_state where company_id = $1 and subject = $2");
const DELETE_KPI: Sql = sql!("delete from kpi_state where company_id = $1 and kpi = $2 and period_first = $3");

pub(in crate::store) const STATEMENTS: &[(&str, Sql)] = &[
    ("HOLD_WORK", HOLD_WORK),
    ("HOLD_KPIS", HOLD_KPIS),
    ("CLAIMS_OF_WORK", CLAIMS_OF_WORK),
    ("CLAIMS_OF_KPIS", CLAIMS_OF_KPIS),
    ("DELETE_WORK", DELETE_WORK),
    ("DELETE_KPI", DELETE_KPI),
];

pub(in crate::store) const PUT_WORK: Insert = Insert {
    head: "insert into work_state (company_id, subject, progress, status, due, blocked, last_day, body)",
    columns: 8,
    tail: "on conflict (company_id, subject) do update set progress = excluded.progress, status = excluded.status, \
           due = excluded.due, blocked = excluded.blocked, last_day = excluded.last_day, body = excluded.body",
};
pub(in crate::store) const NEW_WORK: Insert =
    Insert { tail: "on conflict (company_id, subject) do nothing", ..PUT_WORK };
pub(in crate::store) const PUT_KPI: Insert = Insert {
    head: "insert into kpi_state (company_id, kpi, period_first, period_last, total, latest, last_day, body)",
    columns: 8,
    tail: "on conflict (company_id, kpi, period_first) do update set period_last = excluded.period_last, \
           total = excluded.total, latest = excluded.latest, last_day = excluded.last_day, body = excluded.body",
};
pub(in crate::store) const NEW_KPI: Insert =
    Insert { tail: "on conflict (company_id, kpi, period_first) do nothing", ..PUT_KPI };

/// How often to read again when others insert the same states at the same time.
const TRIES: usize = 8;

/// Which state: of a piece of work, or of a KPI in a period.
///
/// Known by the key and the first day of the period, as its row is.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub key: Key,
    pub period: Option<DateRange>,
}

impl Slot {
    fn place(&self) -> (&Key, Option<NaiveDate>) {
        (&self.key, self.period.map(|p| p.first))
    }
}

impl PartialEq for Slot {
    fn eq(&self, other: &Self) -> bool {
        self.place() == other.place()
    }
}

impl Eq for Slot {}

impl PartialOrd for Slot {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Slot {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.place().cmp(&other.place())
    }
}

/// What moves which state: new claims in their order, none where it is folded anew.
pub(super) type Moves = BTreeMap<Slot, Vec<Filed>>;

/// Which states to fold from all their claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anew {
    /// All of them.
    All,
    /// Those that have claims after the new ones.
    WhereNeeded,
}

/// A state that is kept in rows.
pub(super) trait Kept: Sized + Clone + PartialEq + Send + Sync {
    const PUT: Insert;
    const NEW: Insert;
    fn slot(&self) -> Slot;
    fn last(&self) -> Order;
    fn fold(slot: &Slot, claims: &[Filed]) -> Option<Self>;
    fn move_by(&mut self, filed: &Filed);
    fn hold(tx: &mut Tx, company: Uuid, slots: &[&Slot]) -> impl Future<Output = Result<Vec<Self>>> + Send;
    fn claims(tx: &mut Tx, company: Uuid, slots: &[&Slot]) -> impl Future<Output = Result<Vec<Filed>>> + Send;
    fn owns(slot: &Slot, filed: &Filed) -> bool;
    fn write(tx: &mut Tx, company: Uuid, how: &Insert, rows: &[Self]) -> impl Future<Output = Result<u64>> + Send;
    fn delete(tx: &mut Tx, company: Uuid, slot: &Slot) -> impl Future<Output = Result<()>> + Send;
}

fn keys(slots: &[&Slot]) -> Vec<Key> {
    let mut keys: Vec<Key> = slots.iter().map(|s| s.key.clone()).collect();
    keys.dedup();
    keys
}

/// The days from the first to the last that the slots' periods hold.
fn span(slots: &[&Slot]) -> DateRange {
    let first = slots.iter().filter_map(|s| s.period.map(|p| p.first)).min();
    // A period without days still has a row to be held, known by its first day.
    let last = slots.iter().filter_map(|s| s.period.map(|p| p.last.max(p.first))).max();
    DateRange { first: first.unwrap_or(FIRST_DAY), last: last.unwrap_or(LAST.date_naive()) }
}

impl Kept for WorkState {
    const PUT: Insert = PUT_WORK;
    const NEW: Insert = NEW_WORK;

    fn slot(&self) -> Slot {
        Slot { key: self.subject.clone(), period: None }
    }

    fn last(&self) -> Order {
        self.last
    }

    fn fold(slot: &Slot, claims: &[Filed]) -> Option<Self> {
        WorkState::fold(&slot.key, claims)
    }

    fn move_by(&mut self, filed: &Filed) {
        self.apply(filed);
    }

    async fn hold(tx: &mut Tx, company: Uuid, slots: &[&Slot]) -> Result<Vec<Self>> {
        let keys = keys(slots);
        let rows: Vec<Json<Self>> = on!(tx, c => sqlx::query_scalar(HOLD_WORK.at(c)).bind(company).bind(Json(keys))
            .fetch_all(&mut *c).await)?;
        Ok(rows.into_iter().map(|r| r.0).collect())
    }

    async fn claims(tx: &mut Tx, company: Uuid, slots: &[&Slot]) -> Result<Vec<Filed>> {
        let keys = keys(slots);
        let rows: Vec<ClaimRow> = on!(tx, c => sqlx::query_as(CLAIMS_OF_WORK.at(c)).bind(company).bind(Json(keys))
            .fetch_all(&mut *c).await)?;
        rows.into_iter().map(ClaimRow::filed).collect()
    }

    fn owns(slot: &Slot, filed: &Filed) -> bool {
        filed.claim.subject.as_ref() == Some(&slot.key) && !is_figure(&filed.claim.fact)
    }

    async fn write(tx: &mut Tx, company: Uuid, how: &Insert, rows: &[Self]) -> Result<u64> {
        Ok(on!(tx, c => {
            let mut query = sqlx::query(how.of(rows.len()).at(c));
            for s in rows {
                query = query.bind(company).bind(s.subject.as_str()).bind(s.progress.and_then(to_millionths))
                    .bind(s.status.as_ref().map(word)).bind(s.due).bind(!s.blockers.is_empty()).bind(s.last.day)
                    .bind(Json(s));
            }
            query.execute(&mut *c).await?.rows_affected()
        }))
    }

    async fn delete(tx: &mut Tx, company: Uuid, slot: &Slot) -> Result<()> {
        let key = slot.key.as_str();
        on!(tx, c => sqlx::query(DELETE_WORK.at(c)).bind(company).bind(key).execute(&mut *c).await.map(drop))?;
        Ok(())
    }
}

impl Kept for KpiState {
    const PUT: Insert = PUT_KPI;
    const NEW: Insert = NEW_KPI;

    fn slot(&self) -> Slot {
        Slot { key: self.kpi.clone(), period: Some(self.period) }
    }

    fn last(&self) -> Order {
        self.last
    }

    fn fold(slot: &Slot, claims: &[Filed]) -> Option<Self> {
        KpiState::fold(&slot.key, slot.period?, claims)
    }

    fn move_by(&mut self, filed: &Filed) {
        self.apply(filed);
    }

    async fn hold(tx: &mut Tx, company: Uuid, slots: &[&Slot]) -> Result<Vec<Self>> {
        let (keys, span) = (keys(slots), span(slots));
        let rows: Vec<Json<Self>> = on!(tx, c => sqlx::query_scalar(HOLD_KPIS.at(c)).bind(company).bind(Json(keys))
            .bind(span.first).bind(span.last).fetch_all(&mut *c).await)?;
        Ok(rows.into_iter().map(|r| r.0).collect())
    }

    async fn claims(tx: &mut Tx, company: Uuid, slots: &[&Slot]) -> Result<Vec<Filed>> {
        let (keys, span) = (keys(slots), span(slots));
        let rows: Vec<ClaimRow> = on!(tx, c => sqlx::query_as(CLAIMS_OF_KPIS.at(c)).bind(company).bind(Json(keys))
            .bind(span.first).bind(span.last).fetch_all(&mut *c).await)?;
        rows.into_iter().map(ClaimRow::filed).collect()
    }

    fn owns(slot: &Slot, filed: &Filed) -> bool {
        filed.claim.subject.as_ref() == Some(&slot.key)
            && is_figure(&filed.claim.fact)
            && slot.period.is_some_and(|p| p.contains(filed.day()))
    }

    async fn write(tx: &mut Tx, company: Uuid, how: &Insert, rows: &[Self]) -> Result<u64> {
        Ok(on!(tx, c => {
            let mut query = sqlx::query(how.of(rows.len()).at(c));
            for s in rows {
                query = query.bind(company).bind(s.kpi.as_str()).bind(s.period.first).bind(s.period.last)
                    .bind(to_millionths(s.total)).bind(to_millionths(s.latest)).bind(s.last.day).bind(Json(s));
            }
            query.execute(&mut *c).await?.rows_affected()
        }))
    }

    async fn delete(tx: &mut Tx, company: Uuid, slot: &Slot) -> Result<()> {
        let (key, first) = slot.place();
        on!(tx, c => sqlx::query(DELETE_KPI.at(c)).bind(company).bind(key.as_str()).bind(first)
            .execute(&mut *c).await.map(drop))?;
        Ok(())
    }
}

/// Moves states and writes them.
pub(super) async fn settle<T: Kept>(tx: &mut Tx, company: Uuid, mut moves: Moves, anew: Anew) -> Result<()> {
    for _ in 0..TRIES {
        if moves.is_empty() {
            return Ok(());
        }
        let slots: Vec<&Slot> = moves.keys().collect();
        let held = T::hold(tx, company, &slots).await?;
        let mut held: BTreeMap<Slot, T> = held.into_iter().map(|s| (s.slot(), s)).collect();
        let next = fold_all(tx, company, &moves, &held, anew).await?;
        let (mut changed, mut new) = (Vec::new(), Vec::new());
        for (slot, state) in next {
            match (held.remove(slot), state) {
                (Some(old), Some(state)) if old == state => {}
                (Some(_), Some(state)) => changed.push(state),
                (None, Some(state)) => new.push(state),
                (Some(_), None) => T::delete(tx, company, slot).await?,
                (None, None) => {}
            }
        }
        for some in pieces(&changed) {
            T::write(tx, company, &T::PUT, some).await?;
        }
        let mut raced: BTreeSet<Slot> = BTreeSet::new();
        for some in pieces(&new) {
            if T::write(tx, company, &T::NEW, some).await? < some.len() as u64 {
                raced.extend(some.iter().map(T::slot));
            }
        }
        moves.retain(|slot, _| raced.contains(slot));
    }
    Err(Error::Conflict)
}

/// What each state becomes.
async fn fold_all<'m, T: Kept>(
    tx: &mut Tx,
    company: Uuid,
    moves: &'m Moves,
    held: &BTreeMap<Slot, T>,
    anew: Anew,
) -> Result<Vec<(&'m Slot, Option<T>)>> {
    let mut next = Vec::with_capacity(moves.len());
    let mut whole: Vec<&Slot> = Vec::new();
    for (slot, claims) in moves {
        match (held.get(slot), claims.first()) {
            (Some(state), Some(first)) if anew == Anew::WhereNeeded && state.last() < first.order() => {
                let mut state = state.clone();
                claims.iter().for_each(|filed| state.move_by(filed));
                next.push((slot, Some(state)));
            }
            // No row means that nothing counted so far.
            (None, Some(_)) if anew == Anew::WhereNeeded => next.push((slot, T::fold(slot, claims))),
            (Some(_) | None, _) => whole.push(slot),
        }
    }
    if !whole.is_empty() {
        let mut by_subject: BTreeMap<Key, Vec<Filed>> = BTreeMap::new();
        for filed in T::claims(tx, company, &whole).await? {
            if let Some(subject) = filed.claim.subject.clone() {
                by_subject.entry(subject).or_default().push(filed);
            }
        }
        for slot in whole {
            let own = by_subject.get(&slot.key).into_iter().flatten();
            let own: Vec<Filed> = own.filter(|c| T::owns(slot, c)).cloned().collect();
            next.push((slot, T::fold(slot, &own)));
        }
    }
    // Rows are written in one order everywhere, so that two transactions wait for each other in one direction only.
    next.sort_by(|a, b| a.0.cmp(b.0));
    Ok(next)
}

/// The periods of KPIs that have a state or figures, to be folded anew.
pub(super) async fn periods(tx: &mut Tx, company: Uuid, org: &Org, kpis: &[Key]) -> Result<Moves> {
    let all: Vec<Slot> = kpis.iter().map(|key| Slot { key: key.clone(), period: None }).collect();
    let all: Vec<&Slot> = all.iter().collect();
    let held = KpiState::hold(tx, company, &all).await?;
    let mut moves = Moves::new();
    for filed in KpiState::claims(tx, company, &all).await? {
        if let Some(slot) = filed.claim.subject.as_ref().and_then(|kpi| kpi_slot(org, kpi, filed.day())) {
            moves.entry(slot).or_default();
        }
    }
    for state in held {
        // One that no figure falls in, or that began by another cadence: a span without days folds to nothing.
        let first = state.period.first;
        let none = DateRange { first, last: first - Days::new(1) };
        moves.entry(Slot { key: state.kpi, period: Some(none) }).or_default();
    }
    Ok(moves)
}
