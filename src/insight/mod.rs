//! The arithmetic behind answers: states as of a moment, KPIs against their targets, hours, money, duty, risk.
//!
//! Pure: an [`Org`](crate::domain::Org), a [`History`](crate::domain::History) and a moment go in, figures with the
//! claims they rest on come out. Nothing here knows who asks.

pub mod duty;
pub mod effort;
pub mod goals;
pub mod kpi;
pub mod money;
pub mod risk;
pub mod snapshot;

pub use snapshot::Snapshot;
