//! Where work is given, where no project is named; and the keys of what is made in chat, which tell when it was.

use chrono::{DateTime, Utc};
use uuid::{NoContext, Timestamp, Uuid};

use super::{Key, Org, org::Project};

/// An id for something made at a moment.
pub fn id_at(at: DateTime<Utc>) -> Uuid {
    Uuid::new_v7(Timestamp::from_unix(NoContext, at.timestamp().unsigned_abs(), at.timestamp_subsec_nanos()))
}

/// The key of something made in chat: a letter or two for what it is, and its id.
pub fn key(letters: &str, id: Uuid) -> Key {
    Key::from(format!("{letters}-{}", id.simple()))
}

/// When something was made in chat; `None` for what a file names.
pub fn made_at(key: &Key) -> Option<DateTime<Utc>> {
    let (_, id) = key.as_str().rsplit_once('-')?;
    let id = Uuid::try_parse(id).ok().filter(|id| id.get_version_num() == 7)?;
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
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
    fn a_key_tells_when_it_was_made() {
        let at: DateTime<Utc> = "2026-11-20T10:00:00.123Z".parse().expect("a time");
        assert_eq!(made_at(&key("ms", id_at(at))), Some(at));
        for other in ["t-login", "k-renew", "prj-member", "t-00000000000000000000000000000000"] {
            assert_eq!(made_at(&other.into()), None, "{other}");
        }
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
