//! Figures and their units.
//!
//! Figures are exact decimals; both databases store them as `i64` millionths.

use std::{fmt, sync::Arc};

pub use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

const MILLION: i64 = 1_000_000;

/// A figure as the databases hold it: millionths, rounded half to even beyond the sixth place.
///
/// `None` where it does not fit, beyond about ±9.2 × 10¹².
pub fn to_millionths(value: Decimal) -> Option<i64> {
    value.checked_mul(Decimal::from(MILLION))?.round().to_i64()
}

/// The figure that a stored number of millionths stands for.
pub fn from_millionths(stored: i64) -> Decimal {
    (Decimal::from(stored) / Decimal::from(MILLION)).normalize()
}

/// A figure as JSON and charts take it.
pub fn to_f64(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// A figure as people read it: no trailing zeros, at most two places unless it is below one.
pub fn shown(value: Decimal) -> String {
    let places = if value.abs() < Decimal::ONE { 4 } else { 2 };
    value.round_dp(places).normalize().to_string()
}

/// The unit of a figure, as `org.json` writes it: `%`, `h`, `CNY`, `USD`, or a measure word (`个`, `单`, `条`).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unit(Arc<str>);

/// What kind of thing a unit counts; figures of different classes never bind to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitClass {
    /// Per cent.
    Percent,
    /// Hours, or another duration that converts to hours or days.
    Time,
    /// A currency.
    Money,
    /// A count with its measure word.
    Count,
}

impl Unit {
    /// Wraps a unit as `org.json` writes it.
    pub fn new(unit: impl Into<Arc<str>>) -> Self {
        Unit(unit.into())
    }

    /// Per cent.
    pub fn percent() -> Self {
        Unit::new("%")
    }

    /// Hours.
    pub fn hours() -> Self {
        Unit::new("h")
    }

    /// People, counted.
    pub fn people() -> Self {
        Unit::new("人")
    }

    /// The unit as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the unit counts. `天` and `day` are [`UnitClass::Time`]: they convert by 24 hours a day where a KPI counts
    /// elapsed time; working time converts by 8 and is no KPI unit.
    pub fn class(&self) -> UnitClass {
        match &*self.0 {
            "%" => UnitClass::Percent,
            "h" | "小时" | "min" | "分钟" | "天" | "day" | "days" => UnitClass::Time,
            "CNY" | "USD" | "EUR" | "HKD" | "JPY" | "GBP" | "元" => UnitClass::Money,
            _ => UnitClass::Count,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl From<&str> for Unit {
    fn from(unit: &str) -> Self {
        Unit::new(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_survives_storage() {
        for text in ["0", "84.5", "-0.000001", "9200000000000", "0.41"] {
            let figure: Decimal = text.parse().expect("a decimal");
            let stored = to_millionths(figure).expect("it fits");
            assert_eq!(from_millionths(stored), figure, "{text}");
        }
        assert_eq!(to_millionths(Decimal::MAX), None);
    }

    #[test]
    fn figures_are_shown_without_noise() {
        assert_eq!(shown("85.00".parse().expect("a decimal")), "85");
        assert_eq!(shown("33.333333".parse().expect("a decimal")), "33.33");
        assert_eq!(shown("0.285".parse().expect("a decimal")), "0.285");
    }
}
