//! Goals of a large company: its import on both databases, the attainment of all its KPIs, and what one report moves.

use std::time::Instant;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use zhixing::{
    app::{
        Actor, App,
        change::{Filing, NewClaim},
        goals, organisation,
    },
    domain::{Claim, Fact, Filed, Language, Org, Reader, Span, Standing},
    insight::goals::{States, Tree, When, fold, own},
    store::{Store, states},
};

use crate::{filing, large, median};

const PEOPLE: usize = 10_000;
const KPIS: usize = 40_000;
/// How many figures each KPI of a person has.
const SAID: usize = 3;
const ROUNDS: usize = 5;

pub fn measure() {
    let json = large::company(PEOPLE, KPIS);
    let start = Instant::now();
    let org = Org::parse(&json).unwrap_or_else(|faults| panic!("{:?}", faults.first()));
    println!("goals     {:.3} s to parse org.json of {PEOPLE} people and {} KPIs", seconds(start), org.kpis.len());
    attainment(&org);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("it starts");
    let folder = tempfile::tempdir().expect("a folder");
    let sqlite = format!("sqlite:{}", folder.path().join("goals.db").display());
    runtime.block_on(imported("SQLite", &sqlite, &org));
    match std::env::var("ZHIXING_TEST_POSTGRES") {
        Ok(server) => runtime.block_on(async {
            let url = filing::database(&server).await;
            imported("PostgreSQL", &url, &org).await;
        }),
        Err(_) => {
            println!("goals     PostgreSQL not measured: ZHIXING_TEST_POSTGRES names no server (tests/run --bench)")
        }
    }
}

fn seconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64()
}

fn day(n: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1 + (n % 20) as u32).expect("a day")
}

fn at(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(9, 0, 0).expect("an hour").and_utc()
}

/// A figure of each KPI that is a person's own.
fn figures(org: &Org, round: usize) -> Vec<Filed> {
    let own = org.kpis.iter().enumerate().filter(|(_, k)| !k.rollup);
    own.map(|(n, kpi)| {
        let on = day(n + round * 7);
        let (value, unit) = ((40 + (n + round) % 90).into(), kpi.unit.clone());
        let fact = if n % 3 == 0 { Fact::Increment { value, unit, on } } else { Fact::Measurement { value, unit, on } };
        Filed {
            id: Uuid::now_v7(),
            report: Uuid::now_v7(),
            external_id: String::new(),
            author: kpi.owner.clone(),
            sent_at: at(on),
            sent_on: on,
            standing: Standing::Counted,
            said_in: None,
            claim: Claim {
                fact,
                subject: Some(kpi.id.clone()),
                span: Span { start: 0, end: 1 },
                quote: "x".into(),
                by: Reader::Rules,
                approximate: false,
                doubt: None,
            },
        }
    })
    .collect()
}

fn attainment(org: &Org) {
    let mut claims: Vec<Filed> = (0..SAID).flat_map(|round| figures(org, round)).collect();
    claims.sort_by_key(Filed::order);
    let when = When::now(day(19));
    let (mut folding, mut from_states) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let states = fold(org, &claims);
        folding.push(seconds(start));
        let start = Instant::now();
        let goals = Tree::new(org).attain(&own(org, &States::of(&states), when));
        from_states.push(seconds(start));
        assert!(goals[0].attained.is_ok());
    }
    println!("goals     {:.3} s to attain all of them from their states (aim 0.2)", median(from_states));
    println!("goals     {:.3} s to fold those states from {} claims first", median(folding), claims.len());
}

async fn imported(name: &str, url: &str, org: &Org) {
    let store = Store::open(url).await.expect("it opens");
    store.migrate().await.expect("it migrates");
    let app = App::new(store);
    let start = Instant::now();
    let company = organisation::create(&app, org).await.expect("it is made");
    let first = seconds(start);
    let start = Instant::now();
    organisation::import(&app, company.id, org, chrono::Utc::now()).await.expect("it is imported");
    println!("goals     {name:<10} {first:.2} s to import, {:.2} s to import again (aim 20)", seconds(start));

    let figures = figures(org, 0);
    let (id, made) = (company.id, org.clone());
    app.store
        .write(move |tx| {
            Box::pin(async move {
                for some in figures.chunks(512) {
                    states::apply(tx, id, &made, some).await?;
                }
                Ok::<_, zhixing::store::Error>(())
            })
        })
        .await
        .expect("states are kept");
    let kpi = company.org.kpis.iter().find(|k| !k.rollup).expect("there is one");
    let actor = Actor::of(company.clone(), &kpi.owner).expect("they are there");
    let (value, unit, on) = (7.into(), kpi.unit.clone(), day(19));
    let new = Filing {
        report: Uuid::now_v7(),
        text: String::new(),
        summary: String::new(),
        keywords: Vec::new(),
        language: Language::Zh,
        sent_at: at(on),
        sent_on: on,
        duty_day: on,
        external_id: String::new(),
        claims: vec![NewClaim {
            id: Uuid::now_v7(),
            standing: Standing::Counted,
            claim: Claim {
                fact: Fact::Increment { value, unit, on },
                subject: Some(kpi.id.clone()),
                span: Span { start: 0, end: 1 },
                quote: "x".into(),
                by: Reader::Rules,
                approximate: false,
                doubt: None,
            },
        }],
        second: None,
        late: None,
        unnamed: Vec::new(),
    };
    let mut moved = Vec::new();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let above = goals::moved_by_report(&app, &actor, &new).await.expect("it answers");
        moved.push(seconds(start));
        assert!(!above.is_empty());
    }
    println!("goals     {name:<10} {:.3} s to say what one report moves, up to the company's goal", median(moved));
}
