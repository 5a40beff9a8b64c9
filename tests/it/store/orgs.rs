//! Companies and their things.

use zhixing::{
    domain::{
        Key, Org,
        org::{Cadence, Kpi, Level, Task},
        period::DateRange,
    },
    store::{
        Store,
        orgs::{self, Imported},
        states,
    },
};

use super::{NOW, at, company, day, file, filed, plus, report, small_org, test_databases};

async fn import(store: &Store, company: uuid::Uuid, org: &Org) -> Imported {
    let org = org.clone();
    store.write(move |tx| Box::pin(async move { orgs::import(tx, company, &org).await })).await.expect("it is imported")
}

#[tokio::test]
async fn a_company_comes_back_as_it_went_in() {
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        let (loaded, version) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        assert_eq!(loaded.to_json(), org.to_json(), "{}", db.name);
        assert_eq!(version, 1);
        let all = orgs::companies(&db.store).await.expect("it answers");
        assert_eq!((all.len(), all[0].id, all[0].key.as_str()), (1, company, "c"));
    }
}

#[tokio::test]
async fn importing_again_changes_nothing() {
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        let again = import(&db.store, company, &org).await;
        assert_eq!(again, Imported { unchanged: 9, ..Imported::default() }, "{}", db.name);
        assert_eq!(orgs::version(&db.store, company).await.expect("it answers"), Some(1));
        let made = org.clone();
        let same = db.store.write(move |tx| Box::pin(async move { orgs::create(tx, &made).await })).await;
        assert_eq!(same.expect("it is there"), company);
    }
}

#[tokio::test]
async fn what_was_made_in_chat_outlives_imports() {
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        let (project, person) = (org.projects[0].id.clone(), org.people[1].id.clone());
        let task = Task {
            id: "t-chat".into(),
            name: "压测".into(),
            aliases: vec![],
            assignee: Some(person.clone()),
            due: Some(day("2026-11-27")),
        };
        let kpi = Kpi {
            id: "k-chat".into(),
            name: "留存率".into(),
            owner: person,
            level: Level::Person,
            ..org.kpis[0].clone()
        };
        let (t, k) = (task.clone(), kpi.clone());
        db.store
            .write(move |tx| {
                Box::pin(async move {
                    orgs::add_task(tx, company, &project, &t).await?;
                    orgs::add_kpi(tx, company, &k).await
                })
            })
            .await
            .expect("they are made");
        let again = import(&db.store, company, &org).await;
        assert!(!again.is_change(), "{}: {again:?}", db.name);
        let (loaded, version) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        assert_eq!((loaded.task(&task.id), loaded.kpi(&kpi.id)), (Some(&task), Some(&kpi)), "{}", db.name);
        assert_eq!(version, 3, "whoever holds the company loads it anew");

        // Without the one who does it, the task is nobody's and the KPI is gone; the company still loads.
        let mut less = org.clone();
        let gone = less.people.remove(1).id;
        for project in &mut less.projects {
            project.members.retain(|m| m != &gone);
            project.tasks.retain(|t| t.assignee.as_ref() != Some(&gone));
        }
        less.kpis.retain(|k| k.owner != gone);
        let less = Org::parse(&less.to_json()).expect("it is whole");
        import(&db.store, company, &less).await;
        let (loaded, _) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        assert_eq!(loaded.task(&task.id).map(|t| t.assignee.clone()), Some(None), "{}", db.name);
        assert_eq!(loaded.kpi(&kpi.id), None);
    }
}

#[tokio::test]
async fn what_the_file_no_longer_has_is_archived_and_may_come_back() {
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        let mut less = org.clone();
        less.projects[0].tasks.clear();
        less.people[1].name = "张炜".into();
        let less = Org::parse(&less.to_json()).expect("it is whole");
        let done = import(&db.store, company, &less).await;
        assert_eq!(done, Imported { changed: 1, archived: 1, unchanged: 7, ..Imported::default() }, "{}", db.name);
        let (loaded, version) = orgs::load(&db.store, company).await.expect("it answers").expect("it is there");
        assert_eq!((loaded.to_json(), version), (less.to_json(), 2), "{}", db.name);
        let back = import(&db.store, company, &org).await;
        assert_eq!(back, Imported { changed: 1, added: 1, unchanged: 7, ..Imported::default() }, "{}", db.name);
    }
}

#[tokio::test]
async fn a_kpi_that_begins_anew_at_other_times_is_folded_anew() {
    for db in test_databases().await {
        let (company, org) = company(&db.store).await;
        for (n, on) in ["2026-10-05", "2026-11-05", "2026-11-20"].into_iter().enumerate() {
            let r = report(company, &n.to_string(), "p-zhang", at(NOW));
            let claim = filed(&r, "k-deals", plus(2, day(on)));
            file(&db.store, company, &org, &r, vec![claim]).await.expect("it is filed");
        }
        let totals = || async {
            let mut tx = db.store.read().await.expect("it opens");
            let states = states::kpis(&mut tx, company, Some(&[Key::from("k-deals")]), None).await.expect("it answers");
            states.into_iter().map(|s| (s.period, s.total.to_string())).collect::<Vec<_>>()
        };
        let range = |a: &str, b: &str| DateRange { first: day(a), last: day(b) };
        let months = vec![
            (range("2026-10-01", "2026-10-31"), "2".to_owned()),
            (range("2026-11-01", "2026-11-30"), "4".to_owned()),
        ];
        assert_eq!(totals().await, months, "{}", db.name);
        let mut quarterly = org.clone();
        quarterly.kpis[0].period = Cadence::Quarter;
        import(&db.store, company, &quarterly).await;
        assert_eq!(totals().await, [(range("2026-10-01", "2026-12-31"), "6".to_owned())], "{}", db.name);
        let mut fiscal = quarterly.clone();
        fiscal.company.fiscal_year_start_month = 2;
        import(&db.store, company, &fiscal).await;
        assert_eq!(
            totals().await,
            [(range("2026-08-01", "2026-10-31"), "2".to_owned()), (range("2026-11-01", "2027-01-31"), "4".to_owned())],
            "{}",
            db.name
        );
        let mut without = fiscal.clone();
        without.kpis.remove(0);
        let without = Org::parse(&without.to_json()).expect("it is whole");
        import(&db.store, company, &without).await;
        assert_eq!(totals().await, [], "{}: a KPI that is gone has no state", db.name);
        import(&db.store, company, &small_org()).await;
        assert_eq!(totals().await, months, "{}: and has it back with its claims", db.name);
    }
}
