//! KPIs: the figure of a day, a period or now, against the target, and how it moved.

use chrono::NaiveDate;

use super::Snapshot;
use crate::domain::{
    Decimal, Fact, Filed,
    attainment::target_of,
    figure::UnitClass,
    org::{Aggregation, Direction, Kpi, Target},
    period::DateRange,
    state::{KpiState, period_of},
};

/// How a figure came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Said so, newest first.
    Said,
    /// Added up over these days.
    Total(DateRange),
    /// The mean over these days.
    Mean(DateRange),
    /// One KPI's figure over another's, of these days.
    Quotient(DateRange),
}

/// A KPI's figure with the claims it rests on.
#[derive(Clone, Debug)]
pub struct Figure<'a> {
    /// In the KPI's unit.
    pub value: Decimal,
    /// The day of the last claim in it.
    pub day: NaiveDate,
    /// How it came about.
    pub basis: Basis,
    /// What it rests on, newest last.
    pub claims: Vec<&'a Filed>,
}

/// How a figure stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Against {
    /// Whether the target is reached.
    pub reached: bool,
    /// How far from it, never negative; from the nearer end of a range.
    pub gap: Decimal,
}

fn value_of(filed: &Filed) -> Option<Decimal> {
    filed.claim.fact.kpi_figure().map(|(value, _)| value)
}

/// The claims that move a KPI, in their order.
pub fn claims<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi) -> Vec<&'a Filed> {
    snapshot.about(&kpi.id).filter(|c| value_of(c).is_some()).collect()
}

/// The period of a KPI that a day falls in.
pub fn period(snapshot: &Snapshot<'_>, kpi: &Kpi, day: NaiveDate) -> DateRange {
    period_of(kpi, day, snapshot.org.company.fiscal_year_start_month)
}

fn last<'a>(claims: &[&'a Filed]) -> Option<Figure<'a>> {
    let newest = *claims.last()?;
    Some(Figure { value: value_of(newest)?, day: newest.day(), basis: Basis::Said, claims: vec![newest] })
}

/// The figure as it stands now: of a sum, the running period's; else what was said last.
pub fn now<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi) -> Option<Figure<'a>> {
    match kpi.aggregation {
        Aggregation::Sum => during(snapshot, kpi, period(snapshot, kpi, snapshot.today)),
        Aggregation::Ratio => {
            let running = period(snapshot, kpi, snapshot.today);
            quotient(snapshot, kpi, running).or_else(|| latest(snapshot, kpi))
        }
        Aggregation::Latest | Aggregation::Average => latest(snapshot, kpi),
    }
}

/// What was reported last: of a sum, the total of that period.
pub fn latest<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi) -> Option<Figure<'a>> {
    let said = claims(snapshot, kpi);
    let newest = last(&said)?;
    match kpi.aggregation {
        Aggregation::Sum => during(snapshot, kpi, period(snapshot, kpi, newest.day)),
        Aggregation::Latest | Aggregation::Average | Aggregation::Ratio => Some(newest),
    }
}

/// The figure of one day: of a sum, what that day added, else the total stated on it.
pub fn on<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi, day: NaiveDate) -> Option<Figure<'a>> {
    let said: Vec<&Filed> = claims(snapshot, kpi).into_iter().filter(|c| c.day() == day).collect();
    let added: Vec<&Filed> = said.iter().copied().filter(|c| matches!(c.claim.fact, Fact::Increment { .. })).collect();
    if kpi.aggregation == Aggregation::Sum && !added.is_empty() {
        let value = added.iter().filter_map(|c| value_of(c)).sum();
        return Some(Figure { value, day, basis: Basis::Total(DateRange::day(day)), claims: added });
    }
    last(&said)
}

/// The figure over some days.
pub fn during<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi, range: DateRange) -> Option<Figure<'a>> {
    if let Some(figure) = quotient(snapshot, kpi, range) {
        return Some(figure);
    }
    let all = claims(snapshot, kpi);
    let within: Vec<&Filed> = all.iter().copied().filter(|c| range.contains(c.day())).collect();
    let newest = last(&within)?;
    match kpi.aggregation {
        Aggregation::Latest | Aggregation::Ratio => Some(newest),
        Aggregation::Average => {
            let values: Vec<Decimal> = within.iter().filter_map(|c| value_of(c)).collect();
            let mean = values.iter().sum::<Decimal>() / Decimal::from(values.len());
            let value = mean.round_dp(2).normalize();
            Some(Figure { value, day: newest.day, basis: Basis::Mean(range), claims: within })
        }
        Aggregation::Sum => Some(added(snapshot, kpi, &all, &within, range)),
    }
}

/// One KPI's figure over another's of the same days; `None` for what is no ratio, or where a part has no figure.
fn quotient<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi, range: DateRange) -> Option<Figure<'a>> {
    let ratio = kpi.ratio.as_ref()?;
    let part = |key| during(snapshot, snapshot.org.kpi(key)?, range);
    let (over, under) = (part(&ratio.numerator)?, part(&ratio.denominator)?);
    let value = divide(kpi, over.value, under.value)?.round_dp(2).normalize();
    let day = over.day.max(under.day);
    let claims = over.claims.into_iter().chain(under.claims).collect();
    Some(Figure { value, day, basis: Basis::Quotient(range), claims })
}

/// The figure of a ratio in its unit: in per cent, or the plain quotient.
pub fn divide(kpi: &Kpi, over: Decimal, under: Decimal) -> Option<Decimal> {
    let quotient = over.checked_div(under)?;
    if kpi.unit.class() == UnitClass::Percent { quotient.checked_mul(Decimal::ONE_HUNDRED) } else { Some(quotient) }
}

/// What a sum gained over some days: for each of its periods, the total at their end less the total before them.
fn added<'a>(
    snapshot: &Snapshot<'_>,
    kpi: &Kpi,
    all: &[&'a Filed],
    within: &[&'a Filed],
    range: DateRange,
) -> Figure<'a> {
    let mut periods: Vec<DateRange> = within.iter().map(|c| period(snapshot, kpi, c.day())).collect();
    periods.dedup();
    let total = |span: DateRange, until: &dyn Fn(NaiveDate) -> bool| {
        let claims = all.iter().copied().filter(|c| span.contains(c.day()) && until(c.day()));
        KpiState::fold(&kpi.id, span, claims).map_or(Decimal::ZERO, |s| s.figure(Aggregation::Sum))
    };
    let value = periods
        .iter()
        .map(|span| total(*span, &|d| d <= range.last) - total(*span, &|d| d < range.first))
        .sum::<Decimal>()
        .normalize();
    let day = within.last().map_or(range.last, |c| c.day());
    Figure { value, day, basis: Basis::Total(range), claims: basis_of(within) }
}

/// The claims a total rests on: from the last stated total on.
fn basis_of<'a>(within: &[&'a Filed]) -> Vec<&'a Filed> {
    let stated = within.iter().rposition(|c| matches!(c.claim.fact, Fact::Measurement { .. }));
    let Some(at) = stated else { return within.to_vec() };
    let own = within[at].report;
    within[at..].iter().copied().filter(|c| c.report != own || c.id == within[at].id).collect()
}

/// The mean of the running period beside what was said last, where a KPI is a mean of several.
pub fn running_mean<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi) -> Option<Figure<'a>> {
    if kpi.aggregation != Aggregation::Average {
        return None;
    }
    during(snapshot, kpi, period(snapshot, kpi, snapshot.today)).filter(|f| f.claims.len() > 1)
}

/// The target in the KPI's unit over some days: of a relative one, what it comes to. `None` where there is none, or the
/// figure it refers to is not known.
pub fn target(snapshot: &Snapshot<'_>, kpi: &Kpi, day: NaiveDate) -> Option<Target> {
    let before = kpi.target_form.reference(day).and_then(|then| during(snapshot, kpi, period(snapshot, kpi, then)));
    target_of(kpi, before.map(|f| f.value).or(kpi.baseline)).ok()
}

/// How a figure stands against a target of the KPI.
pub fn against(kpi: &Kpi, target: &Target, value: Decimal) -> Against {
    let (reached, gap) = match target {
        Target::Bound(bound) => {
            let reached = match kpi.direction {
                Direction::Lower => value <= *bound,
                Direction::Higher | Direction::Range => value >= *bound,
            };
            (reached, (value - bound).abs())
        }
        Target::Within(range) => {
            let gap = if value < *range.start() {
                *range.start() - value
            } else if value > *range.end() {
                value - *range.end()
            } else {
                Decimal::ZERO
            };
            (range.contains(&value), gap)
        }
    };
    Against { reached, gap: gap.normalize() }
}

/// The figure that stood on a day: said within the days meant, else the last said before them, else the first after.
pub fn standing<'a>(snapshot: &Snapshot<'a>, kpi: &Kpi, range: DateRange) -> Option<Figure<'a>> {
    let said = claims(snapshot, kpi);
    let until: Vec<&Filed> = said.iter().copied().filter(|c| c.day() <= range.last).collect();
    let chosen = if until.is_empty() { said.into_iter().take(1).collect() } else { until };
    let newest = last(&chosen)?;
    match kpi.aggregation {
        Aggregation::Sum => {
            let span = period(snapshot, kpi, newest.day);
            during(snapshot, kpi, DateRange { first: span.first, last: newest.day })
        }
        Aggregation::Latest | Aggregation::Average | Aggregation::Ratio => Some(newest),
    }
}
