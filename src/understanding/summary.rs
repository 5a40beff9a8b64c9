//! A report in a sentence or two, from its claims: names, figures, dates.

use super::language;
use crate::domain::{Claim, Language, Org};

/// Tells the claims in the language of the report, not longer than the report.
pub(crate) fn summary(org: &Org, language: Language, text: &str, claims: &[Claim], keywords: &[String]) -> String {
    let limit = text.chars().count();
    let mut told = match language {
        Language::Zh => language::zh::summary::tell(org, claims),
        Language::En => language::en::summary::tell(org, claims),
    };
    if told.is_empty() {
        told =
            if keywords.is_empty() { text.lines().next().unwrap_or_default().to_string() } else { keywords.join(", ") };
    }
    while told.chars().count() > limit {
        match told.char_indices().rev().find(|(_, c)| matches!(c, ';')) {
            Some((at, _)) => told.truncate(at),
            None => {
                told = told.chars().take(limit).collect();
                break;
            }
        }
    }
    told
}
