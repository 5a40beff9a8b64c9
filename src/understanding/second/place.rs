//! Where a model's quote stands: letter for letter, but for white space, within one sentence.

use std::ops::Range;

use super::{LONGEST_QUOTE, Why};
use crate::{
    domain::Span,
    understanding::{clause::trim, reader::Scene},
};

/// The most clauses that the words of one claim run over; speech without a pause is one sentence.
const MOST_CLAUSES: usize = 3;

/// The words of a claim in their text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// Where they stand in the text as received.
    pub span: Span,
    /// The words, as the text has them.
    pub quote: String,
    /// First character, in uniform text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The clauses they touch.
    pub clauses: Range<usize>,
}

impl Place {
    /// The words that stand in one of the clauses.
    pub(super) fn within(self, scene: &Scene<'_>, text: &str, clause: usize) -> Result<Place, Why> {
        let c = &scene.clauses[clause];
        let (start, end) = trim(&scene.text.chars, self.start.max(c.start), self.end.min(c.end));
        if start >= end {
            return Err(Why::Quote);
        }
        let span = scene.text.span(start, end);
        let quote = span.of(text).ok_or(Why::Quote)?.to_owned();
        Ok(Place { span, quote, start, end, clauses: clause..clause + 1 })
    }
}

/// Finds the words of a quote; where they stand several times, those nearest a piece.
pub(super) fn find(scene: &Scene<'_>, text: &str, quote: &str, pieces: &[Span]) -> Result<Place, Why> {
    if quote.chars().take(LONGEST_QUOTE + 1).count() > LONGEST_QUOTE {
        return Err(Why::Quote);
    }
    let far = |span: &Span| pieces.iter().map(|p| distance(*span, *p)).min().unwrap_or(0);
    let span = occurrences(text, quote).into_iter().min_by_key(far).ok_or(Why::Quote)?;
    let (start, end) = scene.text.place(span);
    let (start, end) = trim(&scene.text.chars, start, end);
    if start >= end {
        return Err(Why::Quote);
    }
    let span = scene.text.span(start, end);
    let quote = span.of(text).ok_or(Why::Quote)?;
    let first = scene.clauses.partition_point(|c| c.end <= start);
    let last = scene.clauses.partition_point(|c| c.start < end);
    // White space between the words makes the place longer than the quote, but not without bound.
    let short = span.end - span.start <= 2 * LONGEST_QUOTE && last.saturating_sub(first) <= MOST_CLAUSES;
    if first >= last || !short || !scene.together(first, last - 1) {
        return Err(Why::Quote);
    }
    Ok(Place { span, quote: quote.to_owned(), start, end, clauses: first..last })
}

fn distance(a: Span, b: Span) -> usize {
    if a.overlaps(b) { 0 } else { a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end)) + 1 }
}

/// Every place where the quote stands, white space aside.
fn occurrences(text: &str, quote: &str) -> Vec<Span> {
    let wanted: Vec<char> = quote.chars().filter(|c| !c.is_whitespace()).collect();
    let there: Vec<(usize, char)> = text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()).collect();
    if wanted.len() < 2 || wanted.len() > there.len() {
        return Vec::new();
    }
    there
        .windows(wanted.len())
        .filter(|window| window.iter().map(|(_, c)| c).eq(&wanted))
        .map(|window| Span { start: window[0].0, end: window[window.len() - 1].0 + 1 })
        .collect()
}
