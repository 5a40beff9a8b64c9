//! The goal tree of `org.json`: what it may say, what it may not, and that it comes back from both databases.

use serde_json::{Value, json};
use zhixing::{
    domain::{Decimal, Org, org::Warning},
    insight::goals::{States, Tree, When, fold, own},
    store::orgs,
};

use crate::store::{NOW, at, company, day, file, filed, plus, report, test_databases, total};

/// A company with a goal tree that uses every field.
fn whole() -> Value {
    let kpi = |id: &str, level: &str, owner: &str| {
        json!({
            "id": id, "name": id, "aliases": [], "level": level, "owner": owner, "unit": "%", "direction": "higher",
            "aggregation": "latest", "period": "month", "target": 100, "category": "result",
        })
    };
    let with = |mut kpi: Value, fields: Value| {
        for (name, value) in fields.as_object().expect("fields") {
            kpi[name] = value.clone();
        }
        kpi
    };
    json!({
        "company": { "id": "c", "name": "C" },
        "departments": [{ "id": "d", "name": "D", "aliases": [] }],
        "people": [{ "id": "p", "name": "P", "aliases": [], "department": "d", "position": "店员", "roles": ["employee"] }],
        "kpis": [
            with(kpi("o", "company", "c"), json!({ "form": "objective", "rollup": true, "target": null })),
            with(kpi("kr", "department", "d"), json!({ "form": "key_result", "parent": "o", "baseline": 32, "weight": 100 })),
            with(kpi("up", "department", "d"), json!({ "rollup": true, "target": null, "supports": ["o"], "weight": 60 })),
            with(kpi("half", "position", "店员"), json!({
                "period": "half_year", "parent": "up", "rank": "primary", "direction": "lower", "weight": 40,
                "scoring": { "formula": "tiers", "threshold": 150, "stretch": 50.5 },
            })),
            with(kpi("year", "person", "p"), json!({
                "target": -15, "target_form": "last_year", "direction": "lower", "rank": "supporting", "weight": 30,
                "scoring": { "formula": "reciprocal" },
            })),
            with(kpi("month", "person", "p"), json!({ "target": 10, "target_form": "last_month", "weight": 30 })),
            with(kpi("range", "department", "d"), json!({
                "direction": "range", "target": [30, 40], "scoring": { "formula": "range", "falloff": 10 }, "weight": 40,
            })),
            with(kpi("late", "company", "c"), json!({
                "direction": "lower", "target": null, "scoring": { "formula": "milestone", "per_day": 5 },
            })),
            with(kpi("ratio", "company", "c"), json!({
                "aggregation": "ratio", "numerator": "kr", "denominator": "range", "baseline": 3,
                "scoring": { "formula": "change" },
            })),
            with(kpi("plain", "company", "c"), json!({ "baseline": 3, "scoring": { "formula": "linear" } })),
        ],
    })
}

fn parse(json: &Value) -> Result<Org, Vec<String>> {
    Org::parse(&json.to_string()).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

#[test]
fn what_it_says_comes_out_again() {
    let org = parse(&whole()).expect("it is whole");
    let again = Org::parse(&org.to_json()).expect("it is whole");
    assert_eq!(again.kpis, org.kpis);
    assert_eq!(org.warnings(), [Warning::OnlyResults { people: vec!["p".into()] }]);
}

#[tokio::test]
async fn both_databases_give_it_back() {
    let org = parse(&whole()).expect("it is whole");
    for db in test_databases().await {
        let made = org.clone();
        let create = db.store.write(move |tx| Box::pin(async move { orgs::create(tx, &made).await }));
        let company = create.await.expect("it is made");
        db.store.bind(company).expect("the store works for it");
        let (loaded, _) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        assert_eq!(loaded.kpis, org.kpis, "{}", db.name);
    }
}

#[test]
fn what_does_not_fit_together_is_named() {
    let check = |place: usize, field: &str, value: &str, expect: &str| {
        let mut json = whole();
        json["kpis"][place][field] = serde_json::from_str(value).expect("JSON");
        let faults = parse(&json).expect_err(expect);
        assert!(faults.iter().any(|f| f.contains(expect)), "{expect}: {faults:?}");
    };
    check(1, "parent", r#""up""#, "kpis[1] (kr), parent: a key result has an objective above it");
    check(0, "target", "5", "kpis[0] (o), target: an objective has none of its own");
    check(5, "rollup", "true", "kpis[5] (month), rollup: no KPI names this one as its parent");
    check(2, "supports", r#"["nobody"]"#, "kpis[2] (up), supports: nothing of the right kind has the id \"nobody\"");
    check(0, "supports", r#"["up"]"#, "kpis[0] (o), supports: goes round in a circle: o → up → o");
    check(0, "parent", r#""kr""#, "parent: goes round in a circle");
    check(3, "owner", r#""店长""#, "kpis[3] (half), owner: nobody has this position");
    check(
        3,
        "scoring",
        r#"{"formula": "tiers", "threshold": 150}"#,
        "kpis[3] (half), scoring: this formula needs stretch",
    );
    check(
        3,
        "scoring",
        r#"{"formula": "linear", "falloff": 3}"#,
        "kpis[3] (half), scoring: this formula has no falloff",
    );
    check(3, "scoring", r#"{"formula": "tiers", "threshold": 90, "stretch": 50}"#, "the threshold is above the target");
    check(3, "scoring", r#"{"formula": "cubic"}"#, "unknown variant");
    check(9, "scoring", r#"{"formula": "reciprocal"}"#, "reciprocal is for the direction lower");
    check(4, "target", "null", "kpis[4] (year), target_form: there is no target to be relative");
    check(5, "period", r#""quarter""#, "only a KPI of the period month is held against last month");
    check(6, "target_form", r#""last_year""#, "kpis[6] (range), target_form: a range is given in figures");
    check(8, "denominator", "null", "kpis[8] (ratio), denominator: a ratio has a numerator and a denominator");
    check(8, "aggregation", r#""sum""#, "only the aggregation ratio has a numerator");
    check(9, "aggregation", r#""ratio""#, "kpis[9] (plain), aggregation: a ratio names its numerator");
    check(8, "numerator", r#""ratio""#, "a ratio is not made of ratios");
    check(9, "weight", "-1", "kpis[9] (plain), weight: a weight is not below zero");
}

#[test]
fn what_is_odd_is_a_warning() {
    let mut json = whole();
    for place in [4, 5] {
        json["kpis"][place]["weight"] = json!(10);
    }
    let primary = (0..6).map(|n| {
        json!({
            "id": format!("p{n}"), "name": format!("P{n}"), "level": "person", "owner": "p", "unit": "个",
            "direction": "higher", "aggregation": "sum", "period": "week", "rank": "primary", "category": "process",
        })
    });
    let kpis = json["kpis"].as_array_mut().expect("KPIs");
    kpis.extend(primary);
    kpis.push(json!({
        "id": "bare", "name": "bare", "level": "company", "owner": "c", "unit": "个", "direction": "higher",
        "aggregation": "sum", "period": "week", "parent": "up",
    }));
    let org = parse(&json).expect("it is whole");
    assert_eq!(
        org.warnings(),
        [
            Warning::Weights { of: "p".into(), sum: Decimal::from(60) },
            Warning::Unweighted { kpi: "bare".into(), above: "up".into() },
            Warning::TooManyPrimary { person: "p".into(), count: 7 },
        ]
    );
}

/// What the states of a database say and what folding its history says is one and the same.
#[tokio::test]
async fn goals_from_kept_states_and_from_history_agree() {
    use zhixing::store::{history, states};
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        let figures =
            [(plus(2, day("2026-10-05")), "1"), (total(7, day("2026-11-05")), "2"), (plus(1, day("2026-11-20")), "3")];
        for (fact, external) in figures {
            let report = report(company, external, "p-zhang", at(NOW));
            let claim = filed(&report, "k-deals", fact);
            file(&db.store, company, &org, &report, vec![claim]).await.expect("it is filed");
        }
        let mut tx = db.store.read().await.expect("it opens");
        let kept = states::kpis(&mut tx, company, None, None).await.expect("it answers");
        let history = history::load_in(&mut tx, company, &history::HistoryFilter::default()).await.expect("it answers");
        let folded = fold(&org, &history.claims);
        assert!(!kept.is_empty(), "{}", db.name);
        let when = When::now("2026-11-23".parse().expect("a day"));
        let goals = |states: &[_]| Tree::new(&org).attain(&own(&org, &States::of(states), when));
        assert_eq!(goals(&kept), goals(&folded), "{}", db.name);
        let deals = org.kpis.iter().position(|k| k.id.as_str() == "k-deals").expect("it is there");
        assert_eq!(goals(&kept)[deals].figure, Some(Decimal::from(8)), "{}", db.name);
    }
}

/// An edit and a withdrawal say what they move above, as the report did.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_and_a_withdrawal_tell_what_they_move() {
    use zhixing::{
        app::{App, organisation},
        conversation::worker,
        store::inbox::Inbound,
    };
    let org = Org::parse(include_str!("../transcripts/goals.org.json")).expect("it is right");
    let speaker = org.people.iter().find(|p| p.name == "石磊").expect("he is there").id.clone();
    for db in test_databases().await {
        let app = App::new(db.store.clone());
        let company = organisation::create(&app, &org).await.expect("it is made");
        let say = async |id: &str, text: &str, revises: Option<&str>| {
            let (thread, sent_at) = (format!("terminal:{speaker}"), at("2026-11-20T10:00:00Z"));
            let said = Inbound::said(company.id, "terminal", id, thread, speaker.to_string(), text, sent_at);
            let message = Inbound { revises: revises.map(str::to_string), ..said };
            worker::receive(&app, message).await.expect("it is received");
            let done = worker::drain(&app, company.id, "terminal").await.expect("it is handled");
            done.into_iter().filter_map(|d| d.reply).map(|r| r.text).collect::<String>()
        };
        let filed = say("m-1", "今天新签门店8家", None).await;
        assert!(filed.contains("完成率:新签门店数 40% → "), "{}: {filed}", db.name);
        let edited = say("m-2", "今天新签门店5家", Some("m-1")).await;
        assert!(edited.contains("完成率:新签门店数 25%(原40%) → 销售部综合目标 -15"), "{}: {edited}", db.name);
        let withdrawn = say("m-3", "把我今天的日报删了", None).await;
        assert!(withdrawn.contains("完成率:新签门店数 没有数了(原25%) → "), "{}: {withdrawn}", db.name);
    }
}
