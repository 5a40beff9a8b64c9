//! What of a model's answer holds.
//!
//! The rules' own view of the whole report is the judge: names, figures, days and cues as they find them, so that a quote
//! cut out of 未完成 or 1800 cannot say 完成 or 18.

use super::{
    Accepted, Refused, Task, Why,
    answer::{self, Kind, Written},
    place::{self, Place},
};
use crate::{
    domain::{Claim, Doubt, Fact, Key, Reader},
    understanding::{
        Lexicon, Message,
        ground::grounded,
        reader::{Scene, Walk},
        text::Text,
    },
};

/// What judging one answer needs.
pub(super) struct Bench<'s, 'a> {
    pub walk: Walk<'s, 'a>,
    pub task: &'s Task,
    pub message: &'s Message<'a>,
}

/// What the words turned out to state.
pub(super) struct Found {
    pub fact: Fact,
    pub doubt: Option<Doubt>,
    pub approximate: bool,
    /// The only clause that says it; the words around it may say the contrary of something else.
    pub only: Option<usize>,
}

impl Found {
    pub(super) fn new(fact: Fact, doubt: Option<Doubt>) -> Found {
        Found { fact, doubt, approximate: false, only: None }
    }
}

/// The claims of an answer that hold: each stands on words of the text that state it. Never fails.
pub fn accept(lexicon: &Lexicon, message: &Message<'_>, task: &Task, answer: &str) -> Accepted {
    let mut accepted = Accepted::default();
    let written = match answer::claims(answer) {
        Ok(written) => written,
        Err(why) => {
            accepted.refused.push(Refused { at: 0, why });
            return accepted;
        }
    };
    let text = Text::new(message.text);
    let scene = Scene::new(lexicon, message, &text);
    let bench = Bench { walk: Walk::new(&scene), task, message };
    for (at, written) in written.into_iter().enumerate() {
        match written.and_then(|w| bench.judged(&w)) {
            Ok(claim) if accepted.claims.iter().any(|c| same(c, &claim)) => {
                accepted.refused.push(Refused { at, why: Why::Twice });
            }
            Ok(claim) => accepted.claims.push(claim),
            Err(why) => accepted.refused.push(Refused { at, why }),
        }
    }
    accepted.claims.sort_by_key(|c| c.span);
    accepted
}

fn same(a: &Claim, b: &Claim) -> bool {
    a.fact == b.fact && a.subject == b.subject && a.span.overlaps(b.span)
}

impl Bench<'_, '_> {
    fn judged(&self, written: &Written) -> Result<Claim, Why> {
        let scene = self.walk.scene;
        let place = place::find(scene, self.message.text, &written.quote, &self.task.pieces)?;
        let subject = self.listed(written.subject.as_deref())?;
        self.vouched(written.kind, &place)?;
        let found = match written.kind {
            Kind::Measurement | Kind::Increment | Kind::Progress | Kind::Effort | Kind::Cost => {
                self.figure(written, &place, subject.as_ref())
            }
            Kind::Status => self.status(written, &place, subject.as_ref()),
            Kind::DueChange => self.due_change(written, &place, subject.as_ref()),
            Kind::Blocker => self.blocker(written, &place, subject.as_ref()),
            Kind::Plan => self.plan(written, &place, subject.as_ref()),
        }?;
        let place = match found.only {
            Some(clause) => place.within(scene, self.message.text, clause)?,
            None => place,
        };
        let claim = Claim {
            fact: found.fact,
            subject,
            span: place.span,
            quote: place.quote,
            by: Reader::Model,
            approximate: found.approximate,
            doubt: found.doubt,
        };
        // The figure must re-parse from the quote alone as well.
        if grounded(self.message.text, &claim) { Ok(claim) } else { Err(Why::Figure) }
    }

    /// The subject as a key of the list.
    fn listed(&self, subject: Option<&str>) -> Result<Option<Key>, Why> {
        let Some(subject) = subject else { return Ok(None) };
        let listed = self.task.candidates.iter().find(|c| c.key.as_str() == subject);
        listed.map(|c| Some(c.key.clone())).ok_or(Why::Subject)
    }

    /// Whether the writer vouches for the words: nothing heard, asked, wished or private.
    fn vouched(&self, kind: Kind, place: &Place) -> Result<(), Why> {
        let scene = self.walk.scene;
        // What a blocker's clause that hinders says is looked at there: 卡在测试环境,洋洋说今晚修.
        let heard = place.clauses.clone().all(|i| scene.hearsay(i));
        let unvouched = |i: usize| match kind {
            Kind::Blocker => heard,
            Kind::Measurement
            | Kind::Increment
            | Kind::Progress
            | Kind::Status
            | Kind::Effort
            | Kind::Cost
            | Kind::Plan
            | Kind::DueChange => scene.unvouched(i),
        };
        let private = |i: usize| scene.private(&scene.clauses[i]);
        let holds = place.clauses.clone().all(|i| !unvouched(i) && !private(i));
        if holds { Ok(()) } else { Err(Why::Unvouched) }
    }
}
