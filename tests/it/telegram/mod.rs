//! Telegram, against a fake of its server: the whole program between a phone and the database.

mod binding;
mod cards;
mod failures;
mod fake;
mod groups;
mod kinds;
mod restarts;

use std::time::{Duration, Instant};

use chrono::Utc;
use uuid::Uuid;
use zhixing::{
    app::{App, codes, organisation},
    channels::telegram::{self, Bot, CHANNEL, Timing},
    conversation::worker,
    domain::{Key, Org},
    store::{accounts, history},
};

use self::fake::{Fake, Shown, TOKEN};
use crate::store::{TestDatabase, test_databases};

/// 张伟, an engineer, on his phone.
const ZHANG: i64 = 8_172_635_544;

/// 李浩, his manager.
const LI: i64 = 7_261_552_301;

/// Somebody else.
const STRANGER: i64 = 6_111_222_333;

/// Short times: a test waits for what has to happen, not for the clock.
fn quick() -> Timing {
    Timing {
        poll: Duration::from_secs(1),
        call: Duration::from_secs(3),
        delivery: Duration::from_secs(10),
        first_pause: Duration::from_millis(10),
        longest_pause: Duration::from_millis(80),
        slow: Duration::from_millis(100),
        between: Duration::ZERO,
        per_second: std::num::NonZeroU32::new(1000).expect("it is not zero"),
        hold: Duration::from_millis(20),
    }
}

/// The program with its database, and the phones.
struct World {
    database: TestDatabase,
    app: App,
    company: Uuid,
    fake: Fake,
    timing: Timing,
    running: std::sync::Mutex<Vec<tokio::task::JoinHandle<()>>>,
}

impl World {
    /// Everything but the program itself.
    async fn prepare(database: TestDatabase, fake: Fake, timing: Timing) -> World {
        let org = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/qiming/org.json");
        let org = Org::parse(&std::fs::read_to_string(org).expect("it is there")).expect("it is right");
        let app = App::new(database.store.clone());
        let company = organisation::create(&app, &org).await.expect("it is made").id;
        World { database, app, company, fake, timing, running: std::sync::Mutex::default() }
    }

    fn bot(&self) -> Bot {
        Bot::new(TOKEN.into(), Some(&self.fake.url), self.timing).expect("it is a bot")
    }

    /// Starts the program, as anew after a restart.
    fn start(&self) {
        let app = App::new(self.database.store.clone());
        let worker = app.clone();
        let (company, bot) = (self.company, self.bot());
        let mut running = self.running.lock().expect("it is whole");
        running.push(tokio::spawn(async move { worker::run(&worker, company, CHANNEL).await }));
        running.push(tokio::spawn(telegram::run(app, company, bot)));
    }

    /// Ends the program wherever it is.
    async fn kill(&self) {
        let running = std::mem::take(&mut *self.running.lock().expect("it is whole"));
        for task in &running {
            task.abort();
        }
        for task in running {
            // It was cancelled.
            let _ = task.await;
        }
    }

    /// Knows somebody without their having to say so.
    async fn bind(&self, user: i64, person: &str) {
        let (company, person) = (self.company, Key::from(person));
        let bound = self.app.store.write(move |tx| {
            Box::pin(async move { accounts::bind(tx, company, CHANNEL, &user.to_string(), &person, Utc::now()).await })
        });
        bound.await.expect("they are bound");
    }

    async fn code(&self, person: &str) -> String {
        let company = self.app.company(self.company).await.expect("it is there");
        codes::issue(&self.app, &company, None, &Key::from(person), Utc::now()).await.expect("a code is given")
    }

    /// The reports that are filed: each one's id on the channel with its text.
    async fn reports(&self) -> Vec<(String, String)> {
        let filter = history::HistoryFilter { with_texts: true, ..Default::default() };
        let loaded = history::load(&self.app.store, self.company, &filter).await.expect("they are read");
        let mut reports: Vec<_> = loaded.reports.iter().map(|r| (r.external_id.clone(), r.text.clone())).collect();
        reports.sort();
        reports
    }

    /// What the bot says next in a chat, once it has said more than `before` messages.
    async fn hears(&self, user: i64, before: usize) -> Shown {
        self.until("an answer", || self.fake.said(user).len() > before).await;
        self.fake.said(user)[before].clone()
    }

    /// Says something and hears the one answer.
    async fn talk(&self, user: i64, text: &str) -> Shown {
        let before = self.fake.said(user).len();
        self.fake.says(user, text);
        self.hears(user, before).await
    }

    /// Presses a button and hears the one answer.
    async fn press(&self, user: i64, label: &str) -> Shown {
        let before = self.fake.said(user).len();
        self.fake.presses(user, label);
        self.hears(user, before).await
    }

    /// A message of the bot as it stands now.
    fn shown(&self, user: i64, id: i64) -> Shown {
        self.fake.said(user).into_iter().find(|m| m.id == id).expect("it is there")
    }

    async fn until(&self, what: &str, holds: impl Fn() -> bool) {
        let patience = Instant::now() + Duration::from_secs(30);
        while !holds() {
            assert!(Instant::now() < patience, "{} never came on {}", what, self.database.name);
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Waits until all that was received has been worked on and delivered or set aside, and all updates are confirmed.
    async fn rest(&self) {
        use zhixing::store::{inbox, outbox};
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            // Asked in the order in which an update goes, so that none slips through between two questions.
            let unconfirmed = self.fake.unconfirmed();
            let waiting = inbox::pending(&self.app.store, self.company).await.expect("it is counted")
                + outbox::pending(&self.app.store, self.company).await.expect("it is counted");
            if waiting == 0 && unconfirmed == 0 {
                return;
            }
            assert!(
                Instant::now() < patience,
                "there is no end of it on {}: {waiting} waiting, {unconfirmed} unconfirmed",
                self.database.name
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// Runs a story on each database, with 张伟 and 李浩 known.
async fn story(tells: impl AsyncFn(&World)) {
    story_with(quick(), tells).await;
}

async fn story_with(timing: Timing, tells: impl AsyncFn(&World)) {
    for database in test_databases().await {
        let world = World::prepare(database, Fake::start().await, timing).await;
        world.bind(ZHANG, "p-zhangwei").await;
        world.bind(LI, "p-lihao").await;
        world.start();
        tells(&world).await;
        world.kill().await;
    }
}

fn labels(shown: &Shown) -> Vec<&str> {
    shown.buttons.iter().map(|(label, _)| label.as_str()).collect()
}
