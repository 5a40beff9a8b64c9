//! What of a report a model is asked about.
//!
//! In doubt are: a figure, a day, a state or an obstacle that the rules took for no claim though the words around it look
//! like one; a claim that could be about several things; and a report that names work and yet states nothing.

use super::{
    Asking, Task, candidates, figures,
    subject::{Class, names, shares_word},
};
use crate::{
    domain::{Claim, Key, Language, Span, access, figure::UnitClass},
    understanding::{
        Lexicon, Message, Reading,
        clause::Clause,
        cue::Cue,
        language,
        quantity::{Quantity, QuantityKind},
        reader::{Scene, Strength, Walk, state_of},
        section::Topic,
        text::Text,
    },
};

/// The longest report that is sent whole, in characters.
const LONGEST_TEXT: usize = 4000;

/// The most pieces pointed out.
const MOST_PIECES: usize = 12;

/// What of a report the rules were unsure about; `None` where there is nothing to ask.
pub fn task(lexicon: &Lexicon, message: &Message<'_>, reading: &Reading, when: Asking) -> Option<Task> {
    let text = Text::new(message.text);
    let scene = Scene::new(lexicon, message, &text);
    if scene.clauses.is_empty() {
        return None;
    }
    let doubts = Doubts { walk: Walk::new(&scene), claims: &reading.claims, said: said(&reading.claims) };
    let mut pieces = doubts.pieces();
    if pieces.is_empty() && when == Asking::WhereInDoubt {
        return None;
    }
    pieces.truncate(MOST_PIECES);
    let words = match when {
        Asking::WhereInDoubt => pieces.iter().filter_map(|p| p.of(message.text)).map(str::to_owned).collect(),
        Asking::Always => Vec::new(),
    };
    Some(Task {
        text: sent(message.text, &pieces),
        language: Language::of(message.text).unwrap_or_default(),
        candidates: candidates::subjects(&scene, when),
        people: candidates::people(&scene),
        pieces,
        words,
        timezone: lexicon.org().company.timezone,
    })
}

/// The text, or of a very long one the lines that hold the pieces.
fn sent(text: &str, pieces: &[Span]) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.chars().count();
        let held = pieces.iter().any(|p| p.overlaps(Span { start, end })) || pieces.is_empty();
        if held {
            let room = LONGEST_TEXT.saturating_sub(kept.chars().count());
            kept.extend(line.chars().chain(std::iter::once('\n')).take(room));
        }
        start = end + 1;
    }
    kept
}

struct Doubts<'s, 'a> {
    walk: Walk<'s, 'a>,
    claims: &'s [Claim],
    /// The words of all claims, in the order of the text and apart.
    said: Vec<Span>,
}

/// The words of claims as stretches of the text, in its order; those that overlap are one.
fn said(claims: &[Claim]) -> Vec<Span> {
    let mut spans: Vec<Span> = claims.iter().map(|c| c.span).collect();
    spans.sort();
    let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => last.end = last.end.max(span.end),
            None => apart.push(span),
        }
    }
    apart
}

impl Doubts<'_, '_> {
    /// The places in doubt, in the order of the text.
    fn pieces(&self) -> Vec<Span> {
        let scene = self.walk.scene;
        let mut pieces: Vec<Span> = self.claims.iter().filter(|c| self.unsure(c)).map(|c| c.span).collect();
        let unread = |i: &usize| self.unread(*i);
        pieces.extend((0..scene.clauses.len()).filter(unread).map(|i| self.span(i)));
        if pieces.is_empty() && self.claims.is_empty() {
            pieces.extend((0..scene.clauses.len()).filter(|i| self.speaks_of_work(*i)).map(|i| self.span(i)));
        }
        pieces.sort();
        pieces.dedup();
        pieces
    }

    /// Whether a claim could be about several things, or is about none though its words share one with the writer's work.
    fn unsure(&self, claim: &Claim) -> bool {
        let (start, end) = self.walk.scene.text.place(claim.span);
        claim.doubt.is_some() || claim.subject.is_none() && self.touched(start, end).iter().any(|c| self.own(c))
    }

    /// The clauses that share a character with a stretch of the text; clauses stand in its order.
    fn touched(&self, start: usize, end: usize) -> &[Clause] {
        let clauses = &self.walk.scene.clauses;
        let first = clauses.partition_point(|c| c.end <= start);
        let behind = first + clauses[first..].partition_point(|c| c.start < end);
        &clauses[first..behind]
    }

    fn span(&self, clause: usize) -> Span {
        let c = &self.walk.scene.clauses[clause];
        self.walk.scene.text.span(c.start, c.end)
    }

    /// Whether a range of uniform characters is in the words of a claim.
    fn covered(&self, start: usize, end: usize) -> bool {
        let span = self.walk.scene.text.span(start, end);
        let first = self.said.partition_point(|s| s.end <= span.start);
        self.said[first..].iter().take_while(|s| s.start < span.end.max(span.start + 1)).any(|s| s.overlaps(span))
    }

    fn unread(&self, clause: usize) -> bool {
        let scene = self.walk.scene;
        let c = &scene.clauses[clause];
        if scene.unvouched(clause) || scene.private(c) {
            return false;
        }
        self.figure(clause, c) || self.state(clause, c) || self.obstacle(clause, c) || self.day(clause, c)
    }

    /// A figure that could be a claim and is none.
    fn figure(&self, clause: usize, c: &Clause) -> bool {
        let scene = self.walk.scene;
        scene.quantities_in(c.start, c.end).any(|q| {
            !self.covered(q.start, q.end) && figures::told(&self.walk, clause, q) && self.says_something(clause, c, q)
        })
    }

    fn says_something(&self, clause: usize, c: &Clause, q: &Quantity) -> bool {
        let scene = self.walk.scene;
        let org = scene.lexicon.org();
        let from = self.walk.window(clause, q);
        let counted = names(scene, c.start, c.end, Class::Kpi)
            .iter()
            .filter_map(|n| n.kpi.as_ref().and_then(|k| org.kpi(k)))
            .any(|kpi| self.walk.takes(kpi, q));
        let worked = || !names(scene, c.start, c.end, Class::Work).is_empty();
        let spent = || scene.has(c.start, c.end, Cue::Cost);
        counted
            || match &q.kind {
                QuantityKind::Percent => worked() || scene.has(from, q.start, Cue::Progress),
                QuantityKind::Money(_) => spent() && !self.walk.unspent(clause, q, from),
                QuantityKind::Duration { .. } => {
                    let cued = scene.has(c.start, c.end, Cue::Effort) || spent();
                    !self.walk.unworked(clause, q, from, cued)
                }
                QuantityKind::Count(unit) => self.counts_something(c, q, unit.as_str()),
                QuantityKind::Fraction { .. } => worked(),
                // 今天新签认38万: an amount whose currency goes without saying.
                QuantityKind::Number => scene.has(from, q.start, Cue::Gain) || scene.has(from, q.start, Cue::Total),
                QuantityKind::Points => false,
            }
    }

    /// A count of what a KPI of the writer's counts, gained, finished, or in words that share some with its name.
    fn counts_something(&self, c: &Clause, q: &Quantity, unit: &str) -> bool {
        let scene = self.walk.scene;
        let org = scene.lexicon.org();
        let told = scene.cues_in(c.start, q.start).any(|k| matches!(k.cue, Cue::Gain | Cue::Total))
            || scene.cues_in(c.start, c.end).any(|k| k.cue == Cue::Deliver);
        org.kpis.iter().any(|kpi| {
            access::moves(org, scene.author, kpi)
                && kpi.unit.class() == UnitClass::Count
                && language::zh::words::counts_alike(unit, kpi.unit.as_str())
                && (told || unit == kpi.unit.as_str() && shares_word(scene, c, &kpi.id))
        })
    }

    /// A state of something named that no claim tells.
    fn state(&self, clause: usize, c: &Clause) -> bool {
        let scene = self.walk.scene;
        if c.section.topic == Topic::Plan || self.covered(c.start, c.end) {
            return false;
        }
        let named = names(scene, c.start, c.end, Class::Work);
        let about = |cue: &crate::understanding::cue::CueAt| {
            let whole = named.iter().any(|n| scene.foreign(n.end.min(cue.start), cue.start.max(n.end)) <= 6);
            whole || named.is_empty() && self.own(c)
        };
        scene.cues_in(c.start, c.end).any(|cue| {
            state_of(cue.cue).is_some_and(|state| {
                (cue.cue != Cue::Deliver || self.walk.told_as_past(clause, cue))
                    && !scene.denied(clause, cue.start, cue.end)
                    && !self.walk.looks_ahead(clause, state)
                    && about(cue)
            }) || cue.cue == Cue::Move && scene.ahead_in(c.start, c.end, true).is_some() && about(cue)
        })
    }

    /// Whether a clause that names nothing shares a word with what the writer is assigned.
    fn own(&self, c: &Clause) -> bool {
        let scene = self.walk.scene;
        let tasks = scene.lexicon.org().projects.iter().flat_map(|j| &j.tasks);
        let mine: Vec<&Key> = tasks.filter(|t| t.assignee.as_ref() == Some(scene.author)).map(|t| &t.id).collect();
        mine.iter().any(|key| shares_word(scene, c, key))
    }

    /// Something that holds up and that no claim tells. Trouble alone is one only where the line speaks of work.
    fn obstacle(&self, clause: usize, c: &Clause) -> bool {
        let scene = self.walk.scene;
        // Lines stand in the order of the text.
        let first = scene.clauses.partition_point(|o| o.line < c.line);
        let line = || scene.clauses[first..].iter().take_while(|o| o.line == c.line);
        let worked = || line().any(|o| !names(scene, o.start, o.end, Class::Work).is_empty());
        !self.covered(c.start, c.end)
            && match self.walk.strength(clause) {
                Strength::None => false,
                Strength::Trouble => worked(),
                Strength::Plain => true,
            }
    }

    /// A day ahead beside words of some weight, which no claim tells.
    fn day(&self, clause: usize, c: &Clause) -> bool {
        let scene = self.walk.scene;
        !self.covered(c.start, c.end)
            && scene.ahead_in(c.start, c.end, false).is_some()
            && !scene.past(clause)
            && scene.foreign(c.start, c.end) >= 1
    }

    /// Whether a clause of a report without claims names work or a KPI.
    fn speaks_of_work(&self, clause: usize) -> bool {
        let scene = self.walk.scene;
        let c = &scene.clauses[clause];
        let named = |class| !names(scene, c.start, c.end, class).is_empty();
        !scene.unvouched(clause) && (named(Class::Work) || named(Class::Kpi))
    }
}
