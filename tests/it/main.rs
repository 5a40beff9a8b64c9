//! Tests of the whole, in one binary.

mod access;
mod architecture;
mod backup;
mod db_faults;
mod evil;
mod faults;
mod fresh;
mod fuzzed;
mod intents;
mod keywords;
mod kill;
mod models;
mod peers;
mod people;
mod pg_crash;
mod phrases;
mod power;
mod questions;
mod reading;
mod reread;
mod second;
mod shapes;
mod sheets;
mod store;
#[cfg(feature = "telegram")]
mod telegram;
mod transcripts;
mod web;
