//! Attainment: the worked cases of scoring, what cannot be computed, and the tree.
//!
//! The worked cases lie beside the project in `shared/reference/scoring`, or where `ZHIXING_SCORING` says. They are not
//! part of the project.

use std::path::PathBuf;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::Value;
use zhixing::{
    domain::{
        Decimal, Org,
        attainment::{CAP, Formula, NotComputable, score, to_cents, weighted, weights_amiss},
    },
    insight::goals::{Own, States, Tree, When, fold, own},
};

fn cases() -> Option<Value> {
    let beside = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/scoring");
    let folder = std::env::var_os("ZHIXING_SCORING").map_or(beside, PathBuf::from);
    let text = std::fs::read_to_string(folder.join("kpi_scoring_cases.json")).ok()?;
    Some(serde_json::from_str(&text).expect("the cases are JSON"))
}

fn decimal(value: &Value) -> Decimal {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.parse().expect("a figure")
}

fn formula(name: &str, args: &Value) -> (Formula, Decimal) {
    let arg = |name: &str| decimal(&args[name]);
    let formula = match name {
        "higher" => Formula::Higher { target: arg("target") },
        "lower_linear" => Formula::Lower { target: arg("target") },
        "lower_recip" => Formula::LowerReciprocal { target: arg("target") },
        "baseline_change" => Formula::Change { baseline: arg("baseline"), target: arg("target") },
        "range" => Formula::Range { low: arg("low"), high: arg("high"), falloff: arg("falloff") },
        "tiers" => Formula::Tiers { threshold: arg("threshold"), target: arg("target"), stretch: arg("stretch") },
        "milestone" => return (Formula::Milestone { per_day: arg("per_day") }, arg("days_late")),
        other => panic!("the formula {other} is unknown"),
    };
    (formula, arg("actual"))
}

#[test]
fn the_worked_cases_come_out() {
    let Some(cases) = cases() else {
        eprintln!("the scoring cases are not beside the project: skipped");
        return;
    };
    let single = cases["single"].as_array().expect("cases");
    assert!(single.len() >= 24);
    for case in single {
        let (formula, actual) = formula(case["formula"].as_str().expect("a formula"), &case["args"]);
        let attained = formula.attain(actual).expect("it can be computed");
        assert_eq!(score(attained), decimal(&case["score"]), "{}", case["name"]);
    }
    let okr = cases["okr"].as_array().expect("cases");
    let key_result = |case: &Value| {
        let change = Formula::Change { baseline: decimal(&case["baseline"]), target: decimal(&case["target"]) };
        change.attain(decimal(&case["actual"])).expect("it can be computed").min(Decimal::ONE)
    };
    let results: Vec<Decimal> = okr.iter().filter(|c| c.get("actual").is_some()).map(key_result).collect();
    for (case, result) in okr.iter().zip(&results) {
        assert_eq!(to_cents(*result), decimal(&case["score"]), "{case}");
    }
    let objective = okr.iter().find(|c| c.get("objective").is_some()).expect("an objective");
    let mean = weighted(results.into_iter().map(|r| (Decimal::ONE, r))).expect("a mean");
    assert_eq!(to_cents(mean), decimal(&objective["objective"]));
}

#[test]
fn weights_are_a_hundred_and_weigh() {
    let Some(cases) = cases() else { return };
    let team = &cases["composite"][0];
    let parts: Vec<(Decimal, Decimal)> =
        team["kpis"].as_array().expect("KPIs").iter().map(|k| (decimal(&k["w"]), decimal(&k["s"]))).collect();
    assert_eq!(weights_amiss(parts.iter().map(|p| p.0)), None);
    assert_eq!(weighted(parts).map(to_cents), Some(decimal(&team["objective"])));
    let amiss =
        cases["composite"].as_array().and_then(|c| c.iter().find(|c| c.get("error").is_some())).expect("a case");
    let ninety_five = weights_amiss([30, 30, 25, 10].map(Decimal::from)).expect("it is not a hundred");
    assert_eq!(amiss["error"], format!("weights must sum to 100, got {ninety_five}"));
}

#[test]
fn what_cannot_be_computed_says_why() {
    let d = |text: &str| text.parse::<Decimal>().expect("a figure");
    let check = |formula: Formula, actual: &str, expect: Result<&str, NotComputable>| {
        assert_eq!(formula.attain(d(actual)), expect.map(d), "{formula:?} of {actual}");
    };
    check(Formula::Higher { target: d("0") }, "3", Err(NotComputable::ZeroTarget));
    check(Formula::Higher { target: d("-2") }, "3", Err(NotComputable::NegativeTarget));
    check(Formula::Higher { target: d("2") }, "-3", Ok("0"));
    check(Formula::Lower { target: d("0") }, "0", Ok("1"));
    check(Formula::Lower { target: d("0") }, "-1", Ok("1"));
    check(Formula::Lower { target: d("0") }, "1", Ok("0"));
    check(Formula::Lower { target: d("-5") }, "1", Err(NotComputable::NegativeTarget));
    check(Formula::LowerReciprocal { target: d("48") }, "0", Ok("1.2"));
    check(Formula::LowerReciprocal { target: d("0") }, "0", Ok("1"));
    check(Formula::LowerReciprocal { target: d("-1") }, "0", Err(NotComputable::NegativeTarget));
    // A change may lead through zero: from a loss to a profit.
    check(Formula::Change { baseline: d("-10"), target: d("10") }, "5", Ok("0.75"));
    check(Formula::Change { baseline: d("0"), target: d("0") }, "5", Err(NotComputable::TargetIsBaseline));
    check(Formula::Range { low: d("3"), high: d("3"), falloff: d("0") }, "3", Ok("1"));
    check(Formula::Range { low: d("3"), high: d("3"), falloff: d("0") }, "4", Err(NotComputable::NoFalloff));
    let tiers = Formula::Tiers { threshold: d("3"), target: d("2"), stretch: d("2") };
    check(tiers, "2", Err(NotComputable::TiersOutOfOrder));
    check(Formula::Milestone { per_day: d("5") }, "-2", Ok("1"));
    check(Formula::Higher { target: d("0.0000001") }, "79228162514264337593543950335", Err(NotComputable::TooLarge));
}

/// A company of KPIs `k0`, `k1`, … each with its parent, weight and whether it rolls up.
fn company(kpis: &[(Option<usize>, Option<u32>)]) -> Org {
    let parents: Vec<usize> = kpis.iter().filter_map(|k| k.0).collect();
    let kpis: Vec<Value> = kpis
        .iter()
        .enumerate()
        .map(|(i, (parent, weight))| {
            serde_json::json!({
                "id": format!("k{i}"), "name": format!("KPI {i}"), "level": "company", "owner": "c", "unit": "个",
                "direction": "higher", "aggregation": "latest", "period": "month", "target": 100,
                "weight": weight, "parent": parent.map(|p| format!("k{p}")), "rollup": parents.contains(&i),
            })
        })
        .collect();
    let json = serde_json::json!({ "company": { "id": "c", "name": "C" }, "kpis": kpis });
    Org::parse(&json.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// A tree: each KPI stands below one before it or nowhere, with a weight and perhaps a figure.
fn tree() -> impl Strategy<Value = Vec<(Option<usize>, u32, Option<u32>)>> {
    proptest::collection::vec((any::<u16>(), 0..5_u8, 0..100_u32, proptest::option::of(0..200_u32)), 1..24).prop_map(
        |nodes| {
            let node = |(i, (above, root, weight, figure)): (usize, (u16, u8, u32, Option<u32>))| {
                let parent = (i > 0 && root > 0).then(|| usize::from(above) % i);
                (parent, weight, figure)
            };
            nodes.into_iter().enumerate().map(node).collect()
        },
    )
}

/// The attainment as plain floating arithmetic has it, straight from the definition.
fn expected(nodes: &[(Option<usize>, u32, Option<u32>)], at: usize) -> Option<f64> {
    if let Some(figure) = nodes[at].2 {
        return Some((f64::from(figure) / 100.0).min(1.2));
    }
    let children = (0..nodes.len()).filter(|c| nodes[*c].0 == Some(at));
    let parts: Vec<(f64, f64)> = children.filter_map(|c| Some((f64::from(nodes[c].1), expected(nodes, c)?))).collect();
    let weights: f64 = parts.iter().map(|p| p.0).sum();
    (weights > 0.0).then(|| parts.iter().map(|(w, s)| w * s).sum::<f64>() / weights)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_parent_is_the_weighted_mean_of_its_children(nodes in tree(), moved in any::<prop::sample::Index>()) {
        let org = company(&nodes.iter().map(|(parent, weight, _)| (*parent, Some(*weight))).collect::<Vec<_>>());
        let own: Vec<Own> = nodes
            .iter()
            .map(|(_, _, figure)| match figure {
                Some(figure) => {
                    let share = (Decimal::from(*figure) / Decimal::ONE_HUNDRED).min(CAP);
                    Own { figure: Some((*figure).into()), attained: Ok(share) }
                }
                None => Own { figure: None, attained: Err(NotComputable::NoFigure) },
            })
            .collect();
        let tree = Tree::new(&org);
        let goals = tree.attain(&own);
        // One that moved, reckoned from the others as they were, comes to the same.
        let moved = moved.index(nodes.len());
        let mut before = own.clone();
        before[moved] = Own { figure: None, attained: Err(NotComputable::NoFigure) };
        let mut renewed = tree.attain(&before);
        tree.renew(&mut renewed, [(&org.kpis[moved].id, own[moved])]);
        prop_assert_eq!(&renewed, &goals);
        for (at, goal) in goals.iter().enumerate() {
            match (expected(&nodes, at), &goal.attained) {
                (Some(expected), Ok(share)) => {
                    let share: f64 = share.to_string().parse().expect("a figure");
                    prop_assert!((share - expected).abs() < 1e-9, "{at}: {share} for {expected}");
                }
                (None, Err(_)) => {}
                (expected, got) => prop_assert!(false, "{at}: {got:?} for {expected:?}"),
            }
        }
    }
}

#[test]
fn without_any_weight_all_weigh_alike_and_without_one_among_some_nothing() {
    let d = |text: &str| text.parse::<Decimal>().expect("a figure");
    let goals = |weights: [Option<u32>; 2]| {
        let org = company(&[(None, None), (Some(0), weights[0]), (Some(0), weights[1])]);
        let own = [None, Some("0.4"), Some("0.8")]
            .map(|share| Own { figure: None, attained: share.map(d).ok_or(NotComputable::NoFigure) });
        let goal = Tree::new(&org).attain(&own).swap_remove(0);
        (goal.attained, goal.below.map_or(0, |b| b.missing.len()))
    };
    assert_eq!(goals([None, None]), (Ok(d("0.6")), 0));
    assert_eq!(goals([Some(30), None]), (Ok(d("0.4")), 1));
    assert_eq!(goals([Some(30), Some(10)]), (Ok(d("0.5")), 0));
}

/// A figure of a day, filed.
fn said(kpi: &str, value: i64, on: &str, plus: bool) -> zhixing::domain::Filed {
    use zhixing::domain::{Claim, Fact, Filed, Reader, Span, Standing};
    let on: NaiveDate = on.parse().expect("a day");
    let (value, unit) = (Decimal::from(value), "个".into());
    Filed {
        id: uuid::Uuid::now_v7(),
        report: uuid::Uuid::now_v7(),
        external_id: "r".into(),
        author: "p".into(),
        sent_at: on.and_hms_opt(9, 0, 0).expect("an hour").and_utc(),
        sent_on: on,
        standing: Standing::Counted,
        said_in: None,
        claim: Claim {
            fact: if plus { Fact::Increment { value, unit, on } } else { Fact::Measurement { value, unit, on } },
            subject: Some(kpi.into()),
            span: Span { start: 0, end: 1 },
            quote: "x".into(),
            by: Reader::Rules,
            approximate: false,
            doubt: None,
        },
    }
}

/// What one KPI attains on 20 November 2026, given its fields beyond the common ones.
fn attains(fields: Value, claims: &[zhixing::domain::Filed]) -> Result<String, NotComputable> {
    let mut kpi = serde_json::json!({
        "id": "k", "name": "K", "level": "company", "owner": "c", "unit": "个", "direction": "higher",
        "aggregation": "sum", "period": "month", "target": 10,
    });
    let others = ["a", "b"].map(|id| {
        serde_json::json!({
            "id": id, "name": id, "level": "company", "owner": "c", "unit": "个", "direction": "higher",
            "aggregation": "sum", "period": "month",
        })
    });
    for (name, value) in fields.as_object().expect("fields") {
        kpi[name] = value.clone();
    }
    let json = serde_json::json!({ "company": { "id": "c", "name": "C" }, "kpis": [kpi, others[0], others[1]] });
    let org = Org::parse(&json.to_string()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let states = fold(&org, claims);
    let when = When::now("2026-11-20".parse().expect("a day"));
    own(&org, &States::of(&states), when)[0].attained.map(|share| score(share).normalize().to_string())
}

#[test]
fn a_kpi_is_held_against_the_period_that_its_target_names() {
    let json = |value| serde_json::from_str::<Value>(value).expect("JSON");
    let claims =
        [said("k", 200, "2025-11-05", true), said("k", 190, "2026-10-05", true), said("k", 176, "2026-11-05", true)];
    let lower = r#"{"direction": "lower", "target": -15, "target_form": "last_year"}"#;
    assert_eq!(attains(json(lower), &claims).as_deref(), Ok("80"), "from 200 to 176 where 170 was the aim");
    let month = r#"{"direction": "lower", "target": -10, "target_form": "last_month"}"#;
    assert_eq!(attains(json(month), &claims).as_deref(), Ok("73.68"), "14 of the 19 fewer than 190");
    assert_eq!(attains(json(lower), &claims[2..]), Err(NotComputable::NoReference));
    let baseline = r#"{"direction": "lower", "target": -15, "target_form": "last_year", "baseline": 200}"#;
    assert_eq!(attains(json(baseline), &claims[2..]).as_deref(), Ok("80"), "the baseline stands in");
    let plain =
        r#"{"direction": "lower", "target": -15, "target_form": "last_year", "scoring": {"formula": "linear"}}"#;
    assert_eq!(attains(json(plain), &claims).as_deref(), Ok("96.47"), "2 − 176/170");
    assert_eq!(attains(json("{}"), &claims[..2]), Err(NotComputable::NoFigure), "nothing this month");
}

#[test]
fn a_ratio_is_made_of_two() {
    let ratio = r#"{"aggregation": "ratio", "unit": "%", "target": 50, "numerator": "a", "denominator": "b"}"#;
    let ratio: Value = serde_json::from_str(ratio).expect("JSON");
    let claims =
        [said("a", 4, "2026-11-05", true), said("b", 10, "2026-11-06", true), said("k", 45, "2026-11-07", false)];
    assert_eq!(attains(ratio.clone(), &claims).as_deref(), Ok("80"), "40 % of 50 %");
    assert_eq!(attains(ratio.clone(), &claims[1..]).as_deref(), Ok("90"), "what was said, where a part is missing");
    assert_eq!(attains(ratio, &claims[..1]), Err(NotComputable::NoFigure));
}
