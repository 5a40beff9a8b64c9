//! The table itself.

use super::{Action, Class, Relation};
use crate::domain::org::Role;

/// What opens a cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grant {
    /// Being in the company.
    Everybody,
    /// Having a role.
    Role(Role),
    /// Standing so to the thing.
    Relation(Relation),
}

const EVERYBODY: &[Grant] = &[Grant::Everybody];
const NOBODY: &[Grant] = &[];
const ADMIN: &[Grant] = &[Grant::Role(Role::Admin)];
const HR: Grant = Grant::Role(Role::Hr);
const EXECUTIVE: Grant = Grant::Role(Role::Executive);
const OWN: Grant = Grant::Relation(Relation::Own);
const LINE_ABOVE: Grant = Grant::Relation(Relation::LineAbove);
const MEMBER: Grant = Grant::Relation(Relation::Member);
const HEAD: Grant = Grant::Relation(Relation::Head);
const OWN_HEAD: Grant = Grant::Relation(Relation::OwnHead);
const PROJECT_OWNER: Grant = Grant::Relation(Relation::ProjectOwner);

/// Who may do an action with things of a class: any one of these is enough.
///
/// Nobody sees salaries, scores and peer reviews in a conversation: they are refused by their class, before any name is
/// resolved.
pub fn grants(class: Class, action: Action) -> &'static [Grant] {
    match (class, action) {
        (Class::Work | Class::Budget | Class::CompanyKpi, Action::See) => EVERYBODY,
        (Class::DepartmentKpi, Action::See) => &[MEMBER, HEAD, HR, EXECUTIVE],
        (Class::PositionKpi | Class::PersonKpi | Class::Personal, Action::See) => &[OWN, LINE_ABOVE, HR, EXECUTIVE],
        (Class::ReportText, Action::See) => &[OWN, LINE_ABOVE, PROJECT_OWNER, HR, EXECUTIVE],
        (Class::Duty, Action::See) => &[OWN, LINE_ABOVE, HEAD, HR, EXECUTIVE],
        (Class::Salary | Class::Score | Class::PeerReview, Action::See) => NOBODY,
        (Class::Account, Action::See) => &[OWN],
        (Class::AuditLog, Action::See) => &[Grant::Role(Role::Auditor)],

        (Class::Work | Class::CompanyKpi, Action::Move) => EVERYBODY,
        (Class::DepartmentKpi, Action::Move) => &[MEMBER, OWN_HEAD],
        (Class::PositionKpi | Class::PersonKpi, Action::Move) => &[OWN],

        (Class::Work, Action::Manage) => &[PROJECT_OWNER],
        (Class::DepartmentKpi, Action::Manage) => &[OWN_HEAD],
        (Class::PersonKpi | Class::ReportText, Action::Manage) => &[OWN],
        (Class::Account, Action::Manage) => ADMIN,

        (
            Class::Budget
            | Class::Personal
            | Class::ReportText
            | Class::Duty
            | Class::Salary
            | Class::Score
            | Class::PeerReview
            | Class::Account
            | Class::AuditLog,
            Action::Move,
        )
        | (
            Class::Budget
            | Class::CompanyKpi
            | Class::PositionKpi
            | Class::Personal
            | Class::Duty
            | Class::Salary
            | Class::Score
            | Class::PeerReview
            | Class::AuditLog,
            Action::Manage,
        ) => NOBODY,
    }
}
