//! The card in words: each claim beside the words it came from.

use super::{effect, en, zh};
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
    pub check: fn(&str, &Doubt, &Claim) -> String,
    /// Below the claims: what can be done.
    pub footer: &'static str,
    /// Below the claims of a card that its writer confirmed.
    pub confirmed: &'static str,
    /// Above the claims of a report that was taken back.
    pub withdrawn: &'static str,
}

/// How a card stands with its writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardState {
    /// It can be confirmed or corrected.
    Open,
    /// It was confirmed.
    Confirmed,
    /// Its report was taken back.
    Withdrawn,
}

/// A card in words, in parts: for a channel that lays them out itself.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct CardWords {
    /// Above the claims.
    pub heading: String,
    /// One a claim, in order.
    pub lines: Vec<LineWords>,
    /// What the report moved above its KPIs, one a KPI.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<String>,
    /// The one question that is asked.
    pub question: Option<String>,
    /// Below, where no question is asked.
    pub footer: String,
}

/// One claim of a card in words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LineWords {
    /// What it states.
    pub words: String,
    /// What it stated before it was corrected.
    pub was: Option<String>,
    /// Why it does not count, or not yet.
    pub note: Option<String>,
    /// The words it came from.
    pub quote: String,
    /// The correcting message, where those words stand.
    pub said_in: Option<String>,
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

/// A card in parts.
pub fn card_words(org: &Org, card: &Card, state: CardState, language: Language) -> CardWords {
    let words = words(language);
    let heading = match (state, card.lines.is_empty()) {
        (CardState::Withdrawn, _) => words.withdrawn,
        (CardState::Open | CardState::Confirmed, true) => words.nothing,
        (CardState::Open | CardState::Confirmed, false) => words.heading,
    };
    let footer = match (state, card.lines.is_empty()) {
        (CardState::Withdrawn, _) => "",
        (CardState::Confirmed, _) => words.confirmed,
        (CardState::Open, true) => "",
        (CardState::Open, false) => words.footer,
    };
    CardWords {
        heading: heading.into(),
        lines: card.lines.iter().map(|line| line_words(org, line, words)).collect(),
        above: card.above.iter().map(|line| effect::line(org, line, language)).collect(),
        question: question(org, card, words).filter(|_| state == CardState::Open),
        footer: footer.into(),
    }
}

fn line_words(org: &Org, line: &Line, words: &Words) -> LineWords {
    LineWords {
        words: (words.claim)(org, &line.claim),
        was: line.was.as_ref().map(|was| (words.claim)(org, was)),
        note: (words.standing)(&line.standing, line.claim.doubt.as_ref()).map(str::to_string),
        quote: line.claim.quote.clone(),
        said_in: line.said_in.clone(),
    }
}

/// A card in one text.
pub fn card(org: &Org, card: &Card, state: CardState, language: Language) -> String {
    let words = words(language);
    let parts = card_words(org, card, state, language);
    let mut text = parts.heading;
    for (at, line) in parts.lines.iter().enumerate() {
        text.push_str(&format!("\n{}. {}", at + 1, row(line, words)));
    }
    for line in &parts.above {
        text.push('\n');
        text.push_str(line);
    }
    let below = parts.question.unwrap_or(parts.footer);
    if !below.is_empty() {
        text.push('\n');
        text.push_str(&below);
    }
    text
}

fn row(line: &LineWords, words: &Words) -> String {
    let was = line.was.as_ref().map(|was| (words.was)(was)).unwrap_or_default();
    let note = line.note.as_deref().unwrap_or_default();
    format!("{}{was}{note}{}", line.words, (words.quote)(&line.quote))
}

/// At most one question after a report; other doubts stay visible on their lines.
fn question(org: &Org, card: &Card, words: &Words) -> Option<String> {
    if let Some((line, candidates)) = card.open_choice() {
        let names: Vec<&str> = candidates.iter().map(|k| org.name(k)).collect();
        return Some((words.choose)(&line.claim.quote, &names));
    }
    let line = card.open_check()?;
    let doubt = line.claim.doubt.as_ref()?;
    Some((words.check)(&(words.claim)(org, &line.claim), doubt, &line.claim))
}
