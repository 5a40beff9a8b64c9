//! The shells of the pages. Everything in them that moves is `assets/web/`, whose reference markup they follow.

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use chrono::Utc;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    Web,
    login::with_cookie,
    refusal::{Refusal, to_login},
    visitor::{language, set_cookie, visitor},
};
use crate::{app::login::SHORTEST, domain::Language, wording::web::words};

/// The arrow of the button that sends.
const ARROW: &str = r#"<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="M12 20V5M5.5 11.5 12 5l6.5 6.5" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>"#;

/// The way to the chat.
pub async fn start() -> Redirect {
    Redirect::to("/chat")
}

/// The chat page. In the demo whoever comes is the demo's first person.
pub async fn chat(State(web): State<Web>, headers: HeaderMap) -> Result<Response, Refusal> {
    match visitor(&web, &headers).await {
        Ok(visitor) => Ok(chat_page(language(&headers), &visitor.token()).into_response()),
        Err(Refusal::Stranger) => match &web.site.demo {
            None => Ok(to_login()),
            Some(person) => {
                let company = web.company().await?;
                let secret = crate::app::login::open(&web.app, &company, person, Utc::now()).await?;
                Ok(with_cookie(Redirect::to("/chat").into_response(), set_cookie(&web.site, &secret)))
            }
        },
        Err(other) => Err(other),
    }
}

fn head(title: &str, styles: &[&str], more: Markup) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport"
                content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content";
            meta name="color-scheme" content="light dark";
            title { (title) }
            link rel="icon" href="/assets/web/icon.svg" type="image/svg+xml";
            @for style in styles { link rel="stylesheet" href=(format!("/assets/web/{style}")); }
            (more)
        }
    }
}

fn chat_page(language: Language, token: &str) -> Markup {
    let w = words(language);
    let more = html! {
        meta name="csrf" content=(token);
        script type="module" src="/assets/web/chat.js" {}
    };
    html! {
        (DOCTYPE)
        html lang=(w.lang) {
            (head(w.brand, &["base.css", "chat.css"], more))
            body.chat {
                a.skip href="#text" { (w.skip) }
                header.top {
                    h1.brand { img src="/assets/web/icon.svg" alt="" width="28" height="28"; " " (w.brand) }
                    p #link .link role="status" {}
                    div #who .who {}
                    button #logout .plain type="button" hidden { (w.log_out) }
                }
                main.room {
                    div #scroll .scroll {
                        button #earlier .plain.earlier type="button" hidden { (w.earlier) }
                        div #log .log role="log" aria-live="polite" aria-relevant="additions"
                            aria-label=(w.conversation) aria-busy="true" tabindex="0" {}
                        p #thinking .thinking hidden { (w.reading) span.dots aria-hidden="true" {} }
                    }
                    button #newest .newest type="button" hidden { (w.news) }
                    form #composer .composer autocomplete="off" {
                        p #mode .mode hidden {
                            span #mode-words {} " "
                            button #mode-off .plain type="button" { (w.cancel) }
                        }
                        textarea #text name="text" rows="1" aria-label=(w.write) placeholder=(w.placeholder) {}
                        button #send .send type="submit" aria-label=(w.send) { (PreEscaped(ARROW)) }
                    }
                }
                div #toast .toast role="status" {}
                dialog #report .sheet aria-labelledby="report-title" {
                    header.sheet-head {
                        h2 #report-title {}
                        button #report-close .plain type="button" { (w.close) }
                    }
                    div #report-text .sheet-text tabindex="0" {}
                }
                noscript { p.noscript { (w.no_script) } }
            }
        }
    }
}

/// The log-in page, with the name kept and what went wrong.
pub fn login(language: Language, name: &str, error: Option<&str>) -> Markup {
    let w = words(language);
    let invalid = error.map(|_| "true");
    let described = error.map(|_| "error");
    door(
        w.lang,
        w.log_in_title,
        html! {
            h1 { (w.log_in) }
            @if let Some(error) = error { p #error .error role="alert" { (error) } }
            form method="post" action="/login" {
                label for="name" { (w.name) }
                input #name name="name" value=(name) autocomplete="username" required autofocus
                    aria-invalid=[invalid] aria-describedby=[described];
                label for="password" { (w.password) }
                input #password name="password" type="password" autocomplete="current-password" required
                    aria-invalid=[invalid] aria-describedby=[described];
                button.primary type="submit" { (w.log_in_button) }
            }
            p.aside { (w.forgotten) }
        },
    )
}

/// Whom an invitation is for.
pub struct Invited<'a> {
    /// The one-time code.
    pub code: &'a str,
    /// The person's name.
    pub name: &'a str,
    /// Their department.
    pub department: &'a str,
    /// The company.
    pub company: &'a str,
}

/// The page of an invitation.
pub fn join(language: Language, invited: &Invited<'_>, error: Option<&str>) -> Markup {
    let w = words(language);
    door(
        w.lang,
        w.join_title,
        html! {
            h1 { ((w.is_it_you)(invited.name)) }
            p.lead { ((w.join_lead)(invited.department, invited.company)) }
            @if let Some(error) = error { p #error .error role="alert" { (error) } }
            form method="post" action=(format!("/join/{}", invited.code)) {
                input type="text" name="name" value=(invited.name) autocomplete="username" hidden;
                label for="password" { (w.password) }
                input #password name="password" type="password" autocomplete="new-password" minlength=(SHORTEST) required
                    autofocus aria-describedby="rule";
                p #rule .rule { ((w.rule)(SHORTEST)) }
                label for="again" { (w.again) }
                input #again name="again" type="password" autocomplete="new-password" minlength=(SHORTEST) required;
                button.primary type="submit" { (w.join_button) }
            }
            p.aside { (w.not_you) }
        },
    )
}

fn door(lang: &str, title: &str, inside: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang) {
            (head(title, &["base.css", "door.css"], html! { meta name="referrer" content="no-referrer"; }))
            body.door {
                main {
                    img src="/assets/web/icon.svg" alt="" width="56" height="56";
                    (inside)
                }
            }
        }
    }
}
