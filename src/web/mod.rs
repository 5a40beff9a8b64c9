//! The web server: log-in, the chat page and its API. It knows no SQL and decides nothing about secrets: it asks `app`.
//!
//! | route | what |
//! |---|---|
//! | `GET /chat` | the chat page, or the way to log-in; `/` leads there |
//! | `GET, POST /login` · `POST /logout` | by name and password |
//! | `GET, POST /join/{code}` | a one-time invitation: choose a password |
//! | `GET /chat/history` · `GET /chat/events` | what was said; what is being said, as server-sent events |
//! | `POST /chat/messages` · `/chat/press` · `/chat/edit` | say, press, edit |
//! | `GET /chat/reports/{id}` | a report's text, where the reader may see it |
//! | `POST /demo/as` | in the demo only: choose who one is |
//! | `GET /assets/web/{name}` · `GET /healthz` | files of the page; whether the database answers |

mod assets;
mod chat;
mod events;
mod headers;
mod login;
mod pages;
mod refusal;
mod visitor;

use std::{net::SocketAddr, num::NonZeroU32, sync::Arc};

use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
    middleware,
    routing::{get, post},
};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::{
    app::{App, Company, Error},
    domain::Key,
};

/// The most bytes of a request.
const MOST_BYTES: usize = 256 * 1024;

/// How many messages a person may send in a row; one a second comes back.
const BURST: u32 = 30;

/// What the server is for and how it is reached.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The company it serves.
    pub company: Uuid,
    /// How people reach it from outside; `None` is by the address it listens on.
    pub public_url: Option<String>,
    /// In the demo one is whom one chooses to be, first this person.
    pub demo: Option<Key>,
}

impl Site {
    /// Whether browsers reach it by TLS, so that cookies may insist on it.
    fn is_secure(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }
}

/// What every handler knows.
#[derive(Clone)]
struct Web {
    app: App,
    site: Arc<Site>,
    limits: Arc<DefaultKeyedRateLimiter<String>>,
}

impl Web {
    async fn company(&self) -> Result<Company, Error> {
        self.app.company(self.site.company).await
    }
}

/// The routes of a site.
fn routes(app: App, site: Site) -> Router {
    let burst = NonZeroU32::new(BURST).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::per_second(NonZeroU32::MIN).allow_burst(burst);
    let web = Web { app, site: Arc::new(site), limits: Arc::new(RateLimiter::keyed(quota)) };
    Router::new()
        .route("/", get(pages::start))
        .route("/chat", get(pages::chat))
        .route("/login", get(login::form).post(login::log_in))
        .route("/logout", post(login::log_out))
        .route("/join/{code}", get(login::join_form).post(login::join))
        .route("/chat/history", get(chat::history))
        .route("/chat/events", get(events::events))
        .route("/chat/messages", post(chat::say))
        .route("/chat/press", post(chat::press))
        .route("/chat/edit", post(chat::edit))
        .route("/chat/reports/{id}", get(chat::report))
        .route("/demo/as", post(chat::become_person))
        .route("/assets/web/{name}", get(assets::asset))
        .route("/healthz", get(health))
        .fallback(refusal::not_found)
        .layer(middleware::from_fn_with_state(web.clone(), headers::guard))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(web)
}

async fn health(State(web): State<Web>) -> StatusCode {
    match web.company().await {
        Ok(_) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Serves until `stop` is done; requests under way are finished, streams are ended.
pub async fn serve(
    app: App,
    site: Site,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let routes = routes(app, site).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, routes).with_graceful_shutdown(stop).await
}
