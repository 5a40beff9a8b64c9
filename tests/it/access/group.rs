//! Group chats: what is said in one is what all who are in it may see; the rest goes to the speaker alone.

use uuid::Uuid;
use zhixing::{
    app::{App, Company, private},
    channels::terminal,
    conversation::worker,
    domain::{
        Key,
        access::{Audience, Class, Room, may_see},
    },
    store::inbox::Inbound,
};

use super::{
    canary::{made, markers, texts},
    company::{self, REPORTS, SUBJECT, now, probe, resource},
    matrix::say,
};
use crate::store::test_databases;

/// Who else is in the group, whether somebody is whom nobody knows, and whether somebody is from outside.
type Others = (&'static [&'static str], bool, bool);

/// The groups: of the asker and 冯小明's own, of one from another department, with somebody unseen, with a customer.
const GROUPS: [Others; 4] = [
    (&[SUBJECT, "p-chen", "p-wang"], false, false),
    (&["p-shen"], false, false),
    (&["p-chen"], true, false),
    (&["p-chen"], false, true),
];

fn room(asker: &Key, (others, unseen, outsiders): Others) -> Room {
    let mut members = vec![asker.clone()];
    members.extend(others.iter().map(|key| Key::from(*key)).filter(|key| key != asker));
    Room { members, unseen, outsiders }
}

/// What is said in the group, and to the speaker alone.
async fn say_in(app: &App, company: &Company, person: &Key, others: Others, text: &str) -> (String, String) {
    let name = format!("{}{}{}", others.0.join(""), others.1, others.2);
    let mut members = room(person, others).members;
    members.extend(others.2.then(|| "guest".into()));
    let mut seen = terminal::room(company.id, &name, person, Some(members));
    // Every asker has a group of their own.
    seen.seen.thread.push_str(person.as_str());
    if others.1 {
        seen.seen.people = None;
    }
    let id = Uuid::now_v7().to_string();
    let inbound = Inbound::said(company.id, "terminal", id, seen.seen.thread.clone(), person.as_str(), text, now());
    worker::receive_with(app, vec![inbound], vec![seen]).await.expect("it is received");
    worker::drain(app, company.id, "terminal").await.expect("it is handled");
    let (mut here, mut apart) = (String::new(), String::new());
    worker::deliver_each(app, company.id, "terminal", None, |message, reply| {
        let said = if message.thread.starts_with(terminal::GROUP) { &mut here } else { &mut apart };
        assert!(message.thread.starts_with(terminal::GROUP) || message.thread == terminal::thread(person));
        said.push_str(&serde_json::to_string(reply)?);
        Ok(())
    })
    .await
    .expect("it is delivered");
    (company::without_ids(&here), company::without_ids(&apart))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_cell_is_answered_in_a_group_by_what_all_may_see() {
    for database in test_databases().await {
        let app = App::new(database.store.clone());
        let company = zhixing::app::organisation::create(&app, &company::org()).await.expect("it is made");
        for (minute, text) in REPORTS.iter().enumerate() {
            say(&app, &company, &SUBJECT.into(), text, now() - chrono::Duration::minutes(60 - minute as i64)).await;
        }
        private::record(&app, &company, company::secrets()).await.expect("they are recorded");
        let (mut wrong, mut open) = (Vec::new(), 0);
        for person in company.org.people.iter().map(|p| &p.id) {
            for others in GROUPS {
                let room = room(person, others);
                for class in Class::ALL {
                    let Some(probe) = probe(class) else { continue };
                    let thing = resource(&company.org, class);
                    let all = may_see(&company.org, Audience::in_room(person, &room), thing).allows();
                    let alone = may_see(&company.org, person, thing).allows();
                    let (here, apart) = say_in(&app, &company, person, others, probe.text).await;
                    let told = here.contains(probe.marker);
                    if told != all || (told || apart.contains(probe.marker)) != alone {
                        wrong.push(format!("{person} {others:?} {class:?}: all {all}, alone {alone}\n{here}\n{apart}"));
                    }
                    if let Some(unknown) = probe.unknown.filter(|_| !all) {
                        let (unknown, _) = say_in(&app, &company, person, others, unknown).await;
                        if unknown != here {
                            wrong.push(format!("{person} {others:?} {class:?}: unlike unknown:\n{here}\n{unknown}"));
                        }
                    }
                    open += usize::from(all);
                }
            }
        }
        assert!(wrong.is_empty(), "{}: {} wrong:\n{}", database.name, wrong.len(), wrong.join("\n\n"));
        assert!(open > 100, "{open} cells were open");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_marker_is_heard_by_a_group_that_not_all_may_see() {
    let database = test_databases().await.remove(0);
    let app = App::new(database.store.clone());
    let company = made(&app).await;
    let subject = Key::from(SUBJECT);
    let markers = markers(&company, &subject);
    let people: Vec<Key> = company.org.people.iter().map(|p| p.id.clone()).collect();
    let mut heard = 0;
    for (nth, text) in texts(&company).iter().enumerate() {
        let (person, others) = (&people[nth % people.len()], GROUPS[nth % GROUPS.len()]);
        let (here, apart) = say_in(&app, &company, person, others, text).await;
        let room = room(person, others);
        for marker in &markers {
            let all = may_see(&company.org, Audience::in_room(person, &room), marker.of).allows();
            assert!(all || !here.contains(marker.bytes), "{person} {others:?}: {text}: {here}");
            let alone = may_see(&company.org, person, marker.of).allows();
            assert!(alone || !apart.contains(marker.bytes), "{person}: {text}: {apart}");
        }
        heard += usize::from(here.contains("\"answer\""));
    }
    assert!(heard > 50, "{heard} answers were heard by groups");
}
