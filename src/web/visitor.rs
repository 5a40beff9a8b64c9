//! Who is behind a request: the session's cookie, and the token that proves a change comes from the page itself.

use axum::http::{HeaderMap, HeaderValue, header};
use chrono::Utc;
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::{Site, Web, refusal::Refusal};
use crate::{
    app::{Actor, audit, codes, login},
    domain::Language,
};

/// Somebody who is logged in.
pub struct Visitor {
    /// Who.
    pub actor: Actor,
    /// The cookie's secret.
    pub secret: String,
}

impl Visitor {
    /// The token that the page sends with every change.
    pub fn token(&self) -> String {
        token(&self.secret)
    }
}

fn token(secret: &str) -> String {
    codes::hash(&format!("csrf:{secret}"))
}

/// The cookie's name: browsers keep one that begins with `__Host-` from other sites of the same domain.
pub fn cookie_name(site: &Site) -> &'static str {
    if site.is_secure() { "__Host-zhixing" } else { "zhixing" }
}

/// The header that sets the cookie.
pub fn set_cookie(site: &Site, secret: &str) -> HeaderValue {
    let age = login::LONGEST.num_seconds();
    cookie(site, secret, age)
}

/// The header that takes the cookie away.
pub fn drop_cookie(site: &Site) -> HeaderValue {
    cookie(site, "", 0)
}

fn cookie(site: &Site, value: &str, age: i64) -> HeaderValue {
    let secure = if site.is_secure() { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", cookie_name(site));
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The cookie's secret, if the request has one.
pub fn secret(site: &Site, headers: &HeaderMap) -> Option<String> {
    let name = cookie_name(site);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_string()).filter(|value| !value.is_empty())
}

/// Who is behind a request.
pub async fn visitor(web: &Web, headers: &HeaderMap) -> Result<Visitor, Refusal> {
    let secret = secret(&web.site, headers).ok_or(Refusal::Stranger)?;
    let company = web.company().await?;
    let actor = login::session(&web.app, &company, &secret, Utc::now()).await?.ok_or(Refusal::Stranger)?;
    Ok(Visitor { actor, secret })
}

/// Who is behind a change, with the token that proves it comes from the page.
pub async fn changing(web: &Web, headers: &HeaderMap) -> Result<Visitor, Refusal> {
    let visitor = visitor(web, headers).await?;
    let given = headers.get("x-csrf-token").and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Comparing takes as long whether or not it is right.
    let right: bool = visitor.token().as_bytes().ct_eq(given.as_bytes()).into();
    if right {
        return Ok(visitor);
    }
    let (company, who) = (visitor.actor.company.id, visitor.actor.person.as_str());
    let forged = audit::entry(company, who, "page.forged", String::new(), Value::Null, Utc::now());
    audit::note(&web.app, forged).await?;
    Err(Refusal::Forged)
}

/// The language that a browser asks for: Chinese unless English comes first.
pub fn language(headers: &HeaderMap) -> Language {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if wanted.trim_start().to_ascii_lowercase().starts_with("en") { Language::En } else { Language::Zh }
}
