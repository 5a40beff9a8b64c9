//! The card in words: each claim beside the words it came from.

use super::{en, zh};
use crate::{
    app::card::{Card, Line},
    domain::{Claim, Doubt, Language, Org, Standing},
};

/// The words of one language for a card.
pub(super) struct Words {
    /// Above the claims.
    pub heading: &'static str,
    /// Where no claim was found.
    pub nothing: &'static str,
    /// One claim in words, without its evidence.
    pub claim: fn(&Org, &Claim) -> String,
    /// Around the quoted words.
    pub quote: fn(&str) -> String,
    /// What a claim stated before.
    pub was: fn(&str) -> String,
    /// After a claim that does not count, or not yet.
    pub standing: fn(&Standing, Option<&Doubt>) -> Option<&'static str>,
    /// The question that a doubt asks.
    pub choose: fn(&str, &[&str]) -> String,
    /// The question whether a doubtful figure is meant.
    pub check: fn(&str, &Doubt, &str) -> String,
    /// Below the claims: what can be done.
    pub footer: &'static str,
}

fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &zh::card::WORDS,
        Language::En => &en::card::WORDS,
    }
}

/// One claim in words: what it states, without its evidence.
pub fn claim_line(org: &Org, claim: &Claim, language: Language) -> String {
    (words(language).claim)(org, claim)
}

/// A card in words.
pub fn card(org: &Org, card: &Card, language: Language) -> String {
    let words = words(language);
    if card.lines.is_empty() {
        return words.nothing.to_string();
    }
    let mut text = words.heading.to_string();
    for (at, line) in card.lines.iter().enumerate() {
        text.push_str(&format!("\n{}. {}", at + 1, row(org, line, words)));
    }
    if let Some(question) = question(org, card, words) {
        text.push('\n');
        text.push_str(&question);
    } else {
        text.push('\n');
        text.push_str(words.footer);
    }
    text
}

fn row(org: &Org, line: &Line, words: &Words) -> String {
    let mut row = (words.claim)(org, &line.claim);
    if let Some(was) = &line.was {
        row.push_str(&(words.was)(&(words.claim)(org, was)));
    }
    if let Some(note) = (words.standing)(&line.standing, line.claim.doubt.as_ref()) {
        row.push_str(note);
    }
    row.push_str(&(words.quote)(&line.claim.quote));
    row
}

/// At most one question after a report; other doubts stay visible on their lines.
fn question(org: &Org, card: &Card, words: &Words) -> Option<String> {
    if let Some((line, candidates)) = card.open_choice() {
        let names: Vec<&str> = candidates.iter().map(|k| org.name(k)).collect();
        return Some((words.choose)(&line.claim.quote, &names));
    }
    let line = card.open_check()?;
    let doubt = line.claim.doubt.as_ref()?;
    Some((words.check)(&(words.claim)(org, &line.claim), doubt, &line.claim.quote))
}
