//! How one person stands to a thing.

use super::Resource;
use crate::domain::{
    Key, Org,
    org::{Level, Person},
};

/// How somebody stands to a thing, as far as the policy cares. Several may hold at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It is theirs, or of a position that they hold.
    Own,
    /// They are in the line above the person whose it is: the manager, the manager's manager.
    LineAbove,
    /// They work in the department whose it is, or in one below it.
    Member,
    /// They head the department whose it is, or one above it; of a person's, the person's department.
    Head,
    /// They head the very department whose it is.
    OwnHead,
    /// They own the project that it is of, or speaks of.
    ProjectOwner,
    /// They own the project that it is of, are a member of it or have a task in it.
    Participant,
    /// They alone answer for the KPI: its owner, the only one of its position, the head of its department.
    Answers,
    /// They are in the line above whoever answers for the KPI.
    AboveAnswering,
    /// Its next step waits for their word.
    Decider,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; 10] = [
        Relation::Own,
        Relation::LineAbove,
        Relation::Member,
        Relation::Head,
        Relation::OwnHead,
        Relation::ProjectOwner,
        Relation::Participant,
        Relation::Answers,
        Relation::AboveAnswering,
        Relation::Decider,
    ];

    /// Whether `asker` stands so to a thing.
    pub fn holds(self, org: &Org, asker: &Key, resource: Resource<'_>) -> bool {
        let person = resource.person();
        match self {
            Relation::Own => person == Some(asker) || position(resource).is_some_and(|p| org.holds(asker, p)),
            Relation::LineAbove => {
                let holds = |p: &&Person| position(resource).is_some_and(|position| org.holds(&p.id, position));
                person.is_some_and(|person| org.is_above(asker, person))
                    || org.people.iter().filter(holds).any(|p| org.is_above(asker, &p.id))
            }
            Relation::Member => match department(org, resource) {
                Some(owning) => org.person(asker).is_some_and(|p| org.is_within(&p.department, owning)),
                None => false,
            },
            Relation::Head => department(org, resource).is_some_and(|d| heads(org, asker, d)),
            Relation::OwnHead => department(org, resource)
                .and_then(|d| org.department(d))
                .is_some_and(|d| d.head.as_ref() == Some(asker)),
            Relation::ProjectOwner => {
                projects(resource).iter().filter_map(|key| org.project_of(key)).any(|project| &project.owner == asker)
            }
            Relation::Participant => {
                projects(resource).iter().filter_map(|key| org.project_of(key)).any(|j| org.works_on(asker, j))
            }
            Relation::Answers => answers(org, resource) == Some(asker),
            Relation::AboveAnswering => answers(org, resource).is_some_and(|person| org.is_above(asker, person)),
            Relation::Decider => {
                matches!(resource, Resource::Request { waits_for: Some(decider), .. } if decider == asker)
            }
        }
    }
}

/// The department whose a thing is; of a person's, the person's department.
fn department<'a>(org: &'a Org, resource: Resource<'a>) -> Option<&'a Key> {
    match resource {
        Resource::Kpi(kpi) if kpi.level == Level::Department => Some(&kpi.owner),
        Resource::Average { of, .. } => org.department(of).map(|_| of),
        Resource::Definition(of) => of,
        other => other.person().and_then(|person| org.person(person)).map(|p| &p.department),
    }
}

/// The position whose a thing is.
fn position(resource: Resource<'_>) -> Option<&Key> {
    match resource {
        Resource::Kpi(kpi) if kpi.level == Level::Position => Some(&kpi.owner),
        Resource::Work(_)
        | Resource::Assignment { .. }
        | Resource::Budget(_)
        | Resource::Kpi(_)
        | Resource::NewKpi(_)
        | Resource::Person(_)
        | Resource::Average { .. }
        | Resource::Field(..)
        | Resource::Duty(_)
        | Resource::ReportText { .. }
        | Resource::Request { .. }
        | Resource::Secret(..)
        | Resource::Account(_)
        | Resource::Definition(_)
        | Resource::AuditLog => None,
    }
}

/// Who alone answers for a KPI.
fn answers<'a>(org: &'a Org, resource: Resource<'a>) -> Option<&'a Key> {
    match resource {
        Resource::Kpi(kpi) => org.answers_for(kpi),
        Resource::Work(_)
        | Resource::Assignment { .. }
        | Resource::Budget(_)
        | Resource::NewKpi(_)
        | Resource::Person(_)
        | Resource::Average { .. }
        | Resource::Field(..)
        | Resource::Duty(_)
        | Resource::ReportText { .. }
        | Resource::Request { .. }
        | Resource::Secret(..)
        | Resource::Account(_)
        | Resource::Definition(_)
        | Resource::AuditLog => None,
    }
}

/// The work that a thing speaks of.
fn projects(resource: Resource<'_>) -> &[Key] {
    match resource {
        Resource::ReportText { about, .. } => about,
        Resource::Work(key) | Resource::Budget(key) | Resource::Assignment { project: key, .. } => {
            std::slice::from_ref(key)
        }
        Resource::Kpi(_)
        | Resource::NewKpi(_)
        | Resource::Person(_)
        | Resource::Average { .. }
        | Resource::Field(..)
        | Resource::Duty(_)
        | Resource::Request { .. }
        | Resource::Secret(..)
        | Resource::Account(_)
        | Resource::Definition(_)
        | Resource::AuditLog => &[],
    }
}

/// Whether a person heads a department or one above it.
fn heads(org: &Org, person: &Key, department: &Key) -> bool {
    org.departments_above(department).iter().any(|d| org.department(d).is_some_and(|d| d.head.as_ref() == Some(person)))
}
