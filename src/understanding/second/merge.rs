//! Putting a model's claims beside those of the rules.
//!
//! Rules win on figures and dates. What they do not have enters. Where both read the same words and mean different
//! things, neither is believed: the claim waits for its writer. A claim that was in doubt stays so; a vote orders what is
//! asked.

use super::{Merged, subject::vote};
use crate::domain::{Claim, Doubt, Fact};

/// What a model's claims add to those of the rules, and where they disagree.
pub fn merge(rules: &[Claim], model: Vec<Claim>) -> Merged {
    let mut merged = Merged::default();
    for claim in &model {
        let rivals = || rules.iter().enumerate().filter(|(_, r)| rivals(r, claim));
        if rules.iter().any(|r| told(r, claim)) || rivals().any(|(_, r)| r.subject == claim.subject) {
            continue;
        }
        let contested = rivals().find(|(_, r)| figured(claim) || !model.iter().any(|m| told(m, r)));
        match contested {
            Some((i, rule)) => {
                if let Some(doubt) = disagreement(rule, claim)
                    && !merged.doubted.iter().any(|(at, _)| *at == i)
                {
                    merged.doubted.push((i, doubt));
                }
            }
            None => merged.added.push(claim.clone()),
        }
    }
    merged.doubted.sort_by_key(|(i, _)| *i);
    merged
}

/// Whether one claim tells what the other does, wherever in the text. Sums would count twice, so that only the same words
/// make two claims of them one.
fn told(a: &Claim, b: &Claim) -> bool {
    let near = match a.fact {
        Fact::Effort { .. } | Fact::Cost { .. } | Fact::Increment { .. } => a.span.overlaps(b.span),
        Fact::Measurement { .. }
        | Fact::Progress { .. }
        | Fact::Status { .. }
        | Fact::Blocker { .. }
        | Fact::Plan { .. }
        | Fact::DueChange { .. }
        | Fact::Field { .. } => true,
    };
    near && a.subject == b.subject && (a.fact == b.fact || class(&a.fact) == class(&b.fact) && overlapping(a, b))
}

/// Whether both read the same words as the same sort of fact: no second claim can stand on them.
fn rivals(rule: &Claim, model: &Claim) -> bool {
    if !rule.span.overlaps(model.span) {
        return false;
    }
    match (rule.fact.figure(), model.fact.figure()) {
        // One figure is one fact, whatever it is called.
        (Some((a, _)), Some((b, _))) => a == b,
        (None, None) => class(&rule.fact) == class(&model.fact),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// Facts of a class that overlap and are about one thing are one fact read twice, and the rules' reading stands.
fn overlapping(a: &Claim, b: &Claim) -> bool {
    // 今天新增12条,累计312条: an increment and a total of one KPI stand side by side.
    let counts = |c: &Claim| matches!(c.fact, Fact::Increment { .. });
    let beside = class(&a.fact) == 0 && counts(a) != counts(b) && a.fact.figure() != b.fact.figure();
    a.span.overlaps(b.span) && !beside
}

fn figured(claim: &Claim) -> bool {
    claim.fact.figure().is_some()
}

/// What sort of fact it is: measurement and increment are both a KPI's figure, plan and moved date both a day ahead.
fn class(fact: &Fact) -> u8 {
    match fact {
        Fact::Measurement { .. } | Fact::Increment { .. } => 0,
        Fact::Progress { .. } => 1,
        Fact::Status { .. } => 2,
        Fact::Effort { .. } => 3,
        Fact::Cost { .. } => 4,
        Fact::Blocker { .. } => 5,
        Fact::Plan { .. } | Fact::DueChange { .. } => 6,
        Fact::Field { .. } => 7,
    }
}

/// The doubt that two readings of the same words leave about the rules' claim.
fn disagreement(rule: &Claim, model: &Claim) -> Option<Doubt> {
    let voted = model.subject.as_ref()?;
    match &rule.doubt {
        Some(Doubt::Ambiguous { candidates }) if candidates.contains(voted) => {
            let doubt = vote(candidates, voted);
            (doubt != rule.doubt).then_some(doubt).flatten()
        }
        // A doubt that names others, or is of another sort, asks the writer already.
        Some(Doubt::Ambiguous { .. } | Doubt::Repeated | Doubt::Jump { .. } | Doubt::Besides { .. }) => None,
        None => match &rule.subject {
            Some(mine) => Some(Doubt::Ambiguous { candidates: vec![mine.clone(), voted.clone()] }),
            // Hours and money without a subject count all the same; a plan or an obstacle of nothing is of little use.
            None if figured(rule) => None,
            None => Some(Doubt::Ambiguous { candidates: vec![voted.clone()] }),
        },
    }
}
