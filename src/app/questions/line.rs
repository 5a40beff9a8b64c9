//! What an answer says, a statement a line: data that `wording` tells in the asker's language.

use chrono::NaiveDate;

use super::{answer::Refusal, average::Mean, board::Column, of_field::OfField, of_goal::OfGoal, of_work::OfWork};
use crate::{
    domain::{
        Decimal, Fact, Key, ReviewKind, Unit, WorkStatus,
        org::{Cadence, Target},
        period::DateRange,
    },
    insight::risk::Finding,
};

/// How a KPI's figure came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Said on a day.
    Said(NaiveDate),
    /// Added up over some days.
    Total(DateRange),
    /// The mean over some days.
    Mean(DateRange),
    /// One KPI's figure over another's, of some days.
    Quotient(DateRange),
}

/// A statement. Things are named by their keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// How far a thing is and in which state.
    Work {
        /// The thing.
        subject: Key,
        /// In per cent.
        percent: Option<Decimal>,
        /// Its state.
        status: Option<WorkStatus>,
        /// Whether the figure is the mean of its tasks.
        estimated: bool,
    },
    /// Nobody has spoken of it yet.
    Unspoken {
        /// The thing.
        subject: Key,
    },
    /// What stands in its fields of the company's own.
    Fields {
        /// The project or KPI.
        subject: Key,
    },
    /// When it is due.
    Due {
        /// The thing.
        subject: Key,
        /// The day.
        day: NaiveDate,
        /// The day first planned, where it was moved.
        planned: Option<NaiveDate>,
        /// How often it was moved.
        slips: u32,
        /// Whether the day has passed and it is not over.
        overdue: bool,
    },
    /// No date is known.
    NoDue {
        /// The thing.
        subject: Key,
    },
    /// What holds it up.
    Blocked {
        /// The thing.
        subject: Key,
        /// Who is waited for.
        on: Option<Key>,
        /// Since when.
        since: NaiveDate,
    },
    /// An obstacle of before, told as a cause.
    Cause {
        /// The thing.
        subject: Key,
        /// The day it was said.
        day: NaiveDate,
        /// Who was waited for.
        on: Option<Key>,
    },
    /// What follows is about this, one of several asked for.
    Of {
        /// The thing.
        subject: Key,
    },
    /// A cause is not on record.
    NoCause {
        /// The thing.
        subject: Key,
        /// In these days; at any time if none.
        period: Option<DateRange>,
    },
    /// What follows is how things stood at the end of a day.
    AsOf {
        /// The day.
        day: NaiveDate,
    },
    /// Of plans and dates.
    OfWork(OfWork),
    /// Whose it is.
    Owner {
        /// The thing.
        subject: Key,
        /// Who does it, or answers for it.
        person: Key,
    },
    /// Who may read what the asker writes.
    Viewers {
        /// The people, without the asker.
        people: Vec<Key>,
    },
    /// Somebody has promised something for it.
    Promised {
        /// The thing.
        subject: Key,
        /// Who.
        by: Key,
        /// For when.
        day: Option<NaiveDate>,
    },
    /// A column of the board.
    Column {
        /// Which.
        column: Column,
        /// How many things are in it.
        count: usize,
    },
    /// A task or milestone on the board.
    Ticket {
        /// The thing.
        subject: Key,
        /// Its project.
        project: Option<Key>,
        /// Who does it.
        assignee: Option<Key>,
        /// When it is due.
        due: Option<NaiveDate>,
        /// Whether that day has passed.
        late: bool,
        /// For how many days it has been in its state.
        days: Option<i64>,
        /// Who it waits for.
        waits_for: Vec<Key>,
    },
    /// So many more that are not told.
    More {
        /// How many.
        count: usize,
    },
    /// A mean over people.
    Average(Mean),
    /// Nothing is held up.
    NothingBlocked,
    /// Nothing waits for them.
    NothingWaits {
        /// Who.
        on: Key,
    },
    /// A KPI's figure.
    Figure {
        /// The KPI.
        kpi: Key,
        /// The figure.
        value: Decimal,
        /// Its unit.
        unit: Unit,
        /// How it came about.
        basis: Basis,
    },
    /// How a figure stands to its target.
    Against {
        /// The KPI.
        kpi: Key,
        /// The target.
        target: Target,
        /// Whether lower is better.
        lower: bool,
        /// Whether it is reached; `None` where there is no figure, or only one of other days than the target's.
        reached: Option<bool>,
        /// The period the target is for, where the figure is not of it.
        per: Option<Cadence>,
        /// How far from it.
        gap: Decimal,
        /// The KPI's unit.
        unit: Unit,
    },
    /// No target is set.
    NoTarget {
        /// The KPI.
        kpi: Key,
    },
    /// How a KPI moved.
    Moved {
        /// The KPI.
        kpi: Key,
        /// The figure before, with its day.
        from: (Decimal, NaiveDate),
        /// The figure after, with its day.
        to: (Decimal, NaiveDate),
        /// Its unit.
        unit: Unit,
    },
    /// One figure of a KPI's course.
    Point {
        /// The figure.
        value: Decimal,
        /// Its unit.
        unit: Unit,
        /// Its day.
        day: NaiveDate,
    },
    /// No figure for what was asked.
    NoFigure {
        /// The KPI.
        kpi: Key,
        /// The days asked for.
        period: Option<DateRange>,
    },
    /// The last figure known, where the one asked for is not.
    Nearest {
        /// The figure.
        value: Decimal,
        /// Its unit.
        unit: Unit,
        /// Its day.
        day: NaiveDate,
    },
    /// How many goals are reached.
    GoalCount {
        /// Reached.
        reached: usize,
        /// With a figure and a target.
        known: usize,
        /// Without a figure.
        silent: usize,
    },
    /// Of the tree of goals.
    Goal(OfGoal),
    /// A project's place among those at risk.
    Risk {
        /// Its place, from 1.
        place: usize,
        /// The project.
        project: Key,
        /// When it is due.
        due: Option<NaiveDate>,
    },
    /// A signal that speaks for a delay.
    Signal(Finding),
    /// No signal speaks for a delay.
    NoRisk {
        /// Of this, or of any.
        of: Option<Key>,
    },
    /// What somebody wrote.
    Did {
        /// Who.
        author: Key,
        /// The day.
        day: NaiveDate,
        /// About what.
        subject: Option<Key>,
        /// What.
        fact: Fact,
    },
    /// Nothing was reported.
    Nothing {
        /// By whom, or on what.
        of: Option<Key>,
        /// When.
        period: Option<DateRange>,
    },
    /// Hours reported.
    Hours {
        /// By whom, or on what.
        of: Option<Key>,
        /// How many.
        hours: Decimal,
        /// When.
        period: Option<DateRange>,
    },
    /// What reports say of a field.
    OfField(OfField),
    /// Money spent.
    Spent {
        /// On what.
        of: Key,
        /// How much.
        amount: Decimal,
        /// In which currency.
        currency: Unit,
    },
    /// What it may cost.
    Budget {
        /// What.
        of: Key,
        /// How much.
        amount: Decimal,
        /// What is left; negative where it is overspent.
        left: Option<Decimal>,
        /// In which currency.
        currency: Unit,
    },
    /// Who has not reported.
    Missing {
        /// The day.
        day: NaiveDate,
        /// Who.
        people: Vec<Key>,
    },
    /// Who has.
    Met {
        /// The day.
        day: NaiveDate,
        /// Who.
        people: Vec<Key>,
    },
    /// How many of a department have.
    MetCount {
        /// The department, person or company.
        of: Key,
        /// The day.
        day: NaiveDate,
        /// How many have.
        met: usize,
        /// How many should.
        duty: usize,
        /// Whether only those are counted whom the asker may see.
        partly: bool,
    },
    /// They are on leave, or have left.
    NotDue {
        /// The person, department or company.
        of: Key,
        /// The day.
        day: NaiveDate,
    },
    /// Nobody had to.
    DayOff {
        /// The day.
        day: NaiveDate,
    },
    /// A report.
    Report {
        /// Who wrote it.
        author: Key,
        /// The day.
        day: NaiveDate,
        /// What it says in short.
        summary: String,
    },
    /// What somebody said of the report above.
    Reviewed {
        /// Who.
        by: Key,
        /// What kind it is.
        kind: ReviewKind,
        /// The words.
        text: String,
    },
    /// The asker wants to get better at this.
    Topic(String),
    /// A KPI of their own that is behind, which learning could help.
    Weak {
        /// The KPI.
        kpi: Key,
    },
    /// An open task of their own to practise on.
    Practise {
        /// The task.
        task: Key,
    },
    /// Somebody whose task of this kind is done, to learn from.
    Example {
        /// The person.
        person: Key,
        /// The task.
        task: Key,
    },
    /// How to go about it, and that no course is on record here.
    Advice,
    /// A name could be these.
    Which(Vec<Key>),
    /// Not answered.
    Refused(Refusal),
    /// Nobody has defined or reported this.
    Unknown,
    /// Not for this assistant.
    OutOfScope,
}
