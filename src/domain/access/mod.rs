//! Who may do what: the one policy. Every answer, card, page and command asks here, before anything is looked up.
//!
//! [`grants`] is the table: for a class of things and an action, the roles that may, and how one has to stand to the
//! thing otherwise. `docs/access.md` is written from it, and a test runs every cell of it through every way out.

mod relation;
mod sensitive;
mod table;

pub use self::{
    relation::Relation,
    sensitive::{Disclosure, Sensitive},
    table::{Grant, grants},
};

use super::{
    Key, Org,
    org::{Kpi, Level, Role},
};

/// A kind of field with a secret of its own. Asking for one is refused before any name is resolved, so that the refusal
/// is the same whether or not the person exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Secret {
    /// 工资, 薪酬, 奖金.
    Salary,
    /// 绩效得分, 评级, 排名.
    Score,
    /// 互评, 360.
    PeerReview,
}

/// What kind of thing it is, as far as the policy cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Projects, milestones and tasks with their state, hours and cost as sums.
    Work,
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
    /// The text of a report.
    ReportText,
    /// Whether a person met the duty to report.
    Duty,
    /// What a person is paid.
    Salary,
    /// What a person was rated.
    Score,
    /// What others wrote about a person.
    PeerReview,
    /// The way into the conversation: one-time codes.
    Account,
    /// The audit log.
    AuditLog,
}

impl Class {
    /// All of them, in the order of the table.
    pub const ALL: [Class; 14] = [
        Class::Work,
        Class::Budget,
        Class::CompanyKpi,
        Class::DepartmentKpi,
        Class::PositionKpi,
        Class::PersonKpi,
        Class::Personal,
        Class::ReportText,
        Class::Duty,
        Class::Salary,
        Class::Score,
        Class::PeerReview,
        Class::Account,
        Class::AuditLog,
    ];
}

/// What somebody wants to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Have it answered, shown, cited or exported.
    See,
    /// Move it by reporting a figure.
    Move,
    /// Decide on it or change it: its names, another's figures for it, its text, the codes to it.
    Manage,
}

impl Action {
    /// All of them, in the order of the table.
    pub const ALL: [Action; 3] = [Action::See, Action::Move, Action::Manage];
}

/// A thing that one may or may not see, move or manage.
#[derive(Clone, Copy, Debug)]
pub enum Resource<'a> {
    /// State of a project, milestone or task.
    Work(&'a Key),
    /// The budget of a project.
    Budget(&'a Key),
    /// A KPI's figures.
    Kpi(&'a Kpi),
    /// What a person did, their hours and figures.
    Person(&'a Key),
    /// Whether a person met the duty to report.
    Duty(&'a Key),
    /// The text of a report by `author` which speaks of `about`.
    ReportText {
        /// Who wrote it.
        author: &'a Key,
        /// The projects, milestones and tasks it speaks of.
        about: &'a [Key],
    },
    /// A secret field of a person.
    Secret(Secret, &'a Key),
    /// A person's way into the conversation.
    Account(&'a Key),
    /// The audit log.
    AuditLog,
}

impl Resource<'_> {
    /// What kind of thing it is.
    pub fn class(&self) -> Class {
        match self {
            Resource::Work(_) => Class::Work,
            Resource::Budget(_) => Class::Budget,
            Resource::Kpi(kpi) => match kpi.level {
                Level::Company => Class::CompanyKpi,
                Level::Department => Class::DepartmentKpi,
                Level::Position => Class::PositionKpi,
                Level::Person => Class::PersonKpi,
            },
            Resource::Person(_) => Class::Personal,
            Resource::Duty(_) => Class::Duty,
            Resource::ReportText { .. } => Class::ReportText,
            Resource::Secret(Secret::Salary, _) => Class::Salary,
            Resource::Secret(Secret::Score, _) => Class::Score,
            Resource::Secret(Secret::PeerReview, _) => Class::PeerReview,
            Resource::Account(_) => Class::Account,
            Resource::AuditLog => Class::AuditLog,
        }
    }

    /// The person whose it is, where it is anybody's.
    fn person(&self) -> Option<&Key> {
        match self {
            Resource::Kpi(kpi) if kpi.level == Level::Person => Some(&kpi.owner),
            Resource::Person(person)
            | Resource::Duty(person)
            | Resource::ReportText { author: person, .. }
            | Resource::Secret(_, person)
            | Resource::Account(person) => Some(person),
            Resource::Work(_) | Resource::Budget(_) | Resource::Kpi(_) | Resource::AuditLog => None,
        }
    }
}

/// What the policy says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They may.
    Allow,
    /// They may not, and are not told whether it exists.
    Refuse,
}

impl Decision {
    /// Whether it is [`Decision::Allow`].
    pub fn allows(self) -> bool {
        self == Decision::Allow
    }
}

/// Whether `asker` may do something with a thing. Nobody may do anything with a person whom the company does not know, and
/// nobody else sees anything of one whose data is no longer used.
pub fn may(org: &Org, asker: &Key, action: Action, resource: Resource<'_>) -> Decision {
    let known = org.person(asker).is_some() && resource.person().is_none_or(|person| org.person(person).is_some());
    let granted = |grant: &Grant| match grant {
        Grant::Everybody => true,
        Grant::Role(role) => has_role(org, asker, *role),
        Grant::Relation(relation) => relation.holds(org, asker, resource),
    };
    let shut =
        action == Action::See && resource.person().is_some_and(|person| person != asker && org.is_restricted(person));
    if known && !shut && grants(resource.class(), action).iter().any(granted) {
        Decision::Allow
    } else {
        Decision::Refuse
    }
}

/// Whether `asker` may see `resource`.
pub fn may_see(org: &Org, asker: &Key, resource: Resource<'_>) -> Decision {
    may(org, asker, Action::See, resource)
}

/// Whether a figure that `person` reports for a KPI counts at once.
pub fn moves(org: &Org, person: &Key, kpi: &Kpi) -> bool {
    may(org, person, Action::Move, Resource::Kpi(kpi)).allows()
}

fn has_role(org: &Org, person: &Key, role: Role) -> bool {
    org.person(person).is_some_and(|p| p.roles.contains(&role))
}
