//! The policy, cell by cell, through every way out.

mod acts;
mod canary;
mod company;
mod matrix;
mod page;
mod subject;
mod views;

pub use matrix::say;
