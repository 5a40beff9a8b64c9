//! States that are moved step by step equal states that are folded from everything, row for row.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use futures::future::join_all;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use sqlx::{Connection, PgConnection, SqliteConnection};
use uuid::Uuid;
use zhixing::{
    domain::{Decimal, Fact, Filed, Key, Org, Standing, Unit, WorkStatus},
    store::{
        Error, Store, claims, orgs, reports,
        states::{self, Rebuilt},
    },
};

use super::{
    NOW, TestDatabase, all_seeing, at, company, day, file, filed, plus, report, small_org, test_databases, total,
};

/// Something that happens to the store.
#[derive(Clone, Debug)]
enum Step {
    /// A report comes, sent so many hours after the first day: often late.
    File { hour: i64, author: usize, facts: Vec<(usize, Fact, bool)> },
    /// A claim of those filed is corrected.
    Correct { which: usize, by: Decimal },
    /// A claim's standing changes.
    Endorse { which: usize, counted: bool },
    /// A report is withdrawn.
    Withdraw { which: usize },
}

const SUBJECTS: [&str; 5] = ["t", "j", "k-deals", "k-error", "gone"];
const AUTHORS: [&str; 2] = ["p-li", "p-zhang"];

fn first_day() -> DateTime<Utc> {
    at("2026-10-20T08:00:00Z")
}

fn figure() -> impl Strategy<Value = Decimal> {
    // Finer than what is stored, so that rounding happens before folding or shows.
    (-50_000_000_i64..500_000_000).prop_map(|n| Decimal::new(n, 7))
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..45).prop_map(|n| day("2026-10-15") + Days::new(n))
}

fn fact() -> impl Strategy<Value = Fact> {
    let state = prop_oneof![
        Just(WorkStatus::Started),
        Just(WorkStatus::Done),
        Just(WorkStatus::Paused),
        Just(WorkStatus::Cancelled)
    ];
    prop_oneof![
        3 => (figure(), some_day()).prop_map(|(value, on)| Fact::Measurement { value, unit: Unit::from("单"), on }),
        3 => (figure(), some_day()).prop_map(|(value, on)| Fact::Increment { value, unit: Unit::from("单"), on }),
        3 => figure().prop_map(|percent| Fact::Progress { percent }),
        1 => state.prop_map(|state| Fact::Status { state }),
        1 => figure().prop_map(|hours| Fact::Effort { hours }),
        1 => (figure(), any::<bool>()).prop_map(|(amount, cumulative)| Fact::Cost { amount, currency: "CNY".into(), cumulative }),
        2 => proptest::option::of(Just(Key::from("p-li"))).prop_map(|waiting_on| Fact::Blocker { waiting_on }),
        1 => some_day().prop_map(|date| Fact::DueChange { date }),
        1 => Just(Fact::Plan { date: None }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let facts = proptest::collection::vec((0..SUBJECTS.len(), fact(), proptest::bool::weighted(0.85)), 0..6);
    prop_oneof![
        6 => (0_i64..900, 0..AUTHORS.len(), facts).prop_map(|(hour, author, facts)| Step::File { hour, author, facts }),
        1 => (any::<usize>(), figure()).prop_map(|(which, by)| Step::Correct { which, by }),
        1 => (any::<usize>(), any::<bool>()).prop_map(|(which, counted)| Step::Endorse { which, counted }),
        1 => any::<usize>().prop_map(|which| Step::Withdraw { which }),
    ]
}

/// What was filed so far, to choose from.
#[derive(Default)]
struct Filing {
    reports: Vec<Uuid>,
    claims: Vec<Filed>,
}

async fn take(store: &Store, company: Uuid, org: &Org, step: &Step, so_far: &mut Filing) -> Result<(), Error> {
    match step {
        Step::File { hour, author, facts } => {
            let sent_at = first_day() + Duration::hours(*hour) + Duration::nanoseconds(1_234_567_891);
            let report = report(company, &format!("r{}", so_far.reports.len()), AUTHORS[*author], sent_at);
            let claims = facts.iter().map(|(subject, fact, counted)| {
                let mut claim = filed(&report, SUBJECTS[*subject], fact.clone());
                claim.standing = if *counted { Standing::Counted } else { Standing::Pending };
                claim
            });
            let claims: Vec<Filed> = claims.collect();
            file(store, company, org, &report, claims.clone()).await?;
            so_far.reports.push(report.id);
            so_far.claims.extend(claims);
        }
        Step::Correct { which, by } => {
            let Some(old) = pick(&so_far.claims, *which) else { return Ok(()) };
            let mut new = Filed { id: Uuid::now_v7(), ..old.clone() };
            new.claim.fact = Fact::Progress { percent: *by };
            let (org, subject, old_id, corrected) = (org.clone(), subject(&old), old.id, new.clone());
            let done = store
                .write(move |tx| {
                    Box::pin(async move {
                        let now = claims::by_id(tx, company, old_id).await?.ok_or(Error::Conflict)?;
                        if matches!(now.standing, Standing::Withdrawn | Standing::Superseded) {
                            return Ok(false);
                        }
                        claims::supersede(tx, company, old_id, &corrected).await?;
                        states::refold(tx, company, &org, &subject).await?;
                        Ok::<_, Error>(true)
                    })
                })
                .await?;
            if done {
                so_far.claims.push(new);
            }
        }
        Step::Endorse { which, counted } => {
            let Some(claim) = pick(&so_far.claims, *which) else { return Ok(()) };
            let standing = if *counted { Standing::Counted } else { Standing::Unendorsed };
            let (org, subject, id) = (org.clone(), subject(&claim), claim.id);
            store
                .write(move |tx| {
                    Box::pin(async move {
                        let now = claims::by_id(tx, company, id).await?.ok_or(Error::Conflict)?;
                        if !matches!(now.standing, Standing::Withdrawn | Standing::Superseded) {
                            claims::set_standing(tx, company, id, standing).await?;
                        }
                        states::refold(tx, company, &org, &subject).await
                    })
                })
                .await?;
        }
        Step::Withdraw { which } => {
            let Some(id) = pick(&so_far.reports, *which) else { return Ok(()) };
            let org = org.clone();
            store
                .write(move |tx| {
                    Box::pin(async move {
                        if let Some(touched) = reports::withdraw(tx, company, id, at(NOW)).await? {
                            states::refold(tx, company, &org, &touched).await?;
                        }
                        Ok::<_, Error>(())
                    })
                })
                .await?;
        }
    }
    Ok(())
}

fn pick<T: Clone>(from: &[T], which: usize) -> Option<T> {
    (!from.is_empty()).then(|| from[which % from.len()].clone())
}

fn subject(claim: &Filed) -> Vec<Key> {
    claim.claim.subject.iter().cloned().collect()
}

/// The rows of both tables of states as text, every column.
async fn rows(db: &TestDatabase, company: Uuid) -> Vec<String> {
    let work = "select subject || '|' || coalesce(cast(progress as text), '') || '|' || coalesce(status, '') || '|' ||
        coalesce(cast(due as text), '') || '|' || cast(blocked as text) || '|' || cast(last_day as text) || '|' ||
        cast(body as text) from work_state where company_id = $1 order by subject";
    let kpis = "select kpi || '|' || cast(period_first as text) || '|' || cast(period_last as text) || '|' ||
        coalesce(cast(total as text), '') || '|' || coalesce(cast(latest as text), '') || '|' ||
        cast(last_day as text) || '|' || cast(body as text) from kpi_state where company_id = $1 order by kpi, period_first";
    let mut all: Vec<String> = Vec::new();
    if let Some(path) = db.url.strip_prefix("sqlite:") {
        let mut conn = SqliteConnection::connect(&format!("sqlite://{path}")).await.expect("it opens");
        for sql in [work, kpis] {
            all.extend(sqlx::query_scalar::<_, String>(sql).bind(company).fetch_all(&mut conn).await.expect("rows"));
        }
    } else {
        let mut conn = PgConnection::connect(&all_seeing(&db.url)).await.expect("it opens");
        for sql in [work, kpis] {
            all.extend(sqlx::query_scalar::<_, String>(sql).bind(company).fetch_all(&mut conn).await.expect("rows"));
        }
    }
    all
}

#[tokio::test]
async fn states_moved_step_by_step_equal_states_folded_from_everything() {
    let cases = if std::env::var_os("ZHIXING_LONG").is_some() { 500 } else { 64 };
    let both = test_databases().await;
    let mut runner = TestRunner::new(Config::default());
    let steps = proptest::collection::vec(step(), 1..25);
    let mut rows_seen = 0;
    for case in 0..cases {
        let steps = steps.new_tree(&mut runner).expect("a sequence").current();
        let mut org = small_org();
        org.company.id = format!("c{case}").as_str().into();
        let org = Org::parse(&org.to_json()).expect("it is whole");
        for db in &both {
            let made = org.clone();
            let created = db.store.write(move |tx| Box::pin(async move { orgs::create(tx, &made).await })).await;
            let company = created.expect("it is made");
            let store = db.store.bound_to(company);
            let mut so_far = Filing::default();
            for step in &steps {
                take(&store, company, &org, step, &mut so_far).await.expect("it goes on");
            }
            let stepwise = rows(db, company).await;
            states::rebuild(&store, company, &org).await.expect("it is rebuilt");
            let whole = rows(db, company).await;
            assert_eq!(stepwise, whole, "{}, case {case}: {steps:#?}", db.name);
            rows_seen += whole.len();
        }
    }
    assert!(rows_seen > 100, "the cases are too poor: {rows_seen} rows");
}

#[tokio::test]
async fn a_late_report_is_folded_in_its_place() {
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        let on = |d: &str| day(d);
        for (id, sent, fact) in [
            ("b", "2026-11-12T10:00:00Z", total(3, on("2026-11-12"))),
            ("c", "2026-11-20T10:00:00Z", plus(1, on("2026-11-20"))),
            // Sent last, but for a day before the total, which includes it.
            ("a", "2026-11-21T10:00:00Z", plus(5, on("2026-11-03"))),
        ] {
            let r = report(company, id, "p-zhang", at(sent));
            let claim = filed(&r, "k-deals", fact);
            file(&db.store, company, &org, &r, vec![claim]).await.expect("it is filed");
        }
        let mut tx = db.store.read().await.expect("it opens");
        let states = states::kpis(&mut tx, company, None, None).await.expect("it answers");
        assert_eq!((states.len(), states[0].total, states[0].count), (1, 4.into(), 3), "{}", db.name);
        drop(tx);
        let made = states::rebuild(&db.store, company, &org).await.expect("it is rebuilt");
        assert_eq!(made, Rebuilt { subjects: 1, work: 0, kpis: 1 });
    }
}

#[tokio::test]
async fn reports_at_the_same_time_on_one_kpi_all_count() {
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        let filings = (0..40).map(|n| {
            let (store, org) = (db.store.clone(), org.clone());
            async move {
                let sent_at = at(NOW) + Duration::seconds(n);
                let r = report(company, &format!("r{n}"), "p-zhang", sent_at);
                let claims = vec![
                    filed(&r, "k-deals", plus(1, day("2026-11-20"))),
                    filed(&r, "t", Fact::Effort { hours: 1.into() }),
                ];
                // Whoever loses a race too often is told so and tries again, as a worker does.
                for _ in 0..20 {
                    match file(&store, company, &org, &r, claims.clone()).await {
                        Err(Error::Conflict | Error::Locked(_)) => {}
                        done => return assert!(done.expect("it is filed")),
                    }
                }
                panic!("it was never filed");
            }
        });
        join_all(filings).await;
        let mut tx = db.store.read().await.expect("it opens");
        let kpis = states::kpis(&mut tx, company, None, None).await.expect("it answers");
        assert_eq!((kpis[0].total, kpis[0].count), (40.into(), 40), "{}", db.name);
        let work = states::work(&mut tx, company, None).await.expect("it answers");
        assert_eq!(work[0].hours, 40.into(), "{}", db.name);
        drop(tx);
        let stepwise = rows(&db, company).await;
        states::rebuild(&db.store, company, &org).await.expect("it is rebuilt");
        assert_eq!(stepwise, rows(&db, company).await, "{}", db.name);
    }
}
