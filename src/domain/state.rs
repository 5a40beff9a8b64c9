//! The state of work and of KPIs: a pure fold over counted claims in their order.
//!
//! Stores keep the folded state beside the claims; folding all claims again must give the same rows. A claim that comes
//! after everything folded so far is applied; anything else (a late report, a correction, a withdrawal) folds anew.
//!
//! For a KPI with `sum`, a stated running total sets the period's figure and includes every earlier claim and those of
//! its own message; later messages add.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Decimal, Fact, Filed, Key, Order, Standing, Unit, WorkStatus,
    org::{Aggregation, Kpi},
    period::DateRange,
};

/// An obstacle that has not been seen to be gone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenBlocker {
    /// Who is waited for.
    pub waiting_on: Option<Key>,
    /// The day it was first said.
    pub since: NaiveDate,
    /// The claim that said it last.
    pub claim: Uuid,
    /// That claim's report.
    pub report: Uuid,
}

/// The state of a project, milestone or task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkState {
    /// The thing.
    pub subject: Key,
    /// How far it is, in per cent.
    pub progress: Option<Decimal>,
    /// The claim that says how far.
    pub progress_from: Option<Uuid>,
    /// Its state; `None` before anybody spoke of it.
    pub status: Option<WorkStatus>,
    /// The claim that says so.
    pub status_from: Option<Uuid>,
    /// The date it was moved to; `None` while the planned one stands.
    pub due: Option<NaiveDate>,
    /// The claim that moved it.
    pub due_from: Option<Uuid>,
    /// How often its date was moved.
    pub slips: u32,
    /// What holds it up.
    pub blockers: Vec<OpenBlocker>,
    /// Working hours reported on it.
    pub hours: Decimal,
    /// Money reported as spent on it, by currency.
    pub costs: BTreeMap<Unit, Decimal>,
    /// The last claim folded in.
    pub last: Order,
}

impl WorkState {
    /// Folds the claims about one thing; `None` where none counts. They must be about it and in their order.
    pub fn fold<'a>(subject: &Key, claims: impl IntoIterator<Item = &'a Filed>) -> Option<WorkState> {
        let mut state: Option<WorkState> = None;
        for filed in claims.into_iter().filter(|c| c.standing == Standing::Counted) {
            state.get_or_insert_with(|| WorkState::empty(subject.clone(), filed.order())).apply(filed);
        }
        state
    }

    fn empty(subject: Key, last: Order) -> WorkState {
        WorkState {
            subject,
            progress: None,
            progress_from: None,
            status: None,
            status_from: None,
            due: None,
            due_from: None,
            slips: 0,
            blockers: Vec::new(),
            hours: Decimal::ZERO,
            costs: BTreeMap::new(),
            last,
        }
    }

    /// Applies a claim that counts and comes after everything folded so far.
    pub fn apply(&mut self, filed: &Filed) {
        match &filed.claim.fact {
            Fact::Progress { percent } => self.move_to(*percent, filed),
            Fact::Status { state } => self.enter(*state, filed),
            Fact::DueChange { date } => {
                self.due = Some(*date);
                self.due_from = Some(filed.id);
                self.slips += 1;
            }
            Fact::Blocker { waiting_on } => self.block(waiting_on.clone(), filed),
            Fact::Effort { hours } => self.hours += *hours,
            Fact::Cost { amount, currency, cumulative } => {
                let total = self.costs.entry(currency.clone()).or_default();
                *total = if *cumulative { *amount } else { *total + *amount };
            }
            Fact::Plan { .. } | Fact::Measurement { .. } | Fact::Increment { .. } | Fact::Field { .. } => {}
        }
        self.last = self.last.max(filed.order());
    }

    fn move_to(&mut self, percent: Decimal, filed: &Filed) {
        self.progress = Some(percent);
        self.progress_from = Some(filed.id);
        self.moved_by(filed);
        // Work that goes back below its end is going on again.
        let reopened = self.status == Some(WorkStatus::Done) && percent < Decimal::ONE_HUNDRED;
        if self.status.is_none() || reopened || self.status == Some(WorkStatus::Paused) {
            self.status = Some(WorkStatus::Started);
            self.status_from = Some(filed.id);
        }
    }

    fn enter(&mut self, status: WorkStatus, filed: &Filed) {
        self.status = Some(status);
        self.status_from = Some(filed.id);
        match status {
            WorkStatus::Done | WorkStatus::Cancelled => self.blockers.clear(),
            WorkStatus::Started => self.moved_by(filed),
            WorkStatus::Paused => {}
        }
    }

    /// A later report that tells of movement and no obstacle means that what held it up is gone.
    fn moved_by(&mut self, filed: &Filed) {
        self.blockers.retain(|b| b.report == filed.report);
    }

    fn block(&mut self, waiting_on: Option<Key>, filed: &Filed) {
        let known = self.blockers.iter().position(|b| b.waiting_on == waiting_on && waiting_on.is_some());
        let since = known.map_or(filed.sent_on, |at| self.blockers.remove(at).since);
        self.blockers.push(OpenBlocker { waiting_on, since, claim: filed.id, report: filed.report });
    }

    /// Whether it is done or cancelled: nothing more is expected.
    pub fn is_over(&self) -> bool {
        matches!(self.status, Some(WorkStatus::Done | WorkStatus::Cancelled))
    }
}

/// The state of a KPI in one of its periods.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KpiState {
    /// The KPI.
    pub kpi: Key,
    /// The period.
    pub period: DateRange,
    /// The running total of a `sum`.
    pub total: Decimal,
    /// The report whose stated total includes its own increments.
    pub total_from: Option<Uuid>,
    /// The newest figure said, whatever the aggregation: the value of the last claim.
    pub latest: Decimal,
    /// The claim that said it.
    pub latest_from: Uuid,
    /// The sum of the values of an `average`.
    pub summed: Decimal,
    /// How many values it has.
    pub count: u32,
    /// The last claim folded in.
    pub last: Order,
}

impl KpiState {
    /// Folds the claims about one KPI in one period; `None` where none counts. They must be of it and in their order.
    pub fn fold<'a>(kpi: &Key, period: DateRange, claims: impl IntoIterator<Item = &'a Filed>) -> Option<KpiState> {
        let mut state: Option<KpiState> = None;
        for filed in claims.into_iter().filter(|c| c.standing == Standing::Counted) {
            let (Fact::Measurement { value, .. } | Fact::Increment { value, .. }) = filed.claim.fact else { continue };
            state
                .get_or_insert_with(|| KpiState {
                    kpi: kpi.clone(),
                    period,
                    total: Decimal::ZERO,
                    total_from: None,
                    latest: value,
                    latest_from: filed.id,
                    summed: Decimal::ZERO,
                    count: 0,
                    last: filed.order(),
                })
                .apply(filed);
        }
        state
    }

    /// Applies a claim that counts and comes after everything folded so far.
    pub fn apply(&mut self, filed: &Filed) {
        match filed.claim.fact {
            Fact::Measurement { value, .. } => {
                self.total = value;
                self.total_from = Some(filed.report);
                self.take(value, filed);
            }
            Fact::Increment { value, .. } => {
                // The total that a message states already includes what the same message adds.
                if self.total_from != Some(filed.report) {
                    self.total += value;
                }
                self.take(value, filed);
            }
            Fact::Progress { .. }
            | Fact::Status { .. }
            | Fact::Effort { .. }
            | Fact::Cost { .. }
            | Fact::Blocker { .. }
            | Fact::Plan { .. }
            | Fact::DueChange { .. }
            | Fact::Field { .. } => return,
        }
        self.last = self.last.max(filed.order());
    }

    fn take(&mut self, value: Decimal, filed: &Filed) {
        self.latest = value;
        self.latest_from = filed.id;
        self.summed += value;
        self.count += 1;
    }

    /// The period's figure, by the KPI's aggregation.
    pub fn figure(&self, aggregation: Aggregation) -> Decimal {
        match aggregation {
            Aggregation::Sum => self.total,
            // What is said of a ratio is where it stands.
            Aggregation::Latest | Aggregation::Ratio => self.latest,
            Aggregation::Average => (self.summed / Decimal::from(self.count.max(1))).normalize(),
        }
    }
}

/// The period of a KPI that a claim falls in.
pub fn period_of(kpi: &Kpi, day: NaiveDate, fiscal_start: u32) -> DateRange {
    DateRange::of(kpi.period, day, fiscal_start)
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::domain::{Claim, Reader, Span};

    fn filed(n: u128, report: u128, at: &str, fact: Fact) -> Filed {
        let sent_at: DateTime<Utc> = at.parse().expect("a time");
        Filed {
            id: Uuid::from_u128(n),
            report: Uuid::from_u128(report),
            external_id: format!("r{report}"),
            author: "p".into(),
            sent_at,
            sent_on: sent_at.date_naive(),
            standing: Standing::Counted,
            claim: Claim {
                fact,
                subject: Some("x".into()),
                span: Span { start: 0, end: 1 },
                quote: "x".into(),
                by: Reader::Rules,
                approximate: false,
                doubt: None,
            },
            said_in: None,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn plus(value: i64, on: &str) -> Fact {
        Fact::Increment { value: value.into(), unit: "单".into(), on: day(on) }
    }

    fn total(value: i64, on: &str) -> Fact {
        Fact::Measurement { value: value.into(), unit: "单".into(), on: day(on) }
    }

    #[test]
    fn a_running_total_includes_its_own_message_and_later_messages_add() {
        let claims = [
            filed(1, 1, "2026-11-03T10:00:00Z", plus(1, "2026-11-03")),
            filed(2, 2, "2026-11-12T10:00:00Z", plus(2, "2026-11-12")),
            filed(3, 2, "2026-11-12T10:00:00Z", total(3, "2026-11-12")),
            filed(4, 2, "2026-11-12T10:00:00Z", plus(2, "2026-11-12")),
            filed(5, 3, "2026-11-20T10:00:00Z", plus(1, "2026-11-20")),
        ];
        let month = DateRange::month(day("2026-11-01"));
        let state = KpiState::fold(&"k".into(), month, &claims).expect("claims count");
        assert_eq!(state.figure(Aggregation::Sum), Decimal::from(4));
        assert_eq!(state.figure(Aggregation::Latest), Decimal::from(1));
    }

    #[test]
    fn a_blocker_stands_until_a_later_report_moves_on() {
        let wait = |who: &str| Fact::Blocker { waiting_on: Some(who.into()) };
        let progress = |p: i64| Fact::Progress { percent: p.into() };
        let mut claims = vec![
            filed(1, 1, "2026-11-02T10:00:00Z", progress(20)),
            filed(2, 1, "2026-11-02T10:00:00Z", wait("p-sun")),
            filed(3, 2, "2026-11-05T10:00:00Z", wait("p-sun")),
        ];
        let blocked = WorkState::fold(&"t".into(), &claims).expect("claims count");
        assert_eq!(blocked.blockers.len(), 1);
        assert_eq!(blocked.blockers[0].since, day("2026-11-02"));
        claims.push(filed(4, 3, "2026-11-06T10:00:00Z", progress(30)));
        let moved = WorkState::fold(&"t".into(), &claims).expect("claims count");
        assert!(moved.blockers.is_empty());
    }

    #[test]
    fn progress_may_fall_and_done_work_reopens() {
        let claims = [
            filed(1, 1, "2026-11-02T10:00:00Z", Fact::Status { state: WorkStatus::Done }),
            filed(2, 2, "2026-11-03T10:00:00Z", Fact::Progress { percent: 90.into() }),
        ];
        let state = WorkState::fold(&"t".into(), &claims).expect("claims count");
        assert_eq!(state.status, Some(WorkStatus::Started));
        assert_eq!(state.progress, Some(90.into()));
    }

    #[test]
    fn a_claim_that_does_not_count_moves_nothing() {
        let mut claim = filed(1, 1, "2026-11-02T10:00:00Z", Fact::Progress { percent: 90.into() });
        claim.standing = Standing::Pending;
        assert_eq!(WorkState::fold(&"t".into(), [&claim]), None);
    }
}
