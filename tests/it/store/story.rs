//! One story from the message to the answer, the same on both databases.

use chrono::Duration;
use serde_json::json;
use uuid::Uuid;
use zhixing::{
    domain::{Doubt, Fact, Filed, Key, Language, Standing, WorkStatus, org::Aggregation, period::DateRange},
    store::{
        Store, accounts, audit, claims,
        conversations::{self, Conversation, Place},
        history::{self, HistoryFilter},
        inbox, orgs,
        outbox::{self, Outgoing},
        reports::{self, ReportFilter},
        states,
    },
};

use super::{NOW, at, company, day, filed, message, plus, progress, report, test_databases, total};

#[tokio::test]
async fn the_story_is_the_same_on_both() {
    for db in test_databases().await {
        story(&db.store).await;
    }
}

async fn story(store: &Store) {
    let (company, org) = company(store).await;
    let now = at(NOW);
    let (zhang, task) = (Key::from("p-zhang"), Key::from("t"));

    // 张伟 binds an account and writes.
    let person = zhang.clone();
    store
        .write(move |tx| {
            Box::pin(async move {
                accounts::bind(tx, company, "telegram", "4711", &person, at(NOW)).await?;
                inbox::receive(tx, &message(company, "42", "m1"), at(NOW)).await
            })
        })
        .await
        .expect("it is received");

    // A worker takes the message, files what it says, and answers, all in one transaction.
    let taken = inbox::take(store, now, Duration::seconds(30)).await.expect("it answers").expect("one waits");
    let first = report(company, "m1", "p-zhang", now);
    let facts = [
        ("t", progress(80)),
        ("t", Fact::Blocker { waiting_on: Some("p-li".into()) }),
        ("t", Fact::Effort { hours: "6.5".parse().expect("a figure") }),
        ("k-deals", plus(2, day("2026-11-20"))),
        ("j", Fact::Cost { amount: 1200.into(), currency: "CNY".into(), cumulative: false }),
        ("t", Fact::DueChange { date: day("2026-11-26") }),
    ];
    let mut said: Vec<Filed> = facts.into_iter().map(|(subject, fact)| filed(&first, subject, fact)).collect();
    let mut doubtful = filed(&first, "k-deals", plus(5, day("2026-11-20")));
    doubtful.standing = Standing::Pending;
    doubtful.claim.doubt = Some(Doubt::Jump { usual: 2.into() });
    said.push(doubtful.clone());
    let (filing, claims_said, made) = (first.clone(), said.clone(), org.clone());
    store
        .write(move |tx| {
            Box::pin(async move {
                let who = accounts::person(tx, company, "telegram", &taken.message.sender).await?;
                assert_eq!(who, Some("p-zhang".into()));
                assert!(reports::insert(tx, &filing).await?);
                claims::insert(tx, company, &claims_said).await?;
                states::apply(tx, company, &made, &claims_said).await?;
                let reply = Outgoing {
                    company,
                    channel: "telegram".into(),
                    thread: taken.message.thread.clone(),
                    kind: "card".into(),
                    body: json!({"report": filing.id}),
                    reply_to: Some("m1".into()),
                    about: Some(filing.id),
                };
                outbox::put(tx, &reply, at(NOW)).await?;
                let entry = audit::Entry {
                    company,
                    at: at(NOW),
                    actor: "p-zhang".into(),
                    action: "report.file".into(),
                    resource: filing.id.to_string(),
                    detail: json!({"claims": 7}),
                };
                audit::add(tx, &entry).await?;
                inbox::finish(tx, &taken, at(NOW)).await
            })
        })
        .await
        .expect("it is filed");

    // Filing the same message again changes nothing.
    let again = report(company, "m1", "p-zhang", now);
    assert!(!super::file(store, company, &org, &again, vec![]).await.expect("it answers"));

    let mut tx = store.read().await.expect("it opens");
    assert_eq!(claims::of_report(&mut tx, company, first.id).await.expect("they are there"), said);
    assert_eq!(claims::waiting_of(&mut tx, company, &zhang).await.expect("it answers"), [doubtful.clone()]);
    assert_eq!(claims::alike(&mut tx, company, &said[3]).await.expect("it answers"), [said[3].clone()]);
    let state = &states::work(&mut tx, company, Some(std::slice::from_ref(&task))).await.expect("it answers")[0];
    assert_eq!(state.progress, Some(80.into()));
    assert_eq!(state.status, Some(WorkStatus::Started));
    assert_eq!((state.due, state.slips, state.blockers.len()), (Some(day("2026-11-26")), 1, 1));
    let stored =
        reports::by_external(&mut tx, company, "telegram", "m1").await.expect("it answers").expect("it is there");
    assert_eq!(stored.report, first);
    let newest = reports::newest_of(&mut tx, company, &zhang, now + Duration::seconds(1)).await.expect("it answers");
    assert_eq!(newest, Some(stored.clone()));
    assert_eq!(reports::newest_of(&mut tx, company, &zhang, now).await.expect("it answers"), None);
    let on = reports::of_author_on(&mut tx, company, &zhang, day("2026-11-20")).await.expect("it answers");
    assert_eq!(on, [stored]);
    let listed = audit::list(&mut tx, company, &Default::default()).await.expect("it answers");
    assert_eq!((listed.len(), listed[0].action.as_str()), (1, "report.file"));
    drop(tx);
    assert_eq!(deals(store, company).await, "2");

    // The doubt is resolved; then "不是80%,是75%" corrects a claim and both stay.
    let (made, id) = (org.clone(), doubtful.id);
    store
        .write(move |tx| {
            Box::pin(async move {
                claims::set_standing(tx, company, id, Standing::Counted).await?;
                states::refold(tx, company, &made, &["k-deals".into()]).await
            })
        })
        .await
        .expect("it counts");
    assert_eq!(deals(store, company).await, "7");
    let correction = filed(&first, "t", progress(75));
    let (made, old, new) = (org.clone(), said[0].id, correction.clone());
    store
        .write(move |tx| {
            Box::pin(async move {
                claims::supersede(tx, company, old, &new).await?;
                states::refold(tx, company, &made, &["t".into()]).await
            })
        })
        .await
        .expect("it is corrected");
    let mut tx = store.read().await.expect("it opens");
    let state = &states::work(&mut tx, company, Some(&[task])).await.expect("it answers")[0];
    assert_eq!((state.progress, state.progress_from), (Some(75.into()), Some(correction.id)));
    let of_report = claims::of_report(&mut tx, company, first.id).await.expect("they are there");
    assert_eq!(of_report.iter().filter(|c| c.standing == Standing::Superseded).count(), 1);
    assert_eq!(of_report.len(), 8);
    let pairs = claims::corrections_of(&mut tx, company, first.id).await.expect("it answers");
    assert_eq!(pairs, [(correction.id, said[0].id)]);
    drop(tx);

    // A later report states the running total; asking as of before it does not see it.
    let second = report(company, "m2", "p-li", at("2026-11-21T01:00:00Z"));
    let claim = filed(&second, "k-deals", total(9, day("2026-11-21")));
    super::file(store, company, &org, &second, vec![claim.clone()]).await.expect("it is filed");
    assert_eq!(deals(store, company).await, "9");
    let deals_key = Some(vec![Key::from("k-deals")]);
    let filter = HistoryFilter { subjects: deals_key.clone(), with_texts: true, ..HistoryFilter::default() };
    let all = history::load(store, company, &filter).await.expect("it answers");
    assert_eq!((all.claims.len(), all.reports.len()), (3, 2));
    assert!(all.reports[0].text.contains("登录接口"));
    let before = HistoryFilter { at: Some(now), with_texts: false, ..filter.clone() };
    let before = history::load(store, company, &before).await.expect("it answers");
    assert_eq!((before.claims.len(), before.reports.len(), before.reports[0].text.as_str()), (2, 1, ""));
    let by_li = HistoryFilter { authors: Some(vec!["p-li".into()]), ..HistoryFilter::default() };
    let by_li = history::load(store, company, &by_li).await.expect("it answers");
    assert_eq!((by_li.claims, by_li.reports.len()), (vec![claim.clone()], 1));
    let that_day =
        HistoryFilter { from: Some(day("2026-11-20")), to: Some(day("2026-11-20")), ..HistoryFilter::default() };
    let that_day = history::load(store, company, &that_day).await.expect("it answers");
    assert_eq!((that_day.claims.len(), that_day.reports.len()), (7, 1));
    assert_eq!(that_day.clone().sorted().claims, that_day.claims, "loaded in order");

    // Figures for a chart; then the second report is withdrawn and its claims no longer count.
    let mut tx = store.read().await.expect("it opens");
    let days = DateRange::between(day("2026-11-01"), day("2026-11-30"));
    let figures = states::figures(&mut tx, company, &"k-deals".into(), days).await.expect("it answers");
    assert_eq!(
        figures.iter().map(|f| (f.value.to_string(), f.absolute)).collect::<Vec<_>>(),
        [("2".into(), false), ("5".into(), false), ("9".into(), true)]
    );
    drop(tx);
    let (made, id) = (org.clone(), second.id);
    let touched = store
        .write(move |tx| {
            Box::pin(async move {
                let touched = reports::withdraw(tx, company, id, at("2026-11-21T02:00:00Z")).await?.unwrap_or_default();
                states::refold(tx, company, &made, &touched).await?;
                Ok::<_, zhixing::store::Error>(touched)
            })
        })
        .await
        .expect("it is withdrawn");
    assert_eq!(touched, [Key::from("k-deals")]);
    assert_eq!(deals(store, company).await, "7");
    let left = history::load(store, company, &filter).await.expect("it answers");
    assert_eq!((left.claims.len(), left.reports.len()), (2, 1));
    let mut tx = store.read().await.expect("it opens");
    assert_eq!(reports::list(&mut tx, company, &ReportFilter::default()).await.expect("it answers").len(), 1);
    let with = ReportFilter { withdrawn: true, authors: Some(vec!["p-li".into()]), ..ReportFilter::default() };
    assert_eq!(reports::list(&mut tx, company, &with).await.expect("it answers").len(), 1);
    drop(tx);

    // What the conversation remembers.
    let place = Place { company, channel: "telegram".into(), thread: "42".into(), person: zhang.clone() };
    let said = Conversation { body: json!({"expecting": "确认"}), language: Language::Zh, updated_at: now };
    let (there, keep) = (place.clone(), said.clone());
    store
        .write(move |tx| {
            Box::pin(async move {
                assert_eq!(conversations::load(tx, &there).await?, None);
                conversations::save(tx, &there, &keep).await?;
                conversations::save(tx, &there, &keep).await
            })
        })
        .await
        .expect("it is kept");
    let mut tx = store.read().await.expect("it opens");
    assert_eq!(conversations::load(&mut tx, &place).await.expect("it answers"), Some(said));
    let reached = conversations::newest(&mut tx, company, &zhang).await.expect("it answers");
    assert_eq!(reached, Some(("telegram".into(), "42".into())));
    drop(tx);

    // Another company sees none of it.
    assert_eq!(orgs::load(store, Uuid::now_v7()).await.expect("it answers").map(|o| o.1), None);
    let none = history::load(store, Uuid::now_v7(), &HistoryFilter::default()).await.expect("it answers");
    assert!(none.claims.is_empty() && none.reports.is_empty());
}

async fn deals(store: &Store, company: Uuid) -> String {
    let mut tx = store.read().await.expect("it opens");
    let month = DateRange::between(day("2026-11-01"), day("2026-11-30"));
    let states = states::kpis(&mut tx, company, None, Some(month)).await.expect("it answers");
    let deals = states.iter().find(|s| s.kpi == Key::from("k-deals")).expect("it has a state");
    deals.figure(Aggregation::Sum).to_string()
}
