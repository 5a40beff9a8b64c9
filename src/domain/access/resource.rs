//! A thing that one may or may not do something with.

use super::{Class, Secret};
use crate::domain::{
    Key,
    org::{FieldClass, Kpi, Level},
};

/// A thing that one may or may not see, move, make or manage.
#[derive(Clone, Copy, Debug)]
pub enum Resource<'a> {
    /// State of a project, milestone or task; where one is made, of its project.
    Work(&'a Key),
    /// A task of a project for somebody.
    Assignment {
        /// The project.
        project: &'a Key,
        /// Who is to do it.
        assignee: &'a Key,
    },
    /// The budget of a project.
    Budget(&'a Key),
    /// A KPI's figures.
    Kpi(&'a Kpi),
    /// A KPI of a person that is not there yet.
    NewKpi(&'a Key),
    /// What a person did, their hours and figures.
    Person(&'a Key),
    /// The mean over the people of a department or the company.
    Average {
        /// The department, or the company.
        of: &'a Key,
        /// Everybody who has a figure, within it or not.
        over: &'a [Key],
    },
    /// What a person's reports say of a field.
    Field(FieldClass, &'a Key),
    /// Whether a person met the duty to report.
    Duty(&'a Key),
    /// The text of a report by `author` which speaks of `about`.
    ReportText {
        /// Who wrote it.
        author: &'a Key,
        /// The projects, milestones and tasks it speaks of.
        about: &'a [Key],
    },
    /// Something asked for.
    Request {
        /// Who asked.
        by: &'a Key,
        /// Whose word it waits for, if anybody's.
        waits_for: Option<&'a Key>,
    },
    /// A secret field of a person.
    Secret(Secret, &'a Key),
    /// A person's way into the conversation.
    Account(&'a Key),
    /// A field of the company's own, of the reports of a department or of all things of its kind.
    Definition(Option<&'a Key>),
    /// The audit log.
    AuditLog,
}

impl<'a> Resource<'a> {
    /// What kind of thing it is.
    pub fn class(&self) -> Class {
        match self {
            Resource::Work(_) => Class::Work,
            Resource::Assignment { .. } => Class::Assignment,
            Resource::Budget(_) => Class::Budget,
            Resource::Kpi(kpi) => match kpi.level {
                Level::Company => Class::CompanyKpi,
                Level::Department => Class::DepartmentKpi,
                Level::Position => Class::PositionKpi,
                Level::Person => Class::PersonKpi,
            },
            Resource::NewKpi(_) => Class::PersonKpi,
            Resource::Person(_) => Class::Personal,
            Resource::Average { .. } => Class::Average,
            Resource::Field(FieldClass::Ordinary, _) => Class::OpenField,
            Resource::Field(FieldClass::Personal, _) => Class::Personal,
            Resource::Duty(_) => Class::Duty,
            Resource::ReportText { .. } => Class::ReportText,
            Resource::Request { .. } => Class::Request,
            Resource::Secret(secret, _) => Class::from(*secret),
            Resource::Account(_) => Class::Account,
            Resource::Definition(_) => Class::Definition,
            Resource::AuditLog => Class::AuditLog,
        }
    }

    /// The person whose it is, where it is anybody's.
    pub(super) fn person(&self) -> Option<&'a Key> {
        match *self {
            Resource::Kpi(kpi) if kpi.level == Level::Person => Some(&kpi.owner),
            Resource::Assignment { assignee: person, .. }
            | Resource::NewKpi(person)
            | Resource::Person(person)
            | Resource::Field(_, person)
            | Resource::Duty(person)
            | Resource::ReportText { author: person, .. }
            | Resource::Request { by: person, .. }
            | Resource::Secret(_, person)
            | Resource::Account(person) => Some(person),
            Resource::Work(_)
            | Resource::Budget(_)
            | Resource::Kpi(_)
            | Resource::Average { .. }
            | Resource::Definition(_)
            | Resource::AuditLog => None,
        }
    }

    /// What an entry of the audit log calls it: whose it is, else what it is.
    pub(super) fn name(&self) -> Option<&'a Key> {
        match *self {
            Resource::Work(key) | Resource::Budget(key) | Resource::Average { of: key, .. } => Some(key),
            Resource::Kpi(kpi) => Some(&kpi.id),
            Resource::Definition(department) => department,
            Resource::Assignment { .. }
            | Resource::NewKpi(_)
            | Resource::Person(_)
            | Resource::Field(..)
            | Resource::Duty(_)
            | Resource::ReportText { .. }
            | Resource::Request { .. }
            | Resource::Secret(..)
            | Resource::Account(_)
            | Resource::AuditLog => self.person(),
        }
    }
}
