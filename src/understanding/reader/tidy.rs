//! From drafts to claims: no fact twice, the shortest words, everything grounded.

use std::collections::HashMap;

use crate::{
    domain::{Claim, Decimal, Fact, Key, Reader, WorkStatus},
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
            // 做了过半,55%: so is a percentage after a half in its sentence.
            // 第二套装配好,80%: what is not yet whole in the same breath is not done.
            places.retain(|at| {
                let replaced = kept[*at].as_ref().is_some_and(|k| outdone(scene, k, &draft));
                if replaced {
                    kept[*at] = None;
                }
                !replaced
            });
        }
        // 登录接口 完成: 60% and 80%完成 tell how far it is, not that it is done.
        if is_done(&draft.fact)
            && places.iter().filter_map(|at| kept[*at].as_ref()).any(|k| k.clause == draft.clause && partial(&k.fact))
        {
            continue;
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

/// Leaves out a day told as due where the same sentence goes on to move it: 明天 due,但版权没谈下来,delay 到 11/23.
pub(crate) fn without_old_days(scene: &Scene<'_>, mut drafts: Vec<Draft>) -> Vec<Draft> {
    let moved: Vec<(Option<Key>, usize)> = drafts
        .iter()
        .filter(|d| matches!(d.fact, Fact::DueChange { .. }))
        .map(|d| (d.subject.clone(), d.clause))
        .collect();
    drafts.retain(|d| {
        let c = &scene.clauses[d.clause];
        let bare = matches!(d.fact, Fact::Plan { .. }) && scene.foreign(c.start, c.end) <= 1;
        !(bare && moved.iter().any(|(key, at)| *key == d.subject && *at > d.clause && scene.together(*at, d.clause)))
    });
    drafts
}

/// Whether a claim of progress takes the place of one before it on the same subject.
fn outdone(scene: &Scene<'_>, before: &Draft, progress: &Draft) -> bool {
    match before.fact {
        Fact::Progress { .. } => {
            let half = scene.text.chars[before.start..before.end].contains(&'半');
            before.clause == progress.clause || half && scene.together(before.clause, progress.clause)
        }
        Fact::Status { state: WorkStatus::Done } => {
            let near = scene.together(before.clause, progress.clause) && progress.clause.abs_diff(before.clause) <= 2;
            near && !whole(&progress.fact)
        }
        Fact::Status { .. }
        | Fact::Measurement { .. }
        | Fact::Increment { .. }
        | Fact::Effort { .. }
        | Fact::Cost { .. }
        | Fact::Blocker { .. }
        | Fact::Plan { .. }
        | Fact::DueChange { .. }
        | Fact::Field { .. } => false,
    }
}

fn is_done(fact: &Fact) -> bool {
    matches!(fact, Fact::Status { state: WorkStatus::Done })
}

fn partial(fact: &Fact) -> bool {
    matches!(fact, Fact::Progress { .. }) && !whole(fact)
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
