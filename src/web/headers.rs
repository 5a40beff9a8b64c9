//! What holds for every request and response: where it may come from, and what browsers may do with what we send.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Web, refusal::Refusal};

const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; \
                      base-uri 'none'; form-action 'self'";

/// Lets only our own pages change anything, and tells browsers to be strict.
pub async fn guard(State(web): State<Web>, request: Request, next: Next) -> Response {
    let is_asset = request.uri().path().starts_with("/assets/");
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = if changes && !is_own(request.headers(), web.site.public_url.as_deref()) {
        Refusal::Forged.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if !is_asset {
        set(header::CACHE_CONTROL, "no-store");
    }
    if web.site.is_secure() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    response
}

/// Whether a request comes from our own page. Browsers say where a change comes from; what says nothing is no browser
/// and still needs the session's token.
fn is_own(headers: &HeaderMap, public_url: Option<&str>) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(HeaderName::from_static("sec-fetch-site"))
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    let Some(origin) = text(header::ORIGIN) else { return true };
    let host_of = |url: &str| url.split_once("://").map(|(_, host)| host.trim_end_matches('/').to_string());
    let ours = [text(header::HOST).map(str::to_string), public_url.and_then(host_of)];
    host_of(origin).is_some_and(|host| ours.into_iter().flatten().any(|own| own.eq_ignore_ascii_case(&host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(pairs: &[(&'static str, &str)]) -> bool {
        let headers = pairs.iter().map(|(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).expect("a header value"))
        });
        is_own(&headers.collect(), Some("https://zx.example.com"))
    }

    #[test]
    fn only_our_own_pages_may_change_anything() {
        assert!(own(&[("host", "127.0.0.1:8690"), ("origin", "http://127.0.0.1:8690")]));
        assert!(own(&[("host", "internal:80"), ("origin", "https://zx.example.com")]));
        assert!(own(&[("host", "127.0.0.1:8690")]));
        assert!(!own(&[("host", "127.0.0.1:8690"), ("origin", "https://evil.example.com")]));
        assert!(!own(&[("host", "127.0.0.1:8690"), ("origin", "null")]));
        assert!(!own(&[("host", "127.0.0.1:8690"), ("sec-fetch-site", "cross-site")]));
    }
}
