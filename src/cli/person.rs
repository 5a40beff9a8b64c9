//! PERSON on the command line: an id, or a name or alias that only one person has.

use super::Failure;
use crate::domain::{Key, Org};

/// The person meant; otherwise a usage error that names the candidates.
pub fn find(org: &Org, written: &str) -> Result<Key, Failure> {
    let key = Key::from(written);
    if org.person(&key).is_some() {
        return Ok(key);
    }
    let same = |name: &str| name.eq_ignore_ascii_case(written);
    let by_name: Vec<&Key> = org.people.iter().filter(|p| same(&p.name)).map(|p| &p.id).collect();
    let by_alias = || org.people.iter().filter(|p| p.aliases.iter().any(|a| same(a))).map(|p| &p.id).collect();
    // A full name wins over other people's aliases.
    let found: Vec<&Key> = if by_name.is_empty() { by_alias() } else { by_name };
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Failure::Usage(format!("nobody is called {written:?}{}", nearest(org, written)))),
        several => {
            let names: Vec<String> = several.iter().map(|k| format!("{} ({k})", org.name(k))).collect();
            Err(Failure::Usage(format!("{written:?} could be: {}", names.join(", "))))
        }
    }
}

/// The people whose names are near, for a hint.
fn nearest(org: &Org, written: &str) -> String {
    let mut near: Vec<(f64, String)> = org
        .people
        .iter()
        .flat_map(|p| std::iter::once(&p.name).chain(&p.aliases).map(move |n| (n, p)))
        .map(|(n, p)| (strsim::jaro_winkler(n, written), format!("{} ({})", p.name, p.id)))
        .filter(|(likeness, _)| *likeness > 0.6)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.dedup_by(|a, b| a.1 == b.1);
    let names: Vec<String> = near.into_iter().take(3).map(|(_, n)| n).collect();
    if names.is_empty() { String::new() } else { format!("; did you mean {}?", names.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn org() -> Org {
        Org::parse(
            r#"{"company": {"id": "c", "name": "甲"},
                "departments": [{"id": "d", "name": "研发部"}],
                "people": [{"id": "p-1", "name": "张伟", "aliases": ["张工"], "department": "d"},
                           {"id": "p-2", "name": "张雯", "aliases": ["张工", "Wendy"], "department": "d"}]}"#,
        )
        .expect("it is right")
    }

    #[test]
    fn a_person_is_found_by_id_name_or_alias() {
        for (written, expect) in [("p-1", "p-1"), ("张伟", "p-1"), ("wendy", "p-2")] {
            assert_eq!(find(&org(), written).expect("one person").as_str(), expect);
        }
    }

    #[test]
    fn two_candidates_are_named() {
        let Err(Failure::Usage(why)) = find(&org(), "张工") else { panic!("it is ambiguous") };
        assert!(why.contains("张伟 (p-1)") && why.contains("张雯 (p-2)"), "{why}");
        assert!(matches!(find(&org(), "王五"), Err(Failure::Usage(_))));
    }
}
