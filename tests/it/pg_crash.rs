//! Acknowledged means stored, PostgreSQL: the server is stopped in immediate mode, which is a crash, while the program
//! writes. The program is not started again; it finds the server when that is back.
//!
//! The control is the same with `synchronous_commit = off`, which must lose rows. So that it does within a few crashes,
//! the server writes its log late by itself (`wal_writer_delay`), for both alike.
//!
//! A crash leaves the system's memory alone. So the power is cut too, as `power.rs` does it.

use std::{
    collections::BTreeSet,
    process::Command,
    time::{Duration, Instant},
};

use crate::faults::{
    cannot_run,
    chat::Chat,
    cluster::{Cluster, Stop},
    disk::{Disk, make_image, with_own_mounts},
    freeze, import, is_long,
    load::Load,
    random, run, thaw, times,
};

/// The server writes its log when a commit asks for it, and hardly by itself.
const LATE: &str = "wal_writer_delay=10s";

/// How soon the program takes messages again after the server does: far under a second on a machine that has nothing
/// else to do.
const BACK: Duration = Duration::from_secs(15);

/// Puts load on the program and crashes the server under it, so long into it.
fn crash_under(load: &mut Load, cluster: &Cluster) {
    load.until_acknowledged();
    load.go_on(Duration::from_millis(200 + random(1500)));
    load.go_on_while(|| cluster.stop(Stop::Immediate));
}

#[tokio::test]
async fn acknowledged_is_stored_once_whenever_postgresql_crashes() {
    let cluster = Cluster::start(&[LATE]).await;
    import(&cluster.url());
    let crashes = times(3, 30);
    let mut load = Load::on(Chat::start(&cluster.url()), 0);
    let mut back = Duration::ZERO;
    for _ in 0..crashes {
        crash_under(&mut load, &cluster);
        load.go_on(Duration::from_millis(random(1000)));
        load.go_on_while(|| cluster.start_again());
        back = back.max(load.until_acknowledged());
    }
    let heard = load.settle();
    let stored = cluster.texts("select external_id from report").await;
    let once: BTreeSet<&String> = stored.iter().collect();
    let lost = heard.acknowledged.iter().filter(|id| !once.contains(id)).count();
    let twice = stored.len() - once.len();
    println!(
        "PostgreSQL: {crashes} crashes, {} acknowledged, {lost} lost, {twice} twice; {} refused and sent again; \
         taken again {back:?} after the server was back; slowest word {:?}",
        heard.acknowledged.len(),
        heard.refused,
        heard.slowest
    );
    assert_eq!((lost, twice), (0, 0));
    assert_eq!(cluster.texts("select external_id from inbox where failed_at is not null").await, [""; 0]);
    assert!(back < BACK, "it took {back:?}");
}

#[tokio::test]
async fn without_waiting_for_the_disk_postgresql_loses_rows() {
    if !is_long() {
        return;
    }
    let cluster = Cluster::start(&[LATE, "synchronous_commit=off"]).await;
    import(&cluster.url());
    let (mut crashes, mut acknowledged, mut lost) = (0, 0, 0);
    while crashes < 10 {
        let mut load = Load::on(Chat::start(&cluster.url()), crashes * 100_000);
        crash_under(&mut load, &cluster);
        let heard = load.kill();
        cluster.start_again();
        let stored: BTreeSet<String> = cluster.texts("select external_id from inbox").await.into_iter().collect();
        crashes += 1;
        acknowledged += heard.acknowledged.len();
        lost += heard.acknowledged.difference(&stored).count();
    }
    println!("PostgreSQL with synchronous_commit = off: {crashes} crashes, {acknowledged} acknowledged, {lost} lost");
    assert!(lost > 0, "the control lost nothing: the test is blind");
}

#[test]
fn acknowledged_is_on_disk_when_the_power_is_cut_under_postgresql() {
    let ran = with_own_mounts(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (cuts, acknowledged, lost) = cut_off("on", times(1, 20), false).await;
            println!("PostgreSQL: {cuts} power cuts, {acknowledged} acknowledged, {lost} lost");
            assert_eq!(lost, 0);
            let (cuts, acknowledged, lost) = cut_off("off", 20, !is_long()).await;
            println!(
                "PostgreSQL, synchronous_commit = off: {cuts} power cuts, {acknowledged} acknowledged, {lost} lost"
            );
            assert!(lost > 0, "the control lost nothing: the test is blind");
        });
    });
    if let Err(why) = ran {
        cannot_run("power cuts under PostgreSQL", &why);
    }
}

/// Cuts the power under a server so often, or until something is lost; gives the cuts, and what was acknowledged and
/// lost by them.
async fn cut_off(synchronous_commit: &str, cuts: usize, until_lost: bool) -> (usize, usize, usize) {
    let commit = format!("synchronous_commit={synchronous_commit}");
    let settings = [LATE, commit.as_str()];
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    // The server's user passes through.
    run(Command::new("chmod").arg("755").arg(folder.path()));
    let (begin, image, cut) = (path("begin.img"), path("image.img"), path("cut.img"));
    make_image(&begin, 160).expect("an image can be made");
    {
        let disk = Disk::image(&begin, &path("begin"));
        let cluster = Cluster::start_on(&disk, &settings).await;
        import(&cluster.url());
        cluster.stop(Stop::Fast);
    }
    let (mut done, mut acknowledged, mut lost) = (0, 0, 0);
    while done < cuts && !(until_lost && lost > 0) {
        std::fs::copy(&begin, &image).expect("there is room");
        let heard = {
            let disk = Disk::image(&image, &path("disk"));
            let cluster = Cluster::found_on(&disk, &settings);
            let mut load = Load::on(Chat::start(&cluster.url()), 0);
            load.until_acknowledged();
            load.go_on(Duration::from_millis(300 + random(1500)));
            let processes = cluster.processes();
            load.go_on_while(|| {
                freeze(&processes);
                std::fs::copy(&image, &cut).expect("there is room");
            });
            let heard = load.kill();
            thaw(&processes);
            cluster.stop(Stop::Immediate);
            heard
        };
        let disk = Disk::image(&cut, &path("after"));
        let cluster = Cluster::found_on(&disk, &settings);
        let stored: BTreeSet<String> = cluster.texts("select external_id from inbox").await.into_iter().collect();
        let reports = cluster.texts("select external_id from report").await;
        assert_eq!(reports.len(), reports.iter().collect::<BTreeSet<_>>().len(), "nothing is there twice");
        done += 1;
        acknowledged += heard.acknowledged.len();
        lost += heard.acknowledged.difference(&stored).count();
    }
    (done, acknowledged, lost)
}

#[tokio::test]
async fn a_restart_of_postgresql_is_survived_between_and_during_requests() {
    let cluster = Cluster::start(&[]).await;
    import(&cluster.url());
    let mut chat = Chat::start(&cluster.url());
    chat.report("before");
    chat.hear_reply("before");

    // Between requests: the connections that the program holds are all dead.
    cluster.stop(Stop::Fast);
    cluster.start_again();
    chat.report("between");
    chat.hear_both("between");

    // With no server at all: a kind word, soon.
    cluster.stop(Stop::Fast);
    chat.report("without");
    let (word, took) = chat.hear_word("without");
    assert!(word.is_some_and(|w| w.contains("还没有收下")), "it says that it was not taken");
    assert!(took < Duration::from_secs(5), "{took:?}");
    cluster.start_again();
    chat.report("without");
    chat.hear_both("without");

    // During requests.
    let mut load = Load::on(chat, 0);
    for _ in 0..times(2, 10) {
        load.until_acknowledged();
        load.go_on(Duration::from_millis(random(500)));
        load.go_on_while(|| {
            cluster.stop(Stop::Fast);
            cluster.start_again();
        });
        let begun = Instant::now();
        load.until_acknowledged();
        assert!(begun.elapsed() < BACK, "it took {:?}", begun.elapsed());
    }
    let heard = load.settle();
    let stored = cluster.texts("select external_id from report").await;
    let once: BTreeSet<&String> = stored.iter().collect();
    assert_eq!(stored.len(), once.len(), "nothing is there twice");
    assert!(heard.acknowledged.iter().all(|id| once.contains(id)), "all that was acknowledged is there");
}
