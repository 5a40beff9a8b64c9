//! What the policy tells apart: kinds of things, and what one may do with them.

use serde::{Deserialize, Serialize};

/// A kind of field with a secret of its own. Asking for one is refused before any name is resolved, so that the refusal
/// is the same whether or not the person exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Secret {
    /// 工资, 薪酬, 奖金.
    Salary,
    /// 绩效得分, 评级, 排名.
    Score,
    /// 互评, 360.
    PeerReview,
}

/// What kind of thing it is, as far as the policy cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Projects, milestones and tasks with their state, hours and cost as sums.
    Work,
    /// A task that one person gives to another, or takes on.
    Assignment,
    /// What a project may cost, and how much of it is spent.
    Budget,
    /// The company's KPIs.
    CompanyKpi,
    /// A department's KPIs.
    DepartmentKpi,
    /// The KPIs of a position, everybody's who holds it.
    PositionKpi,
    /// A person's KPIs.
    PersonKpi,
    /// What a person did, their hours and figures.
    Personal,
    /// The mean of what several people did or attained.
    Average,
    /// What a report says of a field that everybody sees.
    OpenField,
    /// The text of a report.
    ReportText,
    /// Whether a person met the duty to report.
    Duty,
    /// Something asked for that another decides on.
    Request,
    /// What a person is paid.
    Salary,
    /// What a person was rated.
    Score,
    /// What others wrote about a person.
    PeerReview,
    /// The way into the conversation: one-time codes.
    Account,
    /// What fields of the company's own there are.
    Definition,
    /// The audit log.
    AuditLog,
}

impl Class {
    /// All of them, in the order of the table.
    pub const ALL: [Class; 19] = [
        Class::Work,
        Class::Assignment,
        Class::Budget,
        Class::CompanyKpi,
        Class::DepartmentKpi,
        Class::PositionKpi,
        Class::PersonKpi,
        Class::Personal,
        Class::Average,
        Class::OpenField,
        Class::ReportText,
        Class::Duty,
        Class::Request,
        Class::Salary,
        Class::Score,
        Class::PeerReview,
        Class::Account,
        Class::Definition,
        Class::AuditLog,
    ];
}

impl From<Secret> for Class {
    fn from(secret: Secret) -> Class {
        match secret {
            Secret::Salary => Class::Salary,
            Secret::Score => Class::Score,
            Secret::PeerReview => Class::PeerReview,
        }
    }
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Have it answered, shown, cited or exported.
    See,
    /// Move it: by reporting a figure, or a request of one's own on to the next step.
    Move,
    /// Make one in chat: a milestone of a project, a task for somebody, a KPI for somebody.
    Make,
    /// Ask for another target of it.
    Retarget,
    /// Decide on it or change it: its names, another's figures for it, its text, the codes to it.
    Manage,
}

impl Action {
    /// All of them, in the order of the table.
    pub const ALL: [Action; 5] = [Action::See, Action::Move, Action::Make, Action::Retarget, Action::Manage];
}
