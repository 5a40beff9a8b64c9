//! Rows of a table whose header says what its columns hold.
//!
//! A cell says little by itself: 80 under 进度 is how far the thing named in its row is, 11-25 under 截止 the day it should
//! be done. Columns without a known header, remarks above all, are read as any other words.

use crate::{
    domain::{Decimal, Doubt, Fact, Key, WorkStatus},
    understanding::{
        cue::Cue,
        ground::reached,
        quantity::{Quantity, QuantityKind},
        table::{self, Column},
        time::Looking,
    },
};

use super::{status::state_of, work::Walk};

/// More than these hours in one cell is a sum or an estimate, no day's work.
const MOST_HOURS: u32 = 200;

/// How much the cell that names a task may say beyond the name (登录接口开发) for the state to be that of the whole.
const BESIDE_NAME: usize = 1;

/// A deadline written without its year that would be further ahead than this has passed.
const FURTHEST_DAYS: i64 = 270;

/// What one row is about.
#[derive(Clone, Debug)]
pub(super) struct Row {
    line: usize,
    subject: Option<(Key, Option<Doubt>)>,
    /// Whether the cell names a part of the thing only.
    part: bool,
    /// Whether it is a colleague's.
    others: bool,
    done: bool,
}

impl Walk<'_, '_> {
    /// Claims of a cell whose header says what it holds; `false` where it is to be read as any other words.
    pub(crate) fn cell(&mut self, clause: usize) -> bool {
        let c = &self.scene.clauses[clause];
        if c.column.is_none() && self.row.as_ref().is_none_or(|r| r.line != c.line) {
            return false;
        }
        if self.row.as_ref().is_none_or(|r| r.line != c.line) {
            self.row = Some(self.row_at(clause));
            self.work = self.row.as_ref().and_then(|r| r.subject.clone()).map(|(key, _)| (key, clause));
        }
        let Some(column) = c.column else { return false };
        // A row about no work may be about a KPI: its words are read as any others.
        if self.row_subject().is_none() && matches!(column, Column::Progress | Column::State) {
            return false;
        }
        match column {
            Column::Task => return false,
            Column::Progress => {
                if !self.cell_progress(clause) {
                    self.cell_state(clause);
                }
            }
            Column::State => {
                self.cell_state(clause);
                self.cell_percent(clause);
            }
            Column::Due => self.cell_due(clause),
            Column::Effort => self.cell_effort(clause),
            Column::Owner | Column::Serial => {}
        }
        true
    }

    /// The row that begins at a clause.
    fn row_at(&self, first: usize) -> Row {
        let scene = self.scene;
        let line = scene.clauses[first].line;
        let mut row = Row { line, subject: None, part: false, others: false, done: false };
        let mut in_task = false;
        for (i, c) in scene.clauses.iter().enumerate().skip(first).take_while(|(_, c)| c.line == line) {
            let named = matches!(c.column, None | Some(Column::Task));
            if named
                && !(in_task && c.column.is_none())
                && let Some(n) = scene.works_in_full(c).last()
                && let Some(key) = &n.work
                && row.subject.as_ref().is_none_or(|(whole, _)| self.more_exact(key, whole))
            {
                row.subject = Some((key.clone(), scene.doubt_of(n)));
                row.part = scene.foreign(c.start, n.start) + scene.foreign(n.end, c.end) > BESIDE_NAME;
                in_task = c.column.is_some();
            }
            match c.column {
                Some(Column::Owner) => {
                    let who: Vec<&Key> = scene.named_in(c.start, c.end).filter_map(|n| n.who.as_ref()).collect();
                    row.others = scene.foreign(c.start, c.end) > 1 || !who.is_empty() && !who.contains(&scene.author);
                }
                Some(Column::Progress | Column::State) => {
                    let full = scene.quantities_in(c.start, c.end).any(|q| percent(q) == Some(Decimal::from(100)));
                    row.done |= full || self.state_told(i) == Some(WorkStatus::Done);
                }
                Some(Column::Task | Column::Due | Column::Effort | Column::Serial) | None => {}
            }
        }
        row
    }

    /// Whether one thing is a part of the other, as the cell of a task is beside that of its project.
    fn more_exact(&self, part: &Key, whole: &Key) -> bool {
        let org = self.scene.lexicon.org();
        org.project(whole).is_some() && org.project_of(part).is_some_and(|p| &p.id == whole)
    }

    fn row_subject(&self) -> Option<(Key, Option<Doubt>)> {
        self.row.as_ref().and_then(|r| r.subject.clone())
    }

    fn others_row(&self) -> bool {
        self.row.as_ref().is_some_and(|r| r.others)
    }

    /// 80 or 80% under 进度.
    fn cell_progress(&mut self, clause: usize) -> bool {
        let c = &self.scene.clauses[clause];
        let Some((q, value)) = self.scene.quantities_in(c.start, c.end).find_map(|q| Some((q.clone(), percent(q)?)))
        else {
            return false;
        };
        self.row_progress(clause, &q, value);
        true
    }

    /// 完成80% under 状态.
    fn cell_percent(&mut self, clause: usize) {
        let c = &self.scene.clauses[clause];
        let found = self.scene.quantities_in(c.start, c.end).find(|q| matches!(q.kind, QuantityKind::Percent)).cloned();
        if let Some(q) = found {
            let value = q.value;
            self.row_progress(clause, &q, value);
        }
    }

    fn row_progress(&mut self, clause: usize, q: &Quantity, value: Decimal) {
        if let Some((key, doubt)) = self.row_subject().filter(|_| !q.remaining) {
            self.figure_claim(clause, q, Fact::Progress { percent: reached(value) }, Some(key), doubt);
        }
    }

    /// The state that a cell tells of its row.
    fn state_told(&self, clause: usize) -> Option<WorkStatus> {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        if scene.unvouched(clause)
            || scene.cues_in(c.start, c.end).any(|k| matches!(k.cue, Cue::Not | Cue::Cannot | Cue::Will))
        {
            return None;
        }
        if table::goes_on(&scene.text.chars[c.start..c.end]) {
            return Some(WorkStatus::Started);
        }
        if scene.quantities_in(c.start, c.end).next().is_some() {
            return None;
        }
        scene.cues_in(c.start, c.end).find_map(|k| state_of(k.cue).filter(|_| scene.foreign(c.start, c.end) <= 2))
    }

    fn cell_state(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let part = self.row.as_ref().is_some_and(|r| r.part);
        let Some((key, doubt)) = self.row_subject() else { return };
        if let Some(state) = self.state_told(clause).filter(|_| !part) {
            self.claim(clause, Fact::Status { state }, Some(key), doubt);
        } else if scene.has(c.start, c.end, Cue::Blocked) && !scene.unvouched(clause) {
            self.claim(clause, Fact::Blocker { waiting_on: None }, Some(key), doubt);
        }
    }

    /// A day under 截止: what the writer will do by then, unless it is done or a colleague's.
    fn cell_due(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let done = self.row.as_ref().is_some_and(|r| r.done);
        if done || self.others_row() {
            return;
        }
        let day = scene.times_in(c.start, c.end, Looking::Ahead).next_back().map(|t| t.range.last);
        let near = |day: &chrono::NaiveDate| *day >= scene.today && (*day - scene.today).num_days() <= FURTHEST_DAYS;
        if let (Some(date), Some((key, doubt))) = (day.filter(near), self.row_subject()) {
            self.claim(clause, Fact::Plan { date: Some(date) }, Some(key), doubt);
        }
    }

    /// 4 or 4h under 工时.
    fn cell_effort(&mut self, clause: usize) {
        let scene = self.scene;
        let c = &scene.clauses[clause];
        let hours = |q: &&Quantity| {
            let plain = matches!(q.kind, QuantityKind::Duration { .. } | QuantityKind::Number);
            plain && q.value > Decimal::ZERO && q.value <= Decimal::from(MOST_HOURS) && !q.remaining
        };
        let Some(q) = scene.quantities_in(c.start, c.end).find(hours).cloned().filter(|_| !self.others_row()) else {
            return;
        };
        let (key, doubt) = self.row_subject().map_or((None, None), |(key, doubt)| (Some(key), doubt));
        self.figure_claim(clause, &q, Fact::Effort { hours: q.value }, key, doubt);
    }
}

/// The percentage a figure under 进度 tells. A bare fraction such as 0.8 may be 80% or not: it tells none.
fn percent(q: &Quantity) -> Option<Decimal> {
    match q.kind {
        QuantityKind::Percent | QuantityKind::Fraction { .. } => Some(q.value),
        QuantityKind::Number => {
            let whole = q.value.is_integer() && q.value != Decimal::ONE;
            (whole && q.value >= Decimal::ZERO && q.value <= Decimal::from(100)).then_some(q.value)
        }
        QuantityKind::Points | QuantityKind::Money(_) | QuantityKind::Duration { .. } | QuantityKind::Count(_) => None,
    }
}
