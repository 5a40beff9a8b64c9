//! Messages received: once each, in order within a thread, under a fenced lease.

use chrono::Duration;
use zhixing::store::{
    Error, Failed, MAX_ATTEMPTS,
    inbox::{self, Received},
    jobs,
    outbox::{self, Outgoing},
};

use super::{NOW, at, company, message, test_databases};

const LEASE: Duration = Duration::seconds(30);

#[tokio::test]
async fn a_message_that_comes_five_times_is_one_row() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let mut answers = Vec::new();
        for _ in 0..5 {
            let m = message(company, "42", "m1");
            let received = db.store.write(move |tx| Box::pin(async move { inbox::receive(tx, &m, at(NOW)).await }));
            answers.push(received.await.expect("it is received"));
        }
        let Received::New(id) = answers[0] else { panic!("{}: {answers:?}", db.name) };
        assert_eq!(answers[1..], [Received::Known(id); 4], "{}", db.name);
        assert_eq!(inbox::pending(&db.store, company).await.expect("it answers"), 1);

        // Still known once it is done and its text forgotten.
        let taken = inbox::take(&db.store, at(NOW), LEASE).await.expect("it answers").expect("one waits");
        assert_eq!(taken.message, message(company, "42", "m1"));
        db.store
            .write(move |tx| Box::pin(async move { inbox::finish(tx, &taken, at(NOW)).await }))
            .await
            .expect("done");
        let m = [message(company, "42", "m1"), message(company, "42", "m2")];
        let new = db.store.write(move |tx| Box::pin(async move { inbox::receive_many(tx, &m, at(NOW)).await }));
        assert_eq!(new.await.expect("they are received"), 1, "{}", db.name);
        assert_eq!(inbox::pending(&db.store, company).await.expect("it answers"), 1);
    }
}

#[tokio::test]
async fn a_thread_is_worked_in_order_and_threads_in_parallel() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let mut messages = Vec::new();
        for (n, thread) in ["a", "b", "a", "b", "a"].iter().enumerate() {
            let mut m = message(company, thread, &format!("{thread}{n}"));
            m.sent_at += Duration::seconds(n as i64);
            messages.push(m);
        }
        // They arrive the other way round; what counts is when they were sent.
        messages.reverse();
        db.store
            .write(move |tx| Box::pin(async move { inbox::receive_many(tx, &messages, at(NOW)).await }))
            .await
            .expect("they are received");
        let now = at("2026-11-20T10:01:00Z");
        let take =
            || async { inbox::take_of(&db.store, company, Some("telegram"), now, LEASE).await.expect("it answers") };
        let first = take().await.expect("a waits");
        let second = take().await.expect("b waits");
        assert_eq!(
            (first.message.external_id.as_str(), second.message.external_id.as_str()),
            ("a0", "b1"),
            "{}",
            db.name
        );
        assert_eq!(take().await, None, "{}: both threads are being worked on", db.name);
        db.store.write(move |tx| Box::pin(async move { inbox::finish(tx, &first, now).await })).await.expect("done");
        assert_eq!(take().await.expect("a goes on").message.external_id, "a2");
        assert_eq!(inbox::take_of(&db.store, company, Some("web"), now, LEASE).await.expect("it answers"), None);
    }
}

#[tokio::test]
async fn who_lost_the_lease_changes_nothing() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let m = message(company, "42", "m1");
        db.store
            .write(move |tx| Box::pin(async move { inbox::receive(tx, &m, at(NOW)).await }))
            .await
            .expect("received");
        let zombie = inbox::take(&db.store, at(NOW), LEASE).await.expect("it answers").expect("one waits");
        assert_eq!(inbox::take(&db.store, at(NOW) + LEASE / 2, LEASE).await.expect("it answers"), None);
        let later = at(NOW) + LEASE * 2;
        let next = inbox::take(&db.store, later, LEASE).await.expect("it answers").expect("its lease ran out");
        assert_eq!(next.lease.attempts, 2);
        let late = zombie.clone();
        let finished = db.store.write(move |tx| Box::pin(async move { inbox::finish(tx, &late, later).await })).await;
        assert!(matches!(finished, Err(Error::Conflict)), "{}: {finished:?}", db.name);
        let failed = inbox::fail(&db.store, &zombie, "late", later).await;
        assert!(matches!(failed, Err(Error::Conflict)), "{}: {failed:?}", db.name);
        let again = next.clone();
        db.store.write(move |tx| Box::pin(async move { inbox::finish(tx, &next, later).await })).await.expect("done");
        let twice = db.store.write(move |tx| Box::pin(async move { inbox::finish(tx, &again, later).await })).await;
        assert!(matches!(twice, Err(Error::Conflict)), "{}: {twice:?}", db.name);
    }
}

#[tokio::test]
async fn a_message_that_fails_five_times_is_set_aside_and_its_thread_goes_on() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let m = [message(company, "42", "bad"), message(company, "42", "good")];
        db.store
            .write(move |tx| Box::pin(async move { inbox::receive_many(tx, &m, at(NOW)).await }))
            .await
            .expect("received");
        let mut now = at(NOW);
        for n in 1..=MAX_ATTEMPTS {
            let taken = inbox::take(&db.store, now, LEASE).await.expect("it answers").expect("it comes again");
            assert_eq!((taken.message.external_id.as_str(), taken.lease.attempts), ("bad", n), "{}", db.name);
            match inbox::fail(&db.store, &taken, "it does not parse", now).await.expect("it is noted") {
                Failed::Again(next) => {
                    assert!(n < MAX_ATTEMPTS && next > now);
                    assert_eq!(inbox::take(&db.store, now, LEASE).await.expect("it answers"), None, "order is kept");
                    now = next;
                }
                Failed::SetAside => assert_eq!(n, MAX_ATTEMPTS),
            }
        }
        let next = inbox::take(&db.store, now, LEASE).await.expect("it answers").expect("the thread goes on");
        assert_eq!(next.message.external_id, "good");
        let counts = db.store.check().await.expect("it answers").counts;
        assert!(counts.contains(&("inbox set aside".into(), 1)), "{}: {counts:?}", db.name);
    }
}

#[tokio::test]
async fn two_workers_never_hold_the_same_message() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let m: Vec<_> = (0..40).map(|n| message(company, &format!("t{}", n % 20), &format!("m{n}"))).collect();
        db.store
            .write(move |tx| Box::pin(async move { inbox::receive_many(tx, &m, at(NOW)).await }))
            .await
            .expect("received");
        let workers = (0..8).map(|_| {
            let store = db.store.clone();
            async move {
                let mut done = Vec::new();
                while let Some(taken) = inbox::take(&store, at(NOW), LEASE).await.expect("it answers") {
                    done.push(taken.message.external_id.clone());
                    store
                        .write(move |tx| Box::pin(async move { inbox::finish(tx, &taken, at(NOW)).await }))
                        .await
                        .expect("nobody else has it");
                }
                done
            }
        });
        let mut all: Vec<String> = futures::future::join_all(workers).await.into_iter().flatten().collect();
        let taken = all.len();
        all.sort();
        all.dedup();
        assert_eq!(taken, all.len(), "{}: one was worked on twice", db.name);
        // Workers stop when nothing is free; what threads still held then is left for the next round.
        assert_eq!(inbox::pending(&db.store, company).await.expect("it answers"), 40 - taken as u64, "{}", db.name);
    }
}

#[tokio::test]
async fn replies_are_delivered_in_order_and_once() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let reply = |thread: &str, text: &str| Outgoing {
            company,
            channel: "telegram".into(),
            thread: thread.into(),
            kind: "text".into(),
            body: serde_json::json!({ "text": text }),
            reply_to: Some("m1".into()),
            about: None,
        };
        for r in [reply("a", "一"), reply("a", "二"), reply("b", "三")] {
            db.store
                .write(move |tx| Box::pin(async move { outbox::put(tx, &r, at(NOW)).await }))
                .await
                .expect("written");
        }
        assert_eq!(outbox::waiting(&db.store, at(NOW)).await.expect("it answers"), [company]);
        assert_eq!(outbox::channels(&db.store, company).await.expect("it answers"), ["telegram"]);
        let take = |thread: Option<&'static str>| {
            let store = db.store.clone();
            async move { outbox::take_for(&store, company, "telegram", thread, at(NOW), LEASE).await.expect("it answers") }
        };
        let first = take(Some("a")).await.expect("one waits");
        assert_eq!(first.message, reply("a", "一"), "{}", db.name);
        assert_eq!(take(Some("a")).await, None, "{}: the first is on its way", db.name);
        assert_eq!(take(None).await.expect("b waits").message.thread, "b");
        outbox::sent(&db.store, &first, Some("99"), at(NOW)).await.expect("it is noted");
        assert!(matches!(outbox::sent(&db.store, &first, None, at(NOW)).await, Err(Error::Conflict)));
        assert_eq!(take(None).await.expect("the second waits").message, reply("a", "二"));
    }
}

#[tokio::test]
async fn a_job_is_asked_for_once() {
    for db in test_databases().await {
        let (company, _) = company(&db.store).await;
        let mut new = Vec::new();
        for _ in 0..2 {
            let put = db.store.write(move |tx| {
                Box::pin(async move {
                    let body = serde_json::json!({});
                    jobs::put(tx, company, "digest", "2026-11-20", &body, at(NOW) + LEASE, at(NOW)).await
                })
            });
            new.push(put.await.expect("it is written"));
        }
        assert_eq!(new, [true, false], "{}", db.name);
        assert_eq!(jobs::take(&db.store, None, at(NOW), LEASE).await.expect("it answers"), None, "not yet");
        let job =
            jobs::take(&db.store, Some("digest"), at(NOW) + LEASE, LEASE).await.expect("it answers").expect("now");
        assert_eq!((job.kind.as_str(), job.key.as_str()), ("digest", "2026-11-20"));
        db.store.write(move |tx| Box::pin(async move { jobs::finish(tx, &job, at(NOW)).await })).await.expect("done");
        assert_eq!(jobs::pending(&db.store, company).await.expect("it answers"), 0);
    }
}
