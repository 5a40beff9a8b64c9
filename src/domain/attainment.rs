//! Attainment 完成率: how much of a target an actual figure is, as a share of it: 1 is reached, 0 is nothing, at most
//! [`CAP`].
//!
//! | formula | attainment of an actual A |
//! |---|---|
//! | higher | A/T |
//! | lower | 2 − A/T; with T = 0: 1 where A ≤ 0, else 0 |
//! | lower, reciprocal | T/A; the cap where A ≤ 0 |
//! | change | (A − B)/(T − B) from a baseline B |
//! | range | 1 inside, falling to 0 over a width w outside |
//! | tiers | 0 before the threshold, 0.6 on it, 1 on the target, 1.2 on the stretch, straight lines between |
//! | milestone | 1 on time, less p points a day late |
//!
//! All exact decimals, clamped to 0..1.2. Only a score is rounded ([`score`]); what is rolled up is not. The formulas are
//! conventions of this project, common in practice; no standard is quoted.

use super::{
    Decimal,
    org::{Direction, Form, Kpi, Scoring, Target, TargetForm},
};

/// The most that counts: 1.2, that is 120 %.
pub const CAP: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// What the threshold of a tiered KPI is worth.
const THRESHOLD: Decimal = Decimal::from_parts(6, 0, 0, false, 1);

/// How attainment is computed, with everything but the actual figure.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// The more the better: A/T.
    Higher {
        /// T.
        target: Decimal,
    },
    /// The less the better, linear: 2 − A/T.
    Lower {
        /// T.
        target: Decimal,
    },
    /// The less the better, reciprocal: T/A.
    LowerReciprocal {
        /// T.
        target: Decimal,
    },
    /// How much of the way from a baseline is gone, whichever way it leads.
    Change {
        /// B.
        baseline: Decimal,
        /// T.
        target: Decimal,
    },
    /// Good within a range; falls off to 0 over `falloff` outside.
    Range {
        /// The low end, which is inside.
        low: Decimal,
        /// The high end, which is inside.
        high: Decimal,
        /// The width over which it falls, in the KPI's unit.
        falloff: Decimal,
    },
    /// Straight lines between three marks, rising or falling.
    Tiers {
        /// 门槛: below it nothing counts.
        threshold: Decimal,
        /// 目标.
        target: Decimal,
        /// 挑战.
        stretch: Decimal,
    },
    /// The actual figure is how many days late it came; early is on time.
    Milestone {
        /// Points of a hundred lost a day.
        per_day: Decimal,
    },
}

/// Why there is no attainment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotComputable {
    /// Nobody has reported a figure for the period.
    NoFigure,
    /// No target is set.
    NoTarget,
    /// The target is zero and the formula divides by it.
    ZeroTarget,
    /// The target is below zero and the formula divides by it.
    NegativeTarget,
    /// A change is measured from a baseline, and none is set.
    NoBaseline,
    /// The target is where it started: there is no way to go.
    TargetIsBaseline,
    /// The target is a change against a period of which no figure is known.
    NoReference,
    /// The figure that the target is a change of is zero or below.
    ReferenceNotPositive,
    /// A range without a width to fall off over.
    NoFalloff,
    /// The marks of a tiered KPI neither rise nor fall.
    TiersOutOfOrder,
    /// A figure too large to reckon with.
    TooLarge,
    /// A roll-up of which no child has an attainment, or none with a weight.
    NothingBelow,
}

impl Formula {
    /// The formula of a KPI: what its scoring says, else by its direction. `reference` is the figure that a relative
    /// target is a change of, and has no meaning for an absolute one.
    pub fn of(kpi: &Kpi, reference: Option<Decimal>) -> Result<Formula, NotComputable> {
        if let Some(Scoring::Milestone { per_day }) = kpi.scoring {
            return Ok(Formula::Milestone { per_day });
        }
        let from_reference = kpi.target_form != TargetForm::Absolute;
        let target = match target_of(kpi, reference)? {
            Target::Bound(target) => target,
            Target::Within(range) => {
                let (low, high) = range.into_inner();
                let falloff = match kpi.scoring {
                    Some(Scoring::Range { falloff }) => falloff,
                    _ => high - low,
                };
                return Ok(Formula::Range { low, high, falloff });
            }
        };
        let baseline = if from_reference { reference } else { kpi.baseline };
        // A target of no change has no way to go: then the figure itself is measured.
        let moves = from_reference && baseline != Some(target);
        match kpi.scoring {
            Some(Scoring::Tiers { threshold, stretch }) => Ok(Formula::Tiers { threshold, target, stretch }),
            Some(Scoring::Reciprocal) => Ok(Formula::LowerReciprocal { target }),
            Some(Scoring::Change) => {
                Ok(Formula::Change { baseline: baseline.ok_or(NotComputable::NoBaseline)?, target })
            }
            Some(Scoring::Linear | Scoring::Range { .. } | Scoring::Milestone { .. }) | None => {
                match (baseline, kpi.scoring.is_none() && (moves || kpi.form == Form::KeyResult)) {
                    (Some(baseline), true) => Ok(Formula::Change { baseline, target }),
                    (_, _) if kpi.direction == Direction::Lower => Ok(Formula::Lower { target }),
                    (_, _) => Ok(Formula::Higher { target }),
                }
            }
        }
    }

    /// The attainment of an actual figure, 0..=[`CAP`].
    pub fn attain(&self, actual: Decimal) -> Result<Decimal, NotComputable> {
        let share = match *self {
            Formula::Higher { target } => ratio(actual, positive(target)?)?,
            Formula::Lower { target } | Formula::LowerReciprocal { target } if target.is_zero() => {
                if actual <= Decimal::ZERO { Decimal::ONE } else { Decimal::ZERO }
            }
            Formula::Lower { target } => less(Decimal::TWO, ratio(actual, positive(target)?)?)?,
            Formula::LowerReciprocal { target } if actual <= Decimal::ZERO => positive(target).map(|_| CAP)?,
            Formula::LowerReciprocal { target } => ratio(positive(target)?, actual)?,
            Formula::Change { baseline, target } => {
                let way = less(target, baseline)?;
                if way.is_zero() {
                    return Err(NotComputable::TargetIsBaseline);
                }
                ratio(less(actual, baseline)?, way)?
            }
            Formula::Range { low, high, falloff } => {
                let outside = less(low, actual)?.max(less(actual, high)?).max(Decimal::ZERO);
                match (outside.is_zero(), falloff > Decimal::ZERO) {
                    (true, _) => Decimal::ONE,
                    (false, true) => less(Decimal::ONE, ratio(outside, falloff)?)?,
                    (false, false) => return Err(NotComputable::NoFalloff),
                }
            }
            Formula::Tiers { threshold, target, stretch } => tiers(actual, threshold, target, stretch)?,
            Formula::Milestone { per_day } => {
                let lost = actual.max(Decimal::ZERO).checked_mul(per_day).ok_or(NotComputable::TooLarge)?;
                less(Decimal::ONE, lost / Decimal::ONE_HUNDRED)?
            }
        };
        Ok(share.clamp(Decimal::ZERO, CAP))
    }
}

/// What a KPI is to reach in its own unit: a relative target is that many per cent more than the figure it refers to.
pub fn target_of(kpi: &Kpi, reference: Option<Decimal>) -> Result<Target, NotComputable> {
    let target = kpi.target.clone().ok_or(NotComputable::NoTarget)?;
    let (Target::Bound(percent), TargetForm::LastYear | TargetForm::LastMonth) = (&target, kpi.target_form) else {
        return Ok(target);
    };
    let before = reference.ok_or(NotComputable::NoReference)?;
    if before <= Decimal::ZERO {
        return Err(NotComputable::ReferenceNotPositive);
    }
    let change = before.checked_mul(*percent).ok_or(NotComputable::TooLarge)? / Decimal::ONE_HUNDRED;
    before.checked_add(change).map(|t| Target::Bound(t.normalize())).ok_or(NotComputable::TooLarge)
}

/// The attainment of a KPI's figure. That of a key result is 1 at most, as is usual for OKR.
pub fn attain(kpi: &Kpi, actual: Decimal, reference: Option<Decimal>) -> Result<Decimal, NotComputable> {
    let share = Formula::of(kpi, reference)?.attain(actual)?;
    Ok(if kpi.form == Form::KeyResult { share.min(Decimal::ONE) } else { share })
}

/// An attainment as a score in points of a hundred, rounded half up to 0.01.
pub fn score(attainment: Decimal) -> Decimal {
    to_cents(attainment * Decimal::ONE_HUNDRED)
}

/// Rounded half up to 0.01. Scores are never below zero, so that half up is away from zero.
pub fn to_cents(points: Decimal) -> Decimal {
    points.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// The weighted mean Σ(weight × share) / Σ weight, not rounded. `None` where nothing has a weight above zero.
pub fn weighted(parts: impl IntoIterator<Item = (Decimal, Decimal)>) -> Option<Decimal> {
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for (weight, share) in parts {
        sum = sum.checked_add(weight.checked_mul(share)?)?;
        weights = weights.checked_add(weight)?;
    }
    (weights > Decimal::ZERO).then(|| sum / weights)
}

/// What weights come to where that is not 100; `None` where they are whole.
pub fn weights_amiss(weights: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    let sum: Decimal = weights.into_iter().sum();
    (sum != Decimal::ONE_HUNDRED).then(|| sum.normalize())
}

fn positive(target: Decimal) -> Result<Decimal, NotComputable> {
    if target.is_zero() {
        Err(NotComputable::ZeroTarget)
    } else if target.is_sign_negative() {
        Err(NotComputable::NegativeTarget)
    } else {
        Ok(target)
    }
}

fn ratio(a: Decimal, b: Decimal) -> Result<Decimal, NotComputable> {
    a.checked_div(b).ok_or(NotComputable::TooLarge)
}

fn less(a: Decimal, b: Decimal) -> Result<Decimal, NotComputable> {
    a.checked_sub(b).ok_or(NotComputable::TooLarge)
}

fn tiers(actual: Decimal, threshold: Decimal, target: Decimal, stretch: Decimal) -> Result<Decimal, NotComputable> {
    let falling = threshold > target;
    // Marks that fall are those of a rising KPI seen in a mirror.
    let [actual, threshold, target, stretch] =
        [actual, threshold, target, stretch].map(|mark| if falling { -mark } else { mark });
    if threshold >= target || target >= stretch {
        return Err(NotComputable::TiersOutOfOrder);
    }
    let between = |low: Decimal, high: Decimal, from: Decimal, to: Decimal| {
        let along = ratio(less(actual, low)?, less(high, low)?)?;
        along.checked_mul(to - from).map(|rise| from + rise).ok_or(NotComputable::TooLarge)
    };
    if actual < threshold {
        Ok(Decimal::ZERO)
    } else if actual < target {
        between(threshold, target, THRESHOLD, Decimal::ONE)
    } else if actual < stretch {
        between(target, stretch, Decimal::ONE, CAP)
    } else {
        Ok(CAP)
    }
}
