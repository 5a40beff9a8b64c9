//! Tests of the whole, in one binary.

mod architecture;
mod db_faults;
mod faults;
mod fresh;
mod intents;
mod kill;
mod pg_crash;
mod phrases;
mod power;
mod questions;
mod reading;
mod store;
mod transcripts;
