//! Log-in, log-out and joining by a one-time invitation: plain forms that need no script.

use std::net::SocketAddr;

use axum::{
    Form,
    extract::{ConnectInfo, Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use chrono::Utc;
use serde::Deserialize;

use super::{
    Web,
    pages::{self, Invited},
    refusal::Refusal,
    visitor::{changing, drop_cookie, language, secret, set_cookie, visitor},
};
use crate::{
    app::{
        codes,
        login::{self, Denied},
    },
    channels::web::thread,
    wording::{Say, say},
};

/// Where one goes once logged in.
const HOME: &str = "/chat";

/// The log-in page.
pub async fn form(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    if web.site.demo.is_some() || visitor(&web, &headers).await.is_ok() {
        return Ok(Redirect::to(HOME).into_response());
    }
    Ok(pages::login(language(&headers), "", None).into_response())
}

/// What the log-in form sends.
#[derive(Deserialize)]
pub struct LogIn {
    name: String,
    password: String,
}

/// Lets somebody in. The session is a new one, whatever cookie came along.
pub async fn log_in(
    State(web): State<Web>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Form(given): Form<LogIn>,
) -> Result<Response, Refusal> {
    let company = web.company().await?;
    let from = origin(&web, &headers, from);
    match login::log_in(&web.app, &company, &given.name, &given.password, &from, Utc::now()).await {
        Ok((_, fresh)) => enter(&web, &headers, &fresh).await,
        Err(denied) => {
            let (status, what) = words(denied)?;
            let language = language(&headers);
            Ok((status, pages::login(language, &given.name, Some(&say(&what, language)))).into_response())
        }
    }
}

/// Where a request comes from: behind a proxy of ours, what the proxy says.
fn origin(web: &Web, headers: &HeaderMap, from: SocketAddr) -> String {
    let forwarded = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|list| list.rsplit(',').next()).map(str::trim);
    match last.filter(|_| web.site.public_url.is_some() && from.ip().is_loopback()) {
        Some(address) => address.to_string(),
        None => from.ip().to_string(),
    }
}

fn words(denied: Denied) -> Result<(StatusCode, Say), Refusal> {
    Ok(match denied {
        Denied::Wrong => (StatusCode::UNAUTHORIZED, Say::WrongPassword),
        Denied::Wait(left) => (StatusCode::TOO_MANY_REQUESTS, Say::WaitForLogIn { seconds: left.num_seconds() + 1 }),
        Denied::Password => (StatusCode::BAD_REQUEST, Say::WeakPassword { shortest: login::SHORTEST }),
        Denied::Code => (StatusCode::NOT_FOUND, Say::BadCode),
        Denied::Error(error) => return Err(error.into()),
    })
}

async fn enter(web: &Web, headers: &HeaderMap, fresh: &str) -> Result<Response, Refusal> {
    if let Some(old) = secret(&web.site, headers) {
        let company = web.company().await?;
        login::log_out(&web.app, &company, &old).await?;
    }
    Ok(with_cookie(Redirect::to(HOME).into_response(), set_cookie(&web.site, fresh)))
}

/// A response that sets a cookie.
pub fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Ends the session.
pub async fn log_out(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    let leaving = changing(&web, &headers).await?;
    login::log_out(&web.app, &leaving.actor.company, &leaving.secret).await?;
    web.app.bells.show(&thread(&leaving.actor.person));
    Ok(with_cookie(StatusCode::NO_CONTENT.into_response(), drop_cookie(&web.site)))
}

/// The page of an invitation.
pub async fn join_form(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    join_page(&web, &code, &headers, StatusCode::OK, None).await
}

async fn join_page(
    web: &Web,
    code: &str,
    headers: &HeaderMap,
    status: StatusCode,
    error: Option<&Say>,
) -> Result<Response, Refusal> {
    let language = language(headers);
    let company = web.company().await?;
    let Some(person) = codes::peek(&web.app, &company, code, Utc::now()).await? else {
        let words = say(&Say::BadCode, language);
        return Ok((StatusCode::NOT_FOUND, pages::login(language, "", Some(&words))).into_response());
    };
    let org = &company.org;
    let department = org.person(&person).map(|p| org.name(&p.department)).unwrap_or_default();
    let error = error.map(|what| say(what, language));
    let invited = Invited { code, name: org.name(&person), department, company: &org.company.name };
    Ok((status, pages::join(language, &invited, error.as_deref())).into_response())
}

/// What the invitation's form sends.
#[derive(Deserialize)]
pub struct Join {
    password: String,
    again: String,
}

/// Redeems an invitation with the password that was chosen.
pub async fn join(
    State(web): State<Web>,
    Path(code): Path<String>,
    headers: HeaderMap,
    Form(given): Form<Join>,
) -> Result<Response, Refusal> {
    if given.password != given.again {
        return join_page(&web, &code, &headers, StatusCode::BAD_REQUEST, Some(&Say::PasswordsDiffer)).await;
    }
    let company = web.company().await?;
    match login::join(&web.app, &company, &code, &given.password, Utc::now()).await {
        Ok((_, fresh)) => enter(&web, &headers, &fresh).await,
        Err(denied) => {
            let (status, what) = words(denied)?;
            join_page(&web, &code, &headers, status, Some(&what)).await
        }
    }
}
