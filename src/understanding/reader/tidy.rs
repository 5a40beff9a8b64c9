//! From drafts to claims: no fact twice, the shortest words, everything grounded.

use crate::{
    domain::{Claim, Decimal, Fact, Reader, WorkStatus},
    understanding::{clause::trim, ground::grounded},
};

use super::{Draft, scene::Scene};

/// Leaves out what is told twice: the words of both then carry the one claim if they stand together.
pub(crate) fn tidied(scene: &Scene<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if let Fact::Progress { .. } = draft.fact {
            // 写完一半多(55%): the later figure is the exact one.
            // 做了过半,55%: so is a percentage after a half in its sentence.
            kept.retain(|k| {
                let half = scene.text.chars[k.start..k.end].contains(&'半') && scene.together(k.clause, draft.clause);
                !(k.subject == draft.subject
                    && (k.clause == draft.clause || half)
                    && matches!(k.fact, Fact::Progress { .. }))
            });
            // 第二套装配好,80%: what is not yet whole in the same breath is not done.
            kept.retain(|k| {
                let done = matches!(k.fact, Fact::Status { state: WorkStatus::Done });
                let near = scene.together(k.clause, draft.clause) && draft.clause - k.clause <= 2;
                !(done && near && k.subject == draft.subject && !whole(&draft.fact))
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

fn whole(fact: &Fact) -> bool {
    matches!(fact, Fact::Progress { percent } if percent >= &Decimal::ONE_HUNDRED)
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
