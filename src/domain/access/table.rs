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
const AUDITOR: &[Grant] = &[Grant::Role(Role::Auditor)];
const HR: Grant = Grant::Role(Role::Hr);
const EXECUTIVE: Grant = Grant::Role(Role::Executive);
const OWN: Grant = Grant::Relation(Relation::Own);
const LINE_ABOVE: Grant = Grant::Relation(Relation::LineAbove);
const MEMBER: Grant = Grant::Relation(Relation::Member);
const HEAD: Grant = Grant::Relation(Relation::Head);
const OWN_HEAD: Grant = Grant::Relation(Relation::OwnHead);
const PROJECT_OWNER: Grant = Grant::Relation(Relation::ProjectOwner);
const PARTICIPANT: Grant = Grant::Relation(Relation::Participant);
const ANSWERS: Grant = Grant::Relation(Relation::Answers);
const ABOVE_ANSWERING: Grant = Grant::Relation(Relation::AboveAnswering);
const DECIDER: Grant = Grant::Relation(Relation::Decider);

/// Who may do an action with things of a class: any one of these is enough.
///
/// Nobody sees salaries, scores and peer reviews in a conversation: they are refused by their class, before any name is
/// resolved.
pub fn grants(class: Class, action: Action) -> &'static [Grant] {
    match action {
        Action::See => may_see(class),
        Action::Move => may_move(class),
        Action::Make => may_make(class),
        Action::Retarget => may_retarget(class),
        Action::Manage => may_manage(class),
    }
}

fn may_see(class: Class) -> &'static [Grant] {
    match class {
        Class::Work | Class::Assignment | Class::Budget | Class::CompanyKpi | Class::OpenField => EVERYBODY,
        Class::DepartmentKpi | Class::Average => &[MEMBER, HEAD, HR, EXECUTIVE],
        Class::PositionKpi | Class::PersonKpi | Class::Personal => &[OWN, LINE_ABOVE, HR, EXECUTIVE],
        Class::ReportText => &[OWN, LINE_ABOVE, PROJECT_OWNER, HR, EXECUTIVE],
        Class::Duty => &[OWN, LINE_ABOVE, HEAD, HR, EXECUTIVE],
        Class::Request => &[OWN, DECIDER],
        Class::Definition => EVERYBODY,
        Class::AuditLog => AUDITOR,
        Class::Salary | Class::Score | Class::PeerReview | Class::Account => NOBODY,
    }
}

fn may_move(class: Class) -> &'static [Grant] {
    match class {
        Class::Work | Class::CompanyKpi => EVERYBODY,
        Class::DepartmentKpi => &[MEMBER, OWN_HEAD],
        Class::PositionKpi | Class::PersonKpi | Class::Request => &[OWN],
        Class::Assignment
        | Class::Budget
        | Class::Personal
        | Class::Average
        | Class::OpenField
        | Class::ReportText
        | Class::Duty
        | Class::Salary
        | Class::Score
        | Class::PeerReview
        | Class::Account
        | Class::Definition
        | Class::AuditLog => NOBODY,
    }
}

fn may_make(class: Class) -> &'static [Grant] {
    match class {
        Class::Work => &[PARTICIPANT],
        Class::Assignment => &[OWN, LINE_ABOVE, PARTICIPANT],
        Class::PersonKpi => &[OWN, LINE_ABOVE, HR, EXECUTIVE],
        Class::Budget
        | Class::CompanyKpi
        | Class::DepartmentKpi
        | Class::PositionKpi
        | Class::Personal
        | Class::Average
        | Class::OpenField
        | Class::ReportText
        | Class::Duty
        | Class::Request
        | Class::Salary
        | Class::Score
        | Class::PeerReview
        | Class::Account
        | Class::Definition
        | Class::AuditLog => NOBODY,
    }
}

fn may_retarget(class: Class) -> &'static [Grant] {
    match class {
        Class::CompanyKpi => &[HR, EXECUTIVE],
        Class::DepartmentKpi | Class::PositionKpi | Class::PersonKpi => &[ANSWERS, ABOVE_ANSWERING, HR, EXECUTIVE],
        Class::Work
        | Class::Assignment
        | Class::Budget
        | Class::Personal
        | Class::Average
        | Class::OpenField
        | Class::ReportText
        | Class::Duty
        | Class::Request
        | Class::Salary
        | Class::Score
        | Class::PeerReview
        | Class::Account
        | Class::Definition
        | Class::AuditLog => NOBODY,
    }
}

fn may_manage(class: Class) -> &'static [Grant] {
    match class {
        Class::Work => &[PROJECT_OWNER],
        Class::DepartmentKpi | Class::PositionKpi | Class::PersonKpi => &[ANSWERS],
        Class::ReportText => &[OWN],
        Class::Request => &[DECIDER],
        Class::Account => ADMIN,
        Class::Definition => &[HEAD, HR, EXECUTIVE, Grant::Role(Role::Admin)],
        Class::Assignment
        | Class::Budget
        | Class::CompanyKpi
        | Class::Personal
        | Class::Average
        | Class::OpenField
        | Class::Duty
        | Class::Salary
        | Class::Score
        | Class::PeerReview
        | Class::AuditLog => NOBODY,
    }
}
