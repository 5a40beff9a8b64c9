//! What a KPI attains by its own figures.

use std::collections::HashMap;

use chrono::NaiveDate;
use foldhash::fast::RandomState;

use crate::{
    domain::{
        Decimal, Filed, Key, Org,
        attainment::{NotComputable, attain},
        org::{Aggregation, Kpi, TargetForm},
        period::DateRange,
        state::{KpiState, period_of},
    },
    insight::kpi::divide,
};

/// For which days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day that is today, or the last one of the days asked for.
    pub today: NaiveDate,
    /// The days asked for; `None` is how things stand.
    pub within: Option<DateRange>,
}

impl When {
    /// As things stand on a day.
    pub fn now(today: NaiveDate) -> When {
        When { today, within: None }
    }
}

/// A KPI's own figure and what it attains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// In the KPI's unit; not rounded.
    pub figure: Option<Decimal>,
    /// Its share of the target.
    pub attained: Result<Decimal, NotComputable>,
}

/// The states of a company's KPIs, by KPI and period.
pub struct States<'a>(HashMap<&'a Key, Vec<&'a KpiState>, RandomState>);

impl<'a> States<'a> {
    /// Puts states in their order.
    pub fn of(states: impl IntoIterator<Item = &'a KpiState>) -> Self {
        let mut by_kpi: HashMap<&Key, Vec<&KpiState>, RandomState> = HashMap::default();
        for state in states {
            by_kpi.entry(&state.kpi).or_default().push(state);
        }
        for states in by_kpi.values_mut() {
            states.sort_by_key(|s| s.period.first);
        }
        States(by_kpi)
    }

    fn about(&self, kpi: &Kpi) -> &[&'a KpiState] {
        self.0.get(&kpi.id).map_or(&[], Vec::as_slice)
    }

    /// The figure of the period that a day falls in.
    fn in_period_of(&self, kpi: &Kpi, day: NaiveDate) -> Option<Decimal> {
        let state = self.about(kpi).iter().find(|s| s.period.contains(day))?;
        Some(state.figure(kpi.aggregation))
    }
}

/// Folds the states of all KPIs from claims that count, in their order.
pub fn fold<'a>(org: &Org, claims: impl IntoIterator<Item = &'a Filed>) -> Vec<KpiState> {
    let mut slots: HashMap<(&Key, DateRange), Vec<&Filed>, RandomState> = HashMap::default();
    for filed in claims {
        let Some(kpi) = filed.claim.subject.as_ref().and_then(|k| org.kpi(k)) else { continue };
        let period = period_of(kpi, filed.day(), org.company.fiscal_year_start_month);
        slots.entry((&kpi.id, period)).or_default().push(filed);
    }
    slots.into_iter().filter_map(|((kpi, period), claims)| KpiState::fold(kpi, period, claims)).collect()
}

/// What every KPI attains by its own figures, in the order of the company's KPIs.
pub fn own(org: &Org, states: &States<'_>, when: When) -> Vec<Own> {
    org.kpis.iter().map(|kpi| own_of(org, states, kpi, when)).collect()
}

/// What one KPI attains by its own figures.
pub fn own_of(org: &Org, states: &States<'_>, kpi: &Kpi, when: When) -> Own {
    let Some(figure) = figure(org, states, kpi, when) else {
        return Own { figure: None, attained: Err(NotComputable::NoFigure) };
    };
    let before = kpi.target_form.reference(when.today).and_then(|day| figure_of_period(org, states, kpi, day));
    let reference = if kpi.target_form == TargetForm::Absolute { None } else { before.or(kpi.baseline) };
    Own { figure: Some(figure), attained: attain(kpi, figure, reference) }
}

/// The figure that counts: of a sum the running period's, of an average the last period's that has one, else what was
/// said last. Over days asked for, a sum is its mean a period, so that it is held against the target of one.
fn figure(org: &Org, states: &States<'_>, kpi: &Kpi, when: When) -> Option<Decimal> {
    if let Some(ratio) = &kpi.ratio {
        let part = |key| figure(org, states, org.kpi(key)?, when);
        let quotient = part(&ratio.numerator).zip(part(&ratio.denominator)).and_then(|(a, b)| divide(kpi, a, b));
        if quotient.is_some() {
            return quotient;
        }
    }
    let Some(range) = when.within else {
        return match kpi.aggregation {
            Aggregation::Sum => states.in_period_of(kpi, when.today),
            Aggregation::Latest | Aggregation::Average | Aggregation::Ratio => {
                states.about(kpi).last().map(|s| s.figure(kpi.aggregation))
            }
        };
    };
    let mut met = states
        .about(kpi)
        .iter()
        .filter(|s| s.period.first <= range.last && range.first <= s.period.last && range.first <= s.last.day);
    match kpi.aggregation {
        Aggregation::Latest | Aggregation::Ratio => met.next_back().map(|s| s.latest),
        Aggregation::Average => {
            let (sum, count) = met.fold((Decimal::ZERO, 0), |(sum, count), s| (sum + s.summed, count + s.count));
            sum.checked_div(Decimal::from(count))
        }
        Aggregation::Sum => {
            let total: Decimal = met.clone().map(|s| s.total).sum();
            met.next()?;
            total.checked_div(Decimal::from(periods(org, kpi, range, when.today)))
        }
    }
}

fn figure_of_period(org: &Org, states: &States<'_>, kpi: &Kpi, day: NaiveDate) -> Option<Decimal> {
    let part = |key| states.in_period_of(org.kpi(key)?, day);
    let quotient = kpi.ratio.as_ref().and_then(|r| divide(kpi, part(&r.numerator)?, part(&r.denominator)?));
    quotient.or_else(|| states.in_period_of(kpi, day))
}

/// How many of a KPI's periods some days touch, up to today and within the KPI's own days; one at least.
fn periods(org: &Org, kpi: &Kpi, range: DateRange, today: NaiveDate) -> u32 {
    let last = range.last.min(today).min(kpi.end.unwrap_or(NaiveDate::MAX));
    let mut day = range.first.max(kpi.start.unwrap_or(NaiveDate::MIN));
    let mut count = 0;
    while day <= last {
        count += 1;
        let Some(next) = period_of(kpi, day, org.company.fiscal_year_start_month).last.succ_opt() else { break };
        day = next;
    }
    count.max(1)
}

/// The KPIs of which a figure is moved by claims about `moved`: themselves and the ratios they are part of.
pub fn touched<'a>(org: &'a Org, moved: &[Key]) -> Vec<&'a Kpi> {
    let part_of =
        |k: &Kpi| k.ratio.as_ref().is_some_and(|r| moved.contains(&r.numerator) || moved.contains(&r.denominator));
    org.kpis.iter().filter(|k| moved.contains(&k.id) || part_of(k)).collect()
}
