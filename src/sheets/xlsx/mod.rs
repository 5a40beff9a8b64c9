//! XLSX, in and out.

mod read;
mod safe;
mod write;

pub use self::{read::from_xlsx, write::to_xlsx};
