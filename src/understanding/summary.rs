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
    // Whole claims are left out at the end while that helps.
    if let Some((cut, next)) = told.char_indices().nth(limit) {
        let at = told[..cut + next.len_utf8()].rfind(';').unwrap_or(cut);
        told.truncate(at);
    }
    told
}
