//! A made-up company of any size: departments in six levels, people in the lowest, and a goal tree of eight levels.

use serde_json::{Value, json};

/// How many departments each level has, from the top.
const DEPARTMENTS: [usize; 6] = [4, 16, 64, 256, 512, 1024];

/// The `org.json` of a company with so many people and KPIs: one goal of the company, one a department, and the rest the
/// people's own, level on level rolled up.
pub fn company(people: usize, kpis: usize) -> String {
    let mut departments: Vec<Value> = Vec::new();
    let mut goals = vec![goal("k-c".into(), "company", "c".into(), None)];
    let mut above: Vec<usize> = Vec::new();
    for (level, count) in DEPARTMENTS.iter().enumerate() {
        let first = departments.len();
        for n in 0..*count {
            let parent = (level > 0).then(|| above[n * above.len() / count]);
            let at = first + n;
            departments.push(json!({
                "id": format!("d{at}"), "name": format!("部门{at}"), "aliases": [], "head": format!("p{}", at % people),
                "parent": parent.map(|p| format!("d{p}")),
            }));
            let over = parent.map_or("k-c".to_owned(), |p| format!("k-d{p}"));
            goals.push(goal(format!("k-d{at}"), "department", format!("d{at}"), Some(over)));
        }
        above = (first..first + count).collect();
    }
    let lowest = above;
    let department_of = |person: usize| lowest[person % lowest.len()];
    let staff: Vec<Value> = (0..people)
        .map(|n| {
            json!({
                "id": format!("p{n}"), "name": format!("员工{n}"), "aliases": [], "position": "员工", "roles": ["employee"],
                "department": format!("d{}", department_of(n)), "manager": (n > 0).then(|| format!("p{}", (n - 1) / 4)),
            })
        })
        .collect();
    for n in 0..kpis.saturating_sub(goals.len()) {
        let (person, place) = (n % people, n / people);
        goals.push(json!({
            "id": format!("k{n}"), "name": format!("指标{n}"), "aliases": [], "level": "person",
            "owner": format!("p{person}"), "unit": "个", "direction": "higher",
            "aggregation": (["sum", "latest", "average"])[n % 3], "period": "month", "target": 100 + n % 50,
            "category": (["result", "process"])[place % 2], "weight": 25,
            "parent": format!("k-d{}", department_of(person)),
        }));
    }
    json!({ "company": { "id": "c", "name": "大公司" }, "departments": departments, "people": staff, "kpis": goals })
        .to_string()
}

fn goal(id: String, level: &str, owner: String, parent: Option<String>) -> Value {
    json!({
        "id": id, "name": format!("{id}目标"), "aliases": [], "level": level, "owner": owner, "unit": "%",
        "direction": "higher", "aggregation": "latest", "period": "month", "weight": 100, "parent": parent, "rollup": true,
    })
}
