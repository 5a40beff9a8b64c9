//! What a question asks: typed, closed, the only thing that reaches the answers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{Key, Language, access::Secret, period::DateRange};

/// A question, understood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What it asks.
    pub query: Query,
    /// The language it is answered in.
    pub language: Language,
    /// The past day at whose end the state is asked for (那上周呢); as things stand now if none.
    #[serde(default)]
    pub as_of: Option<NaiveDate>,
}

/// Which figure of a KPI is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// The period that runs now; what was said last where the KPI is a level.
    Now,
    /// What was reported last: 最新, 最近一次.
    Latest,
    /// That of one day: 11月6日那天.
    On(NaiveDate),
    /// That of some days: 上周, 10月.
    During(DateRange),
}

/// What is asked about the duty to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyAsk {
    /// 谁没交.
    Missing,
    /// 谁交了.
    Met,
    /// 几个人交了.
    Count,
}

/// What is asked. Every name is resolved; a name that could be several things is [`Query::Ambiguous`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Query {
    /// How far and in which state: 进度多少, 还在做吗.
    State {
        /// Projects, milestones or tasks.
        subjects: Vec<Key>,
    },
    /// Which day it is due, and where it was moved: 改到哪天了.
    Due {
        /// A project, milestone or task.
        subject: Key,
    },
    /// What holds it up, or why a figure is what it is: 为什么.
    Why {
        /// A project, milestone, task or KPI.
        subject: Key,
        /// What was said in these days; at any time if none.
        #[serde(default)]
        period: Option<DateRange>,
    },
    /// What is at risk, ranked, with reasons.
    Risk {
        /// One thing, a department, or all projects.
        of: Option<Key>,
        /// The projects that are compared, where several are named: 甲和乙哪个更可能延期.
        #[serde(default)]
        among: Vec<Key>,
        /// Only the likeliest is asked for: 哪个最可能.
        single: bool,
    },
    /// What is blocked, and on whom.
    Blocked {
        /// In a project, in a department, of a person; everywhere if none.
        within: Option<Key>,
    },
    /// What waits for a person or department.
    Waiting {
        /// Who is waited for.
        on: Key,
    },
    /// A KPI's figure against its target.
    Figure {
        /// The KPIs.
        kpis: Vec<Key>,
        /// Which figure.
        when: When,
        /// Whether the distance to the target is asked: 还差多少.
        gap: bool,
    },
    /// KPIs of one kind ranked by their figures: 各门店销售额排名, 谁签得最多.
    Standings {
        /// The KPIs.
        kpis: Vec<Key>,
        /// Which figure of each.
        when: When,
        /// Lowest first.
        ascending: bool,
    },
    /// How a KPI moved: 从10月27日到现在降了几个点; its course where no days are named.
    Change {
        /// The KPI.
        kpi: Key,
        /// From when.
        from: Option<DateRange>,
        /// Until when; now if none.
        to: Option<DateRange>,
    },
    /// How the goals stand: 目标完成得怎么样, 哪些KPI没达标.
    Goals {
        /// Of a company, department or person; what the asker may see if none.
        of: Option<Key>,
        /// In which period; the one that runs now if none.
        period: Option<DateRange>,
        /// Only those not reached.
        missed: bool,
        /// Only those reached.
        #[serde(default)]
        met: bool,
    },
    /// Work ranked by progress.
    Ranking {
        /// What is ranked; all projects if empty.
        among: Vec<Key>,
        /// Lowest first.
        ascending: bool,
        /// Only so many are asked for: 最快的三个.
        #[serde(default)]
        most: Option<usize>,
    },
    /// Tasks and milestones by the state they are in: 看板, 我的任务.
    Board {
        /// Of a project, department or person; of all if none.
        of: Option<Key>,
    },
    /// What somebody has still to do.
    OpenTasks {
        /// Whose.
        of: Key,
        /// The next one due is asked for.
        next: bool,
    },
    /// What is due next.
    Deadlines {
        /// In a project, of a person or department; everywhere if none.
        of: Option<Key>,
        /// Within which days; from today if none.
        period: Option<DateRange>,
    },
    /// What was put off, and to when.
    Slipped {
        /// In a project, of a person or department; everywhere if none.
        of: Option<Key>,
        /// In which days that was said; at any time if none.
        period: Option<DateRange>,
    },
    /// What a person or department did.
    Activity {
        /// Who.
        of: Key,
        /// When.
        period: DateRange,
    },
    /// Working hours.
    Hours {
        /// Of a person or department.
        by: Option<Key>,
        /// On a project, milestone or task.
        on: Option<Key>,
        /// When; from the beginning if none.
        period: Option<DateRange>,
    },
    /// The mean over people: 研发部这周平均工时, 平均完成率.
    Average {
        /// Of a department or the company.
        of: Key,
        /// Of what.
        what: Averaged,
        /// When; from the beginning, or as things stand, if none.
        period: Option<DateRange>,
    },
    /// What reports say of a field of the company's own.
    Field {
        /// The field.
        field: Key,
        /// Whose reports: a person's, a department's, the company's; of all whom the asker may see if none.
        of: Option<Key>,
        /// Which days it is for.
        period: DateRange,
        /// Whether it asks who has the most, or with `false` the least.
        most: Option<bool>,
    },
    /// Money spent, against the budget of a project.
    Cost {
        /// A project, milestone or task; or whose spending: a person's, a department's, the company's.
        of: Key,
        /// When; from the beginning if none.
        period: Option<DateRange>,
    },
    /// Who has reported.
    Duty {
        /// Departments, people or the company.
        of: Vec<Key>,
        /// The day; the last one where several are meant.
        day: NaiveDate,
        /// The first day, where several are meant: 上周谁没交.
        #[serde(default)]
        since: Option<NaiveDate>,
        /// What of it.
        ask: DutyAsk,
    },
    /// The reports of a person or department.
    Reports {
        /// Who.
        of: Key,
        /// When.
        period: DateRange,
    },
    /// Who may read what the asker writes: 谁能看到我的日报.
    Viewers,
    /// What to learn.
    Learning {
        /// What the asker wants to get better at, in their words; empty where they do not say.
        topic: String,
    },
    /// A name that could be several things: each with the question it would make.
    Ambiguous {
        /// The readings, in the order of the company's file.
        readings: Vec<(Key, Query)>,
    },
    /// The same of several things named side by side: 张伟和林悦分别做了什么.
    Each {
        /// The things, each with the question about it, in the order named.
        parts: Vec<(Key, Query)>,
        /// Whether somebody else was named of whom nothing may be told, known or not.
        #[serde(default)]
        unseen: bool,
    },
    /// A field that is secret by its class.
    Secret {
        /// Which.
        class: Secret,
    },
    /// A figure of the business that nobody has defined: 市场占有率.
    Undefined,
    /// About a person whom the company does not know.
    Stranger,
    /// Nothing for this assistant: weather, tickets, shares.
    OutOfScope,
}

/// What is averaged over people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Averaged {
    /// The hours that each reported.
    Hours,
    /// How far each is with their own goals.
    Attainment,
}

impl Query {
    /// Whether it asks how things stand at a moment, so that past days in it name that moment.
    pub fn is_of_a_moment(&self) -> bool {
        match self {
            Query::State { .. }
            | Query::Why { .. }
            | Query::Risk { .. }
            | Query::Blocked { .. }
            | Query::Waiting { .. }
            | Query::Board { .. }
            | Query::Ranking { .. } => true,
            Query::Ambiguous { readings: queries } | Query::Each { parts: queries, .. } => {
                queries.iter().any(|(_, query)| query.is_of_a_moment())
            }
            Query::Due { .. }
            | Query::Figure { .. }
            | Query::Standings { .. }
            | Query::Change { .. }
            | Query::Goals { .. }
            | Query::OpenTasks { .. }
            | Query::Deadlines { .. }
            | Query::Slipped { .. }
            | Query::Activity { .. }
            | Query::Hours { .. }
            | Query::Average { .. }
            | Query::Field { .. }
            | Query::Cost { .. }
            | Query::Duty { .. }
            | Query::Reports { .. }
            | Query::Viewers
            | Query::Learning { .. }
            | Query::Secret { .. }
            | Query::Undefined
            | Query::Stranger
            | Query::OutOfScope => false,
        }
    }
}

/// What was said before in a conversation, as far as the next question may lean on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Context {
    /// The question before.
    pub question: Question,
    /// What its answer was about, in order.
    pub subjects: Vec<Key>,
}
