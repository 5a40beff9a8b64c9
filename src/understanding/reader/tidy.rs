//! From drafts to claims: no fact twice, the shortest words, everything grounded.

use crate::{
    domain::{Claim, Fact, Reader},
    understanding::{clause::trim, ground::grounded},
};

use super::{Draft, scene::Scene};

/// Leaves out what is told twice: the words of both then carry the one claim if they stand together.
pub(crate) fn tidied(scene: &Scene<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if let Fact::Progress { .. } = draft.fact {
            // 写完一半多(55%): the later figure is the exact one.
            kept.retain(|k| {
                !(k.clause == draft.clause && k.subject == draft.subject && matches!(k.fact, Fact::Progress { .. }))
            });
        }
        let twin = kept.iter_mut().find(|k| {
            k.subject == draft.subject
                && same(&k.fact, &draft.fact)
                && (k.clause == draft.clause || !matches!(k.fact, Fact::Effort { .. }))
        });
        match twin {
            Some(twin) => {
                let next = scene.clauses[draft.clause].line == scene.clauses[twin.clause].line
                    && draft.clause.abs_diff(twin.clause) <= 2;
                if next {
                    twin.end = twin.end.max(draft.end);
                    twin.start = twin.start.min(draft.start);
                }
            }
            None => kept.push(draft),
        }
    }
    kept
}

fn same(a: &Fact, b: &Fact) -> bool {
    match (a, b) {
        (Fact::Increment { .. }, Fact::Increment { .. }) | (Fact::Cost { .. }, Fact::Cost { .. }) => false,
        (Fact::Blocker { .. }, Fact::Blocker { .. }) => false,
        (a, b) => a == b,
    }
}

/// Drafts as claims, in the order of their words. What is not grounded is none.
pub(crate) fn claims(scene: &Scene<'_>, original: &str, mut drafts: Vec<Draft>) -> Vec<Claim> {
    drafts.sort_by_key(|d| (d.start, d.end));
    drafts
        .into_iter()
        .filter_map(|d| {
            let (start, end) = trim(&scene.text.chars, d.start, d.end);
            if start >= end {
                return None;
            }
            let span = scene.text.span(start, end);
            let quote = span.of(original)?.to_string();
            let claim = Claim {
                fact: d.fact,
                subject: d.subject,
                span,
                quote,
                by: Reader::Rules,
                approximate: d.approximate,
                doubt: d.doubt,
            };
            grounded(original, &claim).then_some(claim)
        })
        .collect()
}
