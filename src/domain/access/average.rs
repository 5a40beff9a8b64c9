//! What a figure over several people gives away of one.
//!
//! An average is told over five people at least. Whoever also knows some of their figures, or the averages of departments
//! within, can take those away; what is left is told as well, so it must be nobody's, or of five at least.
//!
//! A roll-up is not told to whom all but one of what it rests on is told: the one could be worked out.

use super::{Action, Audience, Resource, granted, may};
use crate::domain::{Key, Org, org::Kind};

/// Over how many people an average must be.
pub const FEWEST: usize = 5;

/// Whether the average of `of`, a department or the company, over those of `over` who are in it leaves nobody to be worked
/// out by `asker`.
pub(super) fn hides_each(org: &Org, asker: &Key, of: &Key, over: &[Key]) -> bool {
    let among = within(org, of, over);
    hides(among.len(), left_over(org, asker, of, &among).len())
}

/// Whether an average over so many may be told to whom so many of them are left unknown.
fn hides(among: usize, left: usize) -> bool {
    among >= FEWEST && (left == 0 || left >= FEWEST)
}

/// Those of `among`, who are all in `of`, whom the asker neither sees nor is told of in the average of a department within.
fn left_over(org: &Org, asker: &Key, of: &Key, among: &[Key]) -> Vec<Key> {
    let top = org.kind(of) == Some(Kind::Company);
    let is_below = |parent: Option<&Key>| if top { parent.is_none() } else { parent == Some(of) };
    let mut left: Vec<Key> = among
        .iter()
        .filter(|person| org.person(person).is_some_and(|p| &p.department == of))
        .filter(|person| !may(org, asker, Action::See, Resource::Person(person)).allows())
        .cloned()
        .collect();
    for department in org.departments.iter().filter(|d| &d.id != of && is_below(d.parent.as_ref())) {
        let over = within(org, &department.id, among);
        let rest = left_over(org, asker, &department.id, &over);
        let granted = granted(org, asker, Action::See, Resource::Average { of: &department.id, over: &over });
        if !(granted && hides(over.len(), rest.len())) {
            left.extend(rest);
        }
    }
    left
}

fn within(org: &Org, of: &Key, people: &[Key]) -> Vec<Key> {
    people.iter().filter(|person| is_in(org, person, of)).cloned().collect()
}

fn is_in(org: &Org, person: &Key, of: &Key) -> bool {
    org.kind(of) == Some(Kind::Company) || org.person(person).is_some_and(|p| org.is_within(&p.department, of))
}

/// Whether all who hear it may be told how far a KPI is, where `parts` says what counts in it: nothing for one that goes by
/// its own figure.
pub fn may_see_total<'a>(
    org: &Org,
    audience: impl Into<Audience<'a>>,
    kpi: &Key,
    parts: &dyn Fn(&Key) -> Vec<Key>,
) -> bool {
    let audience = audience.into();
    audience.listeners(org).into_iter().all(|person| is_told(org, person, kpi, parts))
}

fn is_told(org: &Org, person: &Key, kpi: &Key, parts: &dyn Fn(&Key) -> Vec<Key>) -> bool {
    let hidden = |kpis: Vec<Key>| kpis.iter().filter(|part| !is_told(org, person, part, parts)).count();
    org.kpi(kpi).is_some_and(|k| may(org, person, Action::See, Resource::Kpi(k)).allows()) && hidden(parts(kpi)) != 1
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// A company of departments, each below an earlier one, and people in them.
    fn company(parents: &[usize], places: &[usize], managers: &[usize]) -> Org {
        let departments: Vec<_> = parents
            .iter()
            .enumerate()
            .map(|(at, parent)| {
                let parent = (at > 0).then(|| format!("d{}", parent % at));
                json!({"id": format!("d{at}"), "name": format!("部门{at}"), "aliases": [], "parent": parent, "head": null})
            })
            .collect();
        let people: Vec<_> = places
            .iter()
            .enumerate()
            .map(|(at, place)| {
                let manager = (at > 0).then(|| format!("p{}", managers[at] % at));
                json!({"id": format!("p{at}"), "name": format!("人{at}"), "aliases": [], "manager": manager,
                    "department": format!("d{}", place % parents.len()), "position": "", "roles": ["employee"]})
            })
            .collect();
        let company = json!({"id": "c", "name": "公司", "timezone": "Asia/Shanghai", "fiscal_year_start_month": 1});
        let all = json!({"company": company, "departments": departments, "people": people, "projects": [], "kpis": []});
        Org::parse(&all.to_string()).expect("it is right")
    }

    /// Whether a person is alone in what sums of the told sets and the known people give: by elimination over rationals,
    /// as whoever wants to know would do it.
    fn worked_out(people: &[Key], told: &[BTreeSet<Key>]) -> Option<Key> {
        let mut rows: Vec<Vec<f64>> = told
            .iter()
            .map(|set| people.iter().map(|person| f64::from(u8::from(set.contains(person)))).collect())
            .collect();
        let mut top = 0;
        for column in 0..people.len() {
            let Some(pivot) = (top..rows.len()).find(|row| rows[*row][column].abs() > 1e-9) else { continue };
            rows.swap(top, pivot);
            let scale = rows[top][column];
            rows[top].iter_mut().for_each(|cell| *cell /= scale);
            let reduced = rows[top].clone();
            for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != top) {
                let by = row[column];
                row.iter_mut().zip(&reduced).for_each(|(cell, pivot)| *cell -= by * pivot);
            }
            top += 1;
        }
        let alone = |row: &Vec<f64>| row.iter().filter(|cell| cell.abs() > 1e-9).count() == 1;
        let row = rows.iter().find(|row| alone(row))?;
        people.iter().zip(row).find(|(_, cell)| cell.abs() > 1e-9).map(|(person, _)| person.clone())
    }

    proptest! {
        #[test]
        fn nobody_is_worked_out_of_all_that_is_told(
            parents in proptest::collection::vec(0_usize..8, 1..7),
            places in proptest::collection::vec(0_usize..8, 5..26),
            managers in proptest::collection::vec(0_usize..26, 26),
            reported in proptest::collection::vec(any::<bool>(), 26),
        ) {
            let org = company(&parents, &places, &managers);
            let over: Vec<Key> =
                org.people.iter().zip(&reported).filter(|(_, told)| **told).map(|(p, _)| p.id.clone()).collect();
            for asker in org.people.iter().map(|p| &p.id) {
                let see = |resource| may(&org, asker, Action::See, resource).allows();
                let unseen: Vec<Key> = over.iter().filter(|p| !see(Resource::Person(p))).cloned().collect();
                let all = org.departments.iter().map(|d| &d.id).chain([&org.company.id]);
                let told: Vec<BTreeSet<Key>> = all
                    .filter(|of| see(Resource::Average { of, over: &over }))
                    .map(|of| over.iter().filter(|p| is_in(&org, p, of)).cloned().collect())
                    .collect();
                prop_assert!(told.iter().all(|set| set.len() >= FEWEST));
                // What one sees is known and taken away.
                let left: Vec<BTreeSet<Key>> = told
                    .iter()
                    .map(|set| set.iter().filter(|p| unseen.contains(p)).cloned().collect::<BTreeSet<Key>>())
                    .collect();
                prop_assert_eq!(worked_out(&unseen, &left), None, "{}", asker);
            }
        }
    }

    #[test]
    fn five_are_enough_and_what_is_left_is_five_or_nobody() {
        // 部门0 over 部门1; p0 manages all of 部门0, who know nothing of each other.
        let told = |places: &[usize], asker: &str| {
            let org = company(&[0, 0], places, &[0; 26]);
            let over: Vec<Key> = org.people.iter().map(|p| p.id.clone()).collect();
            let average = Resource::Average { of: &"d0".into(), over: &over };
            may(&org, &asker.into(), Action::See, average).allows()
        };
        assert!(!told(&[0; 4], "p0"), "four, even to whom sees each of them");
        assert!(told(&[0; 5], "p0"), "five, to whom sees each of them");
        assert!(!told(&[0; 5], "p1"), "four others are left to one of five");
        assert!(told(&[0; 6], "p1"));
        // 部门1 has six, so its average is told to those of it; above it stand one and then five more.
        assert!(!told(&[0, 1, 1, 1, 1, 1, 1], "p1"), "the one who is not in 部门1 would be left");
        assert!(told(&[0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], "p5"));
    }

    #[test]
    fn a_roll_up_is_told_unless_one_part_is_left_to_be_worked_out() {
        let json = include_str!("../../../tests/transcripts/goals.org.json");
        let org = Org::parse(json).expect("it is right");
        let below: BTreeMap<Key, Vec<Key>> =
            org.kpis.iter().filter(|k| k.rollup).fold(BTreeMap::new(), |mut map, k| {
                let parts = org.kpis.iter().filter(|p| p.parent.as_ref() == Some(&k.id)).map(|p| p.id.clone());
                map.insert(k.id.clone(), parts.collect());
                map
            });
        let parts = |kpi: &Key| below.get(kpi).cloned().unwrap_or_default();
        let mut kept = 0;
        for person in org.people.iter().map(|p| &p.id) {
            for (kpi, rests_on) in &below {
                let sees =
                    |key: &Key| may(&org, person, Action::See, Resource::Kpi(org.kpi(key).expect("a KPI"))).allows();
                let told = may_see_total(&org, person, kpi, &parts);
                let hidden = rests_on.iter().filter(|part| !may_see_total(&org, person, part, &parts)).count();
                assert_eq!(told, sees(kpi) && hidden != 1, "{person} {kpi}");
                kept += usize::from(sees(kpi) && !told);
            }
        }
        assert!(kept > 0, "somebody is not told something");
    }
}
