//! What reading a report gives.

use crate::domain::{Claim, Language};

/// What was understood of one report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The claims, in the order of their words. One with a doubt waits for its writer.
    pub claims: Vec<Claim>,
    /// The words that say what it is about, in the order of the text, each an exact piece of it.
    pub keywords: Vec<String>,
    /// One or two sentences that tell the claims, in the language of the report.
    pub summary: String,
    /// The language of the report.
    pub language: Language,
}
