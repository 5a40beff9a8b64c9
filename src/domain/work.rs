//! Who may give work, and where.

use super::{Key, Org, org::Project};

/// Whether a person may give a task of a project to somebody: its owner, who works on it, the line above the one who is
/// to do it, and that one themselves.
pub fn may_give(org: &Org, giver: &Key, assignee: &Key, project: &Project) -> bool {
    org.works_on(giver, project) || org.is_above(giver, assignee) || (giver == assignee && org.person(giver).is_some())
}

/// Whether a person may set a milestone of a project: its owner, and who works on it.
pub fn may_set_milestone(org: &Org, person: &Key, project: &Project) -> bool {
    org.works_on(person, project)
}

/// The projects in which a person may mean to give somebody a task without naming one: those that both work on; for
/// whoever is above them, those that the one who is to do it works on.
pub fn shared<'a>(org: &'a Org, giver: &Key, assignee: &Key) -> Vec<&'a Project> {
    let of = |person: &Key| org.projects.iter().filter(|j| org.works_on(person, j)).collect::<Vec<_>>();
    let both: Vec<&Project> = of(assignee).into_iter().filter(|j| org.works_on(giver, j)).collect();
    if both.is_empty() && org.is_above(giver, assignee) { of(assignee) } else { both }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org() -> Org {
        Org::parse(include_str!("../../tests/corpus/qiming/org.json")).expect("it is right")
    }

    #[test]
    fn the_line_above_members_and_oneself_give_work() {
        let org = org();
        let member = org.project(&"prj-member".into()).expect("it is there");
        let may = |giver: &str, to: &str| may_give(&org, &giver.into(), &to.into(), member);
        assert!(may("p-linyue", "p-zhangwei"), "the owner");
        assert!(may("p-zhaolei", "p-zhangwei"), "a member");
        assert!(may("p-lihao", "p-zhangwei"), "the manager");
        assert!(may("p-chenqm", "p-zhangwei"), "the manager's manager");
        assert!(may("p-wutong", "p-wutong"), "oneself");
        assert!(!may("p-wutong", "p-zhangwei"), "somebody else");
        assert!(!may("p-zhangwei-gone", "p-zhangwei"), "nobody");
    }

    #[test]
    fn what_two_share_is_where_work_is_given() {
        let org = org();
        let names = |giver: &str, to: &str| {
            shared(&org, &giver.into(), &to.into()).iter().map(|j| j.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("p-linyue", "p-zhangwei"), ["prj-member", "prj-mall"]);
        assert_eq!(names("p-daniel", "p-zhangwei"), ["prj-member"]);
        assert_eq!(names("p-chenqm", "p-zhangwei"), ["prj-member", "prj-mall"]);
        assert!(names("p-wutong", "p-zhangwei").is_empty());
    }
}
