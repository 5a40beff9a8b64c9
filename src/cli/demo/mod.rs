//! `zhixing demo`: a made-up company whose history ends on the last working day, and a chat with it.
//!
//! Its reports go through the real pipeline, and the reader knows nothing of it.

pub mod placeholder;

use std::{io::IsTerminal, net::SocketAddr, path::Path};

use chrono::{NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use tokio::net::TcpListener;

use super::{
    Done, Failure, args,
    file::{self, Line},
    import, model,
    open::Open,
    person, serve,
};
use crate::{
    app::{App, Company},
    channels::terminal::{interactive, lines},
    domain::{Key, Org, calendar::working_day_before},
    store::Store,
    web::Site,
};

const COMPANY: &str = include_str!("../../../assets/demo/org.json");
const REPORTS: &str = include_str!("../../../assets/demo/reports.jsonl");

/// A report of the demo: its day counts working days from the last one before today.
#[derive(Deserialize)]
struct DemoReport {
    id: String,
    author: String,
    day: i64,
    time: String,
    channel: String,
    text: String,
}

/// Makes the demo's database, files its history and opens a chat.
pub async fn run(open: &Open, args: args::Demo) -> Result<Done, Failure> {
    let url = open.url("demo.db");
    if !args.keep {
        remove_file(&url)?;
    }
    let second = model::model(&open.settings)?;
    let store = Store::open(&url).await?;
    store.must_be_held().await?;
    super::open::bring_up_to_date(&store).await?;
    let app = App::new(store).with_second(second);
    if app.companies().await?.is_empty() {
        fill(&app).await?;
    }
    let company = super::open::only_company(&app).await?;
    let speaker = person::find(&company.org, &args.person)?;
    let listener = listener(args.listen).await?;
    let page = format!("http://{}", listener.local_addr()?);
    greet(&company, &url, &page);
    let site = Site { company: company.id, public_url: None, demo: Some(speaker.clone()) };
    let app = app.with_page(&page);
    let stop = serve::stop_signal()?;
    if args.serve {
        serve::together(open, app, site, listener, stop).await?;
        return Ok(Done::Whole);
    }
    let page = serve::together(open, app.clone(), site, listener, stop.clone());
    tokio::select! {
        ended = page => ended?,
        ended = chat(&app, &company, speaker) => ended?,
    }
    stop.cancel();
    Ok(Done::Whole)
}

/// The address asked for, else the usual one, else any that is free: on this machine only.
async fn listener(address: Option<SocketAddr>) -> Result<TcpListener, Failure> {
    if let Some(address) = address {
        return Ok(TcpListener::bind(address).await?);
    }
    match TcpListener::bind(super::invite::ADDRESS).await {
        Ok(listener) => Ok(listener),
        Err(_) => Ok(TcpListener::bind("127.0.0.1:0").await?),
    }
}

async fn chat(app: &App, company: &Company, speaker: Key) -> Result<(), Failure> {
    let switch = |name: &str| {
        person::find(&company.org, name).map_err(|failure| match failure {
            Failure::Usage(why) => why,
            Failure::Failed(error) => error.to_string(),
        })
    };
    if std::io::stdin().is_terminal() {
        interactive::chat(app, company, speaker, Some(&switch)).await?;
    } else {
        lines::plain(app, company, speaker, Some(&switch)).await?;
    }
    Ok(())
}

/// The demo is made anew each time; only its own file is removed, never a server's database.
fn remove_file(url: &str) -> Result<(), Failure> {
    let Some(path) = url.strip_prefix("sqlite:") else { return Ok(()) };
    let path = path.strip_prefix("//").unwrap_or(path);
    let is_demo = Path::new(path).file_name().is_some_and(|name| name.to_string_lossy().contains("demo"));
    if !is_demo && Path::new(path).exists() {
        return Err(Failure::Usage(format!("{path} is not a demo's file; name one with “demo” in it, or use --keep")));
    }
    for suffix in ["", "-wal", "-shm"] {
        match std::fs::remove_file(format!("{path}{suffix}")) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

async fn fill(app: &App) -> Result<(), Failure> {
    let (org, lines) = history(Utc::now().with_timezone(&chrono_tz::Asia::Shanghai).date_naive())?;
    let company = import::create(app, &org).await?;
    file::all(app, &company, lines).await?;
    Ok(())
}

/// The company and its reports, dated so that the last ones were sent on the last working day before today.
pub fn history(today: NaiveDate) -> Result<(Org, Vec<Line>), Failure> {
    let org = Org::parse(&placeholder::in_company(COMPANY, today))
        .map_err(|faults| anyhow::anyhow!("the demo's company: {}", faults[0]))?;
    let zone = org.company.timezone;
    let last = working_day_before(today);
    let lines = REPORTS.lines().filter(|l| !l.trim().is_empty()).map(|line| {
        let report: DemoReport = serde_json::from_str(line).map_err(anyhow::Error::from)?;
        dated(report, last, zone)
    });
    Ok((org, lines.collect::<anyhow::Result<_>>()?))
}

fn dated(report: DemoReport, last: NaiveDate, zone: Tz) -> anyhow::Result<Line> {
    let day = placeholder::ahead(last, report.day);
    let time: NaiveTime = report.time.parse()?;
    let sent_at = zone.from_local_datetime(&day.and_time(time)).earliest();
    Ok(Line {
        id: report.id,
        author: report.author,
        sent_at: sent_at.ok_or_else(|| anyhow::anyhow!("no such time"))?.fixed_offset(),
        channel: report.channel,
        text: placeholder::in_report(&report.text, day),
    })
}

fn greet(company: &Company, url: &str, page: &str) {
    let org = &company.org;
    println!(
        "\n{} · {} 个部门 · {} 个人 · {} 个项目  ({url})",
        org.company.name,
        org.departments.len(),
        org.people.len(),
        org.projects.len()
    );
    println!("网页:{page}  (在浏览器里打开,可以换人说话)");
    println!("直接写日报,或者问我:会员项目进展怎么样 / 谁昨天没交日报 / 哪些项目卡住了,卡在谁那");
    println!("/as 姓名 换一个人说话,帮助 看我能做什么,/quit 退出\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_history_ends_on_the_last_working_day() {
        let today: NaiveDate = "2026-10-08".parse().expect("a date");
        let (org, lines) = history(today).unwrap_or_else(|_| panic!("the demo is whole"));
        assert!(lines.len() >= 140 && org.people.len() == 18);
        let last = lines.iter().map(|l| l.sent_at.date_naive()).max().expect("there are reports");
        assert_eq!(last, "2026-09-30".parse().expect("a date"), "the holiday is skipped");
        assert!(lines.iter().all(|l| !l.text.contains('{')), "every placeholder is replaced");
    }
}
