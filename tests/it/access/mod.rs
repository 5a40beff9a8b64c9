//! The policy, cell by cell, through every way out.

mod acts;
mod average;
mod canary;
mod company;
mod group;
mod matrix;
mod page;
mod subject;
mod views;

pub use matrix::say;
