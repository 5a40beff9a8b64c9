//! From drafts to claims: no fact twice, the shortest words, everything grounded.

use std::collections::HashMap;

use crate::{
    domain::{Claim, Fact, Key, Reader},
    understanding::{clause::trim, ground::says_its_figure},
};

use super::{Draft, scene::Scene};

/// Leaves out what is told twice: the words of both then carry the one claim if they stand together.
pub(crate) fn tidied(scene: &Scene<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Option<Draft>> = Vec::with_capacity(drafts.len());
    // Places among the kept, by subject: a long report is not gone through again for each of its claims.
    let mut about: HashMap<Option<Key>, Vec<usize>> = HashMap::new();
    for draft in drafts {
        let places = about.entry(draft.subject.clone()).or_default();
        if let Fact::Progress { .. } = draft.fact {
            // 写完一半多(55%): the later figure is the exact one.
            places.retain(|at| {
                let replaced = kept[*at]
                    .as_ref()
                    .is_some_and(|k| k.clause == draft.clause && matches!(k.fact, Fact::Progress { .. }));
                if replaced {
                    kept[*at] = None;
                }
                !replaced
            });
        }
        let twin = places.iter().copied().find(|at| {
            kept[*at].as_ref().is_some_and(|k| {
                same(&k.fact, &draft.fact) && (k.clause == draft.clause || !matches!(k.fact, Fact::Effort { .. }))
            })
        });
        match twin.and_then(|at| kept[at].as_mut()) {
            Some(twin) => {
                let next = scene.clauses[draft.clause].line == scene.clauses[twin.clause].line
                    && draft.clause.abs_diff(twin.clause) <= 2;
                if next {
                    twin.end = twin.end.max(draft.end);
                    twin.start = twin.start.min(draft.start);
                }
            }
            None => {
                places.push(kept.len());
                kept.push(Some(draft));
            }
        }
    }
    kept.into_iter().flatten().collect()
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
            let quote = scene.text.words(original, start, end)?.to_string();
            let claim = Claim {
                fact: d.fact,
                subject: d.subject,
                span,
                quote,
                by: Reader::Rules,
                approximate: d.approximate,
                doubt: d.doubt,
            };
            says_its_figure(&claim).then_some(claim)
        })
        .collect()
}
