//! Who may do what: the one policy. Every answer, card, page and command asks here, before anything is looked up.
//!
//! [`grants`] is the table: for a class of things and an action, the roles that may, and how one has to stand to the
//! thing otherwise. `docs/access.md` is written from it, and a test runs every cell of it through every way out.

mod audience;
mod average;
mod class;
mod relation;
mod resource;
mod sensitive;
mod table;

pub use self::{
    audience::{Audience, Room},
    average::{FEWEST, may_see_total},
    class::{Action, Class, Secret},
    relation::Relation,
    resource::Resource,
    sensitive::{Disclosure, Sensitive},
    table::{Grant, grants},
};

use super::{
    Key, Org,
    org::{Kpi, Project, Role},
};

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

/// What somebody wanted and may not: for the audit log, never for the one who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// What they wanted to do.
    pub action: Action,
    /// With what kind of thing.
    pub class: Class,
    /// Whose it is, or what.
    pub of: Option<Key>,
}

/// Whether `asker` may do something with a thing. Nobody may do anything with a person whom the company does not know, and
/// nobody else sees anything of one whose data is no longer used. What is told over several people gives away none of them.
pub fn may(org: &Org, asker: &Key, action: Action, resource: Resource<'_>) -> Decision {
    let hides_each = || match resource {
        Resource::Average { of, over } => average::hides_each(org, asker, of, over),
        _ => true,
    };
    if granted(org, asker, action, resource) && hides_each() { Decision::Allow } else { Decision::Refuse }
}

/// Whether the table grants it.
fn granted(org: &Org, asker: &Key, action: Action, resource: Resource<'_>) -> bool {
    let known = org.person(asker).is_some() && resource.person().is_none_or(|person| org.person(person).is_some());
    let shut = action == Action::See && resource.person().is_some_and(|person| !may_hear(org, asker, person));
    let holds = |grant: &Grant| match grant {
        Grant::Everybody => true,
        Grant::Role(role) => has_role(org, asker, *role),
        Grant::Relation(relation) => relation.holds(org, asker, resource),
    };
    known && !shut && grants(resource.class(), action).iter().any(holds)
}

/// The same, with what is to be written down where they may not.
pub fn allow(org: &Org, asker: &Key, action: Action, resource: Resource<'_>) -> Result<(), Denied> {
    match may(org, asker, action, resource) {
        Decision::Allow => Ok(()),
        Decision::Refuse => Err(Denied { action, class: resource.class(), of: resource.name().cloned() }),
    }
}

/// Whether one person, or all who hear an answer, may see `resource`.
pub fn may_see<'a>(org: &Org, audience: impl Into<Audience<'a>>, resource: Resource<'_>) -> Decision {
    audience.into().may_see(org, resource)
}

/// Whether a figure that `person` reports for a KPI counts at once.
pub fn moves(org: &Org, person: &Key, kpi: &Kpi) -> bool {
    may(org, person, Action::Move, Resource::Kpi(kpi)).allows()
}

/// Whether words of a person are told to `audience` at all: those of somebody whose data is no longer used, only to
/// themselves.
pub fn may_hear<'a>(org: &Org, audience: impl Into<Audience<'a>>, person: &Key) -> bool {
    audience.into().may_hear(org, person)
}

/// Whether there may be reports of a person that `audience` may see: those that speak of a project they work on count too.
pub fn may_see_some_report<'a>(org: &Org, audience: impl Into<Audience<'a>>, author: &Key) -> bool {
    let audience = audience.into();
    let sees = |about: &[Key]| may_see(org, audience, Resource::ReportText { author, about }).allows();
    let works_on = |project: &&Project| org.works_on(author, project);
    sees(&[]) || org.projects.iter().filter(works_on).any(|project| sees(std::slice::from_ref(&project.id)))
}

fn has_role(org: &Org, person: &Key, role: Role) -> bool {
    org.person(person).is_some_and(|p| p.roles.contains(&role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_above_members_and_oneself_give_work() {
        let org = Org::parse(include_str!("../../../tests/corpus/qiming/org.json")).expect("it is right");
        let project = Key::from("prj-member");
        let may = |giver: &str, to: &str| {
            let task = Resource::Assignment { project: &project, assignee: &to.into() };
            super::may(&org, &giver.into(), Action::Make, task).allows()
        };
        assert!(may("p-linyue", "p-zhangwei"), "the owner");
        assert!(may("p-zhaolei", "p-zhangwei"), "a member");
        assert!(may("p-lihao", "p-zhangwei"), "the manager");
        assert!(may("p-chenqm", "p-zhangwei"), "the manager's manager");
        assert!(may("p-wutong", "p-wutong"), "oneself");
        assert!(!may("p-wutong", "p-zhangwei"), "somebody else");
        assert!(!may("p-zhangwei-gone", "p-zhangwei"), "nobody");
        assert!(!may("p-linyue", "p-zhangwei-gone"), "to nobody");
    }

    #[test]
    fn what_is_denied_says_what_and_of_whom() {
        let org = Org::parse(include_str!("../../../tests/corpus/qiming/org.json")).expect("it is right");
        let other = Key::from("p-lihao");
        let denied = allow(&org, &"p-zhangwei".into(), Action::See, Resource::Person(&other));
        let what = Denied { action: Action::See, class: Class::Personal, of: Some(other.clone()) };
        assert_eq!(denied, Err(what));
        assert_eq!(allow(&org, &other, Action::See, Resource::Person(&"p-zhangwei".into())), Ok(()));
    }
}
