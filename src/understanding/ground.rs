//! Grounding: no claim without its words, no figure that does not re-parse from them.

use super::{
    quantity::{self, Quantity, QuantityKind},
    text::Text,
};
use crate::domain::{Claim, Decimal, Fact, Unit, figure::UnitClass};

/// Whether a claim's quote stands at its span of `text` and its figure re-parses from the quote.
pub fn grounded(text: &str, claim: &Claim) -> bool {
    claim.span.of(text) == Some(claim.quote.as_str()) && says_its_figure(claim)
}

/// Whether a claim has a quote, and its figure re-parses from that.
pub(crate) fn says_its_figure(claim: &Claim) -> bool {
    if claim.quote.is_empty() {
        return false;
    }
    let Some((value, unit)) = claim.fact.figure() else { return true };
    let quote = Text::new(&claim.quote);
    [false, true].into_iter().any(|voice| {
        quantity::scan(&quote, voice).iter().any(|q| {
            let mut said = in_unit(q, &unit);
            if matches!(claim.fact, Fact::Progress { .. }) {
                said = said.into_iter().map(reached).collect();
            }
            said.contains(&value) || hours(q) == Some(value)
        })
    })
}

/// The progress a percentage tells. Work is never done by less than nothing: in 登录接口-80% the hyphen is a dash.
pub(crate) fn reached(percent: Decimal) -> Decimal {
    percent.abs()
}

/// The working hours of a figure: a day is eight.
pub(crate) fn hours(quantity: &Quantity) -> Option<Decimal> {
    matches!(quantity.kind, QuantityKind::Duration { .. }).then_some(quantity.value)
}

/// What a figure may be in a unit, likeliest first; empty where it cannot be in that unit.
pub(crate) fn in_unit(quantity: &Quantity, unit: &Unit) -> Vec<Decimal> {
    let value = quantity.value;
    match (&quantity.kind, unit.class()) {
        (QuantityKind::Number, _) => vec![value],
        (QuantityKind::Percent | QuantityKind::Fraction { .. }, UnitClass::Percent) => vec![value],
        (QuantityKind::Money(currency), UnitClass::Money) if currency == unit => vec![value],
        (QuantityKind::Duration { days }, UnitClass::Time) => {
            let sixty = Decimal::from(60);
            let day = Decimal::from(24);
            match (unit.as_str(), days) {
                ("h" | "小时", None) => vec![value],
                ("h" | "小时", Some(days)) => vec![*days * day],
                ("min" | "分钟", None) => vec![(value * sixty).round_dp(6).normalize()],
                ("min" | "分钟", Some(days)) => vec![*days * day * sixty],
                (_, Some(days)) => vec![*days],
                (_, None) => vec![(value / day).round_dp(6).normalize()],
            }
        }
        (QuantityKind::Count(_), UnitClass::Count) => vec![value],
        (QuantityKind::Money(_), UnitClass::Count) if matches!(unit.as_str(), "块" | "元") => vec![value],
        (
            QuantityKind::Percent
            | QuantityKind::Fraction { .. }
            | QuantityKind::Money(_)
            | QuantityKind::Duration { .. }
            | QuantityKind::Count(_)
            | QuantityKind::Points,
            UnitClass::Percent | UnitClass::Money | UnitClass::Time | UnitClass::Count,
        ) => Vec::new(),
    }
}
