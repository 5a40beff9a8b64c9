//! The card: what was understood of a report, each figure beside the words it came from.

use uuid::Uuid;

use super::change::{Change, Filing, NewClaim};
use crate::{
    domain::{Claim, Doubt, Key, Standing},
    insight::goals::Rise,
};

/// What was understood of one report, as its writer sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The report.
    pub report: Uuid,
    /// Its text as received.
    pub text: String,
    /// Its claims in the order of their words; superseded ones are not lines of their own.
    pub lines: Vec<Line>,
    /// What it moved above its KPIs, one line of them a KPI; told when it is filed.
    pub above: Vec<Vec<Rise>>,
}

/// One claim on a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The claim's id.
    pub id: Uuid,
    /// What it states now.
    pub claim: Claim,
    /// Whether it counts.
    pub standing: Standing,
    /// What it stated before it was corrected.
    pub was: Option<Claim>,
    /// The correcting message, where the words now stand; `None` while they are the report's.
    pub said_in: Option<String>,
}

impl Card {
    /// The first line whose subject its writer has to choose, with what it could be.
    pub fn open_choice(&self) -> Option<(&Line, &[Key])> {
        self.lines.iter().filter(|l| l.standing == Standing::Pending).find_map(|l| match &l.claim.doubt {
            Some(Doubt::Ambiguous { candidates }) => Some((l, candidates.as_slice())),
            Some(Doubt::Repeated | Doubt::Jump { .. } | Doubt::Besides { .. }) | None => None,
        })
    }

    /// The first line that waits for a yes: a figure said twice, or one far from what it has been.
    pub fn open_check(&self) -> Option<&Line> {
        self.lines.iter().filter(|l| l.standing == Standing::Pending).find(|l| match &l.claim.doubt {
            Some(Doubt::Repeated | Doubt::Jump { .. } | Doubt::Besides { .. }) => true,
            Some(Doubt::Ambiguous { .. }) | None => false,
        })
    }
}

impl Card {
    /// The card of a report about to be filed.
    pub fn of(filing: &Filing) -> Card {
        let line = |new: &NewClaim| Line {
            id: new.id,
            claim: new.claim.clone(),
            standing: new.standing,
            was: None,
            said_in: None,
        };
        let lines = filing.claims.iter().map(line).collect();
        Card { report: filing.report, text: filing.text.clone(), lines, above: Vec::new() }
    }

    /// The card with what the report moved above its KPIs.
    pub fn moving(mut self, above: Vec<Vec<Rise>>) -> Card {
        self.above = above;
        self
    }

    /// The card as it will be once a change is made.
    pub fn after(mut self: Card, change: &Change) -> Card {
        match change {
            Change::Replace(replacement) => {
                for line in self.lines.iter_mut().filter(|l| l.id == replacement.old.id) {
                    line.was = Some(std::mem::replace(&mut line.claim, replacement.new.claim.clone()));
                    line.id = replacement.new.id;
                    line.standing = replacement.new.standing;
                    line.said_in = replacement.said_in.clone();
                }
            }
            Change::Accept(filed) => {
                for line in self.lines.iter_mut().filter(|l| l.id == filed.id) {
                    line.standing = Standing::Counted;
                }
            }
            Change::Drop(filed) => self.lines.retain(|l| l.id != filed.id),
            Change::Several(changes) => return changes.iter().fold(self, Card::after),
            Change::Nothing
            | Change::Wonder(_)
            | Change::File(_)
            | Change::Revise(_)
            | Change::Name(_)
            | Change::Field(_)
            | Change::Redefine(_)
            | Change::Work(_)
            | Change::Define(_)
            | Change::Request(_)
            | Change::StandIn(_)
            | Change::Review(_)
            | Change::Refuse(_)
            | Change::Withdraw { .. } => {}
        }
        self
    }
}
