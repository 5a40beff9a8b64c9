//! `zhixing serve`: every part that runs beside the others, joined here.

use std::{net::SocketAddr, time::Duration};

use anyhow::Context;
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Done, Failure, args, invite, open::Open};
use crate::{
    app::{App, Company, audit},
    channels::{self, web::Page},
    conversation::{deliver, overdue, second, worker},
    store::{self, Store},
    web::{self, Site},
};

/// How long requests under way may take once the program is told to stop.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves until the program is told to stop.
pub async fn run(open: &Open, args: args::Serve) -> Result<Done, Failure> {
    let (app, company) = company(open).await?;
    let address = address(open, args.listen)?;
    let listener = TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))?;
    let public_url = open.settings.public_url.clone();
    if !address.ip().is_loopback() && !public_url.as_deref().is_some_and(|url| url.starts_with("https://")) {
        tracing::warn!("listening beyond this machine without an https public_url: passwords travel in the clear");
    }
    let page = match &public_url {
        Some(_) => invite::page(open),
        None => format!("http://{}", listener.local_addr().context("the address listened on")?),
    };
    println!("{} is served at {page}", company.org.company.name);
    let stop = stop_signal()?;
    let site = Site { company: company.id, public_url, demo: None };
    together(open, app.with_page(&page), site, listener, stop).await?;
    Ok(Done::Whole)
}

/// Runs the parts until told to stop: those who work on messages, those who deliver by each channel, and the page.
pub async fn together(
    open: &Open,
    app: App,
    site: Site,
    listener: TcpListener,
    stop: CancellationToken,
) -> Result<(), Failure> {
    let company = site.company;
    let mut parts = JoinSet::new();
    spawn(&mut parts, &stop, work(app.clone(), company, channels::web::CHANNEL));
    spawn(&mut parts, &stop, show(app.clone(), company));
    spawn(&mut parts, &stop, read_too(app.clone(), company));
    spawn(&mut parts, &stop, keep_chain(app.clone(), company));
    spawn(&mut parts, &stop, raise_overdue(app.clone(), company));
    #[cfg(feature = "telegram")]
    if let Some(bot) = telegram(open)?.filter(|_| site.demo.is_none()) {
        spawn(&mut parts, &stop, work(app.clone(), company, channels::telegram::CHANNEL));
        spawn(&mut parts, &stop, channels::telegram::run(app.clone(), company, bot));
    }
    let until = stop.clone();
    let page = tokio::spawn(web::serve(app.clone(), site, listener, async move { until.cancelled().await }));
    stop.cancelled().await;
    // Streams never end by themselves, so the page is given a while and then left.
    let ended = tokio::time::timeout(FAREWELL, page).await;
    while parts.join_next().await.is_some() {}
    app.store.close().await;
    match ended {
        Ok(Ok(Err(error))) => Err(error.into()),
        Ok(Ok(Ok(())) | Err(_)) | Err(_) => Ok(()),
    }
}

/// Runs a part until the program is told to stop. A step under way is left to its lease, like that of a killed worker.
fn spawn(parts: &mut JoinSet<()>, stop: &CancellationToken, part: impl Future<Output = ()> + Send + 'static) {
    let stop = stop.clone();
    parts.spawn(async move {
        tokio::select! {
            () = part => {}
            () = stop.cancelled() => {}
        }
    });
}

async fn work(app: App, company: Uuid, channel: &'static str) {
    worker::run(&app, company, channel).await;
}

/// The Telegram bot of the settings, if one is set.
#[cfg(feature = "telegram")]
fn telegram(open: &Open) -> Result<Option<channels::telegram::Bot>, Failure> {
    use channels::telegram::{Bot, Timing};
    let Some(token) = open.settings.telegram_token.clone() else { return Ok(None) };
    let bot = Bot::new(token, open.settings.telegram_url.as_deref(), Timing::default());
    bot.map(Some).map_err(|unusable| Failure::Usage(unusable.to_string()))
}

async fn read_too(app: App, company: Uuid) {
    second::run(&app, company).await;
}

async fn raise_overdue(app: App, company: Uuid) {
    overdue::run(&app, company).await;
}

async fn keep_chain(app: App, company: Uuid) {
    audit::keep_chain(&app, company).await;
}

async fn show(app: App, company: Uuid) {
    let page = Page { app: app.clone() };
    deliver::run(&app, company, &page).await;
}

/// The application and its company. A database that is not there yet is waited for.
async fn company(open: &Open) -> Result<(App, Company), Failure> {
    let url = open.url("zhixing.db");
    let mut pause = Duration::from_millis(500);
    let store = loop {
        match ready(&url).await {
            Ok(store) => break store,
            Err(error @ store::Error::Unheld { .. }) => return Err(error.into()),
            Err(error) if error.is_no_right() => return Err(super::open::not_up_to_date(error)),
            Err(error) if error.is_passing() => {
                tracing::warn!(%error, "the database does not answer yet; waiting");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(10));
            }
            Err(error) => {
                let url = super::open::without_password(&url);
                return Err(anyhow::Error::new(error).context(format!("opening {url}")).into());
            }
        }
    };
    let app = App::new(store).with_second(super::model::model(&open.settings)?);
    let company = super::open::only_company(&app).await?;
    Ok((app, company))
}

async fn ready(url: &str) -> store::Result<Store> {
    let store = Store::open(url).await?;
    store.must_be_held().await?;
    store.migrate().await?;
    Ok(store)
}

fn address(open: &Open, given: Option<SocketAddr>) -> Result<SocketAddr, Failure> {
    let set = open.settings.listen.as_deref().unwrap_or(invite::ADDRESS);
    match given {
        Some(address) => Ok(address),
        None => {
            set.parse().map_err(|_| Failure::Usage(format!("listen: {set:?} is no address such as 127.0.0.1:8690")))
        }
    }
}

/// Cancelled when the program is told to stop: by ctrl-c, or by the system.
pub fn stop_signal() -> Result<CancellationToken, Failure> {
    let stop = CancellationToken::new();
    let told = stop.clone();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        told.cancel();
    });
    Ok(stop)
}
