//! The words of the business and their arithmetic.
//!
//! Nothing here does I/O, reads a clock or awaits: `now` and `today` are arguments.

pub mod access;
pub mod approval;
pub mod attainment;
pub mod calendar;
pub mod claim;
pub mod contract;
pub mod figure;
pub mod history;
pub mod key;
pub mod language;
pub mod org;
pub mod period;
pub mod state;
pub mod work;

pub use claim::{Claim, Doubt, Fact, Reader, Span, Standing, WorkStatus};
pub use figure::{Decimal, Unit};
pub use history::{Filed, History, Order, ReportMeta, Review, ReviewKind};
pub use key::Key;
pub use language::Language;
pub use org::Org;
