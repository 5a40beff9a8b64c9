//! Tests of the whole, in one binary.

mod access;
mod architecture;
mod attainment;
mod backup;
mod db_faults;
mod evil;
mod faults;
mod fields;
mod fresh;
mod fuzzed;
mod goals;
mod intents;
mod keywords;
mod kill;
mod long;
mod models;
mod peers;
mod people;
mod pg_crash;
mod phrases;
mod power;
mod questions;
mod reading;
mod requests;
mod reread;
mod second;
mod shapes;
mod sheets;
mod smart;
mod store;
#[cfg(feature = "telegram")]
mod telegram;
mod transcripts;
mod web;
