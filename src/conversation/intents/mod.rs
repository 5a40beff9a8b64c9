//! What each kind of message does, one file an intent.

pub mod choice;
pub mod confirm;
pub mod correction;
pub mod define;
pub mod endorse;
pub mod field;
pub mod field_definition;
pub mod goal_check;
pub mod help;
pub mod invite;
pub mod language;
pub mod mine;
pub mod naming;
pub mod question;
pub mod report;
pub mod request;
pub mod review;
pub mod small_talk;
pub mod trace;
pub mod withdraw;
pub mod work;
