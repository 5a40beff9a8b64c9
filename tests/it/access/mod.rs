//! The policy, cell by cell, through every way out.

mod company;
mod matrix;
mod page;
