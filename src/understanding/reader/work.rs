//! The walk over the clauses: what was claimed so far and what was spoken of last.

use crate::{
    domain::{Doubt, Fact, Key},
    understanding::{cue::Cue, quantity::Quantity},
};

use super::{Draft, heads::Heads, rows::Row, scene::Scene};

/// Reading in progress.
pub(crate) struct Walk<'s, 'a> {
    pub scene: &'s Scene<'a>,
    pub drafts: Vec<Draft>,
    /// The work spoken of last, and in which clause.
    pub work: Option<(Key, usize)>,
    /// The KPI spoken of last, and in which clause.
    pub kpi: Option<(Key, usize)>,
    /// The sentence in which a KPI's figures are told for its parts, not for the whole.
    pub parted: Option<usize>,
    /// The row of a table that is being walked.
    pub(super) row: Option<Row>,
    /// The headings of things and people that the clause stands under.
    pub(super) heads: Heads,
}

impl<'s, 'a> Walk<'s, 'a> {
    pub(crate) fn new(scene: &'s Scene<'a>) -> Self {
        Walk { scene, drafts: Vec::new(), work: None, kpi: None, parted: None, row: None, heads: Heads::default() }
    }

    /// Adds a claim whose words are a whole clause.
    pub(crate) fn claim(&mut self, clause: usize, fact: Fact, subject: Option<Key>, doubt: Option<Doubt>) {
        let c = &self.scene.clauses[clause];
        self.drafts.push(Draft { fact, subject, start: c.start, end: c.end, approximate: false, doubt, clause });
    }

    /// Adds a claim that a figure makes.
    pub(crate) fn figure_claim(
        &mut self,
        clause: usize,
        q: &Quantity,
        fact: Fact,
        subject: Option<Key>,
        doubt: Option<Doubt>,
    ) {
        let c = &self.scene.clauses[clause];
        let rival = self.scene.quantities_in(c.start, q.start).next_back();
        let start = rival.map_or(c.start, |other| other.end);
        let (start, end) = if self.recent(clause).iter().any(|d| d.clause == clause && d.end > start) {
            crate::understanding::clause::trim(&self.scene.text.chars, start, q.end)
        } else {
            (c.start, q.end)
        };
        let start = start.min(q.start);
        self.drafts.push(Draft {
            fact,
            subject,
            start,
            end: end.max(q.end),
            approximate: q.approximate,
            doubt,
            clause,
        });
    }

    /// The drafts of the sentence a clause belongs to: those before it are not gone through again and again.
    pub(super) fn recent(&self, clause: usize) -> &[Draft] {
        let sentence = |i: usize| self.scene.clauses[i].sentence;
        let before = self.drafts.iter().rposition(|d| sentence(d.clause) < sentence(clause));
        &self.drafts[before.map_or(0, |i| i + 1)..]
    }

    /// Remembers what a clause was about.
    pub(crate) fn remember(&mut self, clause: usize) {
        let c = &self.scene.clauses[clause];
        // 听说 leads away from what is spoken of; 供应商说 stays with it.
        if self.scene.hearsay(clause)
            && (self.scene.has(c.start, c.end, Cue::Hearsay) || self.scene.works_in_full(c).is_empty())
        {
            return;
        }
        let works = self.scene.works(c);
        let claimed = self
            .recent(clause)
            .iter()
            .filter(|d| d.clause == clause)
            .filter_map(|d| d.subject.clone())
            .find(|k| self.scene.lexicon.is_work(k));
        let titled = |end: usize| {
            ["日报", "周报", "月报"].iter().any(|w| self.scene.text.chars[end..].iter().copied().take(2).eq(w.chars()))
        };
        let named = works.first().filter(|n| !titled(n.end)).and_then(|n| n.work.clone());
        if let Some(key) = claimed.or(named) {
            self.work = Some((key, clause));
        } else if self.recent(clause).iter().any(|d| {
            let told = matches!(d.fact, Fact::Plan { .. } | Fact::Blocker { .. } | Fact::Effort { .. });
            d.clause == clause && d.subject.is_none() && told
        }) {
            // Something else was spoken of: what follows leans on it, not on the work before.
            self.work = None;
        }
        let figured = self
            .recent(clause)
            .iter()
            .rev()
            .find(|d| d.clause == clause && matches!(d.fact, Fact::Measurement { .. } | Fact::Increment { .. }));
        let kpi = figured
            .and_then(|d| d.subject.clone())
            .or_else(|| self.scene.named_in(c.start, c.end).filter_map(|n| n.kpi.clone()).next_back());
        if let Some(key) = kpi {
            self.kpi = Some((key, clause));
        }
    }
}
