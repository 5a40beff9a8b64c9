//! Headings that are names: what stands under 会员中心: is about it, what stands under a colleague's name is a colleague's.

use crate::{domain::Key, understanding::cue::Cue};

use super::work::Walk;

/// The headings above a clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heads {
    work: Option<Key>,
    /// Whether a colleague's name stands above: plans and hours under it are not the writer's.
    pub others: bool,
    /// The line of the clause before, and whether that was a heading itself.
    line: usize,
    heading: bool,
}

impl Walk<'_, '_> {
    /// Keeps the headings up to a clause, and takes what they name as spoken of where the clause begins a sentence.
    pub(crate) fn under(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        // A line of its own between, empty or a heading of another kind, ends what names head.
        if c.line > self.heads.line + 1 && !self.heads.heading {
            self.heads = Heads::default();
        }
        let first = clause == 0 || scene.clauses[clause - 1].line != c.line;
        self.heads.heading = first && self.heads_lines(clause) && self.take_head(clause);
        self.heads.line = c.line;
        let opens = clause == 0 || scene.clauses[clause - 1].sentence != c.sentence;
        if opens
            && !self.heads.heading
            && scene.works(c).is_empty()
            && scene.named_in(c.start, c.end).all(|n| n.kpi.is_none())
            && let Some(key) = &self.heads.work
        {
            self.work = Some((key.clone(), clause));
        }
    }

    /// Takes the one name that a heading consists of.
    fn take_head(&mut self, clause: usize) -> bool {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let mut named = scene.named_in(c.start, c.end);
        let (Some(n), None) = (named.next(), named.next()) else { return false };
        let bare = scene.foreign(c.start, n.start) + scene.foreign(n.end, c.end) == 0
            && scene.quantities_in(c.start, c.end).next().is_none()
            && scene.cues_in(c.start, c.end).all(|k| matches!(k.cue, Cue::Glue));
        if !bare || !n.tied.is_empty() {
            return false;
        }
        let person = n.who.as_ref().filter(|w| n.kpi.is_none() && scene.lexicon.org().person(w).is_some());
        match (&n.work, person) {
            (Some(work), _) => self.heads.work = Some(work.clone()),
            (None, Some(who)) => {
                self.heads = Heads { others: who != scene.author, ..Heads::default() };
            }
            (None, None) => return false,
        }
        true
    }

    /// Whether a clause is all of its line and heads the lines below: a colon or brackets say so, or a list below.
    fn heads_lines(&self, clause: usize) -> bool {
        let scene = self.scene;
        let chars = &scene.text.chars;
        let c = &scene.clauses[clause];
        let Some(next) = scene.clauses.get(clause + 1).filter(|n| n.line > c.line) else { return false };
        let after = chars[c.end..].iter().take_while(|c| **c != '\n').find(|c| **c != ' ');
        let last = chars[c.end - 1];
        let marked = matches!(after, Some(':' | '】' | ']' | '*')) || matches!(last, '】' | ']');
        let hashed = chars[..c.start].iter().rev().take_while(|c| **c != '\n').any(|c| *c == '#');
        let listed = |start: usize| {
            let lead = chars[..start].iter().rev().take_while(|c| **c != '\n').find(|c| **c != ' ');
            matches!(lead, Some('-' | '*' | '•' | '·' | '.' | '、' | ')' | ':'))
        };
        marked || hashed || after.is_none() && next.line == c.line + 1 && listed(next.start) && !listed(c.start)
    }
}
