//! A backup is taken while people write: it holds one moment, with everything that was acknowledged before it began.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use chrono::Utc;
use zhixing::{
    app::{App, Company},
    conversation::worker,
    store::states,
};

use super::{
    CHANNEL, Files,
    dump::{Conn, rows},
    founded, only_company, restore, said, take,
};
use crate::{
    faults::{chat::Chat, import, load::Load, program, run},
    store::{TestDatabase, empty_databases, test_databases},
};

/// How many backups are taken while others write.
const BACKUPS: usize = 4;

const WRITERS: [&str; 3] = ["p-zhangwei", "p-zhangwen", "p-daniel"];

/// What was acknowledged so far.
type Acknowledged = Arc<Mutex<BTreeSet<String>>>;

/// Reports without end; what is received is noted once it is acknowledged.
async fn write(app: App, company: Company, person: &'static str, noted: Acknowledged, over: Arc<AtomicBool>) {
    for number in 0.. {
        if over.load(Ordering::Relaxed) {
            return;
        }
        let id = format!("{person}-{number}");
        let text = format!("今天登录接口进度{}%,开会{}小时", number % 100, 1 + number % 7);
        worker::receive(&app, said(&company, &id, person, &text, Utc::now())).await.expect("it is received");
        noted.lock().expect("nobody panicked").insert(id);
    }
}

async fn work(app: App, company: Company, over: Arc<AtomicBool>) {
    while !over.load(Ordering::Relaxed) {
        worker::drain(&app, company.id, CHANNEL).await.expect("it is worked on");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// Waits until there is one more than there were.
async fn grown(noted: &Acknowledged, than: usize) -> BTreeSet<String> {
    loop {
        let now = noted.lock().expect("nobody panicked").clone();
        if now.len() > than {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// That a restored database holds one moment: all that was acknowledged before it, and nothing half.
async fn is_one_moment(to: &TestDatabase, acknowledged: &BTreeSet<String>, what: &str) {
    let mut conn = Conn::open(&to.url).await;
    let there: BTreeSet<String> = conn.texts("select external_id from inbox").await.into_iter().collect();
    let lost: Vec<_> = acknowledged.difference(&there).collect();
    assert!(lost.is_empty(), "{what}: acknowledged before it began, and not in it: {lost:?}");
    for (fault, sql) in [
        (
            "reports without their message",
            "select count(*) from report r where not exists (select 1 from inbox i where i.company_id = r.company_id
            and i.channel = r.channel and i.external_id = r.external_id and i.done_at is not null)",
        ),
        (
            "messages worked on without report",
            "select count(*) from inbox i where i.done_at is not null and not exists (select 1 from report r
            where r.company_id = i.company_id and r.channel = i.channel and r.external_id = i.external_id)",
        ),
        (
            "messages worked on without reply",
            "select count(*) from inbox i where i.done_at is not null and 1 <> (select count(*) from outbox o
            where o.company_id = i.company_id and o.reply_to = i.external_id)",
        ),
        (
            "replies to a message that nobody worked on",
            "select count(*) from outbox o where not exists (select 1 from inbox i where i.company_id = o.company_id
            and i.external_id = o.reply_to and i.done_at is not null)",
        ),
        (
            "reports without both of their claims",
            "select count(*) from report r where 2 <> (select count(*) from claim c where c.company_id = r.company_id
            and c.report_id = r.id)",
        ),
        (
            "claims without report",
            "select count(*) from claim c where not exists (select 1 from report r where r.company_id = c.company_id
            and r.id = c.report_id)",
        ),
    ] {
        assert_eq!(conn.number(sql).await, 0, "{what}: {fault}");
    }
    let id = if to.name == "SQLite" { "lower(hex(r.id))" } else { "replace(r.id::text, '-', '')" };
    let unaudited = format!(
        "select count(*) from report r where not exists (select 1 from audit a where a.company_id = r.company_id
        and replace(a.resource, '-', '') = {id})"
    );
    assert_eq!(conn.number(&unaudited).await, 0, "{what}: reports without their entry of audit");
    // The states are those of just these claims.
    let before = rows(&to.url).await;
    let company = only_company(&App::new(to.store.clone())).await;
    states::rebuild(&to.store, company.id, &company.org).await.expect("they are folded");
    let after = rows(&to.url).await;
    for table in ["work_state", "kpi_state"] {
        assert_eq!(before[table], after[table], "{what}: {table}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_beside_writers_holds_one_moment() {
    for from in test_databases().await {
        let (app, company) = founded(&from.store).await;
        let (noted, over) = (Acknowledged::default(), Arc::new(AtomicBool::new(false)));
        let mut tasks = Vec::new();
        for person in WRITERS {
            tasks.push(tokio::spawn(write(app.clone(), company.clone(), person, noted.clone(), over.clone())));
        }
        for _ in 0..2 {
            tasks.push(tokio::spawn(work(app.clone(), company.clone(), over.clone())));
        }
        let files = Files::new();
        let mut taken = Vec::new();
        let mut seen = 20;
        for number in 0..BACKUPS {
            let before = grown(&noted, seen + 20).await;
            let file = files.file(&format!("{number}.zxb"));
            let made = take(&from.store, &file).await;
            let after = grown(&noted, before.len()).await;
            seen = after.len();
            let rows_of =
                |table: &str| made.manifest.tables.iter().find(|t| t.table == table).expect("it is there").rows;
            taken.push((file, before, rows_of("inbox"), rows_of("report")));
        }
        over.store(true, Ordering::Relaxed);
        for task in tasks {
            task.await.expect("it ends");
        }
        assert!(taken.windows(2).all(|w| w[0].2 < w[1].2), "{}: people wrote meanwhile: {taken:?}", from.name);
        assert!(taken.last().expect("there are some").3 > 0, "{}: reports were filed meanwhile", from.name);
        for (file, before, inbox, reports) in taken {
            println!("{}: {} acknowledged, {inbox} in the backup, {reports} filed", from.name, before.len());
            for to in empty_databases().await {
                restore(&to.store, &file).await.unwrap_or_else(|e| panic!("{} to {}: {e:?}", from.name, to.name));
                is_one_moment(&to, &before, &format!("{} to {}", from.name, to.name)).await;
            }
        }
    }
}

/// The same with programs: one that people write to, and `zhixing backup` beside it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_beside_a_running_program_holds_one_moment() {
    for from in empty_databases().await {
        from.store.close().await;
        import(&from.url);
        let files = Files::new();
        let mut load = Load::on(Chat::start(&from.url), 0);
        load.go_on(Duration::from_millis(500));
        let mut taken = Vec::new();
        for number in 0..2 {
            load.until_acknowledged();
            let before = load.heard.acknowledged.clone();
            let file = files.file(&format!("{number}.zxb"));
            let name = file.to_str().expect("a name").to_owned();
            load.go_on_while(|| _ = run(&mut program(&from.url, &["backup", &name])));
            taken.push((name, before));
        }
        let heard = load.settle();
        assert_eq!(heard.refused, 0, "{}: a backup is in nobody's way", from.name);
        for ((name, before), to) in taken.iter().zip(empty_databases().await) {
            run(&mut program(&to.url, &["restore", name]));
            is_one_moment(&to, before, &format!("{} to {}", from.name, to.name)).await;
        }
    }
}
