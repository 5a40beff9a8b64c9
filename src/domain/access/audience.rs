//! Who hears what is said: one person, or everybody in a room.
//!
//! In a room the rights of all who are in it are cut down to what each of them has, and nothing of a single person is said
//! at all, however much everybody there may see of them: that is for the private chat of who asked.

use super::{Action, Class, Decision, Grant, Resource, grants, may};
use crate::domain::{Key, Org};

/// A group chat, by who is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// The people of the company who are known to be in it.
    pub members: Vec<Key>,
    /// Whether somebody may be in it of whom nothing is known: they are taken for anybody of the company.
    pub unseen: bool,
    /// Whether somebody is in it who is nobody of the company: then nothing of the company is said.
    pub outsiders: bool,
}

/// Who hears an answer: who asked, and whoever else is in the room.
#[derive(Clone, Copy, Debug)]
pub struct Audience<'a> {
    asker: &'a Key,
    room: Option<&'a Room>,
}

impl<'a> From<&'a Key> for Audience<'a> {
    /// They alone.
    fn from(asker: &'a Key) -> Audience<'a> {
        Audience { asker, room: None }
    }
}

impl<'a> Audience<'a> {
    /// Somebody who asks, with all who are in a room.
    pub fn in_room(asker: &'a Key, room: &'a Room) -> Audience<'a> {
        Audience { asker, room: Some(room) }
    }

    /// Who asked.
    pub fn asker(self) -> &'a Key {
        self.asker
    }

    /// Whether others listen.
    pub fn is_room(self) -> bool {
        self.room.is_some()
    }

    /// Everybody who hears it; where somebody may listen of whom nothing is known, that may be anybody of the company.
    pub(super) fn listeners(self, org: &'a Org) -> Vec<&'a Key> {
        let Some(room) = self.room else { return vec![self.asker] };
        let anybody = org.people.iter().map(|p| &p.id).filter(|_| room.unseen);
        [self.asker].into_iter().chain(&room.members).chain(anybody).collect()
    }

    /// Whether all who hear it may see a thing.
    pub(super) fn may_see(self, org: &Org, resource: Resource<'_>) -> Decision {
        let asker = may(org, self.asker, Action::See, resource);
        let Some(room) = self.room else { return asker };
        let open = !room.outsiders && !is_of_one_person(resource.class());
        let each = |person: &Key| may(org, person, Action::See, resource).allows();
        let anybody = grants(resource.class(), Action::See).contains(&Grant::Everybody)
            && resource.person().is_none_or(|person| !org.is_restricted(person));
        if open && asker.allows() && room.members.iter().all(each) && (anybody || !room.unseen) {
            Decision::Allow
        } else {
            Decision::Refuse
        }
    }

    /// Whether all who hear it may hear words of a person: those of somebody whose data is no longer used are told to
    /// themselves alone.
    pub(super) fn may_hear(self, org: &Org, person: &Key) -> bool {
        let alone = self.room.is_none_or(|room| room.members.iter().all(|member| member == person) && !room.unseen);
        !org.is_restricted(person) || (alone && self.asker == person)
    }
}

/// Whether a kind of thing is of a single person, or nothing for others to listen to: it is never said in a room.
fn is_of_one_person(class: Class) -> bool {
    match class {
        Class::Work | Class::Assignment | Class::Budget | Class::CompanyKpi | Class::DepartmentKpi | Class::Average => {
            false
        }
        Class::PositionKpi
        | Class::PersonKpi
        | Class::Personal
        | Class::OpenField
        | Class::ReportText
        | Class::Duty
        | Class::Request
        | Class::Salary
        | Class::Score
        | Class::PeerReview
        | Class::Account
        | Class::Definition
        | Class::AuditLog => true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn org() -> Org {
        Org::parse(include_str!("../../../tests/corpus/qiming/org.json")).expect("it is right")
    }

    /// A thing of every class that a question can be about.
    fn things(org: &Org) -> Vec<Resource<'_>> {
        let mut all: Vec<Resource<'_>> = org.kpis.iter().map(Resource::Kpi).collect();
        for project in &org.projects {
            all.extend([Resource::Work(&project.id), Resource::Budget(&project.id)]);
        }
        for person in &org.people {
            let of = &person.id;
            all.extend([Resource::Person(of), Resource::Duty(of), Resource::ReportText { author: of, about: &[] }]);
        }
        all
    }

    proptest! {
        #[test]
        fn a_room_sees_no_more_than_any_of_it(places in proptest::collection::vec(0_usize..19, 1..6), unseen: bool, outsiders: bool) {
            let org = org();
            let members: Vec<Key> = places.iter().map(|at| org.people[at % org.people.len()].id.clone()).collect();
            let asker = members[0].clone();
            let room = Room { members: members.clone(), unseen, outsiders };
            let more = Room { unseen: true, ..room.clone() };
            for thing in things(&org) {
                let seen = Audience::in_room(&asker, &room).may_see(&org, thing).allows();
                let all = members.iter().all(|m| may(&org, m, Action::See, thing).allows());
                prop_assert!(!seen || all, "{thing:?}");
                prop_assert!(!(seen && outsiders), "{thing:?}");
                prop_assert!(!seen || thing.person().is_none(), "{thing:?}");
                // One more of whom nothing is known opens nothing.
                let with_more = Audience::in_room(&asker, &more).may_see(&org, thing).allows();
                prop_assert!(!with_more || seen, "{thing:?}");
                if with_more {
                    prop_assert!(org.people.iter().all(|p| may(&org, &p.id, Action::See, thing).allows()), "{thing:?}");
                }
            }
        }
    }

    #[test]
    fn a_department_alone_hears_its_own_goals_and_no_person() {
        let org = org();
        let kpi = org.kpi(&"k-renew".into()).expect("it is there");
        let (head, member, other) = (Key::from("p-heliang"), Key::from("p-xumeng"), Key::from("p-zhangwei"));
        let sees = |members: &[&Key], unseen, resource| {
            let room = Room { members: members.iter().map(|k| (*k).clone()).collect(), unseen, outsiders: false };
            Audience::in_room(&head, &room).may_see(&org, resource).allows()
        };
        assert!(sees(&[&head, &member], false, Resource::Kpi(kpi)));
        assert!(!sees(&[&head, &member], true, Resource::Kpi(kpi)), "somebody unknown may be of another department");
        assert!(!sees(&[&head, &other], false, Resource::Kpi(kpi)));
        assert!(!sees(&[&head, &member], false, Resource::Person(&member)), "not even where both may see it");
        assert!(sees(&[&head, &other], true, Resource::Work(&"prj-member".into())));
    }
}
