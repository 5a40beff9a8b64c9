//! Who may see what: the one policy. Every answer, card and command asks here, before anything is looked up.
//!
//! | resource | who |
//! |---|---|
//! | projects, milestones, tasks and their state | everybody |
//! | the company's KPIs | everybody |
//! | a department's KPIs | its people and those below it, the heads above it, HR, executives |
//! | a position's KPIs | who holds it, the line above them, HR, executives |
//! | a person's KPIs, figures and report texts | the person, the line above, HR, executives |
//! | a report text, where it speaks of a project | also that project's owner |
//! | whether a person has reported | the person, the line above, the head of the department, HR, executives |
//! | salaries, scores, peer reviews | nobody here: refused by their class, before any name is resolved |

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

/// Something one may or may not see.
#[derive(Clone, Copy, Debug)]
pub enum Resource<'a> {
    /// State of a project, milestone or task.
    Work,
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
    /// A field that is secret by its class.
    Secret(Secret),
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

/// Whether `asker` may see `resource`.
pub fn may_see(org: &Org, asker: &Key, resource: Resource<'_>) -> Decision {
    let allowed = match resource {
        Resource::Work => org.person(asker).is_some(),
        Resource::Kpi(kpi) => sees_kpi(org, asker, kpi),
        Resource::Person(person) => sees_person(org, asker, person),
        Resource::Duty(person) => sees_person(org, asker, person) || heads_department_of(org, asker, person),
        Resource::ReportText { author, about } => {
            sees_person(org, asker, author)
                || about.iter().filter_map(|k| org.project_of(k)).any(|project| &project.owner == asker)
        }
        Resource::Secret(_) => false,
    };
    if allowed { Decision::Allow } else { Decision::Refuse }
}

fn has_role(org: &Org, person: &Key, role: Role) -> bool {
    org.person(person).is_some_and(|p| p.roles.contains(&role))
}

fn sees_everybody(org: &Org, asker: &Key) -> bool {
    has_role(org, asker, Role::Hr) || has_role(org, asker, Role::Executive)
}

fn sees_person(org: &Org, asker: &Key, person: &Key) -> bool {
    org.person(person).is_some() && (asker == person || org.is_above(asker, person) || sees_everybody(org, asker))
}

fn heads_department_of(org: &Org, asker: &Key, person: &Key) -> bool {
    org.person(person).is_some_and(|p| heads(org, asker, &p.department))
}

/// Whether a person heads a department or one above it.
fn heads(org: &Org, person: &Key, department: &Key) -> bool {
    org.departments_above(department).iter().any(|d| org.department(d).is_some_and(|d| d.head.as_ref() == Some(person)))
}

fn sees_kpi(org: &Org, asker: &Key, kpi: &Kpi) -> bool {
    let Some(person) = org.person(asker) else { return false };
    match kpi.level {
        Level::Company => true,
        Level::Department => {
            org.is_within(&person.department, &kpi.owner) || heads(org, asker, &kpi.owner) || sees_everybody(org, asker)
        }
        Level::Position => {
            let mut holders = org.people.iter().filter(|p| p.position == kpi.owner.as_str());
            holders.any(|p| sees_person(org, asker, &p.id))
        }
        Level::Person => sees_person(org, asker, &kpi.owner),
    }
}
